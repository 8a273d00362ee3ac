/* hgw-agenda: all dates of many cases in one list.
 *
 *   schemas/agenda.tsv ─▶ kinds of dates ┐
 *   cases ───────────────────────────────┴▶ dates ─▶ in order ─▶ one of the formats       (src/agenda/) */
#include "agenda/agenda.h"
#include "base/file.h"
#include "base/process.h"

struct settings {
    struct common_options common;
    struct agenda agenda;
};

static const struct cli_option rows[] = {
    {0, "from", FIELD(agenda.from), N_("JJJJ-MM-DD"), N_("vanaf deze dag (zonder: vandaag, en wat te laat is)")},
    {0, "until", FIELD(agenda.until), N_("JJJJ-MM-DD"), N_("tot en met deze dag")},
    {0, "for", FIELD(agenda.whose), N_("WIE"), N_("alleen wat deze persoon aangaat (id), of wie deze rol heeft")},
    {'t', "to", FIELD(agenda.format), AGENDA_FORMATS, N_("de vorm van de lijst (zonder: text)")},
    COMMON_OPTIONS,
};

/* Adds the dates of one case. */
static bool add_case(struct batch *batch, const char *path, struct error *error) {
    return agenda_add(batch->data, path, error);
}

static bool is_day(const char *option, struct error *error) {
    char day[DATE_SIZE];
    return !option || date_today(option, day, error);
}

static int list(void *data, const struct start *start, struct error *error) {
    struct settings *settings = data;
    struct agenda *agenda = &settings->agenda;
    struct batch batch = {.program = "hgw-agenda", .file = add_case, .data = agenda, .cases = true};
    AUTO(buf_free) struct buf out = BUF_EMPTY;
    const struct usage_rule rules[] = {
        {start->operand_count == 0, N_("Geef een of meer casussen op, bijvoorbeeld: %s *.hgw.xml"), batch.program},
        {agenda->from && agenda->until && strcmp(agenda->from, agenda->until) > 0,
         N_("De dag van --from komt na die van --until."), NULL},
    };
    agenda->datadir = &start->datadir;
    agenda->lang = start->lang;
    agenda->today = start->today;
    agenda->width = terminal_width(stdout);
    if (is_day(agenda->from, error) && is_day(agenda->until, error) && usage_check(rules, 2, error) &&
        agenda_open(agenda, error) && batch_run(&batch, start->operands, start->operand_count, error)) {
        if (agenda->whose && !agenda->whose_known && batch.status < 2)
            error_set(error, ERROR_USAGE, _("Niemand in deze casussen heeft „%s” als id of als rol."), agenda->whose);
        agenda_write(agenda, &out);
        if (error->kind == ERROR_NONE && out.length > 0)
            stdout_write(out.data, out.length, error);
    }
    error_clear(&batch.wrong);
    agenda_close(agenda);
    return batch.status;
}

int main(int argc, char **argv) {
    struct settings settings = {.agenda.format = "text"};
    const struct program program = {"hgw-agenda", N_("BESTAND|MAP …"),
                                    N_("Zet alle datums van veel casussen in één lijst."), rows, list};
    return program_main(&program, &settings, argc, argv);
}
