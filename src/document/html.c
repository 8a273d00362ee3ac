#include "document/document.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/printable.h"
#include "document/markdown.h"
#include "document/picture.h"
#include "xml/xml_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct html_writer {
    struct buf *out;
    cmark_iter *iter;
    struct pictures pictures;
    struct markdown_table table; /* the one around the current node */
    size_t column;               /* of its current cell, from 0 */
    struct buf heads;            /* the names of its columns, a NUL after each. Owned. */
    size_t head;                 /* where in `heads` that of the current cell begins */
};

typedef void handler(struct html_writer *w, cmark_node *node);

static void add_attribute(struct buf *out, const char *name, const char *value) {
    if (!value || !*value)
        return;
    buf_printf(out, " %s=\"", name);
    xml_add_text(out, value);
    buf_add_char(out, '"');
}

/* The words in a node, escaped. */
static void add_plain_text(struct buf *out, cmark_node *node) {
    struct buf words = BUF_EMPTY;
    markdown_plain_text(node, &words);
    xml_add(out, words.data, words.length);
    buf_free(&words);
}

/* --- blocks --- */

/* The paragraphs of a tight list are not marked as such: that is how browsers keep its items together. */
static bool is_bare(cmark_node *paragraph) {
    cmark_node *item = cmark_node_parent(paragraph);
    return cmark_node_get_type(item) == CMARK_NODE_ITEM && cmark_node_get_list_tight(cmark_node_parent(item));
}

static void paragraph_enter(struct html_writer *w, cmark_node *node) {
    buf_add_string(w->out, is_bare(node) ? "" : "<p>");
}

static void paragraph_leave(struct html_writer *w, cmark_node *node) {
    buf_add_string(w->out, is_bare(node) ? "\n" : "</p>\n");
}

static void heading_enter(struct html_writer *w, cmark_node *node) {
    buf_printf(w->out, "<h%d>", cmark_node_get_heading_level(node));
}

static void heading_leave(struct html_writer *w, cmark_node *node) {
    buf_printf(w->out, "</h%d>\n", cmark_node_get_heading_level(node));
}

static void list_enter(struct html_writer *w, cmark_node *node) {
    if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST)
        buf_add_string(w->out, "<ul>\n");
    else if (cmark_node_get_list_start(node) == 1)
        buf_add_string(w->out, "<ol>\n");
    else
        buf_printf(w->out, "<ol start=\"%d\">\n", cmark_node_get_list_start(node));
}

static void list_leave(struct html_writer *w, cmark_node *node) {
    buf_add_string(w->out, cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "</ol>\n" : "</ul>\n");
}

static void link_enter(struct html_writer *w, cmark_node *node) {
    buf_add_string(w->out, "<a href=\"");
    xml_add_address(w->out, cmark_node_get_url(node));
    buf_add_char(w->out, '"');
    add_attribute(w->out, "title", cmark_node_get_title(node));
    buf_add_string(w->out, " rel=\"noreferrer\">");
}

/* --- tables --- */

enum { HEAD_MAX = 60 }; /* bytes: a longer name is no name to repeat at every cell */

/* On the screen of a phone the style puts the cells of a row below each other: so each cell says in data-kop what its
 * column is called. */
static void table_enter(struct html_writer *w, cmark_node *node) {
    markdown_measure(&w->table, node);
    buf_clear(&w->heads);
    for (cmark_node *cell = cmark_node_first_child(cmark_node_first_child(node)); cell; cell = cmark_node_next(cell)) {
        size_t start = w->heads.length;
        markdown_plain_text(cell, &w->heads);
        if (w->heads.length - start > HEAD_MAX)
            w->heads.length = start;
        buf_add_char(&w->heads, '\0');
    }
    buf_add_string(w->out, markdown_is_form(&w->table) ? "<table class=\"invullen\">\n" : "<table>\n");
}

static void table_leave(struct html_writer *w, cmark_node *node) {
    /* the header row closes its own group, and opens that of the others when there are any */
    buf_add_string(w->out, cmark_node_next(cmark_node_first_child(node)) ? "</tbody>\n</table>\n" : "</table>\n");
}

