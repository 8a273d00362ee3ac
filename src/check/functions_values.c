/* Arguments and results of the hgw: functions. */
#include "check/functions_internal.h"

#include "base/lang.h"

#include <libxml/xpathInternals.h>
#include <string.h>

void hgw_functions_stop(xmlXPathParserContextPtr ctxt) {
    xmlXPathErr(ctxt, XPATH_EXPR_ERROR);
}

void hgw_functions_stop_memory(xmlXPathParserContextPtr ctxt) {
    hgw_error_memory(&hgw_functions_of(ctxt)->error);
    xmlXPathErr(ctxt, XPATH_MEMORY_ERROR);
}

bool hgw_pop_text(xmlXPathParserContextPtr ctxt, struct hgw_text_argument *argument) {
    xmlXPathObjectPtr object = valuePop(ctxt);
    bool done = false;
    *argument = (struct hgw_text_argument){0};
    argument->text.text = "";
    if (object && object->type == XPATH_NODESET && hgw_nodes_count(object) == 1) {
        done = hgw_node_text_get(object->nodesetval->nodeTab[0], &argument->text);
    } else if (object) {
        object = xmlXPathConvertString(object); /* frees what it converts */
        done = object && object->stringval;
        if (done) {
            argument->text.text = (const char *)object->stringval;
            argument->text.length = strlen(argument->text.text);
        }
    }
    argument->object = object;
    if (done)
        return true;
    hgw_text_argument_free(argument);
    hgw_functions_stop_memory(ctxt);
    return false;
}

void hgw_text_argument_free(struct hgw_text_argument *argument) {
    hgw_node_text_free(&argument->text);
    xmlXPathFreeObject(argument->object);
    argument->object = NULL;
}

xmlXPathObjectPtr hgw_pop_nodes(xmlXPathParserContextPtr ctxt) {
    xmlXPathObjectPtr object = valuePop(ctxt);
    if (object && (object->type == XPATH_NODESET || object->type == XPATH_XSLT_TREE))
        return object;
    if (object) {
        hgw_error_set(&hgw_functions_of(ctxt)->error, HGW_ERROR_DATA,
                      _("Een functie van hgw krijgt een tekst of een getal waar elementen moeten staan."));
        hgw_functions_stop(ctxt);
    } else {
        hgw_functions_stop_memory(ctxt);
    }
    xmlXPathFreeObject(object);
    return NULL;
}

size_t hgw_nodes_count(const xmlXPathObject *nodes) {
    return nodes->nodesetval && nodes->nodesetval->nodeNr > 0 ? (size_t)nodes->nodesetval->nodeNr : 0;
}

const struct wordlist *hgw_pop_list(xmlXPathParserContextPtr ctxt) {
    const struct wordlist *list = NULL;
    struct hgw_functions *functions = hgw_functions_of(ctxt);
    xmlChar *name = xmlXPathPopString(ctxt);
    if (name) {
        list = words_list(functions->words, (const char *)name, &functions->error);
        if (!list)
            hgw_functions_stop(ctxt);
    } else {
        hgw_functions_stop_memory(ctxt);
    }
    xmlFree(name);
    return list;
}

unsigned hgw_pop_readers(xmlXPathParserContextPtr ctxt) {
    unsigned readers = 0;
    const char *wrong = "";
    size_t length = 0;
    xmlChar *words = xmlXPathPopString(ctxt);
    if (!words) {
        hgw_functions_stop_memory(ctxt);
        return 0;
    }
    readers = hgw_readers_parse((const char *)words, &wrong, &length);
    if (readers == 0) {
        hgw_error_set(&hgw_functions_of(ctxt)->error, HGW_ERROR_DATA, _("„%.*s” is geen lezer: kies uit %s."),
                      (int)length, wrong, "ouders, leerling, school, extern, intern");
        hgw_functions_stop(ctxt);
    }
    xmlFree(words);
    return readers;
}

xmlChar *hgw_on_one_line(const char *text, size_t length) {
    xmlChar *line = xmlMalloc(length + 1);
    size_t size = 0;
    if (!line)
        return NULL;
    for (size_t i = 0; i < length; i++) {
        bool blank = text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n';
        if (!blank)
            line[size++] = (xmlChar)text[i];
        else if (size > 0 && line[size - 1] != ' ')
            line[size++] = ' ';
    }
    line[size] = '\0';
    return line;
}

xmlChar *hgw_found_phrase(const struct phrase_search *search) {
    const char *text = search->text + search->found;
    size_t length = search->found_length;
    if (length > HGW_PHRASE_SHOWN)
        for (length = HGW_PHRASE_SHOWN; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    return hgw_on_one_line(text, length);
}

void hgw_push(xmlXPathParserContextPtr ctxt, xmlXPathObjectPtr object) {
    if (object)
        valuePush(ctxt, object);
    else
        hgw_functions_stop_memory(ctxt);
}

void hgw_push_text(xmlXPathParserContextPtr ctxt, const char *text, size_t length) {
    xmlChar *line = hgw_on_one_line(text, length);
    hgw_push(ctxt, line ? xmlXPathWrapString(line) : NULL);
}
