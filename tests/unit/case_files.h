/* What the unit tests of the grammar, the references and the structure share: a case from text, and the list
 * of what is said of it. Every test runs in a process of its own, so a test may set the language. */
#pragma once

#include "base/base.h"
#include "base/file.h"
#include "case/case.h"
#include "case/grammar.h"
#include "case/validate.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* The parts of the check of a case. */
enum { CHECK_GRAMMAR = 1, CHECK_STRUCTURE = 2 };

struct checked {
    struct case_file c;
    struct findings findings;
};

/* The path of a file in the source tree; freed by the caller. */
static inline char *source_path(const char *name) {
    const char *top = getenv("HGW_DATADIR");
    char *path = text_format("%s/%s", top ? top : ".", name);
    cr_assert_not_null(path);
    return path;
}

/* Messages in English from here on. */
static inline void speak_english(void) {
    lang_start("en");
}

static inline void run_checks(struct checked *k, int parts) {
    if (k->c.doc && (parts & CHECK_GRAMMAR))
        validate(&k->c, &k->findings);
    if (k->c.doc && (parts & CHECK_STRUCTURE))
        structure_check(&k->c, &k->findings);
    findings_finish(&k->findings, &k->c);
}

static inline struct checked check_text(const char *text, int parts) {
    struct checked k = {0};
    case_load(&k.c, "proef", text, strlen(text), &k.findings);
    run_checks(&k, parts);
    return k;
}

static inline struct checked check_file(const char *path, int parts) {
    struct checked k = {0};
    struct error error = ERROR_EMPTY;
    cr_assert(case_read(&k.c, path, NULL, &k.findings, &error), "%s", path);
    run_checks(&k, parts);
    return k;
}

static inline void checked_free(struct checked *k) {
    findings_free(&k->findings);
    case_free(&k->c);
}

/* The start of a case with a pupil, a mother and a teacher; the first section comes on line 3. */
#define PEOPLE                                                                                                         \
    "<casus versie='1' fase='intake' start='2026-09-07'><betrokkenen>"                                                 \
    "<leerling id='noor'><naam>Noor</naam></leerling><betrokkene id='mama' rol='ouder'><naam>M</naam>"                 \
    "</betrokkene>\n<betrokkene id='juf' rol='leerkracht'><naam>J</naam></betrokkene></betrokkenen>\n"
