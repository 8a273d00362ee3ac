/* The expressions in the tags: what libxml2 does not check before it runs them (functions, their arguments,
 * variables, prefixes), and names that the data cannot have. */
#include "render/template_program.h"

#include "base/lang.h"
#include "base/suggest.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_PARENTHESES = 32 };

/* XPath 1.0, section 4: the core function library. */
static const struct {
    const char *name;
    int least, most;
} core_functions[] = {
    {"last", 0, 0},
    {"position", 0, 0},
    {"count", 1, 1},
    {"id", 1, 1},
    {"local-name", 0, 1},
    {"namespace-uri", 0, 1},
    {"name", 0, 1},
    {"string", 0, 1},
    {"concat", 2, INT_MAX},
    {"starts-with", 2, 2},
    {"contains", 2, 2},
    {"substring-before", 2, 2},
    {"substring-after", 2, 2},
    {"substring", 2, 3},
    {"string-length", 0, 1},
    {"normalize-space", 0, 1},
    {"translate", 3, 3},
    {"boolean", 1, 1},
    {"not", 1, 1},
    {"true", 0, 0},
    {"false", 0, 0},
    {"lang", 1, 1},
    {"number", 0, 1},
    {"sum", 1, 1},
    {"floor", 1, 1},
    {"ceiling", 1, 1},
    {"round", 1, 1},
};

static const char *const node_types[] = {"node", "text", "comment", "processing-instruction"};

/* A parenthesis that is open; of a function call when `name` is set. */
struct call {
    const char *name; /* as in the table, NULL for a plain parenthesis or one whose function is unknown */
    int least, most;  /* arguments it takes */
    int commas;       /* so far */
    bool empty;       /* nothing stands in it yet */
    size_t offset;    /* of the name */
};

struct scan {
    const struct hgw_template *compiled;
    const struct hgw_unit *unit;
    struct hgw_template_problems *problems;
    const char *text; /* the whole source of the unit */
    size_t at, end;
    bool operand_before; /* a name that comes now is an operator (XPath 1.0, 3.7) */
    bool attribute;      /* an @ stands before */
    struct call calls[MAX_PARENTHESES];
    size_t depth; /* may be more than MAX_PARENTHESES: those are not looked at */
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || ((unsigned char)c & 0x80) != 0;
}

static bool starts_name(char c) {
    return is_name_byte(c) && c != '-' && c != '.' && !(c >= '0' && c <= '9');
}

static char peek(struct scan *s) {
    while (s->at < s->end && is_blank(s->text[s->at]))
        s->at++;
    return s->at < s->end ? s->text[s->at] : '\0';
}

/* A name as a C string; suggestions look no further than this anyway. */
static void copy_name(const struct scan *s, size_t start, size_t length, char name[HGW_SUGGEST_LONGEST + 1]) {
    if (length > HGW_SUGGEST_LONGEST)
        length = HGW_SUGGEST_LONGEST;
    memcpy(name, s->text + start, length);
    name[length] = '\0';
}

static void complain_function(struct scan *s, size_t offset, const char *name, const char *prefix,
                              const char *suggestion) {
    if (suggestion)
        hgw_template_complain(s->problems, s->unit, offset,
                              _("De functie „%s%s” bestaat niet. Bedoelt u „%s%s”?"), prefix, name, prefix,
                              suggestion);
    else
        hgw_template_complain(s->problems, s->unit, offset, _("De functie „%s%s” bestaat niet."), prefix,
                              name);
}

static struct call core_call(struct scan *s, const char *name, size_t offset) {
    struct hgw_suggest suggest;
    hgw_suggest_start(&suggest, name);
    for (size_t i = 0; i < sizeof core_functions / sizeof core_functions[0]; i++) {
        if (strcmp(core_functions[i].name, name) == 0)
            return (struct call){
                core_functions[i].name, core_functions[i].least, core_functions[i].most, 0, true, offset};
        hgw_suggest_try(&suggest, core_functions[i].name);
    }
    complain_function(s, offset, name, "", suggest.best);
    return (struct call){.empty = true};
}

