#include "check/schematron_internal.h"

#include "base/fileio.h"
#include "base/grow.h"
#include "base/lang.h"
#include "base/memory.h"

#include <libxml/xpathInternals.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More assertions than this only come from rules that extend each other again and again. */
enum { MAX_ASSERTIONS = 20000, MAX_EXTENDS = 32 };

/* One compilation under way. */
struct parsing {
    struct hgw_schematron *s;
    struct hgw_scope scope;
    xmlHashTablePtr names; /* variables: name and scope to index + 1. Owned. */
    char pattern[32];      /* the scope of the pattern we are in; that of the schema is "" */
    char rule[32];         /* and of the rule we are in; that of the pattern when we are in none */
    const xmlNode *extended[MAX_EXTENDS]; /* abstract rules that we are in */
    size_t depth;                         /* how many */
    struct hgw_error *error;
};

static bool wrong(struct parsing *job, const xmlNode *node, const char *format, const char *name)
    __attribute__((format(printf, 3, 0)));

static bool wrong(struct parsing *job, const xmlNode *node, const char *format, const char *name) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return hgw_error_at(job->error, HGW_ERROR_DATA, job->s->file, hgw_schematron_line(node), 0, format, name);
#pragma GCC diagnostic pop
}

/* --- variables --- */

static bool find_let(const struct parsing *job, const char *name, const char *scope, size_t *index) {
    uintptr_t found = (uintptr_t)xmlHashLookup2(job->names, (const xmlChar *)name, (const xmlChar *)scope);
    *index = found > 0 ? found - 1 : 0;
    return found > 0;
}

/* What is nearest wins: the rule's own (those above), the pattern's, the schema's. */
static bool resolve(const void *data, const char *name, size_t length, size_t *index) {
    const struct parsing *job = data;
    char *whole = mem_strndup(name, length);
    if (!whole)
        return hgw_error_memory(job->error);
    bool found = find_let(job, whole, job->rule, index) || find_let(job, whole, job->pattern, index) ||
                 find_let(job, whole, "", index);
    free(whole);
    return found;
}

static bool compile_let(struct parsing *job, const xmlNode *node, struct hgw_expression *expression) {
    const char *value = hgw_schematron_attribute(node, "value");
    return hgw_expression_compile(expression, &job->scope, "let/@value", value, strlen(value),
                                  hgw_schematron_line(node), job->error);
}

static bool add_let(struct parsing *job, const xmlNode *node, const char *scope, bool in_rule) {
    struct hgw_schematron *s = job->s;
    const char *name = hgw_schematron_attribute(node, "name");
    size_t ignored;
    if (xmlValidateNCName((const xmlChar *)name, 0) != 0)
        return wrong(job, node, _("„%s” is geen goede naam voor een variabele."), name);
    if (find_let(job, name, scope, &ignored))
        return wrong(job, node, _("De variabele „%s” wordt hier twee keer gemaakt."), name);
    struct hgw_let *lets = hgw_grow(s->lets, &s->let_capacity, s->let_count, sizeof *lets);
    if (!lets)
        return hgw_error_memory(job->error);
    s->lets = lets;
    lets[s->let_count++] = (struct hgw_let){.name = name, .in_rule = in_rule};
    return xmlHashAddEntry2(job->names, (const xmlChar *)name, (const xmlChar *)scope,
                            (void *)(uintptr_t)s->let_count) == 0 ||
           hgw_error_memory(job->error);
}

/* Adds and then compiles the variables that are children of `parent`, so that they can refer to each other in
 * any order. For those of the schema and of a pattern. */
static bool add_lets(struct parsing *job, const xmlNode *parent, const char *scope) {
    struct hgw_schematron *s = job->s;
    size_t index = s->let_count;
    const xmlNode *node;
    for (node = hgw_schematron_element(parent->children); node; node = hgw_schematron_element(node->next))
        if (hgw_schematron_is(node, "let") && !add_let(job, node, scope, false))
            return false;
    for (node = hgw_schematron_element(parent->children); node; node = hgw_schematron_element(node->next))
        if (hgw_schematron_is(node, "let") && !compile_let(job, node, &s->lets[index++].expression))
            return false;
    return true;
}

