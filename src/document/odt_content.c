/* The walk: cmark's iterator gives each node twice, when it begins and when it ends. Hardly anything recurses; the tree
 * is tidy, so that the XML is never deeper than ten lists, a paragraph and four spans. */
#include "base/base.h"
#include "base/memory.h"
#include "document/odt.h"

#include "xml/xml_text.h"

#include <ctype.h>
#include <math.h>

struct odt_writer {
    struct buf *text, *styles; /* so far */
    const struct odt_page *page;
    cmark_iter *iter;
    cmark_node *title;       /* the heading that gets the style Title, or NULL */
    const char *first_style; /* of the first block, once it is written */
    size_t frames;           /* pictures written so far */

    struct markdown_table table;     /* the table around the current node; no columns: there is none */
    double share[TABLE_COLUMNS_MAX]; /* of its columns in its width */
    size_t table_count;              /* tables written so far */
    size_t column;                   /* column of the current cell, from 0 */

    bool after_space; /* the paragraph ends in white space so far, or is empty: a space here would be lost */
};

/* --- text --- */

/* Adds text: escaped, every space and tab kept, white space elsewhere made a space, with `lines` a line end a
 * text:line-break. OpenDocument 1.3 part 3, section 6.1.2, collapses white space as XML readers do: the first of a run
 * of spaces is a space, the others and those where a paragraph begins are text:s. */
static void add_text(struct odt_writer *w, const char *text, size_t length, bool lines) {
    const char *end = text + length;
    for (const char *at = text; at < end; at++) {
        const char *words = at;
        for (; at < end && (*at == ' ' ? !w->after_space : (unsigned char)*at > ' ' || !strchr("\t\r\n", *at)); at++)
            w->after_space = *at == ' ';
        xml_add(w->text, words, (size_t)(at - words));
        if (at == end)
            break;
        if (*at == '\t' || (*at == '\n' && lines))
            buf_add_string(w->text, *at == '\t' ? "<text:tab/>" : "<text:line-break/>");
        else
            buf_add_string(w->text, w->after_space ? "<text:s/>" : " ");
        w->after_space = true;
    }
}

/* --- lists --- */

static const char *list_style(cmark_node *list) {
    return cmark_node_get_list_type(list) == CMARK_ORDERED_LIST ? "Numbering_20_1" : "List_20_1";
}

/* A list item may hold paragraphs, headings and lists, but no table (OpenDocument 1.3 part 3, section 5.3.3): the lists
 * around one are closed before it, and opened again where something of them follows. What follows in an item then has
 * no label. The user data of a list or item say how it stands. */
enum { OPEN, CLOSED, CONTINUED };

static intptr_t state_of(cmark_node *node) {
    return (intptr_t)cmark_node_get_user_data(node);
}

static void begin_list(struct odt_writer *w, cmark_node *list) {
    buf_printf(w->text, "<text:list text:style-name=\"%s\">", list_style(list));
}

/* Opens a list or item again that is closed, and those around it: at most twenty. */
static void open_again(struct odt_writer *w, cmark_node *node) {
    if (state_of(node) != CLOSED)
        return;
    open_again(w, cmark_node_parent(node));
    if (cmark_node_get_type(node) == CMARK_NODE_LIST)
        begin_list(w, node);
    else
        buf_add_string(w->text, "<text:list-header>");
    cmark_node_set_user_data(node, (void *)CONTINUED);
}

static void end_list(struct odt_writer *w, cmark_node *node) {
    const char *item = state_of(node) == CONTINUED ? "</text:list-header>" : "</text:list-item>";
    if (state_of(node) != CLOSED)
        buf_add_string(w->text, cmark_node_get_type(node) == CMARK_NODE_LIST ? "</text:list>" : item);
}

