/* template: a template is compiled and run over a case, and writes Markdown, XML or plain text. */
#include "fuzz.h"

#include "casefile/audience.h"
#include "casefile/load.h"
#include "render/functions.h"
#include "render/graft.h"
#include "render/template.h"

#include <stdlib.h>
#include <string.h>

static xmlNodePtr subject(void) {
    static struct hgw_case c;
    if (!c.doc) {
        struct hgw_findings findings = {0};
        struct hgw_buf bytes = hgw_fuzz_file("tests/rules/HGW601/trigger.hgw.xml");
        hgw_case_load(&c, "subject", bytes.data, bytes.length, &findings);
        hgw_fuzz_expect(c.doc, "the case to run a template on");
        hgw_ids_rebuild(c.doc);
        hgw_findings_free(&findings);
        hgw_buf_free(&bytes);
    }
    return xmlDocGetRootElement(c.doc);
}

static struct hgw_report_facts *facts(void) {
    static struct hgw_labels labels;
    static struct hgw_report_facts made = {&labels, "2026-11-24"};
    struct hgw_error error = HGW_ERROR_EMPTY;
    if (labels.count == 0)
        hgw_fuzz_expect(hgw_labels_read(&labels, hgw_fuzz_datadir(), &error), "the labels");
    return &made;
}

/* The partial `zelf` is the template itself, `stuk` a fixed one. */
static bool partial(void *data, const char *name, struct hgw_buf *text, char **path,
                    struct hgw_error *error) {
    const struct hgw_fuzz_input *template = data;
    (void)error;
    if (strcmp(name, "zelf") == 0)
        hgw_buf_add(text, template->bytes, template->length);
    else if (strcmp(name, "stuk") == 0)
        hgw_buf_add_string(text, "- {{naam}}\n  {{{tekst}}}\n");
    else
        return false;
    *path = strdup(name);
    return *path != NULL;
}

static void check_problems(struct hgw_template_problems *problems, size_t length) {
    for (size_t i = 0; i < problems->count; i++) {
        const struct hgw_error *problem = &problems->items[i];
        hgw_fuzz_expect(problem->line > 0 && problem->column > 0 && problem->file && problem->text,
                        "what is wrong with a template has a place and a sentence");
        hgw_fuzz_expect(problem->line <= length + 10 && problem->column <= length + 10,
                        "a place in the file");
    }
}

void hgw_fuzz_template(struct hgw_fuzz_input input) {
    struct graft graft = {0};
    struct hgw_template_output markdown = {graft_value, graft_prose, &graft};
    const struct hgw_template_output *const outputs[] = {&markdown, &hgw_template_xml, &hgw_template_plain};
    unsigned output = hgw_fuzz_choose(&input, 3);
    struct hgw_template_dialect dialect = {hgw_report_functions, NULL, partial, &input};
    struct hgw_template_problems problems = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_buf out = HGW_BUF_EMPTY;
    struct hgw_template *compiled =
        hgw_template_compile("fuzz", input.bytes, input.length, &dialect, &problems, &error);
    hgw_fuzz_expect(compiled || problems.count > 0 || error.kind != HGW_ERROR_NONE, "a reason");
    check_problems(&problems, input.length);
    if (compiled) {
        bool done = hgw_template_render(compiled, subject(), facts(), outputs[output], &out, &error);
        hgw_fuzz_expect_error(done, &error);
        struct hgw_markdown report = {0};
        if (done && output == 0)
            hgw_fuzz_expect(graft_read(&graft, &out, &report, &error), hgw_error_text(&error));
        hgw_markdown_free(&report);
    }
    graft_free(&graft);
    hgw_error_clear(&error);
    hgw_buf_free(&out);
    hgw_template_problems_free(&problems);
    hgw_template_free(compiled);
}
