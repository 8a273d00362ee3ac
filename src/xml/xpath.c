#include "xml/xpath.h"

#include "xml/dom.h"

#include <libxml/xpathInternals.h>
#include <limits.h>

/* --- what stands in an expression --- */

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

/* Behind a literal, a name, or any other character. */
static const char *step_over(const char *at) {
    if (*at != '"' && *at != '\'')
        return at + (name_length(at) > 0 ? qname_length(at) : 1);
    const char *close = strchr(at + 1, *at);
    return close ? close + 1 : at + strlen(at);
}

/* True for the name of a function, which a parenthesis follows; not for an operator, or the type of a node. */
static bool is_function(const char *name) {
    static const char *const others[] = {"and", "or", "div", "mod", "comment", "text", "processing-instruction",
                                         "node"};
    size_t length = qname_length(name);
    bool function = length > 0 && name[length + strspn(name + length, DOM_SPACE)] == '(';
    for (size_t i = 0; function && i < sizeof others / sizeof *others; i++)
        function = strlen(others[i]) != length || memcmp(others[i], name, length) != 0;
    return function;
}

/* A pattern (XSLT 1.0, 5.2) as XPath from the document: `//` before each alternative that begins with a step. NULL: it
 * is none. Freed with free(). */
static char *path_of(const char *text) {
    AUTO(buf_free) struct buf out = BUF_EMPTY;
    bool good = true, begins = true;
    int depth = 0;
    for (const char *at = text, *next; good && *at; at = next) {
        bool space = strchr(DOM_SPACE, *at);
        next = step_over(at);
        if (begins && !space) {
            bool step = strchr("@*", *at) || (name_length(at) > 0 && !is_function(at));
            good = step || strchr("/$", *at) || name_length(at) > 0;
            buf_add_string(&out, step ? "//" : "");
        }
        depth += strchr("([", *at) ? 1 : strchr(")]", *at) ? -1 : 0;
        begins = (begins && space) || (depth == 0 && *at == '|');
        buf_add(&out, at, (size_t)(next - at));
    }
    return good && !begins ? buf_steal(&out) : NULL;
}

/* --- compiling --- */

/* One of the library, or NULL. */
static const struct xpath_function *find_function(const struct xpath_library *library, const char *name) {
    const struct xpath_function *one = library->functions;
    while (one->name && (*one->name != *name || strcmp(one->name, name) != 0))
        one++;
    return one->name ? one : NULL;
}

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
    const struct xpath_library *library;
    const char *text;
    bool wrong;
};

__attribute__((format(printf, 3, 4))) static void complain(struct xpath_compilation *c, const char *at,
                                                           const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    AUTO(mem_free) char *sentence = text_vformat(format, arguments);
    va_end(arguments);
    c->dialect->complain(c->dialect->data, (size_t)(at - c->text), sentence);
    c->wrong = true;
}

/* The same of what there is not: the sentence (a Dutch msgid) quotes its name and sign, and may go on with what was
 * probably meant. */
static void complain_of_unknown(struct xpath_compilation *c, const char *at, const char *format, const char *sign,
                                const char *name, const char *meant_sign, const char *meant) {
    AUTO(mem_free) char *guess = meant ? text_format(_(" Bedoel je „%s%s”?"), meant_sign, meant) : mem_strdup("");
    AUTO(mem_free) char *sentence = text_format(format, sign, name);
    complain(c, at, "%s%s", sentence, guess);
}

static void complain_of_syntax(struct xpath_compilation *c, const char *at) {
    complain(c, at, _("„%.*s” is geen goede XPath-uitdrukking: hier gaat het mis."),
             text_quote(c->text, strlen(c->text)), c->text);
}

/* How many values stand between a parenthesis and the one that closes it; -1: nothing does. */
static int count_values(const char *open) {
    int depth = 0, count = 0;
    for (const char *at = open; *at; at = step_over(at)) {
        depth += strchr("([", *at) ? 1 : strchr(")]", *at) ? -1 : 0;
        if (depth == 0)
            return count;
        count += (count == 0 && at > open && !strchr(DOM_SPACE, *at)) || (depth == 1 && *at == ',');
    }
    return -1;
}

static void check_arguments(struct xpath_compilation *c, const char *at, const char *name,
                            const struct signature *function) {
    int count = count_values(strchr(at, '('));
    if (count >= function->least && count <= function->most)
        return;
    if (count < 0) /* libxml2 takes it */
        complain_of_syntax(c, at);
    else if (function->least == function->most)
        complain(c, at,
                 P_("De functie „%s” krijgt %d waarde, en hier staan er %d.",
                    "De functie „%s” krijgt %d waarden, en hier staan er %d.", (unsigned long)function->least),
                 name, function->least, count);
    else
        complain(c, at, _("Het aantal waarden van de functie „%s” klopt niet: hier staan er %d."), name, count);
}

/* Says that there is no such function, and what was probably meant: one of ours without its prefix, or a mistyped one.
 */
