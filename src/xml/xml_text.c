#include "xml/xml_text.h"

#include "xml/dom.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* U+FFFE and U+FFFF are the only characters beyond the controls that XML forbids; good UTF-8 has no
 * surrogates. */
static bool is_noncharacter(const char *bytes, size_t length) {
    return length >= 3 && memcmp(bytes, "\xEF\xBF", 2) == 0 && ((unsigned char)bytes[2] | 1) == 0xBF;
}

/* cmark makes the single bytes FE and FF of &#xFFFE; and &#xFFFF;, which is not UTF-8. */
static bool is_plain(unsigned char c) {
    return c >= 0x20 && c != '<' && c != '>' && c != '&' && c != '"' && c != 0xEF && c < 0xFE;
}

size_t xml_plain_length(const char *bytes, size_t length) {
    size_t i = 0;
    for (;;) {
        while (i < length && is_plain((unsigned char)bytes[i]))
            i++;
        if (i == length || (unsigned char)bytes[i] != 0xEF || is_noncharacter(bytes + i, length - i))
            return i;
        i++;
    }
}

size_t xml_add_special(struct buf *out, const char *bytes, size_t length) {
    static const struct {
        char c;
        const char *reference;
    } references[] = {{'<', "&lt;"},  {'>', "&gt;"},   {'&', "&amp;"}, {'"', "&quot;"},
                      {'\t', "&#9;"}, {'\n', "&#10;"}, {'\r', "&#13;"}};
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        if (references[i].c == bytes[0]) {
            buf_add_string(out, references[i].reference);
            return 1;
        }
    buf_add_string(out, REPLACEMENT);
    return is_noncharacter(bytes, length) ? 3 : 1;
}

enum white { AS_REFERENCE, AS_IT_IS, AS_SPACE };

static void add(struct buf *out, const char *bytes, size_t length, bool escape, enum white white) {
    for (size_t done = 0; done < length;) {
        size_t plain = xml_plain_length(bytes + done, length - done);
        buf_add(out, bytes + done, plain);
        done += plain;
        char c = done < length ? bytes[done] : '\0';
        bool is_white = c && strchr(DOM_SPACE, c);
        if (is_white ? white != AS_REFERENCE : !escape && c && strchr("<>&\"", c)) {
            buf_add_char(out, is_white && white == AS_SPACE ? ' ' : c);
            done++;
        } else if (done < length)
            done += xml_add_special(out, bytes + done, length - done);
    }
}

void xml_add(struct buf *out, const char *bytes, size_t length) {
    add(out, bytes, length, true, AS_REFERENCE);
}

void xml_add_string(struct buf *out, const char *string) {
    add(out, string, string ? strlen(string) : 0, true, AS_REFERENCE);
}

void xml_add_text(struct buf *out, const char *string) {
    add(out, string, string ? strlen(string) : 0, true, AS_IT_IS);
}

void xml_add_clean(struct buf *out, const char *string) {
    add(out, string, string ? strlen(string) : 0, false, AS_SPACE);
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
