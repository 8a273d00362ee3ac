/* text: white space in texts, as rule files and messages need it. */
#ifndef HGW_CHECK_TEXT_H
#define HGW_CHECK_TEXT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Makes one space of every run of white space (space, tab, CR, LF) and none at both ends, in place. */
void hgw_text_normalise(char *text);

/* Takes away empty lines at both ends, the indentation that all lines share, and white space at line ends.
 * Returns a new string without final line end; the caller frees it. NULL when memory is out. */
char *hgw_text_outdent(const char *text);

/* Adds `text` in lines of at most `width` columns, each after `indent` spaces, broken at spaces; each line
 * ends with LF. */
void hgw_text_add_wrapped(struct hgw_buf *out, const char *text, size_t indent, size_t width);

/* The columns that `length` bytes of UTF-8 take on a terminal: two for wide characters and emoji, none for
 * combining characters, and what goes together in one emoji counted once. Tabs are not handled. */
size_t hgw_text_width(const char *text, size_t length);

#endif
