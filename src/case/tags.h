/* tags: the tags of a text as they stand there, for who changes it and for who types it: it may be no good XML at that
 * moment.
 *
 * They are read as far as they go: one that is being typed ends where the next begins, an end tag that fits nothing
 * counts for nothing. All places are offsets in the text. */
#pragma once

#include "case/grammar.h"

/* What a name, an id or a word of a value may not hold. */
#define ENDS_NAME " \t\r\n<>/=\"'"

/* An attribute as it stands in a tag. */
struct attribute {
    const char *name, *value; /* as typed; "" when there is no value yet */
    size_t from, to;          /* of the name */
    size_t value_from, value_to;
    char quote;                           /* the sign before the value, '\0': none */
    const struct grammar_attribute *rule; /* what the grammar says about it there, or NULL */
    struct attribute *next;
};

/* A tag, a comment or other markup. */
struct typed_tag {
    char kind;       /* '<' a start tag, '/' an end tag, '!' neither: without a name */
    bool empty;      /* ends with "/>" */
    bool whole;      /* ends at all: with '>' */
    size_t from, to; /* of its '<', and behind it */
    const char *name;
    size_t name_from, name_to;
    struct attribute *attributes;          /* the first one. Owned. */
    const char *id;                        /* the value of that attribute, "" */
    const struct grammar_element *element; /* what the grammar says about that name, or NULL */
    const struct typed_tag *parent; /* the element that it stands in; of an end tag: that its element stands in */
    size_t depth;                   /* how many elements it stands in */
    const struct typed_tag *close;  /* of a start tag: its end tag, or itself; NULL: it is not closed */
};

/* All tags of a text. Start with `struct tags tags = {0};`. */
struct tags {
    const char *text; /* not owned */
    size_t length;
    char *words;             /* the text cut into names and values. Owned. */
    struct typed_tag *items; /* in order; behind the last one an empty one at the end of the text. Owned. */
    size_t count;
};

/* Reads the tags. One that is being typed at `offset` is not taken for an element. The text must outlive them. */
struct tags tags_read(const char *text, size_t length, size_t offset);
void tags_free(struct tags *tags);

/* The last tag that begins before a place, or NULL. */
const struct typed_tag *tags_before(const struct tags *tags, size_t place);

/* A piece of the text. Freed with free(). */
char *tags_text(const struct tags *tags, size_t from, size_t to);

/* True when a place is in a tag, or at the end of one that goes on. */
bool tag_holds(const struct typed_tag *tag, size_t place);

/* The start tag with this id, or NULL. */
const struct typed_tag *tags_find_id(const struct tags *tags, const char *id);

/* True for a start tag with this name; false for NULL. */
bool tag_is(const struct typed_tag *tag, const char *name);

/* The attribute of this name, or NULL; its value, "" when there is none. Of no tag (NULL) there are none. */
const struct attribute *tag_attribute(const struct typed_tag *tag, const char *name);
const char *tag_value(const struct typed_tag *tag, const char *name);

/* Moves on to where these words stand in the value of an attribute, from the place `at` on. False: no more. */
bool word_next(const struct attribute *attribute, const char *words, size_t *at);

/* Behind the end of an element: of its start tag when it is not closed. */
size_t tag_end(const struct typed_tag *tag);
