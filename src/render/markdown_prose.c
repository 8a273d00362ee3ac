#include "render/markdown_prose.h"

#include "base/memory.h"
#include "render/markdown_clean.h"
#include "render/markdown_tree.h"
#include "render/markdown_write.h"

#include <stdlib.h>
#include <string.h>

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* --- taking off the indentation of the XML --- */

/* Columns of blanks at the start of a line; a tab goes to the next multiple of four (CommonMark 0.30, 2.2).
 */
static size_t indentation(const char *line, size_t length, size_t *bytes) {
    size_t columns = 0, at = 0;
    for (; at < length && is_blank(line[at]); at++)
        columns = line[at] == '\t' ? columns / 4 * 4 + 4 : columns + 1;
    *bytes = at;
    return columns;
}

static size_t line_length(const char *line) {
    return strcspn(line, "\n");
}

/* The smallest indentation of the lines with content, the first aside: that one begins behind its tag. */
static size_t common_indentation(const char *text) {
    size_t common = (size_t)-1;
    for (const char *line = text + line_length(text); *line == '\n'; line += line_length(line)) {
        line++;
        size_t bytes, length = line_length(line), columns = indentation(line, length, &bytes);
        if (bytes < length && columns < common)
            common = columns;
    }
    return common;
}

/* Line ends become LF: a carriage return can only come from &#13; in the case. */
static char *with_newlines(const char *text) {
    char *copy = mem_strdup(text), *to = copy;
    for (const char *from = copy; from && *from != '\0'; from++)
        if (*from != '\r')
            *to++ = *from;
        else if (from[1] != '\n')
            *to++ = '\n';
    if (to)
        *to = '\0';
    return copy;
}

static void add_unindented(struct hgw_buf *out, const char *text) {
    size_t common = common_indentation(text);
    bool first = true;
    for (const char *line = text;; line++) {
        size_t bytes, length = line_length(line), columns = indentation(line, length, &bytes);
        size_t kept = first || columns < common ? 0 : columns - common;
        for (size_t i = 0; bytes < length && i < kept; i++)
            hgw_buf_add_char(out, ' ');
        hgw_buf_add(out, line + bytes, length - bytes);
        hgw_buf_add_char(out, '\n');
        first = false;
        line += length;
        if (*line == '\0')
            return;
    }
}

/* --- writing, and reading it back --- */

/* The tree as HTML with single spaces: two trees that say the same give the same. */
static char *signature(cmark_node *root) {
    char *html = cmark_render_html(root, CMARK_OPT_DEFAULT);
    char *to = html;
    for (const char *from = html; from && *from != '\0'; from++) {
        bool blank = is_blank(*from) || *from == '\n';
        if (!blank)
            *to++ = *from;
        else if (to > html && to[-1] != ' ')
            *to++ = ' ';
    }
    if (to)
        *to = '\0';
    return html;
}

static bool reads_back(const struct hgw_buf *text, cmark_node *root) {
    struct hgw_markdown again = {0};
    struct hgw_error ignored = HGW_ERROR_EMPTY;
    bool same = hgw_markdown_parse(&again, text->data ? text->data : "", text->length, NULL, &ignored);
    char *left = same ? signature(root) : NULL, *right = same ? signature(again.root) : NULL;
    same = left && right && strcmp(left, right) == 0;
    free(left);
    free(right);
    hgw_markdown_free(&again);
    hgw_error_clear(&ignored);
    return same;
}

/* Where a text is put. */
struct spot {
    bool blocks;           /* blocks may stand here */
    bool in_row;           /* in a table's row */
    struct hgw_buf prefix; /* what begins each further line */
};

/* The bytes of a list's mark at `at`, the blank behind it included; 0 when there is none. */
static size_t list_mark(const char *line, size_t length) {
    size_t at = 0;
    while (at < length && line[at] >= '0' && line[at] <= '9')
        at++;
    if (at < length && (at > 0 ? line[at] == '.' || line[at] == ')' : strchr("-*+", line[at]) != NULL))
        return at + 1 < length && line[at + 1] == ' ' ? at + 2 : 0;
    return 0;
}

