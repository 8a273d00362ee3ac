/* odt_content: a Markdown tree to the content.xml of an ODT (OpenDocument 1.3, part 3: Schema). */
#ifndef HGW_RENDER_ODT_CONTENT_H
#define HGW_RENDER_ODT_CONTENT_H

#include "base/buf.h"
#include "base/error.h"
#include "render/document.h"
#include "render/markdown.h"
#include "render/picture.h"

#include <stdbool.h>
#include <stddef.h>

/* The room for text on the page, in millimetres. Pictures are made to fit, columns are measured in it. */
struct hgw_odt_page {
    double width, height;    /* both more than 0 */
    double em;               /* the size of the type in tables, with some room to spare; more than 0 */
    const char *master_page; /* name of the page that the document starts with; NULL: the default one */
};

/* Adds content.xml to `out`. `skeleton` is an empty one with the automatic styles
 * (templates/odt/content.xml); the text goes before its </office:text>, the widths of columns before its
 * </office:automatic-styles>. The pictures that are used are added to `pictures`, and named
 * Pictures/hgw-N.EXT, with N from 1. Fails with HGW_ERROR_DATA (a skeleton without those two places). */
bool hgw_odt_content_write(const struct hgw_markdown *markdown, const struct hgw_document *document,
                           const struct hgw_odt_page *page, const struct hgw_buf *skeleton,
                           struct hgw_pictures *pictures, struct hgw_buf *out, struct hgw_warnings *warnings,
                           struct hgw_error *error);

/* Adds the path in the package of picture number `index` (from 0). */
void hgw_odt_picture_path(const struct hgw_pictures *pictures, size_t index, struct hgw_buf *out);

#endif
