/* refs: which attributes refer, and to what.
 *
 * The XSD says which attributes refer, the table here to what: nothing else in src/ knows. */
#pragma once

#include "base/base.h"
#include "case/grammar.h"

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
bool refs_attribute(const struct grammar *grammar, const xmlAttr *attribute);

/* The id of the leerling or betrokkene whose naam or rol is `name`, or has `name` for one of its words (letter case
 * ignored for ASCII): what someone typed where an id belongs. NULL when nobody is called so, or more than one. */
const char *person_called(xmlDoc *doc, const char *name);
