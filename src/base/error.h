/* error: one record for what went wrong, filled where it happens and passed up to main().
 *
 * Not for findings about a case (case/finding.h): an error is the reason why a job could not be done. */
#ifndef HGW_BASE_ERROR_H
#define HGW_BASE_ERROR_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

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

/* No error: `struct error e = ERROR_EMPTY;` */
#define ERROR_EMPTY                                                                                                    \
    { ERROR_NONE, NULL, NULL, 0, 0, NULL }

/* Fills the record with a sentence made with a printf format. The first error stays: a record that is
 * already filled is left alone. Always returns false, so that a function can `return error_set(…);`. */
bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, with a place. `file` is copied and may be NULL; line and column may be 0. */
bool error_at(struct error *error, enum error_kind kind, const char *file, size_t line, size_t column,
              const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Adds what is wrong besides to a record, which takes it over; an empty one becomes it. */
void error_add(struct error *error, struct error *more);

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

#endif
