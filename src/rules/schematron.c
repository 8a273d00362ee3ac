#include "base/wrap.h"
#include "rules/schematron_internal.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/list.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "xml/xpath.h"

#include <libxml/xpathInternals.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* --- variables --- */

static struct let *in_scope(const struct scope *scope, const char *name) {
    uintptr_t found = scope->names ? (uintptr_t)xmlHashLookup(scope->names, (const xmlChar *)name) : 0;
    return found > 0 ? &scope->lets[found - 1] : NULL;
}

static bool add_let(const struct schematron *s, struct scope *scope, xmlNodePtr element) {
    const char *name = sch_attribute(element, "name");
    if (xmlValidateNCName((const xmlChar *)name, 0) != 0)
        return WRONG(s, element, _("„%s” is geen goede naam voor een variabele."), name);
    if (in_scope(scope, name))
        return WRONG(s, element, _("De variabele „%s” wordt hier twee keer gemaakt."), name);
    if (!scope->names)
        scope->names = xmlHashCreate(8);
    scope->lets = list_grow(scope->lets, &scope->capacity, scope->count, sizeof *scope->lets);
    scope->lets[scope->count++] = (struct let){.element = element};
    xmlHashAddEntry(scope->names, (const xmlChar *)name, (void *)(uintptr_t)scope->count);
    return true;
}

static bool add_lets(const struct schematron *s, struct scope *scope, const xmlNode *parent) {
    for (xmlNodePtr let = sch_child(parent, "let"); let; let = sch_next(let, "let"))
        if (!add_let(s, scope, let))
            return false;
    return true;
}

struct let *sch_find_let(struct schematron *s, const char *name, struct frame *frame) {
    struct rule *rule = s->frame.rule;
    struct pattern *pattern = s->frame.pattern;
    xmlNodePtr current = s->frame.current;
    struct let *let = rule ? in_scope(&rule->scope, name) : NULL;
    if (let && let < rule->scope.lets + s->frame.visible) {
        *frame = (struct frame){current, pattern, rule, (size_t)(let - rule->scope.lets)};
        return let;
    }
    let = pattern ? in_scope(&pattern->scope, name) : NULL;
    if (!let) {
        pattern = NULL;
        let = in_scope(&s->scope, name);
    }
    *frame = (struct frame){current ? (xmlNodePtr)current->doc : NULL, pattern, NULL, 0};
    return let;
}

/* --- rules --- */

/* "letters, then digits" */
static bool is_code(const char *id) {
    size_t letters = 0;
    while ((id[letters] >= 'A' && id[letters] <= 'Z') || (id[letters] >= 'a' && id[letters] <= 'z'))
        letters++;
    size_t digits = strspn(id + letters, "0123456789");
    return letters > 0 && digits > 0 && id[letters + digits] == '\0';
}

/* Attributes that may stand on the assertion or on its rule. */
static const char *own_or_rule(const xmlNode *assertion, const char *name) {
    const char *value = sch_attribute(assertion, name);
    return value ? value : sch_attribute(assertion->parent, name);
}

static int principle_of(const char *flag) {
    static const char prefix[] = "uitgangspunt-";
    if (!flag || strncmp(flag, prefix, sizeof prefix - 1) != 0)
        return PRINCIPLE_UNKNOWN;
    const char *number = flag + sizeof prefix - 1;
    bool good = number[0] >= '0' && number[0] <= '0' + PRINCIPLE_COUNT && number[1] == '\0';
    return good ? number[0] - '0' : PRINCIPLE_UNKNOWN;
}

