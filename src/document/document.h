/* document: who made a document, how it looks and where its pictures come from; the writers, and what they have
 * to say about it. Nothing else reaches the document: no clock, no environment. */
#pragma once

#include "base/base.h"
#include "base/data.h"
#include "document/markdown.h"

/* All strings are UTF-8 and belong to the caller. Everything but `date`, `footer` and `datadir` may be NULL or 0. What
 * a document is called, its Markdown says (markdown_title); its language is the Dutch of Belgium. */
struct document {
    const char *subject;   /* dc:subject, <meta name="description"> */
    const char *creator;   /* who wrote it, where the reader may see that name: dc:creator */
    const char *keywords;  /* comma separated: one meta:keyword each */
    const char *date;      /* day of the document, YYYY-MM-DD: its dates, and those of the files in the package */
    const char *footer;    /* word in the footer, such as "vertrouwelijk" */
    bool large;            /* larger type, for the pupil; a reference document decides for itself */
    const char *reference; /* ODT only: path of a reference document (.odt or .ott), the house style */

    const char *const *resources;  /* directories from which pictures may be taken; a relative path is tried
                                      in each, in this order. Nothing outside them is ever read. */
    size_t resource_count;         /* how many; 0: every picture becomes its alternative text */
    const struct datadir *datadir; /* where templates/odt/ and templates/html/ are found */
};

/* Something the reader of the messages should know, though the document was made: a picture that is missing. */
struct warning {
    char *text;  /* one sentence in the message language. Owned. */
    size_t line; /* line in the Markdown, from 1; 0: unknown */
};

enum { WARNINGS_MAX = 100 }; /* more would only hide the first */

struct warnings {
    struct warning items[WARNINGS_MAX]; /* in the order of the text */
    size_t count;
    size_t more; /* how many were left out beyond that */
};

#define WARNINGS_EMPTY                                                                                                 \
    { .count = 0 }

/* Adds a sentence made with a printf format. */
void warnings_add(struct warnings *warnings, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Frees the warnings and leaves an empty list. */
void warnings_free(struct warnings *warnings);

struct pictures;

/* Takes out of a tree what documents do not show, and says it: raw HTML, links that may not be passed on, which become
 * their texts, and pictures that are not to be had, their alternative texts. The others come in `pictures`; the user
 * data of their nodes are their numbers there. */
void document_resolve(struct markdown *markdown, const struct document *document, struct pictures *pictures,
                      struct warnings *warnings);

/* Writes Markdown as one self-contained, accessible HTML page into `out`, which must be empty: language, title,
 * headings without gaps, table headers with their scope, a style sheet for screen and paper, pictures as data, no
 * scripts, nothing that is loaded from elsewhere. The tree is left empty. Fails with ERROR_DATA (no style sheet found);
 * `out` must then not be used. */
bool html_write(struct markdown *markdown, const struct document *document, struct buf *out, struct warnings *warnings,
                struct error *error);

/* Writes Markdown as an ODT package (OpenDocument 1.3) into `out`, which must be empty. The same input gives the same
 * bytes, in any time zone and locale. The tree is left empty. Fails with ERROR_DATA (the reference document or our own
 * templates cannot be used) or ERROR_IO; `out` must then not be used. */
bool odt_write(struct markdown *markdown, const struct document *document, struct buf *out, struct warnings *warnings,
               struct error *error);
