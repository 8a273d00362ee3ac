/* odt_package_zip: writes a ZIP file in memory, the same bytes for the same content. Only for odt_package.c.
 */
#ifndef HGW_RENDER_ODT_PACKAGE_ZIP_H
#define HGW_RENDER_ODT_PACKAGE_ZIP_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>
#include <zip.h>

struct hgw_zip {
    zip_t *archive;
    zip_source_t *memory; /* where the archive is written */
    uint16_t day;         /* date of all entries, as MS-DOS wrote it */
};

enum hgw_zip_method {
    HGW_ZIP_STORED,
    HGW_ZIP_DEFLATED, /* what is small is still stored: there is little to win, and deflate costs memory to
                         start */
};

/* Begins an archive whose entries carry `date` (YYYY-MM-DD), at midnight. */
void hgw_zip_open(struct hgw_zip *zip, const char *date);

/* Adds an entry, in this place. The bytes are used until hgw_zip_close. */
void hgw_zip_add(struct hgw_zip *zip, const char *name, const char *bytes, size_t length,
                 enum hgw_zip_method method);

/* Adds the finished archive to `out` and frees everything. */
void hgw_zip_close(struct hgw_zip *zip, struct hgw_buf *out);

#endif
