/* case: a case file is checked, in some phase, and what is said is written in some format; a good one is then
 * filtered for some readers. */
#include "fuzz.h"

#include "casefile/audience.h"
#include "casefile/consent.h"
#include "check/check.h"
#include "check/output.h"

#include <jansson.h>
#include <string.h>

static const char *const phases[] = {NULL,        "vraagverheldering", "intake", "strategie",
                                     "onderzoek", "integratie",        "advies", "evaluatie"};
static const char *const formats[] = {"text", "gcc", "json", "sarif", "md", "quiet"};

static struct hgw_checker *checker(void) {
    static struct hgw_checker *made;
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_checker_options options = {.datadir = hgw_fuzz_datadir(), .date = "2026-11-24"};
    if (!made)
        made = hgw_checker_open(&options, &error);
    hgw_fuzz_expect(made != NULL, hgw_error_text(&error));
    return made;
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

static void write_output(const struct hgw_checked *checked, const char *name) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    struct hgw_output output = {.out = &out, .checker = checker(), .filter = {.level = HGW_LEVEL_NOTE}};
    const struct hgw_output_format *format = hgw_output_format_find(name);
    if (format->begin)
        format->begin(&output);
    format->file(&output, checked);
    if (format->end)
        format->end(&output);
    hgw_fuzz_expect(!out.failed, "the output is whole");
    if (strcmp(name, "json") == 0 || strcmp(name, "sarif") == 0) {
        json_t *json = json_loadb(out.data, out.length, 0, NULL);
        hgw_fuzz_expect(json != NULL, "JSON is JSON");
        json_decref(json);
    }
    hgw_buf_free(&out);
}

/* No element that stays may be one that the readers could not see before, and who may see it is not told. */
static void filter(struct hgw_checked *checked, unsigned readers) {
    struct hgw_audience audience = {readers, NULL};
    struct hgw_error error = HGW_ERROR_EMPTY;
    bool done = hgw_audience_filter(checked->c.doc, &audience, NULL, &error);
    hgw_fuzz_expect_error(done, &error);
    xmlNodePtr root = xmlDocGetRootElement(checked->c.doc);
    for (xmlNodePtr section = root->children; section && readers != HGW_READER_INTERN;
         section = section->next)
        hgw_fuzz_expect(!xmlHasProp(section, (const xmlChar *)"zichtbaar"), "zichtbaar is gone");
}

void hgw_fuzz_case(struct hgw_fuzz_input input) {
    const char *phase = phases[hgw_fuzz_choose(&input, sizeof phases / sizeof *phases)];
    const char *format = formats[hgw_fuzz_choose(&input, sizeof formats / sizeof *formats)];
    unsigned readers = 1 + hgw_fuzz_choose(&input, HGW_READER_INTERN);
    struct hgw_checked checked = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    bool done = hgw_check_bytes(checker(), "fuzz", input.bytes, input.length, phase, &checked, &error);
    hgw_fuzz_expect(done, hgw_error_text(&error));
    check_places(&checked);
    write_output(&checked, format);
    if (!checked.refused)
        filter(&checked, readers);
    hgw_checked_free(&checked);
}
