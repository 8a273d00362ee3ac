/* hgw-new: writes a case file to start from, or adds to one what the next phase asks, or one piece (edit/edit.h).
 *
 *   the earlier case (--from) ─▶ earlier ─▶ skeleton ─▶ standard output, or a file that is not there yet
 *        templates/new/casus.xml ───────────▶
 */
#include "base/file.h"
#include "base/process.h"
#include "edit/edit.h"
#include "output/output.h"

#include <stdio.h>
#include <sys/stat.h>

struct settings {
    struct common_options common;
    struct skeleton_options skeleton;
    const char *output, *from, *add;
    bool list, next, in_place;
};

static const struct cli_option rows[] = {
    {'o', "output", FIELD(output), N_("BESTAND"),
     N_("schrijf naar dit bestand; een bestand dat er al is, blijft zoals het is")},
    {'p', "phase", FIELD(skeleton.phase), PHASES,
     N_("de onderdelen die deze fase nodig heeft (zonder: vraagverheldering, bij --next de volgende)")},
    {0, "name", FIELD(skeleton.name), N_("NAAM"), N_("de naam van de leerling")},
    {0, "born", FIELD(skeleton.born), N_("JJJJ-MM-DD"), N_("de geboortedatum van de leerling")},
    {0, "author", FIELD(skeleton.author), N_("NAAM"), N_("je eigen naam, als wie dit schrijft")},
    {0, "from", FIELD(from), N_("CASUS"), N_("volg deze casus op: neem over wat blijft gelden")},
    {0, "next", FIELD(next), NULL, N_("zet in BESTAND wat de volgende fase nodig heeft en er nog niet staat")},
    {0, "add", FIELD(add), N_("STUK"), N_("zet in BESTAND een stuk erbij, zoals doel of afspraak (zie --list)")},
    {0, "in-place", FIELD(in_place), NULL, N_("bij --next en --add: schrijf het resultaat in BESTAND zelf")},
    {0, "bare", FIELD(skeleton.bare), NULL, N_("zonder uitleg erbij")},
    {0, "schema-link", FIELD(skeleton.schema_link), NULL, N_("met de regel waarmee een editor de grammatica vindt")},
    {0, "list", FIELD(list), NULL, N_("toon de fasen met hun onderdelen, en de stukken voor --add")},
    COMMON_OPTIONS,
};

/* Says what does not go together. */
static bool check_usage(const struct settings *settings, size_t operands, const char *operand, struct error *error) {
    const struct skeleton_options *skeleton = &settings->skeleton;
    bool edits = settings->next || settings->add;
    const struct usage_rule rules[] = {
        {settings->next && settings->add, N_("Kies --next of --add: samen gaan ze niet."), NULL},
        {!edits && operands > 0,
         N_("Alleen --next en --add lezen een bestand: „%s” is te veel. Schrijf met -o naar een bestand."), operand},
        {!edits && settings->in_place, N_("--in-place hoort bij --next of --add."), NULL},
        {edits && operands != 1, N_("Noem één casusbestand: hgw-new %s BESTAND."),
         settings->next ? "--next" : "--add=STUK"},
        {edits && (settings->from || skeleton->name || skeleton->born || skeleton->schema_link),
         N_("--from, --name, --born en --schema-link zijn voor een nieuwe casus, niet voor --next of --add."), NULL},
        {settings->add && (skeleton->phase || skeleton->bare), N_("--phase en --bare gaan niet samen met --add."),
         NULL},
        {settings->in_place && (settings->output || (operand && strcmp(operand, "-") == 0)),
         N_("--in-place schrijft in het bestand zelf: dat gaat niet met --output of de standaardinvoer."), NULL},
    };
    return usage_check(rules, sizeof rules / sizeof rules[0], error);
}

/* Writes the case back, when nobody else did so in the meantime. */
static bool replace(const struct earlier *earlier, const char *path, const struct buf *out, struct error *error) {
    AUTO(buf_free) struct buf now = BUF_EMPTY;
    struct stat status;
    if (stat(path, &status) == 0 && (status.st_mode & 0222) == 0)
        return error_at(error, ERROR_IO, path, 0, 0, _("dit bestand is alleen om te lezen, en blijft zoals het is"));
    if (!file_read(path, CASE_MAX_BYTES, &now, error))
        return false;
    const struct buf *then = &earlier->bytes;
    if (!then->data || now.length != then->length || memcmp(now.data, then->data, now.length) != 0)
        return error_at(error, ERROR_IO, path, 0, 0,
                        _("Dit bestand is intussen door een ander programma gewijzigd, en blijft zoals het is. Probeer "
                          "het opnieuw."));
    return file_write(path, out->data, out->length, HGW_REPLACE, error);
}

/* Opens the case that is followed up, or changed; prints why it is refused. */
static bool open_earlier(struct earlier *earlier, const struct settings *settings, const char *path,
                         struct error *error) {
    const char *refusal =
        settings->from
            ? N_("Op deze casus kan geen nieuwe volgen zolang hij niet geldig is. Verbeter eerst wat hierboven staat.")
            : N_("Deze casus kan pas aangevuld worden als hij geldig is. Verbeter eerst wat hierboven staat.");
    bool ok = earlier_open(earlier, settings->from ? settings->from : path, _(refusal), error);
    struct checked checked = {.c = earlier->c, .findings = earlier->findings}; /* both only lent */
    print_refusal(&checked);
    return ok;
}

static int run(void *data, const struct start *start, struct error *error) {
    const struct settings *settings = data;
    const struct datadir *datadir = &start->datadir;
    const char *path = start->operands[0];
    struct skeleton_options options = settings->skeleton;
    AUTO(splice_free) struct splice splice = {0};
    AUTO(earlier_close) struct earlier earlier = {0};
    AUTO(buf_free) struct buf out = BUF_EMPTY;
    size_t width = terminal_width(stdout);
    options.datadir = datadir;
    options.today = start->today;
    if (!check_usage(settings, start->operand_count, path, error))
        return 0;
    bool list = settings->list, edits = settings->next || settings->add;
    if (!list && (settings->from || edits) && !open_earlier(&earlier, settings, path, error))
        return 0;
    options.from = settings->from ? &earlier.c : NULL;
    bool ok = list             ? skeleton_list(datadir, width, &out, error) && pieces_list(datadir, width, &out, error)
              : settings->next ? add_phase(&earlier, &options, &splice, &out, error)
              : settings->add  ? add_piece(&earlier, datadir, settings->add, &splice, &out, error)
                               : skeleton_make(&options, &out, error);
    if (ok && settings->in_place && !list)
        replace(&earlier, path, &out, error);
    else if (ok)
        file_write(settings->output && !list ? settings->output : "-", out.data, out.length, HGW_KEEP, error);
    return 0;
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    const struct program program = {"hgw-new", N_("[BESTAND]"),
                                    N_("Schrijft een casusbestand om mee te beginnen, of vult er een aan."), rows, run};
    return program_main(&program, &settings, argc, argv);
}
