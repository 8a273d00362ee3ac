/* output: what the check says, in one of its formats. A format is one file, format_NAME.c, and one row of the
 * table in output.c. */
#ifndef HGW_OUTPUT_OUTPUT_H
#define HGW_OUTPUT_OUTPUT_H

#include "base/buf.h"
#include "base/lang.h"
#include "rules/check.h"

#include <stdbool.h>
#include <stddef.h>

/* Which findings are shown. It changes neither the summary nor the exit status; HGW0xx is always shown. */
struct filter {
    enum level level;    /* this level and heavier ones */
    const char *include; /* codes and prefixes of codes, separated by commas; NULL: all */
    const char *exclude; /* the same; NULL: none */
};

/* True when the list names the code, or a prefix of it, letter case aside (ASCII). */
bool codes_match(const char *list, const char *code);

bool filter_shows(const struct filter *filter, const char *code, enum level level);

/* What a format writes with. */
struct output {
    struct buf *out; /* where it goes; emptied by the job between files */
    const struct checker *checker;
    struct filter filter;
    enum lang lang;     /* the message language */
    bool color;         /* escape sequences for colours may be used */
    size_t width;       /* columns of the terminal, for people's lines; 0: no limit */
    size_t files;       /* files written before this one */
    size_t items;       /* results written before this one, for formats that are one list */
    size_t more;        /* findings of this file that would be shown, were there not so many */
    struct buf notices; /* what is to be said when all is written, for formats that are one document. Owned. */
    bool failed;        /* some file could not be checked */
};

struct output_format {
    const char *name;
    void (*begin)(struct output *output); /* before the first file, or NULL */
    void (*file)(struct output *output, const struct checked *checked);
    void (*end)(struct output *output); /* after the last one, or NULL */
};

/* The formats' names as the choices of an option. */
#define OUTPUT_FORMATS "text|gcc|json|sarif|md|quiet"

/* The format with this name; the text format for NULL. NULL when there is none. */
const struct output_format *output_format_find(const char *name);

/* Writes what is said of one file: of the findings that the filter lets through FINDINGS_MOST, the
 * heaviest. */
void output_write(struct output *output, const struct output_format *format, struct checked *checked);

/* Adds the sentence that says how many more findings there are. */
void output_more(const struct output *output, struct buf *out);

/* "fout", "waarschuwing" or "opmerking", in the message language. */
const char *level_word(enum level level);

/* Adds "3 fouten, 1 waarschuwing": what is not waived, without what there is none of. */
void tally_words(struct buf *out, const struct tally *tally);

/* All tallies of a case added up. */
struct tally tally_total(const struct checked *checked);

/* How many findings are not waived. */
size_t tally_open(const struct tally *tally);

/* What begins, describes and ends an output in each format. */
void text_file(struct output *output, const struct checked *checked);
void gcc_file(struct output *output, const struct checked *checked);
void json_file(struct output *output, const struct checked *checked);
void sarif_begin(struct output *output);
void sarif_file(struct output *output, const struct checked *checked);
void sarif_end(struct output *output);
void md_file(struct output *output, const struct checked *checked);
void quiet_file(struct output *output, const struct checked *checked);

#endif
