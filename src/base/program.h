/* program: how each of the three programs starts: options, language, data directory, and the
 * answers to --help, --version and --completions. */
#ifndef HGW_BASE_PROGRAM_H
#define HGW_BASE_PROGRAM_H

#include "base/data.h"
#include "base/error.h"
#include "base/lang.h"
#include "base/options.h"

#include <stdbool.h>

/* What a start gives. Start with `struct start start = {0};`. */
struct start {
    struct datadir datadir; /* where the data files are. Owned. */
    enum lang lang;         /* the language of messages, already in use */
    int first;              /* index in argv of the first operand */
};

/* Reads argv into `settings` (see options_parse; its first field is a struct common_options), picks
 * the message language, and opens the data directory. True: go on. False: there is nothing more to do,
 * because --help, --version or --completions was asked and printed (the error is then empty), or because of
 * the error; usage errors are in the language that was asked for. Call program_end either way. */
bool program_start(const struct program *program, void *settings, int argc, char **argv, struct start *start,
                   struct error *error);

/* How each of them ends: frees the start, says what went wrong and gives the exit status (see
 * process_end). */
int program_end(const struct program *program, struct start *start, int status, struct error *error);

#endif
