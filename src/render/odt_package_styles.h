/* odt_package_styles: reads and changes a styles.xml. Only for odt_package*.c. */
#ifndef HGW_RENDER_ODT_PACKAGE_STYLES_H
#define HGW_RENDER_ODT_PACKAGE_STYLES_H

#include <libxml/tree.h>
#include <stdbool.h>

/* Replaces the styles in office:styles that `other` also has, and adds those that are missing. False when
 * memory is out. */
bool hgw_odt_styles_replace(xmlDocPtr styles, xmlDocPtr other);

/* Adds the styles of `other` that `styles` lacks, and the fonts that they name. False when memory is out. */
bool hgw_odt_styles_add_missing(xmlDocPtr styles, xmlDocPtr other);

/* Puts in what belongs to one document: the language ("nl-BE") of the default paragraph, and what the fields
 * for the title and HGW_ODT_FOOTER_FIELD show until a word processor fills them in. False when memory is out.
 */
bool hgw_odt_styles_fill(xmlDocPtr styles, const char *lang, const char *title, const char *footer);

/* The width and height of the text area, in millimetres: of a master page, NULL: the one called Standard or
 * the first. Where the styles do not say, that of A4 with margins of 25 mm. */
void hgw_odt_styles_room(xmlDocPtr styles, const char *master_page, double *width, double *height);

#endif
