/* hgw-check: says what a case still needs.
 *
 *   case ─▶ load ─▶ grammar ─▶ rules ─▶ waivers ─▶ findings ─▶ one of the formats       (src/rules/check.c)
 *
 * The rules are data (schemas/), a format is one file (src/output/). */
#include "base/file.h"
#include "base/process.h"
#include "output/output.h"

struct settings {
    struct common_options common;
    struct output output;
    struct checker_options checker;
    const char *level, *fail_on, *explain, *copy_rule;
    bool list_rules;
};

#define LEVELS "error|warning|note"

static const struct cli_option rows[] = {
    {'f', "format", FIELD(output.format), OUTPUT_FORMATS, N_("hoe de bevindingen getoond worden (zonder: text)")},
    {'p', "phase", FIELD(output.phase), PHASES, N_("kijk na alsof de casus in deze fase zit")},
    {'l', "level", FIELD(level), LEVELS, N_("toon alleen wat minstens zo zwaar weegt (zonder: note)")},
    {0, "fail-on", FIELD(fail_on), LEVELS, N_("eindig met status 1 vanaf dit niveau (zonder: error)")},
    {'i', "include", FIELD(output.filter.include), N_("CODES"),
     N_("toon alleen deze codes, of wat zo begint (HGW6); met komma's ertussen")},
    {'x', "exclude", FIELD(output.filter.exclude), N_("CODES"), N_("toon deze codes niet, of wat zo begint")},
    {0, "rules", LIST(checker.rules), N_("BESTAND"),
     N_("gebruik ook de regels in dit Schematronbestand; mag meer dan één keer")},
    {0, "list-rules", FIELD(list_rules), NULL, N_("toon alle regels (ook met -f json)")},
    {0, "explain", FIELD(explain), N_("CODE"), N_("leg uit wat deze regel vraagt en waarom, met voorbeelden")},
    {0, "copy-rule", FIELD(copy_rule), N_("CODE"),
     N_("geef deze regel als bestand, om hem te veranderen voor je team")},
    {0, "stdin-name", FIELD(output.stdin_name), N_("NAAM"), N_("de naam voor wat van de standaardinvoer komt")},
    COMMON_OPTIONS,
};

/* Shows one of the lists, and says what is wrong with the team's own rules. */
static void show_list(const struct settings *settings, struct output *output, struct error *error) {
    AUTO(error_clear) struct error lacks = ERROR_EMPTY;
    if (settings->copy_rule ? copy_rule(output, settings->copy_rule, error)
        : settings->explain ? explain_rule(output, settings->explain, error)
                            : list_rules(output, error))
        stdout_write(output->out.data, output->out.length, error);
    if (settings->list_rules && error->kind == ERROR_NONE)
        list_lacks(output->checker, &lacks);
    process_complain("hgw-check", &lacks);
}

static int check(void *data, const struct start *start, struct error *error) {
    const struct settings *settings = data;
    bool lists = settings->list_rules || settings->explain || settings->copy_rule;
    int status = 0;
    struct output output = settings->output;
    struct checker_options options = settings->checker;
    output.filter.level = (enum level)level_named(settings->level);
    output.fail_on = (enum level)level_named(settings->fail_on);
    output.color = color_wanted(settings->common.color, stdout);
    output.width = terminal_width(stdout);
    options.datadir = &start->datadir;
    options.ours = settings->copy_rule;
    options.date = start->today;
    options.lang = start->lang;
    output.checker = checker_open(&options, error);
    if (output.checker && lists)
        show_list(settings, &output, error);
    else if (output.checker)
        status = output_files(&output, start->operands, start->operand_count, error);
    if (HGW_FREES)
        checker_close(output.checker);
    buf_free(&output.out);
    return status;
}

int main(int argc, char **argv) {
    struct settings settings = {.output.format = "text", .level = "note", .fail_on = "error"};
    const struct program program = {"hgw-check", N_("[BESTAND|MAP …]"), N_("Zegt wat een casus nog nodig heeft."), rows,
                                    check};
    return program_main(&program, &settings, argc, argv);
}
