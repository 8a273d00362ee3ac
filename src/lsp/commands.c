#include "lsp/server.h"

#include "base/file.h"
#include "report/render.h"
#include "report/report.h"

static const char not_valid[] = N_("Dat kan pas als de casus geldig is: los eerst de fouten op.");

/* --- what comes into the case --- */

json_t *edit_spliced(struct text_document *d, const struct splice *splice) {
    json_t *edits = json_array();
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    for (size_t i = 0; i < splice->count; i++) {
        const struct change *change = &splice->items[i];
        size_t at = BOM_SIZE + change->at;
        buf_add_string(&text, change->text);
        if (i + 1 < splice->count && splice->items[i + 1].at == change->at)
            continue; /* not every client keeps the order of what comes at one place */
        json_array_append_new(edits, document_text_edit(d, at, at + change->removed, text.data));
        buf_clear(&text);
    }
    return edits;
}

json_t *edit_adding(struct text_document *d, const char *piece, const char *phase, struct error *error) {
    const struct checker *checker = d->server->checker;
    const struct case_file *c = &d->read.c;
    AUTO(splice_free) struct splice splice = {0};
    AUTO(buf_free) struct buf out = BUF_EMPTY;
    if (!c->doc || d->read.refused) {
        error_set(error, ERROR_CONTENT, "%s", _(not_valid));
        return NULL;
    }
    struct earlier earlier = {.bytes = d->text, .c = *c}; /* all only lent */
    struct skeleton_options options = {.datadir = checker->datadir, .today = checker->date, .phase = phase};
    bool ok = piece ? add_piece(&earlier, options.datadir, piece, &splice, &out, error)
                    : add_phase(&earlier, &options, &splice, &out, error);
    return ok ? edit_spliced(d, &splice) : NULL;
}

/* Has the client change the document so. */
static json_t *change_case(struct server *s, const json_t *asked, const char *piece) {
    struct text_document *d = server_document(s, asked);
    AUTO(error_clear) struct error error = ERROR_EMPTY;
    json_t *edits = d ? edit_adding(d, piece, json_text_at(asked, "phase"), &error) : NULL;
    if (!edits)
        return d ? server_fail_error(s, &error) : NULL;
    json_t *edit = document_workspace_edit(d, edits);
    if (!s->apply_edit)
        return edit;
    server_ask(s, "workspace/applyEdit", json_pack("{s:o}", "edit", edit));
    return json_null();
}

static json_t *next_phase(struct server *s, const json_t *asked) {
    return change_case(s, asked, NULL);
}

static json_t *add(struct server *s, const json_t *asked) {
    const char *piece = json_text_at(asked, "piece");
    return change_case(s, asked, piece ? piece : "");
}

/* --- reports --- */

/* Where a report goes: the user's directory, or a private one. NULL: it is not to be used. */
static const char *directory_for(struct server *s, const json_t *asked, struct error *error) {
    const char *directory = json_text_at(asked, "directory");
    if (!directory && !s->directory)
        s->directory = directory_private(error);
    directory = directory ? directory : s->directory;
    if (directory && *directory != '/')
        error_set(error, ERROR_USAGE, _("„%s” is niet de hele naam van een map: die begint met /."), directory);
    return error->kind == ERROR_NONE ? directory : NULL;
}

/* Tells what the user should know, and shows the file. */
static json_t *present(struct server *s, const char *path, bool external, const struct warnings *warnings) {
    AUTO(buf_free) struct buf said = BUF_EMPTY;
    AUTO(mem_free) char *uri = uri_of(path);
    for (size_t i = 0; i < warnings->count; i++)
        buf_printf(&said, "%s%s", i > 0 ? "\n" : "", warnings->items[i].text);
    if (said.length > 0)
        server_say(s, 2, said.data);
    if (s->show_document)
        server_ask(s, "window/showDocument",
                   json_pack("{s:s, s:b, s:b}", "uri", uri, "external", external, "takeFocus", 1));
    return json_pack("{s:s}", "uri", uri);
}

