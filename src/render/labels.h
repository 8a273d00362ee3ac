/* labels: the values of a case file in words, as templates/waarden.tsv has them.
 *
 * Each line holds an attribute (or element/attribute, which goes before), a value and its words, with a tab
 * between; a line that begins with # says nothing. */
#ifndef HGW_RENDER_LABELS_H
#define HGW_RENDER_LABELS_H

#include "base/datadir.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct hgw_label {
    const char *attribute; /* "termijn" or "akkoord/oordeel" */
    const char *value;     /* "kort" */
    const char *words;     /* "korte termijn" */
};

/* Start with `struct hgw_labels l = {0};`. */
struct hgw_labels {
    char *text;              /* the file, cut into strings. Owned. */
    struct hgw_label *items; /* in the order of the file; the strings point into text. Owned. */
    size_t count;
};

/* Reads the list. False: it is not there, or a line is wrong (HGW_ERROR_DATA, with its line). */
bool hgw_labels_read(struct hgw_labels *labels, const struct hgw_datadir *datadir, struct hgw_error *error);

void hgw_labels_free(struct hgw_labels *labels);

/* The words for one value, which need not end with a NUL. NULL when the list has none. */
const char *hgw_labels_find(const struct hgw_labels *labels, const char *element, const char *attribute,
                            const char *value, size_t length);

#endif
