/* printable: text of any origin (a file name, a quote from a case) that can steer nothing: not a terminal,
 * not the order in which a text is read. */
#ifndef HGW_BASE_PRINTABLE_H
#define HGW_BASE_PRINTABLE_H

#include "base/buf.h"

#include <stddef.h>

/* What becomes of control characters (C0, DEL, C1), of line and paragraph separators, and of characters that
 * embed, override or isolate a writing direction. Text in any script and the direction marks that it needs
 * (U+061C, U+200E, U+200F) stay as they are; bytes that are not UTF-8 become U+FFFD. */
enum hgw_printable {
    HGW_PRINTABLE_LINE,     /* for a terminal: line ends and tabs are spaces, the others U+FFFD */
    HGW_PRINTABLE_DOCUMENT, /* line ends and tabs stay, what turns the direction goes, the others are U+FFFD
                             */
    HGW_PRINTABLE_JSON,     /* line ends and tabs stay, the others are \\u escapes */
    HGW_PRINTABLE_XML,      /* line ends and tabs stay, the others are character references */
};

void hgw_printable_add_as(struct hgw_buf *out, const char *text, size_t length, enum hgw_printable how);

/* The same as a line for a terminal. */
void hgw_printable_add(struct hgw_buf *out, const char *text, size_t length);
void hgw_printable_add_string(struct hgw_buf *out, const char *text);

/* Makes such a text of what the buf holds. */
void hgw_printable_make(struct hgw_buf *text, enum hgw_printable how);

#endif
