#include "check/xpath_functions.h"

#include "check/nodetable.h"

#include <libxml/valid.h>
#include <libxml/xpathInternals.h>
#include <string.h>

static const struct hgw_xpath_function functions[] = {
    {"last", 0, 0, HGW_XPATH_NUMERIC},
    {"position", 0, 0, HGW_XPATH_NUMERIC},
    {"count", 1, 1, HGW_XPATH_NUMERIC},
    {"id", 1, 1, HGW_XPATH_NODES},
    {"local-name", 0, 1, HGW_XPATH_STRING},
    {"namespace-uri", 0, 1, HGW_XPATH_STRING},
    {"name", 0, 1, HGW_XPATH_STRING},
    {"string", 0, 1, HGW_XPATH_STRING},
    {"concat", 2, -1, HGW_XPATH_STRING},
    {"starts-with", 2, 2, HGW_XPATH_BOOLEAN},
    {"contains", 2, 2, HGW_XPATH_BOOLEAN},
    {"substring-before", 2, 2, HGW_XPATH_STRING},
    {"substring-after", 2, 2, HGW_XPATH_STRING},
    {"substring", 2, 3, HGW_XPATH_STRING},
    {"string-length", 0, 1, HGW_XPATH_NUMERIC},
    {"normalize-space", 0, 1, HGW_XPATH_STRING},
    {"translate", 3, 3, HGW_XPATH_STRING},
    {"boolean", 1, 1, HGW_XPATH_BOOLEAN},
    {"not", 1, 1, HGW_XPATH_BOOLEAN},
    {"true", 0, 0, HGW_XPATH_BOOLEAN},
    {"false", 0, 0, HGW_XPATH_BOOLEAN},
    {"lang", 1, 1, HGW_XPATH_BOOLEAN},
    {"number", 0, 1, HGW_XPATH_NUMERIC},
    {"sum", 1, 1, HGW_XPATH_NUMERIC},
    {"floor", 1, 1, HGW_XPATH_NUMERIC},
    {"ceiling", 1, 1, HGW_XPATH_NUMERIC},
    {"round", 1, 1, HGW_XPATH_NUMERIC},
    {"current", 0, 0, HGW_XPATH_NODES},
};

const struct hgw_xpath_function *hgw_xpath_core_function(const char *name, size_t length) {
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strlen(functions[i].name) == length && memcmp(functions[i].name, name, length) == 0)
            return &functions[i];
    return NULL;
}

const struct hgw_xpath_function *hgw_xpath_core_at(size_t index) {
    return index < sizeof functions / sizeof functions[0] ? &functions[index] : NULL;
}

/* What id() has found so far. */
struct found {
    xmlDocPtr doc;
    xmlNodeSetPtr nodes;
    struct hgw_nodetable seen;
};

/* Adds the element with this id, if there is one. */
static bool add_id(struct found *found, const xmlChar *id) {
    xmlAttrPtr attribute = xmlGetID(found->doc, id);
    if (!attribute || attribute->type != XML_ATTRIBUTE_NODE || !attribute->parent)
        return true;
    bool is_new;
    if (!hgw_nodetable_add(&found->seen, attribute->parent, &is_new))
        return false;
    return !is_new || xmlXPathNodeSetAddUnique(found->nodes, attribute->parent) == 0;
}

/* Adds what the ids in a list, separated by white space, name. */
static bool add_ids(struct found *found, const xmlChar *list) {
    static const char spaces[] = " \t\r\n";
    const char *at = (const char *)list;
    for (;;) {
        at += strspn(at, spaces);
        size_t length = strcspn(at, spaces);
        if (length == 0)
            return true;
        if (at[length] == '\0')
            return add_id(found, (const xmlChar *)at); /* no copy needed */
        xmlChar *id = xmlStrndup((const xmlChar *)at, (int)length);
        bool ok = id && add_id(found, id);
        xmlFree(id);
        if (!ok)
            return false;
        at += length;
    }
}

static bool add_ids_of_node(struct found *found, xmlNodePtr node) {
    if (node->type == XML_ATTRIBUTE_NODE && node->children && !node->children->next &&
        node->children->content)
        return add_ids(found, node->children->content); /* the usual case: an attribute in one piece */
    xmlChar *list = xmlXPathCastNodeToString(node);
    bool ok = list && add_ids(found, list);
    xmlFree(list);
    return ok;
}

static bool collect(struct found *found, xmlXPathObjectPtr argument) {
    if (argument->type != XPATH_NODESET && argument->type != XPATH_XSLT_TREE) {
        xmlChar *list = xmlXPathCastToString(argument);
        bool ok = list && add_ids(found, list);
        xmlFree(list);
        return ok;
    }
    for (int i = 0; argument->nodesetval && i < argument->nodesetval->nodeNr; i++)
        if (!add_ids_of_node(found, argument->nodesetval->nodeTab[i]))
            return false;
    return true;
}

void hgw_xpath_id(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(1);
    xmlXPathObjectPtr argument = valuePop(ctxt);
    if (!argument) {
        xmlXPathErr(ctxt, XPATH_INVALID_OPERAND);
        return;
    }
    struct found found = {.doc = ctxt->context->doc, .nodes = xmlXPathNodeSetCreate(NULL)};
    bool ok = found.nodes && collect(&found, argument);
    xmlXPathFreeObject(argument);
    hgw_nodetable_free(&found.seen);
    xmlXPathObjectPtr result = ok ? xmlXPathWrapNodeSet(found.nodes) : NULL;
    if (!result) {
        xmlXPathFreeNodeSet(found.nodes);
        xmlXPathErr(ctxt, XPATH_MEMORY_ERROR);
        return;
    }
    if (found.nodes->nodeNr > 1)
        xmlXPathNodeSetSort(found.nodes);
    valuePush(ctxt, result);
}
