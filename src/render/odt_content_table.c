#include "render/odt_content_writer.h"

/* Widths are in characters of the text. */
enum {
    PADDING = 2,      /* room at the sides of a cell */
    COLUMN_MIN = 5,   /* no column is narrower */
    WORD_MAX = 24,    /* a word longer than this may be broken */
    SHORT_MAX = 17,   /* cells up to this length, such as a date, stay on one line */
    WIDTH_MAX = 800,  /* a cell longer than this is as good as this long */
    EMPTY_WIDTH = 22, /* a column without text is there to be written in by hand */
};

/* The least and the best width of a column. */
static unsigned least_width(const struct hgw_markdown_column *column) {
    unsigned word = column->word > WORD_MAX ? WORD_MAX : column->word;
    unsigned width = word + word / 8 + 1; /* it may be a bold one */
    if (column->body > width && column->body <= SHORT_MAX)
        width = column->body;
    return (width < COLUMN_MIN ? COLUMN_MIN : width) + PADDING;
}

static unsigned best_width(const struct hgw_markdown_column *column) {
    unsigned widest = column->widest > WIDTH_MAX ? WIDTH_MAX : column->widest;
    if (column->body == 0 && widest < EMPTY_WIDTH)
        widest = EMPTY_WIDTH;
    unsigned best = widest + PADDING, least = least_width(column);
    return best < least ? least : best;
}

/* The share of a column in the width of its table, as browsers do it: all get what their longest word needs,
 * and what is left goes to those whose text is longer, by how much longer it is. */
static double share(const struct hgw_odt_page *page, const struct hgw_markdown_table *table, size_t index) {
    double line = page->width / page->letter;
    double least = 0, best = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        least += least_width(&table->column[i]);
        best += best_width(&table->column[i]);
    }
    double own_least = least_width(&table->column[index]), own_best = best_width(&table->column[index]);
    if (best <= line)
        return own_best / best;
    if (least >= line)
        return own_least / least;
    return (own_least + (line - least) * (own_best - own_least) / (best - least)) / line;
}

double hgw_odt_room(const struct hgw_odt_writer *writer) {
    if (!writer->table)
        return writer->page->width;
    double room = writer->page->width * share(writer->page, writer->table, writer->column) -
                  5; /* the padding of the cell */
    return room < 5 ? 5 : room;
}

void hgw_odt_column_styles(const struct hgw_markdown *markdown, const struct hgw_odt_page *page,
                           struct hgw_buf *out) {
    for (const struct hgw_markdown_table *table = markdown->tables; table; table = table->next)
        for (size_t i = 0; i < table->column_count; i++) {
            long part = (long)(share(page, table, i) * 10000 + 0.5);
            long width = (long)(page->width * share(page, table, i) * 100 + 0.5);
            hgw_buf_printf(out,
                           "<style:style style:name=\"Tabel%zu.%zu\" style:family=\"table-column\">"
                           "<style:table-column-properties style:column-width=\"%ld.%02ldmm\" "
                           "style:rel-column-width=\"%ld*\"/></style:style>",
                           table->number, i + 1, width / 100, width % 100, part);
        }
}

static void table_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    hgw_odt_lists_suspend(writer);
    writer->table = hgw_markdown_table(node);
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

/* True for a table with a column to fill in by hand: one without text, in a table that has rows. */
static bool is_form(const struct hgw_markdown_table *table) {
    bool empty = false, filled = false;
    for (size_t i = 0; i < table->column_count; i++) {
        empty = empty || table->column[i].body == 0;
        filled = filled || table->column[i].body > 0;
    }
    return empty && filled;
}

static void row_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    bool header = hgw_markdown_part(node)->header;
    if (header)
        hgw_buf_add_string(writer->out, "<table:table-header-rows>");
    hgw_odt_put(writer, "<table:table-row table:style-name=\"",
                !header && is_form(writer->table) ? "Tabel.invulrij" : "Tabel.rij", "\">");
    writer->column = 0;
}

static void row_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    hgw_buf_add_string(writer->out, "</table:table-row>");
    if (hgw_markdown_part(node)->header)
        hgw_buf_add_string(writer->out, "</table:table-header-rows>");
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
}

static void cell_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
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
