#include "casefile/audience.h"
#include "render/pseudonym.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

static const char source[] =
    "<casus><betrokkenen><leerling id='noor' geboortedatum='2017-03-14' klas='4B van Elke'><naam>Noor</naam>"
    "<school>De Wilg</school></leerling>"
    "<betrokkene id='mama' rol='ouder'><naam>Hanne van der Meulen</naam><contact>0123</contact></betrokkene>"
    "<betrokkene id='papa' rol='ouder'><naam>Joris Van Damme</naam></betrokkene>"
    "<betrokkene id='juf' rol='leerkracht'><naam>juf Elke</naam></betrokkene>"
    "<betrokkene id='m' rol='leerkracht'><naam>meneer J. Aerts</naam></betrokkene>"
    "<betrokkene id='j' rol='leerkracht'><naam>Joris Wit</naam></betrokkene>"
    "<betrokkene id='zoco' rol='zorgcoordinator'><naam>Émilie-Rose D'Hondt</naam></betrokkene>"
    "</betrokkenen><!-- Noor --><overzicht><aanpak id='a' door='juf mama' van='2026-01-01'>El<!-- x -->ke "
    "hielp "
    "Noor.</aanpak>"
    "</overzicht><woordenlijst><begrip term='Noorkaart van Noor'>x</begrip></woordenlijst></casus>";

static const char labels_text[] = "ouder";

static struct hgw_label rows[] = {
    {"pseudoniem", labels_text, "ouder"},
    {"pseudoniem", "zorgcoordinator", "zorgcoördinator"},
};

struct fixture {
    xmlDocPtr doc;
    struct hgw_pseudonyms *pseudonyms;
};

static struct fixture learn(void) {
    struct hgw_labels labels = {NULL, rows, 2};
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct fixture f = {.doc = xmlReadMemory(source, sizeof source - 1, NULL, NULL, 0)};
    hgw_ids_rebuild(f.doc);
    f.pseudonyms = hgw_pseudonyms_new(f.doc, &labels, &error);
    cr_assert_not_null(f.pseudonyms);
    return f;
}

static void done(struct fixture *f) {
    hgw_pseudonyms_free(f->pseudonyms);
    xmlFreeDoc(f->doc);
}

Test(pseudonym, texts) {
    static const char *const texts[][2] = {
        {"Noor leest.", "De leerling leest."},
        {"Vandaag leest Noor.", "Vandaag leest de leerling."},
        {"Noors boek en Noor's pen, Noor’s gom", "De leerlings boek en de leerlings pen, de leerlings gom"},
        {"Juf Elke en Elkes klas", "Leerkracht 1 en leerkracht 1’s klas"},
        {"Noor gaat naar de  Wilg. De Wilg, Wilg", "De leerling gaat naar de school. De school, Wilg"},
        {"de juf van Noor", "de juf van de leerling"},
        {"Hanne van der Meulen belt", "Ouder 1 belt"},
        {"mevrouw van der Meulen", "Ouder 1"},
        {"Meulen, Hanne", "Ouder 1, ouder 1"},
        {"Joris Van Damme. Joris’ auto", "Ouder 2. Ouder 2’s auto"},
        {"meneer Aerts, J. Aerts", "Leerkracht 2, leerkracht 2"},
        {"met Émilie-Rose D'Hondt naar huis", "met zorgcoördinator 1 naar huis"},
        {"noor NOOR Noortje Elkeen", "noor NOOR Noortje Elkeen"},
        {"een van de ouders", "een van de ouders"},
        {"Noor-kaart (Noor)", "De leerling-kaart (de leerling)"},
        {"", ""},
        {"Vroeg Joris' moeder dat?", "Vroeg ouder 2’s moeder dat?"},
        {"'Noor'", "'de leerling'"},
        /* what looks the same to a reader is the same name */
        {"met E\xCC\x81milie.", "met zorgcoördinator 1."},
        {"met No\xC2\xADor en No\xE2\x80\x8Bor\xC2\xADs kat", "met de leerling en de leerlings kat"},
        {"met Emilie, Êmilie, \xCC\x81milie", "met Emilie, Êmilie, \xCC\x81milie"},
        {"met E\xCC\x81milie\xE2\x80\x91Rose\xC2\xA0"
         "D'Hondt naar huis",
         "met zorgcoördinator 1 naar huis"},
        {"met Hanne\n      van der Meulen mee", "met ouder 1 mee"},
        {"Hanne\n\nvan der Meulen", "Ouder 1\n\nouder 1"},
        /* the one whose name goes on */
        {"vroeg Joris aan Joris Wit en Joris Van Damme", "vroeg ouder 2 aan leerkracht 3 en ouder 2"},
    };
    struct fixture f = learn();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct hgw_buf out = HGW_BUF_EMPTY;
        hgw_pseudonyms_text(f.pseudonyms, texts[i][0], HGW_TOLD_TEXT, &out);
        cr_expect_str_eq(out.data ? out.data : "", texts[i][1]);
        hgw_buf_free(&out);
    }
    done(&f);
}

