/* Formats: PNG (ISO/IEC 15948, section 5.3), JPEG (ITU T.81 section B.1.1) with JFIF 1.02, Adobe's segment
 * and Exif 2.32 (section 4.6, the tag Orientation). */
#include "document/picture.h"

#include <stdint.h>
#include <string.h>

static uint32_t number(const unsigned char *bytes, size_t size, bool little) {
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | bytes[little ? size - 1 - i : i];
    return value;
}

/* Sets the size in millimetres from one in pixels, with pixels per metre. */
static enum picture_problem set_size(struct picture *picture, double width, double height, double across, double down) {
    const double screen = 96 / 0.0254; /* where the picture does not say */
    if (!(width > 0 && height > 0))
        return PICTURE_UNKNOWN;
    if (width > PICTURE_PIXELS_MAX || height > PICTURE_PIXELS_MAX)
        return PICTURE_HUGE;
    /* fewer than 20 pixels an inch is a mistake in the file, more than 10,000 too */
    bool sensible = across > 800 && across < 400000 && down > 800 && down < 400000;
    picture->width = width / (sensible ? across : screen) * 1000;
    picture->height = height / (sensible ? down : screen) * 1000;
    return PICTURE_GOOD;
}

/* Orientation, 1 to 8, from the TIFF structure that Exif is; 1 where it says nothing. */
static int orientation(const unsigned char *tiff, size_t size) {
    enum { TAG = 0x0112, ENTRY = 12 };
    if (size < 8)
        return 1;
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

/* What a PNG is drawn from, with the most bytes that it takes. An embedded colour profile goes: it has a name
 * and texts of its own. So do animations: what is seen is the first picture. */
static bool is_chunk_needed(const unsigned char *type, size_t size) {
    static const struct {
        char type[5];
        size_t most;
    } needed[] = {{"IHDR", 13}, {"PLTE", 768}, {"IDAT", SIZE_MAX}, {"IEND", 0}, {"tRNS", 256}, {"gAMA", 4},
                  {"cHRM", 32}, {"sRGB", 1},   {"sBIT", 4},        {"cICP", 4}, {"bKGD", 6},   {"pHYs", 9}};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (memcmp(type, needed[i].type, 4) == 0)
            return size <= needed[i].most;
    return false;
}

static enum picture_problem read_png(struct picture *picture, struct buf *out) {
    enum { SIGNATURE = 8, HEAD = 8, AROUND = 12 }; /* a chunk has a length, a type and a checksum */
    const unsigned char *bytes = (const unsigned char *)picture->bytes.data;
    size_t length = picture->bytes.length, size;
    uint32_t width = 0, height = 0, across = 0, down = 0;
    bool data = false, end = false;
    picture->media_type = "image/png";
    picture->extension = "png";
    buf_add(out, bytes, SIGNATURE);
    for (size_t at = SIGNATURE; !end && length - at >= AROUND; at += size + AROUND) {
        const unsigned char *type = bytes + at + 4, *content = bytes + at + HEAD;
        size = number(bytes + at, 4, false);
        if (size > length - at - AROUND)
            break;
        if (memcmp(type, "IHDR", 4) == 0 && size >= 8) {
            width = number(content, 4, false);
            height = number(content + 4, 4, false);
        } else if (memcmp(type, "pHYs", 4) == 0 && size == 9 && content[8] == 1) {
            across = number(content, 4, false);
            down = number(content + 4, 4, false);
        } else if (memcmp(type, "eXIf", 4) == 0)
            picture->askew = orientation(content, size) != 1;
        data = data || memcmp(type, "IDAT", 4) == 0;
        end = memcmp(type, "IEND", 4) == 0;
        if (is_chunk_needed(type, size))
            buf_add(out, bytes + at, size + AROUND);
    }
    return data ? set_size(picture, width, height, across, down) : PICTURE_UNKNOWN;
}

enum {
    SOF0 = 0xC0,
    DHT = 0xC4,
    JPG = 0xC8,
    DAC = 0xCC,
    SOF15 = 0xCF,
    RST0 = 0xD0,
    RST7 = 0xD7,
    EOI = 0xD9,
    SOS = 0xDA,
    DQT = 0xDB,
    DNL = 0xDC,
    DRI = 0xDD,
    APP0 = 0xE0,
    APP1 = 0xE1,
    APP14 = 0xEE,
};

/* The length of the coded data behind a scan's header: up to the next marker that is no restart. */
static size_t scan_length(const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i + 1 < length; i++)
        if (bytes[i] == 0xFF && bytes[i + 1] != 0 && bytes[i + 1] != 0xFF &&
            (bytes[i + 1] < RST0 || bytes[i + 1] > RST7))
            return i;
    return length;
}

