#include "base/base.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const names[] = {"doel", "zorg", "hulpvraag", "onderzoeksvraag", "onderzoek", "invloed", "school",
                                    "één",  "ja",   "nee"};

static const char *suggest_one(const char *word, const char *const candidates[], size_t count) {
    struct suggest_one suggest = suggest_start(word);
    for (size_t i = 0; i < count; i++)
        suggest_try(&suggest, candidates[i]);
    return suggest.best;
}

static const char *closest(const char *word) {
    return suggest_one(word, names, sizeof names / sizeof names[0]);
}

Test(suggest, finds_the_closest) {
    static const char *const rows[][2] = {
        {"doell", "doel"},         /* one letter too many */
        {"del", "doel"},           /* one too few */
        {"doet", "doel"},          /* another letter */
        {"deol", "doel"},          /* two swapped */
        {"DOEL", "doel"},          /* letter case is no difference */
        {"hulpvrag", "hulpvraag"}, /* */
        {"onderzoekvraag", "onderzoeksvraag"},
        {"onderzoeken", "onderzoek"},
        {"eén", "één"}, /* one letter, two bytes */
        {"Ja", "ja"},
        {"doel", "doel"}, /* the word itself */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *found = closest(rows[i][0]);
        cr_expect_str_eq(found ? found : "(none)", rows[i][1], "%s: %s", rows[i][0], found);
    }
}

Test(suggest, is_silent_when_nothing_is_close) {
    static const char *const rows[] = {"", "intelligentie", "xy", "z", "dxxl", "vraag"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect_null(closest(rows[i]), "%s: %s", rows[i], closest(rows[i]));
    cr_expect_null(suggest_one("doel", names, 0));
}

Test(suggest, first_among_equals_stays) {
    static const char *const pair[] = {"mama", "mams"};
    cr_expect_str_eq(suggest_one("mamo", pair, 2), "mama");
}

Test(suggest, other_digits_are_no_slip) {
    static const char *const numbered[] = {"ouder1", "h12"};
    cr_expect_null(suggest_one("ouder2", numbered, 2));
    cr_expect_null(suggest_one("Ouder2", numbered, 2));
    cr_expect_null(suggest_one("h21", numbered, 2));
    cr_expect_str_eq(suggest_one("ouder", numbered, 2), "ouder1");
    cr_expect_str_eq(suggest_one("oudr1", numbered, 2), "ouder1");
    cr_expect_str_eq(suggest_one("Ouder1", numbered, 2), "ouder1");
    cr_expect_str_eq(suggest_one("h12", numbered, 2), "h12");
}

Test(suggest, long_and_broken_words_are_harmless) {
    char word[400];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    const char *const long_one[] = {word};
    cr_expect_null(suggest_one(word, long_one, 1));
    cr_expect_null(suggest_one("aaa", long_one, 1));
    word[SUGGEST_LONGEST] = '\0';
    cr_expect_str_eq(suggest_one(word, long_one, 1), word);
    cr_expect_str_eq(closest("do\xFF"
                             "el"),
                     "doel");
}