/* In a case that is refused, what is quoted may be somebody's name with a slip in it. */
Test(pseudonym, refusals) {
    static const char *const texts[][2] = {
        {"van verwijst naar „nor”: bedoel je „noor”?", "van verwijst naar „…”: bedoel je „x1”?"},
        {"van refers to “nor”: did you mean “noor”?", "van refers to “…”: did you mean “x1”?"},
        {"In niet-voor=\"Hane noor\" kan dat niet", "In niet-voor=\"…\" kan dat niet"},
        {"klas=\"4B van hanne\"", "klas=\"…\""},
        {"rol=\"clp\" kan niet: bedoel je clb?", "rol=\"clp\" kan niet: bedoel je clb?"},
        {"Noor zei „open", "De leerling zei „open"},
    };
    struct fixture f = learn();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct hgw_buf out = HGW_BUF_EMPTY;
        hgw_pseudonyms_text(f.pseudonyms, texts[i][0], HGW_TOLD_REFUSAL, &out);
        cr_expect_str_eq(out.data ? out.data : "", texts[i][1]);
        hgw_buf_free(&out);
    }
    done(&f);
}

Test(pseudonym, ids_in_messages) {
    struct fixture f = learn();
    struct hgw_buf out = HGW_BUF_EMPTY;
    hgw_pseudonyms_text(f.pseudonyms, "„juf” en „juffen” van Noor (omdat Han…, omdat han…)", HGW_TOLD_MESSAGE,
                        &out);
    cr_expect_str_eq(out.data, "„x4” en „juffen” van de leerling (omdat ouder 1…, omdat han…)");
    hgw_buf_free(&out);
    done(&f);
}

/* What becomes of a text when these are the names of two parents. */
static char *told_of(const char *first, const char *second, const char *text) {
    struct hgw_labels labels = {NULL, rows, 2};
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_buf out = HGW_BUF_EMPTY;
    char *xml =
        hgw_format("<casus><betrokkenen><betrokkene id='a' rol='ouder'><naam>%s</naam></betrokkene>"
                   "<betrokkene id='b' rol='ouder'><naam>%s</naam></betrokkene></betrokkenen></casus>",
                   first, second);
    xmlDocPtr doc = xmlReadMemory(xml, (int)strlen(xml), NULL, NULL, 0);
    struct hgw_pseudonyms *pseudonyms = hgw_pseudonyms_new(doc, &labels, &error);
    cr_assert_not_null(pseudonyms);
    hgw_pseudonyms_text(pseudonyms, text, HGW_TOLD_MESSAGE, &out);
    hgw_pseudonyms_free(pseudonyms);
    xmlFreeDoc(doc);
    free(xml);
    return hgw_buf_steal(&out);
}

