#include "base/unicode.h"
#include "rules/schematron_internal.h"

#include "base/file.h"
#include "base/suggest.h"
#include "xml/dom.h"
#include "xml/xpath.h"

#include <libxml/xpathInternals.h>

/* Variables that need each other deeper than this are refused: each level takes stack. */
enum { MAX_DEPTH = 200 };

/* An attribute that is XPath. Made when it is first evaluated, or checked. */
struct expression {
    xmlXPathCompExprPtr compiled; /* owned */
    xmlXPathObjectPtr value;      /* of a variable, in a run; NULL: not evaluated yet. Owned. */
    bool busy;                    /* being evaluated: a second request means that it refers to itself */
};

/* The first, or the next, of these elements that is not abstract. */
static xmlNodePtr not_abstract(xmlNodePtr element, const char *name) {
    while (element && sch_abstract(element))
        element = dom_next(element, name);
    return element;
}

static xmlNodePtr child_of(const xmlNode *parent, const char *name) {
    return not_abstract(dom_child(parent, name), name);
}

static xmlNodePtr next_to(const xmlNode *element, const char *name) {
    return not_abstract(dom_next(element, name), name);
}

static xmlNodePtr root_of(const struct schematron *s) {
    return xmlDocGetRootElement(s->tree);
}

/* --- variables --- */

/* The variable with this name among those of an element, above `stop`; NULL when there is none. */
static xmlNodePtr let_in(const xmlNode *scope, const xmlNode *stop, const char *name) {
    xmlNodePtr let = dom_child(scope, "let");
    while (let && let != stop && strcmp(dom_get(let, "name"), name) != 0)
        let = dom_next(let, "let");
    return let == stop ? NULL : let;
}

/* The <let> that a name stands for in s->frame, what is nearest first; NULL when there is none. `frame` becomes what it
 * is evaluated for. */
static xmlNodePtr find_let(struct schematron *s, const char *name, struct frame *frame) {
    *frame = s->frame;
    xmlNodePtr let = let_in(frame->rule, frame->stop, name);
    frame->stop = let;
    if (let)
        return let;
    *frame = (struct frame){frame->current ? (xmlNodePtr)frame->current->doc : NULL, frame->pattern, NULL, NULL};
    if ((let = let_in(frame->pattern, NULL, name)))
        return let;
    frame->pattern = NULL;
    return xmlHashLookup(s->lets, (const xmlChar *)name);
}

/* --- expressions --- */

