/* markdown_prose: prose of a case, which may hold Markdown, cleaned and put into a report.
 *
 * A text may use emphasis, lists, quotes, code, tables and links to http, https and mailto. What would change
 * the report around it goes or is made harmless: a heading becomes a bold paragraph; HTML, rules and other
 * link targets are dropped; a picture stays only when it is a file in the case's own directory; an open
 * construct is closed, since the text is parsed by itself and written anew; quotes and lists are at most
 * HGW_PROSE_MAX_DEPTH deep; the indentation of the XML is taken off, and what is indented further is no code
 * block. */
#ifndef HGW_RENDER_MARKDOWN_PROSE_H
#define HGW_RENDER_MARKDOWN_PROSE_H

#include "base/buf.h"
#include "base/error.h"

#include <cmark.h>
#include <stdbool.h>

enum { HGW_PROSE_MAX_DEPTH = 6 };

/* Adds `text` (UTF-8) to the Markdown in `out`. When only the markers of lists and quotes and blanks stand
 * before it on its line, and `ends_line` says that nothing follows, its blocks are written there, each
 * further line with the same containers around it. Anywhere else (in a sentence, a heading, a table's row) it
 * becomes inline text on one line. Nothing is added for a text without content. False: it is too
 * long (HGW_ERROR_LIMIT). */
bool hgw_markdown_prose(struct hgw_buf *out, const char *text, bool ends_line, struct hgw_error *error);

/* Changes a parsed text, of which nothing was taken out yet. True when it did. */
typedef bool hgw_prose_change(void *data, cmark_node *root);

/* Adds `text` as `change` makes it, cleaned too; as it is, when that changes nothing. False: the
 * text is too long (HGW_ERROR_LIMIT). */
bool hgw_markdown_change(struct hgw_buf *out, const char *text, hgw_prose_change *change, void *data,
                         struct hgw_error *error);

#endif
