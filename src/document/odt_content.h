/* odt_content: a Markdown tree to the content.xml of an ODT (OpenDocument 1.3, part 3: Schema). */
#ifndef HGW_DOCUMENT_ODT_CONTENT_H
#define HGW_DOCUMENT_ODT_CONTENT_H

#include "base/buf.h"
#include "base/error.h"
#include "document/document.h"
#include "document/markdown.h"
#include "document/picture.h"

#include <stdbool.h>
#include <stddef.h>

/* The room for text on the page, in millimetres. Pictures are made to fit, columns are measured in it. */
struct odt_page {
    double width, height;    /* both more than 0 */
    double em;               /* the size of the type in tables, with some room to spare; more than 0 */
    const char *master_page; /* name of the page that the document starts with; NULL: the default one */
};

/* Adds content.xml to `out`. `skeleton` is an empty one with the automatic styles
 * (templates/odt/content.xml); the text goes before its </office:text>, the widths of columns before its
 * </office:automatic-styles>. The pictures that are used are added to `pictures`, and named
 * Pictures/hgw-N.EXT, with N from 1. Fails with ERROR_DATA (a skeleton without those two places). */
bool odt_content_write(const struct markdown *markdown, const struct document *document, const struct odt_page *page,
                       const struct buf *skeleton, struct pictures *pictures, struct buf *out,
                       struct warnings *warnings, struct error *error);

/* Adds the path in the package of picture number `index` (from 0). */
void odt_picture_path(const struct pictures *pictures, size_t index, struct buf *out);

#endif
