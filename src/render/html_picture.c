#include "render/html_writer.h"
#include "render/xml_text.h"

/* Base64 (RFC 4648 section 4). */
static void add_base64(struct hgw_buf *out, const struct hgw_buf *bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *in = (const unsigned char *)bytes->data;
    hgw_buf_reserve(out, bytes->length / 3 * 4 + 4);
    for (size_t i = 0; i < bytes->length; i += 3) {
        size_t left = bytes->length - i;
        unsigned group =
            (unsigned)in[i] << 16 | (left > 1 ? (unsigned)in[i + 1] << 8 : 0) | (left > 2 ? in[i + 2] : 0);
        char text[4] = {digits[group >> 18], digits[group >> 12 & 63],
                        left > 1 ? digits[group >> 6 & 63] : '=', left > 2 ? digits[group & 63] : '='};
        hgw_buf_add(out, text, sizeof text);
    }
}

static long pixels(double millimetres) {
    long value = (long)(millimetres * 96 / 25.4 + 0.5);
    return value < 1 ? 1 : value;
}

static void add_picture(struct hgw_html_writer *writer, const struct hgw_picture *picture,
                        const struct hgw_buf *alt, const char *title) {
    bool on_its_side = picture->turned >= 5; /* the browser turns it a quarter */
    hgw_buf_printf(writer->out, "<img width=\"%ld\" height=\"%ld\" alt=\"",
                   pixels(on_its_side ? picture->height : picture->width),
                   pixels(on_its_side ? picture->width : picture->height));
    hgw_xml_add(writer->out, alt->data, alt->length);
    if (title && *title) {
        hgw_buf_add_string(writer->out, "\" title=\"");
        hgw_xml_add_string(writer->out, title);
    }
    hgw_buf_printf(writer->out, "\" src=\"data:%s;base64,", picture->media_type);
    add_base64(writer->out, &picture->bytes);
    hgw_buf_add_string(writer->out, "\">");
}

void hgw_html_image(struct hgw_html_writer *writer, cmark_node *node) {
    struct hgw_buf alt = HGW_BUF_EMPTY;
    hgw_markdown_plain_text(node, &alt);
    int index = hgw_pictures_use(writer->pictures, writer->document, node, writer->warnings);
    if (index >= 0)
        add_picture(writer, &writer->pictures->items[index], &alt, cmark_node_get_title(node));
    else
        hgw_xml_add(writer->out, alt.data, alt.length);
    hgw_buf_free(&alt);
    cmark_iter_reset(writer->iter, node, CMARK_EVENT_EXIT); /* what is inside is written */
}
