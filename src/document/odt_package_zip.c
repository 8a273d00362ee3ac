#include "document/odt_package_zip.h"

#include "base/date.h"
#include "base/memory.h"
#include <stdint.h>

enum { SMALL = 2048 }; /* bytes */

/* How hard deflate tries, of 9, which is libzip's own choice: a sixth less work for the whole document, and
 * an eighth more bytes. */
enum { EFFORT = 3 };

/* A day as MS-DOS wrote it: years from 1980 in 7 bits. What lies outside becomes the nearest that fits. We
 * set this ourselves because libzip would convert a time with the time zone of the machine. */
static uint16_t dos_day(const char *date) {
    int year, month, day;
    date_split(date, &year, &month, &day);
    if (year < 1980)
        return 0 << 9 | 1 << 5 | 1;
    if (year > 2107)
        return 127 << 9 | 12 << 5 | 31;
    return (uint16_t)((year - 1980) << 9 | month << 5 | day);
}

void odt_zip_open(struct odt_zip *zip, const char *date) {
    *zip = (struct odt_zip){.memory = zip_source_buffer_create(NULL, 0, 0, NULL), .day = dos_day(date)};
    zip->archive = zip->memory ? zip_open_from_source(zip->memory, ZIP_TRUNCATE, NULL) : NULL;
    if (!zip->archive)
        mem_out();
    zip_source_keep(zip->memory);
}

void odt_zip_add(struct odt_zip *zip, const char *name, const char *bytes, size_t length, enum odt_zip_method method) {
    zip_source_t *source = zip_source_buffer(zip->archive, length ? bytes : "", length, 0);
    zip_int64_t index = source ? zip_file_add(zip->archive, name, source, ZIP_FL_ENC_GUESS) : -1;
    if (index < 0 ||
        zip_set_file_compression(zip->archive, (zip_uint64_t)index,
                                 method == HGW_ZIP_STORED || length < SMALL ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                 EFFORT) != 0 ||
        zip_file_set_dostime(zip->archive, (zip_uint64_t)index, 0, zip->day, 0) != 0)
        mem_out();
}

void odt_zip_close(struct odt_zip *zip, struct buf *out) {
    zip_stat_t status;
    if (zip_close(zip->archive) != 0 || zip_source_stat(zip->memory, &status) != 0 || zip_source_open(zip->memory) != 0)
        mem_out();
    buf_reserve(out, status.size);
    zip_int64_t got = zip_source_read(zip->memory, out->data + out->length, status.size);
    if (got < 0 || (zip_uint64_t)got != status.size)
        mem_out();
    zip_source_close(zip->memory);
    zip_source_free(zip->memory);
    out->length += (size_t)got;
    out->data[out->length] = '\0';
    *zip = (struct odt_zip){0};
}
