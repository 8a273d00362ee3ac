#include "check/texts.h"

#include "base/grow.h"

#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

bool hgw_node_text_get(const xmlNode *node, struct hgw_node_text *text) {
    *text = (struct hgw_node_text){.text = ""};
    bool holds = node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE;
    const xmlNode *piece = holds ? node->children : node;
    if (!piece)
        return true;
    if ((piece == node || !piece->next) &&
        (piece->type == XML_TEXT_NODE || piece->type == XML_CDATA_SECTION_NODE)) {
        text->text = piece->content ? (const char *)piece->content : "";
    } else {
        text->copy = xmlNodeGetContent(node);
        if (!text->copy)
            return false;
        text->text = (const char *)text->copy;
    }
    text->length = strlen(text->text);
    return true;
}

void hgw_node_text_free(struct hgw_node_text *text) {
    xmlFree(text->copy);
    *text = (struct hgw_node_text){.text = ""};
}

static bool is_named(const xmlNode *element, const char *name) {
    return strcmp((const char *)element->name, name) == 0;
}

static bool is_filled(const char *text) {
    return text && text[strspn(text, blanks)] != '\0';
}

bool hgw_is_leaf_text(const xmlNode *element) {
    bool filled = false;
    if (element->type != XML_ELEMENT_NODE)
        return false;
    for (const xmlNode *child = element->children; child; child = child->next) {
        if (child->type == XML_ELEMENT_NODE)
            return false;
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            filled = filled || is_filled((const char *)child->content);
    }
    return filled && !is_named(element, "naam") && !is_named(element, "school") &&
           !is_named(element, "contact");
}

static bool append(struct hgw_seen_list *list, xmlNode *element, struct hgw_visibility visibility) {
    struct hgw_seen *items = hgw_grow(list->items, &list->capacity, list->count, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    list->items[list->count++] = (struct hgw_seen){element, visibility, NULL};
    return true;
}

/* The loader limits the depth of a case, so recursion is safe. */
static bool collect(struct hgw_texts *texts, xmlNode *parent, struct hgw_visibility around) {
    for (xmlNode *element = parent->children; element; element = element->next) {
        if (element->type != XML_ELEMENT_NODE)
            continue;
        struct hgw_visibility visibility = hgw_visibility_enter(around, element);
        if (is_named(element, "begrip") && !append(&texts->terms, element, visibility))
            return false;
        if (hgw_is_leaf_text(element) ? !append(&texts->leaves, element, visibility)
                                      : !collect(texts, element, visibility))
            return false;
    }
    return true;
}

bool hgw_texts_collect(struct hgw_texts *texts, xmlDocPtr doc) {
    if (texts->doc && texts->doc == doc)
        return true;
    hgw_texts_free(texts);
    xmlNode *root = xmlDocGetRootElement(doc);
    if (!root || !collect(texts, root, (struct hgw_visibility)HGW_VISIBILITY_ROOT)) {
        hgw_texts_free(texts);
        return !root;
    }
    texts->doc = doc;
    return true;
}

void hgw_texts_free(struct hgw_texts *texts) {
    for (size_t i = 0; i < texts->terms.count; i++)
        free(texts->terms.items[i].term);
    free(texts->terms.items);
    free(texts->leaves.items);
    texts->terms = (struct hgw_seen_list){NULL, 0, 0};
    texts->leaves = (struct hgw_seen_list){NULL, 0, 0};
    texts->doc = NULL;
}

/* In lower case; "" for a begrip without a term (the grammar asks it; a rule may run on less). */
static char *term_of(const struct words *words, const xmlNode *begrip) {
    xmlChar *term = xmlGetNoNsProp(begrip, (const xmlChar *)"term");
    const char *text = term && is_filled((const char *)term) ? (const char *)term : "";
    char *lower = words_lower(words, text, strlen(text));
    xmlFree(term);
    return lower;
}

unsigned hgw_texts_explain(struct hgw_texts *texts, const struct words *words, const char *phrase) {
    unsigned readers = 0;
    char *lower = words_lower(words, phrase, strlen(phrase));
    for (size_t i = 0; i < texts->terms.count; i++) {
        struct hgw_seen *begrip = &texts->terms.items[i];
        if (!begrip->term)
            begrip->term = term_of(words, begrip->element);
        if (*begrip->term && (strstr(begrip->term, lower) || strstr(lower, begrip->term)))
            readers |= HGW_READER_INTERN | (begrip->visibility.said ? begrip->visibility.readers : 0);
    }
    free(lower);
    return readers;
}
