#include "document/markdown.h"

#include "base/memory.h"

#include <strings.h>

/* <https://www.clb.be/> shows as www.clb.be: a bare address is no name for a link. */
static void name_link(cmark_node *link) {
    cmark_node *text = cmark_node_first_child(link);
    const char *url = cmark_node_get_url(link);
    if (!text || cmark_node_next(text) || cmark_node_get_type(text) != CMARK_NODE_TEXT ||
        strncmp(url, "http", 4) != 0 || strcmp(cmark_node_get_literal(text), url) != 0 || !strstr(url, "://"))
        return;
    AUTO(mem_free) char *name = mem_strdup(strstr(url, "://") + 3);
    size_t host = strcspn(name, "/?#");
    if (strcmp(name + host, "/") == 0) /* an empty path */
        name[host] = '\0';
    if (*name)
        cmark_node_set_literal(text, name);
}

/* Of what a node makes the nesting deeper: a quote counts as a list; most nodes make none deeper. */
static cmark_node_type nests_as(cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    bool list = type == CMARK_NODE_LIST || type == CMARK_NODE_BLOCK_QUOTE;
    return list ? CMARK_NODE_LIST : type >= CMARK_NODE_EMPH ? type : CMARK_NODE_NONE; /* marks, links, pictures */
}

/* True for an inline in one of its own kind, and for a list or quote in as many as there may be. */
static bool is_too_deep(cmark_node *node) {
    cmark_node_type type = nests_as(node);
    int depth = 0;
    for (cmark_node *around = node; type != CMARK_NODE_NONE && (around = cmark_node_parent(around));)
        depth += nests_as(around) == type;
    return depth >= (type == CMARK_NODE_LIST ? MARKDOWN_DEPTH_MAX : 1);
}

/* Puts the blocks of a list in its place. Returns the node to go on with. */
static cmark_node *dissolve_list(cmark_node *list) {
    cmark_node *first = NULL;
    for (cmark_node *item; (item = cmark_node_first_child(list)); cmark_node_free(item))
        for (cmark_node *block; (block = cmark_node_first_child(item)); first = first ? first : block)
            cmark_node_insert_before(list, block);
    cmark_node *next = first ? first : markdown_next_outside(list);
    cmark_node_free(list);
    return next;
}

/* From the outside in: from the inside out, what thousands of nodes hold would move thousands of times. */
static void tidy_nesting(cmark_node *root) {
    int open[6], depth = 0; /* the levels of the headings around, as written */
    for (cmark_node *node = root, *next; node; node = next) {
        size_t type = markdown_type(node);
        if (type == CMARK_NODE_HEADING) { /* #, ###, ###, ## become 1, 2, 2, 2 */
            int level = cmark_node_get_heading_level(node);
            while (depth > 0 && open[depth - 1] >= level)
                depth--;
            open[depth++] = level;
            cmark_node_set_heading_level(node, depth);
        }
        if (type == CMARK_NODE_LINK)
            name_link(node);
        if (is_too_deep(node))
            next = type == CMARK_NODE_LIST ? dissolve_list(node) : markdown_unwrap(node);
        else
            next = markdown_next(node);
    }
}

void markdown_trim(cmark_node *node) {
    while (markdown_is_break(cmark_node_first_child(node)))
        cmark_node_free(cmark_node_first_child(node));
    while (markdown_is_break(cmark_node_last_child(node)))
        cmark_node_free(cmark_node_last_child(node));
    if (!cmark_node_first_child(node))
        cmark_node_free(node);
}

void markdown_tidy(struct markdown *markdown) {
    tidy_nesting(markdown->root);
    cmark_iter *iter = cmark_iter_new(markdown->root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
            markdown->html_line = markdown->html_line ? markdown->html_line : markdown_line(markdown, node);
            cmark_node_free(node);
        } else if (markdown_is_break(node) && markdown_is_break(cmark_node_previous(node)))
            cmark_node_free(node); /* HTML stood there, or what was empty */
        else if (event == CMARK_EVENT_EXIT &&
                 (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG))
            markdown_trim(node);
    }
    cmark_iter_free(iter);
    cmark_consolidate_text_nodes(markdown->root);
}

