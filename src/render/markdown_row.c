#include "render/markdown_row.h"

#include "base/grow.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static struct hgw_markdown_span trim(struct hgw_markdown_span span) {
    while (span.length > 0 && is_space(span.start[span.length - 1]))
        span.length--;
    while (span.length > 0 && is_space(span.start[0])) {
        span.start++;
        span.length--;
    }
    return span;
}

/* The line that starts at `offset`, without its end, and in `next` where the following starts. cmark ends
 * lines at LF, CR and CRLF. */
static struct hgw_markdown_span line_at(const struct hgw_markdown_source *source, size_t offset,
                                        size_t *next) {
    size_t end = offset;
    while (end < source->length && source->bytes[end] != '\n' && source->bytes[end] != '\r')
        end++;
    *next = end;
    if (*next < source->length)
        *next +=
            source->bytes[end] == '\r' && end + 1 < source->length && source->bytes[end + 1] == '\n' ? 2 : 1;
    return (struct hgw_markdown_span){source->bytes + offset, end - offset};
}

/* A container around a paragraph. */
struct container {
    bool quote;
    size_t column; /* of a list item: the column where its content stands, from 0 */
};

/* A position in a line: tabs go to the next multiple of four. */
struct position {
    struct hgw_markdown_span rest;
    size_t column; /* from 0 */
};

static void skip_spaces(struct position *position, size_t most) {
    size_t limit = position->column + most;
    while (position->rest.length > 0 && is_space(position->rest.start[0]) && position->column < limit) {
        position->column =
            position->rest.start[0] == '\t' ? (position->column / 4 + 1) * 4 : position->column + 1;
        position->rest.start++;
        position->rest.length--;
    }
}

/* How many columns of white space stand here. */
static size_t indent_of(struct position position) {
    size_t from = position.column;
    skip_spaces(&position, position.rest.length * 4);
    return position.column - from;
}

/* Steps over the marker or the indentation of one container; false when the line does not repeat it. */
static bool step_into(struct position *position, const struct container *container) {
    size_t indent = indent_of(*position);
    if (!container->quote) {
        if (position->column + indent < container->column)
            return false;
        if (position->column < container->column)
            skip_spaces(position, container->column - position->column);
        return true;
    }
    if (indent > 3 || position->rest.length <= indent)
        return false;
    struct position marker = *position;
    skip_spaces(&marker, indent);
    if (marker.rest.start[0] != '>')
        return false;
    marker.rest.start++;
    marker.rest.length--;
    marker.column++;
    skip_spaces(&marker, 1);
    *position = marker;
    return true;
}

static struct hgw_markdown_line strip(struct hgw_markdown_span text, const struct container *containers,
                                      size_t count) {
    struct position position = {text, 0};
    size_t i = 0;
    while (i < count && step_into(&position, &containers[i]))
        i++;
    size_t indent = indent_of(position);
    return (struct hgw_markdown_line){trim(position.rest), indent, i < count};
}

/* The column where the content of a list item starts: that of its first block, if it is on the same line. */
static size_t item_column(cmark_node *item) {
    cmark_node *first = cmark_node_first_child(item);
    int column = first && cmark_node_get_start_line(first) == cmark_node_get_start_line(item)
                     ? cmark_node_get_start_column(first)
                     : cmark_node_get_start_column(item) + 2;
    return column > 0 ? (size_t)column - 1 : 0;
}

static bool is_container(cmark_node *node) {
    return cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE ||
           cmark_node_get_type(node) == CMARK_NODE_ITEM;
}

/* The quotes and list items around a node, outermost first; freed with free(). NULL when there are none. */
static struct container *containers_of(cmark_node *node, size_t *count) {
    *count = 0;
    for (cmark_node *up = cmark_node_parent(node); up; up = cmark_node_parent(up))
        *count += is_container(up);
    struct container *containers = *count ? mem_calloc(*count, sizeof *containers) : NULL;
    size_t i = *count;
    for (cmark_node *up = cmark_node_parent(node); up; up = cmark_node_parent(up))
        if (is_container(up)) {
            bool quote = cmark_node_get_type(up) == CMARK_NODE_BLOCK_QUOTE;
            containers[--i] = (struct container){quote, quote ? 0 : item_column(up)};
        }
    return containers;
}

static void add_line(struct hgw_markdown_lines *lines, struct hgw_markdown_line line) {
    lines->items = hgw_grow(lines->items, &lines->capacity, lines->count, sizeof *lines->items);
    lines->items[lines->count++] = line;
}

static bool consists_of(const struct hgw_markdown_span *text, const char *characters) {
    size_t i = 0;
    while (i < text->length && strchr(characters, text->start[i]))
        i++;
    return i == text->length;
}

static bool is_underline(const struct hgw_markdown_span *text) {
    return text->length > 0 && (consists_of(text, "-") || consists_of(text, "="));
}

