#include "base/base.h"

#include <utf8proc.h>

size_t utf8_decode(const char *bytes, size_t length, uint32_t *code_point) {
    utf8proc_int32_t found;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, &found);
    if (size <= 0)
        return 0;
    *code_point = (uint32_t)found;
    return (size_t)size;
}

/* A byte, eight times. */
#define EACH(byte) (UINT64_MAX / 255 * (byte))

/* How many bytes from the start are printable ASCII, as nearly all of a text is: eight at once save 4 % of a check and
 * a tenth of a report as ODT. */
static size_t ascii_length(const char *bytes, size_t length) {
    size_t at = 0;
    for (uint64_t eight; length - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, bytes + at, sizeof eight);
        if ((eight | (eight - EACH(' ')) | (eight + EACH(1))) & EACH(0x80))
            break;
    }
    while (at < length && bytes[at] >= ' ' && bytes[at] < 0x7F)
        at++;
    return at;
}

size_t utf8_valid_length(const char *bytes, size_t length) {
    uint32_t ignored;
    size_t done = ascii_length(bytes, length);
    for (size_t size; done < length && (size = utf8_decode(bytes + done, length - done, &ignored)) > 0;) {
        done += size;
        done += ascii_length(bytes + done, length - done);
    }
    return done;
}

size_t utf8_count(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}

int text_quote(const char *text, size_t length) {
    enum { LONGEST = 40 };
    size_t line = strcspn(text, "\r\n"), quoted = line < length ? line : length;
    return (int)(quoted <= LONGEST ? quoted : utf8_valid_length(text, LONGEST));
}

/* True for what turns the writing direction: it has no shape of its own. */
static bool turns(uint32_t point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

/* True for what no text may hand over as it is, noncharacters, which XML forbids, among it. */
static bool unprintable(uint32_t point) {
    return point < ' ' || (point >= 0x7F && point <= 0x9F) || point == 0x2028 || point == 0x2029 || point == 0xFFFE ||
           point == 0xFFFF || turns(point);
}

/* How many bytes from the start can stay as they are. */
static size_t printable_length(const char *text, size_t length, enum printable how) {
    for (size_t at = ascii_length(text, length), size; at < length; at += ascii_length(text + at, length - at)) {
        uint32_t point = ' ';
        bool white = how != PRINTABLE_LINE && memchr("\t\r\n", text[at], 3);
        size = white ? 1 : utf8_decode(text + at, length - at, &point);
        if (size == 0 || unprintable(point))
            return at;
        at += size;
    }
    return length;
}

void printable_add(struct buf *out, const char *text, size_t length, enum printable how) {
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
        else if (size == 0 || how != PRINTABLE_DOCUMENT || !turns(point))
            buf_add_string(out, "\xEF\xBF\xBD"); /* U+FFFD */
        at += size > 0 ? size : 1;
    }
}

void printable_add_string(struct buf *out, const char *text) {
    if (text)
        printable_add(out, text, strlen(text), PRINTABLE_LINE);
}

void printable_printf(struct buf *out, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    AUTO(mem_free) char *text = text_vformat(format, arguments);
    va_end(arguments);
    printable_add_string(out, text);
}

void printable_escape(struct buf *out, const char *text, const char *signs) {
    AUTO(buf_free) struct buf plain = BUF_EMPTY;
    printable_add_string(&plain, text);
    for (size_t i = 0; i < plain.length; i++) {
        if (strchr(signs, plain.data[i]))
            buf_add_char(out, '\\');
        buf_add_char(out, plain.data[i]);
    }
}

void printable_make(struct buf *text, enum printable how) {
    if (printable_length(text->data, text->length, how) == text->length)
        return; /* as good as always: a large document is not there twice */
    struct buf made = BUF_EMPTY;
    printable_add(&made, text->data, text->length, how);
    buf_free(text);
    *text = made;
}

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

size_t text_wrap(struct buf *out, const char *text, size_t column, size_t indent, size_t width) {
    AUTO(buf_free) struct buf plain = BUF_EMPTY;
    printable_add_string(&plain, text);
    for (text = plain.data; text && *text;) {
        size_t space = strspn(text, SPACES), length = strcspn(text + space, SPACES "|");
        length += text[space + length] == '|';
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
    return column;
}
