/* json: small helpers over jansson for the formats that are JSON. */
#ifndef HGW_OUTPUT_JSON_VALUE_H
#define HGW_OUTPUT_JSON_VALUE_H

#include "base/buf.h"

#include <jansson.h>

/* A JSON string; bytes that are not UTF-8 (a file name may hold any) become U+FFFD. null for NULL. */
json_t *json_text(const char *text);

/* Adds the value in one line, without line end, and takes its reference away. Control characters are escaped,
 * C1 and those that turn the writing direction too. */
void json_add(struct buf *out, json_t *value);

#endif
