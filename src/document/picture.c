/* Formats: PNG (ISO/IEC 15948, section 5.3), JPEG (ITU T.81 section B.1.1) with JFIF 1.02 and Exif 2.32
 * (section 4.6, the tag Orientation). */
#include "document/document.h"

#include "base/file.h"
#include "base/memory.h"

#include <errno.h>
#include <libxml/uri.h>
#include <stdio.h>
#include <sys/stat.h>
#include <turbojpeg.h>

/* ---- why there may be none */

static const char remote[] = N_("de afbeelding \"%s\" staat op een ander systeem en wordt niet opgehaald: in de plaats "
                                "staat de tekst");
static const char missing[] = N_("de afbeelding \"%s\" is er niet of is niet leesbaar: in de plaats staat de tekst");
static const char outside[] = N_("de afbeelding \"%s\" ligt buiten de map van het dossier (zie --resource-path): in de "
                                 "plaats staat de tekst");
static const char huge[] = N_("de afbeelding \"%s\" is te groot: in de plaats staat de tekst");
static const char unknown[] =
    N_("de afbeelding \"%s\" is geen goede PNG of JPEG, en een andere soort, zoals SVG, komt niet "
       "in een verslag: in de plaats staat de tekst");

/* ---- what a picture shows, and nothing else */

static uint32_t number(const unsigned char *bytes, size_t size) {
    uint32_t value = 0;
    while (size-- > 0)
        value = value << 8 | *bytes++;
    return value;
}

