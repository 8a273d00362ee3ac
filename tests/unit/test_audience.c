#include "case/audience.h"
#include "case_files.h"
#include "xml/dom.h"

#include <libxml/xpath.h>

#define FAMILY                                                                                                         \
    "<betrokkenen zichtbaar='ouders leerling school'>"                                                                 \
    "<leerling id='noor'><naam>Noor</naam><school>S</school></leerling>"                                               \
    "<betrokkene id='mama' rol='ouder'><naam>Hanne</naam></betrokkene>"                                                \
    "<betrokkene id='juf' rol='leerkracht' zichtbaar='school'><naam>Elke</naam></betrokkene>"                          \
    "</betrokkenen>"

static xmlDocPtr parse(const char *text) {
    struct case_file c = {0};
    struct findings findings = {0};
    case_load(&c, "proef", text, strlen(text), &findings);
    xmlDocPtr doc = c.doc;
    cr_assert_not_null(doc, "%s", text);
    c.doc = NULL;
    case_free(&c);
    findings_free(&findings);
    ids_rebuild(doc);
    return doc;
}

static size_t filter(xmlDocPtr doc, const char *readers, const char *person) {
    struct audience audience = {readers_parse(readers, NULL), person};
    audience_filter(doc, &audience);
    ids_drop_dead(doc);
    size_t left = 0;
    for (const xmlNode *node = xmlDocGetRootElement(doc); (node = dom_walk(node, NULL));)
        left++;
    return left;
}

/* The whole tree as text, for comparing. */
static void expect_tree(xmlDocPtr doc, const char *expected) {
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlNodeDump(buffer, doc, xmlDocGetRootElement(doc), 0, 0);
    cr_expect_str_eq((const char *)xmlBufferContent(buffer), expected);
    xmlBufferFree(buffer);
}

static void expect_filtered(const char *text, const char *readers, const char *person, const char *expected) {
    xmlDocPtr doc = parse(text);
    filter(doc, readers, person);
    expect_tree(doc, expected);
    xmlFreeDoc(doc);
}

static bool visible(xmlDocPtr doc, const char *path, unsigned readers) {
    xmlXPathContextPtr context = xmlXPathNewContext(doc);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)path, context);
    cr_assert(found && found->nodesetval && found->nodesetval->nodeNr == 1, "%s", path);
    bool result = audience_visible(found->nodesetval->nodeTab[0], readers);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return result;
}

Test(audience, readers_by_name) {
    const char *wrong = NULL;
    cr_expect_eq(readers_parse("ouders  school", &wrong), READER_OUDERS | READER_SCHOOL);
    cr_expect_eq(readers_parse("ouders scool leerling", &wrong), 0);
    cr_expect_str_eq(wrong, "scool leerling");
    cr_expect_eq(readers_parse("  ", &wrong), 0);
    cr_expect_str_eq(wrong, "");
    cr_expect_str_eq(reader_name(READER_EXTERN), "extern");
    cr_expect_null(reader_name(READER_OUDERS | READER_SCHOOL));
}

Test(audience, person_belongs_to_an_audience) {
    xmlDocPtr doc = parse("<casus>" FAMILY "</casus>");
    xmlNodePtr pupil = xmlFirstElementChild(xmlFirstElementChild(xmlDocGetRootElement(doc)));
    cr_expect_eq(reader_of_person(pupil), READER_LEERLING);
    cr_expect_eq(reader_of_person(xmlNextElementSibling(pupil)), READER_OUDERS);
    cr_expect_eq(reader_of_person(xmlLastElementChild(pupil->parent)), READER_SCHOOL);
    cr_expect_eq(reader_of_person(pupil->parent), 0);
    xmlFreeDoc(doc);
}

Test(audience, nothing_said_means_intern) {
    xmlDocPtr doc = parse("<casus>" FAMILY "<overzicht><aanpak id='a'>x</aanpak></overzicht></casus>");
    cr_expect_not(visible(doc, "//aanpak", READER_OUDERS));
    cr_expect(visible(doc, "//aanpak", READER_INTERN));
    cr_expect(visible(doc, "/casus", READER_EXTERN));
    cr_expect(visible(doc, "//leerling", READER_OUDERS | READER_SCHOOL));
    cr_expect_not(visible(doc, "//leerling", READER_OUDERS | READER_EXTERN));
    cr_expect_not(visible(doc, "//leerling", 0));
    xmlFreeDoc(doc);
}

