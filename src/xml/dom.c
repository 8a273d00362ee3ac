#include "xml/dom.h"

#include <strings.h>

/* libxml2 asks for nodes that it may change, also where it only looks. */
static xmlNodePtr open(const xmlNode *node) {
    return (xmlNodePtr)node;
}

static const xmlChar *x(const char *text) {
    return (const xmlChar *)text;
}

/* Most names differ in their first letter: not to call strcmp then saves a fiftieth of a further case. */
static bool same(const xmlChar *one, const char *other) {
    return one[0] == (unsigned char)other[0] && strcmp((const char *)one, other) == 0;
}

bool dom_is(const xmlNode *node, const char *name) {
    return node && node->type == XML_ELEMENT_NODE && same(node->name, name);
}

/* The first of a node and those behind it that is such an element. */
static xmlNodePtr first(const xmlNode *node, const char *name) {
    while (node && !(name ? dom_is(node, name) : node->type == XML_ELEMENT_NODE))
        node = node->next;
    return open(node);
}

xmlNodePtr dom_child(const xmlNode *parent, const char *name) {
    return parent ? first(parent->children, name) : NULL;
}

xmlNodePtr dom_next(const xmlNode *node, const char *name) {
    return node ? first(node->next, name) : NULL;
}

xmlNodePtr dom_walk_over(const xmlNode *node, const xmlNode *top) {
    while (node && node != top && !node->next)
        node = node->parent;
    return node && node != top ? node->next : NULL;
}

xmlNodePtr dom_walk_nodes(const xmlNode *node, const xmlNode *top) {
    bool inside =
        node && node->children &&
        (node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE || node->type == XML_ATTRIBUTE_NODE);
    return inside ? node->children : dom_walk_over(node, top);
}

xmlNodePtr dom_walk(const xmlNode *node, const xmlNode *top) {
    xmlNodePtr next = dom_walk_nodes(node, top);
    while (next && next->type != XML_ELEMENT_NODE)
        next = dom_walk_nodes(next, top);
    return next;
}

xmlAttrPtr dom_attribute(const xmlNode *element, const char *name) {
    xmlAttrPtr attribute = element && element->type == XML_ELEMENT_NODE ? element->properties : NULL;
    while (attribute && (attribute->ns || !same(attribute->name, name)))
        attribute = attribute->next;
    return attribute;
}

const char *dom_value(const xmlAttr *attribute) {
    const xmlNode *text = attribute ? attribute->children : NULL;
    return text && text->content ? (const char *)text->content : "";
}

const char *dom_get(const xmlNode *element, const char *name) {
    return dom_value(dom_attribute(element, name));
}

bool dom_has(const xmlNode *element, const char *name, const char *value) {
    const xmlAttr *attribute = dom_attribute(element, name);
    return attribute && strcmp(dom_value(attribute), value) == 0;
}

void dom_set(xmlNodePtr element, const char *name, const char *value) {
    if (element && value)
        xmlSetNsProp(element, NULL, x(name), x(value));
    else if (element)
        xmlUnsetNsProp(element, NULL, x(name));
}

xmlNodePtr dom_by_id(xmlDocPtr doc, const char *id) {
    const xmlAttr *attribute = *id ? xmlGetID(doc, x(id)) : NULL;
    return attribute && attribute->type == XML_ATTRIBUTE_NODE ? attribute->parent : NULL;
}

char *dom_text(const xmlNode *node) {
    const xmlNode *only = node && node->type == XML_ELEMENT_NODE ? node->children : NULL;
    if (only && only->type == XML_TEXT_NODE && !only->next) /* of most elements; saves a fortieth of a further case */
        return mem_strdup((const char *)only->content);
    xmlChar *text = node ? xmlNodeGetContent(open(node)) : NULL;
    return (char *)(text ? text : xmlStrdup(x("")));
}

char *dom_one_line(const xmlNode *node) {
    char *text = dom_text(node);
    text_normalise(text);
    return text;
}

bool dom_blank(const char *text) {
    return !text || text[strspn(text, DOM_SPACE)] == '\0';
}

bool dom_filled(const xmlNode *element) {
    for (const xmlNode *node = element; node; node = dom_walk_nodes(node, element))
        if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) &&
            !dom_blank((const char *)node->content))
            return true;
    return false;
}

size_t dom_word(const char **at) {
    *at += strspn(*at, DOM_SPACE);
    return strcspn(*at, DOM_SPACE);
}

char *dom_next_word(const char **at) {
    size_t length = dom_word(at);
    char *word = length > 0 ? mem_strndup(*at, length) : NULL;
    *at += length;
    return word;
}

bool dom_next_id(xmlDocPtr doc, const char **ids, xmlNodePtr *element) {
    if (!**ids) /* most elements lack the attribute: a fiftieth of a further case */
        return false;
    size_t length = dom_word(ids);
    AUTO(mem_free) char *id = (*ids)[length] ? mem_strndup(*ids, length) : NULL; /* most name one: no copy */
    *element = dom_by_id(doc, id ? id : *ids);
    *ids += length;
    return length > 0;
}

bool dom_has_word(const char *list, const char *word) {
    size_t length = 0;
    for (const char *at = list; *word && (at = strstr(at + length, word));) {
        length = strlen(word);
        if ((at == list || strchr(DOM_SPACE, at[-1])) && strchr(DOM_SPACE, at[length])) /* or its end */
            return !strpbrk(word, DOM_SPACE);
    }
    return false;
}

bool dom_has_word_like(const char *list, const char *word) {
    for (size_t length; (length = dom_word(&list)) > 0; list += length)
        if (length == strlen(word) && strncasecmp(list, word, length) == 0)
            return true;
    return false;
}

int dom_place(const char *const names[], int count, const char *word, size_t length) {
    while (count-- > 0 &&
           (*names[count] != *word || strncmp(names[count], word, length) != 0 || names[count][length])) {
    }
    return count;
}

bool dom_share_word(const char *list, const char *other) {
    bool shared = false;
    for (char *word; !shared && (word = dom_next_word(&list)); free(word))
        shared = dom_has_word(other, word);
    return shared;
}

void dom_drop(xmlNodePtr node) {
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}
