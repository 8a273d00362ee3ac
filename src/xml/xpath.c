#include "xml/xpath.h"

#include "base/list.h"

#include <libxml/valid.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

#define SPACES " \t\r\n"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Bytes beyond ASCII are taken for letters: libxml2 judges names. */
static bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static size_t name_length(const char *at, const char *end) {
    size_t i = 0;
    if (at >= end || !is_name_start(*at))
        return 0;
    while (at + i < end && (is_name_start(at[i]) || is_digit(at[i]) || at[i] == '-' || at[i] == '.'))
        i++;
    return i;
}

/* A name, with `:name` or `:*` behind it when it has a prefix. */
static size_t qname_length(const char *at, const char *end) {
    size_t first = name_length(at, end);
    const char *colon = at + first;
    if (first == 0 || colon + 1 >= end || *colon != ':')
        return first;
    size_t second = colon[1] == '*' ? 1 : name_length(colon + 1, end);
    return second > 0 ? first + 1 + second : first;
}

static bool is_one_of(const char *text, size_t length, const char *const words[]) {
    for (size_t i = 0; words[i]; i++)
        if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0)
            return true;
    return false;
}

/* What a name is: that depends on what stands before and behind it. */
static enum xpath_type scan_name(const char *at, const char *end, bool after_operand, size_t *length) {
    static const char *const operators[] = {"and", "or", "mod", "div", NULL};
    static const char *const node_types[] = {"comment", "text", "processing-instruction", "node", NULL};
    if (after_operand) {
        *length = name_length(at, end);
        return is_one_of(at, *length, operators) ? HGW_XPATH_OPERATOR : HGW_XPATH_WRONG;
    }
    *length = qname_length(at, end);
    const char *next = at + *length;
    while (next < end && strchr(SPACES, *next))
        next++;
    if (next < end && *next == '(')
        return is_one_of(at, *length, node_types) ? HGW_XPATH_NODE_TYPE : HGW_XPATH_FUNCTION;
    return next + 1 < end && next[0] == ':' && next[1] == ':' ? HGW_XPATH_AXIS : HGW_XPATH_NAME_TEST;
}

static enum xpath_type scan_token(const char *at, const char *end, bool after_operand, size_t *length) {
    static const char *const doubled[] = {"::", "..", "//", "!=", "<=", ">=", NULL};
    *length = 1;
    if (*at == '"' || *at == '\'') {
        const char *close = memchr(at + 1, *at, (size_t)(end - at) - 1);
        *length = close ? (size_t)(close - at) + 1 : 1;
        return close ? HGW_XPATH_LITERAL : HGW_XPATH_WRONG;
    }
    if (*at == '$') {
        *length += qname_length(at + 1, end);
        return *length > 1 ? HGW_XPATH_VARIABLE : HGW_XPATH_WRONG;
    }
    if (is_digit(*at) || (*at == '.' && at + 1 < end && is_digit(at[1]))) {
        bool point = false;
        for (*length = 0; at + *length < end && (is_digit(at[*length]) || (at[*length] == '.' && !point)); ++*length)
            point = point || at[*length] == '.';
        return HGW_XPATH_NUMBER;
    }
    if (is_name_start(*at))
        return scan_name(at, end, after_operand, length);
    if (at + 1 < end && is_one_of(at, 2, doubled))
        *length = 2;
    if (*at == '*')
        return after_operand ? HGW_XPATH_OPERATOR : HGW_XPATH_NAME_TEST;
    if (strchr("()[]@,.", *at) || (*at == ':' && *length == 2))
        return HGW_XPATH_SYMBOL;
    return strchr("/|+-=<>", *at) || *length == 2 ? HGW_XPATH_OPERATOR : HGW_XPATH_WRONG;
}

void xpath_scan(const char *text, size_t length, struct xpath_tokens *tokens) {
    const char *end = text + length;
    bool after_operand = false;
    *tokens = (struct xpath_tokens){0};
    for (const char *at = text;; at += tokens->items[tokens->count - 1].length) {
        while (at < end && strchr(SPACES, *at))
            at++;
        if (at >= end)
            return;
        struct xpath_token token = {.start = at};
        token.type = scan_token(at, end, after_operand, &token.length);
        tokens->items = list_grow(tokens->items, &tokens->capacity, tokens->count, sizeof token);
        tokens->items[tokens->count++] = token;
        if (token.type == HGW_XPATH_WRONG)
            return;
        /* "If there is a preceding token and it is none of @, ::, (, [, , or an operator, then a * is the
         * multiplication and a name is an operator." */
        after_operand = token.type == HGW_XPATH_SYMBOL ? !strchr("@:([,", *at) : token.type != HGW_XPATH_OPERATOR;
    }
}

