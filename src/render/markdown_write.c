#include "render/markdown_write.h"

#include "render/markdown_escape.h"
#include "render/markdown_tree.h"

#include <string.h>

struct writer {
    struct hgw_buf *out;
    struct hgw_buf prefix; /* what begins each further line */
    bool one_line;         /* breaks become spaces */
    bool in_row;           /* pipes in code are escaped */
};

static void write_block(struct writer *w, cmark_node *node);

static void new_line(struct writer *w) {
    hgw_buf_add_char(w->out, '\n');
    hgw_buf_add(w->out, w->prefix.data, w->prefix.length);
}

/* An empty line has the quotes around, and no blanks at its end. */
static void empty_line(struct writer *w) {
    size_t length = w->prefix.length;
    while (length > 0 && w->prefix.data[length - 1] == ' ')
        length--;
    hgw_buf_add_char(w->out, '\n');
    hgw_buf_add(w->out, w->prefix.data, length);
}

static void blank_line(struct writer *w) {
    empty_line(w);
    new_line(w);
}

static bool is_break(cmark_node *node) {
    cmark_node_type type = node ? cmark_node_get_type(node) : CMARK_NODE_NONE;
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

/* True when nothing of the same block comes before (or behind) the inline on its line. */
static bool at_edge(cmark_node *node, cmark_node *(*neighbour)(cmark_node *)) {
    for (;;) {
        cmark_node *next = neighbour(node);
        if (next)
            return is_break(next);
        node = cmark_node_parent(node);
        cmark_node_type type = node ? cmark_node_get_type(node) : CMARK_NODE_NONE;
        if (type != CMARK_NODE_EMPH && type != CMARK_NODE_STRONG && type != CMARK_NODE_LINK)
            return true;
    }
}

static void write_text(struct writer *w, cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    unsigned edges = (at_edge(node, cmark_node_previous) ? HGW_EDGE_START : 0U) |
                     (at_edge(node, cmark_node_next) ? HGW_EDGE_END : 0U);
    hgw_markdown_join(w->out, text[0]);
    hgw_markdown_escape(w->out, text, strlen(text), edges);
}

static void write_break(struct writer *w, bool hard) {
    if (w->one_line) {
        hgw_buf_add_char(w->out, ' ');
        return;
    }
    if (hard)
        hgw_buf_add_char(w->out, '\\');
    new_line(w);
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
        hgw_buf_add_char(w->out, c);
}

static void write_code(struct writer *w, cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    size_t length = strlen(text), ticks = longest_run(text, '`') + 1;
    bool pad = length > 0 && (text[0] == '`' || text[length - 1] == '`' || text[0] == ' ');
    write_run(w, '`', ticks);
    write_run(w, ' ', pad);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '|' && w->in_row)
            hgw_buf_add_char(w->out, '\\');
        hgw_buf_add_char(w->out, text[i] == '\n' ? ' ' : text[i]);
    }
    write_run(w, ' ', pad);
    write_run(w, '`', ticks);
}

/* A link's target between < and >, where blanks and parentheses are harmless (CommonMark 0.30, 6.3). */
static void write_target(struct writer *w, const char *url) {
    hgw_buf_add_string(w->out, "(<");
    for (; *url != '\0'; url++) {
        if (strchr("\\<>&|*_`", *url))
            hgw_buf_add_char(w->out, '\\');
        if (*url != '\n' && *url != '\r')
            hgw_buf_add_char(w->out, *url);
    }
    hgw_buf_add_string(w->out, ">)");
}

static void write_inline(struct writer *w, cmark_node *node);

static void write_children(struct writer *w, cmark_node *node) {
    for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
        write_inline(w, child);
}

static void write_inline(struct writer *w, cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT)
        write_text(w, node);
    else if (is_break(node))
        write_break(w, type == CMARK_NODE_LINEBREAK);
    else if (type == CMARK_NODE_CODE)
        write_code(w, node);
    else if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG) {
        const char *mark = type == CMARK_NODE_EMPH ? "*" : "**";
        hgw_buf_add_string(w->out, mark);
        write_children(w, node);
        hgw_buf_add_string(w->out, mark);
    } else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
        if (type == CMARK_NODE_LINK)
            hgw_markdown_join(w->out, '[');
        hgw_buf_add_string(w->out, type == CMARK_NODE_IMAGE ? "![" : "[");
        write_children(w, node);
        hgw_buf_add_char(w->out, ']');
        write_target(w, cmark_node_get_url(node));
    }
}

