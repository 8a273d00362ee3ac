/* hgw-lsp: the check and more beside the text, in an editor, while it is typed: a language server on standard input and
 * output (src/lsp/server.h). */
#include "base/process.h"
#include "lsp/server.h"

struct settings {
    struct common_options common;
    const char *level;
    struct server server;
};

#define FIELD(field)                                                                                                   \
    { offsetof(struct settings, field), false }
#define LIST(field)                                                                                                    \
    { offsetof(struct settings, field), true }

static const struct cli_option rows[] = {
    {'p', "phase", FIELD(server.settings.phase), PHASES, N_("kijk na alsof de casus in deze fase zit")},
    {'l', "level", FIELD(level), "error|warning|note", N_("toon alleen wat minstens zo zwaar weegt (zonder: note)")},
    {'i', "include", FIELD(server.filter.include), N_("CODES"),
     N_("toon alleen deze codes, of wat zo begint (HGW6); met komma's ertussen")},
    {'x', "exclude", FIELD(server.filter.exclude), N_("CODES"), N_("toon deze codes niet, of wat zo begint")},
    {0, "rules", LIST(server.checker.rules), N_("BESTAND"),
     N_("gebruik ook de regels in dit Schematronbestand; mag meer dan één keer")},
};

static const struct program program = {"hgw-lsp", "", N_("Kijkt een casus na in de editor, terwijl je typt."), rows,
                                       sizeof rows / sizeof rows[0]};

static bool run(struct settings *settings, const struct start *start, struct error *error) {
    char today[DATE_SIZE];
    struct server *server = &settings->server;
    level_from_name(settings->level ? settings->level : "note", &server->filter.level);
    server->checker.datadir = server->settings.datadir = &start->datadir;
    server->checker.lang = server->settings.lang = start->lang;
    server->checker.date = today;
    server->settings.day = settings->common.date;
    bool ok = date_today(settings->common.date, today, error) && server_run(server, error);
    server_close(server);
    return ok;
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    struct start start = {0};
    struct error error = ERROR_EMPTY;
    if (program_start(&program, &settings, argc, argv, &start, &error)) {
        if (start.first < argc)
            error_set(&error, ERROR_USAGE,
                      _("Dit programma leest geen bestand: „%s” is te veel. Een editor start het."), argv[start.first]);
        else
            run(&settings, &start, &error);
    }
    option_list_free(&settings.server.checker.rules);
    return program_end(&program, &start, settings.server.status, &error);
}
