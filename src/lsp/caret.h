/* caret: where the caret stands among the tags of a text. */
#pragma once

#include "case/tags.h"

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

struct caret caret_at(const struct tags *tags, size_t offset);

/* "Karim, ouder", or "hulpvraag: Noor begint …": who or what an element is. Freed with free(). */
char *tag_who(const struct tags *tags, const struct typed_tag *tag);
