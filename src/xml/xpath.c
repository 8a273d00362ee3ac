#include "xml/xpath.h"

#include "xml/dom.h"

#include <libxml/xpathInternals.h>
#include <limits.h>

/* --- tokens (XPath 1.0, 3.7) --- */

enum token_type {
    SIGN,      /* one character of anything else, or an operator that is a word */
    NAME,      /* name, prefix:name, prefix:*, * */
    NODE_TYPE, /* comment, text, processing-instruction, node (the parenthesis follows) */
    FUNCTION,  /* the name of a function (the parenthesis follows) */
    AXIS,      /* the name of an axis */
    VALUE,     /* a number, or a literal with its quotes */
    VARIABLE,  /* with its $ */
};

struct token {
    enum token_type type;
    const char *start;
    size_t length; /* bytes */
};

static bool is(struct token token, const char *text) {
    return strlen(text) == token.length && memcmp(text, token.start, token.length) == 0;
}

/* What cannot stand in a name ends it: libxml2 judges names. */
static size_t name_length(const char *at) {
    return strchr("-.0123456789", *at) ? 0 : strcspn(at, DOM_SPACE "()[]{}@,:;|/+=<>!*\"'$&?#%^~`\\");
}

/* A name, with `:name` or `:*` behind it when it has a prefix. */
static size_t qname_length(const char *at) {
    size_t first = name_length(at);
    if (first == 0 || at[first] != ':')
        return first;
    size_t second = at[first + 1] == '*' ? 1 : name_length(at + first + 1);
    return second > 0 ? first + 1 + second : first;
}

/* Moves on to the next token; false behind the last. What is no XPath libxml2 finds. */
static bool next(struct token *token) {
    /* "If there is a preceding token and it is none of @, ::, (, [, , or an operator, then a * is the multiplication
     * and a name is an operator." */
    bool after_operand = token->type != SIGN || strchr(")].", *token->start);
    const char *at = token->start + token->length;
    at += strspn(at, DOM_SPACE);
    *token = (struct token){SIGN, at, 1};
    if (*at == '"' || *at == '\'') {
        const char *close = strchr(at + 1, *at);
        *token = (struct token){VALUE, at, close ? (size_t)(close - at) + 1 : strlen(at)};
    } else if (strspn(at, ".") < strspn(at, ".0123456789"))
        *token = (struct token){VALUE, at, strspn(at, ".0123456789")};
    else if (*at == '$')
        *token = (struct token){VARIABLE, at, 1 + qname_length(at + 1)};
    else if (*at == '*')
        token->type = after_operand ? SIGN : NAME;
    else if (name_length(at) > 0 && after_operand)
        token->length = name_length(at);
    else if (name_length(at) > 0) {
        token->length = qname_length(at);
        const char *behind = at + token->length + strspn(at + token->length, DOM_SPACE);
        bool node_type =
            is(*token, "comment") || is(*token, "text") || is(*token, "processing-instruction") || is(*token, "node");
        token->type = *behind == '(' ? node_type ? NODE_TYPE : FUNCTION : strncmp(behind, "::", 2) == 0 ? AXIS : NAME;
    }
    return *at != '\0';
}

/* Moves from an opening bracket or parenthesis to the one that closes it; `commas` counts those directly inside. False:
 * nothing closes it. */
static bool close_bracket(struct token *token, int *commas) {
    for (int depth = 1; depth > 0;) {
        if (!next(token))
            return false;
        if (token->type == SIGN)
            depth += strchr("([", *token->start) ? 1 : strchr(")]", *token->start) ? -1 : 0;
        *commas += depth == 1 && is(*token, ",");
    }
    return true;
}

/* A pattern (XSLT 1.0, 5.2) as XPath from the document: `//` before each alternative that begins with a step. NULL: it
 * is none. Freed with free(). */
static char *path_of(const char *text) {
    struct buf out = BUF_EMPTY;
    const char *done = text;
    bool good = true, begins = true;
    for (struct token token = {SIGN, text, 0}; good && next(&token);) {
        bool step = token.type == NAME || token.type == NODE_TYPE || token.type == AXIS || is(token, "@");
        int commas = 0;
        good = !begins || step || is(token, "/") || token.type == FUNCTION || token.type == VARIABLE;
        if (begins && step) {
            buf_add(&out, done, (size_t)(token.start - done));
            buf_add_string(&out, "//");
            done = token.start;
        }
        begins = is(token, "|");
        if (is(token, "(") || is(token, "["))
            close_bracket(&token, &commas);
    }
    buf_add_string(&out, done);
    if (good && !begins)
        return buf_steal(&out);
    buf_free(&out);
    return NULL;
}

