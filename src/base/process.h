/* process: how each of the programs starts and ends: its options, the settings of the team, and what it asks of the
 * process it runs in. */
#pragma once

#include "base/base.h"
#include "base/file.h"

#include <stdio.h>

/* options: one table of them gives the parsing (getopt_long) and the --help text, of which shell completions are made
 * (tools/completions). This is a row; COMMON_OPTIONS are the last of each table. */
struct cli_option {
    char letter;      /* short name, or '\0' */
    const char *name; /* long name, without the dashes */
    struct cli_field {
        size_t offset; /* in the program's settings: of a bool for a flag, which becomes true; else of a const char *
                          that points into argv, the last one counts */
        bool list;     /* of a struct files, freed by options_free: the option may be repeated */
    } field;
    const char *argument; /* its argument, as the help names it (Dutch msgid, in capitals); or the only ones allowed,
                             with '|' between; NULL for a flag */
    const char *help;     /* what it does: one line (Dutch msgid) */
};

/* What is common to the programs: the first field of each program's settings. */
struct common_options {
    bool help;           /* -h --help */
    bool version;        /* -V --version */
    const char *lang;    /* --lang: "nl", "en" or NULL */
    const char *color;   /* --color: "auto", "always", "never" or NULL (auto) */
    const char *date;    /* -d --date: not checked yet (base/base.h), or NULL */
    const char *datadir; /* --data-dir, or NULL */
};

/* The field of a row, in settings that are a `struct settings`, of which the first field is `common`. */
#define FIELD(field)                                                                                                   \
    { offsetof(struct settings, field), false }
#define LIST(field)                                                                                                    \
    { offsetof(struct settings, field), true }

#define COMMON_OPTIONS                                                                                                 \
    {'d', "date", FIELD(common.date), N_("JJJJ-MM-DD"), N_("doe alsof het vandaag deze dag is")},                      \
        {0, "data-dir", FIELD(common.datadir), N_("MAP"), N_("zoek schemas/ en templates/ eerst in deze map")},        \
        {0, "lang", FIELD(common.lang), "nl|en", N_("taal van de boodschappen")},                                      \
        {0, "color", FIELD(common.color), "auto|always|never", N_("kleuren op het scherm")},                           \
        {'h', "help", FIELD(common.help), NULL, N_("toon deze hulp")},                                                 \
        {'V', "version", FIELD(common.version), NULL, N_("toon de versie")}, {                                         \
        .name = NULL                                                                                                   \
    }

struct start; /* below */

/* A program, as its help describes it. */
struct program {
    const char *name;                 /* "hgw-check" */
    const char *operands;             /* "[BESTAND …]" (Dutch msgid), or "" */
    const char *purpose;              /* one line (Dutch msgid) */
    const struct cli_option *options; /* its own rows, then COMMON_OPTIONS */
    /* What it does, once it is started; returns the exit status, as far as no error says it. */
    int (*run)(void *settings, const struct start *start, struct error *error);
};

/* Reads argv into `settings` (zeroed, or with defaults, by the caller). `first` becomes the index of the
 * first operand. An unknown option, a missing argument or a value that is not allowed is a usage error that
 * names it, with what was probably meant. */
bool options_parse(const struct program *program, void *settings, int argc, char **argv, int *first,
                   struct error *error);

/* Frees the lists in the settings. */
void options_free(const struct program *program, void *settings);

/* Something about options and operands that do not go together. */
struct usage_rule {
    bool wrong;
    const char *sentence; /* Dutch msgid, with %s for: */
    const char *about;
};

/* False with ERROR_USAGE: one is wrong; the first is said. */
bool usage_check(const struct usage_rule *rules, size_t count, struct error *error);

/* The --help text, in the message language, in lines of at most `width` columns. */
void options_help(const struct program *program, size_t width, struct buf *out);

/* team: the options that a team always wants stand in a file of the user, hgw/instellingen in XDG_CONFIG_HOME (or
 * ~/.config): a line `option value` each, as on the command line, which wins. A value goes on to the end of its line; a
 * line that begins with # says nothing. A relative path begins where the file is, and ~/ in the home directory. Start
 * with `struct team team = {0};`. */
struct team {
    char *path;          /* the file; NULL: there is none. Owned. */
    struct files values; /* what it gave this program. Owned. */
};

/* Reads the file into the program's settings; an option that only other programs have is passed by. False: it cannot be
 * read (ERROR_IO), or some line is wrong (ERROR_USAGE, with its place). */
bool team_read(struct team *team, const struct program *program, void *settings, struct error *error);
void team_free(struct team *team);

/* True when this value of an option is the team's, and was not on the command line. */
bool team_gave(const struct team *team, const char *value);

/* --- start and end --- */

/* What a start gives. */
struct start {
    struct datadir datadir; /* where the data files are. Owned. */
    struct team team;       /* the team's settings, which stand in the program's own already. Owned. */
    enum lang lang;         /* the language of messages, already in use */
    char today[DATE_SIZE];  /* the day of --date, or of the clock */
    const char *const *operands;
    size_t operand_count;
};

/* All that main() does. Calls process_start, reads the team's settings and argv into `settings` (see options_parse; its
 * first field is a struct common_options), picks the message language, finds the data directories, and runs the
 * program; with --help or --version that is printed instead. A usage error is in the language that stands before it. At
 * last it closes standard output, and prints what went wrong as process_complain does. Returns the exit status. */
int program_main(const struct program *program, void *settings, int argc, char **argv);

/* Memory that is out ends the program, here and in libraries (base/memory.h); a closed pipe and a file that may not
 * grow become an error instead of a signal; a crash leaves no core file. */
void process_start(const char *program);

/* True when `stream` may get colours: --color=always, or auto (NULL) with a terminal, TERM other than dumb,
 * and no NO_COLOR in the environment (no-color.org). */
bool color_wanted(const char *option, FILE *stream);

/* True when the file at `path` is a terminal, such as /dev/tty or /dev/stdout before a screen. */
bool path_is_terminal(const char *path);

/* The columns of the terminal that the stream is, at least 40; 0: it is none, or does not say. */
size_t terminal_width(FILE *stream);

/* Prints "PROGRAM: text" on standard error, without what a terminal would take as a command. */
void process_say(const char *program, const char *text);

/* Prints lines that are fit for a terminal on standard error. */
void process_print(const struct buf *lines);

/* Prints what went wrong as "PROGRAM: error" on standard error; nothing for no error or a closed pipe. */
void process_complain(const char *program, const struct error *error);

/* A job that is done for many files, one after the other. Start with `struct batch batch = {"hgw-check", …};`. */
struct batch {
    const char *program; /* for what is told */
    /* Does it for one. What went wrong with that file is complained of, and the next one follows; false: all ends with
     * that error. It may raise the status, and must call batch_clear before it prints. */
    bool (*file)(struct batch *batch, const char *path, struct error *error);
    void *data;           /* of who gives the job */
    bool cases;           /* a directory stands for the cases in it */
    size_t number;        /* of the file at hand, from 1 */
    int status;           /* the worst exit status until now */
    struct error wrong;   /* all that was complained of. Owned; freed with error_clear. */
    double next_progress; /* when a line that says how far it has come is due */
    bool progress_shown;
};

/* Does the job; without names for standard input, which may be no terminal then. False: it ended before the last file,
 * or "-" is among the names more than once. */
bool batch_run(struct batch *batch, const char *const *names, size_t count, struct error *error);

/* Takes away the line that says how far it has come. */
void batch_clear(struct batch *batch);

/* True while the process with this number is there, whoever it belongs to. */
bool process_alive(long number);
