/* render: the job of hgw-render: a case, or a report edited by hand, to a document.
 *
 *   case ─▶ check ─▶ consent ─▶ (pseudonyms) ─▶ audience filter ─▶ template ─▶ Markdown ─▶ ODT, HTML
 *
 * A renderer is made once (compiled template, checker, words for values) and used for many cases. */
#pragma once

#include "base/base.h"
#include "base/file.h"
#include "base/process.h"
#include "document/document.h"
#include "rules/check.h"
#include "template/template.h"

enum render_format {
    RENDER_MD,
    RENDER_ODT,
    RENDER_HTML,
};

struct render_options {
    const struct datadir *datadir;
    const char *date;          /* today, YYYY-MM-DD, valid */
    enum lang lang;            /* of what is told; a report is Dutch */
    const char *report;        /* name of a report; NULL: verslag */
    const char *template_path; /* a template of one's own instead, or NULL */
    const char *readers;       /* --for: words with blanks or commas between, or NULL */
    const char *person;        /* --reader: id of who will read it, or NULL */
    enum render_format format;
    const char *reference;  /* house style of the ODT, or NULL */
    struct files resources; /* directories for pictures besides that of the case */
    const char *output;     /* -o: a path, or "-"; NULL: standard output */
    const char *directory;  /* --output-dir: a directory for CASE-REPORT.EXT, or NULL */
    bool force;             /* a file that is already there is replaced */
    bool pseudonymise;      /* names become roles; the case's name stays out of the file's: casus-1, casus-2 … */
    bool without_consent;
    bool check_template; /* only open the template: what is in `problems` of one that opens is advice */
};

/* Everything that is the same for all cases. */
struct renderer;

/* Reads and compiles the template, and what goes with it. `options` and what it points to must outlive the
 * renderer. NULL: something is wrong with the template, and all of it is in `problems`; or `error` says what
 * else. Freed with renderer_close. */
struct renderer *renderer_open(const struct render_options *options, struct error *problems, struct error *error);

void renderer_close(struct renderer **renderer);

/* The name of the report, for the name of its file; of no renderer NULL. */
const char *renderer_name(const struct renderer *renderer);

/* What came of one file. Start with `struct rendered r = {0};`. */
struct rendered {
    struct buf bytes;         /* the document. Owned. */
    struct checked checked;   /* what the check says of the case; when it refuses that, there is no document. Owned. */
    struct warnings warnings; /* what the user should know. Owned. */
};

/* Makes the report of the case at `path` ("-": standard input). True: the document is made, or the case is
 * refused. False: consent forbids it or the template fails (ERROR_CONTENT, ERROR_LIMIT), --reader
 * does not fit (ERROR_USAGE), or something else. The caller frees `rendered` either way. */
bool render_case(struct renderer *renderer, const char *path, struct rendered *rendered, struct error *error);

/* The same for a case that was loaded by case_load into rendered->checked, with the loader's findings; pictures are
 * beside `path`. */
bool render_loaded(struct renderer *renderer, const char *path, struct rendered *rendered, struct error *error);

/* Makes a document of the Markdown at `path`, a report edited by hand. */
bool render_markdown(const struct render_options *options, const char *path, struct rendered *rendered,
                     struct error *error);

void rendered_free(struct rendered *rendered);

/* --- where a document goes (deliver.c) --- */

/* Sets *format: to the one called `to`, else to what the name `output` says, else to Markdown. Both may be
 * NULL. False with ERROR_USAGE for a name that promises what we do not make (report.pdf). */
bool delivery_format(const char *to, const char *output, enum render_format *format, struct error *error);

/* Whether these files can be delivered as the options say: more than one needs a directory, no two the same path, an
 * ODT does not go to a terminal, and each option does something for the format: one that does not was meant to.
 * `report`: the report's name; NULL for one that was edited by hand. False with ERROR_USAGE. */
bool delivery_check(const struct render_options *options, const char *report, const char *const *files, size_t count,
                    struct error *error);

/* Where the document of `source`, the file with this number (from 1), goes; control characters in its name become
 * U+FFFD. Freed with free(). */
char *delivery_path(const struct render_options *options, const char *report, const char *source, size_t number);

/* Writes the document of `source`, the file with this number (from 1). A file that is there stays, unless `force`; the
 * source stays always. */
bool deliver(const struct render_options *options, const char *report, const char *source, size_t number,
             const struct buf *bytes, struct error *error);
