#include "document/prose.h"

#include "base/memory.h"
#include "base/printable.h"
#include "base/utf8.h"
#include "document/markdown_write.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* --- white space --- */

static bool is_blank(char c) {
    return c == ' ' || (c >= 9 && c <= 13);
}

/* Unicode white space as CommonMark 2.1 has it. */
static bool is_space(uint32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Bytes of white space at the start of `text`. */
static size_t leading_space(const char *text, size_t length) {
    size_t at = 0, bytes;
    uint32_t c;
    while ((bytes = utf8_decode(text + at, length - at, &c)) > 0 && is_space(c))
        at += bytes;
    return at;
}

/* The length without white space at the end. */
static size_t without_trailing_space(const char *text, size_t length) {
    while (length > 0) {
        size_t last = length - 1;
        while (last > 0 && ((unsigned char)text[last] & 0xC0) == 0x80)
            last--;
        uint32_t c;
        size_t bytes = utf8_decode(text + last, length - last, &c);
        if (bytes == 0 || !is_space(c))
            return length;
        length = last;
    }
    return 0;
}

/* Makes white space single, and takes it off where the text has an edge. In place. */
static void single_spaces(char *text, bool starts, bool ends) {
    size_t length = strlen(text), at = 0;
    char *to = text;
    if (ends)
        length = without_trailing_space(text, length);
    if (starts)
        at = leading_space(text, length);
    for (; at < length; at++)
        if (!is_blank(text[at]))
            *to++ = text[at];
        else if (to == text || to[-1] != ' ')
            *to++ = ' ';
    *to = '\0';
}

/* A text without what could steer a reader's screen. Taken out before the text is read: what goes must not
 * bring together what is then markup. */
static char *without_controls(const char *text) {
    struct buf made = BUF_EMPTY;
    printable_add_as(&made, text, strlen(text), PRINTABLE_DOCUMENT);
    return buf_steal(&made);
}

char *prose_line(const char *text) {
    char *line = without_controls(text);
    single_spaces(line, true, true);
    return line;
}

/* --- what may stay, and what goes --- */

/* Puts the children of a node in its place. */
static void unwrap(cmark_node *node) {
    cmark_node *child;
    while ((child = cmark_node_first_child(node)))
        cmark_node_insert_before(node, child);
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static void drop(cmark_node *node) {
    cmark_node_unlink(node);
    cmark_node_free(node);
}

bool prose_is_local_file(const char *url) {
    return url[0] != '\0' && url[0] != '/' && !strpbrk(url, ":\\?#%") && !strstr(url, "..") && !strstr(url, "//");
}

static bool is_span(cmark_node_type type) {
    return type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
}

/* True when the inline stands in one of the same kind already. */
static bool is_repeated(cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    if (!is_span(type))
        return false;
    for (node = cmark_node_parent(node); node && is_span(cmark_node_get_type(node)); node = cmark_node_parent(node))
        if (cmark_node_get_type(node) == type)
            return true;
    return false;
}

static cmark_node *next_outside(cmark_node *node) {
    while (node && !cmark_node_next(node))
        node = cmark_node_parent(node);
    return node ? cmark_node_next(node) : NULL;
}

/* Emphasis inside emphasis says nothing more, and what stands for a picture is words. So inlines are never
 * more than a few deep, whatever a text holds. From the outside in: from the inside out, thousands of them
 * would move everything in them thousands of times. */
void prose_single_marks(cmark_node *root) {
    for (cmark_node *node = root, *next; node; node = next) {
        cmark_node *child = cmark_node_first_child(node);
        next = child ? child : next_outside(node);
        if (is_repeated(node))
            unwrap(node);
    }
}

static bool is_nesting(cmark_node_type type) {
    return type == CMARK_NODE_LIST || type == CMARK_NODE_BLOCK_QUOTE;
}

/* True for a quote or list in as many others as there may be. */
static bool is_too_deep(cmark_node *node) {
    int depth = 0;
    if (!is_nesting(cmark_node_get_type(node)))
        return false;
    for (; node; node = cmark_node_parent(node))
        depth += is_nesting(cmark_node_get_type(node));
    return depth > PROSE_MAX_DEPTH;
}

/* Puts the blocks of `holder` before `place`; *first becomes the first of them, when it is none yet. */
static void move_blocks(cmark_node *holder, cmark_node *place, cmark_node **first) {
    cmark_node *block;
    while ((block = cmark_node_first_child(holder))) {
        cmark_node_insert_before(place, block);
        *first = *first ? *first : block;
    }
}

/* Puts what stands in a quote or list in its place. Returns the first of it, NULL when there is nothing. */
static cmark_node *dissolve(cmark_node *node) {
    cmark_node *first = NULL, *item;
    if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE)
        move_blocks(node, node, &first);
    while ((item = cmark_node_first_child(node))) {
        move_blocks(item, node, &first);
        drop(item);
    }
    drop(node);
    return first;
}

/* No quotes and lists deeper than there may be; from the outside in, as above. */
static void limit_depth(cmark_node *root) {
    for (cmark_node *node = root, *next; node; node = next) {
        cmark_node *outside = next_outside(node);
        next = is_too_deep(node) ? dissolve(node) : cmark_node_first_child(node);
        next = next ? next : outside;
    }
}

/* A heading becomes a paragraph whose text is strong. */
static void make_bold(cmark_node *heading) {
    cmark_node *paragraph = mem_cmark_node(CMARK_NODE_PARAGRAPH), *strong = mem_cmark_node(CMARK_NODE_STRONG);
    cmark_node *child;
    while ((child = cmark_node_first_child(heading)))
        if (cmark_node_get_type(child) == CMARK_NODE_STRONG)
            unwrap(child);
        else
            cmark_node_append_child(strong, child);
    cmark_node_append_child(paragraph, strong);
    cmark_node_insert_before(heading, paragraph);
    drop(heading);
}

static void append_text(cmark_node *paragraph, const char *text) {
    cmark_node *node = mem_cmark_node(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, text);
    cmark_node_append_child(paragraph, node);
}

/* A paragraph of plain lines. */
static cmark_node *plain_paragraph(char *lines) {
    cmark_node *paragraph = mem_cmark_node(CMARK_NODE_PARAGRAPH);
    char *rest = NULL;
    for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        line += strspn(line, " \t\r");
        if (*line == '\0')
            continue;
        if (cmark_node_first_child(paragraph))
            cmark_node_append_child(paragraph, mem_cmark_node(CMARK_NODE_SOFTBREAK));
        append_text(paragraph, line);
    }
    return paragraph;
}

