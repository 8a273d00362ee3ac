/* listing: the rules themselves: all of them in a list, or one explained. */
#ifndef HGW_CHECK_LISTING_H
#define HGW_CHECK_LISTING_H

#include "base/buf.h"
#include "base/error.h"
#include "check/check.h"
#include "check/output.h"

#include <stdbool.h>

/* Adds one line for each rule that the filter shows and that holds in `phase` (NULL: in any): its code first.
 */
void hgw_list_text(const struct hgw_checker *checker, const struct hgw_filter *filter, const char *phase,
                   struct hgw_buf *out);

/* The same as one JSON object a line, with all there is to know, in both languages: {"code":…, "level":…,
 * "principle":…, "phases":[…] or null (always), "message":{"nl":…, "en":…}, "help":{…}, "why":{…},
 * "wrong":…, "right":…}. What the rule file does not have is null. */
void hgw_list_json(const struct hgw_checker *checker, const struct hgw_filter *filter, const char *phase,
                   struct hgw_buf *out);

/* Adds what there is to know about one rule, for people. False: no rule has this code (HGW_ERROR_USAGE). */
bool hgw_explain_rule(const struct hgw_checker *checker, const char *code, struct hgw_buf *out,
                      struct hgw_error *error);

#endif