static bool add_info(struct schematron *s, xmlNodePtr assertion) {
    const char *code = sch_attribute(assertion, "id"), *role = own_or_rule(assertion, "role");
    struct rule_info info = {.code = code,
                             .level = LEVEL_ERROR,
                             .file = s->file,
                             .line = sch_line(assertion),
                             .schematron = s,
                             .element = assertion};
    if (!is_code(code))
        return WRONG(s, assertion, _("„%s” is geen code voor een regel: dat zijn letters en dan cijfers."), code);
    if (role && !level_from_name(role, &info.level))
        return WRONG(s, assertion, _("De role „%s” van %s is onbekend. Kies error, warning of note."), role, code);
    const char *flag = own_or_rule(assertion, "flag");
    info.principle = flag ? principle_of(flag) : s->principle;
    s->infos = list_grow(s->infos, &s->info_capacity, s->info_count, sizeof *s->infos);
    s->infos[s->info_count++] = info;
    xmlHashAddEntry(s->codes, (const xmlChar *)code, (void *)(uintptr_t)s->info_count);
    return true;
}

static bool is_abstract(const xmlNode *rule) {
    const char *abstract = sch_attribute(rule, "abstract");
    return abstract && strcmp(abstract, "true") == 0;
}

/* The rules that are being filled in inside each other. */
struct chain {
    const xmlNode *rule;
    const struct chain *above;
};

/* Adds what stands in the rule, and, at the place of an <extends>, what stands in that abstract rule. */
static bool fill_rule(struct schematron *s, struct rule *rule, const struct chain *chain) {
    for (xmlNodePtr part = sch_child(chain->rule, NULL); part; part = sch_next(part, NULL)) {
        if (sch_is(part, "let")) {
            if (!add_let(s, &rule->scope, part))
                return false;
        } else if (sch_is(part, "extends")) {
            const char *id = sch_attribute(part, "rule");
            const xmlNode *abstract = xmlHashLookup(s->ids, (const xmlChar *)id);
            if (!abstract || !sch_is(abstract, "rule") || !is_abstract(abstract))
                return WRONG(s, part, _("Er is geen abstracte regel „%s” om uit te breiden."), id);
            for (const struct chain *at = chain; at; at = at->above)
                if (at->rule == abstract)
                    return WRONG(s, part, _("De regel „%s” breidt zichzelf uit, zonder einde."), id);
            if (!fill_rule(s, rule, &(struct chain){abstract, chain}))
                return false;
        } else {
            rule->assertions = list_grow(rule->assertions, &rule->capacity, rule->count, sizeof(*rule->assertions));
            rule->assertions[rule->count++] = part;
        }
    }
    return true;
}

static bool add_rule(struct schematron *s, struct pattern *pattern, xmlNodePtr element) {
    const char *context = sch_attribute(element, "context"), *abstract = sch_attribute(element, "abstract");
    if (abstract && strcmp(abstract, "true") != 0 && strcmp(abstract, "false") != 0)
        return WRONG(s, element, _("abstract=\"%s\" is niet true of false."), abstract);
    if (is_abstract(element) && context)
        return WRONG(s, element, _("Een abstracte regel heeft geen context („%s”)."), context);
    if (!is_abstract(element) && !context)
        return WRONG(s, element, _("Het attribuut %s van <rule> ontbreekt."), "context");
    if (is_abstract(element) && !sch_attribute(element, "id"))
        return WRONG(s, element, _("Het attribuut %s van <rule> ontbreekt."), "id");
    for (xmlNodePtr part = sch_child(element, NULL); part; part = sch_next(part, NULL))
        if ((sch_is(part, "assert") || sch_is(part, "report")) && !add_info(s, part))
            return false;
    pattern->rules = list_grow(pattern->rules, &pattern->capacity, pattern->count, sizeof *pattern->rules);
    struct rule *rule = &pattern->rules[pattern->count++];
    *rule = (struct rule){.element = element};
    return fill_rule(s, rule, &(struct chain){element, NULL});
}

