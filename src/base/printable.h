/* printable: text of any origin (a file name, a quote from a case) made fit for a terminal. */
#ifndef HGW_BASE_PRINTABLE_H
#define HGW_BASE_PRINTABLE_H

#include "base/buf.h"

#include <stddef.h>

/* Adds `text` to `out` so that it can go to a terminal: line ends become spaces, and control characters (C0,
 * DEL, C1), characters that turn the writing direction, and bytes that are not UTF-8 become U+FFFD. */
void hgw_printable_add(struct hgw_buf *out, const char *text, size_t length);

/* The same for a string. */
void hgw_printable_add_string(struct hgw_buf *out, const char *text);

#endif
