#include "base/printable.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Control characters, and those that turn or isolate the writing direction (Unicode, Bidi_Control). */
static bool unprintable(uint32_t point) {
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x00, 0x1F},     {0x7F, 0x9F},     {0x61C, 0x61C},   {0x200E, 0x200F},
        {0x2028, 0x2029}, {0x202A, 0x202E}, {0x2066, 0x2069},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (point <= ranges[i].last)
            return point >= ranges[i].first;
    return false;
}

void hgw_printable_add(struct hgw_buf *out, const char *text, size_t length) {
    static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */
    for (size_t at = 0; at < length;) {
        uint32_t point = 0;
        size_t size = hgw_utf8_decode(text + at, length - at, &point);
        if (size == 1 && memchr(" \t\r\n", text[at], 4))
            hgw_buf_add_char(out, ' ');
        else if (size == 0 || unprintable(point))
            hgw_buf_add_string(out, replacement);
        else
            hgw_buf_add(out, text + at, size);
        at += size > 0 ? size : 1;
    }
}

void hgw_printable_add_string(struct hgw_buf *out, const char *text) {
    hgw_printable_add(out, text, strlen(text));
}
