/* batch: the check of many files, one after the other, in one format. */
#ifndef HGW_OUTPUT_CHECK_FILES_H
#define HGW_OUTPUT_CHECK_FILES_H

#include "base/error.h"
#include "output/output.h"
#include "rules/check.h"

#include <stdbool.h>
#include <stddef.h>

struct batch {
    struct checker *checker;
    const char *const *files; /* paths; "-" is standard input */
    size_t file_count;
    const char *stdin_name; /* what standard input is called in messages; NULL: "-" */
    const char *format;     /* a name of output.h; NULL: text */
    const char *phase;      /* check as if in this phase; NULL: each case in its own */
    struct filter filter;
    enum level fail_on; /* findings from this level up make the content fail */
    enum lang lang;     /* message language */
    bool color;
    size_t width; /* columns of the terminal; 0: none, or unknown */
    /* Takes the output, a file at a time. False ends the batch. */
    bool (*write)(const char *bytes, size_t length, struct error *error);
    /* Is told of a file that cannot be read; the others are still checked. */
    void (*complain)(const struct error *error);
};

/* Checks all files. `status` becomes what the program is to end with: 0 nothing from fail_on up, 1 something,
 * 2 some file could not be read. False: it had to stop (wrong codes in the filter, an unusable rule file, no
 * memory, output that cannot be written). */
bool batch_run(const struct batch *batch, int *status, struct error *error);

#endif
