#include "lsp/server.h"

#define LENGTH_WRONG SIZE_MAX
enum { LINE_MOST = 4096, LINE_KEPT = 64 }; /* of one that does not end: what may be the beginning of a header */

/* Forgets what was read, now and then. */
static void tidy(struct message_reader *r) {
    if (r->done == 0 || r->done < r->bytes.length / 2)
        return;
    memmove(r->bytes.data, r->bytes.data + r->done, r->bytes.length - r->done);
    r->bytes.length -= r->done;
    r->done = 0;
}

/* Takes the length from a line of a header that ends with it. Bytes of what was wrong may stand before. */
static void read_line(struct message_reader *r, const char *line) {
    static const char name[] = "Content-Length:";
    for (const char *at = line; (at = strcasestr(at, name));) {
        at += sizeof name - 1;
        at += strspn(at, " \t");
        size_t digits = strspn(at, "0123456789"), number = strtoul(at, NULL, 10);
        r->said = true;
        r->length = digits == 0 || at[digits] ? LENGTH_WRONG : number > MESSAGE_MOST ? MESSAGE_MOST + 1 : number;
    }
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
    for (;;) {
        char *line = r->bytes.data + r->done;
        size_t left = r->bytes.length - r->done;
        char *end = left > 0 ? memmem(line, left, "\r\n", 2) : NULL;
        if (!end && left < LINE_MOST)
            return MESSAGE_NONE;
        if (end && end > line) {
            *end = '\0';
            read_line(r, line);
            r->done += (size_t)(end + 2 - line);
            continue;
        }
        const char *wrong = !end       ? N_("Een bericht begint niet met Content-Length.")
                            : !r->said ? N_("Een bericht zegt niet hoe lang het is (Content-Length).")
                            : r->length == LENGTH_WRONG
                                ? N_("Een bericht zegt niet goed hoe lang het is (Content-Length).")
                            : r->length > MESSAGE_MOST ? N_("Een bericht is groter dan 128 MiB en wordt niet gelezen.")
                                                       : NULL;
        if (!wrong && left - 2 < r->length)
            return MESSAGE_NONE;
        if (!wrong && !(*message = read_body(line + 2, r->length)))
            wrong = N_("Een bericht is geen JSON.");
        bool told = r->lost && (!end || !r->said);
        r->done += !end ? left - LINE_KEPT : wrong ? 2 : 2 + r->length;
        r->said = false;
        r->lost = wrong;
        if (!wrong)
            return MESSAGE_GOOD;
        *why = _(wrong);
        if (!told)
            return MESSAGE_BAD;
    }
}

void message_add(struct buf *out, json_t *message) {
    struct buf body = BUF_EMPTY;
    json_add(&body, message);
    buf_printf(out, "Content-Length: %zu\r\n\r\n", body.length);
    buf_add(out, body.data, body.length);
    buf_free(&body);
}
