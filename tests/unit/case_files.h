/* What the unit tests of the grammar, the references and the structure share: a case from text, and the list
 * of what is said of it. Every test runs in a process of its own, so a test may set the language. */
#ifndef HGW_TESTS_CASE_FILES_H
#define HGW_TESTS_CASE_FILES_H

#include "base/datadir.h"
#include "base/lang.h"
#include "casefile/grammar.h"
#include "casefile/validate.h"
#include "casefile/load.h"
#include "casefile/refs.h"
#include "casefile/structure.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* The parts of the check of a case. */
enum { CHECK_GRAMMAR = 1, CHECK_REFS = 2, CHECK_STRUCTURE = 4 };

struct checked {
    struct hgw_case c;
    struct hgw_findings findings;
};

/* The path of a file in the source tree; freed by the caller. */
static inline char *source_path(const char *name) {
    const char *top = getenv("HGW_DATADIR");
    char *path = hgw_format("%s/%s", top ? top : ".", name);
    cr_assert_not_null(path);
    return path;
}

static inline struct hgw_grammar open_grammar(void) {
    struct hgw_grammar grammar;
    struct hgw_error error = HGW_ERROR_EMPTY;
    char *path = source_path("schemas/hgw-casus.xsd");
    cr_assert(hgw_grammar_open(&grammar, path, &error), "%s", hgw_error_text(&error));
    free(path);
    return grammar;
}

/* Messages in English from here on. */
static inline void speak_english(void) {
    hgw_lang_start(HGW_LANG_EN);
}

static inline void run_checks(struct checked *k, const struct hgw_grammar *grammar, int parts) {
    if (k->c.doc && (parts & CHECK_GRAMMAR))
        hgw_validate(grammar, &k->c, &k->findings);
    if (k->c.doc && (parts & CHECK_REFS))
        hgw_refs_check(grammar, &k->c, &k->findings);
    if (k->c.doc && (parts & CHECK_STRUCTURE))
        hgw_structure_check(&k->c, &k->findings);
    hgw_findings_finish(&k->findings, &k->c);
}

static inline struct checked check_text(const struct hgw_grammar *grammar, const char *text, int parts) {
    struct checked k = {0};
    hgw_case_load(&k.c, "proef", text, strlen(text), &k.findings);
    run_checks(&k, grammar, parts);
    return k;
}

static inline struct checked check_file(const struct hgw_grammar *grammar, const char *path, int parts) {
    struct checked k = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    cr_assert(hgw_case_read(&k.c, path, NULL, &k.findings, &error), "%s", path);
    run_checks(&k, grammar, parts);
    return k;
}

static inline void checked_free(struct checked *k) {
    hgw_findings_free(&k->findings);
    hgw_case_free(&k->c);
}

/* The start of a case with a pupil, a mother and a teacher; the first section comes on line 3. */
#define PEOPLE                                                                                               \
    "<casus versie='1' fase='intake' start='2026-09-07'><betrokkenen>"                                       \
    "<leerling id='noor'><naam>Noor</naam></leerling><betrokkene id='mama' rol='ouder'><naam>M</naam>"       \
    "</betrokkene>\n<betrokkene id='juf' rol='leerkracht'><naam>J</naam></betrokkene></betrokkenen>\n"

#endif
