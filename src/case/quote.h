/* quote: pieces of a case in sentences about it. */
#pragma once

#include "base/base.h"

#include <libxml/tree.h>

/* Room for a piece of text of so many letters, with the dots that say it goes on. */
#define CUT_SIZE(letters) ((letters)*4 + sizeof "…")
enum { QUOTE_LETTERS = 40, QUOTE_SIZE = CUT_SIZE(QUOTE_LETTERS) };

/* The first `most` letters of `text` (UTF-8), white space around it left out and inside it made one space. `out` has
 * room for CUT_SIZE(most) bytes. Returns `out`. */
const char *quote_cut(const char *text, size_t most, char *out);

/* The same with QUOTE_LETTERS. */
const char *quote(const char *text, char out[QUOTE_SIZE]);

/* The name of an element or attribute as it stands in the file, with its prefix: "x:doel", cut like a quote. */
const char *quote_name(const xmlNode *node, char out[QUOTE_SIZE]);

/* Adds the names of elements, which are words: "<a>, <b> of <c>". */
void quote_elements(struct buf *out, const char *names);

/* The bytes of what looks like white space, or like nothing, and is no white space for XML, at the start of `text`; 0:
 * something else stands there. */
size_t quote_fixed_space(const char *text);

/* A text on one line, taken over: its first 36 characters and the rest of the word, at most 24 more. Freed with free().
 */
char *quote_beginning(char *text);

/* What an element is about, on one line: the name of a person, else the beginning of its text; "" when it has none.
 * Freed with free(). */
char *quote_about(const xmlNode *element);
