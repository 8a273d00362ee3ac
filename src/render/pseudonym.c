#include "render/pseudonym.h"

#include "base/grow.h"
#include "base/memory.h"
#include "casefile/audience.h"
#include "casefile/case.h"
#include "render/pseudonym_people.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool is_element(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* --- learning --- */

static bool learn_words(struct hgw_pseudonyms *p, size_t person) {
    struct hgw_word particles[HGW_MAX_PARTICLES] = {0};
    const char *text = p->people[person].name;
    for (struct hgw_word word = hgw_word_next(text); word.length > 0;
         word = hgw_word_next(word.start + word.length)) {
        if (!hgw_word_is_name(word)) {
            memmove(particles + 1, particles, (HGW_MAX_PARTICLES - 1) * sizeof particles[0]);
            particles[0] = hgw_word_is_title(word) ? (struct hgw_word){NULL, 0} : word;
            continue;
        }
        struct hgw_name_word *words = hgw_grow(p->words, &p->word_capacity, p->word_count, sizeof *words);
        if (!words)
            return false;
        p->words = words;
        words[p->word_count] = (struct hgw_name_word){.word = word, .person = person, .order = p->word_count};
        memcpy(words[p->word_count++].particles, particles, sizeof particles);
        memset(particles, 0, sizeof particles);
    }
    return true;
}

/* "de leerling", or the word for the role with a number. `numbers`: word to the last number given. NULL when
 * memory is out. */
static char *make_role(xmlHashTablePtr numbers, const struct hgw_labels *labels, const char *role) {
    if (!role)
        return mem_strdup("de leerling");
    const char *words = hgw_labels_find(labels, "betrokkene", "pseudoniem", role, strlen(role));
    const xmlChar *key = (const xmlChar *)(words ? words : role);
    uintptr_t number = (uintptr_t)xmlHashLookup(numbers, key) + 1;
    if (xmlHashUpdateEntry(numbers, key, (void *)number, NULL) != 0)
        return NULL;
    return hgw_format("%s %zu", (const char *)key, (size_t)number);
}

static bool learn_person(struct hgw_pseudonyms *p, xmlHashTablePtr numbers, const struct hgw_labels *labels,
                         xmlNodePtr element) {
    struct hgw_person *people = hgw_grow(p->people, &p->person_capacity, p->person_count, sizeof *people);
    if (!people)
        return false;
    p->people = people;
    bool pupil = is_element(element, "leerling");
    xmlNodePtr name = xmlFirstElementChild(element);
    xmlChar *text =
        name && is_element(name, "naam") ? xmlNodeGetContent(name) : xmlStrdup((const xmlChar *)"");
    xmlChar *role = pupil ? NULL : xmlGetNoNsProp(element, (const xmlChar *)"rol");
    struct hgw_person *person = &people[p->person_count];
    *person = (struct hgw_person){.name = text ? mem_strdup((const char *)text) : NULL,
                                  .role = make_role(numbers, labels, (const char *)role),
                                  .pupil = pupil};
    xmlFree(text);
    xmlFree(role);
    if (!person->name || !person->role) {
        free(person->name);
        free(person->role);
        return false;
    }
    return learn_words(p, p->person_count++);
}

static bool learn_id(struct hgw_pseudonyms *p, xmlNodePtr element) {
    xmlChar *id = xmlGetNoNsProp(element, (const xmlChar *)"id");
    if (!id || xmlHashLookup(p->ids, id)) { /* a second time: only in a case that is refused */
        xmlFree(id);
        return true;
    }
    char *renamed = hgw_format("x%d", xmlHashSize(p->ids) + 1);
    bool ok = renamed && xmlHashAddEntry(p->ids, id, renamed) == 0;
    if (!ok)
        free(renamed);
    xmlFree(id);
    return ok;
}

