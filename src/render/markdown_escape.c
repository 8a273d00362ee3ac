#include "render/markdown_escape.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* Bytes that mean something anywhere in a line (CommonMark 0.30, chapter 6), and the pipe. */
static bool always_escaped(char c) {
    return c != '\0' && strchr("\\`*_[]<|~", c) != NULL;
}

static bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Unicode white space as CommonMark 2.1 has it: emphasis marks next to it mean nothing. */
static bool is_space(uint32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

static bool is_ascii_space(char c) {
    return c == ' ' || (c >= 9 && c <= 13);
}

/* Bytes of white space at the start of `text`. */
static size_t leading_space(const char *text, size_t length) {
    size_t at = 0;
    for (;;) {
        uint32_t c;
        size_t bytes = hgw_utf8_decode(text + at, length - at, &c);
        if (bytes == 0 || !is_space(c))
            return at;
        at += bytes;
    }
}

/* The length without white space at the end. */
static size_t without_trailing_space(const char *text, size_t length) {
    while (length > 0) {
        size_t last = length - 1;
        while (last > 0 && ((unsigned char)text[last] & 0xC0) == 0x80)
            last--;
        uint32_t c;
        size_t bytes = hgw_utf8_decode(text + last, length - last, &c);
        if (bytes == 0 || !is_space(c))
            return length;
        length = last;
    }
    return 0;
}

/* Writes what begins a block when it is the first on a line (CommonMark 0.30, chapters 4 and 5): a bullet, a
 * heading, a quote, an underline, a fence, the colon of a table's delimiter row; and a number of a list.
 * Returns how many bytes it took. */
static size_t escape_start(struct hgw_buf *out, const char *text, size_t length) {
    static const char openers[] = "#+-=>:.)";
    if (length > 0 && text[0] != '\0' && strchr(openers, text[0])) {
        hgw_buf_add_char(out, '\\');
        hgw_buf_add_char(out, text[0]);
        return 1;
    }
    size_t digits = 0;
    while (digits < length && text[digits] >= '0' && text[digits] <= '9')
        digits++;
    if (digits == 0 || digits == length || (text[digits] != '.' && text[digits] != ')'))
        return 0;
    hgw_buf_add(out, text, digits);
    hgw_buf_add_char(out, '\\');
    hgw_buf_add_char(out, text[digits]);
    return digits + 1;
}

/* True when the byte at `at` needs a backslash where it stands, somewhere in a line. */
static bool needs_escape(const char *text, size_t length, size_t at, unsigned edges) {
    char c = text[at];
    bool last = at + 1 == length;
    if (always_escaped(c))
        return true;
    if (c == '&') /* what could be a character reference */
        return !last && (is_alphanumeric(text[at + 1]) || text[at + 1] == '#');
    if (c == '#') /* the end of a heading may be closed with them */
        return last && (edges & HGW_EDGE_END);
    return false;
}

void hgw_markdown_escape(struct hgw_buf *out, const char *text, size_t length, unsigned edges) {
    size_t at = 0;
    if (edges & HGW_EDGE_END)
        length = without_trailing_space(text, length);
    if (edges & HGW_EDGE_START) {
        at = leading_space(text, length);
        at += escape_start(out, text + at, length - at);
    }
    while (at < length) {
        if (is_ascii_space(text[at])) {
            while (at < length && is_ascii_space(text[at]))
                at++;
            hgw_buf_add_char(out, ' ');
            continue;
        }
        if (needs_escape(text, length, at, edges))
            hgw_buf_add_char(out, '\\');
        hgw_buf_add_char(out, text[at++]);
    }
}

void hgw_markdown_join(struct hgw_buf *out, char next) {
    if (out->length == 0)
        return;
    char last = out->data[out->length - 1];
    bool image = last == '!' && next == '[';
    bool reference = last == '&' && (is_alphanumeric(next) || next == '#');
    if (!image && !reference)
        return;
    out->length--;
    hgw_buf_add_char(out, '\\');
    hgw_buf_add_char(out, last);
}