/* Where the lines of a source begin, and one more: where the last one ends. To free. */
static size_t *index_lines(const char *source, size_t *count) {
    *count = 1;
    for (const char *at = source; (at = strchr(at, '\n')); at++)
        ++*count;
    size_t *lines = mem_alloc((*count + 1) * sizeof *lines);
    for (size_t i = 0, at = 0; i < *count; i++) {
        lines[i] = at;
        at += strcspn(source + at, "\n") + 1;
    }
    lines[*count] = strlen(source);
    return lines;
}

/* What walks along while a tree is cleaned. */
struct cleaning {
    const char *source; /* the text that the tree was parsed from */
    size_t *lines;      /* where each of its lines begins; NULL: not looked up yet. Owned. */
    size_t line_count;
};

/* Of a fenced code block the source has the fence where the block begins. A block that came out of a
 * paragraph around a table has no place in the source, perhaps one beyond its end; it is never fenced, since
 * a fence would have ended the paragraph. */
static bool is_fenced(struct cleaning *c, cmark_node *block) {
    size_t line = (size_t)cmark_node_get_start_line(block) - 1;
    size_t column = (size_t)cmark_node_get_start_column(block) - 1;
    if (!c->lines)
        c->lines = index_lines(c->source, &c->line_count);
    if (line >= c->line_count || column > c->lines[line + 1] - c->lines[line])
        return false;
    const char *start = c->source + c->lines[line] + column;
    return strncmp(start, "```", 3) == 0 || strncmp(start, "~~~", 3) == 0;
}

/* An indented code block is a text that was indented for the eye: a paragraph. */
static void clean_code_block(struct cleaning *c, cmark_node *block) {
    if (is_fenced(c, block)) {
        cmark_node_set_fence_info(block, "");
        return;
    }
    char *lines = mem_strdup(cmark_node_get_literal(block));
    cmark_node_insert_before(block, plain_paragraph(lines));
    free(lines);
    drop(block);
}

