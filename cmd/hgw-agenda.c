/* hgw-agenda: all dates of many cases in one list.
 *
 *   schemas/agenda.tsv ─▶ kinds of dates ┐
 *   cases ───────────────────────────────┴▶ dates ─▶ in order ─▶ one of the formats       (src/agenda/) */
#include "agenda/agenda.h"
#include "base/base.h"
#include "base/file.h"
#include "base/process.h"

struct settings {
    struct common_options common;
    struct agenda_options agenda;
    const char *format;
};

#define FIELD(field)                                                                                                   \
    { offsetof(struct settings, field), false }

static const struct cli_option rows[] = {
    {0, "from", FIELD(agenda.from), N_("JJJJ-MM-DD"), N_("vanaf deze dag (zonder: vandaag, en wat te laat is)")},
    {0, "until", FIELD(agenda.until), N_("JJJJ-MM-DD"), N_("tot en met deze dag (zonder: een jaar ver)")},
    {0, "for", FIELD(agenda.whose), N_("WIE"), N_("alleen wat deze persoon aangaat (id), of wie deze rol heeft")},
    {'t', "to", FIELD(format), AGENDA_FORMATS, N_("de vorm van de lijst (zonder: text)")},
};

static const struct program program = {"hgw-agenda", N_("BESTAND|MAP …"),
                                       N_("Zet alle datums van veel casussen in één lijst."), rows,
                                       sizeof rows / sizeof rows[0]};

/* Adds each case; one that cannot be read is complained of, and the others go on. */
static bool add_cases(struct agenda *agenda, size_t count, const char *const *names, int *status, struct error *error) {
    struct progress progress = {0};
    struct error unread = ERROR_EMPTY;
    struct files files = {0};
    bool ok = true;
    files_find(&files, names, count, &unread);
    process_complain(program.name, &unread);
    *status = error_status(&unread);
    error_clear(&unread);
    for (size_t i = 0; ok && i < files.count; i++) {
        struct error wrong = ERROR_EMPTY, own = ERROR_EMPTY;
        progress_show(&progress, program.name, i, files.count);
        if (!agenda_add(agenda, files.names[i], &wrong, &own) && own.kind != ERROR_IO) {
            *error = own;
            ok = false;
            continue;
        }
        if (own.kind != ERROR_NONE || wrong.kind != ERROR_NONE)
            progress_clear(&progress);
        *status = own.kind != ERROR_NONE ? 2 : wrong.kind != ERROR_NONE && *status == 0 ? 1 : *status;
        process_complain(program.name, &own);
        process_complain(program.name, &wrong);
        error_clear(&own);
        error_clear(&wrong);
    }
    progress_clear(&progress);
    files_free(&files);
    return ok;
}

static int list(const struct settings *settings, const struct start *start, size_t count, const char *const *files,
                struct error *error) {
    int status = 0;
    char today[DATE_SIZE], day[DATE_SIZE];
    struct agenda agenda = {.options = settings->agenda};
    const struct agenda_options *options = &settings->agenda;
    struct buf out = BUF_EMPTY;
    agenda.options.datadir = &start->datadir;
    agenda.options.lang = start->lang;
    agenda.options.today = today;
    if (count == 0)
        error_set(error, ERROR_USAGE, _("Geef een of meer casussen op, bijvoorbeeld: %s *.hgw.xml"), program.name);
    else if (options->from && options->until && date_today(options->from, day, error) &&
             date_today(options->until, day, error) && strcmp(options->from, options->until) > 0)
        error_set(error, ERROR_USAGE, _("De dag van --from komt na die van --until."));
    else if (files_check(files, count, error) && (!options->from || date_today(options->from, day, error)) &&
             (!options->until || date_today(options->until, day, error)) &&
             date_today(settings->common.date, today, error) && agenda_open(&agenda, error) &&
             add_cases(&agenda, count, files, &status, error)) {
        if (options->whose && !agenda.whose_known && status < 2)
            error_set(error, ERROR_USAGE, _("Niemand in deze casussen heeft „%s” als id of als rol."), options->whose);
        agenda_sort(&agenda);
        agenda_write(&agenda, settings->format, terminal_width(stdout), &out);
        if (error->kind == ERROR_NONE && out.length > 0)
            stdout_write(out.data, out.length, error);
    }
    buf_free(&out);
    agenda_close(&agenda);
    return status;
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    struct start start = {0};
    struct error error = ERROR_EMPTY;
    int status = 0;
    if (program_start(&program, &settings, argc, argv, &start, &error))
        status = list(&settings, &start, (size_t)(argc - start.first), (const char *const *)argv + start.first, &error);
    return program_end(&program, &start, status, &error);
}
