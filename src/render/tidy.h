/* tidy: the last hand on the Markdown that a template gave. */
#ifndef HGW_RENDER_TIDY_H
#define HGW_RENDER_TIDY_H

#include "base/buf.h"

#include <stddef.h>

/* Adds the text without blanks at the ends of lines and with at most one empty line between two others
 * (inside a fenced code block all stay); none at the start, one line end at the end. Nothing for a text
 * without content. */
void hgw_markdown_tidy(struct hgw_buf *out, const char *text, size_t length);

#endif