static bool is_break(cmark_node *node) {
    cmark_node_type type = node ? cmark_node_get_type(node) : CMARK_NODE_NONE;
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

static bool is_white(cmark_node *node) {
    if (!node || cmark_node_get_type(node) != CMARK_NODE_TEXT)
        return is_break(node);
    const char *text = cmark_node_get_literal(node);
    return without_trailing_space(text, strlen(text)) == 0;
}

/* White space at the ends of a node, next to something that went, goes along; and the node when nothing is
 * left. */
static void clean_container(cmark_node *node) {
    while (is_white(cmark_node_first_child(node)))
        drop(cmark_node_first_child(node));
    while (is_white(cmark_node_last_child(node)))
        drop(cmark_node_last_child(node));
    if (!cmark_node_first_child(node))
        drop(node);
}

/* Called when a node, cleaned inside, is left: then it may go. Types that are not here stay as they are:
 * text, code, breaks, tables with their rows and cells. */
static void clean_node(struct cleaning *c, cmark_node *node) {
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_ITEM:
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
        clean_container(node);
        break;
    case CMARK_NODE_HEADING:
        if (cmark_node_first_child(node))
            make_bold(node);
        else
            drop(node);
        break;
    case CMARK_NODE_LINK:
        cmark_node_set_title(node, "");
        if (markdown_link_allowed(cmark_node_get_url(node)))
            clean_container(node);
        else
            unwrap(node);
        break;
    case CMARK_NODE_IMAGE:
        cmark_node_set_title(node, "");
        if (!prose_is_local_file(cmark_node_get_url(node)))
            unwrap(node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        clean_code_block(c, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_THEMATIC_BREAK:
        drop(node);
        break;
    default:
        break;
    }
}

static bool is_leaf(cmark_node_type type) {
    return type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE ||
           type == CMARK_NODE_THEMATIC_BREAK;
}

/* True when nothing of the same line of a block comes before (or behind) the inline. */
static bool at_edge(cmark_node *node, cmark_node *(*neighbour)(cmark_node *)) {
    cmark_node *next;
    while (!(next = neighbour(node)) && is_span(cmark_node_get_type(cmark_node_parent(node))))
        node = cmark_node_parent(node);
    return !next || is_break(next);
}

/* Takes out or replaces what may not stay. cmark allows a node to go once it is left: the iterator already
 * knows what comes next. */
static void clean(struct markdown *markdown, const char *source) {
    struct cleaning c = {.source = markdown->clean ? markdown->clean : source};
    cmark_node *root = markdown->root;
    prose_single_marks(root);
    limit_depth(root);
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_EXIT || is_leaf(cmark_node_get_type(node)))
            clean_node(&c, node);
    }
    cmark_consolidate_text_nodes(root);
    cmark_iter_reset(iter, root, CMARK_EVENT_ENTER);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (is_break(node)) {
            if (is_break(cmark_node_previous(node))) /* HTML stood between them */
                drop(node);
            continue;
        }
        if (cmark_node_get_type(node) != CMARK_NODE_TEXT)
            continue;
        char *text = mem_strdup(cmark_node_get_literal(node));
        single_spaces(text, at_edge(node, cmark_node_previous), at_edge(node, cmark_node_next));
        cmark_node_set_literal(node, text);
        free(text);
    }
    cmark_iter_free(iter);
    free(c.lines);
}

/* --- on one line --- */

static bool ends_sentence(cmark_node *paragraph) {
    cmark_node *last = cmark_node_last_child(paragraph);
    while (last && cmark_node_first_child(last))
        last = cmark_node_last_child(last);
    const char *text = last ? cmark_node_get_literal(last) : NULL;
    size_t length = text ? strlen(text) : 0;
    return length > 0 && strchr(".!?;:,", text[length - 1]) != NULL;
}

static void append_code(cmark_node *paragraph, const char *text) {
    char *line = mem_strdup(text);
    single_spaces(line, false, true);
    if (*line != '\0') {
        cmark_node *code = mem_cmark_node(CMARK_NODE_CODE);
        cmark_node_set_literal(code, line);
        cmark_node_append_child(paragraph, code);
    }
    free(line);
}

