#include "base/memory.h"
#include "case_files.h"

#include <stdio.h>

/* One of everything that can be pointed at, and room for one element that points. */
static const char everything[] =
    PEOPLE "<overleggen><overleg id='o1' datum='2026-09-10' soort='intake'/><notitie id='t1' "
           "datum='2026-09-10'/>%s</overleggen>"
           "<vraagverheldering><hulpvraag id='h1' van='mama'><vraag>A</vraag></hulpvraag>%s</vraagverheldering>"
           "<overzicht><aanpak id='a1'>A</aanpak><positief id='p1' bouwsteen='leerling'>A</positief>"
           "<belemmerend id='b1' bouwsteen='leerling'>A</belemmerend>"
           "<uitzondering id='u1'><situatie>A</situatie></uitzondering>%s</overzicht>"
           "<inzicht><wisselwerking id='w1' afstemming='match'><invloed van='juf' naar='noor'>A</invloed>"
           "</wisselwerking><hypothese id='y1' soort='verklarend' status='open'><tekst>A</tekst></hypothese>%s"
           "</inzicht>"
           "<strategie><onderzoeksvraag id='v1'><vraag>A</vraag></onderzoeksvraag>%s</strategie>"
           "<onderzoeken><onderzoek id='z1'><middel>A</middel></onderzoek>%s</onderzoeken>"
           "<uitzicht><doel id='d1' termijn='kort'><tekst>A</tekst></doel>"
           "<onderwijsbehoefte id='n1'>A</onderwijsbehoefte><opvoedingsbehoefte id='n2'>A</opvoedingsbehoefte>"
           "<ondersteuningsbehoefte id='s1' van='juf'>A</ondersteuningsbehoefte>"
           "<aanbeveling id='r1'><tekst>A</tekst></aanbeveling>%s</uitzicht>"
           "<advies><afspraak id='k1'>A</afspraak><akkoord id='ak1' punten='doelen' wie='juf' "
           "oordeel='ja'/>%s</advies>%s</casus>";

enum { SECTIONS = 9 };

static const char *const ids[] = {"noor", "mama", "juf", "o1", "h1", "a1", "p1", "b1", "u1", "w1", "y1",
                                  "v1",   "z1",   "d1",  "n1", "n2", "s1", "r1", "k1", "t1", "ak1"};

#define PEOPLE_IDS " noor mama juf "
#define ALL_IDS " noor mama juf o1 h1 a1 p1 b1 u1 w1 y1 v1 z1 d1 n1 n2 s1 r1 k1 t1 ak1 "

/* Each reference of the vocabulary: the element that holds it, with %s for the id, and the ids that are
 * right. */
