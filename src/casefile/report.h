/* report: what the grammar, the references and the structure share when they report on a file:
 * findings, lines to point at, and pieces of the file to quote. */
#ifndef HGW_CASEFILE_REPORT_H
#define HGW_CASEFILE_REPORT_H

#include "casefile/case.h"
#include "casefile/finding.h"
#include "casefile/grammar.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct hgw_report {
    const struct hgw_case *c;      /* the file. Not owned. */
    struct hgw_findings *findings; /* where the findings go. Not owned. */
    size_t *lines; /* line ends before each block of the source; made when first needed. Owned. */
};

/* An empty report on a file. */
void hgw_report_start(struct hgw_report *report, const struct hgw_case *c, struct hgw_findings *findings);

/* A new finding (HGW002 or HGW003: level error, principle none) on `node`, to be filled with hgw_finding_say
 * and _help; NULL when there are enough of them. */
struct hgw_finding *hgw_report_add(struct hgw_report *report, const char *code, const xmlNode *node);

/* Frees the report. */
void hgw_report_end(struct hgw_report *report);

/* The line of an element's start tag, from 1. */
size_t hgw_report_line(struct hgw_report *report, const xmlNode *node);

/* Room for a piece of text of so many letters, with the dots that say it goes on. */
#define HGW_CUT_SIZE(letters) ((letters)*4 + sizeof "…")

/* The first `most` letters of `text` (UTF-8), white space around it left out and inside it made one space.
 * `out` has room for HGW_CUT_SIZE(most) bytes. Returns `out`. */
const char *hgw_report_cut(const char *text, size_t most, char *out);

/* Room for a quote in a sentence. */
enum { HGW_QUOTE_LETTERS = 40, HGW_QUOTE_SIZE = HGW_CUT_SIZE(HGW_QUOTE_LETTERS) };

/* The same, cut to that room. Returns `quote`. */
const char *hgw_report_quote(const char *text, char quote[HGW_QUOTE_SIZE]);

/* The bytes of what looks like white space, or like nothing, and is no white space for XML, at the start of
 * `bytes`; 0: something else stands there. */
size_t hgw_report_fixed_space(const char *bytes, size_t length);

/* True when a text, white space aside, holds nothing but such. */
bool hgw_report_unseen(const char *text);

/* The name of an element or attribute as it stands in the file, with its prefix: "x:doel", cut like a quote.
 */
const char *hgw_report_name(const xmlNode *node, char name[HGW_QUOTE_SIZE]);

/* The next element in document order after `node`, or NULL. */
const xmlNode *hgw_report_next(const xmlNode *node);

/* Adds the names of elements to `out`: "<a>, <b> of <c>". */
void hgw_report_elements(struct hgw_buf *out, const char *const names[], size_t count);

#endif
