/* server: a conversation with an editor: the Language Server Protocol 3.17 over standard input and output.
 *
 *   bytes ─▶ message ─▶ queue ─▶ a method of the table ─▶ answer
 *                                  didOpen, didChange ─▶ text_document ─▶ when nothing waits: diagnostics
 *
 * It never writes in a case: it says what the editor may change. */
#pragma once

#include "edit/edit.h"
#include "output/output.h"

/* Start with `struct server server = {.options = …, .day = …};`. */
struct server {
    struct checker_options options; /* what the rules are read with */
    const char *day;                /* --date, or NULL */
    const char *phase;              /* check as if in this phase; NULL: each case in its own */
    struct filter filter;           /* what is shown */

    struct checker *checker;
    struct buf examples; /* templates/new, */
    struct tags hints;   /* and its tags */

    /* What the client can do, and wants. */
    bool utf8;     /* a character of a position is a byte of UTF-8; else a code unit of UTF-16 */
    bool snippets; /* it knows tab stops */
    bool markdown; /* it shows Markdown in a hover */
    bool versions; /* WorkspaceEdit may hold documentChanges */
    bool show_document, apply_edit;
    char *directory; /* where a report is written that a command asks for; NULL: a private one. Owned. */
    long parent;     /* the process that is to outlive us no more; 0: nobody said */

    struct buf in; /* what came in and is no whole message yet */
    bool lost;     /* what is wrong with it is told: look for the next header */
    json_t *queue; /* the messages that wait */
    struct buf out;
    struct text_document *documents; /* the first one. Owned. */
    bool initialized, shut_down, ended;
    int status;       /* what the program is to end with */
    json_int_t asked; /* requests of ours so far */
    int failure;      /* why the method at hand failed: an error code, */
    char *message;    /* and its sentence. Owned. */
};

/* Takes bytes and answers, in server->out, all that they ask; with `idle` there is nothing more for the moment. The
 * end of a conversation is server->ended. */
void server_take(struct server *server, const char *bytes, size_t length, bool idle);

/* Talks until the client says exit (status 0, or 1 without shutdown), or is gone (1). False: the answer cannot be
 * written. */
bool server_run(struct server *server, struct error *error);

void server_close(struct server *server);

/* Adds a message with its header, and takes its reference away. */
void message_add(struct buf *out, json_t *message);

/* The value at the end of a path of names: "range/start"; a text there. NULL: there is none. */
json_t *json_at(const json_t *value, const char *path);
const char *json_text_at(const json_t *value, const char *path);

enum { LSP_INVALID_PARAMS = -32602, LSP_FAILED = -32803 };

/* Fails the method at hand, with a sentence or what went wrong, which is cleared: returns NULL. */
json_t *server_fail(struct server *server, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));
json_t *server_fail_error(struct server *server, struct error *error);

/* Sends a notification, or a request of ours; the params' reference is taken away. */
void server_notify(struct server *server, const char *method, json_t *params);
void server_ask(struct server *server, const char *method, json_t *params);

/* Tells the user something, as the client shows it: type 1 an error, 2 a warning, 3 information. */
void server_say(struct server *server, int type, const char *text);

/* --- a case as it stands in the editor: its text, places in it, and what was found in it ---
 *
 * Typing makes a text that is no good XML for a while. What was found before stays then, and moves along with the text.
 */
struct text_document {
    struct text_document *next; /* of those that are open */
    struct server *server;      /* not owned */
    char *uri;                  /* as the client names it. Owned. */
    char *path;                 /* of a file: URI; NULL: it is no file. Owned. */
    json_int_t version;         /* as the client counts */
    struct buf text;            /* as the editor has it now, UTF-8 behind a BOM. Owned. */
    size_t *lines;              /* where each line begins, line 0 behind the BOM. Owned. */
    size_t line_count, line_capacity;
    bool unread;              /* the text changed since it was last read */
    bool unpublished;         /* the client has not been told what was found */
    struct checked read;      /* the text as it was last read. Its findings are below. Owned. */
    struct findings findings; /* their offsets are places in the text of now. Of what is in `read` with their nodes; of
                                 what was found before without. Owned. */
    size_t near_offset, near_units; /* a place on a long line, to count on from */
};

/* The offset of a finding whose place was taken away. */
#define PLACE_GONE SIZE_MAX

/* The most that is checked while somebody types: a case is rarely larger than 1 MB. */
enum { DOCUMENT_MOST = 4 * 1024 * 1024 };

/* With a BOM nobody looks at which encoding the file declares: the editor has decoded it. Places in a case count from
 * behind it. */
#define BOM "\xEF\xBB\xBF"
enum { BOM_SIZE = sizeof BOM - 1 };