/* The start of a list becomes the number of its next item. */
static void begin_item(struct odt_writer *w, cmark_node *item) {
    cmark_node *list = cmark_node_parent(item), *first = cmark_node_first_child(item);
    int number = cmark_node_get_list_start(list);
    bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    cmark_node_set_list_start(list, number + 1);
    buf_add_string(w->text, "<text:list-item");
    /* no word processor counts on from where a list was closed */
    if (ordered && (!cmark_node_previous(item) || state_of(cmark_node_previous(item)) != OPEN))
        buf_printf(w->text, " text:start-value=\"%d\"", number);
    buf_add_char(w->text, '>');
    /* an item that does not begin with a paragraph has no label, and a number is not counted: give it one */
    while (cmark_node_get_type(first) == CMARK_NODE_BLOCK_QUOTE)
        first = cmark_node_first_child(first);
    if (!first || markdown_type(first) == MARKDOWN_TABLE || (ordered && cmark_node_get_type(first) == CMARK_NODE_LIST))
        buf_printf(w->text, "<text:p text:style-name=\"%s\"/>", list_style(list));
}

/* --- tables --- */

/* The columns share the width of the page by their longest cells, so that these are as high as each other; but each is
 * wide enough for its longest word, or for all of a short text. In hundredths of an em. */
static void share_width(struct odt_writer *w) {
    enum {
        PADDING = 105,      /* room at the sides of a cell */
        COLUMN_MIN = 250,   /* no column is narrower */
        WORD_PERCENT = 140, /* of a word: another typeface than ours, and bold, take more room */
        WORD_MAX = 1200,    /* a word longer than this may be broken */
        EMPTY_WIDTH = 1100, /* a column without text is there to be written in by hand */
        EMPTY_DASHES = 3,   /* with so many dashes; with more it is as much wider */
        STEPS = 40,
    };
    double line = w->page->width / w->page->em * 100, least[TABLE_COLUMNS_MAX], best[TABLE_COLUMNS_MAX];
    for (size_t i = 0; i < w->table.column_count; i++) {
        const struct markdown_column *column = &w->table.column[i];
        double word = column->word * WORD_PERCENT / 100.0;
        double whole = column->whole ? column->body : COLUMN_MIN;
        double empty = column->body == 0 ? fmax(column->dashes, EMPTY_DASHES) * EMPTY_WIDTH / EMPTY_DASHES : 0;
        least[i] = fmax(fmax(fmin(word, WORD_MAX), whole), COLUMN_MIN) + PADDING;
        best[i] = fmax(column->widest, empty) + PADDING;
    }
    double part = 1, total = 0, fits = 0, wide = 1; /* the part of the best width that each gets */
    for (int step = 0; step < STEPS; step++) {
        total = 0;
        for (size_t i = 0; i < w->table.column_count; i++)
            total += w->share[i] = fmax(best[i] * part, least[i]);
        *(total <= line ? &fits : &wide) = part;
        part = (fits + wide) / 2;
    }
    for (size_t i = 0; i < w->table.column_count; i++)
        w->share[i] /= total;
}

static void begin_table(struct odt_writer *w, cmark_node *node) {
    for (cmark_node *around = cmark_node_parent(node); cmark_node_parent(around); around = cmark_node_parent(around)) {
        end_list(w, around);
        cmark_node_set_user_data(around, (void *)CLOSED);
    }
    markdown_measure(&w->table, node);
    share_width(w);
    size_t number = ++w->table_count;
    buf_printf(w->text, "<table:table table:name=\"Tabel %zu\" table:style-name=\"Tabel\">", number);
    for (size_t i = 0; i < w->table.column_count; i++) {
        buf_printf(w->text, "<table:table-column table:style-name=\"Tabel%zu.%zu\"/>", number, i + 1);
        buf_printf(w->styles,
                   "<style:style style:name=\"Tabel%zu.%zu\" style:family=\"table-column\">"
                   "<style:table-column-properties style:column-width=\"%.2fmm\" "
                   "style:rel-column-width=\"%.0f*\"/></style:style>",
                   number, i + 1, w->page->width * w->share[i], w->share[i] * 10000);
    }
}

