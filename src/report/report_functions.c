#include "report/report_functions.h"

#include "base/date.h"
#include "base/list.h"
#include "base/memory.h"
#include "base/wrap.h"
#include "case/audience.h"
#include "xml/dom.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

/* --- values --- */

static const struct report_facts *facts(xmlXPathParserContextPtr parser) {
    return parser->context->userData;
}

/* The last argument that was not taken yet, as a text. Freed by the caller. */
static char *take_text(xmlXPathParserContextPtr parser) {
    xmlChar *text = xmlXPathPopString(parser);
    char *copy = mem_strdup(text ? (const char *)text : "");
    xmlFree(text);
    return copy;
}

static unsigned take_readers(xmlXPathParserContextPtr parser) {
    char *words = take_text(parser);
    unsigned readers = readers_parse(words, NULL, NULL);
    if (readers == 0)
        xmlXPathSetError(parser, XPATH_EXPR_ERROR); /* a reader that does not exist: a mistake to be told */
    free(words);
    return readers;
}

/* The first node of an argument, NULL: there is none. */
static xmlNodePtr take_node(xmlXPathParserContextPtr parser) {
    xmlXPathObjectPtr value = valuePop(parser);
    xmlNodeSetPtr nodes = value ? value->nodesetval : NULL;
    if (nodes)
        xmlXPathNodeSetSort(nodes);
    xmlNodePtr first = nodes && nodes->nodeNr > 0 ? nodes->nodeTab[0] : NULL;
    xmlXPathFreeObject(value);
    return first;
}

/* Takes the text off `text` and gives it to the evaluator. */
static void give(xmlXPathParserContextPtr parser, struct buf *text) {
    char *string = buf_steal(text);
    valuePush(parser, xmlXPathNewCString(string));
    free(string);
}

/* The same of lines, as "a, b en c". */
static void give_list(xmlXPathParserContextPtr parser, struct buf *lines) {
    struct buf out = BUF_EMPTY;
    for (char *line = lines->data, *end; line && *line; line = end + 1) {
        end = strchr(line, '\n');
        if (out.length > 0)
            buf_add_string(&out, end[1] ? ", " : " en ");
        buf_add(&out, line, (size_t)(end - line));
    }
    buf_free(lines);
    give(parser, &out);
}

/* Counts that the functions read this text. */
static void count_text(xmlXPathParserContextPtr parser, const char *text) {
    template_count(parser->context, strlen(text) * 8); /* ids are looked up */
}

/* --- people --- */

static void add_name(struct buf *lines, const xmlNode *person) {
    char *name = dom_text(dom_child(person, "naam"));
    text_normalise(name);
    if (*name)
        buf_printf(lines, "%s\n", name);
    free(name);
}

static void add_names(xmlXPathParserContextPtr parser, struct buf *lines, const xmlNode *node, const char *ids,
                      const char *kind) {
    (void)node, (void)kind;
    count_text(parser, ids);
    for (size_t length; (length = dom_word(&ids)) > 0; ids += length) {
        char *id = mem_strndup(ids, length);
        add_name(lines, dom_by_id(parser->context->doc, id));
        free(id);
    }
}

typedef void add_text(xmlXPathParserContextPtr parser, struct buf *lines, const xmlNode *node, const char *text,
                      const char *kind);

/* Calls `add` for the text of each node, or for a text that is no node, and gives what it added. */
static void each_text(xmlXPathParserContextPtr parser, add_text *add, const char *kind) {
    struct buf lines = BUF_EMPTY;
    xmlXPathObjectPtr value = valuePop(parser);
    if (value->type != XPATH_NODESET) {
        value = xmlXPathConvertString(value);
        add(parser, &lines, NULL, (const char *)value->stringval, kind);
    } else if (value->nodesetval) {
        xmlXPathNodeSetSort(value->nodesetval);
        for (int i = 0; i < value->nodesetval->nodeNr; i++) {
            char *text = dom_text(value->nodesetval->nodeTab[i]);
            add(parser, &lines, value->nodesetval->nodeTab[i], text, kind);
            free(text);
        }
    }
    xmlXPathFreeObject(value);
    give_list(parser, &lines);
}