static bool add_pattern(struct schematron *s, xmlNodePtr element) {
    s->patterns = list_grow(s->patterns, &s->pattern_capacity, s->pattern_count, sizeof *s->patterns);
    struct pattern *pattern = &s->patterns[s->pattern_count++];
    *pattern = (struct pattern){.element = element};
    element->psvi = (void *)(uintptr_t)s->pattern_count; /* so that a phase finds it by its id */
    if (!add_lets(s, &pattern->scope, element))
        return false;
    for (xmlNodePtr rule = sch_child(element, "rule"); rule; rule = sch_next(rule, "rule"))
        if (!add_rule(s, pattern, rule))
            return false;
    return true;
}

/* --- phases --- */

/* Phases of our own words for a pattern: from hgw:vanaf on, up to and with hgw:tot. */
static bool own_phases(struct schematron *s, struct pattern *pattern) {
    const char *from = sch_hgw(pattern->element, "vanaf"), *to = sch_hgw(pattern->element, "tot");
    int first = from ? phase_index(from) : 0, last = to ? phase_index(to) : PHASE_COUNT - 1;
    if (first < 0 || last < 0) {
        const char *wrong = first < 0 ? from : to, *best = suggest_one(wrong, phase_names, PHASE_COUNT);
        if (best)
            return WRONG(s, pattern->element, _("„%s” is geen fase. Bedoel je „%s”?"), wrong, best);
        return WRONG(s, pattern->element, _("„%s” is geen fase."), wrong);
    }
    pattern->phases = PHASES_ALWAYS;
    if (from || to)
        pattern->phases = ((unsigned)PHASES_ALL >> (PHASE_COUNT - 1 - last)) & ((unsigned)PHASES_ALL << first);
    return pattern->phases != 0 ||
           WRONG(s, pattern->element, _("Een pattern kan niet gelden vanaf „%s” tot „%s”."), from, to);
}

/* Phases of ISO Schematron: the patterns that a <phase> names hold in `phases`. */
static bool activate(struct schematron *s, const xmlNode *phase, unsigned phases) {
    for (xmlNodePtr active = sch_child(phase, "active"); active; active = sch_next(active, "active")) {
        const char *id = sch_attribute(active, "pattern");
        const xmlNode *found = xmlHashLookup(s->ids, (const xmlChar *)id);
        if (!found || !sch_is(found, "pattern"))
            return WRONG(s, active, _("Er is geen pattern met de id „%s”."), id);
        s->patterns[(uintptr_t)found->psvi - 1].phases |= phases;
    }
    return true;
}

/* A file with phases of its own holds in those that are ours; with none of ours, in its default phase, always. */
static bool add_phases(struct schematron *s, const xmlNode *root) {
    const char *first = sch_attribute(root, "defaultPhase");
    const xmlNode *found = first ? xmlHashLookup(s->ids, (const xmlChar *)first) : NULL;
    xmlNodePtr phase = sch_child(root, "phase");
    bool ours = false, good = true, whole = first && strcmp(first, "#ALL") == 0;
    if (first && !whole && (!found || !sch_is(found, "phase")))
        return WRONG(s, root, _("Er is geen phase met de id „%s”."), first);
    for (xmlNodePtr at = phase; at; at = sch_next(at, "phase"))
        ours = ours || phase_index(sch_attribute(at, "id")) >= 0;
    for (size_t i = 0; good && i < s->pattern_count; i++)
        if (!phase || (whole && !ours))
            good = own_phases(s, &s->patterns[i]);
    for (; good && phase; phase = sch_next(phase, "phase")) {
        int index = phase_index(sch_attribute(phase, "id"));
        good = activate(s, phase, index >= 0 ? 1U << index : 0U) &&
               (ours || phase != found || activate(s, phase, PHASES_ALWAYS));
    }
    for (size_t i = 0; good && i < s->pattern_count; i++)
        for (size_t j = 0; j < s->patterns[i].count; j++)
            for (size_t k = 0; !is_abstract(s->patterns[i].rules[j].element) && k < s->patterns[i].rules[j].count;
                 k++) {
                const xmlChar *code = (const xmlChar *)sch_attribute(s->patterns[i].rules[j].assertions[k], "id");
                s->infos[(uintptr_t)xmlHashLookup(s->codes, code) - 1].phases |= s->patterns[i].phases;
            }
    return good;
}

