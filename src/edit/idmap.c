#include "edit/idmap.h"

#include "base/buf.h"
#include "case/refs.h"

#include <stdbool.h>
#include <string.h>

static void free_name(void *name, const xmlChar *id) {
    (void)id;
    xmlFree(name);
}

void idmap_open(struct idmap *map) {
    map->names = xmlHashCreate(0);
}

void idmap_close(struct idmap *map) {
    xmlHashFree(map->names, free_name);
    map->names = NULL;
}

void idmap_set(struct idmap *map, const xmlChar *id, const xmlChar *name) {
    xmlHashUpdateEntry(map->names, id, xmlStrdup(name), free_name);
}

const xmlChar *idmap_get(const struct idmap *map, const xmlChar *id) {
    return xmlHashLookup(map->names, id);
}

/* Adds `length` bytes of `text` with every word in it that has another name replaced. Words are what stands
 * between spaces. */
static void add_words(const struct idmap *map, const char *text, size_t length, struct buf *out) {
    struct buf word = BUF_EMPTY;
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && text[end] != ' ')
            end++;
        buf_clear(&word);
        buf_add(&word, text + at, end - at);
        const xmlChar *name = end > at ? idmap_get(map, (const xmlChar *)word.data) : NULL;
        if (name)
            buf_add_string(out, (const char *)name);
        else
            buf_add(out, text + at, end - at);
        while (end < length && text[end] == ' ')
            buf_add_char(out, text[end++]);
        at = end;
    }
    buf_free(&word);
}

static void apply_to_attribute(const struct idmap *map, xmlAttr *attribute) {
    xmlChar *value = xmlNodeListGetString(attribute->doc, attribute->children, 1);
    struct buf out = BUF_EMPTY;
    if (value)
        add_words(map, (const char *)value, strlen((const char *)value), &out);
    if (out.data)
        xmlSetProp(attribute->parent, attribute->name, (const xmlChar *)out.data);
    buf_free(&out);
    xmlFree(value);
}

/* True when `text`, of which the first `length` bytes come before a quote, ends there with the name of an id
 * or reference attribute and an equals sign. */
static bool names_ids(const char *text, size_t length) {
    char name[32];
    if (length == 0 || text[length - 1] != '=')
        return false;
    size_t end = length - 1, start = end;
    while (start > 0 && (text[start - 1] == '-' || (text[start - 1] >= 'a' && text[start - 1] <= 'z')))
        start--;
    if (end - start >= sizeof name)
        return false;
    memcpy(name, text + start, end - start);
    name[end - start] = '\0';
    return strcmp(name, "id") == 0 || ref_target(name);
}

static void apply_to_comment(const struct idmap *map, xmlNode *comment) {
    struct buf out = BUF_EMPTY;
    const char *text = comment->content ? (const char *)comment->content : "";
    bool ids = false; /* between quotes that hold ids */
    for (;;) {
        size_t length = strcspn(text, "\"");
        if (ids)
            add_words(map, text, length, &out);
        else
            buf_add(&out, text, length);
        if (text[length] == '\0')
            break;
        ids = !ids && names_ids(text, length);
        buf_add_char(&out, '"');
        text += length + 1;
    }
    if (out.data)
        xmlNodeSetContent(comment, (const xmlChar *)out.data);
    buf_free(&out);
}

/* Recursion goes as deep as the tree: CASE_MAX_DEPTH at most. */
void idmap_apply(const struct idmap *map, const struct grammar *grammar, xmlNode *first) {
    for (xmlNode *node = first; node; node = node->next) {
        if (node->type == XML_COMMENT_NODE)
            apply_to_comment(map, node);
        if (node->type != XML_ELEMENT_NODE)
            continue;
        for (xmlAttr *attribute = node->properties, *next = NULL; attribute; attribute = next) {
            next = attribute->next;
            if (strcmp((const char *)attribute->name, "id") == 0 || refs_attribute(grammar, attribute))
                apply_to_attribute(map, attribute);
        }
        idmap_apply(map, grammar, node->children);
    }
}
