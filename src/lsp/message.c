#include "lsp/server.h"

#include <ctype.h>

static const char length_name[] = "Content-Length:";

enum { LENGTH_NAME = sizeof length_name - 1, HEADER_MOST = 4096 };

/* Forgets what was read, now and then. */
static void tidy(struct message_reader *r) {
    if (r->done < r->bytes.length && r->done < r->bytes.capacity / 2)
        return;
    memmove(r->bytes.data, r->bytes.data + r->done, r->bytes.length - r->done);
    r->bytes.length -= r->done;
    r->done = 0;
}

/* Goes to where the next header begins. False: it has not come yet. */
static bool find_header(struct message_reader *r) {
    for (;; r->done++) {
        const char *at = r->bytes.data + r->done, *end = r->bytes.data + r->bytes.length;
        const char *found = memmem(at, (size_t)(end - at), length_name, LENGTH_NAME);
        if (!found) { /* its last letters may be the first of one */
            if (end - at >= LENGTH_NAME)
                r->done = r->bytes.length - LENGTH_NAME + 1;
            return false;
        }
        r->done = (size_t)(found - r->bytes.data);
        found += LENGTH_NAME;
        found += strspn(found, " 0123456789");
        if (found >= end || *found == '\r')
            return found < end;
    }
}

/* The length that a header says, of `size` bytes; what is wrong with it, or NULL. */
static const char *read_header(const char *bytes, size_t size, size_t *length) {
    char *header = mem_strndup(bytes, size);
    const char *name = strcasestr(header, length_name), *number = name ? name + LENGTH_NAME : "";
    number += strspn(number, " \t");
    size_t digits = strspn(number, "0123456789");
    bool good = digits > 0 && number[digits] == '\r';
    *length = digits > 10 ? SIZE_MAX : strtoul(number, NULL, 10);
    free(header);
    return !name                    ? N_("Een bericht zegt niet hoe lang het is (Content-Length).")
           : !good                  ? N_("Een bericht zegt niet goed hoe lang het is (Content-Length).")
           : *length > MESSAGE_MOST ? N_("Een bericht is groter dan 128 MiB en wordt niet gelezen.")
                                    : NULL;
}

/* The four digits behind \u at the start of a text. */
static bool surrogate(const char *at, const char *end, char from, char to) {
    return end - at >= 6 && at[0] == '\\' && at[1] == 'u' && (at[2] == 'd' || at[2] == 'D') &&
           toupper((unsigned char)at[3]) >= from && toupper((unsigned char)at[3]) <= to &&
           isxdigit((unsigned char)at[4]) && isxdigit((unsigned char)at[5]);
}

/* Half a character, which some editors send while an emoji is put in or taken out, becomes one that is a unit of UTF-16
 * too: else the message would be none, and the text here would no longer be that of the editor. */
static void mend_surrogates(char *at, size_t length) {
    for (const char *end = at + length; at < end; at++) {
        if (*at != '\\')
            continue;
        if (surrogate(at, end, '8', 'B') && surrogate(at + 6, end, 'C', 'F'))
            at += 11;
        else if (surrogate(at, end, '8', 'F')) {
            memcpy(at, "\\ufffd", 6);
            at += 5;
        } else
            at++;
    }
}

enum message_read message_next(struct message_reader *r, json_t **message, const char **why) {
    if (r->bytes.length > 0)
        tidy(r);
    if (r->bytes.length == r->done || (r->lost && !find_header(r)))
        return MESSAGE_NONE;
    char *header = r->bytes.data + r->done;
    size_t left = r->bytes.length - r->done, length = 0;
    const char *end = memmem(header, left < HEADER_MOST ? left : HEADER_MOST, "\r\n\r\n", 4);
    if (!end && left < HEADER_MOST)
        return MESSAGE_NONE;
    size_t size = end ? (size_t)(end + 4 - header) : HEADER_MOST;
    const char *wrong = end ? read_header(header, size, &length) : N_("Een bericht begint niet met Content-Length.");
    if (!wrong && left - size < length)
        return MESSAGE_NONE;
    if (!wrong) {
        mend_surrogates(header + size, length);
        *message = json_loadb(header + size, length, JSON_ALLOW_NUL, NULL);
        wrong = *message ? NULL : N_("Een bericht is geen JSON.");
    }
    r->lost = wrong;
    r->done += wrong ? size : size + length;
    if (!wrong)
        return MESSAGE_GOOD;
    *why = _(wrong);
    return MESSAGE_BAD;
}

void message_add(struct buf *out, json_t *message) {
    struct buf body = BUF_EMPTY;
    json_add(&body, message);
    buf_printf(out, "Content-Length: %zu\r\n\r\n", body.length);
    buf_add(out, body.data, body.length);
    buf_free(&body);
}
