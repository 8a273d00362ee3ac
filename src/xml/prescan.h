/* prescan: one look over the source before the parser gets it.
 *
 * libxml2 compares every attribute of a tag with every other one before it hands the tag over, so a tag with
 * 100,000 attributes keeps it busy for many seconds. Such a tag is found here first. */
#ifndef HGW_XML_PRESCAN_H
#define HGW_XML_PRESCAN_H

#include <stdbool.h>
#include <stddef.h>

/* True when some start tag has more than `limit` attributes; `offset` is then that of its `<`. Comments,
 * CDATA and processing instructions are passed over. What is not well-formed is left to the parser. */
bool prescan_attributes(const char *text, size_t length, size_t limit, size_t *offset);

#endif
