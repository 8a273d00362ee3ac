/* prose: a text of a case, which may hold Markdown, as a tree that holds what may stay of it.
 *
 * A text may use emphasis, lists, quotes, code, tables and links to http, https and mailto. What would change
 * the report around it goes or is made harmless: a heading becomes a bold paragraph; HTML, rules and other
 * link targets are dropped; a picture stays only when it is a file in the case's own directory; the indentation of the
 * XML is taken off, and what is indented further is no code block. */
#ifndef HGW_DOCUMENT_PROSE_H
#define HGW_DOCUMENT_PROSE_H

#include "base/buf.h"
#include "document/markdown.h"

#include <cmark.h>
#include <stdbool.h>

/* Reads `text` (UTF-8) into `prose`: a document without blocks when nothing of it stays. Characters that
 * could steer a reader's screen go (base/printable.h). Freed with markdown_free. */
void prose_read(struct markdown *prose, const char *text);

/* Makes everything in `root` the inlines of one paragraph, which replaces it: the blocks one after another,
 * with a semicolon where no sentence ended, and a space for each break. */
void prose_flatten(cmark_node *root);

/* `text` as words on one line: white space is made single, that at the ends goes, and what could steer a
 * screen. Freed by the caller. */
char *prose_line(const char *text);

/* True for a picture in the case's own directory: a plain relative path. */
bool prose_is_local_file(const char *url);

/* Changes a text that was parsed, of which nothing was taken out yet; true when it did. */
typedef bool prose_change(void *data, cmark_node *root);

/* Adds `text` to `out` as `change` makes it, with what may not stay taken out and written as Markdown again;
 * as it is when that changes nothing. */
void prose_rewrite(struct buf *out, const char *text, prose_change *change, void *data);

#endif
