/* person: who is meant by a name. */
#ifndef HGW_CASE_PERSON_H
#define HGW_CASE_PERSON_H

#include <libxml/tree.h>
#include <stdbool.h>

/* The id of the leerling or betrokkene whose naam or rol is `name`, or has `name` for one of its words
 * (letter case ignored for ASCII): what someone typed where an id belongs. False when nobody is called so, or
 * more than one. The caller frees `id` with xmlFree(). */
bool person_called(xmlDoc *doc, const char *name, xmlChar **id);

#endif
