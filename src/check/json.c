#include "check/json.h"

#include "base/utf8.h"

#include <string.h>

/* The text with U+FFFD for each byte that is not UTF-8. */
static json_t *mended(const char *text, size_t length) {
    struct hgw_buf good = HGW_BUF_EMPTY;
    while (length > 0) {
        size_t valid = hgw_utf8_valid_length(text, length);
        hgw_buf_add(&good, text, valid);
        text += valid;
        length -= valid;
        if (length > 0) {
            hgw_buf_add_string(&good, "\xEF\xBF\xBD");
            text++;
            length--;
        }
    }
    json_t *string = good.failed ? NULL : json_stringn(good.data, good.length);
    hgw_buf_free(&good);
    return string;
}

json_t *hgw_json_text(const char *text) {
    if (!text)
        return json_null();
    size_t length = strlen(text);
    if (hgw_utf8_valid_length(text, length) < length)
        return mended(text, length);
    return json_stringn(text, length);
}

static int add_bytes(const char *bytes, size_t length, void *data) {
    struct hgw_buf *out = data;
    hgw_buf_add(out, bytes, length);
    return out->failed ? -1 : 0;
}

void hgw_json_add(struct hgw_buf *out, json_t *value) {
    if (!value || json_dump_callback(value, add_bytes, out, JSON_COMPACT | JSON_ENCODE_ANY) != 0)
        out->failed = true;
    json_decref(value);
}
