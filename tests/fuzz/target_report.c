/* report and new: a case becomes a report, or the case that follows it.
 *
 * The document must be good; the new case must be valid. */
#include "fuzz.h"

#include "casefile/grammar.h"
#include "casefile/load.h"
#include "casefile/refs.h"
#include "new/skeleton.h"
#include "render/render.h"

#include <stdlib.h>
#include <unistd.h>

enum { REPORTS = 6 };
static const char *const reports[REPORTS] = {"verslag", "ouders",  "leerling",
                                             "school",  "overleg", "voorbereiding"};

/* A renderer is made once for each report, with names and without. */
struct made {
    struct hgw_render_options options;
    struct hgw_renderer *renderer;
};

static struct made *renderer(unsigned report, bool pseudonymise) {
    static struct made all[REPORTS][2];
    struct made *made = &all[report][pseudonymise];
    struct hgw_template_problems problems = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    if (made->renderer)
        return made;
    made->options = (struct hgw_render_options){.datadir = hgw_fuzz_datadir(),
                                                .date = "2026-11-24",
                                                .report = reports[report],
                                                .pseudonymise = pseudonymise,
                                                .without_consent = true};
    made->renderer = hgw_renderer_open(&made->options, &problems, &error);
    hgw_fuzz_expect(made->renderer != NULL, hgw_error_text(&error));
    return made;
}

void hgw_fuzz_report(struct hgw_fuzz_input input) {
    unsigned report = hgw_fuzz_choose(&input, REPORTS), format = hgw_fuzz_choose(&input, 3);
    struct made *made = renderer(report, hgw_fuzz_choose(&input, 2) == 1);
    struct hgw_fuzz_memory file = hgw_fuzz_memory(input.bytes, input.length);
    struct hgw_rendered rendered = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    made->options.format = (enum hgw_render_format)format;
    bool done = hgw_render_case(made->renderer, file.path, &rendered, &error);
    hgw_fuzz_expect_error(done, &error);
    if (done && !rendered.refused && format == HGW_RENDER_ODT)
        hgw_fuzz_check_odt(&rendered.bytes);
    if (done && !rendered.refused && format == HGW_RENDER_HTML)
        hgw_fuzz_check_html(&rendered.bytes);
    hgw_rendered_free(&rendered);
    close(file.fd);
}

static const struct hgw_grammar *grammar(void) {
    static struct hgw_grammar made;
    struct hgw_error error = HGW_ERROR_EMPTY;
    if (made.model.element_count == 0) {
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
        hgw_grammar_check(grammar(), c, &findings);
        hgw_refs_check(&grammar()->model, c, &findings);
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
                                               .model = &grammar()->model,
                                               .bare = bare};
        bool done = hgw_skeleton_make(&options, &out, &error);
        hgw_fuzz_expect(done, hgw_error_text(&error));
        hgw_fuzz_expect(load(&made, out.data, out.length), "the case that follows a valid one is valid");
    }
    hgw_buf_free(&out);
    hgw_case_free(&old);
    hgw_case_free(&made);
}
