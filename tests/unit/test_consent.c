#include "case/audience.h"
#include "case/consent.h"
#include "xml/dom.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#define TODAY "2026-11-24"

static xmlDocPtr make_case(const char *pupil, const char *capability, const char *consents) {
    char text[5000];
    snprintf(
        text, sizeof text,
        "<casus><betrokkenen><leerling id='kind' %s><naam>K</naam>%s</leerling>"
        "<betrokkene id='mama' rol='ouder'/><betrokkene id='voogd' rol='opvoedingsverantwoordelijke'/>"
        "<betrokkene id='juf' rol='leerkracht'/><betrokkene id='leo' rol='leerondersteuner'/>"
        "<betrokkene id='weg' rol='ouder' betrokken='nee'/></betrokkenen><toestemmingen>%s</toestemmingen></casus>",
        pupil, capability, consents);
    xmlDocPtr doc = xmlReadMemory(text, (int)strlen(text), NULL, NULL, 0);
    cr_assert(doc);
    ids_rebuild(doc);
    return doc;
}

#define YOUNG "geboortedatum='2016-01-01'"
#define OLD "geboortedatum='2012-01-01'"
#define GIVES(who, what) "<toestemming van='" who "' " what " status='gegeven' datum='2026-11-01'/>"
#define REFUSES(who, what) "<toestemming van='" who "' " what " status='geweigerd' datum='2026-11-02'/>"
#define SCHOOL "voor='delen' ontvanger='school'"
#define OUDERS "voor='delen' ontvanger='ouders'"

static bool is_capable(const char *born, const char *today) {
    char pupil[50];
    snprintf(pupil, sizeof pupil, "geboortedatum='%s'", born);
    xmlDocPtr doc = make_case(pupil, "", "");
    struct consents *consents = consents_read(doc, today);
    bool capable = strcmp(consents_capable(consents), "ja") == 0;
    consents_free(&consents);
    xmlFreeDoc(doc);
    return capable;
}

static bool is_valid(xmlDocPtr doc, const char *what, unsigned group) {
    struct consents *consents = consents_read(doc, TODAY);
    bool valid = consents_valid(consents, &(struct purpose){.what = what, .group = group});
    consents_free(&consents);
    return valid;
}

static bool may_have(xmlDocPtr doc, const char *id) {
    struct consents *consents = consents_read(doc, TODAY);
    bool may = consents_may_have(consents, dom_by_id(doc, id));
    consents_free(&consents);
    return may;
}

Test(consent, birthdays) {
    cr_expect(is_capable("2014-11-24", TODAY));
    cr_expect_not(is_capable("2014-11-25", TODAY));
    cr_expect_not(is_capable("2012-02-29", "2024-02-28"));
    cr_expect(is_capable("2012-02-29", "2024-02-29"));
    cr_expect_not(is_capable("2020-02-29", "2032-02-28"));
    cr_expect_not(is_capable("9990-01-01", TODAY)); /* in 10002, which is five digits */
}

