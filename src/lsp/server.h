/* server: a conversation with an editor: the Language Server Protocol 3.17 over standard input and output.
 *
 *   bytes ─▶ message ─▶ queue ─▶ a method of the table ─▶ answer
 *                                  didOpen, didChange ─▶ text_document ─▶ when nothing waits: diagnostics
 *
 * It never writes in a case: it says what the editor may change. */
#pragma once

#include "lsp/message.h"
#include "lsp/text_document.h"
#include "output/output.h"

/* Errors of the protocol. */
enum {
    LSP_INVALID_REQUEST = -32600,
    LSP_UNKNOWN_METHOD = -32601,
    LSP_INVALID_PARAMS = -32602,
    LSP_PARSE = -32700,
    LSP_NOT_INITIALIZED = -32002,
    LSP_FAILED = -32803,
    LSP_CANCELLED = -32800,
};

/* Start with `struct server server = {.checker = …, .settings = …};`. */
struct server {
    struct checker_options checker; /* what the rules are read with */
    struct lsp_settings settings;
    struct filter filter; /* what is shown */

    struct message_reader reader;
    json_t *queue; /* the messages that wait */
    struct buf out;
    struct text_document **documents;
    size_t document_count, document_capacity;
    bool initialized, shut_down, ended;
    int status;       /* what the program is to end with */
    long parent;      /* the process that is to outlive us no more; 0: nobody said */
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

/* --- For the files of this room --- */

/* Fails the method at hand: returns NULL. */
json_t *server_fail(struct server *server, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same with what went wrong, which is cleared. */
json_t *server_fail_error(struct server *server, struct error *error);

/* Sends a notification, or a request of ours; the params' reference is taken away. */
void server_notify(struct server *server, const char *method, json_t *params);
void server_ask(struct server *server, const char *method, json_t *params);

/* Tells the user something, as the client shows it: type 1 an error, 2 a warning, 3 information. */
void server_say(struct server *server, int type, const char *text);

/* The document that these params, or the {"uri":…} in them, are about, read. NULL: it is not open. */
struct text_document *server_document(struct server *server, const json_t *params);

/* The value at the end of a path of names: "range/start"; a text there. NULL: there is none. */
json_t *json_at(const json_t *value, const char *path);
const char *json_text_at(const json_t *value, const char *path);

/* A request about a document, and the place in it that a position or a range in the params names. */
struct request {
    struct server *server;
    struct text_document *document;
    const json_t *params;
    struct tags tags;    /* of its text; none of one that is larger than DOCUMENT_MOST */
    size_t from, to;     /* to is never before from */
    struct caret caret;  /* at `from` */
    struct caret inside; /* the same, but at the sign of a tag in its name */
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

/* The params of textDocument/publishDiagnostics for a document that was read: what the filter lets through. */
json_t *diagnostics(struct text_document *document, const struct filter *filter);