void markdown_parse(struct markdown *markdown, const char *bytes, size_t length) {
    struct buf source = BUF_EMPTY;
    *markdown = (struct markdown){0};
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) { /* a byte order mark is no text */
        bytes += 3;
        length -= 3;
    }
    printable_add(&source, bytes, length, PRINTABLE_DOCUMENT);
    buf_add_string(&source, "");
    markdown->root = mem_cmark_parse(source.data, source.length);
    markdown->source = buf_steal(&source);
    markdown_make_tables(markdown);
    markdown_tidy(markdown);
}

void markdown_free(struct markdown *markdown) {
    if (markdown->root)
        cmark_node_free(markdown->root);
    free(markdown->source);
    *markdown = (struct markdown){0};
}

static bool is_top_heading(cmark_node *node) {
    return node && markdown_type(node) == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 1;
}

cmark_node *markdown_title(const struct markdown *markdown) {
    cmark_node *first = cmark_node_first_child(markdown->root);
    if (!is_top_heading(first))
        return NULL;
    for (cmark_node *node = markdown_next(first); node; node = markdown_next(node)) /* in a quote too */
        if (is_top_heading(node))
            return NULL;
    return first;
}

char *markdown_document_title(const struct markdown *markdown) {
    cmark_node *heading = markdown_title(markdown);
    AUTO(buf_free) struct buf plain = BUF_EMPTY, title = BUF_EMPTY;
    if (heading)
        markdown_plain_text(heading, &plain);
    while (plain.length > 0 && plain.data[plain.length - 1] == ' ') /* where HTML was left out */
        plain.data[--plain.length] = '\0';
    printable_add_string(&title, plain.length > 0 ? plain.data : "Verslag");
    return buf_steal(&title);
}

/* --- nodes --- */

size_t markdown_line(const struct markdown *markdown, cmark_node *node) {
    for (; node; node = cmark_node_parent(node)) {
        size_t type = markdown_type(node);
        if (type == MARKDOWN_TABLE)
            return (size_t)cmark_node_get_user_data(node);
        size_t line = (size_t)cmark_node_get_start_line(node);
        if (type <= CMARK_NODE_LAST_BLOCK && line > markdown->lines_added)
            return line - markdown->lines_added;
    }
    return 0;
}

bool markdown_is_break(cmark_node *node) {
    cmark_node_type type = node ? cmark_node_get_type(node) : CMARK_NODE_NONE;
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

bool markdown_at_edge(cmark_node *node, cmark_node *(*neighbour)(cmark_node *)) {
    cmark_node *next;
    while (!(next = neighbour(node)) && cmark_node_get_type(cmark_node_parent(node)) >= CMARK_NODE_FIRST_INLINE)
        node = cmark_node_parent(node);
    return !next || markdown_is_break(next);
}

cmark_node *markdown_next_outside(cmark_node *node) {
    while (node && !cmark_node_next(node))
        node = cmark_node_parent(node);
    return node ? cmark_node_next(node) : NULL;
}

cmark_node *markdown_next(cmark_node *node) {
    cmark_node *child = cmark_node_first_child(node);
    return child ? child : markdown_next_outside(node);
}

cmark_node *markdown_text(const char *text) {
    cmark_node *node = mem_cmark_node(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, text);
    return node;
}

cmark_node *markdown_unwrap(cmark_node *node) {
    cmark_node *next = markdown_next(node);
    for (cmark_node *child; (child = cmark_node_first_child(node));)
        cmark_node_insert_before(node, child);
    cmark_node_free(node);
    return next;
}

void markdown_plain_text(cmark_node *node, struct buf *out) {
    for (cmark_node *end = markdown_next_outside(node); node != end; node = markdown_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            buf_add_string(out, cmark_node_get_literal(node));
        else if (markdown_is_break(node))
            buf_add_char(out, ' ');
    }
}

bool markdown_link_allowed(const char *url) {
    return url && (strncasecmp(url, "http:", 5) == 0 || strncasecmp(url, "https:", 6) == 0 ||
                   strncasecmp(url, "mailto:", 7) == 0);
}
