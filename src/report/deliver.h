/* deliver: where a document goes. */
#ifndef HGW_REPORT_DELIVER_H
#define HGW_REPORT_DELIVER_H

#include "base/error.h"
#include "report/render.h"

#include <stdbool.h>
#include <stddef.h>

struct delivery {
    const char *output;    /* -o: a path, or "-"; NULL: standard output */
    const char *directory; /* --output-dir: a directory for CASE-REPORT.EXT, or NULL */
    bool force;            /* a file that is already there is replaced */
    enum render_format format;
    const char *report; /* the report's name (report); NULL for a report that was edited by hand: CASE.EXT */
    bool anonymous;     /* the case's name stays out of the file's: casus-1, casus-2 … */
};

/* Sets *format: to the one called `to`, else to what the name `output` says, else to Markdown. Both may be
 * NULL. False with ERROR_USAGE for a name that promises what we do not make (report.pdf). */
bool delivery_format(const char *to, const char *output, enum render_format *format, struct error *error);

/* Whether these files can be delivered there: more than one needs a directory, no two the same path, and an ODT does
 * not go to a terminal. False with ERROR_USAGE. */
bool delivery_check(const struct delivery *delivery, const char *const *files, size_t count, struct error *error);

/* Writes the document of `source`, the file with this number (from 1). A file that is there stays, unless `force`; the
 * source stays always. */
bool deliver(const struct delivery *delivery, const char *source, size_t number, const struct buf *bytes,
             struct error *error);

#endif