/* Opens a document, the first of the server's now; takes one out of that list, and frees it. */
struct text_document *document_open(struct server *server, const char *uri, const char *text, size_t length);
void document_close(struct text_document **at);

/* Puts bytes in the place of those from `from` up to `to`; of the whole text (what did not change keeps its place). */
void document_edit(struct text_document *document, size_t from, size_t to, const char *bytes, size_t length);
void document_replace(struct text_document *document, const char *bytes, size_t length);

/* Reads and checks the text when it changed since the last time. What fails is a rule of the team's: that is said, and
 * what is known stays. */
void document_read(struct text_document *document);

/* Makes a case of the text as it is now, as case_load does. */
void document_load(struct text_document *document, struct case_file *c, struct findings *findings);

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

/* The document that these params, or the {"uri":…} in them, are about, read. NULL: it is not open. */
struct text_document *server_document(struct server *server, const json_t *params);

/* The params of textDocument/publishDiagnostics for a document that was read: what the filter lets through. */
json_t *diagnostics(struct text_document *document, const struct filter *filter);

/* --- where the caret stands among the tags of a text --- */

enum where {
    WHERE_NOTHING,   /* in a comment, at a place where nothing can stand */
    WHERE_TEXT,      /* between tags */
    WHERE_NAME,      /* in the name of a start tag, or where it is to come */
    WHERE_CLOSE,     /* the same of an end tag */
    WHERE_ATTRIBUTE, /* in the name of an attribute, or where one may come */
    WHERE_VALUE,     /* in the value of one */
};

struct caret {
    enum where where;
    size_t at;
    size_t from, to;                   /* the word around the caret, which an answer replaces */
    const struct typed_tag *tag;       /* the tag that it stands in, or the last one before it; NULL: none */
    const struct typed_tag *element;   /* the element around it, and around that tag; NULL: none */
    const struct attribute *attribute; /* of WHERE_VALUE, and of WHERE_ATTRIBUTE in a name; else NULL */
};

struct caret caret_at(const struct tags *tags, size_t offset);

/* "Karim, ouder", or "hulpvraag: Noor begint …": who or what an element is. Freed with free(). */
char *tag_who(const struct tags *tags, const struct typed_tag *tag);

/* --- what is asked about a document --- */

/* A request, and the place that a position or a range in its params names. */
struct request {
    struct server *server;
    struct text_document *document;
    const json_t *params;
    struct tags tags;    /* of its text; none of one that is larger than DOCUMENT_MOST */
    size_t from, to;     /* to is never before from */
    struct caret before; /* at `from`, */
    struct caret caret;  /* or, at the sign of a tag, in its name */
};

/* Each answers its method of textDocument, null when there is nothing; or (NULL) server_fail says why it cannot. */
json_t *completion(struct request *request);
json_t *hover(struct request *request);
json_t *code_actions(struct request *request);
json_t *definition(struct request *request);
json_t *references(struct request *request);
json_t *prepare_rename(struct request *request);
json_t *rename_id(struct request *request);
json_t *document_symbols(struct request *request);
json_t *folding_ranges(struct request *request);
json_t *code_lenses(struct request *request);

/* --- what the user can ask of the server by name: hgw-lsp(1), "Commands" ---
 *
 * What changes the text has the client do so (workspace/applyEdit); one that cannot gets the WorkspaceEdit. */

/* The names: a list of texts. */
json_t *command_names(void);

/* Answers workspace/executeCommand. */
json_t *execute_command(struct server *server, const json_t *params);

/* The TextEdits that a splice of the tree of now makes; and what adds a piece, or (NULL) what the next phase needs, or
 * that phase. NULL: error says why not. */
json_t *edit_spliced(struct text_document *document, const struct splice *splice);
json_t *edit_adding(struct text_document *document, const char *piece, const char *phase, struct error *error);

/* --- an element as it is when it has just been opened ---
 *
 * It has the attributes and elements that it must have, and a place for each thing that is to be said. Its hints, and
 * what its ids look like, come from templates/new. */

/* A place to fill in a text that is being made, with what is proposed there: nothing, a text, or choices with \3
 * between. */
#define FRESH_PLACE "\1%s\2"

/* Makes tab stops of a snippet of the places (LSP 3.17), or else what is proposed there, of choices the first. */
void fresh_finish(struct buf *text, bool stops);

/* Adds the element as it stands in `parent` (NULL: it is the root); and the value of an attribute, without quotes, as
 * in this example (NULL: the first). */
void fresh_element(const struct request *request, const char *parent, const struct grammar_element *element,
                   struct buf *text);
void fresh_value(const struct request *request, const struct grammar_element *element,
                 const struct grammar_attribute *attribute, const struct typed_tag *example, struct buf *text);

/* Reads templates/new; without it there are no hints. */
void hints_open(struct server *server);
