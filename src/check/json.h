/* json: small helpers over jansson for the formats that are JSON. */
#ifndef HGW_CHECK_JSON_H
#define HGW_CHECK_JSON_H

#include "base/buf.h"

#include <jansson.h>

/* A JSON string; bytes that are not UTF-8 (a file name may hold any) become U+FFFD. null for NULL. NULL when
 * memory is out. */
json_t *hgw_json_text(const char *text);

/* Adds the value in one line, without line end, and takes its reference away. A NULL value fails the buf. */
void hgw_json_add(struct hgw_buf *out, json_t *value);

#endif
