#include "base/grow.h"

#include <stdint.h>
#include <stdlib.h>

void *hgw_grow(void *items, size_t *capacity, size_t count, size_t size) {
    if (count < *capacity)
        return items;
    size_t wanted = *capacity > 0 ? *capacity * 2 : 8;
    if (wanted <= *capacity || wanted > SIZE_MAX / size)
        return NULL;
    void *grown = realloc(items, wanted * size);
    if (grown)
        *capacity = wanted;
    return grown;
}
