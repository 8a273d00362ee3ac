#include "base/base.h"
#include "base/memory.h"
#include "document/markdown.h"

struct markdown_writer {
    struct buf *out;
    struct buf prefix; /* what begins each further line */
    bool one_line;     /* breaks become spaces */
    bool in_row;       /* pipes in code are escaped */
};

/* A new line; an empty one has the quotes around, and no blanks at its end. */
static void new_line(struct markdown_writer *w, bool empty) {
    size_t length = w->prefix.length;
    while (empty && length > 0 && w->prefix.data[length - 1] == ' ')
        length--;
    buf_add_char(w->out, '\n');
    buf_add(w->out, w->prefix.data, length);
}

static void write_run(struct buf *out, char c, size_t count) {
    while (count-- > 0)
        buf_add_char(out, c);
}

/* --- text that is read as that text --- */

static bool is(cmark_node *node, cmark_node_type type) {
    return cmark_node_get_type(node) == type;
}

/* Adds a text so that CommonMark, and the pipe tables of GitHub Flavored Markdown, read it as that very text on one
 * line. First on a line a backslash disarms what would begin a block (CommonMark 0.30, chapters 4 and 5), be an
 * underline or the colon of a delimiter row; and what stands behind the digits of a number in a list. */
static void write_text(struct markdown_writer *w, cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    bool starts = markdown_at_edge(node, cmark_node_previous), ends = markdown_at_edge(node, cmark_node_next);
    text += starts ? strspn(text, " \t") : 0;
    size_t length = strlen(text), digits = strspn(text, "0123456789");
    while (ends && length > 0 && strchr(" \t", text[length - 1]))
        length--;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        bool block = starts && !w->one_line && i == digits && strchr(i > 0 ? ".)" : "#+-=>:.)", c);
        bool picture = c == '!' && i + 1 == length && is(cmark_node_next(node), CMARK_NODE_LINK);
        if (block || picture || strchr("\\`*_[]<|~", c) || (c == '&' && text[i + 1] != ' ') ||
            (c == '#' && i + 1 == length && ends))
            buf_add_char(w->out, '\\');
        buf_add_char(w->out, c == '\n' || c == '\r' ? ' ' : c);
    }
}

/* How many backticks go around a text: one more than there are together in it. */
static size_t count_ticks(const char *text) {
    size_t longest = 0;
    for (size_t run; *(text += strcspn(text, "`")) != '\0'; text += run) {
        run = strspn(text, "`");
        longest = run > longest ? run : longest;
    }
    return longest + 1;
}

static void write_code(struct markdown_writer *w, const char *text) {
    size_t length = strlen(text), ticks = count_ticks(text);
    bool pad = text[strspn(text, " ")] != '\0' && (text[0] == '`' || text[length - 1] == '`' || text[0] == ' ');
    write_run(w->out, '`', ticks);
    write_run(w->out, ' ', pad);
    for (; *text != '\0'; text++) {
        buf_add_string(w->out, *text == '|' && w->in_row ? "\\" : "");
        buf_add_char(w->out, *text == '\n' ? ' ' : *text);
    }
    write_run(w->out, ' ', pad);
    write_run(w->out, '`', ticks);
}

