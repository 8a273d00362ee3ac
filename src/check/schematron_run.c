#include "check/schematron_internal.h"
#include "check/text.h"

#include "base/lang.h"
#include "xml/libxml.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

/* Variables that need each other deeper than this are refused: each level takes stack. */
enum { MAX_DEPTH = 200 };

/* --- evaluation --- */

/* libxml2 reports here instead of on standard error. */
static void note_reason(void *data, hgw_xml_error *problem) {
    struct hgw_schematron *s = data;
    s->reason = problem->code - XML_XPATH_EXPRESSION_OK;
}

/* The reason that a function of the extension gives, if it was one. */
static bool extension_failed(struct hgw_schematron *s, const struct hgw_expression *expression) {
    struct hgw_error reason = HGW_ERROR_EMPTY;
    if (!s->extension.failed || !s->extension.failed(s->extension.data, &reason))
        return false;
    hgw_error_at(s->error, reason.kind, reason.file ? reason.file : s->file,
                 reason.file ? reason.line : expression->line, reason.column, "%s", hgw_error_text(&reason));
    hgw_error_clear(&reason);
    return true;
}

/* The reasons an expression that compiled can still have. */
static bool failed(struct hgw_schematron *s, const struct hgw_expression *expression) {
    if (extension_failed(s, expression))
        return false;
    switch (s->reason) {
    case XPATH_MEMORY_ERROR:
        return hgw_error_memory(s->error);
    case XPATH_INVALID_TYPE:
    case XPATH_INVALID_OPERAND:
        return hgw_error_at(s->error, HGW_ERROR_DATA, s->file, expression->line, 0,
                            _("In de XPath „%s” staat een waarde van een soort die daar niet past."),
                            expression->text);
    default:
        return hgw_error_at(s->error, HGW_ERROR_DATA, s->file, expression->line, 0,
                            _("De XPath „%s” kan niet worden uitgerekend."), expression->text);
    }
}

/* What evaluating changes in the context: a variable is evaluated in the middle of another expression. */
struct place {
    xmlNodePtr node;
    xmlDocPtr doc;
    int size, position;
};

static struct place enter(xmlXPathContextPtr xpath, xmlNodePtr node) {
    struct place before = {xpath->node, xpath->doc, xpath->contextSize, xpath->proximityPosition};
    xpath->node = node;
    xpath->doc = node->doc;
    xpath->contextSize = 1;
    xpath->proximityPosition = 1;
    return before;
}

static void leave(xmlXPathContextPtr xpath, const struct place *before) {
    xpath->node = before->node;
    xpath->doc = before->doc;
    xpath->contextSize = before->size;
    xpath->proximityPosition = before->position;
}

xmlXPathObjectPtr hgw_schematron_evaluate(struct hgw_schematron *s, const struct hgw_expression *expression,
                                          xmlNodePtr node) {
    struct place before = enter(s->xpath, node);
    s->reason = 0;
    xmlXPathObjectPtr value = xmlXPathCompiledEval(expression->compiled, s->xpath);
    leave(s->xpath, &before);
    if (!value)
        failed(s, expression);
    return value;
}

/* --- variables --- */

/* The value of a variable, evaluated when it is first asked for. NULL: failed. */
static xmlXPathObjectPtr let_value(struct hgw_schematron *s, size_t index) {
    struct hgw_let *let = &s->lets[index];
    if (let->value)
        return let->value;
    if (let->busy || s->depth >= MAX_DEPTH) {
        hgw_error_at(s->error, HGW_ERROR_DATA, s->file, let->expression.line, 0,
                     let->busy ? _("De variabele %s verwijst naar zichzelf.")
                               : _("De variabele %s steunt op te veel andere na elkaar."),
                     let->name);
        return NULL;
    }
    xmlNodePtr current = s->current;
    xmlNodePtr node = let->in_rule ? current : (xmlNodePtr)current->doc;
    let->busy = true;
    s->depth++;
    s->current = node;
    let->value = hgw_schematron_evaluate(s, &let->expression, node);
    s->current = current;
    s->depth--;
    let->busy = false;
    return let->value;
}

