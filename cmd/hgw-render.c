/* hgw-render: makes reports of cases.
 *
 *   case ─▶ check ─▶ consent ─▶ audience filter ─▶ template ─▶ Markdown ─▶ ODT, HTML (src/render/render.c)
 *
 * What a report says is data (templates/), who may see what is src/casefile/audience.c, where a document goes
 * is src/render/deliver.c, many files are src/render/batch.c. */
#include "base/date.h"
#include "base/fileio.h"
#include "base/printable.h"
#include "base/process.h"
#include "base/program.h"
#include "check/output.h"
#include "render/batch.h"
#include "render/report.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct settings {
    struct hgw_common_options common;
    const char *report, *template, *audience, *reader, *to, *output, *directory, *reference, *from;
    struct hgw_option_list resources;
    bool list, force, print_reference, pseudonymise, check_template, without_consent;
};

#define FIELD(field) offsetof(struct settings, field)

static const struct hgw_option rows[] = {
    {'r', "report", HGW_OPTION_TEXT, FIELD(report), N_("VERSLAG"), NULL, HGW_COMPLETE_REPORT,
     N_("welk verslag (zonder: verslag)")},
    {0, "template", HGW_OPTION_TEXT, FIELD(template), N_("BESTAND"), NULL, HGW_COMPLETE_FILE,
     N_("gebruik dit sjabloon")},
    {0, "list-reports", HGW_OPTION_FLAG, FIELD(list), NULL, NULL, HGW_COMPLETE_NOTHING,
     N_("toon de verslagen, voor wie ze zijn en hoe ze heten")},
    {0, "for", HGW_OPTION_TEXT, FIELD(audience), N_("LEZERS"), NULL, HGW_COMPLETE_NOTHING,
     N_("alleen wat ook deze lezers mogen zien: ouders, leerling, school, extern of intern")},
    {0, "reader", HGW_OPTION_TEXT, FIELD(reader), N_("ID"), NULL, HGW_COMPLETE_NOTHING,
     N_("wie het zal lezen: wat niet voor die persoon is, valt weg")},
    {'t', "to", HGW_OPTION_TEXT, FIELD(to), N_("VORM"), "md|odt|html", HGW_COMPLETE_CHOICES,
     N_("de vorm (zonder: volgens de naam na -o, anders md)")},
    {'o', "output", HGW_OPTION_TEXT, FIELD(output), N_("BESTAND"), NULL, HGW_COMPLETE_FILE,
     N_("schrijf naar dit bestand")},
    {0, "output-dir", HGW_OPTION_TEXT, FIELD(directory), N_("MAP"), NULL, HGW_COMPLETE_DIRECTORY,
     N_("schrijf voor elke casus een bestand in deze map")},
    {'f', "force", HGW_OPTION_FLAG, FIELD(force), NULL, NULL, HGW_COMPLETE_NOTHING,
     N_("vervang een bestand dat er al is")},
    {0, "reference-doc", HGW_OPTION_TEXT, FIELD(reference), N_("BESTAND"), NULL, HGW_COMPLETE_FILE,
     N_("neem stijlen, bladspiegel en logo van het ODT-verslag uit deze .odt of .ott")},
    {0, "print-reference-doc", HGW_OPTION_FLAG, FIELD(print_reference), NULL, NULL, HGW_COMPLETE_NOTHING,
     N_("maak een .odt die elke stijl toont en noemt, om er een huisstijl van te maken")},
    {0, "from", HGW_OPTION_TEXT, FIELD(from), N_("SOORT"), "markdown", HGW_COMPLETE_CHOICES,
     N_("BESTAND is al een verslag in Markdown en krijgt alleen een andere vorm")},
    {0, "pseudonymise", HGW_OPTION_FLAG, FIELD(pseudonymise), NULL, NULL, HGW_COMPLETE_NOTHING,
     N_("zet rollen in de plaats van namen")},
    {0, "resource-path", HGW_OPTION_LIST, FIELD(resources), N_("MAP"), NULL, HGW_COMPLETE_DIRECTORY,
     N_("haal afbeeldingen ook hieruit; mag meer dan één keer")},
    {0, "check-template", HGW_OPTION_FLAG, FIELD(check_template), NULL, NULL, HGW_COMPLETE_NOTHING,
     N_("zeg alleen wat er mis is met het sjabloon")},
    {0, "without-consent", HGW_OPTION_FLAG, FIELD(without_consent), NULL, NULL, HGW_COMPLETE_NOTHING,
     N_("maak het verslag ook zonder toestemming; dat staat er dan in")},
};

