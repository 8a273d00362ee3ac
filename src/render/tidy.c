#include "render/tidy.h"

#include <stdbool.h>
#include <string.h>

/* True for a line that opens or closes a fenced code block, in whatever list or quote. */
static bool is_fence(const char *line, size_t length) {
    size_t at = 0;
    while (at < length && strchr(" >-", line[at]))
        at++;
    return length - at >= 3 && (memcmp(line + at, "```", 3) == 0 || memcmp(line + at, "~~~", 3) == 0);
}

/* The length without the blanks at the end. */
static size_t trimmed(const char *line, size_t length) {
    while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t' || line[length - 1] == '\r'))
        length--;
    return length;
}

void hgw_markdown_tidy(struct hgw_buf *out, const char *text, size_t length) {
    bool fenced = false, written = false, empty = false;
    for (size_t at = 0; at < length;) {
        const char *line = text + at, *newline = memchr(line, '\n', length - at);
        size_t whole = newline ? (size_t)(newline - line) : length - at, size = trimmed(line, whole);
        at += whole + 1;
        if (size == 0 && !fenced) {
            empty = true;
            continue;
        }
        if (empty && written)
            hgw_buf_add_char(out, '\n');
        hgw_buf_add(out, line, size);
        hgw_buf_add_char(out, '\n');
        fenced = is_fence(line, size) != fenced;
        written = true;
        empty = false;
    }
}
