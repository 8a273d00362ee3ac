/* What the Markdown of a text hides: names in the targets of links and pictures, and names that markup
 * splits. */
#include "base/memory.h"
#include "render/markdown_prose.h"
#include "render/markdown_tree.h"
#include "render/pseudonym.h"

#include <stdint.h>
#include <string.h>

static cmark_node *new_text(const char *words) {
    cmark_node *text = mem_cmark_node(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, words);
    return text;
}

static cmark_node *next_outside(cmark_node *node) {
    while (node && !cmark_node_next(node))
        node = cmark_node_parent(node);
    return node ? cmark_node_next(node) : NULL;
}

/* True for <https://dewilg.be> and <mailto:noor@dewilg.be>: the text is the target. */
static bool shows_target(cmark_node *link, struct hgw_buf *text) {
    const char *target = cmark_node_get_url(link) ? cmark_node_get_url(link) : "";
    hgw_markdown_plain_text(link, text);
    size_t whole = strlen(target), shown = text->length;
    if (text->failed || shown == 0 || shown > whole || strcmp(target + whole - shown, text->data) != 0)
        return false;
    return whole == shown || target[whole - shown - 1] == '/' || target[whole - shown - 1] == ':';
}

/* Puts the words of a link or picture in its place. Returns the node to go on with. */
static cmark_node *drop_target(cmark_node *node, bool *failed) {
    cmark_node *next = cmark_node_first_child(node), *child;
    struct hgw_buf text = HGW_BUF_EMPTY;
    if (cmark_node_get_type(node) == CMARK_NODE_LINK && shows_target(node, &text)) {
        cmark_node_insert_before(node, new_text("(adres weggelaten)"));
        next = NULL;
    } else
        while ((child = cmark_node_first_child(node)))
            cmark_node_insert_before(node, child);
    next = next ? next : next_outside(node);
    *failed = *failed || text.failed;
    hgw_buf_free(&text);
    cmark_node_free(node);
    return next;
}

/* From the outside in: from the inside out, pictures inside pictures would move everything many times. */
static bool drop_targets(void *data, cmark_node *root, bool *changed) {
    (void)data;
    bool failed = false;
    for (cmark_node *node = root; node;) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
            node = drop_target(node, &failed);
            *changed = true;
        } else
            node = cmark_node_first_child(node) ? cmark_node_first_child(node) : next_outside(node);
    }
    return !failed;
}

/* Replaces what a block holds by its words, when a name shows up in those. */
static bool join_block(const struct hgw_pseudonyms *p, cmark_node *block, bool *changed) {
    struct hgw_buf words = HGW_BUF_EMPTY, told = HGW_BUF_EMPTY;
    hgw_markdown_plain_text(block, &words);
    const char *before = words.data ? words.data : "";
    hgw_pseudonyms_text(p, before, HGW_TOLD_TEXT, &told);
    bool ok = !words.failed && !told.failed;
    if (ok && told.length > 0 && strcmp(told.data, before) != 0) {
        for (cmark_node *child; (child = cmark_node_first_child(block));)
            cmark_node_free(child);
        cmark_node_append_child(block, new_text(told.data));
        *changed = true;
    }
    hgw_buf_free(&words);
    hgw_buf_free(&told);
    return ok;
}

static bool join_names(void *data, cmark_node *root, bool *changed) {
    cmark_iter *iter = cmark_iter_new(root);
    bool ok = iter != NULL;
    for (cmark_event_type event; ok && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        const struct hgw_markdown_part *part = hgw_markdown_part(node);
        bool inlines =
            cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH || (part && part->kind == HGW_MARKDOWN_CELL);
        if (event == CMARK_EVENT_EXIT && inlines)
            ok = join_block(data, node, changed);
    }
    if (iter)
        cmark_iter_free(iter);
    return ok;
}

bool hgw_pseudonyms_markdown(const struct hgw_pseudonyms *p, const char *text, struct hgw_buf *out,
                             struct hgw_error *error) {
    struct hgw_buf plain = HGW_BUF_EMPTY, told = HGW_BUF_EMPTY;
    bool ok = true;
    if (strpbrk(text, "[<"))
        ok = hgw_markdown_change(&plain, text, drop_targets, NULL, error);
    else
        hgw_buf_add_string(&plain, text);
    if (ok)
        hgw_pseudonyms_text(p, plain.data ? plain.data : "", HGW_TOLD_TEXT, &told);
    ok = ok && !plain.failed && !told.failed ? true : hgw_error_memory(error);
    if (ok && told.data && strpbrk(told.data, "*_`&<\\"))
        ok = hgw_markdown_change(out, told.data, join_names, (void *)(uintptr_t)p, error);
    else if (ok)
        hgw_buf_add_string(out, told.data ? told.data : "");
    hgw_buf_free(&plain);
    hgw_buf_free(&told);
    return ok;
}
