#include "check/texts.h"

#include <stdint.h>
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
    if (list->count == list->capacity) {
        size_t capacity = list->capacity > 0 ? list->capacity * 2 : 64;
        struct hgw_seen *items = realloc(list->items, capacity * sizeof *items);
        if (!items)
            return false;
        list->items = items;
        list->capacity = capacity;
    }
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
    xmlHashFree(texts->answers, NULL);
    xmlHashFree(texts->words, NULL);
    free(texts->terms.items);
    free(texts->leaves.items);
    *texts = (struct hgw_texts){0};
}

/* Sets of readers as payloads of a hash: never NULL, which would mean "not there". */
enum { PRESENT = 0x100 };

static void *to_payload(unsigned readers) {
    return (void *)(uintptr_t)(readers | PRESENT);
}

static unsigned from_payload(const void *payload) {
    return (unsigned)(uintptr_t)payload & ~(unsigned)PRESENT;
}

static unsigned readers_of(struct hgw_visibility visibility) {
    return HGW_READER_INTERN | (visibility.said ? visibility.readers : 0);
}

/* Adds the term of one begrip to texts->words. Equal terms are one, seen by the readers of each. */
static bool add_word(struct hgw_texts *texts, const struct hgw_language *language,
                     const struct hgw_seen *term) {
    xmlChar *value = xmlGetNoNsProp(term->element, (const xmlChar *)"term");
    if (!value)
        return true; /* the grammar asks it; a rule may run on less */
    char *word = is_filled((const char *)value)
                     ? hgw_language_lower(language, (const char *)value, strlen((const char *)value))
                     : NULL;
    bool done = word || !is_filled((const char *)value);
    if (word) {
        unsigned before = from_payload(xmlHashLookup(texts->words, (const xmlChar *)word));
        done = xmlHashUpdateEntry(texts->words, (const xmlChar *)word,
                                  to_payload(before | readers_of(term->visibility)), NULL) == 0;
    }
    free(word);
    xmlFree(value);
    return done;
}

static bool make_words(struct hgw_texts *texts, const struct hgw_language *language) {
    if (texts->words && texts->answers)
        return true;
    texts->words = xmlHashCreate(16);
    texts->answers = xmlHashCreate(16);
    bool done = texts->words && texts->answers;
    for (size_t i = 0; done && i < texts->terms.count; i++)
        done = add_word(texts, language, &texts->terms.items[i]);
    if (!done) {
        xmlHashFree(texts->words, NULL);
        xmlHashFree(texts->answers, NULL);
        texts->words = texts->answers = NULL;
    }
    return done;
}

/* A phrase that is compared with the terms, one after the other. */
struct comparison {
    const char *phrase; /* in small letters */
    unsigned readers;   /* who can read an explanation, so far */
};

static void compare(void *payload, void *data, const xmlChar *word) {
    struct comparison *comparison = data;
    if (strstr(comparison->phrase, (const char *)word) || strstr((const char *)word, comparison->phrase))
        comparison->readers |= from_payload(payload);
}

bool hgw_texts_explain(struct hgw_texts *texts, const struct hgw_language *language, const char *phrase,
                       unsigned *readers) {
    if (!make_words(texts, language))
        return false;
    const void *answer = xmlHashLookup(texts->answers, (const xmlChar *)phrase);
    if (answer) {
        *readers = from_payload(answer);
        return true;
    }
    char *small = hgw_language_lower(language, phrase, strlen(phrase));
    if (!small)
        return false;
    struct comparison comparison = {.phrase = small};
    xmlHashScan(texts->words, compare, &comparison);
    free(small);
    *readers = comparison.readers;
    return xmlHashAddEntry(texts->answers, (const xmlChar *)phrase, to_payload(*readers)) == 0;
}
