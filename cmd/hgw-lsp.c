/* hgw-lsp: the check and more beside the text, in an editor, while it is typed: a language server on standard input and
 * output (src/lsp/server.h). */
#include "base/process.h"
#include "lsp/server.h"

struct settings {
    struct common_options common;
    const char *level;
    struct server server;
};

static const struct cli_option rows[] = {
    {'p', "phase", FIELD(server.phase), PHASES, N_("kijk na alsof de casus in deze fase zit")},
    {'l', "level", FIELD(level), "error|warning|note", N_("toon alleen wat minstens zo zwaar weegt (zonder: note)")},
    {'i', "include", FIELD(server.filter.include), N_("CODES"),
     N_("toon alleen deze codes, of wat zo begint (HGW6); met komma's ertussen")},
    {'x', "exclude", FIELD(server.filter.exclude), N_("CODES"), N_("toon deze codes niet, of wat zo begint")},
    {0, "rules", LIST(server.options.rules), N_("BESTAND"),
     N_("gebruik ook de regels in dit Schematronbestand; mag meer dan één keer")},
    COMMON_OPTIONS,
};

static int run(void *data, const struct start *start, struct error *error) {
    struct settings *settings = data;
    struct server *server = &settings->server;
    if (start->operand_count > 0) {
        error_set(error, ERROR_USAGE, _("Dit programma leest geen bestand: „%s” is te veel. Een editor start het."),
                  start->operands[0]);
        return 0;
    }
    server->filter.level = (enum level)level_named(settings->level);
    server->options.datadir = &start->datadir;
    server->options.lang = start->lang;
    server->options.date = start->today;
    server->day = settings->common.date;
    server_run(server, error);
    server_close(server);
    return server->status;
}

int main(int argc, char **argv) {
    struct settings settings = {.level = "note"};
    const struct program program = {"hgw-lsp", "", N_("Kijkt een casus na in de editor, terwijl je typt."), rows, run};
    return program_main(&program, &settings, argc, argv);
}
