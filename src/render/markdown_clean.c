/* What may stay of the Markdown in a case, and what goes. */
#include "render/markdown_clean.h"

#include "base/buf.h"
#include "base/memory.h"
#include "render/markdown_prose.h"
#include "render/markdown_tree.h"

#include <stdlib.h>
#include <string.h>

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

/* True for a picture in the case's own directory: a plain relative path. */
static bool is_local_file(const char *url) {
    return url[0] != '\0' && url[0] != '/' && !strpbrk(url, ":\\?#%") && !strstr(url, "..") &&
           !strstr(url, "//");
}

static bool is_span(cmark_node_type type) {
    return type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK ||
           type == CMARK_NODE_IMAGE;
}

/* True when the inline stands in one of the same kind already. */
static bool is_repeated(cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    if (!is_span(type))
        return false;
    for (node = cmark_node_parent(node); node && is_span(cmark_node_get_type(node));
         node = cmark_node_parent(node))
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
static void single_spans(cmark_node *root) {
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
    return depth > HGW_PROSE_MAX_DEPTH;
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

/* What walks along while a tree is cleaned. */
struct cleaning {
    const char *source; /* the text that the tree was parsed from */
    size_t *lines;      /* where each of its lines begins, and where the last one ends. Owned. */
    size_t line_count;  /* 0: not looked up yet */
};

static void index_lines(struct cleaning *c) {
    size_t length = strlen(c->source), count = 1;
    for (const char *at = c->source; (at = strchr(at, '\n')); at++)
        count++;
    c->lines = mem_alloc((count + 1) * sizeof *c->lines);
    c->line_count = count;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        c->lines[i] = at;
        at += strcspn(c->source + at, "\n") + 1;
    }
    c->lines[count] = length;
}

/* Of a fenced code block the source has the fence where the block begins. A block that came out of a
 * paragraph around a table has no place in the source, perhaps one beyond its end; it is never fenced, since
 * a fence would have ended the paragraph. */
static bool is_fenced(struct cleaning *c, cmark_node *block) {
    size_t line = (size_t)cmark_node_get_start_line(block) - 1;
    size_t column = (size_t)cmark_node_get_start_column(block) - 1;
    if (line >= c->line_count || column > c->lines[line + 1] - c->lines[line])
        return false;
    const char *start = c->source + c->lines[line] + column;
    return strncmp(start, "```", 3) == 0 || strncmp(start, "~~~", 3) == 0;
}

/* An indented code block is a text that was indented for the eye: a paragraph. */
static void clean_code_block(struct cleaning *c, cmark_node *block) {
    if (c->line_count == 0)
        index_lines(c);
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
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* Each is called when its node, cleaned inside, is left: then it may go. White space at its ends, next to
 * something that went, goes along. */
static void clean_container(struct cleaning *c, cmark_node *node) {
    (void)c;
    while (is_white(cmark_node_first_child(node)))
        drop(cmark_node_first_child(node));
    while (is_white(cmark_node_last_child(node)))
        drop(cmark_node_last_child(node));
    if (!cmark_node_first_child(node))
        drop(node);
}

static void clean_heading(struct cleaning *c, cmark_node *node) {
    if (cmark_node_first_child(node))
        make_bold(node);
    else
        clean_container(c, node);
}

static void clean_link(struct cleaning *c, cmark_node *node) {
    cmark_node_set_title(node, "");
    if (hgw_markdown_link_allowed(cmark_node_get_url(node)))
        clean_container(c, node);
    else
        unwrap(node);
}

static void clean_image(struct cleaning *c, cmark_node *node) {
    (void)c;
    if (!is_local_file(cmark_node_get_url(node)))
        unwrap(node);
    else
        cmark_node_set_title(node, "");
}

static void clean_away(struct cleaning *c, cmark_node *node) {
    (void)c;
    drop(node);
}

/* Nodes that are not here stay as they are: text, code, breaks, tables with their rows and cells. */
static const struct {
    cmark_node_type type;
    void (*clean)(struct cleaning *c, cmark_node *node);
} cleaners[] = {
    {CMARK_NODE_PARAGRAPH, clean_container},   {CMARK_NODE_ITEM, clean_container},
    {CMARK_NODE_BLOCK_QUOTE, clean_container}, {CMARK_NODE_LIST, clean_container},
    {CMARK_NODE_EMPH, clean_container},        {CMARK_NODE_STRONG, clean_container},
    {CMARK_NODE_HEADING, clean_heading},       {CMARK_NODE_LINK, clean_link},
    {CMARK_NODE_IMAGE, clean_image},           {CMARK_NODE_CODE_BLOCK, clean_code_block},
    {CMARK_NODE_HTML_BLOCK, clean_away},       {CMARK_NODE_HTML_INLINE, clean_away},
    {CMARK_NODE_THEMATIC_BREAK, clean_away},   {CMARK_NODE_CUSTOM_INLINE, clean_away},
};

static bool is_leaf(cmark_node_type type) {
    return type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE ||
           type == CMARK_NODE_THEMATIC_BREAK;
}

static void clean_node(struct cleaning *c, cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    for (size_t i = 0; i < sizeof cleaners / sizeof cleaners[0]; i++)
        if (cleaners[i].type == type) {
            cleaners[i].clean(c, node);
            return;
        }
}

/* cmark allows a node to go once it is left: the iterator already knows what comes next. */
void hgw_markdown_clean(cmark_node *root, const char *source) {
    struct cleaning c = {.source = source};
    single_spans(root);
    limit_depth(root);
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (event == CMARK_EVENT_EXIT || is_leaf(type))
            clean_node(&c, node);
    }
    cmark_iter_free(iter);
    free(c.lines);
    cmark_consolidate_text_nodes(root);
}

static bool ends_sentence(cmark_node *paragraph) {
    cmark_node *last = cmark_node_last_child(paragraph);
    while (last && cmark_node_first_child(last))
        last = cmark_node_last_child(last);
    const char *text = last ? cmark_node_get_literal(last) : NULL;
    size_t length = text ? strlen(text) : 0;
    return length > 0 && strchr(".!?;:,", text[length - 1]) != NULL;
}

/* Moves the inlines of one block to the paragraph. */
static void append_block(cmark_node *paragraph, cmark_node *block) {
    cmark_node *child;
    if (cmark_node_first_child(paragraph))
        append_text(paragraph, ends_sentence(paragraph) ? " " : "; ");
    if (cmark_node_get_type(block) == CMARK_NODE_CODE_BLOCK) {
        cmark_node *code = mem_cmark_node(CMARK_NODE_CODE);
        cmark_node_set_literal(code, cmark_node_get_literal(block));
        cmark_node_append_child(paragraph, code);
    }
    while ((child = cmark_node_first_child(block)))
        if (is_break(child)) {
            append_text(paragraph, " ");
            drop(child);
        } else
            cmark_node_append_child(paragraph, child);
}

static bool holds_inlines(cmark_node *node) {
    const struct hgw_markdown_part *part = hgw_markdown_part(node);
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_CODE_BLOCK ||
           (part && part->kind == HGW_MARKDOWN_CELL);
}

/* Everything in `root` as the inlines of one paragraph, which replaces it: the blocks one after another, with
 * a semicolon where no sentence ended. */
void hgw_markdown_flatten(cmark_node *root) {
    cmark_node *paragraph = mem_cmark_node(CMARK_NODE_PARAGRAPH), *child;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (holds_inlines(node) && (event == CMARK_EVENT_EXIT || is_leaf(cmark_node_get_type(node))))
            append_block(paragraph, node);
    }
    cmark_iter_free(iter);
    while ((child = cmark_node_first_child(root)))
        drop(child);
    cmark_node_append_child(root, paragraph);
    cmark_consolidate_text_nodes(root);
}

void hgw_markdown_keep_words(cmark_node *root) {
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter), *child;
        if (event != CMARK_EVENT_EXIT || !holds_inlines(node))
            continue;
        struct hgw_buf words = HGW_BUF_EMPTY;
        hgw_markdown_plain_text(node, &words);
        char *text = hgw_buf_steal(&words);
        while ((child = cmark_node_first_child(node)))
            drop(child);
        append_text(node, text);
        free(text);
    }
    cmark_iter_free(iter);
}
