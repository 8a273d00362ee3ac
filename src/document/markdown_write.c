#include "base/memory.h"
#include "document/markdown.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct writer {
    struct buf *out;
    struct buf prefix; /* what begins each further line */
    bool one_line;     /* breaks become spaces */
    bool in_row;       /* pipes in code are escaped */
    bool no_marks;     /* without emphasis */
};

static void write_block(struct writer *w, cmark_node *node);

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static void new_line(struct writer *w) {
    buf_add_char(w->out, '\n');
    buf_add(w->out, w->prefix.data, w->prefix.length);
}

/* An empty line has the quotes around, and no blanks at its end. */
static void empty_line(struct writer *w) {
    size_t length = w->prefix.length;
    while (length > 0 && w->prefix.data[length - 1] == ' ')
        length--;
    buf_add_char(w->out, '\n');
    buf_add(w->out, w->prefix.data, length);
}

static void blank_line(struct writer *w) {
    empty_line(w);
    new_line(w);
}

/* --- text that is read as that text --- */

static bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* How many bytes of what would begin a block, first on a line (CommonMark 0.30, chapters 4 and 5), stand
 * before the one that a backslash disarms: 0 for a bullet, a heading, a quote, an underline, a fence, the
 * colon of a table's delimiter row; the digits of a number in a list. SIZE_MAX: none begins here. */
static size_t block_start(const char *text) {
    if (*text != '\0' && strchr("#+-=>:.)", *text))
        return 0;
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && (text[digits] == '.' || text[digits] == ')') ? digits : SIZE_MAX;
}

/* Adds a text so that CommonMark, and the pipe tables of GitHub Flavored Markdown, read it as that very text
 * on one line. */
static void write_text(struct writer *w, cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    bool starts = markdown_at_edge(node, cmark_node_previous), ends = markdown_at_edge(node, cmark_node_next);
    size_t length = strlen(text);
    while (ends && length > 0 && is_blank(text[length - 1]))
        length--;
    for (; starts && length > 0 && is_blank(*text); length--)
        text++;
    size_t block = starts && !w->one_line ? block_start(text) : SIZE_MAX;
    for (size_t i = 0; i < length; i++) {
        bool last = i + 1 == length;
        char c = text[i];
        if (strchr("\\`*_[]<|~", c) || i == block ||
            (c == '&' && (is_alphanumeric(text[i + 1]) || text[i + 1] == '#')) || (c == '#' && last && ends))
            buf_add_char(w->out, '\\');
        buf_add_char(w->out, c == '\n' || c == '\r' ? ' ' : c);
    }
}

static size_t longest_run(const char *text, char c) {
    size_t longest = 0;
    for (; *text != '\0'; text++) {
        size_t run = 0;
        while (text[run] == c)
            run++;
        longest = run > longest ? run : longest;
        text += run ? run - 1 : 0;
    }
    return longest;
}

static void write_run(struct writer *w, char c, size_t count) {
    while (count-- > 0)
        buf_add_char(w->out, c);
}

static void write_code(struct writer *w, cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    size_t length = strlen(text), ticks = longest_run(text, '`') + 1;
    bool pad = text[strspn(text, " ")] != '\0' && (text[0] == '`' || text[length - 1] == '`' || text[0] == ' ');
    write_run(w, '`', ticks);
    write_run(w, ' ', pad);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '|' && w->in_row)
            buf_add_char(w->out, '\\');
        buf_add_char(w->out, text[i] == '\n' ? ' ' : text[i]);
    }
    write_run(w, ' ', pad);
    write_run(w, '`', ticks);
}

/* The target (between < and >, where blanks and parentheses are harmless) or the title of a link (CommonMark
 * 0.30, 6.3). */
static void write_escaped(struct buf *out, const char *text, const char *special) {
    for (; *text != '\0'; text++) {
        if (strchr(special, *text))
            buf_add_char(out, '\\');
        if (*text != '\n' && *text != '\r')
            buf_add_char(out, *text);
    }
}

static void write_inline(struct writer *w, cmark_node *node);

static void write_children(struct writer *w, cmark_node *node) {
    for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
        write_inline(w, child);
}