static void add_labels(xmlXPathParserContextPtr parser, struct buf *lines, const xmlNode *node, const char *text,
                       const char *kind) {
    bool attribute = node && node->type == XML_ATTRIBUTE_NODE;
    for (size_t length; (length = dom_word(&text)) > 0; text += length) {
        const char *words = attribute
                                ? labels_find(facts(parser)->labels, kind ? kind : (const char *)node->parent->name,
                                              (const char *)node->name, text, length)
                                : NULL;
        buf_printf(lines, "%.*s\n", words ? (int)strlen(words) : (int)length, words ? words : text);
    }
}

static void label(xmlXPathParserContextPtr parser, int count) {
    char *kind = count > 1 ? take_text(parser) : NULL;
    each_text(parser, add_labels, kind);
    free(kind);
}

static void naam(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    each_text(parser, add_names, NULL);
}

static void wie(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    struct buf lines = BUF_EMPTY;
    unsigned readers = take_readers(parser);
    xmlNodePtr people = dom_child(xmlDocGetRootElement(parser->context->doc), "betrokkenen");
    for (xmlNodePtr person = dom_child(people, NULL); person; person = dom_next(person, NULL))
        if (reader_of_person(person) & readers)
            add_name(&lines, person);
    give_list(parser, &lines);
}

static void lezer(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    struct buf lines = BUF_EMPTY;
    xmlNodePtr report = dom_child(xmlDocGetRootElement(parser->context->doc), "rapport");
    add_names(parser, &lines, report, dom_get(report, "lezer"), NULL);
    if (lines.length == 0 && dom_attribute(report, "beperkt"))
        add_labels(parser, &lines, (const xmlNode *)dom_attribute(report, "doelgroep"), dom_get(report, "doelgroep"),
                   NULL);
    give_list(parser, &lines);
}

static void akkoord(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    struct buf lines = BUF_EMPTY;
    char *answer = take_text(parser), *point = take_text(parser);
    xmlNodePtr advice = dom_child(xmlDocGetRootElement(parser->context->doc), "advies");
    for (xmlNodePtr one = dom_child(advice, "akkoord"); one; one = dom_next(one, "akkoord"))
        if (dom_has(one, "oordeel", answer) && dom_has_word(dom_get(one, "punten"), point))
            add_names(parser, &lines, one, dom_get(one, "wie"), NULL);
    free(answer);
    free(point);
    give_list(parser, &lines);
}

/* True when one of the people behind these ids is such a reader, or with `other` is not. */
static bool names_reader(xmlXPathParserContextPtr parser, const char *ids, unsigned readers, bool other) {
    bool found = false;
    count_text(parser, ids);
    for (size_t length; !found && (length = dom_word(&ids)) > 0; ids += length) {
        char *id = mem_strndup(ids, length);
        xmlNodePtr person = dom_by_id(parser->context->doc, id);
        found = person && ((reader_of_person(person) & readers) != 0) != other;
        free(id);
    }
    return found;
}

static void van(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    unsigned readers = take_readers(parser);
    xmlNodePtr element = parser->context->node;
    if (!dom_attribute(element, "van"))
        element = element->parent;
    valuePush(parser, xmlXPathNewBoolean(names_reader(parser, dom_get(element, "van"), readers, false)));
}

static void op_school(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    bool school = true;
    for (xmlNodePtr one = dom_child(parser->context->node, "invloed"); school && one; one = dom_next(one, "invloed"))
        school = !dom_filled(one) || (names_reader(parser, dom_get(one, "van"), READER_OUDERS, true) &&
                                      names_reader(parser, dom_get(one, "naar"), READER_OUDERS, true));
    valuePush(parser, xmlXPathNewBoolean(school));
}

/* --- texts --- */

static void datum(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    struct buf text = BUF_EMPTY;
    char *date = take_text(parser);
    date_in_words(&text, date);
    free(date);
    give(parser, &text);
}

static void vandaag(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    valuePush(parser, xmlXPathNewCString(facts(parser)->today));
}