Test(pseudonym, names_that_look_alike) {
    static const char *const rows_of_names[][4] = {
        {"Jan", "Jans", "Met Jans auto", "Met ouder 1’s auto"}, /* the first one counts */
        {"Jans", "Jan", "Met Jans auto", "Met ouder 1 auto"},
        {"Jan Maes", "Els Maes", "Met Els Maes", "Met ouder 2"},
        {"Jan Maes", "Els Maes", "Met Maes", "Met ouder 1"},
        {"Jan Jan", "Els Jan", "Met Els Jan Jan", "Met ouder 2"},
        {"Jana", "Jan", "Met Jan, Jana en Janaa", "Met ouder 2, ouder 1 en Janaa"},
        {"Zoë Maes", "Els", "In „Zo… staat", "In „ouder 1… staat"},
        {"Zara", "Els", "In „Zo… staat", "In „Zo… staat"},
    };
    for (size_t i = 0; i < sizeof rows_of_names / sizeof rows_of_names[0]; i++) {
        const char *const *row = rows_of_names[i];
        char *told = told_of(row[0], row[1], row[2]);
        cr_expect_str_eq(told, row[3], "%s, %s: %s became %s", row[0], row[1], row[2], told);
        free(told);
    }
}

/* What a text of the case becomes that is read as Markdown. */
Test(pseudonym, markdown) {
    static const char *const texts[][2] = {
        {"*Noor* leest **veel**", "*De leerling* leest **veel**"},
        {"**El**ke en *Joris*", "Leerkracht 1 en Ouder 2"},
        {"&#69;lke, El<!-- x -->ke", "Leerkracht 1, leerkracht 1"},
        {"De **Wilg** helpt", "De school helpt"},
        {"*Van* `alles`", "*Van* `alles`"},
        {"Zie ![Foto van Noor](foto-Noor.png) **nu**", "Zie Foto van de leerling **nu**"},
        {"[het plan](Plan_van-Noor.pdf \"Noor\") [a](<b c>)", "het plan a"},
        {"<https://x.be/Noor> <mailto:noor@x.be> [x.be](https://x.be)",
         "(adres weggelaten) (adres weggelaten) (adres weggelaten)"},
        {"[be](https://x.be) en [t]\n\n[t]: Noor.pdf", "be en t"},
        {"a [b] (c) d", "a [b] (c) d"},
    };
    struct fixture f = learn();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct hgw_buf out = HGW_BUF_EMPTY;
        struct hgw_error error = HGW_ERROR_EMPTY;
        cr_expect(hgw_pseudonyms_markdown(f.pseudonyms, texts[i][0], &out, &error));
        cr_expect_str_eq(out.data, texts[i][1], "%s became %s", texts[i][0], out.data);
        hgw_buf_free(&out);
    }
    done(&f);
}

Test(pseudonym, the_case) {
    struct fixture f = learn();
    struct hgw_error error = HGW_ERROR_EMPTY;
    cr_assert(hgw_pseudonyms_apply(f.pseudonyms, f.doc, &error));
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlNodeDump(buffer, f.doc, xmlDocGetRootElement(f.doc), 0, 0);
    cr_expect_str_eq(
        (const char *)xmlBufferContent(buffer),
        "<casus><betrokkenen><leerling id=\"x1\" klas=\"4B van leerkracht 1\"><naam>de "
        "leerling</naam><school/></leerling>"
        "<betrokkene id=\"x2\" rol=\"ouder\"><naam>ouder 1</naam><contact/></betrokkene>"
        "<betrokkene id=\"x3\" rol=\"ouder\"><naam>ouder 2</naam></betrokkene>"
        "<betrokkene id=\"x4\" rol=\"leerkracht\"><naam>leerkracht 1</naam></betrokkene>"
        "<betrokkene id=\"x5\" rol=\"leerkracht\"><naam>leerkracht 2</naam></betrokkene>"
        "<betrokkene id=\"x6\" rol=\"leerkracht\"><naam>leerkracht 3</naam></betrokkene>"
        "<betrokkene id=\"x7\" rol=\"zorgcoordinator\"><naam>zorgcoördinator 1</naam></betrokkene>"
        "</betrokkenen><overzicht><aanpak id=\"x8\" door=\"x4 x2\" van=\"2026-01-01\">Leerkracht 1 hielp de "
        "leerling."
        "</aanpak></overzicht><woordenlijst><begrip term=\"Noorkaart van de "
        "leerling\">x</begrip></woordenlijst>"
        "</casus>");
    xmlBufferFree(buffer);
    cr_expect_not_null(xmlGetID(f.doc, (const xmlChar *)"x4"));
    cr_expect_null(xmlGetID(f.doc, (const xmlChar *)"juf"));
    done(&f);
}
