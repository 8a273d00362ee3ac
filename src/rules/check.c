#include "rules/check.h"

#include "base/date.h"
#include "base/list.h"
#include "base/memory.h"
#include "case/grammar.h"
#include "case/load.h"
#include "case/refs.h"
#include "case/structure.h"
#include "case/validate.h"
#include "rules/rule_functions.h"
#include "rules/schematron.h"
#include "rules/waiver.h"
#include "rules/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Our own rule files, in the order in which they are compiled. */
static const struct {
    const char *name;
    bool runs; /* false: its texts describe what the program checks itself */
} own_files[] = {
    {"schemas/hgw-uitgangspunten.sch", true},
    {"schemas/hgw-taal.sch", true},
    {"schemas/hgw-structuur.sch", false},
};

enum {
    OWN_FILES = sizeof own_files / sizeof own_files[0],
    MAIN_FILE = 0, /* declares the phases and the principles */
};

struct checker {
    char date[DATE_SIZE];
    enum lang lang;
    const struct datadir *datadir;
    struct grammar grammar;
    struct words *words;         /* word lists */
    struct functions *functions; /* what rules can ask of it */
    struct schematron **sets;    /* compiled rule files: our own, then the team's. Owned. */
    bool *runs;                  /* of each set */
    size_t set_count;
    const struct rule_info **rules; /* of all sets, by code. Owned; the rules are their sets'. */
    size_t rule_count, rule_capacity;
    struct principle principles[PRINCIPLE_COUNT];
};

/* --- opening --- */

static bool open_grammar(struct checker *checker, const struct datadir *datadir, struct error *error) {
    char *path = datadir_find(datadir, "schemas/hgw-casus.xsd", error);
    bool ok = path && grammar_open(&checker->grammar, path, error);
    free(path);
    return ok;
}

static bool open_functions(struct checker *checker, const struct datadir *datadir, struct error *error) {
    checker->words = words_open(datadir, error);
    if (!checker->words)
        return false;
    checker->functions = functions_new(checker->words);
    return true;
}

static bool open_set(struct checker *checker, const char *path, bool runs, struct error *error) {
    struct schematron *set = schematron_open(path, checker->functions, error);
    if (!set)
        return false;
    checker->runs[checker->set_count] = runs;
    checker->sets[checker->set_count++] = set;
    return true;
}

static bool open_sets(struct checker *checker, const struct checker_options *options, struct error *error) {
    size_t count = OWN_FILES + options->rule_file_count;
    checker->sets = mem_calloc(count, sizeof(*checker->sets));
    checker->runs = mem_calloc(count, sizeof(*checker->runs));
    for (size_t i = 0; i < OWN_FILES; i++) {
        char *path = datadir_find(options->datadir, own_files[i].name, error);
        bool ok = path && open_set(checker, path, own_files[i].runs, error);
        free(path);
        if (!ok)
            return false;
    }
    const char *const *phases = schematron_phases(checker->sets[MAIN_FILE]);
    for (size_t i = OWN_FILES; i < count; i++)
        if (!open_set(checker, options->rule_files[i - OWN_FILES], true, error) ||
            !schematron_check(checker->sets[i], error) || !schematron_can_fire(checker->sets[i], phases, error))
            return false;
    return true;
}

static int by_code(const void *left, const void *right) {
    const struct rule_info *const *a = left, *const *b = right;
    return strcmp((*a)->code, (*b)->code);
}

/* A listing of all rules, in order of code; a code in two files is an error. */
static bool list_rules(struct checker *checker, struct error *error) {
    for (size_t i = 0; i < checker->set_count; i++)
        for (size_t j = 0; j < schematron_rule_count(checker->sets[i]); j++) {
            checker->rules =
                list_grow(checker->rules, &checker->rule_capacity, checker->rule_count, sizeof *checker->rules);
            checker->rules[checker->rule_count++] = schematron_rule(checker->sets[i], j);
        }
    if (checker->rule_count > 0)
        qsort(checker->rules, checker->rule_count, sizeof(*checker->rules), by_code);
    for (size_t i = 1; i < checker->rule_count; i++) {
        const struct rule_info *first = checker->rules[i - 1], *second = checker->rules[i];
        if (strcmp(first->code, second->code) == 0)
            return error_at(error, ERROR_DATA, second->file, second->line, 0,
                            _("De code %s staat ook in %s (regel %zu): geef een eigen regel een eigen code."),
                            second->code, first->file, first->line);
    }
    return true;
}

static void read_principles(struct checker *checker) {
    for (int i = 0; i < PRINCIPLE_COUNT; i++) {
        char id[32];
        snprintf(id, sizeof id, "uitgangspunt-%d", i + 1);
        checker->principles[i].name = schematron_text(checker->sets[MAIN_FILE], id);
        strcat(id, ".idee");
        checker->principles[i].idea = schematron_text(checker->sets[MAIN_FILE], id);
    }
}

struct checker *checker_open(const struct checker_options *options, struct error *error) {
    struct checker *checker = mem_calloc(1, sizeof *checker);
    checker->lang = options->lang;
    checker->datadir = options->datadir;
    strncpy(checker->date, options->date, sizeof checker->date - 1);
    if (open_grammar(checker, options->datadir, error) && open_functions(checker, options->datadir, error) &&
        open_sets(checker, options, error) && list_rules(checker, error)) {
        read_principles(checker);
        return checker;
    }
    checker_close(checker);
    return NULL;
}

