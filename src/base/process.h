/* process: what a program asks of the process it runs in: start, end, terminal. */
#ifndef HGW_BASE_PROCESS_H
#define HGW_BASE_PROCESS_H

#include "base/error.h"
#include "base/options.h"

#include <stdbool.h>
#include <stdio.h>

/* The version of hgw, such as "0.1.0". */
const char *program_version(void);

/* First thing in main(): memory that is out ends the program, here and in libraries (base/memory.h); a closed
 * pipe and a file that may not grow become an error instead of a signal; a crash leaves no core file. */
void process_start(void);

/* True when `stream` may get colours: --color=always, or auto (NULL) with a terminal, TERM other than dumb,
 * and no NO_COLOR in the environment (no-color.org). */
bool color_wanted(const char *option, FILE *stream);

/* True when the standard stream is a terminal. */
bool is_terminal(FILE *stream);

/* True when the file at `path` is a terminal, such as /dev/tty or /dev/stdout before a screen. */
bool path_is_terminal(const char *path);

/* The columns of the terminal that the stream is; 0: it is none, or does not say. */
size_t terminal_width(FILE *stream);

/* The --version text. */
void version_print(const struct program *program, struct buf *out);

/* Prints "PROGRAM: text" on standard error, without what a terminal would take as a command. */
void process_say(const char *program, const char *text);

/* Prints what went wrong as "PROGRAM: error" on standard error; nothing for no error or a closed pipe. */
void process_complain(const char *program, const struct error *error);

/* Last thing in main(): closes standard output, prints what went wrong as "PROGRAM: error" on standard error
 * (nothing for a closed pipe), frees the record and returns the larger of `status` and the error's exit
 * status. */
int process_end(const char *program, int status, struct error *error);

#endif
