#include "xml/prescan.h"

#include <string.h>

/* What begins with `<` and is no tag: it is passed over up to its own end. */
static const struct { const char *start, *end; } others[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

static const char *find(const char *from, const char *end, const char *wanted) {
    return memmem(from, (size_t)(end - from), wanted, strlen(wanted));
}

/* After a construct that is no tag: the place behind it, `end` when it is not closed; NULL for a tag. */
static const char *pass_over(const char *open, const char *end) {
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        size_t start_length = strlen(others[i].start);
        if ((size_t)(end - open) < start_length || memcmp(open, others[i].start, start_length) != 0)
            continue;
        const char *close = find(open + start_length, end, others[i].end);
        return close ? close + strlen(others[i].end) : end;
    }
    return NULL;
}

/* Counts the quoted values of one tag and moves to its end, which is at a `<` when the tag is not closed or a
 * quotation mark stands open: the parser goes no further either, and it says what is wrong there. */
static size_t count_values(const char **place, const char *end) {
    size_t count = 0;
    const char *at = *place + 1; /* behind the `<` */
    char quote = '\0';           /* the mark that opened the value in which we are */
    for (; at < end && *at != '<' && (quote || *at != '>'); at++) {
        if (quote && *at == quote)
            quote = '\0';
        else if (!quote && (*at == '"' || *at == '\'')) {
            quote = *at;
            count++;
        }
    }
    *place = at;
    return count;
}

bool prescan_attributes(const char *text, size_t length, size_t limit, size_t *offset) {
    const char *end = text + length;
    const char *at = memchr(text, '<', length);
    while (at) {
        const char *behind = pass_over(at, end);
        const char *open = at;
        const char *next = memchr(at + 1, '<', (size_t)(end - at) - 1);
        if (behind)
            at = behind;
        else if ((size_t)((next ? next : end) - at) <= 2 * limit) /* too short for so many quotation marks */
            at = next ? next : end;
        else if (count_values(&at, end) > limit) {
            *offset = (size_t)(open - text);
            return true;
        }
        at = at < end ? memchr(at, '<', (size_t)(end - at)) : NULL;
    }
    return false;
}
