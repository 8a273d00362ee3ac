/* template: a template is compiled and run over a case, and writes Markdown, XML or plain text. */
#include "fuzz.h"

#include "case/audience.h"
#include "case/case.h"
#include "document/graft.h"
#include "report/report.h"
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

static xmlNodePtr subject(void) {
    static struct case_file c;
    if (!c.doc) {
        struct findings findings = {0};
        struct buf bytes = fuzz_file("tests/rules/HGW601/trigger.hgw.xml");
        case_load(&c, "subject", bytes.data, bytes.length, &findings);
        fuzz_expect(c.doc, "the case to run a template on");
        ids_rebuild(c.doc);
        findings_free(&findings);
        buf_free(&bytes);
    }
    return xmlDocGetRootElement(c.doc);
}

static struct report_facts *facts(void) {
    static struct report_facts made = {.functions = {.today = "2026-11-24"}};
    struct error error = ERROR_EMPTY;
    if (!made.labels)
        fuzz_expect(labels_read(&made.labels, fuzz_datadir(), &error), "the labels");
    return &made;
}

/* The partial `zelf` is the template itself, `stuk` a fixed one. */
static bool partial(const void *data, const char *name, struct buf *text, char **path, struct error *error) {
    const struct fuzz_input *template = data;
    (void)error;
    if (strcmp(name, "zelf") == 0)
        buf_add(text, template->bytes, template->length);
    else if (strcmp(name, "stuk") == 0)
        buf_add_string(text, "- {{naam}}\n  {{{tekst}}}\n");
    else
        return false;
    *path = strdup(name);
    return *path != NULL;
}

static void check_problems(const struct error *problem, size_t length) {
    for (; problem && problem->kind != ERROR_NONE; problem = problem->next) {
        fuzz_expect(problem->line > 0 && problem->column > 0 && problem->file && problem->text,
                    "what is wrong with a template has a place and a sentence");
        fuzz_expect(problem->line <= length + 10 && problem->column <= length + 10, "a place in the file");
    }
}

void fuzz_template(struct fuzz_input input) {
    struct graft graft = {0};
    struct template_output markdown = {graft_value, graft_prose, graft_said, &graft};
    (void)fuzz_choose(&input, 2); /* the corpus has a byte for it */
    struct template_dialect dialect = {&report_functions, NULL, partial, &input};
    struct error problems = ERROR_EMPTY;
    struct error error = ERROR_EMPTY;
    struct buf out = BUF_EMPTY;
    struct buf source = BUF_EMPTY;
    buf_add(&source, input.bytes, input.length);
    struct template *compiled = template_compile("fuzz", &source, &dialect, &problems, &error);
    fuzz_expect(compiled || problems.kind != ERROR_NONE || error.kind != ERROR_NONE, "a reason");
    check_problems(&problems, input.length);
    if (compiled) {
        bool done = template_render(compiled, subject(), facts(), &markdown, &out, &error);
        fuzz_expect_error(done, &error);
        struct markdown report = {0};
        if (done)
            graft_read(&graft, &out, &report);
        markdown_free(&report);
    }
    graft_free(&graft);
    buf_free(&source);
    error_clear(&error);
    buf_free(&out);
    error_clear(&problems);
    template_free(compiled);
}
