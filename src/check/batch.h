/* batch: the check of many files, one after the other, in one format. */
#ifndef HGW_CHECK_BATCH_H
#define HGW_CHECK_BATCH_H

#include "base/error.h"
#include "check/check.h"
#include "check/output.h"

#include <stdbool.h>
#include <stddef.h>

struct hgw_batch {
    struct hgw_checker *checker;
    const char *const *files; /* paths; "-" is standard input */
    size_t file_count;
    const char *stdin_name; /* what standard input is called in messages; NULL: "-" */
    const char *format;     /* a name of output.h; NULL: text */
    const char *phase;      /* check as if in this phase; NULL: each case in its own */
    struct hgw_filter filter;
    enum hgw_level fail_on; /* findings from this level up make the content fail */
    enum hgw_lang lang;     /* message language */
    bool color;
    size_t width; /* columns of the terminal; 0: none, or unknown */
    /* Takes the output, a file at a time. False ends the batch. */
    bool (*write)(const char *bytes, size_t length, struct hgw_error *error);
    /* Is told of a file that cannot be read; the others are still checked. */
    void (*complain)(const struct hgw_error *error);
};

/* Checks all files. `status` becomes what the program is to end with: 0 nothing from fail_on up, 1 something,
 * 2 some file could not be read. False: it had to stop (wrong codes in the filter, an unusable rule file, no
 * memory, output that cannot be written). */
bool hgw_batch_run(const struct hgw_batch *batch, int *status, struct hgw_error *error);

/* True when each code or prefix in the list (NULL: none) fits a rule; else HGW_ERROR_USAGE names the first
 * that does not. */
bool hgw_codes_check(const struct hgw_checker *checker, const char *list, struct hgw_error *error);

#endif
