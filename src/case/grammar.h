/* grammar: the grammar of a case file as tables: what may stand where, which attributes there are, which values they
 * take, and to what they refer. The build makes them of schemas/hgw-casus.xsd (tools/grammar): to read that file would
 * be a fifth of a check. Two elements of one name are alike but for their explanation (tests/grammar proves it). */
#pragma once

#include "base/base.h"

#include <libxml/tree.h>

/* What an attribute's value is. */
enum value_kind {
    VALUE_TEXT,  /* any text */
    VALUE_WORD,  /* one of the words of the attribute */
    VALUE_WORDS, /* one or more of them, with a space between */
    VALUE_DATE,  /* YYYY-MM-DD (base/base.h) */
    VALUE_ID,    /* an id: an XML name without colon (Namespaces in XML, NCName), once in a file */
    VALUE_REF,   /* the id of one other element */
    VALUE_REFS,  /* one or more ids, with a space between */
};

/* A word that an attribute may have as its value. */
struct grammar_word {
    const char *word;
    const char *about; /* its explanation */
    const char *also;  /* what people call it too, which are words; "" */
    bool alone;        /* in VALUE_WORDS: it does not go together with other words */
};

/* An attribute of one element. */
struct grammar_attribute {
    const char *name;
    const char *about; /* its explanation */
    bool required;
    enum value_kind kind;
    const struct grammar_word *words; /* as in the XSD; none for the kinds without words */
    size_t word_count;
    const char *word_list; /* "a, b, c" */
};

/* An element that may stand in another one. */
struct grammar_child {
    const struct grammar_element *element;
    const char *about; /* its explanation there */
    const char *also;  /* what people call it too, which are words; "" */
    size_t slot;       /* its place in the order, from 0; those with the same number stand in any order */
    bool required;
    bool repeats; /* more than one may stand there */
};

/* An element. Those of one name are alike wherever they stand. */
struct grammar_element {
    const char *name;
    const char *about;                          /* its explanation, where it is not that of a child */
    bool text;                                  /* holds text, and then no elements */
    const struct grammar_attribute *attributes; /* as in the XSD */
    size_t attribute_count;
    const struct grammar_child *children; /* in order */
    size_t child_count;
    const char *attribute_list, *child_list; /* their names: "a, b, c" */
    const char *parents;                     /* the elements in which it may stand, which are words */
};

extern const struct grammar_element grammar_elements[]; /* sorted by name (strcmp) */
extern const size_t grammar_element_count;
extern const struct grammar_element *const grammar_root; /* casus */

/* The element with that name, or NULL. */
const struct grammar_element *grammar_element(const char *name);

/* The attribute of that element with that name, or NULL. */
const struct grammar_attribute *grammar_attribute(const struct grammar_element *element, const char *name);

/* True when some element, or some attribute, has this name; else *suggestion may become what was probably meant. */
bool grammar_knows(bool attribute, const char *name, const char **suggestion);

/* What the grammar says about `child` standing in `parent`, or NULL when it may not. */
const struct grammar_child *grammar_child(const struct grammar_element *parent, const struct grammar_element *child);

/* --- references: the XSD says which attributes refer, a table to what; nothing else in src/ knows --- */

/* What reference attributes must point to: a row of the table of the vocabulary. Both are words. */
struct ref_target {
    const char *attributes;
    const char *kinds; /* names of elements; "": any element will do */
};

/* The table, up to a row of NULL. An attribute of such a name is a reference where the XSD says so: aanpak/@van is a
 * date. */
extern const struct ref_target ref_targets[];

/* The kinds for an attribute, or NULL. */
const char *ref_kinds(const char *attribute);

/* Groups of people that information is shared with: never ids. */
enum { REF_GROUP_COUNT = 3 };
extern const char *const ref_groups[REF_GROUP_COUNT];

/* True for a word in that attribute, `length` bytes, that is a group of people and not an id: ontvanger="school". */
bool ref_is_group(const char *attribute, const char *word, size_t length);

/* True when an attribute of a case names other elements by id. Where the XSD knows no such attribute its name
 * decides: an id that nobody recognises would be shown as it stands. */
bool refs_attribute(const xmlAttr *attribute);
