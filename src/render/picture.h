/* picture: finds the pictures of a document, in the directories that the caller allows and nowhere else. */
#ifndef HGW_RENDER_PICTURE_H
#define HGW_RENDER_PICTURE_H

#include "base/buf.h"
#include "render/document.h"
#include "render/markdown_tree.h"

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
    const char *media_type; /* "image/png", "image/jpeg" or "image/svg+xml" */
    const char *extension;  /* "png", "jpg" or "svg" */
    double width, height;   /* natural size in millimetres, more than 0, as the file holds it */
    int turned;   /* how a JPEG is to be turned to stand upright: Exif's Orientation, 1 to 8; 1: it is.
                     Browsers turn it by themselves, LibreOffice does not. */
    dev_t device; /* with `inode`: which file it is, so that one used twice is stored once */
    ino_t inode;
};

struct hgw_pictures {
    struct hgw_picture *items; /* in the order of first use. Owned. */
    size_t count;
    size_t total; /* bytes of all files */
};

/* No pictures yet: `struct hgw_pictures p = HGW_PICTURES_EMPTY;` */
#define HGW_PICTURES_EMPTY                                                                                   \
    { NULL, 0, 0 }

/* Finds the picture of an IMAGE node, whose address is percent-encoded UTF-8. Only files that lie, with every
 * symbolic link followed, in one of the document's resource directories; PNG, JPEG, and SVG without scripts,
 * entities or anything from outside. Returns its number in `pictures`, or -1 with the reason in `warnings`.
 */
int hgw_pictures_use(struct hgw_pictures *pictures, const struct hgw_document *document, cmark_node *image,
                     struct hgw_warnings *warnings);

/* Frees the pictures and leaves none. */
void hgw_pictures_free(struct hgw_pictures *pictures);

#endif
