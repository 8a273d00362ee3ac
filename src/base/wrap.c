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

/* The next line of `*at`: its start and its length without line end and without white space before that. */
static bool next_line(const char **at, const char **start, size_t *length) {
    if (!**at)
        return false;
    size_t whole = strcspn(*at, "\n");
    *start = *at;
    *length = whole;
    while (*length > 0 && strchr(SPACES, (*start)[*length - 1]))
        (*length)--;
    *at += whole + ((*at)[whole] == '\n');
    return true;
}

char *text_outdent(const char *text) {
    size_t shared = SIZE_MAX, length;
    const char *start;
    for (const char *at = text; next_line(&at, &start, &length);)
        if (length > 0 && strspn(start, " \t") < shared)
            shared = strspn(start, " \t");
    struct buf out = BUF_EMPTY;
    size_t empty = 0; /* lines seen, not written yet */
    for (const char *at = text; next_line(&at, &start, &length);) {
        if (length == 0) {
            empty++;
            continue;
        }
        for (; out.length > 0 && empty > 0; empty--)
            buf_add_char(&out, '\n');
        empty = 0;
        if (out.length > 0)
            buf_add_char(&out, '\n');
        buf_add(&out, start + shared, length - shared);
    }
    return buf_steal(&out);
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

void text_add_wrapped(struct buf *out, const char *text, size_t indent, size_t width) {
    size_t column = 0; /* 0: nothing on this line yet */
    for (const char *at = text + strspn(text, SPACES); *at; at += strspn(at, SPACES)) {
        size_t length = strcspn(at, SPACES);
        size_t columns = text_width(at, length);
        if (column > 0 && column + 1 + columns > width) {
            buf_add_char(out, '\n');
            column = 0;
        }
        if (column == 0) {
            for (; column < indent; column++)
                buf_add_char(out, ' ');
        } else {
            buf_add_char(out, ' ');
            column++;
        }
        buf_add(out, at, length);
        column += columns;
        at += length;
    }
    if (column > 0)
        buf_add_char(out, '\n');
}
