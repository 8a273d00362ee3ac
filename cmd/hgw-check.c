/* hgw-check: says what a case still needs.
 *
 *   case ─▶ load ─▶ grammar ─▶ rules ─▶ waivers ─▶ findings ─▶ one of the formats       (src/rules/check.c)
 *
 * The rules are data (schemas/), a format is one file (src/output/), many files are
 * src/output/check_files.c.
 */
#include "base/date.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/options.h"
#include "base/process.h"
#include "output/check_files.h"
#include "output/listing.h"

#include <stddef.h>
#include <string.h>

struct settings {
    struct common_options common;
    const char *format, *phase, *level, *fail_on, *include, *exclude, *explain, *stdin_name;
    struct option_list rules;
    bool list_rules;
};

#define FIELD(field) offsetof(struct settings, field)
#define LEVELS "error|warning|note"

static const struct cli_option rows[] = {
    {'f', "format", OPTION_TEXT, FIELD(format), N_("VORM"), OUTPUT_FORMATS,
     N_("hoe de bevindingen getoond worden (zonder: text)")},
    {'p', "phase", OPTION_TEXT, FIELD(phase), N_("FASE"), PHASES, N_("kijk na alsof de casus in deze fase zit")},
    {'l', "level", OPTION_TEXT, FIELD(level), N_("NIVEAU"), LEVELS,
     N_("toon alleen wat minstens zo zwaar weegt (zonder: note)")},
    {0, "fail-on", OPTION_TEXT, FIELD(fail_on), N_("NIVEAU"), LEVELS,
     N_("eindig met status 1 vanaf dit niveau (zonder: error)")},
    {'i', "include", OPTION_TEXT, FIELD(include), N_("CODES"), NULL,
     N_("toon alleen deze codes, of wat zo begint (HGW6); met komma's ertussen")},
    {'x', "exclude", OPTION_TEXT, FIELD(exclude), N_("CODES"), NULL, N_("toon deze codes niet, of wat zo begint")},
    {0, "rules", OPTION_LIST, FIELD(rules), N_("BESTAND"), NULL,
     N_("gebruik ook de regels in dit Schematronbestand; mag meer dan één keer")},
    {0, "list-rules", OPTION_FLAG, FIELD(list_rules), NULL, NULL, N_("toon alle regels (ook met -f json)")},
    {0, "explain", OPTION_TEXT, FIELD(explain), N_("CODE"), NULL,
     N_("leg uit wat deze regel vraagt en waarom, met voorbeelden")},
    {0, "stdin-name", OPTION_TEXT, FIELD(stdin_name), N_("NAAM"), NULL,
     N_("de naam voor wat van de standaardinvoer komt")},
};

static const struct program program = {"hgw-check", N_("[BESTAND …]"), N_("Zegt wat een casus nog nodig heeft."), rows,
                                       sizeof rows / sizeof rows[0]};

static void complain(const struct error *error) {
    process_complain(program.name, error);
}

/* The level that an option names; its choices were checked. */
static enum level level_of(const char *name, enum level otherwise) {
    enum level level = otherwise;
    if (name)
        level_from_name(name, &level);
    return level;
}

/* --list-rules and --explain. */
static bool show_rules(const struct settings *settings, const struct batch *batch, struct error *error) {
    struct buf out = BUF_EMPTY;
    bool json = settings->format && strcmp(settings->format, "json") == 0, ok = true;
    if (settings->explain)
        ok = explain_rule(batch, settings->explain, &out, error);
    else if (settings->format && !json && strcmp(settings->format, "text") != 0)
        ok = error_set(error, ERROR_USAGE, _("--list-rules bestaat in de vormen text en json."));
    else
        (json ? list_json : list_text)(batch->checker, &batch->filter, settings->phase, &out);
    ok = ok && stdout_write(out.data, out.length, error);
    buf_free(&out);
    return ok;
}

/* The files to check: the operands, or standard input. */
static bool choose_files(int count, char **operands, struct batch *batch, struct error *error) {
    static const char *const standard_input[] = {"-"};
    batch->files = count > 0 ? (const char *const *)operands : standard_input;
    batch->file_count = count > 0 ? (size_t)count : 1;
    if (!files_check(batch->files, batch->file_count, error))
        return false;
    for (size_t i = 0; i < batch->file_count; i++)
        if (strcmp(batch->files[i], "-") == 0 && is_terminal(stdin))
            return error_set(error, ERROR_USAGE, _("Geef een casusbestand op, bijvoorbeeld: %s casus.hgw.xml"),
                             program.name);
    return true;
}

static int check(const struct settings *settings, const struct start *start, int argc, char **argv,
                 struct error *error) {
    char today[DATE_SIZE];
    int status = 0;
    struct batch batch = {.stdin_name = settings->stdin_name,
                          .format = settings->format,
                          .phase = settings->phase,
                          .filter = {level_of(settings->level, LEVEL_NOTE), settings->include, settings->exclude},
                          .fail_on = level_of(settings->fail_on, LEVEL_ERROR),
                          .lang = start->lang,
                          .color = color_wanted(settings->common.color, stdout),
                          .width = terminal_width(stdout),
                          .write = stdout_write,
                          .complain = complain};
    struct checker_options options = {.datadir = &start->datadir,
                                      .rule_files = settings->rules.items,
                                      .rule_file_count = settings->rules.count,
                                      .date = today,
                                      .lang = start->lang};
    bool lists = settings->list_rules || settings->explain;
    if ((lists || choose_files(argc - start->first, argv + start->first, &batch, error)) &&
        date_today(settings->common.date, today, error) && (batch.checker = checker_open(&options, error))) {
        if (lists)
            show_rules(settings, &batch, error);
        else
            batch_run(&batch, &status, error);
    }
    checker_close(batch.checker);
    return status;
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    struct start start = {0};
    struct error error = ERROR_EMPTY;
    int status = 0;
    if (program_start(&program, &settings, argc, argv, &start, &error))
        status = check(&settings, &start, argc, argv, &error);
    option_list_free(&settings.rules);
    return program_end(&program, &start, status, &error);
}
