/* options: one table of options gives the parsing (getopt_long), the --help text and the shell completions.
 */
#ifndef HGW_BASE_OPTIONS_H
#define HGW_BASE_OPTIONS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* What an option stores, in the field at `offset` of the program's settings. */
enum hgw_option_type {
    HGW_OPTION_FLAG, /* bool: set to true */
    HGW_OPTION_TEXT, /* const char *: its argument (points into argv); the last one counts */
    HGW_OPTION_LIST, /* struct hgw_option_list: every argument, in order */
};

/* What a shell offers as its argument. */
enum hgw_completion {
    HGW_COMPLETE_NOTHING,
    HGW_COMPLETE_CHOICES, /* the words in `choices` */
    HGW_COMPLETE_FILE,
    HGW_COMPLETE_DIRECTORY,
    HGW_COMPLETE_CODE,   /* a rule code: hgw-check --list-rules */
    HGW_COMPLETE_REPORT, /* a report's name: hgw-render --list-reports */
};

/* One option: a row of the table. */
struct hgw_option {
    char letter;                    /* short name, or '\0' */
    const char *name;               /* long name, without the dashes */
    enum hgw_option_type type;      /* what it stores */
    size_t offset;                  /* offsetof() the field in the program's settings */
    const char *argument;           /* name of the argument in the help (Dutch msgid), NULL for a flag */
    const char *choices;            /* the only values allowed, separated by '|', or NULL */
    enum hgw_completion completion; /* what a shell offers */
    const char *help;               /* what it does: one line (Dutch msgid) */
};

/* The arguments of an option that may be repeated. */
struct hgw_option_list {
    const char **items; /* point into argv; the array is freed by hgw_option_list_free */
    size_t count;
};

void hgw_option_list_free(struct hgw_option_list *list);

/* What is common to the three programs: the first field of each program's settings. */
struct hgw_common_options {
    bool help;               /* -h --help */
    bool version;            /* -V --version */
    const char *lang;        /* --lang: "nl", "en" or NULL */
    const char *color;       /* --color: "auto", "always", "never" or NULL (auto) */
    const char *date;        /* -d --date: not checked yet (base/date.h), or NULL */
    const char *datadir;     /* --data-dir, or NULL */
    const char *completions; /* --completions: "bash", "zsh", "fish" or NULL (base/completion.h) */
};

/* The rows of the common options, for settings whose first field is a struct hgw_common_options. */
extern const struct hgw_option hgw_common_option_rows[];
extern const size_t hgw_common_option_count;

/* A program, as its help and its completions describe it. */
struct hgw_program {
    const char *name;                 /* "hgw-check" */
    const char *operands;             /* "[BESTAND …]" (Dutch msgid), or "" */
    const char *purpose;              /* one line (Dutch msgid) */
    const struct hgw_option *options; /* its own rows; the common rows are added by themselves */
    size_t option_count;
};

/* Reads argv into `settings` (zeroed, or with defaults, by the caller). `first` becomes the index of the
 * first operand. An unknown option, a missing argument or a value that is not allowed is a usage error that
 * names it, with what was probably meant. */
bool hgw_options_parse(const struct hgw_program *program, void *settings, int argc, char **argv, int *first,
                       struct hgw_error *error);

/* The --help text, in the message language. */
void hgw_options_help(const struct hgw_program *program, struct hgw_buf *out);

#endif
