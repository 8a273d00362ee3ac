/* grow: room for one more item in an array that doubles when it is full. */
#ifndef HGW_BASE_LIST_H
#define HGW_BASE_LIST_H

#include <stddef.h>

/* Returns `items` with room for more than `count` items of `size` bytes, moved when it had to grow;
 * `capacity` is kept up to date. */
void *list_grow(void *items, size_t *capacity, size_t count, size_t size);

#endif