static void write_code_block(struct markdown_writer *w, cmark_node *block) {
    const char *text = cmark_node_get_literal(block);
    size_t ticks = count_ticks(text);
    ticks = ticks < 3 ? 3 : ticks;
    write_run(w->out, '`', ticks);
    buf_add_string(w->out, cmark_node_get_fence_info(block));
    for (size_t length; *text != '\0'; text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        new_line(w, length == 0);
        buf_add(w->out, text, length);
    }
    new_line(w, false);
    write_run(w->out, '`', ticks);
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

static void close_link(struct buf *out, cmark_node *node) {
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

/* --- blocks --- */

/* True for a block that would be taken for a part of the one before it, without an empty line between them.
 */
static bool needs_empty_line(cmark_node *block, cmark_node *previous) {
    bool closed = is(previous, CMARK_NODE_HEADING) || is(previous, CMARK_NODE_CODE_BLOCK) ||
                  is(previous, CMARK_NODE_THEMATIC_BREAK);
    return (!closed && is(block, CMARK_NODE_PARAGRAPH)) || is(block, CMARK_NODE_CUSTOM_BLOCK) ||
           is(previous, CMARK_NODE_CUSTOM_BLOCK) ||
           (is(block, CMARK_NODE_BLOCK_QUOTE) && is(previous, CMARK_NODE_BLOCK_QUOTE)) ||
           (cmark_node_get_list_type(block) == CMARK_ORDERED_LIST && cmark_node_get_list_start(block) != 1);
}

/* Parts a block, item or row from the one before it. */
static void part_block(struct markdown_writer *w, cmark_node *block) {
    cmark_node *previous = cmark_node_previous(block), *parent = cmark_node_parent(block);
    if (!previous || cmark_node_get_type(block) > CMARK_NODE_LAST_BLOCK || markdown_type(block) == MARKDOWN_CELL)
        return;
    bool tight = is(parent, CMARK_NODE_CUSTOM_BLOCK) || cmark_node_get_list_tight(parent);
    if (is(parent, CMARK_NODE_ITEM))
        tight = cmark_node_get_list_tight(cmark_node_parent(parent)) && !needs_empty_line(block, previous);
    if (!tight)
        new_line(w, true);
    new_line(w, false);
}

/* The user data of a list say that it needs another mark than the one before it, with which it would be one list; those
 * of its items are their numbers. */
static void write_item(struct markdown_writer *w, cmark_node *item, bool begins) {
    cmark_node *list = cmark_node_parent(item), *previous = cmark_node_previous(item);
    bool other = cmark_node_get_user_data(list), bullet = cmark_node_get_list_type(list) == CMARK_BULLET_LIST;
    intptr_t number = previous ? (intptr_t)cmark_node_get_user_data(previous) + 1 : cmark_node_get_list_start(list);
    char mark[16];
    int width = bullet ? snprintf(mark, sizeof mark, "%s", other ? "* " : "- ")
                       : snprintf(mark, sizeof mark, "%d%c ", (int)number, other ? ')' : '.');
    if (begins) {
        cmark_node_set_user_data(item, (void *)number);
        buf_add_string(w->out, mark);
        write_run(&w->prefix, ' ', (size_t)width);
        return;
    }
    w->prefix.length -= (size_t)width;
    if (!cmark_node_first_child(item)) /* no blank at the end of a line */
        w->out->length--;
}

/* Writes what stands where a node begins, or ends; for one without others in it, all of it. */
static void write_node(struct markdown_writer *w, cmark_node *node, bool begins) {
    struct buf *out = w->out;
    size_t type = markdown_type(node);
    cmark_node *previous = cmark_node_previous(node);
    if (type == CMARK_NODE_HEADING || type == MARKDOWN_CELL)
        w->one_line = begins;
    if (type == CMARK_NODE_HEADING && begins) {
        write_run(out, '#', (size_t)cmark_node_get_heading_level(node));
        buf_add_string(out, cmark_node_first_child(node) ? " " : "");
    } else if (type == CMARK_NODE_LIST) {
        if (begins && !cmark_node_get_user_data(previous) &&
            cmark_node_get_list_type(previous) == cmark_node_get_list_type(node))
            cmark_node_set_user_data(node, node);
    } else if (type == CMARK_NODE_ITEM)
        write_item(w, node, begins);
    else if (type == CMARK_NODE_BLOCK_QUOTE) {
        buf_add_string(out, begins ? "> " : "");
        buf_add_string(&w->prefix, begins ? "> " : "");
        w->prefix.length -= begins ? 0 : 2;
    } else if (type == CMARK_NODE_CODE_BLOCK)
        write_code_block(w, node);
    else if (type == CMARK_NODE_THEMATIC_BREAK)
        buf_add_string(out, "___"); /* this is none after the mark of a list, as - --- is */
    else if (type == MARKDOWN_ROW) {
        w->in_row = begins;
        buf_add_string(out, begins ? "|" : "");
        if (!begins && !previous) {
            new_line(w, false);
            buf_add_string(out, cmark_node_get_on_enter(cmark_node_parent(node)));
        }
    } else if (type == MARKDOWN_CELL)
        buf_add_string(out, begins ? " " : " |");
    else if (markdown_is_break(node) && w->one_line)
        buf_add_char(out, ' ');
    else if (markdown_is_break(node)) {
        buf_add_string(out, type == CMARK_NODE_LINEBREAK ? "\\" : "");
        new_line(w, false);
    } else if (type == CMARK_NODE_TEXT)
        write_text(w, node);
    else if (type == CMARK_NODE_CODE)
        write_code(w, cmark_node_get_literal(node));
    else if ((type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) && begins)
        buf_add_string(out, type == CMARK_NODE_IMAGE ? "![" : "[");
    else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
        close_link(out, node);
    else if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG)
        buf_add_string(out, type == CMARK_NODE_EMPH ? "*" : "**");
}

void markdown_write(struct buf *out, cmark_node *root) {
    struct markdown_writer w = {.out = out};
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER)
            part_block(&w, node);
        write_node(&w, node, event == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(iter);
    if (cmark_node_first_child(root))
        buf_add_char(out, '\n');
    buf_free(&w.prefix);
}
