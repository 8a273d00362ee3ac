/* The hgw: functions about visibility, words, sentences and readability. */
#include "check/functions_internal.h"

#include <libxml/xpathInternals.h>

void hgw_function_teksten(xmlXPathParserContextPtr ctxt, int nargs) {
    if (nargs != 0) {
        CHECK_ARITY(1);
    }
    struct hgw_texts *texts = &hgw_functions_of(ctxt)->texts;
    unsigned readers = nargs == 1 ? hgw_pop_readers(ctxt) : HGW_READER_INTERN; /* who see all */
    if (readers == 0)
        return;
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    bool done = result && result->nodesetval && hgw_texts_collect(texts, ctxt->context->doc);
    for (size_t i = 0; done && i < texts->leaves.count; i++)
        if (hgw_visibility_holds(texts->leaves.items[i].visibility, readers))
            done = xmlXPathNodeSetAddUnique(result->nodesetval, texts->leaves.items[i].element) == 0;
    if (!done) {
        xmlXPathFreeObject(result);
        result = NULL;
    }
    hgw_push(ctxt, result);
}

void hgw_function_zichtbaar(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(2);
    unsigned readers = hgw_pop_readers(ctxt);
    xmlXPathObjectPtr nodes = readers ? hgw_pop_nodes(ctxt) : NULL;
    if (!nodes)
        return;
    bool visible = hgw_nodes_count(nodes) > 0;
    for (size_t i = 0; visible && i < hgw_nodes_count(nodes); i++)
        visible = hgw_audience_visible(nodes->nodesetval->nodeTab[i], readers);
    xmlXPathFreeObject(nodes);
    hgw_push(ctxt, xmlXPathNewBoolean(visible));
}

/* Takes a text and measures it. */
static bool pop_size(xmlXPathParserContextPtr ctxt, struct text_size *size) {
    struct hgw_text_argument argument;
    *size = (struct text_size){0};
    if (!hgw_pop_text(ctxt, &argument))
        return false;
    words_measure(hgw_functions_of(ctxt)->words, argument.text.text, argument.text.length, size);
    hgw_text_argument_free(&argument);
    return true;
}

void hgw_function_woorden(xmlXPathParserContextPtr ctxt, int nargs) {
    struct text_size size;
    CHECK_ARITY(1);
    if (pop_size(ctxt, &size))
        hgw_push(ctxt, xmlXPathNewFloat((double)size.words));
}

void hgw_function_zinnen(xmlXPathParserContextPtr ctxt, int nargs) {
    struct text_size size;
    CHECK_ARITY(1);
    if (pop_size(ctxt, &size)) /* a text without a word counts as one sentence, but holds none */
        hgw_push(ctxt, xmlXPathNewFloat(size.words > 0 ? (double)size.sentences : 0.0));
}

void hgw_function_langste_zin(xmlXPathParserContextPtr ctxt, int nargs) {
    struct text_size size;
    CHECK_ARITY(1);
    if (pop_size(ctxt, &size))
        hgw_push(ctxt, xmlXPathNewFloat((double)size.longest));
}

void hgw_function_lettergrepen(xmlXPathParserContextPtr ctxt, int nargs) {
    struct text_size size;
    CHECK_ARITY(1);
    if (pop_size(ctxt, &size))
        hgw_push(ctxt, xmlXPathNewFloat((double)size.syllables));
}

void hgw_function_lange_zin(xmlXPathParserContextPtr ctxt, int nargs) {
    struct hgw_text_argument argument;
    CHECK_ARITY(2);
    double limit = xmlXPathPopNumber(ctxt);
    if (ctxt->error != XPATH_EXPRESSION_OK || !hgw_pop_text(ctxt, &argument))
        return;
    struct sentences walk = {
        .words = hgw_functions_of(ctxt)->words, .text = argument.text.text, .length = argument.text.length};
    struct sentence sentence;
    bool found = false;
    while (!found && sentences_next(&walk, &sentence))
        found = (double)sentence.words > limit;
    if (found)
        hgw_push_text(ctxt, walk.text + sentence.start, sentence.length);
    else
        hgw_push_text(ctxt, "", 0);
    hgw_text_argument_free(&argument);
}

void hgw_function_leesbaarheid(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(1);
    xmlXPathObjectPtr nodes = hgw_pop_nodes(ctxt);
    if (!nodes)
        return;
    struct text_size size = {0};
    for (size_t i = 0; i < hgw_nodes_count(nodes); i++) {
        struct hgw_node_text text;
        hgw_node_text_get(nodes->nodesetval->nodeTab[i], &text);
        words_measure(hgw_functions_of(ctxt)->words, text.text, text.length, &size);
        hgw_node_text_free(&text);
    }
    xmlXPathFreeObject(nodes);
    hgw_push(ctxt, xmlXPathNewFloat(text_size_readability(&size)));
}
