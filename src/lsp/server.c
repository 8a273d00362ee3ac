#include "lsp/server.h"

#include "base/file.h"
#include "base/process.h"

enum {
    LOOK_AFTER = 3000,                /* milliseconds: whether the client's process is still there */
    HEADER_MOST = 4096,               /* bytes of the header of a message; */
    HEADER_KEPT = 64,                 /* of what has no end: that may be the beginning of one, */
    MESSAGE_MOST = 128 * 1024 * 1024, /* and of what follows: a document of 64 MB with room for its escapes */
};

/* Errors of the protocol, besides those that every method may have. */
enum {
    LSP_INVALID_REQUEST = -32600,
    LSP_UNKNOWN_METHOD = -32601,
    LSP_PARSE = -32700,
    LSP_NOT_INITIALIZED = -32002,
    LSP_CANCELLED = -32800,
};

/* --- what is sent --- */

void message_add(struct buf *out, json_t *message) {
    AUTO(buf_free) struct buf body = BUF_EMPTY;
    json_add(&body, message);
    buf_printf(out, "Content-Length: %zu\r\n\r\n", body.length);
    buf_add(out, body.data, body.length);
}

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
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    datadir_advise(s->options.datadir, error);
    error_print(error, &text);
    error_clear(error);
    return server_fail(s, LSP_FAILED, "%s", text.data ? text.data : "");
}

/* --- what is received --- */

json_t *json_at(const json_t *value, const char *path) {
    json_t *found = (json_t *)value;
    AUTO(mem_free) char *names = mem_strdup(path);
    char *rest = NULL;
    for (char *name = strtok_r(names, "/", &rest); name; name = strtok_r(NULL, "/", &rest))
        found = json_object_get(found, name);
    return found;
}

const char *json_text_at(const json_t *value, const char *path) {
    return json_string_value(json_at(value, path));
}

/* --- documents --- */

/* The document that params are about, in the list; or the end of that. */
static struct text_document **find_document(struct server *s, const json_t *params) {
    const json_t *named = json_object_get(params, "textDocument");
    const char *uri = json_text_at(named ? named : params, "uri");
    struct text_document **at = &s->documents;
    while (*at && !(uri && strcmp((*at)->uri, uri) == 0))
        at = &(*at)->next;
    return at;
}

struct text_document *server_document(struct server *s, const json_t *params) {
    struct text_document *document = *find_document(s, params);
    if (document)
        document_read(document);
    else
        server_fail(s, LSP_INVALID_PARAMS, "%s", _("Dit document is niet geopend."));
    return document;
}

static void did_close(struct server *s, const json_t *params) {
    struct text_document **found = find_document(s, params);
    if (*found) {
        server_notify(s, "textDocument/publishDiagnostics",
                      json_pack("{s:s, s:[]}", "uri", (*found)->uri, "diagnostics"));
        document_close(found);
    }
}

static void did_open(struct server *s, const json_t *params) {
    const char *uri, *text;
    size_t length;
    json_int_t version = 0;
    struct text_document **found = find_document(s, params);
    if (json_unpack((json_t *)params, "{s:{s:s, s:s%, s?I}}", "textDocument", "uri", &uri, "text", &text, &length,
                    "version", &version) != 0)
        return;
    if (*found) /* a second one of the same name takes the place of the first */
        document_close(found);
    document_open(s, uri, text, length)->version = version;
}

static void did_change(struct server *s, const json_t *params) {
    struct text_document *document = *find_document(s, params);
    json_t *change;
    size_t i;
    if (!document)
        return;
    json_array_foreach(json_object_get(params, "contentChanges"), i, change) {
        json_t *start = NULL, *end = NULL;
        const char *text;
        size_t length;
        if (json_unpack(change, "{s:s%, s?{s:o, s:o}}", "text", &text, &length, "range", "start", &start, "end", &end))
            continue;
        size_t from = document_offset(document, start), to = document_offset(document, end);
        if (start)
            document_edit(document, from, to > from ? to : from, text, length);
        else
            document_replace(document, text, length);
    }
    document->version = json_integer_value(json_at(params, "textDocument/version"));
}

/* --- the beginning and the end --- */

static bool is_true(const json_t *value, const char *path) {
    return json_is_true(json_at(value, path));
}

/* Whether a list at a path holds a word. */
static bool lists(const json_t *value, const char *path, const char *word) {
    size_t i;
    json_t *one;
    json_array_foreach(json_at(value, path), i, one) {
        if (json_is_string(one) && strcmp(json_string_value(one), word) == 0)
            return true;
    }
    return false;
}

static void read_client(struct server *s, const json_t *params) {
    const json_t *client = json_object_get(params, "capabilities");
    const json_t *options = json_object_get(params, "initializationOptions");
    const char *directory = json_text_at(options, "directory");
    long parent = (long)json_integer_value(json_object_get(params, "processId"));
    s->utf8 = lists(client, "general/positionEncodings", "utf-8");
    s->snippets = is_true(client, "textDocument/completion/completionItem/snippetSupport");
    s->markdown = lists(client, "textDocument/hover/contentFormat", "markdown");
    s->versions = is_true(client, "workspace/workspaceEdit/documentChanges");
    s->show_document = is_true(client, "window/showDocument/support");
    s->apply_edit = is_true(client, "workspace/applyEdit");
    s->directory = directory ? mem_strdup(directory) : NULL;
    s->parent = process_alive(parent) ? parent : 0; /* else it counts its processes elsewhere: in a container */
}

