#include "lsp/message.h"

#include "output/output.h"

#include <ctype.h>
#include <strings.h>

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

/* Goes to where the next header begins. False: none has come yet. */
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
        for (found += LENGTH_NAME; found < end && (*found == ' ' || isdigit((unsigned char)*found));)
            found++;
        if (found == end)
            return false;
        if (*found == '\r')
            return true;
    }
}

/* The length that a header of `size` bytes says; what is wrong with it, or NULL. */
static const char *read_header(const char *header, size_t size, size_t *length) {
    char lines[HEADER_MOST + 1], *rest = NULL;
    bool found = false;
    memcpy(lines, header, size);
    lines[size] = '\0';
    for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        const char *charset = strncasecmp(line, "Content-Type:", 13) == 0 ? strcasestr(line, "charset=") : NULL;
        if (charset && strncasecmp(charset + 8, "utf-8", 5) != 0 && strncasecmp(charset + 8, "utf8", 4) != 0)
            return N_("Een bericht is niet in UTF-8.");
        if (strncasecmp(line, length_name, LENGTH_NAME) != 0)
            continue;
        const char *number = line + LENGTH_NAME + strspn(line + LENGTH_NAME, " \t");
        size_t digits = strspn(number, "0123456789");
        if (digits == 0 || number[digits] != '\r')
            return N_("Een bericht zegt niet goed hoe lang het is (Content-Length).");
        *length = digits > 10 ? SIZE_MAX : strtoul(number, NULL, 10);
        if (*length > MESSAGE_MOST)
            return N_("Een bericht is groter dan 128 MiB en wordt niet gelezen.");
        found = true;
    }
    return found ? NULL : N_("Een bericht zegt niet hoe lang het is (Content-Length).");
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

static json_t *read_body(char *body, size_t length) {
    json_t *message = json_loadb(body, length, JSON_ALLOW_NUL, NULL);
    if (!message) {
        mend_surrogates(body, length);
        message = json_loadb(body, length, JSON_ALLOW_NUL, NULL);
    }
    return message;
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
    if (!wrong && !(*message = read_body(header + size, length)))
        wrong = N_("Een bericht is geen JSON.");
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
