/* tidy: the last hand on the Markdown that a template gave. */
#ifndef HGW_RENDER_TIDY_H
#define HGW_RENDER_TIDY_H

#include "base/buf.h"

#include <stddef.h>

/* Adds the text with at most one empty line between two others and no blanks before it, none at the start,
 * and one line end at the end: it means the same. Code stays as it is. Nothing for a text without
 * content. */
void hgw_markdown_tidy(struct hgw_buf *out, const char *text, size_t length);

#endif
