#include "base/list.h"

#include "base/memory.h"

#include <stdint.h>

void *list_grow(void *items, size_t *capacity, size_t count, size_t size) {
    if (count < *capacity)
        return items;
    size_t wanted = *capacity > 0 ? *capacity * 2 : 8;
    if (wanted <= *capacity || wanted > SIZE_MAX / size)
        mem_out();
    *capacity = wanted;
    return mem_realloc(items, wanted * size);
}
