#include "render/picture.h"

#include "base/fileio.h"
#include "base/lang.h"
#include "render/picture_size.h"
#include "render/picture_strip.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum problem {
    GOOD,
    REMOTE,
    MISSING,
    OUTSIDE,
    TOO_MANY,
    TOO_BIG,
    UNKNOWN,
    ACTIVE,
    NO_MEMORY,
};

static const char *const sentences[] = {
    [REMOTE] = N_("de afbeelding \"%s\" staat op een ander systeem en wordt niet opgehaald: in de plaats "
                  "staat de tekst"),
    [MISSING] = N_("de afbeelding \"%s\" is er niet of is niet leesbaar: in de plaats staat de tekst"),
    [OUTSIDE] = N_("de afbeelding \"%s\" ligt buiten de map van het dossier (zie --resource-path): in de "
                   "plaats staat de tekst"),
    [TOO_MANY] = N_("de afbeelding \"%s\" is er een te veel: in de plaats staat de tekst"),
    [TOO_BIG] = N_("de afbeelding \"%s\" is te groot: in de plaats staat de tekst"),
    [UNKNOWN] = N_("de afbeelding \"%s\" is geen goede PNG, JPEG of SVG: in de plaats staat de tekst"),
    [ACTIVE] =
        N_("de afbeelding \"%s\" bevat een script of verwijst naar buiten: in de plaats staat de tekst"),
    [NO_MEMORY] = N_("voor de afbeelding \"%s\" is er niet genoeg geheugen: in de plaats staat de tekst"),
};

/* A scheme (RFC 3986 section 3.1), or an address that begins with the name of a host. */
static bool is_remote(const char *url) {
    size_t scheme = strspn(url, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");
    return (scheme > 0 && url[scheme] == ':') || strncmp(url, "//", 2) == 0;
}

static int hexadecimal(char c) {
    const char *digits = "0123456789abcdef";
    const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* The file name that a percent-encoded address stands for. An encoded NUL stays as it is written. NULL when
 * memory is out. */
static char *decode(const char *url) {
    struct hgw_buf path = HGW_BUF_EMPTY;
    for (size_t i = 0; url[i]; i++) {
        int high = url[i] == '%' ? hexadecimal(url[i + 1]) : -1;
        int low = high >= 0 ? hexadecimal(url[i + 2]) : -1;
        bool encoded = low >= 0 && high + low > 0;
        hgw_buf_add_char(&path, encoded ? (char)(high * 16 + low) : url[i]);
        i += encoded ? 2 : 0;
    }
    return hgw_buf_steal(&path);
}

static bool lies_in(const char *path, const char *directory) {
    size_t length = strlen(directory);
    while (length > 0 && directory[length - 1] == '/')
        length--;
    return strncmp(path, directory, length) == 0 && path[length] == '/';
}

static bool is_allowed(const struct hgw_document *document, const char *real) {
    bool allowed = false;
    for (size_t i = 0; !allowed && i < document->resource_count; i++) {
        char *directory = realpath(document->resources[i], NULL);
        allowed = directory && lies_in(real, directory);
        free(directory);
    }
    return allowed;
}

/* Where `path`, seen from `directory`, really is: a string to free; NULL when it is nowhere. */
static char *locate_from(const char *directory, const char *path) {
    char *joined = *path == '/' ? strdup(path) : hgw_format("%s/%s", directory, path);
    char *real = joined ? realpath(joined, NULL) : NULL;
    free(joined);
    return real;
}

/* A path is seen from each of the directories, the document's own first, and must end in one of them: perhaps
 * in another (../beelden/logo.png, with --resource-path=../beelden). */
static char *locate(const struct hgw_document *document, const char *url, enum problem *problem) {
    if (is_remote(url)) {
        *problem = REMOTE;
        return NULL;
    }
    *problem = MISSING;
    char *path = decode(url), *real = NULL;
    for (size_t i = 0; path && *path && !real && i < document->resource_count; i++) {
        real = locate_from(document->resources[i], path);
        if (real && !is_allowed(document, real)) {
            *problem = OUTSIDE;
            free(real);
            real = NULL;
        }
    }
    free(path);
    return real;
}

static enum problem look(struct hgw_picture *picture) {
    static const enum problem problems[] = {[HGW_PICTURE_GOOD] = GOOD,
                                            [HGW_PICTURE_UNKNOWN] = UNKNOWN,
                                            [HGW_PICTURE_HUGE] = TOO_BIG,
                                            [HGW_PICTURE_ACTIVE] = ACTIVE};
    return problems[hgw_picture_look(picture)];
}

static enum problem take_in(struct hgw_pictures *pictures, const char *path, const struct stat *status) {
    const size_t mib = 1024 * 1024;
    size_t size = (size_t)status->st_size;
    if (size > HGW_PICTURE_MIB_MAX * mib || pictures->total + size > HGW_PICTURES_MIB_MAX * mib)
        return TOO_BIG;
    if (pictures->count == HGW_PICTURES_MAX)
        return TOO_MANY;
    if (!pictures->items)
        pictures->items = calloc(HGW_PICTURES_MAX, sizeof *pictures->items);
    if (!pictures->items)
        return NO_MEMORY;
    struct hgw_picture picture = {.device = status->st_dev, .inode = status->st_ino};
    struct hgw_error error = HGW_ERROR_EMPTY;
    bool read = hgw_file_read(path, HGW_PICTURE_MIB_MAX * mib, &picture.bytes, &error);
    enum problem problem = read ? look(&picture) : MISSING;
    if (problem == GOOD && !hgw_picture_strip(&picture))
        problem = NO_MEMORY;
    hgw_error_clear(&error);
    if (problem != GOOD) {
        hgw_buf_free(&picture.bytes);
        return problem;
    }
    pictures->total += picture.bytes.length;
    pictures->items[pictures->count++] = picture;
    return GOOD;
}

static int find(struct hgw_pictures *pictures, const char *path, enum problem *problem) {
    struct stat status;
    *problem = MISSING;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return -1;
    for (size_t i = 0; i < pictures->count; i++)
        if (pictures->items[i].device == status.st_dev && pictures->items[i].inode == status.st_ino)
            return (int)i;
    *problem = take_in(pictures, path, &status);
    return *problem == GOOD ? (int)pictures->count - 1 : -1;
}

int hgw_pictures_use(struct hgw_pictures *pictures, const struct hgw_document *document, cmark_node *image,
                     struct hgw_warnings *warnings) {
    const char *url = cmark_node_get_url(image);
    enum problem problem;
    char *path = locate(document, url ? url : "", &problem);
    int index = path ? find(pictures, path, &problem) : -1;
    free(path);
    if (index < 0)
        hgw_warnings_add(warnings, hgw_markdown_line(image), _(sentences[problem]), url ? url : "");
    return index;
}

void hgw_pictures_free(struct hgw_pictures *pictures) {
    for (size_t i = 0; i < pictures->count; i++)
        hgw_buf_free(&pictures->items[i].bytes);
    free(pictures->items);
    *pictures = (struct hgw_pictures)HGW_PICTURES_EMPTY;
}