static void komt(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    char *date = take_text(parser);
    valuePush(parser, xmlXPathNewBoolean(date_valid(date) && strcmp(date, facts(parser)->today) >= 0));
    free(date);
}

static void of(xmlXPathParserContextPtr parser, int count) {
    char *first = mem_strdup("");
    while (count-- > 0) { /* the last one comes first */
        char *text = take_text(parser);
        if (dom_blank(text))
            free(text);
        else {
            free(first);
            first = text;
        }
    }
    valuePush(parser, xmlXPathNewCString(first));
    free(first);
}

static void als(xmlXPathParserContextPtr parser, int count) {
    xmlXPathObjectPtr otherwise = count > 2 ? valuePop(parser) : xmlXPathNewCString("");
    xmlXPathObjectPtr then = valuePop(parser);
    bool test = xmlXPathPopBoolean(parser);
    valuePush(parser, test ? then : otherwise);
    xmlXPathFreeObject(test ? otherwise : then);
}

static void punt(xmlXPathParserContextPtr parser, int count) {
    bool asked = count < 2 || xmlXPathPopBoolean(parser);
    char *text = take_text(parser);
    text_normalise(text);
    bool open = *text && !strchr(".!?", text[strlen(text) - 1]);
    valuePush(parser, xmlXPathNewCString(asked && open ? "." : ""));
    free(text);
}

/* "het lukt, dan gaan we verder", or "het lukt: We gaan verder." when both were written as sentences. */
static void als_dan(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    struct buf out = BUF_EMPTY;
    xmlNodePtr node = take_node(parser);
    char *cause = dom_text(dom_child(node, "als")), *result = dom_text(dom_child(node, "dan"));
    text_normalise(cause);
    text_normalise(result);
    size_t length = strlen(cause);
    if (length > 0 && *result)
        buf_printf(&out, "%.*s%s%s", (int)(length - (cause[length - 1] == '.')), cause,
                   *result >= 'A' && *result <= 'Z' ? ": " : ", dan ", result);
    free(cause);
    free(result);
    give(parser, &out);
}

static xmlNodePtr heart_of(xmlNodePtr node) {
    static const char parts[] = "situatie vraag tekst naam invloed middel bedoeling";
    xmlNodePtr part = dom_child(node, NULL);
    if (!part)
        return node;
    while (part && (!dom_has_word(parts, (const char *)part->name) || !dom_filled(part)))
        part = dom_next(part, NULL);
    return part;
}

static void kern(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    char *text = dom_text(heart_of(take_node(parser)));
    valuePush(parser, xmlXPathNewCString(text));
    free(text);
}

static void wat(xmlXPathParserContextPtr parser, int count) {
    enum { LONGEST = 90 }; /* characters */
    (void)count;
    struct buf out = BUF_EMPTY;
    xmlNodePtr node = take_node(parser);
    char *text = dom_text(heart_of(node));
    text_normalise(text);
    size_t at = 0;
    for (int left = LONGEST; text[at] && left > 0; left--)
        for (at++; ((unsigned char)text[at] & 0xC0) == 0x80;)
            at++;
    bool cut = text[at];
    while (cut && at > 0 && text[at - 1] == ' ')
        at--;
    if (node && node->parent == xmlDocGetRootElement(node->doc))
        buf_printf(&out, "alles van %s", (const char *)node->name);
    else if (node)
        buf_printf(&out, "%s%s%.*s%s", (const char *)node->name, *text ? ": " : "", (int)at, text, cut ? "…" : "");
    free(text);
    give(parser, &out);
}

static void gevuld(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    bool filled = false;
    xmlXPathObjectPtr value = valuePop(parser);
    for (int i = 0; !filled && value->nodesetval && i < value->nodesetval->nodeNr; i++) {
        char *text = dom_text(value->nodesetval->nodeTab[i]);
        filled = !dom_blank(text);
        free(text);
    }
    xmlXPathFreeObject(value);
    valuePush(parser, xmlXPathNewBoolean(filled));
}