/* The attribute of an element that is an expression, NULL when it has none. */
static const char *expression_of(const xmlNode *element) {
    static const char *const names[][2] = {{"let", "value"},   {"rule", "context"},    {"assert", "test"},
                                           {"report", "test"}, {"value-of", "select"}, {"name", "path"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dom_is(element, names[i][0]))
            return names[i][1];
    return NULL;
}

/* What is compiled. */
struct compilation {
    struct schematron *s;
    const xmlNode *element;
    size_t before; /* bytes that stand before the text of the attribute */
};

static void complain(void *data, size_t offset, const char *sentence) {
    const struct compilation *c = data;
    const char *attribute = expression_of(c->element);
    sch_wrong(c->s, c->element, attribute, offset > c->before ? offset - c->before : 0, _("In %s/@%s: %s"),
              (const char *)c->element->name, attribute, sentence);
}

static bool knows(void *data, enum xpath_named what, const char *name, const char **suggestion) {
    struct schematron *s = ((const struct compilation *)data)->s;
    struct frame frame;
    if (what != XPATH_VARIABLE)
        return !s->use.whole || !s->use.grammar || strchr(name, ':') ||
               grammar_knows(s->use.grammar, what == XPATH_ATTRIBUTE, name, suggestion);
    if (find_let(s, name, &frame))
        return true;
    const xmlNode *scopes[] = {s->frame.rule, s->frame.pattern, root_of(s)};
    struct suggest_one suggest;
    suggest_start(&suggest, name);
    for (size_t i = 0; i < 3; i++)
        for (xmlNodePtr let = dom_child(scopes[i], "let"); let && let != s->frame.stop; let = dom_next(let, "let"))
            suggest_try(&suggest, dom_get(let, "name"));
    *suggestion = suggest.best;
    return false;
}

/* Compiles the expression of an element, as seen from s->frame. NULL: what is wrong is among the problems. In what is
 * not looked at as a whole an unknown function is found when it fails: that saves a twentieth of a check. */
static struct expression *compile(struct schematron *s, xmlNodePtr element, bool trusted) {
    const char *attribute = expression_of(element), *text = sch_attribute(element, attribute);
    bool context = dom_is(element, "rule"), path = dom_is(element, "name");
    struct compilation c = {s, element, path ? strlen("name(") : 0};
    struct xpath_dialect dialect = {.library = s->use.functions ? s->use.functions->binding.library : NULL,
                                    .current = !context,
                                    .trusted = trusted,
                                    .knows = knows,
                                    .complain = complain,
                                    .data = &c};
    if (!text && !path)
        return NULL; /* that is said */
    char *xpath = path ? text_format("name(%s)", text ? text : "") : context ? xpath_pattern(text) : mem_strdup(text);
    xmlXPathCompExprPtr compiled = NULL;
    if (!xpath)
        sch_wrong(s, element, attribute, 0, _("De context „%s” is geen patroon dat elementen kiest (XSLT 1.0, 5.2)."),
                  text);
    else if ((compiled = xpath_compile(s->xpath, context && s->use.whole ? text : xpath, &dialect)) && context &&
             s->use.whole) {
        xmlXPathFreeCompExpr(compiled); /* mistakes had their place in the context as it stands */
        compiled = xpath_compile(s->xpath, xpath, &dialect);
    }
    free(xpath);
    if (!compiled)
        return NULL;
    struct expression *expression = element->psvi ? element->psvi : mem_calloc(1, sizeof *expression);
    xmlXPathFreeCompExpr(expression->compiled);
    expression->compiled = compiled;
    return element->psvi = expression;
}

/* libxml2 reports here instead of on standard error. */
static void note_reason(void *data, xml_error *problem) {
    struct schematron *s = data;
    s->reason = problem->code - XML_XPATH_EXPRESSION_OK;
}

/* Says why an expression cannot be evaluated, unless that is said. */
static void fail(struct schematron *s, xmlNodePtr element) {
    struct error none = ERROR_EMPTY, *reason = s->use.functions ? &s->use.functions->binding.error : &none;
    const char *attribute = expression_of(element), *text = sch_attribute(element, attribute);
    if (s->problem_count > 0)
        return;
    if (reason->kind == ERROR_NONE) {
        if (!compile(s, element, false))
            return;
        sch_wrong(s, element, attribute, 0,
                  s->reason == XPATH_INVALID_TYPE || s->reason == XPATH_INVALID_OPERAND
                      ? _("In de XPath „%s” staat een waarde van een soort die daar niet past.")
                      : _("De XPath „%s” kan niet worden uitgerekend."),
                  text ? text : "");
    } else if (reason->file) /* of a word list */
        sch_take(s, reason);
    else
        sch_wrong(s, element, attribute, 0, "%s", error_text(reason));
    error_clear(reason);
}

/* Evaluates the expression of an element on a node, in s->frame. NULL: it failed, and the problems say why. */
static xmlXPathObjectPtr evaluate(struct schematron *s, xmlNodePtr element, xmlNodePtr node) {
    xmlXPathContextPtr xpath = s->xpath;
    const struct expression *expression = element->psvi ? element->psvi : compile(s, element, true);
    if (!expression)
        return NULL;
    /* A variable is evaluated in the middle of another expression. */
    xmlNodePtr node_before = xpath->node;
    xmlDocPtr doc_before = xpath->doc;
    int size_before = xpath->contextSize, position_before = xpath->proximityPosition;
    xpath->node = node;
    xpath->doc = node->doc;
    xpath->contextSize = xpath->proximityPosition = 1;
    s->reason = 0;
    xmlXPathObjectPtr value = xmlXPathCompiledEval(expression->compiled, xpath);
    xpath->node = node_before;
    xpath->doc = doc_before;
    xpath->contextSize = size_before;
    xpath->proximityPosition = position_before;
    if (!value)
        fail(s, element);
    return value;
}

/* Variables are evaluated when they are first asked for. */
static xmlXPathObjectPtr look_up_variable(void *data, const xmlChar *name, const xmlChar *uri) {
    struct schematron *s = data;
    struct frame frame, before = s->frame;
    xmlNodePtr let = uri || !s->frame.current ? NULL : find_let(s, (const char *)name, &frame);
    if (!let)
        return NULL;
    s->frame = frame;
    struct expression *expression = let->psvi ? let->psvi : compile(s, let, true);
    if (expression && !expression->value && (expression->busy || s->depth >= MAX_DEPTH)) {
        sch_wrong(s, let, NULL, 0,
                  expression->busy ? _("De variabele %s verwijst naar zichzelf.")
                                   : _("De variabele %s steunt op te veel andere na elkaar."),
                  (const char *)name);
    } else if (expression && !expression->value) {
        s->depth++;
        expression->busy = true;
        expression->value = evaluate(s, let, frame.current);
        expression->busy = false;
        s->depth--;
    }
    s->frame = before;
    return expression && expression->value ? xmlXPathObjectCopy(expression->value) : NULL;
}

static void forget_lets(const xmlNode *scope) {
    for (xmlNodePtr let = dom_child(scope, "let"); let; let = dom_next(let, "let")) {
        struct expression *expression = let->psvi;
        if (expression && expression->value) {
            xmlXPathFreeObject(expression->value);
            expression->value = NULL;
        }
    }
}

static void current(xmlXPathParserContextPtr ctxt, int nargs) {
    CHECK_ARITY(0);
    const struct schematron *s = ctxt->context->userData;
    valuePush(ctxt, xmlXPathNewNodeSet(s->frame.current));
}

static void bind(struct schematron *s) {
    s->xpath = xmlXPathNewContext(s->tree);
    s->xpath->userData = s;
    s->xpath->error = note_reason;
    xmlXPathRegisterVariableLookup(s->xpath, look_up_variable, s);
    xmlXPathContextSetCache(s->xpath, 1, -1, 0);
    xmlXPathRegisterFunc(s->xpath, (const xmlChar *)"current", current);
    if (s->use.functions)
        xpath_bind(s->xpath, &s->use.functions->binding);
    for (xmlNodePtr ns = dom_child(root_of(s), "ns"); ns; ns = dom_next(ns, "ns")) {
        const xmlChar *prefix = (const xmlChar *)dom_get(ns, "prefix"), *uri = (const xmlChar *)dom_get(ns, "uri");
        if (xmlValidateNCName(prefix, 0) != 0 || !*uri)
            sch_wrong(s, ns, "prefix", 0, _("„%s” kan geen voorvoegsel met een naamruimte zijn."), prefix);
        else if (xmlXPathNsLookup(s->xpath, prefix))
            sch_wrong(s, ns, "prefix", 0, _("Het voorvoegsel „%s” wordt twee keer gemaakt."), prefix);
        else
            xmlXPathRegisterNs(s->xpath, prefix, uri);
    }
    if (!xmlXPathNsLookup(s->xpath, (const xmlChar *)"hgw")) /* who forgets it means this */
        xmlXPathRegisterNs(s->xpath, (const xmlChar *)"hgw", (const xmlChar *)FUNCTIONS_URI);
}

/* --- texts --- */

/* The diagnostic with the id CODE + suffix, or NULL. */
static xmlNodePtr diagnostic(const struct schematron *s, const char *code, const char *suffix) {
    char *id = text_format("%s%s", code, suffix);
    xmlNodePtr found = sch_by_id(s, id, "diagnostic");
    free(id);
    return found;
}

/* The language of a text: its xml:lang, or that of something around it; Dutch when nothing is said. */
static enum lang language_of(const xmlNode *node) {
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
        for (const xmlAttr *at = node->properties; at; at = at->next)
            if (at->ns && strcmp((const char *)at->name, "lang") == 0)
                return strncmp(dom_value(at), "en", 2) == 0 ? LANG_EN : LANG_NL;
    return LANG_NL;
}

/* The element with the message of an assert or report, and that with its help line, by language; NULL where there is
 * none. */
struct text_nodes {
    xmlNodePtr message[LANG_COUNT], help[LANG_COUNT];
};

static struct text_nodes texts_of(const struct schematron *s, xmlNodePtr assertion) {
    const char *code = dom_get(assertion, "id"), *list = dom_get(assertion, "diagnostics");
    struct text_nodes texts = {.help = {diagnostic(s, code, ".hulp"), diagnostic(s, code, ".hulp.en")}};
    xmlNodePtr english = diagnostic(s, code, ".en");
    texts.message[language_of(assertion)] = assertion;
    texts.message[LANG_EN] = english ? english : texts.message[LANG_EN];
    /* Of what @diagnostics names beside our convention, the first in each language is a help line. */
    size_t length;
    for (; (length = dom_word(&list)) > 0; list += length) {
        char *id = mem_strndup(list, length);
        bool conventional = strncmp(id, code, strlen(code)) == 0 && id[strlen(code)] == '.';
        xmlNodePtr found = conventional ? NULL : diagnostic(s, id, "");
        if (found && !texts.help[language_of(found)])
            texts.help[language_of(found)] = found;
        free(id);
    }
    return texts;
}

#define DOTS "…"

/* Adds a text about a node. Without one: as a listing shows it, with "…" for values, several in a row one. */
static void add_text(struct schematron *s, const xmlNode *text, xmlNodePtr node, struct buf *out) {
    for (xmlNodePtr part = text->children; part; part = part->next) {
        size_t end = out->length;
        while (end > 0 && strchr(DOM_SPACE, out->data[end - 1]))
            end--;
        bool dotted = end >= strlen(DOTS) && memcmp(out->data + end - strlen(DOTS), DOTS, strlen(DOTS)) == 0;
        if (part->type == XML_TEXT_NODE)
            buf_add_string(out, (const char *)part->content);
        else if (part->type == XML_ELEMENT_NODE && !expression_of(part))
            add_text(s, part, node, out);
        else if (part->type == XML_ELEMENT_NODE && node) {
            xmlXPathObjectPtr value = evaluate(s, part, node);
            xmlChar *string = value ? xmlXPathCastToString(value) : NULL;
            buf_add_string(out, (const char *)string);
            xmlFree(string);
            xmlXPathFreeObject(value);
        } else if (part->type == XML_ELEMENT_NODE && !dotted)
            buf_add_string(out, DOTS);
    }
}

/* Such a text with white space normalised; of NULL it is NULL. */
static char *text_about(struct schematron *s, const xmlNode *text, xmlNodePtr node) {
    struct buf out = BUF_EMPTY;
    if (!text)
        return NULL;
    add_text(s, text, node, &out);
    char *string = buf_steal(&out);
    text_normalise(string);
    return string;
}

static struct bilingual both(struct schematron *s, xmlNodePtr const nodes[LANG_COUNT]) {
    return (struct bilingual){{text_about(s, nodes[0], NULL), text_about(s, nodes[1], NULL)}};
}

struct rule_texts rule_texts(const struct rule_info *rule) {
    struct text_nodes texts = texts_of(rule->schematron, rule->element);
    return (struct rule_texts){both(rule->schematron, texts.message), both(rule->schematron, texts.help)};
}

int schematron_principle(const struct schematron *s) {
    return s->principle;
}

void schematron_idea(struct schematron *s, struct bilingual *name, struct bilingual *idea) {
    xmlNodePtr names[LANG_COUNT] = {dom_child(root_of(s), "title")}, ideas[LANG_COUNT] = {NULL};
    for (xmlNodePtr p = dom_child(root_of(s), "p"); p; p = dom_next(p, "p"))
        if (dom_has(p, "class", "titel"))
            names[language_of(p)] = p;
        else if (dom_has(p, "class", "idee"))
            ideas[language_of(p)] = p;
    *name = both(s, names);
    *idea = both(s, ideas);
}

void bilingual_free(struct bilingual *text) {
    for (size_t i = 0; i < LANG_COUNT; i++)
        free(text->text[i]);
}

void rule_texts_free(struct rule_texts *texts) {
    bilingual_free(&texts->message);
    bilingual_free(&texts->help);
}

const char *bilingual_in(const struct bilingual *text, enum lang lang) {
    return text->text[lang] ? text->text[lang] : text->text[(lang + 1) % LANG_COUNT];
}

/* --- phases --- */

/* Phases in our own words: from hgw:vanaf on, up to and with hgw:tot. */
static unsigned own_phases(struct schematron *s, const xmlNode *pattern) {
    const char *from = sch_hgw(pattern, "vanaf"), *to = sch_hgw(pattern, "tot");
    int first = from ? phase_index(from) : 0, last = to ? phase_index(to) : PHASE_COUNT - 1;
    if (first < 0 || last < 0) {
        sch_wrong(s, pattern, first < 0 ? "hgw:vanaf" : "hgw:tot", 0, _("„%s” is geen fase. Kies uit %s."),
                  first < 0 ? from : to, PHASE_WORDS);
        return PHASES_ALWAYS;
    }
    unsigned phases = ((unsigned)PHASES_ALL >> (PHASE_COUNT - 1 - last)) & ((unsigned)PHASES_ALL << first);
    if (!phases)
        sch_wrong(s, pattern, NULL, 0, _("Een pattern kan niet gelden vanaf „%s” tot „%s”."), from, to);
    return from || to ? phases : PHASES_ALWAYS;
}

static unsigned phases_of(const xmlNode *pattern) {
    return (unsigned)(uintptr_t)pattern->psvi;
}

/* Phases of ISO Schematron: the patterns that a <phase> names hold in `phases`. */
static void activate(struct schematron *s, const xmlNode *phase, unsigned phases) {
    for (xmlNodePtr active = dom_child(phase, "active"); active; active = dom_next(active, "active")) {
        const char *id = dom_get(active, "pattern");
        xmlNodePtr pattern = sch_by_id(s, id, "pattern");
        if (pattern)
            pattern->psvi = (void *)(uintptr_t)(phases_of(pattern) | phases);
        else
            sch_wrong(s, active, "pattern", 0, _("Er is geen pattern met de id „%s”."), id);
    }
}

/* A file with phases of its own holds in those that are ours; with none of ours, in its default phase, always. */
static void add_phases(struct schematron *s, const xmlNode *root) {
    const char *first = sch_attribute(root, "defaultPhase");
    bool all = first && strcmp(first, "#ALL") == 0, ours = false;
    const xmlNode *chosen = first ? sch_by_id(s, first, "phase") : NULL, *phases = dom_child(root, "phase");
    if (first && !all && !chosen)
        sch_wrong(s, root, "defaultPhase", 0, _("Er is geen phase met de id „%s”."), first);
    for (const xmlNode *phase = phases; phase; phase = dom_next(phase, "phase"))
        ours = ours || phase_index(dom_get(phase, "id")) >= 0;
    if (!phases || (all && !ours))
        for (xmlNodePtr pattern = child_of(root, "pattern"); pattern; pattern = next_to(pattern, "pattern"))
            pattern->psvi = (void *)(uintptr_t)own_phases(s, pattern);
    for (xmlNodePtr pattern = phases ? child_of(root, "pattern") : NULL; pattern; pattern = next_to(pattern, "pattern"))
        if (sch_hgw(pattern, "vanaf") || sch_hgw(pattern, "tot"))
            sch_wrong(s, pattern, NULL, 0,
                      _("Dit bestand zegt met <phase> wanneer een pattern geldt: haal hgw:vanaf en hgw:tot weg."));
    for (const xmlNode *phase = phases; phase; phase = dom_next(phase, "phase")) {
        int index = phase_index(dom_get(phase, "id"));
        activate(s, phase, index >= 0 ? 1U << index : phase == chosen && !ours ? PHASES_ALWAYS : 0U);
    }
}

static bool phases_hold(unsigned phases, const char *phase) {
    return phases & PHASES_ALWAYS || (phase && phase_index(phase) >= 0 && phases >> phase_index(phase) & 1);
}

bool rule_holds(const struct rule_info *rule, const char *phase) {
    return phases_hold(rule->phases, phase);
}

/* --- rules --- */

/* "letters, then digits" */
static bool is_code(const char *id) {
    size_t letters = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    size_t digits = strspn(id + letters, "0123456789");
    return letters > 0 && digits > 0 && id[letters + digits] == '\0';
}

/* An attribute that may stand on the assertion or on its rule. */
static const char *own_or_rule(const xmlNode *assertion, const char *name) {
    const char *value = sch_attribute(assertion, name);
    return value ? value : sch_attribute(assertion->parent, name);
}

static int principle_of(const char *digit) {
    bool good = digit[0] >= '0' && digit[0] <= '0' + PRINCIPLE_COUNT && digit[1] == '\0';
    return good ? digit[0] - '0' : PRINCIPLE_UNKNOWN;
}

static bool level_of(const char *role, enum level *level) {
    static const char *const others[] = {
        [LEVEL_ERROR] = "fatal", [LEVEL_WARNING] = "warn", [LEVEL_NOTE] = "info information"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (dom_has_word(others[i], role)) {
            *level = (enum level)i;
            return true;
        }
    return level_from_name(role, level);
}

static void add_info(struct schematron *s, xmlNodePtr assertion, unsigned phases) {
    static const char prefix[] = "uitgangspunt-";
    const char *code = dom_get(assertion, "id"), *role = own_or_rule(assertion, "role");
    const char *flag = own_or_rule(assertion, "flag"), *digit = flag ? "" : NULL;
    uintptr_t known = (uintptr_t)xmlHashLookup(s->codes, (const xmlChar *)code);
    if (known > 0) { /* of an abstract rule or pattern */
        s->infos[known - 1].phases |= phases;
        return;
    }
    if (flag && strncmp(flag, prefix, sizeof prefix - 1) == 0)
        digit = flag + sizeof prefix - 1;
    struct rule_info info = {.code = code,
                             .level = LEVEL_ERROR,
                             .principle = digit ? principle_of(digit) : s->principle,
                             .phases = phases,
                             .schematron = s,
                             .element = assertion};
    if (!is_code(code) && *code)
        sch_wrong(s, assertion, "id", 0, _("„%s” is geen code voor een regel: dat zijn letters en dan cijfers."), code);
    if (role && !level_of(role, &info.level))
        sch_wrong(s, sch_attribute(assertion, "role") ? assertion : assertion->parent, "role", 0,
                  _("De role „%s” is onbekend. Kies error (fout), warning (waarschuwing) of note (opmerking)."), role);
    s->infos = list_grow(s->infos, &s->info_capacity, s->info_count, sizeof *s->infos);
    s->infos[s->info_count++] = info;
    xmlHashAddEntry(s->codes, (const xmlChar *)code, (void *)(uintptr_t)s->info_count);
}

static bool is_assertion(const xmlNode *node) {
    return dom_is(node, "assert") || dom_is(node, "report");
}

struct rule_place rule_place(const struct rule_info *rule) {
    return sch_place(rule->schematron, rule->element);
}

/* --- is the whole file good? --- */

static void check_texts(struct schematron *s, const xmlNode *top) {
    for (xmlNodePtr part = top ? dom_walk(top, top) : NULL; part; part = dom_walk(part, top))
        if (expression_of(part))
            compile(s, part, false);
}

static void check_assertion(struct schematron *s, xmlNodePtr assertion) {
    struct text_nodes texts = texts_of(s, assertion);
    compile(s, assertion, false);
    for (size_t lang = 0; lang < LANG_COUNT; lang++) {
        check_texts(s, texts.message[lang]);
        check_texts(s, texts.help[lang]);
    }
    size_t length;
    for (const char *at = dom_get(assertion, "diagnostics"); (length = dom_word(&at)) > 0; at += length) {
        char *id = mem_strndup(at, length);
        if (!diagnostic(s, id, ""))
            sch_wrong(s, assertion, "diagnostics", 0, _("De diagnostic „%s” bestaat niet (in diagnostics van %s)."), id,
                      dom_get(assertion, "id"));
        free(id);
    }
}

static void check_lets(struct schematron *s, const xmlNode *scope) {
    for (xmlNodePtr let = dom_child(scope, "let"); let; let = dom_next(let, "let")) {
        const char *name = dom_get(let, "name");
        const xmlNode *same =
            scope == root_of(s) ? xmlHashLookup(s->lets, (const xmlChar *)name) : let_in(scope, let, name);
        if (xmlValidateNCName((const xmlChar *)name, 0) != 0)
            sch_wrong(s, let, "name", 0, _("„%s” is geen goede naam voor een variabele."), name);
        else if (same && same != let)
            sch_wrong(s, let, "name", 0, _("De variabele „%s” wordt hier twee keer gemaakt."), name);
        s->frame.stop = s->frame.rule ? let : NULL;
        compile(s, let, false);
    }
    s->frame.stop = NULL;
}

static void check_whole(struct schematron *s) {
    const xmlNode *root = root_of(s);
    bool asks = false, holds = false;
    check_lets(s, root);
    for (xmlNodePtr pattern = child_of(root, "pattern"); pattern; pattern = next_to(pattern, "pattern")) {
        s->frame = (struct frame){.pattern = pattern};
        check_lets(s, pattern);
        for (xmlNodePtr rule = child_of(pattern, "rule"); rule; rule = next_to(rule, "rule")) {
            s->frame.rule = NULL;
            compile(s, rule, false);
            s->frame.rule = rule;
            check_lets(s, rule);
            for (xmlNodePtr part = dom_child(rule, NULL); part; part = dom_next(part, NULL))
                if (is_assertion(part)) {
                    check_assertion(s, part);
                    asks = true;
                    holds = holds || phases_of(pattern);
                }
        }
    }
    s->frame = (struct frame){0};
    if (s->problem_count == 0 && !asks)
        sch_wrong(s, root, NULL, 0,
                  _("Dit regelbestand vraagt niets: geen enkele <rule context=\"…\"> heeft een "
                    "assert of report."));
    else if (s->problem_count == 0 && !holds)
        sch_wrong(s, dom_child(root, "phase"), NULL, 0,
                  _("De regels in dit bestand gelden in geen enkele fase van een casus (%s). Zet hun pattern aan in "
                    "een <phase> met zo'n id, geef het bestand een defaultPhase, of laat elke <phase> weg: dan "
                    "gelden ze altijd."),
                  PHASE_WORDS);
}

/* --- opening --- */

static void read_parts(struct schematron *s) {
    const xmlNode *root = root_of(s);
    const char *principle = sch_hgw(root, "uitgangspunt");
    s->codes = xmlHashCreate(0);
    s->lets = xmlHashCreate(0);
    s->principle = principle ? principle_of(principle) : PRINCIPLE_UNKNOWN;
    if (principle && s->principle == PRINCIPLE_UNKNOWN)
        sch_wrong(s, root, NULL, 0, _("„%s” is geen uitgangspunt: kies een cijfer van 1 tot 7."), principle);
    bind(s);
    for (xmlNodePtr let = dom_child(root, "let"); let; let = dom_next(let, "let"))
        xmlHashAddEntry(s->lets, (const xmlChar *)dom_get(let, "name"), let);
    add_phases(s, root);
    for (xmlNodePtr pattern = child_of(root, "pattern"); pattern; pattern = next_to(pattern, "pattern"))
        for (xmlNodePtr rule = child_of(pattern, "rule"); rule; rule = next_to(rule, "rule"))
            for (xmlNodePtr part = dom_child(rule, NULL); part; part = dom_next(part, NULL))
                if (is_assertion(part))
                    add_info(s, part, phases_of(pattern));
    if (s->use.whole)
        check_whole(s);
}

struct schematron *schematron_load(const char *name, const char *bytes, size_t length, const struct schematron_use *use,
                                   struct error *error) {
    struct schematron *s = mem_calloc(1, sizeof *s);
    s->use = *use;
    if (sch_read(s, name, bytes, length))
        read_parts(s);
    if (sch_settle(s, error))
        return s;
    schematron_close(s);
    return NULL;
}

struct schematron *schematron_open(const char *path, const struct schematron_use *use, struct error *error) {
    struct buf bytes = BUF_EMPTY;
    struct schematron *s = NULL;
    if (file_read(path, SCHEMATRON_MAX_BYTES, &bytes, error))
        s = schematron_load(path, bytes.data, bytes.length, use, error);
    buf_free(&bytes);
    return s;
}

void schematron_close(struct schematron *s) {
    if (!s)
        return;
    for (xmlNodePtr node = s->tree ? root_of(s) : NULL; node; node = dom_walk(node, NULL)) {
        struct expression *expression = expression_of(node) ? node->psvi : NULL;
        if (expression)
            xmlXPathFreeCompExpr(expression->compiled);
        free(expression);
    }
    for (size_t i = 0; i < s->source_count; i++) {
        free(s->sources[i].path);
        buf_free(&s->sources[i].text);
    }
    free(s->sources);
    free(s->infos);
    xmlHashFree(s->codes, NULL);
    xmlHashFree(s->lets, NULL);
    xmlHashFree(s->ids, NULL);
    xmlXPathFreeContext(s->xpath);
    xmlFreeDoc(s->tree);
    free(s);
}

bool schematron_filled(const struct schematron *s) {
    return s->filled;
}

size_t schematron_rule_count(const struct schematron *s) {
    return s->info_count;
}

struct rule_info *schematron_rule(const struct schematron *s, size_t index) {
    return &s->infos[index];
}

/* --- a run --- */

static char *message_about(struct schematron *s, xmlNodePtr const texts[LANG_COUNT], xmlNodePtr node) {
    enum lang lang = s->options->lang;
    return text_about(s, texts[lang] ? texts[lang] : texts[(lang + 1) % LANG_COUNT], node);
}

static void report(struct schematron *s, xmlNodePtr assertion, xmlNodePtr node) {
    const xmlChar *code = (const xmlChar *)dom_get(assertion, "id");
    const struct rule_info *rule = &s->infos[(uintptr_t)xmlHashLookup(s->codes, code) - 1];
    const xmlNode *place = node->type == XML_DOCUMENT_NODE ? xmlDocGetRootElement((xmlDocPtr)node) : node;
    while (place->type != XML_ELEMENT_NODE && place->parent)
        place = place->parent;
    struct finding *finding =
        rule->replaced ? NULL : findings_add(s->findings, rule->code, rule->level, rule->principle, place);
    if (!finding)
        return;
    struct text_nodes texts = texts_of(s, assertion);
    finding->message = message_about(s, texts.message, node);
    finding->help = message_about(s, texts.help, node);
    if (finding->help && !*finding->help) {
        free(finding->help);
        finding->help = NULL;
    }
}

static void fire(struct schematron *s, xmlNodePtr rule, xmlNodePtr node) {
    s->frame = (struct frame){node, rule->parent, rule, NULL};
    for (xmlNodePtr part = dom_child(rule, NULL); part && s->problem_count == 0; part = dom_next(part, NULL)) {
        xmlXPathObjectPtr value = is_assertion(part) ? evaluate(s, part, node) : NULL;
        if (value && xmlXPathCastToBoolean(value) == dom_is(part, "report"))
            report(s, part, node);
        xmlXPathFreeObject(value);
    }
    forget_lets(rule);
}

/* Where a node keeps that a rule of the pattern fired on it: of a pattern, only the first one does. */
static void **mark_of(xmlNodePtr node) {
    return node->type == XML_DOCUMENT_NODE    ? &node->_private
           : node->type == XML_ATTRIBUTE_NODE ? &((xmlAttrPtr)node)->psvi
                                              : &node->psvi;
}

static void run_pattern(struct schematron *s, xmlNodePtr pattern, xmlDocPtr doc) {
    void *mark = (void *)((uintptr_t)doc->psvi + 1); /* another one for each pattern of each file */
    doc->psvi = mark;
    for (xmlNodePtr rule = child_of(pattern, "rule"); rule; rule = next_to(rule, "rule")) {
        s->frame = (struct frame){.current = (xmlNodePtr)doc, .pattern = pattern};
        xmlXPathObjectPtr found = s->problem_count == 0 ? evaluate(s, rule, (xmlNodePtr)doc) : NULL;
        if (found && found->type != XPATH_NODESET)
            sch_wrong(s, rule, "context", 0, _("De context „%s” is geen patroon dat elementen kiest (XSLT 1.0, 5.2)."),
                      dom_get(rule, "context"));
        xmlNodeSetPtr nodes = found ? found->nodesetval : NULL;
        for (int i = 0; s->problem_count == 0 && nodes && i < nodes->nodeNr; i++) {
            xmlNodePtr node = nodes->nodeTab[i];
            if (node->type == XML_NAMESPACE_DECL || *mark_of(node) == mark)
                continue;
            *mark_of(node) = mark;
            fire(s, rule, node);
        }
        xmlXPathFreeObject(found);
    }
    forget_lets(pattern);
}

bool schematron_run(struct schematron *s, xmlDocPtr doc, const struct schematron_options *options,
                    struct findings *findings, struct error *error) {
    s->options = options;
    s->findings = findings;
    /* So that libxml2 compares places in constant time; it keeps the index in `content` of elements. */
    const xmlNode *root = xmlDocGetRootElement(doc);
    if (root && !root->content)
        xmlXPathOrderDocElems(doc);
    s->frame = (struct frame){.current = (xmlNodePtr)doc};
    xmlNodePtr today = options->date ? xmlHashLookup(s->lets, (const xmlChar *)"vandaag") : NULL;
    struct expression *given = !today ? NULL : today->psvi ? today->psvi : compile(s, today, true);
    if (given)
        given->value = xmlXPathNewCString(options->date);
    if (s->use.functions)
        s->use.functions->today = options->date;
    for (xmlNodePtr pattern = child_of(root_of(s), "pattern"); pattern; pattern = next_to(pattern, "pattern"))
        if (s->problem_count == 0 && (!options->phase || phases_hold(phases_of(pattern), options->phase)))
            run_pattern(s, pattern, doc);
    s->frame = (struct frame){.current = (xmlNodePtr)doc};
    xmlXPathObjectPtr filled = s->problem_count == 0 ? look_up_variable(s, (const xmlChar *)"ingevuld", NULL) : NULL;
    s->filled = filled && xmlXPathCastToBoolean(filled);
    xmlXPathFreeObject(filled);
    /* Nothing of working memory may outlive the document. */
    forget_lets(root_of(s));
    s->frame = (struct frame){0};
    s->xpath->node = NULL;
    s->xpath->doc = NULL;
    return sch_settle(s, error);
}
