/* json: one object for each file, one line each (cli.md has the keys). */
#include "output/output.h"

json_t *json_text(const char *text) {
    AUTO(buf_free) struct buf good = BUF_EMPTY;
    if (!text)
        return json_null();
    json_t *string = json_string(text); /* NULL: it is not UTF-8 */
    if (string)
        return string;
    printable_add(&good, text, strlen(text), PRINTABLE_DOCUMENT);
    return json_stringn(good.data, good.length);
}

void json_add(struct buf *out, json_t *value) {
    AUTO(mem_free) char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    printable_add(out, text, strlen(text), PRINTABLE_JSON);
    json_decref(value);
}

static json_t *finding_json(const struct finding *finding) {
    return json_pack(
        "{s:s, s:s, s:o, s:I, s:I, s:o, s:o, s:o, s:o}", "code", finding->code, "level", level_name(finding->level),
        "principle", finding->principle == PRINCIPLE_UNKNOWN ? json_null() : json_integer(finding->principle), "line",
        (json_int_t)finding->line, "column", (json_int_t)finding->column, "element", json_text(finding->element),
        "message", json_text(finding->message), "help", json_text(finding->help), "waived", json_text(finding->waived));
}

void json_file(struct output *output, const struct checked *checked) {
    json_t *findings = json_array(), *summary = json_array();
    for (const struct finding *at = NULL; (at = finding_next(checked, at));)
        json_array_append_new(findings, finding_json(at));
    for (int i = 1; i <= PRINCIPLE_COUNT; i++) {
        const struct tally *tally = &checked->principles[i];
        json_array_append_new(summary,
                              json_pack("{s:i, s:I, s:I, s:I, s:I}", "principle", i, "errors",
                                        (json_int_t)tally->levels[LEVEL_ERROR], "warnings",
                                        (json_int_t)tally->levels[LEVEL_WARNING], "notes",
                                        (json_int_t)tally->levels[LEVEL_NOTE], "waived", (json_int_t)tally->waived));
    }
    json_add(&output->out, json_pack("{s:o, s:o, s:o, s:o}", "file", json_text(checked->c.name), "phase",
                                     json_text(checked->phase), "findings", findings, "summary", summary));
    buf_add_char(&output->out, '\n');
}
