/* earlier: the case that a new one follows up, read and judged. */
#ifndef HGW_EDIT_EARLIER_H
#define HGW_EDIT_EARLIER_H

#include "base/data.h"
#include "base/error.h"
#include "case/case.h"
#include "case/finding.h"
#include "case/grammar.h"

#include <stdbool.h>

/* Start with `struct earlier earlier = {0};`. */
struct earlier {
    struct case_file c;       /* Owned. */
    struct grammar grammar;   /* that it was judged by. Owned. */
    struct findings findings; /* why it is refused: not well-formed, not valid, wrong references. Owned. */
};

/* Reads the case at `path` ("-": standard input). False: it cannot be read, the grammar is missing or
 * unusable; or the case is not valid: then it is ERROR_CONTENT and `findings` says why. Call
 * earlier_close either way. */
bool earlier_open(struct earlier *earlier, const struct datadir *datadir, const char *path, struct error *error);

void earlier_close(struct earlier *earlier);

#endif