/* The width of a column without its padding, in millimetres; outside a table that of the page. */
static double room(const struct odt_writer *w, size_t column) {
    return w->table.column_count == 0 ? w->page->width : fmax(w->page->width * w->share[column] - 5, 5);
}

/* A word processor prints nowhere what does not fit in a row that must stay whole: one with a cell that is some quarter
 * of a page high, or a picture, may break. A letter is about half an em wide, a line not much more than one high. */
static bool is_long(const struct odt_writer *w, cmark_node *row) {
    enum { FEW = 100 }; /* letters that fit in any cell */
    size_t letters = 0, column = 0;
    double em = w->page->em;
    for (cmark_node *node = row, *end = markdown_next_outside(row); node != end; node = markdown_next(node)) {
        const char *literal = cmark_node_get_literal(node);
        if (markdown_type(node) == MARKDOWN_CELL) {
            column += cmark_node_previous(node) != NULL;
            letters = 0;
        }
        letters += literal ? strlen(literal) : markdown_is_break(node);
        if (cmark_node_get_type(node) == CMARK_NODE_IMAGE ||
            (letters > FEW && (double)letters * em / 2 / room(w, column) * em * 1.2 > w->page->height / 4))
            return true;
    }
    return false;
}

static void begin_row(struct odt_writer *w, cmark_node *node) {
    bool header = !cmark_node_previous(node);
    w->column = 0;
    buf_printf(w->text, "%s<table:table-row table:style-name=\"Tabel.%s.%s\">",
               header ? "<table:table-header-rows>" : "", !header && w->table.form ? "vul" : "rij",
               is_long(w, node) ? "lang" : "heel");
}

static void begin_cell(struct odt_writer *w, cmark_node *node) {
    /* The automatic styles of templates/odt/content.xml, but for a cell whose column says nothing. */
    static const char *const styles[2][ALIGNS] = {{"Table_20_Contents", "Cel.links", "Cel.rechts", "Cel.midden"},
                                                  {"Table_20_Heading", "Kop.links", "Kop.rechts", "Kop.midden"}};
    bool header = !cmark_node_previous(cmark_node_parent(node));
    buf_printf(w->text,
               "<table:table-cell table:style-name=\"Tabel.%s\" office:value-type=\"string\">"
               "<text:p text:style-name=\"%s\">",
               header ? "kop" : "cel", styles[header][w->table.column[w->column++].align]);
    w->after_space = true;
}

/* --- inlines --- */

/* Adds an address with what none may hold percent-encoded (RFC 3986), a % that encodes nothing too: the schema refuses
 * it. */
static void add_address(struct buf *out, const char *url) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'():/?#@$&+,;=";
    while (*url) {
        size_t length = strspn(url, allowed);
        bool encodes = *url == '%' && isxdigit((unsigned char)url[1]) && isxdigit((unsigned char)url[2]);
        xml_add(out, url, length + encodes);
        url += length + encodes;
        if (length == 0 && !encodes)
            buf_printf(out, "%%%02X", (unsigned char)*url++);
    }
}

static void begin_link(struct odt_writer *w, cmark_node *node) {
    const char *title = cmark_node_get_title(node);
    buf_add_string(w->text, "<text:a xlink:type=\"simple\" xlink:href=\"");
    add_address(w->text, cmark_node_get_url(node));
    if (*title) {
        buf_add_string(w->text, "\" office:title=\"");
        xml_add_string(w->text, title);
    }
    buf_add_string(w->text, "\" text:style-name=\"Internet_20_link\">");
}

static void add_element(struct buf *out, const char *element, const char *text) {
    if (!text || !*text)
        return;
    buf_printf(out, "<%s>", element);
    xml_add_string(out, text);
    buf_printf(out, "</%s>", element);
}