static const struct hgw_program program = {"hgw-render", N_("[BESTAND …]"),
                                           N_("Maakt een verslag van een casus."), rows,
                                           sizeof rows / sizeof rows[0]};

static void complain(const struct hgw_error *error) {
    hgw_process_complain(program.name, error);
}

/* Why an invalid case is refused, as `file:line:column: error: sentence [CODE]`. */
static void show_findings(struct hgw_checked *checked) {
    struct hgw_buf text = HGW_BUF_EMPTY;
    struct hgw_output output = {.out = &text, .filter = {HGW_LEVEL_ERROR, "HGW0", NULL}};
    hgw_output_write(&output, hgw_output_format_find("gcc"), checked);
    fwrite(text.data, 1, text.length, stderr);
    hgw_buf_free(&text);
}

/* `path`: the Markdown that the lines are those of; NULL when the user does not have it. */
static void show_warnings(const struct hgw_warnings *warnings, const char *path) {
    struct hgw_buf text = HGW_BUF_EMPTY;
    for (size_t i = 0; i < warnings->count; i++) {
        hgw_buf_clear(&text);
        if (path && warnings->items[i].line > 0)
            hgw_buf_printf(&text, "%s:%zu: ", path, warnings->items[i].line);
        hgw_buf_add_string(&text, warnings->items[i].text);
        hgw_process_say(program.name, text.data);
    }
    hgw_buf_free(&text);
    if (warnings->more > 0)
        fprintf(stderr, _("%s: en nog %zu zulke meldingen\n"), program.name, warnings->more);
}

/* What is wrong with a template: the result of --check-template, else the reason why it stops. */
static int show_problems(const struct hgw_template_problems *problems, FILE *stream) {
    struct hgw_buf text = HGW_BUF_EMPTY;
    for (size_t i = 0; i < problems->count; i++) {
        const struct hgw_error *problem = &problems->items[i];
        hgw_buf_clear(&text);
        hgw_printable_add_string(&text, problem->file);
        hgw_buf_printf(&text, ":%zu:%zu: error: ", problem->line, problem->column);
        hgw_printable_add_string(&text, hgw_error_text(problem));
        fprintf(stream, "%s\n", text.data);
    }
    hgw_buf_free(&text);
    return problems->count > 0;
}

static bool show_reports(const struct hgw_datadir *datadir, struct hgw_error *error) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    bool ok = hgw_report_list(datadir, &out, error) && hgw_stdout_write(out.data, out.length, error);
    hgw_buf_free(&out);
    return ok;
}

static int render(const struct settings *settings, const struct hgw_render_options *options,
                  const char *const *files, size_t count, struct hgw_error *error) {
    struct hgw_template_problems problems = {0};
    struct hgw_renderer *renderer = settings->from ? NULL : hgw_renderer_open(options, &problems, error);
    int status = show_problems(&problems, stderr);
    if (renderer || settings->from) {
        struct hgw_delivery delivery = {.output = settings->output,
                                        .directory = settings->directory,
                                        .force = settings->force,
                                        .format = options->format,
                                        .report = renderer ? hgw_renderer_name(renderer) : NULL,
                                        .terminal = hgw_is_terminal(stdout),
                                        .anonymous = settings->pseudonymise};
        struct hgw_render_batch batch = {.renderer = renderer,
                                         .options = options,
                                         .delivery = &delivery,
                                         .files = files,
                                         .file_count = count,
                                         .refuse = show_findings,
                                         .warn = show_warnings,
                                         .complain = complain};
        status = hgw_render_batch_run(&batch, error);
    }
    hgw_renderer_close(renderer);
    hgw_template_problems_free(&problems);
    return status;
}

static int check_template(const struct hgw_render_options *options, struct hgw_error *error) {
    struct hgw_template_problems problems = {0};
    hgw_render_check_template(options, &problems, error);
    int status = show_problems(&problems, stdout);
    hgw_template_problems_free(&problems);
    return status;
}

/* The option that asks something of the case: when there is none, its text stands in the Markdown by now,
 * names and all. NULL when there is no such option. */
