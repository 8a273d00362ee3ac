#include "document/html.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/printable.h"
#include "document/markdown.h"
#include "document/picture.h"
#include "xml/xml_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Deeper quotes and lists look like those of this depth: browsers have limits of their own. */
enum { DEPTH_MAX = 10 };

typedef struct {
    struct buf *out;
    const struct document *document;
    struct pictures *pictures;
    struct warnings *warnings;
    cmark_iter *iter;
    size_t quotes, lists;               /* how many are around the current node */
    size_t emphasis, strong, link;      /* the same for inlines */
    bool link_open;                     /* <a> is open: the target of the outermost link may be passed on */
    const struct markdown_table *table; /* the one around the current node, or NULL */
    size_t column;                      /* of its current cell, from 0 */
    struct buf heads;                   /* the names of its columns, a NUL after each. Owned. */
    size_t head;                        /* where in `heads` that of the current cell begins */
    bool html_said;                     /* the warning about HTML is given */
} writer;

typedef void handler(writer *w, cmark_node *node);

static void put(writer *w, const char *text) {
    buf_add_string(w->out, text);
}

/* ---- blocks */

/* The paragraphs of a tight list are not marked as such: that is how browsers keep its items together. */
static bool is_bare(cmark_node *paragraph) {
    cmark_node *item = cmark_node_parent(paragraph);
    return cmark_node_get_type(item) == CMARK_NODE_ITEM && cmark_node_get_list_tight(cmark_node_parent(item));
}

static void paragraph_enter(writer *w, cmark_node *node) {
    put(w, is_bare(node) ? "" : "<p>");
}

static void paragraph_leave(writer *w, cmark_node *node) {
    put(w, is_bare(node) ? "\n" : "</p>\n");
}

static void heading_enter(writer *w, cmark_node *node) {
    buf_printf(w->out, "<h%d>", cmark_node_get_heading_level(node));
}

static void heading_leave(writer *w, cmark_node *node) {
    buf_printf(w->out, "</h%d>\n", cmark_node_get_heading_level(node));
}

static void quote_enter(writer *w, cmark_node *node) {
    (void)node;
    if (w->quotes++ < DEPTH_MAX)
        put(w, "<blockquote>\n");
}

static void quote_leave(writer *w, cmark_node *node) {
    (void)node;
    if (--w->quotes < DEPTH_MAX)
        put(w, "</blockquote>\n");
}

static void list_enter(writer *w, cmark_node *node) {
    if (w->lists++ >= DEPTH_MAX)
        return;
    int start = cmark_node_get_list_start(node);
    if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST)
        put(w, "<ul>\n");
    else if (start == 1)
        put(w, "<ol>\n");
    else
        buf_printf(w->out, "<ol start=\"%d\">\n", start);
}

static void list_leave(writer *w, cmark_node *node) {
    if (--w->lists < DEPTH_MAX)
        put(w, cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "</ol>\n" : "</ul>\n");
}

/* Items of deeper lists become further items of the deepest one that is written. */
static void item_enter(writer *w, cmark_node *node) {
    (void)node;
    put(w, w->lists <= DEPTH_MAX ? "<li>" : "</li>\n<li>");
}

static void item_leave(writer *w, cmark_node *node) {
    (void)node;
    if (w->lists <= DEPTH_MAX)
        put(w, "</li>\n");
}

static void code_block(writer *w, cmark_node *node) {
    put(w, "<pre><code>");
    xml_add_text(w->out, cmark_node_get_literal(node));
    put(w, "</code></pre>\n");
}

static void thematic_break(writer *w, cmark_node *node) {
    (void)node;
    put(w, "<hr>\n");
}

/* ---- inlines */

static void text(writer *w, cmark_node *node) {
    xml_add_text(w->out, cmark_node_get_literal(node));
}

static void softbreak(writer *w, cmark_node *node) {
    (void)node;
    put(w, "\n");
}

static void linebreak(writer *w, cmark_node *node) {
    (void)node;
    put(w, "<br>\n");
}

static void code(writer *w, cmark_node *node) {
    put(w, "<code>");
    text(w, node);
    put(w, "</code>");
}

static void raw_html(writer *w, cmark_node *node) {
    if (!w->html_said)
        warnings_add(w->warnings, markdown_line(node), _("HTML in de tekst wordt weggelaten"));
    w->html_said = true;
}

static void emphasis_enter(writer *w, cmark_node *node) {
    (void)node;
    put(w, w->emphasis++ == 0 ? "<em>" : "");
}

static void emphasis_leave(writer *w, cmark_node *node) {
    (void)node;
    put(w, --w->emphasis == 0 ? "</em>" : "");
}

