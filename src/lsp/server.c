#include "lsp/server.h"

#include "base/file.h"
#include "base/process.h"
#include "lsp/commands.h"
#include "lsp/fresh.h"

enum { LOOK_AFTER = 3000 }; /* milliseconds: whether the client's process is still there */

/* --- what is sent --- */

static void send(struct server *s, json_t *message) {
    json_object_set_new(message, "jsonrpc", json_string("2.0"));
    message_add(&s->out, message);
}

void server_notify(struct server *s, const char *method, json_t *params) {
    send(s, json_pack("{s:s, s:o}", "method", method, "params", params));
}

void server_ask(struct server *s, const char *method, json_t *params) {
    send(s, json_pack("{s:I, s:s, s:o}", "id", ++s->asked, "method", method, "params", params));
}

void server_say(struct server *s, int type, const char *text) {
    server_notify(s, "window/showMessage", json_pack("{s:i, s:o}", "type", type, "message", json_text(text)));
}

static void send_error(struct server *s, json_t *id, int code, const char *text) {
    send(s, json_pack("{s:o, s:{s:i, s:o}}", "id", id ? json_incref(id) : json_null(), "error", "code", code, "message",
                      json_text(text)));
}

json_t *server_fail(struct server *s, int code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    free(s->message);
    s->message = text_vformat(format, arguments);
    va_end(arguments);
    s->failure = code;
    return NULL;
}

json_t *server_fail_error(struct server *s, struct error *error) {
    struct buf text = BUF_EMPTY;
    datadir_advise(s->checker.datadir, error);
    error_print(error, &text);
    error_clear(error);
    server_fail(s, LSP_FAILED, "%s", text.data ? text.data : "");
    buf_free(&text);
    return NULL;
}

/* --- what is received --- */

json_t *json_at(const json_t *value, const char *path) {
    json_t *found = (json_t *)value;
    char *names = mem_strdup(path), *rest = NULL;
    for (char *name = strtok_r(names, "/", &rest); name; name = strtok_r(NULL, "/", &rest))
        found = json_object_get(found, name);
    free(names);
    return found;
}

const char *json_text_at(const json_t *value, const char *path) {
    return json_string_value(json_at(value, path));
}

/* --- documents --- */

static struct text_document **find_document(struct server *s, const json_t *params) {
    const json_t *named = json_object_get(params, "textDocument");
    const char *uri = json_text_at(named ? named : params, "uri");
    for (size_t i = 0; uri && i < s->document_count; i++)
        if (strcmp(s->documents[i]->uri, uri) == 0)
            return &s->documents[i];
    return NULL;
}

/* Reads it, when it changed. What fails is a rule of the team's: that is said, and what is known stays. */
static void read_document(struct server *s, struct text_document *document) {
    struct error error = ERROR_EMPTY;
    if (!document_read(document, &error)) {
        struct buf text = BUF_EMPTY;
        error_print(&error, &text);
        server_say(s, 1, text.data);
        buf_free(&text);
    }
    error_clear(&error);
}

struct text_document *server_document(struct server *s, const json_t *params) {
    struct text_document **found = find_document(s, params);
    if (!found) {
        server_fail(s, LSP_INVALID_PARAMS, "%s", _("Dit document is niet geopend."));
        return NULL;
    }
    read_document(s, *found);
    return *found;
}

static void publish(struct server *s, struct text_document *document) {
    server_notify(s, "textDocument/publishDiagnostics", diagnostics(document, &s->filter));
    document->unpublished = false;
}

static void close_document(struct server *s, struct text_document **found) {
    document_close(*found);
    *found = s->documents[--s->document_count];
}

static json_t *did_close(struct server *s, const json_t *params) {
    struct text_document **found = find_document(s, params);
    if (found) {
        server_notify(s, "textDocument/publishDiagnostics",
                      json_pack("{s:s, s:[]}", "uri", (*found)->uri, "diagnostics"));
        close_document(s, found);
    }
    return NULL;
}

