/* report: a template of a report, with what its first line declares.
 *
 *   {{! rapport: ouders | doelgroep: ouders | titel: Verslag voor de ouders }}
 *
 * Reports are templates/reports/NAME.md in the data directories, the user's own before the installed ones; so
 * are their partials, templates/partials/NAME.md. */
#ifndef HGW_RENDER_REPORT_H
#define HGW_RENDER_REPORT_H

#include "base/buf.h"
#include "base/datadir.h"
#include "base/error.h"

#include <stdbool.h>

enum {
    HGW_REPORT_MAX_BYTES = 16 * 1024 * 1024
}; /* read at most; what a template may be is template.h's business */

/* Start with `struct hgw_report r = {0};`. */
struct hgw_report {
    char *path;          /* of its file. Owned. */
    struct hgw_buf text; /* its source. Owned. */
    char *name;          /* rapport, or the file's name without .md: letters, digits and hyphens. Owned. */
    char *title;         /* titel, or NULL. Owned. */
    unsigned readers;    /* doelgroep, as bits of casefile/audience.h; 0: none is declared */
    struct hgw_error
        wrong; /* what is wrong with rapport or doelgroep, and where; HGW_ERROR_NONE: nothing. Owned. */
};

/* Reads the report with this name, or the template at `path` when that is not NULL. A name that is not there
 * is a usage error with what was probably meant. A rapport or doelgroep that is none is no failure: `wrong`
 * says so. */
bool hgw_report_read(struct hgw_report *report, const struct hgw_datadir *datadir, const char *name,
                     const char *path, struct hgw_error *error);

void hgw_report_free(struct hgw_report *report);

/* Adds a line for each report: name, audience, title, with tabs between; sorted by name. */
bool hgw_report_list(const struct hgw_datadir *datadir, struct hgw_buf *out, struct hgw_error *error);

/* Adds the text of a partial, and sets *path to its file (malloc). False: there is none, or it cannot be
 * read. */
bool hgw_report_partial(const struct hgw_datadir *datadir, const char *name, struct hgw_buf *text,
                        char **path, struct hgw_error *error);

#endif
