/* labels: the values of a case file in words, as templates/waarden.tsv has them.
 *
 * Each line holds an attribute (or element/attribute, which goes before), a value and its words, with a tab
 * between; a line that begins with # says nothing. */
#ifndef HGW_REPORT_LABELS_H
#define HGW_REPORT_LABELS_H

#include "base/data.h"
#include "base/error.h"

#include <libxml/hash.h>
#include <stdbool.h>
#include <stddef.h>

/* Start with `struct labels l = {0};`. */
struct labels {
    char *text;            /* the file, cut into strings. Owned. */
    xmlHashTablePtr words; /* of "attribute", a tab and "value"; keys and words point into text. Owned. */
};

/* Reads the list. False: it is not there, or a line is wrong (ERROR_DATA, with its line). */
bool labels_read(struct labels *labels, const struct datadir *datadir, struct error *error);

void labels_free(struct labels *labels);

/* The words for one value, which need not end with a NUL. NULL when the list has none. */
const char *labels_find(const struct labels *labels, const char *element, const char *attribute, const char *value,
                        size_t length);

#endif