static json_t *did_open(struct server *s, const json_t *params) {
    const json_t *text = json_at(params, "textDocument/text");
    const char *uri = json_text_at(params, "textDocument/uri");
    struct text_document **found = find_document(s, params);
    if (!uri || !json_is_string(text))
        return NULL;
    if (found) /* a second one of the same name takes the place of the first */
        close_document(s, found);
    s->documents = list_grow(s->documents, &s->document_capacity, s->document_count, sizeof(*s->documents));
    struct text_document *document =
        document_open(&s->settings, uri, json_string_value(text), json_string_length(text));
    document->version = json_integer_value(json_at(params, "textDocument/version"));
    s->documents[s->document_count++] = document;
    return NULL;
}

static json_t *did_change(struct server *s, const json_t *params) {
    struct text_document **found = find_document(s, params);
    size_t i;
    json_t *change;
    if (!found)
        return NULL;
    json_array_foreach(json_object_get(params, "contentChanges"), i, change) {
        const json_t *text = json_object_get(change, "text"), *range = json_object_get(change, "range");
        if (json_is_string(text) && json_is_object(range)) {
            size_t from = document_offset(*found, json_object_get(range, "start"));
            size_t to = document_offset(*found, json_object_get(range, "end"));
            document_edit(*found, from, to > from ? to : from, json_string_value(text), json_string_length(text));
        } else if (json_is_string(text))
            document_replace(*found, json_string_value(text), json_string_length(text));
    }
    (*found)->version = json_integer_value(json_at(params, "textDocument/version"));
    return NULL;
}

/* --- the beginning and the end --- */

static bool is_true(const json_t *value, const char *path) {
    return json_is_true(json_at(value, path));
}

/* Whether a list at a path holds a word. */
static bool lists(const json_t *value, const char *path, const char *word) {
    size_t i;
    json_t *one;
    json_array_foreach(json_at(value, path), i,
                       one) if (json_is_string(one) && strcmp(json_string_value(one), word) == 0) return true;
    return false;
}

static void read_client(struct server *s, const json_t *params) {
    const json_t *client = json_object_get(params, "capabilities");
    const json_t *options = json_object_get(params, "initializationOptions");
    const char *directory = json_text_at(options, "directory");
    long parent = (long)json_integer_value(json_object_get(params, "processId"));
    struct lsp_settings *settings = &s->settings;
    settings->utf8 = lists(client, "general/positionEncodings", "utf-8");
    settings->snippets = is_true(client, "textDocument/completion/completionItem/snippetSupport");
    settings->markdown = lists(client, "textDocument/hover/contentFormat", "markdown");
    settings->versions = is_true(client, "workspace/workspaceEdit/documentChanges");
    settings->tree = is_true(client, "textDocument/documentSymbol/hierarchicalDocumentSymbolSupport");
    settings->show_document = is_true(client, "window/showDocument/support");
    settings->apply_edit = is_true(client, "workspace/applyEdit");
    settings->lenses = is_true(options, "codeLens");
    settings->directory = directory ? mem_strdup(directory) : NULL;
    s->parent = process_alive(parent) ? parent : 0; /* else it counts its processes elsewhere: in a container */
}

static json_t *initialize(struct server *s, const json_t *params) {
    struct error error = ERROR_EMPTY;
    if (s->initialized)
        return server_fail(s, LSP_INVALID_REQUEST, "%s", _("De sessie is al begonnen (initialize)."));
    if (!s->settings.checker && !(s->settings.checker = checker_open(&s->checker, &error)))
        return server_fail_error(s, &error);
    s->initialized = true;
    read_client(s, params);
    hints_open(&s->settings);
    bool prepares = is_true(params, "capabilities/textDocument/rename/prepareSupport");
    json_t *rename = prepares ? json_pack("{s:b}", "prepareProvider", 1) : json_true();
    json_t *can = json_pack("{s:s, s:{s:b, s:i}, s:b, s:b, s:o, s:b, s:b, s:b, s:b, s:{s:[s, s, s, s]}, s:{s:o}}",
                            "positionEncoding", s->settings.utf8 ? "utf-8" : "utf-16", "textDocumentSync", "openClose",
                            1, "change", 2, "definitionProvider", 1, "referencesProvider", 1, "renameProvider", rename,
                            "documentSymbolProvider", 1, "foldingRangeProvider", 1, "hoverProvider", 1,
                            "codeActionProvider", 1, "completionProvider", "triggerCharacters", "<", "\"", " ", "/",
                            "executeCommandProvider", "commands", command_names());
    if (s->settings.lenses)
        json_object_set_new(can, "codeLensProvider", json_object());
    return json_pack("{s:o, s:{s:s, s:s}}", "capabilities", can, "serverInfo", "name", "hgw-lsp", "version",
                     HGW_VERSION);
}

