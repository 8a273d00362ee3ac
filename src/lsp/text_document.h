/* text_document: a case as it stands in the editor: its text, places in it, and what was last read of it.
 *
 * Typing makes a text that is no good XML for a while. So two things are kept: the last tree that there was, and the
 * last findings of the rules; what stood somewhere in them is moved along with the text. */
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

/* One change of the text: what stood from `from` up to `to` gave way to `length` bytes. */
struct edit {
    size_t from, to, length;
};

/* A finding that is shown, and the edits that its place has not been through yet. */
struct shown {
    const struct finding *finding;
    size_t since;
};

struct text_document {
    const struct lsp_settings *settings; /* not owned */
    char *uri;                           /* as the client names it. Owned. */
    char *path;                          /* of a file: URI; NULL: it is no file. Owned. */
    json_int_t version;                  /* as the client counts */
    struct buf text;                     /* as the editor has it now, UTF-8. Owned. */
    size_t *lines;                       /* where each line begins, line 0 at 0. Owned. */
    size_t line_count, line_capacity;
    bool unread;          /* the text changed since it was last read */
    bool unpublished;     /* the client has not been told what was found */
    bool well_formed;     /* the text was a tree when it was last read: `tree` is of now */
    struct checked *tree; /* the last one that was well-formed: its case is with ids and places; NULL: there has been
                             none. Owned. */
    struct checked
        *rules; /* the last one that the rules were run over: `tree`, or an earlier one; NULL: none. Owned. */
    struct findings broken; /* why the text is not well-formed now. Owned. */
    struct shown *shown;    /* all findings that are shown, not in order. Owned. */
    size_t shown_count, shown_capacity;
    struct edit *edits; /* since `rules` was read. Owned. */
    size_t edit_count, edit_capacity;
    size_t since;                   /* of these, the first that `tree` has not been through */
    size_t bom;                     /* bytes in the text before what the tree counts from */
    size_t near_offset, near_units; /* a place on a long line, to count on from */
};

/* The most that is checked while somebody types: a case is rarely larger than 1 MB. */
enum { DOCUMENT_MOST = 4 * 1024 * 1024 };

#define DOCUMENT_BOM "\xEF\xBB\xBF"

/* The URI of a file with this path, which begins with a slash. Freed with free(). */
char *uri_of(const char *path);

/* Freed with document_close. */
struct text_document *document_open(const struct lsp_settings *settings, const char *uri, const char *text,
                                    size_t length);
void document_close(struct text_document *document);

/* Puts bytes in the place of those from `from` up to `to`; of the whole text (what did not change keeps its place). */
void document_edit(struct text_document *document, size_t from, size_t to, const char *bytes, size_t length);
void document_replace(struct text_document *document, const char *bytes, size_t length);

/* Reads and checks the text when it changed since the last time. False: a rule fails on it (ERROR_DATA). */
bool document_read(struct text_document *document, struct error *error);

/* The tags of the text as it is now, as tags_read does. Free `items`. */
struct tags document_tags(const struct text_document *document, size_t offset);

/* Makes a case of the text as it is now, as case_load does. */
void document_load(struct text_document *document, struct case_file *c, struct findings *findings);

/* A byte offset in the text for a Position of the protocol: what is beyond a line or the text is its end. */
size_t document_offset(struct text_document *document, const json_t *position);

/* The line that an offset is in, from 0. */
size_t document_line(const struct text_document *document, size_t offset);

/* The other way round: {"line":…, "character":…}; and {"start":…, "end":…}. */
json_t *document_position(struct text_document *document, size_t offset);
json_t *document_range(struct text_document *document, size_t from, size_t to);

/* A TextEdit: {"range":…, "newText":…}. */
json_t *document_text_edit(struct text_document *document, size_t from, size_t to, const char *text);

/* A WorkspaceEdit with these TextEdits (an array, which it takes over) of this document. */
json_t *document_workspace_edit(const struct text_document *document, json_t *edits);

#define PLACE_GONE SIZE_MAX

/* Where in the text of now what stood at `offset` of the last tree's source is; of a node of that tree; of a finding.
 * PLACE_GONE: it was taken away. */
size_t document_place(const struct text_document *document, size_t offset);
size_t document_node_place(const struct text_document *document, const xmlNode *node);
size_t document_finding_place(const struct text_document *document, const struct shown *shown);

/* Where the start tag's name ends that begins at `place`, the first of a wrong text: what is underlined. */
size_t document_mark_end(const struct text_document *document, size_t place);
