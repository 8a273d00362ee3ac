/* odt_content_writer: what the parts of odt_content share while they walk the tree. Only for odt_content*.c.
 */
#ifndef HGW_RENDER_ODT_CONTENT_WRITER_H
#define HGW_RENDER_ODT_CONTENT_WRITER_H

#include "render/odt_content.h"

/* LibreOffice has ten levels of lists. The items of deeper lists are written as items of the tenth. */
enum { HGW_ODT_LIST_LEVELS = 10 };

/* How the element of a list item stands in the XML. */
enum hgw_odt_item {
    HGW_ODT_ITEM_CLOSED,
    HGW_ODT_ITEM_OPEN,  /* text:list-item */
    HGW_ODT_ITEM_AGAIN, /* text:list-header: what follows in the item after a table, without a second label */
};

struct hgw_odt_list {
    bool ordered;
    bool open;              /* text:list is open in the XML */
    bool counting;          /* the word processor can count on from an item before */
    bool empty;             /* nothing stands in the item yet */
    enum hgw_odt_item item; /* the item that is open */
    int next;               /* number of the next item, in an ordered list */
};

struct hgw_odt_writer {
    struct hgw_buf *out;
    const struct hgw_markdown *markdown;
    const struct hgw_document *document;
    const struct hgw_odt_page *page;
    struct hgw_pictures *pictures;
    struct hgw_warnings *warnings;
    cmark_iter *iter;
    cmark_node *title; /* the heading that gets the style Title, or NULL */

    size_t list_depth;                              /* lists around the current node */
    struct hgw_odt_list lists[HGW_ODT_LIST_LEVELS]; /* the outermost list_depth of them */
    size_t quote_depth;                             /* quotes around the current node */

    const struct hgw_markdown_table *table; /* the table around the current node, or NULL */
    double table_lines;                     /* how many lines its longest cells are high */
    size_t column;                          /* column of the current cell, from 0 */
    size_t letters;                         /* bytes of text in the current cell */
    size_t row_style;                       /* where in `out` the style of the current row ends */
    bool row_is_long;                       /* the current row may break over pages */

    size_t emphasis, strong, link; /* how many of these are around the current inline */
    bool link_open;                /* text:a is open: the target of the outermost link may be passed on */
    const char *first_style;       /* its style, once it is written and page->master_page is set */
    bool first;                    /* nothing is written yet: the first block chooses the master page */
    size_t frames;                 /* pictures written so far */
    bool html_said;                /* the warning about HTML is given */

    size_t spaces;    /* spaces read but not written yet */
    bool after_space; /* what is written ends in white space, or nothing is: a space here would be lost */
};

/* ---- text (odt_content_text.c) */

/* Adds three strings: a tag with a name or a style in it. Quicker than printf, and this is written for every
 * paragraph and cell. */
void hgw_odt_put(struct hgw_odt_writer *writer, const char *before, const char *value, const char *after);

/* Begins a text:p or text:h whose content follows: nothing stands before it. */
void hgw_odt_text_start(struct hgw_odt_writer *writer);

/* Adds text: escaped, every space and tab kept, white space elsewhere made a space. */
void hgw_odt_text_add(struct hgw_odt_writer *writer, const char *bytes, size_t length);

/* The same with line ends kept as text:line-break. */
void hgw_odt_text_add_lines(struct hgw_odt_writer *writer, const char *bytes, size_t length);

/* Writes the spaces that wait, before a tag inside the paragraph. */
void hgw_odt_text_flush(struct hgw_odt_writer *writer);

/* Adds a text:line-break. */
void hgw_odt_text_break(struct hgw_odt_writer *writer);

/* Writes the spaces that wait at the end of the paragraph, where a plain one would be lost. */
void hgw_odt_text_end(struct hgw_odt_writer *writer);

/* ---- lists (odt_content_list.c) */

void hgw_odt_list_enter(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_list_leave(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_item_enter(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_item_leave(struct hgw_odt_writer *writer, cmark_node *node);

/* Before a paragraph or heading: opens the lists around it again, where a table closed them. */
void hgw_odt_lists_resume(struct hgw_odt_writer *writer);

/* Before a table: closes the lists around it, since a list item cannot hold a table. */
void hgw_odt_lists_suspend(struct hgw_odt_writer *writer);

/* ---- inlines (odt_content_inline.c) */

void hgw_odt_text_node(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_softbreak(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_linebreak(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_code(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_html(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_emphasis_enter(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_emphasis_leave(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_strong_enter(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_strong_leave(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_link_enter(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_link_leave(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_image(struct hgw_odt_writer *writer, cmark_node *node);

/* ---- tables (odt_content_table.c) */

void hgw_odt_part_enter(struct hgw_odt_writer *writer, cmark_node *node);
void hgw_odt_part_leave(struct hgw_odt_writer *writer, cmark_node *node);

/* Adds the automatic styles for the widths of the columns of all tables. */
void hgw_odt_column_styles(const struct hgw_markdown *markdown, const struct hgw_odt_page *page,
                           struct hgw_buf *out);

/* The width of the current cell, in millimetres; outside a table that of the page. */
double hgw_odt_room(const struct hgw_odt_writer *writer);

#endif