static const struct {
    int section; /* which of the gaps in `everything` */
    const char *element;
    const char *right;
} rows[] = {
    {0, "<overleg datum='2026-09-10' soort='ander' deelnemers='%s'/>", PEOPLE_IDS},
    {0, "<notitie datum='2026-09-10' wie='%s'/>", PEOPLE_IDS},
    {0, "<overleg datum='2026-09-10' soort='ander'><afwezig wie='%s'/></overleg>", PEOPLE_IDS},
    {1, "<hulpvraag van='%s'><vraag>A</vraag></hulpvraag>", PEOPLE_IDS},
    {1, "<zorg van='%s'>A</zorg>", PEOPLE_IDS},
    {1, "<verwachting van='%s'>A</verwachting>", PEOPLE_IDS},
    {1, "<oplossing van='%s'>A</oplossing>", PEOPLE_IDS},
    {1, "<verklaring van='juf' niet-voor='%s'>A</verklaring>", PEOPLE_IDS},
    {2, "<aanpak door='%s' van='2026-01-01'>A</aanpak>", PEOPLE_IDS},
    {2, "<positief bouwsteen='leerling' betreft='%s'>A</positief>", PEOPLE_IDS},
    {3, "<wisselwerking afstemming='match'><invloed van='%s' naar='noor'>A</invloed></wisselwerking>", PEOPLE_IDS},
    {3, "<wisselwerking afstemming='match'><invloed van='juf' naar='%s'>A</invloed></wisselwerking>", PEOPLE_IDS},
    {3, "<hypothese soort='verklarend' status='open' steunt-op='%s'><tekst>A</tekst></hypothese>", " p1 b1 u1 a1 w1 "},
    {3, "<hypothese soort='verklarend' status='open' alternatief-voor='%s'><tekst>A</tekst></hypothese>", " y1 "},
    {4, "<onderzoeksvraag hulpvraag='%s'><vraag>A</vraag></onderzoeksvraag>", " h1 "},
    {4, "<onderzoeksvraag hypothesen='%s'><vraag>A</vraag></onderzoeksvraag>", " y1 "},
    {4, "<besluit informatie='voldoende' terugkoppeling='%s'/>", " o1 t1 "},
    {5, "<onderzoek vragen='%s'><middel>A</middel></onderzoek>", " v1 "},
    {5, "<onderzoek uitvoerder='%s'><middel>A</middel></onderzoek>", PEOPLE_IDS},
    {6, "<doel termijn='kort' boven='%s'><tekst>A</tekst></doel>", " d1 "},
    {6, "<doel termijn='kort' hulpvragen='%s'><tekst>A</tekst></doel>", " h1 "},
    {6, "<doel termijn='kort' voor='%s'><tekst>A</tekst></doel>", PEOPLE_IDS},
    {6, "<doel termijn='kort' aanvaard-door='%s'><tekst>A</tekst></doel>", PEOPLE_IDS},
    {6, "<onderwijsbehoefte doelen='%s'>A</onderwijsbehoefte>", " d1 "},
    {6, "<opvoedingsbehoefte doelen='%s'>A</opvoedingsbehoefte>", " d1 "},
    {6, "<ondersteuningsbehoefte van='%s'>A</ondersteuningsbehoefte>", PEOPLE_IDS},
    {6, "<ondersteuningsbehoefte van='juf' behoefte='%s'>A</ondersteuningsbehoefte>", " n1 n2 "},
    {6, "<aanbeveling behoeften='%s'><tekst>A</tekst></aanbeveling>", " n1 n2 s1 "},
    {6, "<aanbeveling benut='%s'><tekst>A</tekst></aanbeveling>", " p1 u1 a1 "},
    {6, "<aanbeveling pakt-aan='%s'><tekst>A</tekst></aanbeveling>", " w1 b1 "},
    {6, "<aanbeveling voor='%s'><tekst>A</tekst></aanbeveling>", PEOPLE_IDS},
    {7, "<akkoord punten='doelen' wie='%s' oordeel='ja'/>", PEOPLE_IDS},
    {7, "<akkoord punten='doelen' wie='juf' oordeel='nee' gevolg='%s'/>", " k1 r1 s1 o1 ak1 "},
    {7, "<afspraak aanbeveling='%s'>A</afspraak>", " r1 "},
    {7, "<afspraak wie='%s'>A</afspraak>", PEOPLE_IDS},
    {7, "<evaluatie doelen='%s'/>", " d1 "},
    {8, "<verantwoordingen><verantwoording regel='HGW402' object='%s'>A</verantwoording></verantwoordingen>", ALL_IDS},
};

/* The case with one pointing element in one of its gaps; freed by the caller. */
static char *with(int section, const char *element, const char *id) {
    char *gaps[SECTIONS];
    for (int i = 0; i < SECTIONS; i++)
        gaps[i] = strdup("");
    struct buf piece = BUF_EMPTY;
    const char *place = strstr(element, "%s");
    buf_add(&piece, element, (size_t)(place - element));
    buf_printf(&piece, "%s%s", id, place + 2);
    free(gaps[section]);
    gaps[section] = buf_steal(&piece);
    char *text =
        text_format(everything, gaps[0], gaps[1], gaps[2], gaps[3], gaps[4], gaps[5], gaps[6], gaps[7], gaps[8]);
    for (int i = 0; i < SECTIONS; i++)
        free(gaps[i]);
    cr_assert_not_null(text);
    return text;
}

Test(refs, every_reference_to_every_kind) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t j = 0; j < sizeof ids / sizeof ids[0]; j++) {
            char *text = with(rows[i].section, rows[i].element, ids[j]), *word = text_format(" %s ", ids[j]);
            struct checked k = check_text(text, CHECK_GRAMMAR);
            size_t wanted = strstr(rows[i].right, word) ? 0 : 1;
            cr_expect_eq(k.findings.count, wanted, "%s with %s: %zu findings", rows[i].element, ids[j],
                         k.findings.count);
            if (k.findings.count > 0)
                cr_expect_str_eq(k.findings.items[0].code, "HGW003");
            checked_free(&k);
            free(text);
            free(word);
        }
}

/* An element as it stands in a case, with one attribute. */
static bool refers(const char *element, const char *attribute) {
    xmlNodePtr node = xmlNewNode(NULL, (const xmlChar *)element);
    bool result = refs_attribute(xmlNewProp(node, (const xmlChar *)attribute, (const xmlChar *)"a"));
    xmlFreeNode(node);
    return result;
}

/* Every IDREF and IDREFS of the XSD refers, and has a row that says to what; nothing else that the XSD knows
 * does. */
Test(refs, every_reference_of_the_xsd_has_a_row) {
    size_t references = 0;
    for (size_t i = 0; i < grammar_element_count; i++)
        for (size_t j = 0; j < grammar_elements[i].attribute_count; j++) {
            const struct grammar_attribute *attribute = &grammar_elements[i].attributes[j];
            bool reference = attribute->kind == VALUE_REF || attribute->kind == VALUE_REFS;
            references += reference;
            cr_expect(!reference || ref_kinds(attribute->name), "%s has no row", attribute->name);
            cr_expect_eq(refers(grammar_elements[i].name, attribute->name), reference, "%s/@%s",
                         grammar_elements[i].name, attribute->name);
        }
    cr_expect_gt(references, 60);
    cr_expect_null(ref_kinds("soort"));
}

