#include "rules/schematron.h"

#include "base/file.h"
#include "case/grammar.h"
#include "xml/dom.h"
#include "xml/xpath.h"

#include <libxml/xpathInternals.h>

/* An attribute that is XPath. Made when it is first evaluated, or checked. */
struct expression {
    xmlXPathCompExprPtr compiled; /* owned */
    xmlXPathObjectPtr value;      /* of a variable, in a run; NULL: not evaluated yet. Owned. */
    xmlXPathObjectPtr *shared;    /* what it says of a case as a whole, NULL: it is about something else */
    bool busy;                    /* being evaluated: a second request means that it refers to itself */
};

static xmlNodePtr root_of(const struct schematron *s) {
    return xmlDocGetRootElement(s->file.doc);
}

static bool is_assertion(const xmlNode *node) {
    return dom_is(node, "assert") || dom_is(node, "report");
}

static bool stopped(const struct schematron *s) {
    return s->problems.kind != ERROR_NONE;
}

/* --- variables --- */

/* The variable with this name among those of an element; NULL when there is none. */
static xmlNodePtr let_in(const xmlNode *scope, const char *name) {
    xmlNodePtr let = dom_child(scope, "let");
    while (let && !dom_has(let, "name", name))
        let = dom_next(let, "let");
    return let;
}

