#include "rules/rule_functions.h"

#include "base/lang.h"
#include "base/list.h"
#include "base/memory.h"
#include "case/audience.h"
#include "case/case.h"
#include "case/consent.h"

#include <libxml/hash.h>
#include <libxml/xpathInternals.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

/* A leaf text or a begrip. */
struct seen {
    xmlNodePtr element;
    struct visibility visibility; /* of the element */
    char *term;                   /* of a begrip, in lower case, once it was asked for; "" without. Owned. */
};

/* In document order. */
struct seen_list {
    struct seen *items; /* owned */
    size_t count, capacity;
};

struct functions {
    struct xpath_function table[24]; /* the last is empty */
    struct words *words;             /* not owned */
    const char *today;               /* YYYY-MM-DD; not owned */
    struct error error;              /* why the last evaluation failed */
    xmlDocPtr doc;                   /* the case at hand, NULL: nothing is known. Not owned. */
    bool collected;                  /* what stands in the next two */
    struct seen_list leaves, terms;  /* its leaf texts and its begrippen */
    struct consents *consents;       /* once they were asked for. Owned. */
    xmlHashTablePtr influences;      /* van, naar and wisselwerking of each invloed, likewise. Owned. */
};

/* --- what they know of the case at hand --- */

static bool is_named(const xmlNode *element, const char *name) {
    return strcmp((const char *)element->name, name) == 0;
}

/* "Filled" in the vocabulary: a filled element without child elements, naam, school and contact excepted. */
static bool is_leaf_text(const xmlNode *element) {
    bool filled = false;
    for (const xmlNode *child = element->children; child; child = child->next) {
        if (child->type == XML_ELEMENT_NODE)
            return false;
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            filled = filled || child->content[strspn((const char *)child->content, blanks)] != '\0';
    }
    return filled && !is_named(element, "naam") && !is_named(element, "school") && !is_named(element, "contact");
}

static void append(struct seen_list *list, xmlNodePtr element, struct visibility visibility) {
    list->items = list_grow(list->items, &list->capacity, list->count, sizeof *list->items);
    list->items[list->count++] = (struct seen){element, visibility, NULL};
}

/* The loader limits the depth of a case, so recursion is safe. */
static void collect(struct functions *functions, xmlNodePtr parent, struct visibility around) {
    for (xmlNodePtr element = parent->children; element; element = element->next) {
        if (element->type != XML_ELEMENT_NODE)
            continue;
        struct visibility visibility = visibility_enter(around, element);
        if (is_named(element, "begrip"))
            append(&functions->terms, element, visibility);
        if (is_leaf_text(element))
            append(&functions->leaves, element, visibility);
        else
            collect(functions, element, visibility);
    }
}

void functions_forget(struct functions *functions) {
    for (size_t i = 0; i < functions->terms.count; i++)
        free(functions->terms.items[i].term);
    free(functions->terms.items);
    free(functions->leaves.items);
    functions->terms = functions->leaves = (struct seen_list){NULL, 0, 0};
    functions->collected = false;
    consents_free(functions->consents);
    functions->consents = NULL;
    xmlHashFree(functions->influences, NULL);
    functions->influences = NULL;
    functions->doc = NULL;
}

static const struct seen_list *collected(struct functions *functions, const struct seen_list *list) {
    if (!functions->collected)
        collect(functions, xmlDocGetRootElement(functions->doc), (struct visibility)VISIBILITY_ROOT);
    functions->collected = true;
    return list;
}

static const struct consents *consents_of(struct functions *functions) {
    if (!functions->consents)
        functions->consents = consents_read(functions->doc, functions->today ? functions->today : "");
    return functions->consents;
}

/* Who find the phrase explained: those who see a begrip whose term contains it, or is contained in it, letter
 * case aside. */
