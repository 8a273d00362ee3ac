/* deliver: where a document goes. */
#pragma once

#include "base/base.h"
#include "report/render.h"

/* Sets *format: to the one called `to`, else to what the name `output` says, else to Markdown. Both may be
 * NULL. False with ERROR_USAGE for a name that promises what we do not make (report.pdf). */
bool delivery_format(const char *to, const char *output, enum render_format *format, struct error *error);

/* Whether these files can be delivered where the options say: more than one needs a directory, no two the same path,
 * and an ODT does not go to a terminal. `report`: the report's name; NULL for one that was edited by hand. False with
 * ERROR_USAGE. */
bool delivery_check(const struct render_options *options, const char *report, const char *const *files, size_t count,
                    struct error *error);

/* Where the document of `source`, the file with this number (from 1), goes; control characters in its name become
 * U+FFFD. Freed with free(). */
char *delivery_path(const struct render_options *options, const char *report, const char *source, size_t number);

/* Writes the document of `source`, the file with this number (from 1). A file that is there stays, unless `force`; the
 * source stays always. */
bool deliver(const struct render_options *options, const char *report, const char *source, size_t number,
             const struct buf *bytes, struct error *error);
