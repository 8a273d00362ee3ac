/* json: one object for each file, one line each (cli.md has the keys). */
#include "check/json.h"
#include "check/output.h"

static json_t *finding_json(const struct hgw_finding *finding) {
    json_t *principle =
        finding->principle == HGW_PRINCIPLE_UNKNOWN ? json_null() : json_integer(finding->principle);
    return json_pack("{s:s, s:s, s:o, s:I, s:I, s:o, s:o, s:o, s:o}", "code", finding->code, "level",
                     hgw_level_name(finding->level), "principle", principle, "line",
                     (json_int_t)finding->line, "column", (json_int_t)finding->column, "element",
                     hgw_json_text(finding->element), "message", hgw_json_text(finding->message), "help",
                     hgw_json_text(finding->help), "waived", hgw_json_text(finding->waived));
}

static json_t *findings_json(const struct hgw_checked *checked) {
    json_t *array = json_array();
    for (size_t i = 0; i < checked->findings.count; i++)
        if (checked->findings.items[i].shown)
            json_array_append_new(array, finding_json(&checked->findings.items[i]));
    return array;
}

static json_t *summary_json(const struct hgw_checked *checked) {
    json_t *array = json_array();
    for (int i = 1; i <= HGW_PRINCIPLE_COUNT; i++) {
        const struct hgw_tally *tally = &checked->principles[i];
        json_array_append_new(array, json_pack("{s:i, s:I, s:I, s:I, s:I}", "principle", i, "errors",
                                               (json_int_t)tally->levels[HGW_LEVEL_ERROR], "warnings",
                                               (json_int_t)tally->levels[HGW_LEVEL_WARNING], "notes",
                                               (json_int_t)tally->levels[HGW_LEVEL_NOTE], "waived",
                                               (json_int_t)tally->waived));
    }
    return array;
}

void hgw_json_file(struct hgw_output *output, const struct hgw_checked *checked) {
    hgw_json_add(output->out, json_pack("{s:o, s:o, s:o, s:o}", "file", hgw_json_text(checked->c.name),
                                        "phase", hgw_json_text(checked->phase), "findings",
                                        findings_json(checked), "summary", summary_json(checked)));
    hgw_buf_add_char(output->out, '\n');
}
