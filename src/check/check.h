/* check: the whole check of one case: grammar, references, structure, rules, waivers.
 *
 * A checker is made once (compiled grammar, rule files, word lists) and used for many cases, one after the
 * other. What it says of a case is a list of findings and a summary by principle. */
#ifndef HGW_CHECK_CHECK_H
#define HGW_CHECK_CHECK_H

#include "base/datadir.h"
#include "base/error.h"
#include "base/lang.h"
#include "casefile/case.h"
#include "casefile/finding.h"
#include "check/schematron.h"

#include <stdbool.h>
#include <stddef.h>

/* Everything that is the same for all cases. Made by hgw_checker_open. */
struct hgw_checker;

struct hgw_checker_options {
    const struct hgw_datadir *datadir; /* where schemas/ is. Must outlive the checker. */
    const char *const *rule_files;     /* a team's own rule files (--rules), or NULL */
    size_t rule_file_count;
    const char *date;   /* today, YYYY-MM-DD, valid (base/date.h); copied */
    enum hgw_lang lang; /* language of messages and help lines that come from rule files */
};

/* Compiles the grammar, the rule files and the word lists. NULL when one of them is missing or unusable
 * (HGW_ERROR_DATA, with file and line). Freed with hgw_checker_close. */
struct hgw_checker *hgw_checker_open(const struct hgw_checker_options *options, struct hgw_error *error);

void hgw_checker_close(struct hgw_checker *checker);

/* How many findings of each kind. */
struct hgw_tally {
    size_t levels[HGW_LEVEL_COUNT]; /* by enum hgw_level, waived ones not counted */
    size_t waived;                  /* waived findings, of any level */
};

/* A case and what the check says of it. Start with `struct hgw_checked k = {0};`. */
struct hgw_checked {
    struct hgw_case c;            /* the case; c.doc is NULL when it is not well-formed. Owned. */
    struct hgw_findings findings; /* sorted by line, column, code. Owned. */
    char *phase;                  /* the phase checked, NULL when unknown. Owned. */
    bool refused;                 /* HGW001, HGW002, HGW003 or HGW007: an invalid case, rules were not run */
    struct hgw_tally principles[HGW_PRINCIPLE_COUNT + 1]; /* [1] to [7]; [0]: the structure of the file */
    struct hgw_tally unknown; /* findings of a team's own rules that name no principle */
};

/* Reads the file at `path` ("-": standard input), shows it as `name` (NULL: as path), and checks it as if it
 * were in `phase` (NULL: in its own). False: the file cannot be read, or a rule fails on it
 * (HGW_ERROR_DATA); `checked` is then not to be used. The caller frees it either way. */
bool hgw_check_file(struct hgw_checker *checker, const char *path, const char *name, const char *phase,
                    struct hgw_checked *checked, struct hgw_error *error);

/* The same for bytes in memory. */
bool hgw_check_bytes(struct hgw_checker *checker, const char *name, const char *bytes, size_t length,
                     const char *phase, struct hgw_checked *checked, struct hgw_error *error);

/* The same for a case that was loaded by hgw_case_load or hgw_case_read into checked->c, with the loader's
 * findings in checked->findings. Call it once a case. The tree is validated, so id() works on it afterwards.
 */
bool hgw_check_case(struct hgw_checker *checker, const char *phase, struct hgw_checked *checked,
                    struct hgw_error *error);

void hgw_checked_free(struct hgw_checked *checked);

/* True when some finding that is not waived is as heavy as `threshold` or heavier. */
bool hgw_checked_reaches(const struct hgw_checked *checked, enum hgw_level threshold);

/* The rules of all rule files, in order of code, structure rules (HGW0xx) included. */
size_t hgw_checker_rule_count(const struct hgw_checker *checker);
const struct hgw_rule *hgw_checker_rule(const struct hgw_checker *checker, size_t index);

/* The rule with this code, NULL when there is none. */
const struct hgw_rule *hgw_checker_find(const struct hgw_checker *checker, const char *code);

/* True when hgw-uitgangspunten.sch knows this phase of the trajectory. */
bool hgw_checker_has_phase(const struct hgw_checker *checker, const char *phase);

/* A principle of the method, as the rule file hgw-uitgangspunten.sch words it. */
struct hgw_principle {
    struct hgw_bilingual name; /* "Doelgericht" */
    struct hgw_bilingual idea; /* its own idea, in one sentence */
};

/* The principle with this number, 1 to 7. */
const struct hgw_principle *hgw_checker_principle(const struct hgw_checker *checker, int number);

/* True when some rule of this principle holds in the phase. */
bool hgw_checker_asks(const struct hgw_checker *checker, int principle, const char *phase);

/* The language and the day that the checker was opened with. */
enum hgw_lang hgw_checker_lang(const struct hgw_checker *checker);
const char *hgw_checker_date(const struct hgw_checker *checker);

#endif
