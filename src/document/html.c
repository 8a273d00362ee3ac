#include "document/document.h"

#include "base/memory.h"
#include "document/markdown.h"
#include "xml/xml_text.h"

#include <ctype.h>
#include <math.h>

static void add_attribute(struct buf *out, const char *name, const char *value) {
    if (!value || !*value)
        return;
    buf_printf(out, " %s=\"", name);
    xml_add_string(out, value);
    buf_add_char(out, '"');
}

/* --- what cmark does not write: tables and pictures become its custom nodes, which are written as they say --- */

static void set_tags(cmark_node *node, const char *before, const char *after) {
    cmark_node_set_on_enter(node, before);
    cmark_node_set_on_exit(node, after);
}

/* Puts a node that is written as `before` in the place of another; with `after` it holds the same. */
static void replace(cmark_node *old, const char *before, const char *after) {
    cmark_node *node = mem_cmark_node(CMARK_NODE_CUSTOM_INLINE);
    set_tags(node, before, after);
    for (cmark_node *child; after && (child = cmark_node_first_child(old));)
        cmark_node_append_child(node, child);
    cmark_node_replace(old, node);
    cmark_node_free(old);
}

/* A cell of a column, or the head that names it. */
static void tag_cell(cmark_node *cell, cmark_node *head, const struct markdown_table *table, size_t number) {
    static const char *const classes[2][ALIGNS] = {
        {"", " class=\"links\"", " class=\"rechts\"", " class=\"midden\""},
        {" class=\"kort\"", " class=\"links kort\"", " class=\"rechts kort\"", " class=\"midden kort\""}};
    enum { NAME_MAX_BYTES = 60 }; /* a longer name is no name to repeat at every cell */
    const struct markdown_column *column = &table->column[number];
    AUTO(buf_free) struct buf tag = BUF_EMPTY, name = BUF_EMPTY;
    buf_add_string(&tag, cell == head ? "<th scope=\"col\"" : "<td");
    buf_add_string(&tag, classes[column->whole][column->align]);
    /* a column to fill in by hand gets the part of the page that its dashes are of all dashes */
    if (cell == head && table->form && column->body == 0)
        buf_printf(&tag, " style=\"width: %u%%\"", column->dashes * 100 / table->dashes);
    /* on the screen of a phone the style puts the cells of a row below each other: so each says what its column is
     * called */
    markdown_plain_text(head, &name);
    if (cell != head && name.length <= NAME_MAX_BYTES)
        add_attribute(&tag, "data-kop", name.data);
    buf_add_char(&tag, '>');
    replace(cell, tag.data, cell == head ? "</th>\n" : "</td>\n");
}

static void tag_table(cmark_node *node) {
    struct markdown_table table;
    cmark_node *header = cmark_node_first_child(node);
    markdown_measure(&table, node);
    bool rows = cmark_node_next(header);
    set_tags(node, table.form ? "<table class=\"invullen\">" : "<table>", rows ? "</tbody>\n</table>" : "</table>");
    for (cmark_node *row = cmark_node_last_child(node); row; row = cmark_node_previous(row)) {
        cmark_node *cell = cmark_node_first_child(row), *head = cmark_node_first_child(header);
        for (size_t i = 0; cell; i++) {
            cmark_node *next = cmark_node_next(cell), *next_head = cmark_node_next(head);
            tag_cell(cell, head, &table, i);
            cell = next;
            head = next_head;
        }
        set_tags(row, "<tr>", "</tr>");
    }
    set_tags(header, "<thead>\n<tr>", rows ? "</tr>\n</thead>\n<tbody>" : "</tr>\n</thead>");
}

/* Base64 (RFC 4648 section 4). */
static void add_base64(struct buf *out, const struct buf *bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *in = (const unsigned char *)bytes->data;
    buf_reserve(out, bytes->length / 3 * 4 + 4);
    for (size_t i = 0; i < bytes->length; i += 3) {
        size_t left = bytes->length - i;
        unsigned group = (unsigned)in[i] << 16 | (left > 1 ? (unsigned)in[i + 1] << 8 : 0) | (left > 2 ? in[i + 2] : 0);
        char text[4] = {digits[group >> 18], digits[group >> 12 & 63], left > 1 ? digits[group >> 6 & 63] : '=',
                        left > 2 ? digits[group & 63] : '='};
        buf_add(out, text, sizeof text);
    }
}

static void tag_image(cmark_node *node) {
    AUTO(buf_free) struct buf tag = BUF_EMPTY, words = BUF_EMPTY;
    const struct picture *picture = cmark_node_get_user_data(node);
    const double inch = 25.4, pixels = 96; /* of a screen */
    buf_printf(&tag, "<img width=\"%.0f\" height=\"%.0f\" alt=\"", fmax(picture->width / inch * pixels, 1),
               fmax(picture->height / inch * pixels, 1));
    markdown_plain_text(node, &words);
    xml_add(&tag, words.data, words.length);
    buf_add_char(&tag, '"');
    add_attribute(&tag, "title", cmark_node_get_title(node));
    buf_printf(&tag, " src=\"data:%s;base64,", picture->media_type);
    add_base64(&tag, &picture->bytes);
    buf_add_string(&tag, "\" />");
    replace(node, tag.data, NULL);
}

static struct buf write_body(cmark_node *root) {
    for (cmark_node *node = root, *next; node; node = next) {
        size_t type = markdown_type(node);
        if (type == MARKDOWN_TABLE)
            tag_table(node);
        /* the items of a tight list are written without an end of their paragraphs: two would be one */
        if (type == CMARK_NODE_PARAGRAPH && cmark_node_get_type(cmark_node_next(node)) == CMARK_NODE_PARAGRAPH)
            cmark_node_set_list_tight(cmark_node_parent(cmark_node_parent(node)), 0);
        next = type == CMARK_NODE_IMAGE ? markdown_next_outside(node) : markdown_next(node);
        if (type == CMARK_NODE_IMAGE)
            tag_image(node);
    }
    char *body = mem_cmark_html(root);
    return (struct buf){body, strlen(body), strlen(body) + 1};
}

/* --- the page --- */

/* Adds a string of CSS: whatever is no letter or digit of ASCII, or a byte of another letter, is escaped (CSS
 * Syntax Level 3, 4.3.7), so that it can end neither the string nor the element. */
static void add_css_string(struct buf *out, const char *text) {
    buf_add_char(out, '"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == ' ' || c >= 0x80 || (c < 0x80 && isalnum(c)))
            buf_add_char(out, *text);
        else
            buf_printf(out, "\\%X ", c);
    }
    buf_add_char(out, '"');
}

bool html_write(struct markdown *markdown, const struct document *document, struct buf *out, struct error *error) {
    AUTO(pictures_free) struct pictures pictures = {0};
    AUTO(buf_free) struct buf foot = BUF_EMPTY; /* of every page on paper */
    AUTO(mem_free) char *title = markdown_document_title(markdown);
    document_resolve(markdown, document, &pictures);
    AUTO(buf_free) struct buf body = write_body(markdown->root);
    buf_add_string(&foot, "@bottom-left { content: ");
    add_css_string(&foot, title);
    buf_add_string(&foot, "; }");
    if (!document_fill(out, document, "templates/html/pagina.html", title, foot.data, &body, error))
        return false;
    printable_make(out, PRINTABLE_DOCUMENT); /* what character references stood for */
    return true;
}
