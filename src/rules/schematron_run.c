#include "base/wrap.h"
#include "rules/schematron_internal.h"

#include "base/lang.h"
#include "base/memory.h"
#include "xml/libxml.h"
#include "xml/xpath.h"

#include <libxml/xpathInternals.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Variables that need each other deeper than this are refused: each level takes stack. */
enum { MAX_DEPTH = 200 };

/* --- evaluation --- */

/* libxml2 reports here instead of on standard error. */
static void note_reason(void *data, xml_error *problem) {
    struct schematron *s = data;
    s->reason = problem->code - XML_XPATH_EXPRESSION_OK;
}

/* Says why an expression cannot be evaluated. */
static void fail(struct schematron *s, const xmlNode *element) {
    struct error reason = ERROR_EMPTY;
    const char *text = sch_attribute(element, sch_expression(element));
    if (s->functions && functions_failed(s->functions, &reason)) {
        error_at(s->error, reason.kind, reason.file ? reason.file : s->file,
                 reason.file ? reason.line : sch_line(element), reason.column, "%s", error_text(&reason));
        error_clear(&reason);
    } else {
        WRONG(s, element,
              s->reason == XPATH_INVALID_TYPE || s->reason == XPATH_INVALID_OPERAND
                  ? _("In de XPath „%s” staat een waarde van een soort die daar niet past.")
                  : _("De XPath „%s” kan niet worden uitgerekend."),
              text ? text : "");
    }
}

/* Evaluates the expression of an element on a node, in s->frame. NULL: it failed, and s->error says why. */
static xmlXPathObjectPtr evaluate(struct schematron *s, xmlNodePtr element, xmlNodePtr node) {
    xmlXPathContextPtr xpath = s->xpath;
    if (!element->psvi && !sch_check_expression(s, element))
        return NULL;
    /* A variable is evaluated in the middle of another expression. */
    xmlNodePtr node_before = xpath->node;
    xmlDocPtr doc_before = xpath->doc;
    int size_before = xpath->contextSize, position_before = xpath->proximityPosition;
    xpath->node = node;
    xpath->doc = node->doc;
    xpath->contextSize = xpath->proximityPosition = 1;
    s->reason = 0;
    xmlXPathObjectPtr value = xmlXPathCompiledEval(element->psvi, xpath);
    xpath->node = node_before;
    xpath->doc = doc_before;
    xpath->contextSize = size_before;
    xpath->proximityPosition = position_before;
    if (!value)
        fail(s, element);
    return value;
}

/* --- variables and functions --- */

/* Variables are evaluated when they are first asked for. */
static xmlXPathObjectPtr look_up_variable(void *data, const xmlChar *name, const xmlChar *uri) {
    struct schematron *s = data;
    struct frame frame, before = s->frame;
    struct let *let = uri ? NULL : sch_find_let(s, (const char *)name, &frame);
    if (!let)
        return NULL;
    if (!let->value && (let->busy || s->depth >= MAX_DEPTH)) {
        WRONG(s, let->element,
              let->busy ? _("De variabele %s verwijst naar zichzelf.")
                        : _("De variabele %s steunt op te veel andere na elkaar."),
              (const char *)name);
    } else if (!let->value) {
        s->frame = frame;
        s->depth++;
        let->busy = true;
        let->value = evaluate(s, let->element, frame.current);
        let->busy = false;
        s->depth--;
        s->frame = before;
    }
    return let->value ? xmlXPathObjectCopy(let->value) : NULL;
}

static void forget(struct scope *scope) {
    for (size_t i = 0; i < scope->count; i++) {
        xmlXPathFreeObject(scope->lets[i].value);
        scope->lets[i].value = NULL;
    }
}

static void current(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(0);
    const struct schematron *s = ctxt->context->userData;
    valuePush(ctxt, xmlXPathNewNodeSet(s->frame.current));
}

void sch_bind(struct schematron *s) {
    s->xpath->userData = s;
    s->xpath->error = note_reason;
    xmlXPathRegisterVariableLookup(s->xpath, look_up_variable, s);
    xmlXPathContextSetCache(s->xpath, 1, -1, 0);
    xmlXPathRegisterFunc(s->xpath, (const xmlChar *)"current", current);
    if (s->functions)
        functions_bind(s->functions, s->xpath);
}

/* --- rules --- */

/* What a run works on besides the rule file. */
struct run {
    struct schematron *s;
    const struct schematron_options *options;
    struct findings *findings;
};

static void add_text(struct schematron *s, const xmlNode *text, xmlNodePtr node, struct buf *out) {
    for (xmlNodePtr part = text->children; part; part = part->next) {
        if (part->type == XML_TEXT_NODE) {
            buf_add_string(out, (const char *)part->content);
        } else if (part->type == XML_ELEMENT_NODE && sch_is(part, "emph")) {
            add_text(s, part, node, out);
        } else if (part->type == XML_ELEMENT_NODE) {
            xmlXPathObjectPtr value = evaluate(s, part, node);
            xmlChar *string = value ? xmlXPathCastToString(value) : NULL;
            buf_add_string(out, (const char *)string);
            xmlFree(string);
            xmlXPathFreeObject(value);
        }
    }
}

/* A text of the rule file about a node, in the language of the run or else the other one, white space
 * normalised. NULL without one. */
