/* output: what the check says of cases, in one of its formats; the rules in a list, or one explained.
 *
 * A format is one file and one row of the table in output.c. */
#pragma once

#include "base/base.h"
#include "base/process.h"
#include "rules/check.h"

#include <jansson.h>

/* Which findings are shown, or rules listed. It changes neither the summary nor the exit status. */
struct filter {
    enum level level;    /* this level and heavier ones */
    const char *include; /* codes and prefixes of codes, separated by commas; NULL: all */
    const char *exclude; /* the same; NULL: none */
};

/* What is asked, and what the formats write with. Start with `struct output output = {…}`, free `out`. */
struct output {
    struct checker *checker; /* may be NULL for gcc, which says nothing of principles */
    const char *format;      /* one of OUTPUT_FORMATS */
    const char *phase;       /* check as if in this phase, or list what holds in it; NULL: each case in its own */
    struct filter filter;
    const char *stdin_name; /* what standard input is called; NULL: "-" */
    enum level fail_on;     /* findings from this level up make the content fail */
    bool color;             /* escape sequences for colours may be used */
    size_t width;           /* columns of the terminal (40 or more), for people's lines; 0: no limit */

    struct buf out;            /* what was written */
    size_t files;              /* before this one; */
    size_t erring;             /* those with errors; */
    struct tally total;        /* what was found in all of them */
    struct batch batch;        /* of many cases; what it complained of could not be read */
    size_t more;               /* findings of this file that would be shown, were there not so many */
    bool hidden;               /* not all that was found in this file is shown */
    json_t *results, *notices; /* for the end of sarif, which takes them */
};

/* The formats' names as the choices of an option. */
#define OUTPUT_FORMATS "text|gcc|json|sarif|md|quiet"

/* Checks cases (none, or "-": standard input) one after the other, also those in directories, and writes what is said
 * of each to standard output. One that cannot be read is complained of on standard error; the others are still checked.
 * Returns what the program is to end with: 0 nothing from fail_on up, 1 something, 2 some file could not be read.
 * `error`: it had to stop (wrong codes in the filter, a rule that fails, output that cannot be written). */
int output_files(struct output *output, const char *const *files, size_t count, struct error *error);

/* Adds to output->out what the format says of one case, and what ends it. False: a page that explains a rule cannot be
 * read. */
void output_case(struct output *output, struct checked *checked);
bool output_end(struct output *output, struct error *error);

/* Prints why an invalid case is refused, on standard error in the format gcc. */
void print_refusal(struct checked *checked);

/* Adds to output->out one line for each rule that the filter shows and that holds in the phase: its code first. With
 * json a JSON object a line, with all there is to know: {"code":…, "level":…, "principle":…, "phases":[…] or null
 * (always), "message":{"nl":…, "en":…}, "help":{…}, "why":{…}, "wrong":…, "right":…, "file":…}. What there is not is
 * null. */
bool list_rules(struct output *output, struct error *error);

/* Adds to `lacks` what of a team does not belong together: a rule without its page, a page without its rule. */
void list_lacks(const struct checker *checker, struct error *lacks);

/* Adds to output->out what there is to know about one rule: for people, or with md its page as it is. False: no rule
 * has this code, or the format is another (ERROR_USAGE), or a page has this code and no rule does (ERROR_DATA). */
bool explain_rule(struct output *output, const char *code, struct error *error);

/* Adds to output->out a rule file that holds this rule alone, with its texts: a team changes it, and has it come in the
 * place of ours. False: no rule has this code (ERROR_USAGE). */
bool copy_rule(struct output *output, const char *code, struct error *error);

/* --- For the files of this room ---
 *
 * What each format says of a case, and at the end. */
void text_file(struct output *output, const struct checked *checked);
bool text_end(struct output *output, struct error *error);
void gcc_file(struct output *output, const struct checked *checked);
void json_file(struct output *output, const struct checked *checked);
void sarif_file(struct output *output, const struct checked *checked);
bool sarif_end(struct output *output, struct error *error);
void md_file(struct output *output, const struct checked *checked);

/* The finding to be shown after this one (NULL: the first); NULL when there is none. */
const struct finding *finding_next(const struct checked *checked, const struct finding *finding);

/* The sentence that says how many more findings there are. Freed with free(). */
char *output_more(const struct output *output);

bool filter_shows(const struct filter *filter, const char *code, enum level level);

/* Chooses which findings are shown: what the filter lets through and HGW0xx, of which FINDINGS_MOST, the heaviest.
 * Returns how many. */
size_t filter_choose(const struct filter *filter, struct findings *findings);

/* The end of a sentence about a code: what was probably meant, else `otherwise`. Freed with free(). */
char *rule_hint(const struct checker *checker, const char *code, const char *otherwise);

/* "fout", "waarschuwing" or "opmerking", in the message language. */
const char *level_word(enum level level);

/* "3 fouten, 1 waarschuwing": the findings that are not waived. */
void tally_words(struct buf *out, const struct tally *tally);

/* What follows is in bold, or without ink (SGR, ECMA-48, 8.3.117). What is printable holds none by itself, so that
 * ink_finish takes out what was added from `start` on when the output has no colours. */
#define BOLD "\x1b[1m"
#define PLAIN "\x1b[0m"
void ink_finish(struct output *output, size_t start);

/* A JSON string; bytes that are not UTF-8 (a file name may hold any) become U+FFFD. null for NULL. */
json_t *json_text(const char *text);

/* Adds the value in one line, without line end, and takes its reference away. Control characters are escaped, C1 and
 * those that turn the writing direction too. */
void json_add(struct buf *out, json_t *value);

/* A rule's own page of Markdown, schemas/uitleg/LANG/CODE.md (base/file.h: a team may have its own). What stands above
 * the first fenced block of code is why the method asks it; that block is an example that goes against the rule, the
 * next one is in order. All of it is owned; what there is not is NULL. */
struct page {
    char *path;        /* NULL: the rule has no page */
    enum lang lang;    /* the language that it is in */
    struct buf source; /* the whole of it */
    char *why, *wrong, *right;
};

/* Where the page of this code is in *lang, else in the other language, which *lang becomes. NULL: there is none. Freed
 * with free(). */
char *page_path(const struct checker *checker, const char *code, enum lang *lang);

/* Reads the page of this code in `lang`, else in the other language. False: it cannot be read. Free it either way. */
bool page_read(const struct checker *checker, const char *code, enum lang lang, struct page *page, struct error *error);
void page_free(struct page *page);