static json_t *shut_down(struct server *s, const json_t *params) {
    (void)params;
    s->shut_down = true;
    return json_null();
}

static json_t *end(struct server *s, const json_t *params) {
    (void)params;
    s->ended = true;
    s->status = !s->shut_down;
    return NULL;
}

/* --- messages --- */

/* One of the two answers a request (a result, or NULL after server_fail) or takes a notification. */
static const struct method {
    const char *name;
    bool request;
    json_t *(*call)(struct server *s, const json_t *params);
    json_t *(*about)(struct request *request);
} methods[] = {
    {"initialize", true, initialize, NULL},
    {"shutdown", true, shut_down, NULL},
    {"exit", false, end, NULL},
    {"textDocument/didOpen", false, did_open, NULL},
    {"textDocument/didChange", false, did_change, NULL},
    {"textDocument/didClose", false, did_close, NULL},
    {"textDocument/definition", true, NULL, definition},
    {"textDocument/references", true, NULL, references},
    {"textDocument/prepareRename", true, NULL, prepare_rename},
    {"textDocument/rename", true, NULL, rename_id},
    {"textDocument/completion", true, NULL, completion},
    {"textDocument/hover", true, NULL, hover},
    {"textDocument/codeAction", true, NULL, code_actions},
    {"textDocument/documentSymbol", true, NULL, document_symbols},
    {"textDocument/foldingRange", true, NULL, folding_ranges},
    {"textDocument/codeLens", true, NULL, code_lenses},
    {"workspace/executeCommand", true, execute_command, NULL},
};

static json_t *call(struct server *s, const struct method *method, const json_t *params) {
    if (method->call)
        return method->call(s, params);
    struct text_document *document = server_document(s, params);
    const json_t *start = json_at(params, "range/start");
    if (!document)
        return NULL;
    bool large = document->text.length > DOCUMENT_MOST;
    struct request request = {.server = s, .document = document, .params = params};
    request.from = document_offset(document, start ? start : json_object_get(params, "position"));
    request.to = document_offset(document, json_at(params, "range/end"));
    if (request.to < request.from)
        request.to = request.from;
    if (!large) {
        request.tags =
            tags_read(document->text.data, document->text.length, request.from, s->settings.checker->grammar);
        request.caret = caret_at(&request.tags, request.from);
        request.inside = caret_at(&request.tags, request.from + (document->text.data[request.from] == '<'));
    }
    json_t *answer = method->about(&request);
    tags_free(&request.tags);
    return answer;
}

static const struct method *find_method(const char *name) {
    for (size_t i = 0; name && i < sizeof methods / sizeof methods[0]; i++)
        if (strcmp(methods[i].name, name) == 0)
            return &methods[i];
    return NULL;
}

/* True when the client has taken back the request with this id. */
static bool is_cancelled(const struct server *s, const json_t *id) {
    size_t i;
    json_t *message;
    json_array_foreach(s->queue, i, message) {
        const char *name = json_text_at(message, "method");
        if (name && strcmp(name, "$/cancelRequest") == 0 && json_equal(json_at(message, "params/id"), id))
            return true;
    }
    return false;
}

