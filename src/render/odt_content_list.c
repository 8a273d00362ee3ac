/* A list item may hold paragraphs, headings and lists, but no table (OpenDocument 1.3 part 3, section 5.3.3).
 * Before a table the lists are closed; what follows opens them again with a text:list-header, which has no
 * label. */
#include "render/odt_content_writer.h"

static size_t level_count(const struct hgw_odt_writer *writer) {
    return writer->list_depth < HGW_ODT_LIST_LEVELS ? writer->list_depth : HGW_ODT_LIST_LEVELS;
}

static struct hgw_odt_list *innermost(struct hgw_odt_writer *writer) {
    return &writer->lists[level_count(writer) - 1];
}

static const char *list_style(const struct hgw_odt_list *list) {
    return list->ordered ? "Numbering_20_1" : "List_20_1";
}

static void open_list(struct hgw_odt_writer *writer, struct hgw_odt_list *list) {
    if (list->open)
        return;
    hgw_odt_put(writer, "<text:list text:style-name=\"", list_style(list), "\">");
    list->open = true;
}

/* An item that does not begin with a paragraph has no label, and a number is not counted: give it one. */
static void add_label(struct hgw_odt_writer *writer, struct hgw_odt_list *list) {
    if (list->item == HGW_ODT_ITEM_OPEN && list->empty)
        hgw_odt_put(writer, "<text:p text:style-name=\"", list_style(list), "\"/>");
    list->empty = false;
}

static void close_item(struct hgw_odt_writer *writer, struct hgw_odt_list *list) {
    static const char *const ends[] = {"", "</text:list-item>", "</text:list-header>"};
    add_label(writer, list);
    hgw_buf_add_string(writer->out, ends[list->item]);
    list->item = HGW_ODT_ITEM_CLOSED;
}

static void open_item(struct hgw_odt_writer *writer, struct hgw_odt_list *list) {
    hgw_buf_add_string(writer->out, "<text:list-item");
    if (list->ordered && !list->counting)
        hgw_buf_printf(writer->out, " text:start-value=\"%d\"", list->next);
    hgw_buf_add_char(writer->out, '>');
    list->counting = true;
    list->next++;
    list->empty = true;
    list->item = HGW_ODT_ITEM_OPEN;
}

/* Opens the first `count` levels, down into an item of the last. */
static void resume(struct hgw_odt_writer *writer, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct hgw_odt_list *list = &writer->lists[i];
        open_list(writer, list);
        if (list->item == HGW_ODT_ITEM_CLOSED) {
            hgw_buf_add_string(writer->out, "<text:list-header>");
            list->item = HGW_ODT_ITEM_AGAIN;
        }
        list->empty = false;
    }
}

void hgw_odt_lists_resume(struct hgw_odt_writer *writer) {
    resume(writer, level_count(writer));
}

void hgw_odt_lists_suspend(struct hgw_odt_writer *writer) {
    for (size_t i = level_count(writer); i > 0; i--) {
        struct hgw_odt_list *list = &writer->lists[i - 1];
        close_item(writer, list);
        if (list->open)
            hgw_buf_add_string(writer->out, "</text:list>");
        list->open = list->counting = false;
    }
}

void hgw_odt_list_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    if (writer->list_depth > 0 && innermost(writer)->ordered)
        add_label(writer, innermost(writer));
    hgw_odt_lists_resume(writer);
    if (++writer->list_depth > HGW_ODT_LIST_LEVELS)
        return;
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    *innermost(writer) = (struct hgw_odt_list){.ordered = ordered, .next = cmark_node_get_list_start(node)};
}

void hgw_odt_list_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    if (writer->list_depth-- > HGW_ODT_LIST_LEVELS)
        return;
    if (writer->lists[writer->list_depth].open)
        hgw_buf_add_string(writer->out, "</text:list>");
}

void hgw_odt_item_enter(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    struct hgw_odt_list *list = innermost(writer);
    resume(writer, level_count(writer) - 1);
    if (list->item == HGW_ODT_ITEM_OPEN &&
        list->empty) /* beyond the last level: the item around is not used yet */
        return;
    close_item(writer, list);
    open_list(writer, list);
    open_item(writer, list);
}

void hgw_odt_item_leave(struct hgw_odt_writer *writer, cmark_node *node) {
    (void)node;
    if (writer->list_depth <= HGW_ODT_LIST_LEVELS)
        close_item(writer, innermost(writer));
}
