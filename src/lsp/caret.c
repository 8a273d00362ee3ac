#include "lsp/server.h"

#include "case/finding.h"
#include "xml/dom.h"

/* The place in a start tag behind its name. */
static void look_in_tag(const struct tags *tags, struct caret *caret) {
    for (const struct attribute *one = caret->tag->attributes; one && one->from <= caret->at; one = one->next)
        if (one->quote && one->value_from <= caret->at && caret->at <= one->value_to) {
            caret->where = WHERE_VALUE;
            caret->attribute = one;
        } else if (caret->at <= one->to) {
            caret->where = WHERE_ATTRIBUTE;
            caret->attribute = one;
        }
    if (caret->where == WHERE_NOTHING && strchr(DOM_SPACE, tags->text[caret->at - 1]) && tags->text[caret->at] != '=')
        caret->where = WHERE_ATTRIBUTE;
}

struct caret caret_at(const struct tags *tags, size_t offset) {
    const struct typed_tag *tag = tags_before(tags, offset);
    struct caret caret = {.where = WHERE_TEXT, .at = offset, .from = offset, .tag = tag};
    bool within = tag && tag_holds(tag, offset);
    const struct typed_tag *last = within ? tags_before(tags, tag->from) : tag; /* the last one that has ended */
    if (last)
        caret.element = last->kind == '<' && !last->empty ? last : last->parent;
    if (within) {
        caret.where = WHERE_NOTHING;
        if (tag->kind == '/' && offset >= tag->name_from && offset <= tag->name_to)
            caret.where = WHERE_CLOSE;
        else if (tag->kind == '<' && offset <= tag->name_to)
            caret.where = WHERE_NAME;
        else if (tag->kind == '<' && *tag->name)
            look_in_tag(tags, &caret);
    }
    while (caret.from > 0 && !strchr(ENDS_NAME, tags->text[caret.from - 1]))
        caret.from--;
    caret.to = offset + strcspn(tags->text + offset, ENDS_NAME);
    return caret;
}

char *tag_who(const struct tags *tags, const struct typed_tag *tag) {
    const struct typed_tag *stop = tag->close ? tag->close : tag + 2;
    AUTO(mem_free) char *about = NULL;
    for (const struct typed_tag *at = tag; !about && at->kind && at < stop; at++) {
        size_t from = at->to + strspn(tags->text + at->to, DOM_SPACE);
        if (from >= at[1].from)
            continue;
        about = tags_text(tags, from, at[1].from);
        text_normalise(about);
        about = quote_beginning(about);
    }
    bool person = tag_is(tag, "leerling") || tag_is(tag, "betrokkene");
    const char *role = person ? tag_value(tag, "rol") : "", *what = *role ? role : tag->name;
    return !about ? mem_strdup(what) : person ? text_format("%s, %s", about, what) : text_format("%s: %s", what, about);
}
