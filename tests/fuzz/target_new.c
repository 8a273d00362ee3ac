/* new: a case becomes the case that follows it, which must be valid. */
#include "fuzz.h"

#include "case/case.h"
#include "case/grammar.h"
#include "case/validate.h"
#include "edit/edit.h"

#include <stdlib.h>

/* Loads a case; true when it is valid. */
static bool load(struct case_file *c, const char *bytes, size_t length) {
    struct findings findings = {0};
    case_load(c, "fuzz", bytes, length, &findings);
    if (c->doc)
        validate(c, &findings);
    bool valid = c->doc && findings.count == 0;
    findings_free(&findings);
    return valid;
}

void fuzz_new(struct fuzz_input input) {
    static const char *const phases[] = {"vraagverheldering", "intake", "strategie", "onderzoek",
                                         "integratie",        "advies", "evaluatie"};
    const char *phase = phases[fuzz_choose(&input, sizeof phases / sizeof *phases)];
    struct case_file old = {0}, made = {0};
    struct buf out = BUF_EMPTY;
    struct error error = ERROR_EMPTY;
    bool bare = fuzz_choose(&input, 2) == 1;
    if (load(&old, input.bytes, input.length)) {
        struct skeleton_options options = {
            .datadir = fuzz_datadir(), .phase = phase, .today = "2026-11-24", .from = &old, .bare = bare};
        bool done = skeleton_make(&options, &out, &error);
        fuzz_expect(done, error_text(&error));
        fuzz_expect(load(&made, out.data, out.length), "the case that follows a valid one is valid");
    }
    buf_free(&out);
    case_free(&old);
    case_free(&made);
}
