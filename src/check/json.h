/* json: small helpers over jansson for the formats that are JSON. */
#ifndef HGW_CHECK_JSON_H
#define HGW_CHECK_JSON_H

#include "base/buf.h"

#include <jansson.h>

/* A JSON string; bytes that are not UTF-8 (a file name may hold any) become U+FFFD. null for NULL. */
json_t *hgw_json_text(const char *text);

/* Adds the value in one line, without line end, and takes its reference away. Control characters are escaped,
 * C1 and those that turn the writing direction too. */
void hgw_json_add(struct hgw_buf *out, json_t *value);

#endif
