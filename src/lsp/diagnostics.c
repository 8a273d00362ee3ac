#include "lsp/server.h"

/* {"href": the page that explains the rule}, or NULL. */
static json_t *explanation(const struct checker *checker, const char *code) {
    enum lang lang = checker->lang;
    AUTO(mem_free) char *path = page_path(checker, code, &lang);
    AUTO(mem_free) char *uri = path && *path == '/' ? uri_of(path) : NULL;
    return uri ? json_pack("{s:s}", "href", uri) : NULL;
}

static json_t *diagnostic(struct text_document *d, const struct finding *finding) {
    size_t from = finding->offset, to = from;
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    if (from < d->text.length) /* the name of the start tag; the first of a wrong text */
        to += 1 + strcspn(d->text.data + from + 1, ENDS_NAME);
    buf_add_string(&text, finding->message);
    if (finding->help)
        buf_printf(&text, "\n%s", finding->help);
    if (finding->waived) {
        buf_add_char(&text, '\n');
        buf_printf(&text, _("Verantwoord: %s"), finding->waived);
    }
    return json_pack("{s:o, s:i, s:s, s:s, s:o, s:o*, s:o*}", "range", document_range(d, from, to), "severity",
                     finding->waived ? 4 : (int)finding->level + 1, "code", finding->code, "source", "hgw", "message",
                     json_text(text.data), "codeDescription", explanation(d->server->checker, finding->code), "tags",
                     finding->waived ? json_pack("[i]", 1) : NULL); /* Unnecessary */
}

json_t *diagnostics(struct text_document *d, const struct filter *filter) {
    json_t *list = json_array();
    filter_choose(filter, &d->findings);
    for (size_t i = 0; i < d->findings.count; i++)
        if (d->findings.items[i].shown)
            json_array_append_new(list, diagnostic(d, &d->findings.items[i]));
    return json_pack("{s:s, s:I, s:o}", "uri", d->uri, "version", d->version, "diagnostics", list);
}
