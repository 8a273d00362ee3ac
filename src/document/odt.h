/* odt: what the files of odt_write share. odt_content.c writes the text, house_style.c finds the styles, odt_package.c
 * packs them. A reference document, whose house style is taken over, may be hostile. */
#pragma once

#include "base/base.h"
#include "document/document.h"
#include "document/markdown.h"

/* ---- the text (odt_content.c) */

/* The room for text on the page, in millimetres. Pictures are made to fit, columns are measured in it. */
struct odt_page {
    double width, height; /* both more than 0 */
    double em;            /* the size of the type in tables, with some room to spare; more than 0 */
    char *master_page;    /* name of the page that the document starts with; NULL: the default one. Owned. */
};

/* Adds what templates/odt/content.xml has room for: the text to `text`, and to `styles` the automatic ones that only
 * this document has, such as the widths of its columns. The pictures that are used are added to `pictures`. */
void odt_content_write(struct markdown *markdown, const struct document *document, const struct odt_page *page,
                       struct buf *text, struct buf *styles, struct pictures *pictures);

/* ---- the styles (house_style.c) */

/* Adds the styles.xml for a document to `out`, our own (templates/odt/) or that of its reference document, with the
 * language and the title put in. Sets `page`; the pictures in the heads and feet of pages are
 * added to `pictures`. Fails with ERROR_DATA or ERROR_IO; what `page` owns is to be freed then too. */
bool house_styles(const struct document *document, const char *title, struct odt_page *page, struct pictures *pictures,
                  struct buf *out, struct error *error);
