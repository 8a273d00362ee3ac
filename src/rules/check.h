/* check: the whole check of one case: grammar, references, structure, rules, waivers.
 *
 * A checker is made once (rule files, word lists) and used for many cases, one after the
 * other. What it says of a case is a list of findings and a summary by principle. */
#pragma once

#include "base/base.h"
#include "base/file.h"
#include "base/process.h"
#include "case/case.h"
#include "case/finding.h"
#include "rules/schematron.h"

/* A principle of the method, as its rule file words it; "" when none does. */
struct principle {
    char *name; /* "Doelgericht" */
    char *idea; /* its own idea, in one sentence */
};

/* Everything that is the same for all cases. Made by checker_open, to be read only. */
struct checker {
    char date[DATE_SIZE]; /* as in its options */
    enum lang lang;
    const struct datadir *datadir;
    struct rule_info **rules; /* of all rule files, in order of code, structure rules (HGW0xx) included; without those
                               * that are replaced */
    size_t rule_count;
    xmlHashTablePtr codes;                            /* the same by code */
    struct principle principles[PRINCIPLE_COUNT + 1]; /* [1] to [7] */
    struct schematron **sets;                         /* rule files */
    size_t set_count, set_capacity;
    struct words *words;         /* word lists */
    struct functions *functions; /* what rules can ask of it */
};

struct checker_options {
    const struct datadir *datadir; /* where schemas/ is. Must outlive the checker. */
    struct files rules;            /* a team's own rule files (--rules) */
    bool ours;                     /* without what a team has in its directory */
    const char *date;              /* today, YYYY-MM-DD, valid (base/base.h); copied */
    enum lang lang;                /* language of messages and help lines that come from rule files */
};

/* Compiles the rule files and the word lists. NULL when one of them is missing or unusable
 * (ERROR_DATA, with file and line). Freed with checker_close. */
struct checker *checker_open(const struct checker_options *options, struct error *error);

void checker_close(struct checker *checker);

/* How many findings of each kind. */
struct tally {
    size_t levels[LEVEL_COUNT]; /* by enum level, waived ones not counted */
    size_t waived;              /* waived findings, of any level */
};

/* A case and what the check says of it. Start with `struct checked k = {0};`. */
struct checked {
    struct case_file c;       /* the case; c.doc is NULL when it is not well-formed. Owned. */
    struct findings findings; /* sorted by line, column, code. Owned. */
    char *phase;              /* the phase checked, NULL when unknown. Owned. */
    bool refused;             /* HGW001, HGW002, HGW003 or HGW007: an invalid case, rules were not run */
    struct tally principles[PRINCIPLE_COUNT + 1]; /* [1] to [7]; [0]: the structure of the file */
    bool filled[PRINCIPLE_COUNT + 1];             /* the case holds something of its own */
    struct tally total;                           /* all of them, those that name no principle included */
};

/* Reads the file at `path` ("-": standard input), shows it as `name` (NULL: as path), and checks it as if it
 * were in `phase` (NULL: in its own). False: the file cannot be read, or a rule fails on it
 * (ERROR_DATA); `checked` is then not to be used. The caller frees it either way. */
bool check_file(struct checker *checker, const char *path, const char *name, const char *phase, struct checked *checked,
                struct error *error);

/* The same for a case that was loaded by case_load or case_read into checked->c, with the loader's
 * findings in checked->findings. Call it once a case. The tree is validated, so id() works on it afterwards.
 */
bool check_case(struct checker *checker, const char *phase, struct checked *checked, struct error *error);

void checked_free(struct checked *checked);

/* How many findings are not waived. */
size_t tally_open(const struct tally *tally);

/* How a principle stands of which nothing was found, waived or not; NULL: something was. In Dutch, for _(). */
const char *checked_stand(const struct checker *checker, const struct checked *checked, int principle);

/* True when some finding that is not waived is as heavy as `threshold` or heavier. */
bool checked_reaches(const struct checked *checked, enum level threshold);

/* The rule with this code, NULL when there is none. */
const struct rule_info *checker_find(const struct checker *checker, const char *code);

/* False for a code that no verantwoording can be written for. */
bool rule_waivable(const char *code);

/* The file of a rule that is a team's own, NULL for one of ours. */
const char *checker_own_file(const struct rule_info *rule);
