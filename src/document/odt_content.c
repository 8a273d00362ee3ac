/* The walk: cmark's iterator gives each node twice, and a table says what to write when it is entered and when it is
 * left. Nothing recurses; the tree is tidy, so that the XML is never deeper than ten lists, a paragraph and four spans.
 */
#include "base/base.h"
#include "document/odt.h"

#include "xml/xml_text.h"

struct list {
    bool ordered;
    bool open;         /* text:list is open in the XML */
    bool counting;     /* the word processor can count on from an item before */
    bool empty;        /* an item is open, and nothing stands in it yet */
    const char *close; /* the end tag of the item that is open; NULL: none is */
    int next;          /* number of the next item, in an ordered list */
};

struct odt_writer {
    struct buf *out;
    const struct odt_page *page;
    const struct pictures *pictures;
    cmark_iter *iter;
    cmark_node *title;       /* the heading that gets the style Title, or NULL */
    struct buf styles;       /* automatic ones: the widths of columns. Owned. */
    const char *first_style; /* of the first block, once it is written */
    size_t frames;           /* pictures written so far */

    size_t list_depth; /* lists around the current node */
    struct list lists[MARKDOWN_DEPTH_MAX];

    struct markdown_table table;     /* the table around the current node; no columns: there is none */
    double share[TABLE_COLUMNS_MAX]; /* of its columns in its width */
    size_t table_count;              /* tables written so far */
    size_t column;                   /* column of the current cell, from 0 */
    size_t letters;                  /* bytes of text in the current cell */
    size_t row_style;                /* where in `out` the style of the current row ends */
    bool row_is_long;                /* the current row may break over pages */

    bool after_space; /* the paragraph ends in white space so far, or is empty: a space here would be lost */
};

typedef void handler(struct odt_writer *w, cmark_node *node);

/* Adds three strings: a tag with a name or a style in it. Quicker than printf, and this is written for every paragraph
 * and cell. */
static void put(struct odt_writer *w, const char *before, const char *value, const char *after) {
    buf_add_string(w->out, before);
    buf_add_string(w->out, value);
    buf_add_string(w->out, after);
}

/* --- text --- */

/* Adds text: escaped, every space and tab kept, white space elsewhere made a space, with `lines` a line end a
 * text:line-break. OpenDocument 1.3 part 3, section 6.1.2, collapses white space as XML readers do: the first of a run
 * of spaces is a space, the others and those where a paragraph begins are text:s. */
static void add_text(struct odt_writer *w, const char *text, size_t length, bool lines) {
    const char *end = text + length;
    w->letters += length;
    for (const char *at = text; at < end; at++) {
        const char *words = at;
        for (; at < end && *at != '\t' && *at != '\n' && *at != '\r' && !(*at == ' ' && w->after_space); at++)
            w->after_space = *at == ' ';
        xml_add(w->out, words, (size_t)(at - words));
        if (at == end)
            break;
        if (*at == '\t' || (*at == '\n' && lines))
            buf_add_string(w->out, *at == '\t' ? "<text:tab/>" : "<text:line-break/>");
        else
            buf_add_string(w->out, w->after_space ? "<text:s/>" : " ");
        w->after_space = true;
    }
}

/* --- lists --- */

/* A list item may hold paragraphs, headings and lists, but no table (OpenDocument 1.3 part 3, section 5.3.3).
 * Before a table the lists are closed; what follows opens them again with a text:list-header, which has no
 * label. */

static struct list *innermost(struct odt_writer *w) {
    return &w->lists[w->list_depth - 1];
}

static const char *list_style(const struct list *list) {
    return list->ordered ? "Numbering_20_1" : "List_20_1";
}

static void open_list(struct odt_writer *w, struct list *list) {
    if (list->open)
        return;
    put(w, "<text:list text:style-name=\"", list_style(list), "\">");
    list->open = true;
}

