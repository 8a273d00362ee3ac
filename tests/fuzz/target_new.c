/* new: a case becomes the case that follows it, which must be valid. */
#include "fuzz.h"

#include "casefile/grammar.h"
#include "casefile/validate.h"
#include "casefile/load.h"
#include "casefile/refs.h"
#include "new/skeleton.h"

#include <stdlib.h>

static const struct hgw_grammar *grammar(void) {
    static struct hgw_grammar made;
    struct hgw_error error = HGW_ERROR_EMPTY;
    if (made.element_count == 0) {
        char *path = hgw_datadir_find(hgw_fuzz_datadir(), "schemas/hgw-casus.xsd", &error);
        hgw_fuzz_expect(path && hgw_grammar_open(&made, path, &error), "the grammar");
        free(path);
    }
    return &made;
}

/* Loads a case; true when it is valid. */
static bool load(struct hgw_case *c, const char *bytes, size_t length) {
    struct hgw_findings findings = {0};
    hgw_case_load(c, "fuzz", bytes, length, &findings);
    if (c->doc) {
        hgw_validate(grammar(), c, &findings);
        hgw_refs_check(grammar(), c, &findings);
    }
    bool valid = c->doc && findings.count == 0;
    hgw_findings_free(&findings);
    return valid;
}

void hgw_fuzz_new(struct hgw_fuzz_input input) {
    static const char *const phases[] = {"vraagverheldering", "intake", "strategie", "onderzoek",
                                         "integratie",        "advies", "evaluatie"};
    const char *phase = phases[hgw_fuzz_choose(&input, sizeof phases / sizeof *phases)];
    struct hgw_case old = {0}, made = {0};
    struct hgw_buf out = HGW_BUF_EMPTY;
    struct hgw_error error = HGW_ERROR_EMPTY;
    bool bare = hgw_fuzz_choose(&input, 2) == 1;
    if (load(&old, input.bytes, input.length)) {
        struct hgw_skeleton_options options = {.datadir = hgw_fuzz_datadir(),
                                               .phase = phase,
                                               .today = "2026-11-24",
                                               .from = &old,
                                               .grammar = grammar(),
                                               .bare = bare};
        bool done = hgw_skeleton_make(&options, &out, &error);
        hgw_fuzz_expect(done, hgw_error_text(&error));
        hgw_fuzz_expect(load(&made, out.data, out.length), "the case that follows a valid one is valid");
    }
    hgw_buf_free(&out);
    hgw_case_free(&old);
    hgw_case_free(&made);
}