/* The same for a call in an expression: a failure there stops the expression. */
static xmlXPathObjectPtr let_for(xmlXPathParserContextPtr ctxt, size_t index) {
    xmlXPathObjectPtr value = let_value(ctxt->context->userData, index);
    if (!value)
        xmlXPathErr(ctxt, XPATH_EXPR_ERROR);
    return value;
}

static void forget_lets(struct hgw_schematron *s, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        struct hgw_let *let = &s->lets[i];
        if (!let->value)
            continue;
        xmlXPathFreeObject(let->value);
        let->value = NULL;
        if (let->set_made)
            hgw_nodetable_free(&let->set);
        let->set_made = false;
    }
}

/* Variables run under the name "v" with their index. */
static xmlXPathObjectPtr look_up_variable(void *data, const xmlChar *name, const xmlChar *uri) {
    (void)uri;
    xmlXPathObjectPtr value = let_value(data, strtoul((const char *)name + 1, NULL, 10));
    return value ? xmlXPathObjectCopy(value) : NULL;
}

/* The nodes of a variable as a table, made when it is first asked for. */
static bool make_set(struct hgw_let *let, const xmlNodeSet *nodes) {
    for (int i = 0; nodes && i < nodes->nodeNr; i++)
        if (!hgw_nodetable_add(&let->set, nodes->nodeTab[i], NULL)) {
            hgw_nodetable_free(&let->set);
            return false;
        }
    let->set_made = true;
    return true;
}

/* Is the node in the variable? For shortcuts. */
static enum hgw_shortcut_answer is_member(void *data, size_t index, const xmlNode *node) {
    struct hgw_schematron *s = data;
    struct hgw_let *let = &s->lets[index];
    const xmlXPathObject *value = let_value(s, index);
    if (!value)
        return HGW_SHORTCUT_FAILED;
    if (value->type != XPATH_NODESET)
        s->reason = XPATH_INVALID_TYPE;
    else if (!let->set_made && !make_set(let, value->nodesetval))
        s->reason = XPATH_MEMORY_ERROR;
    else
        return hgw_nodetable_has(&let->set, node) ? HGW_SHORTCUT_YES : HGW_SHORTCUT_NO;
    return HGW_SHORTCUT_FAILED;
}

/* Is the variable true? For shortcuts. */
static enum hgw_shortcut_answer is_true(void *data, size_t index) {
    xmlXPathObjectPtr value = let_value(data, index);
    return !value ? HGW_SHORTCUT_FAILED : xmlXPathCastToBoolean(value) ? HGW_SHORTCUT_YES : HGW_SHORTCUT_NO;
}

bool hgw_schematron_holds(struct hgw_schematron *s, const struct hgw_expression *expression,
                          xmlNodePtr node) {
    if (expression->shortcut.count > 0) {
        const struct hgw_shortcut_variables variables = {is_member, is_true, s};
        enum hgw_shortcut_answer answer = hgw_shortcut_holds(&expression->shortcut, node, &variables);
        if (answer == HGW_SHORTCUT_FAILED)
            failed(s, expression);
        return answer == HGW_SHORTCUT_YES;
    }
    struct place before = enter(s->xpath, node);
    s->reason = 0;
    int holds = xmlXPathCompiledEvalToBoolean(expression->compiled, s->xpath);
    leave(s->xpath, &before);
    if (holds < 0)
        failed(s, expression);
    return holds > 0;
}

/* --- functions --- */

/* Pops the index that the idioms hand over. */
static xmlXPathObjectPtr pop_let(xmlXPathParserContextPtr ctxt, struct hgw_let **let) {
    size_t index = (size_t)xmlXPathPopNumber(ctxt);
    struct hgw_schematron *s = ctxt->context->userData;
    *let = &s->lets[index];
    return let_for(ctxt, index);
}

