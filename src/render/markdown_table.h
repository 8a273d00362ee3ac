/* markdown_table: finds pipe tables in a cmark tree. Only for markdown_tree. */
#ifndef HGW_RENDER_MARKDOWN_TABLE_H
#define HGW_RENDER_MARKDOWN_TABLE_H

#include "render/markdown_tree.h"

/* Limits of one document, so that a few bytes of Markdown cannot ask for millions of cells. What lies beyond
 * stays a paragraph. */
enum {
    HGW_TABLE_COLUMNS_MAX = 100,    /* columns of a table */
    HGW_TABLE_PADDING_MAX = 500000, /* cells that ragged rows lack, in the whole document */
};

/* Replaces the paragraphs of markdown->root that hold a table. `bytes` is the source that the tree was parsed
 * from: after cmark's inline parse an escaped pipe can no longer be told from a pipe. */
void hgw_markdown_make_tables(struct hgw_markdown *markdown, const char *bytes, size_t length);

#endif
