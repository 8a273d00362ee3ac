#include "lsp/server.h"

static const char length_name[] = "Content-Length:";

enum { LENGTH_NAME = sizeof length_name - 1, HEADER_MOST = 4096 };

/* Forgets what was read, now and then. */
static void tidy(struct message_reader *r) {
    if (r->done == 0 || r->done < r->bytes.length / 2)
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

/* The length that a header says; what is wrong with it, or NULL. */
static const char *read_header(const char *header, size_t *length) {
    const char *name = strcasestr(header, length_name), *number = name ? name + LENGTH_NAME : "";
    number += strspn(number, " \t");
    const char *end = number + strspn(number, "0123456789");
    *length = strtoul(number, NULL, 10);
    return !name ? N_("Een bericht zegt niet hoe lang het is (Content-Length).")
           : end == number || (*end && *end != '\r')
               ? N_("Een bericht zegt niet goed hoe lang het is (Content-Length).")
           : *length > MESSAGE_MOST ? N_("Een bericht is groter dan 128 MiB en wordt niet gelezen.")
                                    : NULL;
}

/* Half a character, which some editors send while an emoji is put in or taken out, is no JSON. Halves become characters
 * that are a unit of UTF-16 too: else the text here would no longer be that of the editor. */
static json_t *read_body(char *body, size_t length) {
    json_t *message = json_loadb(body, length, JSON_ALLOW_NUL, NULL);
    if (message)
        return message;
    for (char *at = body, *end = body + length; (at = memmem(at, (size_t)(end - at), "\\u", 2)) && end - at >= 6;
         at += 2)
        if (strchr("dD", at[2]) && strchr("89ABCDEFabcdef", at[3]))
            memcpy(at, "\\ufffd", 6);
    return json_loadb(body, length, JSON_ALLOW_NUL, NULL);
}

enum message_read message_next(struct message_reader *r, json_t **message, const char **why) {
    tidy(r);
    if (r->bytes.length == r->done || (r->lost && !find_header(r)))
        return MESSAGE_NONE;
    char *header = r->bytes.data + r->done;
    size_t left = r->bytes.length - r->done, length = 0;
    char *end = memmem(header, left < HEADER_MOST ? left : HEADER_MOST, "\r\n\r\n", 4);
    if (!end && left < HEADER_MOST)
        return MESSAGE_NONE;
    size_t size = end ? (size_t)(end + 4 - header) : HEADER_MOST;
    if (end)
        *end = '\0';
    const char *wrong = end ? read_header(header, &length) : N_("Een bericht begint niet met Content-Length.");
    if (!wrong && left - size < length) {
        *end = '\r';
        return MESSAGE_NONE;
    }
    if (!wrong && !(*message = read_body(header + size, length)))
        wrong = N_("Een bericht is geen JSON.");
    r->lost = wrong;
    r->done += wrong ? size : size + length;
    *why = wrong ? _(wrong) : NULL;
    return wrong ? MESSAGE_BAD : MESSAGE_GOOD;
}

void message_add(struct buf *out, json_t *message) {
    struct buf body = BUF_EMPTY;
    json_add(&body, message);
    buf_printf(out, "Content-Length: %zu\r\n\r\n", body.length);
    buf_add(out, body.data, body.length);
    buf_free(&body);
}
