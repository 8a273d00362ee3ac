/* document: who made a document, how it looks and where its pictures come from; the writers, and what they have
 * to say about it. Nothing else reaches the document: no clock, no environment. */
#pragma once

#include "base/base.h"
#include "base/file.h"
#include "document/markdown.h"

/* All strings are UTF-8 and belong to the caller. Everything but `date`, `datadir` and `warnings` may be NULL
 * or 0. What a document is called, its Markdown says (markdown_title); its language is the Dutch of Belgium. */
struct document {
    const char *subject;   /* dc:subject, <meta name="description"> */
    const char *creator;   /* who wrote it, where the reader may see that name: dc:creator */
    const char *date;      /* day of the document, YYYY-MM-DD: its dates, and those of the files in the package */
    bool large;            /* larger type, for the pupil; a reference document decides for itself */
    const char *reference; /* ODT only: path of a reference document (.odt or .ott), the house style */

    const char *const *resources;  /* directories from which pictures may be taken; a relative path is tried
                                      in each, in this order. Nothing outside them is ever read. */
    size_t resource_count;         /* how many; 0: every picture becomes its alternative text */
    const struct datadir *datadir; /* where templates/odt/ and templates/html/ are found */
    struct warnings *warnings;     /* where is said what the user should know */
};

/* Something the reader of the messages should know, though the document was made: a picture that is missing. */
struct warning {
    char *text;  /* one sentence in the message language. Owned. */
    size_t line; /* line in the Markdown, from 1; 0: unknown */
};

enum { WARNINGS_MAX = 100 }; /* more would only hide the first */

/* No warnings yet: `struct warnings w = {0};` */
struct warnings {
    size_t count;
    size_t more;                        /* how many were left out beyond these */
    struct warning items[WARNINGS_MAX]; /* in the order of the text */
};

/* Adds a sentence made with a printf format. */
void warnings_add(struct warnings *warnings, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Frees the warnings and leaves an empty list. */
void warnings_free(struct warnings *warnings);

/* Adds a page of ours, such as "templates/odt/meta.xml", to `out`, filled in as a template (hgw-template(5)) but with
 * what a document knows alone: {{titel}}, {{onderwerp}}, {{auteur}}, {{datum}}, {{versie}}, {{{stijl}}}, {{{tekst}}}
 * and {{#groot}} for large type. Sections do not nest. `text` becomes part of `out`, and is empty then; it may be NULL
 * where the page has no room for it. Fails with ERROR_DATA or ERROR_IO. */
bool document_fill(struct buf *out, const struct document *document, const char *page, const char *title,
                   const char *style, struct buf *text, struct error *error);

/* --- pictures (picture.c): found in the directories that the caller allows and nowhere else, and nothing is left of
 * them but what they show --- */

/* Limits on one picture, and on all that a document shows, each as often as it does. */
enum {
    PICTURE_MEGAPIXELS_MAX = 120, /* a JPEG of that size takes 0.7 GB to turn */
    PICTURE_BYTES_MAX = 20 * 1024 * 1024,
    PICTURES_BYTES_MAX = 100 * 1024 * 1024, /* at ten times as much there is no page */
};

struct picture {
    char *source;           /* path of the file: of the machine, or in the reference document. Owned. */
    const char *problem;    /* why it cannot be shown, a sentence with %s for its address; NULL: it can */
    struct buf bytes;       /* the file, without what it tells beside the picture. Owned. */
    const char *media_type; /* "image/png" or "image/jpeg" */
    char path[32];          /* in a package: Pictures/hgw-N.EXT, with N from 1 */
    double width, height;   /* natural size in millimetres, more than 0 */
    struct picture *next;
};

/* Looks what a file is, and sets `bytes`, which must be empty, and what follows them but the path; returns what is then
 * its `problem`. The bytes have nothing but what the picture is drawn from: no place, date, name, text, profile,
 * earlier or smaller version. With `turn` a JPEG is turned upright as its Exif says, without loss but for at most 15
 * pixels at an edge that comes to stand above or left. */
const char *picture_read(struct picture *picture, const struct buf *file, bool turn);

/* No pictures yet: `struct pictures p = {0};` */
struct pictures {
    struct picture *first; /* in the order of first use. Owned. */
    size_t count;
    size_t shown; /* bytes */
};

/* The picture with this source, good or not; NULL: it is not there. */
const struct picture *pictures_find(const struct pictures *pictures, const char *source);

/* Adds the picture of a file, good or not. */
const struct picture *pictures_add(struct pictures *pictures, const char *source, const struct buf *file, bool turn);

/* Finds the picture with an address (percent-encoded UTF-8), used in `line` of the Markdown. Only files that lie, with
 * every symbolic link followed, in one of the document's resource directories; PNG and JPEG. NULL: it is not to be had,
 * and the warnings say why. */
const struct picture *pictures_use(struct pictures *pictures, const struct document *document, const char *url,
                                   size_t line);

/* Frees the pictures and leaves none. */
void pictures_free(struct pictures *pictures);

/* --- writers --- */

/* Takes out of a tree what documents do not show, and says it: raw HTML, links that may not be passed on, which become
 * their texts, and pictures that are not to be had, their alternative texts. The others come in `pictures`, and are the
 * user data of their nodes. */
void document_resolve(struct markdown *markdown, const struct document *document, struct pictures *pictures);

/* Writes Markdown as one self-contained, accessible HTML page into `out`, which must be empty: language, title,
 * headings without gaps, table headers with their scope, a style sheet for screen and paper, pictures as data, no
 * scripts, nothing that is loaded from elsewhere. The tree is of no use then. Fails with ERROR_DATA (no style sheet
 * found); `out` must then not be used. */
bool html_write(struct markdown *markdown, const struct document *document, struct buf *out, struct error *error);

/* Writes Markdown as an ODT package (OpenDocument 1.3) into `out`, which must be empty. The same input gives the same
 * bytes, in any time zone and locale. The tree is of no use then. Fails with ERROR_DATA (the reference document or our
 * own templates cannot be used) or ERROR_IO; `out` must then not be used. */
bool odt_write(struct markdown *markdown, const struct document *document, struct buf *out, struct error *error);