/* An Exif segment that says how to turn the picture and nothing else. */
static void add_orientation(struct buf *out, int turned) {
    char exif[] = "\xFF\xE1\0\x22"
                  "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0?\0\0\0\0\0\0";
    enum { VALUE = 29 };
    exif[VALUE] = (char)turned;
    buf_add(out, exif, sizeof exif - 1);
}

/* Copies the segments that the image is drawn from, up to its end; what a camera puts behind that goes too.
 */
static enum picture_problem read_jpeg(struct picture *picture, struct buf *out) {
    const unsigned char *bytes = (const unsigned char *)picture->bytes.data;
    size_t length = picture->bytes.length, size;
    double width = 0, height = 0, across = 0, down = 0;
    picture->media_type = "image/jpeg";
    picture->extension = "jpg";
    buf_add(out, "\xFF\xD8", 2);
    for (size_t at = 2; length - at >= 4 && bytes[at] == 0xFF; at += size) {
        const unsigned char marker = bytes[at + 1], *data = bytes + at + 4;
        size = marker == 0xFF ? 1 /* fill byte */ : 2 + number(bytes + at + 2, 2, false);
        if (size == 1)
            continue;
        if (marker == EOI || size < 4 || size > length - at)
            break;
        size_t data_size = size - 4;
        if (marker == SOS)
            size += scan_length(bytes + at + size, length - at - size);
        bool frame = marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
        if (frame && data_size >= 5 && width == 0) {
            width = number(data + 3, 2, false);
            height = number(data + 1, 2, false);
        }
        if (frame || marker == DHT || marker == DAC || marker == SOS || marker == DQT || marker == DNL || marker == DRI)
            buf_add(out, bytes + at, size);
        else if (marker == APP0 && data_size >= 14 && memcmp(data, "JFIF", 5) == 0) {
            double per_metre = data[7] == 1 ? 1 / 0.0254 : data[7] == 2 ? 100 : 0; /* inch, centimetre */
            across = number(data + 8, 2, false) * per_metre;
            down = number(data + 10, 2, false) * per_metre;
            buf_add(out, "\xFF\xE0\0\x10", 4);
            buf_add(out, data, 12);
            buf_add(out, "\0\0", 2); /* its thumbnail has no width and no height */
        } else if (marker == APP14 && data_size >= 12 && memcmp(data, "Adobe", 5) == 0) {
            buf_add(out, "\xFF\xEE\0\x0E", 4);
            buf_add(out, data, 12);
        } else if (marker == APP1 && data_size >= 6 && memcmp(data, "Exif\0", 6) == 0 && picture->turned == 1) {
            picture->turned = orientation(data + 6, data_size - 6);
            if (picture->turned != 1)
                add_orientation(out, picture->turned);
        }
    }
    buf_add(out, "\xFF\xD9", 2);
    return set_size(picture, width, height, across, down);
}

enum picture_problem picture_read(struct picture *picture) {
    static const char png[] = "\x89PNG\r\n\x1A\n", jpeg[] = "\xFF\xD8\xFF";
    const struct buf *bytes = &picture->bytes;
    struct buf out = BUF_EMPTY;
    enum picture_problem problem = PICTURE_UNKNOWN;
    picture->turned = 1;
    if (bytes->length >= sizeof png - 1 && memcmp(bytes->data, png, sizeof png - 1) == 0)
        problem = read_png(picture, &out);
    else if (bytes->length >= sizeof jpeg - 1 && memcmp(bytes->data, jpeg, sizeof jpeg - 1) == 0)
        problem = read_jpeg(picture, &out);
    buf_free(&picture->bytes);
    picture->bytes = out;
    return problem;
}
