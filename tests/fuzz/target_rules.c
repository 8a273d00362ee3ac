/* rules: a rule file is compiled and run over a case, in some phase or all. */
#include "fuzz.h"

#include "case/case.h"
#include "case/grammar.h"
#include "case/validate.h"
#include "rules/rule_functions.h"
#include "rules/schematron.h"

#include <stdlib.h>
#include <string.h>

/* A small valid case with its ids known. */
static struct case_file *subject(void) {
    static struct case_file c;
    if (c.doc)
        return &c;
    struct findings findings = {0};
    struct buf bytes = fuzz_file("tests/rules/HGW601/trigger.hgw.xml");
    case_load(&c, "subject", bytes.data, bytes.length, &findings);
    fuzz_expect(c.doc, "the case to run rules on");
    validate(&c, &findings);
    fuzz_expect(findings.count == 0, "the case to run rules on");
    findings_free(&findings);
    buf_free(&bytes);
    return &c;
}

static struct functions *functions(void) {
    static struct functions *made;
    struct error error = ERROR_EMPTY;
    if (!made) {
        struct words *words = words_open(fuzz_datadir(), &error);
        made = words ? functions_new(words, "2026-11-24") : NULL;
        fuzz_expect(made != NULL, "the functions");
    }
    return made;
}

static void run(struct schematron *rules, const char *phase) {
    struct findings findings = {0};
    struct error error = ERROR_EMPTY;
    bool done = schematron_run(rules, subject()->doc, phase, LANG_NL, &findings, &error);
    fuzz_expect_error(done, &error);
    for (size_t i = 0; done && i < findings.count; i++)
        fuzz_expect(findings.items[i].code && findings.items[i].message, "a finding has a code and a text");
    findings_free(&findings);
}

void fuzz_rules(struct fuzz_input input) {
    bool first_phase = fuzz_choose(&input, 2) == 1;
    struct error error = ERROR_EMPTY;
    subject();
    struct schematron_use use = {.functions = functions(), .whole = true};
    struct schematron *rules = schematron_load("fuzz", input.bytes, input.length, &use, &error);
    fuzz_expect_error(rules != NULL, &error);
    if (rules)
        run(rules, first_phase ? phase_names[0] : NULL);
    schematron_close(rules);
}
