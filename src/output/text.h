/* format_text: what format_text.c and format_text_summary.c share. */
#ifndef HGW_OUTPUT_TEXT_H
#define HGW_OUTPUT_TEXT_H

#include "output/output.h"

#include <stddef.h>

/* What a piece of text is, which decides its colour. */
enum ink {
    INK_NONE, /* the terminal's own */
    INK_ERROR,
    INK_WARNING,
    INK_NOTE,
    INK_GOOD,
    INK_FAINT, /* what matters least */
    INK_BOLD,
};

/* The ink of each level. */
extern const enum ink level_inks[LEVEL_COUNT];

/* Writes a text, made printable, in an ink when the output has colours. */
void ink_put(struct output *output, enum ink ink, const char *text);

/* Writes so many spaces. */
void put_spaces(struct output *output, size_t count);

/* The columns that there are; 0: no limit. */
size_t text_columns(const struct output *output);

/* Writes the table of the principles, in shorter words where the whole ones do not fit. */
void text_summary(struct output *output, const struct checked *checked);

#endif
