#include "lsp/hover.h"

#include "lsp/fresh.h"
#include "output/output.h"

/* Adds an explanation of the grammar. In Markdown its tags are code. */
static void add_explanation(const struct text_document *d, const char *about, struct buf *out) {
    for (size_t length; *about; about += length + (about[length] == '\n')) {
        length = strcspn(about, "\n");
        size_t code = d->settings->markdown ? strcspn(about, "<\n") : length;
        if (out->length > 0)
            buf_add_string(out, d->settings->markdown ? "\n\n" : "\n");
        buf_add(out, about, code);
        if (code < length)
            buf_printf(out, "`%.*s`", (int)(length - code), about + code);
    }
}

/* Adds the explanation of the element of a tag, where it stands. */
static void add_element(const struct text_document *d, const struct tags *tags, size_t tag, size_t around,
                        struct buf *out) {
    const struct grammar_element *element = tag_element(tags, tag), *parent = tag_element(tags, around);
    const struct grammar_child *child = element && parent ? grammar_child(parent, element) : NULL;
    if (element)
        add_explanation(d, child ? child->about : element->about, out);
}

/* Adds what a word in a value means. True: it is an id, and what is said of it comes from the case. */
static bool add_value(const struct text_document *d, const struct tags *tags, const struct caret *caret,
                      const struct grammar_attribute *attribute, struct buf *out) {
    char *word = tags_text(tags, caret->from, caret->to);
    size_t named = NO_TAG;
    for (size_t i = 0; i < attribute->word_count; i++)
        if (strcmp(attribute->words[i].word, word) == 0)
            add_explanation(d, attribute->words[i].about, out);
    if (attribute->kind == VALUE_ID)
        named = caret->tag;
    else if (attribute->kind == VALUE_REF || attribute->kind == VALUE_REFS)
        named = tags_find_id(tags, word);
    free(word);
    if (named != NO_TAG) {
        char *who = tag_who(tags, named);
        buf_add_string(out, who);
        free(who);
    }
    return named != NO_TAG;
}

static bool add_attribute(const struct text_document *d, const struct tags *tags, const struct caret *caret,
                          struct buf *out) {
    struct typed_attribute named = {.name = caret->from, .name_end = caret->to};
    const struct grammar_attribute *attribute =
        tag_rule(tags, caret->tag, caret->where == WHERE_VALUE ? &caret->attribute : &named);
    bool said = attribute && caret->where == WHERE_VALUE && add_value(d, tags, caret, attribute, out);
    if (attribute && out->length == 0)
        add_explanation(d, attribute->about, out);
    return said;
}

/* Adds the pages of what was found on a tag. */
static void add_pages(const struct text_document *d, size_t tag, struct buf *out) {
    const struct checker *checker = d->settings->checker;
    struct buf codes = BUF_EMPTY;
    for (size_t i = 0; i < d->shown_count; i++) {
        const struct finding *finding = d->shown[i].finding;
        struct page page;
        struct error error = ERROR_EMPTY;
        if (document_finding_place(d, &d->shown[i]) != tag || (codes.data && strstr(codes.data, finding->code)))
            continue;
        buf_printf(&codes, "%s ", finding->code);
        if (page_read(checker, finding->code, checker->lang, &page, &error) && page.path)
            buf_printf(out, "%s%s", out->length > 0 ? "\n\n---\n\n" : "", page.source.data);
        page_free(&page);
        error_clear(&error);
    }
    buf_free(&codes);
}

json_t *hover(struct text_document *d, size_t offset) {
    struct buf text = BUF_EMPTY;
    json_t *answer = NULL;
    bool said = false; /* it comes from the case, which is no Markdown here: it could have a picture fetched */
    if (d->text.length > DOCUMENT_MOST)
        return json_null();
    struct tags tags = document_tags(d, NO_TAG);
    struct caret caret = caret_at(&tags, offset + (d->text.data[offset] == '<')); /* a name begins with its sign */
    if (caret.where == WHERE_NAME) {
        add_element(d, &tags, caret.tag, caret.element, &text);
        add_pages(d, tags.items[caret.tag].from, &text);
    } else if (caret.where == WHERE_CLOSE)
        add_element(d, &tags, caret.tag, tags.items[caret.tag].parent, &text);
    else if (caret.where == WHERE_ATTRIBUTE || caret.where == WHERE_VALUE)
        said = add_attribute(d, &tags, &caret, &text);
    if (text.length > 0)
        answer = json_pack("{s:{s:s, s:o}, s:o}", "contents", "kind",
                           d->settings->markdown && !said ? "markdown" : "plaintext", "value", json_text(text.data),
                           "range", document_range(d, caret.from, caret.to));
    buf_free(&text);
    free(tags.items);
    return answer ? answer : json_null();
}
