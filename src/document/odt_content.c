/* The walk: cmark's iterator gives each node twice, and a table says what to write when it is entered and
 * when it is left. Nothing recurses, so no depth of the Markdown can exhaust the stack; and the XML is never
 * deeper than ten lists, a paragraph and four spans. */
#include "document/odt.h"

#include "base/lang.h"
#include "xml/xml_text.h"

#include <string.h>

/* How the element of a list item stands in the XML. */
enum item {
    ITEM_CLOSED,
    ITEM_OPEN,  /* text:list-item */
    ITEM_AGAIN, /* text:list-header: what follows in the item after a table, without a second label */
};

struct list {
    bool ordered;
    bool open;      /* text:list is open in the XML */
    bool counting;  /* the word processor can count on from an item before */
    bool empty;     /* nothing stands in the item yet */
    enum item item; /* the item that is open */
    int next;       /* number of the next item, in an ordered list */
};

struct writer {
    struct buf *out;
    const struct odt_page *page;
    struct pictures *pictures;
    cmark_iter *iter;
    cmark_node *title; /* the heading that gets the style Title, or NULL */

    size_t list_depth; /* lists around the current node */
    struct list lists[MARKDOWN_DEPTH_MAX];
    size_t quote_depth; /* quotes around the current node */

    struct markdown_table table; /* the table around the current node; no columns: there is none */
    size_t table_count;          /* tables written so far */
    struct buf styles;           /* automatic ones: the widths of their columns. Owned. */
    double table_lines;          /* how many lines its longest cells are high */
    size_t column;               /* column of the current cell, from 0 */
    size_t letters;              /* bytes of text in the current cell */
    size_t row_style;            /* where in `out` the style of the current row ends */
    bool row_is_long;            /* the current row may break over pages */

    const char *first_style; /* its style, once it is written and page->master_page is set */
    bool first;              /* nothing is written yet: the first block chooses the master page */
    size_t frames;           /* pictures written so far */

    size_t spaces;    /* spaces read but not written yet */
    bool after_space; /* what is written ends in white space, or nothing is: a space here would be lost */
};

typedef void handler(struct writer *writer, cmark_node *node);

/* Adds three strings: a tag with a name or a style in it. Quicker than printf, and this is written for every
 * paragraph and cell. */
static void put(struct writer *writer, const char *before, const char *value, const char *after) {
    buf_add_string(writer->out, before);
    buf_add_string(writer->out, value);
    buf_add_string(writer->out, after);
}

/* --- text --- */

/* White space: OpenDocument 1.3 part 3, section 6.1.2, collapses it as XML readers do. The first of a run of
 * spaces is a space, the others and those at either end of the paragraph are text:s. */

/* Begins a text:p or text:h whose content follows: nothing stands before it. */
static void start_text(struct writer *writer) {
    writer->spaces = 0;
    writer->after_space = true;
}

static void add_spaces(struct writer *writer, size_t count) {
    if (count == 1)
        buf_add_string(writer->out, "<text:s/>");
    else if (count > 1)
        buf_printf(writer->out, "<text:s text:c=\"%zu\"/>", count);
}

/* Writes the spaces that wait, before a tag inside the paragraph. */
static void flush_spaces(struct writer *writer) {
    if (writer->spaces == 0)
        return;
    if (!writer->after_space) {
        buf_add_char(writer->out, ' ');
        writer->spaces--;
    }
    add_spaces(writer, writer->spaces);
    writer->spaces = 0;
    writer->after_space = true;
}

/* Writes the spaces that wait at the end of the paragraph, where a plain one would be lost. */
static void end_text(struct writer *writer) {
    add_spaces(writer, writer->spaces);
    writer->spaces = 0;
}

/* Adds text: escaped, every space and tab kept, white space elsewhere made a space, with `lines` a line end a
 * text:line-break. */
static void add_text(struct writer *writer, const char *bytes, size_t length, bool lines) {
    writer->letters += length;
    for (size_t done = 0, plain = 0; done < length;) { /* before `plain` nothing is special to XML */
        const char *at = bytes + done;
        if (*at == '\t' || (*at == '\n' && lines)) {
            end_text(writer);
            buf_add_string(writer->out, *at == '\t' ? "<text:tab/>" : "<text:line-break/>");
            writer->after_space = true;
            done++;
        } else if (*at == ' ' || *at == '\n' || *at == '\r') {
            writer->spaces++;
            done++;
        } else {
            flush_spaces(writer);
            writer->after_space = false;
            if (done >= plain)
                plain = done + xml_plain_length(at, length - done);
            if (done < plain) { /* words with one space between them can stay as they are */
                const char *gap = memmem(at, plain - done, "  ", 2);
                size_t words = gap ? (size_t)(gap - at) : plain - done;
                words -= at[words - 1] == ' ';
                buf_add(writer->out, at, words);
                done += words;
            } else
                done += xml_add_special(writer->out, at, length - done);
        }
    }
}

