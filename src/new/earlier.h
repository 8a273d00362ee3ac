/* earlier: the case that a new one follows up, read and judged. */
#ifndef HGW_NEW_EARLIER_H
#define HGW_NEW_EARLIER_H

#include "base/datadir.h"
#include "base/error.h"
#include "casefile/case.h"
#include "casefile/finding.h"
#include "casefile/grammar.h"

#include <stdbool.h>

/* Start with `struct hgw_earlier earlier = {0};`. */
struct hgw_earlier {
    struct hgw_case c;          /* Owned. */
    struct hgw_grammar grammar; /* that it was judged by. Owned. */
    struct hgw_findings
        findings; /* why it is refused: not well-formed, not valid, wrong references. Owned. */
};

/* Reads the case at `path` ("-": standard input). False: it cannot be read, the grammar is missing or
 * unusable; or the case is not valid: then it is HGW_ERROR_CONTENT and `findings` says why. Call
 * hgw_earlier_close either way. */
bool hgw_earlier_open(struct hgw_earlier *earlier, const struct hgw_datadir *datadir, const char *path,
                      struct hgw_error *error);

void hgw_earlier_close(struct hgw_earlier *earlier);

#endif