bool schematron_can_fire(const struct schematron *s, struct error *error) {
    const xmlNode *root = xmlDocGetRootElement(s->tree);
    bool any = false;
    for (size_t i = 0; i < s->pattern_count; i++)
        for (size_t j = 0; j < s->patterns[i].count; j++)
            any = any || (!is_abstract(s->patterns[i].rules[j].element) && s->patterns[i].rules[j].count > 0);
    if (!any)
        return error_at(error, ERROR_DATA, s->file, sch_line(root), 0,
                        _("Dit regelbestand vraagt niets: geen enkele <rule context=\"…\"> heeft een "
                          "assert of report."));
    for (size_t i = 0; i < s->info_count; i++)
        if (s->infos[i].phases)
            return true;
    return error_at(error, ERROR_DATA, s->file, sch_line(sch_child(root, "phase")), 0,
                    _("De regels in dit bestand gelden in geen enkele fase van een casus (%s). Zet hun pattern "
                      "aan in een <phase> met zo'n id, of laat elke <phase> weg: dan gelden ze altijd."),
                    "vraagverheldering, intake, strategie, onderzoek, integratie, advies, evaluatie");
}

/* --- are its expressions good? --- */

const char *sch_expression(const xmlNode *element) {
    static const char *const rows[][2] = {{"let", "value"},   {"rule", "context"},    {"assert", "test"},
                                          {"report", "test"}, {"value-of", "select"}, {"name", "path"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (sch_is(element, rows[i][0]))
            return rows[i][1];
    return NULL;
}

char *sch_xpath(const xmlNode *element) {
    const char *text = sch_attribute(element, sch_expression(element));
    if (sch_is(element, "rule"))
        return xpath_pattern(text);
    if (sch_is(element, "name"))
        return text_format("name(%s)", text ? text : "");
    return mem_strdup(text);
}

/* An expression that is checked. */
struct checking {
    struct schematron *s;
    const xmlNode *element;
};

static void complain(void *data, size_t offset, const char *sentence) {
    const struct checking *checking = data;
    const xmlNode *element = checking->element;
    (void)offset;
    WRONG(checking->s, element, _("In %s/@%s: %s"), (const char *)element->name, sch_expression(element), sentence);
}

static bool knows(void *data, enum xpath_named what, const char *name, const char **suggestion) {
    struct frame ignored;
    (void)suggestion;
    return what != XPATH_VARIABLE || sch_find_let(((struct checking *)data)->s, name, &ignored);
}

bool sch_check_expression(struct schematron *s, xmlNodePtr element) {
    struct checking checking = {s, element};
    struct xpath_dialect dialect = {.uri = FUNCTIONS_URI,
                                    .functions = s->functions ? functions_table(s->functions) : NULL,
                                    .current = !sch_is(element, "rule"),
                                    .knows = knows,
                                    .complain = complain,
                                    .data = &checking};
    char *xpath = sch_xpath(element);
    if (!xpath)
        return WRONG(s, element, _("De context „%s” is geen patroon dat elementen kiest (XSLT 1.0, 5.2)."),
                     sch_attribute(element, "context"));
    if (!element->psvi)
        element->psvi = xpath_compile(s->xpath, xpath, &dialect);
    free(xpath);
    return element->psvi != NULL;
}

/* The values in a text. */
static bool check_text(struct schematron *s, const xmlNode *text) {
    for (xmlNodePtr part = sch_child(text, NULL); part; part = sch_next(part, NULL))
        if (sch_is(part, "emph") ? !check_text(s, part) : !sch_check_expression(s, part))
            return false;
    return true;
}

/* The ids in @diagnostics. */
static bool check_diagnostics(const struct schematron *s, const xmlNode *assertion) {
    const char *list = sch_attribute(assertion, "diagnostics");
    char *ids = mem_strdup(list ? list : ""), *rest = NULL;
    bool good = true;
    for (char *id = strtok_r(ids, " \t\r\n", &rest); good && id; id = strtok_r(NULL, " \t\r\n", &rest)) {
        const xmlNode *found = xmlHashLookup(s->ids, (const xmlChar *)id);
        good = (found && sch_is(found, "diagnostic")) ||
               WRONG(s, assertion, _("De diagnostic „%s” bestaat niet (in diagnostics van %s)."), id,
                     sch_attribute(assertion, "id"));
    }
    free(ids);
    return good;
}

static bool check_assertion(struct schematron *s, xmlNodePtr assertion) {
    xmlNodePtr texts[2][LANG_COUNT];
    sch_message(s, assertion, texts[0]);
    sch_help(s, assertion, texts[1]);
    if (!sch_check_expression(s, assertion) || !check_diagnostics(s, assertion))
        return false;
    for (size_t i = 0; i < 2; i++)
        for (size_t lang = 0; lang < LANG_COUNT; lang++)
            if (texts[i][lang] && !check_text(s, texts[i][lang]))
                return false;
    return true;
}

static bool check_lets(struct schematron *s, const struct scope *scope) {
    for (size_t i = 0; i < scope->count; i++) {
        s->frame.visible = i;
        if (!sch_check_expression(s, scope->lets[i].element))
            return false;
    }
    s->frame.visible = scope->count;
    return true;
}

static bool check_pattern(struct schematron *s, struct pattern *pattern) {
    s->frame = (struct frame){.pattern = pattern};
    if (!check_lets(s, &pattern->scope))
        return false;
    for (size_t i = 0; i < pattern->count; i++) {
        struct rule *rule = &pattern->rules[i];
        s->frame = (struct frame){.pattern = pattern};
        if (!is_abstract(rule->element) && !sch_check_expression(s, rule->element))
            return false;
        s->frame.rule = rule;
        if (!check_lets(s, &rule->scope))
            return false;
        for (size_t j = 0; j < rule->count; j++)
            if (!check_assertion(s, rule->assertions[j]))
                return false;
    }
    return true;
}

bool schematron_check(struct schematron *s, struct error *error) {
    s->error = error;
    s->frame = (struct frame){0};
    bool good = check_lets(s, &s->scope);
    for (size_t i = 0; good && i < s->pattern_count; i++)
        good = check_pattern(s, &s->patterns[i]);
    s->frame = (struct frame){0};
    return good;
}

/* --- texts --- */

/* The diagnostic with the id CODE + suffix, or NULL. */
static xmlNodePtr diagnostic(const struct schematron *s, const char *code, const char *suffix) {
    char *id = text_format("%s%s", code, suffix);
    xmlNodePtr found = xmlHashLookup(s->ids, (const xmlChar *)id);
    free(id);
    return found && sch_is(found, "diagnostic") ? found : NULL;
}

/* The language of a text: its xml:lang, or that of something around it; Dutch when nothing is said. */
static enum lang language_of(const xmlNode *node) {
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
        for (const xmlAttr *at = node->properties; at; at = at->next)
            if (at->ns && strcmp((const char *)at->name, "lang") == 0 && at->children)
                return strncmp((const char *)at->children->content, "en", 2) == 0 ? LANG_EN : LANG_NL;
    return LANG_NL;
}

void sch_message(const struct schematron *s, const xmlNode *assertion, xmlNodePtr message[LANG_COUNT]) {
    xmlNodePtr english = diagnostic(s, sch_attribute(assertion, "id"), ".en");
    message[LANG_NL] = message[LANG_EN] = NULL;
    message[language_of(assertion)] = (xmlNodePtr)(uintptr_t)assertion;
    message[LANG_EN] = english ? english : message[LANG_EN];
}

void sch_help(const struct schematron *s, const xmlNode *assertion, xmlNodePtr help[LANG_COUNT]) {
    const char *code = sch_attribute(assertion, "id"), *list = sch_attribute(assertion, "diagnostics");
    help[LANG_NL] = diagnostic(s, code, ".hulp");
    help[LANG_EN] = diagnostic(s, code, ".hulp.en");
    /* Without those: of what @diagnostics names beside our convention, the first in each language. */
    char *ids = mem_strdup(list ? list : ""), *rest = NULL;
    for (char *id = strtok_r(ids, " \t\r\n", &rest); id; id = strtok_r(NULL, " \t\r\n", &rest)) {
        bool conventional = strncmp(id, code, strlen(code)) == 0 && id[strlen(code)] == '.';
        xmlNodePtr found = conventional ? NULL : diagnostic(s, id, "");
        if (found && !help[language_of(found)])
            help[language_of(found)] = found;
    }
    free(ids);
}

#define DOTS "…"

/* The text of an element as a listing shows it: values that depend on a case are "…", several in a row one.
 */
static void add_static_text(const xmlNode *node, struct buf *out) {
    for (const xmlNode *part = node->children; part; part = part->next) {
        bool dotted = out->length >= strlen(DOTS) && strcmp(out->data + out->length - strlen(DOTS), DOTS) == 0;
        if (part->type == XML_TEXT_NODE)
            buf_add_string(out, (const char *)part->content);
        else if (part->type == XML_ELEMENT_NODE && sch_is(part, "emph"))
            add_static_text(part, out);
        else if (part->type == XML_ELEMENT_NODE && !dotted)
            buf_add_string(out, DOTS);
    }
}

/* Of NULL it is NULL. */
static char *static_text(const xmlNode *node) {
    struct buf out = BUF_EMPTY;
    if (!node)
        return NULL;
    add_static_text(node, &out);
    char *text = buf_steal(&out);
    text_normalise(text);
    return text;
}

static struct bilingual both(xmlNodePtr const nodes[LANG_COUNT]) {
    return (struct bilingual){{static_text(nodes[0]), static_text(nodes[1])}};
}

int schematron_principle(const struct schematron *s, struct bilingual *name, struct bilingual *idea) {
    const xmlNode *root = xmlDocGetRootElement(s->tree);
    xmlNodePtr names[LANG_COUNT] = {sch_child(root, "title")}, ideas[LANG_COUNT] = {NULL};
    for (xmlNodePtr p = sch_child(root, "p"); p; p = sch_next(p, "p")) {
        const char *class = sch_attribute(p, "class");
        if (class && strcmp(class, "titel") == 0)
            names[language_of(p)] = p;
        else if (class && strcmp(class, "idee") == 0)
            ideas[language_of(p)] = p;
    }
    *name = both(names);
    *idea = both(ideas);
    return s->principle;
}

struct rule_texts rule_texts(const struct rule_info *rule) {
    const struct schematron *s = rule->schematron;
    xmlNodePtr message[LANG_COUNT], help[LANG_COUNT];
    sch_message(s, rule->element, message);
    sch_help(s, rule->element, help);
    return (struct rule_texts){both(message), both(help)};
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

/* --- the whole --- */

static bool bind_namespaces(struct schematron *s, const xmlNode *root) {
    for (xmlNodePtr ns = sch_child(root, "ns"); ns; ns = sch_next(ns, "ns")) {
        const char *prefix = sch_attribute(ns, "prefix"), *uri = sch_attribute(ns, "uri");
        if (xmlValidateNCName((const xmlChar *)prefix, 0) != 0 || !*uri)
            return WRONG(s, ns, _("„%s” kan geen voorvoegsel met een naamruimte zijn."), prefix);
        if (xmlXPathNsLookup(s->xpath, (const xmlChar *)prefix))
            return WRONG(s, ns, _("Het voorvoegsel „%s” wordt twee keer gemaakt."), prefix);
        xmlXPathRegisterNs(s->xpath, (const xmlChar *)prefix, (const xmlChar *)uri);
    }
    return true;
}

static bool read_parts(struct schematron *s) {
    const xmlNode *root = xmlDocGetRootElement(s->tree);
    s->xpath = xmlXPathNewContext(s->tree);
    s->codes = xmlHashCreate(0);
    const char *principle = sch_hgw(root, "uitgangspunt");
    s->principle = PRINCIPLE_UNKNOWN;
    if (principle && (strlen(principle) != 1 || *principle < '0' || *principle > '0' + PRINCIPLE_COUNT))
        return WRONG(s, root, _("„%s” is geen uitgangspunt: kies een cijfer van 1 tot 7."), principle);
    if (principle)
        s->principle = *principle - '0';
    sch_bind(s);
    if (!bind_namespaces(s, root) || !add_lets(s, &s->scope, root))
        return false;
    for (xmlNodePtr pattern = sch_child(root, "pattern"); pattern; pattern = sch_next(pattern, "pattern"))
        if (!add_pattern(s, pattern))
            return false;
    return add_phases(s, root);
}

struct schematron *schematron_load(const char *name, const char *bytes, size_t length, struct functions *functions,
                                   struct error *error) {
    struct schematron *s = mem_calloc(1, sizeof *s);
    s->file = mem_strdup(name);
    s->functions = functions;
    s->error = error;
    if (sch_read(s, bytes, length) && read_parts(s))
        return s;
    schematron_close(s);
    return NULL;
}

struct schematron *schematron_open(const char *path, struct functions *functions, struct error *error) {
    struct buf bytes = BUF_EMPTY;
    struct schematron *s = NULL;
    if (file_read(path, SCHEMATRON_MAX_BYTES, &bytes, error))
        s = schematron_load(path, bytes.data ? bytes.data : "", bytes.length, functions, error);
    buf_free(&bytes);
    return s;
}

static void free_scope(struct scope *scope) {
    free(scope->lets);
    xmlHashFree(scope->names, NULL);
}

static void free_expressions(xmlNodePtr element) {
    if (sch_expression(element))
        xmlXPathFreeCompExpr(element->psvi);
    for (xmlNodePtr part = sch_child(element, NULL); part; part = sch_next(part, NULL))
        free_expressions(part);
}

void schematron_close(struct schematron *s) {
    if (!s)
        return;
    for (size_t i = 0; i < s->pattern_count; i++) {
        for (size_t j = 0; j < s->patterns[i].count; j++) {
            free_scope(&s->patterns[i].rules[j].scope);
            free(s->patterns[i].rules[j].assertions);
        }
        free_scope(&s->patterns[i].scope);
        free(s->patterns[i].rules);
    }
    free_scope(&s->scope);
    free(s->patterns);
    free(s->infos);
    xmlHashFree(s->codes, NULL);
    xmlHashFree(s->ids, NULL);
    xmlXPathFreeContext(s->xpath);
    if (s->tree) {
        free_expressions(xmlDocGetRootElement(s->tree));
        xmlFreeDoc(s->tree);
    }
    free(s->file);
    free(s);
}

size_t schematron_rule_count(const struct schematron *s) {
    return s->info_count;
}

const struct rule_info *schematron_rule(const struct schematron *s, size_t index) {
    return &s->infos[index];
}

bool phases_hold(unsigned phases, const char *phase) {
    return !phase || phases & PHASES_ALWAYS || (phase_index(phase) >= 0 && phases >> phase_index(phase) & 1);
}

bool rule_holds(const struct rule_info *rule, const char *phase) {
    return phase ? phases_hold(rule->phases, phase) : rule->phases & PHASES_ALWAYS;
}
