/* base: what every file needs: growable bytes, memory that cannot fail, the record of what went wrong, messages in
 * Dutch and English, texts, dates, and what was probably meant. */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* buf: growable bytes, which may be any; a NUL that is not counted follows them, so that `data` is a C string too once
 * something was added. Start with `struct buf buf = BUF_EMPTY;`. */
struct buf {
    char *data;      /* NULL until something is added. Owned by the buf. */
    size_t length;   /* bytes in use, the final NUL not counted */
    size_t capacity; /* bytes allocated */
};
#define BUF_EMPTY                                                                                                      \
    { NULL, 0, 0 }

/* Frees the bytes and leaves an empty buf, ready for use; forgets the content and keeps the memory. */
void buf_free(struct buf *buf);
void buf_clear(struct buf *buf);

/* Before a variable: what it holds is freed when its block ends, on whatever way. The variable has a value from its
 * first line, and `release` takes its address: `AUTO(buf_free) struct buf line = BUF_EMPTY;`. */
#define AUTO(release) __attribute__((cleanup(release)))

/* For what free() frees: `AUTO(mem_free) char *name = text_format(…);`. */
void mem_free(void *variable);

/* What lives as long as the program is freed where valgrind and the sanitizers look for leaks (the Makefile says so);
 * elsewhere the system does it, which is 7 % of a check faster. */
#ifndef HGW_FREES
#define HGW_FREES 0
#endif

/* Makes room for `extra` more bytes. */
void buf_reserve(struct buf *buf, size_t extra);

