/* odt_package_styles: reads and changes a styles.xml. Only for odt_package*.c. */
#ifndef HGW_DOCUMENT_ODT_PACKAGE_STYLES_H
#define HGW_DOCUMENT_ODT_PACKAGE_STYLES_H

#include "base/buf.h"
#include "document/document.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* Replaces the styles in office:styles that `other` also has, and adds those that are missing. */
void odt_styles_replace(xmlDocPtr styles, xmlDocPtr other);

/* Gives the styles of a house style that Word saved (Kop 1, Titel, Standaard) the names that we use, when it
 * does not have those itself: by what they are called, else headings by their level. True when it has any
 * heading then. */
bool odt_styles_rename(xmlDocPtr styles);

/* Adds the styles of `other` that `styles` lacks, and the fonts that they name. */
void odt_styles_add_missing(xmlDocPtr styles, xmlDocPtr other);

/* True when the root element is the one of OpenDocument with this name, such as "document-styles". */
bool odt_is(xmlDocPtr doc, const char *name);

/* Puts in what belongs to one document: the language of the default paragraph, and what the fields for the
 * title, the subject, the author and so on show until a word processor fills them in: what another document
 * left there goes. */
void odt_styles_fill(xmlDocPtr styles, const struct document *document, const char *title);

/* True for a field that shows something about the document, the page or the day: odt_styles_fill() says
 * what. */
bool odt_styles_is_field(xmlNodePtr node);

/* The name, to free with free(), of the page on which the text of `content` (a content.xml) starts, when its
 * first paragraph says so and `styles` has it; else NULL. */
char *odt_styles_first_page(xmlDocPtr styles, xmlDocPtr content);

/* Adds a tree to `out` as XML in UTF-8. */
void odt_dump(xmlDocPtr doc, struct buf *out);

/* The width and height of the text area, in millimetres: of a master page, NULL: the one called Standard or
 * the first. Where the styles do not say, that of A4 with margins of 25 mm. */
void odt_styles_room(xmlDocPtr styles, const char *master_page, double *width, double *height);

#endif
