/* process: how each of the programs starts and ends, and what it asks of the process it runs in. */
#pragma once

#include "base/base.h"
#include "base/data.h"
#include "base/options.h"
#include "base/team.h"

#include <stdio.h>
#include <time.h>

/* What lives as long as the program is freed where valgrind and the sanitizers look for leaks (HGW_FREES); elsewhere
 * the system does it, which is 7 % of a check faster. */
bool program_frees(void);

/* What a start gives. Start with `struct start start = {0};`. */
struct start {
    struct datadir datadir; /* where the data files are. Owned. */
    struct team team;       /* the team's settings, which stand in the program's own already. Owned. */
    enum lang lang;         /* the language of messages, already in use */
    int first;              /* index in argv of the first operand */
};

/* First thing in main(). Calls process_start, reads the team's settings and argv into `settings` (see options_parse;
 * its first field is a struct common_options), picks the message language, and finds the data directories. True: go on.
 * False: there is nothing more to do, because --help or --version was asked and printed (the error is then empty), or
 * because of the error; usage errors are in the language that was asked for. Call program_end either way. */
bool program_start(const struct program *program, void *settings, int argc, char **argv, struct start *start,
                   struct error *error);

/* Last thing in main(): closes standard output, prints what went wrong as process_complain does, and returns the
 * larger of `status` and the error's exit status. */
int program_end(const struct program *program, struct start *start, int status, struct error *error);

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

/* How far a long run has come: a line on standard error, once it takes longer than a second and only on a terminal.
 * Start with `struct progress progress = {0};`; clear it before something else is printed, and at the end. */
struct progress {
    struct timespec start, last; /* the first call; the last line */
    bool shown;
};
void progress_show(struct progress *progress, const char *program, size_t done, size_t count);
void progress_clear(struct progress *progress);

/* Prints "PROGRAM: text" on standard error, without what a terminal would take as a command. */
void process_say(const char *program, const char *text);

/* Prints what went wrong as "PROGRAM: error" on standard error; nothing for no error or a closed pipe. */
void process_complain(const char *program, const struct error *error);

/* True while the process with this number is there, whoever it belongs to. */
bool process_alive(long number);
