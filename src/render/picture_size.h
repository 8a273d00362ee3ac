/* picture_size: which kind of picture some bytes are, and its size on paper. Only for picture.c. */
#ifndef HGW_RENDER_PICTURE_SIZE_H
#define HGW_RENDER_PICTURE_SIZE_H

#include "render/picture.h"

/* What a look at the bytes gives. */
enum hgw_picture_look {
    HGW_PICTURE_GOOD,
    HGW_PICTURE_UNKNOWN, /* not PNG, JPEG or SVG, or damaged */
    HGW_PICTURE_HUGE,    /* more than HGW_PICTURE_PIXELS_MAX wide or high */
    HGW_PICTURE_ACTIVE,  /* SVG with scripts, entities or references to something outside it */
};

/* Sets media_type, extension, width and height of `picture` from its bytes. */
enum hgw_picture_look hgw_picture_look(struct hgw_picture *picture);

/* The same for SVG, which the other looks have not recognised. */
enum hgw_picture_look hgw_picture_look_svg(struct hgw_picture *picture);

/* Sets the size in millimetres from one in pixels, with pixels per metre (0: unknown, 96 per inch). */
enum hgw_picture_look hgw_picture_set_size(struct hgw_picture *picture, double width, double height,
                                           double across, double down);

#endif