/* The <let> that a name stands for in s->scope, what is nearest first; NULL when there is none. */
static xmlNodePtr find_let(const struct schematron *s, const char *name) {
    xmlNodePtr let = NULL;
    for (const xmlNode *scope = s->scope; !let && scope && scope != root_of(s); scope = scope->parent)
        let = let_in(scope, name);
    return let ? let : xmlHashLookup(s->lets, (const xmlChar *)name);
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

static void complain(void *data, size_t offset, const char *sentence) {
    struct schematron *s = data;
    const char *attribute = expression_of(s->compiled);
    sch_wrong(s, s->compiled, attribute, offset, _("In %s/@%s: %s"), (const char *)s->compiled->name, attribute,
              sentence);
}

static bool knows(void *data, enum xpath_named what, const char *name, const char **suggestion) {
    const struct schematron *s = data;
    if (what != XPATH_VARIABLE)
        return !s->use.of_cases || grammar_knows(what == XPATH_ATTRIBUTE, name, suggestion);
    if (find_let(s, name))
        return true;
    struct suggest_one suggest = suggest_start(name);
    for (const xmlNode *scope = s->scope ? s->scope : root_of(s); scope; scope = scope->parent)
        for (xmlNodePtr let = dom_child(scope, "let"); let; let = dom_next(let, "let"))
            suggest_try(&suggest, dom_get(let, "name"));
    *suggestion = suggest.best;
    return false;
}

/* Compiles the expression of an element, as seen from s->scope. NULL: what is wrong is among the problems. */
static struct expression *compile(struct schematron *s, xmlNodePtr element) {
    const char *attribute = expression_of(element), *text = dom_get(element, attribute);
    struct xpath_dialect dialect = {.current = true,
                                    .pattern = dom_is(element, "rule"),
                                    .trusted = !s->use.whole,
                                    .knows = knows,
                                    .complain = complain,
                                    .data = s};
    s->compiled = element;
    if (!dom_is(element, "name") && !dom_attribute(element, attribute))
        return NULL; /* that is said */
    AUTO(mem_free) char *name = dom_is(element, "name") ? text_format("name(%s)", text) : NULL;
    xmlXPathCompExprPtr compiled = xpath_compile(s->xpath, name ? name : text, &dialect);
    if (!compiled)
        return NULL;
    struct expression *expression = element->psvi ? element->psvi : mem_calloc(1, sizeof *expression);
    xmlXPathFreeCompExpr(expression->compiled);
    expression->compiled = compiled;
    /* Our files have many contexts and variables in common: asked once they save a twentieth of a further case. */
    bool whole = dom_is(element, "rule") || (dom_is(element, "let") && !dom_is(element->parent, "rule"));
    if (whole && !s->use.whole && s->use.functions && !strchr(text, '$')) {
        xmlHashTablePtr values = s->use.functions->values;
        expression->shared = xmlHashLookup(values, (const xmlChar *)text);
        if (!expression->shared)
            xmlHashAddEntry(values, (const xmlChar *)text,
                            expression->shared = mem_calloc(1, sizeof *expression->shared));
    }
    return element->psvi = expression;
}

/* Says why an expression cannot be evaluated, unless that is said. */
static void fail(struct schematron *s, xmlNodePtr element) {
    struct error *reason = &s->binding->error;
    const char *attribute = expression_of(element);
    bool wrong_kind = s->binding->reason == XPATH_INVALID_TYPE || s->binding->reason == XPATH_INVALID_OPERAND;
    s->use.whole = true; /* what was trusted is looked at now: in files of another version a function may be unknown */
    if (reason->kind == ERROR_NONE && !stopped(s))
        compile(s, element);
    if (!stopped(s) && reason->file) /* of a word list */
        error_add(&s->problems, reason);
    else if (!stopped(s) && reason->kind != ERROR_NONE)
        sch_wrong(s, element, attribute, 0, "%s", error_text(reason));
    else if (!stopped(s))
        sch_wrong(s, element, attribute, 0,
                  wrong_kind ? _("In de XPath „%s” staat een waarde van een soort die daar niet past.")
                             : _("De XPath „%s” kan niet worden uitgerekend."),
                  dom_get(element, attribute));
    error_clear(reason);
}

/* Evaluates the expression of an element on a node, in s->scope. NULL: it failed, and the problems say why. */
static xmlXPathObjectPtr evaluate(struct schematron *s, xmlNodePtr element, xmlNodePtr node) {
    xmlXPathContextPtr xpath = s->xpath;
    const struct expression *expression = element->psvi ? element->psvi : compile(s, element);
    if (!expression)
        return NULL;
    if (expression->shared && *expression->shared)
        return xmlXPathObjectCopy(*expression->shared);
    /* A variable is evaluated in the middle of another expression. */
    xmlNodePtr node_before = xpath->node;
    int size_before = xpath->contextSize, position_before = xpath->proximityPosition;
    xpath->node = node;
    xpath->contextSize = xpath->proximityPosition = 1;
    s->binding->reason = 0;
    xmlXPathObjectPtr value = xmlXPathCompiledEval(expression->compiled, xpath);
    xpath->node = node_before;
    xpath->contextSize = size_before;
    xpath->proximityPosition = position_before;
    if (!value)
        fail(s, element);
    else if (expression->shared)
        *expression->shared = xmlXPathObjectCopy(value);
    return value;
}

/* Variables are evaluated when they are first asked for. */
static xmlXPathObjectPtr look_up_variable(void *data, const xmlChar *name, const xmlChar *uri) {
    struct schematron *s = data;
    xmlNodePtr let = uri || !s->binding->current ? NULL : find_let(s, (const char *)name);
    struct expression *expression = !let ? NULL : let->psvi ? let->psvi : compile(s, let);
    if (!expression)
        return NULL;
    if (expression->busy)
        sch_wrong(s, let, NULL, 0, _("De variabele %s verwijst naar zichzelf."), (const char *)name);
    else if (!expression->value) {
        xmlNodePtr current_before = s->binding->current;
        const xmlNode *scope_before = s->scope;
        s->binding->current = dom_is(let->parent, "rule") ? s->binding->current : (xmlNodePtr)s->binding->current->doc;
        s->scope = let->parent;
        expression->busy = true;
        expression->value = evaluate(s, let, s->binding->current);
        expression->busy = false;
        s->binding->current = current_before;
        s->scope = scope_before;
    }
    return expression->value ? xmlXPathObjectCopy(expression->value) : NULL;
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

static void bind(struct schematron *s) {
    s->binding = s->use.functions ? &s->use.functions->binding : &s->none;
    s->xpath = xpath_open(s->file.doc, s->binding);
    xmlXPathRegisterVariableLookup(s->xpath, look_up_variable, s);
    for (xmlNodePtr ns = dom_child(root_of(s), "ns"); ns; ns = dom_next(ns, "ns")) {
        const xmlChar *prefix = (const xmlChar *)dom_get(ns, "prefix"), *uri = (const xmlChar *)dom_get(ns, "uri");
        if (xmlValidateNCName(prefix, 0) != 0 || !*uri)
            sch_wrong(s, ns, "prefix", 0, _("„%s” kan geen voorvoegsel met een naamruimte zijn."), prefix);
        else if (xmlXPathNsLookup(s->xpath, prefix) && !xmlStrEqual(xmlXPathNsLookup(s->xpath, prefix), uri))
            sch_wrong(s, ns, "prefix", 0, _("Het voorvoegsel „%s” wordt twee keer gemaakt."), prefix);
        else
            xmlXPathRegisterNs(s->xpath, prefix, uri);
    }
}

/* --- texts --- */

/* The language of a text: its xml:lang, or that of something around it; Dutch when nothing is said. */
static enum lang language_of(const xmlNode *node) {
    xmlChar *lang = xmlNodeGetLang(node);
    bool english = lang && strncmp((const char *)lang, "en", 2) == 0;
    xmlFree(lang);
    return english ? LANG_EN : LANG_NL;
}

/* The diagnostic with the id CODE + suffix, or NULL. */
static xmlNodePtr diagnostic(struct schematron *s, const char *code, const char *suffix) {
    AUTO(mem_free) char *id = text_format("%s%s", code, suffix);
    sch_read_texts(s);
    return sch_by_id(s, id, "diagnostic");
}

/* The element with the message of an assert or report in a language, or with its help line; NULL: there is none. Of
 * what @diagnostics names beside our convention, the first is a help line. */
static xmlNodePtr text_in(struct schematron *s, xmlNodePtr assertion, enum rule_text which, enum lang lang) {
    static const char *const suffixes[][LANG_COUNT] = {{"", ".en"}, {".hulp", ".hulp.en"}};
    const char *code = dom_get(assertion, "id"), *list = dom_get(assertion, "diagnostics");
    xmlNodePtr found = diagnostic(s, code, suffixes[which][lang]);
    if (which == RULE_MESSAGE)
        return !found && language_of(assertion) == lang ? assertion : found;
    for (char *id; !found && (id = dom_next_word(&list)); free(id)) {
        bool conventional = strncmp(id, code, strlen(code)) == 0 && id[strlen(code)] == '.';
        xmlNodePtr other = conventional ? NULL : diagnostic(s, id, "");
        found = other && language_of(other) == lang ? other : NULL;
    }
    return found;
}

/* A text about a node, with white space normalised. Without a node: as a listing shows it, with "…" for values, several
 * in a row one. Of NULL it is NULL. */
static char *text_about(struct schematron *s, const xmlNode *text, xmlNodePtr node) {
    struct buf out = BUF_EMPTY;
    bool dotted = false;
    for (xmlNodePtr part = dom_walk_nodes(text, text); part; part = dom_walk_nodes(part, text))
        if (part->type == XML_TEXT_NODE) {
            buf_add_string(&out, (const char *)part->content);
            dotted = dotted && dom_blank((const char *)part->content);
        } else if (expression_of(part) && node) {
            xmlXPathObjectPtr value = evaluate(s, part, node);
            xmlChar *string = value ? xmlXPathCastToString(value) : NULL;
            buf_add_string(&out, (const char *)string);
            xmlFree(string);
            xmlXPathFreeObject(value);
        } else if (expression_of(part)) {
            buf_add_string(&out, dotted ? "" : "…");
            dotted = true;
        }
    char *string = text ? buf_steal(&out) : NULL;
    if (text)
        text_normalise(string);
    return string;
}

char *rule_text(const struct rule_info *rule, enum rule_text which, enum lang lang) {
    return text_about(rule->schematron, text_in(rule->schematron, rule->element, which, lang), NULL);
}

/* The same in the other language when there is none in this one; with a node: about that. */
static char *say(struct schematron *s, xmlNodePtr assertion, enum rule_text which, enum lang lang, xmlNodePtr node) {
    xmlNodePtr text = text_in(s, assertion, which, lang);
    return text_about(s, text ? text : text_in(s, assertion, which, (lang + 1) % LANG_COUNT), node);
}

char *rule_words(const struct rule_info *rule, enum rule_text which, enum lang lang) {
    return say(rule->schematron, rule->element, which, lang, NULL);
}

char *schematron_words(struct schematron *s, const char *class, enum lang lang) {
    const xmlNode *found = strcmp(class, "titel") == 0 ? dom_child(root_of(s), "title") : NULL;
    for (const xmlNode *p = dom_child(root_of(s), "p"); p; p = dom_next(p, "p"))
        if (dom_has(p, "class", class) && (!found || language_of(p) == lang))
            found = p;
    return found ? text_about(s, found, NULL) : mem_strdup("");
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
    unsigned phases = 0;
    for (int i = first; i <= last; i++)
        phases |= 1U << i;
    if (!phases)
        sch_wrong(s, pattern, NULL, 0, _("Een pattern kan niet gelden vanaf „%s” tot „%s”."), from, to);
    return from || to ? phases : PHASES_ALWAYS;
}

static unsigned phases_of(const xmlNode *pattern) {
    return (unsigned)(uintptr_t)pattern->psvi;
}

/* What a file says with <phase> of those that are ours, and of its default phase, which then always holds, comes on top
 * of what its patterns say; a file that says nothing of these says nothing. */
static void add_phases(struct schematron *s, const xmlNode *root) {
    const char *first = dom_get(root, "defaultPhase");
    bool said = false;
    if (*first && strcmp(first, "#ALL") != 0 && !sch_by_id(s, first, "phase"))
        sch_wrong(s, root, "defaultPhase", 0, _("Er is geen phase met de id „%s”."), first);
    for (const xmlNode *phase = dom_child(root, "phase"); phase; phase = dom_next(phase, "phase")) {
        const char *name = dom_get(phase, "id");
        int index = phase_index(name);
        unsigned holds = index >= 0 ? 1U << index : strcmp(name, first) == 0 ? PHASES_ALWAYS : 0U;
        said = said || holds;
        for (xmlNodePtr active = dom_child(phase, "active"); active; active = dom_next(active, "active")) {
            const char *id = dom_get(active, "pattern");
            xmlNodePtr pattern = sch_by_id(s, id, "pattern");
            if (pattern)
                pattern->psvi = (void *)(uintptr_t)(phases_of(pattern) | holds);
            else
                sch_wrong(s, active, "pattern", 0, _("Er is geen pattern met de id „%s”."), id);
        }
    }
    for (xmlNodePtr pattern = dom_child(root, "pattern"); pattern; pattern = dom_next(pattern, "pattern")) {
        unsigned own = own_phases(s, pattern), active = phases_of(pattern);
        bool as_own = !said || active & PHASES_ALWAYS;
        pattern->psvi = (void *)(uintptr_t)(as_own ? own : own & PHASES_ALWAYS ? active : own & active);
    }
}

/* The phases of which one must hold in this phase. */
static unsigned phases_at(const char *phase) {
    return PHASES_ALWAYS | (phase && phase_index(phase) >= 0 ? 1U << phase_index(phase) : 0U);
}

bool rule_holds(const struct rule_info *rule, const char *phase) {
    return rule->phases & phases_at(phase);
}

/* --- rules --- */

/* "letters, then digits" */
static bool is_code(const char *id) {
    size_t letters = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    size_t digits = strspn(id + letters, "0123456789");
    return letters > 0 && digits > 0 && id[letters + digits] == '\0';
}

/* An attribute that may stand on the assertion or on its rule. */
static const xmlAttr *own_or_rule(const xmlNode *assertion, const char *name) {
    const xmlAttr *own = dom_attribute(assertion, name);
    return own ? own : dom_attribute(assertion->parent, name);
}

static int principle_of(const char *digit) {
    bool good = digit[0] >= '0' && digit[0] <= '0' + PRINCIPLE_COUNT && digit[1] == '\0';
    return good ? digit[0] - '0' : PRINCIPLE_UNKNOWN;
}

/* Puts a rule at `*end`; returns where the next one goes. */
static struct rule_info **add_rule(struct schematron *s, xmlNodePtr assertion, struct rule_info **end) {
    static const char prefix[] = "uitgangspunt-";
    const char *code = dom_get(assertion, "id");
    const xmlAttr *role = own_or_rule(assertion, "role"), *flag = own_or_rule(assertion, "flag");
    const int level = role ? level_named(dom_value(role)) : LEVEL_ERROR;
    bool named = strncmp(dom_value(flag), prefix, strlen(prefix)) == 0;
    unsigned phases = phases_of(assertion->parent->parent);
    struct rule_info *rule = xmlHashLookup(s->codes, (const xmlChar *)code);
    if (rule) { /* of an abstract rule or pattern */
        rule->phases |= phases;
        return end;
    }
    *end = rule = mem_calloc(1, sizeof *rule);
    *rule = (struct rule_info){.code = code,
                               .level = (enum level)level,
                               .principle = named  ? principle_of(dom_value(flag) + strlen(prefix))
                                            : flag ? PRINCIPLE_UNKNOWN
                                                   : s->principle,
                               .phases = phases,
                               .schematron = s,
                               .element = assertion};
    if (!is_code(code) && *code)
        sch_wrong(s, assertion, "id", 0, _("„%s” is geen code voor een regel: dat zijn letters en dan cijfers."), code);
    if (level < 0)
        sch_wrong(s, role->parent, "role", 0,
                  _("De role „%s” is onbekend. Kies error (fout), warning (waarschuwing) of note (opmerking)."),
                  dom_value(role));
    xmlHashAddEntry(s->codes, (const xmlChar *)code, rule);
    return &rule->next;
}

/* --- is the whole file good? --- */

/* Looks at the texts of an assertion, which see its variables. */
static void check_texts(struct schematron *s, xmlNodePtr assertion) {
    for (enum lang lang = LANG_NL; lang <= LANG_EN; lang++)
        for (int which = RULE_MESSAGE; which <= RULE_HELP; which++) {
            xmlNodePtr text = text_in(s, assertion, (enum rule_text)which, lang);
            for (xmlNodePtr part = text ? dom_walk(text, text) : NULL; part; part = dom_walk(part, text))
                if (expression_of(part))
                    compile(s, part);
        }
    const char *at = dom_get(assertion, "diagnostics");
    for (char *id; (id = dom_next_word(&at)); free(id))
        if (!diagnostic(s, id, ""))
            sch_wrong(s, assertion, "diagnostics", 0, _("De diagnostic „%s” bestaat niet (in diagnostics van %s)."), id,
                      dom_get(assertion, "id"));
}

static void check_let(struct schematron *s, const xmlNode *let) {
    const char *name = dom_get(let, "name");
    const xmlNode *first =
        let->parent == root_of(s) ? xmlHashLookup(s->lets, (const xmlChar *)name) : let_in(let->parent, name);
    if (xmlValidateNCName((const xmlChar *)name, 0) != 0)
        sch_wrong(s, let, "name", 0, _("„%s” is geen goede naam voor een variabele."), name);
    else if (first != let)
        sch_wrong(s, let, "name", 0, _("De variabele „%s” wordt hier twee keer gemaakt."), name);
}

static void check_whole(struct schematron *s) {
    const xmlNode *root = root_of(s);
    bool asks = false, holds = false;
    for (xmlNodePtr part = dom_child(root, NULL); part; part = dom_next(part, NULL))
        for (xmlNodePtr node = dom_is(part, "diagnostics") ? NULL : part; node; node = dom_walk(node, part)) {
            s->scope = dom_is(node, "rule") ? node->parent : node; /* a context comes before what is in its rule */
            if (dom_is(node, "let"))
                check_let(s, node);
            if (expression_of(node))
                compile(s, node);
            if (is_assertion(node)) {
                check_texts(s, node);
                asks = true;
                holds = holds || phases_of(node->parent->parent);
            }
        }
    s->scope = NULL;
    if (!stopped(s) && !asks)
        sch_wrong(s, root, NULL, 0,
                  _("Dit regelbestand vraagt niets: geen enkele <rule context=\"…\"> heeft een "
                    "assert of report."));
    else if (!stopped(s) && !holds)
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
    s->codes = xmlHashCreate(32);
    s->lets = xmlHashCreate(32);
    s->principle = principle ? principle_of(principle) : PRINCIPLE_UNKNOWN;
    if (principle && s->principle == PRINCIPLE_UNKNOWN)
        sch_wrong(s, root, NULL, 0, _("„%s” is geen uitgangspunt: kies een cijfer van 1 tot 7."), principle);
    bind(s);
    for (xmlNodePtr let = dom_child(root, "let"); let; let = dom_next(let, "let"))
        xmlHashAddEntry(s->lets, (const xmlChar *)dom_get(let, "name"), let);
    add_phases(s, root);
    struct rule_info **end = &s->rules;
    for (xmlNodePtr node = root_of(s); node; node = dom_walk(node, NULL))
        if (is_assertion(node))
            end = add_rule(s, node, end);
    if (s->use.whole)
        check_whole(s);
}

struct schematron *schematron_load(const char *name, const char *bytes, size_t length, const struct schematron_use *use,
                                   struct error *error) {
    struct schematron *s = mem_calloc(1, sizeof *s);
    s->use = *use;
    if (sch_read(s, name, bytes, length))
        read_parts(s);
    if (!stopped(s))
        return s;
    error_add(error, &s->problems);
    schematron_close(s);
    return NULL;
}

struct schematron *schematron_open(const char *path, const struct schematron_use *use, struct error *error) {
    AUTO(buf_free) struct buf bytes = BUF_EMPTY;
    bool read = file_read(path, CASE_MAX_BYTES, &bytes, error);
    return read ? schematron_load(path, bytes.data, bytes.length, use, error) : NULL;
}

void schematron_close(struct schematron *s) {
    if (!s)
        return;
    for (xmlNodePtr node = s->file.doc ? root_of(s) : NULL; node; node = dom_walk(node, NULL)) {
        struct expression *expression = expression_of(node) ? node->psvi : NULL;
        if (expression)
            xmlXPathFreeCompExpr(expression->compiled);
        free(expression);
    }
    for (size_t i = 0; i < s->source_count; i++)
        free(s->sources[i].path);
    free(s->sources);
    free(s->unread);
    for (struct rule_info *rule = s->rules, *next; rule; rule = next) {
        next = rule->next;
        free(rule);
    }
    xmlHashFree(s->codes, NULL);
    xmlHashFree(s->lets, NULL);
    xmlXPathFreeContext(s->xpath);
    case_free(&s->file);
    free(s);
}

bool schematron_about(const struct schematron *s, const char *section) {
    const xmlNode *let = xmlHashLookup(s->lets, (const xmlChar *)"ingevuld");
    AUTO(mem_free) char *path = text_format("/casus/%s/", section);
    return let && strstr(dom_get(let, "value"), path);
}

/* --- a run --- */

static void report(struct schematron *s, xmlNodePtr assertion, xmlNodePtr node) {
    const struct rule_info *rule = xmlHashLookup(s->codes, (const xmlChar *)dom_get(assertion, "id"));
    const xmlNode *place = node->type == XML_DOCUMENT_NODE ? xmlDocGetRootElement((xmlDocPtr)node) : node;
    while (place->type != XML_ELEMENT_NODE && place->parent)
        place = place->parent;
    struct finding *finding =
        rule->replaced ? NULL : findings_add(s->findings, rule->code, rule->level, rule->principle, place);
    if (!finding)
        return;
    finding->message = say(s, assertion, RULE_MESSAGE, s->lang, node);
    finding->help = say(s, assertion, RULE_HELP, s->lang, node);
    if (finding->help && !*finding->help) {
        free(finding->help);
        finding->help = NULL;
    }
}

static void fire(struct schematron *s, xmlNodePtr rule, xmlNodePtr node) {
    s->binding->current = node;
    s->scope = rule;
    for (xmlNodePtr part = dom_child(rule, NULL); part && !stopped(s); part = dom_next(part, NULL)) {
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
    for (xmlNodePtr rule = dom_child(pattern, "rule"); rule; rule = dom_next(rule, "rule")) {
        s->binding->current = (xmlNodePtr)doc;
        s->scope = pattern;
        xmlXPathObjectPtr found = !stopped(s) ? evaluate(s, rule, (xmlNodePtr)doc) : NULL;
        if (found && found->type != XPATH_NODESET)
            sch_wrong(s, rule, "context", 0, _("De context „%s” is geen patroon dat elementen kiest (XSLT 1.0, 5.2)."),
                      dom_get(rule, "context"));
        xmlNodeSetPtr nodes = found ? found->nodesetval : NULL;
        for (int i = 0; !stopped(s) && nodes && i < nodes->nodeNr; i++) {
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

bool schematron_run(struct schematron *s, xmlDocPtr doc, const char *phase, enum lang lang, struct findings *findings,
                    struct error *error) {
    s->lang = lang;
    s->findings = findings;
    s->xpath->doc = doc;
    /* So that libxml2 compares places in constant time; it keeps the index in `content` of elements. */
    const xmlNode *root = xmlDocGetRootElement(doc);
    if (root && !root->content)
        xmlXPathOrderDocElems(doc);
    unsigned phases = phases_at(phase);
    for (xmlNodePtr pattern = dom_child(root_of(s), "pattern"); pattern; pattern = dom_next(pattern, "pattern"))
        if (!stopped(s) && (!phase || phases_of(pattern) & phases))
            run_pattern(s, pattern, doc);
    s->binding->current = (xmlNodePtr)doc;
    s->scope = NULL;
    xmlXPathObjectPtr filled = !stopped(s) ? look_up_variable(s, (const xmlChar *)"ingevuld", NULL) : NULL;
    s->filled = filled && xmlXPathCastToBoolean(filled);
    xmlXPathFreeObject(filled);
    /* Nothing of working memory may outlive the document. */
    forget_lets(root_of(s));
    s->binding->current = s->xpath->node = NULL;
    s->xpath->doc = NULL;
    bool good = !stopped(s);
    error_add(error, &s->problems);
    return good;
}
