#include "base/wrap.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#define SPACES " \t\r\n"

void text_normalise(char *text) {
    char *to = text;
    const char *from = text + strspn(text, SPACES);
    while (*from) {
        size_t word = strcspn(from, SPACES);
        memmove(to, from, word);
        to += word;
        from += word;
        from += strspn(from, SPACES);
        if (*from)
            *to++ = ' ';
    }
    *to = '\0';
}

size_t text_place(const char *text, size_t length, size_t *columns) {
    enum { EMOJI_STYLE = 0xFE0F, FIRST_FLAG_LETTER = 0x1F1E6, LAST_FLAG_LETTER = 0x1F1FF };
    uint32_t point, next;
    utf8proc_int32_t state = 0;
    size_t size = utf8_decode(text, length, &point), more;
    *columns = size > 0 ? (size_t)utf8proc_charwidth((utf8proc_int32_t)point) : 1;
    if (size == 0)
        return length > 0;
    for (; (more = utf8_decode(text + size, length - size, &next)) > 0; size += more, point = next) {
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)point, (utf8proc_int32_t)next, &state))
            break;
        bool emoji = next == EMOJI_STYLE || (next >= FIRST_FLAG_LETTER && next <= LAST_FLAG_LETTER);
        size_t wide = emoji ? 2 : (size_t)utf8proc_charwidth((utf8proc_int32_t)next);
        if (wide > *columns)
            *columns = wide;
    }
    return size;
}

size_t text_width(const char *text, size_t length) {
    size_t width = 0, columns;
    for (size_t at = 0; at < length; width += columns)
        at += text_place(text + at, length - at, &columns);
    return width;
}

void text_wrap(struct buf *out, const char *text, size_t column, size_t indent, size_t width) {
    while (*text) {
        size_t space = strspn(text, SPACES), length = strcspn(text + space, SPACES);
        size_t columns = text_width(text + space, length);
        if (width > 0 && column > indent && column + (space > 0) + columns > width) {
            buf_add_char(out, '\n');
            column = 0;
        }
        size_t blank = column == 0 ? indent : space > 0;
        buf_printf(out, "%*s", (int)blank, "");
        buf_add(out, text + space, length);
        column += blank + columns;
        text += space + length;
    }
}