/* A picture as a character in the line, made smaller where it would not fit. */
static void add_image(struct odt_writer *w, cmark_node *node) {
    const struct picture *picture = cmark_node_get_user_data(node);
    double width = room(w, w->column - 1), height = w->page->height * 0.9; /* a caption must fit below */
    double scale = fmin(fmin(width / picture->width, height / picture->height), 1);
    buf_printf(w->text,
               "<draw:frame draw:style-name=\"Graphics\" draw:name=\"Afbeelding %zu\" text:anchor-type=\"as-char\" "
               "svg:width=\"%.2fmm\" svg:height=\"%.2fmm\"><draw:image xlink:href=\"%s\" xlink:type=\"simple\"/>",
               ++w->frames, fmax(picture->width * scale, 0.01), fmax(picture->height * scale, 0.01), picture->path);
    AUTO(buf_free) struct buf alt = BUF_EMPTY;
    markdown_plain_text(node, &alt);
    add_element(w->text, "svg:title", alt.data);
    add_element(w->text, "svg:desc", cmark_node_get_title(node));
    buf_add_string(w->text, "</draw:frame>");
    w->after_space = false;
    cmark_iter_reset(w->iter, node, CMARK_EVENT_EXIT); /* what is inside is written */
}

/* --- blocks --- */

/* Begins a text:p or text:h with the style's name. The first block is on the page that the reference document starts
 * with. */
static void open_block(struct odt_writer *w, const char *element, const char *style) {
    bool begins = !w->first_style && w->page->master_page;
    w->first_style = w->first_style ? w->first_style : style;
    buf_printf(w->text, "<%s text:style-name=\"%s\"", element, begins ? "Begin" : style);
    w->after_space = true;
}

/* Paragraphs of a tight list stand close to each other, the last has room below it, and one with a list below it stays
 * on its page: LibreOffice has styles of its own for the items of lists. */
static const char *paragraph_style(cmark_node *node) {
    static const char *const styles[2][3] = {{"List_20_1", "List_20_1_20_End", "List_20_1_20_Start"},
                                             {"Numbering_20_1", "Numbering_20_1_20_End", "Numbering_20_1_20_Start"}};
    cmark_node *item = cmark_node_parent(node), *list = cmark_node_parent(item);
    for (cmark_node *around = item; around; around = cmark_node_parent(around))
        if (cmark_node_get_type(around) == CMARK_NODE_BLOCK_QUOTE)
            return "Quotations";
    if (!cmark_node_get_list_tight(list))
        return "Text_20_body";
    cmark_node *behind = markdown_next_outside(node);
    bool ends = !cmark_node_parent(cmark_node_parent(behind)) || markdown_type(behind) == MARKDOWN_TABLE;
    bool starts = cmark_node_get_type(cmark_node_next(node)) == CMARK_NODE_LIST;
    return styles[cmark_node_get_list_type(list) == CMARK_ORDERED_LIST][starts ? 2 : ends];
}

/* The title is no chapter: it has no number and no level, and the headings below it begin at 1, as in the house styles
 * of word processors. */
static void begin_heading(struct odt_writer *w, cmark_node *node) {
    static const char *const styles[] = {"Title",        "Heading_20_1", "Heading_20_2", "Heading_20_3",
                                         "Heading_20_4", "Heading_20_5", "Heading_20_6"};
    int level = node == w->title ? 0 : cmark_node_get_heading_level(node) - (w->title != NULL);
    open_block(w, level == 0 ? "text:p" : "text:h", styles[level]);
    if (level > 0)
        buf_printf(w->text, " text:outline-level=\"%d\"", level);
}

static void begin_paragraph(struct odt_writer *w, cmark_node *node) {
    open_block(w, "text:p", paragraph_style(node));
}

