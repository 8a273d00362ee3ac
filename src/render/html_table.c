/* The tables of a page. On the screen of a phone the style puts the cells of a row below each other: so each
 * cell says in data-kop what its column is called. */
#include "render/html_writer.h"
#include "render/xml_text.h"

#include <string.h>

typedef struct hgw_html_writer writer;
typedef void handler(writer *w, cmark_node *node);

enum { HEAD_MAX = 60 }; /* bytes: a longer name is no name to repeat at every cell */

static void put(writer *w, const char *text) {
    hgw_buf_add_string(w->out, text);
}

/* Keeps the names of the columns, those of the cells of the header row. */
static void keep_heads(writer *w, cmark_node *header_row) {
    hgw_buf_clear(&w->heads);
    for (cmark_node *cell = cmark_node_first_child(header_row); cell; cell = cmark_node_next(cell)) {
        size_t start = w->heads.length;
        hgw_markdown_plain_text(cell, &w->heads);
        if (w->heads.length - start > HEAD_MAX)
            w->heads.length = start;
        hgw_buf_add_char(&w->heads, '\0');
    }
}

static void table_enter(writer *w, cmark_node *node) {
    w->table = hgw_markdown_table(node);
    keep_heads(w, cmark_node_first_child(node));
    put(w, hgw_markdown_is_form(w->table) ? "<table class=\"invullen\">\n" : "<table>\n");
}

static void table_leave(writer *w, cmark_node *node) {
    /* the header row closes its own group, and opens that of the others when there are any */
    put(w, cmark_node_next(cmark_node_first_child(node)) ? "</tbody>\n</table>\n" : "</table>\n");
    w->table = NULL;
}

static void row_enter(writer *w, cmark_node *node) {
    put(w, hgw_markdown_part(node)->header ? "<thead>\n<tr>\n" : "<tr>\n");
    w->column = w->head = 0;
}

static void row_leave(writer *w, cmark_node *node) {
    put(w, "</tr>\n");
    if (hgw_markdown_part(node)->header)
        put(w, cmark_node_next(node) ? "</thead>\n<tbody>\n" : "</thead>\n");
}

/* A column to fill in by hand gets the part of the page that its dashes are of all dashes. */
static void add_width(writer *w) {
    unsigned dashes = 0;
    if (!hgw_markdown_is_form(w->table) || w->table->column[w->column].body > 0)
        return;
    for (size_t i = 0; i < w->table->column_count; i++)
        dashes += w->table->column[i].dashes;
    if (dashes > 0)
        hgw_buf_printf(w->out, " style=\"width: %u%%\"", w->table->column[w->column].dashes * 100 / dashes);
}

static void add_head(writer *w) {
    const char *head = w->heads.data + w->head;
    if (!*head)
        return;
    put(w, " data-kop=\"");
    hgw_xml_add_text(w->out, head);
    put(w, "\"");
}

static void cell_enter(writer *w, cmark_node *node) {
    static const char *const classes[HGW_ALIGNS] = {"", "links", "midden", "rechts"};
    const struct hgw_markdown_part *part = hgw_markdown_part(node);
    bool whole = hgw_markdown_stays_whole(&w->table->column[w->column]);
    put(w, part->header ? "<th scope=\"col\"" : "<td");
    if (part->align || whole)
        hgw_buf_printf(w->out, " class=\"%s%s%s\"", classes[part->align], part->align && whole ? " " : "",
                       whole ? "kort" : "");
    (part->header ? add_width : add_head)(w);
    put(w, ">");
}

static void cell_leave(writer *w, cmark_node *node) {
    put(w, hgw_markdown_part(node)->header ? "</th>\n" : "</td>\n");
    w->column++;
    w->head += strlen(w->heads.data + w->head) + 1;
}

static const struct {
    handler *enter, *leave;
} parts[HGW_MARKDOWN_KINDS] = {
    [HGW_MARKDOWN_TABLE] = {table_enter, table_leave},
    [HGW_MARKDOWN_ROW] = {row_enter, row_leave},
    [HGW_MARKDOWN_CELL] = {cell_enter, cell_leave},
};

void hgw_html_part_enter(writer *w, cmark_node *node) {
    parts[hgw_markdown_part(node)->kind].enter(w, node);
}

void hgw_html_part_leave(writer *w, cmark_node *node) {
    parts[hgw_markdown_part(node)->kind].leave(w, node);
}
