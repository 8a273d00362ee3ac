#include "render/odt_content_writer.h"

#include <string.h>

/* Widths are in hundredths of an em, as those of the columns. */
enum {
    PADDING = 105,      /* room at the sides of a cell */
    RAGGED = 220,       /* what the last word of a line leaves free */
    COLUMN_MIN = 250,   /* no column is narrower */
    WORD_PERCENT = 140, /* of a word: another typeface than ours, and bold, take more room */
    WORD_MAX = 1200,    /* a word longer than this may be broken */
    EMPTY_WIDTH = 1100, /* a column without text is there to be written in by hand */
    EMPTY_DASHES = 3,   /* with so many dashes; with more it is as much wider */
};

/* The least width of a column: no word is broken. */
static double least_width(const struct hgw_markdown_column *column) {
    unsigned word = column->word * WORD_PERCENT / 100;
    unsigned width = word > WORD_MAX ? WORD_MAX : word;
    if (column->body > width && hgw_markdown_stays_whole(column))
        width = column->body;
    return (width < COLUMN_MIN ? COLUMN_MIN : width) + PADDING;
}

/* The best width of a column: every cell stands on one line. */
static double best_width(const struct hgw_markdown_column *column) {
    double empty =
        (double)EMPTY_WIDTH * (column->dashes > EMPTY_DASHES ? column->dashes : EMPTY_DASHES) / EMPTY_DASHES;
    double best = (column->body == 0 && column->widest < empty ? empty : column->widest) + PADDING;
    double least = least_width(column);
    return best < least ? least : best;
}

/* The width of a column whose longest cell may be so many lines high. */
static double width_for(const struct hgw_markdown_column *column, double lines) {
    double least = least_width(column), best = best_width(column);
    double width = (best - PADDING) / lines + PADDING + RAGGED;
    return width < least ? least : width > best ? best : width;
}

static double total_for(const struct hgw_markdown_table *table, double lines) {
    double total = 0;
    for (size_t i = 0; i < table->column_count; i++)
        total += width_for(&table->column[i], lines);
    return total;
}

/* How many lines the longest cells of a table are high when they share the width of the page as well as they
 * can: the least number for which all columns fit. HGW_COLUMN_WIDTH_MAX when not even their words do. */
static double lines_of(const struct hgw_odt_page *page, const struct hgw_markdown_table *table) {
    enum { STEPS = 40 };
    double line = page->width / page->em * 100, few = 1, many = HGW_COLUMN_WIDTH_MAX;
    if (total_for(table, few) <= line)
        return few;
    for (int i = 0; i < STEPS; i++) {
        double between = (few + many) / 2;
        *(total_for(table, between) <= line ? &many : &few) = between;
    }
    return many;
}

/* The share of a column in the width of its table. */
static double share(const struct hgw_markdown_table *table, size_t index, double lines) {
    return width_for(&table->column[index], lines) / total_for(table, lines);
}

double hgw_odt_room(const struct hgw_odt_writer *writer) {
    if (!writer->table)
        return writer->page->width;
    double room = writer->page->width * share(writer->table, writer->column, writer->table_lines) -
                  5; /* the padding of the cell */
    return room < 5 ? 5 : room;
}

void hgw_odt_column_styles(const struct hgw_markdown *markdown, const struct hgw_odt_page *page,
                           struct hgw_buf *out) {
    for (const struct hgw_markdown_table *table = markdown->tables; table; table = table->next) {
        double lines = lines_of(page, table);
        for (size_t i = 0; i < table->column_count; i++) {
            long part = (long)(share(table, i, lines) * 10000 + 0.5);
            long width = (long)(page->width * share(table, i, lines) * 100 + 0.5);
            hgw_buf_printf(out,
                           "<style:style style:name=\"Tabel%zu.%zu\" style:family=\"table-column\">"
                           "<style:table-column-properties style:column-width=\"%ld.%02ldmm\" "
                           "style:rel-column-width=\"%ld*\"/></style:style>",
                           table->number, i + 1, width / 100, width % 100, part);
        }
    }
}

