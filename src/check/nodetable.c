#include "check/nodetable.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>

/* Where `node` is, or would be put. The multiplier spreads pointers, which differ in their middle bits
 * (Knuth's multiplicative hash, 64 bits). */
static size_t place(const struct hgw_nodetable *table, const void *node) {
    uint64_t hash = (uint64_t)(uintptr_t)node * UINT64_C(0x9E3779B97F4A7C15);
    size_t slot = (size_t)(hash >> 32) & (table->capacity - 1);
    while (table->slots[slot] && table->slots[slot] != node)
        slot = (slot + 1) & (table->capacity - 1);
    return slot;
}

static bool grow(struct hgw_nodetable *table) {
    struct hgw_nodetable larger = {.capacity = table->capacity > 0 ? table->capacity * 2 : 16};
    if (larger.capacity == 0)
        return false;
    larger.slots = mem_calloc(larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < table->capacity; i++)
        if (table->slots[i])
            larger.slots[place(&larger, table->slots[i])] = table->slots[i];
    larger.count = table->count;
    free(table->slots);
    *table = larger;
    return true;
}

bool hgw_nodetable_add(struct hgw_nodetable *table, const void *node, bool *added) {
    if (table->count * 2 >= table->capacity && !grow(table))
        return false;
    size_t slot = place(table, node);
    bool is_new = !table->slots[slot];
    table->slots[slot] = node;
    table->count += is_new;
    if (added)
        *added = is_new;
    return true;
}

bool hgw_nodetable_has(const struct hgw_nodetable *table, const void *node) {
    return table->count > 0 && table->slots[place(table, node)] != NULL;
}

void hgw_nodetable_free(struct hgw_nodetable *table) {
    free(table->slots);
    *table = (struct hgw_nodetable){0};
}
