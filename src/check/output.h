/* output: what the check says, in one of its formats. A format is one file, format_NAME.c, and one row of the
 * table in output.c. */
#ifndef HGW_CHECK_OUTPUT_H
#define HGW_CHECK_OUTPUT_H

#include "base/buf.h"
#include "base/lang.h"
#include "check/check.h"

#include <stdbool.h>
#include <stddef.h>

/* Which findings are shown. It changes neither the summary nor the exit status; HGW0xx is always shown. */
struct hgw_filter {
    enum hgw_level level; /* this level and heavier ones */
    const char *include;  /* codes and prefixes of codes, separated by commas; NULL: all */
    const char *exclude;  /* the same; NULL: none */
};

/* True when the list names the code, or a prefix of it, letter case aside (ASCII). */
bool hgw_codes_match(const char *list, const char *code);

bool hgw_filter_shows(const struct hgw_filter *filter, const char *code, enum hgw_level level);

/* What a format writes with. */
struct hgw_output {
    struct hgw_buf *out; /* where it goes; emptied by the job between files */
    const struct hgw_checker *checker;
    struct hgw_filter filter;
    enum hgw_lang lang; /* the message language */
    bool color;         /* escape sequences for colours may be used */
    size_t width;       /* columns of the terminal, for people's lines; 0: no limit */
    size_t files;       /* files written before this one */
    size_t items;       /* results written before this one, for formats that are one list */
    size_t more;        /* findings of this file that would be shown, were there not so many */
    struct hgw_buf
        notices; /* what is to be said when all is written, for formats that are one document. Owned. */
    bool failed; /* some file could not be checked */
};

struct hgw_output_format {
    const char *name;
    void (*begin)(struct hgw_output *output); /* before the first file, or NULL */
    void (*file)(struct hgw_output *output, const struct hgw_checked *checked);
    void (*end)(struct hgw_output *output); /* after the last one, or NULL */
};

/* The formats' names as the choices of an option. */
#define HGW_OUTPUT_FORMATS "text|gcc|json|sarif|md|quiet"

/* The format with this name; the text format for NULL. NULL when there is none. */
const struct hgw_output_format *hgw_output_format_find(const char *name);

/* Writes what is said of one file: of the findings that the filter lets through HGW_FINDINGS_MOST, the
 * heaviest. */
void hgw_output_write(struct hgw_output *output, const struct hgw_output_format *format,
                      struct hgw_checked *checked);

/* Adds the sentence that says how many more findings there are. */
void hgw_output_more(const struct hgw_output *output, struct hgw_buf *out);

/* "fout", "waarschuwing" or "opmerking", in the message language. */
const char *hgw_level_word(enum hgw_level level);

/* Adds "3 fouten, 1 waarschuwing": what is not waived, without what there is none of. */
void hgw_tally_words(struct hgw_buf *out, const struct hgw_tally *tally);

/* All tallies of a case added up. */
struct hgw_tally hgw_tally_total(const struct hgw_checked *checked);

/* How many findings are not waived. */
size_t hgw_tally_open(const struct hgw_tally *tally);

/* What begins, describes and ends an output in each format. */
void hgw_text_file(struct hgw_output *output, const struct hgw_checked *checked);
void hgw_gcc_file(struct hgw_output *output, const struct hgw_checked *checked);
void hgw_json_file(struct hgw_output *output, const struct hgw_checked *checked);
void hgw_sarif_begin(struct hgw_output *output);
void hgw_sarif_file(struct hgw_output *output, const struct hgw_checked *checked);
void hgw_sarif_end(struct hgw_output *output);
void hgw_md_file(struct hgw_output *output, const struct hgw_checked *checked);
void hgw_quiet_file(struct hgw_output *output, const struct hgw_checked *checked);

#endif
