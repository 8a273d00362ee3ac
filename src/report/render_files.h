/* batch: the documents of many files, one after the other. */
#ifndef HGW_REPORT_RENDER_FILES_H
#define HGW_REPORT_RENDER_FILES_H

#include "base/error.h"
#include "report/deliver.h"
#include "report/render.h"

#include <stddef.h>

struct render_batch {
    struct renderer *renderer;            /* NULL: the files are reports in Markdown, edited by hand. Not owned. */
    const struct render_options *options; /* not owned */
    const struct delivery *delivery;      /* where the documents go; not owned */
    const char *const *files;             /* paths; "-" is standard input */
    size_t file_count;
    /* Is told of an invalid case, for which there is no report. */
    void (*refuse)(struct checked *checked);
    /* Is told what there is to know about a document that was made. `path`: the Markdown whose lines the
     * warnings name; NULL when the user does not have it. */
    void (*warn)(const struct warnings *warnings, const char *path);
    /* Is told why there is no document of a file; the others are still made. */
    void (*complain)(const struct error *error);
};

/* Makes and delivers them all. Returns the worst exit status of a file: 0 made, 1 refused, or that of its
 * error. What went wrong with the last file is left in `error`; so is a closed pipe, which ends the batch.
 * ERROR_USAGE when the files cannot be delivered there: then nothing is made. */
int render_batch_run(const struct render_batch *batch, struct error *error);

#endif