/* Moves the inlines of one block to the paragraph. */
static void append_block(cmark_node *paragraph, cmark_node *block) {
    cmark_node *child;
    if (cmark_node_first_child(paragraph))
        append_text(paragraph, ends_sentence(paragraph) ? " " : "; ");
    if (cmark_node_get_type(block) == CMARK_NODE_CODE_BLOCK)
        append_code(paragraph, cmark_node_get_literal(block));
    while ((child = cmark_node_first_child(block)))
        if (is_break(child)) {
            append_text(paragraph, " ");
            drop(child);
        } else
            cmark_node_append_child(paragraph, child);
}

void prose_flatten(cmark_node *root) {
    cmark_node *paragraph = mem_cmark_node(CMARK_NODE_PARAGRAPH), *child;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        const struct markdown_part *part = markdown_part(node);
        cmark_node_type type = cmark_node_get_type(node);
        if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_CODE_BLOCK)
            append_block(paragraph, node);
        else if (event == CMARK_EVENT_EXIT && (type == CMARK_NODE_PARAGRAPH || (part && part->kind == MARKDOWN_CELL)))
            append_block(paragraph, node);
    }
    cmark_iter_free(iter);
    while ((child = cmark_node_first_child(root)))
        drop(child);
    cmark_node_append_child(root, paragraph);
    cmark_consolidate_text_nodes(root);
}

/* --- taking off the indentation of the XML --- */

/* Columns of blanks at the start of a line; a tab goes to the next multiple of four (CommonMark 0.30, 2.2).
 */
static size_t indentation(const char *line, size_t length, size_t *bytes) {
    size_t columns = 0, at = 0;
    for (; at < length && (line[at] == ' ' || line[at] == '\t'); at++)
        columns = line[at] == '\t' ? columns / 4 * 4 + 4 : columns + 1;
    *bytes = at;
    return columns;
}

/* The smallest indentation of the lines with content, the first aside: that one begins behind its tag. */
static size_t common_indentation(const char *text) {
    size_t common = SIZE_MAX;
    while ((text = strchr(text, '\n'))) {
        size_t bytes, length = strcspn(++text, "\n"), columns = indentation(text, length, &bytes);
        if (bytes < length && columns < common)
            common = columns;
    }
    return common;
}

/* Line ends become LF: a carriage return can only come from &#13; in the case. */
static void make_newlines(char *text) {
    char *to = text;
    for (const char *from = text; *from != '\0'; from++)
        if (*from != '\r')
            *to++ = *from;
        else if (from[1] != '\n')
            *to++ = '\n';
    *to = '\0';
}

static void add_unindented(struct buf *out, const char *text) {
    size_t common = common_indentation(text);
    bool first = true;
    for (const char *line = text;; line++) {
        size_t bytes, length = strcspn(line, "\n"), columns = indentation(line, length, &bytes);
        size_t kept = first || columns < common ? 0 : columns - common;
        for (size_t i = 0; bytes < length && i < kept; i++)
            buf_add_char(out, ' ');
        buf_add(out, line + bytes, length - bytes);
        buf_add_char(out, '\n');
        first = false;
        line += length;
        if (*line == '\0')
            return;
    }
}

static void parse(struct markdown *prose, struct buf *source, char *text) {
    struct error error = ERROR_EMPTY;
    make_newlines(text);
    add_unindented(source, text);
    if (markdown_parse(prose, source->data, source->length, NULL, &error))
        return;
    error_clear(&error); /* beyond the limit of the parser: words */
    prose->root = mem_cmark_node(CMARK_NODE_DOCUMENT);
    cmark_node_append_child(prose->root, plain_paragraph(text));
}

void prose_read(struct markdown *prose, const char *text) {
    struct buf source = BUF_EMPTY;
    char *shown = without_controls(text);
    parse(prose, &source, shown);
    clean(prose, source.data);
    buf_free(&source);
    free(shown);
}

void prose_rewrite(struct buf *out, const char *text, prose_change *change, void *data) {
    struct buf source = BUF_EMPTY;
    struct markdown prose = {0};
    char *copy = mem_strdup(text);
    buf_add_string(out, ""); /* a string, also when nothing stays */
    parse(&prose, &source, copy);
    if (!change(data, prose.root))
        buf_add_string(out, text);
    else {
        clean(&prose, source.data);
        markdown_write(out, prose.root);
    }
    markdown_free(&prose);
    buf_free(&source);
    free(copy);
}
