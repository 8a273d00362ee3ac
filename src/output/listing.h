/* listing: the rules themselves: all of them in a list, or one explained. */
#ifndef HGW_OUTPUT_LISTING_H
#define HGW_OUTPUT_LISTING_H

#include "base/buf.h"
#include "base/error.h"
#include "output/output.h"
#include "rules/check.h"

#include <stdbool.h>

/* Adds one line for each rule that the filter shows and that holds in `phase` (NULL: in any): its code first.
 */
void list_text(const struct checker *checker, const struct filter *filter, const char *phase, struct buf *out);

/* The same as one JSON object a line, with all there is to know, in both languages: {"code":…, "level":…,
 * "principle":…, "phases":[…] or null (always), "message":{"nl":…, "en":…}, "help":{…}, "why":{…},
 * "wrong":…, "right":…}. What the rule file does not have is null. */
void list_json(const struct checker *checker, const struct filter *filter, const char *phase, struct buf *out);

/* Adds what there is to know about one rule, for people. False: no rule has this code (ERROR_USAGE). */
bool explain_rule(const struct checker *checker, const char *code, struct buf *out, struct error *error);

#endif
