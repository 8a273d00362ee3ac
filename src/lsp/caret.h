/* caret: the tags of a text that may be no good XML at that moment, and where the caret stands among them.
 *
 * It reads tags as far as they go: one that is being typed ends where the next begins, an end tag that fits nothing
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

enum where {
    WHERE_NOTHING,   /* in a comment, at a place where nothing can stand */
    WHERE_TEXT,      /* between tags */
    WHERE_NAME,      /* in the name of a start tag, or where it is to come */
    WHERE_CLOSE,     /* the same of an end tag */
    WHERE_ATTRIBUTE, /* in the name of an attribute, or where one may come */
    WHERE_VALUE,     /* in the value of one */
};

struct caret {
    enum where where;
    size_t at;
    size_t from, to;                   /* the word around the caret, which an answer replaces */
    const struct typed_tag *tag;       /* the tag that it stands in, or the last one before it; NULL: none */
    const struct typed_tag *element;   /* the element around it, and around that tag; NULL: none */
    const struct attribute *attribute; /* of WHERE_VALUE, and of WHERE_ATTRIBUTE in a name; else NULL */
};

/* Reads the tags. One that is being typed at `offset` is not taken for an element. The text must outlive them. */
struct tags tags_read(const char *text, size_t length, size_t offset, const struct grammar *grammar);
void tags_free(struct tags *tags);

struct caret caret_at(const struct tags *tags, size_t offset);

/* The last tag that begins before a place, or NULL. */
const struct typed_tag *tags_before(const struct tags *tags, size_t place);

/* A piece of the text. Freed with free(). */
char *tags_text(const struct tags *tags, size_t from, size_t to);

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

/* "Karim, ouder", or "hulpvraag: Noor begint …": who or what an element is. Freed with free(). */
char *tag_who(const struct tags *tags, const struct typed_tag *tag);