void checker_close(struct checker *checker) {
    if (!checker)
        return;
    for (size_t i = 0; i < checker->set_count; i++)
        schematron_close(checker->sets[i]);
    for (size_t i = 0; i < PRINCIPLE_COUNT; i++) {
        bilingual_free(&checker->principles[i].name);
        bilingual_free(&checker->principles[i].idea);
    }
    functions_free(checker->functions);
    words_close(checker->words);
    grammar_close(&checker->grammar);
    free(checker->rules);
    free(checker->sets);
    free(checker->runs);
    free(checker);
}

/* --- checking --- */

/* After these the tree is not to be relied upon: no rules. */
static const char *const refusing[] = {"HGW001", "HGW002", "HGW003", "HGW007", NULL};

/* True when hgw-uitgangspunten.sch knows this phase of the trajectory. */
static bool checker_has_phase(const struct checker *checker, const char *phase) {
    const char *const *known = schematron_phases(checker->sets[MAIN_FILE]);
    while (*known && strcmp(*known, phase) != 0)
        known++;
    return *known != NULL;
}

/* The phase to check: the one asked for, else the case's own when it is one. */
static void choose_phase(const struct checker *checker, const char *wanted, struct checked *checked) {
    xmlChar *own = wanted ? NULL : case_phase(&checked->c);
    const char *phase = wanted ? wanted : (const char *)own;
    bool known = phase && (wanted || checker_has_phase(checker, phase));
    checked->phase = known ? mem_strdup(phase) : NULL;
    xmlFree(own);
}

static void check_structure(const struct checker *checker, struct checked *checked) {
    const struct case_file *c = &checked->c;
    validate(&checker->grammar, c, &checked->findings);
    refs_check(&checker->grammar, c, &checked->findings);
    structure_check(c, &checked->findings);
    waivers_check(checker, c, &checked->findings);
}

static bool run_rules(struct checker *checker, struct checked *checked, struct error *error) {
    struct schematron_options options = {checked->phase, checker->date, checker->lang};
    bool ok = true;
    waivers_open(checker, &checked->c, &checked->findings);
    for (size_t i = 0; ok && i < checker->set_count; i++)
        ok = !checker->runs[i] || schematron_run(checker->sets[i], checked->c.doc, &options, &checked->findings, error);
    waivers_close(checker, &checked->c, checked->phase, &checked->findings);
    return ok;
}

static void count(struct checked *checked) {
    for (size_t i = 0; i < checked->findings.count_count; i++) {
        const struct finding_count *one = &checked->findings.counts[i];
        struct tally *tally =
            one->principle == PRINCIPLE_UNKNOWN ? &checked->unknown : &checked->principles[one->principle];
        tally->waived += one->waived;
        tally->levels[one->level] += one->all - one->waived;
    }
}

bool check_case(struct checker *checker, const char *phase, struct checked *checked, struct error *error) {
    choose_phase(checker, phase, checked);
    if (checked->c.doc)
        check_structure(checker, checked);
    checked->refused = !checked->c.doc || findings_have(&checked->findings, refusing);
    if (!checked->refused && !run_rules(checker, checked, error))
        return false;
    findings_finish(&checked->findings, &checked->c);
    count(checked);
    return true;
}

bool check_file(struct checker *checker, const char *path, const char *name, const char *phase, struct checked *checked,
                struct error *error) {
    return case_read(&checked->c, path, name, &checked->findings, error) && check_case(checker, phase, checked, error);
}

bool check_bytes(struct checker *checker, const char *name, const char *bytes, size_t length, const char *phase,
                 struct checked *checked, struct error *error) {
    case_load(&checked->c, name, bytes, length, &checked->findings);
    return check_case(checker, phase, checked, error);
}

void checked_free(struct checked *checked) {
    findings_free(&checked->findings);
    case_free(&checked->c);
    free(checked->phase);
    *checked = (struct checked){0};
}

bool checked_reaches(const struct checked *checked, enum level threshold) {
    for (size_t i = 0; i < checked->findings.count_count; i++)
        if (checked->findings.counts[i].all > checked->findings.counts[i].waived &&
            checked->findings.counts[i].level <= threshold)
            return true;
    return false;
}

/* --- what it knows --- */

size_t checker_rule_count(const struct checker *checker) {
    return checker->rule_count;
}

const struct rule_info *checker_rule(const struct checker *checker, size_t index) {
    return checker->rules[index];
}

const struct rule_info *checker_find(const struct checker *checker, const char *code) {
    size_t low = 0, high = checker->rule_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(checker->rules[middle]->code, code);
        if (order == 0)
            return checker->rules[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct principle *checker_principle(const struct checker *checker, int number) {
    return &checker->principles[number - 1];
}

enum lang checker_lang(const struct checker *checker) {
    return checker->lang;
}

const struct datadir *checker_datadir(const struct checker *checker) {
    return checker->datadir;
}

bool checker_asks(const struct checker *checker, int principle, const char *phase) {
    for (size_t i = 0; i < checker->rule_count; i++)
        if (checker->rules[i]->principle == principle && rule_holds(checker->rules[i], phase))
            return true;
    return false;
}

const char *checker_date(const struct checker *checker) {
    return checker->date;
}