/* Renders the text as it is now, and writes that; NULL: error says why not. */
static json_t *render(struct server *s, const json_t *asked, struct text_document *d, struct error *problems,
                      struct error *error) {
    struct render_options options = {.datadir = s->options.datadir,
                                     .date = s->checker->date,
                                     .lang = s->options.lang,
                                     .report = json_text_at(asked, "report"),
                                     .readers = json_text_at(asked, "for"),
                                     .person = json_text_at(asked, "reader"),
                                     .directory = directory_for(s, asked, error),
                                     .force = true};
    AUTO(rendered_free) struct rendered rendered = {0};
    AUTO(renderer_close) struct renderer *renderer = NULL;
    const char *source = d->path ? d->path : "casus";
    if (!options.directory || !delivery_format(json_text_at(asked, "to"), NULL, &options.format, error) ||
        !(renderer = renderer_open(&options, problems, error)))
        return NULL;
    document_load(d, &rendered.checked.c, &rendered.checked.findings);
    if (!render_loaded(renderer, source, &rendered, error))
        return NULL;
    if (rendered.checked.refused)
        error_set(error, ERROR_CONTENT, "%s", _(not_valid));
    else if (deliver(&options, renderer_name(renderer), source, 1, &rendered.bytes, error)) {
        AUTO(mem_free) char *path = delivery_path(&options, renderer_name(renderer), source, 1);
        return present(s, path, options.format != RENDER_MD, &rendered.warnings);
    }
    return NULL;
}

static json_t *report(struct server *s, const json_t *asked) {
    struct text_document *d = server_document(s, asked);
    AUTO(error_clear) struct error error = ERROR_EMPTY, problems = ERROR_EMPTY;
    json_t *answer = d ? render(s, asked, d, &problems, &error) : NULL;
    error_add(&error, &problems);
    return answer || !d ? answer : server_fail_error(s, &error);
}

/* --- by name --- */

static const struct command {
    const char *name;
    json_t *(*call)(struct server *s, const json_t *asked);
    /* or what it lists: lines of texts with tabs between, or spaces behind the first */
    bool (*lines)(const struct datadir *datadir, size_t width, struct buf *out, struct error *error);
} commands[] = {
    {"hgw.nextPhase", next_phase, NULL}, {"hgw.add", add, NULL},
    {"hgw.report", report, NULL},        {"hgw.reports", NULL, report_list},
    {"hgw.pieces", NULL, pieces_list},
};
enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

json_t *command_names(void) {
    json_t *names = json_array();
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        json_array_append_new(names, json_string(commands[i].name));
    return names;
}

static json_t *list(struct server *s, const struct command *command) {
    AUTO(buf_free) struct buf lines = BUF_EMPTY;
    AUTO(error_clear) struct error error = ERROR_EMPTY;
    if (!command->lines(s->options.datadir, 0, &lines, &error))
        return server_fail_error(s, &error);
    json_t *table = json_array();
    char *rest = NULL, *last;
    for (char *line = strtok_r(lines.data, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        json_t *row = json_array();
        for (char *word = strtok_r(line, "\t ", &last); word; word = strtok_r(NULL, "\t", &last))
            json_array_append_new(row, json_text(word + strspn(word, " ")));
        json_array_append_new(table, row);
    }
    return table;
}

json_t *execute_command(struct server *s, const json_t *params) {
    const char *name = json_text_at(params, "command");
    const json_t *asked = json_array_get(json_object_get(params, "arguments"), 0);
    for (const struct command *command = commands; name && command < commands + COMMAND_COUNT; command++)
        if (strcmp(command->name, name) == 0)
            return command->call ? command->call(s, asked) : list(s, command);
    return server_fail(s, LSP_INVALID_PARAMS, "%s", _("hgw-lsp kent deze opdracht niet."));
}
