/* The expressions in the tags: what libxml2 does not check before it runs them (functions, their arguments,
 * variables, prefixes), and names that the data cannot have. */
#include "template/template_program.h"

#include "base/lang.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "xml/libxml.h"
#include "xml/xpath.h"

#include <stdlib.h>
#include <string.h>

/* An expression that is looked through. */
struct scan {
    const struct template_dialect *dialect;
    const struct unit *unit;
    struct template_problems *problems;
    struct xpath_tokens tokens;
};

static size_t offset_of(const struct scan *s, const struct xpath_token *token) {
    return (size_t)(token->start - s->unit->source.data);
}

/* A token as a C string; suggestions look no further than this anyway. */
struct name {
    char text[SUGGEST_LONGEST + 1];
};

static struct name copy_name(const struct xpath_token *token) {
    struct name name;
    size_t length = token->length > SUGGEST_LONGEST ? SUGGEST_LONGEST : token->length;
    memcpy(name.text, token->start, length);
    name.text[length] = '\0';
    return name;
}

/* --- functions --- */

static const char prefix[] = "hgw:";

/* Looks up a function; `best` becomes what was probably meant. */
static const struct xpath_function *find(const struct xpath_function *functions, const char *name, const char **best) {
    const struct xpath_function *found = xpath_find(functions, name, strlen(name));
    bool core = functions == xpath_core;
    if (found && !(core && strcmp(name, "current") == 0)) /* Schematron has it, XPath has not */
        return found;
    struct suggest_one suggest;
    suggest_start(&suggest, name);
    for (; functions->name; functions++)
        if (!core || strcmp(functions->name, "current") != 0)
            suggest_try(&suggest, functions->name);
    *best = suggest.best;
    return NULL;
}

static void check_arguments(struct scan *s, const struct xpath_token *token, size_t open,
                            const struct xpath_function *function) {
    int count = xpath_arguments(&s->tokens, open);
    struct name name = copy_name(token);
    if (count >= function->least && (function->most < 0 || count <= function->most))
        return;
    if (function->least == function->most)
        template_complain(s->problems, s->unit, offset_of(s, token),
                          P_("De functie „%s” krijgt %d waarde, en hier staan er %d.",
                             "De functie „%s” krijgt %d waarden, en hier staan er %d.", (unsigned long)function->least),
                          name.text, function->least, count);
    else
        template_complain(s->problems, s->unit, offset_of(s, token),
                          _("Het aantal waarden van de functie „%s” klopt niet: hier staan er %d."), name.text, count);
}

static void check_function(struct scan *s, size_t index) {
    const struct xpath_token *token = &s->tokens.items[index];
    struct name name = copy_name(token);
    bool own = strncmp(name.text, prefix, sizeof prefix - 1) == 0;
    static const struct xpath_function none[] = {{NULL, 0, 0, NULL}};
    const struct xpath_function *table = !own ? xpath_core : s->dialect->functions ? s->dialect->functions : none;
    const char *best = NULL;
    const struct xpath_function *function = find(table, name.text + (own ? sizeof prefix - 1 : 0), &best);
    if (function)
        check_arguments(s, token, index + 1, function);
    else if (best)
        template_complain(s->problems, s->unit, offset_of(s, token),
                          _("De functie „%s” bestaat niet. Bedoel je „%s%s”?"), name.text, own ? prefix : "", best);
    else
        template_complain(s->problems, s->unit, offset_of(s, token), _("De functie „%s” bestaat niet."), name.text);
}

/* --- names --- */

/* True when the name test at this index is that of an attribute. */
static bool is_attribute(const struct scan *s, size_t index) {
    const struct xpath_token *items = s->tokens.items;
    if (index > 0 && xpath_is(&items[index - 1], "@"))
        return true;
    return index > 1 && xpath_is(&items[index - 1], "::") && xpath_is(&items[index - 2], "attribute");
}

static void check_name(struct scan *s, size_t index) {
    const struct xpath_token *token = &s->tokens.items[index];
    struct name name = copy_name(token);
    bool attribute = is_attribute(s, index);
    const char *suggestion = NULL, *sigil = attribute ? "@" : "";
    if (memchr(token->start, ':', token->length))
        template_complain(s->problems, s->unit, offset_of(s, token),
                          _("De naam „%s” kan hier niet: alleen functies hebben een voorvoegsel, hgw:…"), name.text);
    else if (*token->start == '*' || !s->dialect->knows ||
             s->dialect->knows(s->dialect->data, name.text, attribute, &suggestion))
        return;
    else if (suggestion)
        template_complain(s->problems, s->unit, offset_of(s, token),
                          _("De naam „%s%s” komt in een casus niet voor. Bedoel je „%s%s”?"), sigil, name.text, sigil,
                          suggestion);
    else
        template_complain(s->problems, s->unit, offset_of(s, token), _("De naam „%s%s” komt in een casus niet voor."),
                          sigil, name.text);
}

static void check_tokens(struct scan *s) {
    for (size_t i = 0; i < s->tokens.count; i++) {
        const struct xpath_token *token = &s->tokens.items[i];
        if (token->type == HGW_XPATH_FUNCTION)
            check_function(s, i);
        else if (token->type == HGW_XPATH_NAME_TEST)
            check_name(s, i);
        else if (token->type == HGW_XPATH_VARIABLE)
            template_complain(s->problems, s->unit, offset_of(s, token),
                              _("Variabelen ($…) bestaan niet in een sjabloon."));
    }
}

/* --- compiling --- */

/* libxml2 tells here where an expression goes wrong. */
static void keep_position(void *data, xml_error *problem) {
    int *position = data;
    if (*position < 0)
        *position = problem->int1;
}

static xmlXPathCompExprPtr compile(const char *text, int *position) {
    xmlXPathContextPtr context = xmlXPathNewContext(NULL);
    if (!context)
        return NULL;
    context->error = keep_position;
    context->userData = position;
    xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, (const xmlChar *)text);
    if (compiled && !strchr(text, '(')) {
        /* libxml2 streams a bare path, and prints to stderr when that takes too many steps. Not one in
         * parentheses. */
        xmlXPathFreeCompExpr(compiled);
        char *inside = text_format("(%s)", text);
        compiled = inside ? xmlXPathCtxtCompile(context, (const xmlChar *)inside) : NULL;
        free(inside);
    }
    xmlXPathFreeContext(context);
    return compiled;
}

xmlXPathCompExprPtr template_expression(const struct template *compiled, const struct unit *unit, size_t offset,
                                        size_t length, struct template_problems *problems) {
    if (length == 0) {
        template_complain(problems, unit, offset, _("Deze tag is leeg."));
        return NULL;
    }
    char *text = mem_strndup(unit->source.data + offset, length);
    int position = -1;
    size_t before = problems->count;
    xmlXPathCompExprPtr expression = compile(text, &position);
    if (expression) {
        struct scan s = {.dialect = compiled->dialect, .unit = unit, .problems = problems};
        xpath_scan(unit->source.data + offset, length, &s.tokens);
        check_tokens(&s);
        xpath_tokens_free(&s.tokens);
    } else if (position >= 0)
        template_complain(problems, unit, offset + ((size_t)position < length ? (size_t)position : length),
                          _("„%.*s” is geen goede XPath-uitdrukking: hier gaat het mis."), template_quote(text, length),
                          text);
    free(text);
    if (problems->count == before)
        return expression;
    xmlXPathFreeCompExpr(expression);
    return NULL;
}
