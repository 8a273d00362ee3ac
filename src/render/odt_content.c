/* The walk: cmark's iterator gives each node twice, and a table says what to write when it is entered and
 * when it is left. Nothing recurses, so no depth of the Markdown can exhaust the stack; and the XML is never
 * deeper than ten lists, a paragraph and four spans. */
#include "render/odt_content.h"

#include "base/lang.h"
#include "render/odt_content_writer.h"
#include "render/xml_text.h"

#include <stdlib.h>
#include <string.h>

/* Begins a text:p or text:h with the style's name, and opens the lists around it where a table closed them.
 */
static void open_block(struct hgw_odt_writer *writer, const char *element, const char *style) {
    hgw_odt_lists_resume(writer);
    if (writer->first && writer->page->master_page) {
        writer->first_style = style;
        style = "Begin";
    }
    writer->first = false;
    hgw_odt_put(writer, "<", element, " text:style-name=\"");
    hgw_odt_put(writer, style, "\"", "");
    hgw_odt_text_start(writer);
}

static void close_block(struct hgw_odt_writer *writer, const char *element) {
    hgw_odt_text_end(writer);
    hgw_odt_put(writer, "</", element, ">");
}

/* True for a block of a list item with which the outermost list around it ends. */
static bool ends_list(cmark_node *node) {
    for (cmark_node *parent; (parent = cmark_node_parent(node)); node = parent) {
        cmark_node_type type = cmark_node_get_type(parent);
        if (type != CMARK_NODE_ITEM && type != CMARK_NODE_LIST)
            return true;
        if (cmark_node_next(node))
            return false;
    }
    return true;
}

/* Paragraphs of a tight list stand close to each other, and the last has room below it: LibreOffice has
 * styles of its own for the items of lists. */
static const char *paragraph_style(const struct hgw_odt_writer *writer, cmark_node *node) {
    static const char *const styles[2][2] = {{"List_20_1", "List_20_1_20_End"},
                                             {"Numbering_20_1", "Numbering_20_1_20_End"}};
    cmark_node *item = cmark_node_parent(node);
    if (writer->quote_depth > 0)
        return "Quotations";
    if (cmark_node_get_type(item) != CMARK_NODE_ITEM || !cmark_node_get_list_tight(cmark_node_parent(item)))
        return "Text_20_body";
    return styles[cmark_node_get_list_type(cmark_node_parent(item)) == CMARK_ORDERED_LIST][ends_list(node)];
}

static void paragraph_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    open_block(writer, "text:p", paragraph_style(writer, node));
    hgw_buf_add_char(writer->out, '>');
}

static void paragraph_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    close_block(writer, "text:p");
}

/* The title is no chapter: it has no number and no level, and the headings below it begin at 1, as in the
 * house styles of word processors. */
static void heading_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    int level = cmark_node_get_heading_level(node) - (writer->title != NULL);
    if (node == writer->title) {
        open_block(writer, "text:p", "Title");
        hgw_buf_add_char(writer->out, '>');
        return;
    }
    static const char *const styles[] = {"Heading_20_1", "Heading_20_2", "Heading_20_3",
                                         "Heading_20_4", "Heading_20_5", "Heading_20_6"};
    open_block(writer, "text:h", styles[level - 1]);
    hgw_buf_printf(writer->out, " text:outline-level=\"%d\">", level);
}

static void heading_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    close_block(writer, node == writer->title ? "text:p" : "text:h");
}

static void code_block(struct hgw_odt_writer *writer, cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    size_t length = text ? strlen(text) : 0;
    if (length > 0 && text[length - 1] == '\n')
        length--;
    open_block(writer, "text:p", "Preformatted_20_Text");
    hgw_buf_add_char(writer->out, '>');
    hgw_odt_text_add_lines(writer, text, length);
    close_block(writer, "text:p");
}

static void thematic_break(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    open_block(writer, "text:p", "Horizontal_20_Line");
    hgw_buf_add_string(writer->out, "/>");
}

static void quote_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    writer->quote_depth++;
}

static void quote_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    writer->quote_depth--;
}

typedef void handler(struct hgw_odt_writer *writer, cmark_node *node);

/* One row for each type of node. cmark calls `leave` only for nodes that can have children; NULL: nothing to
 * write. */