/* --- lists --- */

/* A list item may hold paragraphs, headings and lists, but no table (OpenDocument 1.3 part 3, section 5.3.3).
 * Before a table the lists are closed; what follows opens them again with a text:list-header, which has no
 * label. */

static struct list *innermost(struct writer *writer) {
    return &writer->lists[writer->list_depth - 1];
}

static const char *list_style(const struct list *list) {
    return list->ordered ? "Numbering_20_1" : "List_20_1";
}

static void open_list(struct writer *writer, struct list *list) {
    if (list->open)
        return;
    put(writer, "<text:list text:style-name=\"", list_style(list), "\">");
    list->open = true;
}

/* An item that does not begin with a paragraph has no label, and a number is not counted: give it one. */
static void add_label(struct writer *writer, struct list *list) {
    if (list->item == ITEM_OPEN && list->empty)
        put(writer, "<text:p text:style-name=\"", list_style(list), "\"/>");
    list->empty = false;
}

static void close_item(struct writer *writer, struct list *list) {
    static const char *const ends[] = {"", "</text:list-item>", "</text:list-header>"};
    add_label(writer, list);
    buf_add_string(writer->out, ends[list->item]);
    list->item = ITEM_CLOSED;
}

static void open_item(struct writer *writer, struct list *list) {
    buf_add_string(writer->out, "<text:list-item");
    if (list->ordered && !list->counting)
        buf_printf(writer->out, " text:start-value=\"%d\"", list->next);
    buf_add_char(writer->out, '>');
    list->counting = true;
    list->next++;
    list->empty = true;
    list->item = ITEM_OPEN;
}

/* Opens the first `count` levels, down into an item of the last. */
static void resume(struct writer *writer, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct list *list = &writer->lists[i];
        open_list(writer, list);
        if (list->item == ITEM_CLOSED) {
            buf_add_string(writer->out, "<text:list-header>");
            list->item = ITEM_AGAIN;
        }
        list->empty = false;
    }
}

/* Before a paragraph or heading: opens the lists around it again, where a table closed them. */
static void resume_lists(struct writer *writer) {
    resume(writer, writer->list_depth);
}

/* Before a table: closes the lists around it, since a list item cannot hold a table. */
static void suspend_lists(struct writer *writer) {
    for (size_t i = writer->list_depth; i > 0; i--) {
        struct list *list = &writer->lists[i - 1];
        close_item(writer, list);
        if (list->open)
            buf_add_string(writer->out, "</text:list>");
        list->open = list->counting = false;
    }
}

static void list_enter(struct writer *writer, cmark_node *node) {
    if (writer->list_depth > 0 && innermost(writer)->ordered)
        add_label(writer, innermost(writer));
    resume_lists(writer);
    writer->list_depth++;
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    *innermost(writer) = (struct list){.ordered = ordered, .next = cmark_node_get_list_start(node)};
}

static void list_leave(struct writer *writer, cmark_node *node) {
    (void)node;
    writer->list_depth--;
    if (writer->lists[writer->list_depth].open)
        buf_add_string(writer->out, "</text:list>");
}

static void item_enter(struct writer *writer, cmark_node *node) {
    (void)node;
    struct list *list = innermost(writer);
    resume(writer, writer->list_depth - 1);
    close_item(writer, list);
    open_list(writer, list);
    open_item(writer, list);
}

static void item_leave(struct writer *writer, cmark_node *node) {
    (void)node;
    close_item(writer, innermost(writer));
}

/* --- tables --- */

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
static double least_width(const struct markdown_column *column) {
    unsigned word = column->word * WORD_PERCENT / 100;
    unsigned width = word > WORD_MAX ? WORD_MAX : word;
    if (column->body > width && markdown_stays_whole(column))
        width = column->body;
    return (width < COLUMN_MIN ? COLUMN_MIN : width) + PADDING;
}