static void answer(struct server *s, json_t *id, const struct method *method, const json_t *params) {
    s->failure = 0;
    if (!json_is_string(id) && !json_is_integer(id))
        server_fail(s, LSP_INVALID_REQUEST, "%s", _("De id van een verzoek is een getal of een tekst."));
    else if (s->shut_down)
        server_fail(s, LSP_INVALID_REQUEST, "%s", _("De sessie is afgesloten (shutdown)."));
    else if (!s->initialized && (!method || method->call != initialize))
        server_fail(s, LSP_NOT_INITIALIZED, "%s", _("De sessie is nog niet begonnen (initialize)."));
    else if (!method || !method->request)
        server_fail(s, LSP_UNKNOWN_METHOD, "%s", _("hgw-lsp kent dit verzoek niet."));
    else if (is_cancelled(s, id))
        server_fail(s, LSP_CANCELLED, "%s", _("Ingetrokken."));
    json_t *result = method && s->failure == 0 ? call(s, method, params) : NULL;
    if (s->failure != 0)
        send_error(s, json_is_string(id) || json_is_integer(id) ? id : NULL, s->failure, s->message);
    else
        send(s, json_pack("{s:O, s:o}", "id", id, "result", result ? result : json_null()));
}

static void handle(struct server *s, json_t *message) {
    const char *name = json_text_at(message, "method");
    json_t *id = json_object_get(message, "id");
    const json_t *params = json_object_get(message, "params");
    const struct method *method = find_method(name);
    if (name && id)
        answer(s, id, method, params);
    else if (name) {
        bool heard = s->initialized && !s->shut_down;
        if (method && !method->request && (heard || method->call == end))
            call(s, method, params);
    } else if (!id) /* else an answer of the client */
        send_error(s, NULL, LSP_INVALID_REQUEST, _("Een bericht heeft geen method."));
}

/* Takes the messages out of the bytes that came, all of them: a later one may take back an earlier one. */
static void queue_messages(struct server *s) {
    json_t *message;
    const char *why;
    for (enum message_read read; (read = message_next(&s->reader, &message, &why)) != MESSAGE_NONE;) {
        if (read == MESSAGE_GOOD)
            json_array_append_new(s->queue, message);
        else {
            send_error(s, NULL, LSP_PARSE, why);
            server_say(s, 1, why);
        }
    }
}

void server_take(struct server *s, const char *bytes, size_t length, bool idle) {
    if (!s->queue)
        s->queue = json_array();
    buf_add(&s->reader.bytes, bytes, length);
    queue_messages(s);
    while (json_array_size(s->queue) > 0 && !s->ended) {
        json_t *message = json_incref(json_array_get(s->queue, 0));
        json_array_remove(s->queue, 0);
        handle(s, message);
        json_decref(message);
    }
    for (size_t i = 0; idle && !s->ended && i < s->document_count; i++)
        if (s->documents[i]->unpublished) {
            read_document(s, s->documents[i]);
            publish(s, s->documents[i]);
        }
}

bool server_run(struct server *s, struct error *error) {
    bool idle = false;
    while (!s->ended) {
        enum input input = stdin_read(&s->reader.bytes, !idle ? 0 : s->parent ? LOOK_AFTER : -1);
        idle = input == INPUT_NONE;
        server_take(s, NULL, 0, idle);
        if (s->out.length > 0 && !stdout_write(s->out.data, s->out.length, error))
            return false;
        buf_clear(&s->out);
        if (!s->ended && (input == INPUT_END || (s->parent && idle && !process_alive(s->parent)))) {
            s->ended = true;
            s->status = 1;
        }
    }
    return true;
}

void server_close(struct server *s) {
    for (size_t i = 0; i < s->document_count; i++)
        document_close(s->documents[i]);
    free(s->documents);
    checker_close(s->settings.checker);
    free(s->settings.directory);
    tags_free(&s->settings.hints);
    buf_free(&s->settings.examples);
    json_decref(s->queue);
    buf_free(&s->reader.bytes);
    free(s->message);
    buf_free(&s->out);
}
