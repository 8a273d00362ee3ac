/* How it works: cmark has parsed a table as a paragraph (or, when a row of dashes follows, as a setext
 * heading). We take the source lines of that paragraph, look for a delimiter row below a row of as many
 * cells, and put a table in its place. The text of every cell goes, as a heading on a line of its own, into
 * one second piece of Markdown; a copy of the document follows when it may define links. That is parsed once,
 * and the inlines of each heading move into their cell. So the cost stays linear, and cells know the links of
 * the document. */
#include "base/list.h"
#include "base/memory.h"
#include "document/markdown.h"

#include <stdlib.h>
#include <string.h>

/* A piece of the source; nothing is copied. */
struct span {
    const char *start;
    size_t length; /* bytes */
};

/* One line of a paragraph, without the indentation of the list items around it. */
struct line {
    struct span text; /* without white space at either end */
    size_t indent;    /* white space before it, in columns, as far as the items do not ask for it */
    bool lazy;        /* it is indented less than they ask for */
};

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
    struct markdown *markdown;
    const char *bytes; /* the source, good UTF-8 */
    size_t length;
    size_t offset, line; /* goes forward from paragraph to paragraph: where line `line` (from 1) starts */
    struct line *lines;  /* those of the paragraph at hand */
    size_t line_count, line_capacity;
    struct buf second;  /* the second piece of Markdown */
    size_t second_line; /* line of `second` where the next job starts, from 1 */
    struct job *jobs;
    size_t job_count, job_capacity;
    size_t padding; /* cells that ragged rows lacked so far */
};

/* --- lines and cells --- */

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static struct span trim(struct span span) {
    while (span.length > 0 && is_space(span.start[span.length - 1]))
        span.length--;
    while (span.length > 0 && is_space(span.start[0])) {
        span.start++;
        span.length--;
    }
    return span;
}

static bool consists_of(const struct span *text, const char *characters) {
    size_t i = 0;
    while (i < text->length && strchr(characters, text->start[i]))
        i++;
    return i == text->length;
}

static bool is_underline(const struct span *text) {
    return text->length > 0 && (consists_of(text, "-") || consists_of(text, "="));
}

/* The line that starts at *offset, without its end; *offset becomes where the following starts. cmark ends
 * lines at LF, CR and CRLF. */
static struct span next_line(const struct finder *finder, size_t *offset) {
    size_t start = *offset, end = start;
    while (end < finder->length && finder->bytes[end] != '\n' && finder->bytes[end] != '\r')
        end++;
    bool both = end + 1 < finder->length && finder->bytes[end] == '\r' && finder->bytes[end + 1] == '\n';
    *offset = end + (end < finder->length) + both;
    return (struct span){finder->bytes + start, end - start};
}

/* The column where the content of a list item starts: that of its first block, if it is on the same line. */
static size_t item_column(cmark_node *item) {
    cmark_node *first = cmark_node_first_child(item);
    int column = first && cmark_node_get_start_line(first) == cmark_node_get_start_line(item)
                     ? cmark_node_get_start_column(first)
                     : cmark_node_get_start_column(item) + 2;
    return column > 0 ? (size_t)column - 1 : 0;
}

static void add_line(struct finder *finder, struct span text, size_t indent, bool lazy) {
    finder->lines = list_grow(finder->lines, &finder->line_capacity, finder->line_count, sizeof *finder->lines);
    finder->lines[finder->line_count++] = (struct line){trim(text), indent, lazy};
}

/* Takes the lines of a paragraph or heading, and moves to the first of them: blocks come in the order of the
 * text. The end line that cmark gives for a setext heading is not always its last: such a heading ends with
 * its underline. */
