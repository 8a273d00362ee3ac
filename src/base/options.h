/* options: one table of options gives the parsing (getopt_long) and the --help text. Shell completions are made
 * from that text (tools/completions). */
#pragma once

#include "base/base.h"

/* One option: a row of the table. */
struct cli_option {
    char letter;      /* short name, or '\0' */
    const char *name; /* long name, without the dashes */
    struct cli_field {
        size_t offset; /* in the program's settings: of a bool for a flag, which becomes true; else of a const char *
                          that points into argv, the last one counts */
        bool list;     /* of a struct option_list: the option may be repeated */
    } field;
    const char *argument; /* its argument, as the help names it (Dutch msgid, in capitals); or the only ones allowed,
                             with '|' between; NULL for a flag */
    const char *help;     /* what it does: one line (Dutch msgid) */
};

/* The arguments of an option that may be repeated. */
struct option_list {
    const char **items; /* point into argv; the array is freed by option_list_free */
    size_t count;
};

void option_list_free(struct option_list *list);

/* What is common to the programs: the first field of each program's settings. */
struct common_options {
    bool help;           /* -h --help */
    bool version;        /* -V --version */
    const char *lang;    /* --lang: "nl", "en" or NULL */
    const char *color;   /* --color: "auto", "always", "never" or NULL (auto) */
    const char *date;    /* -d --date: not checked yet (base/base.h), or NULL */
    const char *datadir; /* --data-dir, or NULL */
};

/* The rows of the common options, for settings whose first field is a struct common_options. */
extern const struct cli_option common_option_rows[];
extern const size_t common_option_count;

/* A program, as its help describes it. */
struct program {
    const char *name;                 /* "hgw-check" */
    const char *operands;             /* "[BESTAND …]" (Dutch msgid), or "" */
    const char *purpose;              /* one line (Dutch msgid) */
    const struct cli_option *options; /* its own rows; the common rows are added by themselves */
    size_t option_count;
};

/* Reads argv into `settings` (zeroed, or with defaults, by the caller). `first` becomes the index of the
 * first operand. An unknown option, a missing argument or a value that is not allowed is a usage error that
 * names it, with what was probably meant. */
bool options_parse(const struct program *program, void *settings, int argc, char **argv, int *first,
                   struct error *error);

/* The row with this long name; NULL: the program has no such option. */
const struct cli_option *option_find(const struct program *program, const char *name);

/* Puts a value where the option's row says. False: it is not one of the choices (ERROR_USAGE). */
bool option_store(const struct cli_option *row, void *settings, const char *value, struct error *error);

/* The --help text, in the message language, in lines of at most `width` columns. */
void options_help(const struct program *program, size_t width, struct buf *out);