static void say_no_function(struct xpath_compilation *c, const char *at, const char *name, const char *local,
                            bool ours) {
    bool forgotten = local == name && c->library && find_function(c->library, name);
    struct suggest_one suggest = suggest_start(local);
    for (size_t i = 0, length; local == name && i < sizeof core / sizeof *core; i++)
        for (const char *word = core[i].names; (length = dom_word(&word)) > 0; word += length)
            suggest_try_word(&suggest, word, length);
    for (const struct xpath_function *one = c->library ? c->library->functions : NULL; ours && one->name; one++)
        suggest_try(&suggest, one->name);
    int prefix = (int)(local - name), length = (int)suggest.best_length;
    AUTO(mem_free)
    char *meant = forgotten      ? text_format("hgw:%s", name)
                  : suggest.best ? text_format("%.*s%.*s", prefix, name, length, suggest.best)
                                 : NULL;
    complain_of_unknown(c, at, _("De functie „%s%s” bestaat niet."), "", name, "", meant);
}

static void check_function(struct xpath_compilation *c, const char *at, const char *name) {
    const char *colon = strchr(name, ':'), *local = colon ? colon + 1 : name;
    AUTO(mem_free) char *prefix = mem_strndup(name, colon ? (size_t)(colon - name) : 0);
    const xmlChar *uri = colon ? xmlXPathNsLookup(c->context, (const xmlChar *)prefix) : NULL;
    bool ours = uri && c->library && strcmp((const char *)uri, c->library->uri) == 0;
    const struct xpath_function *function = ours ? find_function(c->library, local) : NULL;
    struct signature found = {NULL, 0, 0};
    if (function)
        found = (struct signature){local, function->least, function->most};
    for (size_t i = 0; local == name && i < sizeof core / sizeof *core; i++)
        if (dom_has_word(core[i].names, name))
            found = core[i];
    if (!found.names)
        say_no_function(c, at, name, local, ours);
    else if ((!c->dialect->current || c->dialect->pattern) && strcmp(name, "current") == 0)
        complain(c, at, _("De functie „%s” kan hier niet staan: schrijf een punt (.)."), name);
    else
        check_arguments(c, at, name, &found);
}

static void check_name(struct xpath_compilation *c, const char *at, enum xpath_named what, const char *name) {
    const struct xpath_dialect *dialect = c->dialect;
    const char *meant = NULL, *other = NULL, *sign = what == XPATH_ELEMENT ? "" : what == XPATH_ATTRIBUTE ? "@" : "$";
    if (*name == '*' || !dialect->knows || dialect->knows(dialect->data, what, name, &meant))
        return;
    else if (what == XPATH_VARIABLE)
        complain_of_unknown(c, at, _("De variabele „%s%s” is hier niet gekend."), sign, name, sign, meant);
    else if (dialect->knows(dialect->data, what == XPATH_ELEMENT ? XPATH_ATTRIBUTE : XPATH_ELEMENT, name, &other))
        complain_of_unknown(c, at, _("De naam „%s%s” komt in een casus niet voor."), sign, name, *sign ? "" : "@",
                            name);
    else
        complain_of_unknown(c, at, _("De naam „%s%s” komt in een casus niet voor."), sign, name, sign, meant);
}

/* Looks at each name in an expression. "and", "or", "div" and "mod" are operators: no case has such names. */
static void check_names(struct xpath_compilation *c) {
    char before = ' '; /* the sign in front; after attribute:: it is @ too */
    for (const char *at = c->text, *next; *at; at = next) {
        next = step_over(at);
        if (name_length(at) == 0) {
            before = strchr(DOM_SPACE ":", *at) ? before : *at;
            continue;
        }
        AUTO(mem_free) char *name = mem_strndup(at, (size_t)(next - at));
        const char *behind = next + strspn(next, DOM_SPACE);
        bool axis = strncmp(behind, "::", 2) == 0;
        if (before == '$')
            check_name(c, at - 1, XPATH_VARIABLE, name);
        else if (is_function(at))
            check_function(c, at, name);
        else if (!axis && *behind != '(' && !dom_has_word("and or div mod", name))
            check_name(c, at, before == '@' ? XPATH_ATTRIBUTE : XPATH_ELEMENT, name);
        before = strcmp(name, "attribute") == 0 && axis ? '@' : ' ';
    }
}

/* *position becomes where it goes wrong: nearest to the beginning. */
static xmlXPathCompExprPtr compile(xmlXPathContextPtr context, const char *text, size_t *position) {
    struct xpath_binding *binding = context->userData;
    /* libxml2 streams a bare path, which walks the whole tree, and prints to stderr when that takes too many steps.
     * Not one in parentheses. */
    AUTO(mem_free) char *inside = strpbrk(text, "([@") ? NULL : text_format("(%s)", text);
    binding->position = -1;
    xmlXPathCompExprPtr expression = xmlXPathCtxtCompile(context, (const xmlChar *)(inside ? inside : text));
    int wrong = binding->position - (inside != NULL);
    *position = wrong < 0 ? 0 : (size_t)wrong < strlen(text) ? (size_t)wrong : strlen(text);
    return expression;
}