static void write_link(struct writer *w, cmark_node *node, bool image) {
    struct buf *out = w->out;
    if (!image && out->length > 0 && out->data[out->length - 1] == '!') { /* else the two are a picture */
        out->length--;
        buf_add_string(out, "\\!");
    }
    buf_add_string(out, image ? "![" : "[");
    write_children(w, node);
    buf_add_string(out, "](<");
    write_escaped(out, cmark_node_get_url(node), "\\<>&|*_`");
    buf_add_char(out, '>');
    if (*cmark_node_get_title(node) != '\0') {
        buf_add_string(out, " \"");
        write_escaped(out, cmark_node_get_title(node), "\\<>&|*_`\"");
        buf_add_char(out, '"');
    }
    buf_add_char(out, ')');
}

static void write_inline(struct writer *w, cmark_node *node) {
    const char *mark = "";
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        if (w->one_line)
            buf_add_char(w->out, ' ');
        else {
            buf_add_string(w->out, cmark_node_get_type(node) == CMARK_NODE_LINEBREAK ? "\\" : "");
            new_line(w);
        }
        break;
    case CMARK_NODE_TEXT:
        write_text(w, node);
        break;
    case CMARK_NODE_CODE:
        write_code(w, node);
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        write_link(w, node, cmark_node_get_type(node) == CMARK_NODE_IMAGE);
        break;
    default: /* emphasis */
        if (!w->no_marks)
            mark = cmark_node_get_type(node) == CMARK_NODE_EMPH ? "*" : "**";
        buf_add_string(w->out, mark);
        write_children(w, node);
        buf_add_string(w->out, mark);
    }
}

/* What the inlines in a block say, white space aside. */
static char *words_of(cmark_node *block) {
    struct buf words = BUF_EMPTY;
    size_t length = 0;
    markdown_plain_text(block, &words);
    for (size_t i = 0; i < words.length; i++)
        if (!is_blank(words.data[i]))
            words.data[length++] = words.data[i];
    words.length = length;
    buf_add_string(&words, "");
    return buf_steal(&words);
}

/* True when emphasis in the block, next to a letter say, is not read back: then its asterisks are words. */
static bool loses_marks(cmark_node *block) {
    bool marked = false;
    cmark_iter *iter = cmark_iter_new(block);
    while (!marked && cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
        marked = type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG;
    }
    cmark_iter_free(iter);
    if (!marked)
        return false;
    struct buf written = BUF_EMPTY;
    struct writer alone = {.out = &written};
    write_children(&alone, block);
    cmark_node *root = mem_cmark_parse(written.data, written.length);
    char *before = words_of(block), *after = words_of(root);
    bool loses = strcmp(before, after) != 0;
    free(before);
    free(after);
    cmark_node_free(root);
    buf_free(&written);
    return loses;
}

/* The inlines of a block. */
static void write_inlines(struct writer *w, cmark_node *block) {
    w->no_marks = loses_marks(block);
    write_children(w, block);
    w->no_marks = false;
}

static bool is_type(cmark_node *node, cmark_node_type type) {
    return cmark_node_get_type(node) == type;
}

/* True for a block that would be taken for a part of the one before it, without an empty line between them.
 */
static bool needs_empty_line(cmark_node *block, cmark_node *previous) {
    bool closed = is_type(previous, CMARK_NODE_HEADING) || is_type(previous, CMARK_NODE_CODE_BLOCK) ||
                  is_type(previous, CMARK_NODE_THEMATIC_BREAK);
    return (!closed && is_type(block, CMARK_NODE_PARAGRAPH)) || is_type(block, CMARK_NODE_CUSTOM_BLOCK) ||
           is_type(previous, CMARK_NODE_CUSTOM_BLOCK) ||
           (is_type(block, CMARK_NODE_BLOCK_QUOTE) && is_type(previous, CMARK_NODE_BLOCK_QUOTE)) ||
           (cmark_node_get_list_type(block) == CMARK_ORDERED_LIST && cmark_node_get_list_start(block) != 1);
}