/* Parameter names are those that libxml2's macros expect. */
static void set_has(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(1);
    struct hgw_let *let;
    xmlXPathObjectPtr value = pop_let(ctxt, &let);
    if (!value)
        return;
    if (value->type != XPATH_NODESET)
        XP_ERROR(XPATH_INVALID_TYPE);
    if (!let->set_made && !make_set(let, value->nodesetval))
        XP_ERROR(XPATH_MEMORY_ERROR);
    xmlXPathReturnBoolean(ctxt, hgw_nodetable_has(&let->set, ctxt->context->node));
}

static void set_count(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(1);
    struct hgw_let *let;
    xmlXPathObjectPtr value = pop_let(ctxt, &let);
    if (!value)
        return;
    if (value->type != XPATH_NODESET)
        XP_ERROR(XPATH_INVALID_TYPE);
    xmlXPathReturnNumber(ctxt, value->nodesetval ? value->nodesetval->nodeNr : 0);
}

static void set_empty(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(1);
    struct hgw_let *let;
    xmlXPathObjectPtr value = pop_let(ctxt, &let);
    if (value)
        xmlXPathReturnBoolean(ctxt, !xmlXPathCastToBoolean(value));
}

/* A predicate by the number of its shortcut. */
static void shortcut(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(1);
    struct hgw_schematron *s = ctxt->context->userData;
    const struct hgw_shortcut_variables variables = {is_member, is_true, s};
    size_t index = (size_t)xmlXPathPopNumber(ctxt);
    enum hgw_shortcut_answer answer =
        hgw_shortcut_holds(&s->shortcuts.items[index], ctxt->context->node, &variables);
    if (answer == HGW_SHORTCUT_FAILED)
        XP_ERROR(s->reason ? s->reason : XPATH_EXPR_ERROR);
    xmlXPathReturnBoolean(ctxt, answer == HGW_SHORTCUT_YES);
}

static void current(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(0);
    const struct hgw_schematron *s = ctxt->context->userData;
    xmlXPathObjectPtr value = xmlXPathNewNodeSet(s->current);
    if (!value)
        XP_ERROR(XPATH_MEMORY_ERROR);
    valuePush(ctxt, value);
}

bool hgw_schematron_bind(struct hgw_schematron *s) {
    static const struct {
        const char *name;
        xmlXPathFunction function;
    } functions[] = {{"current", current},
                     {"set-has", set_has},
                     {"set-count", set_count},
                     {"set-empty", set_empty},
                     {"shortcut", shortcut}};
    s->xpath->userData = s;
    s->xpath->error = note_reason;
    xmlXPathRegisterVariableLookup(s->xpath, look_up_variable, s);
    xmlXPathContextSetCache(s->xpath, 1, -1, 0);
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        const xmlChar *name = (const xmlChar *)functions[i].name;
        if (xmlXPathRegisterFunc(s->xpath, name, functions[i].function) != 0)
            return false;
    }
    return !s->extension.bind || s->extension.bind(s->extension.data, s->xpath);
}

/* --- rules --- */

/* The text of a message, white space normalised. NULL: failed. */
static char *fill(struct hgw_schematron *s, const struct hgw_wording *template, xmlNodePtr node) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    for (size_t i = 0; i < template->count && s->error->kind == HGW_ERROR_NONE; i++) {
        const struct hgw_piece *piece = &template->pieces[i];
        if (piece->text) {
            hgw_buf_add_string(&out, piece->text);
            continue;
        }
        xmlXPathObjectPtr value = hgw_schematron_evaluate(s, &piece->expression, node);
        xmlChar *text = value ? xmlXPathCastToString(value) : NULL;
        hgw_buf_add_string(&out, (const char *)text);
        xmlFree(text);
        xmlXPathFreeObject(value);
    }
    if (s->error->kind != HGW_ERROR_NONE) {
        hgw_buf_free(&out);
        return NULL;
    }
    char *text = hgw_buf_steal(&out);
    hgw_text_normalise(text);
    return text;
}

/* The template in `lang`, else in the other language. */
static const struct hgw_wording *in_language(const struct hgw_wording templates[HGW_LANG_COUNT],
                                             enum hgw_lang lang) {
    return templates[lang].count > 0 ? &templates[lang] : &templates[(lang + 1) % HGW_LANG_COUNT];
}

