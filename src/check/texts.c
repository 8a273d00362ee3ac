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
    list->items[list->count++] = (struct hgw_seen){element, visibility};
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
    hgw_glossary_free(&texts->glossary);
    free(texts->terms.items);
    free(texts->leaves.items);
    texts->terms = (struct hgw_seen_list){NULL, 0, 0};
    texts->leaves = (struct hgw_seen_list){NULL, 0, 0};
    texts->doc = NULL;
}

static bool add_term(struct hgw_texts *texts, const struct hgw_language *language,
                     const struct hgw_seen *begrip) {
    const struct hgw_visibility *visibility = &begrip->visibility;
    xmlChar *term = xmlGetNoNsProp(begrip->element, (const xmlChar *)"term");
    if (!term)
        return true; /* the grammar asks it; a rule may run on less */
    bool done = hgw_glossary_add(&texts->glossary, language, (const char *)term,
                                 HGW_READER_INTERN | (visibility->said ? visibility->readers : 0));
    xmlFree(term);
    return done;
}

static bool make_glossary(struct hgw_texts *texts, const struct hgw_language *language) {
    bool done = true;
    for (size_t i = 0; done && i < texts->terms.count; i++)
        done = add_term(texts, language, &texts->terms.items[i]);
    done = done && hgw_glossary_finish(&texts->glossary);
    if (!done)
        hgw_glossary_free(&texts->glossary);
    return done;
}

bool hgw_texts_explain(struct hgw_texts *texts, const struct hgw_language *language, const char *phrase,
                       unsigned *readers) {
    return (texts->glossary.answers || make_glossary(texts, language)) &&
           hgw_glossary_explain(&texts->glossary, language, phrase, readers);
}