static unsigned who_find_explained(struct functions *functions, const char *phrase) {
    unsigned readers = 0;
    char *lower = words_lower(functions->words, phrase, strlen(phrase));
    const struct seen_list *terms = collected(functions, &functions->terms);
    for (size_t i = 0; i < terms->count; i++) {
        struct seen *begrip = &terms->items[i];
        if (!begrip->term) {
            char *term = (char *)xmlGetNoNsProp(begrip->element, (const xmlChar *)"term");
            bool filled = term && term[strspn(term, blanks)] != '\0';
            begrip->term = filled ? words_lower(functions->words, term, strlen(term)) : mem_strdup("");
            xmlFree(term);
        }
        if (*begrip->term && (strstr(begrip->term, lower) || strstr(lower, begrip->term)))
            readers |= READER_INTERN | (begrip->visibility.said ? begrip->visibility.readers : 0);
    }
    free(lower);
    return readers;
}

/* --- arguments and results --- */

/* The string value of a node (XPath 1.0, 5), without a copy where it stands in one piece. */
struct text {
    const char *text;
    size_t length;
    xmlChar *copy; /* owned */
};

static struct text text_of(const xmlNode *node) {
    bool holds = node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE;
    const xmlNode *piece = holds ? node->children : node;
    struct text text = {.text = ""};
    if (piece && (piece == node || !piece->next) &&
        (piece->type == XML_TEXT_NODE || piece->type == XML_CDATA_SECTION_NODE))
        text.text = (const char *)piece->content;
    else if (piece)
        text.text = (const char *)(text.copy = xmlXPathCastNodeToString((xmlNodePtr)(uintptr_t)node));
    text.length = strlen(text.text);
    return text;
}

/* A call with its arguments; those that the function does not take are empty. */
struct call {
    struct functions *functions;
    const struct wordlist *list;
    struct text text;
    xmlNodeSetPtr nodes;            /* may be NULL: none */
    unsigned readers;               /* as bits (case/audience.h); all of them when they are not given */
    const char *purpose, *receiver; /* of a toestemming */
    double number;
};

static int count(const struct call *call) {
    return call->nodes ? call->nodes->nodeNr : 0;
}

/* A text as a result: in one line, white space collapsed. */
static xmlXPathObjectPtr line(const char *text, size_t length) {
    xmlChar *line = xmlMalloc(length + 1);
    size_t size = 0;
    for (size_t i = 0; i < length; i++)
        if (!strchr(blanks, text[i]))
            line[size++] = (xmlChar)text[i];
        else if (size > 0 && line[size - 1] != ' ')
            line[size++] = ' ';
    line[size] = '\0';
    return xmlXPathWrapString(line);
}

