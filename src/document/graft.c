#include "document/graft.h"

#include "base/list.h"
#include "base/memory.h"
#include "document/prose.h"

#include <stdlib.h>
#include <string.h>

/* U+E000, a number, U+E001. */
#define MARKER_START "\xEE\x80\x80"
#define MARKER_END "\xEE\x80\x81"

struct graft_text {
    char *words;           /* of a value, or of prose that stands where no nodes can; NULL: not made yet. Owned. */
    struct markdown prose; /* root is NULL for a value. Owned. */
    bool ends_line;
};

static struct graft_text *add_text(struct graft *graft, struct buf *out) {
    graft->texts = list_grow(graft->texts, &graft->capacity, graft->count, sizeof *graft->texts);
    buf_printf(out, MARKER_START "%zu" MARKER_END, graft->count);
    struct graft_text *text = &graft->texts[graft->count++];
    *text = (struct graft_text){0};
    return text;
}

void graft_value(void *graft, struct buf *out, const char *text) {
    char *line = prose_line(text);
    if (*line != '\0')
        add_text(graft, out)->words = line;
    else
        free(line);
}

void graft_prose(void *graft, struct buf *out, const char *text, bool ends_line) {
    struct markdown prose;
    prose_read(&prose, text);
    if (!cmark_node_first_child(prose.root)) {
        markdown_free(&prose);
        return;
    }
    struct graft_text *kept = add_text(graft, out);
    kept->prose = prose;
    kept->ends_line = ends_line;
}

void graft_free(struct graft *graft) {
    for (size_t i = 0; i < graft->count; i++) {
        free(graft->texts[i].words);
        markdown_free(&graft->texts[i].prose);
    }
    free(graft->texts);
    *graft = (struct graft){0};
}

/* The text of the first marker at or behind `from`; *start and *end become where it stands. NULL: there is
 * none. */
static struct graft_text *find_marker(struct graft *graft, const char *from, const char **start, const char **end) {
    for (const char *at = from; (at = strstr(at, MARKER_START)); at++) {
        char *stop;
        unsigned long number = strtoul(at + strlen(MARKER_START), &stop, 10);
        if (number < graft->count && strncmp(stop, MARKER_END, strlen(MARKER_END)) == 0) {
            *start = at;
            *end = stop + strlen(MARKER_END);
            return &graft->texts[number];
        }
    }
    return NULL;
}

/* --- where words alone can stand --- */

static const char *words_of(struct graft_text *text) {
    if (!text->words) {
        struct buf words = BUF_EMPTY;
        prose_flatten(text->prose.root);
        markdown_plain_text(text->prose.root, &words);
        text->words = buf_steal(&words);
    }
    return text->words;
}

/* Replaces the markers in a string of a node. True when there were any. */
static bool fill(struct graft *graft, cmark_node *node, const char *(*get)(cmark_node *),
                 int (*set)(cmark_node *, const char *)) {
    struct buf made = BUF_EMPTY;
    const char *from = get(node), *start, *end;
    struct graft_text *text;
    if (!from || !find_marker(graft, from, &start, &end))
        return false;
    for (; (text = find_marker(graft, from, &start, &end)); from = end) {
        buf_add(&made, from, (size_t)(start - from));
        buf_add_string(&made, words_of(text));
    }
    buf_add_string(&made, from);
    set(node, made.data);
    buf_free(&made);
    return true;
}

/* --- where nodes stand --- */

static cmark_node *next_outside(cmark_node *node) {
    while (node && !cmark_node_next(node))
        node = cmark_node_parent(node);
    return node ? cmark_node_next(node) : NULL;
}

static void move_children(cmark_node *from, cmark_node *before) {
    for (cmark_node *child; (child = cmark_node_first_child(from));)
        cmark_node_insert_before(before, child);
}

static void insert_words(cmark_node *before, const char *words, size_t length) {
    char *literal = mem_strndup(words, length);
    cmark_node *node = mem_cmark_node(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, literal);
    if (length > 0)
        cmark_node_insert_before(before, node);
    else
        cmark_node_free(node);
    free(literal);
}

static bool is_break(cmark_node *node) {
    return cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK || cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
}

