/* odt: what the files of odt_write share. odt_content.c writes the text, house_*.c find the styles, odt_package.c packs
 * them. A reference document, whose house style is taken over, may be hostile. */
#pragma once

#include "base/base.h"
#include "document/document.h"
#include "document/markdown.h"
#include "xml/reader.h"

#include <libxml/tree.h>

/* ---- the text (odt_content.c) */

/* The room for text on the page, in millimetres. Pictures are made to fit, columns are measured in it. */
struct odt_page {
    double width, height; /* both more than 0 */
    double em;            /* the size of the type in tables, with some room to spare; more than 0 */
    char *master_page;    /* name of the page that the document starts with; NULL: the default one. Owned. */
    xmlDocPtr styles;     /* the styles.xml. Owned. */
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

struct reference; /* the package of a reference document */

/* The picture with this path in it, for the new package; NULL: there is none that is good. */
const struct picture *reference_picture(struct reference *reference, const char *path, struct pictures *pictures);

/* ---- what of its styles may stay (house_filter.c) */

/* A new styles.xml with what may stay of `styles`, judged by namespace and name: nothing else of it is in the new one,
 * so nothing that could run, load something, or tell what stood in the fields of an older letter. No link but to http,
 * https and mailto, no address elsewhere, no hidden text, no language of the text. It has all four parts. Sets *lost
 * when a picture was shown that could not be taken. */
xmlDocPtr house_filter(xmlDocPtr styles, struct pictures *pictures, struct reference *reference, bool *lost);

/* ---- trees of OpenDocument (house_filter.c) */

/* Reads one of them, with names as dom.h asks: they have no namespace but their usual prefix, "style:style", whatever
 * the document calls it. A name of a namespace that we do not know begins with a colon. */
xmlDocPtr odf_read(const struct buf *bytes, enum xml_mistake *mistake);

/* True for an element with one of these names, between spaces. */
bool odf_is(const xmlNode *node, const char *names);

/* The first of these elements in `parent` whose style:name this is. */
xmlNodePtr odf_named(const xmlNode *parent, const char *element, const char *name);