static void verwijzers(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    char *attribute = take_text(parser);
    const char *id = dom_get(take_node(parser), "id");
    for (xmlNodePtr one = xmlDocGetRootElement(parser->context->doc); *id && one; one = dom_walk(one, NULL)) {
        if (dom_has_word(dom_get(one, attribute), id))
            xmlXPathNodeSetAddUnique(result->nodesetval, one);
        parser->context->opCount++;
    }
    free(attribute);
    valuePush(parser, result);
}

/* --- who sees what --- */

/* The loader limits the depth of a case, so recursion is safe, here and below. */
static bool sees(xmlNodePtr element, unsigned readers) {
    if (audience_visible(element, readers))
        return true;
    for (xmlNodePtr child = dom_child(element, NULL); child; child = dom_next(child, NULL))
        if (sees(child, readers))
            return true;
    return false;
}

static void ziet(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    unsigned readers = take_readers(parser);
    valuePush(parser, xmlXPathNewCString(readers != 0 && sees(parser->context->node, readers) ? "ja" : "nee"));
}

/* Who see something in each element, the element itself included. */
struct sight {
    unsigned readers; /* of whom it is asked */
    unsigned *seen;   /* an element each, in document order. Owned. */
    size_t count, capacity;
};

static unsigned look(struct sight *sight, xmlNodePtr element, struct visibility visibility) {
    size_t index = sight->count++;
    sight->seen = list_grow(sight->seen, &sight->capacity, index, sizeof *sight->seen);
    unsigned seen = sight->readers & (READER_INTERN | (visibility.said ? visibility.readers : 0));
    for (xmlNodePtr child = dom_child(element, NULL); child; child = dom_next(child, NULL))
        seen |= look(sight, child, visibility_enter(visibility, child));
    if (element == xmlDocGetRootElement(element->doc))
        seen = sight->readers; /* it is visible to everyone */
    return sight->seen[index] = seen;
}

/* Takes the elements in which somebody sees nothing who sees something in what is around them. What the report added
 * is not the case's. */
static void take_hidden(const struct sight *sight, size_t *index, xmlNodePtr element, unsigned around,
                        xmlNodeSetPtr hidden) {
    unsigned seen = sight->seen[(*index)++];
    bool section = element->parent == xmlDocGetRootElement(element->doc);
    bool says = dom_filled(element) || (section && dom_child(element, NULL));
    if ((around & ~seen) && says && !(section && (dom_is(element, "rapport") || dom_is(element, "bevindingen"))))
        xmlXPathNodeSetAddUnique(hidden, element);
    for (xmlNodePtr child = dom_child(element, NULL); child; child = dom_next(child, NULL))
        take_hidden(sight, index, child, seen, hidden);
}

static void verborgen(xmlXPathParserContextPtr parser, int count) {
    (void)count;
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    xmlNodePtr root = xmlDocGetRootElement(parser->context->doc);
    struct sight sight = {.readers = take_readers(parser)};
    size_t index = 0;
    if (!dom_has(dom_child(root, "rapport"), "doelgroep", "intern"))
        sight.readers = 0;
    look(&sight, root, (struct visibility)VISIBILITY_ROOT);
    take_hidden(&sight, &index, root, sight.readers, result->nodesetval);
    template_count(parser->context, sight.count * 8); /* whose words they are is looked up */
    valuePush(parser, result);
    free(sight.seen);
}

const struct xpath_function report_functions[] = {
    {"akkoord", 2, 2, akkoord},
    {"als", 2, 3, als},
    {"als-dan", 1, 1, als_dan},
    {"datum", 1, 1, datum},
    {"gevuld", 1, 1, gevuld},
    {"kern", 1, 1, kern},
    {"komt", 1, 1, komt},
    {"label", 1, 2, label},
    {"lezer", 0, 0, lezer},
    {"naam", 1, 1, naam},
    {"of", 2, -1, of},
    {"op-school", 0, 0, op_school},
    {"punt", 1, 2, punt},
    {"van", 1, 1, van},
    {"vandaag", 0, 0, vandaag},
    {"verborgen", 1, 1, verborgen},
    {"verwijzers", 2, 2, verwijzers},
    {"wat", 1, 1, wat},
    {"wie", 1, 1, wie},
    {"ziet", 1, 1, ziet},
    {NULL, 0, 0, NULL},
};
