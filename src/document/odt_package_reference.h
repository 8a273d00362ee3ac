/* odt_package_reference: opens the package of a reference document, which may be hostile. Only for
 * odt_package*.c. */
#ifndef HGW_DOCUMENT_ODT_PACKAGE_REFERENCE_H
#define HGW_DOCUMENT_ODT_PACKAGE_REFERENCE_H

#include "base/buf.h"
#include "base/error.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <zip.h>

/* Limits: a house style is a few files of a few hundred kilobytes. Beyond these it is refused. */
enum {
    REFERENCE_MIB = 64,       /* size of the file, in MiB, and of all its entries together, unpacked */
    REFERENCE_ENTRY_MIB = 32, /* size of one entry, unpacked, in MiB */
    REFERENCE_ENTRIES = 1000, /* how many entries */
};

struct reference {
    const char *path; /* as the user gave it, for messages. Not owned. */
    struct buf bytes; /* the whole file. Owned. */
    zip_t *archive;   /* reads from `bytes`. Owned. */
};

/* Opens `path`: an ODT or OTT that is whole, not encrypted, within the limits, with names that stay in the
 * package. Otherwise false: ERROR_DATA with a sentence that says what is wrong, ERROR_IO when it
 * cannot be read, ERROR_LIMIT when it is too large. Close it in any case. */
bool reference_open(struct reference *reference, const char *path, struct error *error);

void reference_close(struct reference *reference);

/* True when the package has a file of this name. */
bool reference_has(const struct reference *reference, const char *name);

/* Adds the content of a file to `out`. False: ERROR_DATA when it is missing or damaged.
 */
bool reference_read(const struct reference *reference, const char *name, struct buf *out, struct error *error);

/* The same for XML: a tree to free with xmlFreeDoc(); NULL with an error when it is not well-formed or has a
 * document type declaration. */
xmlDocPtr reference_read_xml(const struct reference *reference, const char *name, struct error *error);

#endif
