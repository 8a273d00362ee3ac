/* hgw-render: makes reports of cases.
 *
 *   case ─▶ check ─▶ consent ─▶ audience filter ─▶ template ─▶ Markdown ─▶ ODT, HTML (src/report/render.c)
 *
 * What a report says is data (templates/), who may see what is src/case/audience.c, where a document goes
 * is src/report/deliver.c. */
#include "base/file.h"
#include "base/process.h"
#include "output/output.h"
#include "report/render.h"
#include "report/report.h"

#include <stdio.h>

struct settings {
    struct common_options common;
    struct render_options render;
    const char *to, *from;
    bool list, print_reference;
    struct renderer *renderer; /* NULL: the files are Markdown */
};

static const struct cli_option rows[] = {
    {'r', "report", FIELD(render.report), N_("VERSLAG"), N_("welk verslag (zonder: verslag)")},
    {0, "template", FIELD(render.template_path), N_("BESTAND"), N_("gebruik dit sjabloon")},
    {0, "list-reports", FIELD(list), NULL, N_("toon de verslagen, voor wie ze zijn en hoe ze heten")},
    {0, "for", FIELD(render.readers), N_("LEZERS"),
     N_("alleen wat ook deze lezers mogen zien: ouders, leerling, school, extern of intern")},
    {0, "reader", FIELD(render.person), N_("ID"), N_("de ene persoon die het zal lezen")},
    {'t', "to", FIELD(to), "md|odt|html", N_("de vorm (zonder: volgens de naam na -o, anders md)")},
    {'o', "output", FIELD(render.output), N_("BESTAND"), N_("schrijf naar dit bestand")},
    {0, "output-dir", FIELD(render.directory), N_("MAP"), N_("schrijf voor elke casus een bestand in deze map")},
    {'f', "force", FIELD(render.force), NULL, N_("vervang een bestand dat er al is")},
    {0, "reference-doc", FIELD(render.reference), N_("BESTAND"),
     N_("neem stijlen, bladspiegel en logo van het ODT-verslag uit deze .odt of .ott")},
    {0, "print-reference-doc", FIELD(print_reference), NULL,
     N_("maak een .odt die elke stijl toont en noemt, om er een huisstijl van te maken")},
    {0, "from", FIELD(from), "markdown", N_("BESTAND is al een verslag in Markdown en krijgt alleen een andere vorm")},
    {0, "pseudonymise", FIELD(render.pseudonymise), NULL, N_("zet rollen in de plaats van namen")},
    {0, "resource-path", LIST(render.resources), N_("MAP"), N_("haal afbeeldingen ook hieruit; mag meer dan één keer")},
    {0, "check-template", FIELD(render.check_template), NULL, N_("zeg alleen wat er mis is met het sjabloon")},
    {0, "without-consent", FIELD(render.without_consent), NULL,
     N_("maak het verslag ook zonder toestemming; dat staat er dan in")},
    COMMON_OPTIONS,
};

/* `path`: the Markdown that the lines are those of; NULL when the user does not have it. */
static void show_warnings(const struct warnings *warnings, const char *path) {
    for (size_t i = 0; i < warnings->count; i++) {
        const struct warning *one = &warnings->items[i];
        AUTO(mem_free)
        char *text =
            path && one->line > 0 ? text_format("%s:%zu: %s", path, one->line, one->text) : mem_strdup(one->text);
        process_say("hgw-render", text);
    }
    if (warnings->more > 0)
        fprintf(stderr, _("%s: en nog %zu zulke meldingen\n"), "hgw-render", warnings->more);
}

/* What is wrong with a template, which is freed: the result of --check-template, else the reason why it stops. */
static int show_problems(struct error *problems, const char *level, FILE *stream) {
    bool none = problems->kind == ERROR_NONE;
    for (const struct error *problem = none ? NULL : problems; problem; problem = problem->next) {
        AUTO(buf_free) struct buf line = BUF_EMPTY;
        printable_printf(&line, "%s:%zu:%zu: %s: %s", problem->file, problem->line, problem->column, level,
                         error_text(problem));
        fprintf(stream, "%s\n", line.data);
    }
    error_clear(problems);
    return !none;
}