static void go_to_line(struct hgw_markdown_source *source, size_t line) {
    while (source->line < line && source->offset < source->length) {
        line_at(source, source->offset, &source->offset);
        source->line++;
    }
}

/* Adds the lines below the first. The end line that cmark gives for a setext heading is not always its last:
 * such a heading ends with its underline. */
static void cut_rest(const struct hgw_markdown_source *source, size_t offset, cmark_node *node,
                     struct hgw_markdown_lines *lines) {
    size_t count;
    struct container *containers = containers_of(node, &count);
    bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;
    for (int line = cmark_node_get_start_line(node); line < cmark_node_get_end_line(node); line++) {
        if (offset >= source->length)
            break;
        struct hgw_markdown_line next = strip(line_at(source, offset, &offset), containers, count);
        if (next.text.length == 0)
            break;
        add_line(lines, next);
        if (heading && is_underline(&next.text))
            break;
    }
    free(containers);
}

void hgw_markdown_cut(struct hgw_markdown_source *source, cmark_node *node,
                      struct hgw_markdown_lines *lines) {
    lines->count = 0;
    go_to_line(source, (size_t)cmark_node_get_start_line(node));
    size_t next;
    struct hgw_markdown_span first = line_at(source, source->offset, &next);
    size_t column = (size_t)cmark_node_get_start_column(node) - 1;
    column = column > first.length ? first.length : column;
    first.start += column;
    first.length -= column;
    add_line(lines, (struct hgw_markdown_line){trim(first), 0, false});
    cut_rest(source, next, node, lines);
}

bool hgw_markdown_next_cell(struct hgw_markdown_span *rest, bool first, struct hgw_markdown_span *cell) {
    if (first && rest->length > 0 && rest->start[0] == '|') {
        rest->start++;
        rest->length--;
    }
    if (rest->length == 0)
        return false;
    size_t end = 0;
    while (end < rest->length && !(rest->start[end] == '|' && (end == 0 || rest->start[end - 1] != '\\')))
        end++;
    *cell = trim((struct hgw_markdown_span){rest->start, end});
    size_t taken = end < rest->length ? end + 1 : end;
    rest->start += taken;
    rest->length -= taken;
    return true;
}

size_t hgw_markdown_cell_count(const struct hgw_markdown_span *line) {
    struct hgw_markdown_span rest = *line, cell;
    size_t count = 0;
    while (hgw_markdown_next_cell(&rest, count == 0, &cell))
        count++;
    return count;
}

static bool delimiter(const struct hgw_markdown_span *cell, struct hgw_markdown_column *column) {
    size_t left = cell->length > 0 && cell->start[0] == ':';
    size_t right = cell->length > left && cell->start[cell->length - 1] == ':';
    struct hgw_markdown_span dashes = {cell->start + left, cell->length - left - right};
    static const enum hgw_markdown_align aligns[] = {HGW_ALIGN_NONE, HGW_ALIGN_LEFT, HGW_ALIGN_RIGHT,
                                                     HGW_ALIGN_CENTER};
    column->align = aligns[left + 2 * right];
    column->dashes = dashes.length < HGW_COLUMN_DASHES_MAX ? (unsigned)dashes.length : HGW_COLUMN_DASHES_MAX;
    return dashes.length > 0 && consists_of(&dashes, "-");
}

size_t hgw_markdown_delimiters(const struct hgw_markdown_span *line, struct hgw_markdown_column *columns) {
    if (line->length == 0 || !strchr("|:-", line->start[0])) /* nearly every line stops here */
        return 0;
    if (is_underline(line)) /* dashes alone make a heading, or a list */
        return 0;
    struct hgw_markdown_span rest = *line, cell;
    size_t count = 0;
    while (hgw_markdown_next_cell(&rest, count == 0, &cell)) {
        struct hgw_markdown_column column = {0};
        if (!delimiter(&cell, &column))
            return 0;
        if (columns)
            columns[count] = column;
        count++;
    }
    return count;
}

/* A number with a dot or a parenthesis: the marker of an ordered list. */
static bool is_ordered_marker(const struct hgw_markdown_span *text) {
    size_t digits = 0;
    while (digits < text->length && text->start[digits] >= '0' && text->start[digits] <= '9')
        digits++;
    return digits > 0 && digits < 10 && digits < text->length && strchr(".)", text->start[digits]) &&
           (digits + 1 == text->length || is_space(text->start[digits + 1]));
}

bool hgw_markdown_ends_table(const struct hgw_markdown_line *line) {
    const struct hgw_markdown_span *text = &line->text;
    bool bullet = text->length == 1 && strchr("*+-", text->start[0]);
    bool rule = text->length >= 3 && consists_of(text, "-");
    return line->lazy || line->indent >= 4 || bullet || rule || is_ordered_marker(text) ||
           hgw_markdown_cell_count(text) == 0;
}
