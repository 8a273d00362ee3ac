/* markdown_escape: text of a case written so that Markdown shows it as it is and obeys none of it. */
#ifndef HGW_RENDER_MARKDOWN_ESCAPE_H
#define HGW_RENDER_MARKDOWN_ESCAPE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* What stands around a text. */
enum hgw_markdown_edge {
    HGW_EDGE_START = 1, /* it may be the first on its line */
    HGW_EDGE_END = 2,   /* it may be the last on its line, or in front of a link */
};

/* Adds `length` bytes of UTF-8 so that CommonMark, and the pipe tables of GitHub Flavored Markdown, read them
 * as that very text on one line: in a paragraph, a heading, a list item, a quote, a table cell, between
 * emphasis marks, in the text of a link. White space is made single; that at an edge (`edges`: bits of the
 * enum) goes. */
void hgw_markdown_escape(struct hgw_buf *out, const char *text, size_t length, unsigned edges);

/* Mends what an escaped text at the end of `out` and a literal that follows it, beginning with `next`, would
 * mean together: an exclamation mark and a link would be an image, an ampersand and a word a character
 * reference. */
void hgw_markdown_join(struct hgw_buf *out, char next);

#endif