static void strong_enter(writer *w, cmark_node *node) {
    (void)node;
    put(w, w->strong++ == 0 ? "<strong>" : "");
}

static void strong_leave(writer *w, cmark_node *node) {
    (void)node;
    put(w, --w->strong == 0 ? "</strong>" : "");
}

static void add_attribute(struct buf *out, const char *name, const char *value) {
    if (!value || !*value)
        return;
    buf_printf(out, " %s=\"", name);
    xml_add_text(out, value);
    buf_add_char(out, '"');
}

static void link_enter(writer *w, cmark_node *node) {
    if (w->link++ > 0)
        return;
    w->link_open = markdown_check_link(node, w->warnings);
    if (!w->link_open)
        return;
    put(w, "<a href=\"");
    xml_add_address(w->out, cmark_node_get_url(node));
    put(w, "\"");
    add_attribute(w->out, "title", cmark_node_get_title(node));
    put(w, " rel=\"noreferrer\">");
}

static void link_leave(writer *w, cmark_node *node) {
    (void)node;
    if (--w->link > 0 || !w->link_open)
        return;
    put(w, "</a>");
    w->link_open = false;
}

/* ---- tables */

/* The tables of a page. On the screen of a phone the style puts the cells of a row below each other: so each
 * cell says in data-kop what its column is called. */

enum { HEAD_MAX = 60 }; /* bytes: a longer name is no name to repeat at every cell */

/* Keeps the names of the columns, those of the cells of the header row. */
static void keep_heads(writer *w, cmark_node *header_row) {
    buf_clear(&w->heads);
    for (cmark_node *cell = cmark_node_first_child(header_row); cell; cell = cmark_node_next(cell)) {
        size_t start = w->heads.length;
        markdown_plain_text(cell, &w->heads);
        if (w->heads.length - start > HEAD_MAX)
            w->heads.length = start;
        buf_add_char(&w->heads, '\0');
    }
}

static void table_enter(writer *w, cmark_node *node) {
    w->table = markdown_table(node);
    keep_heads(w, cmark_node_first_child(node));
    put(w, markdown_is_form(w->table) ? "<table class=\"invullen\">\n" : "<table>\n");
}

static void table_leave(writer *w, cmark_node *node) {
    /* the header row closes its own group, and opens that of the others when there are any */
    put(w, cmark_node_next(cmark_node_first_child(node)) ? "</tbody>\n</table>\n" : "</table>\n");
    w->table = NULL;
}

static void row_enter(writer *w, cmark_node *node) {
    put(w, markdown_part(node)->header ? "<thead>\n<tr>\n" : "<tr>\n");
    w->column = w->head = 0;
}

static void row_leave(writer *w, cmark_node *node) {
    put(w, "</tr>\n");
    if (markdown_part(node)->header)
        put(w, cmark_node_next(node) ? "</thead>\n<tbody>\n" : "</thead>\n");
}

/* A column to fill in by hand gets the part of the page that its dashes are of all dashes. */
static void add_width(writer *w) {
    unsigned dashes = 0;
    if (!markdown_is_form(w->table) || w->table->column[w->column].body > 0)
        return;
    for (size_t i = 0; i < w->table->column_count; i++)
        dashes += w->table->column[i].dashes;
    if (dashes > 0)
        buf_printf(w->out, " style=\"width: %u%%\"", w->table->column[w->column].dashes * 100 / dashes);
}

static void add_column_name(writer *w) {
    const char *head = w->heads.data + w->head;
    if (!*head)
        return;
    put(w, " data-kop=\"");
    xml_add_text(w->out, head);
    put(w, "\"");
}

static void cell_enter(writer *w, cmark_node *node) {
    static const char *const classes[ALIGNS] = {"", "links", "midden", "rechts"};
    const struct markdown_part *part = markdown_part(node);
    bool whole = markdown_stays_whole(&w->table->column[w->column]);
    put(w, part->header ? "<th scope=\"col\"" : "<td");
    if (part->align || whole)
        buf_printf(w->out, " class=\"%s%s%s\"", classes[part->align], part->align && whole ? " " : "",
                   whole ? "kort" : "");
    (part->header ? add_width : add_column_name)(w);
    put(w, ">");
}

static void cell_leave(writer *w, cmark_node *node) {
    put(w, markdown_part(node)->header ? "</th>\n" : "</td>\n");
    w->column++;
    w->head += strlen(w->heads.data + w->head) + 1;
}

static const struct {
    handler *enter, *leave;
} parts[MARKDOWN_KINDS] = {
    [MARKDOWN_TABLE] = {table_enter, table_leave},
    [MARKDOWN_ROW] = {row_enter, row_leave},
    [MARKDOWN_CELL] = {cell_enter, cell_leave},
};

