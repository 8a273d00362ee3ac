/* idmap: other names for the ids of a skeleton, so that what an earlier case brings along fits in. */
#ifndef HGW_EDIT_IDMAP_H
#define HGW_EDIT_IDMAP_H

#include "case/grammar.h"

#include <libxml/hash.h>
#include <libxml/tree.h>

struct idmap {
    xmlHashTablePtr names; /* id of the skeleton → what stands there instead (xmlChar *). Owned. */
};

/* An empty map. */
void idmap_open(struct idmap *map);

void idmap_close(struct idmap *map);

/* From now on `id` is called `name`. */
void idmap_set(struct idmap *map, const xmlChar *id, const xmlChar *name);

/* The other name of `id`, or NULL when it keeps its own. */
const xmlChar *idmap_get(const struct idmap *map, const xmlChar *id);

/* Gives every id and every reference in the tree its other name: in attributes that the grammar calls an id
 * or a reference, and between double quotes in comments, where lines stand ready to be opened. */
void idmap_apply(const struct idmap *map, const struct grammar *grammar, xmlNode *first);

#endif
