/* odt_package_zip: writes a ZIP file in memory, the same bytes for the same content. Only for odt_package.c.
 */
#ifndef HGW_DOCUMENT_ODT_PACKAGE_ZIP_H
#define HGW_DOCUMENT_ODT_PACKAGE_ZIP_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>
#include <zip.h>

struct odt_zip {
    zip_t *archive;
    zip_source_t *memory; /* where the archive is written */
    uint16_t day;         /* date of all entries, as MS-DOS wrote it */
};

enum odt_zip_method {
    HGW_ZIP_STORED,
    HGW_ZIP_DEFLATED, /* what is small is still stored: there is little to win, and deflate costs memory to
                         start */
};

/* Begins an archive whose entries carry `date` (YYYY-MM-DD), at midnight. */
void odt_zip_open(struct odt_zip *zip, const char *date);

/* Adds an entry, in this place. The bytes are used until odt_zip_close. */
void odt_zip_add(struct odt_zip *zip, const char *name, const char *bytes, size_t length, enum odt_zip_method method);

/* Adds the finished archive to `out` and frees everything. */
void odt_zip_close(struct odt_zip *zip, struct buf *out);

#endif
