/* report: what a report is made of: its template, with what its first line declares, partials, words for values, and
 * the functions of templates.
 *
 *   {{! rapport: ouders | doelgroep: ouders | titel: Verslag voor de ouders }}
 *
 * Reports are templates/reports/NAME.md in the data directories, the user's own before the installed ones; so
 * are their partials, templates/partials/NAME.md. */
#pragma once

#include "base/base.h"
#include "base/file.h"
#include "case/consent.h"
#include "xml/xpath.h"

#include <libxml/hash.h>

/* The lines of a text, which it frees, as "a, b en c" when `last` is " en ". */
char *as_list(struct buf *lines, const char *last);

/* Start with `struct report r = {0};`. */
struct report {
    char *path;         /* of its file. Owned. */
    struct buf text;    /* its source. Owned. */
    char *name;         /* rapport, or the file's name without .md: letters, digits and hyphens. Owned. */
    char *title;        /* titel, or NULL. Owned. */
    unsigned readers;   /* doelgroep, as bits of case/audience.h; 0: none is declared */
    struct error wrong; /* what is wrong with rapport or doelgroep, and where; ERROR_NONE: nothing. Owned. */
};

/* Reads the report with this name, or the template at `path` when that is not NULL. A name that is not there
 * is a usage error with what was probably meant. A rapport or doelgroep that is none is no failure: `wrong`
 * says so. */
bool report_read(struct report *report, const struct datadir *datadir, const char *name, const char *path,
                 struct error *error);

void report_free(struct report *report);

/* Adds a line for each report: name, audience, title, with tabs between; sorted by name. With a width: for
 * people, in lines of at most so many columns. */
bool report_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error);

/* Adds the text of a partial, and sets *path to its file (malloc). False: there is none, or it cannot be
 * read. */
bool report_partial(const struct datadir *datadir, const char *name, struct buf *text, char **path,
                    struct error *error);

/* The values of a case in words, as templates/waarden.tsv has them: on each line an attribute (or element/attribute,
 * which goes before), a value and its words, with a tab between; a line that begins with # says nothing. Start with
 * `struct labels l = {0};`. */
struct labels {
    char *text;            /* the file, cut into strings. Owned. */
    xmlHashTablePtr words; /* of "attribute", a tab and "value"; keys and words point into text. Owned. */
};

/* Reads the list. False: it is not there, or a line is wrong (ERROR_DATA, with its line). */
bool labels_read(struct labels *labels, const struct datadir *datadir, struct error *error);

void labels_free(struct labels *labels);

/* The words for one value. NULL when the list has none. */
const char *labels_find(const struct labels *labels, const char *element, const char *attribute, const char *value);

/* The XPath functions of report templates, each told in hgw-template(5). hgw:verborgen, hgw:ziet, hgw:mag-lezen,
 * hgw:gezegd and hgw:laatste-woord are for CLB's own reports: a filtered tree no longer says who may see what, nor all
 * that was said. For struct template_dialect. */
extern const struct xpath_library report_functions;

/* What the functions know: the `user` of template_render. */
struct report_facts {
    const struct labels *labels;
    const char *today; /* YYYY-MM-DD */
    const struct consents *consents;
};

/* The attribute that tells the meeting ("overleg"), the people ("lezers") and the author ("schrijver") of the report,
 * and that of a person which names the reader whom that person is. No template can name them. */
#define MARK "van-dit-rapport"
#define READER "lezer-" MARK
