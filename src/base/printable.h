/* printable: text of any origin (a file name, a quote from a case) that can steer nothing: not a terminal,
 * not the order in which a text is read. */
#ifndef HGW_BASE_PRINTABLE_H
#define HGW_BASE_PRINTABLE_H

#include "base/buf.h"

#include <stddef.h>

/* What becomes of control characters (C0, DEL, C1), of line and paragraph separators, and of characters that
 * embed, override or isolate a writing direction. Text in any script and the direction marks that it needs
 * (U+061C, U+200E, U+200F) stay as they are; bytes that are not UTF-8 become U+FFFD. */
enum printable {
    PRINTABLE_LINE,     /* for a terminal: line ends and tabs are spaces, the others U+FFFD */
    PRINTABLE_DOCUMENT, /* line ends and tabs stay, what turns the direction goes, the others are U+FFFD
                         */
    PRINTABLE_JSON,     /* line ends and tabs stay, the others are \\u escapes */
    PRINTABLE_XML,      /* line ends and tabs stay, the others are character references */
};

void printable_add_as(struct buf *out, const char *text, size_t length, enum printable how);

/* The same as a line for a terminal. */
void printable_add(struct buf *out, const char *text, size_t length);
void printable_add_string(struct buf *out, const char *text);

/* Makes such a text of what the buf holds. */
void printable_make(struct buf *text, enum printable how);

#endif
