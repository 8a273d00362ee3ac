/* odt_package_house: the house style of an ODT: what its package holds apart from the text. Our own
 * (templates/odt/), or that of a reference document. Only for odt_package*.c. */
#ifndef HGW_DOCUMENT_ODT_PACKAGE_HOUSE_H
#define HGW_DOCUMENT_ODT_PACKAGE_HOUSE_H

#include "base/buf.h"
#include "base/error.h"
#include "document/document.h"
#include "document/odt_content.h"

#include <libxml/tree.h>

/* A file of a reference document: a logo, a font. */
struct odt_file {
    char *source; /* its path in the reference document. Owned. */
    char *path;   /* in the new package, under a name that tells nothing; NULL: it does not go along. Owned. */
    const char *media_type; /* for the manifest */
    struct buf bytes;       /* a picture is stripped of what it tells beside the picture. Owned. */
};

struct odt_house {
    xmlDocPtr styles;       /* styles.xml. Owned. */
    struct odt_file *files; /* what styles.xml refers to. Owned. */
    size_t file_count;
    char *master_page;    /* master page of the first page; NULL: the default one. Owned. */
    struct odt_page page; /* room for text; points to master_page */
};

/* Fills `house` for a document: reads the styles, puts in the language, the title and the word of the footer.
 * False with ERROR_DATA or ERROR_IO; free it in any case. */
bool odt_house_open(struct odt_house *house, const struct document *document, const char *title,
                    struct warnings *warnings, struct error *error);

void odt_house_free(struct odt_house *house);

/* The name of the field, in the footer and in meta.xml, that holds document.footer. */
#define ODT_FOOTER_FIELD "Vertrouwelijkheid"

#endif
