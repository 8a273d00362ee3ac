/* markdown_write: a tree of markdown.h to Markdown.
 *
 * Read again it gives the same tree, with these exceptions: raw HTML goes; emphasis that Markdown cannot
 * express where it stands (next to a letter, say) becomes its words; a heading is one line. */
#ifndef HGW_DOCUMENT_MARKDOWN_WRITE_H
#define HGW_DOCUMENT_MARKDOWN_WRITE_H

#include "base/buf.h"

#include <cmark.h>

/* Adds the blocks in `root`, with a line end after the last. */
void markdown_write(struct buf *out, cmark_node *root);

#endif
