/* batch: the documents of many files, one after the other. */
#ifndef HGW_RENDER_BATCH_H
#define HGW_RENDER_BATCH_H

#include "base/error.h"
#include "render/deliver.h"
#include "render/render.h"

#include <stddef.h>

struct hgw_render_batch {
    struct hgw_renderer *renderer; /* NULL: the files are reports in Markdown, edited by hand. Not owned. */
    const struct hgw_render_options *options; /* not owned */
    const struct hgw_delivery *delivery;      /* where the documents go; not owned */
    const char *const *files;                 /* paths; "-" is standard input */
    size_t file_count;
    /* Is told of an invalid case, for which there is no report. */
    void (*refuse)(struct hgw_checked *checked);
    /* Is told what there is to know about a document that was made. `path`: the Markdown whose lines the
     * warnings name; NULL when the user does not have it. */
    void (*warn)(const struct hgw_warnings *warnings, const char *path);
    /* Is told why there is no document of a file; the others are still made. */
    void (*complain)(const struct hgw_error *error);
};

/* Makes and delivers them all. Returns the worst exit status of a file: 0 made, 1 refused, or that of its
 * error. What went wrong with the last file is left in `error`; so is a closed pipe, which ends the batch.
 * HGW_ERROR_USAGE when the files cannot be delivered there: then nothing is made. */
int hgw_render_batch_run(const struct hgw_render_batch *batch, struct hgw_error *error);

#endif