static void take_lines(struct finder *finder, cmark_node *node) {
    int number = cmark_node_get_start_line(node), end = cmark_node_get_end_line(node);
    size_t content = 0;
    for (cmark_node *item = cmark_node_parent(node); item && content == 0; item = cmark_node_parent(item))
        content = cmark_node_get_type(item) == CMARK_NODE_ITEM ? item_column(item) : 0;
    for (; finder->line < (size_t)number && finder->offset < finder->length; finder->line++)
        next_line(finder, &finder->offset);
    size_t offset = finder->offset;
    struct span text = next_line(finder, &offset);
    size_t start = (size_t)cmark_node_get_start_column(node) - 1;
    start = start > text.length ? text.length : start;
    finder->line_count = 0;
    add_line(finder, (struct span){text.start + start, text.length - start}, 0, false);
    for (; number < end && offset < finder->length; number++) {
        size_t column = 0, at = 0;
        for (text = next_line(finder, &offset); at < text.length && is_space(text.start[at]); at++)
            column = text.start[at] == '\t' ? column / 4 * 4 + 4 : column + 1;
        if (at == text.length)
            return;
        add_line(finder, text, column > content ? column - content : 0, column < content);
        if (cmark_node_get_type(node) == CMARK_NODE_HEADING &&
            is_underline(&finder->lines[finder->line_count - 1].text))
            return;
    }
}

/* Takes the next cell off `rest`; false when there is none. `first`: rest is the whole line, which may begin
 * with a pipe. */
static bool next_cell(struct span *rest, bool first, struct span *cell) {
    if (first && rest->length > 0 && rest->start[0] == '|') {
        rest->start++;
        rest->length--;
    }
    if (rest->length == 0)
        return false;
    size_t end = 0;
    while (end < rest->length && !(rest->start[end] == '|' && (end == 0 || rest->start[end - 1] != '\\')))
        end++;
    *cell = trim((struct span){rest->start, end});
    size_t taken = end < rest->length ? end + 1 : end;
    rest->start += taken;
    rest->length -= taken;
    return true;
}

static size_t count_cells(const struct span *line) {
    struct span rest = *line, cell;
    size_t count = 0;
    while (next_cell(&rest, count == 0, &cell))
        count++;
    return count;
}

static bool read_delimiter(const struct span *cell, struct markdown_column *column) {
    size_t left = cell->length > 0 && cell->start[0] == ':';
    size_t right = cell->length > left && cell->start[cell->length - 1] == ':';
    struct span dashes = {cell->start + left, cell->length - left - right};
    static const enum markdown_align aligns[] = {ALIGN_NONE, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER};
    column->align = aligns[left + 2 * right];
    column->dashes = dashes.length < COLUMN_DASHES_MAX ? (unsigned)dashes.length : COLUMN_DASHES_MAX;
    return dashes.length > 0 && consists_of(&dashes, "-");
}

/* The number of columns of a delimiter row (| --- | :-: |), 0 when it is none. With `columns`, what it says
 * of them is written there. */
static size_t read_delimiters(const struct span *line, struct markdown_column *columns) {
    if (line->length == 0 || !strchr("|:-", line->start[0])) /* nearly every line stops here */
        return 0;
    if (is_underline(line)) /* dashes alone make a heading, or a list */
        return 0;
    struct span rest = *line, cell;
    size_t count = 0;
    while (next_cell(&rest, count == 0, &cell)) {
        struct markdown_column column = {0};
        if (!read_delimiter(&cell, &column))
            return 0;
        if (columns)
            columns[count] = column;
        count++;
    }
    return count;
}

/* A number with a dot or a parenthesis: the marker of an ordered list. */
static bool is_ordered_marker(const struct span *text) {
    size_t digits = 0;
    while (digits < text->length && text->start[digits] >= '0' && text->start[digits] <= '9')
        digits++;
    return digits > 0 && digits < 10 && digits < text->length && strchr(".)", text->start[digits]) &&
           (digits + 1 == text->length || is_space(text->start[digits + 1]));
}

/* True for a line that cannot be a row, where the table therefore ends: one without cells, or one that begins
 * another block once it is no longer the continuation of a paragraph. */
static bool ends_table(const struct line *line) {
    const struct span *text = &line->text;
    bool bullet = text->length == 1 && strchr("*+-", text->start[0]);
    bool rule = text->length >= 3 && consists_of(text, "-");
    return line->lazy || line->indent >= 4 || bullet || rule || is_ordered_marker(text) || count_cells(text) == 0;
}

