#include "report/report_functions.h"

#include "base/date.h"
#include "base/list.h"
#include "case/audience.h"

#include <libxml/tree.h>
#include <libxml/valid.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

/* Takes what was built off `text` and gives it to the evaluator. */
static void give(xmlXPathParserContextPtr parser, struct buf *text) {
    char *string = buf_steal(text);
    xmlXPathObjectPtr value = string ? xmlXPathNewCString(string) : NULL;
    free(string);
    buf_free(text);
    if (value)
        valuePush(parser, value);
    else
        xmlXPathSetError(parser, XPATH_MEMORY_ERROR);
}

static void datum(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    struct buf text = BUF_EMPTY;
    xmlChar *date = xmlXPathPopString(parser);
    if (date)
        date_in_words(&text, (const char *)date);
    xmlFree(date);
    give(parser, &text);
}

static void vandaag(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    const struct report_facts *facts = parser->context->userData;
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, facts->today);
    give(parser, &text);
}

/* Words on their way to "a, b en c": one is held back until it is known whether another follows. */
struct enumeration {
    struct buf out;
    struct buf last; /* the word held back */
    bool more;       /* one was written */
};

static void enumerate(struct enumeration *e, const char *word) {
    if (e->last.length > 0) {
        if (e->more)
            buf_add_string(&e->out, ", ");
        buf_add(&e->out, e->last.data, e->last.length);
        e->more = true;
    }
    buf_clear(&e->last);
    buf_add_string(&e->last, word);
}

static void give_enumeration(xmlXPathParserContextPtr parser, struct enumeration *e) {
    if (e->more)
        buf_add_string(&e->out, " en ");
    buf_add(&e->out, e->last.data, e->last.length);
    buf_free(&e->last);
    give(parser, &e->out);
}

/* Calls `use` for each word of each node's text (of a string: for each of its words). `attribute` is the node
 * when it is an attribute, else NULL. */
static void each_word(xmlXPathParserContextPtr parser, struct enumeration *e,
                      void (*use)(xmlXPathParserContextPtr parser, struct enumeration *e, const xmlAttr *attribute,
                                  char *word)) {
    xmlXPathObjectPtr value = valuePop(parser);
    bool nodes = value && value->type == XPATH_NODESET;
    if (nodes && value->nodesetval)
        xmlXPathNodeSetSort(value->nodesetval);
    int count = !value ? 0 : !nodes ? 1 : value->nodesetval ? value->nodesetval->nodeNr : 0;
    for (int i = 0; i < count; i++) {
        const xmlNode *node = nodes ? value->nodesetval->nodeTab[i] : NULL;
        xmlChar *text = node ? xmlNodeGetContent(node) : xmlXPathCastToString(value);
        const xmlAttr *attribute =
            node && node->type == XML_ATTRIBUTE_NODE ? (const xmlAttr *)(const void *)node : NULL;
        template_count(parser->context, text ? strlen((const char *)text) * 8 : 0); /* ids are looked up */
        char *rest = NULL;
        for (char *word = text ? strtok_r((char *)text, blanks, &rest) : NULL; word;
             word = strtok_r(NULL, blanks, &rest))
            use(parser, e, attribute, word);
        xmlFree(text);
    }
    xmlXPathFreeObject(value);
}

/* The text of the element's naam; NULL when there is none. Freed with xmlFree(). */
static xmlChar *name_of(const xmlNode *person) {
    for (xmlNodePtr child = person ? person->children : NULL; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && strcmp((const char *)child->name, "naam") == 0)
            return xmlNodeGetContent(child);
    return NULL;
}

/* Adds the words of a text with single blanks between. */
static void add_words(struct buf *out, char *text) {
    char *rest = NULL;
    for (char *word = strtok_r(text, blanks, &rest); word; word = strtok_r(NULL, blanks, &rest))
        buf_printf(out, "%s%s", out->length > 0 ? " " : "", word);
}

