/* faults: calls that fail on purpose, linked into the three programs for tests/faults/run.
 *
 * The linker gives the wrapped calls (FAULT_CALLS in the Makefile) of our own objects to us, and only those:
 * what libxml2, cmark and libc allocate for themselves comes from elsewhere. That is on purpose: cmark ends
 * the program when memory is out, and so may others.
 *
 * The environment says what happens:
 *
 *   HGW_FAULTS=memory          Each place in the program that asks for memory (a stack of calls) is refused
 *                              once: there the program forks, in the child this call fails, and the parent
 *                              looks how that ended and goes on. Then once more, with a child in which every
 *                              later call fails too. One run tries all places.
 *   HGW_FAULTS=library         The same for what libxml2 asks.
 *   HGW_FAULTS=CALL:N:ERROR    The N-th call of CALL (such as write) fails with ERROR, a name of errno that
 *                              faults.c knows, or writes or reads one byte only (short).
 *   HGW_FAULTS_DIRECTORY       Where children leave `out` and `err`, and what they say that is wrong:
 *                              `wrong`. `tried` holds how many calls failed. `good` is what the program
 *                              writes when all goes well.
 *   HGW_FAULTS_STATUS          The exit status when all goes well.
 *   HGW_FAULTS_OUTPUT          The file that the program writes (-o), in a directory of its own, else unset.
 *   HGW_FAULTS_NAMED           Set: the file system knows no files without a name.
 */
#ifndef HGW_TESTS_FAULTS_H
#define HGW_TESTS_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

/* How a child ended that had a failing call: NULL when that is as it must be, else what is wrong. Good is:
 * exit status 2 with a message and no output file, or the status and the very output of when all goes well.
 */
const char *faults_judge(int status, const char *directory);

/* The value of an environment variable, "" when it is not set. */
const char *faults_setting(const char *name);

#endif
