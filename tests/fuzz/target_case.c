/* case: a case file is checked, in some phase; a good one is then filtered for some readers. */
#include "fuzz.h"

#include "casefile/audience.h"
#include "casefile/consent.h"
#include "check/check.h"

#include <stdlib.h>
#include <string.h>

static const char *const phases[] = {NULL,        "vraagverheldering", "intake", "strategie",
                                     "onderzoek", "integratie",        "advies", "evaluatie"};

static struct hgw_checker *checker(void) {
    static struct hgw_checker *made;
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_checker_options options = {.datadir = hgw_fuzz_datadir(), .date = "2026-11-24"};
    if (!made)
        made = hgw_checker_open(&options, &error);
    hgw_fuzz_expect(made != NULL, hgw_error_text(&error));
    return made;
}

static const struct hgw_grammar *grammar(void) {
    static struct hgw_grammar made;
    struct hgw_error error = HGW_ERROR_EMPTY;
    char *path = made.elements ? NULL : hgw_datadir_find(hgw_fuzz_datadir(), "schemas/hgw-casus.xsd", &error);
    hgw_fuzz_expect(made.elements || (path && hgw_grammar_open(&made, path, &error)), hgw_error_text(&error));
    free(path);
    return &made;
}

static void check_places(const struct hgw_checked *checked) {
    const struct hgw_findings *findings = &checked->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct hgw_finding *finding = &findings->items[i];
        hgw_fuzz_expect(finding->code && finding->message && finding->line > 0 && finding->column > 0,
                        "a finding has a code, a sentence and a place");
        hgw_fuzz_expect(finding->offset <= checked->c.source.length, "its place is in the file");
        hgw_fuzz_expect(i == 0 || findings->items[i - 1].line <= finding->line, "findings stand in order");
    }
    hgw_fuzz_expect(checked->c.doc || findings->count > 0, "no tree, then there is a reason");
}

/* No element that stays may be one that the readers could not see before, and who may see it is not told. */
static void filter(struct hgw_checked *checked, unsigned readers) {
    struct hgw_audience audience = {readers, NULL};
    struct hgw_error error = HGW_ERROR_EMPTY;
    bool done = hgw_audience_filter(checked->c.doc, grammar(), &audience, NULL, &error);
    hgw_fuzz_expect_error(done, &error);
    xmlNodePtr root = xmlDocGetRootElement(checked->c.doc);
    for (xmlNodePtr section = root->children; section && readers != HGW_READER_INTERN;
         section = section->next)
        hgw_fuzz_expect(!xmlHasProp(section, (const xmlChar *)"zichtbaar"), "zichtbaar is gone");
}

void hgw_fuzz_case(struct hgw_fuzz_input input) {
    const char *phase = phases[hgw_fuzz_choose(&input, sizeof phases / sizeof *phases)];
    unsigned readers = 1 + hgw_fuzz_choose(&input, HGW_READER_INTERN);
    struct hgw_checked checked = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    bool done = hgw_check_bytes(checker(), "fuzz", input.bytes, input.length, phase, &checked, &error);
    hgw_fuzz_expect(done, hgw_error_text(&error));
    check_places(&checked);
    if (!checked.refused)
        filter(&checked, readers);
    hgw_checked_free(&checked);
}