/* Reads what stands before the text on its line. */
static void look_around(const struct hgw_buf *out, bool ends_line, struct spot *spot) {
    const char *data = out->data ? out->data : "";
    const char *newline = out->length ? memrchr(data, '\n', out->length) : NULL;
    const char *line = newline ? newline + 1 : data;
    size_t length = out->length - (size_t)(line - data), at = 0;
    while (at < length) {
        size_t mark = list_mark(line + at, length - at);
        if (line[at] != ' ' && line[at] != '>' && mark == 0)
            break;
        if (mark == 0)
            hgw_buf_add_char(&spot->prefix, line[at++]);
        for (; mark > 0; mark--, at++)
            hgw_buf_add_char(&spot->prefix, ' ');
    }
    spot->blocks = ends_line && at == length;
    spot->in_row = at < length && line[at] == '|';
}

static void write(struct hgw_buf *out, cmark_node *root, const struct spot *spot) {
    if (spot->blocks)
        hgw_markdown_write_blocks(out, root, spot->prefix.data ? spot->prefix.data : "");
    else if (cmark_node_first_child(root))
        hgw_markdown_write_inlines(out, cmark_node_first_child(root), spot->in_row);
}

/* Writes the tree there, when it reads back the same; else (markup that cannot be written, such as emphasis
 * next to something that went) its words. */
static void insert(struct hgw_buf *out, cmark_node *root, const struct spot *spot) {
    struct hgw_buf written = HGW_BUF_EMPTY;
    struct spot alone = {.blocks = spot->blocks, .prefix = HGW_BUF_EMPTY};
    write(&written, root, &alone);
    if (!reads_back(&written, root))
        hgw_markdown_keep_words(root);
    hgw_buf_free(&written);
    write(out, root, spot);
}

static bool read_text(struct hgw_markdown *markdown, struct hgw_buf *source, const char *text,
                      struct hgw_error *error) {
    char *lines = with_newlines(text);
    add_unindented(source, lines);
    free(lines);
    return hgw_markdown_parse(markdown, source->data, source->length, NULL, error);
}

static void clean(struct hgw_markdown *markdown, const struct hgw_buf *source) {
    hgw_markdown_clean(markdown->root, markdown->clean ? markdown->clean : source->data);
}

bool hgw_markdown_prose(struct hgw_buf *out, const char *text, bool ends_line, struct hgw_error *error) {
    struct hgw_buf source = HGW_BUF_EMPTY;
    struct hgw_markdown markdown = {0};
    struct spot spot = {.prefix = HGW_BUF_EMPTY};
    look_around(out, ends_line, &spot);
    bool ok = read_text(&markdown, &source, text, error);
    if (ok) {
        clean(&markdown, &source);
        if (!spot.blocks)
            hgw_markdown_flatten(markdown.root);
        insert(out, markdown.root, &spot);
    }
    hgw_markdown_free(&markdown);
    hgw_buf_free(&source);
    hgw_buf_free(&spot.prefix);
    return ok;
}

bool hgw_markdown_change(struct hgw_buf *out, const char *text, hgw_prose_change *change, void *data,
                         struct hgw_error *error) {
    struct hgw_buf source = HGW_BUF_EMPTY;
    struct hgw_markdown markdown = {0};
    struct spot spot = {.blocks = true, .prefix = HGW_BUF_EMPTY};
    bool ok = read_text(&markdown, &source, text, error);
    bool changed = ok && change(data, markdown.root);
    if (ok && !changed)
        hgw_buf_add_string(out, text);
    else if (ok) {
        clean(&markdown, &source);
        insert(out, markdown.root, &spot);
    }
    hgw_markdown_free(&markdown);
    hgw_buf_free(&source);
    return ok;
}
