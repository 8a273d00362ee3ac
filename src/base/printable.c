#include "base/printable.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* What no text may hand over as it is. */
static const struct {
    uint32_t first, last;
    bool turns; /* the writing direction: it has no shape of its own */
} unprintable[] = {
    {0x00, 0x1F, false}, {0x7F, 0x9F, false}, {0x2028, 0x2029, false}, {0x202A, 0x202E, true}, {0x2066, 0x2069, true},
};
enum { UNPRINTABLE = sizeof unprintable / sizeof unprintable[0] };

void printable_add_as(struct buf *out, const char *text, size_t length, enum printable how) {
    for (size_t at = 0, size; at < length; at += size) {
        for (size = 0; at + size < length && text[at + size] >= ' ' && text[at + size] < 0x7F;)
            size++;
        if (size > 0) { /* nearly all of it */
            buf_add(out, text + at, size);
            continue;
        }
        uint32_t point = 0;
        size_t which = 0, valid = utf8_decode(text + at, length - at, &point);
        size = valid > 0 ? valid : 1;
        while (which < UNPRINTABLE && (point < unprintable[which].first || point > unprintable[which].last))
            which++;
        if (valid == 1 && memchr("\t\r\n", text[at], 3))
            buf_add_char(out, how == PRINTABLE_LINE ? ' ' : text[at]);
        else if (valid > 0 && which == UNPRINTABLE)
            buf_add(out, text + at, size);
        else if (valid > 0 && how == PRINTABLE_JSON)
            buf_printf(out, "\\u%04x", (unsigned)point);
        else if (valid > 0 && how == PRINTABLE_XML)
            buf_printf(out, "&#x%X;", (unsigned)point);
        else if (valid == 0 || how != PRINTABLE_DOCUMENT || !unprintable[which].turns)
            buf_add_string(out, "\xEF\xBF\xBD"); /* U+FFFD */
    }
}

void printable_add(struct buf *out, const char *text, size_t length) {
    printable_add_as(out, text, length, PRINTABLE_LINE);
}

void printable_add_string(struct buf *out, const char *text) {
    printable_add(out, text, strlen(text));
}

void printable_make(struct buf *text, enum printable how) {
    struct buf made = BUF_EMPTY;
    printable_add_as(&made, text->data, text->length, how);
    buf_free(text);
    *text = made;
}