/* An item that does not begin with a paragraph has no label, and a number is not counted: give it one. */
static void add_label(struct odt_writer *w, struct list *list) {
    if (list->empty)
        put(w, "<text:p text:style-name=\"", list_style(list), "\"/>");
    list->empty = false;
}

static void close_item(struct odt_writer *w, struct list *list) {
    add_label(w, list);
    buf_add_string(w->out, list->close);
    list->close = NULL;
}

/* Opens the first `count` levels, down into an item of the last, where a table closed them. */
static void resume(struct odt_writer *w, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct list *list = &w->lists[i];
        open_list(w, list);
        if (!list->close) {
            buf_add_string(w->out, "<text:list-header>");
            list->close = "</text:list-header>";
        }
        list->empty = false;
    }
}

/* Before a table: closes the lists around it, since a list item cannot hold a table. */
static void suspend_lists(struct odt_writer *w) {
    for (size_t i = w->list_depth; i > 0; i--) {
        struct list *list = &w->lists[i - 1];
        close_item(w, list);
        if (list->open)
            buf_add_string(w->out, "</text:list>");
        list->open = list->counting = false;
    }
}

static void list_enter(struct odt_writer *w, cmark_node *node) {
    if (w->list_depth > 0 && innermost(w)->ordered)
        add_label(w, innermost(w));
    resume(w, w->list_depth);
    w->list_depth++;
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    *innermost(w) = (struct list){.ordered = ordered, .next = cmark_node_get_list_start(node)};
}

static void list_leave(struct odt_writer *w, cmark_node *node) {
    (void)node;
    w->list_depth--;
    if (w->lists[w->list_depth].open)
        buf_add_string(w->out, "</text:list>");
}

static void item_enter(struct odt_writer *w, cmark_node *node) {
    (void)node;
    struct list *list = innermost(w);
    resume(w, w->list_depth - 1);
    close_item(w, list);
    open_list(w, list);
    buf_add_string(w->out, "<text:list-item");
    if (list->ordered && !list->counting)
        buf_printf(w->out, " text:start-value=\"%d\"", list->next);
    buf_add_char(w->out, '>');
    list->counting = list->empty = true;
    list->next++;
    list->close = "</text:list-item>";
}

static void item_leave(struct odt_writer *w, cmark_node *node) {
    (void)node;
    close_item(w, innermost(w));
}

/* --- tables --- */

static double most(double one, double other) {
    return one > other ? one : other;
}

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
        double whole = markdown_stays_whole(column) ? column->body : COLUMN_MIN;
        double empty = column->body == 0 ? most(column->dashes, EMPTY_DASHES) * EMPTY_WIDTH / EMPTY_DASHES : 0;
        least[i] = most(most(word > WORD_MAX ? WORD_MAX : word, whole), COLUMN_MIN) + PADDING;
        best[i] = most(column->widest, empty) + PADDING;
    }
    double part = 1, total = 0, fits = 0, wide = 1; /* the part of the best width that each gets */
    for (int step = 0; step < STEPS; step++) {
        total = 0;
        for (size_t i = 0; i < w->table.column_count; i++)
            total += w->share[i] = most(best[i] * part, least[i]);
        *(total <= line ? &fits : &wide) = part;
        part = (fits + wide) / 2;
    }
    for (size_t i = 0; i < w->table.column_count; i++)
        w->share[i] /= total;
}

static void table_enter(struct odt_writer *w, cmark_node *node) {
    suspend_lists(w);
    markdown_measure(&w->table, node);
    share_width(w);
    size_t number = ++w->table_count;
    buf_printf(w->out, "<table:table table:name=\"Tabel %zu\" table:style-name=\"Tabel\">", number);
    for (size_t i = 0; i < w->table.column_count; i++) {
        buf_printf(w->out, "<table:table-column table:style-name=\"Tabel%zu.%zu\"/>", number, i + 1);
        buf_printf(&w->styles,
                   "<style:style style:name=\"Tabel%zu.%zu\" style:family=\"table-column\">"
                   "<style:table-column-properties style:column-width=\"%.2fmm\" "
                   "style:rel-column-width=\"%.0f*\"/></style:style>",
                   number, i + 1, w->page->width * w->share[i], w->share[i] * 10000);
    }
}

