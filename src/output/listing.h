/* listing: the rules themselves: all of them in a list, or one explained. */
#ifndef HGW_OUTPUT_LISTING_H
#define HGW_OUTPUT_LISTING_H

#include "base/buf.h"
#include "base/error.h"
#include "output/check_files.h"
#include "output/output.h"
#include "rules/check.h"

#include <cmark.h>
#include <stdbool.h>

/* Adds one line for each rule that the filter shows and that holds in `phase` (NULL: in any): its code first.
 */
void list_text(const struct checker *checker, const struct filter *filter, const char *phase, struct buf *out);

/* The same as one JSON object a line, with all there is to know, in both languages: {"code":…, "level":…,
 * "principle":…, "phases":[…] or null (always), "message":{"nl":…, "en":…}, "help":{…}, "why":{…},
 * "wrong":…, "right":…}. What the rule file does not have is null. */
void list_json(const struct checker *checker, const struct filter *filter, const char *phase, struct buf *out);

/* --- explanations: a rule's own page of Markdown, one in each language ---
 *
 * Ours are schemas/uitleg/LANG/CODE.md; a team's own uitleg/LANG/CODE.md comes before them. What stands above the
 * first block of code is why the method asks it; that block is an example that goes against the rule, the next one
 * that does not. */
struct page {
    char *path;        /* NULL: the rule has no page. Owned. */
    enum lang lang;    /* the language that it is in */
    struct buf source; /* its Markdown. Owned. */
    cmark_node *tree;  /* NULL when there is none. Owned. */
};

/* Reads the page of this code in `lang`, else in the other language. False: it cannot be read; `page` is to be freed
 * all the same. */
bool page_read(const struct checker *checker, const char *code, enum lang lang, struct page *page, struct error *error);
void page_free(struct page *page);

/* Why the method asks it, without markup; NULL when the page does not say. The caller frees it with free(). */
char *page_why(const struct page *page);

/* An example: 0 the wrong one, 1 the right one; NULL when the page has none. The caller frees it with free(). */
char *page_example(const struct page *page, size_t number);

/* Adds what there is to know about one rule: its page as it is when the format is md, else for people. False: no rule
 * has this code, or the format is another (ERROR_USAGE), or a page has this code and no rule does (ERROR_DATA). */
bool explain_rule(const struct batch *batch, const char *code, struct buf *out, struct error *error);

#endif