Test(audience, what_is_around_it_excludes) {
    xmlDocPtr doc = parse("<casus><uitzicht zichtbaar='ouders'>"
                          "<doel zichtbaar='ouders school'><tekst>x</tekst></doel></uitzicht></casus>");
    cr_expect(visible(doc, "//tekst", READER_OUDERS));
    cr_expect_not(visible(doc, "//tekst", READER_SCHOOL), "the section holds the parents only");
    xmlFreeDoc(doc);
}

Test(audience, intern_closes_what_is_around_it_open) {
    xmlDocPtr doc = parse("<casus><uitzicht zichtbaar='ouders'>"
                          "<doel zichtbaar='intern'><tekst zichtbaar='ouders'>x</tekst></doel></uitzicht></casus>");
    cr_expect_not(visible(doc, "//tekst", READER_OUDERS));
    cr_expect(visible(doc, "//tekst", READER_INTERN));
    xmlFreeDoc(doc);
}

Test(audience, closed_elements_are_opened_by_name) {
    static const char *const closed[] = {
        "<overzicht zichtbaar='ouders'><positief bouwsteen='thuis-leefcontext'%s>x</positief></overzicht>",
        "<overzicht zichtbaar='ouders'><belemmerend "
        "bouwsteen='thuis-leefcontext'%s>x</belemmerend></overzicht>",
        "<vraagverheldering zichtbaar='ouders'><zorg van='mama'%s>x</zorg></vraagverheldering>",
        "<vraagverheldering zichtbaar='ouders'><verklaring van='mama'%s>x</verklaring></vraagverheldering>",
        "<vraagverheldering zichtbaar='ouders'><verwachting van='noor'%s>x</verwachting></vraagverheldering>",
        /* who is not known to be someone else counts as the pupil */
        "<vraagverheldering zichtbaar='ouders'><verwachting "
        "van='niemand'%s>x</verwachting></vraagverheldering>",
        "<vraagverheldering zichtbaar='ouders'><hulpvraag id='h' van='h'%s><vraag>x</vraag></hulpvraag>"
        "</vraagverheldering>",
        "<vraagverheldering zichtbaar='ouders'><hulpvraag van='noor'%s><vraag>x</vraag></hulpvraag>"
        "</vraagverheldering>",
        "<onderzoeken zichtbaar='ouders'><onderzoek><score%s>x</score></onderzoek></onderzoeken>",
    };
    for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++)
        for (int open = 0; open < 2; open++) {
            char text[2000], section[1000];
            snprintf(section, sizeof section, closed[i], open ? " zichtbaar='ouders'" : "");
            snprintf(text, sizeof text, "<casus>" FAMILY "%s</casus>", section);
            xmlDocPtr doc = parse(text);
            cr_expect_eq(visible(doc, "//*[text()='x']", READER_OUDERS), open, "%s", section);
            xmlFreeDoc(doc);
        }
}

Test(audience, closed_is_for_what_it_says_only) {
    xmlDocPtr doc = parse("<casus>" FAMILY "<overzicht zichtbaar='ouders'>"
                          "<positief bouwsteen='leerling' betreft='noor'>x</positief></overzicht>"
                          "<vraagverheldering zichtbaar='ouders'><verwachting van='mama'>y</verwachting>"
                          "</vraagverheldering></casus>");
    cr_expect(visible(doc, "//positief", READER_OUDERS));
    cr_expect(visible(doc, "//verwachting", READER_OUDERS));
    xmlFreeDoc(doc);
}

