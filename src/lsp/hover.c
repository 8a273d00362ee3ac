#include "lsp/server.h"

/* Adds an explanation of the grammar. In Markdown its tags are code. */
static void add_explanation(const struct text_document *d, const char *about, struct buf *out) {
    for (size_t length; *about; about += length + (about[length] == '\n')) {
        length = strcspn(about, "\n");
        size_t code = d->server->markdown ? strcspn(about, "<\n") : length;
        if (out->length > 0)
            buf_add_string(out, d->server->markdown ? "\n\n" : "\n");
        buf_add(out, about, code);
        if (code < length)
            buf_printf(out, "`%.*s`", (int)(length - code), about + code);
    }
}

/* Adds the explanation of the element of a tag, where it stands. */
static void add_element(const struct text_document *d, const struct typed_tag *tag, struct buf *out) {
    const struct grammar_element *parent = tag->parent ? tag->parent->element : NULL;
    const struct grammar_child *child = tag->element && parent ? grammar_child(parent, tag->element) : NULL;
    if (tag->element)
        add_explanation(d, child ? child->about : tag->element->about, out);
}

/* Adds the pages of what was found on a tag. */
static void add_pages(const struct text_document *d, const struct typed_tag *tag, struct buf *out) {
    const struct checker *checker = d->server->checker;
    const char *last = "";
    for (size_t i = 0; i < d->findings.count; i++) {
        const struct finding *finding = &d->findings.items[i];
        AUTO(page_free) struct page page = {0};
        AUTO(error_clear) struct error error = ERROR_EMPTY;
        if (finding->offset != tag->from || strcmp(finding->code, last) == 0)
            continue;
        last = finding->code;
        if (page_read(checker, finding->code, checker->lang, &page, &error) && page.path)
            buf_printf(out, "%s%s", out->length > 0 ? "\n\n---\n\n" : "", page.source.data);
    }
}

/* Adds what a word in the value of an attribute means, else what the attribute does. True: it is an id, and what is
 * said of it comes from the case. */
static bool add_value(const struct request *r, const struct grammar_attribute *rule, struct buf *out) {
    const struct typed_tag *named = NULL;
    AUTO(mem_free) char *word = tags_text(&r->tags, r->caret.from, r->caret.to);
    for (size_t i = 0; i < rule->word_count; i++)
        if (strcmp(rule->words[i].word, word) == 0)
            add_explanation(r->document, rule->words[i].about, out);
    if (rule->kind == VALUE_ID)
        named = r->caret.tag;
    else if (rule->kind > VALUE_ID)
        named = tags_find_id(&r->tags, word);
    AUTO(mem_free) char *who = named ? tag_who(&r->tags, named) : NULL;
    buf_add_string(out, who);
    return named;
}

json_t *hover(struct request *r) {
    struct text_document *d = r->document;
    const struct caret *caret = &r->caret;
    const struct grammar_attribute *rule = caret->attribute ? caret->attribute->rule : NULL;
    bool said = false; /* it comes from the case, which is no Markdown here: it could have a picture fetched */
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    if (caret->where == WHERE_NAME || caret->where == WHERE_CLOSE)
        add_element(d, caret->tag, &text);
    if (caret->where == WHERE_NAME)
        add_pages(d, caret->tag, &text);
    if (rule && caret->where == WHERE_VALUE)
        said = add_value(r, rule, &text);
    if (rule && text.length == 0)
        add_explanation(d, rule->about, &text);
    if (text.length == 0)
        return json_null();
    return json_pack("{s:{s:s, s:o}, s:o}", "contents", "kind", d->server->markdown && !said ? "markdown" : "plaintext",
                     "value", json_text(text.data), "range", document_range(d, caret->from, caret->to));
}
