#include "render/template_work.h"

#include "check/xpath_functions.h"
#include "render/template.h"

#include <libxml/xpathInternals.h>
#include <string.h>

/* Which nodes of a set a function reads. */
enum reads {
    FIRST_NODE, /* the first in document order: XPath 1.0, 4.2, string() */
    ALL_NODES,
};

static const struct {
    const char *name;
    enum reads reads;
    xmlXPathFunction function;
} functions[] = {
    {"string", FIRST_NODE, xmlXPathStringFunction},
    {"concat", FIRST_NODE, xmlXPathConcatFunction},
    {"starts-with", FIRST_NODE, xmlXPathStartsWithFunction},
    {"contains", FIRST_NODE, xmlXPathContainsFunction},
    {"substring-before", FIRST_NODE, xmlXPathSubstringBeforeFunction},
    {"substring-after", FIRST_NODE, xmlXPathSubstringAfterFunction},
    {"substring", FIRST_NODE, xmlXPathSubstringFunction},
    {"string-length", FIRST_NODE, xmlXPathStringLengthFunction},
    {"normalize-space", FIRST_NODE, xmlXPathNormalizeFunction},
    {"translate", FIRST_NODE, xmlXPathTranslateFunction},
    {"number", FIRST_NODE, xmlXPathNumberFunction},
    {"sum", ALL_NODES, xmlXPathSumFunction},
    {"id", ALL_NODES, hgw_xpath_id}, /* libxml2's own is quadratic */
};
enum { FUNCTION_COUNT = sizeof functions / sizeof functions[0] };

/* The bytes of text in a node; each node in it counts for a few. Stops beyond `most`. */
static size_t text_of(const xmlNode *node, size_t most) {
    enum { NODE = HGW_TEMPLATE_BYTES_PER_STEP };
    size_t size = NODE;
    if (node->type == XML_NAMESPACE_DECL)
        return size;
    for (const xmlNode *at = node; at && size <= most;) {
        bool text = at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE;
        size += NODE + (text && at->content ? strlen((const char *)at->content) : 0);
        const xmlNode *child = text ? NULL : at->children;
        while (!child && at != node && !at->next)
            at = at->parent;
        at = child ? child : at != node ? at->next : NULL;
    }
    return size;
}

static size_t size_of(xmlXPathObjectPtr value, enum reads reads, size_t most) {
    if (value->type == XPATH_STRING)
        return value->stringval ? strlen((const char *)value->stringval) : 0;
    if (value->type != XPATH_NODESET || !value->nodesetval || value->nodesetval->nodeNr == 0)
        return 0;
    xmlNodeSetPtr set = value->nodesetval;
    xmlXPathNodeSetSort(set); /* the function would do so */
    size_t size = 0;
    for (int i = 0; i < (reads == FIRST_NODE ? 1 : set->nodeNr) && size <= most; i++)
        size += text_of(set->nodeTab[i], most);
    return size;
}

/* Counts what a function is about to read and runs it. Each value counts again for those behind it: concat()
 * copies what it has so far for each. */
static void count_and_run(xmlXPathParserContextPtr parser, int count) {
    xmlXPathContextPtr xpath = parser->context;
    size_t i = 0;
    while (i < FUNCTION_COUNT && strcmp((const char *)xpath->function, functions[i].name) != 0)
        i++;
    if (i == FUNCTION_COUNT) {
        xmlXPathSetError(parser, XPATH_UNKNOWN_FUNC_ERROR);
        return;
    }
    size_t left = xpath->opLimit > xpath->opCount ? xpath->opLimit - xpath->opCount : 0;
    size_t most = left * HGW_TEMPLATE_BYTES_PER_STEP, all = 0, size = 0;
    if (count == 0 && xpath->node)
        all = text_of(xpath->node, most);
    for (int at = 1; at <= count && at <= parser->valueNr && all <= most; at++) {
        size += size_of(parser->valueTab[parser->valueNr - at], functions[i].reads, most);
        all += size;
    }
    hgw_template_count(xpath, all);
    if (all > most) {
        xmlXPathSetError(parser, XPATH_OP_LIMIT_EXCEEDED);
    } else
        functions[i].function(parser, count);
}

void hgw_template_count(xmlXPathContextPtr xpath, size_t bytes) {
    xpath->opCount += bytes / HGW_TEMPLATE_BYTES_PER_STEP;
}

static xmlXPathFunction look_up(void *data, const xmlChar *name, const xmlChar *uri) {
    (void)data;
    for (size_t i = 0; !uri && i < FUNCTION_COUNT; i++)
        if (strcmp((const char *)name, functions[i].name) == 0)
            return count_and_run;
    return NULL;
}

void hgw_template_work_register(xmlXPathContextPtr xpath) {
    xmlXPathRegisterFuncLookup(xpath, look_up, NULL); /* since libxml2 2.14 only this goes before its own */
}
