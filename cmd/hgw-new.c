/* hgw-new: writes a case file to start from.
 *
 *   the earlier case (--from) ─▶ earlier ─▶ skeleton ─▶ standard output, or a file that is not there yet
 *        templates/new/casus.xml ───────────▶
 */
#include "base/datadir.h"
#include "base/date.h"
#include "base/fileio.h"
#include "base/options.h"
#include "base/process.h"
#include "base/program.h"
#include "check/output.h"
#include "new/earlier.h"
#include "new/skeleton.h"

#include <stddef.h>
#include <stdio.h>

struct settings {
    struct hgw_common_options common;
    const char *output, *phase, *name, *born, *from;
    bool bare, schema_link, list;
};

#define FIELD(field) offsetof(struct settings, field)

static const struct hgw_option rows[] = {
    {'o', "output", HGW_OPTION_TEXT, FIELD(output), N_("BESTAND"), NULL, HGW_COMPLETE_FILE,
     N_("schrijf naar dit bestand; een bestand dat er al is, blijft zoals het is")},
    {'p', "phase", HGW_OPTION_TEXT, FIELD(phase), N_("FASE"), HGW_PHASES, HGW_COMPLETE_CHOICES,
     N_("de onderdelen die deze fase nodig heeft (zonder: vraagverheldering)")},
    {0, "name", HGW_OPTION_TEXT, FIELD(name), N_("NAAM"), NULL, HGW_COMPLETE_NOTHING,
     N_("de naam van de leerling")},
    {0, "born", HGW_OPTION_TEXT, FIELD(born), N_("JJJJ-MM-DD"), NULL, HGW_COMPLETE_NOTHING,
     N_("de geboortedatum van de leerling")},
    {0, "from", HGW_OPTION_TEXT, FIELD(from), N_("CASUS"), NULL, HGW_COMPLETE_FILE,
     N_("volg deze casus op: neem over wat blijft gelden")},
    {0, "bare", HGW_OPTION_FLAG, FIELD(bare), NULL, NULL, HGW_COMPLETE_NOTHING, N_("zonder uitleg erbij")},
    {0, "schema-link", HGW_OPTION_FLAG, FIELD(schema_link), NULL, NULL, HGW_COMPLETE_NOTHING,
     N_("met de regel waarmee een editor de grammatica vindt")},
    {0, "list", HGW_OPTION_FLAG, FIELD(list), NULL, NULL, HGW_COMPLETE_NOTHING,
     N_("toon de fasen en hun onderdelen, en schrijf geen casus")},
};

static const struct hgw_program program = {"hgw-new", "", N_("Schrijft een casusbestand om mee te beginnen."),
                                           rows, sizeof rows / sizeof rows[0]};

/* Prints why the earlier case is refused, as hgw-check -f gcc does. */
static void print_findings(const struct hgw_earlier *earlier) {
    struct hgw_buf lines = HGW_BUF_EMPTY;
    struct hgw_checked refused = {.c = earlier->c, .findings = earlier->findings}; /* both only lent */
    struct hgw_output output = {.out = &lines, .filter = {.level = HGW_LEVEL_NOTE}};
    hgw_output_write(&output, hgw_output_format_find("gcc"), &refused);
    if (lines.data)
        fputs(lines.data, stderr);
    hgw_buf_free(&lines);
}

static bool write_skeleton(const struct settings *settings, const struct hgw_skeleton_options *options,
                           struct hgw_error *error) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    bool ok =
        hgw_skeleton_make(options, &out, error) &&
        hgw_file_write(settings->output ? settings->output : "-", out.data, out.length, HGW_KEEP, error);
    hgw_buf_free(&out);
    return ok;
}

static bool make_case(const struct settings *settings, const struct hgw_datadir *datadir,
                      struct hgw_error *error) {
    char today[HGW_DATE_SIZE];
    struct hgw_earlier earlier = {0};
    bool ok = hgw_date_today(settings->common.date, today, error);
    if (ok && settings->from) {
        ok = hgw_earlier_open(&earlier, datadir, settings->from, error);
        print_findings(&earlier);
    }
    if (ok) {
        struct hgw_skeleton_options options = {.datadir = datadir,
                                               .phase = settings->phase,
                                               .today = today,
                                               .name = settings->name,
                                               .born = settings->born,
                                               .from = settings->from ? &earlier.c : NULL,
                                               .grammar = &earlier.grammar,
                                               .bare = settings->bare,
                                               .schema_link = settings->schema_link};
        ok = write_skeleton(settings, &options, error);
    }
    hgw_earlier_close(&earlier);
    return ok;
}

static bool show_list(const struct hgw_datadir *datadir, struct hgw_error *error) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    bool ok = hgw_skeleton_list(datadir, &out, error) && hgw_stdout_write(out.data, out.length, error);
    hgw_buf_free(&out);
    return ok;
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    struct hgw_start start = {0};
    struct hgw_error error = HGW_ERROR_EMPTY;
    hgw_process_start();
    if (hgw_program_start(&program, &settings, argc, argv, &start, &error)) {
        if (start.first < argc)
            hgw_error_set(
                &error, HGW_ERROR_USAGE,
                _("Dit programma leest geen bestand: „%s” is te veel. Schrijf met -o naar een bestand."),
                argv[start.first]);
        else if (settings.list)
            show_list(&start.datadir, &error);
        else
            make_case(&settings, &start.datadir, &error);
    }
    return hgw_program_end(&program, &start, 0, &error);
}