static bool is_reference_somewhere(const char *name) {
    for (size_t i = 0; i < grammar_element_count; i++) {
        const struct grammar_attribute *attribute = grammar_attribute(&grammar_elements[i], name);
        if (attribute && (attribute->kind == VALUE_REF || attribute->kind == VALUE_REFS))
            return true;
    }
    return false;
}

Test(refs, every_row_is_in_the_xsd) {
    for (const struct ref_target *target = ref_targets; target->attributes; target++) {
        char *attributes = mem_strdup(target->attributes), *kinds = mem_strdup(target->kinds), *rest = NULL;
        for (char *name = strtok_r(attributes, " ", &rest); name; name = strtok_r(NULL, " ", &rest))
            cr_expect(is_reference_somewhere(name), "%s", name);
        for (char *name = strtok_r(kinds, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
            const struct grammar_element *kind = grammar_element(name);
            cr_expect(kind && grammar_attribute(kind, "id"), "%s cannot be pointed at", name);
        }
        free(attributes);
        free(kinds);
    }
}

/* In a case that is not valid the name decides: rather an id too many that is hidden. */
Test(refs, where_the_xsd_knows_nothing_the_name_decides) {
    cr_expect(refers("zorgg", "van"));
    cr_expect(refers("doel", "wie"));
    cr_expect_not(refers("zorgg", "soort"));
    cr_expect_not(refers("aanpak", "van"), "a date");
}

/* What the sentence about one wrong list must hold. */
Test(refs, one_finding_for_each_wrong_reference) {
    struct checked k = check_text(PEOPLE "<overzicht>\n  <aanpak id='a1' door='mama mamma juf wie a1 zz'>A</aanpak>"
                                         "</overzicht></casus>",
                                  CHECK_GRAMMAR);
    static const char *const parts[] = {
        "„mamma”, maar die id bestaat niet: bedoel je „mama”?", "„wie”, maar die id bestaat niet.",
        "„a1”, maar dat is <aanpak> op regel 4 en geen <leerling> of <betrokkene>.", "„zz”, maar die id bestaat niet."};
    cr_assert_eq(k.findings.count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct finding *f = &k.findings.items[i];
        cr_expect(strstr(f->message, parts[i]), "%s", f->message);
        cr_expect(strncmp(f->message, "door ", 5) == 0, "%s", f->message);
        cr_expect_str_eq(f->code, "HGW003");
        cr_expect_eq(f->line, 4);
        cr_expect_eq(f->column, 3);
        cr_expect_str_eq(f->element, "aanpak");
        cr_expect_str_eq(f->help, "Hier hoort de id van <leerling> of <betrokkene>.");
    }
    checked_free(&k);
}

Test(refs, in_english) {
    speak_english();
    struct checked k =
        check_text(PEOPLE "<overzicht><aanpak id='a1' door='a1 jut'>A</aanpak></overzicht></casus>", CHECK_GRAMMAR);
    cr_assert_eq(k.findings.count, 2);
    cr_expect_str_eq(k.findings.items[0].message,
                     "door refers to “a1”, but that is <aanpak> on line 3 and not <leerling> or <betrokkene>.");
    cr_expect_str_eq(k.findings.items[1].message, "door refers to “jut”, but there is no such id: did you mean “juf”?");
    checked_free(&k);
}

/* A mistyped name is one mistake, not one more for each reference to it. */
Test(refs, what_the_grammar_said_is_not_said_again) {
    static const char *const texts[] = {
        PEOPLE "<overzicht><aanpakk id='a1'>A</aanpakk></overzicht><inzicht><hypothese soort='verklarend' "
               "status='open' steunt-op='a1'><tekst>A</tekst></hypothese></inzicht></casus>",
        PEOPLE "<overzicht><aanpak door='1a'>A</aanpak><aanpak door=''>A</aanpak></overzicht></casus>",
        PEOPLE "<toestemmingen><toestemming van='niemand iemand' voor='opstart' status='gegeven' "
               "datum='2026-09-08'/></toestemmingen></casus>",
        "<doel hulpvragen='h1' termijn='kort'><tekst>A</tekst></doel>",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct checked k = check_text(texts[i], CHECK_GRAMMAR);
        cr_expect_gt(k.findings.count, 0, "%s", texts[i]);
        for (size_t j = 0; j < k.findings.count; j++)
            cr_expect_str_eq(k.findings.items[j].code, "HGW002", "%s: %s", texts[i], k.findings.items[j].message);
        checked_free(&k);
    }
}
