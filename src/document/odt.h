/* odt: Markdown to an OpenDocument text, the whole package (OpenDocument 1.3). */
#ifndef HGW_DOCUMENT_ODT_H
#define HGW_DOCUMENT_ODT_H

#include "base/buf.h"
#include "base/error.h"
#include "document/document.h"
#include "document/markdown.h"
#include "document/picture.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* Writes Markdown as an ODT package into `out`, which must be empty. The same input gives the same bytes, in any time
 * zone and locale. Pictures that cannot be used become their alternative text, with a warning. The tree is left empty.
 * Fails with ERROR_DATA (the reference document or our own templates cannot be used) or ERROR_IO; `out` must then not
 * be used. */
bool odt_write(struct markdown *markdown, const struct document *document, struct buf *out, struct warnings *warnings,
               struct error *error);

/* ---- what it is made of */

/* The room for text on the page, in millimetres. Pictures are made to fit, columns are measured in it. */
struct odt_page {
    double width, height;    /* both more than 0 */
    double em;               /* the size of the type in tables, with some room to spare; more than 0 */
    const char *master_page; /* name of the page that the document starts with; NULL: the default one */
};

/* Adds content.xml to `out`. `skeleton` is an empty one with the automatic styles (templates/odt/content.xml); the text
 * goes before its </office:text>, the widths of columns before its </office:automatic-styles>. The pictures that are
 * used are added to `pictures`. Fails with ERROR_DATA (a skeleton without those two places). */
bool odt_content_write(struct markdown *markdown, const struct document *document, const struct odt_page *page,
                       const struct buf *skeleton, struct pictures *pictures, struct buf *out,
                       struct warnings *warnings, struct error *error);

/* Adds an element, given with its attributes, and its text; nothing when there is no text. */
void odt_add_element(struct buf *out, const char *element, const char *text);

/* A file of a reference document: a logo, a font. */
struct house_file {
    char *source; /* its path in the reference document. Owned. */
    char *path;   /* in the new package, under a name that tells nothing; NULL: it does not go along. Owned. */
    const char *media_type;
    struct buf bytes; /* a picture is stripped of what it tells beside the picture. Owned. */
};

/* What the package holds apart from the text: our own (templates/odt/), or that of a reference document. */
struct house_style {
    xmlDocPtr styles;         /* styles.xml. Owned. */
    struct house_file *files; /* what styles.xml refers to. Owned. */
    size_t file_count;
    char *master_page;    /* master page of the first page; NULL: the default one. Owned. */
    struct odt_page page; /* room for text; points to master_page */
};

/* Fills `house` for a document: reads the styles, puts in the language, the title and the word of the footer. False
 * with ERROR_DATA or ERROR_IO; free it in any case. */
bool house_style_open(struct house_style *house, const struct document *document, const char *title,
                      struct warnings *warnings, struct error *error);

void house_style_free(struct house_style *house);

/* The name of the field, in the footer and in meta.xml, that holds document.footer. */
#define ODT_FOOTER_FIELD "Vertrouwelijkheid"

#endif
