#include "check/check.h"

#include "base/date.h"
#include "base/grow.h"
#include "base/memory.h"
#include "casefile/grammar.h"
#include "casefile/load.h"
#include "casefile/refs.h"
#include "casefile/structure.h"
#include "casefile/validate.h"
#include "check/functions.h"
#include "check/schematron.h"
#include "check/waiver.h"
#include "check/words.h"

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

struct hgw_checker {
    char date[HGW_DATE_SIZE];
    enum hgw_lang lang;
    struct hgw_grammar grammar;
    struct words *words;             /* word lists */
    struct hgw_functions *functions; /* what rules can ask of it */
    struct hgw_schematron **sets;    /* compiled rule files: our own, then the team's. Owned. */
    bool *runs;                      /* of each set */
    size_t set_count;
    const struct hgw_rule **rules; /* of all sets, by code. Owned; the rules are their sets'. */
    size_t rule_count, rule_capacity;
    struct hgw_principle principles[HGW_PRINCIPLE_COUNT];
};

/* --- opening --- */

static bool open_grammar(struct hgw_checker *checker, const struct hgw_datadir *datadir,
                         struct hgw_error *error) {
    char *path = hgw_datadir_find(datadir, "schemas/hgw-casus.xsd", error);
    bool ok = path && hgw_grammar_open(&checker->grammar, path, error);
    free(path);
    return ok;
}

static bool open_functions(struct hgw_checker *checker, const struct hgw_datadir *datadir,
                           struct hgw_error *error) {
    checker->words = words_open(datadir, error);
    if (!checker->words)
        return false;
    checker->functions = hgw_functions_new(checker->words);
    return true;
}

static bool open_set(struct hgw_checker *checker, const char *path, bool runs, struct hgw_error *error) {
    struct hgw_schematron *set = hgw_schematron_open(path, checker->functions, error);
    if (!set)
        return false;
    checker->runs[checker->set_count] = runs;
    checker->sets[checker->set_count++] = set;
    return true;
}

static bool open_sets(struct hgw_checker *checker, const struct hgw_checker_options *options,
                      struct hgw_error *error) {
    size_t count = OWN_FILES + options->rule_file_count;
    checker->sets = mem_calloc(count, sizeof(*checker->sets));
    checker->runs = mem_calloc(count, sizeof(*checker->runs));
    for (size_t i = 0; i < OWN_FILES; i++) {
        char *path = hgw_datadir_find(options->datadir, own_files[i].name, error);
        bool ok = path && open_set(checker, path, own_files[i].runs, error);
        free(path);
        if (!ok)
            return false;
    }
    const char *const *phases = hgw_schematron_phases(checker->sets[MAIN_FILE]);
    for (size_t i = OWN_FILES; i < count; i++)
        if (!open_set(checker, options->rule_files[i - OWN_FILES], true, error) ||
            !hgw_schematron_check(checker->sets[i], error) ||
            !hgw_schematron_can_fire(checker->sets[i], phases, error))
            return false;
    return true;
}

static int by_code(const void *left, const void *right) {
    const struct hgw_rule *const *a = left, *const *b = right;
    return strcmp((*a)->code, (*b)->code);
}

/* A listing of all rules, in order of code; a code in two files is an error. */
static bool list_rules(struct hgw_checker *checker, struct hgw_error *error) {
    for (size_t i = 0; i < checker->set_count; i++)
        for (size_t j = 0; j < hgw_schematron_rule_count(checker->sets[i]); j++) {
            checker->rules = hgw_grow(checker->rules, &checker->rule_capacity, checker->rule_count,
                                      sizeof *checker->rules);
            checker->rules[checker->rule_count++] = hgw_schematron_rule(checker->sets[i], j);
        }
    if (checker->rule_count > 0)
        qsort(checker->rules, checker->rule_count, sizeof(*checker->rules), by_code);
    for (size_t i = 1; i < checker->rule_count; i++) {
        const struct hgw_rule *first = checker->rules[i - 1], *second = checker->rules[i];
        if (strcmp(first->code, second->code) == 0)
            return hgw_error_at(
                error, HGW_ERROR_DATA, second->file, second->line, 0,
                _("De code %s staat ook in %s (regel %zu): geef een eigen regel een eigen code."),
                second->code, first->file, first->line);
    }
    return true;
}

static void read_principles(struct hgw_checker *checker) {
    for (int i = 0; i < HGW_PRINCIPLE_COUNT; i++) {
        char id[32];
        snprintf(id, sizeof id, "uitgangspunt-%d", i + 1);
        checker->principles[i].name = hgw_schematron_text(checker->sets[MAIN_FILE], id);
        strcat(id, ".idee");
        checker->principles[i].idea = hgw_schematron_text(checker->sets[MAIN_FILE], id);
    }
}

struct hgw_checker *hgw_checker_open(const struct hgw_checker_options *options, struct hgw_error *error) {
    struct hgw_checker *checker = mem_calloc(1, sizeof *checker);
    checker->lang = options->lang;
    strncpy(checker->date, options->date, sizeof checker->date - 1);
    if (open_grammar(checker, options->datadir, error) && open_functions(checker, options->datadir, error) &&
        open_sets(checker, options, error) && list_rules(checker, error)) {
        read_principles(checker);
        return checker;
    }
    hgw_checker_close(checker);
    return NULL;
}

