/* odt_package_house: the house style of an ODT: what its package holds apart from the text. Our own
 * (templates/odt/), or that of a reference document. Only for odt_package*.c. */
#ifndef HGW_RENDER_ODT_PACKAGE_HOUSE_H
#define HGW_RENDER_ODT_PACKAGE_HOUSE_H

#include "base/buf.h"
#include "base/error.h"
#include "render/document.h"
#include "render/odt_content.h"

#include <libxml/tree.h>

/* A file that goes into the package as it is: a logo, a font. */
struct hgw_odt_file {
    char *name;           /* path in the package. Owned. */
    char *media_type;     /* for the manifest; "" when unknown. Owned. */
    struct hgw_buf bytes; /* owned */
};

struct hgw_odt_house {
    xmlDocPtr styles;           /* styles.xml. Owned. */
    struct hgw_buf settings;    /* settings.xml; empty: there is none. Owned. */
    struct hgw_odt_file *files; /* what styles.xml refers to. Owned. */
    size_t file_count;
    char *master_page;        /* master page of the first page; NULL: the default one. Owned. */
    char *prefix;             /* how the paths of our pictures begin. Owned. */
    struct hgw_odt_page page; /* room for text; points to master_page and prefix */
};

/* Fills `house` for a document: reads the styles, puts in the language, the title and the word of the footer.
 * False with HGW_ERROR_DATA, HGW_ERROR_IO or HGW_ERROR_MEMORY; free it in any case. */
bool hgw_odt_house_open(struct hgw_odt_house *house, const struct hgw_document *document, const char *title,
                        struct hgw_error *error);

void hgw_odt_house_free(struct hgw_odt_house *house);

/* The name of the field, in the footer and in meta.xml, that holds hgw_document.footer. */
#define HGW_ODT_FOOTER_FIELD "Vertrouwelijkheid"

#endif
