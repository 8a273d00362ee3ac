/* splice: changes to the source of a case that leave every other byte as it is. Places come from its tree, how to
 * indent and end a line from the lines around. */
#pragma once

#include "base/base.h"
#include "case/case.h"

/* One change: `removed` bytes at `at` of the source give way to `text`. */
struct change {
    size_t at, removed;
    char *text; /* owned */
};

/* Start with `struct splice s = {.c = …};`. */
struct splice {
    const struct case_file *c; /* what is changed; its tree and source stay as they are. Not owned. */
    struct change *items;      /* in the order of their places */
    size_t count, capacity;
};

/* Where an element stands in the source: its `<`, the end of its start tag, the `<` of its end tag, the end of that.
 * Of an empty element (`<a/>`) `inside` and `close` are the place of the slash. */
struct extent {
    size_t start, inside, close, end;
    bool empty;
};
struct extent extent_of(const struct case_file *c, const xmlNode *element);

/* Puts lines, without a last line end and indented by two spaces a level, into `parent`: behind its child `after`, or
 * (NULL) before its other elements, and after its comments when it has no elements. They become one line in a file
 * whose first section does not begin its own. */
void splice_insert(struct splice *splice, const xmlNode *parent, const xmlNode *after, const char *lines);

/* Sets an attribute that is there to a value without special characters. */
void splice_set(struct splice *splice, const xmlNode *element, const char *attribute, const char *value);

/* Adds the changed source to `out`. */
void splice_make(const struct splice *splice, struct buf *out);

void splice_free(struct splice *splice);