/* Only the name of the pupil's school: a town behind it rarely goes along in a sentence. */
static bool learn_school(struct hgw_pseudonyms *p, xmlDocPtr doc) {
    xmlNodePtr node = xmlDocGetRootElement(doc);
    while (node && !(is_element(node, "school") && is_element(node->parent, "leerling")))
        node = hgw_next_node(node);
    xmlChar *text = node ? xmlNodeGetContent(node) : xmlStrdup((const xmlChar *)"");
    bool named = false;
    if (text)
        text[strcspn((const char *)text, ",;(")] = '\0';
    for (struct hgw_word word = hgw_word_next(text ? (const char *)text : ""); word.length > 0;
         word = hgw_word_next(word.start + word.length))
        named = named || hgw_word_is_name(word);
    p->school = text ? mem_strdup(named ? (const char *)text : "") : NULL;
    xmlFree(text);
    return p->school != NULL;
}

static int compare_words(const void *left, const void *right) {
    const struct hgw_name_word *a = left, *b = right;
    int order = hgw_word_compare(a->word, b->word);
    return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static bool learn(struct hgw_pseudonyms *p, xmlDocPtr doc, const struct hgw_labels *labels) {
    xmlHashTablePtr numbers = xmlHashCreate(0);
    p->ids = xmlHashCreate(0);
    bool ok = p->ids && numbers && learn_school(p, doc);
    for (xmlNodePtr node = xmlDocGetRootElement(doc); ok && node; node = hgw_next_node(node)) {
        if (node->type == XML_ELEMENT_NODE)
            ok = learn_id(p, node);
        if (ok && (is_element(node, "leerling") || is_element(node, "betrokkene")))
            ok = learn_person(p, numbers, labels, node);
    }
    if (p->word_count > 0)
        qsort(p->words, p->word_count, sizeof *p->words, compare_words);
    xmlHashFree(numbers, NULL);
    return ok;
}

struct hgw_pseudonyms *hgw_pseudonyms_new(xmlDocPtr doc, const struct hgw_labels *labels,
                                          struct hgw_error *error) {
    struct hgw_pseudonyms *p = mem_calloc(1, sizeof *p);
    if (p && learn(p, doc, labels))
        return p;
    hgw_pseudonyms_free(p);
    hgw_error_memory(error);
    return NULL;
}

static void free_id(void *renamed, const xmlChar *id) {
    (void)id;
    free(renamed);
}

void hgw_pseudonyms_free(struct hgw_pseudonyms *p) {
    if (!p)
        return;
    for (size_t i = 0; i < p->person_count; i++) {
        free(p->people[i].name);
        free(p->people[i].role);
    }
    free(p->people);
    free(p->words);
    free(p->school);
    if (p->ids)
        xmlHashFree(p->ids, free_id);
    free(p);
}

const char *hgw_pseudonyms_id(const struct hgw_pseudonyms *p, const char *id) {
    return xmlHashLookup(p->ids, (const xmlChar *)id);
}

/* --- rewriting --- */

static bool rewrite_text(const struct hgw_pseudonyms *p, xmlNodePtr node, struct hgw_error *error) {
    struct hgw_buf text = HGW_BUF_EMPTY;
    xmlChar *old = xmlNodeGetContent(node);
    bool attribute = node->type == XML_ATTRIBUTE_NODE, ok = old != NULL;
    if (ok && attribute)
        hgw_pseudonyms_text(p, (const char *)old, HGW_TOLD_TEXT, &text);
    else if (ok)
        ok = hgw_pseudonyms_markdown(p, (const char *)old, &text, error);
    ok = ok && !text.failed;
    if (ok && attribute)
        ok = xmlSetNsProp(node->parent, NULL, node->name, (const xmlChar *)(text.data ? text.data : "")) !=
             NULL;
    else if (ok)
        xmlNodeSetContentLen(node, (const xmlChar *)(text.data ? text.data : ""), (int)text.length);
    xmlFree(old);
    hgw_buf_free(&text);
    return ok;
}

static bool rewrite_ids(const struct hgw_pseudonyms *p, xmlNodePtr element, xmlAttrPtr attribute) {
    static const char blanks[] = " \t\r\n";
    struct hgw_buf renamed = HGW_BUF_EMPTY;
    xmlChar *old = xmlNodeListGetString(element->doc, attribute->children, 1);
    char *rest = NULL;
    for (char *word = old ? strtok_r((char *)old, blanks, &rest) : NULL; word;
         word = strtok_r(NULL, blanks, &rest)) {
        const char *id = hgw_pseudonyms_id(p, word);
        hgw_buf_printf(&renamed, "%s%s", renamed.length > 0 ? " " : "", id ? id : "x0");
    }
    bool ok = !renamed.failed;
    if (ok)
        ok = xmlSetNsProp(element, NULL, attribute->name,
                          (const xmlChar *)(renamed.data ? renamed.data : "")) != NULL;
    xmlFree(old);
    hgw_buf_free(&renamed);
    return ok;
}

static bool rewrite_attributes(const struct hgw_pseudonyms *p, xmlNodePtr element, struct hgw_error *error) {
    static const char *const texts[] = {"term", "bron", "icf", "klas"};
    bool ok = true;
    for (xmlAttrPtr attribute = element->properties, next; ok && attribute; attribute = next) {
        next = attribute->next;
        const char *name = (const char *)attribute->name;
        if (strcmp(name, "geboortedatum") == 0)
            xmlRemoveProp(attribute);
        else if (strcmp(name, "id") == 0 || hgw_is_reference((const char *)element->name, name))
            ok = rewrite_ids(p, element, attribute);
        else
            for (size_t i = 0; ok && i < sizeof texts / sizeof texts[0]; i++)
                if (strcmp(texts[i], name) == 0)
                    ok = rewrite_text(p, (xmlNodePtr)(void *)attribute, error);
    }
    return ok;
}

static void discard(xmlNodePtr node) {
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

/* Names become roles, whatever stands in them: a name without a capital too. */
static bool rename_people(const struct hgw_pseudonyms *p, xmlDocPtr doc) {
    size_t person = 0;
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = hgw_next_node(node)) {
        if (!is_element(node, "leerling") && !is_element(node, "betrokkene"))
            continue;
        if (person == p->person_count)
            return false;
        const char *role = p->people[person++].role;
        for (xmlNodePtr child = node->children; child; child = child->next)
            if (is_element(child, "naam"))
                xmlNodeSetContent(child, (const xmlChar *)role);
    }
    return true;
}

/* Elements of which nothing stays but the name: a finding may be placed on them, so they are not freed. */
static bool is_identifying(const xmlNode *node) {
    return is_element(node, "contact") ||
           (is_element(node, "school") && is_element(node->parent, "leerling"));
}

static void empty(xmlNodePtr element) {
    while (element->children)
        discard(element->children);
}

/* A comment inside a name (No<!-- x -->or) leaves two texts next to each other: they become one. */
static void merge_texts(xmlDocPtr doc) {
    for (xmlNodePtr node = doc->children; node; node = hgw_next_node(node))
        while (node->type == XML_TEXT_NODE && node->next && node->next->type == XML_TEXT_NODE)
            xmlTextMerge(node, node->next);
}

/* Comments and instructions tell whatever they tell: they go. */
static void discard_identifying(xmlDocPtr doc) {
    for (xmlNodePtr node = doc->children, next; node; node = next) {
        if (is_identifying(node))
            empty(node);
        next = hgw_next_node(node);
        if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE)
            discard(node);
    }
    merge_texts(doc);
}

bool hgw_pseudonyms_apply(const struct hgw_pseudonyms *p, xmlDocPtr doc, struct hgw_error *error) {
    discard_identifying(doc);
    bool ok = true;
    for (xmlNodePtr node = xmlDocGetRootElement(doc); ok && node; node = hgw_next_node(node)) {
        if (node->type == XML_ELEMENT_NODE)
            ok = rewrite_attributes(p, node, error);
        else if (node->type == XML_TEXT_NODE)
            ok = rewrite_text(p, node, error);
    }
    ok = ok && rename_people(p, doc);
    if (ok)
        hgw_ids_rebuild(doc);
    return ok || hgw_error_memory(error);
}