static void part_enter(writer *w, cmark_node *node) {
    parts[markdown_part(node)->kind].enter(w, node);
}

static void part_leave(writer *w, cmark_node *node) {
    parts[markdown_part(node)->kind].leave(w, node);
}

/* ---- pictures */

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

static void add_picture(writer *w, const struct picture *picture, const struct buf *alt, const char *title) {
    buf_printf(w->out, "<img width=\"%ld\" height=\"%ld\" alt=\"", pixels(picture->width), pixels(picture->height));
    xml_add(w->out, alt->data, alt->length);
    if (title && *title) {
        buf_add_string(w->out, "\" title=\"");
        xml_add_string(w->out, title);
    }
    buf_printf(w->out, "\" src=\"data:%s;base64,", picture->media_type);
    add_base64(w->out, &picture->bytes);
    buf_add_string(w->out, "\">");
}

static void image(writer *w, cmark_node *node) {
    struct buf alt = BUF_EMPTY;
    markdown_plain_text(node, &alt);
    int index = pictures_use(w->pictures, w->document, node, w->warnings);
    if (index >= 0)
        add_picture(w, &w->pictures->items[index], &alt, cmark_node_get_title(node));
    else
        xml_add(w->out, alt.data, alt.length);
    buf_free(&alt);
    cmark_iter_reset(w->iter, node, CMARK_EVENT_EXIT); /* what is inside is written */
}

/* ---- the walk */

/* One row for each type of node. cmark calls `leave` only for nodes that can have children. */
static const struct {
    handler *enter, *leave;
} handlers[] = {
    [CMARK_NODE_PARAGRAPH] = {paragraph_enter, paragraph_leave},
    [CMARK_NODE_HEADING] = {heading_enter, heading_leave},
    [CMARK_NODE_BLOCK_QUOTE] = {quote_enter, quote_leave},
    [CMARK_NODE_LIST] = {list_enter, list_leave},
    [CMARK_NODE_ITEM] = {item_enter, item_leave},
    [CMARK_NODE_CODE_BLOCK] = {code_block, NULL},
    [CMARK_NODE_HTML_BLOCK] = {raw_html, NULL},
    [CMARK_NODE_THEMATIC_BREAK] = {thematic_break, NULL},
    [CMARK_NODE_CUSTOM_BLOCK] = {part_enter, part_leave},
    [CMARK_NODE_TEXT] = {text, NULL},
    [CMARK_NODE_SOFTBREAK] = {softbreak, NULL},
    [CMARK_NODE_LINEBREAK] = {linebreak, NULL},
    [CMARK_NODE_CODE] = {code, NULL},
    [CMARK_NODE_HTML_INLINE] = {raw_html, NULL},
    [CMARK_NODE_EMPH] = {emphasis_enter, emphasis_leave},
    [CMARK_NODE_STRONG] = {strong_enter, strong_leave},
    [CMARK_NODE_LINK] = {link_enter, link_leave},
    [CMARK_NODE_IMAGE] = {image, NULL},
};

static void walk(writer *w) {
    for (cmark_event_type event; (event = cmark_iter_next(w->iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(w->iter);
        size_t type = (size_t)cmark_node_get_type(node);
        if (type >= sizeof handlers / sizeof *handlers)
            continue;
        handler *handle = event == CMARK_EVENT_ENTER ? handlers[type].enter : handlers[type].leave;
        if (handle)
            handle(w, node);
    }
}

/* ---- the page */

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

static bool write_page(const struct markdown *markdown, const struct document *document, const char *title,
                       struct buf *out, struct warnings *warnings, struct error *error) {
    struct pictures pictures = PICTURES_EMPTY;
    writer w = {.out = out,
                .document = document,
                .pictures = &pictures,
                .warnings = warnings,
                .heads = BUF_EMPTY,
                .iter = cmark_iter_new(markdown->root)};
    bool ok = add_head(out, document, title, error);
    if (ok) {
        walk(&w);
        add_foot(out, document, title);
        printable_make(out, PRINTABLE_DOCUMENT); /* what character references stood for */
    }
    cmark_iter_free(w.iter);
    buf_free(&w.heads);
    pictures_free(&pictures);
    return ok;
}

bool html_write(struct markdown *markdown, const struct document *document, struct buf *out, struct warnings *warnings,
                struct error *error) {
    char *title = markdown_document_title(markdown, document->title);
    bool ok = write_page(markdown, document, title, out, warnings, error);
    free(title);
    markdown_free(markdown);
    return ok;
}
