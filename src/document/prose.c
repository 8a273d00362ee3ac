#include "document/graft.h"

#include "base/memory.h"

#include <utf8proc.h>

/* --- white space --- */

static bool is_blank(uint32_t c) {
    return c == ' ' || (c >= 9 && c <= 13);
}

static bool is_space(uint32_t c) {
    return is_blank(c) || utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS;
}

/* Makes blanks single, and takes white space off where the text has an edge. In place. */
static void single_spaces(char *text, bool starts, bool ends) {
    char *to = text, *end = text; /* end: behind the last that is no white space */
    uint32_t c;
    for (size_t bytes, left = strlen(text); (bytes = utf8_decode(text, left, &c)) > 0; text += bytes, left -= bytes) {
        if ((starts && is_space(c)) || (is_blank(c) && to > end && to[-1] == ' '))
            continue;
        starts = false;
        memmove(to, text, bytes);
        if (is_blank(c))
            *to = ' ';
        to += bytes;
        end = is_space(c) ? end : to;
    }
    *(ends ? end : to) = '\0';
}

char *prose_line(const char *text) {
    struct buf line = BUF_EMPTY;
    printable_add(&line, text, strlen(text), PRINTABLE_DOCUMENT);
    buf_add_string(&line, "");
    single_spaces(line.data, true, true);
    return buf_steal(&line);
}

/* --- what may stay, and what goes --- */

bool prose_may_point(cmark_node *node) {
    const char *url = cmark_node_get_url(node);
    if (cmark_node_get_type(node) == CMARK_NODE_LINK)
        return markdown_link_allowed(url);
    return url[0] != '\0' && url[0] != '/' && !strpbrk(url, ":\\?#%") && !strstr(url, "..") && !strstr(url, "//");
}

/* A heading becomes a paragraph whose text is strong; an indented code block one that was indented for the eye. */
static void make_paragraph(cmark_node *block) {
    bool code = cmark_node_get_type(block) == CMARK_NODE_CODE_BLOCK;
    cmark_node *paragraph = mem_cmark_node(CMARK_NODE_PARAGRAPH);
    cmark_node *inside = code ? markdown_text(cmark_node_get_literal(block)) : mem_cmark_node(CMARK_NODE_STRONG);
    for (cmark_node *child; (child = cmark_node_first_child(block));)
        cmark_node_append_child(inside, child);
    cmark_node_append_child(paragraph, inside);
    cmark_node_insert_before(block, paragraph);
    cmark_node_free(block);
}

/* Of a fenced code block the source has the fence where the block begins. *at goes along: where line *number begins. */
static bool is_fenced(cmark_node *block, const char **at, int *number) {
    for (; *number < cmark_node_get_start_line(block); ++*number) {
        *at += strcspn(*at, "\n");
        *at += **at == '\n';
    }
    const char *start = *at + cmark_node_get_start_column(block) - 1;
    return strncmp(start, "```", 3) == 0 || strncmp(start, "~~~", 3) == 0;
}

/* Takes out or replaces blocks and targets that may not stay. */
static void clean_nodes(struct markdown *prose) {
    const char *at = prose->source;
    int number = 1;
    for (cmark_node *node = prose->root, *next; node; node = next) {
        next = markdown_next(node);
        size_t type = markdown_type(node);
        bool points = type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
        if (type == CMARK_NODE_CODE_BLOCK && is_fenced(node, &at, &number))
            cmark_node_set_fence_info(node, "");
        else if (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HEADING)
            make_paragraph(node);
        else if (type == CMARK_NODE_THEMATIC_BREAK)
            cmark_node_free(node);
        else if (points && !prose_may_point(node))
            next = markdown_unwrap(node);
        else if (points)
            cmark_node_set_title(node, "");
    }
}

/* Makes white space single; what is then empty goes, and what holds nothing else. cmark allows a node to go once it is
 * left: the iterator already knows what comes next. */
