#include "case/tags.h"

#include "case/case.h"
#include "xml/dom.h"

static size_t skip(const struct tags *tags, size_t at, const char *signs) {
    return at + strspn(tags->text + at, signs);
}

static size_t seek(const struct tags *tags, size_t at, const char *signs) {
    return at + strcspn(tags->text + at, signs);
}

/* A name or a value as a string of its own. */
static const char *cut(const struct tags *tags, size_t from, size_t to) {
    tags->words[to] = '\0';
    return tags->words + from;
}

/* Reads what stands in a tag behind its name; returns where that ends: at its '>', else where the next tag begins. */
static size_t read_attributes(const struct tags *tags, struct typed_tag *tag) {
    const char *text = tags->text;
    struct attribute **last = &tag->attributes;
    for (size_t at = tag->name_to;;) {
        at = skip(tags, at, DOM_SPACE "/='\"");
        if (!text[at] || text[at] == '>' || text[at] == '<')
            return at;
        struct attribute *one = *last = mem_calloc(1, sizeof *one);
        last = &one->next;
        one->from = at;
        one->to = one->value_from = one->value_to = seek(tags, at, ENDS_NAME);
        one->name = cut(tags, one->from, one->to);
        one->rule = tag->element ? grammar_attribute(tag->element, one->name) : NULL;
        one->value = "";
        at = skip(tags, one->to, DOM_SPACE);
        at = text[at] == '=' ? skip(tags, at + 1, DOM_SPACE) : one->to;
        if (at > one->to && (text[at] == '"' || text[at] == '\'')) {
            one->quote = text[at];
            one->value_from = at + 1;
            one->value_to = seek(tags, at + 1, one->quote == '"' ? "\"<" : "'<"); /* or a tag that nobody expected */
            one->value = cut(tags, one->value_from, one->value_to);
        }
        at = one->value_to + (one->quote && text[one->value_to] == one->quote);
        if (strcmp(one->name, "id") == 0)
            tag->id = one->value;
    }
}

static void read_tag(const struct tags *tags, struct typed_tag *tag) {
    tag->kind = tags->text[tag->from + 1] == '/' ? '/' : '<';
    tag->name_from = tag->from + 1 + (tag->kind == '/');
    tag->name_to = seek(tags, tag->name_from, ENDS_NAME);
    tag->name = cut(tags, tag->name_from, tag->name_to);
    tag->element = grammar_element(tag->name);
    size_t end = read_attributes(tags, tag);
    tag->whole = tags->text[end] == '>';
    tag->empty = tag->whole && tags->text[end - 1] == '/';
    tag->to = end + tag->whole;
}

/* The same for what ends with a sign of its own. */
static void read_other(const struct tags *tags, struct typed_tag *tag) {
    const char *at = tags->text + tag->from;
    const char *end = strncmp(at, "<!--", 4) == 0   ? "-->"
                      : strncmp(at, "<![C", 4) == 0 ? "]]>"
                      : at[1] == '?'                ? "?>"
                                                    : ">";
    const char *found = strstr(at + 1, end);
    tag->kind = '!';
    tag->whole = true;
    tag->to = found ? (size_t)(found - tags->text) + strlen(end) : tags->length;
}

bool tag_holds(const struct typed_tag *tag, size_t offset) {
    return tag->from < offset && (offset < tag->to || (offset == tag->to && !tag->whole));
}

struct tags tags_read(const char *text, size_t length, size_t offset) {
    struct tags tags = {.text = text, .length = length, .words = mem_calloc(length + 1, 1)};
    struct typed_tag *around = NULL;
    size_t most = 0;
    memcpy(tags.words, text, length);
    for (const char *at = text; (at = strchr(at, '<')); at++)
        most++;
    tags.items = mem_calloc(most + 1, sizeof *tags.items);
    for (size_t at = seek(&tags, 0, "<"); at < length && text[at] == '<';) {
        struct typed_tag *tag = &tags.items[tags.count++], *open = around;
        *tag = (struct typed_tag){.from = at, .name = "", .id = ""};
        if (text[at + 1] == '!' || text[at + 1] == '?')
            read_other(&tags, tag);
        else
            read_tag(&tags, tag);
        /* No case is deeper; and who looks no further is in time. */
        for (int up = 0; tag->kind == '/' && open && strcmp(tag->name, open->name) != 0; up++)
            open = up < CASE_MAX_DEPTH ? (struct typed_tag *)open->parent : NULL;
        if (tag->kind == '/' && open) {
            open->close = tag;
            around = (struct typed_tag *)open->parent;
        }
        tag->parent = around;
        tag->depth = around ? around->depth + 1 : 0;
        if (tag->kind == '<' && tag->empty)
            tag->close = tag;
        else if (tag->kind == '<' && (tag->whole || !tag_holds(tag, offset)))
            around = tag;
        at = seek(&tags, tag->to, "<");
    }
    tags.items[tags.count] = (struct typed_tag){.from = length, .to = length, .name = "", .id = ""};
    return tags;
}

void tags_free(struct tags *tags) {
    for (size_t i = 0; i < tags->count; i++)
        for (struct attribute *one = tags->items[i].attributes, *next; one; one = next) {
            next = one->next;
            free(one);
        }
    free(tags->items);
    free(tags->words);
}

const struct typed_tag *tags_before(const struct tags *tags, size_t place) {
    const struct typed_tag *tag = tags->items + tags->count;
    while (tag > tags->items && tag[-1].from >= place)
        tag--;
    return tag > tags->items ? tag - 1 : NULL;
}

char *tags_text(const struct tags *tags, size_t from, size_t to) {
    return mem_strndup(tags->text + from, to - from);
}

const struct typed_tag *tags_find_id(const struct tags *tags, const char *id) {
    for (size_t i = 0; i < tags->count && *id; i++)
        if (strcmp(tags->items[i].id, id) == 0)
            return &tags->items[i];
    return NULL;
}

bool tag_is(const struct typed_tag *tag, const char *name) {
    return tag && tag->kind == '<' && strcmp(tag->name, name) == 0;
}

const struct attribute *tag_attribute(const struct typed_tag *tag, const char *name) {
    const struct attribute *one = tag ? tag->attributes : NULL;
    while (one && strcmp(one->name, name) != 0)
        one = one->next;
    return one;
}

const char *tag_value(const struct typed_tag *tag, const char *name) {
    const struct attribute *attribute = tag_attribute(tag, name);
    return attribute ? attribute->value : "";
}

bool word_next(const struct attribute *attribute, const char *words, size_t *at) {
    const char *value = attribute->value,
               *found = value + (*at > attribute->value_from ? *at - attribute->value_from : 0);
    while ((found = strstr(found, words)) && ((found > value && !strchr(DOM_SPACE, found[-1])) ||
                                              !strchr(DOM_SPACE, found[strlen(words)]))) /* or at its end */
        found++;
    *at = found ? attribute->value_from + (size_t)(found - value) : *at;
    return found;
}

size_t tag_end(const struct typed_tag *tag) {
    return tag->close ? tag->close->to : tag->to;
}
