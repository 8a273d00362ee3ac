/* house_style: what house_*.c share. They read a reference document, which may be hostile, for its house style. */
#ifndef HGW_DOCUMENT_HOUSE_STYLE_H
#define HGW_DOCUMENT_HOUSE_STYLE_H

#include "base/buf.h"
#include "base/error.h"
#include "document/odt.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <zip.h>

/* ---- trees of OpenDocument: names have their usual prefix, "style:style", whatever the document calls it
 * (house_filter.c) */

/* True for an element with one of these names, between spaces. */
bool odf_is(const xmlNode *node, const char *names);

/* The first child of `parent` (NULL: none) that is one, and whose style:name is `name` (NULL: any). */
xmlNodePtr odf_child(const xmlNode *parent, const char *names, const char *name);

/* The value of an attribute, "" when it is not there. It lives as long as the attribute is not changed. */
const char *odf_get(const xmlNode *node, const char *name);

/* Sets an attribute; NULL takes it away. */
void odf_set(xmlNodePtr node, const char *name, const char *value);

/* ---- the package of a reference document (house_reference.c) */

/* Limits: a house style is a few files of a few hundred kilobytes. Beyond these it is refused. */
enum {
    REFERENCE_MIB = 64,       /* size of the file, in MiB, and of all its entries together, unpacked */
    REFERENCE_ENTRY_MIB = 32, /* size of one entry, unpacked, in MiB */
    REFERENCE_ENTRIES = 1000, /* how many entries */
};

struct reference {
    const char *path;    /* as the user gave it, for messages. Not owned. */
    struct buf bytes;    /* the whole file. Owned. */
    zip_t *archive;      /* reads from `bytes`. Owned. */
    struct error *error; /* where what is wrong is said. Not owned. */
};

/* Opens `path`: an ODT or OTT that is whole, not encrypted, within the limits.
 * Otherwise false: ERROR_DATA with a sentence that says what is wrong, ERROR_IO when it cannot be read, ERROR_LIMIT
 * when it is too large. Close it in any case. */
bool reference_open(struct reference *reference, const char *path, struct error *error);

void reference_close(struct reference *reference);

/* True when the package has a file of this name. */
bool reference_has(const struct reference *reference, const char *name);

/* Adds the content of a file to `out`. False: ERROR_DATA when it is missing or damaged. */
bool reference_read(const struct reference *reference, const char *name, struct buf *out);

/* The same for XML: a tree to free with xmlFreeDoc(); NULL with an error when it is not well-formed or has a document
 * type declaration. */
xmlDocPtr reference_read_xml(const struct reference *reference, const char *name);

/* ---- what of its styles may stay (house_filter.c) */

/* A new styles.xml with what may stay of `styles`, judged by namespace and name: nothing else of it is in the new one,
 * so nothing that could run, load something, or tell what stood in the fields of an older letter. No link but to http,
 * https and mailto, no address elsewhere, no hidden text. It has all four parts. The files that it refers to are taken
 * into `house`. Sets *lost when a picture was shown that could not be taken. */
xmlDocPtr house_filter(xmlDocPtr styles, struct house_style *house, const struct reference *reference, bool *lost);

/* Takes a file of the package, a font or else a picture, into the house style. Returns its path in the new package;
 * NULL when it is not there, or not of that kind, which is remembered too. */
const char *house_take(struct house_style *house, const struct reference *reference, const char *source, bool font);

#endif
