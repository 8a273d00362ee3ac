/* json: one object for each file, one line each (cli.md has the keys). */
#include "output/json_value.h"
#include "output/output.h"

static json_t *finding_json(const struct finding *finding) {
    json_t *principle = finding->principle == PRINCIPLE_UNKNOWN ? json_null() : json_integer(finding->principle);
    return json_pack("{s:s, s:s, s:o, s:I, s:I, s:o, s:o, s:o, s:o}", "code", finding->code, "level",
                     level_name(finding->level), "principle", principle, "line", (json_int_t)finding->line, "column",
                     (json_int_t)finding->column, "element", json_text(finding->element), "message",
                     json_text(finding->message), "help", json_text(finding->help), "waived",
                     json_text(finding->waived));
}

static json_t *findings_json(const struct checked *checked) {
    json_t *array = json_array();
    for (size_t i = 0; i < checked->findings.count; i++)
        if (checked->findings.items[i].shown)
            json_array_append_new(array, finding_json(&checked->findings.items[i]));
    return array;
}

static json_t *summary_json(const struct checked *checked) {
    json_t *array = json_array();
    for (int i = 1; i <= PRINCIPLE_COUNT; i++) {
        const struct tally *tally = &checked->principles[i];
        json_array_append_new(array,
                              json_pack("{s:i, s:I, s:I, s:I, s:I}", "principle", i, "errors",
                                        (json_int_t)tally->levels[LEVEL_ERROR], "warnings",
                                        (json_int_t)tally->levels[LEVEL_WARNING], "notes",
                                        (json_int_t)tally->levels[LEVEL_NOTE], "waived", (json_int_t)tally->waived));
    }
    return array;
}

void json_file(struct output *output, const struct checked *checked) {
    json_add(output->out,
             json_pack("{s:o, s:o, s:o, s:o}", "file", json_text(checked->c.name), "phase", json_text(checked->phase),
                       "findings", findings_json(checked), "summary", summary_json(checked)));
    buf_add_char(output->out, '\n');
}
