/* idmap: other names for the ids of a skeleton, so that what an earlier case brings along fits in. */
#ifndef HGW_NEW_IDMAP_H
#define HGW_NEW_IDMAP_H

#include "casefile/grammar.h"

#include <libxml/hash.h>
#include <libxml/tree.h>

struct hgw_idmap {
    xmlHashTablePtr names; /* id of the skeleton → what stands there instead (xmlChar *). Owned. */
};

/* An empty map. */
void hgw_idmap_open(struct hgw_idmap *map);

void hgw_idmap_close(struct hgw_idmap *map);

/* From now on `id` is called `name`. */
void hgw_idmap_set(struct hgw_idmap *map, const xmlChar *id, const xmlChar *name);

/* The other name of `id`, or NULL when it keeps its own. */
const xmlChar *hgw_idmap_get(const struct hgw_idmap *map, const xmlChar *id);

/* Gives every id and every reference in the tree its other name: in attributes that the grammar calls an id
 * or a reference, and between double quotes in comments, where lines stand ready to be opened. */
void hgw_idmap_apply(const struct hgw_idmap *map, const struct hgw_grammar *grammar, xmlNode *first);

#endif
