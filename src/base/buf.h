/* buf: growable bytes.
 *
 * The bytes are always followed by a NUL that is not counted, so `data` is also a C string once something was
 * added; the bytes themselves may hold anything. */
#ifndef HGW_BASE_BUF_H
#define HGW_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data;      /* the bytes, NUL after the last; NULL until something is added. Owned by the buf. */
    size_t length;   /* bytes in use, the final NUL not counted */
    size_t capacity; /* bytes allocated */
};

/* An empty buf: `struct buf b = BUF_EMPTY;` */
#define BUF_EMPTY                                                                                                      \
    { NULL, 0, 0 }

/* Frees the bytes and leaves an empty buf, ready for use. */
void buf_free(struct buf *buf);

/* Forgets the content, keeps the memory. */
void buf_clear(struct buf *buf);

/* Makes room for `extra` more bytes. */
void buf_reserve(struct buf *buf, size_t extra);

/* Adds `length` bytes; `bytes` may be NULL when length is 0. */
void buf_add(struct buf *buf, const void *bytes, size_t length);

/* Adds a NUL-terminated string; NULL adds nothing. */
void buf_add_string(struct buf *buf, const char *string);

/* Adds one byte. */
void buf_add_char(struct buf *buf, char c);

/* Adds text made with a printf format. */
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Hands the bytes over as a NUL-terminated string ("" when nothing was added) and empties the buf.
 * The caller frees it with free(). */
char *buf_steal(struct buf *buf);

/* A string made with a printf format; the caller frees it with free(). */
char *text_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *text_vformat(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

#endif
