#include "check/json.h"

#include "base/printable.h"
#include "base/utf8.h"

#include <string.h>

json_t *hgw_json_text(const char *text) {
    if (!text)
        return json_null();
    size_t length = strlen(text);
    if (hgw_utf8_valid_length(text, length) == length)
        return json_stringn(text, length);
    struct hgw_buf good = HGW_BUF_EMPTY;
    hgw_printable_add_as(&good, text, length, HGW_PRINTABLE_DOCUMENT);
    json_t *string = json_stringn(good.data, good.length);
    hgw_buf_free(&good);
    return string;
}

static int add_bytes(const char *bytes, size_t length, void *data) {
    hgw_buf_add(data, bytes, length);
    return 0;
}

void hgw_json_add(struct hgw_buf *out, json_t *value) {
    struct hgw_buf text = HGW_BUF_EMPTY;
    json_dump_callback(value, add_bytes, &text, JSON_COMPACT | JSON_ENCODE_ANY);
    hgw_printable_add_as(out, text.data, text.length, HGW_PRINTABLE_JSON);
    hgw_buf_free(&text);
    json_decref(value);
}
