#include "base/printable.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* What no text may hand over as it is. */
struct range {
    uint32_t first, last;
    bool turns; /* the writing direction: it has no shape of its own */
};

/* The range that a character is in; NULL: it can stay as it is. */
static const struct range *unprintable(uint32_t point) {
    static const struct range ranges[] = {
        {0x00, 0x1F, false},    {0x7F, 0x9F, false},    {0x2028, 0x2029, false},
        {0x202A, 0x202E, true}, {0x2066, 0x2069, true}, {0xFFFE, 0xFFFF, false}}; /* noncharacters, which XML forbids */
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return &ranges[i];
    return NULL;
}

/* How many bytes from the start can stay as they are. */
static size_t printable_length(const char *text, size_t length, enum printable how) {
    size_t at = 0;
    for (size_t size; at < length; at += size) {
        while (at < length && text[at] >= ' ' && text[at] < 0x7F) /* nearly all of it */
            at++;
        bool white = at < length && how != PRINTABLE_LINE && memchr("\t\r\n", text[at], 3);
        uint32_t point = ' ';
        size = white ? 1 : utf8_decode(text + at, length - at, &point);
        if (size == 0 || unprintable(point))
            break;
    }
    return at;
}

void printable_add_as(struct buf *out, const char *text, size_t length, enum printable how) {
    for (size_t at = 0; at < length;) {
        size_t plain = printable_length(text + at, length - at, how);
        buf_add(out, text + at, plain);
        at += plain;
        if (at == length)
            return;
        uint32_t point = 0;
        size_t size = utf8_decode(text + at, length - at, &point);
        if (size == 1 && memchr("\t\r\n", text[at], 3))
            buf_add_char(out, ' ');
        else if (size > 0 && how == PRINTABLE_JSON)
            buf_printf(out, "\\u%04x", (unsigned)point);
        else if (size > 0 && how == PRINTABLE_XML)
            buf_printf(out, "&#x%X;", (unsigned)point);
        else if (size == 0 || how != PRINTABLE_DOCUMENT || !unprintable(point)->turns)
            buf_add_string(out, "\xEF\xBF\xBD"); /* U+FFFD */
        at += size > 0 ? size : 1;
    }
}

void printable_add(struct buf *out, const char *text, size_t length) {
    printable_add_as(out, text, length, PRINTABLE_LINE);
}

void printable_add_string(struct buf *out, const char *text) {
    printable_add(out, text, strlen(text));
}

void printable_make(struct buf *text, enum printable how) {
    if (printable_length(text->data, text->length, how) == text->length)
        return; /* as good as always: a large document is not there twice */
    struct buf made = BUF_EMPTY;
    printable_add_as(&made, text->data, text->length, how);
    buf_free(text);
    *text = made;
}