/* The blocks in `node`; `tight`: without empty lines between them. */
static void write_blocks(struct writer *w, cmark_node *node, bool tight) {
    for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child)) {
        if (cmark_node_previous(child)) {
            if (tight)
                new_line(w);
            else
                blank_line(w);
        }
        write_block(w, child);
    }
}

/* Two lists of the same kind in a row need different marks, else they are one. */
static bool is_other_list(cmark_node *list) {
    bool other = false;
    for (cmark_node *node = cmark_node_previous(list);
         node && cmark_node_get_type(node) == CMARK_NODE_LIST &&
         cmark_node_get_list_type(node) == cmark_node_get_list_type(list);
         node = cmark_node_previous(node))
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
            hgw_buf_add_string(w->out, other ? "* " : "- ");
        else
            hgw_buf_printf(w->out, "%d%c ", number++, other ? ')' : '.');
        for (size_t i = before; i < w->out->length; i++)
            hgw_buf_add_char(&w->prefix, ' ');
        write_blocks(w, item, tight);
        w->prefix.length = width;
    }
}

static void write_quote(struct writer *w, cmark_node *quote) {
    size_t width = w->prefix.length;
    hgw_buf_add_string(w->out, "> ");
    hgw_buf_add_string(&w->prefix, "> ");
    write_blocks(w, quote, false);
    w->prefix.length = width;
}

static void write_code_block(struct writer *w, cmark_node *block) {
    const char *text = cmark_node_get_literal(block);
    size_t ticks = longest_run(text, '`') + 1;
    ticks = ticks < 3 ? 3 : ticks;
    write_run(w, '`', ticks);
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (length > 0)
            new_line(w);
        else
            empty_line(w);
        hgw_buf_add(w->out, text, length);
        text += length + (text[length] == '\n');
    }
    new_line(w);
    write_run(w, '`', ticks);
}

static void write_row(struct writer *w, cmark_node *row) {
    hgw_buf_add_char(w->out, '|');
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
        hgw_buf_add_char(w->out, ' ');
        hgw_markdown_write_inlines(w->out, cell, true);
        hgw_buf_add_string(w->out, " |");
    }
}

static void write_table(struct writer *w, cmark_node *table) {
    static const char *const delimiters[HGW_ALIGNS] = {" --- |", " :-- |", " :-: |", " --: |"};
    cmark_node *header = cmark_node_first_child(table);
    write_row(w, header);
    new_line(w);
    hgw_buf_add_char(w->out, '|');
    for (cmark_node *cell = cmark_node_first_child(header); cell; cell = cmark_node_next(cell))
        hgw_buf_add_string(w->out, delimiters[hgw_markdown_part(cell)->align]);
    for (cmark_node *row = cmark_node_next(header); row; row = cmark_node_next(row)) {
        new_line(w);
        write_row(w, row);
    }
}

static void write_block(struct writer *w, cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH)
        write_children(w, node);
    else if (type == CMARK_NODE_LIST)
        write_list(w, node);
    else if (type == CMARK_NODE_BLOCK_QUOTE)
        write_quote(w, node);
    else if (type == CMARK_NODE_CODE_BLOCK)
        write_code_block(w, node);
    else if (type == CMARK_NODE_CUSTOM_BLOCK)
        write_table(w, node);
}

void hgw_markdown_write_blocks(struct hgw_buf *out, cmark_node *root, const char *prefix) {
    struct writer w = {.out = out};
    hgw_buf_add_string(&w.prefix, prefix);
    write_blocks(&w, root, false);
    hgw_buf_free(&w.prefix);
}

void hgw_markdown_write_inlines(struct hgw_buf *out, cmark_node *paragraph, bool in_row) {
    struct writer w = {.out = out, .one_line = true, .in_row = in_row};
    write_children(&w, paragraph);
}