/* Sets the size in millimetres from one in pixels, with pixels per metre. */
static const char *set_size(struct picture *picture, double width, double height, double across, double down) {
    const double screen = 96 / 0.0254; /* where the picture does not say */
    if (!(width > 0 && height > 0))
        return unknown;
    if (width * height > PICTURE_MEGAPIXELS_MAX * 1e6)
        return huge;
    /* fewer than 20 pixels an inch is a mistake in the file, more than 10,000 too */
    bool sensible = across > 800 && across < 400000 && down > 800 && down < 400000;
    picture->width = width / (sensible ? across : screen) * 1000;
    picture->height = height / (sensible ? down : screen) * 1000;
    return NULL;
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

static const char *read_png(struct picture *picture, const struct buf *file) {
    enum { SIGNATURE = 8, HEAD = 8, AROUND = 12 }; /* a chunk has a length, a type and a checksum */
    const unsigned char *bytes = (const unsigned char *)file->data;
    size_t length = file->length, size;
    uint32_t width = 0, height = 0, across = 0, down = 0;
    bool data = false, end = false;
    picture->media_type = "image/png";
    buf_add(&picture->bytes, bytes, SIGNATURE);
    for (size_t at = SIGNATURE; !end && length - at >= AROUND; at += size + AROUND) {
        const unsigned char *type = bytes + at + 4, *content = bytes + at + HEAD;
        size = number(bytes + at, 4);
        if (size > length - at - AROUND)
            break;
        if (memcmp(type, "IHDR", 4) == 0 && size >= 8) {
            width = number(content, 4);
            height = number(content + 4, 4);
        } else if (memcmp(type, "pHYs", 4) == 0 && size == 9 && content[8] == 1) {
            across = number(content, 4);
            down = number(content + 4, 4);
        }
        data = data || memcmp(type, "IDAT", 4) == 0;
        end = memcmp(type, "IEND", 4) == 0;
        if (is_chunk_needed(type, size))
            buf_add(&picture->bytes, bytes + at, size + AROUND);
    }
    return data ? set_size(picture, width, height, across, down) : unknown;
}

/* How a JPEG is to be turned to stand upright: the Orientation in its Exif segment, which stands at its start. That is
 * one SHORT (tag 0x0112, type 3, count 1), its bytes in either order. */
static enum TJXOP turn_of(const unsigned char *bytes, size_t length) {
    static const enum TJXOP turns[] = {TJXOP_NONE,      TJXOP_NONE,  TJXOP_HFLIP,      TJXOP_ROT180, TJXOP_VFLIP,
                                       TJXOP_TRANSPOSE, TJXOP_ROT90, TJXOP_TRANSVERSE, TJXOP_ROT270};
    static const char big[] = "\x01\x12\0\3\0\0\0\1\0", little[] = "\x12\x01\3\0\1\0\0\0";
    enum { START = 65536, SIZE = 2 /* bytes that say how long a segment is */, VALUE = 4 };
    const unsigned char *exif = memmem(bytes, length < START ? length : START, "Exif\0", 6), *tag;
    size_t size = exif ? number(exif - SIZE, SIZE) : 0;
    if (size < SIZE + VALUE || size - SIZE > length - (size_t)(exif - bytes))
        return TJXOP_NONE;
    size -= SIZE + VALUE;
    unsigned value = 0;
    if ((tag = memmem(exif, size, big, sizeof big - 1)))
        value = tag[sizeof big - 1];
    else if ((tag = memmem(exif, size, little, sizeof little - 1)))
        value = tag[sizeof little - 1];
    return value < sizeof turns / sizeof *turns ? turns[value] : TJXOP_NONE;
}

/* Writes a JPEG anew from its coefficients: no pixel changes, and what stands beside them does not go along. One that
 * ends too early, or has a byte too many, is taken as every reader takes it; of what is worse there is no end. */
static const char *read_jpeg(struct picture *picture, const struct buf *file, bool turn) {
    enum { END = 2, JFIF = 6, UNIT = 13, ACROSS = 14, DOWN = 16 };
    const unsigned char *bytes = (const unsigned char *)file->data;
    size_t length = file->length;
    unsigned char *made = NULL;
    unsigned long size = 0;
    int width = 0, height = 0, sampling, colors;
    double across = 0, down = 0;
    tjhandle jpeg = tjInitTransform();
    if (!jpeg)
        mem_out();
    picture->media_type = "image/jpeg";
    errno = 0;
    tjDecompressHeader3(jpeg, bytes, length, &width, &height, &sampling, &colors);
    const char *problem = set_size(picture, width, height, 0, 0);
    if (!problem) {
        tjtransform how = {.op = turn ? (int)turn_of(bytes, length) : TJXOP_NONE,
                           .options = TJXOPT_TRIM | TJXOPT_COPYNONE};
        tjTransform(jpeg, bytes, length, 1, &made, &size, &how, TJFLAG_LIMITSCANS);
        problem = unknown;
        if (size > DOWN + END && memcmp(made + size - END, "\xFF\xD9", END) == 0) {
            tjDecompressHeader3(jpeg, made, size, &width, &height, &sampling, &colors);
            if (memcmp(made + JFIF, "JFIF", 4) == 0) {
                double per_metre = made[UNIT] == 1 ? 1 / 0.0254 : made[UNIT] == 2 ? 100 : 0; /* inch, centimetre */
                across = number(made + ACROSS, 2) * per_metre;
                down = number(made + DOWN, 2) * per_metre;
            }
            buf_add(&picture->bytes, made, size);
            problem = set_size(picture, width, height, across, down);
        }
    }
    if (problem)
        mem_check();
    tjFree(made);
    tjDestroy(jpeg);
    return problem;
}

const char *picture_read(struct picture *picture, const struct buf *file, bool turn) {
    static const char png[] = "\x89PNG\r\n\x1A\n", jpeg[] = "\xFF\xD8\xFF";
    if (file->length >= sizeof png - 1 && memcmp(file->data, png, sizeof png - 1) == 0)
        return read_png(picture, file);
    if (file->length >= sizeof jpeg - 1 && memcmp(file->data, jpeg, sizeof jpeg - 1) == 0)
        return read_jpeg(picture, file, turn);
    return unknown;
}

const struct picture *pictures_find(const struct pictures *pictures, const char *source) {
    const struct picture *picture = pictures->first;
    while (picture && strcmp(picture->source, source) != 0)
        picture = picture->next;
    return picture;
}

const struct picture *pictures_add(struct pictures *pictures, const char *source, const struct buf *file, bool turn) {
    struct picture *picture = mem_calloc(1, sizeof *picture), **end = &pictures->first;
    picture->source = mem_strdup(source);
    picture->problem = picture_read(picture, file, turn);
    pictures->count++;
    if (!picture->problem)
        snprintf(picture->path, sizeof picture->path, "Pictures/hgw-%zu.%s", pictures->count,
                 strcmp(picture->media_type, "image/png") == 0 ? "png" : "jpg");
    while (*end)
        end = &(*end)->next;
    return *end = picture;
}

/* ---- where pictures lie */

/* A scheme (RFC 3986 section 3.1), or an address that begins with the name of a host. */
static bool is_remote(const char *url) {
    size_t scheme = strspn(url, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");
    return (scheme > 0 && url[scheme] == ':') || strncmp(url, "//", 2) == 0;
}

/* realpath(), to free; NULL when nothing is there. */
static char *real_path(const char *path) {
    char *real = realpath(path, NULL);
    if (!real)
        mem_check();
    return real;
}

static bool is_allowed(const struct document *document, const char *path) {
    for (size_t i = 0; i < document->resource_count; i++) {
        AUTO(mem_free) char *directory = real_path(document->resources[i]);
        size_t length = directory ? strlen(directory) : 0;
        length -= length > 0 && directory[length - 1] == '/'; /* the root */
        if (directory && strncmp(path, directory, length) == 0 && path[length] == '/')
            return true;
    }
    return false;
}

/* Where the picture of an address is: to free. A path is seen from each of the directories, the document's own first,
 * and must end in one of them: perhaps in another (../beelden/logo.png, with --resource-path=../beelden). */
static char *locate(const struct document *document, const char *url, const char **problem) {
    *problem = is_remote(url) ? remote : missing;
    AUTO(mem_free) char *path = strstr(url, "%00") ? NULL : xmlURIUnescapeString(url, 0, NULL);
    for (size_t i = 0; *problem != remote && path && *path && i < document->resource_count; i++) {
        AUTO(mem_free)
        char *joined = *path == '/' ? mem_strdup(path) : text_format("%s/%s", document->resources[i], path);
        char *real = real_path(joined);
        if (real && is_allowed(document, real))
            return real;
        *problem = real ? outside : *problem;
        free(real);
    }
    return NULL;
}

const struct picture *pictures_use(struct pictures *pictures, const struct document *document, const char *url,
                                   size_t line) {
    const char *problem;
    AUTO(mem_free) char *path = locate(document, url, &problem);
    const struct picture *picture = path ? pictures_find(pictures, path) : NULL;
    if (path && !picture) {
        struct stat status;
        AUTO(buf_free) struct buf file = BUF_EMPTY;
        AUTO(error_clear) struct error error = ERROR_EMPTY;
        if (stat(path, &status) == 0 && S_ISREG(status.st_mode) && file_read(path, PICTURE_BYTES_MAX, &file, &error))
            picture = pictures_add(pictures, path, &file, true);
        problem = error.kind == ERROR_LIMIT ? huge : missing;
    }
    size_t size = picture ? picture->bytes.length : 0;
    if (picture)
        problem = pictures->shown + size > PICTURES_BYTES_MAX ? huge : picture->problem;
    if (problem) {
        warnings_add(document->warnings, line, _(problem), url);
        return NULL;
    }
    pictures->shown += size;
    return picture;
}

void pictures_free(struct pictures *pictures) {
    for (struct picture *picture = pictures->first, *next; picture; picture = next) {
        next = picture->next;
        free(picture->source);
        buf_free(&picture->bytes);
        free(picture);
    }
    *pictures = (struct pictures){0};
}
