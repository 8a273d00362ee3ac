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

/* `text` as words on one line: white space is made single, that at the ends goes, and what could steer a screen. Freed
 * by the caller. */
static char *one_line(const char *text) {
    struct buf line = BUF_EMPTY;
    printable_add(&line, text, strlen(text), PRINTABLE_DOCUMENT);
    buf_add_string(&line, "");
    single_spaces(line.data, true, true);
    return buf_steal(&line);
}

/* --- what may stay, and what goes --- */

/* True for a link that may be passed on, and for a picture in the case's own directory: a plain relative path. */
static bool may_point(cmark_node *node) {
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
        else if (points && !may_point(node))
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

/* Makes everything in `root` the inlines of one paragraph, which replaces it: the blocks one after another, with a
 * semicolon where no sentence ended, and a space for each break. */
static void flatten(cmark_node *root) {
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

/* --- texts that wait --- */

/* U+E000, a number, U+E001. */
#define MARKER_START "\xEE\x80\x80"
#define MARKER_END "\xEE\x80\x81"

/* What the tags of a line came to. */
enum {
    TAG = 1,
    PROSE = 2,
    VALUE_SAID = 4, /* one came out with words, or a section beside it wrote some */
    PROSE_SAID = 8,
    INSTEAD = 16, /* a section wrote words in the place of what is empty */
};

struct graft_text {
    char *words;           /* of a value. Owned. */
    struct markdown prose; /* of anything else. Owned. */
    unsigned tally;
    bool ends_line;
    bool empty;
};

/* What was said on a line counts for that line. */
static void follow_line(struct graft *graft, const struct buf *out) {
    if (graft->last < out->length && memchr(out->data + graft->last, '\n', out->length - graft->last)) {
        graft->first = graft->count;
        graft->said = 0;
    }
    graft->last = out->length;
}

static struct graft_text *add_text(struct graft *graft, struct buf *out) {
    follow_line(graft, out);
    buf_printf(out, MARKER_START "%zu" MARKER_END, graft->count);
    graft->texts = list_grow(graft->texts, &graft->capacity, graft->count, sizeof *graft->texts);
    graft->texts[graft->count] = (struct graft_text){.tally = TAG | graft->said};
    return &graft->texts[graft->count++];
}

void graft_value(void *graft, struct buf *out, const char *text) {
    struct graft_text *kept = add_text(graft, out);
    kept->words = one_line(text);
    kept->empty = *kept->words == '\0';
    kept->tally |= kept->empty ? 0 : VALUE_SAID;
}

void graft_prose(void *graft, struct buf *out, const char *text, bool ends_line) {
    struct graft_text *kept = add_text(graft, out);
    prose_read(&kept->prose, text);
    kept->empty = !cmark_node_first_child(kept->prose.root);
    kept->tally |= PROSE | (kept->empty ? 0 : PROSE_SAID);
    kept->ends_line = ends_line;
}

void graft_said(void *data, struct buf *out, bool instead) {
    struct graft *graft = data;
    unsigned said = VALUE_SAID | (instead ? INSTEAD : 0);
    follow_line(graft, out);
    for (size_t i = graft->first; said & ~graft->said && i < graft->count; i++)
        graft->texts[i].tally |= said;
    graft->said |= said;
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

static void insert_words(cmark_node *before, const char *words, size_t length) {
    AUTO(mem_free) char *literal = mem_strndup(words, length);
    if (length > 0)
        cmark_node_insert_before(before, markdown_text(literal));
}

/* Makes of each marker in a text node a CUSTOM_INLINE node; its user data is the text that comes there. */
static void place_markers(struct graft *graft, cmark_node *node) {
    const char *from = cmark_node_get_literal(node), *start, *end;
    for (struct graft_text *text; (text = find_marker(graft, from, &start, &end)); from = end) {
        cmark_node *marker = mem_cmark_node(CMARK_NODE_CUSTOM_INLINE);
        cmark_node_set_user_data(marker, text);
        insert_words(node, from, (size_t)(start - from));
        cmark_node_insert_before(node, marker);
    }
    insert_words(node, from, strlen(from));
    cmark_node_free(node);
}

static struct graft_text *text_at(cmark_node *node) {
    return cmark_node_get_type(node) == CMARK_NODE_CUSTOM_INLINE ? cmark_node_get_user_data(node) : NULL;
}

/* The strings of a node in which a marker can stand, beside those of texts. */
static const struct {
    const char *(*get)(cmark_node *);
    int (*set)(cmark_node *, const char *);
} strings[] = {{cmark_node_get_url, cmark_node_set_url},
               {cmark_node_get_title, cmark_node_set_title},
               {cmark_node_get_literal, cmark_node_set_literal},
               {cmark_node_get_fence_info, cmark_node_set_fence_info}};
enum { URL, STRINGS = sizeof strings / sizeof *strings };

/* --- what vanishes --- */

static unsigned tally_up(struct graft *graft, cmark_node *node) {
    unsigned tally = 0;
    for (cmark_node *end = markdown_next_outside(node); node != end; node = markdown_next(node)) {
        const struct graft_text *text = text_at(node);
        tally |= text ? text->tally : 0;
        for (size_t i = 0; i < STRINGS; i++)
            for (const char *at = strings[i].get(node), *start; at && (text = find_marker(graft, at, &start, &at));)
                tally |= text->tally;
    }
    return tally;
}

/* True when all tags came out empty: of a line that has prose, all prose. */
static bool is_hollow(unsigned tally) {
    return tally & TAG && !(tally & INSTEAD) && !(tally & (tally & PROSE ? PROSE_SAID : VALUE_SAID));
}

/* Rows whose tags came out empty go. Their cells are facts beside each other: prose does not go before a value here. */
static void vanish_rows(struct graft *graft, cmark_node *table) {
    for (cmark_node *row = cmark_node_next(cmark_node_first_child(table)), *next; row; row = next) {
        unsigned tally = tally_up(graft, row);
        next = cmark_node_next(row);
        if (is_hollow(tally) && !(tally & VALUE_SAID))
            cmark_node_free(row);
    }
}

/* On a line that stays, marks whose tags came out empty go; what is empty at its start takes the colon, comma or stop
 * behind it along. */
static void trim_line(struct graft *graft, cmark_node *first, cmark_node *end) {
    bool start = true, took = false;
    for (cmark_node *node = first, *next; node != end; node = next) {
        cmark_node_type type = cmark_node_get_type(node);
        const struct graft_text *text = text_at(node);
        bool marks = type == CMARK_NODE_STRONG || type == CMARK_NODE_EMPH;
        next = cmark_node_next(node);
        if (text ? start && text->empty : marks && is_hollow(tally_up(graft, node))) {
            cmark_node_free(node);
            took = true;
        } else if (start && took && type == CMARK_NODE_TEXT) {
            const char *literal = cmark_node_get_literal(node), *rest = literal + strspn(literal, ":;,. ");
            insert_words(node, rest, strlen(rest));
            start = *rest == '\0';
            cmark_node_free(node);
        } else
            start = false;
    }
}

/* Lines of a paragraph or a cell whose tags came out empty go; a heading only loses what is empty in it. */
static void vanish_lines(struct graft *graft, cmark_node *block) {
    for (cmark_node *first = cmark_node_first_child(block), *after; first; first = after) {
        unsigned tally = 0;
        cmark_node *end = first;
        for (; end && !markdown_is_break(end); end = cmark_node_next(end))
            tally |= tally_up(graft, end);
        after = end ? cmark_node_next(end) : NULL;
        if (markdown_type(block) == CMARK_NODE_HEADING || !is_hollow(tally))
            trim_line(graft, first, end);
        else
            for (cmark_node *node = first, *next; node != after; node = next) {
                next = cmark_node_next(node);
                cmark_node_free(node);
            }
    }
}

/* Puts markers in their places, and takes away what they leave empty, from the inside out; what is around it goes when
 * it holds nothing else. */
static void vanish_blocks(struct graft *graft, cmark_node *root) {
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        size_t type = markdown_type(node);
        if (type == CMARK_NODE_TEXT)
            place_markers(graft, node);
        if (type == MARKDOWN_TABLE && event == CMARK_EVENT_ENTER)
            vanish_rows(graft, node); /* while its cells still have their tags */
        if (event != CMARK_EVENT_EXIT)
            continue;
        if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || type == MARKDOWN_CELL)
            vanish_lines(graft, node);
        cmark_node *first = cmark_node_first_child(node);
        bool empty = type == MARKDOWN_TABLE ? !cmark_node_next(first) : !first && type <= CMARK_NODE_PARAGRAPH;
        if (empty && node != root)
            cmark_node_free(node);
    }
    cmark_iter_free(iter);
}

/* Takes away each heading with nothing under it: not the first, which is the title, nor one that holds prose. */
static void vanish_headings(struct graft *graft, cmark_node *root) {
    for (cmark_node *node = cmark_node_last_child(root), *previous; node; node = previous) {
        previous = cmark_node_previous(node);
        if (cmark_node_get_type(node) != CMARK_NODE_HEADING)
            continue;
        cmark_node *under = cmark_node_next(node);
        while (under && cmark_node_get_type(under) == CMARK_NODE_THEMATIC_BREAK)
            under = cmark_node_next(under);
        bool bare = !under || (cmark_node_get_type(under) == CMARK_NODE_HEADING &&
                               cmark_node_get_heading_level(under) <= cmark_node_get_heading_level(node));
        if (!cmark_node_first_child(node) || (bare && previous && !(tally_up(graft, node) & PROSE_SAID)))
            cmark_node_free(node);
    }
}

/* --- where words alone can stand --- */

/* Replaces the markers in one of the strings of a node. True when there were any. */
static bool fill(struct graft *graft, cmark_node *node, size_t which) {
    AUTO(buf_free) struct buf made = BUF_EMPTY;
    const char *from = strings[which].get(node), *start, *end;
    for (struct graft_text *text; from && (text = find_marker(graft, from, &start, &end)); from = end) {
        buf_add(&made, from, (size_t)(start - from));
        buf_add_string(&made, text->words);
        if (!text->words) {
            flatten(text->prose.root);
            markdown_plain_text(text->prose.root, &made);
        }
    }
    if (!made.data)
        return false;
    buf_add_string(&made, from);
    strings[which].set(node, made.data);
    return true;
}

/* --- where nodes stand --- */

static void move_children(cmark_node *from, cmark_node *before) {
    for (cmark_node *child; (child = cmark_node_first_child(from));)
        cmark_node_insert_before(before, child);
}

/* Puts blocks before the paragraph of their marker, which goes; the lines before it stay before them. What is then
 * empty goes when the report is made tidy. */
static void insert_blocks(cmark_node *marker, cmark_node *blocks) {
    cmark_node *paragraph = cmark_node_parent(marker), *item = cmark_node_parent(paragraph);
    if (cmark_node_get_type(item) == CMARK_NODE_ITEM && cmark_node_next(cmark_node_first_child(blocks)))
        cmark_node_set_list_tight(cmark_node_parent(item), 0);
    cmark_node *lines = mem_cmark_node(CMARK_NODE_PARAGRAPH);
    cmark_node_insert_before(paragraph, lines);
    for (cmark_node *child; (child = cmark_node_first_child(paragraph)) != marker;)
        cmark_node_append_child(lines, child);
    move_children(blocks, paragraph);
}

/* Puts a text in the place of its marker: its blocks when it is alone on its line of a paragraph. Returns the node to
 * go on with. */
static cmark_node *insert_text(cmark_node *marker, struct graft_text *text) {
    cmark_node *root = text->prose.root, *next = markdown_next_outside(marker);
    bool whole = root && text->ends_line && cmark_node_get_type(cmark_node_parent(marker)) == CMARK_NODE_PARAGRAPH &&
                 markdown_at_edge(marker, cmark_node_previous) && markdown_at_edge(marker, cmark_node_next);
    cmark_node *first = whole ? cmark_node_first_child(root) : NULL;
    if (first && (cmark_node_next(first) || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH))
        insert_blocks(marker, root);
    else if (text->words)
        insert_words(marker, text->words, strlen(text->words));
    else {
        if (!whole)
            flatten(root);
        if (cmark_node_first_child(root))
            move_children(cmark_node_first_child(root), marker);
    }
    cmark_node_free(marker);
    return next;
}

static cmark_node *graft_node(struct graft *graft, cmark_node *node) {
    bool given = false; /* the case named where it points */
    if (text_at(node))
        return insert_text(node, text_at(node));
    for (size_t i = 0; i < STRINGS; i++)
        given = (fill(graft, node, i) && i == URL) || given;
    return given && !may_point(node) ? markdown_unwrap(node) : markdown_next(node);
}

void graft_read(struct graft *graft, const struct buf *output, struct markdown *report) {
    markdown_parse(report, output->data, output->length);
    vanish_blocks(graft, report->root);
    vanish_headings(graft, report->root);
    for (cmark_node *node = report->root; node;)
        node = graft_node(graft, node);
    markdown_tidy(report);
}
