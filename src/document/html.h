/* html: Markdown to one self-contained, accessible HTML page. */
#ifndef HGW_DOCUMENT_HTML_H
#define HGW_DOCUMENT_HTML_H

#include "base/buf.h"
#include "base/error.h"
#include "document/document.h"
#include "document/markdown.h"

#include <stdbool.h>
#include <stddef.h>

/* Writes Markdown as an HTML page into `out`, which must be empty: language, title,
 * headings without gaps, table headers with their scope, a style sheet for screen and paper, pictures as
 * data, no scripts, nothing that is loaded from elsewhere. Raw HTML in the Markdown is left out; links go to
 * http, https and mailto only. What was left out is said in `warnings`. Fails with
 * ERROR_DATA (no style sheet found); `out` must then not be used. The tree is left empty. */
bool html_write(struct markdown *markdown, const struct document *document, struct buf *out, struct warnings *warnings,
                struct error *error);

#endif