static const char *case_option(const struct settings *settings) {
    const struct {
        bool given;
        const char *option;
    } options[] = {
        {settings->report != NULL, "--report"},     {settings->template != NULL, "--template"},
        {settings->audience != NULL, "--for"},      {settings->reader != NULL, "--reader"},
        {settings->pseudonymise, "--pseudonymise"}, {settings->without_consent, "--without-consent"}};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        if (options[i].given)
            return options[i].option;
    return NULL;
}

/* True when each option does something for this format: one that does not was meant to. */
static bool suits_format(const struct settings *settings, enum hgw_render_format format,
                         struct hgw_error *error) {
    if (settings->reference && format != HGW_RENDER_ODT)
        return hgw_error_set(error, HGW_ERROR_USAGE,
                             _("--reference-doc dient alleen voor een ODT-verslag: geef er --to=odt bij."));
    if (settings->resources.count > 0 && format == HGW_RENDER_MD)
        return hgw_error_set(error, HGW_ERROR_USAGE,
                             _("--resource-path dient alleen voor ODT en HTML: een verslag in Markdown bevat "
                               "zelf geen afbeeldingen."));
    return true;
}

/* A document that shows every style, in our own look or in that of a reference document. */
static int print_reference(const struct settings *settings, struct hgw_render_options *options, int count,
                           struct hgw_error *error) {
    struct settings document = {.common = settings->common,
                                .output = settings->output,
                                .force = settings->force,
                                .reference = settings->reference,
                                .from = "markdown"};
    options->format = HGW_RENDER_ODT;
    if (count > 0 || settings->from || case_option(settings) || settings->directory ||
        settings->resources.count > 0 || (settings->to && strcmp(settings->to, "odt") != 0)) {
        hgw_error_set(
            error, HGW_ERROR_USAGE,
            _("--print-reference-doc maakt een ODT van zichzelf: geef er geen casus of verslag bij, hooguit "
              "-o, -f en --reference-doc."));
        return 0;
    }
    char *path = hgw_datadir_find(options->datadir, "templates/odt/huisstijl.md", error);
    const char *const files[] = {path};
    int status = path ? render(&document, options, files, 1, error) : 0;
    free(path);
    return status;
}

static int run(const struct settings *settings, const struct hgw_start *start, int argc, char **argv,
               struct hgw_error *error) {
    static const char *const standard_input[] = {"-"};
    char today[HGW_DATE_SIZE];
    size_t count = (size_t)(argc - start->first);
    const char *const *files = count > 0 ? (const char *const *)(argv + start->first) : standard_input;
    struct hgw_render_options options = {.datadir = &start->datadir,
                                         .date = today,
                                         .report = settings->report,
                                         .template_path = settings->template,
                                         .readers = settings->audience,
                                         .person = settings->reader,
                                         .reference = settings->reference,
                                         .resources = settings->resources.items,
                                         .resource_count = settings->resources.count,
                                         .pseudonymise = settings->pseudonymise,
                                         .without_consent = settings->without_consent};
    if (settings->report && settings->template)
        hgw_error_set(error, HGW_ERROR_USAGE, _("Geef -r of --template, niet allebei."));
    else if (settings->from && case_option(settings))
        hgw_error_set(
            error, HGW_ERROR_USAGE,
            _("%s kan niet samen met --from=markdown: dat begint van een verslag, niet van een casus."),
            case_option(settings));
    else if (settings->print_reference) {
        if (hgw_date_today(settings->common.date, today, error))
            return print_reference(settings, &options, argc - start->first, error);
    } else if (settings->list)
        show_reports(&start->datadir, error);
    else if (settings->check_template)
        return check_template(&options, error);
    else if (count == 0 && hgw_is_terminal(stdin))
        hgw_error_set(error, HGW_ERROR_USAGE, _("Geef een casusbestand op, bijvoorbeeld: %s casus.hgw.xml"),
                      program.name);
    else if (hgw_date_today(settings->common.date, today, error) &&
             hgw_delivery_format(settings->to, settings->output, &options.format, error) &&
             suits_format(settings, options.format, error))
        return render(settings, &options, files, count > 0 ? count : 1, error);
    return 0;
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    struct hgw_start start = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    int status = 0;
    hgw_process_start();
    if (hgw_program_start(&program, &settings, argc, argv, &start, &error))
        status = run(&settings, &start, argc, argv, &error);
    hgw_option_list_free(&settings.resources);
    return hgw_program_end(&program, &start, status, &error);
}
