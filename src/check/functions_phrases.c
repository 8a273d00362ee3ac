/* The hgw: functions about word lists. */
#include "check/functions_internal.h"

#include <libxml/xpathInternals.h>

/* Gives a string, which becomes the result's. */
static void push_phrase(xmlXPathParserContextPtr ctxt, xmlChar *phrase) {
    hgw_push(ctxt, phrase ? xmlXPathWrapString(phrase) : NULL);
}

void hgw_function_bevat(xmlXPathParserContextPtr ctxt, int nargs) {
    struct hgw_text_argument argument;
    CHECK_ARITY(2);
    if (!hgw_pop_text(ctxt, &argument))
        return;
    const struct wordlist *list = hgw_pop_list(ctxt);
    if (list) {
        struct phrase_search search = {.text = argument.text.text, .length = argument.text.length};
        bool found = wordlist_next(list, &search);
        if (found)
            push_phrase(ctxt, hgw_found_phrase(&search));
        else
            push_phrase(ctxt, xmlStrdup((const xmlChar *)""));
    }
    hgw_text_argument_free(&argument);
}

/* What there is to look for in a node. */
struct question {
    const struct wordlist *list;
    bool unexplained; /* only a phrase that no begrip explains to all who see the node */
    unsigned readers; /* of those, who count */
};

static unsigned who_see(const xmlNode *node, unsigned readers) {
    unsigned result = 0;
    for (unsigned reader = 1; reader <= readers; reader <<= 1)
        if (readers & reader && hgw_audience_visible(node, reader))
            result |= reader;
    return result;
}

/* The first phrase in the node that is an answer, on one line (freed with xmlFree), or NULL. */
static xmlChar *answer(struct hgw_functions *functions, const struct question *question,
                       const xmlNode *node) {
    struct hgw_node_text text;
    hgw_node_text_get(node, &text);
    struct phrase_search search = {.text = text.text, .length = text.length};
    unsigned readers = 0;
    xmlChar *phrase = NULL;
    while (!phrase && wordlist_next(question->list, &search)) {
        if (question->unexplained && readers == 0) { /* only now: most texts hold no phrase at all */
            readers = who_see(node, question->readers);
            if (readers == 0)
                break;
        }
        phrase = hgw_found_phrase(&search);
        if (question->unexplained &&
            !(readers & ~hgw_texts_explain(&functions->texts, functions->words, (const char *)phrase))) {
            xmlFree(phrase);
            phrase = NULL;
        }
    }
    hgw_node_text_free(&text);
    return phrase;
}

/* Gives those of the nodes that hold an answer. */
static void push_nodes(xmlXPathParserContextPtr ctxt, const struct question *question,
                       const xmlXPathObject *nodes) {
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    bool done = result && result->nodesetval;
    for (size_t i = 0; done && i < hgw_nodes_count(nodes); i++) {
        xmlNodePtr node = nodes->nodesetval->nodeTab[i];
        xmlChar *phrase = answer(hgw_functions_of(ctxt), question, node);
        done = !phrase || xmlXPathNodeSetAddUnique(result->nodesetval, node) == 0;
        xmlFree(phrase);
    }
    if (!done) {
        xmlXPathFreeObject(result);
        result = NULL;
    }
    hgw_push(ctxt, result);
}

void hgw_function_met(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(2);
    xmlXPathObjectPtr nodes = hgw_pop_nodes(ctxt);
    struct question question = {.list = nodes ? hgw_pop_list(ctxt) : NULL};
    if (question.list)
        push_nodes(ctxt, &question, nodes);
    xmlXPathFreeObject(nodes);
}

/* Takes the three arguments of the functions about phrases that are not explained. When the result is NULL
 * the evaluation has ended; question->list says whether it has otherwise. */
static xmlXPathObjectPtr pop_question(xmlXPathParserContextPtr ctxt, struct question *question) {
    *question = (struct question){.unexplained = true};
    if (!hgw_texts_collect(&hgw_functions_of(ctxt)->texts, ctxt->context->doc)) {
        hgw_functions_stop_memory(ctxt);
        return NULL;
    }
    question->readers = hgw_pop_readers(ctxt);
    xmlXPathObjectPtr nodes = question->readers ? hgw_pop_nodes(ctxt) : NULL;
    if (nodes)
        question->list = hgw_pop_list(ctxt);
    return nodes;
}

void hgw_function_met_onverklaard(xmlXPathParserContextPtr ctxt, int nargs) {
    struct question question;
    CHECK_ARITY(3);
    xmlXPathObjectPtr nodes = pop_question(ctxt, &question);
    if (question.list)
        push_nodes(ctxt, &question, nodes);
    xmlXPathFreeObject(nodes);
}

void hgw_function_onverklaard(xmlXPathParserContextPtr ctxt, int nargs) {
    struct question question;
    CHECK_ARITY(3);
    xmlXPathObjectPtr nodes = pop_question(ctxt, &question);
    if (question.list) {
        xmlChar *phrase = NULL;
        for (size_t i = 0; !phrase && i < hgw_nodes_count(nodes); i++)
            phrase = answer(hgw_functions_of(ctxt), &question, nodes->nodesetval->nodeTab[i]);
        push_phrase(ctxt, phrase ? phrase : xmlStrdup((const xmlChar *)""));
    }
    xmlXPathFreeObject(nodes);
}