static void table_leave(struct odt_writer *w, cmark_node *node) {
    (void)node;
    w->table.column_count = 0;
}

/* The width of the current cell without its padding, in millimetres; outside a table that of the page. */
static double room(const struct odt_writer *w) {
    double width = w->page->width * (w->table.column_count ? w->share[w->column] : 1);
    return w->table.column_count == 0 ? width : width < 10 ? 5 : width - 5;
}

/* Whether a row stays on one page is known at its end: the last four letters of its style's name. */
enum { WHOLE_OR_LONG = 4 };

static void row_enter(struct odt_writer *w, cmark_node *node) {
    bool header = !cmark_node_previous(node);
    put(w, header ? "<table:table-header-rows>" : "", "<table:table-row table:style-name=\"",
        !header && markdown_is_form(&w->table) ? "Tabel.vul.heel" : "Tabel.rij.heel");
    w->row_style = w->out->length - WHOLE_OR_LONG;
    w->row_is_long = false;
    w->column = 0;
    buf_add_string(w->out, "\">");
}

static void row_leave(struct odt_writer *w, cmark_node *node) {
    if (w->row_is_long)
        memcpy(w->out->data + w->row_style, "lang", WHOLE_OR_LONG);
    buf_add_string(w->out,
                   cmark_node_previous(node) ? "</table:table-row>" : "</table:table-row></table:table-header-rows>");
}

static void cell_enter(struct odt_writer *w, cmark_node *node) {
    /* The automatic styles of templates/odt/content.xml, but for a cell whose column says nothing. */
    static const char *const styles[2][ALIGNS] = {{"Table_20_Contents", "Cel.links", "Cel.rechts", "Cel.midden"},
                                                  {"Table_20_Heading", "Kop.links", "Kop.rechts", "Kop.midden"}};
    bool header = markdown_in_header(node);
    put(w, "<table:table-cell table:style-name=\"", header ? "Tabel.kop" : "Tabel.cel",
        "\" office:value-type=\"string\"><text:p text:style-name=\"");
    put(w, styles[header][w->table.column[w->column].align], "\">", "");
    w->after_space = true;
    w->letters = 0;
}

/* A word processor prints nowhere what does not fit in a row that must stay whole: one with a cell that is some quarter
 * of a page high, or more, may break. A letter is about half an em wide, a line not much more than one high. */
static void cell_leave(struct odt_writer *w, cmark_node *node) {
    (void)node;
    enum { FEW = 100 }; /* letters that fit in any cell */
    double em = w->page->em, lines = (double)w->letters * em / 2 / room(w);
    w->row_is_long = w->row_is_long || (w->letters > FEW && lines * em * 1.2 > w->page->height / 4);
    w->column++;
}

/* --- inlines --- */

static void text(struct odt_writer *w, cmark_node *node) {
    const char *literal = cmark_node_get_literal(node);
    add_text(w, literal, strlen(literal), false);
}

static void code(struct odt_writer *w, cmark_node *node) {
    buf_add_string(w->out, "<text:span text:style-name=\"Source_20_Text\">");
    text(w, node);
    buf_add_string(w->out, "</text:span>");
}

static void line_end(struct odt_writer *w, cmark_node *node) {
    add_text(w, "\n", 1, cmark_node_get_type(node) == CMARK_NODE_LINEBREAK);
}

static void link_enter(struct odt_writer *w, cmark_node *node) {
    const char *title = cmark_node_get_title(node);
    buf_add_string(w->out, "<text:a xlink:type=\"simple\" xlink:href=\"");
    xml_add_address(w->out, cmark_node_get_url(node));
    if (*title) {
        buf_add_string(w->out, "\" office:title=\"");
        xml_add_string(w->out, title);
    }
    buf_add_string(w->out, "\" text:style-name=\"Internet_20_link\">");
}