static char *text_about(struct run *run, xmlNodePtr const texts[LANG_COUNT], xmlNodePtr node) {
    enum lang lang = run->options->lang;
    const xmlNode *text = texts[lang] ? texts[lang] : texts[(lang + 1) % LANG_COUNT];
    struct buf out = BUF_EMPTY;
    if (!text)
        return NULL;
    add_text(run->s, text, node, &out);
    char *string = buf_steal(&out);
    text_normalise(string);
    return string;
}

static void report(struct run *run, xmlNodePtr assertion, xmlNodePtr node) {
    struct schematron *s = run->s;
    xmlNodePtr message[LANG_COUNT], help[LANG_COUNT];
    const xmlChar *code = (const xmlChar *)sch_attribute(assertion, "id");
    const struct rule_info *rule = &s->infos[(uintptr_t)xmlHashLookup(s->codes, code) - 1];
    const xmlNode *place = node->type == XML_DOCUMENT_NODE ? xmlDocGetRootElement((xmlDocPtr)node) : node;
    while (place->type != XML_ELEMENT_NODE && place->parent)
        place = place->parent;
    struct finding *finding = findings_add(run->findings, rule->code, rule->level, rule->principle, place);
    if (!finding)
        return;
    sch_message(s, assertion, message);
    sch_help(s, assertion, help);
    finding->message = text_about(run, message, node);
    finding->help = text_about(run, help, node);
    if (finding->help && !*finding->help) {
        free(finding->help);
        finding->help = NULL;
    }
}

static void fire(struct run *run, struct pattern *pattern, struct rule *rule, xmlNodePtr node) {
    struct schematron *s = run->s;
    s->frame = (struct frame){node, pattern, rule, rule->scope.count};
    for (size_t i = 0; i < rule->count && s->error->kind == ERROR_NONE; i++) {
        xmlXPathObjectPtr value = evaluate(s, rule->assertions[i], node);
        if (value && xmlXPathCastToBoolean(value) == sch_is(rule->assertions[i], "report"))
            report(run, rule->assertions[i], node);
        xmlXPathFreeObject(value);
    }
    forget(&rule->scope);
}

/* Where a node keeps that a rule of the pattern fired on it: of a pattern, only the first one does. */
static void **mark_of(xmlNodePtr node) {
    return node->type == XML_DOCUMENT_NODE    ? &node->_private
           : node->type == XML_ATTRIBUTE_NODE ? &((xmlAttrPtr)node)->psvi
                                              : &node->psvi;
}

static void run_pattern(struct run *run, struct pattern *pattern, xmlDocPtr doc) {
    struct schematron *s = run->s;
    void *mark = (void *)((uintptr_t)doc->psvi + 1); /* another one for each pattern of each file */
    doc->psvi = mark;
    for (size_t i = 0; i < pattern->count && s->error->kind == ERROR_NONE; i++) {
        struct rule *rule = &pattern->rules[i];
        if (!sch_attribute(rule->element, "context"))
            continue;
        s->frame = (struct frame){.current = (xmlNodePtr)doc, .pattern = pattern};
        xmlXPathObjectPtr found = evaluate(s, rule->element, (xmlNodePtr)doc);
        if (found && found->type != XPATH_NODESET)
            WRONG(s, rule->element, _("De context „%s” is geen patroon dat elementen kiest (XSLT 1.0, 5.2)."),
                  sch_attribute(rule->element, "context"));
        for (int j = 0; s->error->kind == ERROR_NONE && found->nodesetval && j < found->nodesetval->nodeNr; j++) {
            xmlNodePtr node = found->nodesetval->nodeTab[j];
            if (node->type == XML_NAMESPACE_DECL || *mark_of(node) == mark)
                continue;
            *mark_of(node) = mark;
            fire(run, pattern, rule, node);
        }
        xmlXPathFreeObject(found);
    }
    forget(&pattern->scope);
}

bool schematron_run(struct schematron *s, xmlDocPtr doc, const struct schematron_options *options,
                    struct findings *findings, struct error *error) {
    struct run run = {.s = s, .options = options, .findings = findings};
    struct frame ignored;
    s->error = &s->failure; /* the caller's may hold something already */
    /* So that libxml2 compares places in constant time; it keeps the index in `content` of elements. */
    const xmlNode *root = xmlDocGetRootElement(doc);
    if (root && !root->content)
        xmlXPathOrderDocElems(doc);
    s->frame = (struct frame){.current = (xmlNodePtr)doc};
    struct let *today = options->date ? sch_find_let(s, "vandaag", &ignored) : NULL;
    if (today)
        today->value = xmlXPathNewCString(options->date);
    if (s->functions)
        functions_today(s->functions, options->date);
    for (size_t i = 0; i < s->pattern_count && s->failure.kind == ERROR_NONE; i++)
        if (phases_hold(s->patterns[i].phases, options->phase))
            run_pattern(&run, &s->patterns[i], doc);
    /* Nothing of working memory may outlive the document. */
    forget(&s->scope);
    if (s->functions)
        functions_forget(s->functions);
    s->frame = (struct frame){0};
    s->xpath->node = NULL;
    s->xpath->doc = NULL;
    s->error = NULL;
    if (s->failure.kind == ERROR_NONE)
        return true;
    if (error->kind == ERROR_NONE)
        *error = s->failure;
    else
        error_clear(&s->failure); /* the first error stays */
    s->failure = (struct error)ERROR_EMPTY;
    return false;
}
