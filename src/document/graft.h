/* graft: a report, made of a template's output and the texts of a case.
 *
 * A tag of the template writes a marker in place of its text. The output is read as Markdown once; then the
 * texts are put into the tree as nodes, where their markers stand. So a text of a case is never read as a
 * part of the report's Markdown: it cannot become markup, and nothing has to be escaped.
 *
 * A marker is a private-use character, a number and another such character; in a template these are refused
 * (in a case they are text like any other). In the target or title of a link, and in code, a text becomes its
 * words; in raw HTML, which no document shows, it is lost. */
#ifndef HGW_DOCUMENT_GRAFT_H
#define HGW_DOCUMENT_GRAFT_H

#include "base/buf.h"
#include "base/error.h"
#include "document/markdown.h"

#include <stdbool.h>
#include <stddef.h>

/* The texts that wait. Start with `struct graft g = {0};`, free with graft_free. */
struct graft {
    struct graft_text *texts; /* owned */
    size_t count, capacity;
};

/* {{x}}: keeps `text`, which is shown as it is, on one line, and adds its marker to `out`; nothing for a text
 * without words. `graft` is a struct graft: these two are the functions of a template_output. */
void graft_value(void *graft, struct buf *out, const char *text);

/* {{{x}}}: keeps `text`, which may hold Markdown (prose.h). Its blocks come in the place of the paragraph
 * when it stands alone on its line there, and `ends_line` says that it does so in the template too; elsewhere
 * (in a sentence, a heading, a row of a table) it is on one line. */
void graft_prose(void *graft, struct buf *out, const char *text, bool ends_line);

/* Reads the output of the template into `report`, with all texts in their place. False with ERROR_LIMIT:
 * it is too long. */
bool graft_read(struct graft *graft, const struct buf *output, struct markdown *report, struct error *error);

void graft_free(struct graft *graft);

#endif
