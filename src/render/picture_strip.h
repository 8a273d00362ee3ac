/* picture_strip: takes out of a picture what it tells beside the picture: where and when a photograph was
 * taken, by whom and with what, small earlier versions of it, remarks. Only for picture.c. */
#ifndef HGW_RENDER_PICTURE_STRIP_H
#define HGW_RENDER_PICTURE_STRIP_H

#include "render/picture.h"

/* Rewrites the bytes of a picture that hgw_picture_look() found good, and sets `turned`. What decides how it
 * looks stays: colour profile, density, and how it is to be turned. False when memory is out. */
bool hgw_picture_strip(struct hgw_picture *picture);

/* The same for SVG: without comments, metadata, and what drawing programs note in namespaces of their own. */
bool hgw_picture_strip_svg(struct hgw_picture *picture);

#endif
