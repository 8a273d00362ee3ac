/* The language server, given bytes for messages, or a text to type and to ask about. */
#include "fuzz.h"

#include "lsp/server.h"

#include <stdio.h>

static struct server begin(void) {
    static struct checker *made;
    struct server server = {.options = {.datadir = fuzz_datadir(), .date = "2026-11-24"},
                            .day = "2026-11-24",
                            .filter = {.level = LEVEL_NOTE}};
    struct error error = ERROR_EMPTY;
    if (!made)
        made = checker_open(&server.options, &error);
    fuzz_expect(made != NULL, error_text(&error));
    server.checker = made;
    return server;
}

/* What it says are messages: a header with the right length, and JSON. */
static void expect_messages(struct buf *out) {
    for (size_t at = 0, length = 0; at < out->length; at += length) {
        int header = 0;
        json_error_t problem;
        fuzz_expect(sscanf(out->data + at, "Content-Length: %zu\r\n\r\n%n", &length, &header) == 1 && header > 0 &&
                        at + (size_t)header + length <= out->length,
                    "a message says how long it is");
        json_t *message = json_loadb(out->data + at + header, length, JSON_REJECT_DUPLICATES, &problem);
        fuzz_expect(json_is_object(message) && json_object_get(message, "jsonrpc"), "a message is JSON-RPC");
        json_decref(message);
        length += (size_t)header;
    }
    buf_clear(out);
}

static void end(struct server *server) {
    expect_messages(&server->out);
    server->checker = NULL; /* it serves the next one */
    server_close(server);
}

static void say(struct server *server, const char *method, bool request, json_t *params) {
    struct buf bytes = BUF_EMPTY;
    json_t *message = json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method, "params", params);
    if (request)
        json_object_set_new(message, "id", json_integer(1));
    message_add(&bytes, message);
    server_take(server, bytes.data, bytes.length, true);
    buf_free(&bytes);
    expect_messages(&server->out);
}

/* Bytes as they come in, in two pieces. */
void fuzz_messages(struct fuzz_input input) {
    struct server server = begin();
    size_t first = fuzz_choose(&input, 256);
    if (memmem(input.bytes, input.length, "hgw.report\"", 11)) /* it writes a file */
        return;
    say(&server, "initialize", true, json_pack("{s:{}}", "capabilities"));
    first = first < input.length ? first : input.length;
    server_take(&server, input.bytes, first, false);
    server_take(&server, input.bytes + first, input.length - first, true);
    end(&server);
}

static json_t *place(size_t line, size_t character) {
    return json_pack("{s:I, s:I}", "line", (json_int_t)line, "character", (json_int_t)character);
}

/* A text that is opened, asked about at some places, and changed there. */
void fuzz_lsp(struct fuzz_input input) {
    static const char *const asked[] = {
        "textDocument/definition",     "textDocument/references", "textDocument/prepareRename", "textDocument/rename",
        "textDocument/documentSymbol", "textDocument/completion", "textDocument/foldingRange",  "textDocument/codeLens",
        "textDocument/codeAction",     "textDocument/hover"};
    enum { ASKED = sizeof asked / sizeof asked[0], ROUNDS = 4 };
    struct server server = begin();
    unsigned utf8 = fuzz_choose(&input, 2);
    unsigned steps[ROUNDS];
    for (int i = 0; i < ROUNDS; i++)
        steps[i] = fuzz_choose(&input, 256);
    say(&server, "initialize", true,
        json_pack("{s:{s:{s:[s]}}, s:{s:b}}", "capabilities", "general", "positionEncodings", utf8 ? "utf-8" : "utf-16",
                  "initializationOptions", "codeLens", 1));
    json_t *text = json_stringn(input.bytes, input.length);
    if (!text)
        text = json_string("<casus>\xF0\x9F\x98\x80");
    say(&server, "textDocument/didOpen", false,
        json_pack("{s:{s:s, s:i, s:O}}", "textDocument", "uri", "file:///a.hgw.xml", "version", 1, "text", text));
    for (int i = 0; i < ROUNDS; i++) {
        size_t line = steps[i] % 64, character = steps[(i + 1) % ROUNDS] % 64, length = steps[(i + 2) % ROUNDS] % 16;
        for (size_t j = 0; j < ASKED; j++)
            say(&server, asked[j], true,
                json_pack("{s:{s:s}, s:o, s:{s:o, s:o}, s:s, s:{s:b, s:[]}}", "textDocument", "uri",
                          "file:///a.hgw.xml", "position", place(line, character), "range", "start",
                          place(line, character), "end", place(line + 1, length), "newName", "x", "context",
                          "includeDeclaration", 1, "diagnostics"));
        say(&server, "textDocument/didChange", false,
            json_pack("{s:{s:s, s:i}, s:[{s:{s:o, s:o}, s:s#}]}", "textDocument", "uri", "file:///a.hgw.xml", "version",
                      i, "contentChanges", "range", "start", place(line, character), "end",
                      place(line + length / 8, character + length), "text", "<a b='\xF0\x9F\x98\x80'>\r\n",
                      (int)(length % 3 == 2 ? 6 : length % 3)));
    }
    json_decref(text);
    end(&server);
}
