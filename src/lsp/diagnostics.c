#include "lsp/diagnostics.h"

/* A finding with its place in the text. */
struct placed {
    const struct finding *finding;
    size_t place;
};

static int by_place(const void *left, const void *right) {
    const struct placed *a = left, *b = right;
    int codes = strcmp(a->finding->code, b->finding->code);
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return codes != 0 ? codes : a->finding->order < b->finding->order ? -1 : 1;
}

/* {"href": the page that explains the rule}, or NULL. */
static json_t *explanation(const struct checker *checker, const char *code) {
    enum lang lang = checker->lang;
    char *path = page_path(checker, code, &lang), *uri = path && *path == '/' ? uri_of(path) : NULL;
    json_t *link = uri ? json_pack("{s:s}", "href", uri) : NULL;
    free(path);
    free(uri);
    return link;
}

static json_t *diagnostic(struct text_document *d, const struct placed *placed) {
    const struct finding *finding = placed->finding;
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, finding->message);
    if (finding->help)
        buf_printf(&text, "\n%s", finding->help);
    if (finding->waived) {
        buf_add_char(&text, '\n');
        buf_printf(&text, _("Verantwoord: %s"), finding->waived);
    }
    json_t *json = json_pack("{s:o, s:i, s:s, s:s, s:o}", "range",
                             document_range(d, placed->place, document_mark_end(d, placed->place)), "severity",
                             finding->waived ? 4 : (int)finding->level + 1, "code", finding->code, "source", "hgw",
                             "message", json_text(text.data));
    json_t *link = explanation(d->settings->checker, finding->code);
    if (link)
        json_object_set_new(json, "codeDescription", link);
    if (finding->waived)
        json_object_set_new(json, "tags", json_pack("[i]", 1)); /* Unnecessary */
    buf_free(&text);
    return json;
}

json_t *diagnostics(struct text_document *d, const struct filter *filter) {
    struct placed *placed = mem_calloc(d->shown_count + 1, sizeof *placed);
    size_t count = 0;
    for (size_t i = 0; i < d->shown_count; i++) {
        struct placed one = {d->shown[i].finding, document_finding_place(d, &d->shown[i])};
        const struct finding *finding = one.finding;
        bool wanted = strncmp(finding->code, "HGW0", 4) == 0 || filter_shows(filter, finding->code, finding->level);
        if (one.place != PLACE_GONE && wanted)
            placed[count++] = one;
    }
    qsort(placed, count, sizeof *placed, by_place);
    json_t *list = json_array();
    for (size_t i = 0; i < count && i < FINDINGS_MOST; i++)
        json_array_append_new(list, diagnostic(d, &placed[i]));
    free(placed);
    return json_pack("{s:s, s:I, s:o}", "uri", d->uri, "version", d->version, "diagnostics", list);
}