Test(consent, the_day_of_a_birthday) {
    static const struct {
        const char *born, *today, *age, *twelfth, *eighteenth;
    } rows[] = {
        {"2014-11-24", TODAY, "vanaf-12", "2026-11-24", "2032-11-24"},
        {"2014-11-25", TODAY, "onder-12", "2026-11-25", "2032-11-25"},
        {"2008-02-29", "2026-02-28", "vanaf-12", "2020-02-29", "2026-03-01"},
        {"2008-02-29", "2026-03-01", "vanaf-18", "2020-02-29", "2026-03-01"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char pupil[50], twelfth[DATE_SIZE], eighteenth[DATE_SIZE];
        snprintf(pupil, sizeof pupil, "geboortedatum='%s'", rows[i].born);
        xmlDocPtr doc = make_case(pupil, "", "");
        struct consents *consents = consents_read(doc, rows[i].today);
        cr_expect_str_eq(consents_age(consents), rows[i].age, "row %zu", i);
        cr_assert(consents_birthday(consents, 12, twelfth) && consents_birthday(consents, 18, eighteenth));
        cr_expect_str_eq(twelfth, rows[i].twelfth, "row %zu", i);
        cr_expect_str_eq(eighteenth, rows[i].eighteenth, "row %zu", i);
        consents_free(&consents);
        xmlFreeDoc(doc);
    }
    xmlDocPtr doc = make_case("", "<bekwaamheid oordeel='ja'/>", "");
    struct consents *consents = consents_read(doc, TODAY);
    char date[DATE_SIZE];
    cr_expect_null(consents_age(consents));
    cr_expect_not(consents_birthday(consents, 12, date));
    consents_free(&consents);
    xmlFreeDoc(doc);
}

Test(consent, capability) {
    static const struct {
        const char *pupil, *capability, *expected;
    } rows[] = {
        {YOUNG, "", "nee"},
        {OLD, "", "ja"},
        {"", "", "onbekend"},
        {YOUNG, "<bekwaamheid oordeel='ja'/>", "ja"},
        {OLD, "<bekwaamheid oordeel='nee'/>", "nee"},
        {"", "<bekwaamheid oordeel='nee'/>", "nee"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        xmlDocPtr doc = make_case(rows[i].pupil, rows[i].capability, "");
        struct consents *consents = consents_read(doc, TODAY);
        cr_expect_str_eq(consents_capable(consents), rows[i].expected, "row %zu", i);
        consents_free(&consents);
        xmlFreeDoc(doc);
    }
}

Test(consent, who_must_give_it) {
    static const struct {
        const char *pupil, *consents;
        bool valid;
    } rows[] = {
        {YOUNG, GIVES("mama", SCHOOL), true},
        {YOUNG, GIVES("voogd", SCHOOL), true},
        {YOUNG, GIVES("kind", SCHOOL), false},
        {YOUNG, GIVES("juf", SCHOOL), false},
        {OLD, GIVES("kind", SCHOOL), true},
        {OLD, GIVES("mama", SCHOOL), false},
        {"", GIVES("kind", SCHOOL), true},
        {"", GIVES("mama", SCHOOL), true},
        {YOUNG, "", false},
        {YOUNG, GIVES("mama", "voor='delen' ontvanger='extern'"), false},
        {YOUNG, GIVES("mama", "voor='delen'"), false},
        {YOUNG, GIVES("mama", "voor='opvragen' ontvanger='school'"), false},
        {YOUNG, GIVES("mama", SCHOOL) REFUSES("mama", SCHOOL), false},
        {YOUNG, REFUSES("mama", SCHOOL) GIVES("mama", SCHOOL), true},
        {YOUNG, REFUSES("mama", SCHOOL) GIVES("voogd", SCHOOL), false}, /* a known no ends what is presumed */
        {YOUNG, GIVES("voogd", SCHOOL) REFUSES("weg", SCHOOL), false},
        {YOUNG, GIVES("weg", SCHOOL), true},
        {"", REFUSES("mama", SCHOOL) GIVES("voogd", SCHOOL) GIVES("kind", SCHOOL), true},
        {YOUNG, "<toestemming van='mama' " SCHOOL " status='niet-vereist' datum='2026-11-01'/>" GIVES("voogd", SCHOOL),
         true},
        {YOUNG, GIVES("mama", "voor='delen' ontvanger='extern school'"), true},
        {YOUNG, GIVES("mama", "voor='delen' ontvanger='juf'"), true},
        {YOUNG, GIVES("mama", "voor='delen' ontvanger='leo'"), false},
        {YOUNG, GIVES("mama", SCHOOL) REFUSES("mama", OUDERS), true},
        {YOUNG, "<toestemming van='mama' " SCHOOL " status='niet-vereist' datum='2026-11-01'/>", false},
        {YOUNG, "<toestemming van='mama' " SCHOOL " status='gegeven' datum='2026-11-25'/>", false},
        {YOUNG, "<toestemming van='mama' " SCHOOL " status='gegeven' datum='2026-11-24'/>", true},
        {YOUNG, GIVES("mama", SCHOOL) "<toestemming van='mama' " SCHOOL " status='ingetrokken' datum='2026-12-01'/>",
         true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        xmlDocPtr doc = make_case(rows[i].pupil, "", rows[i].consents);
        cr_expect_eq(is_valid(doc, "delen", READER_SCHOOL), rows[i].valid, "row %zu", i);
        xmlFreeDoc(doc);
    }
}

#define NO_LATER(who, what) "<toestemming van='" who "' " what " status='geweigerd' datum='2026-11-03'/>"

Test(consent, who_may_have_a_report) {
    static const struct {
        const char *pupil, *consents, *person;
        bool may;
    } rows[] = {
        {OLD, "", "kind", true},
        {YOUNG, "", "kind", true},
        {OLD, REFUSES("kind", "voor='delen' ontvanger='kind'"), "kind", true},
        {YOUNG, REFUSES("mama", OUDERS), "voogd", true},
        {YOUNG, "", "weg", true},
        {"", "", "mama", true},
        {OLD, "", "mama", false},
        {OLD, GIVES("kind", OUDERS), "mama", true},
        {OLD, GIVES("kind", OUDERS), "weg", false}, /* is not of the group */
        {OLD, GIVES("kind", "voor='delen' ontvanger='weg'"), "weg", true},
        {OLD, GIVES("kind", "voor='delen' ontvanger='mama'"), "voogd", false},
        {OLD, GIVES("kind", OUDERS) REFUSES("kind", "voor='delen' ontvanger='mama'"), "mama", false},
        {OLD, GIVES("kind", OUDERS) REFUSES("kind", "voor='delen' ontvanger='mama'"), "voogd", true},
        {OLD, REFUSES("kind", "voor='delen' ontvanger='mama'") GIVES("kind", OUDERS), "mama", false},
        {OLD, GIVES("kind", "voor='delen' ontvanger='mama'") NO_LATER("kind", OUDERS), "mama", false},
        /* not on a later day */
        {OLD,
         NO_LATER("kind", OUDERS) "<toestemming van='kind' voor='delen' ontvanger='mama' status='gegeven' "
                                  "datum='2026-11-03'/>",
         "mama", true},
        {OLD, GIVES("kind", "voor='delen' ontvanger='mama'") NO_LATER("kind", OUDERS) GIVES("kind", OUDERS), "mama",
         true},
        {YOUNG, GIVES("mama", SCHOOL), "leo", false},
        {YOUNG, GIVES("mama", "voor='delen' ontvanger='leo'"), "leo", true},
        {YOUNG, GIVES("mama", SCHOOL) REFUSES("voogd", "voor='delen' ontvanger='juf'"), "juf", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        xmlDocPtr doc = make_case(rows[i].pupil, "", rows[i].consents);
        cr_expect_eq(may_have(doc, rows[i].person), rows[i].may, "row %zu", i);
        xmlFreeDoc(doc);
    }
}

Test(consent, older_than_the_birthday) {
#define YES_AT_ELEVEN "<toestemming van='mama' voor='opstart' status='gegeven' datum='2023-12-31'/>"
    static const struct {
        const char *pupil, *capability, *consents;
        bool older;
    } rows[] = {
        {OLD, "", YES_AT_ELEVEN, true},
        {OLD, "", "<toestemming van='mama' voor='opstart' status='gegeven' datum='2024-01-01'/>", false},
        {OLD, "", YES_AT_ELEVEN GIVES("kind", "voor='opstart'"), false},
        {OLD, "", YES_AT_ELEVEN REFUSES("voogd", "voor='opstart'"), false},
        {OLD, "<bekwaamheid oordeel='ja'/>", YES_AT_ELEVEN, false},
        {YOUNG, "", YES_AT_ELEVEN, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        xmlDocPtr doc = make_case(rows[i].pupil, rows[i].capability, rows[i].consents);
        struct consents *consents = consents_read(doc, TODAY);
        cr_expect_eq(consents_outgrown(consents, &(struct purpose){.what = "opstart"}), rows[i].older, "row %zu", i);
        consents_free(&consents);
        xmlFreeDoc(doc);
    }
}

Test(consent, parents_take_part) {
    static const struct {
        const char *pupil, *consents, *takes_part;
    } rows[] = {
        {YOUNG, REFUSES("kind", OUDERS), "mama voogd"},
        {OLD, "", "mama voogd"},
        {OLD, REFUSES("kind", "voor='delen' ontvanger='mama'"), "voogd"},
        {OLD, REFUSES("kind", OUDERS), ""},
        {"geboortedatum='2008-11-24'", "", "mama voogd"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        xmlDocPtr doc = make_case(rows[i].pupil, "", rows[i].consents);
        struct consents *consents = consents_read(doc, TODAY);
        const xmlNode *one = dom_child(dom_child(xmlDocGetRootElement(doc), "betrokkenen"), NULL);
        for (; one; one = dom_next(one, NULL))
            cr_expect_eq(consents_takes_part(consents, one), dom_has_word(rows[i].takes_part, dom_get(one, "id")),
                         "row %zu %s", i, dom_get(one, "id"));
        consents_free(&consents);
        xmlFreeDoc(doc);
    }
}

Test(consent, the_purpose_alone_counts_unless_it_is_delen) {
    xmlDocPtr doc =
        make_case(YOUNG, "", GIVES("mama", "voor='opstart' ontvanger='school'") REFUSES("mama", "voor='opvragen'"));
    cr_expect(is_valid(doc, "opstart", 0));
    cr_expect_not(is_valid(doc, "opvragen", 0));
    xmlFreeDoc(doc);
}
