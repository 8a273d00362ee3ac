/* Formats: JPEG (ITU T.81 section B.1.1), Exif 2.32 (section 4.6, the tag Orientation), PNG (ISO/IEC 15948,
 * section 5.3). */
#include "render/picture_strip.h"

#include <stdint.h>
#include <string.h>

/* ---- JPEG */

enum {
    EOI = 0xD9,
    SOS = 0xDA,
    RST0 = 0xD0,
    RST7 = 0xD7,
    APP0 = 0xE0,
    APP1 = 0xE1,
    APP2 = 0xE2,
    APP14 = 0xEE,
    APP15 = 0xEF,
    COM = 0xFE,
};

/* One marker segment. */
struct segment {
    unsigned char marker;
    const unsigned char *data; /* behind its length */
    size_t size;               /* of the data */
};

static bool starts_with(const struct segment *segment, const char *text, size_t length) {
    return segment->size >= length && memcmp(segment->data, text, length) == 0;
}

/* JFIF's density, a colour profile, Adobe's colour transform: what the colours and the size depend on. */
static bool is_needed(const struct segment *segment) {
    static const struct {
        unsigned char marker;
        const char *start;
        size_t length;
    } needed[] = {{APP0, "JFIF", 5}, {APP2, "ICC_PROFILE", 12}, {APP14, "Adobe", 5}};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (segment->marker == needed[i].marker)
            return starts_with(segment, needed[i].start, needed[i].length);
    return segment->marker != COM && (segment->marker < APP0 || segment->marker > APP15);
}

static uint32_t number(const unsigned char *bytes, size_t size, bool little) {
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | bytes[little ? size - 1 - i : i];
    return value;
}

/* Orientation, 1 to 8, from the TIFF structure in an Exif segment; 1 where it says nothing. */
static int orientation(const struct segment *segment) {
    enum { TAG = 0x0112, ENTRY = 12 };
    if (segment->marker != APP1 || !starts_with(segment, "Exif\0", 6) || segment->size < 14)
        return 1;
    const unsigned char *tiff = segment->data + 6;
    size_t size = segment->size - 6;
    bool little = tiff[0] == 'I';
    size_t at = number(tiff + 4, 4, little);
    if (at > size - 2)
        return 1;
    size_t count = number(tiff + at, 2, little);
    for (at += 2; count > 0 && at <= size && size - at >= ENTRY; count--, at += ENTRY) {
        uint32_t value = number(tiff + at + 8, 2, little);
        if (number(tiff + at, 2, little) == TAG)
            return value >= 1 && value <= 8 ? (int)value : 1;
    }
    return 1;
}

/* An Exif segment that says how to turn the picture and nothing else. */
static void add_orientation(struct hgw_buf *out, int turned) {
    char exif[] = "\xFF\xE1\0\x22"
                  "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0?\0\0\0\0\0\0";
    enum { VALUE = 29 };
    exif[VALUE] = (char)turned;
    hgw_buf_add(out, exif, sizeof exif - 1);
}

/* The length of the coded data behind a scan's header: up to the next marker that is no restart. */
static size_t scan_length(const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i + 1 < length; i++)
        if (bytes[i] == 0xFF && bytes[i + 1] != 0 && bytes[i + 1] != 0xFF &&
            (bytes[i + 1] < RST0 || bytes[i + 1] > RST7))
            return i;
    return length;
}

/* Reads the segment at *at, a scan with its coded data, and moves behind it. Returns the number of its bytes;
 * 0 at the end of the image, or where it is damaged. */
static size_t next_segment(const struct hgw_buf *image, size_t *at, struct segment *segment) {
    const unsigned char *bytes = (const unsigned char *)image->data;
    while (*at + 4 <= image->length && bytes[*at] == 0xFF && bytes[*at + 1] == 0xFF)
        ++*at; /* fill byte */
    size_t left = image->length - *at;
    size_t size = left >= 4 && bytes[*at] == 0xFF ? number(bytes + *at + 2, 2, false) : 0;
    if (size < 2 || size > left - 2 || bytes[*at + 1] == EOI)
        return 0;
    *segment = (struct segment){bytes[*at + 1], bytes + *at + 4, size - 2};
    size += 2;
    if (segment->marker == SOS)
        size += scan_length(bytes + *at + size, left - size);
    *at += size;
    return size;
}

/* Copies the segments up to the end of the image; what a camera puts behind that goes too. */
static void strip_jpeg(struct hgw_picture *picture, struct hgw_buf *out) {
    enum { START = 2 };
    const struct hgw_buf *image = &picture->bytes;
    struct segment segment;
    for (size_t at = START; picture->turned == 1 && next_segment(image, &at, &segment);)
        picture->turned = orientation(&segment);
    bool said = picture->turned == 1;
    hgw_buf_add(out, image->data, START);
    for (size_t at = START, size; (size = next_segment(image, &at, &segment)) > 0;) {
        if (!said && segment.marker != APP0) { /* JFIF must come first */
            add_orientation(out, picture->turned);
            said = true;
        }
        if (is_needed(&segment))
            hgw_buf_add(out, image->data + at - size, size);
    }
    hgw_buf_add(out, "\xFF\xD9", 2);
}

/* ---- PNG */

/* Critical chunks have a capital; of the others those that the colours and the size depend on. */
static bool is_chunk_needed(const unsigned char *type) {
    static const char needed[][5] = {"tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP", "bKGD", "pHYs"};
    bool found = type[0] >= 'A' && type[0] <= 'Z';
    for (size_t i = 0; !found && i < sizeof needed / sizeof *needed; i++)
        found = memcmp(type, needed[i], 4) == 0;
    return found;
}

static void strip_png(struct hgw_picture *picture, struct hgw_buf *out) {
    enum { SIGNATURE = 8, AROUND = 12 }; /* length, type and checksum of a chunk */
    const unsigned char *bytes = (const unsigned char *)picture->bytes.data;
    size_t length = picture->bytes.length, at = SIGNATURE;
    bool end = false;
    hgw_buf_add(out, bytes, SIGNATURE);
    while (!end && at <= length && length - at >= AROUND) {
        size_t size = number(bytes + at, 4, false);
        const unsigned char *type = bytes + at + 4;
        if (size > length - at - AROUND)
            size = length - at - AROUND; /* cut off: what there is */
        end = memcmp(type, "IEND", 4) == 0;
        if (is_chunk_needed(type))
            hgw_buf_add(out, bytes + at, size + AROUND);
        at += size + AROUND;
    }
}

bool hgw_picture_strip(struct hgw_picture *picture) {
    picture->turned = 1;
    if (strcmp(picture->extension, "svg") == 0)
        return hgw_picture_strip_svg(picture);
    struct hgw_buf out = HGW_BUF_EMPTY;
    (strcmp(picture->extension, "png") == 0 ? strip_png : strip_jpeg)(picture, &out);
    bool ok = !out.failed;
    if (ok) {
        hgw_buf_free(&picture->bytes);
        picture->bytes = out;
    } else
        hgw_buf_free(&out);
    return ok;
}