/* Add bytes (no matter where, when there are none), a string (NULL is none), a byte, what a printf format makes. */
void buf_add(struct buf *buf, const void *bytes, size_t length);
void buf_add_string(struct buf *buf, const char *string);
void buf_add_char(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Hands the bytes over as a string ("" when nothing was added) and empties the buf. Freed with free(). */
char *buf_steal(struct buf *buf);

/* A string made with a printf format. Freed with free(). */
char *text_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *text_vformat(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

/* memory: malloc, calloc, realloc, strdup and strndup. Out of memory ends the program (base/memory.h), so that no
 * function has a path for it. */
void *mem_alloc(size_t size);
void *mem_calloc(size_t count, size_t size);
void *mem_realloc(void *old, size_t size);
char *mem_strdup(const char *text);
char *mem_strndup(const char *text, size_t length);

/* Returns `items` with room for more than `count` items of `size` bytes, moved when it had to grow;
 * `capacity` is kept up to date. */
void *list_grow(void *items, size_t *capacity, size_t count, size_t size);

/* Says the sentence and ends the program. For what mem_start does not reach, such as ZIP_ER_MEMORY. */
_Noreturn void mem_out(void);

/* error: one record for the reason why a job could not be done, filled where it happens and passed up to main(). Not
 * for findings about a case (case/finding.h). Start with `struct error error = ERROR_EMPTY;`. */

/* What kind of thing went wrong; it decides the exit status (shown behind each kind). */
enum error_kind {
    ERROR_NONE,    /* 0: nothing went wrong */
    ERROR_CONTENT, /* 1: the content is the reason: an invalid case, a wrong template, no consent */
    ERROR_LIMIT,   /* 1: the content is beyond one of our limits on size or depth */
    ERROR_USAGE,   /* 2: wrong options or operands */
    ERROR_IO,      /* 2: a file cannot be read or written */
    ERROR_DATA,    /* 2: an unusable rule file, reference document or data directory */
    ERROR_PIPE,    /* 2: the reader of our output is gone; nothing is printed about it */
};

struct error {
    enum error_kind kind;
    char *text;         /* one sentence in the message language, without a place. Owned. */
    char *file;         /* the file it is about, or NULL. Owned. */
    size_t line;        /* line in that file, from 1; 0: unknown */
    size_t column;      /* column in code points, from 1; 0: unknown */
    struct error *next; /* what is wrong besides, NULL: nothing. Owned. */
};

#define ERROR_EMPTY                                                                                                    \
    { ERROR_NONE, NULL, NULL, 0, 0, NULL }

/* Fills the record with a sentence made with a printf format, and its place: `file` is copied and may be NULL; line and
 * column may be 0. The first error stays: a record that is already filled is left alone. Always returns false, so that
 * a function can `return error_at(…);`. The other one knows no place. */
bool error_at(struct error *error, enum error_kind kind, const char *file, size_t line, size_t column,
              const char *format, ...) __attribute__((format(printf, 6, 7)));
#define error_set(error, kind, ...) error_at(error, kind, NULL, 0, 0, __VA_ARGS__)

/* The record to fill with what is wrong besides: this one while it is empty, then a new one behind the last. */
struct error *error_next(struct error *error);

/* Adds what is wrong besides to a record, which takes it over; an empty one adds nothing. */
void error_add(struct error *error, struct error *more);

/* The same, before what stands further on in the same file; what is said already is not said again. */
void error_insert(struct error *error, struct error *more);

/* Frees what the record holds and makes it empty. */
void error_clear(struct error *error);

/* The sentence, never NULL. It lives as long as the record. */
const char *error_text(const struct error *error);

/* Adds "file:line:column: sentence" to `out`, leaving out what is unknown; no line end. Not what is wrong besides. */
void error_print(const struct error *error, struct buf *out);

/* What a value of errno means, as the end of a sentence in the message language: the C library only knows the
 * languages whose locales are on the machine. Lives as long as the program, or till the next call. */
const char *errno_text(int number);

/* The exit status that belongs to it: 0, 1 or 2. */
int error_status(const struct error *error);

/* lang: the language of messages. In the code they are Dutch; their English stands in po/en.po and is compiled in, so
 * that it needs no file, no locale and no gettext at run time, and works on every machine. */

/* The message in that language; without a translation as it stands. P_: for a count, singular, plural, number. N_ marks
 * a sentence in a table, for po/en.po; it is translated where it is used, with _(). */
const char *_(const char *dutch) __attribute__((format_arg(1)));
const char *P_(const char *one, const char *many, size_t count) __attribute__((format_arg(1), format_arg(2)));
#define N_(text) text

enum lang {
    LANG_NL, /* Dutch, the default */
    LANG_EN, /* English */
};
enum { LANG_COUNT = LANG_EN + 1 };

/* Makes _() speak, and returns: `option` ("nl", "en" or NULL), else the first of LC_ALL, LC_MESSAGES and LANG that is
 * set if it is Dutch or English, else Dutch. In any other locale than C and POSIX, such as C.UTF-8 or fr_BE,
 * the first of the list LANGUAGE that is Dutch or English comes before that last Dutch. */
enum lang lang_start(const char *option);

/* "nl" or "en", as in xml:lang. */
const char *lang_code(enum lang lang);

/* All messages with their English, made from po/en.po by tools/messages; the last has no `dutch`. */
struct message {
    const char *dutch;
    const char *english;      /* of a count: for one. Empty: not translated */
    const char *english_many; /* for every other count; NULL when it is not about one */
};
extern const struct message english_messages[];

/* utf8: Unicode text as UTF-8 bytes (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF). */

/* Reads the code point at the start of `bytes`. Returns how many bytes it takes (1 to 4), or 0 when `length`
 * is 0 or the bytes are not UTF-8; `code_point` is then not set. */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *code_point);

/* How many bytes from the start are good UTF-8: `length` when all are. */
size_t utf8_valid_length(const char *bytes, size_t length);

/* The number of code points in good UTF-8. */
size_t utf8_count(const char *bytes, size_t length);

/* How many bytes of a piece of source a sentence quotes: its first line, at most some 40 of them. */
int text_quote(const char *text, size_t length);

/* printable: text of any origin (a file name, a quote from a case) that can steer nothing: not a terminal, not the
 * order in which a text is read. */

/* What becomes of control characters (C0, DEL, C1), of line and paragraph separators, and of characters that
 * embed, override or isolate a writing direction. Text in any script and the direction marks that it needs
 * (U+061C, U+200E, U+200F) stay as they are; bytes that are not UTF-8 become U+FFFD. */
enum printable {
    PRINTABLE_LINE,     /* for a terminal: line ends and tabs are spaces, the others U+FFFD */
    PRINTABLE_DOCUMENT, /* line ends and tabs stay, what turns the direction goes, the others are U+FFFD */
    PRINTABLE_JSON,     /* line ends and tabs stay, the others are \\u escapes */
    PRINTABLE_XML,      /* line ends and tabs stay, the others are character references */
};

void printable_add(struct buf *out, const char *text, size_t length, enum printable how);

/* The same as a line for a terminal: of a string (NULL is none), and of what a printf format makes. */
void printable_add_string(struct buf *out, const char *text);
void printable_printf(struct buf *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same with a backslash before each of the `signs`, so that it means nothing to Markdown (CommonMark 0.30, 2.4). */
void printable_escape(struct buf *out, const char *text, const char *signs);
#define MARKDOWN_SIGNS "\\`*_[]<>#|~&$"

/* Makes such a text of what the buf holds. */
void printable_make(struct buf *text, enum printable how);

/* Makes one space of every run of white space (space, tab, CR, LF) and none at both ends, in place. */
void text_normalise(char *text);

/* Adds `text`, made printable, which begins at `column` of its line, broken at spaces and after | into lines of at most
 * `width` columns (0: no limit); lines that it goes on in begin at `indent`, as does the first when `column` is 0.
 * Returns the column behind it. */
size_t text_wrap(struct buf *out, const char *text, size_t column, size_t indent, size_t width);

/* The bytes at the start of `text` that share one place on a terminal: a character with its combining marks,
 * an emoji with all that is joined to it, a flag. `columns` becomes what they take: 0, 1 or 2. Returns 0 for
 * no bytes only. Tabs are not handled. */
size_t text_place(const char *text, size_t length, size_t *columns);

/* The columns that `length` bytes of UTF-8 take on a terminal: those of their places. */
size_t text_width(const char *text, size_t length);

/* date: calendar days as text, YYYY-MM-DD (ISO 8601, the lexical form of xs:date without time zone). The grammar allows
 * no other, so dates of a case compare as text; with years added to one (9990 and twelve) they do not. */
enum { DATE_SIZE = 11 }; /* room for one and its NUL */

/* True for a day that exists, written as YYYY-MM-DD. */
bool date_valid(const char *text);

/* 20261124 for 2026-11-24: numbers whose order is that of the days, whatever is added to the year. 29 February, which
 * other years do not have, stands between 28 February and 1 March in them. */
int date_number(const char *date);

/* Adds a date in words: "26 november 2026", or "26 November 2026"; a text that is no date as it is. */
void date_in_words(struct buf *out, const char *date, bool english);

/* The number of a valid date's week (ISO 8601), and its Monday; for the first days of all the date itself. */
int date_week(const char *date, char monday[DATE_SIZE]);

/* Today: `option` when given (--date; a wrong one is a usage error), else SOURCE_DATE_EPOCH in UTC when set, else the
 * clock, in local time, which is read nowhere else. */
bool date_today(const char *option, char date[DATE_SIZE], struct error *error);

/* suggest: "did you mean …?": the candidate that is closest to a mistyped word, by the number of letters to add, drop,
 * change or swap with a neighbour (optimal string alignment, the restricted Damerau-Levenshtein distance), letter case
 * aside. */
enum { SUGGEST_LONGEST = 64 }; /* bytes of a word that gets or gives a suggestion: nobody mistypes a longer one */

/* A search that goes over the candidates one by one. */
struct suggest_one {
    const char *word;                 /* what was typed, UTF-8. Not owned. */
    int32_t letters[SUGGEST_LONGEST]; /* its letters */
    size_t count;
    const char *best; /* the closest candidate so far, NULL: none is close enough. Not owned. */
    size_t best_length;
    size_t distance; /* its distance; before there is one: one more than what is close enough */
};

/* Begins a search. Close enough is one edit for each three letters of the word, and at least one. */
struct suggest_one suggest_start(const char *word);

/* Looks at one candidate. Among equals the first stays. A candidate that is the word itself is one too; one
 * that only has other digits is none: who means ouder2 does not mean ouder1. */
void suggest_try(struct suggest_one *suggest, const char *candidate);
void suggest_try_word(struct suggest_one *suggest, const char *candidate, size_t length);