/* Each text x, in a case where all but it says ouders, leerling and school may see it. */
Test(audience, closed_for_whom) {
    static const struct {
        const char *section, *sees; /* for whom it is not closed, besides intern */
    } rows[] = {
        {"<overleggen zichtbaar='A'><notitie>x</notitie></overleggen>", ""},
        {"<overleggen zichtbaar='A'><overleg><verslag>x</verslag></overleg></overleggen>", ""},
        {"<overleggen zichtbaar='A'><overleg><bedoeling>x</bedoeling></overleg></overleggen>",
         "ouders leerling school"},
        {"<overzicht zichtbaar='A'><voorgeschiedenis>x</voorgeschiedenis></overzicht>", ""},
        {"<uitzicht zichtbaar='A'><aanbeveling><reden>x</reden></aanbeveling></uitzicht>", "ouders leerling school"},
        {"<inzicht zichtbaar='A'><hypothese soort='onderkennend'><tekst>x</tekst></hypothese></inzicht>", ""},
        {"<inzicht zichtbaar='A'><hypothese soort='onderkennend' status='aangehouden'><tekst>x</tekst></hypothese>"
         "</inzicht>",
         ""},
        {"<inzicht zichtbaar='A'><hypothese soort='onderkennend' status='aanvaard'><tekst>x</tekst></hypothese>"
         "</inzicht>",
         "ouders leerling school"},
        {"<inzicht zichtbaar='A'><hypothese soort='verklarend'><tekst>x</tekst></hypothese></inzicht>",
         "ouders leerling school"},
        {"<advies zichtbaar='A'><akkoord oordeel='nee'>x</akkoord></advies>", ""},
        {"<advies zichtbaar='A'><akkoord oordeel='ja'>x</akkoord></advies>", "ouders leerling school"},
        {"<vraagverheldering zichtbaar='A'><oplossing van='mama'>x</oplossing></vraagverheldering>",
         "ouders leerling school"},
        {"<vraagverheldering zichtbaar='A'><oplossing van='mama noor'>x</oplossing></vraagverheldering>", ""},
        {"<vraagverheldering zichtbaar='A'><hulpvraag "
         "van='mama'><antwoord>x</antwoord></hulpvraag></vraagverheldering>",
         "ouders school"},
        {"<vraagverheldering zichtbaar='A'><hulpvraag van='noor' zichtbaar='A'><antwoord>x</antwoord></hulpvraag>"
         "</vraagverheldering>",
         "ouders leerling school"},
        {"<overzicht zichtbaar='A'><belemmerend bouwsteen='leerling'>x</belemmerend></overzicht>", "ouders school"},
        {"<strategie zichtbaar='A'><onderzoeksvraag><vraag>x</vraag></onderzoeksvraag></strategie>", "ouders school"},
        {"<strategie zichtbaar='A'><onderzoeksvraag><voor-leerling>x</voor-leerling></onderzoeksvraag></strategie>",
         "leerling"},
        {"<strategie zichtbaar='A'><onderzoeksvraag><voor-leerling zichtbaar='ouders'>x</voor-leerling>"
         "</onderzoeksvraag></strategie>",
         ""},
        {"<strategie><onderzoeksvraag zichtbaar='school'><voor-leerling zichtbaar='leerling'>x</voor-leerling>"
         "</onderzoeksvraag></strategie>",
         ""},
        {"<onderzoeken zichtbaar='A'><onderzoek><resultaat>x</resultaat></onderzoek></onderzoeken>", "ouders school"},
        {"<uitzicht zichtbaar='A'><integratief-beeld>x</integratief-beeld></uitzicht>", "ouders school"},
        {"<uitzicht zichtbaar='A'><ondersteuningsbehoefte van='mama'>x</ondersteuningsbehoefte></uitzicht>", "ouders"},
        {"<uitzicht zichtbaar='A'><ondersteuningsbehoefte van='mama juf'>x</ondersteuningsbehoefte></uitzicht>",
         "ouders leerling school"},
        {"<overzicht zichtbaar='A'><aanpak door='mama'>x</aanpak></overzicht>", "ouders"},
        {"<overzicht zichtbaar='A'><aanpak>x</aanpak></overzicht>", "ouders leerling school"},
        /* what hangs on something else */
        {"<uitzicht zichtbaar='A'><doel id='d' zichtbaar='school'/><doel id='e' zichtbaar='ouders'/></uitzicht>"
         "<advies zichtbaar='A'><evaluatie doelen='d e'><methode>x</methode></evaluatie></advies>",
         "ouders school"},
        {"<uitzicht><doel id='d'><tekst zichtbaar='ouders'>y</tekst></doel></uitzicht>" /* a bare name is not seen */
         "<advies zichtbaar='A'><evaluatie doelen='d'><methode>x</methode></evaluatie></advies>",
         ""},
        {"<uitzicht zichtbaar='A'><aanbeveling id='r' zichtbaar='ouders'/></uitzicht>"
         "<advies zichtbaar='A'><afspraak aanbeveling='r'>x</afspraak></advies>",
         "ouders"},
        {"<advies zichtbaar='A'><afspraak>x</afspraak></advies>", "ouders leerling school"},
        {"<uitzicht zichtbaar='A'><doel id='d' zichtbaar='intern'/></uitzicht><verantwoordingen zichtbaar='A'>"
         "<verantwoording id='v' object='d'>y</verantwoording><verantwoording object='v'>x</verantwoording>"
         "</verantwoordingen>",
         ""},
        {"<verantwoordingen zichtbaar='A'><verantwoording id='v' object='v'>x</verantwoording></verantwoordingen>", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf text = BUF_EMPTY;
        buf_add_string(&text, "<casus>" FAMILY);
        for (const char *at = rows[i].section; *at; at++)
            if (strncmp(at, "'A'", 3) == 0) {
                buf_add_string(&text, "'ouders leerling school'");
                at += 2;
            } else
                buf_add_char(&text, *at);
        buf_add_string(&text, "</casus>");
        xmlDocPtr doc = parse(text.data);
        unsigned seen = 0, expected = readers_parse(rows[i].sees, NULL) | READER_INTERN;
        for (unsigned reader = 1; reader <= READER_INTERN; reader <<= 1)
            seen |= visible(doc, "//*[text()='x']", reader) ? reader : 0;
        cr_expect_eq(seen, expected, "row %zu: %u instead of %u: %s", i, seen, expected, rows[i].section);
        xmlFreeDoc(doc);
        buf_free(&text);
    }
}

/* "One that all of them may see." */
Test(audience, several_audiences_share_a_goal) {
    xmlDocPtr doc = parse("<casus>" FAMILY "<uitzicht zichtbaar='ouders school'><doel id='d' zichtbaar='ouders'/>"
                          "<doel id='e' zichtbaar='school'/><doel id='f'/></uitzicht><advies zichtbaar='ouders school'>"
                          "<evaluatie id='a' doelen='d e'/><evaluatie id='b' doelen='d f'/></advies></casus>");
    cr_expect(visible(doc, "//evaluatie[1]", READER_OUDERS));
    cr_expect(visible(doc, "//evaluatie[1]", READER_SCHOOL));
    cr_expect_not(visible(doc, "//evaluatie[1]", READER_OUDERS | READER_SCHOOL));
    cr_expect(visible(doc, "//evaluatie[2]", READER_OUDERS | READER_SCHOOL));
    xmlFreeDoc(doc);
}

Test(filter, what_depends_goes_along) {
    expect_filtered("<casus><betrokkenen><betrokkene id='p' rol='ouder'/></betrokkenen><uitzicht zichtbaar='ouders'>"
                    "<doel id='d' niet-voor='p'/><doel id='e'/></uitzicht><advies zichtbaar='ouders'>"
                    "<evaluatie doelen='d'/><evaluatie doelen='d e'/></advies></casus>",
                    "ouders", "p",
                    "<casus><uitzicht><doel id=\"e\"/></uitzicht><advies><evaluatie doelen=\"e\"/></advies></casus>");
}

Test(filter, hidden_elements_go_with_all_that_is_in_them) {
    expect_filtered("<casus fase='intake'><!--c--><overzicht zichtbaar='ouders'><?p q?><aanpak id='a'>x</aanpak>"
                    "<aanpak zichtbaar='intern'>y</aanpak></overzicht><inzicht>z</inzicht></casus>",
                    "ouders", NULL,
                    "<casus fase=\"intake\"><overzicht><aanpak id=\"a\">x</aanpak></overzicht></casus>");
}

Test(filter, a_hidden_element_around_a_visible_one_stays_as_a_bare_name) {
    expect_filtered("<casus><overzicht niet='x'>tekst<aanpak id='a' zichtbaar='ouders'>x</aanpak>staart"
                    "<aanpak id='b'>y</aanpak></overzicht></casus>",
                    "ouders", NULL, "<casus><overzicht><aanpak id=\"a\">x</aanpak></overzicht></casus>");
}

Test(filter, references_to_hidden_things_vanish) {
    expect_filtered("<casus>" FAMILY "<advies zichtbaar='ouders leerling school'>"
                    "<afspraak wie='mama juf noor' van='2026-01-01'>x</afspraak>"
                    "<afspraak wie='juf'>y</afspraak></advies></casus>",
                    "ouders", NULL,
                    "<casus><betrokkenen><leerling id=\"noor\"><naam>Noor</naam><school>S</school></leerling>"
                    "<betrokkene id=\"mama\" rol=\"ouder\"><naam>Hanne</naam></betrokkene></betrokkenen>"
                    "<advies><afspraak wie=\"mama noor\" van=\"2026-01-01\">x</afspraak>"
                    "<afspraak>y</afspraak></advies></casus>");
}

Test(filter, a_word_that_happens_to_be_a_hidden_id_stays) {
    expect_filtered("<casus><toestemmingen zichtbaar='ouders'><toestemming van='delen' voor='delen'/>"
                    "</toestemmingen><inzicht><hypothese id='delen'/></inzicht></casus>",
                    "ouders", NULL, "<casus><toestemmingen><toestemming voor=\"delen\"/></toestemmingen></casus>");
}

Test(filter, parents_words_stay_when_the_people_are_hidden) {
    expect_filtered("<casus><betrokkenen><leerling id='n'/><betrokkene id='m' rol='ouder'/></betrokkenen>"
                    "<vraagverheldering zichtbaar='ouders'><verwachting van='m'>x</verwachting>"
                    "<verwachting van='n'>y</verwachting></vraagverheldering></casus>",
                    "ouders", NULL,
                    "<casus><vraagverheldering><verwachting>x</verwachting></vraagverheldering></casus>");
}

Test(filter, niet_voor) {
    static const char text[] = "<casus><betrokkenen zichtbaar='ouders'><betrokkene id='m' rol='ouder'/>"
                               "<betrokkene id='p' rol='ouder'/></betrokkenen><uitzicht zichtbaar='ouders'>"
                               "<doel niet-voor='p'><tekst zichtbaar='ouders'>x</tekst></doel></uitzicht></casus>";
#define TWO "<betrokkenen><betrokkene id=\"m\" rol=\"ouder\"/><betrokkene id=\"p\" rol=\"ouder\"/></betrokkenen>"
    expect_filtered(text, "ouders", NULL, "<casus>" TWO "<uitzicht><doel><tekst>x</tekst></doel></uitzicht></casus>");
    expect_filtered(text, "ouders", "m p", "<casus>" TWO "<uitzicht/></casus>");
    expect_filtered(text, "ouders", "p", "<casus>" TWO "<uitzicht/></casus>");
    expect_filtered(text, "ouders", "m", "<casus>" TWO "<uitzicht><doel><tekst>x</tekst></doel></uitzicht></casus>");
    xmlDocPtr doc = parse(text);
    cr_expect_eq(filter(doc, "intern", NULL), 6, "nothing goes for CLB staff");
    xmlFreeDoc(doc);
}

Test(filter, ids_find_what_is_left_and_nothing_else) {
    xmlDocPtr doc = parse("<casus>" FAMILY "</casus>");
    filter(doc, "ouders", NULL);
    cr_expect_not_null(xmlGetID(doc, (const xmlChar *)"mama"));
    cr_expect_null(xmlGetID(doc, (const xmlChar *)"juf"));
    xmlFreeDoc(doc);
}

Test(filter, nothing_visible_is_told) {
    xmlDocPtr doc = parse("<casus start='2026-01-01'>" FAMILY "</casus>");
    cr_expect_eq(filter(doc, "extern", NULL), 0);
    expect_tree(doc, "<casus start=\"2026-01-01\"/>");
    xmlFreeDoc(doc);
}

Test(filter, namespaces_carry_nothing) {
    expect_filtered("<casus xmlns:s='geheim' s:a='geheim'><uitzicht zichtbaar='ouders' xmlns:t='geheim'>"
                    "<s:doel zichtbaar='ouders'>x</s:doel></uitzicht></casus>",
                    "ouders", NULL, "<casus><uitzicht/></casus>");
}