/* The best width of a column: every cell stands on one line. */
static double best_width(const struct markdown_column *column) {
    double empty = (double)EMPTY_WIDTH * (column->dashes > EMPTY_DASHES ? column->dashes : EMPTY_DASHES) / EMPTY_DASHES;
    double best = (column->body == 0 && column->widest < empty ? empty : column->widest) + PADDING;
    double least = least_width(column);
    return best < least ? least : best;
}

/* The width of a column whose longest cell may be so many lines high. */
static double width_for(const struct markdown_column *column, double lines) {
    double least = least_width(column), best = best_width(column);
    double width = (best - PADDING) / lines + PADDING + RAGGED;
    return width < least ? least : width > best ? best : width;
}

static double total_for(const struct markdown_table *table, double lines) {
    double total = 0;
    for (size_t i = 0; i < table->column_count; i++)
        total += width_for(&table->column[i], lines);
    return total;
}

/* How many lines the longest cells of a table are high when they share the width of the page as well as they
 * can: the least number for which all columns fit. COLUMN_WIDTH_MAX when not even their words do. */
static double lines_of(const struct odt_page *page, const struct markdown_table *table) {
    enum { STEPS = 40 };
    double line = page->width / page->em * 100, few = 1, many = COLUMN_WIDTH_MAX;
    if (total_for(table, few) <= line)
        return few;
    for (int i = 0; i < STEPS; i++) {
        double between = (few + many) / 2;
        *(total_for(table, between) <= line ? &many : &few) = between;
    }
    return many;
}

/* The share of a column in the width of its table. */
static double share(const struct markdown_table *table, size_t index, double lines) {
    return width_for(&table->column[index], lines) / total_for(table, lines);
}

/* The width of the current cell, in millimetres; outside a table that of the page. */
static double room_of(const struct writer *writer) {
    if (writer->table.column_count == 0)
        return writer->page->width;
    double room = writer->page->width * share(&writer->table, writer->column, writer->table_lines) -
                  5; /* the padding of the cell */
    return room < 5 ? 5 : room;
}

static void table_enter(struct writer *writer, cmark_node *node) {
    const struct markdown_table *table = &writer->table;
    double lines, page = writer->page->width;
    suspend_lists(writer);
    markdown_measure(&writer->table, node);
    writer->table_lines = lines = lines_of(writer->page, table);
    writer->table_count++;
    buf_printf(writer->out, "<table:table table:name=\"Tabel %zu\" table:style-name=\"Tabel\">", writer->table_count);
    for (size_t i = 0; i < table->column_count; i++) {
        long part = (long)(share(table, i, lines) * 10000 + 0.5),
             width = (long)(page * share(table, i, lines) * 100 + 0.5);
        buf_printf(writer->out, "<table:table-column table:style-name=\"Tabel%zu.%zu\"/>", writer->table_count, i + 1);
        buf_printf(&writer->styles,
                   "<style:style style:name=\"Tabel%zu.%zu\" style:family=\"table-column\">"
                   "<style:table-column-properties style:column-width=\"%ld.%02ldmm\" "
                   "style:rel-column-width=\"%ld*\"/></style:style>",
                   writer->table_count, i + 1, width / 100, width % 100, part);
    }
}

static void table_leave(struct writer *writer, cmark_node *node) {
    (void)node;
    buf_add_string(writer->out, "</table:table>");
    writer->table.column_count = 0;
}

/* Whether a row stays on one page is known at its end: the last four letters of its style's name. */
enum { WHOLE_OR_LONG = 4 };

static void row_enter(struct writer *writer, cmark_node *node) {
    bool header = !cmark_node_previous(node);
    if (header)
        buf_add_string(writer->out, "<table:table-header-rows>");
    put(writer, "<table:table-row table:style-name=\"",
        !header && markdown_is_form(&writer->table) ? "Tabel.vul.heel" : "Tabel.rij.heel", "");
    writer->row_style = writer->out->length - WHOLE_OR_LONG;
    writer->row_is_long = false;
    buf_add_string(writer->out, "\">");
    writer->column = 0;
}

static void row_leave(struct writer *writer, cmark_node *node) {
    if (writer->row_is_long)
        memcpy(writer->out->data + writer->row_style, "lang", WHOLE_OR_LONG);
    buf_add_string(writer->out, "</table:table-row>");
    if (!cmark_node_previous(node))
        buf_add_string(writer->out, "</table:table-header-rows>");
}

