#include "document/document.h"

#include "base/file.h"
#include "document/markdown.h"
#include "xml/xml_text.h"

#include <ctype.h>

struct html_writer {
    struct buf *out;
    cmark_iter *iter;
    struct markdown_table table; /* the one around the current node */
    size_t column;               /* of its current cell, from 0 */
    cmark_node *head;            /* the cell that names this column */
};

static void add_attribute(struct buf *out, const char *name, const char *value) {
    if (!value || !*value)
        return;
    buf_add_char(out, ' ');
    buf_add_string(out, name);
    buf_add_string(out, "=\"");
    xml_add_text(out, value);
    buf_add_char(out, '"');
}

/* --- tables --- */

static void begin_cell(struct html_writer *w, bool header) {
    static const char *const classes[2][ALIGNS] = {
        {"", " class=\"links\"", " class=\"rechts\"", " class=\"midden\""},
        {" class=\"kort\"", " class=\"links kort\"", " class=\"rechts kort\"", " class=\"midden kort\""}};
    enum { NAME_MAX_BYTES = 60 }; /* a longer name is no name to repeat at every cell */
    const struct markdown_column *column = &w->table.column[w->column];
    struct buf name = BUF_EMPTY;
    unsigned dashes = 0;
    buf_add_string(w->out, header ? "<th scope=\"col\"" : "<td");
    buf_add_string(w->out, classes[markdown_stays_whole(column)][column->align]);
    /* a column to fill in by hand gets the part of the page that its dashes are of all dashes */
    for (size_t i = 0; i < w->table.column_count; i++)
        dashes += w->table.column[i].dashes;
    if (header && dashes > 0 && markdown_is_form(&w->table) && column->body == 0)
        buf_printf(w->out, " style=\"width: %u%%\"", column->dashes * 100 / dashes);
    /* on the screen of a phone the style puts the cells of a row below each other: so each says what its column is
     * called */
    markdown_plain_text(w->head, &name);
    if (!header && name.length <= NAME_MAX_BYTES)
        add_attribute(w->out, "data-kop", name.data);
    buf_free(&name);
    buf_add_char(w->out, '>');
}

/* --- pictures --- */

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

static long pixels(double millimetres) {
    long value = (long)(millimetres * 96 / 25.4 + 0.5);
    return value < 1 ? 1 : value;
}

static void add_image(struct html_writer *w, cmark_node *node) {
    struct buf words = BUF_EMPTY;
    const struct picture *picture = cmark_node_get_user_data(node);
    buf_printf(w->out, "<img width=\"%ld\" height=\"%ld\" alt=\"", pixels(picture->width), pixels(picture->height));
    markdown_plain_text(node, &words);
    xml_add(w->out, words.data, words.length);
    buf_free(&words);
    buf_add_char(w->out, '"');
    add_attribute(w->out, "title", cmark_node_get_title(node));
    buf_printf(w->out, " src=\"data:%s;base64,", picture->media_type);
    add_base64(w->out, &picture->bytes);
    buf_add_string(w->out, "\">");
    cmark_iter_reset(w->iter, node, CMARK_EVENT_EXIT); /* what is inside is written */
}

/* --- the walk --- */

/* The paragraphs of a tight list are not marked as such: that is how browsers keep its items together. */
static bool is_bare(cmark_node *paragraph) {
    return cmark_node_get_list_tight(cmark_node_parent(cmark_node_parent(paragraph)));
}

static void begin_node(struct html_writer *w, cmark_node *node, size_t type) {
    struct buf *out = w->out;
    if (type == CMARK_NODE_PARAGRAPH)
        buf_add_string(out, is_bare(node) ? "" : "<p>");
    else if (type == CMARK_NODE_HEADING)
        buf_printf(out, "<h%d>", cmark_node_get_heading_level(node));
    else if (type == CMARK_NODE_LIST && cmark_node_get_list_type(node) != CMARK_ORDERED_LIST)
        buf_add_string(out, "<ul>\n");
    else if (type == CMARK_NODE_LIST && cmark_node_get_list_start(node) == 1)
        buf_add_string(out, "<ol>\n");
    else if (type == CMARK_NODE_LIST)
        buf_printf(out, "<ol start=\"%d\">\n", cmark_node_get_list_start(node));
    else if (type == MARKDOWN_TABLE) {
        markdown_measure(&w->table, node);
        buf_add_string(out, markdown_is_form(&w->table) ? "<table class=\"invullen\">\n" : "<table>\n");
    } else if (type == MARKDOWN_ROW) {
        buf_add_string(out, cmark_node_previous(node) ? "<tr>\n" : "<thead>\n<tr>\n");
        w->column = 0;
        w->head = cmark_node_first_child(cmark_node_first_child(cmark_node_parent(node)));
    } else if (type == MARKDOWN_CELL)
        begin_cell(w, markdown_in_header(node));
    else if (type == CMARK_NODE_IMAGE)
        add_image(w, node);
    else if (type == CMARK_NODE_LINK) {
        buf_add_string(out, "<a href=\"");
        xml_add_address(out, cmark_node_get_url(node));
        buf_add_char(out, '"');
        add_attribute(out, "title", cmark_node_get_title(node));
        buf_add_string(out, " rel=\"noreferrer\">");
    }
}

