/* odt_package_clean: takes out of a reference document's XML what could run, load something, or tell about
 * whoever made it. Only for odt_package*.c. */
#ifndef HGW_RENDER_ODT_PACKAGE_CLEAN_H
#define HGW_RENDER_ODT_PACKAGE_CLEAN_H

#include <libxml/tree.h>
#include <stdbool.h>

/* Asked for every file of the package that the XML refers to: true when it may be kept. */
typedef bool hgw_odt_keep(void *data, const char *name);

/* Removes scripts, macros, event listeners, forms, embedded objects, links to databases and other documents,
 * comments of readers, processing instructions, and every reference but those to files that `keep` allows and
 * hyperlinks to http, https and mailto. */
void hgw_odt_clean(xmlDocPtr doc, hgw_odt_keep *keep, void *data);

#endif
