/* render: the job of hgw-render: a case, or a report edited by hand, to a document.
 *
 *   case ─▶ check ─▶ consent ─▶ (pseudonyms) ─▶ audience filter ─▶ template ─▶ Markdown ─▶ ODT, HTML
 *
 * A renderer is made once (compiled template, checker, words for values) and used for many cases. */
#ifndef HGW_RENDER_RENDER_H
#define HGW_RENDER_RENDER_H

#include "base/datadir.h"
#include "base/error.h"
#include "check/check.h"
#include "render/document.h"
#include "render/template.h"

#include <stdbool.h>
#include <stddef.h>

enum hgw_render_format {
    HGW_RENDER_MD,
    HGW_RENDER_ODT,
    HGW_RENDER_HTML,
};

/* "md", "odt" or "html". */
const char *hgw_render_format_name(enum hgw_render_format format);

/* The format with this name, letter case aside (ASCII). False when there is none. */
bool hgw_render_format_find(const char *name, enum hgw_render_format *format);

struct hgw_render_options {
    const struct hgw_datadir *datadir;
    const char *date;          /* today, YYYY-MM-DD, valid */
    const char *report;        /* name of a report; NULL: verslag */
    const char *template_path; /* a template of one's own instead, or NULL */
    const char *readers;       /* --for: words with blanks or commas between, or NULL */
    const char *person;        /* --reader: id of who will read it, or NULL */
    enum hgw_render_format format;
    const char *reference;        /* house style of the ODT, or NULL */
    const char *const *resources; /* directories for pictures besides that of the case */
    size_t resource_count;
    bool pseudonymise;
    bool without_consent;
};

/* Everything that is the same for all cases. */
struct hgw_renderer;

/* Reads and compiles the template, and what goes with it. `options` and what it points to must outlive the
 * renderer. NULL: something is wrong with the template, and all of it is in `problems`; or `error` says what
 * else. Freed with hgw_renderer_close. */
struct hgw_renderer *hgw_renderer_open(const struct hgw_render_options *options,
                                       struct hgw_template_problems *problems, struct hgw_error *error);

void hgw_renderer_close(struct hgw_renderer *renderer);

/* The name of the report, for the name of its file. */
const char *hgw_renderer_name(const struct hgw_renderer *renderer);

/* Only compiles the template, as hgw_renderer_open does, and says what is wrong with it. False: an error. */
bool hgw_render_check_template(const struct hgw_render_options *options,
                               struct hgw_template_problems *problems, struct hgw_error *error);

/* What came of one file. Start with `struct hgw_rendered r = {0};`. */
struct hgw_rendered {
    struct hgw_buf bytes;         /* the document. Owned. */
    bool refused;                 /* an invalid case: `checked` says why, and there is no document */
    struct hgw_checked checked;   /* what the check says of the case. Owned. */
    struct hgw_warnings warnings; /* what the user should know. Owned. */
};

/* Makes the report of the case at `path` ("-": standard input). True: the document is made, or the case is
 * refused. False: consent forbids it or the template fails (HGW_ERROR_CONTENT, HGW_ERROR_LIMIT), --reader
 * does not fit (HGW_ERROR_USAGE), or something else. The caller frees `rendered` either way. */
bool hgw_render_case(struct hgw_renderer *renderer, const char *path, struct hgw_rendered *rendered,
                     struct hgw_error *error);

/* Makes a document of the Markdown at `path`, a report edited by hand. */
bool hgw_render_markdown(const struct hgw_render_options *options, const char *path,
                         struct hgw_rendered *rendered, struct hgw_error *error);

void hgw_rendered_free(struct hgw_rendered *rendered);

#endif
