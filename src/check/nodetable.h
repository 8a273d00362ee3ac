/* nodetable: a set of nodes that answers "is this one in it?" in constant time. */
#ifndef HGW_CHECK_NODETABLE_H
#define HGW_CHECK_NODETABLE_H

#include <stdbool.h>
#include <stddef.h>

struct hgw_nodetable {
    const void **slots; /* open addressing; NULL: free. Owned. */
    size_t capacity;    /* a power of two, or 0 */
    size_t count;       /* nodes in the set */
};

/* Adds a node; `added` (may be NULL) tells whether it was new. False when memory is out. */
bool hgw_nodetable_add(struct hgw_nodetable *table, const void *node, bool *added);

bool hgw_nodetable_has(const struct hgw_nodetable *table, const void *node);

/* Frees it and leaves an empty set. */
void hgw_nodetable_free(struct hgw_nodetable *table);

#endif