/* True for a cell that is some quarter of a page high or more: a word processor prints nowhere what does not
 * fit in a row that must stay whole. A letter is about half an em wide, a line not much more than one high.
 */
static bool is_long(const struct writer *writer) {
    enum { FEW = 100 }; /* letters that fit in any cell */
    double em = writer->page->em;
    return writer->letters > FEW &&
           (double)writer->letters * em / 2 / room_of(writer) * em * 1.2 > writer->page->height / 4;
}

static void cell_enter(struct writer *writer, cmark_node *node) {
    /* The automatic styles of templates/odt/content.xml, but for a cell whose column says nothing. */
    static const char *const styles[2][ALIGNS] = {{"Table_20_Contents", "Cel.links", "Cel.rechts", "Cel.midden"},
                                                  {"Table_20_Heading", "Kop.links", "Kop.rechts", "Kop.midden"}};
    bool header = markdown_in_header(node);
    put(writer, "<table:table-cell table:style-name=\"", header ? "Tabel.kop" : "Tabel.cel",
        "\" office:value-type=\"string\"><text:p text:style-name=\"");
    put(writer, styles[header][writer->table.column[writer->column].align], "\">", "");
    start_text(writer);
    writer->letters = 0;
}

static void cell_leave(struct writer *writer, cmark_node *node) {
    (void)node;
    writer->row_is_long = writer->row_is_long || is_long(writer);
    end_text(writer);
    buf_add_string(writer->out, "</text:p></table:table-cell>");
    writer->column++;
}

static void text(struct writer *writer, cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    if (text)
        add_text(writer, text, strlen(text), false);
}

static void softbreak(struct writer *writer, cmark_node *node) {
    (void)node;
    add_text(writer, " ", 1, false);
}

static void linebreak(struct writer *writer, cmark_node *node) {
    (void)node;
    add_text(writer, "\n", 1, true);
}

static void open_span(struct writer *writer, const char *style) {
    flush_spaces(writer);
    put(writer, "<text:span text:style-name=\"", style, "\">");
}

static void close_span(struct writer *writer) {
    flush_spaces(writer);
    buf_add_string(writer->out, "</text:span>");
}

static void code(struct writer *writer, cmark_node *node) {
    open_span(writer, "Source_20_Text");
    text(writer, node);
    close_span(writer);
}

static void span_enter(struct writer *writer, cmark_node *node) {
    open_span(writer, cmark_node_get_type(node) == CMARK_NODE_EMPH ? "Emphasis" : "Strong_20_Emphasis");
}

static void span_leave(struct writer *writer, cmark_node *node) {
    (void)node;
    close_span(writer);
}

static void link_enter(struct writer *writer, cmark_node *node) {
    const char *title = cmark_node_get_title(node);
    flush_spaces(writer);
    buf_add_string(writer->out, "<text:a xlink:type=\"simple\" xlink:href=\"");
    xml_add_address(writer->out, cmark_node_get_url(node));
    if (*title) {
        buf_add_string(writer->out, "\" office:title=\"");
        xml_add_string(writer->out, title);
    }
    buf_add_string(writer->out, "\" text:style-name=\"Internet_20_link\">");
}

static void link_leave(struct writer *writer, cmark_node *node) {
    (void)node;
    flush_spaces(writer);
    buf_add_string(writer->out, "</text:a>");
}

/* A length with hundredths of a millimetre; a printf of doubles would follow the locale. */
static void add_length(struct buf *out, const char *attribute, double millimetres) {
    long hundredths = (long)(millimetres * 100 + 0.5);
    hundredths = hundredths < 1 ? 1 : hundredths;
    buf_printf(out, " %s=\"%ld.%02ldmm\"", attribute, hundredths / 100, hundredths % 100);
}

static void add_element(struct buf *out, const char *name, const char *text) {
    if (!text || !*text)
        return;
    buf_printf(out, "<%s>", name);
    xml_add_string(out, text);
    buf_printf(out, "</%s>", name);
}

