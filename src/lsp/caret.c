#include "lsp/caret.h"

#include "case/case.h"
#include "case/quote.h"
#include "xml/dom.h"

static size_t skip(const struct tags *tags, size_t at, const char *signs) {
    return at + strspn(tags->text + at, signs);
}

static size_t seek(const struct tags *tags, size_t at, const char *signs) {
    return at + strcspn(tags->text + at, signs);
}

/* Where what begins at `at` ends, behind `end`; the end of the text when it does not. */
static size_t behind(const struct tags *tags, size_t at, const char *end) {
    const char *found = strstr(tags->text + at, end);
    return found ? (size_t)(found - tags->text) + strlen(end) : tags->length;
}

bool tag_next_attribute(const struct tags *tags, size_t index, struct typed_attribute *attribute) {
    const struct typed_tag *tag = &tags->items[index];
    const char *text = tags->text;
    size_t at = attribute->name == 0 ? tag->name_end : attribute->value_end;
    if (attribute->quote && text[at] == attribute->quote)
        at++;
    at = skip(tags, at, DOM_SPACE "/='\"");
    if (tag->kind != '<' || at >= tag->to || text[at] == '>' || text[at] == '<')
        return false;
    *attribute = (struct typed_attribute){.name = at, .name_end = seek(tags, at, ENDS_NAME)};
    at = skip(tags, attribute->name_end, DOM_SPACE);
    size_t value = text[at] == '=' ? skip(tags, at + 1, DOM_SPACE) : at;
    if (value > at && (text[value] == '"' || text[value] == '\'')) {
        attribute->quote = text[value];
        attribute->value = value + 1;
        attribute->value_end = seek(tags, value + 1, attribute->quote == '"' ? "\"<" : "'<");
        if (attribute->value_end > tag->to)
            attribute->value_end = tag->to;
    } else
        attribute->value = attribute->value_end = attribute->name_end;
    return true;
}

/* Where a tag ends whose name has been read: at its '>', else where the next begins. */
static void end_tag(const struct tags *tags, struct typed_tag *tag) {
    size_t at = seek(tags, tag->name_end, "<>\"'");
    while (tags->text[at] == '"' || tags->text[at] == '\'') {
        char quote = tags->text[at];
        at = seek(tags, at + 1, quote == '"' ? "\"<" : "'<");
        at = seek(tags, at + (tags->text[at] == quote), "<>\"'");
    }
    tag->whole = tags->text[at] == '>';
    tag->empty = tag->whole && tags->text[at - 1] == '/';
    tag->to = at + tag->whole;
}

static struct typed_tag read_tag(const struct tags *tags, size_t from) {
    const char *at = tags->text + from;
    struct typed_tag tag = {.kind = '!', .whole = true, .from = from, .close = NO_TAG};
    if (at[1] != '!' && at[1] != '?') {
        tag.kind = at[1] == '/' ? '/' : '<';
        tag.name = from + 1 + (tag.kind == '/');
        tag.name_end = seek(tags, tag.name, ENDS_NAME);
        end_tag(tags, &tag);
    } else
        tag.to = behind(tags, from + 1,
                        strncmp(at, "<!--", 4) == 0   ? "-->"
                        : strncmp(at, "<![C", 4) == 0 ? "]]>"
                        : at[1] == '?'                ? "?>"
                                                      : ">");
    return tag;
}

static bool same_name(const struct tags *tags, const struct typed_tag *one, const struct typed_tag *other) {
    size_t length = one->name_end - one->name;
    return other->name_end - other->name == length &&
           memcmp(tags->text + one->name, tags->text + other->name, length) == 0;
}

/* True when a place is in a tag, or at the end of one that goes on. */
static bool in_tag(const struct typed_tag *tag, size_t offset) {
    return tag->from < offset && (offset < tag->to || (offset == tag->to && !tag->whole));
}

struct tags tags_read(const char *text, size_t length, size_t offset, const struct grammar *grammar) {
    struct tags tags = {.text = text, .length = length, .grammar = grammar};
    size_t around = NO_TAG;
    for (size_t at = seek(&tags, 0, "<"); at < length && text[at] == '<';
         at = seek(&tags, tags.items[tags.count - 1].to, "<")) {
        struct typed_tag tag = read_tag(&tags, at);
        size_t open = around;
        /* No case is deeper; and who looks no further is in time. */
        for (int up = 0; tag.kind == '/' && open != NO_TAG && !same_name(&tags, &tag, &tags.items[open]); up++)
            open = up < CASE_MAX_DEPTH ? tags.items[open].parent : NO_TAG;
        if (tag.kind == '/' && open != NO_TAG) {
            tags.items[open].close = tags.count;
            around = tags.items[open].parent;
        }
        tag.parent = around;
        if (tag.kind == '<' && tag.empty)
            tag.close = tags.count;
        else if (tag.kind == '<' && (tag.whole || !in_tag(&tag, offset)))
            around = tags.count;
        tags.items = list_grow(tags.items, &tags.capacity, tags.count, sizeof *tags.items);
        tags.items[tags.count++] = tag;
    }
    return tags;
}

/* --- where the caret is --- */

