/* format_text: what format_text.c and format_text_summary.c share. */
#ifndef HGW_CHECK_FORMAT_TEXT_H
#define HGW_CHECK_FORMAT_TEXT_H

#include "check/output.h"

#include <stddef.h>

/* What a piece of text is, which decides its colour. */
enum hgw_ink {
    HGW_INK_NONE, /* the terminal's own */
    HGW_INK_ERROR,
    HGW_INK_WARNING,
    HGW_INK_NOTE,
    HGW_INK_GOOD,
    HGW_INK_FAINT, /* what matters least */
    HGW_INK_BOLD,
};

/* The ink of each level. */
extern const enum hgw_ink hgw_level_inks[HGW_LEVEL_COUNT];

/* Writes a text, made printable, in an ink when the output has colours. */
void hgw_ink_put(struct hgw_output *output, enum hgw_ink ink, const char *text);

/* Writes so many spaces. */
void hgw_put_spaces(struct hgw_output *output, size_t count);

/* The columns that there are; 0: no limit. */
size_t hgw_text_columns(const struct hgw_output *output);

/* Writes the table of the principles, in shorter words where the whole ones do not fit. */
void hgw_text_summary(struct hgw_output *output, const struct hgw_checked *checked);

#endif