/* A picture as a character in the line, made smaller where it would not fit. */
static void add_frame(struct writer *writer, size_t index, const char *alt, const char *title) {
    const struct picture *picture = &writer->pictures->items[index];
    double room = room_of(writer), height = writer->page->height * 0.9; /* a caption must fit below */
    double scale = picture->width > room ? room / picture->width : 1;
    if (picture->height * scale > height)
        scale = height / picture->height;
    flush_spaces(writer);
    buf_printf(writer->out,
               "<draw:frame draw:style-name=\"Graphics\" draw:name=\"%s %zu\" text:anchor-type=\"as-char\"",
               "Afbeelding", ++writer->frames);
    add_length(writer->out, "svg:width", picture->width * scale);
    add_length(writer->out, "svg:height", picture->height * scale);
    put(writer, "><draw:image xlink:href=\"", picture->path,
        "\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>");
    add_element(writer->out, "svg:title", alt);
    add_element(writer->out, "svg:desc", title);
    buf_add_string(writer->out, "</draw:frame>");
    writer->after_space = false;
    writer->row_is_long = true; /* what stands beside a picture in a row must find room too */
}

static void image(struct writer *writer, cmark_node *node) {
    struct buf alt = BUF_EMPTY;
    markdown_plain_text(node, &alt);
    add_frame(writer, (size_t)cmark_node_get_user_data(node), alt.data, cmark_node_get_title(node));
    buf_free(&alt);
    cmark_iter_reset(writer->iter, node, CMARK_EVENT_EXIT); /* what is inside is written */
}

/* --- blocks --- */

/* Begins a text:p or text:h with the style's name, and opens the lists around it where a table closed them.
 */
static void open_block(struct writer *writer, const char *element, const char *style) {
    resume_lists(writer);
    if (writer->first && writer->page->master_page) {
        writer->first_style = style;
        style = "Begin";
    }
    writer->first = false;
    put(writer, "<", element, " text:style-name=\"");
    put(writer, style, "\"", "");
    start_text(writer);
}

static void close_block(struct writer *writer, const char *element) {
    end_text(writer);
    put(writer, "</", element, ">");
}

/* True for a block of a list item with which the outermost list around it ends. */
static bool ends_list(cmark_node *node) {
    for (cmark_node *parent; (parent = cmark_node_parent(node)); node = parent) {
        cmark_node_type type = cmark_node_get_type(parent);
        if (type != CMARK_NODE_ITEM && type != CMARK_NODE_LIST)
            return true;
        if (cmark_node_next(node))
            return false;
    }
    return true;
}

/* Paragraphs of a tight list stand close to each other, and the last has room below it: LibreOffice has
 * styles of its own for the items of lists. */
static const char *paragraph_style(const struct writer *writer, cmark_node *node) {
    static const char *const styles[2][2] = {{"List_20_1", "List_20_1_20_End"},
                                             {"Numbering_20_1", "Numbering_20_1_20_End"}};
    cmark_node *item = cmark_node_parent(node);
    if (writer->quote_depth > 0)
        return "Quotations";
    if (cmark_node_get_type(item) != CMARK_NODE_ITEM || !cmark_node_get_list_tight(cmark_node_parent(item)))
        return "Text_20_body";
    return styles[cmark_node_get_list_type(cmark_node_parent(item)) == CMARK_ORDERED_LIST][ends_list(node)];
}

static void paragraph_enter(struct writer *writer, cmark_node *node) {
    open_block(writer, "text:p", paragraph_style(writer, node));
    buf_add_char(writer->out, '>');
}

static void paragraph_leave(struct writer *writer, cmark_node *node) {
    (void)node;
    close_block(writer, "text:p");
}

/* The title is no chapter: it has no number and no level, and the headings below it begin at 1, as in the
 * house styles of word processors. */
static void heading_enter(struct writer *writer, cmark_node *node) {
    int level = cmark_node_get_heading_level(node) - (writer->title != NULL);
    if (node == writer->title) {
        open_block(writer, "text:p", "Title");
        buf_add_char(writer->out, '>');
        return;
    }
    static const char *const styles[] = {"Heading_20_1", "Heading_20_2", "Heading_20_3",
                                         "Heading_20_4", "Heading_20_5", "Heading_20_6"};
    open_block(writer, "text:h", styles[level - 1]);
    buf_printf(writer->out, " text:outline-level=\"%d\">", level);
}

static void heading_leave(struct writer *writer, cmark_node *node) {
    close_block(writer, node == writer->title ? "text:p" : "text:h");
}

static void code_block(struct writer *writer, cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    size_t length = text ? strlen(text) : 0;
    if (length > 0 && text[length - 1] == '\n')
        length--;
    open_block(writer, "text:p", "Preformatted_20_Text");
    buf_add_char(writer->out, '>');
    add_text(writer, text, length, true);
    close_block(writer, "text:p");
}

