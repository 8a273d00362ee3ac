/* utf8: Unicode text as UTF-8 bytes (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF). */
#ifndef HGW_BASE_UTF8_H
#define HGW_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Reads the code point at the start of `bytes`. Returns how many bytes it takes (1 to 4), or 0 when `length`
 * is 0 or the bytes are not UTF-8; `code_point` is then not set. */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *code_point);

/* How many bytes from the start are good UTF-8: `length` when all are. */
size_t utf8_valid_length(const char *bytes, size_t length);

/* The number of code points in good UTF-8. */
size_t utf8_count(const char *bytes, size_t length);

#endif