/* What a run works on besides the compiled rules. */
struct run {
    struct hgw_schematron *s;
    const struct hgw_schematron_options *options;
    struct hgw_findings *findings;
    size_t fired; /* the pattern whose rule fired on this node: its other rules do not */
};

static bool report(struct run *run, const struct hgw_assertion *assertion, xmlNodePtr node) {
    struct hgw_schematron *s = run->s;
    const struct hgw_rule *info = &s->infos[assertion->info];
    const xmlNode *place = node->type == XML_ELEMENT_NODE ? node : xmlDocGetRootElement((xmlDocPtr)node);
    struct hgw_finding *finding =
        hgw_findings_add(run->findings, info->code, info->level, info->principle, place);
    if (!finding)
        return true;
    const struct hgw_wording *help = in_language(assertion->help, run->options->lang);
    finding->message = fill(s, in_language(assertion->message, run->options->lang), node);
    finding->help = finding->message && help->count > 0 ? fill(s, help, node) : NULL;
    if (finding->help && !*finding->help) {
        free(finding->help);
        finding->help = NULL;
    }
    return s->error->kind == HGW_ERROR_NONE;
}

static bool fire(struct run *run, const struct hgw_compiled_rule *rule, xmlNodePtr node) {
    struct hgw_schematron *s = run->s;
    bool ok = true;
    s->current = node;
    for (size_t i = 0; ok && i < rule->count; i++) {
        const struct hgw_assertion *assertion = &rule->assertions[i];
        bool holds = hgw_schematron_holds(s, &assertion->test, node);
        ok = s->error->kind == HGW_ERROR_NONE;
        if (ok && holds == assertion->report)
            ok = report(run, assertion, node);
    }
    forget_lets(s, rule->first_let, rule->end_let);
    return ok;
}

/* Fires, of each active pattern, the first rule that the node fits. */
static bool visit(struct run *run, xmlNodePtr node) {
    struct hgw_schematron *s = run->s;
    const struct hgw_candidates *candidates = hgw_schematron_candidates(s, node);
    run->fired = s->pattern_count;
    for (size_t i = 0; i < candidates->count; i++) {
        const struct hgw_context *context = candidates->items[i];
        const struct hgw_compiled_rule *rule = &s->rules[context->rule];
        if (!s->patterns[rule->pattern].active || rule->pattern == run->fired)
            continue;
        s->current = node;
        bool fits = hgw_schematron_fits(s, context, node);
        if (s->error->kind != HGW_ERROR_NONE)
            return false;
        if (!fits)
            continue;
        run->fired = rule->pattern;
        if (!fire(run, rule, node))
            return false;
    }
    return true;
}

/* The next element in document order, without recursion. */
static xmlNodePtr next_element(xmlNodePtr node) {
    xmlNodePtr next = xmlFirstElementChild(node);
    while (!next && node->type == XML_ELEMENT_NODE) {
        next = xmlNextElementSibling(node);
        node = node->parent;
    }
    return next;
}

static void choose_patterns(struct hgw_schematron *s, const char *phase) {
    bool all = !phase || s->phase_count == 0;
    for (size_t i = 0; i < s->pattern_count; i++)
        s->patterns[i].active = all;
    for (size_t i = 0; !all && i < s->phase_count; i++)
        for (size_t j = 0; strcmp(s->phases[i].id, phase) == 0 && j < s->phases[i].count; j++)
            s->patterns[s->phases[i].patterns[j]].active = true;
}

static bool set_today(struct hgw_schematron *s, const char *date) {
    for (size_t i = 0; date && i < s->schema_lets; i++)
        if (strcmp(s->lets[i].name, "vandaag") == 0) {
            s->lets[i].value = xmlXPathNewCString(date);
            return s->lets[i].value || hgw_error_memory(s->error);
        }
    return true;
}

