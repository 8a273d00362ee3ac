/* text: white space in texts, as rule files and messages need it. */
#ifndef HGW_BASE_WRAP_H
#define HGW_BASE_WRAP_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Makes one space of every run of white space (space, tab, CR, LF) and none at both ends, in place. */
void text_normalise(char *text);

/* Adds `text`, which begins at `column` of its line, broken at spaces into lines of at most `width` columns (0: no
 * limit); lines that it goes on in begin at `indent`, as does the first when `column` is 0. */
void text_wrap(struct buf *out, const char *text, size_t column, size_t indent, size_t width);

/* The bytes at the start of `text` that share one place on a terminal: a character with its combining marks,
 * an emoji with all that is joined to it, a flag. `columns` becomes what they take: 0, 1 or 2. Returns 0 for
 * no bytes only. Tabs are not handled. */
size_t text_place(const char *text, size_t length, size_t *columns);

/* The columns that `length` bytes of UTF-8 take on a terminal: those of their places. */
size_t text_width(const char *text, size_t length);

#endif