/* What is written where a node begins, and where it ends. */
static const struct {
    const char *style; /* of a paragraph of its own, else */
    void (*begin)(struct odt_writer *w, cmark_node *node);
    const char *before, *after; /* what it holds */
} tags[MARKDOWN_TYPES] = {
    [CMARK_NODE_PARAGRAPH] = {NULL, begin_paragraph, ">", "</text:p>"},
    [CMARK_NODE_HEADING] = {NULL, begin_heading, ">", "</text:h>"},
    [CMARK_NODE_CODE_BLOCK] = {"Preformatted_20_Text", NULL, ">", "</text:p>"},
    [CMARK_NODE_THEMATIC_BREAK] = {"Horizontal_20_Line", NULL, NULL, "/>"},
    [CMARK_NODE_LIST] = {NULL, begin_list, NULL, NULL},
    [CMARK_NODE_ITEM] = {NULL, begin_item, NULL, NULL},
    [MARKDOWN_TABLE] = {NULL, begin_table, NULL, "</table:table>"},
    [MARKDOWN_ROW] = {NULL, begin_row, NULL, "</table:table-row>"},
    [MARKDOWN_CELL] = {NULL, begin_cell, NULL, "</text:p></table:table-cell>"},
    [CMARK_NODE_CODE] = {NULL, NULL, "<text:span text:style-name=\"Source_20_Text\">", "</text:span>"},
    [CMARK_NODE_EMPH] = {NULL, NULL, "<text:span text:style-name=\"Emphasis\">", "</text:span>"},
    [CMARK_NODE_STRONG] = {NULL, NULL, "<text:span text:style-name=\"Strong_20_Emphasis\">", "</text:span>"},
    [CMARK_NODE_LINK] = {NULL, begin_link, NULL, "</text:a>"},
    [CMARK_NODE_IMAGE] = {NULL, add_image, NULL, NULL},
};

/* Writes where a node begins; for one without others in it, all of it. */
static void begin_node(struct odt_writer *w, cmark_node *node, size_t type) {
    const char *literal = cmark_node_get_literal(node);
    bool code = type == CMARK_NODE_CODE_BLOCK;
    if (type <= CMARK_NODE_LAST_BLOCK)
        open_again(w, cmark_node_parent(node));
    if (tags[type].style)
        open_block(w, "text:p", tags[type].style);
    else if (tags[type].begin)
        tags[type].begin(w, node);
    else if (markdown_is_break(node))
        add_text(w, "\n", 1, type == CMARK_NODE_LINEBREAK);
    buf_add_string(w->text, tags[type].before);
    if (literal) {
        size_t length = strlen(literal);
        add_text(w, literal, length - (code && length > 0 && literal[length - 1] == '\n'), code);
    }
    if (literal || type == CMARK_NODE_THEMATIC_BREAK) /* cmark does not leave these */
        buf_add_string(w->text, tags[type].after);
}

static void end_node(struct odt_writer *w, cmark_node *node, size_t type) {
    if (type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM)
        end_list(w, node);
    else
        buf_add_string(w->text, node == w->title ? "</text:p>" : tags[type].after);
    if (type == MARKDOWN_ROW && !cmark_node_previous(node))
        buf_add_string(w->text, "</table:table-header-rows>");
    if (type == MARKDOWN_TABLE)
        w->table.column_count = 0;
}

void odt_content_write(struct markdown *markdown, const struct document *document, const struct odt_page *page,
                       struct buf *text, struct buf *styles, struct pictures *pictures) {
    struct odt_writer w = {.page = page, .text = text, .styles = styles};
    document_resolve(markdown, document, pictures);
    w.title = markdown_title(markdown);
    w.iter = cmark_iter_new(markdown->root);
    for (cmark_event_type event; (event = cmark_iter_next(w.iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(w.iter);
        (event == CMARK_EVENT_ENTER ? begin_node : end_node)(&w, node, markdown_type(node));
    }
    cmark_iter_free(w.iter);
    if (w.first_style && page->master_page) {
        buf_printf(styles,
                   "<style:style style:name=\"Begin\" style:family=\"paragraph\" style:parent-style-name=\"%s\" "
                   "style:master-page-name=\"",
                   w.first_style);
        xml_add_string(styles, page->master_page);
        buf_add_string(styles, "\"/>");
    }
}