/* --- the table --- */

static void add_job(struct finder *finder, enum purpose purpose, cmark_node *node) {
    finder->jobs = list_grow(finder->jobs, &finder->job_capacity, finder->job_count, sizeof *finder->jobs);
    finder->jobs[finder->job_count++] = (struct job){finder->second_line, purpose, node};
}

/* Adds the text of a cell. An escaped pipe has done its work and becomes a pipe. */
static void add_unescaped(struct buf *out, const struct span *span) {
    size_t done = 0;
    for (size_t i = 0; i + 1 < span->length; i++)
        if (span->start[i] == '\\' && span->start[i + 1] == '|') {
            buf_add(out, span->start + done, i - done);
            done = i + 1;
        }
    buf_add(out, span->start + done, span->length - done);
}

/* True for text without anything that CommonMark gives a meaning within a line. */
static bool is_plain(const struct span *span) {
    static const bool special[256] = {['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true, ['['] = true,
                                      [']'] = true,  ['<'] = true, ['>'] = true, ['&'] = true};
    size_t i = 0;
    while (i < span->length && !special[(unsigned char)span->start[i]])
        i++;
    return i == span->length;
}

/* The text of a cell as a heading: no other block takes one line of inlines whatever they begin with. The
 * closing # keeps a # at the end of the text. */
static void add_cell_text(struct finder *finder, const struct span *span, cmark_node *cell) {
    if (span->length == 0)
        return;
    if (is_plain(span)) { /* most cells are: they need no parser */
        char *words = mem_strndup(span->start, span->length);
        cmark_node *text = mem_cmark_node(CMARK_NODE_TEXT);
        cmark_node_set_literal(text, words);
        cmark_node_append_child(cell, text);
        free(words);
        return;
    }
    add_job(finder, FILL_CELL, cell);
    buf_add_string(&finder->second, "# ");
    add_unescaped(&finder->second, span);
    buf_add_string(&finder->second, " #\n");
    finder->second_line++;
}

/* Lines that are no part of the table. Those after the first of a paragraph are indented, so that cmark takes
 * them for its continuation again, whatever they begin with; below a table they may start a block. */
static void add_lines(struct finder *finder, size_t from, size_t to, enum purpose purpose, cmark_node *table) {
    if (from >= to)
        return;
    add_job(finder, purpose, table);
    for (size_t i = from; i < to; i++) {
        const struct line *line = &finder->lines[i];
        if (purpose == BEFORE_TABLE ? i > from : line->indent >= 4)
            buf_add_string(&finder->second, "    ");
        buf_add(&finder->second, line->text.start, line->text.length);
        buf_add_char(&finder->second, '\n');
        finder->second_line++;
    }
    buf_add_char(&finder->second, '\n');
    finder->second_line++;
}

static const struct markdown_part row_parts[2] = {{MARKDOWN_ROW, ALIGN_NONE, false}, {MARKDOWN_ROW, ALIGN_NONE, true}};

#define CELLS(header)                                                                                                  \
    {                                                                                                                  \
        {MARKDOWN_CELL, ALIGN_NONE, header}, {MARKDOWN_CELL, ALIGN_LEFT, header},                                      \
            {MARKDOWN_CELL, ALIGN_CENTER, header}, {                                                                   \
            MARKDOWN_CELL, ALIGN_RIGHT, header                                                                         \
        }                                                                                                              \
    }
static const struct markdown_part cell_parts[2][ALIGNS] = {CELLS(false), CELLS(true)};

/* A new CUSTOM_BLOCK, as the last child of `parent` unless that is NULL. cmark hands its user data back as it
 * got it: we never write there. */
static cmark_node *add_part(cmark_node *parent, const struct markdown_part *part) {
    cmark_node *node = mem_cmark_node(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_user_data(node, (void *)part);
    if (parent)
        cmark_node_append_child(parent, node);
    return node;
}

static void add_row(struct finder *finder, cmark_node *node, struct markdown_table *table, const struct span *line,
                    bool header) {
    cmark_node *row = add_part(node, &row_parts[header]);
    struct span rest = *line, span;
    bool more = true;
    for (size_t i = 0; i < table->column_count; i++) {
        more = more && next_cell(&rest, i == 0, &span);
        if (!more)
            finder->padding++;
        cmark_node *cell = add_part(row, &cell_parts[header][table->column[i].align]);
        if (more)
            add_cell_text(finder, &span, cell);
    }
}

/* Puts a table after `paragraph`, and removes that: the delimiter row is line `at`. */
static void make_table(struct finder *finder, cmark_node *paragraph, size_t at, size_t columns) {
    const struct line *lines = finder->lines;
    struct markdown_table *table = mem_calloc(1, sizeof *table);
    *table = (struct markdown_table){.part = {MARKDOWN_TABLE, ALIGN_NONE, false},
                                     .line = (size_t)cmark_node_get_start_line(paragraph) + at - 1,
                                     .column_count = columns,
                                     .column = mem_calloc(columns, sizeof *table->column),
                                     .next = finder->markdown->tables};
    finder->markdown->tables = table;
    read_delimiters(&lines[at].text, table->column);
    cmark_node *node = add_part(NULL, &table->part);
    cmark_node_insert_after(paragraph, node);
    add_lines(finder, 0, at - 1, BEFORE_TABLE, node);
    add_row(finder, node, table, &lines[at - 1].text, true);
    size_t next = at + 1;
    while (next < finder->line_count && !ends_table(&lines[next]) && finder->padding < TABLE_PADDING_MAX)
        add_row(finder, node, table, &lines[next++].text, false);
    add_lines(finder, next, finder->line_count, AFTER_TABLE, node);
    cmark_node_unlink(paragraph);
    cmark_node_free(paragraph);
}

static void look_at(struct finder *finder, cmark_node *paragraph) {
    take_lines(finder, paragraph);
    const struct line *lines = finder->lines;
    for (size_t i = 1; i < finder->line_count; i++) {
        size_t columns = lines[i].lazy || lines[i].indent >= 4 ? 0 : read_delimiters(&lines[i].text, NULL);
        if (columns > 0 && columns <= TABLE_COLUMNS_MAX && count_cells(&lines[i - 1].text) == columns) {
            make_table(finder, paragraph, i, columns);
            return;
        }
    }
}

/* Looks in what may hold tables: the document and list items. */
static void find_tables(struct finder *finder) {
    for (cmark_node *node = finder->markdown->root, *next; node; node = next) {
        cmark_node_type type = cmark_node_get_type(node);
        bool open = type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
        next = open ? cmark_node_first_child(node) : NULL; /* the node may be gone afterwards */
        for (cmark_node *up = node; up && !next; up = cmark_node_parent(up))
            next = cmark_node_next(up);
        if ((type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) &&
            cmark_node_get_end_line(node) > cmark_node_get_start_line(node))
            look_at(finder, node);
    }
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
        cmark_node *child;
        while (job->purpose == FILL_CELL && (child = cmark_node_first_child(block)))
            cmark_node_append_child(job->node, child);
        if (job->purpose == FILL_CELL)
            continue;
        if (job->purpose == BEFORE_TABLE)
            cmark_node_insert_before(job->node, block);
        else if (cmark_node_insert_after(last, block))
            last = block;
    }
}

void markdown_make_tables(struct markdown *markdown, const char *bytes, size_t length) {
    struct finder finder = {.markdown = markdown, .bytes = bytes, .length = length, .line = 1, .second_line = 1};
    find_tables(&finder);
    if (finder.job_count > 0) {
        if (memmem(bytes, length, "]:", 2)) {
            buf_add_char(&finder.second, '\n');
            buf_add(&finder.second, bytes, length);
        }
        cmark_node *second = mem_cmark_parse(finder.second.data, finder.second.length);
        hand_out(&finder, second);
        cmark_node_free(second);
    }
    free(finder.lines);
    free(finder.jobs);
    buf_free(&finder.second);
}

/* --- how wide --- */

/* How wide the character that begins with `byte` is on paper, in hundredths of an em: those of a common
 * typeface without serifs, and for what is not ASCII that of an ordinary letter. Its other bytes have none.
 */
static unsigned width_of(unsigned char byte) {
    static const unsigned char widths[96] = {
        23, 33, 40, 50, 51, 72, 68, 22, 30, 30, 50, 50, 25, 31, 25, 39, /* SPC */
        51, 51, 51, 51, 51, 51, 51, 51, 51, 51, 27, 27, 50, 50, 50, 46, /* 0 */
        89, 58, 54, 53, 62, 49, 46, 63, 62, 25, 32, 52, 42, 86, 65, 66, /* @ */
        52, 67, 54, 46, 49, 64, 57, 89, 52, 49, 47, 31, 39, 31, 50, 50, /* P */
        29, 48, 53, 42, 53, 50, 31, 47, 53, 23, 24, 46, 23, 80, 53, 53, /* ` */
        53, 53, 35, 39, 33, 53, 45, 72, 43, 45, 40, 31, 46, 31, 50, 0,  /* p */
    };
    enum { ORDINARY = 52 };
    if (byte < 0x80)
        return byte >= 0x20 ? widths[byte - 0x20] : widths[0];
    return byte < 0xC0 ? 0 : ORDINARY;
}

/* Makes a column as wide as the text of a cell wants. */
static void measure(struct markdown_column *column, const char *text, bool header) {
    unsigned length = 0, word = 0, longest = 0;
    for (const char *at = text; *at != '\0'; at++) {
        unsigned width = width_of((unsigned char)*at);
        if (header)
            width += width / 16; /* bold */
        if (length < COLUMN_WIDTH_MAX)
            length += width;
        word = *at == ' ' ? 0 : word < COLUMN_WIDTH_MAX ? word + width : word;
        longest = word > longest ? word : longest;
    }
    column->widest = length > column->widest ? length : column->widest;
    column->word = longest > column->word ? longest : column->word;
    if (!header && length > column->body)
        column->body = length;
    if (!header && *text >= '0' && *text <= '9')
        column->dates = true;
}

static void measure_table(struct markdown_table *table, cmark_node *node) {
    struct buf text = BUF_EMPTY;
    for (size_t i = 0; i < table->column_count; i++) {
        struct markdown_column *column = &table->column[i];
        *column = (struct markdown_column){.align = column->align, .dashes = column->dashes};
    }
    for (cmark_node *row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
        size_t i = 0;
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell), i++) {
            buf_clear(&text);
            markdown_plain_text(cell, &text);
            if (text.length > 0)
                measure(&table->column[i], text.data, markdown_part(cell)->header);
        }
    }
    buf_free(&text);
}