/* Compiles and then adds a variable of a rule: it sees those above it, not itself. */
static bool add_rule_let(struct parsing *job, const xmlNode *node) {
    struct hgw_expression expression;
    bool ok = compile_let(job, node, &expression) && add_let(job, node, job->rule, true);
    if (ok)
        job->s->lets[job->s->let_count - 1].expression = expression;
    else
        hgw_expression_free(&expression);
    return ok;
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

/* The listing entry of an assert or report, made when it is first met: an abstract rule may be extended
 * twice.
 */
static bool find_info(struct parsing *job, const xmlNode *node, size_t *index) {
    struct hgw_schematron *s = job->s;
    for (*index = 0; *index < s->info_count; (*index)++)
        if (s->info_nodes[*index] == node)
            return true;
    struct hgw_rule *infos = hgw_grow(s->infos, &s->info_capacity, s->info_count, sizeof *infos);
    if (!infos)
        return hgw_error_memory(job->error);
    s->infos = infos;
    const xmlNode **nodes = hgw_grow(s->info_nodes, &s->info_node_capacity, s->info_count, sizeof(*nodes));
    if (!nodes)
        return hgw_error_memory(job->error);
    s->info_nodes = nodes;
    nodes[s->info_count] = node;
    return hgw_schematron_describe(s, node, &infos[s->info_count++], job->error);
}

static bool add_assertion(struct parsing *job, struct hgw_compiled_rule *rule, const xmlNode *node) {
    struct hgw_schematron *s = job->s;
    const char *code = hgw_schematron_attribute(node, "id");
    const char *test = hgw_schematron_attribute(node, "test");
    if (!is_code(code))
        return wrong(job, node, _("„%s” is geen code voor een regel: dat zijn letters en dan cijfers."),
                     code);
    if (s->assertion_total++ >= MAX_ASSERTIONS)
        return wrong(job, node, _("De regels breiden elkaar te vaak uit (bij %s)."), code);
    struct hgw_assertion *assertions =
        hgw_grow(rule->assertions, &rule->capacity, rule->count, sizeof *assertions);
    if (!assertions)
        return hgw_error_memory(job->error);
    rule->assertions = assertions;
    struct hgw_assertion *added = &assertions[rule->count++];
    *added = (struct hgw_assertion){.report = hgw_schematron_is(node, "report")};
    return find_info(job, node, &added->info) &&
           hgw_expression_compile(&added->test, &job->scope, added->report ? "report/@test" : "assert/@test",
                                  test, strlen(test), hgw_schematron_line(node), job->error) &&
           hgw_schematron_compile_texts(s, &job->scope, node, added, job->error);
}

static bool is_abstract(const xmlNode *rule) {
    const char *abstract = hgw_schematron_attribute(rule, "abstract");
    return abstract && strcmp(abstract, "true") == 0;
}

static bool fill_rule(struct parsing *job, struct hgw_compiled_rule *rule, const xmlNode *node);

/* Fills in an abstract rule at the place of <extends>. */
static bool extend(struct parsing *job, struct hgw_compiled_rule *rule, const xmlNode *node) {
    const char *id = hgw_schematron_attribute(node, "rule");
    const xmlNode *abstract = xmlHashLookup(job->s->ids, (const xmlChar *)id);
    if (!abstract || !hgw_schematron_is(abstract, "rule") || !is_abstract(abstract))
        return wrong(job, node, _("Er is geen abstracte regel „%s” om uit te breiden."), id);
    for (size_t i = 0; i < job->depth; i++)
        if (job->extended[i] == abstract)
            return wrong(job, node, _("De regel „%s” breidt zichzelf uit, zonder einde."), id);
    if (job->depth == MAX_EXTENDS || job->s->assertion_total++ >= MAX_ASSERTIONS)
        return wrong(job, node, _("De regels breiden elkaar te vaak uit (bij %s)."), id);
    job->extended[job->depth++] = abstract;
    bool ok = fill_rule(job, rule, abstract);
    job->depth--;
    return ok;
}

static bool fill_rule(struct parsing *job, struct hgw_compiled_rule *rule, const xmlNode *node) {
    const xmlNode *child = hgw_schematron_element(node->children);
    for (; child; child = hgw_schematron_element(child->next)) {
        bool ok;
        if (hgw_schematron_is(child, "let"))
            ok = add_rule_let(job, child);
        else if (hgw_schematron_is(child, "extends"))
            ok = extend(job, rule, child);
        else
            ok = add_assertion(job, rule, child);
        if (!ok)
            return false;
    }
    return true;
}

/* Compiles a rule. An abstract one gets no context: it is compiled so that what is wrong in it is found. */
static bool add_rule(struct parsing *job, const xmlNode *node, size_t pattern) {
    struct hgw_schematron *s = job->s;
    const char *context = hgw_schematron_attribute(node, "context");
    const char *abstract = hgw_schematron_attribute(node, "abstract");
    if (abstract && strcmp(abstract, "true") != 0 && strcmp(abstract, "false") != 0)
        return wrong(job, node, _("abstract=\"%s\" is niet true of false."), abstract);
    if (is_abstract(node) ? context != NULL : !context)
        return wrong(job, node,
                     context ? _("Een abstracte regel heeft geen context („%s”).")
                             : _("Het attribuut %s van <rule> ontbreekt."),
                     context ? context : "context");
    if (is_abstract(node) && !hgw_schematron_attribute(node, "id"))
        return wrong(job, node, _("Het attribuut %s van <rule> ontbreekt."), "id");
    struct hgw_compiled_rule *rules = hgw_grow(s->rules, &s->rule_capacity, s->rule_count, sizeof *rules);
    if (!rules)
        return hgw_error_memory(job->error);
    s->rules = rules;
    size_t index = s->rule_count++;
    struct hgw_compiled_rule *rule = &rules[index];
    *rule =
        (struct hgw_compiled_rule){.pattern = pattern, .first_let = s->let_count, .end_let = s->let_count};
    snprintf(job->rule, sizeof job->rule, "r%zu", index);
    job->depth = 0;
    if (is_abstract(node))
        job->extended[job->depth++] = node;
    else if (!hgw_schematron_add_contexts(s, &job->scope, context, hgw_schematron_line(node), index,
                                          job->error))
        return false;
    bool ok = fill_rule(job, rule, node);
    rule->end_let = s->let_count;
    return ok;
}

static bool add_pattern(struct parsing *job, const xmlNode *node) {
    struct hgw_schematron *s = job->s;
    struct hgw_pattern *patterns =
        hgw_grow(s->patterns, &s->pattern_capacity, s->pattern_count, sizeof *patterns);
    if (!patterns)
        return hgw_error_memory(job->error);
    s->patterns = patterns;
    size_t index = s->pattern_count++;
    patterns[index] = (struct hgw_pattern){.id = hgw_schematron_attribute(node, "id")};
    snprintf(job->pattern, sizeof job->pattern, "p%zu", index);
    strcpy(job->rule, job->pattern);
    if (!add_lets(job, node, job->pattern))
        return false;
    const xmlNode *child = hgw_schematron_element(node->children);
    for (; child; child = hgw_schematron_element(child->next))
        if (hgw_schematron_is(child, "rule") && !add_rule(job, child, index))
            return false;
    return true;
}

/* --- phases --- */

static bool add_active(struct parsing *job, struct hgw_phase *phase, const xmlNode *node) {
    const char *id = hgw_schematron_attribute(node, "pattern");
    const struct hgw_schematron *s = job->s;
    for (size_t i = 0; i < s->pattern_count; i++) {
        if (!s->patterns[i].id || strcmp(s->patterns[i].id, id) != 0)
            continue;
        size_t *patterns = hgw_grow(phase->patterns, &phase->capacity, phase->count, sizeof *patterns);
        if (!patterns)
            return hgw_error_memory(job->error);
        phase->patterns = patterns;
        patterns[phase->count++] = i;
        return true;
    }
    return wrong(job, node, _("Er is geen pattern met de id „%s”."), id);
}

static bool add_phase(struct parsing *job, const xmlNode *node) {
    struct hgw_schematron *s = job->s;
    struct hgw_phase *phases = hgw_grow(s->phases, &s->phase_capacity, s->phase_count, sizeof *phases);
    if (!phases)
        return hgw_error_memory(job->error);
    s->phases = phases;
    struct hgw_phase *phase = &phases[s->phase_count++];
    *phase = (struct hgw_phase){.id = hgw_schematron_attribute(node, "id")};
    const xmlNode *child = hgw_schematron_element(node->children);
    for (; child; child = hgw_schematron_element(child->next))
        if (!add_active(job, phase, child))
            return false;
    return true;
}

static bool check_default_phase(struct parsing *job, const xmlNode *root) {
    const char *wanted = hgw_schematron_attribute(root, "defaultPhase");
    if (!wanted || strcmp(wanted, "#ALL") == 0)
        return true;
    for (size_t i = 0; i < job->s->phase_count; i++)
        if (strcmp(job->s->phases[i].id, wanted) == 0)
            return true;
    return wrong(job, root, _("Er is geen phase met de id „%s”."), wanted);
}

static bool name_phases(struct parsing *job) {
    struct hgw_schematron *s = job->s;
    s->phase_names = mem_calloc(s->phase_count + 1, sizeof(*s->phase_names));
    if (!s->phase_names)
        return hgw_error_memory(job->error);
    for (size_t i = 0; i < s->phase_count; i++)
        s->phase_names[i] = s->phases[i].id;
    return true;
}

/* Adds a phase to the listing entry of every rule in its patterns. */
static void list_phase(struct hgw_schematron *s, const struct hgw_phase *phase) {
    for (size_t i = 0; i < s->pattern_count; i++)
        s->patterns[i].active = false;
    for (size_t i = 0; i < phase->count; i++)
        s->patterns[phase->patterns[i]].active = true;
    for (size_t i = 0; i < s->rule_count; i++)
        for (size_t j = 0; s->patterns[s->rules[i].pattern].active && j < s->rules[i].count; j++) {
            struct hgw_rule *info = &s->infos[s->rules[i].assertions[j].info];
            if (info->phase_count == 0 || info->phases[info->phase_count - 1] != phase->id)
                info->phases[info->phase_count++] = phase->id;
        }
}

/* Which rules hold in which phase: for the listing. */
static bool list_phases(struct parsing *job) {
    struct hgw_schematron *s = job->s;
    for (size_t i = 0; s->phase_count > 0 && i < s->info_count; i++) {
        s->infos[i].phases = mem_calloc(s->phase_count, sizeof(*s->infos[i].phases));
        if (!s->infos[i].phases)
            return hgw_error_memory(job->error);
    }
    for (size_t i = 0; i < s->phase_count; i++)
        list_phase(s, &s->phases[i]);
    return true;
}

/* --- the whole --- */

static bool bind_namespaces(struct parsing *job, const xmlNode *root) {
    const xmlNode *node = hgw_schematron_element(root->children);
    for (; node; node = hgw_schematron_element(node->next)) {
        if (!hgw_schematron_is(node, "ns"))
            continue;
        const char *prefix = hgw_schematron_attribute(node, "prefix");
        const char *uri = hgw_schematron_attribute(node, "uri");
        if (xmlValidateNCName((const xmlChar *)prefix, 0) != 0 || !*uri)
            return wrong(job, node, _("„%s” kan geen voorvoegsel met een naamruimte zijn."), prefix);
        if (xmlXPathNsLookup(job->s->xpath, (const xmlChar *)prefix))
            return wrong(job, node, _("Het voorvoegsel „%s” wordt twee keer gemaakt."), prefix);
        if (xmlXPathRegisterNs(job->s->xpath, (const xmlChar *)prefix, (const xmlChar *)uri) != 0)
            return hgw_error_memory(job->error);
    }
    return true;
}

static bool each_child(struct parsing *job, const xmlNode *root, const char *name,
                       bool (*add)(struct parsing *job, const xmlNode *node)) {
    const xmlNode *node = hgw_schematron_element(root->children);
    for (; node; node = hgw_schematron_element(node->next))
        if (hgw_schematron_is(node, name) && !add(job, node))
            return false;
    return true;
}

static bool compile_parts(struct parsing *job) {
    struct hgw_schematron *s = job->s;
    const xmlNode *root = xmlDocGetRootElement(s->tree);
    if (!bind_namespaces(job, root) || !add_lets(job, root, ""))
        return false;
    s->schema_lets = s->let_count;
    return each_child(job, root, "pattern", add_pattern) && each_child(job, root, "phase", add_phase) &&
           check_default_phase(job, root) && name_phases(job) && list_phases(job);
}

static bool compile(struct hgw_schematron *s, struct hgw_error *error) {
    struct parsing job = {.s = s, .error = error};
    s->xpath = xmlXPathNewContext(s->tree);
    s->by_name = xmlHashCreate(0);
    s->predicate_index = xmlHashCreate(0);
    job.names = xmlHashCreate(0);
    bool ok = s->xpath && s->by_name && s->predicate_index && job.names && hgw_schematron_bind(s);
    if (!ok)
        hgw_error_memory(error);
    job.scope = (struct hgw_scope){s->file, s->xpath, resolve, &job, s->extension.find, &s->shortcuts};
    ok = ok && compile_parts(&job) && hgw_schematron_dispatch(s, error) && hgw_schematron_rehearse(s, error);
    xmlHashFree(job.names, NULL);
    return ok;
}

struct hgw_schematron *hgw_schematron_load(const char *name, const char *bytes, size_t length,
                                           const struct hgw_extension *extension, struct hgw_error *error) {
    struct hgw_schematron *s = mem_calloc(1, sizeof *s);
    if (!s || !(s->file = mem_strdup(name))) {
        free(s);
        hgw_error_memory(error);
        return NULL;
    }
    if (extension)
        s->extension = *extension;
    if (hgw_schematron_read(s, bytes, length, error) && compile(s, error))
        return s;
    hgw_schematron_close(s);
    return NULL;
}

struct hgw_schematron *hgw_schematron_open(const char *path, const struct hgw_extension *extension,
                                           struct hgw_error *error) {
    struct hgw_buf bytes = HGW_BUF_EMPTY;
    struct hgw_schematron *s = NULL;
    if (hgw_file_read(path, HGW_SCHEMATRON_MAX_BYTES, &bytes, error))
        s = hgw_schematron_load(path, bytes.data ? bytes.data : "", bytes.length, extension, error);
    hgw_buf_free(&bytes);
    return s;
}

static void free_rule(struct hgw_compiled_rule *rule) {
    for (size_t i = 0; i < rule->count; i++) {
        hgw_expression_free(&rule->assertions[i].test);
        for (size_t lang = 0; lang < HGW_LANG_COUNT; lang++) {
            hgw_wording_free(&rule->assertions[i].message[lang]);
            hgw_wording_free(&rule->assertions[i].help[lang]);
        }
    }
    free(rule->assertions);
}

static void free_candidates(void *payload, const xmlChar *name) {
    (void)name;
    struct hgw_candidates *candidates = payload;
    free(candidates->items);
    free(candidates);
}

static void free_parts(struct hgw_schematron *s) {
    for (size_t i = 0; i < s->let_count; i++)
        hgw_expression_free(&s->lets[i].expression);
    for (size_t i = 0; i < s->rule_count; i++)
        free_rule(&s->rules[i]);
    for (size_t i = 0; i < s->context_count; i++)
        hgw_schematron_free_context(&s->contexts[i]);
    for (size_t i = 0; i < s->predicate_count; i++)
        hgw_expression_free(&s->predicates[i].expression);
    for (size_t i = 0; i < s->phase_count; i++)
        free(s->phases[i].patterns);
    for (size_t i = 0; i < s->info_count; i++)
        hgw_rule_free(&s->infos[i]);
}

void hgw_schematron_close(struct hgw_schematron *s) {
    if (!s)
        return;
    free_parts(s);
    free(s->lets);
    free(s->patterns);
    free(s->rules);
    free(s->contexts);
    free(s->predicates);
    free(s->phases);
    free(s->phase_names);
    free(s->infos);
    free(s->info_nodes);
    free(s->by_other_name.items);
    free(s->by_root.items);
    xmlHashFree(s->by_name, free_candidates);
    xmlHashFree(s->predicate_index, NULL);
    hgw_shortcuts_free(&s->shortcuts);
    xmlHashFree(s->ids, NULL);
    xmlXPathFreeContext(s->xpath);
    xmlFreeDoc(s->tree);
    free(s->file);
    free(s);
}

/* --- can it fire? --- */

/* True when the pattern has a rule with a context that asks something. */
static bool asks(const xmlNode *pattern) {
    const xmlNode *rule = hgw_schematron_element(pattern->children);
    for (; rule; rule = hgw_schematron_element(rule->next)) {
        if (!hgw_schematron_is(rule, "rule") || is_abstract(rule))
            continue;
        const xmlNode *child = hgw_schematron_element(rule->children);
        for (; child; child = hgw_schematron_element(child->next))
            if (!hgw_schematron_is(child, "let"))
                return true;
    }
    return false;
}

static bool is_one_of(const char *const *names, const char *name) {
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

static bool phase_asks(const struct hgw_schematron *s, const xmlNode *phase) {
    const xmlNode *active = hgw_schematron_element(phase->children);
    for (; active; active = hgw_schematron_element(active->next))
        if (asks(xmlHashLookup(s->ids, (const xmlChar *)hgw_schematron_attribute(active, "pattern"))))
            return true;
    return false;
}

bool hgw_schematron_can_fire(const struct hgw_schematron *s, const char *const *phases,
                             struct hgw_error *error) {
    const xmlNode *root = xmlDocGetRootElement(s->tree), *first_phase = NULL;
    bool any = false;
    const xmlNode *node = hgw_schematron_element(root->children);
    for (; node; node = hgw_schematron_element(node->next)) {
        any = any || (hgw_schematron_is(node, "pattern") && asks(node));
        if (!hgw_schematron_is(node, "phase"))
            continue;
        first_phase = first_phase ? first_phase : node;
        if (is_one_of(phases, hgw_schematron_attribute(node, "id")) && phase_asks(s, node))
            return true;
    }
    if (!any)
        return hgw_error_at(error, HGW_ERROR_DATA, s->file, hgw_schematron_line(root), 0,
                            _("Dit regelbestand vraagt niets: geen enkele <rule context=\"…\"> heeft een "
                              "assert of report."));
    if (!first_phase)
        return true;
    struct hgw_buf names = HGW_BUF_EMPTY;
    for (size_t i = 0; phases[i]; i++)
        hgw_buf_printf(&names, "%s%s", i > 0 ? ", " : "", phases[i]);
    hgw_error_at(error, HGW_ERROR_DATA, s->file, hgw_schematron_line(first_phase), 0,
                 _("De regels in dit bestand gelden in geen enkele fase van een casus (%s). Zet hun pattern "
                   "aan in een <phase> met zo'n id, of laat elke <phase> weg: dan gelden ze altijd."),
                 names.data ? names.data : "");
    hgw_buf_free(&names);
    return false;
}

size_t hgw_schematron_rule_count(const struct hgw_schematron *s) {
    return s->info_count;
}

const struct hgw_rule *hgw_schematron_rule(const struct hgw_schematron *s, size_t index) {
    return &s->infos[index];
}

const char *const *hgw_schematron_phases(const struct hgw_schematron *s) {
    return s->phase_names;
}
