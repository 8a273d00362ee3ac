/* hgw-check: says what a case still needs.
 *
 *   case ─▶ load ─▶ grammar ─▶ rules ─▶ waivers ─▶ findings ─▶ one of the formats       (src/check/check.c)
 *
 * The rules are data (schemas/), a format is one file (src/check/format_*.c), many files are
 * src/check/batch.c.
 */
#include "base/date.h"
#include "base/fileio.h"
#include "base/lang.h"
#include "base/options.h"
#include "base/process.h"
#include "base/program.h"
#include "check/batch.h"
#include "check/listing.h"

#include <stddef.h>
#include <string.h>

struct settings {
    struct hgw_common_options common;
    const char *format, *phase, *level, *fail_on, *include, *exclude, *explain, *stdin_name;
    struct hgw_option_list rules;
    bool list_rules;
};

#define FIELD(field) offsetof(struct settings, field)
#define LEVELS "error|warning|note"

static const struct hgw_option rows[] = {
    {'f', "format", HGW_OPTION_TEXT, FIELD(format), N_("VORM"), HGW_OUTPUT_FORMATS, HGW_COMPLETE_CHOICES,
     N_("hoe de bevindingen getoond worden (zonder: text)")},
    {'p', "phase", HGW_OPTION_TEXT, FIELD(phase), N_("FASE"), HGW_PHASES, HGW_COMPLETE_CHOICES,
     N_("kijk na alsof de casus in deze fase zit")},
    {'l', "level", HGW_OPTION_TEXT, FIELD(level), N_("NIVEAU"), LEVELS, HGW_COMPLETE_CHOICES,
     N_("toon alleen wat minstens zo zwaar weegt (zonder: note)")},
    {0, "fail-on", HGW_OPTION_TEXT, FIELD(fail_on), N_("NIVEAU"), LEVELS, HGW_COMPLETE_CHOICES,
     N_("eindig met status 1 vanaf dit niveau (zonder: error)")},
    {'i', "include", HGW_OPTION_TEXT, FIELD(include), N_("CODES"), NULL, HGW_COMPLETE_CODE,
     N_("toon alleen deze codes, of wat zo begint (HGW6); met komma's ertussen")},
    {'x', "exclude", HGW_OPTION_TEXT, FIELD(exclude), N_("CODES"), NULL, HGW_COMPLETE_CODE,
     N_("toon deze codes niet, of wat zo begint")},
    {0, "rules", HGW_OPTION_LIST, FIELD(rules), N_("BESTAND"), NULL, HGW_COMPLETE_FILE,
     N_("gebruik ook de regels in dit Schematronbestand; mag meer dan één keer")},
    {0, "list-rules", HGW_OPTION_FLAG, FIELD(list_rules), NULL, NULL, HGW_COMPLETE_NOTHING,
     N_("toon alle regels (ook met -f json)")},
    {0, "explain", HGW_OPTION_TEXT, FIELD(explain), N_("CODE"), NULL, HGW_COMPLETE_CODE,
     N_("leg uit wat deze regel vraagt en waarom, met voorbeelden")},
    {0, "stdin-name", HGW_OPTION_TEXT, FIELD(stdin_name), N_("NAAM"), NULL, HGW_COMPLETE_FILE,
     N_("de naam voor wat van de standaardinvoer komt")},
};

static const struct hgw_program program = {"hgw-check", N_("[BESTAND …]"),
                                           N_("Zegt wat een casus nog nodig heeft."), rows,
                                           sizeof rows / sizeof rows[0]};

static void complain(const struct hgw_error *error) {
    hgw_process_complain(program.name, error);
}

/* The level that an option names; its choices were checked. */
static enum hgw_level level_of(const char *name, enum hgw_level otherwise) {
    enum hgw_level level = otherwise;
    if (name)
        hgw_level_from_name(name, &level);
    return level;
}

/* --list-rules and --explain. */
static bool show_rules(const struct settings *settings, const struct hgw_batch *batch,
                       struct hgw_error *error) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    bool json = settings->format && strcmp(settings->format, "json") == 0, ok = true;
    if (settings->explain)
        ok = hgw_explain_rule(batch->checker, settings->explain, &out, error);
    else if (settings->format && !json && strcmp(settings->format, "text") != 0)
        ok = hgw_error_set(error, HGW_ERROR_USAGE, _("--list-rules bestaat in de vormen text en json."));
    else
        (json ? hgw_list_json : hgw_list_text)(batch->checker, &batch->filter, settings->phase, &out);
    ok = ok && hgw_stdout_write(out.data, out.length, error);
    hgw_buf_free(&out);
    return ok;
}

/* The files to check: the operands, or standard input. */
static bool choose_files(int count, char **operands, struct hgw_batch *batch, struct hgw_error *error) {
    static const char *const standard_input[] = {"-"};
    batch->files = count > 0 ? (const char *const *)operands : standard_input;
    batch->file_count = count > 0 ? (size_t)count : 1;
    if (!hgw_files_check(batch->files, batch->file_count, error))
        return false;
    for (size_t i = 0; i < batch->file_count; i++)
        if (strcmp(batch->files[i], "-") == 0 && hgw_is_terminal(stdin))
            return hgw_error_set(error, HGW_ERROR_USAGE,
                                 _("Geef een casusbestand op, bijvoorbeeld: %s casus.hgw.xml"), program.name);
    return true;
}

static int check(const struct settings *settings, const struct hgw_start *start, int argc, char **argv,
                 struct hgw_error *error) {
    char today[HGW_DATE_SIZE];
    int status = 0;
    struct hgw_batch batch = {
        .stdin_name = settings->stdin_name,
        .format = settings->format,
        .phase = settings->phase,
        .filter = {level_of(settings->level, HGW_LEVEL_NOTE), settings->include, settings->exclude},
        .fail_on = level_of(settings->fail_on, HGW_LEVEL_ERROR),
        .lang = start->lang,
        .color = hgw_color_wanted(settings->common.color, stdout),
        .width = hgw_terminal_width(stdout),
        .write = hgw_stdout_write,
        .complain = complain};
    struct hgw_checker_options options = {.datadir = &start->datadir,
                                          .rule_files = settings->rules.items,
                                          .rule_file_count = settings->rules.count,
                                          .date = today,
                                          .lang = start->lang};
    bool lists = settings->list_rules || settings->explain;
    if ((lists || choose_files(argc - start->first, argv + start->first, &batch, error)) &&
        hgw_date_today(settings->common.date, today, error) &&
        (batch.checker = hgw_checker_open(&options, error))) {
        if (lists)
            show_rules(settings, &batch, error);
        else
            hgw_batch_run(&batch, &status, error);
    }
    hgw_checker_close(batch.checker);
    return status;
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    struct hgw_start start = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    int status = 0;
    hgw_process_start();
    if (hgw_program_start(&program, &settings, argc, argv, &start, &error))
        status = check(&settings, &start, argc, argv, &error);
    hgw_option_list_free(&settings.rules);
    return hgw_program_end(&program, &start, status, &error);
}