/* The place in a start tag behind its name. */
static void look_in_tag(const struct tags *tags, size_t offset, struct caret *caret) {
    for (struct typed_attribute one = {0}; tag_next_attribute(tags, caret->tag, &one) && one.name <= offset;)
        if (one.quote && one.value <= offset && offset <= one.value_end) {
            caret->where = WHERE_VALUE;
            caret->attribute = one;
        } else if (offset <= one.name_end)
            caret->where = WHERE_ATTRIBUTE;
    if (caret->where == WHERE_NOTHING && strchr(DOM_SPACE, tags->text[offset - 1]) && tags->text[offset] != '=')
        caret->where = WHERE_ATTRIBUTE;
}

struct caret caret_at(const struct tags *tags, size_t offset) {
    struct caret caret = {
        .where = WHERE_TEXT, .at = offset, .from = offset, .to = offset, .tag = NO_TAG, .element = NO_TAG};
    for (size_t low = 0, high = tags->count; low < high;) { /* the last that begins before the place */
        size_t middle = low + (high - low) / 2;
        if (tags->items[middle].from < offset)
            low = (caret.tag = middle) + 1;
        else
            high = middle;
    }
    const struct typed_tag *tag = caret.tag == NO_TAG ? NULL : &tags->items[caret.tag];
    bool within = tag && in_tag(tag, offset);
    size_t before = within ? caret.tag - 1 : caret.tag; /* the last tag that has ended: NO_TAG is -1 */
    if (before != NO_TAG) {
        const struct typed_tag *last = &tags->items[before];
        caret.element = last->kind == '<' && !last->empty ? before : last->parent;
    }
    if (within) {
        caret.where = WHERE_NOTHING;
        if (tag->kind == '/' && offset >= tag->name && offset <= tag->name_end)
            caret.where = WHERE_CLOSE;
        else if (tag->kind == '<' && offset <= tag->name_end)
            caret.where = WHERE_NAME;
        else if (tag->kind == '<' && tag->name_end > tag->name)
            look_in_tag(tags, offset, &caret);
    }
    while (caret.from > 0 && !strchr(ENDS_NAME, tags->text[caret.from - 1]))
        caret.from--;
    caret.to = seek(tags, offset, ENDS_NAME);
    return caret;
}

/* --- what stands there --- */

char *tags_text(const struct tags *tags, size_t from, size_t to) {
    return mem_strndup(tags->text + from, to - from);
}

bool tags_hold(const struct tags *tags, size_t from, size_t to, const char *text) {
    return to - from == strlen(text) && memcmp(tags->text + from, text, to - from) == 0;
}

char *tag_name(const struct tags *tags, size_t tag) {
    return tag == NO_TAG ? mem_strdup("") : tags_text(tags, tags->items[tag].name, tags->items[tag].name_end);
}

bool tag_is(const struct tags *tags, size_t tag, const char *name) {
    return tag != NO_TAG && tags->items[tag].kind == '<' &&
           tags_hold(tags, tags->items[tag].name, tags->items[tag].name_end, name);
}

bool tag_attribute(const struct tags *tags, size_t tag, const char *name, struct typed_attribute *attribute) {
    *attribute = (struct typed_attribute){0};
    while (tag != NO_TAG && tag_next_attribute(tags, tag, attribute))
        if (tags_hold(tags, attribute->name, attribute->name_end, name))
            return true;
    return false;
}

char *tag_value(const struct tags *tags, size_t tag, const char *name) {
    struct typed_attribute attribute;
    return tag_attribute(tags, tag, name, &attribute) ? tags_text(tags, attribute.value, attribute.value_end)
                                                      : mem_strdup("");
}

const struct grammar_element *tag_element(const struct tags *tags, size_t tag) {
    char *name = tag_name(tags, tag);
    const struct grammar_element *element = grammar_element(tags->grammar, name);
    free(name);
    return element;
}

const struct grammar_attribute *tag_rule(const struct tags *tags, size_t tag, const struct typed_attribute *attribute) {
    const struct grammar_element *element = tag_element(tags, tag);
    char *name = tags_text(tags, attribute->name, attribute->name_end);
    const struct grammar_attribute *rule = element ? grammar_attribute(element, name) : NULL;
    free(name);
    return rule;
}

char *tag_about(const struct tags *tags, size_t tag) {
    enum { MOST = 400 }; /* bytes: more than is shown */
    size_t close = tags->items[tag].close;
    for (size_t i = tag; i < tags->count && i < (close == NO_TAG ? tag + 2 : close); i++) {
        size_t from = skip(tags, tags->items[i].to, DOM_SPACE);
        size_t to = i + 1 < tags->count ? tags->items[i + 1].from : tags->length;
        if (from < to) {
            char *text = tags_text(tags, from, to - from > MOST ? from + MOST : to);
            text_normalise(text);
            return quote_beginning(text);
        }
    }
    return mem_strdup("");
}

size_t tags_find_id(const struct tags *tags, const char *id) {
    struct typed_attribute found;
    for (size_t i = 0; i < tags->count; i++)
        if (tag_attribute(tags, i, "id", &found) && tags_hold(tags, found.value, found.value_end, id))
            return i;
    return NO_TAG;
}

char *tag_who(const struct tags *tags, size_t tag) {
    char *about = tag_about(tags, tag), *role = tag_value(tags, tag, "rol"), *name = tag_name(tags, tag), *who;
    if (tag_is(tags, tag, "leerling") || tag_is(tags, tag, "betrokkene"))
        who = text_format("%s%s%s", about, *about ? ", " : "", *role ? role : name);
    else
        who = text_format("%s%s%s", name, *about ? ": " : "", about);
    free(about);
    free(role);
    free(name);
    return who;
}
