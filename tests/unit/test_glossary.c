#include "check/glossary.h"

#include "base/buf.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct hgw_datadir datadir;
static struct hgw_language *language;
static struct hgw_glossary glossary;

static void open_language(void) {
    struct hgw_error error = HGW_ERROR_EMPTY;
    hgw_datadir_open(&datadir, NULL);
    language = hgw_language_open(&datadir, &error);
    cr_assert(language, "%s", hgw_error_text(&error));
}

static void close_language(void) {
    hgw_glossary_free(&glossary);
    hgw_language_close(language);
    hgw_datadir_close(&datadir);
}

TestSuite(glossary, .init = open_language, .fini = close_language);

static void add(const char *term, unsigned readers) {
    cr_assert(hgw_glossary_add(&glossary, language, term, readers));
}

static unsigned ask(const char *phrase) {
    unsigned readers = 99;
    cr_assert(hgw_glossary_explain(&glossary, language, phrase, &readers));
    return readers;
}

Test(glossary, contains_or_is_contained) {
    add("WISC-V (test)", 1);
    add("geheugen", 2);
    add("Executieve functies", 4);
    add("ën", 8);
    add("aa", 16);
    cr_assert(hgw_glossary_finish(&glossary));
    static const struct {
        const char *phrase;
        unsigned readers;
    } rows[] = {
        {"wisc-v (test)", 1},
        {"WISC", 1},
        {"sc-V", 1},
        {"test)", 1},
        {"WISC-V (test) x", 1},
        {"werkgeheugen", 2},
        {"GEHEUGEN", 2},
        {"geheuge", 2},
        {"geheugens en executieve functies", 6},
        {"executief", 0},
        {"functies", 4},
        {"TAËNAA", 24},
        {"a", 16},
        {"e", 7},
        {"xyz", 0},
        {"wisc-v test", 0},
        {"en", 2},
        {"aaaa", 16},
    };
    for (int twice = 0; twice < 2; twice++) /* the second time from memory */
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
            cr_expect_eq(ask(rows[i].phrase), rows[i].readers, "%s: %u, not %u", rows[i].phrase,
                         ask(rows[i].phrase), rows[i].readers);
}

Test(glossary, equal_terms_are_one) {
    add("Coping", 1);
    add("coping", 4);
    add("copingstijl", 2);
    cr_assert(hgw_glossary_finish(&glossary));
    cr_expect_eq(glossary.term_count, 2);
    cr_expect_eq(ask("coping"), 7);
    cr_expect_eq(ask("de coping"), 5);
    cr_expect_eq(ask("copingstijlen"), 7);
}

Test(glossary, empty) {
    add("", 1);
    add(" \t ", 1);
    cr_assert(hgw_glossary_finish(&glossary));
    cr_expect_eq(glossary.term_count, 0);
    cr_expect_eq(ask("coping"), 0);
}

Test(glossary, long_terms_are_cut_between_signs) {
    struct hgw_buf term = HGW_BUF_EMPTY;
    hgw_buf_add_string(&term, "x");
    while (term.length < HGW_TERM_LONGEST)
        hgw_buf_add_string(&term, "ë"); /* the last one does not fit */
    add(term.data, 1);
    cr_assert(hgw_glossary_finish(&glossary));
    cr_expect_eq(strlen(glossary.terms[0].text), HGW_TERM_LONGEST - 1);
    cr_expect_eq(ask(term.data), 1);
    cr_expect_eq(ask("xëë"), 1);
    hgw_buf_free(&term);
}

/* Against the plain definition, over all short strings of two letters. */
Test(glossary, agrees_with_the_definition) {
    static const char *const terms[] = {"ab", "ba", "aab", "bbb", "abab", "b", "aaaa"};
    for (size_t i = 1; i < 7; i++)
        add(terms[i], 1U << i);
    cr_assert(hgw_glossary_finish(&glossary));
    for (unsigned length = 1; length <= 6; length++)
        for (unsigned bits = 0; bits < 1U << length; bits++) {
            char phrase[8] = "";
            unsigned expected = 0;
            for (unsigned i = 0; i < length; i++)
                phrase[i] = bits >> i & 1 ? 'b' : 'a';
            for (size_t i = 1; i < 7; i++)
                if (strstr(phrase, terms[i]) || strstr(terms[i], phrase))
                    expected |= 1U << i;
            cr_expect_eq(ask(phrase), expected, "%s: %x, not %x", phrase, ask(phrase), expected);
        }
}
