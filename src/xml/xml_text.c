#include "xml/xml_text.h"

#include <ctype.h>

static const struct {
    char c;
    const char *reference;
} references[] = {{'<', "&lt;"},  {'>', "&gt;"},   {'&', "&amp;"}, {'"', "&quot;"},
                  {'\t', "&#9;"}, {'\n', "&#10;"}, {'\r', "&#13;"}};

enum { MARKUP = 4, ALL = sizeof references / sizeof *references };

/* Adds text with the first `count` of these as references. */
static void add(struct buf *out, const char *text, size_t length, size_t count) {
    size_t done = 0;
    for (size_t at = 0; at < length; at++) {
        if ((unsigned char)text[at] > '>' || text[at] == ' ')
            continue; /* nearly all of it */
        size_t i = 0;
        while (i < count && references[i].c != text[at])
            i++;
        if (i == count)
            continue;
        buf_add(out, text + done, at - done);
        buf_add_string(out, references[i].reference);
        done = at + 1;
    }
    if (done < length)
        buf_add(out, text + done, length - done);
}

void xml_add(struct buf *out, const char *text, size_t length) {
    add(out, text, length, ALL);
}

void xml_add_string(struct buf *out, const char *string) {
    add(out, string, string ? strlen(string) : 0, ALL);
}

void xml_add_text(struct buf *out, const char *string) {
    add(out, string, string ? strlen(string) : 0, MARKUP);
}

/* Characters below U+0080 that no address may hold as they are (RFC 3987 section 2.2). */
static bool is_foreign_to_address(const char *at) {
    unsigned char c = (unsigned char)*at;
    if (c == '%')
        return !(isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2]));
    return c <= ' ' || c == 0x7F || strchr("\"<>\\^`{|}", c);
}

void xml_add_address(struct buf *out, const char *address) {
    for (const char *at = address ? address : ""; *at;) {
        size_t plain = 0;
        while (at[plain] && !is_foreign_to_address(at + plain))
            plain++;
        xml_add(out, at, plain);
        at += plain;
        if (*at)
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*at++);
    }
}
