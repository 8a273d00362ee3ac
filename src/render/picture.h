/* picture: finds the pictures of a document, in the directories that the caller allows and nowhere else. */
#ifndef HGW_RENDER_PICTURE_H
#define HGW_RENDER_PICTURE_H

#include "base/buf.h"
#include "render/document.h"
#include "render/markdown.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Limits on what one document may take in. */
enum {
    HGW_PICTURES_MAX = 500,         /* different pictures */
    HGW_PICTURE_PIXELS_MAX = 20000, /* width and height of one, in pixels */
    HGW_PICTURE_MIB_MAX = 20,       /* size of one file, in MiB */
    HGW_PICTURES_MIB_MAX = 100,     /* all files together, in MiB */
};

/* A picture that can be used. */
struct hgw_picture {
    struct hgw_buf bytes;   /* the file, without what it tells beside the picture. Owned. */
    const char *media_type; /* "image/png" or "image/jpeg" */
    const char *extension;  /* "png" or "jpg" */
    double width, height;   /* natural size in millimetres, more than 0, as the file holds it */
    int turned;   /* how a JPEG is to be turned to stand upright: Exif's Orientation, 1 to 8; 1: it is.
                     Browsers turn it by themselves, LibreOffice does not. */
    bool askew;   /* a PNG that is to be turned: hardly any reader does */
    dev_t device; /* with `inode`: which file it is, so that one used twice is stored once */
    ino_t inode;
};

enum hgw_picture_problem {
    HGW_PICTURE_GOOD,
    HGW_PICTURE_UNKNOWN, /* not PNG or JPEG, or damaged */
    HGW_PICTURE_HUGE,    /* beyond one of the limits above */
    HGW_PICTURE_REMOTE,
    HGW_PICTURE_MISSING,
    HGW_PICTURE_OUTSIDE, /* not in one of the directories */
    HGW_PICTURE_TOO_MANY,
};

/* Looks what `bytes` are, sets the other members but device and inode, and rewrites the bytes with nothing
 * but what the picture is drawn from: no place, date, name, text, profile, earlier or smaller version. How a
 * JPEG is to be turned stays. What is no good picture (UNKNOWN, HUGE) ends with bytes of no use. */
enum hgw_picture_problem hgw_picture_read(struct hgw_picture *picture);

struct hgw_pictures {
    struct hgw_picture *items; /* in the order of first use. Owned. */
    size_t count;
    size_t total; /* bytes of all files */
};

/* No pictures yet: `struct hgw_pictures p = HGW_PICTURES_EMPTY;` */
#define HGW_PICTURES_EMPTY                                                                                   \
    { NULL, 0, 0 }

/* Finds the picture of an IMAGE node, whose address is percent-encoded UTF-8. Only files that lie, with every
 * symbolic link followed, in one of the document's resource directories; PNG and JPEG. Returns its number in
 * `pictures`, or -1 with the reason in `warnings`. */
int hgw_pictures_use(struct hgw_pictures *pictures, const struct hgw_document *document, cmark_node *image,
                     struct hgw_warnings *warnings);

/* Frees the pictures and leaves none. */
void hgw_pictures_free(struct hgw_pictures *pictures);

#endif