static json_t *initialize(struct server *s, const json_t *params) {
    struct error error = ERROR_EMPTY;
    if (s->initialized)
        return server_fail(s, LSP_INVALID_REQUEST, "%s", _("De sessie is al begonnen (initialize)."));
    if (!s->checker && !(s->checker = checker_open(&s->options, &error)))
        return server_fail_error(s, &error);
    s->initialized = true;
    read_client(s, params);
    hints_open(s);
    bool prepares = is_true(params, "capabilities/textDocument/rename/prepareSupport");
    json_t *rename = prepares ? json_pack("{s:b}", "prepareProvider", 1) : json_true();
    json_t *can =
        json_pack("{s:s, s:{s:b, s:i}, s:b, s:b, s:o, s:b, s:b, s:b, s:b, s:{s:[s, s, s, s]}, s:{s:o}}",
                  "positionEncoding", s->utf8 ? "utf-8" : "utf-16", "textDocumentSync", "openClose", 1, "change", 2,
                  "definitionProvider", 1, "referencesProvider", 1, "renameProvider", rename, "documentSymbolProvider",
                  1, "foldingRangeProvider", 1, "hoverProvider", 1, "codeActionProvider", 1, "completionProvider",
                  "triggerCharacters", "<", "\"", " ", "/", "executeCommandProvider", "commands", command_names());
    if (is_true(params, "initializationOptions/codeLens"))
        json_object_set_new(can, "codeLensProvider", json_object());
    return json_pack("{s:o, s:{s:s, s:s}}", "capabilities", can, "serverInfo", "name", "hgw-lsp", "version",
                     HGW_VERSION);
}

static json_t *shut_down(struct server *s, const json_t *params) {
    (void)params;
    s->shut_down = true;
    return json_null();
}

static void end(struct server *s, const json_t *params) {
    (void)params;
    s->ended = true;
    s->status = !s->shut_down;
}

/* --- messages --- */

/* A request is answered by one of the first two (with a result, or NULL after server_fail); else it is a notification.
 */
static const struct method {
    const char *name;
    json_t *(*about)(struct request *request);
    json_t *(*call)(struct server *s, const json_t *params);
    void (*hear)(struct server *s, const json_t *params);
} methods[] = {
    {"initialize", .call = initialize},
    {"shutdown", .call = shut_down},
    {"exit", .hear = end},
    {"textDocument/didOpen", .hear = did_open},
    {"textDocument/didChange", .hear = did_change},
    {"textDocument/didClose", .hear = did_close},
    {"textDocument/definition", .about = definition},
    {"textDocument/references", .about = references},
    {"textDocument/prepareRename", .about = prepare_rename},
    {"textDocument/rename", .about = rename_id},
    {"textDocument/completion", .about = completion},
    {"textDocument/hover", .about = hover},
    {"textDocument/codeAction", .about = code_actions},
    {"textDocument/documentSymbol", .about = document_symbols},
    {"textDocument/foldingRange", .about = folding_ranges},
    {"textDocument/codeLens", .about = code_lenses},
    {"workspace/executeCommand", .call = execute_command},
};

static json_t *call(struct server *s, const struct method *method, const json_t *params) {
    if (method->call)
        return method->call(s, params);
    struct text_document *document = server_document(s, params);
    const json_t *start = json_at(params, "range/start");
    if (!document)
        return NULL;
    struct request request = {.server = s, .document = document, .params = params};
    const char *text = document->text.data;
    request.from = document_offset(document, start ? start : json_object_get(params, "position"));
    request.to = document_offset(document, json_at(params, "range/end"));
    if (request.to < request.from)
        request.to = request.from;
    if (document->text.length <= DOCUMENT_MOST) {
        request.tags = tags_read(text, document->text.length, request.from);
        request.before = caret_at(&request.tags, request.from);
        request.caret = caret_at(&request.tags, request.from + (text[request.from] == '<'));
    }
    json_t *answer = method->about(&request);
    tags_free(&request.tags);
    // cppcheck-suppress returnDanglingLifetime ; an answer is JSON of its own, nothing of the request
    return answer;
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
    else if (!method || method->hear)
        server_fail(s, LSP_UNKNOWN_METHOD, "%s", _("hgw-lsp kent dit verzoek niet."));
    else if (is_cancelled(s, id))
        server_fail(s, LSP_CANCELLED, "%s", _("Ingetrokken."));
    json_t *result = method && s->failure == 0 ? call(s, method, params) : NULL;
    if (s->failure != 0)
        send_error(s, json_is_string(id) || json_is_integer(id) ? id : NULL, s->failure, s->message);
    else
        send(s, json_pack("{s:O, s:o}", "id", id, "result", result ? result : json_null()));
}

