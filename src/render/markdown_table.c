/* How it works: cmark has parsed a table as a paragraph (or, when a row of dashes follows, as a setext
 * heading). We cut the source lines of that paragraph, look for a delimiter row below a row of as many cells,
 * and put a table in its place. The text of every cell goes, as a heading on a line of its own, into one
 * second piece of Markdown; a copy of the document follows when it may define links. That is parsed once, and
 * the inlines of each heading move into their cell. So the cost stays linear, and cells know the links of the
 * document. */
#include "render/markdown_table.h"

#include "base/grow.h"
#include "base/memory.h"
#include "render/markdown_row.h"

#include <stdlib.h>
#include <string.h>

/* What the blocks from one line of the second piece of Markdown are for. */
enum purpose {
    FILL_CELL,    /* a heading: its inlines go into the node */
    BEFORE_TABLE, /* what stood in the paragraph above the table */
    AFTER_TABLE,  /* what stood in the paragraph below the table */
};

struct job {
    size_t line; /* first line in the second piece */
    enum purpose purpose;
    cmark_node *node; /* the cell or the table */
};

struct finder {
    struct hgw_markdown *markdown;
    struct hgw_markdown_source source; /* goes forward from paragraph to paragraph */
    struct hgw_markdown_lines lines;   /* those of the paragraph at hand */
    struct hgw_buf plain;              /* room for the text of one cell */
    struct hgw_buf second;             /* the second piece of Markdown */
    size_t second_line;                /* line of `second` where the next job starts, from 1 */
    struct job *jobs;
    size_t job_count, job_capacity;
    size_t padding; /* cells that ragged rows lacked so far */
};

static void add_job(struct finder *finder, enum purpose purpose, cmark_node *node) {
    finder->jobs = hgw_grow(finder->jobs, &finder->job_capacity, finder->job_count, sizeof *finder->jobs);
    finder->jobs[finder->job_count++] = (struct job){finder->second_line, purpose, node};
}

/* Adds the text of a cell. An escaped pipe has done its work and becomes a pipe. */
static void add_unescaped(struct hgw_buf *out, const struct hgw_markdown_span *span) {
    size_t done = 0;
    for (size_t i = 0; i + 1 < span->length; i++)
        if (span->start[i] == '\\' && span->start[i + 1] == '|') {
            hgw_buf_add(out, span->start + done, i - done);
            done = i + 1;
        }
    hgw_buf_add(out, span->start + done, span->length - done);
}

