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
    struct skeleton_options skeleton;
    const char *output, *from;
    bool list;
};

#define FIELD(field)                                                                                                   \
    { offsetof(struct settings, field), false }

static const struct cli_option rows[] = {
    {'o', "output", FIELD(output), N_("BESTAND"),
     N_("schrijf naar dit bestand; een bestand dat er al is, blijft zoals het is")},
    {'p', "phase", FIELD(skeleton.phase), PHASES,
     N_("de onderdelen die deze fase nodig heeft (zonder: vraagverheldering)")},
    {0, "name", FIELD(skeleton.name), N_("NAAM"), N_("de naam van de leerling")},
    {0, "born", FIELD(skeleton.born), N_("JJJJ-MM-DD"), N_("de geboortedatum van de leerling")},
    {0, "from", FIELD(from), N_("CASUS"), N_("volg deze casus op: neem over wat blijft gelden")},
    {0, "bare", FIELD(skeleton.bare), NULL, N_("zonder uitleg erbij")},
    {0, "schema-link", FIELD(skeleton.schema_link), NULL, N_("met de regel waarmee een editor de grammatica vindt")},
    {0, "list", FIELD(list), NULL, N_("toon de fasen en hun onderdelen, en schrijf geen casus")},
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

static bool make_case(const struct settings *settings, const struct datadir *datadir, struct buf *out,
                      struct error *error) {
    char today[DATE_SIZE];
    struct skeleton_options options = settings->skeleton;
    struct earlier earlier = {0};
    bool ok = date_today(settings->common.date, today, error);
    options.datadir = datadir;
    options.today = today;
    if (ok && settings->from) {
        ok = earlier_open(&earlier, datadir, settings->from, error);
        print_findings(&earlier);
        options.from = &earlier.c;
        options.grammar = &earlier.grammar;
    }
    ok = ok && skeleton_make(&options, out, error);
    earlier_close(&earlier);
    return ok;
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    struct start start = {0};
    struct error error = ERROR_EMPTY;
    struct buf out = BUF_EMPTY;
    bool started = program_start(&program, &settings, argc, argv, &start, &error);
    if (started && start.first < argc)
        error_set(&error, ERROR_USAGE,
                  _("Dit programma leest geen bestand: „%s” is te veel. Schrijf met -o naar een bestand."),
                  argv[start.first]);
    else if (started && settings.list) {
        if (skeleton_list(&start.datadir, &out, &error))
            stdout_write(out.data, out.length, &error);
    } else if (started && make_case(&settings, &start.datadir, &out, &error))
        file_write(settings.output ? settings.output : "-", out.data, out.length, HGW_KEEP, &error);
    buf_free(&out);
    return program_end(&program, &start, 0, &error);
}