xmlXPathCompExprPtr xpath_compile(xmlXPathContextPtr context, const char *text, const struct xpath_dialect *dialect) {
    const struct xpath_binding *binding = context->userData;
    struct xpath_compilation c = {context, dialect, binding->library, text, false};
    size_t position;
    bool pattern = dialect->pattern && !dialect->trusted;
    AUTO(mem_free) char *path = pattern ? path_of(text) : NULL;
    xmlXPathCompExprPtr expression = pattern && !path ? NULL : compile(context, path ? path : text, &position);
    if (pattern && !path)
        complain(&c, text, _("De context „%s” is geen patroon dat elementen kiest (XSLT 1.0, 5.2)."), text);
    else if (!expression) {
        xmlXPathFreeCompExpr(path ? compile(context, text, &position) : NULL); /* its place in the text as it stands */
        complain_of_syntax(&c, text + position);
    } else if (!dialect->trusted)
        check_names(&c);
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
        AUTO(mem_free) char *list = many ? dom_text(xpath_node(call, 0, i)) : (char *)xmlXPathCastToString(value);
        const char *at = list;
        for (xmlNodePtr element; dom_next_id(call->context->doc, &at, &element);)
            if (element)
                xmlXPathNodeSetAddUnique(found, element);
    }
}

static void current(struct xpath_call *call, xmlNodeSetPtr found) {
    xmlXPathNodeSetAdd(found, call->binding->current);
}

/* What we add to XPath without a prefix. */
static const struct xpath_library own = {NULL,
                                         (const struct xpath_function[]){{"id", 1, 1, "v", .find = id},
                                                                         {"current", 0, 0, "", .find = current},
                                                                         {.name = NULL}},
                                         NULL};

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

/* $a and $b in the expression of a function. */
static xmlXPathObjectPtr argument(void *data, const xmlChar *name, const xmlChar *uri) {
    const struct xpath_call *call = data;
    int i = name[0] - 'a';
    (void)uri;
    return i < call->count ? xmlXPathObjectCopy(call->values[i]) : xmlXPathNewCString("");
}

/* What the expression of a function finds; NULL: it takes too many steps. */
static xmlXPathObjectPtr evaluate(const struct xpath_function *function, struct xpath_call *call) {
    xmlXPathContextPtr context = call->context;
    xmlXPathVariableLookupFunc outer = context->varLookupFunc;
    void *outer_call = context->varLookupData;
    xmlHashTablePtr kept = call->binding->compiled;
    xmlXPathCompExprPtr compiled = xmlHashLookup(kept, (const xmlChar *)function->name);
    if (!compiled) {
        compiled = xmlXPathCtxtCompile(context, (const xmlChar *)function->expression);
        xmlHashAddEntry(kept, (const xmlChar *)function->name, compiled);
    }
    xmlXPathRegisterVariableLookup(context, argument, call);
    xmlXPathObjectPtr result = xmlXPathCompiledEval(compiled, context);
    xmlXPathRegisterVariableLookup(context, outer, outer_call);
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
        AUTO(mem_free) char *text = function->text(call);
        return xmlXPathNewCString(text ? text : "");
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
    const char *name = (const char *)ctxt->context->function;
    const struct xpath_function *function = find_function(ctxt->context->functionURI ? binding->library : &own, name);
    xmlXPathObjectPtr values[XPATH_ARGUMENTS];
    struct xpath_call call = {.binding = binding, .context = ctxt->context, .values = values, .count = count};
    if (!function || count < function->least || count > function->most) {
        xmlXPathErr(ctxt, function ? XPATH_INVALID_ARITY : XPATH_UNKNOWN_FUNC_ERROR);
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
    const struct xpath_library *library = ((const struct xpath_binding *)data)->library;
    if (uri)
        return library && strcmp((const char *)uri, library->uri) == 0 ? run_call : NULL;
    return find_function(&own, (const char *)name) ? run_call : NULL;
}

/* libxml2 reports here instead of on standard error. */
static void note_reason(void *data, xml_error *problem) {
    struct xpath_binding *binding = data;
    binding->reason = problem->code - XML_XPATH_EXPRESSION_OK;
    if (binding->position < 0)
        binding->position = problem->int1;
}

xmlXPathContextPtr xpath_open(xmlDocPtr doc, struct xpath_binding *binding) {
    xmlXPathContextPtr context = xmlXPathNewContext(doc);
    context->userData = binding;
    context->error = note_reason;
    xmlXPathContextSetCache(context, 1, -1, 0);
    xmlXPathRegisterFuncLookup(context, look_up, binding);
    if (binding->library)
        xmlXPathRegisterNs(context, (const xmlChar *)"hgw", (const xmlChar *)binding->library->uri);
    return context;
}
