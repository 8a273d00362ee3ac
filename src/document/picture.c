#include "document/picture.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/memory.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const sentences[] = {
    [PICTURE_REMOTE] = N_("de afbeelding \"%s\" staat op een ander systeem en wordt niet opgehaald: in de "
                          "plaats staat de tekst"),
    [PICTURE_MISSING] = N_("de afbeelding \"%s\" is er niet of is niet leesbaar: in de plaats staat de tekst"),
    [PICTURE_OUTSIDE] = N_("de afbeelding \"%s\" ligt buiten de map van het dossier (zie --resource-path): "
                           "in de plaats staat de tekst"),
    [PICTURE_TOO_MANY] = N_("de afbeelding \"%s\" is er een te veel: in de plaats staat de tekst"),
    [PICTURE_HUGE] = N_("de afbeelding \"%s\" is te groot: in de plaats staat de tekst"),
    [PICTURE_UNKNOWN] =
        N_("de afbeelding \"%s\" is geen goede PNG of JPEG, en een andere soort, zoals SVG, komt niet in een "
           "verslag: in de plaats staat de tekst"),
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

/* The file name that a percent-encoded address stands for. An encoded NUL stays as it is written. */
static char *decode(const char *url) {
    struct buf path = BUF_EMPTY;
    for (size_t i = 0; url[i]; i++) {
        int high = url[i] == '%' ? hexadecimal(url[i + 1]) : -1;
        int low = high >= 0 ? hexadecimal(url[i + 2]) : -1;
        bool encoded = low >= 0 && high + low > 0;
        buf_add_char(&path, encoded ? (char)(high * 16 + low) : url[i]);
        i += encoded ? 2 : 0;
    }
    return buf_steal(&path);
}

static bool lies_in(const char *path, const char *directory) {
    size_t length = strlen(directory);
    while (length > 0 && directory[length - 1] == '/')
        length--;
    return strncmp(path, directory, length) == 0 && path[length] == '/';
}

static bool is_allowed(const struct document *document, const char *real) {
    bool allowed = false;
    for (size_t i = 0; !allowed && i < document->resource_count; i++) {
        char *directory = realpath(document->resources[i], NULL);
        if (!directory)
            mem_check();
        allowed = directory && lies_in(real, directory);
        free(directory);
    }
    return allowed;
}

/* Where `path`, seen from `directory`, really is: a string to free; NULL when it is nowhere. */
static char *locate_from(const char *directory, const char *path) {
    char *joined = *path == '/' ? mem_strdup(path) : text_format("%s/%s", directory, path);
    char *real = realpath(joined, NULL);
    if (!real)
        mem_check();
    free(joined);
    return real;
}

/* A path is seen from each of the directories, the document's own first, and must end in one of them: perhaps
 * in another (../beelden/logo.png, with --resource-path=../beelden). */
static char *locate(const struct document *document, const char *url, enum picture_problem *problem) {
    if (is_remote(url)) {
        *problem = PICTURE_REMOTE;
        return NULL;
    }
    *problem = PICTURE_MISSING;
    char *path = decode(url), *real = NULL;
    for (size_t i = 0; *path && !real && i < document->resource_count; i++) {
        real = locate_from(document->resources[i], path);
        if (real && !is_allowed(document, real)) {
            *problem = PICTURE_OUTSIDE;
            free(real);
            real = NULL;
        }
    }
    free(path);
    return real;
}

static enum picture_problem take_in(struct pictures *pictures, const char *path, const struct stat *status) {
    const size_t mib = 1024 * 1024;
    size_t size = (size_t)status->st_size;
    if (size > PICTURE_MIB_MAX * mib || pictures->total + size > PICTURES_MIB_MAX * mib)
        return PICTURE_HUGE;
    if (pictures->count == PICTURES_MAX)
        return PICTURE_TOO_MANY;
    if (!pictures->items)
        pictures->items = mem_calloc(PICTURES_MAX, sizeof *pictures->items);
    struct picture picture = {.device = status->st_dev, .inode = status->st_ino};
    struct error error = ERROR_EMPTY;
    bool read = file_read(path, PICTURE_MIB_MAX * mib, &picture.bytes, &error);
    enum picture_problem problem = read ? picture_read(&picture) : PICTURE_MISSING;
    error_clear(&error);
    if (problem != PICTURE_GOOD) {
        buf_free(&picture.bytes);
        return problem;
    }
    pictures->total += picture.bytes.length;
    pictures->items[pictures->count++] = picture;
    return PICTURE_GOOD;
}

static int find(struct pictures *pictures, const char *path, enum picture_problem *problem) {
    struct stat status;
    *problem = PICTURE_MISSING;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return -1;
    for (size_t i = 0; i < pictures->count; i++)
        if (pictures->items[i].device == status.st_dev && pictures->items[i].inode == status.st_ino)
            return (int)i;
    *problem = take_in(pictures, path, &status);
    return *problem == PICTURE_GOOD ? (int)pictures->count - 1 : -1;
}

int pictures_use(struct pictures *pictures, const struct document *document, cmark_node *image,
                 struct warnings *warnings) {
    const char *url = cmark_node_get_url(image);
    enum picture_problem problem;
    char *path = locate(document, url ? url : "", &problem);
    int index = path ? find(pictures, path, &problem) : -1;
    free(path);
    if (index < 0)
        warnings_add(warnings, markdown_line(image), _(sentences[problem]), url ? url : "");
    else if (pictures->items[index].askew)
        warnings_add(warnings, markdown_line(image),
                     _("de afbeelding \"%s\" staat niet rechtop: draai ze in een fotoprogramma en bewaar ze "
                       "opnieuw"),
                     url);
    return index;
}

void pictures_free(struct pictures *pictures) {
    for (size_t i = 0; i < pictures->count; i++)
        buf_free(&pictures->items[i].bytes);
    free(pictures->items);
    *pictures = (struct pictures)PICTURES_EMPTY;
}
