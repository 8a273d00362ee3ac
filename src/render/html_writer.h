/* html_writer: what html.c, html_table.c and html_picture.c share. */
#ifndef HGW_RENDER_HTML_WRITER_H
#define HGW_RENDER_HTML_WRITER_H

#include "render/html.h"
#include "render/markdown.h"
#include "render/picture.h"

/* Deeper quotes and lists look like those of this depth: browsers have limits of their own. */
enum { HGW_HTML_DEPTH = 10 };

struct hgw_html_writer {
    struct hgw_buf *out;
    const struct hgw_document *document;
    struct hgw_pictures *pictures;
    struct hgw_warnings *warnings;
    cmark_iter *iter;
    size_t quotes, lists;          /* how many are around the current node */
    size_t emphasis, strong, link; /* the same for inlines */
    bool link_open;                /* <a> is open: the target of the outermost link may be passed on */
    const struct hgw_markdown_table *table; /* the one around the current node, or NULL */
    size_t column;                          /* of its current cell, from 0 */
    struct hgw_buf heads;                   /* the names of its columns, a NUL after each. Owned. */
    size_t head;                            /* where in `heads` that of the current cell begins */
    bool html_said;                         /* the warning about HTML is given */
};

/* Writes an IMAGE node: the picture as a data: address, or its alternative text. */
void hgw_html_image(struct hgw_html_writer *writer, cmark_node *node);

/* Write the begin and the end of a CUSTOM_BLOCK node: a table, a row or a cell. */
void hgw_html_part_enter(struct hgw_html_writer *writer, cmark_node *node);
void hgw_html_part_leave(struct hgw_html_writer *writer, cmark_node *node);

#endif
