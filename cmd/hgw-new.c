/* hgw-new: writes a case file to start from.
 *
 *   the earlier case (--from) ─▶ earlier ─▶ skeleton ─▶ standard output, or a file that is not there yet
 *        templates/new/casus.xml ───────────▶
 */
#include "base/base.h"
#include "base/data.h"
#include "base/date.h"
#include "base/file.h"
#include "base/options.h"
#include "base/process.h"
#include "edit/follow_up.h"
#include "edit/skeleton.h"
#include "output/output.h"

#include <stdio.h>

struct settings {
    struct common_options common;
    const char *output, *phase, *name, *born, *from;
    bool bare, schema_link, list;
};

#define FIELD(field) offsetof(struct settings, field)

static const struct cli_option rows[] = {
    {'o', "output", OPTION_TEXT, FIELD(output), N_("BESTAND"),
     N_("schrijf naar dit bestand; een bestand dat er al is, blijft zoals het is")},
    {'p', "phase", OPTION_TEXT, FIELD(phase), PHASES,
     N_("de onderdelen die deze fase nodig heeft (zonder: vraagverheldering)")},
    {0, "name", OPTION_TEXT, FIELD(name), N_("NAAM"), N_("de naam van de leerling")},
    {0, "born", OPTION_TEXT, FIELD(born), N_("JJJJ-MM-DD"), N_("de geboortedatum van de leerling")},
    {0, "from", OPTION_TEXT, FIELD(from), N_("CASUS"), N_("volg deze casus op: neem over wat blijft gelden")},
    {0, "bare", OPTION_FLAG, FIELD(bare), NULL, N_("zonder uitleg erbij")},
    {0, "schema-link", OPTION_FLAG, FIELD(schema_link), NULL,
     N_("met de regel waarmee een editor de grammatica vindt")},
    {0, "list", OPTION_FLAG, FIELD(list), NULL, N_("toon de fasen en hun onderdelen, en schrijf geen casus")},
};

static const struct program program = {"hgw-new", "", N_("Schrijft een casusbestand om mee te beginnen."), rows,
                                       sizeof rows / sizeof rows[0]};

/* Prints why the earlier case is refused, as hgw-check -f gcc does. */
static void print_findings(const struct earlier *earlier) {
    struct checked refused = {.c = earlier->c, .findings = earlier->findings}; /* both only lent */
    struct output output = {.format = "gcc", .filter = {.level = LEVEL_NOTE}};
    output_case(&output, &refused);
    if (output.out.length > 0)
        fputs(output.out.data, stderr);
    buf_free(&output.out);
}

static bool write_skeleton(const struct settings *settings, const struct skeleton_options *options,
                           struct error *error) {
    struct buf out = BUF_EMPTY;
    bool ok = skeleton_make(options, &out, error) &&
              file_write(settings->output ? settings->output : "-", out.data, out.length, HGW_KEEP, error);
    buf_free(&out);
    return ok;
}

static bool make_case(const struct settings *settings, const struct datadir *datadir, struct error *error) {
    char today[DATE_SIZE];
    struct earlier earlier = {0};
    bool ok = date_today(settings->common.date, today, error);
    if (ok && settings->from) {
        ok = earlier_open(&earlier, datadir, settings->from, error);
        print_findings(&earlier);
    }
    if (ok) {
        struct skeleton_options options = {.datadir = datadir,
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
    earlier_close(&earlier);
    return ok;
}

static bool show_list(const struct datadir *datadir, struct error *error) {
    struct buf out = BUF_EMPTY;
    bool ok = skeleton_list(datadir, &out, error) && stdout_write(out.data, out.length, error);
    buf_free(&out);
    return ok;
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    struct start start = {0};
    struct error error = ERROR_EMPTY;
    if (program_start(&program, &settings, argc, argv, &start, &error)) {
        if (start.first < argc)
            error_set(&error, ERROR_USAGE,
                      _("Dit programma leest geen bestand: „%s” is te veel. Schrijf met -o naar een bestand."),
                      argv[start.first]);
        else if (settings.list)
            show_list(&start.datadir, &error);
        else
            make_case(&settings, &start.datadir, &error);
    }
    return program_end(&program, &start, 0, &error);
}