/* One file, from reading to writing. A closed pipe ends it all. */
static bool render_file(struct batch *batch, const char *path, struct error *error) {
    const struct settings *settings = batch->data;
    AUTO(rendered_free) struct rendered rendered = {0};
    bool ok = settings->from ? render_markdown(&settings->render, path, &rendered, error)
                             : render_case(settings->renderer, path, &rendered, error);
    if (rendered.checked.refused || rendered.warnings.count > 0)
        batch_clear(batch);
    if (ok && rendered.checked.refused) {
        print_refusal(&rendered.checked);
        batch->status = batch->status > 0 ? batch->status : 1;
    } else if (ok) {
        deliver(&settings->render, renderer_name(settings->renderer), path, batch->number, &rendered.bytes, error);
        show_warnings(&rendered.warnings, settings->from ? path : NULL);
    }
    return error->kind != ERROR_PIPE;
}

/* Makes and delivers them all. Returns the worst exit status of a file. */
static int render(struct settings *settings, const char *const *files, size_t count, struct error *error) {
    const struct render_options *options = &settings->render;
    struct error problems = ERROR_EMPTY;
    struct renderer *renderer = settings->renderer = settings->from ? NULL : renderer_open(options, &problems, error);
    struct batch batch = {.program = "hgw-render", .file = render_file, .data = settings};
    batch.status = show_problems(&problems, "error", stderr);
    if ((renderer || settings->from) && delivery_check(options, renderer_name(renderer), files, count, error))
        batch_run(&batch, files, count, error);
    error_clear(&batch.wrong);
    if (HGW_FREES)
        renderer_close(&renderer);
    return batch.status;
}

/* Whether the options go together. */
static bool suits(const struct settings *settings, size_t operands, struct error *error) {
    const struct render_options *options = &settings->render;
    /* what asks something of the case: in Markdown its text stands by now, names and all */
    const char *about_case = options->report            ? "--report"
                             : options->template_path   ? "--template"
                             : options->readers         ? "--for"
                             : options->person          ? "--reader"
                             : options->pseudonymise    ? "--pseudonymise"
                             : options->without_consent ? "--without-consent"
                                                        : NULL;
    const struct usage_rule rules[] = {
        {options->report && options->template_path, N_("Geef -r of --template, niet allebei."), NULL},
        {settings->from && about_case,
         N_("%s kan niet samen met --from=markdown: dat begint van een verslag, niet van een casus."), about_case},
        {settings->print_reference &&
             (operands > 0 || settings->from || about_case || options->directory || options->resources.count > 0 ||
              (settings->to && strcmp(settings->to, "odt") != 0)),
         N_("--print-reference-doc maakt een ODT van zichzelf: geef er geen casus of verslag bij, hooguit -o, -f en "
            "--reference-doc."),
         NULL},
    };
    return usage_check(rules, sizeof rules / sizeof rules[0], error);
}

static int run(void *data, const struct start *start, struct error *error) {
    struct settings *settings = data;
    struct render_options *options = &settings->render;
    options->datadir = &start->datadir;
    options->date = start->today;
    options->lang = start->lang;
    if (!suits(settings, start->operand_count, error))
        return 0;
    /* a document that shows every style, in our own look or in that of --reference-doc */
    if (settings->print_reference) {
        AUTO(mem_free) char *path = datadir_find(&start->datadir, "templates/odt/huisstijl.md", error);
        options->format = RENDER_ODT;
        settings->from = "markdown";
        return path ? render(settings, (const char *const[]){path}, 1, error) : 0;
    }
    if (settings->list) {
        AUTO(buf_free) struct buf out = BUF_EMPTY;
        if (report_list(&start->datadir, terminal_width(stdout), &out, error))
            stdout_write(out.data, out.length, error);
        return 0;
    }
    if (options->check_template) {
        struct error problems = ERROR_EMPTY;
        AUTO(renderer_close) struct renderer *renderer = renderer_open(options, &problems, error);
        int status = show_problems(&problems, renderer ? "warning" : "error", stdout);
        return renderer ? 0 : status;
    }
    if (!delivery_format(settings->to, options->output, &options->format, error))
        return 0;
    if (options->format != RENDER_ODT && team_gave(&start->team, options->reference))
        options->reference = NULL;
    return render(settings, start->operands, start->operand_count, error);
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    const struct program program = {"hgw-render", N_("[BESTAND …]"), N_("Maakt een verslag van een casus."), rows, run};
    return program_main(&program, &settings, argc, argv);
}
