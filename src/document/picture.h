/* picture: finds the pictures of a document, in the directories that the caller allows and nowhere else, and
 * leaves nothing of them but what they show. */
#pragma once

#include "base/base.h"
#include "document/document.h"
#include "document/markdown.h"

/* Limits on what one document may take in. */
enum {
    PICTURE_MEGAPIXELS_MAX = 120, /* of one: a JPEG of that size takes 0.7 GB to turn */
    PICTURE_MIB_MAX = 20,         /* size of one file, in MiB */
    PICTURES_MIB_MAX = 100,       /* all files together, in MiB */
};

enum picture_problem {
    PICTURE_GOOD,
    PICTURE_UNKNOWN, /* not PNG or JPEG, or damaged */
    PICTURE_HUGE,    /* beyond one of the limits above */
    PICTURE_REMOTE,
    PICTURE_MISSING,
    PICTURE_OUTSIDE, /* not in one of the directories */
};

struct picture {
    char *source;                 /* path of the file: of the machine, or in the reference document. Owned. */
    enum picture_problem problem; /* other than GOOD: what follows is of no use */
    struct buf bytes;             /* the file, without what it tells beside the picture. Owned. */
    const char *media_type;       /* "image/png" or "image/jpeg" */
    const char *extension;        /* "png" or "jpg" */
    char path[32];                /* in a package: Pictures/hgw-N.EXT, with N from 1 */
    double width, height;         /* natural size in millimetres, more than 0 */
};

/* Looks what `bytes` are, sets what follows them but the path, and rewrites them with nothing but what the picture is
 * drawn from: no place, date, name, text, profile, earlier or smaller version. With `turn` a JPEG is turned upright as
 * its Exif says, without loss but for at most 15 pixels at an edge that comes to stand above or left. */
enum picture_problem picture_read(struct picture *picture, bool turn);

struct pictures {
    struct picture *items; /* in the order of first use. Owned. */
    size_t count, capacity;
    size_t total; /* bytes of all files of the Markdown */
};

/* No pictures yet: `struct pictures p = PICTURES_EMPTY;` */
#define PICTURES_EMPTY                                                                                                 \
    { NULL, 0, 0, 0 }

/* The number of the picture with this source; the count when it is not there. */
size_t pictures_find(const struct pictures *pictures, const char *source);

/* Adds a picture, good or not, with the bytes of its file, which become its own. */
const struct picture *pictures_add(struct pictures *pictures, const char *source, struct buf bytes, bool turn);

/* Finds the picture with an address (percent-encoded UTF-8), used in `line` of the Markdown. Only files that lie, with
 * every symbolic link followed, in one of the document's resource directories; PNG and JPEG. Returns its number in
 * `pictures`, or -1 with the reason in `warnings`. */
int pictures_use(struct pictures *pictures, const struct document *document, const char *url, size_t line,
                 struct warnings *warnings);

/* Frees the pictures and leaves none. */
void pictures_free(struct pictures *pictures);