static struct call own_call(struct scan *s, const char *name, size_t offset) {
    const struct hgw_template_function *function = s->compiled->dialect->functions;
    struct hgw_suggest suggest;
    hgw_suggest_start(&suggest, name);
    for (; function && function->name; function++) {
        if (strcmp(function->name, name) == 0)
            return (struct call){function->name, function->least, function->most, 0, true, offset};
        hgw_suggest_try(&suggest, function->name);
    }
    complain_function(s, offset, name, "hgw:", suggest.best);
    return (struct call){.empty = true};
}

static void open_parenthesis(struct scan *s, struct call call) {
    if (s->depth < MAX_PARENTHESES)
        s->calls[s->depth] = call;
    s->depth++;
    s->at++;
    s->operand_before = false;
}

static void close_parenthesis(struct scan *s) {
    s->at++;
    s->operand_before = true;
    if (s->depth == 0 || s->depth-- > MAX_PARENTHESES)
        return; /* libxml2 says what is wrong with the first; the second is deeper than we look */
    const struct call *call = &s->calls[s->depth];
    int arguments = call->empty ? 0 : call->commas + 1;
    if (!call->name || (arguments >= call->least && arguments <= call->most))
        return;
    if (call->least == call->most)
        hgw_template_complain(s->problems, s->unit, call->offset,
                              P_("De functie „%s” krijgt %d waarde, en hier staan er %d.",
                                 "De functie „%s” krijgt %d waarden, en hier staan er %d.",
                                 (unsigned long)call->least),
                              call->name, call->least, arguments);
    else
        hgw_template_complain(s->problems, s->unit, call->offset,
                              _("De functie „%s” krijgt hier %d waarden, en dat kan niet."), call->name,
                              arguments);
}

static void check_name(struct scan *s, size_t offset, const char *name) {
    const struct hgw_template_dialect *dialect = s->compiled->dialect;
    const char *suggestion = NULL;
    if (!dialect->knows || dialect->knows(dialect->data, name, s->attribute, &suggestion))
        return;
    const char *sigil = s->attribute ? "@" : "";
    if (suggestion)
        hgw_template_complain(s->problems, s->unit, offset,
                              _("De naam „%s%s” komt in een casus niet voor. Bedoelt u „%s%s”?"), sigil, name,
                              sigil, suggestion);
    else
        hgw_template_complain(s->problems, s->unit, offset, _("De naam „%s%s” komt in een casus niet voor."),
                              sigil, name);
}

static bool is_node_type(const char *name) {
    for (size_t i = 0; i < sizeof node_types / sizeof node_types[0]; i++)
        if (strcmp(node_types[i], name) == 0)
            return true;
    return false;
}

/* A name with a prefix: a function of ours, or something that cannot be. */
static void scan_prefixed(struct scan *s, size_t start, const char *prefix) {
    s->at++; /* the colon */
    size_t local = s->at;
    while (s->at < s->end && is_name_byte(s->text[s->at]))
        s->at++;
    char name[HGW_SUGGEST_LONGEST + 1];
    copy_name(s, local, s->at - local, name);
    bool call = peek(s) == '(';
    if (strcmp(prefix, "hgw") == 0 && call)
        open_parenthesis(s, own_call(s, name, start));
    else {
        hgw_template_complain(s->problems, s->unit, start,
                              _("Het voorvoegsel „%s:” kan hier niet: alleen functies heten hgw:…"), prefix);
        s->operand_before = true;
        if (call)
            open_parenthesis(s, (struct call){.empty = true});
    }
}