/* A picture as a character in the line, made smaller where it would not fit. */
static void image(struct odt_writer *w, cmark_node *node) {
    const struct picture *picture = &w->pictures->items[(size_t)cmark_node_get_user_data(node)];
    double width = room(w), height = w->page->height * 0.9; /* a caption must fit below */
    double scale = picture->width > width ? width / picture->width : 1;
    if (picture->height * scale > height)
        scale = height / picture->height;
    width = picture->width * scale;
    height = picture->height * scale;
    buf_printf(w->out,
               "<draw:frame draw:style-name=\"Graphics\" draw:name=\"Afbeelding %zu\" text:anchor-type=\"as-char\" "
               "svg:width=\"%.2fmm\" svg:height=\"%.2fmm\"><draw:image xlink:href=\"%s\" xlink:type=\"simple\" "
               "xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>",
               ++w->frames, width < 0.01 ? 0.01 : width, height < 0.01 ? 0.01 : height, picture->path);
    struct buf alt = BUF_EMPTY;
    markdown_plain_text(node, &alt);
    odt_add_element(w->out, "svg:title", alt.data);
    odt_add_element(w->out, "svg:desc", cmark_node_get_title(node));
    buf_free(&alt);
    buf_add_string(w->out, "</draw:frame>");
    w->after_space = false;
    w->row_is_long = true;                             /* what stands beside a picture in a row must find room too */
    cmark_iter_reset(w->iter, node, CMARK_EVENT_EXIT); /* what is inside is written */
}

/* --- blocks --- */

/* Begins a text:p or text:h with the style's name, and opens the lists around it where a table closed them. The first
 * block is on the page that the reference document starts with. */
