/* Formats: PNG (ISO/IEC 15948, chunks IHDR and pHYs), JPEG (ITU T.81 section B.1.1, JFIF 1.02 density). */
#include "render/picture_size.h"

#include <stdint.h>
#include <string.h>

static const double screen = 96 / 0.0254; /* pixels per metre where the picture does not say */

enum hgw_picture_look hgw_picture_set_size(struct hgw_picture *picture, double width, double height,
                                           double across, double down) {
    if (!(width > 0 && height > 0))
        return HGW_PICTURE_UNKNOWN;
    if (width > HGW_PICTURE_PIXELS_MAX || height > HGW_PICTURE_PIXELS_MAX)
        return HGW_PICTURE_HUGE;
    /* fewer than 20 pixels an inch is a mistake in the file, more than 10,000 too */
    bool sensible = across > 800 && across < 400000 && down > 800 && down < 400000;
    picture->width = width / (sensible ? across : screen) * 1000;
    picture->height = height / (sensible ? down : screen) * 1000;
    return HGW_PICTURE_GOOD;
}

/* A big-endian number of `size` bytes. */
static uint32_t number(const unsigned char *bytes, size_t size) {
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | bytes[i];
    return value;
}

static enum hgw_picture_look look_png(struct hgw_picture *picture) {
    enum { SIGNATURE = 8, HEAD = 8, CRC = 4 };
    const unsigned char *bytes = (const unsigned char *)picture->bytes.data;
    size_t length = picture->bytes.length;
    uint32_t width = 0, height = 0, across = 0, down = 0;
    picture->media_type = "image/png";
    picture->extension = "png";
    for (size_t at = SIGNATURE; at + HEAD + CRC <= length;) {
        size_t size = number(bytes + at, 4);
        const unsigned char *type = bytes + at + 4, *data = bytes + at + HEAD;
        if (size > length - at - HEAD - CRC)
            return HGW_PICTURE_UNKNOWN;
        if (memcmp(type, "IHDR", 4) == 0 && size >= 8) {
            width = number(data, 4);
            height = number(data + 4, 4);
        } else if (memcmp(type, "pHYs", 4) == 0 && size == 9 && data[8] == 1) {
            across = number(data, 4);
            down = number(data + 4, 4);
        } else if (memcmp(type, "IDAT", 4) == 0)
            return hgw_picture_set_size(picture, width, height, across, down);
        at += HEAD + size + CRC;
    }
    return HGW_PICTURE_UNKNOWN;
}

/* SOF0 to SOF15 tell the size; C4, C8 and CC in that range are something else. */
static bool is_frame(unsigned char marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static enum hgw_picture_look look_jpeg(struct hgw_picture *picture) {
    const unsigned char *bytes = (const unsigned char *)picture->bytes.data;
    size_t length = picture->bytes.length;
    double across = 0, down = 0;
    picture->media_type = "image/jpeg";
    picture->extension = "jpg";
    for (size_t at = 2; at + 4 <= length && bytes[at] == 0xFF;) {
        unsigned char marker = bytes[at + 1];
        if (marker == 0xFF) { /* fill byte */
            at++;
            continue;
        }
        size_t size = number(bytes + at + 2, 2);
        const unsigned char *data = bytes + at + 4;
        if (size < 2 || size > length - at - 2)
            return HGW_PICTURE_UNKNOWN;
        if (marker == 0xE0 && size >= 14 && memcmp(data, "JFIF", 5) == 0 && (data[7] == 1 || data[7] == 2)) {
            double per_metre = data[7] == 1 ? 1 / 0.0254 : 100; /* dots per inch, or per centimetre */
            across = number(data + 8, 2) * per_metre;
            down = number(data + 10, 2) * per_metre;
        } else if (is_frame(marker) && size >= 7)
            return hgw_picture_set_size(picture, number(data + 3, 2), number(data + 1, 2), across, down);
        at += 2 + size;
    }
    return HGW_PICTURE_UNKNOWN;
}

enum hgw_picture_look hgw_picture_look(struct hgw_picture *picture) {
    static const char png[] = "\x89PNG\r\n\x1A\n", jpeg[] = "\xFF\xD8\xFF";
    const struct hgw_buf *bytes = &picture->bytes;
    if (bytes->length >= sizeof png - 1 && memcmp(bytes->data, png, sizeof png - 1) == 0)
        return look_png(picture);
    if (bytes->length >= sizeof jpeg - 1 && memcmp(bytes->data, jpeg, sizeof jpeg - 1) == 0)
        return look_jpeg(picture);
    return hgw_picture_look_svg(picture);
}
