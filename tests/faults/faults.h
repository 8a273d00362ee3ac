/* faults: calls that fail on purpose, linked into the programs for tests/faults/run.
 *
 * malloc, calloc and realloc are ours in the whole process: what libxml2, cmark, libzip, ICU and libc ask for
 * can fail as well as what we ask. The linker gives the wrapped calls (FAULT_CALLS in the Makefile) of our
 * own objects to us, and only those.
 *
 * The environment says what happens:
 *
 *   HGW_FAULTS=memory          Each place that asks for memory (a stack of calls) is refused once: there the
 *                              program forks, in the child this call fails, and the parent looks how that
 *                              ended and goes on. When the child asked for more, then once again, with a
 * child in which every later call fails too. One run tries all places. HGW_FAULTS_NEAR=N          The N
 * nearest calls tell two places apart. HGW_FAULTS=CALL:N:ERROR    The N-th call of CALL (such as write) fails
 * with ERROR, a name of errno that faults.c knows, or writes or reads one byte only (short).
 *   HGW_FAULTS_DIRECTORY       Where children leave `out` and `err`, and what they say that is wrong:
 *                              `wrong`. `tried` holds how many calls failed, `askers` who asked: name, how
 *                              many, how many of these ended the program, in how many it did its work.
 *                              `good` is what the program writes when all goes well, `good-err` what it says;
 *                              `old`, when it is there, what the output file held before.
 *   HGW_FAULTS_STATUS          The exit status when all goes well.
 *   HGW_FAULTS_SENTENCE        What must be said, as the last line, when the exit status is 2; else unset.
 *   HGW_FAULTS_OUTPUT          The file that the program writes (-o), in a directory of its own, else unset.
 *   HGW_FAULTS_NAMED           Set: the file system knows no files without a name.
 */
#ifndef HGW_TESTS_FAULTS_H
#define HGW_TESTS_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

/* Keeps the output as it is now: faults_judge puts it back. The program may have written it before a call that fails.
 */
void faults_keep(const char *directory);

/* How a child ended that had a failing call: NULL when that is as it must be, else what is wrong. Good is:
 * exit status 2 with a message and no output file, or the one that was there before; or the status and the
 * very output and messages of when all goes well. */
const char *faults_judge(int status, const char *directory);

/* The value of an environment variable, "" when it is not set. */
const char *faults_setting(const char *name);

#endif
