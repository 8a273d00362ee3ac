/* markdown_write: a cmark tree back to Markdown, on one line or as blocks.
 *
 * Only for trees that markdown_prose has cleaned: no headings, rules or HTML, and a limited depth. Where a
 * construct cannot be written so that it is read back the same, the caller finds out by reading it back. */
#ifndef HGW_RENDER_MARKDOWN_WRITE_H
#define HGW_RENDER_MARKDOWN_WRITE_H

#include "base/buf.h"

#include <cmark.h>
#include <stdbool.h>

/* Adds the blocks in `root` to `out`. The first line goes where `out` is; `prefix` (the containers around,
 * such as "  " or "> ") begins each further line. No line end after the last. */
void hgw_markdown_write_blocks(struct hgw_buf *out, cmark_node *root, const char *prefix);

/* Adds the inlines in `paragraph` on one line. `in_row`: inside a table's row, where code needs its pipes
 * escaped. */
void hgw_markdown_write_inlines(struct hgw_buf *out, cmark_node *paragraph, bool in_row);

#endif