/* A phrase that was found, likewise; a word without end is cut. */
static xmlXPathObjectPtr phrase_of(const struct phrase_search *search) {
    enum { SHOWN = 200 }; /* bytes */
    const char *text = search->text + search->found;
    size_t length = search->found_length;
    if (length > SHOWN)
        for (length = SHOWN; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    return line(text, length);
}

/* --- the functions --- */

static xmlXPathObjectPtr bevat(struct call *call) {
    struct phrase_search search = {.text = call->text.text, .length = call->text.length};
    return wordlist_next(call->list, &search) ? phrase_of(&search) : xmlXPathNewCString("");
}

static unsigned who_of_these_see(const xmlNode *node, unsigned readers) {
    unsigned who = 0;
    for (unsigned reader = 1; reader <= readers; reader <<= 1)
        if (readers & reader && audience_visible(node, reader))
            who |= reader;
    return who;
}

/* The first phrase of the list in a node; with `unexplained` the first that some of the readers who see the
 * node do not find explained. NULL: there is none. */
static xmlXPathObjectPtr phrase_in(const struct call *call, const xmlNode *node, bool unexplained) {
    struct text text = text_of(node);
    struct phrase_search search = {.text = text.text, .length = text.length};
    xmlXPathObjectPtr phrase = NULL;
    unsigned who_see = 0;
    while (!phrase && wordlist_next(call->list, &search)) {
        if (unexplained && who_see == 0) /* only now: most texts hold no phrase at all */
            who_see = who_of_these_see(node, call->readers);
        if (unexplained && who_see == 0)
            break;
        phrase = phrase_of(&search);
        if (unexplained && !(who_see & ~who_find_explained(call->functions, (const char *)phrase->stringval))) {
            xmlXPathFreeObject(phrase);
            phrase = NULL;
        }
    }
    xmlFree(text.copy);
    return phrase;
}

static xmlXPathObjectPtr nodes_with_phrase(struct call *call, bool unexplained) {
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    for (int i = 0; i < count(call); i++) {
        xmlXPathObjectPtr phrase = phrase_in(call, call->nodes->nodeTab[i], unexplained);
        if (phrase)
            xmlXPathNodeSetAddUnique(result->nodesetval, call->nodes->nodeTab[i]);
        xmlXPathFreeObject(phrase);
    }
    return result;
}

static xmlXPathObjectPtr met(struct call *call) {
    return nodes_with_phrase(call, false);
}

static xmlXPathObjectPtr met_onverklaard(struct call *call) {
    return nodes_with_phrase(call, true);
}

static xmlXPathObjectPtr onverklaard(struct call *call) {
    xmlXPathObjectPtr phrase = NULL;
    for (int i = 0; !phrase && i < count(call); i++)
        phrase = phrase_in(call, call->nodes->nodeTab[i], true);
    return phrase ? phrase : xmlXPathNewCString("");
}

static xmlXPathObjectPtr teksten(struct call *call) {
    const struct seen_list *leaves = collected(call->functions, &call->functions->leaves);
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    for (size_t i = 0; i < leaves->count; i++)
        if (visibility_holds(leaves->items[i].visibility, call->readers))
            xmlXPathNodeSetAddUnique(result->nodesetval, leaves->items[i].element);
    return result;
}

static xmlXPathObjectPtr zichtbaar(struct call *call) {
    bool visible = count(call) > 0;
    for (int i = 0; visible && i < count(call); i++)
        visible = audience_visible(call->nodes->nodeTab[i], call->readers);
    return xmlXPathNewBoolean(visible);
}

static struct text_size measure(const struct call *call) {
    struct text_size size = {0};
    words_measure(call->functions->words, call->text.text, call->text.length, &size);
    return size;
}

static xmlXPathObjectPtr woorden(struct call *call) {
    return xmlXPathNewFloat((double)measure(call).words);
}

static xmlXPathObjectPtr zinnen(struct call *call) {
    struct text_size size = measure(call);
    /* A text without a word counts as one sentence, but holds none. */
    return xmlXPathNewFloat(size.words > 0 ? (double)size.sentences : 0.0);
}

static xmlXPathObjectPtr langste_zin(struct call *call) {
    return xmlXPathNewFloat((double)measure(call).longest);
}

static xmlXPathObjectPtr lettergrepen(struct call *call) {
    return xmlXPathNewFloat((double)measure(call).syllables);
}

static xmlXPathObjectPtr lange_zin(struct call *call) {
    struct sentences walk = {.words = call->functions->words, .text = call->text.text, .length = call->text.length};
    struct sentence sentence;
    while (sentences_next(&walk, &sentence))
        if ((double)sentence.words > call->number)
            return line(walk.text + sentence.start, sentence.length);
    return xmlXPathNewCString("");
}

static xmlXPathObjectPtr leesbaarheid(struct call *call) {
    struct text_size size = {0};
    for (int i = 0; i < count(call); i++) {
        struct text text = text_of(call->nodes->nodeTab[i]);
        words_measure(call->functions->words, text.text, text.length, &size);
        xmlFree(text.copy);
    }
    return xmlXPathNewFloat(text_size_readability(&size));
}

static xmlXPathObjectPtr bekwaam(struct call *call) {
    return xmlXPathNewCString(consents_capable(consents_of(call->functions)));
}

static xmlXPathObjectPtr toestemming(struct call *call) {
    return xmlXPathNewBoolean(consents_valid(consents_of(call->functions), call->purpose, call->receiver));
}

static xmlXPathObjectPtr laatste_woord(struct call *call) {
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    for (int i = 0; i < count(call); i++)
        if (consents_last_word(consents_of(call->functions), call->nodes->nodeTab[i]))
            xmlXPathNodeSetAddUnique(result->nodesetval, call->nodes->nodeTab[i]);
    return result;
}

/* Whether there is an invloed from one to another in this wisselwerking; `add`: from now on there is. */
static bool has_influence(xmlHashTablePtr influences, const xmlNode *invloed, const char *from, const char *to,
                          bool add) {
    char place[32];
    snprintf(place, sizeof place, "%p", (void *)invloed->parent);
    xmlChar *van = xmlGetNoNsProp((xmlNode *)(uintptr_t)invloed, (const xmlChar *)from);
    xmlChar *naar = xmlGetNoNsProp((xmlNode *)(uintptr_t)invloed, (const xmlChar *)to);
    if (add)
        xmlHashAddEntry3(influences, van, naar, (const xmlChar *)place, influences);
    bool has = van && naar && xmlHashLookup3(influences, van, naar, (const xmlChar *)place);
    xmlFree(van);
    xmlFree(naar);
    return has;
}

static xmlXPathObjectPtr omgekeerd(struct call *call) {
    struct functions *functions = call->functions;
    bool found = false;
    if (!functions->influences) {
        functions->influences = xmlHashCreate(0);
        for (xmlNodePtr node = xmlDocGetRootElement(functions->doc); node; node = next_node(node))
            if (node->type == XML_ELEMENT_NODE && is_named(node, "invloed"))
                has_influence(functions->influences, node, "van", "naar", true);
    }
    for (int i = 0; !found && i < count(call); i++)
        found = call->nodes->nodeTab[i]->type == XML_ELEMENT_NODE &&
                has_influence(functions->influences, call->nodes->nodeTab[i], "naar", "van", false);
    return xmlXPathNewBoolean(found);
}

static xmlXPathObjectPtr ouder_geeft(struct call *call) {
    bool gives = false;
    for (int i = 0; !gives && i < count(call); i++)
        gives = consents_parent_gives(consents_of(call->functions), call->nodes->nodeTab[i]);
    return xmlXPathNewBoolean(gives);
}

/* --- calls --- */

static void run_call(xmlXPathParserContextPtr ctxt, int nargs);

static const struct row {
    struct xpath_function function;
    const char *arguments; /* in order: l a word list, t a text, n nodes, r readers, c a number, d what a
                              toestemming is for, o who gets it */
    xmlXPathObjectPtr (*answer)(struct call *call);
} rows[] = {
    {{"bevat", 2, 2, run_call}, "lt", bevat},
    {{"met", 2, 2, run_call}, "ln", met},
    {{"onverklaard", 3, 3, run_call}, "lnr", onverklaard},
    {{"met-onverklaard", 3, 3, run_call}, "lnr", met_onverklaard},
    {{"teksten", 0, 1, run_call}, "r", teksten},
    {{"zichtbaar", 2, 2, run_call}, "nr", zichtbaar},
    {{"woorden", 1, 1, run_call}, "t", woorden},
    {{"zinnen", 1, 1, run_call}, "t", zinnen},
    {{"langste-zin", 1, 1, run_call}, "t", langste_zin},
    {{"lange-zin", 2, 2, run_call}, "tc", lange_zin},
    {{"lettergrepen", 1, 1, run_call}, "t", lettergrepen},
    {{"leesbaarheid", 1, 1, run_call}, "n", leesbaarheid},
    {{"bekwaam", 0, 0, run_call}, "", bekwaam},
    {{"toestemming", 1, 2, run_call}, "do", toestemming},
    {{"laatste-woord", 1, 1, run_call}, "n", laatste_woord},
    {{"ouder-geeft", 1, 1, run_call}, "n", ouder_geeft},
    {{"omgekeerd", 1, 1, run_call}, "n", omgekeerd},
};

static const struct row *find(const char *name) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].function.name, name) == 0)
            return &rows[i];
    return NULL;
}

