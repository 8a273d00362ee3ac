/* markdown_row: the source lines of a paragraph, and the cells in such a line. Only for markdown_table. */
#ifndef HGW_RENDER_MARKDOWN_ROW_H
#define HGW_RENDER_MARKDOWN_ROW_H

#include "render/markdown_tree.h"

#include <stdbool.h>
#include <stddef.h>

/* A piece of the source; nothing is copied. */
struct hgw_markdown_span {
    const char *start;
    size_t length; /* bytes */
};

/* One line of a paragraph, without the markers of the quotes and lists around it. */
struct hgw_markdown_line {
    struct hgw_markdown_span text; /* without white space at either end */
    size_t
        indent; /* white space before it, in columns, as far as the list items around it do not ask for it */
    bool lazy;  /* a quote or item around it is not repeated on this line */
};

struct hgw_markdown_lines {
    struct hgw_markdown_line *items; /* owned by whoever holds the list; freed with free() */
    size_t count, capacity;
};

/* A place in the source that only goes forward. */
struct hgw_markdown_source {
    const char *bytes; /* good UTF-8 */
    size_t length;     /* bytes */
    size_t offset;     /* where line `line` starts */
    size_t line;       /* from 1 */
};

/* Cuts the lines of a PARAGRAPH or HEADING node into `lines`, replacing what was there, and moves `source` to
 * its first line. Nodes must be given in the order of the text. */
void hgw_markdown_cut(struct hgw_markdown_source *source, cmark_node *node, struct hgw_markdown_lines *lines);

/* The number of columns of a delimiter row (| --- | :-: |), 0 when it is none. With `columns`, their
 * alignment is written there. */
size_t hgw_markdown_delimiters(const struct hgw_markdown_span *line, struct hgw_markdown_column *columns);

/* The number of cells of a row. */
size_t hgw_markdown_cell_count(const struct hgw_markdown_span *line);

/* Takes the next cell off `rest`, without white space at either end; false when there is none. `first`: rest
 * is the whole line, which may begin with a pipe. */
bool hgw_markdown_next_cell(struct hgw_markdown_span *rest, bool first, struct hgw_markdown_span *cell);

/* True for a line that cannot be a row, where the table therefore ends: one without cells, or one that begins
 * another block once it is no longer the continuation of a paragraph. */
bool hgw_markdown_ends_table(const struct hgw_markdown_line *line);

#endif
