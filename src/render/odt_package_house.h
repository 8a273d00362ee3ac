/* odt_package_house: the house style of an ODT: what its package holds apart from the text. Our own
 * (templates/odt/), or that of a reference document. Only for odt_package*.c. */
#ifndef HGW_RENDER_ODT_PACKAGE_HOUSE_H
#define HGW_RENDER_ODT_PACKAGE_HOUSE_H

#include "base/buf.h"
#include "base/error.h"
#include "render/document.h"
#include "render/odt_content.h"

#include <libxml/tree.h>

/* A file of a reference document: a logo, a font. */
struct hgw_odt_file {
    char *source; /* its path in the reference document. Owned. */
    char *path; /* in the new package, under a name that tells nothing; NULL: it does not go along. Owned. */
    const char *media_type; /* for the manifest */
    struct hgw_buf bytes;   /* a picture is stripped of what it tells beside the picture. Owned. */
};

struct hgw_odt_house {
    xmlDocPtr styles;           /* styles.xml. Owned. */
    struct hgw_odt_file *files; /* what styles.xml refers to. Owned. */
    size_t file_count;
    char *master_page;        /* master page of the first page; NULL: the default one. Owned. */
    struct hgw_odt_page page; /* room for text; points to master_page */
};

/* Fills `house` for a document: reads the styles, puts in the language, the title and the word of the footer.
 * False with HGW_ERROR_DATA or HGW_ERROR_IO; free it in any case. */
bool hgw_odt_house_open(struct hgw_odt_house *house, const struct hgw_document *document, const char *title,
                        struct hgw_warnings *warnings, struct hgw_error *error);

void hgw_odt_house_free(struct hgw_odt_house *house);

/* The name of the field, in the footer and in meta.xml, that holds hgw_document.footer. */
#define HGW_ODT_FOOTER_FIELD "Vertrouwelijkheid"

#endif
