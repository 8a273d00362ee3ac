/* finding: one thing that the check says about a case, a list of them, and pieces of a case in sentences. */
#pragma once

#include "base/base.h"

#include <libxml/tree.h>

struct case_file;

/* From heavy to light. The order is used: `level <= wanted` means "at least as heavy". */
enum level {
    LEVEL_ERROR,
    LEVEL_WARNING,
    LEVEL_NOTE,
};
enum { LEVEL_COUNT = LEVEL_NOTE + 1 };

/* "error", "warning" or "note": the words of the gcc and json formats. */
const char *level_name(enum level level);

/* The level that a word of @role in a rule file names: one of those, fatal, warn, info or information; -1: none. */
int level_named(const char *word);

/* Principles are numbered 1 to 7; the last two are not principles. */
enum {
    PRINCIPLE_COUNT = 7,
    PRINCIPLE_UNKNOWN = -1, /* a team's own rule that does not say */
    PRINCIPLE_NONE = 0,     /* structure of the file (HGW0xx) */
};

struct finding {
    char *code;            /* "HGW101": letters, then digits. Owned. */
    enum level level;      /* how heavy */
    int principle;         /* 1 to 7, or one of the two above */
    char *element;         /* name of the element it is placed on, NULL when unknown. Owned. */
    char *message;         /* one sentence: what is wrong, in the message language, UTF-8. Owned. */
    char *help;            /* one line: what to do; NULL when there is nothing to say. Owned. */
    char *wrong, *meant;   /* a name or a word that stands in the start tag, and what was probably meant by it; NULL:
                              nobody knows. Owned. */
    char *attribute;       /* in the value of which attribute that stands; NULL: it is the name of one, or of the
                              element. Owned. */
    char *waived;          /* the motivation of the verantwoording that waives it, NULL when none does. Owned. */
    const xmlNode *waiver; /* that verantwoording in the case's tree, or NULL. Not owned. */
    const xmlNode *node;   /* the element in the case's tree, NULL when there is no tree. Not owned. */
    size_t offset;         /* place: byte offset in the case's source; see findings_finish */
    size_t line;           /* line of the `<` of the start tag, from 1; set by findings_finish */
    size_t column;         /* its column in code points, from 1; set by findings_finish */
    size_t byte_column;    /* the same in bytes of UTF-8 */
    size_t order;          /* position in which it was added, so that sorting keeps it among equals */
    bool shown;            /* a format is to show it: set by the output (output/output.h) */
};

/* A file may have a million findings. So many of a code are kept, and a format shows so many; all are
 * counted. */
enum { FINDINGS_MOST = 1000 };

/* How many findings of one code there are. */
struct finding_count {
    char *code; /* owned */
    enum level level;
    int principle;
    size_t all, waived; /* kept or not; waived ones are among `all` */
};

/* A list that owns its findings. */
struct findings {
    struct finding *items;
    size_t count;                 /* findings in the list */
    size_t capacity;              /* room for so many */
    struct finding_count *counts; /* by code. Owned. */
    size_t count_count, count_capacity;
    /* The verantwoording that waives a finding that is added from now on, or NULL; NULL: nothing does. */
    const xmlNode *(*waive)(void *data, const char *code, const xmlNode *node);
    void *waive_data;
};

/* Adds a finding placed on `node` of `c` (NULL: at the start of the file; set `offset` yourself for another
 * place). Returns it to be filled with finding_say and _help; it moves when the next one is added. NULL
 * when enough of this code are kept: it is counted; the functions below accept that NULL and do nothing. */
struct finding *findings_add(struct findings *list, const char *code, enum level level, int principle,
                             const xmlNode *node);

/* The same for what cannot stand in a case: level error, principle none. */
struct finding *findings_error(struct findings *list, const char *code, const xmlNode *node);

/* Sets the sentence, made with a printf format; what stands behind a line end in it is the help line. Sets the help
 * line alone. A NULL finding is one that is not said. */
void finding_say(struct finding *finding, const char *format, ...) __attribute__((format(printf, 2, 3)));
void finding_help(struct finding *finding, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Sets what was probably meant (NULL: nobody knows) by what stands in the value of an attribute (NULL: as a name). */
void finding_mean(struct finding *finding, const char *attribute, const char *wrong, const char *meant);

/* Computes lines and columns from the offsets and sorts by line, column, code. Call it once, when all are
 * there. */
void findings_finish(struct findings *list, const struct case_file *c);

/* Frees the findings and leaves an empty list. */
void findings_free(struct findings *list);

/* --- pieces of a case in sentences about it --- */

/* Room for a piece of text of so many letters, with the dots that say it goes on. */
#define CUT_SIZE(letters) ((letters)*4 + sizeof "…")
enum { QUOTE_LETTERS = 40, QUOTE_SIZE = CUT_SIZE(QUOTE_LETTERS) };

/* The first `most` letters of `text` (UTF-8), white space around it left out and inside it made one space. `out` has
 * room for CUT_SIZE(most) bytes. Returns `out`. */
const char *quote_cut(const char *text, size_t most, char *out);

/* The same with QUOTE_LETTERS. */
const char *quote(const char *text, char out[QUOTE_SIZE]);

/* The name of an element or attribute as it stands in the file, with its prefix: "x:doel", cut like a quote. */
const char *quote_name(const xmlNode *node, char out[QUOTE_SIZE]);

/* Adds the names of elements, which are words: "<a>, <b> of <c>". */
void quote_elements(struct buf *out, const char *names);

/* The bytes of what looks like white space, or like nothing, and is no white space for XML, at the start of `text`; 0:
 * something else stands there. */
size_t quote_fixed_space(const char *text);

/* A text on one line, taken over: its first 36 characters and the rest of the word, at most 24 more. Freed with free().
 */
char *quote_beginning(char *text);

/* What an element is about, on one line: the name of a person, else the beginning of its text; "" when it has none.
 * Freed with free(). */
char *quote_about(const xmlNode *element);