static void clean_space(cmark_node *root) {
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        size_t type = markdown_type(node);
        if (type == CMARK_NODE_TEXT) {
            AUTO(mem_free) char *text = mem_strdup(cmark_node_get_literal(node));
            single_spaces(text, markdown_at_edge(node, cmark_node_previous), markdown_at_edge(node, cmark_node_next));
            cmark_node_set_literal(node, text);
            if (*text == '\0')
                cmark_node_free(node);
        } else if (event == CMARK_EVENT_EXIT && node != root && type != CMARK_NODE_IMAGE && type < MARKDOWN_TABLE)
            markdown_trim(node);
    }
    cmark_iter_free(iter);
}

static void clean(struct markdown *prose) {
    clean_nodes(prose);
    cmark_consolidate_text_nodes(prose->root);
    clean_space(prose->root);
    markdown_tidy(prose);
}

/* --- on one line --- */

static bool ends_sentence(cmark_node *paragraph) {
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    markdown_plain_text(cmark_node_last_child(paragraph), &text);
    return text.length > 0 && strchr(".!?;:,", text.data[text.length - 1]);
}

/* Moves the inlines of one block to the paragraph. */
static void append_block(cmark_node *paragraph, cmark_node *block) {
    if (cmark_node_first_child(paragraph))
        cmark_node_append_child(paragraph, markdown_text(ends_sentence(paragraph) ? " " : "; "));
    if (cmark_node_get_type(block) == CMARK_NODE_CODE_BLOCK) {
        AUTO(mem_free) char *line = mem_strdup(cmark_node_get_literal(block));
        single_spaces(line, false, true);
        if (*line != '\0') {
            cmark_node *code = mem_cmark_node(CMARK_NODE_CODE);
            cmark_node_set_literal(code, line);
            cmark_node_append_child(paragraph, code);
        }
    }
    for (cmark_node *child; (child = cmark_node_first_child(block));)
        if (markdown_is_break(child)) {
            cmark_node_append_child(paragraph, markdown_text(" "));
            cmark_node_free(child);
        } else
            cmark_node_append_child(paragraph, child);
}

void prose_flatten(cmark_node *root) {
    cmark_node *paragraph = mem_cmark_node(CMARK_NODE_PARAGRAPH);
    for (cmark_node *node = root; node; node = markdown_next(node)) {
        size_t type = markdown_type(node);
        if (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_PARAGRAPH || type == MARKDOWN_CELL)
            append_block(paragraph, node);
    }
    for (cmark_node *child; (child = cmark_node_first_child(root));)
        cmark_node_free(child);
    cmark_node_append_child(root, paragraph);
    cmark_consolidate_text_nodes(root);
}

/* --- taking off the indentation of the XML --- */

/* Adds the text with its lines, the first aside, as much to the left as they go together: that one begins behind its
 * tag. Line ends become LF: a carriage return can only come from &#13; in the case. */
static void add_unindented(struct buf *out, const char *text) {
    size_t common = SIZE_MAX;
    for (const char *line = text; *(line += strcspn(line, "\r\n")) != '\0';) {
        size_t blanks = strspn(++line, " \t");
        if (!strchr("\r\n", line[blanks]) && blanks < common) /* not of a line without words, nor of the last */
            common = blanks;
    }
    for (const char *line = text;; line++) {
        size_t length = strcspn(line, "\r\n"), blanks = strspn(line, " \t");
        size_t less = line == text || blanks < common ? blanks : common;
        buf_add(out, line + less, length - less);
        buf_add_char(out, '\n');
        line += length;
        line += line[0] == '\r' && line[1] == '\n';
        if (*line == '\0')
            return;
    }
}

static void parse(struct markdown *prose, const char *text) {
    AUTO(buf_free) struct buf source = BUF_EMPTY;
    add_unindented(&source, text);
    markdown_parse(prose, source.data, source.length);
}

void prose_read(struct markdown *prose, const char *text) {
    parse(prose, text);
    clean(prose);
}

void prose_rewrite(struct buf *out, const char *text, prose_change *change, void *data) {
    AUTO(markdown_free) struct markdown prose = {0};
    buf_add_string(out, ""); /* a string, also when nothing stays */
    parse(&prose, text);
    if (change(data, prose.root)) {
        clean(&prose);
        markdown_write(out, prose.root);
    } else
        buf_add_string(out, text);
}
