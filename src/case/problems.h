/* report: what the grammar, the references and the structure share when they report on a file:
 * findings, lines to point at, and pieces of the file to quote. */
#ifndef HGW_CASE_PROBLEMS_H
#define HGW_CASE_PROBLEMS_H

#include "case/case.h"
#include "case/finding.h"
#include "case/grammar.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct report {
    const struct case_file *c; /* the file. Not owned. */
    struct findings *findings; /* where the findings go. Not owned. */
    size_t *lines;             /* line ends before each block of the source; made when first needed. Owned. */
};

/* An empty report on a file. */
void report_start(struct report *report, const struct case_file *c, struct findings *findings);

/* A new finding (HGW002 or HGW003: level error, principle none) on `node`, to be filled with finding_say
 * and _help; NULL when there are enough of them. */
struct finding *report_add(struct report *report, const char *code, const xmlNode *node);

/* Frees the report. */
void report_end(struct report *report);

/* The line of an element's start tag, from 1. */
size_t report_line(struct report *report, const xmlNode *node);

/* Room for a piece of text of so many letters, with the dots that say it goes on. */
#define CUT_SIZE(letters) ((letters)*4 + sizeof "…")

/* The first `most` letters of `text` (UTF-8), white space around it left out and inside it made one space.
 * `out` has room for CUT_SIZE(most) bytes. Returns `out`. */
const char *report_cut(const char *text, size_t most, char *out);

/* Room for a quote in a sentence. */
enum { QUOTE_LETTERS = 40, QUOTE_SIZE = CUT_SIZE(QUOTE_LETTERS) };

/* The same, cut to that room. Returns `quote`. */
const char *report_quote(const char *text, char quote[QUOTE_SIZE]);

/* The bytes of what looks like white space, or like nothing, and is no white space for XML, at the start of
 * `bytes`; 0: something else stands there. */
size_t report_fixed_space(const char *bytes, size_t length);

/* True when a text, white space aside, holds nothing but such. */
bool report_unseen(const char *text);

/* The name of an element or attribute as it stands in the file, with its prefix: "x:doel", cut like a quote.
 */
const char *report_name(const xmlNode *node, char name[QUOTE_SIZE]);

/* The next element in document order after `node`, or NULL. */
const xmlNode *report_next(const xmlNode *node);

/* Adds the names of elements to `out`: "<a>, <b> of <c>". */
void report_elements(struct buf *out, const char *const names[], size_t count);

#endif