static void end_node(struct html_writer *w, cmark_node *node, size_t type) {
    struct buf *out = w->out;
    if (type == CMARK_NODE_PARAGRAPH)
        buf_add_string(out, is_bare(node) ? "\n" : "</p>\n");
    else if (type == CMARK_NODE_HEADING)
        buf_printf(out, "</h%d>\n", cmark_node_get_heading_level(node));
    else if (type == CMARK_NODE_LIST)
        buf_add_string(out, cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "</ol>\n" : "</ul>\n");
    else if (type == MARKDOWN_TABLE) /* the header row opened the group of the others, when there are any */
        buf_add_string(out, cmark_node_next(cmark_node_first_child(node)) ? "</tbody>\n</table>\n" : "</table>\n");
    else if (type == MARKDOWN_ROW) {
        bool header = !cmark_node_previous(node);
        buf_add_string(out, header ? "</tr>\n</thead>\n" : "</tr>\n");
        buf_add_string(out, header && cmark_node_next(node) ? "<tbody>\n" : "");
    } else if (type == MARKDOWN_CELL) {
        buf_add_string(out, markdown_in_header(node) ? "</th>\n" : "</td>\n");
        w->column++;
        w->head = cmark_node_next(w->head);
    }
}

/* What is written before and after what a node holds, when it is always the same. */
static const struct {
    const char *before, *after;
} tags[MARKDOWN_TYPES] = {
    [CMARK_NODE_BLOCK_QUOTE] = {"<blockquote>\n", "</blockquote>\n"},
    [CMARK_NODE_ITEM] = {"<li>", "</li>\n"},
    [CMARK_NODE_CODE_BLOCK] = {"<pre><code>", "</code></pre>\n"},
    [CMARK_NODE_THEMATIC_BREAK] = {"<hr>\n", NULL},
    [CMARK_NODE_SOFTBREAK] = {"\n", NULL},
    [CMARK_NODE_LINEBREAK] = {"<br>\n", NULL},
    [CMARK_NODE_CODE] = {"<code>", "</code>"},
    [CMARK_NODE_EMPH] = {"<em>", "</em>"},
    [CMARK_NODE_STRONG] = {"<strong>", "</strong>"},
    [CMARK_NODE_LINK] = {NULL, "</a>"},
};

/* cmark leaves only nodes that can hold others; the others are texts, or nothing but their tags. */
static void walk(struct html_writer *w) {
    for (cmark_event_type event; (event = cmark_iter_next(w->iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(w->iter);
        size_t type = markdown_type(node);
        const char *literal = cmark_node_get_literal(node);
        (event == CMARK_EVENT_ENTER ? begin_node : end_node)(w, node, type);
        buf_add_string(w->out, event == CMARK_EVENT_ENTER ? tags[type].before : tags[type].after);
        if (literal) {
            xml_add_text(w->out, literal);
            buf_add_string(w->out, tags[type].after);
        }
    }
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

static void add_meta(struct buf *out, const char *name, const char *content) {
    if (!content || !*content)
        return;
    buf_printf(out, "<meta name=\"%s\"", name);
    add_attribute(out, "content", content);
    buf_add_string(out, ">\n");
}

/* The style sheet, which must not be able to end its own element. */
static bool read_style(struct buf *style, const struct document *document, struct error *error) {
    char *path = datadir_find(document->datadir, "templates/html/stijl.css", error);
    bool ok = path && file_read(path, 1024 * 1024, style, error);
    if (ok && style->length > 0 && memmem(style->data, style->length, "</", 2))
        ok = error_at(error, ERROR_DATA, path, 0, 0, _("in deze stijl mag geen \"</\" staan"));
    free(path);
    return ok;
}

bool html_write(struct markdown *markdown, const struct document *document, struct buf *out, struct warnings *warnings,
                struct error *error) {
    struct html_writer w = {.out = out};
    struct pictures pictures = {0};
    struct buf style = BUF_EMPTY;
    char *title = markdown_document_title(markdown);
    bool ok = read_style(&style, document, error);
    if (ok) {
        document_resolve(markdown, document, &pictures, warnings);
        buf_add_string(out, "<!DOCTYPE html>\n<html lang=\"nl-BE\">\n<head>\n<meta charset=\"utf-8\">\n"
                            "<meta http-equiv=\"Content-Security-Policy\" "
                            "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
                            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        xml_add_text(out, title);
        buf_add_string(out, "</title>\n");
        add_meta(out, "description", document->subject);
        add_meta(out, "author", document->creator);
        add_meta(out, "keywords", document->keywords);
        add_meta(out, "dcterms.date", document->date);
        add_meta(out, "generator", "hgw/" HGW_VERSION);
        buf_add_string(out, "<style>\n");
        buf_add(out, style.data, style.length);
        buf_add_string(out, "@page {\n  @bottom-left { content: "); /* the foot of every page on paper */
        add_css_string(out, title);
        buf_add_string(out, "; }\n  @bottom-center { content: ");
        add_css_string(out, document->footer);
        buf_printf(out, "; }\n}\n</style>\n</head>\n<body%s>\n<main>\n", document->large ? " class=\"groot\"" : "");
        w.iter = cmark_iter_new(markdown->root);
        walk(&w);
        cmark_iter_free(w.iter);
        buf_add_string(out, "</main>\n<footer>\n<p>");
        xml_add_text(out, title);
        buf_add_string(out, "<br>\n<strong>");
        xml_add_text(out, document->footer);
        buf_add_string(out, "</strong></p>\n</footer>\n</body>\n</html>\n");
        pictures_free(&pictures);
        printable_make(out, PRINTABLE_DOCUMENT); /* what character references stood for */
    }
    buf_free(&style);
    free(title);
    markdown_free(markdown);
    return ok;
}