static const struct {
    handler *enter, *leave;
} handlers[] = {
    [CMARK_NODE_PARAGRAPH] = {paragraph_enter, paragraph_leave},
    [CMARK_NODE_HEADING] = {heading_enter, heading_leave},
    [CMARK_NODE_BLOCK_QUOTE] = {quote_enter, quote_leave},
    [CMARK_NODE_LIST] = {hgw_odt_list_enter, hgw_odt_list_leave},
    [CMARK_NODE_ITEM] = {hgw_odt_item_enter, hgw_odt_item_leave},
    [CMARK_NODE_CODE_BLOCK] = {code_block, NULL},
    [CMARK_NODE_HTML_BLOCK] = {hgw_odt_html, NULL},
    [CMARK_NODE_THEMATIC_BREAK] = {thematic_break, NULL},
    [CMARK_NODE_CUSTOM_BLOCK] = {hgw_odt_part_enter, hgw_odt_part_leave},
    [CMARK_NODE_TEXT] = {hgw_odt_text_node, NULL},
    [CMARK_NODE_SOFTBREAK] = {hgw_odt_softbreak, NULL},
    [CMARK_NODE_LINEBREAK] = {hgw_odt_linebreak, NULL},
    [CMARK_NODE_CODE] = {hgw_odt_code, NULL},
    [CMARK_NODE_HTML_INLINE] = {hgw_odt_html, NULL},
    [CMARK_NODE_EMPH] = {hgw_odt_emphasis_enter, hgw_odt_emphasis_leave},
    [CMARK_NODE_STRONG] = {hgw_odt_strong_enter, hgw_odt_strong_leave},
    [CMARK_NODE_LINK] = {hgw_odt_link_enter, hgw_odt_link_leave},
    [CMARK_NODE_IMAGE] = {hgw_odt_image, NULL},
};

static void walk(struct hgw_odt_writer *writer) {
    for (cmark_event_type event; (event = cmark_iter_next(writer->iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(writer->iter);
        size_t type = (size_t)cmark_node_get_type(node);
        if (type >= sizeof handlers / sizeof *handlers)
            continue;
        handler *handle = event == CMARK_EVENT_ENTER ? handlers[type].enter : handlers[type].leave;
        if (handle)
            handle(writer, node);
    }
}

/* Puts `text` into `out` at `offset`, before what stands there. */
static void insert(struct hgw_buf *out, size_t offset, const struct hgw_buf *text) {
    hgw_buf_reserve(out, text->length);
    memmove(out->data + offset + text->length, out->data + offset, out->length - offset + 1);
    memcpy(out->data + offset, text->data, text->length);
    out->length += text->length;
}

/* The first block is on the page that the reference document starts with. */
static void add_first_style(const struct hgw_odt_writer *writer, size_t offset) {
    if (!writer->first_style)
        return;
    struct hgw_buf style = HGW_BUF_EMPTY;
    hgw_buf_printf(
        &style,
        "<style:style style:name=\"Begin\" style:family=\"paragraph\" style:parent-style-name=\"%s\" "
        "style:master-page-name=\"",
        writer->first_style);
    hgw_xml_add_string(&style, writer->page->master_page);
    hgw_buf_add_string(&style, "\"/>");
    insert(writer->out, offset, &style);
    hgw_buf_free(&style);
}

bool hgw_odt_content_write(const struct hgw_markdown *markdown, const struct hgw_document *document,
                           const struct hgw_odt_page *page, const struct hgw_buf *skeleton,
                           struct hgw_pictures *pictures, struct hgw_buf *out, struct hgw_warnings *warnings,
                           struct hgw_error *error) {
    const char *start = skeleton->data;
    const char *styles = start ? strstr(start, "</office:automatic-styles>") : NULL;
    const char *body = styles ? strstr(styles, "</office:text>") : NULL;
    if (!body)
        return hgw_error_set(error, HGW_ERROR_DATA,
                             _("templates/odt/content.xml heeft geen plaats voor stijlen en tekst"));
    struct hgw_odt_writer writer = {.out = out,
                                    .markdown = markdown,
                                    .document = document,
                                    .page = page,
                                    .pictures = pictures,
                                    .warnings = warnings,
                                    .iter = cmark_iter_new(markdown->root),
                                    .title = hgw_markdown_title(markdown),
                                    .first = true};
    hgw_buf_add(out, start, (size_t)(styles - start));
    hgw_odt_column_styles(markdown, page, out);
    size_t offset = out->length;
    hgw_buf_add(out, styles, (size_t)(body - styles));
    walk(&writer);
    hgw_buf_add_string(out, body);
    add_first_style(&writer, offset);
    cmark_iter_free(writer.iter);
    return true;
}