static void thematic_break(struct writer *writer, cmark_node *node) {
    (void)node;
    open_block(writer, "text:p", "Horizontal_20_Line");
    buf_add_string(writer->out, "/>");
}

static void quote_enter(struct writer *writer, cmark_node *node) {
    (void)node;
    writer->quote_depth++;
}

static void quote_leave(struct writer *writer, cmark_node *node) {
    (void)node;
    writer->quote_depth--;
}

/* cmark calls `leave` only for nodes that can have children; NULL: nothing to write. */
static const struct {
    handler *enter, *leave;
} handlers[MARKDOWN_TYPES] = {
    [CMARK_NODE_PARAGRAPH] = {paragraph_enter, paragraph_leave},
    [CMARK_NODE_HEADING] = {heading_enter, heading_leave},
    [CMARK_NODE_BLOCK_QUOTE] = {quote_enter, quote_leave},
    [CMARK_NODE_LIST] = {list_enter, list_leave},
    [CMARK_NODE_ITEM] = {item_enter, item_leave},
    [CMARK_NODE_CODE_BLOCK] = {code_block, NULL},
    [CMARK_NODE_THEMATIC_BREAK] = {thematic_break, NULL},
    [MARKDOWN_TABLE] = {table_enter, table_leave},
    [MARKDOWN_ROW] = {row_enter, row_leave},
    [MARKDOWN_CELL] = {cell_enter, cell_leave},
    [CMARK_NODE_TEXT] = {text, NULL},
    [CMARK_NODE_SOFTBREAK] = {softbreak, NULL},
    [CMARK_NODE_LINEBREAK] = {linebreak, NULL},
    [CMARK_NODE_CODE] = {code, NULL},
    [CMARK_NODE_EMPH] = {span_enter, span_leave},
    [CMARK_NODE_STRONG] = {span_enter, span_leave},
    [CMARK_NODE_LINK] = {link_enter, link_leave},
    [CMARK_NODE_IMAGE] = {image, NULL},
};

static void walk(struct writer *writer) {
    for (cmark_event_type event; (event = cmark_iter_next(writer->iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(writer->iter);
        size_t type = markdown_type(node);
        handler *handle = event == CMARK_EVENT_ENTER ? handlers[type].enter : handlers[type].leave;
        if (handle)
            handle(writer, node);
    }
}

/* Puts `text` into `out` at `offset`, before what stands there. */
static void insert(struct buf *out, size_t offset, const struct buf *text) {
    buf_reserve(out, text->length);
    memmove(out->data + offset + text->length, out->data + offset, out->length - offset + 1);
    memcpy(out->data + offset, text->data, text->length);
    out->length += text->length;
}

/* The first block is on the page that the reference document starts with. */
static void add_first_style(struct writer *writer) {
    if (!writer->first_style)
        return;
    struct buf *out = &writer->styles;
    buf_printf(out,
               "<style:style style:name=\"Begin\" style:family=\"paragraph\" style:parent-style-name=\"%s\" "
               "style:master-page-name=\"",
               writer->first_style);
    xml_add_string(out, writer->page->master_page);
    buf_add_string(out, "\"/>");
}

bool odt_content_write(struct markdown *markdown, const struct document *document, const struct odt_page *page,
                       const struct buf *skeleton, struct pictures *pictures, struct buf *out,
                       struct warnings *warnings, struct error *error) {
    const char *start = skeleton->data;
    const char *styles = start ? strstr(start, "</office:automatic-styles>") : NULL;
    const char *body = styles ? strstr(styles, "</office:text>") : NULL;
    if (!body)
        return error_set(error, ERROR_DATA, _("templates/odt/content.xml heeft geen plaats voor stijlen en tekst"));
    document_resolve(markdown, document, pictures, warnings);
    struct writer writer = {.out = out,
                            .page = page,
                            .pictures = pictures,
                            .iter = cmark_iter_new(markdown->root),
                            .title = markdown_title(markdown),
                            .first = true};
    buf_add(out, start, (size_t)(styles - start));
    size_t offset = out->length;
    buf_add(out, styles, (size_t)(body - styles));
    walk(&writer);
    buf_add_string(out, body);
    add_first_style(&writer);
    if (writer.styles.length > 0)
        insert(out, offset, &writer.styles);
    buf_free(&writer.styles);
    cmark_iter_free(writer.iter);
    return true;
}