static void handle(struct server *s, const json_t *message) {
    const char *name = json_text_at(message, "method");
    json_t *id = json_object_get(message, "id");
    const json_t *params = json_object_get(message, "params");
    const struct method *method = methods, *end_of_table = methods + sizeof methods / sizeof methods[0];
    while (name && method < end_of_table && strcmp(method->name, name) != 0)
        method++;
    bool known = name && method < end_of_table, heard = s->initialized && !s->shut_down;
    if (name && id)
        answer(s, id, known ? method : NULL, params);
    else if (known && method->hear && (heard || method->hear == end))
        method->hear(s, params);
    else if (!name && !id) /* else an answer of the client */
        send_error(s, NULL, LSP_INVALID_REQUEST, _("Een bericht heeft geen method."));
}

/* Half a character, which some editors send while an emoji is put in or taken out, is no JSON. Halves become characters
 * that are a unit of UTF-16 too: else the text here would no longer be that of the editor. */
static json_t *read_body(char *body, size_t length) {
    json_t *message = json_loadb(body, length, JSON_ALLOW_NUL, NULL);
    if (message)
        return message;
    for (char *at = body, *end = body + length; (at = memmem(at, (size_t)(end - at), "\\u", 2)) && end - at >= 6;
         at += 2)
        if (strchr("dD", at[2]) && strchr("89ABCDEFabcdef", at[3]))
            memcpy(at, "\\ufffd", 6);
    return json_loadb(body, length, JSON_ALLOW_NUL, NULL);
}

/* Puts the message that these bytes begin with in the queue; returns how many are done with, 0: the rest must come
 * first. What is wrong costs one message: no bytes of JSON can hold a line end behind "Content-Length: 12", so that is
 * where the next one begins, with the rest of what was wrong before it. */
static size_t take_message(struct server *s, char *bytes, size_t left) {
    static const char name[] = "Content-Length:";
    char *end = left > 0 ? memmem(bytes, left, "\r\n\r\n", 4) : NULL, *number = NULL;
    size_t header = end ? (size_t)(end - bytes) + 4 : left - HEADER_KEPT, digits = 0, length = 0;
    if (!end && left < HEADER_MOST)
        return 0;
    if (end)
        *end = '\0'; /* for a moment: what follows may be large */
    for (char *at = bytes; end && (at = strcasestr(at, name));)
        number = at += strlen(name) + strspn(at + strlen(name), " \t");
    if (number) {
        digits = strspn(number, "0123456789");
        length = strtoul(number, NULL, 10);
    }
    const char *wrong = !end      ? N_("Een bericht begint niet met Content-Length.")
                        : !number ? N_("Een bericht zegt niet hoe lang het is (Content-Length).")
                        : digits == 0 || !strchr("\r", number[digits])
                            ? N_("Een bericht zegt niet goed hoe lang het is (Content-Length).")
                        : length > MESSAGE_MOST ? N_("Een bericht is groter dan 128 MiB en wordt niet gelezen.")
                                                : NULL;
    if (end)
        *end = '\r';
    if (!wrong && left - header < length)
        return 0;
    json_t *message = wrong ? NULL : read_body(bytes + header, length);
    if (message)
        json_array_append_new(s->queue, message); /* a later one may take it back */
    else if (number || !s->lost) {
        const char *why = wrong ? _(wrong) : _("Een bericht is geen JSON.");
        send_error(s, NULL, LSP_PARSE, why);
        server_say(s, 1, why);
    }
    s->lost = !message;
    return message ? header + length : header;
}

void server_take(struct server *s, const char *bytes, size_t length, bool idle) {
    size_t done = 0;
    json_t *message;
    if (!s->queue)
        s->queue = json_array();
    buf_add(&s->in, bytes, length);
    for (size_t taken = 1; taken > 0; done += taken)
        taken = take_message(s, s->in.data + done, s->in.length - done);
    memmove(s->in.data, s->in.data + done, s->in.length - done);
    s->in.length -= done;
    while (!s->ended && (message = json_incref(json_array_get(s->queue, 0)))) {
        json_array_remove(s->queue, 0);
        handle(s, message);
        json_decref(message);
    }
    for (struct text_document *document = s->documents; idle && !s->ended && document; document = document->next)
        if (document->unpublished) {
            document_read(document);
            server_notify(s, "textDocument/publishDiagnostics", diagnostics(document, &s->filter));
            document->unpublished = false;
        }
}

bool server_run(struct server *s, struct error *error) {
    bool idle = false;
    while (!s->ended) {
        enum input input = stdin_read(&s->in, !idle ? 0 : s->parent ? LOOK_AFTER : -1);
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
    while (s->documents)
        document_close(&s->documents);
    checker_close(s->checker);
    free(s->directory);
    tags_free(&s->hints);
    buf_free(&s->examples);
    json_decref(s->queue);
    buf_free(&s->in);
    free(s->message);
    buf_free(&s->out);
}
