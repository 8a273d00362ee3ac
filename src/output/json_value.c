#include "output/json_value.h"

#include "base/printable.h"
#include "base/utf8.h"

#include <string.h>

json_t *json_text(const char *text) {
    if (!text)
        return json_null();
    size_t length = strlen(text);
    if (utf8_valid_length(text, length) == length)
        return json_stringn(text, length);
    struct buf good = BUF_EMPTY;
    printable_add_as(&good, text, length, PRINTABLE_DOCUMENT);
    json_t *string = json_stringn(good.data, good.length);
    buf_free(&good);
    return string;
}

static int add_bytes(const char *bytes, size_t length, void *data) {
    buf_add(data, bytes, length);
    return 0;
}

void json_add(struct buf *out, json_t *value) {
    struct buf text = BUF_EMPTY;
    json_dump_callback(value, add_bytes, &text, JSON_COMPACT | JSON_ENCODE_ANY);
    printable_add_as(out, text.data, text.length, PRINTABLE_JSON);
    buf_free(&text);
    json_decref(value);
}
