/* case: a case file is checked, in some phase; a good one is then filtered for some readers. */
#include "fuzz.h"

#include "case/audience.h"
#include "case/case.h"
#include "case/consent.h"
#include "rules/check.h"

#include <stdlib.h>
#include <string.h>

static const char *const phases[] = {NULL,        "vraagverheldering", "intake", "strategie",
                                     "onderzoek", "integratie",        "advies", "evaluatie"};

static struct checker *checker(void) {
    static struct checker *made;
    struct error error = ERROR_EMPTY;
    struct checker_options options = {.datadir = fuzz_datadir(), .date = "2026-11-24"};
    if (!made)
        made = checker_open(&options, &error);
    fuzz_expect(made != NULL, error_text(&error));
    return made;
}

static void check_places(const struct checked *checked) {
    const struct findings *findings = &checked->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        fuzz_expect(finding->code && finding->message && finding->line > 0 && finding->column > 0,
                    "a finding has a code, a sentence and a place");
        fuzz_expect(finding->offset <= checked->c.source.length, "its place is in the file");
        fuzz_expect(i == 0 || findings->items[i - 1].line <= finding->line, "findings stand in order");
    }
    fuzz_expect(checked->c.doc || findings->count > 0, "no tree, then there is a reason");
}

/* No element that stays may be one that the readers could not see before, and who may see it is not told. */
static void filter(struct checked *checked, unsigned readers) {
    struct audience audience = {readers, NULL};
    audience_filter(checked->c.doc, &audience);
    ids_drop_dead(checked->c.doc);
    xmlNodePtr root = xmlDocGetRootElement(checked->c.doc);
    for (xmlNodePtr section = root->children; section && readers != READER_INTERN; section = section->next)
        fuzz_expect(!xmlHasProp(section, (const xmlChar *)"zichtbaar"), "zichtbaar is gone");
}

void fuzz_case(struct fuzz_input input) {
    const char *phase = phases[fuzz_choose(&input, sizeof phases / sizeof *phases)];
    unsigned readers = 1 + fuzz_choose(&input, READER_INTERN);
    struct checked checked = {0};
    struct error error = ERROR_EMPTY;
    case_load(&checked.c, "fuzz", input.bytes, input.length, &checked.findings);
    bool done = check_case(checker(), phase, &checked, &error);
    fuzz_expect(done, error_text(&error));
    check_places(&checked);
    if (!checked.refused)
        filter(&checked, readers);
    checked_free(&checked);
}