static void use_name(xmlXPathParserContextPtr parser, struct enumeration *e, const xmlAttr *attribute, char *word) {
    (void)attribute;
    const xmlAttr *id = xmlGetID(parser->context->doc, (const xmlChar *)word);
    xmlChar *name = id ? name_of(id->parent) : NULL;
    struct buf words = BUF_EMPTY;
    if (name)
        add_words(&words, (char *)name);
    if (words.length > 0)
        enumerate(e, words.data);
    buf_free(&words);
    xmlFree(name);
}

static void naam(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    struct enumeration e = {0};
    each_word(parser, &e, use_name);
    give_enumeration(parser, &e);
}

static void use_label(xmlXPathParserContextPtr parser, struct enumeration *e, const xmlAttr *attribute, char *word) {
    const struct report_facts *facts = parser->context->userData;
    const char *words = attribute ? labels_find(facts->labels, (const char *)attribute->parent->name,
                                                (const char *)attribute->name, word, strlen(word))
                                  : NULL;
    enumerate(e, words ? words : word);
}

static void label(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    struct enumeration e = {0};
    each_word(parser, &e, use_label);
    give_enumeration(parser, &e);
}

static void zichtbaar(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    xmlChar *words = xmlXPathPopString(parser);
    unsigned readers = words ? readers_parse((const char *)words, NULL, NULL) : 0;
    const xmlNode *node = parser->context->node;
    valuePush(parser, xmlXPathNewBoolean(readers != 0 && node && audience_visible(node, readers)));
    xmlFree(words);
}

/* Who see something in each element, the element itself included. */
struct sight {
    unsigned readers; /* of whom it is asked */
    unsigned *seen;   /* an element each, in document order. Owned. */
    size_t count, capacity;
};

/* The loader limits the depth of a case, so recursion is safe. */
static unsigned look(struct sight *sight, xmlNodePtr element, struct visibility visibility) {
    size_t index = sight->count++;
    sight->seen = list_grow(sight->seen, &sight->capacity, index, sizeof *sight->seen);
    unsigned seen = sight->readers & (READER_INTERN | (visibility.said ? visibility.readers : 0));
    for (xmlNodePtr child = xmlFirstElementChild(element); child; child = xmlNextElementSibling(child))
        seen |= look(sight, child, visibility_enter(visibility, child));
    if (element == xmlDocGetRootElement(element->doc))
        seen = sight->readers; /* it is visible to everyone */
    return sight->seen[index] = seen;
}

/* Takes the elements in which somebody sees nothing who sees something in what is around them. */
static void take_hidden(const struct sight *sight, size_t *index, xmlNodePtr element, unsigned around,
                        xmlNodeSetPtr hidden) {
    unsigned seen = sight->seen[(*index)++];
    if (around & ~seen)
        xmlXPathNodeSetAddUnique(hidden, element);
    for (xmlNodePtr child = xmlFirstElementChild(element); child; child = xmlNextElementSibling(child))
        take_hidden(sight, index, child, seen, hidden);
}

static void verborgen(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    xmlChar *words = xmlXPathPopString(parser);
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    xmlNodePtr root = xmlDocGetRootElement(parser->context->doc);
    struct sight sight = {.readers = words ? readers_parse((const char *)words, NULL, NULL) : 0};
    size_t index = 0;
    look(&sight, root, (struct visibility)VISIBILITY_ROOT);
    take_hidden(&sight, &index, root, sight.readers, result->nodesetval);
    template_count(parser->context, sight.count * 8); /* whose words they are is looked up */
    valuePush(parser, result);
    free(sight.seen);
    xmlFree(words);
}

const struct xpath_function report_functions[] = {
    {"datum", 1, 1, datum},         {"naam", 1, 1, naam},           {"label", 1, 1, label}, {"vandaag", 0, 0, vandaag},
    {"zichtbaar", 1, 1, zichtbaar}, {"verborgen", 1, 1, verborgen}, {NULL, 0, 0, NULL},
};