static void row_enter(struct html_writer *w, cmark_node *node) {
    buf_add_string(w->out, cmark_node_previous(node) ? "<tr>\n" : "<thead>\n<tr>\n");
    w->column = w->head = 0;
}

static void row_leave(struct html_writer *w, cmark_node *node) {
    buf_add_string(w->out, "</tr>\n");
    if (!cmark_node_previous(node))
        buf_add_string(w->out, cmark_node_next(node) ? "</thead>\n<tbody>\n" : "</thead>\n");
}

/* A column to fill in by hand gets the part of the page that its dashes are of all dashes. */
static void add_width(struct html_writer *w) {
    unsigned dashes = 0;
    for (size_t i = 0; i < w->table.column_count; i++)
        dashes += w->table.column[i].dashes;
    if (markdown_is_form(&w->table) && w->table.column[w->column].body == 0)
        buf_printf(w->out, " style=\"width: %u%%\"", w->table.column[w->column].dashes * 100 / dashes);
}

static void cell_enter(struct html_writer *w, cmark_node *node) {
    static const char *const classes[ALIGNS] = {"", "links", "rechts", "midden"};
    const struct markdown_column *column = &w->table.column[w->column];
    bool header = markdown_in_header(node), whole = markdown_stays_whole(column);
    buf_add_string(w->out, header ? "<th scope=\"col\"" : "<td");
    if (column->align || whole)
        buf_printf(w->out, " class=\"%s%s%s\"", classes[column->align], column->align && whole ? " " : "",
                   whole ? "kort" : "");
    if (header)
        add_width(w);
    else
        add_attribute(w->out, "data-kop", w->heads.data + w->head);
    buf_add_char(w->out, '>');
}