void markdown_free_tables(struct markdown_table *table) {
    for (struct markdown_table *next; table; table = next) {
        next = table->next;
        free(table->column);
        free(table);
    }
}

void markdown_take_tables(struct markdown *to, struct markdown *from) {
    for (struct markdown_table *table; (table = from->tables);) {
        from->tables = table->next;
        table->next = to->tables;
        to->tables = table;
    }
}

void markdown_count_tables(struct markdown *markdown) {
    struct markdown_table *all = markdown->tables, *table;
    if (!all)
        return;
    for (table = all; table; table = table->next)
        table->number = 0;
    size_t count = 0;
    cmark_iter *iter = cmark_iter_new(markdown->root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        const struct markdown_part *part = markdown_part(node);
        if (event != CMARK_EVENT_ENTER || !part || part->kind != MARKDOWN_TABLE)
            continue;
        table = cmark_node_get_user_data(node);
        table->number = ++count;
        measure_table(table, node);
    }
    cmark_iter_free(iter);
    struct markdown_table **by_number = mem_calloc(count + 1, sizeof *by_number);
    while ((table = all)) {
        all = table->next;
        if (table->number > 0)
            by_number[table->number] = table;
        else {
            table->next = NULL;
            markdown_free_tables(table);
        }
    }
    markdown->tables = NULL;
    for (size_t i = 1; i <= count; i++) {
        by_number[i]->next = markdown->tables;
        markdown->tables = by_number[i];
    }
    free(by_number);
}