/* True for text without anything that CommonMark gives a meaning within a line. */
static bool is_plain(const struct hgw_markdown_span *span) {
    static const bool special[256] = {['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true, ['['] = true,
                                      [']'] = true,  ['<'] = true, ['>'] = true, ['&'] = true};
    size_t i = 0;
    while (i < span->length && !special[(unsigned char)span->start[i]])
        i++;
    return i == span->length;
}

/* Most cells are plain text: they need no parser. */
static void add_plain_text(struct finder *finder, const struct hgw_markdown_span *span, cmark_node *cell) {
    hgw_buf_clear(&finder->plain);
    hgw_buf_add(&finder->plain, span->start, span->length);
    cmark_node *text = mem_cmark_node(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, finder->plain.data);
    cmark_node_append_child(cell, text);
}

/* The text of a cell as a heading: no other block takes one line of inlines whatever they begin with. The
 * closing # keeps a # at the end of the text. */
static void add_cell_text(struct finder *finder, const struct hgw_markdown_span *span, cmark_node *cell) {
    if (span->length == 0)
        return;
    if (is_plain(span)) {
        add_plain_text(finder, span, cell);
        return;
    }
    add_job(finder, FILL_CELL, cell);
    hgw_buf_add_string(&finder->second, "# ");
    add_unescaped(&finder->second, span);
    hgw_buf_add_string(&finder->second, " #\n");
    finder->second_line++;
}

/* Lines that are no part of the table. Those after the first of a paragraph are indented, so that cmark takes
 * them for its continuation again, whatever they begin with; below a table they may start a block. */
static void add_lines(struct finder *finder, size_t from, size_t to, enum purpose purpose,
                      cmark_node *table) {
    if (from >= to)
        return;
    add_job(finder, purpose, table);
    for (size_t i = from; i < to; i++) {
        const struct hgw_markdown_line *line = &finder->lines.items[i];
        if (purpose == BEFORE_TABLE ? i > from : line->indent >= 4)
            hgw_buf_add_string(&finder->second, "    ");
        hgw_buf_add(&finder->second, line->text.start, line->text.length);
        hgw_buf_add_char(&finder->second, '\n');
        finder->second_line++;
    }
    hgw_buf_add_char(&finder->second, '\n');
    finder->second_line++;
}

static const struct hgw_markdown_part row_parts[2] = {{HGW_MARKDOWN_ROW, HGW_ALIGN_NONE, false},
                                                      {HGW_MARKDOWN_ROW, HGW_ALIGN_NONE, true}};

#define CELLS(header)                                                                                        \
    {                                                                                                        \
        {HGW_MARKDOWN_CELL, HGW_ALIGN_NONE, header}, {HGW_MARKDOWN_CELL, HGW_ALIGN_LEFT, header},            \
            {HGW_MARKDOWN_CELL, HGW_ALIGN_CENTER, header}, {                                                 \
            HGW_MARKDOWN_CELL, HGW_ALIGN_RIGHT, header                                                       \
        }                                                                                                    \
    }
static const struct hgw_markdown_part cell_parts[2][HGW_ALIGNS] = {CELLS(false), CELLS(true)};

/* A new CUSTOM_BLOCK, as the last child of `parent` unless that is NULL. cmark hands its user data back as it
 * got it: we never write there. */
static cmark_node *add_part(cmark_node *parent, const struct hgw_markdown_part *part) {
    cmark_node *node = mem_cmark_node(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_user_data(node, (void *)part);
    if (parent)
        cmark_node_append_child(parent, node);
    return node;
}

static void add_row(struct finder *finder, cmark_node *node, struct hgw_markdown_table *table,
                    const struct hgw_markdown_span *line, bool header) {
    cmark_node *row = add_part(node, &row_parts[header]);
    struct hgw_markdown_span rest = *line, span;
    bool more = true;
    for (size_t i = 0; i < table->column_count; i++) {
        more = more && hgw_markdown_next_cell(&rest, i == 0, &span);
        if (!more)
            finder->padding++;
        cmark_node *cell = add_part(row, &cell_parts[header][table->column[i].align]);
        if (more)
            add_cell_text(finder, &span, cell);
    }
}

static struct hgw_markdown_table *new_table(struct finder *finder, const struct hgw_markdown_span *delimiters,
                                            size_t columns) {
    struct hgw_markdown_table *table = mem_calloc(1, sizeof *table);
    struct hgw_markdown_column *column = mem_calloc(columns, sizeof *column);
    hgw_markdown_delimiters(delimiters, column);
    struct hgw_markdown_table *before = finder->markdown->tables;
    *table = (struct hgw_markdown_table){.part = {HGW_MARKDOWN_TABLE, HGW_ALIGN_NONE, false},
                                         .number = before ? before->number + 1 : 1,
                                         .column_count = columns,
                                         .column = column,
                                         .next = before};
    finder->markdown->tables = table;
    return table;
}

/* Puts a table after `paragraph`, and removes that: the delimiter row is line `at`. */
static void make_table(struct finder *finder, cmark_node *paragraph, size_t at, size_t columns) {
    const struct hgw_markdown_line *lines = finder->lines.items;
    struct hgw_markdown_table *table = new_table(finder, &lines[at].text, columns);
    cmark_node *node = add_part(NULL, &table->part);
    cmark_node_insert_after(paragraph, node);
    table->line = (size_t)cmark_node_get_start_line(paragraph) + at - 1;
    add_lines(finder, 0, at - 1, BEFORE_TABLE, node);
    add_row(finder, node, table, &lines[at - 1].text, true);
    size_t next = at + 1;
    while (next < finder->lines.count && !hgw_markdown_ends_table(&lines[next]) &&
           finder->padding < HGW_TABLE_PADDING_MAX)
        add_row(finder, node, table, &lines[next++].text, false);
    add_lines(finder, next, finder->lines.count, AFTER_TABLE, node);
    cmark_node_unlink(paragraph);
    cmark_node_free(paragraph);
}

static void look_at(struct finder *finder, cmark_node *paragraph) {
    hgw_markdown_cut(&finder->source, paragraph, &finder->lines);
    const struct hgw_markdown_line *lines = finder->lines.items;
    for (size_t i = 1; i < finder->lines.count; i++) {
        size_t columns =
            lines[i].lazy || lines[i].indent >= 4 ? 0 : hgw_markdown_delimiters(&lines[i].text, NULL);
        if (columns > 0 && columns <= HGW_TABLE_COLUMNS_MAX &&
            hgw_markdown_cell_count(&lines[i - 1].text) == columns) {
            make_table(finder, paragraph, i, columns);
            return;
        }
    }
}

/* The next block in the order of the text. */
static cmark_node *next_block(cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST ||
        type == CMARK_NODE_ITEM) {
        cmark_node *child = cmark_node_first_child(node);
        if (child)
            return child;
    }
    while (node && !cmark_node_next(node))
        node = cmark_node_parent(node);
    return node ? cmark_node_next(node) : NULL;
}

static void find_tables(struct finder *finder) {
    cmark_node *node = finder->markdown->root;
    while (node) {
        cmark_node *next = next_block(node); /* node may be gone afterwards */
        cmark_node_type type = cmark_node_get_type(node);
        if ((type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) &&
            cmark_node_get_end_line(node) > cmark_node_get_start_line(node))
            look_at(finder, node);
        node = next;
    }
}

/* Moves the inlines of a heading into a cell. */
static void fill_cell(cmark_node *cell, cmark_node *heading) {
    for (cmark_node *child; (child = cmark_node_first_child(heading));)
        cmark_node_append_child(cell, child);
}

/* Hands the blocks of the second piece out to those who asked for them. Inserting after: in the order in
 * which they come, so each goes behind the one before. */
static void hand_out(struct finder *finder, cmark_node *second) {
    size_t current = 0;
    cmark_node *last = finder->jobs[0].node;
    for (cmark_node *block = cmark_node_first_child(second), *next; block; block = next) {
        next = cmark_node_next(block);
        size_t line = (size_t)cmark_node_get_start_line(block);
        if (line >= finder->second_line)
            return; /* from here on it is the copy of the document */
        while (current + 1 < finder->job_count && finder->jobs[current + 1].line <= line)
            last = finder->jobs[++current].node;
        const struct job *job = &finder->jobs[current];
        if (job->purpose == FILL_CELL)
            fill_cell(job->node, block);
        else if (job->purpose == BEFORE_TABLE)
            cmark_node_insert_before(job->node, block);
        else if (cmark_node_insert_after(last, block))
            last = block;
    }
}

static void fill(struct finder *finder, const char *bytes, size_t length) {
    if (finder->job_count == 0)
        return;
    if (memmem(bytes, length, "]:", 2)) {
        hgw_buf_add_char(&finder->second, '\n');
        hgw_buf_add(&finder->second, bytes, length);
    }
    cmark_node *second = mem_cmark_parse(finder->second.data, finder->second.length);
    hand_out(finder, second);
    cmark_node_free(second);
}

void hgw_markdown_make_tables(struct hgw_markdown *markdown, const char *bytes, size_t length) {
    struct finder finder = {.markdown = markdown, .source = {bytes, length, 0, 1}, .second_line = 1};
    find_tables(&finder);
    fill(&finder, bytes, length);
    free(finder.lines.items);
    free(finder.jobs);
    hgw_buf_free(&finder.second);
    hgw_buf_free(&finder.plain);
}