static void open_block(struct odt_writer *w, const char *element, const char *style) {
    resume(w, w->list_depth);
    bool begins = !w->first_style && w->page->master_page;
    w->first_style = w->first_style ? w->first_style : style;
    put(w, "<", element, " text:style-name=\"");
    put(w, begins ? "Begin" : style, "\"", "");
    w->after_space = true;
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

/* Paragraphs of a tight list stand close to each other, and the last has room below it: LibreOffice has styles of its
 * own for the items of lists. */
static const char *paragraph_style(cmark_node *node) {
    static const char *const styles[2][2] = {{"List_20_1", "List_20_1_20_End"},
                                             {"Numbering_20_1", "Numbering_20_1_20_End"}};
    cmark_node *item = cmark_node_parent(node);
    for (cmark_node *around = item; around; around = cmark_node_parent(around))
        if (cmark_node_get_type(around) == CMARK_NODE_BLOCK_QUOTE)
            return "Quotations";
    if (cmark_node_get_type(item) != CMARK_NODE_ITEM || !cmark_node_get_list_tight(cmark_node_parent(item)))
        return "Text_20_body";
    return styles[cmark_node_get_list_type(cmark_node_parent(item)) == CMARK_ORDERED_LIST][ends_list(node)];
}

static void paragraph_enter(struct odt_writer *w, cmark_node *node) {
    open_block(w, "text:p", paragraph_style(node));
    buf_add_char(w->out, '>');
}

/* The title is no chapter: it has no number and no level, and the headings below it begin at 1, as in the house styles
 * of word processors. */
static void heading_enter(struct odt_writer *w, cmark_node *node) {
    static const char *const styles[] = {"Heading_20_1", "Heading_20_2", "Heading_20_3",
                                         "Heading_20_4", "Heading_20_5", "Heading_20_6"};
    int level = cmark_node_get_heading_level(node) - (w->title != NULL);
    if (node == w->title)
        open_block(w, "text:p", "Title");
    else {
        open_block(w, "text:h", styles[level - 1]);
        buf_printf(w->out, " text:outline-level=\"%d\"", level);
    }
    buf_add_char(w->out, '>');
}

static void heading_leave(struct odt_writer *w, cmark_node *node) {
    buf_add_string(w->out, node == w->title ? "</text:p>" : "</text:h>");
}

static void code_block(struct odt_writer *w, cmark_node *node) {
    const char *literal = cmark_node_get_literal(node);
    size_t length = strlen(literal);
    open_block(w, "text:p", "Preformatted_20_Text");
    buf_add_char(w->out, '>');
    add_text(w, literal, length - (length > 0 && literal[length - 1] == '\n'), true);
    buf_add_string(w->out, "</text:p>");
}

static void thematic_break(struct odt_writer *w, cmark_node *node) {
    (void)node;
    open_block(w, "text:p", "Horizontal_20_Line");
    buf_add_string(w->out, "/>");
}

/* One row for each type of node: who writes it, and what is written around what it holds. */
static const struct {
    handler *enter, *leave;
    const char *before, *after;
} tags[MARKDOWN_TYPES] = {
    [CMARK_NODE_PARAGRAPH] = {.enter = paragraph_enter, .after = "</text:p>"},
    [CMARK_NODE_HEADING] = {heading_enter, heading_leave, NULL, NULL},
    [CMARK_NODE_LIST] = {list_enter, list_leave, NULL, NULL},
    [CMARK_NODE_ITEM] = {item_enter, item_leave, NULL, NULL},
    [CMARK_NODE_CODE_BLOCK] = {.enter = code_block},
    [CMARK_NODE_THEMATIC_BREAK] = {.enter = thematic_break},
    [MARKDOWN_TABLE] = {table_enter, table_leave, NULL, "</table:table>"},
    [MARKDOWN_ROW] = {row_enter, row_leave, NULL, NULL},
    [MARKDOWN_CELL] = {cell_enter, cell_leave, NULL, "</text:p></table:table-cell>"},
    [CMARK_NODE_TEXT] = {.enter = text},
    [CMARK_NODE_SOFTBREAK] = {.enter = line_end},
    [CMARK_NODE_LINEBREAK] = {.enter = line_end},
    [CMARK_NODE_CODE] = {.enter = code},
    [CMARK_NODE_EMPH] = {.before = "<text:span text:style-name=\"Emphasis\">", .after = "</text:span>"},
    [CMARK_NODE_STRONG] = {.before = "<text:span text:style-name=\"Strong_20_Emphasis\">", .after = "</text:span>"},
    [CMARK_NODE_LINK] = {.enter = link_enter, .after = "</text:a>"},
    [CMARK_NODE_IMAGE] = {.enter = image},
};

static void walk(struct odt_writer *w) {
    for (cmark_event_type event; (event = cmark_iter_next(w->iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(w->iter);
        size_t type = markdown_type(node);
        handler *handle = event == CMARK_EVENT_ENTER ? tags[type].enter : tags[type].leave;
        if (handle)
            handle(w, node);
        buf_add_string(w->out, event == CMARK_EVENT_ENTER ? tags[type].before : tags[type].after);
    }
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
    struct odt_writer w = {.out = out, .page = page, .pictures = pictures};
    w.iter = cmark_iter_new(markdown->root);
    w.title = markdown_title(markdown);
    buf_add(out, start, (size_t)(styles - start));
    size_t offset = out->length;
    buf_add(out, styles, (size_t)(body - styles));
    walk(&w);
    buf_add_string(out, body);
    if (w.first_style && page->master_page) {
        buf_printf(&w.styles,
                   "<style:style style:name=\"Begin\" style:family=\"paragraph\" style:parent-style-name=\"%s\" "
                   "style:master-page-name=\"",
                   w.first_style);
        xml_add_string(&w.styles, page->master_page);
        buf_add_string(&w.styles, "\"/>");
    }
    buf_reserve(out, w.styles.length);
    char *place = out->data + offset;
    memmove(place + w.styles.length, place, out->length - offset + 1);
    memcpy(place, w.styles.length > 0 ? w.styles.data : "", w.styles.length);
    out->length += w.styles.length;
    buf_free(&w.styles);
    cmark_iter_free(w.iter);
    return true;
}