/* True for a text node that is one marker, alone on its line of a paragraph. */
static bool is_alone(cmark_node *node, const char *start, const char *end) {
    cmark_node *previous = cmark_node_previous(node), *next = cmark_node_next(node);
    return start == cmark_node_get_literal(node) && *end == '\0' &&
           cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_PARAGRAPH && (!previous || is_break(previous)) &&
           (!next || is_break(next));
}

/* Puts blocks in the place of a text node, and of its paragraph, which keeps the lines around it. Returns the
 * node to go on with. */
static cmark_node *insert_blocks(cmark_node *node, cmark_node *blocks) {
    cmark_node *paragraph = cmark_node_parent(node), *item = cmark_node_parent(paragraph),
               *after = cmark_node_next(node);
    if (cmark_node_get_type(item) == CMARK_NODE_ITEM && cmark_node_next(cmark_node_first_child(blocks)))
        cmark_node_set_list_tight(cmark_node_parent(item), 0);
    if (cmark_node_previous(node)) {
        cmark_node *lines = mem_cmark_node(CMARK_NODE_PARAGRAPH), *child;
        cmark_node_free(cmark_node_previous(node));
        while ((child = cmark_node_first_child(paragraph)) != node)
            cmark_node_append_child(lines, child);
        cmark_node_insert_before(paragraph, lines);
    }
    move_children(blocks, paragraph);
    cmark_node_free(node);
    if (!after) {
        after = next_outside(paragraph);
        cmark_node_free(paragraph);
        return after;
    }
    node = cmark_node_next(after);
    cmark_node_free(after);
    return node;
}

/* Puts texts in the place of the markers in a text node. Returns the node to go on with. */
static cmark_node *insert_texts(struct graft *graft, cmark_node *node) {
    const char *from = cmark_node_get_literal(node), *start, *end;
    struct graft_text *text = find_marker(graft, from, &start, &end);
    cmark_node *next = next_outside(node), *root = text ? text->prose.root : NULL;
    if (!text)
        return next;
    bool whole = root && text->ends_line && is_alone(node, start, end);
    cmark_node *first = whole ? cmark_node_first_child(root) : NULL;
    if (first && (cmark_node_next(first) || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH))
        return insert_blocks(node, root);
    for (; text; text = find_marker(graft, from, &start, &end)) {
        insert_words(node, from, (size_t)(start - from));
        from = end;
        if (text->words) {
            insert_words(node, text->words, strlen(text->words));
            continue;
        }
        if (!whole)
            prose_flatten(text->prose.root);
        if (cmark_node_first_child(text->prose.root))
            move_children(cmark_node_first_child(text->prose.root), node);
    }
    insert_words(node, from, strlen(from));
    cmark_node_free(node);
    return next;
}

/* The words of a link or picture whose target is not to be passed on: the case named it. Returns the node to
 * go on with. */
static cmark_node *drop_target(cmark_node *node) {
    cmark_node *next = cmark_node_first_child(node) ? cmark_node_first_child(node) : next_outside(node);
    move_children(node, node);
    cmark_node_free(node);
    return next;
}

static cmark_node *graft_node(struct graft *graft, cmark_node *node) {
    cmark_node *next = cmark_node_first_child(node) ? cmark_node_first_child(node) : next_outside(node);
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT)
        return insert_texts(graft, node);
    if (type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
        fill(graft, node, cmark_node_get_literal, cmark_node_set_literal);
    if (type == CMARK_NODE_CODE_BLOCK)
        fill(graft, node, cmark_node_get_fence_info, cmark_node_set_fence_info);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
        fill(graft, node, cmark_node_get_title, cmark_node_set_title);
        bool given = fill(graft, node, cmark_node_get_url, cmark_node_set_url);
        const char *url = cmark_node_get_url(node);
        if (given && !(type == CMARK_NODE_LINK ? markdown_link_allowed(url) : prose_is_local_file(url)))
            return drop_target(node);
    }
    return next;
}

bool graft_read(struct graft *graft, const struct buf *output, struct markdown *report, struct error *error) {
    if (!markdown_parse(report, output->data, output->length, NULL, error))
        return false;
    for (cmark_node *node = report->root; node;)
        node = graft_node(graft, node);
    prose_single_marks(report->root);
    cmark_consolidate_text_nodes(report->root);
    for (size_t i = 0; i < graft->count; i++)
        markdown_take_tables(report, &graft->texts[i].prose);
    markdown_count_tables(report);
    return true;
}