static void cell_leave(struct html_writer *w, cmark_node *node) {
    buf_add_string(w->out, markdown_in_header(node) ? "</th>\n" : "</td>\n");
    w->column++;
    w->head += strlen(w->heads.data + w->head) + 1;
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

static void image(struct html_writer *w, cmark_node *node) {
    const struct picture *picture = &w->pictures.items[(size_t)cmark_node_get_user_data(node)];
    buf_printf(w->out, "<img width=\"%ld\" height=\"%ld\" alt=\"", pixels(picture->width), pixels(picture->height));
    add_plain_text(w->out, node);
    buf_add_char(w->out, '"');
    add_attribute(w->out, "title", cmark_node_get_title(node));
    buf_printf(w->out, " src=\"data:%s;base64,", picture->media_type);
    add_base64(w->out, &picture->bytes);
    buf_add_string(w->out, "\">");
    cmark_iter_reset(w->iter, node, CMARK_EVENT_EXIT); /* what is inside is written */
}

/* --- the walk --- */

/* One row for each type of node: what is written before and after what it holds, or who does that. */
static const struct {
    const char *before, *after;
    handler *enter, *leave;
} tags[MARKDOWN_TYPES] = {
    [CMARK_NODE_PARAGRAPH] = {.enter = paragraph_enter, .leave = paragraph_leave},
    [CMARK_NODE_HEADING] = {.enter = heading_enter, .leave = heading_leave},
    [CMARK_NODE_BLOCK_QUOTE] = {.before = "<blockquote>\n", .after = "</blockquote>\n"},
    [CMARK_NODE_LIST] = {.enter = list_enter, .leave = list_leave},
    [CMARK_NODE_ITEM] = {.before = "<li>", .after = "</li>\n"},
    [CMARK_NODE_CODE_BLOCK] = {.before = "<pre><code>", .after = "</code></pre>\n"},
    [CMARK_NODE_THEMATIC_BREAK] = {.before = "<hr>\n"},
    [MARKDOWN_TABLE] = {.enter = table_enter, .leave = table_leave},
    [MARKDOWN_ROW] = {.enter = row_enter, .leave = row_leave},
    [MARKDOWN_CELL] = {.enter = cell_enter, .leave = cell_leave},
    [CMARK_NODE_SOFTBREAK] = {.before = "\n"},
    [CMARK_NODE_LINEBREAK] = {.before = "<br>\n"},
    [CMARK_NODE_CODE] = {.before = "<code>", .after = "</code>"},
    [CMARK_NODE_EMPH] = {.before = "<em>", .after = "</em>"},
    [CMARK_NODE_STRONG] = {.before = "<strong>", .after = "</strong>"},
    [CMARK_NODE_LINK] = {.after = "</a>", .enter = link_enter},
    [CMARK_NODE_IMAGE] = {.enter = image},
};

/* cmark leaves only nodes that can hold others; the others are texts, or nothing but their tags. */
static void walk(struct html_writer *w) {
    for (cmark_event_type event; (event = cmark_iter_next(w->iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(w->iter);
        size_t type = markdown_type(node);
        const char *literal = cmark_node_get_literal(node);
        handler *handle = event == CMARK_EVENT_ENTER ? tags[type].enter : tags[type].leave;
        const char *tag = event == CMARK_EVENT_ENTER ? tags[type].before : tags[type].after;
        if (handle)
            handle(w, node);
        else
            buf_add_string(w->out, tag);
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

/* What stands at the foot of every page on paper. */
static void add_page_foot(struct buf *out, const struct document *document, const char *title) {
    buf_add_string(out, "@page {\n  @bottom-left { content: ");
    add_css_string(out, title);
    buf_add_string(out, "; }\n  @bottom-center { content: ");
    add_css_string(out, document->footer ? document->footer : "");
    buf_add_string(out, "; }\n}\n");
}

static void add_meta(struct buf *out, const char *name, const char *content) {
    if (!content || !*content)
        return;
    buf_printf(out, "<meta name=\"%s\"", name);
    add_attribute(out, "content", content);
    buf_add_string(out, ">\n");
}

/* The style sheet, which must not be able to end its own element. */
static bool add_style(struct buf *out, const struct document *document, struct error *error) {
    struct buf style = BUF_EMPTY;
    char *path = datadir_find(document->datadir, "templates/html/stijl.css", error);
    bool ok = path && file_read(path, 1024 * 1024, &style, error);
    if (ok && style.length > 0 && memmem(style.data, style.length, "</", 2))
        ok = error_at(error, ERROR_DATA, path, 0, 0, _("in deze stijl mag geen \"</\" staan"));
    if (ok)
        buf_add(out, style.data, style.length);
    buf_free(&style);
    free(path);
    return ok;
}

static bool add_head(struct buf *out, const struct document *document, const char *title, struct error *error) {
    buf_add_string(out, "<!DOCTYPE html>\n<html");
    add_attribute(out, "lang", document->lang ? document->lang : "nl-BE");
    buf_add_string(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
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
    if (!add_style(out, document, error))
        return false;
    add_page_foot(out, document, title);
    buf_printf(out, "</style>\n</head>\n<body%s>\n<main>\n", document->large ? " class=\"groot\"" : "");
    return true;
}

static void add_foot(struct buf *out, const struct document *document, const char *title) {
    buf_add_string(out, "</main>\n<footer>\n<p>");
    xml_add_text(out, title);
    if (document->footer && *document->footer) {
        buf_add_string(out, "<br>\n<strong>");
        xml_add_text(out, document->footer);
        buf_add_string(out, "</strong>");
    }
    buf_add_string(out, "</p>\n</footer>\n</body>\n</html>\n");
}

bool html_write(struct markdown *markdown, const struct document *document, struct buf *out, struct warnings *warnings,
                struct error *error) {
    char *title = markdown_document_title(markdown, document->title);
    bool ok = add_head(out, document, title, error);
    if (ok) {
        struct html_writer w = {.out = out};
        document_resolve(markdown, document, &w.pictures, warnings);
        w.iter = cmark_iter_new(markdown->root);
        walk(&w);
        cmark_iter_free(w.iter);
        buf_free(&w.heads);
        pictures_free(&w.pictures);
        add_foot(out, document, title);
        printable_make(out, PRINTABLE_DOCUMENT); /* what character references stood for */
    }
    free(title);
    markdown_free(markdown);
    return ok;
}
