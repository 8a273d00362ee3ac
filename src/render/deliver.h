/* deliver: where a document goes. */
#ifndef HGW_RENDER_DELIVER_H
#define HGW_RENDER_DELIVER_H

#include "base/error.h"
#include "render/render.h"

#include <stdbool.h>
#include <stddef.h>

struct hgw_delivery {
    const char *output;    /* -o: a path, or "-"; NULL: standard output */
    const char *directory; /* --output-dir: a directory for CASE-REPORT.EXT, or NULL */
    bool force;            /* a file that is already there is replaced */
    enum hgw_render_format format;
    const char
        *report;    /* the report's name (hgw_report); NULL for a report that was edited by hand: CASE.EXT */
    bool terminal;  /* standard output is one: an ODT does not go there */
    bool anonymous; /* the case's name stays out of the file's: casus-1, casus-2 … */
};

/* Sets *format: to the one called `to`, else to what the name `output` says, else to Markdown. Both may be
 * NULL. False with HGW_ERROR_USAGE for a name that promises what we do not make (report.pdf). */
bool hgw_delivery_format(const char *to, const char *output, enum hgw_render_format *format,
                         struct hgw_error *error);

/* The path for the document of `source`, the file with this number (from 1): freed by the caller. Control
 * characters and the like of the source's name become U+FFFD. */
char *hgw_delivery_path(const struct hgw_delivery *delivery, const char *source, size_t number);

/* Whether these files can be delivered there: more than one needs a directory, and no two the same path.
 * False with HGW_ERROR_USAGE. */
bool hgw_delivery_check(const struct hgw_delivery *delivery, const char *const *files, size_t count,
                        struct hgw_error *error);

/* Writes the document there. A file that is there stays, unless `force`; the source stays always. */
bool hgw_deliver(const struct hgw_delivery *delivery, const char *source, size_t number,
                 const struct hgw_buf *bytes, struct hgw_error *error);

#endif
