/* odt_package_carry: carries over from a reference document what may stay: its styles, page layouts, heads
 * and feet, with their pictures and fonts. Only for odt_package*.c. */
#ifndef HGW_DOCUMENT_ODT_PACKAGE_CARRY_H
#define HGW_DOCUMENT_ODT_PACKAGE_CARRY_H

#include <libxml/tree.h>
#include <stdbool.h>

/* What an element shows of a file of the package. */
enum odt_file_kind { ODT_PICTURE, ODT_FONT };

/* Asked for every file of the package that the styles refer to: the path that it gets in the new package,
 * which must stay valid; NULL when it is not there, or not of that kind. */
typedef const char *odt_take(void *data, const char *path, enum odt_file_kind kind);

/* A new styles.xml with what may stay of `styles`, judged by namespace and name: nothing else of it is in the
 * new one, so nothing that could run, load something, or tell what stood in the fields of an older letter. No
 * link but to http, https and mailto, no address elsewhere, no hidden text. Sets *lost when a picture
 * was shown that could not be taken. */
xmlDocPtr odt_carry(xmlDocPtr styles, odt_take *take, void *data, bool *lost);

#endif