/* --- compiling --- */

/* Functions, and how many arguments they take. */
struct signature {
    const char *names;
    int least, most;
};

/* Those of XPath 1.0 (4), and current() of XSLT 1.0 (12.4). */
static const struct signature core[] = {
    {"last position true false current", 0, 0},
    {"local-name namespace-uri name string string-length normalize-space number", 0, 1},
    {"count id boolean not lang sum floor ceiling round", 1, 1},
    {"starts-with contains substring-before substring-after", 2, 2},
    {"substring", 2, 3},
    {"translate", 3, 3},
    {"concat", 2, INT_MAX},
};

/* An expression that is compiled. */
struct xpath_compilation {
    xmlXPathContextPtr context;
    const struct xpath_dialect *dialect;
    const char *text;
    bool wrong;
};

static void complain(struct xpath_compilation *c, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void complain(struct xpath_compilation *c, const char *at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *sentence = text_vformat(format, arguments);
    va_end(arguments);
    c->dialect->complain(c->dialect->data, (size_t)(at - c->text), sentence);
    c->wrong = true;
    free(sentence);
}

/* The same of what there is not: the sentence (a Dutch msgid) quotes its name and sign, and may go on with what was
 * probably meant. */
static void complain_of_unknown(struct xpath_compilation *c, struct token token, const char *format, const char *sign,
                                const char *name, const char *meant_sign, const char *meant) {
    char *guess = meant ? text_format(_(" Bedoel je „%s%s”?"), meant_sign, meant) : mem_strdup("");
    char *sentence = text_format(format, sign, name);
    complain(c, token.start, "%s%s", sentence, guess);
    free(sentence);
    free(guess);
}

static void complain_of_syntax(struct xpath_compilation *c, const char *at) {
    complain(c, at, _("„%.*s” is geen goede XPath-uitdrukking: hier gaat het mis."),
             text_quote(c->text, strlen(c->text)), c->text);
}

/* The namespace of a name's prefix, NULL when it has none that is known; *local becomes what stands behind it. */
static const char *namespace_of(const struct xpath_compilation *c, char *name, const char **local) {
    char *colon = strchr(name, ':');
    *local = colon ? colon + 1 : name;
    if (!colon)
        return NULL;
    *colon = '\0';
    const xmlChar *uri = xmlXPathNsLookup(c->context, (const xmlChar *)name);
    *colon = ':';
    return (const char *)uri;
}

static void check_arguments(struct xpath_compilation *c, struct token token, const char *name,
                            const struct signature *function) {
    struct token open = token, close;
    int commas = 0;
    next(&open);
    close = open;
    if (!close_bracket(&close, &commas)) { /* libxml2 takes it */
        complain_of_syntax(c, token.start);
        return;
    }
    int count = next(&open) && open.start == close.start ? 0 : commas + 1;
    if (count >= function->least && count <= function->most)
        return;
    if (function->least == function->most)
        complain(c, token.start,
                 P_("De functie „%s” krijgt %d waarde, en hier staan er %d.",
                    "De functie „%s” krijgt %d waarden, en hier staan er %d.", (unsigned long)function->least),
                 name, function->least, count);
    else
        complain(c, token.start, _("Het aantal waarden van de functie „%s” klopt niet: hier staan er %d."), name,
                 count);
}

static void check_function(struct xpath_compilation *c, struct token token, char *name) {
    const char *local, *uri = namespace_of(c, name, &local), *at;
    const struct xpath_library *library = c->dialect->library;
    bool plain = local == name, ours = uri && library && strcmp(uri, library->uri) == 0, forgotten = false;
    struct signature found = {NULL, 0, 0};
    struct suggest_one suggest;
    suggest_start(&suggest, local);
    for (size_t i = 0, length; plain && i < sizeof core / sizeof *core; i++) {
        found = dom_has_word(core[i].names, local) ? core[i] : found;
        for (at = core[i].names; (length = dom_word(&at)) > 0; at += length)
            suggest_try_word(&suggest, at, length);
    }
    for (const struct xpath_function *one = library ? library->functions : NULL; one && one->name; one++) {
        bool same = strcmp(one->name, local) == 0;
        if (ours)
            suggest_try(&suggest, one->name);
        if (ours && same)
            found = (struct signature){one->name, one->least, one->most};
        forgotten = forgotten || (plain && same); /* its prefix */
    }
    char *close = forgotten ? text_format("hgw:%s", name)
                  : suggest.best
                      ? text_format("%.*s%.*s", (int)(local - name), name, (int)suggest.best_length, suggest.best)
                      : NULL;
    if (!found.names)
        complain_of_unknown(c, token, _("De functie „%s%s” bestaat niet."), "", name, "", close);
    else if (plain && (!c->dialect->current || c->dialect->pattern) && strcmp(name, "current") == 0)
        complain(c, token.start, _("De functie „%s” kan hier niet staan: schrijf een punt (.)."), name);
    else
        check_arguments(c, token, name, &found);
    free(close);
}

static void check_name(struct xpath_compilation *c, struct token token, enum xpath_named what, char *name) {
    const struct xpath_dialect *dialect = c->dialect;
    const char *local, *meant = NULL, *sign = what == XPATH_ELEMENT ? "" : what == XPATH_ATTRIBUTE ? "@" : "$";
    if (what != XPATH_VARIABLE && !namespace_of(c, name, &local) && local != name)
        complain(c, token.start, _("Het voorvoegsel van „%s” is niet gekend."), name);
    else if (*name == '*' || dialect->knows(dialect->data, what, name, &meant))
        return;
    else if (what == XPATH_VARIABLE)
        complain_of_unknown(c, token, _("De variabele „%s%s” is hier niet gekend."), sign, name, sign, meant);
    else if (dialect->knows(dialect->data, what == XPATH_ELEMENT ? XPATH_ATTRIBUTE : XPATH_ELEMENT, name, &local))
        complain_of_unknown(c, token, _("De naam „%s%s” komt in een casus niet voor."), sign, name, *sign ? "" : "@",
                            name);
    else
        complain_of_unknown(c, token, _("De naam „%s%s” komt in een casus niet voor."), sign, name, sign, meant);
}

static void check_tokens(struct xpath_compilation *c) {
    bool attribute = false; /* a name is that of an attribute */
    for (struct token token = {SIGN, c->text, 0}; next(&token);) {
        if (token.type == FUNCTION || token.type == NAME || token.type == VARIABLE) {
            size_t sigil = token.type == VARIABLE;
            char *name = mem_strndup(token.start + sigil, token.length - sigil);
            if (token.type == FUNCTION)
                check_function(c, token, name);
            else
                check_name(c, token, sigil ? XPATH_VARIABLE : attribute ? XPATH_ATTRIBUTE : XPATH_ELEMENT, name);
            free(name);
        }
        attribute = is(token, "@") || (token.type == AXIS && is(token, "attribute")) || (attribute && is(token, ":"));
    }
}

/* libxml2 tells here where an expression goes wrong. */
static void keep_position(void *data, xml_error *problem) {
    int *position = data;
    if (*position < 0)
        *position = problem->int1;
}

/* *position becomes where it goes wrong: nearest to the beginning. */
static xmlXPathCompExprPtr compile(xmlXPathContextPtr context, const char *text, size_t *position) {
    xmlStructuredErrorFunc error = context->error;
    void *data = context->userData;
    int wrong = -1;
    context->error = keep_position;
    context->userData = &wrong;
    /* libxml2 streams a bare path, which walks the whole tree, and prints to stderr when that takes too many steps.
     * Not one in parentheses. */
    char *inside = strpbrk(text, "([@") ? NULL : text_format("(%s)", text);
    xmlXPathCompExprPtr expression = inside ? xmlXPathCtxtCompile(context, (const xmlChar *)inside) : NULL;
    free(inside);
    wrong = -1;
    if (!expression)
        expression = xmlXPathCtxtCompile(context, (const xmlChar *)text);
    context->error = error;
    context->userData = data;
    size_t length = strlen(text);
    *position = wrong < 0 ? 0 : (size_t)wrong < length ? (size_t)wrong : length;
    return expression;
}

xmlXPathCompExprPtr xpath_compile(xmlXPathContextPtr context, const char *text, const struct xpath_dialect *dialect) {
    struct xpath_compilation c = {context, dialect, text, false};
    size_t position;
    bool pattern = dialect->pattern && !dialect->trusted;
    char *path = pattern ? path_of(text) : NULL;
    xmlXPathCompExprPtr expression = pattern && !path ? NULL : compile(context, path ? path : text, &position);
    if (pattern && !path)
        complain(&c, text, _("De context „%s” is geen patroon dat elementen kiest (XSLT 1.0, 5.2)."), text);
    else if (!expression) {
        xmlXPathFreeCompExpr(path ? compile(context, text, &position) : NULL); /* its place in the text as it stands */
        complain_of_syntax(&c, text + position);
    } else if (!dialect->trusted)
        check_tokens(&c);
    free(path);
    if (!c.wrong)
        return expression;
    xmlXPathFreeCompExpr(expression);
    return NULL;
}

/* --- functions of ours --- */

const char *xpath_text(const struct xpath_call *call, int i) {
    return i < call->count ? (const char *)call->values[i]->stringval : "";
}

int xpath_count(const struct xpath_call *call, int i) {
    const xmlNodeSet *nodes = i < call->count ? call->values[i]->nodesetval : NULL;
    return nodes ? nodes->nodeNr : 0;
}

xmlNodePtr xpath_node(const struct xpath_call *call, int i, int index) {
    return call->values[i]->nodesetval->nodeTab[index];
}

xmlNodePtr xpath_first(const struct xpath_call *call, int i) {
    if (xpath_count(call, i) == 0)
        return NULL;
    xmlXPathNodeSetSort(call->values[i]->nodesetval); /* a union may have its nodes in any order */
    return xpath_node(call, i, 0);
}

/* Puts nodes in document order, each of them once. */
static void put_in_order(xmlNodeSetPtr nodes) {
    xmlXPathNodeSetSort(nodes);
    int kept = 0; /* what was found twice stands side by side now */
    for (int i = 0; i < nodes->nodeNr; i++)
        if (kept == 0 || nodes->nodeTab[kept - 1] != nodes->nodeTab[i])
            nodes->nodeTab[kept++] = nodes->nodeTab[i];
    nodes->nodeNr = kept;
}

xmlXPathObjectPtr xpath_als(struct xpath_call *call) {
    int chosen = call->values[0]->boolval ? 1 : 2;
    if (chosen >= call->count)
        return xmlXPathNewCString("");
    xmlXPathObjectPtr value = call->values[chosen];
    call->values[chosen] = NULL;
    return value;
}

bool xpath_gevuld(const struct xpath_call *call, xmlNodePtr node) {
    (void)call;
    return dom_filled(node);
}

/* id() of XPath 1.0 (4.1), in document order and without libxml2's search through all results for each new one, which
 * makes id() of a large set quadratic. */
static void id(struct xpath_call *call, xmlNodeSetPtr found) {
    xmlXPathObjectPtr value = call->values[0];
    bool many = value->type == XPATH_NODESET;
    for (int i = 0; i < (many ? xpath_count(call, 0) : 1); i++) {
        char *list = many ? dom_text(xpath_node(call, 0, i)) : (char *)xmlXPathCastToString(value);
        const char *at = list;
        for (xmlNodePtr element; dom_next_id(call->context->doc, &at, &element);)
            if (element)
                xmlXPathNodeSetAddUnique(found, element);
        free(list);
    }
}

/* Makes of an argument what the function takes; false: it is wrong, and the binding's error says why. */
static bool convert(struct xpath_call *call, char kind, xmlXPathObjectPtr *value) {
    switch (kind) {
    case 'v':
        return true;
    case 'b':
        *value = xmlXPathConvertBoolean(*value);
        return true;
    case 'c':
        *value = xmlXPathConvertNumber(*value);
        return true;
    case 'n':
        return (*value)->type == XPATH_NODESET || (*value)->type == XPATH_XSLT_TREE ||
               error_set(&call->binding->error, ERROR_DATA,
                         _("Een functie van hgw krijgt een tekst of een getal waar elementen moeten staan."));
    default:
        *value = xmlXPathConvertString(*value);
        return kind == 't' || call->binding->library->convert(call, kind, (const char *)(*value)->stringval);
    }
}

/* What the expression of a function finds; NULL: it takes too many steps. */
static xmlXPathObjectPtr evaluate(const struct xpath_function *function, struct xpath_call *call) {
    xmlXPathContextPtr context = call->context;
    xmlHashTablePtr variables = context->varHash;
    context->varHash = NULL;
    for (int i = 0; i < function->most; i++) {
        const xmlChar name[] = {(xmlChar)('a' + i), '\0'};
        xmlXPathRegisterVariable(context, name, i < call->count ? call->values[i] : xmlXPathNewCString(""));
        call->values[i] = NULL; /* the context owns it now */
    }
    xmlXPathObjectPtr result = xmlXPathEval((const xmlChar *)function->expression, context);
    xmlXPathRegisteredVariablesCleanup(context);
    context->varHash = variables;
    return result;
}

static xmlXPathObjectPtr answer(const struct xpath_function *function, struct xpath_call *call) {
    if (function->expression)
        return evaluate(function, call);
    if (function->truth)
        return xmlXPathNewBoolean(function->truth(call));
    if (function->number)
        return xmlXPathNewFloat(function->number(call));
    if (function->value)
        return function->value(call);
    if (function->text) {
        char *text = function->text(call);
        xmlXPathObjectPtr string = xmlXPathNewCString(text ? text : "");
        free(text);
        return string;
    }
    int nodes = function->arguments[0] == 'n' ? 0 : 1, i = 0, count = xpath_count(call, nodes);
    if (function->any) {
        while (i < count && !function->any(call, xpath_node(call, nodes, i)))
            i++;
        return xmlXPathNewBoolean(i < count);
    }
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    xmlNodeSetPtr found = result->nodesetval;
    if (function->find) {
        function->find(call, found);
        put_in_order(found);
        return result;
    }
    bool given = strchr(function->arguments, 'n');
    xmlNodePtr node = given ? NULL : xmlDocGetRootElement(call->context->doc);
    for (; node; node = dom_walk(node, NULL))
        if (function->keep(call, node))
            xmlXPathNodeSetAddUnique(found, node);
    for (; given && i < count; i++)
        if (function->keep(call, xpath_node(call, nodes, i)))
            xmlXPathNodeSetAddUnique(found, xpath_node(call, nodes, i));
    return result;
}

static void run_call(xmlXPathParserContextPtr ctxt, int count) {
    struct xpath_binding *binding = ctxt->context->funcLookupData;
    static const struct xpath_function by_id = {"id", 1, 1, "v", .find = id};
    const struct xpath_function *function = ctxt->context->functionURI ? binding->library->functions : &by_id;
    const char *name = (const char *)ctxt->context->function;
    while (function->name && (*function->name != *name || strcmp(function->name, name) != 0))
        function++;
    xmlXPathObjectPtr values[XPATH_ARGUMENTS];
    struct xpath_call call = {.binding = binding, .context = ctxt->context, .values = values, .count = count};
    if (!function->name || count < function->least || count > function->most) {
        xmlXPathErr(ctxt, function->name ? XPATH_INVALID_ARITY : XPATH_UNKNOWN_FUNC_ERROR);
        return;
    }
    for (int i = count - 1; i >= 0; i--) /* the last argument lies on top */
        values[i] = valuePop(ctxt);
    bool good = true;
    const char *kind = function->arguments;
    for (int i = 0; good && i < count; i++, kind += kind[1] != '\0')
        good = convert(&call, *kind, &values[i]);
    xmlXPathObjectPtr result = good ? answer(function, &call) : NULL;
    if (result)
        valuePush(ctxt, result);
    if (!result || binding->error.kind != ERROR_NONE)
        xmlXPathErr(ctxt, XPATH_EXPR_ERROR);
    for (int i = 0; i < count; i++)
        xmlXPathFreeObject(values[i]);
}

/* libxml2 asks here first, since 2.14 not for functions of XPath itself. Of a name without a function it would write on
 * standard error; run_call does not. */
static xmlXPathFunction look_up(void *data, const xmlChar *name, const xmlChar *uri) {
    const struct xpath_binding *binding = data;
    if (!uri)
        return strcmp((const char *)name, "id") == 0 ? run_call : NULL;
    return strcmp((const char *)uri, binding->library->uri) == 0 ? run_call : NULL;
}

void xpath_bind(xmlXPathContextPtr context, struct xpath_binding *binding) {
    xmlXPathRegisterFuncLookup(context, look_up, binding);
}