static void table_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    hgw_odt_lists_suspend(writer);
    writer->table = hgw_markdown_table(node);
    writer->table_lines = lines_of(writer->page, writer->table);
    hgw_buf_printf(writer->out, "<table:table table:name=\"Tabel %zu\" table:style-name=\"Tabel\">",
                   writer->table->number);
    for (size_t i = 0; i < writer->table->column_count; i++)
        hgw_buf_printf(writer->out, "<table:table-column table:style-name=\"Tabel%zu.%zu\"/>",
                       writer->table->number, i + 1);
}

static void table_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    hgw_buf_add_string(writer->out, "</table:table>");
    writer->table = NULL;
}

/* Whether a row stays on one page is known at its end: the last four letters of its style's name. */
enum { WHOLE_OR_LONG = 4 };

static void row_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    bool header = hgw_markdown_part(node)->header;
    if (header)
        hgw_buf_add_string(writer->out, "<table:table-header-rows>");
    hgw_odt_put(writer, "<table:table-row table:style-name=\"",
                !header && hgw_markdown_is_form(writer->table) ? "Tabel.vul.heel" : "Tabel.rij.heel", "");
    writer->row_style = writer->out->length - WHOLE_OR_LONG;
    writer->row_is_long = false;
    hgw_buf_add_string(writer->out, "\">");
    writer->column = 0;
}

static void row_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    if (writer->row_is_long)
        memcpy(writer->out->data + writer->row_style, "lang", WHOLE_OR_LONG);
    hgw_buf_add_string(writer->out, "</table:table-row>");
    if (hgw_markdown_part(node)->header)
        hgw_buf_add_string(writer->out, "</table:table-header-rows>");
}

/* True for a cell that is some quarter of a page high or more: a word processor prints nowhere what does not
 * fit in a row that must stay whole. A letter is about half an em wide, a line not much more than one high.
 */
static bool is_long(const struct hgw_odt_writer *writer) {
    enum { FEW = 100 }; /* letters that fit in any cell */
    double em = writer->page->em;
    return writer->letters > FEW &&
           (double)writer->letters * em / 2 / hgw_odt_room(writer) * em * 1.2 > writer->page->height / 4;
}

static void cell_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    /* The automatic styles of templates/odt/content.xml, but for a cell whose column says nothing. */
    static const char *const styles[2][HGW_ALIGNS] = {
        {"Table_20_Contents", "Cel.links", "Cel.midden", "Cel.rechts"},
        {"Table_20_Heading", "Kop.links", "Kop.midden", "Kop.rechts"}};
    const struct hgw_markdown_part *part = hgw_markdown_part(node);
    hgw_odt_put(writer, "<table:table-cell table:style-name=\"", part->header ? "Tabel.kop" : "Tabel.cel",
                "\" office:value-type=\"string\"><text:p text:style-name=\"");
    hgw_odt_put(writer, styles[part->header][part->align], "\">", "");
    hgw_odt_text_start(writer);
    writer->letters = 0;
}

static void cell_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    writer->row_is_long = writer->row_is_long || is_long(writer);
    hgw_odt_text_end(writer);
    hgw_buf_add_string(writer->out, "</text:p></table:table-cell>");
    writer->column++;
}

typedef void handler(struct hgw_odt_writer *writer, cmark_node *node);

static const struct {
    handler *enter, *leave;
} parts[HGW_MARKDOWN_KINDS] = {
    [HGW_MARKDOWN_TABLE] = {table_enter, table_leave},
    [HGW_MARKDOWN_ROW] = {row_enter, row_leave},
    [HGW_MARKDOWN_CELL] = {cell_enter, cell_leave},
};

void hgw_odt_part_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    parts[hgw_markdown_part(node)->kind].enter(writer, node);
}

void hgw_odt_part_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    parts[hgw_markdown_part(node)->kind].leave(writer, node);
}