/* The blocks in `node`; `tight`: without empty lines between them. */
static void write_blocks(struct writer *w, cmark_node *node, bool tight) {
    for (cmark_node *child = cmark_node_first_child(node), *previous = NULL; child;
         previous = child, child = cmark_node_next(child)) {
        if (previous && tight && !needs_empty_line(child, previous))
            new_line(w);
        else if (previous)
            blank_line(w);
        write_block(w, child);
    }
}

/* Two lists of the same kind in a row need different marks, else they are one. */
static bool is_other_list(cmark_node *list) {
    bool other = false;
    for (cmark_node *node = list;
         (node = cmark_node_previous(node)) && cmark_node_get_list_type(node) == cmark_node_get_list_type(list);)
        other = !other;
    return other;
}

static void write_list(struct writer *w, cmark_node *list) {
    bool bullets = cmark_node_get_list_type(list) == CMARK_BULLET_LIST;
    bool other = is_other_list(list), tight = cmark_node_get_list_tight(list);
    int number = cmark_node_get_list_start(list);
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        if (cmark_node_previous(item)) {
            if (tight)
                new_line(w);
            else
                blank_line(w);
        }
        size_t before = w->out->length, width = w->prefix.length;
        if (bullets)
            buf_add_string(w->out, other ? "* " : "- ");
        else
            buf_printf(w->out, "%d%c ", number++, other ? ')' : '.');
        for (size_t i = before; i < w->out->length; i++)
            buf_add_char(&w->prefix, ' ');
        write_blocks(w, item, tight);
        if (!cmark_node_first_child(item)) /* no blank at the end of a line */
            w->out->length--;
        w->prefix.length = width;
    }
}

static void write_quote(struct writer *w, cmark_node *quote) {
    size_t width = w->prefix.length;
    buf_add_string(w->out, "> ");
    buf_add_string(&w->prefix, "> ");
    write_blocks(w, quote, false);
    w->prefix.length = width;
}

static void write_code_block(struct writer *w, cmark_node *block) {
    const char *text = cmark_node_get_literal(block);
    size_t ticks = longest_run(text, '`') + 1;
    ticks = ticks < 3 ? 3 : ticks;
    write_run(w, '`', ticks);
    buf_add_string(w->out, cmark_node_get_fence_info(block));
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (length > 0)
            new_line(w);
        else
            empty_line(w);
        buf_add(w->out, text, length);
        text += length + (text[length] == '\n');
    }
    new_line(w);
    write_run(w, '`', ticks);
}

static void write_row(struct writer *w, cmark_node *row) {
    w->one_line = w->in_row = true;
    buf_add_char(w->out, '|');
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
        buf_add_char(w->out, ' ');
        write_inlines(w, cell);
        buf_add_string(w->out, " |");
    }
    w->one_line = w->in_row = false;
}

static void write_table(struct writer *w, cmark_node *table) {
    cmark_node *row = cmark_node_first_child(table);
    write_row(w, row);
    new_line(w);
    buf_add_string(w->out, cmark_node_get_on_enter(table)); /* its dashes say how wide a column to fill in is */
    while ((row = cmark_node_next(row))) {
        new_line(w);
        write_row(w, row);
    }
}

static void write_heading(struct writer *w, cmark_node *heading) {
    write_run(w, '#', (size_t)cmark_node_get_heading_level(heading));
    buf_add_string(w->out, cmark_node_first_child(heading) ? " " : "");
    w->one_line = true;
    write_inlines(w, heading);
    w->one_line = false;
}

static void write_block(struct writer *w, cmark_node *node) {
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        write_inlines(w, node);
        break;
    case CMARK_NODE_HEADING:
        write_heading(w, node);
        break;
    case CMARK_NODE_LIST:
        write_list(w, node);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        write_quote(w, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        write_code_block(w, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        buf_add_string(w->out, "___"); /* this is none after the mark of a list, as - --- is */
        break;
    case CMARK_NODE_CUSTOM_BLOCK:
        write_table(w, node);
        break;
    default:
        break;
    }
}

void markdown_write(struct buf *out, cmark_node *root) {
    struct writer w = {.out = out};
    write_blocks(&w, root, false);
    if (cmark_node_first_child(root))
        buf_add_char(out, '\n');
    buf_free(&w.prefix);
}
