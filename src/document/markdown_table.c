/* How it works: cmark has parsed a table as a paragraph (or, when a row of dashes follows, as a setext heading). We
 * take the source lines of that paragraph and look for a delimiter row below a row of as many cells. If there is one,
 * the source is parsed once more, otherwise written: at the place of each line of a table stands an empty heading, and
 * the cells, each a heading on a line of its own, stand before all else. So they know the links of the document, no
 * row begins another block, and what stands above and below the table is what it would be anyway. */
#include "base/base.h"
#include "base/memory.h"
#include "document/markdown.h"

/* A piece of the source; nothing is copied. */
struct span {
    const char *start;
    size_t length; /* bytes */
};

struct finder {
    const char *at; /* the source from line `number` (from 1) on; goes forward */
    size_t number;
    struct span prefix;     /* what stands before the paragraph at hand: marks of items, white space */
    const char *copied;     /* up to there the source is in `body` */
    struct buf cells, body; /* what is parsed in its place */
    size_t cell_count;      /* lines in `cells` */
    size_t padding;         /* cells that ragged rows lacked so far */
    cmark_node *tables; /* holds them, in the order of the text, until they are built; rows only know their columns */
};

/* --- lines and cells --- */

static bool is_space(char c) {
    return c == ' ' || c == '\t';
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

/* True when there is nothing else in it than these characters. */
static bool consists_of(struct span text, const char *characters) {
    return strspn(text.start, characters) >= text.length;
}

/* Takes a line, without its end, off the source. cmark ends lines at LF, CR and CRLF. */
static struct span next_line(struct finder *finder) {
    struct span line = {finder->at, strcspn(finder->at, "\r\n")};
    finder->at += line.length;
    finder->at += strncmp(finder->at, "\r\n", 2) == 0 ? 2 : *finder->at != '\0';
    finder->number++;
    return line;
}

/* Sets the cells of a row, as many as a table may have. Returns how many there are. */
static size_t split(struct span row, struct span cells[TABLE_COLUMNS_MAX]) {
    const char *at = row.start, *end = row.start + row.length;
    size_t count = 0;
    at += at < end && *at == '|';
    for (const char *start; at < end; count++) {
        for (start = at; at < end && !(*at == '|' && (at == start || at[-1] != '\\')); at++)
            ;
        if (count < TABLE_COLUMNS_MAX)
            cells[count] = trim((struct span){start, (size_t)(at - start)});
        at += at < end;
    }
    return count;
}

/* The number of columns of a delimiter row (| --- | :-: |), of which `columns` tells then; 0 when it is none. */
static size_t read_delimiters(struct span row, struct markdown_column columns[TABLE_COLUMNS_MAX]) {
    struct span cells[TABLE_COLUMNS_MAX];
    if (!consists_of(row, "|:- \t") || consists_of(row, "-"))
        return 0; /* nearly every line; dashes alone make a heading, or a list */
    size_t count = split(row, cells);
    for (size_t i = 0; i < count; i++) {
        struct span dashes = cells[i];
        bool left = dashes.length > 0 && dashes.start[0] == ':';
        bool right = dashes.length > left && dashes.start[dashes.length - 1] == ':';
        dashes = (struct span){dashes.start + left, dashes.length - left - right};
        if (count > TABLE_COLUMNS_MAX || dashes.length == 0 || !consists_of(dashes, "-"))
            return 0;
        columns[i].align = (left ? ALIGN_LEFT : ALIGN_NONE) + (right ? ALIGN_RIGHT : ALIGN_NONE);
        columns[i].dashes = dashes.length < COLUMN_DASHES_MAX ? (unsigned)dashes.length : COLUMN_DASHES_MAX;
    }
    return count;
}

/* True for a line that cannot be a row, where the table therefore ends: a rule, which cmark took for the underline of a
 * heading, a pipe alone, or the marker of an ordered list, which does not begin one in a paragraph. */
static bool ends_table(struct span line) {
    size_t digits = strspn(line.start, "0123456789");
    bool ordered = digits > 0 && digits < line.length && strchr(".)", line.start[digits]) &&
                   (digits + 1 == line.length || is_space(line.start[digits + 1]));
    return ordered || (line.length >= 3 && consists_of(line, "-")) || (line.length == 1 && line.start[0] == '|');
}

/* --- the other source --- */

/* Adds a cell as a heading: no other block takes one line of inlines whatever they begin with. An escaped pipe has done
 * its work and becomes a pipe; the closing # keeps a # at the end of the text. */
static void add_cell(struct finder *finder, struct span cell) {
    const char *at = cell.start, *end = at + cell.length;
    buf_add_string(&finder->cells, "# ");
    for (const char *escape; (escape = memmem(at, (size_t)(end - at), "\\|", 2)); at = escape + 1)
        buf_add(&finder->cells, at, (size_t)(escape - at));
    buf_add(&finder->cells, at, (size_t)(end - at));
    buf_add_string(&finder->cells, " #\n");
    finder->cell_count++;
}

/* Adds the cells of a row of the last table, and in the place of the row an empty heading that stands in the same list
 * item. `columns`: 0 for the delimiter row. `first`: the paragraph begins with it. */
static void add_row(struct finder *finder, struct span row, size_t columns, bool first) {
    struct span cells[TABLE_COLUMNS_MAX];
    size_t count = split(row, cells);
    finder->copied = row.start + row.length;
    for (size_t i = 0; i < columns; i++) {
        add_cell(finder, i < count ? cells[i] : (struct span){"", 0});
        finder->padding += i >= count;
    }
    buf_add_string(&finder->body, first ? "" : "\n");
    for (size_t i = 0; !first && i < finder->prefix.length; i++)
        buf_add_char(&finder->body, finder->prefix.start[i] == '\t' ? '\t' : ' ');
    buf_add_char(&finder->body, '#');
    if (columns > 0) {
        cmark_node *node = mem_cmark_node(CMARK_NODE_CUSTOM_BLOCK);
        cmark_node_set_user_data(node, (void *)columns);
        cmark_node_append_child(cmark_node_last_child(finder->tables), node);
    }
}

/* Begins a table at `header`, which goes on from `from` in the source, when `row` below it is a delimiter row of as
 * many cells. Returns how many; 0: it does not begin one. */
static size_t begin_table(struct finder *finder, const char *from, struct span header, struct span row) {
    struct markdown_column unused[TABLE_COLUMNS_MAX];
    struct span cells[TABLE_COLUMNS_MAX];
    size_t columns = read_delimiters(row, unused);
    if (columns == 0 || split(header, cells) != columns)
        return 0;
    cmark_node *table = mem_cmark_node(CMARK_NODE_CUSTOM_BLOCK);
    AUTO(mem_free) char *delimiters = mem_strndup(row.start, row.length);
    cmark_node_set_on_enter(table, delimiters);
    cmark_node_set_user_data(table, (void *)(finder->number - 2));
    cmark_node_append_child(finder->tables, table);
    buf_add(&finder->body, finder->copied, (size_t)(from - finder->copied));
    add_row(finder, header, columns, from == header.start);
    add_row(finder, row, 0, false);
    return columns;
}

/* Looks for a table in a paragraph or heading, and takes it apart. The end line that cmark gives for a setext heading
 * is not always its last: such a heading ends with its underline. */
static void look_at(struct finder *finder, cmark_node *node) {
    size_t start = (size_t)cmark_node_get_start_line(node), last = (size_t)cmark_node_get_end_line(node);
    size_t columns = 0; /* of the table, once it has begun */
    bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING, underline = false;
    struct span above = {NULL, 0};
    const char *from = NULL; /* the end of the text before `above`; its start when it is the first line */
    while (finder->number < start && *finder->at != '\0')
        next_line(finder);
    while (finder->number <= last && *finder->at != '\0' && !underline) {
        bool first = finder->number == start;
        struct span line = next_line(finder);
        size_t marks = first ? (size_t)cmark_node_get_start_column(node) - 1 : 0; /* those of the items */
        marks = marks < line.length ? marks : line.length;
        struct span text = trim((struct span){line.start + marks, line.length - marks});
        if (first)
            finder->prefix = (struct span){line.start, (size_t)(text.start - line.start)};
        bool is_code = (size_t)(text.start - line.start) >= finder->prefix.length + 4; /* but for the paragraph */
        if (text.length == 0 || (columns > 0 && (is_code || ends_table(text) || finder->padding >= TABLE_PADDING_MAX)))
            return;
        underline = heading && !first && (consists_of(text, "-") || consists_of(text, "="));
        if (columns > 0)
            add_row(finder, text, columns, false);
        else if (!first && !is_code)
            columns = begin_table(finder, from, above, text);
        from = first ? text.start : above.start + above.length;
        above = text;
    }
}

/* The block behind `node` of those between which tables may stand: in the document, and in list items. */
static cmark_node *next_block(cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    bool open = type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
    return open ? markdown_next(node) : markdown_next_outside(node);
}

/* Puts a table in the place of the headings from `line` on, one of each of its rows. *cell is the first heading that is
 * a cell of it, and becomes that of the next table. */
static void build_table(cmark_node *table, cmark_node *line, cmark_node **cell) {
    cmark_node_insert_before(line, table);
    for (cmark_node *row = cmark_node_first_child(table), *next; row; row = cmark_node_next(row)) {
        for (size_t left = (size_t)cmark_node_get_user_data(row); left > 0; left--, *cell = next) {
            next = cmark_node_next(*cell);
            cmark_node_append_child(row, *cell);
        }
        cmark_node_free(cmark_node_next(table));
    }
    cmark_node_free(cmark_node_next(table)); /* the delimiter row */
}

void markdown_make_tables(struct markdown *markdown) {
    const char *source = markdown->source;
    struct finder finder = {.at = source, .copied = source, .number = 1, .tables = mem_cmark_node(CMARK_NODE_DOCUMENT)};
    for (cmark_node *node = markdown->root; node; node = next_block(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        if ((type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) &&
            cmark_node_get_end_line(node) > cmark_node_get_start_line(node))
            look_at(&finder, node);
    }
    cmark_node *table = cmark_node_first_child(finder.tables);
    if (table) {
        buf_add_string(&finder.body, finder.copied);
        buf_add(&finder.cells, finder.body.data, finder.body.length);
        buf_free(&finder.body);
        markdown_free(markdown);
        markdown->root = mem_cmark_parse(finder.cells.data, finder.cells.length);
        markdown->source = buf_steal(&finder.cells);
        markdown->lines_added = finder.cell_count;
        cmark_node *cell = cmark_node_first_child(markdown->root), *node = cell;
        for (size_t i = 0; i < finder.cell_count; i++)
            node = cmark_node_next(node);
        for (; node && table; node = next_block(node))
            if (cmark_node_get_type(node) == CMARK_NODE_HEADING &&
                markdown_line(markdown, node) == markdown_line(markdown, table)) {
                build_table(table, node, &cell);
                node = table;
                table = cmark_node_first_child(finder.tables);
            }
    }
    cmark_node_free(finder.tables);
}

size_t markdown_type(cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    bool inside = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_CUSTOM_BLOCK;
    if (type == CMARK_NODE_CUSTOM_BLOCK)
        return inside ? MARKDOWN_ROW : MARKDOWN_TABLE;
    return inside ? MARKDOWN_CELL : type;
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

void markdown_measure(struct markdown_table *table, cmark_node *node) {
    enum { SHORT = 620, DATE = 830 }; /* hundredths of an em; a date may be longer */
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    const char *delimiters = cmark_node_get_on_enter(node);
    *table = (struct markdown_table){0};
    table->column_count = read_delimiters((struct span){delimiters, strlen(delimiters)}, table->column);
    for (cmark_node *row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
        struct markdown_column *column = table->column;
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell), column++) {
            buf_clear(&text);
            markdown_plain_text(cell, &text);
            if (text.length > 0)
                measure(column, text.data, !cmark_node_previous(row));
        }
    }
    size_t empty = 0;
    for (struct markdown_column *column = table->column; column < table->column + table->column_count; column++) {
        column->whole = column->body > 0 && column->body <= (column->dates ? DATE : SHORT);
        table->dashes += column->dashes;
        empty += column->body == 0;
    }
    table->form = empty > 0 && empty < table->column_count;
}