static void scan_name(struct scan *s) {
    size_t start = s->at;
    while (s->at < s->end && is_name_byte(s->text[s->at]))
        s->at++;
    char name[HGW_SUGGEST_LONGEST + 1];
    copy_name(s, start, s->at - start, name);
    if (s->operand_before) { /* and, or, div, mod; anything else libxml2 refuses */
        s->operand_before = false;
        return;
    }
    char next = peek(s);
    bool axis = next == ':' && s->at + 1 < s->end && s->text[s->at + 1] == ':';
    if (axis) {
        s->attribute = strcmp(name, "attribute") == 0;
        s->at += 2;
        return;
    }
    if (next == ':')
        scan_prefixed(s, start, name);
    else if (next == '(')
        open_parenthesis(s, is_node_type(name) ? (struct call){.empty = true} : core_call(s, name, start));
    else {
        check_name(s, start, name);
        s->operand_before = true;
    }
    s->attribute = false;
}

static void scan_quoted(struct scan *s) {
    char quote = s->text[s->at++];
    while (s->at < s->end && s->text[s->at] != quote)
        s->at++;
    if (s->at < s->end)
        s->at++;
    s->operand_before = true;
}

static void scan_variable(struct scan *s) {
    hgw_template_complain(s->problems, s->unit, s->at, _("Variabelen ($…) bestaan niet in een sjabloon."));
    s->at++;
    while (s->at < s->end && (is_name_byte(s->text[s->at]) || s->text[s->at] == ':'))
        s->at++;
    s->operand_before = true;
}

static void scan_sign(struct scan *s, char c) {
    s->at++;
    if (c == ',' && s->depth > 0 && s->depth <= MAX_PARENTHESES)
        s->calls[s->depth - 1].commas++;
    /* A * behind an operand multiplies, else it is a node test; a . or a ] ends an operand. */
    s->operand_before = c == ']' || c == '.' || (c == '*' && !s->operand_before);
    s->attribute = c == '@';
}

static void scan_number(struct scan *s) {
    while (s->at < s->end && (s->text[s->at] == '.' || (s->text[s->at] >= '0' && s->text[s->at] <= '9')))
        s->at++;
    s->operand_before = true;
}

static void scan_expression(struct scan *s) {
    for (char c = peek(s); c != '\0'; c = peek(s)) {
        if (c != ')' && s->depth > 0 && s->depth <= MAX_PARENTHESES)
            s->calls[s->depth - 1].empty = false;
        if (c == '"' || c == '\'')
            scan_quoted(s);
        else if (c == '$')
            scan_variable(s);
        else if (c == '(')
            open_parenthesis(s, (struct call){.empty = true});
        else if (c == ')')
            close_parenthesis(s);
        else if (c >= '0' && c <= '9')
            scan_number(s);
        else if (starts_name(c))
            scan_name(s);
        else
            scan_sign(s, c);
    }
}

/* libxml2 tells here where an expression goes wrong. */
static void keep_position(void *data, xmlErrorPtr problem) {
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
    xmlXPathFreeContext(context);
    return compiled;
}

xmlXPathCompExprPtr hgw_template_expression(const struct hgw_template *compiled, const struct hgw_unit *unit,
                                            size_t offset, size_t length,
                                            struct hgw_template_problems *problems) {
    if (length == 0) {
        hgw_template_complain(problems, unit, offset, _("Deze tag is leeg."));
        return NULL;
    }
    char *text = strndup(unit->source.data + offset, length);
    if (!text)
        return NULL;
    int position = -1;
    xmlXPathCompExprPtr expression = compile(text, &position);
    size_t before = problems->count;
    if (!expression && position >= 0)
        hgw_template_complain(problems, unit,
                              offset + ((size_t)position < length ? (size_t)position : length),
                              _("„%s” is geen goede XPath-uitdrukking: hier gaat het mis."), text);
    else if (expression) {
        struct scan s = {.compiled = compiled,
                         .unit = unit,
                         .problems = problems,
                         .text = unit->source.data,
                         .at = offset,
                         .end = offset + length};
        scan_expression(&s);
    }
    free(text);
    if (problems->count > before) {
        xmlXPathFreeCompExpr(expression);
        return NULL;
    }
    return expression;
}