/* Forgets all working memory: nothing of it may outlive the document. */
static void forget(struct hgw_schematron *s) {
    forget_lets(s, 0, s->let_count);
    for (size_t i = 0; i < s->predicate_count; i++)
        s->predicates[i].node = NULL;
    for (size_t i = 0; i < s->context_count; i++)
        for (size_t j = 0; j < s->contexts[i].count; j++)
            if (s->contexts[i].steps[j].by_position) {
                s->contexts[i].steps[j].parent = NULL;
                hgw_nodetable_free(&s->contexts[i].steps[j].fitting);
            }
    if (s->extension.forget)
        s->extension.forget(s->extension.data);
    s->current = NULL;
    s->xpath->node = NULL;
    s->xpath->doc = NULL;
}

bool hgw_schematron_run(struct hgw_schematron *s, xmlDocPtr doc, const struct hgw_schematron_options *options,
                        struct hgw_findings *findings, struct hgw_error *error) {
    struct hgw_error own = HGW_ERROR_EMPTY; /* the caller's may hold something already */
    struct run run = {.s = s, .options = options, .findings = findings};
    s->error = &own;
    choose_patterns(s, options->phase);
    /* So that libxml2 compares places in constant time; it keeps the index in `content` of elements. */
    const xmlNode *root = xmlDocGetRootElement(doc);
    if (root && !root->content)
        xmlXPathOrderDocElems(doc);
    bool ok = set_today(s, options->date);
    for (xmlNodePtr node = (xmlNodePtr)doc; ok && node; node = next_element(node))
        ok = visit(&run, node);
    forget(s);
    s->error = NULL;
    if (!ok && error->kind == HGW_ERROR_NONE)
        *error = own;
    else
        hgw_error_clear(&own); /* the first error stays */
    return ok;
}

/* --- rehearsal --- */

static void rehearse_template(struct hgw_schematron *s, const struct hgw_wording *template, xmlNodePtr node) {
    char *text = template->count > 0 ? fill(s, template, node) : NULL;
    free(text);
}

static void rehearse_rule(struct hgw_schematron *s, const struct hgw_compiled_rule *rule, xmlNodePtr node) {
    s->current = node;
    for (size_t i = rule->first_let; i < rule->end_let; i++)
        let_value(s, i);
    for (size_t i = 0; i < rule->count; i++) {
        const struct hgw_assertion *assertion = &rule->assertions[i];
        hgw_schematron_holds(s, &assertion->test, node);
        for (size_t lang = 0; lang < HGW_LANG_COUNT; lang++) {
            rehearse_template(s, &assertion->message[lang], node);
            rehearse_template(s, &assertion->help[lang], node);
        }
    }
    forget_lets(s, rule->first_let, rule->end_let);
}

static void rehearse_contexts(struct hgw_schematron *s, xmlNodePtr node) {
    for (size_t i = 0; i < s->predicate_count; i++)
        hgw_schematron_holds(s, &s->predicates[i].expression, node);
    for (size_t i = 0; i < s->context_count; i++)
        for (size_t j = 0; j < s->contexts[i].count; j++)
            if (s->contexts[i].steps[j].by_position)
                xmlXPathFreeObject(hgw_schematron_evaluate(s, &s->contexts[i].steps[j].siblings, node));
}

bool hgw_schematron_rehearse(struct hgw_schematron *s, struct hgw_error *error) {
    struct hgw_error own = HGW_ERROR_EMPTY;
    xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
    xmlNodePtr root = doc ? xmlNewDocNode(doc, NULL, (const xmlChar *)"casus", NULL) : NULL;
    if (!root) {
        xmlFreeDoc(doc);
        return hgw_error_memory(error);
    }
    xmlDocSetRootElement(doc, root);
    s->error = &own;
    s->current = root;
    for (size_t i = 0; i < s->let_count && own.kind == HGW_ERROR_NONE; i++)
        if (!s->lets[i].in_rule)
            let_value(s, i);
    rehearse_contexts(s, root);
    for (size_t i = 0; i < s->rule_count && own.kind == HGW_ERROR_NONE; i++)
        rehearse_rule(s, &s->rules[i], root);
    forget(s);
    s->error = NULL;
    xmlFreeDoc(doc);
    if (own.kind == HGW_ERROR_NONE)
        return true;
    *error = own;
    return false;
}
