#include "case/audience.h"
#include "case/consent.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#define TODAY "2026-11-24"

static xmlDocPtr make_case(const char *pupil, const char *capability, const char *consents) {
    char text[4000];
    snprintf(text, sizeof text,
             "<casus><betrokkenen><leerling id='kind' %s><naam>K</naam>%s</leerling>"
             "<betrokkene id='mama' rol='ouder'/><betrokkene id='voogd' rol='opvoedingsverantwoordelijke'/>"
             "<betrokkene id='juf' rol='leerkracht'/></betrokkenen><toestemmingen>%s</toestemmingen></casus>",
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
    consents_free(consents);
    xmlFreeDoc(doc);
    return capable;
}

static bool is_valid(xmlDocPtr doc, const char *purpose, const char *receiver) {
    struct consents *consents = consents_read(doc, TODAY);
    bool valid = consents_valid(consents, purpose, receiver);
    consents_free(consents);
    return valid;
}

static unsigned forbidden(xmlDocPtr doc, unsigned readers) {
    struct consents *consents = consents_read(doc, TODAY);
    unsigned result = consents_forbid(consents, readers);
    consents_free(consents);
    return result;
}

Test(consent, birthdays) {
    cr_expect(is_capable("2014-11-24", TODAY));
    cr_expect_not(is_capable("2014-11-25", TODAY));
    cr_expect_not(is_capable("2012-02-29", "2024-02-28"));
    cr_expect(is_capable("2012-02-29", "2024-02-29"));
    cr_expect_not(is_capable("2020-02-29", "2032-02-28"));
    cr_expect_not(is_capable("9990-01-01", TODAY)); /* in 10002, which is five digits */
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
        consents_free(consents);
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
        {YOUNG, REFUSES("mama", SCHOOL) GIVES("voogd", SCHOOL), true},
        {YOUNG, GIVES("mama", SCHOOL) REFUSES("mama", OUDERS), true},
        {YOUNG, "<toestemming van='mama' " SCHOOL " status='niet-vereist' datum='2026-11-01'/>", false},
        {YOUNG, "<toestemming van='mama' " SCHOOL " status='gegeven' datum='2026-11-25'/>", false},
        {YOUNG, "<toestemming van='mama' " SCHOOL " status='gegeven' datum='2026-11-24'/>", true},
        {YOUNG, GIVES("mama", SCHOOL) "<toestemming van='mama' " SCHOOL " status='ingetrokken' datum='2026-12-01'/>",
         true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        xmlDocPtr doc = make_case(rows[i].pupil, "", rows[i].consents);
        cr_expect_eq(is_valid(doc, "delen", "school"), rows[i].valid, "row %zu", i);
        cr_expect_eq(forbidden(doc, READER_SCHOOL | READER_LEERLING), rows[i].valid ? 0U : READER_SCHOOL, "row %zu", i);
        xmlFreeDoc(doc);
    }
}

Test(consent, parents_get_it_unless_a_capable_pupil_says_no) {
    static const struct {
        const char *pupil, *consents;
        bool forbidden;
    } rows[] = {
        {OLD, "", false},
        {OLD, REFUSES("kind", OUDERS), true},
        {OLD, "<toestemming van='kind' " OUDERS " status='ingetrokken' datum='2026-11-01'/>", true},
        {OLD, REFUSES("kind", OUDERS) GIVES("kind", OUDERS), false},
        {OLD, REFUSES("mama", OUDERS), false},
        {OLD, REFUSES("kind", SCHOOL), false},
        {YOUNG, REFUSES("kind", OUDERS), false},
        {"", REFUSES("kind", OUDERS), false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        xmlDocPtr doc = make_case(rows[i].pupil, "", rows[i].consents);
        cr_expect_eq(forbidden(doc, READER_OUDERS), rows[i].forbidden ? READER_OUDERS : 0U, "row %zu", i);
        xmlFreeDoc(doc);
    }
}

Test(consent, each_audience_needs_its_own) {
    xmlDocPtr doc = make_case(OLD, "", GIVES("kind", SCHOOL) REFUSES("kind", OUDERS));
    cr_expect_eq(forbidden(doc, READER_OUTSIDE), READER_OUDERS | READER_EXTERN);
    cr_expect_eq(forbidden(doc, READER_INTERN), 0);
    xmlFreeDoc(doc);
}

Test(consent, the_purpose_alone_counts_unless_it_is_delen) {
    xmlDocPtr doc =
        make_case(YOUNG, "", GIVES("mama", "voor='opstart' ontvanger='school'") REFUSES("mama", "voor='opvragen'"));
    cr_expect(is_valid(doc, "opstart", NULL));
    cr_expect_not(is_valid(doc, "opvragen", NULL));
    xmlFreeDoc(doc);
}
