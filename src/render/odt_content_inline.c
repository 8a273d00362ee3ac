#include "base/lang.h"
#include "render/odt_content_writer.h"
#include "render/xml_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void hgw_odt_text_node(struct hgw_odt_writer *writer, cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    if (text)
        hgw_odt_text_add(writer, text, strlen(text));
}

void hgw_odt_softbreak(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    hgw_odt_text_add(writer, " ", 1);
}

void hgw_odt_linebreak(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    hgw_odt_text_break(writer);
}

static void open_span(struct hgw_odt_writer *writer, const char *style) {
    hgw_odt_text_flush(writer);
    hgw_odt_put(writer, "<text:span text:style-name=\"", style, "\">");
}

static void close_span(struct hgw_odt_writer *writer) {
    hgw_odt_text_flush(writer);
    hgw_buf_add_string(writer->out, "</text:span>");
}

void hgw_odt_code(struct hgw_odt_writer *writer, cmark_node *node) {
    open_span(writer, "Source_20_Text");
    hgw_odt_text_node(writer, node);
    close_span(writer);
}

/* HTML is left out. One warning for a document is enough: it says where it begins. */
void hgw_odt_html(struct hgw_odt_writer *writer, cmark_node *node) {
    if (!writer->html_said)
        hgw_warnings_add(writer->warnings, hgw_markdown_line(node), _("HTML in de tekst wordt weggelaten"));
    writer->html_said = true;
}

/* Emphasis within emphasis looks the same: one span will do, and no text can nest the XML without end. */
void hgw_odt_emphasis_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    if (writer->emphasis++ == 0)
        open_span(writer, "Emphasis");
}

void hgw_odt_emphasis_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    if (--writer->emphasis == 0)
        close_span(writer);
}

void hgw_odt_strong_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    if (writer->strong++ == 0)
        open_span(writer, "Strong_20_Emphasis");
}

void hgw_odt_strong_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    if (--writer->strong == 0)
        close_span(writer);
}

void hgw_odt_link_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    if (writer->link++ > 0)
        return;
    writer->link_open = hgw_markdown_check_link(node, writer->warnings);
    if (!writer->link_open)
        return;
    const char *title = cmark_node_get_title(node);
    hgw_odt_text_flush(writer);
    hgw_buf_add_string(writer->out, "<text:a xlink:type=\"simple\" xlink:href=\"");
    hgw_xml_add_address(writer->out, cmark_node_get_url(node));
    if (title && *title) {
        hgw_buf_add_string(writer->out, "\" office:title=\"");
        hgw_xml_add_string(writer->out, title);
    }
    hgw_buf_add_string(writer->out, "\" text:style-name=\"Internet_20_link\">");
}

void hgw_odt_link_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    if (--writer->link > 0 || !writer->link_open)
        return;
    hgw_odt_text_flush(writer);
    hgw_buf_add_string(writer->out, "</text:a>");
    writer->link_open = false;
}

void hgw_odt_picture_path(const struct hgw_pictures *pictures, size_t index, struct hgw_buf *out) {
    hgw_buf_printf(out, "Pictures/hgw-%zu.%s", index + 1, pictures->items[index].extension);
}

/* A length with hundredths of a millimetre; a printf of doubles would follow the locale. */
static void add_length(struct hgw_buf *out, const char *attribute, double millimetres) {
    long hundredths = (long)(millimetres * 100 + 0.5);
    hundredths = hundredths < 1 ? 1 : hundredths;
    hgw_buf_printf(out, " %s=\"%ld.%02ldmm\"", attribute, hundredths / 100, hundredths % 100);
}

static void add_element(struct hgw_buf *out, const char *name, const char *text) {
    if (!text || !*text)
        return;
    hgw_buf_printf(out, "<%s>", name);
    hgw_xml_add_string(out, text);
    hgw_buf_printf(out, "</%s>", name);
}

/* A picture as a character in the line, made smaller where it would not fit. */
static void add_frame(struct hgw_odt_writer *writer, size_t index, const char *alt, const char *title) {
    const struct hgw_picture *picture = &writer->pictures->items[index];
    double room = hgw_odt_room(writer), height = writer->page->height * 0.9; /* a caption must fit below */
    double scale = picture->width > room ? room / picture->width : 1;
    if (picture->height * scale > height)
        scale = height / picture->height;
    hgw_odt_text_flush(writer);
    hgw_buf_printf(
        writer->out,
        "<draw:frame draw:style-name=\"Graphics\" draw:name=\"%s %zu\" text:anchor-type=\"as-char\"",
        "Afbeelding", ++writer->frames);
    add_length(writer->out, "svg:width", picture->width * scale);
    add_length(writer->out, "svg:height", picture->height * scale);
    hgw_buf_add_string(writer->out, "><draw:image xlink:href=\"");
    hgw_odt_picture_path(writer->pictures, index, writer->out);
    hgw_buf_add_string(writer->out,
                       "\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>");
    add_element(writer->out, "svg:title", alt);
    add_element(writer->out, "svg:desc", title);
    hgw_buf_add_string(writer->out, "</draw:frame>");
    writer->after_space = false;
    writer->row_is_long = true; /* what stands beside a picture in a row must find room too */
}

void hgw_odt_image(struct hgw_odt_writer *writer, cmark_node *node) {
    struct hgw_buf alt = HGW_BUF_EMPTY;
    hgw_markdown_plain_text(node, &alt);
    int index = hgw_pictures_use(writer->pictures, writer->document, node, writer->warnings);
    if (index >= 0 && writer->pictures->items[index].turned > 1)
        hgw_warnings_add(writer->warnings, hgw_markdown_line(node),
                         _("de afbeelding \"%s\" staat in ODT niet rechtop: draai ze in een fotoprogramma en "
                           "bewaar ze opnieuw"),
                         cmark_node_get_url(node));
    if (index >= 0)
        add_frame(writer, (size_t)index, alt.data, cmark_node_get_title(node));
    else if (alt.data)
        hgw_odt_text_add(writer, alt.data, alt.length);
    hgw_buf_free(&alt);
    cmark_iter_reset(writer->iter, node, CMARK_EVENT_EXIT); /* what is inside is written */
}
