/* rules: a rule file is compiled and run over a case, in some phase or all. */
#include "fuzz.h"

#include "casefile/grammar.h"
#include "casefile/validate.h"
#include "casefile/load.h"
#include "check/functions.h"
#include "check/schematron.h"

#include <stdlib.h>
#include <string.h>

/* A small valid case with its ids known. */
static struct hgw_case *subject(void) {
    static struct hgw_case c;
    if (c.doc)
        return &c;
    struct hgw_grammar grammar = {0};
    struct hgw_findings findings = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_buf bytes = hgw_fuzz_file("tests/rules/HGW601/trigger.hgw.xml");
    char *path = hgw_datadir_find(hgw_fuzz_datadir(), "schemas/hgw-casus.xsd", &error);
    hgw_case_load(&c, "subject", bytes.data, bytes.length, &findings);
    hgw_fuzz_expect(path && c.doc && hgw_grammar_open(&grammar, path, &error), "the case to run rules on");
    hgw_validate(&grammar, &c, &findings);
    hgw_fuzz_expect(findings.count == 0, "the case to run rules on");
    free(path);
    hgw_grammar_close(&grammar);
    hgw_findings_free(&findings);
    hgw_buf_free(&bytes);
    return &c;
}

static struct hgw_functions *functions(void) {
    static struct hgw_functions *made;
    struct hgw_error error = HGW_ERROR_EMPTY;
    if (!made) {
        struct words *words = words_open(hgw_fuzz_datadir(), &error);
        made = words ? hgw_functions_new(words) : NULL;
        hgw_fuzz_expect(made != NULL, "the functions");
    }
    return made;
}

static void run(struct hgw_schematron *rules, const char *phase) {
    struct hgw_findings findings = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_schematron_options options = {.phase = phase, .date = "2026-11-24"};
    bool done = hgw_schematron_run(rules, subject()->doc, &options, &findings, &error);
    hgw_fuzz_expect_error(done, &error);
    for (size_t i = 0; done && i < findings.count; i++)
        hgw_fuzz_expect(findings.items[i].code && findings.items[i].message,
                        "a finding has a code and a text");
    hgw_findings_free(&findings);
}

void hgw_fuzz_rules(struct hgw_fuzz_input input) {
    bool first_phase = hgw_fuzz_choose(&input, 2) == 1;
    struct hgw_error error = HGW_ERROR_EMPTY;
    subject();
    struct hgw_schematron *rules =
        hgw_schematron_load("fuzz", input.bytes, input.length, functions(), &error);
    bool good = rules && hgw_schematron_check(rules, &error);
    hgw_fuzz_expect_error(good, &error);
    if (good)
        run(rules, first_phase ? hgw_schematron_phases(rules)[0] : NULL);
    hgw_schematron_close(rules);
}