void xpath_tokens_free(struct xpath_tokens *tokens) {
    free(tokens->items);
    *tokens = (struct xpath_tokens){0};
}

bool xpath_is(const struct xpath_token *token, const char *text) {
    return strlen(text) == token->length && memcmp(text, token->start, token->length) == 0;
}

/* What a token adds to the depth of brackets and parentheses. */
static int opens(const struct xpath_token *token) {
    if (token->type != HGW_XPATH_SYMBOL)
        return 0;
    return *token->start == '(' || *token->start == '[' ? 1 : *token->start == ')' || *token->start == ']' ? -1 : 0;
}

size_t xpath_closing(const struct xpath_tokens *tokens, size_t open) {
    int depth = 0;
    for (size_t i = open; i < tokens->count; i++) {
        depth += opens(&tokens->items[i]);
        if (depth == 0)
            return i;
    }
    return tokens->count;
}

int xpath_arguments(const struct xpath_tokens *tokens, size_t open) {
    int depth = 0, commas = 0;
    size_t i = open;
    for (; i < tokens->count && (depth += opens(&tokens->items[i])) > 0; i++)
        commas += depth == 1 && xpath_is(&tokens->items[i], ",");
    return i == open + 1 ? 0 : commas + 1;
}

const struct xpath_function xpath_core[] = {
    {"last", 0, 0, NULL},
    {"position", 0, 0, NULL},
    {"count", 1, 1, NULL},
    {"id", 1, 1, NULL},
    {"local-name", 0, 1, NULL},
    {"namespace-uri", 0, 1, NULL},
    {"name", 0, 1, NULL},
    {"string", 0, 1, NULL},
    {"concat", 2, -1, NULL},
    {"starts-with", 2, 2, NULL},
    {"contains", 2, 2, NULL},
    {"substring-before", 2, 2, NULL},
    {"substring-after", 2, 2, NULL},
    {"substring", 2, 3, NULL},
    {"string-length", 0, 1, NULL},
    {"normalize-space", 0, 1, NULL},
    {"translate", 3, 3, NULL},
    {"boolean", 1, 1, NULL},
    {"not", 1, 1, NULL},
    {"true", 0, 0, NULL},
    {"false", 0, 0, NULL},
    {"lang", 1, 1, NULL},
    {"number", 0, 1, NULL},
    {"sum", 1, 1, NULL},
    {"floor", 1, 1, NULL},
    {"ceiling", 1, 1, NULL},
    {"round", 1, 1, NULL},
    {"current", 0, 0, NULL},
    {NULL, 0, 0, NULL},
};

const struct xpath_function *xpath_find(const struct xpath_function *functions, const char *name, size_t length) {
    for (; functions->name; functions++)
        if (strlen(functions->name) == length && memcmp(functions->name, name, length) == 0)
            return functions;
    return NULL;
}

/* Adds the elements that a list of ids, separated by white space, names, and frees it. */
static void add_ids(xmlDocPtr doc, xmlChar *list, xmlNodeSetPtr found) {
    char *rest = NULL;
    for (char *id = strtok_r((char *)list, SPACES, &rest); id; id = strtok_r(NULL, SPACES, &rest)) {
        xmlAttrPtr attribute = xmlGetID(doc, (const xmlChar *)id);
        if (attribute && attribute->type == XML_ATTRIBUTE_NODE && attribute->parent)
            xmlXPathNodeSetAddUnique(found, attribute->parent);
    }
    xmlFree(list);
}

void xpath_id(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(1);
    xmlXPathObjectPtr argument = valuePop(ctxt);
    if (!argument) {
        xmlXPathErr(ctxt, XPATH_INVALID_OPERAND);
        return;
    }
    bool many = argument->type == XPATH_NODESET || argument->type == XPATH_XSLT_TREE;
    int count = !many ? 1 : argument->nodesetval ? argument->nodesetval->nodeNr : 0;
    xmlNodeSetPtr found = xmlXPathNodeSetCreate(NULL);
    for (int i = 0; i < count; i++)
        add_ids(ctxt->context->doc,
                many ? xmlXPathCastNodeToString(argument->nodesetval->nodeTab[i]) : xmlXPathCastToString(argument),
                found);
    xmlXPathFreeObject(argument);
    xmlXPathNodeSetSort(found);
    int kept = 0; /* what was found twice stands side by side now */
    for (int i = 0; i < found->nodeNr; i++)
        if (kept == 0 || found->nodeTab[kept - 1] != found->nodeTab[i])
            found->nodeTab[kept++] = found->nodeTab[i];
    found->nodeNr = kept;
    valuePush(ctxt, xmlXPathWrapNodeSet(found));
}
