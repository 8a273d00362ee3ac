/* caret: where the caret stands in a text that may be no good XML at that moment, and what else stands in that text.
 *
 * It reads tags as far as they go: one that is being typed ends where the next begins, an end tag that fits nothing
 * counts for nothing. */
#pragma once

#include "case/grammar.h"

#define NO_TAG SIZE_MAX

/* What a name, an id or a word of a value may not hold. */
#define ENDS_NAME " \t\r\n<>/=\"'"

/* A tag, a comment or other markup. Places are offsets in the text. */
struct typed_tag {
    char kind;             /* '<' a start tag, '/' an end tag, '!' neither: nothing is asked of its name */
    bool empty;            /* ends with "/>" */
    bool whole;            /* ends at all: with '>' */
    size_t from, to;       /* of its '<', and behind it */
    size_t name, name_end; /* of its name */
    size_t parent;         /* the element that it stands in, an index; of an end tag: that its element stands in */
    size_t close;          /* of a start tag: its end tag, or itself; NO_TAG: it is not closed */
};

/* All tags of a text. Free `items`. */
struct tags {
    const char *text; /* not owned */
    size_t length;
    const struct grammar *grammar; /* for tag_element and tag_rule; not owned */
    struct typed_tag *items;       /* in order. Owned. */
    size_t count, capacity;
};

/* An attribute as it stands in a tag. */
struct typed_attribute {
    size_t name, name_end;
    size_t value, value_end; /* between the quotes; the same when there is no value yet */
    char quote;              /* the sign before the value, '\0': none */
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
    size_t from, to;                  /* the word around the caret, which an answer replaces */
    size_t tag;                       /* the tag that it stands in, or the last one before it; NO_TAG: none */
    size_t element;                   /* the element around it, and around that tag; NO_TAG: none */
    struct typed_attribute attribute; /* of WHERE_VALUE */
};

/* Reads the tags. One that is being typed at `offset` is not taken for an element. The grammar may be NULL. */
struct tags tags_read(const char *text, size_t length, size_t offset, const struct grammar *grammar);

struct caret caret_at(const struct tags *tags, size_t offset);

/* A piece of the text, freed with free(); whether it is this one. */
char *tags_text(const struct tags *tags, size_t from, size_t to);
bool tags_hold(const struct tags *tags, size_t from, size_t to, const char *text);

/* In all that follows NO_TAG is a tag without name and attributes. */

/* The name of a tag. Freed with free(). */
char *tag_name(const struct tags *tags, size_t tag);

/* True for a start tag with this name. */
bool tag_is(const struct tags *tags, size_t tag, const char *name);

/* Moves on to the next attribute of a tag, the first when `attribute` is all zero; false: there is none. */
bool tag_next_attribute(const struct tags *tags, size_t tag, struct typed_attribute *attribute);

/* The attribute of this name. False: the tag has none. */
bool tag_attribute(const struct tags *tags, size_t tag, const char *name, struct typed_attribute *attribute);

/* Its value, "" when there is none. Freed with free(). */
char *tag_value(const struct tags *tags, size_t tag, const char *name);

/* What the grammar says about the element of a tag, and about an attribute as it stands in it; or NULL. */
const struct grammar_element *tag_element(const struct tags *tags, size_t tag);
const struct grammar_attribute *tag_rule(const struct tags *tags, size_t tag, const struct typed_attribute *attribute);

/* What an element is about: the beginning of the first text in it. Freed with free(). */
char *tag_about(const struct tags *tags, size_t tag);

/* The start tag with this id, or NO_TAG. */
size_t tags_find_id(const struct tags *tags, const char *id);

/* "Karim, ouder", or „Noor begint …”: who or what has an id. Freed with free(). */
char *tag_who(const struct tags *tags, size_t tag);
