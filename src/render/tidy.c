#include "render/tidy.h"

#include "base/memory.h"

#include <cmark.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The length of the line at `line`, of at most `length` bytes; *whole with its line end (as cmark has it). */
static size_t line_length(const char *line, size_t length, size_t *whole) {
    size_t size = 0;
    while (size < length && line[size] != '\n' && line[size] != '\r')
        size++;
    *whole = size + (size < length);
    if (*whole < length && line[size] == '\r' && line[size + 1] == '\n')
        ++*whole;
    return size;
}

/* For each of the lines, from 1: whether it belongs to a block of code. To free. */
static bool *find_verbatim(const char *text, size_t length) {
    size_t count = 0, whole;
    for (size_t at = 0; at < length; at += whole, count++)
        line_length(text + at, length - at, &whole);
    bool *verbatim = mem_calloc(count + 2, sizeof *verbatim);
    cmark_node *root = mem_cmark_parse(text, length);
    cmark_iter *iter = cmark_iter_new(root);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK)
            continue;
        for (int line = cmark_node_get_start_line(node); line <= cmark_node_get_end_line(node); line++)
            verbatim[line] = true;
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
    return verbatim;
}

void hgw_markdown_tidy(struct hgw_buf *out, const char *text, size_t length) {
    bool *verbatim = find_verbatim(text, length), written = false, empty = false;
    const char *blanks = ""; /* those at the end of the line before: two of them break a line */
    size_t blank_count = 0, whole;
    for (size_t at = 0, number = 1; at < length; at += whole, number++) {
        const char *line = text + at;
        size_t size = line_length(line, length - at, &whole), kept = size;
        while (!verbatim[number] && kept > 0 && (line[kept - 1] == ' ' || line[kept - 1] == '\t'))
            kept--;
        if (kept == 0 && !verbatim[number]) {
            empty = true;
            continue;
        }
        hgw_buf_add(out, blanks, empty ? 0 : blank_count);
        hgw_buf_add_string(out, !written ? "" : empty ? "\n\n" : "\n");
        hgw_buf_add(out, line, kept);
        blanks = line + kept;
        blank_count = size - kept;
        written = true;
        empty = false;
    }
    if (written)
        hgw_buf_add_char(out, '\n');
    free(verbatim);
}
