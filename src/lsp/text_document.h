/* text_document: a case as it stands in the editor: its text, places in it, and what was found in it.
 *
 * Typing makes a text that is no good XML for a while. What was found before stays then, and moves along with the text.
 */
#pragma once

#include "base/base.h"
#include "lsp/caret.h"
#include "rules/check.h"

#include <jansson.h>

/* What the client and the command line ask for: the same for all documents. */
struct lsp_settings {
    const struct datadir *datadir;
    const char *day;   /* --date, or NULL */
    const char *phase; /* check as if in this phase; NULL: each case in its own */
    enum lang lang;    /* of messages */
    struct checker *checker;
    bool utf8;     /* a character of a position is a byte of UTF-8; else a code unit of UTF-16 */
    bool snippets; /* the client knows tab stops */
    bool markdown; /* the client shows Markdown in a hover */
    bool versions; /* WorkspaceEdit may hold documentChanges */
    bool tree;     /* a symbol may have children */
    bool show_document, apply_edit;
    bool lenses;         /* show what a section is for and how many findings it has */
    struct buf examples; /* templates/new, and its tags (lsp/fresh.h: hints_open). Owned. */
    struct tags hints;
    char *directory; /* where a report is written that a command asks for; NULL: a private one. Owned. */
};

struct text_document {
    struct lsp_settings *settings; /* not owned */
    char *uri;                     /* as the client names it. Owned. */
    char *path;                    /* of a file: URI; NULL: it is no file. Owned. */
    json_int_t version;            /* as the client counts */
    struct buf text;               /* as the editor has it now, UTF-8. Owned. */
    size_t *lines;                 /* where each line begins, line 0 at 0. Owned. */
    size_t line_count, line_capacity;
    bool unread;              /* the text changed since it was last read */
    bool unpublished;         /* the client has not been told what was found */
    struct checked read;      /* the text as it was last read. Its findings are below. Owned. */
    size_t bom;               /* bytes in the text before what that counts from */
    struct findings findings; /* their offsets are places in the text of now. Of what is in `read` with their nodes; of
                                 what was found before without. Owned. */
    size_t near_offset, near_units; /* a place on a long line, to count on from */
};

/* The offset of a finding whose place was taken away. */
#define PLACE_GONE SIZE_MAX

/* The most that is checked while somebody types: a case is rarely larger than 1 MB. */
enum { DOCUMENT_MOST = 4 * 1024 * 1024 };

#define DOCUMENT_BOM "\xEF\xBB\xBF"

/* The URI of a file with this path, which begins with a slash. Freed with free(). */
char *uri_of(const char *path);

/* Freed with document_close. */
struct text_document *document_open(struct lsp_settings *settings, const char *uri, const char *text, size_t length);
void document_close(struct text_document *document);

/* Puts bytes in the place of those from `from` up to `to`; of the whole text (what did not change keeps its place). */
void document_edit(struct text_document *document, size_t from, size_t to, const char *bytes, size_t length);
void document_replace(struct text_document *document, const char *bytes, size_t length);

/* Reads and checks the text when it changed since the last time. False: a rule fails on it (ERROR_DATA). */
bool document_read(struct text_document *document, struct error *error);

/* Makes a case of the text as it is now, as case_load does. */
void document_load(struct text_document *document, struct case_file *c, struct findings *findings);

/* Where an element of the tree that was last read begins. */
size_t document_node_place(const struct text_document *document, const xmlNode *node);

/* A byte offset in the text for a Position of the protocol: what is beyond a line or the text is its end. */
size_t document_offset(struct text_document *document, const json_t *position);

/* The line that an offset is in, from 0. */
size_t document_line(const struct text_document *document, size_t offset);

/* A Range: {"start": {"line":…, "character":…}, "end":…}. */
json_t *document_range(struct text_document *document, size_t from, size_t to);

/* A TextEdit: {"range":…, "newText":…}. */
json_t *document_text_edit(struct text_document *document, size_t from, size_t to, const char *text);

/* A WorkspaceEdit with these TextEdits (an array, which it takes over) of this document. */
json_t *document_workspace_edit(const struct text_document *document, json_t *edits);