static bool is_one_of(const char *word, const char *const words[], size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

/* True when something can be given leave for; the receiver was taken before. */
static bool take_purpose(struct call *call, const char *purpose) {
    static const char *const alone[] = {"opstart", "opvragen"}, *const receivers[] = {"ouders", "school", "extern"};
    call->purpose = purpose;
    return (call->receiver ? strcmp(purpose, "delen") == 0 && is_one_of(call->receiver, receivers, 3)
                           : is_one_of(purpose, alone, 2)) ||
           error_set(&call->functions->error, ERROR_DATA,
                     _("Die toestemming bestaat niet: hgw:toestemming krijgt 'opstart', 'opvragen', of 'delen' "
                       "met 'ouders', 'school' of 'extern'."));
}

/* Puts an argument, as a node-set or a string, into the call; false: it is wrong, and functions->error says
 * why. */
static bool take(struct call *call, char kind, xmlXPathObjectPtr value) {
    struct functions *functions = call->functions;
    const char *string = (const char *)value->stringval, *wrong = "";
    size_t length = 0;
    switch (kind) {
    case 'l':
        call->list = words_list(functions->words, string, &functions->error);
        return call->list != NULL;
    case 'r':
        call->readers = readers_parse(string, &wrong, &length);
        return call->readers != 0 || error_set(&functions->error, ERROR_DATA, _("„%.*s” is geen lezer: kies uit %s."),
                                               (int)length, wrong, "ouders, leerling, school, extern, intern");
    case 'n':
        call->nodes = value->nodesetval;
        return value->type == XPATH_NODESET || value->type == XPATH_XSLT_TREE ||
               error_set(&functions->error, ERROR_DATA,
                         _("Een functie van hgw krijgt een tekst of een getal waar elementen moeten staan."));
    case 'd':
        return take_purpose(call, string);
    case 'o':
        call->receiver = string;
        return true;
    case 'c':
        call->number = xmlXPathCastToNumber(value);
        return true;
    default:
        call->text =
            value->nodesetval ? text_of(value->nodesetval->nodeTab[0]) : (struct text){string, strlen(string), NULL};
        return true;
    }
}

static void run_call(xmlXPathParserContextPtr ctxt, int nargs) {
    struct functions *functions = ctxt->context->funcLookupData;
    const struct row *row = find((const char *)ctxt->context->function);
    struct call call = {.functions = functions, .readers = READER_INTERN}; /* who see all */
    xmlXPathObjectPtr values[3] = {NULL};
    bool good = nargs >= row->function.least && nargs <= row->function.most;
    if (functions->doc != ctxt->context->doc) {
        functions_forget(functions);
        functions->doc = ctxt->context->doc;
    }
    for (int i = nargs - 1; good && i >= 0; i--) { /* the last argument lies on top */
        char kind = row->arguments[i];
        xmlXPathObjectPtr value = valuePop(ctxt);
        bool one = value->type == XPATH_NODESET && value->nodesetval && value->nodesetval->nodeNr == 1;
        bool string = strchr("lrdo", kind) || (kind == 't' && !one);
        values[i] = string ? xmlXPathConvertString(value) : value;
        good = take(&call, kind, values[i]);
    }
    if (good)
        valuePush(ctxt, row->answer(&call));
    else
        xmlXPathErr(ctxt, functions->error.kind == ERROR_NONE ? XPATH_INVALID_ARITY : XPATH_EXPR_ERROR);
    for (size_t i = 0; i < 3; i++)
        xmlXPathFreeObject(values[i]);
    xmlFree(call.text.copy);
}

const struct xpath_function *functions_table(const struct functions *functions) {
    return functions->table;
}

/* libxml2 asks here first, since 2.14 not for functions of XPath itself. */
static xmlXPathFunction look_up(void *functions, const xmlChar *name, const xmlChar *uri) {
    (void)functions;
    if (!uri && strcmp((const char *)name, "id") == 0)
        return xpath_id;
    return uri && strcmp((const char *)uri, FUNCTIONS_URI) == 0 && find((const char *)name) ? run_call : NULL;
}

struct functions *functions_new(struct words *words) {
    struct functions *functions = mem_calloc(1, sizeof *functions);
    functions->words = words;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        functions->table[i] = rows[i].function;
    return functions;
}

void functions_today(struct functions *functions, const char *today) {
    functions->today = today;
}

void functions_free(struct functions *functions) {
    if (!functions)
        return;
    functions_forget(functions);
    error_clear(&functions->error);
    free(functions);
}

void functions_bind(struct functions *functions, xmlXPathContextPtr xpath) {
    xmlXPathRegisterFuncLookup(xpath, look_up, functions);
}

bool functions_failed(struct functions *functions, struct error *error) {
    bool failed = functions->error.kind != ERROR_NONE;
    *error = functions->error;
    functions->error = (struct error)ERROR_EMPTY;
    return failed;
}