void hgw_checker_close(struct hgw_checker *checker) {
    if (!checker)
        return;
    for (size_t i = 0; i < checker->set_count; i++)
        hgw_schematron_close(checker->sets[i]);
    for (size_t i = 0; i < HGW_PRINCIPLE_COUNT; i++) {
        hgw_bilingual_free(&checker->principles[i].name);
        hgw_bilingual_free(&checker->principles[i].idea);
    }
    hgw_functions_free(checker->functions);
    words_close(checker->words);
    hgw_grammar_close(&checker->grammar);
    free(checker->rules);
    free(checker->sets);
    free(checker->runs);
    free(checker);
}

/* --- checking --- */

/* After these the tree is not to be relied upon: no rules. */
static const char *const refusing[] = {"HGW001", "HGW002", "HGW003", "HGW007", NULL};

/* The phase to check: the one asked for, else the case's own when it is one. */
static void choose_phase(const struct hgw_checker *checker, const char *wanted, struct hgw_checked *checked) {
    xmlChar *own = wanted ? NULL : hgw_case_phase(&checked->c);
    const char *phase = wanted ? wanted : (const char *)own;
    bool known = phase && (wanted || hgw_checker_has_phase(checker, phase));
    checked->phase = known ? mem_strdup(phase) : NULL;
    xmlFree(own);
}

static void check_structure(const struct hgw_checker *checker, struct hgw_checked *checked) {
    const struct hgw_case *c = &checked->c;
    hgw_validate(&checker->grammar, c, &checked->findings);
    hgw_refs_check(&checker->grammar, c, &checked->findings);
    hgw_structure_check(c, &checked->findings);
    hgw_waivers_check(checker, c, &checked->findings);
}

static bool run_rules(struct hgw_checker *checker, struct hgw_checked *checked, struct hgw_error *error) {
    struct hgw_schematron_options options = {checked->phase, checker->date, checker->lang};
    bool ok = true;
    hgw_waivers_open(checker, &checked->c, &checked->findings);
    for (size_t i = 0; ok && i < checker->set_count; i++)
        ok = !checker->runs[i] ||
             hgw_schematron_run(checker->sets[i], checked->c.doc, &options, &checked->findings, error);
    hgw_waivers_close(checker, &checked->c, checked->phase, &checked->findings);
    return ok;
}

static void count(struct hgw_checked *checked) {
    for (size_t i = 0; i < checked->findings.count_count; i++) {
        const struct hgw_finding_count *one = &checked->findings.counts[i];
        struct hgw_tally *tally = one->principle == HGW_PRINCIPLE_UNKNOWN
                                      ? &checked->unknown
                                      : &checked->principles[one->principle];
        tally->waived += one->waived;
        tally->levels[one->level] += one->all - one->waived;
    }
}

bool hgw_check_case(struct hgw_checker *checker, const char *phase, struct hgw_checked *checked,
                    struct hgw_error *error) {
    choose_phase(checker, phase, checked);
    if (checked->c.doc)
        check_structure(checker, checked);
    checked->refused = !checked->c.doc || hgw_findings_have(&checked->findings, refusing);
    if (!checked->refused && !run_rules(checker, checked, error))
        return false;
    hgw_findings_finish(&checked->findings, &checked->c);
    count(checked);
    return true;
}

bool hgw_check_file(struct hgw_checker *checker, const char *path, const char *name, const char *phase,
                    struct hgw_checked *checked, struct hgw_error *error) {
    return hgw_case_read(&checked->c, path, name, &checked->findings, error) &&
           hgw_check_case(checker, phase, checked, error);
}

bool hgw_check_bytes(struct hgw_checker *checker, const char *name, const char *bytes, size_t length,
                     const char *phase, struct hgw_checked *checked, struct hgw_error *error) {
    hgw_case_load(&checked->c, name, bytes, length, &checked->findings);
    return hgw_check_case(checker, phase, checked, error);
}

void hgw_checked_free(struct hgw_checked *checked) {
    hgw_findings_free(&checked->findings);
    hgw_case_free(&checked->c);
    free(checked->phase);
    *checked = (struct hgw_checked){0};
}

bool hgw_checked_reaches(const struct hgw_checked *checked, enum hgw_level threshold) {
    for (size_t i = 0; i < checked->findings.count_count; i++)
        if (checked->findings.counts[i].all > checked->findings.counts[i].waived &&
            checked->findings.counts[i].level <= threshold)
            return true;
    return false;
}

/* --- what it knows --- */

size_t hgw_checker_rule_count(const struct hgw_checker *checker) {
    return checker->rule_count;
}

const struct hgw_rule *hgw_checker_rule(const struct hgw_checker *checker, size_t index) {
    return checker->rules[index];
}

const struct hgw_rule *hgw_checker_find(const struct hgw_checker *checker, const char *code) {
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

bool hgw_checker_has_phase(const struct hgw_checker *checker, const char *phase) {
    const char *const *known = hgw_schematron_phases(checker->sets[MAIN_FILE]);
    while (*known && strcmp(*known, phase) != 0)
        known++;
    return *known != NULL;
}

const struct hgw_principle *hgw_checker_principle(const struct hgw_checker *checker, int number) {
    return &checker->principles[number - 1];
}

enum hgw_lang hgw_checker_lang(const struct hgw_checker *checker) {
    return checker->lang;
}

bool hgw_checker_asks(const struct hgw_checker *checker, int principle, const char *phase) {
    for (size_t i = 0; i < checker->rule_count; i++)
        if (checker->rules[i]->principle == principle && hgw_rule_holds(checker->rules[i], phase))
            return true;
    return false;
}

const char *hgw_checker_date(const struct hgw_checker *checker) {
    return checker->date;
}
