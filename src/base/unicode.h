/* unicode: what a text is made of and how it stands on a terminal. */
#pragma once

#include "base/base.h"

/* utf8: Unicode text as UTF-8 bytes (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF). */

/* Reads the code point at the start of `bytes`. Returns how many bytes it takes (1 to 4), or 0 when `length`
 * is 0 or the bytes are not UTF-8; `code_point` is then not set. */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *code_point);

/* How many bytes from the start are good UTF-8: `length` when all are. */
size_t utf8_valid_length(const char *bytes, size_t length);

/* The number of code points in good UTF-8. */
size_t utf8_count(const char *bytes, size_t length);

/* How many bytes of a piece of source a sentence quotes: its first line, at most some 40 of them. */
int text_quote(const char *text, size_t length);

/* printable: text of any origin (a file name, a quote from a case) that can steer nothing: not a terminal,
 * not the order in which a text is read. */

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

void printable_add(struct buf *out, const char *text, size_t length, enum printable how);

/* The same as a line for a terminal. */
void printable_add_string(struct buf *out, const char *text);

/* Makes such a text of what the buf holds. */
void printable_make(struct buf *text, enum printable how);

/* text: white space in texts, as rule files and messages need it. */

/* Makes one space of every run of white space (space, tab, CR, LF) and none at both ends, in place. */
void text_normalise(char *text);

/* Adds `text`, which begins at `column` of its line, broken at spaces and after | into lines of at most `width`
 * columns (0: no limit); lines that it goes on in begin at `indent`, as does the first when `column` is 0. */
void text_wrap(struct buf *out, const char *text, size_t column, size_t indent, size_t width);

/* The bytes at the start of `text` that share one place on a terminal: a character with its combining marks,
 * an emoji with all that is joined to it, a flag. `columns` becomes what they take: 0, 1 or 2. Returns 0 for
 * no bytes only. Tabs are not handled. */
size_t text_place(const char *text, size_t length, size_t *columns);

/* The columns that `length` bytes of UTF-8 take on a terminal: those of their places. */
size_t text_width(const char *text, size_t length);
