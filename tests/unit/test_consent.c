#include "casefile/audience.h"
#include "casefile/consent.h"

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
    hgw_ids_rebuild(doc);
    return doc;
}

#define YOUNG "geboortedatum='2016-01-01'"
#define OLD "geboortedatum='2012-01-01'"
#define GIVES(who, what) "<toestemming van='" who "' " what " status='gegeven' datum='2026-11-01'/>"
#define REFUSES(who, what) "<toestemming van='" who "' " what " status='geweigerd' datum='2026-11-02'/>"
#define SCHOOL "voor='delen' ontvanger='school'"
#define OUDERS "voor='delen' ontvanger='ouders'"

Test(consent, birthdays) {
    cr_expect(hgw_years_reached("2014-11-24", 12, TODAY));
    cr_expect_not(hgw_years_reached("2014-11-25", 12, TODAY));
    cr_expect_not(hgw_years_reached("2008-02-29", 18, "2026-02-28"));
    cr_expect(hgw_years_reached("2008-02-29", 18, "2026-03-01"));
    cr_expect_not(hgw_years_reached("", 12, TODAY));
    cr_expect_not(hgw_years_reached("9990-01-01", 12, TODAY)); /* in 10002, which is five digits */
}

Test(consent, capability) {
    static const struct {
        const char *pupil, *capability;
        enum hgw_known expected;
    } rows[] = {
        {YOUNG, "", HGW_NO},
        {OLD, "", HGW_YES},
        {"", "", HGW_UNKNOWN},
        {YOUNG, "<bekwaamheid oordeel='ja'/>", HGW_YES},
        {OLD, "<bekwaamheid oordeel='nee'/>", HGW_NO},
        {"", "<bekwaamheid oordeel='nee'/>", HGW_NO},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        xmlDocPtr doc = make_case(rows[i].pupil, rows[i].capability, "");
        cr_expect_eq(hgw_pupil_capable(doc, TODAY), rows[i].expected, "row %zu", i);
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
        {YOUNG,
         GIVES("mama", SCHOOL) "<toestemming van='mama' " SCHOOL " status='ingetrokken' datum='2026-12-01'/>",
         true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        xmlDocPtr doc = make_case(rows[i].pupil, "", rows[i].consents);
        cr_expect_eq(hgw_consent_valid(doc, "delen", "school", TODAY), rows[i].valid, "row %zu", i);
        cr_expect_eq(hgw_consent_forbids(doc, HGW_READER_SCHOOL | HGW_READER_LEERLING, TODAY),
                     rows[i].valid ? 0U : HGW_READER_SCHOOL, "row %zu", i);
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
        cr_expect_eq(hgw_consent_forbids(doc, HGW_READER_OUDERS, TODAY),
                     rows[i].forbidden ? HGW_READER_OUDERS : 0U, "row %zu", i);
        xmlFreeDoc(doc);
    }
}

Test(consent, each_audience_needs_its_own) {
    xmlDocPtr doc = make_case(OLD, "", GIVES("kind", SCHOOL) REFUSES("kind", OUDERS));
    cr_expect_eq(hgw_consent_forbids(doc, HGW_READER_OUTSIDE, TODAY), HGW_READER_OUDERS | HGW_READER_EXTERN);
    cr_expect_eq(hgw_consent_forbids(doc, HGW_READER_INTERN, TODAY), 0);
    xmlFreeDoc(doc);
}
