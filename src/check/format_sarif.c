/* sarif: Static Analysis Results Interchange Format 2.1.0 (OASIS), for tools that collect results. One run;
 * results are written as they come, so that memory does not grow with the number of files. */
#include "base/process.h"
#include "check/json.h"
#include "check/output.h"

#include <string.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

/* Takes the reference to `value`, which may be NULL when memory is out; then `object` becomes NULL. */
static void set(json_t **object, const char *key, json_t *value) {
    if (!*object)
        json_decref(value);
    else if (!value || json_object_set_new(*object, key, value) != 0) {
        json_decref(*object);
        *object = NULL;
    }
}

/* {"text": …} (3.11, 3.12), left out when there is no text. Braces are doubled: a single one is a
 * placeholder.
 */
static void set_message(json_t **object, const char *key, const char *text) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    if (!text)
        return;
    for (; *text; text++) {
        if (*text == '{' || *text == '}')
            hgw_buf_add_char(&out, *text);
        hgw_buf_add_char(&out, *text);
    }
    set(object, key, json_pack("{s:o}", "text", out.failed ? NULL : hgw_json_text(out.data ? out.data : "")));
    hgw_buf_free(&out);
}

/* reportingDescriptor (3.49) */
static json_t *rule_json(const struct hgw_rule *rule, enum hgw_lang lang) {
    json_t *object = json_pack("{s:s}", "id", rule->code);
    set_message(&object, "shortDescription", hgw_bilingual_in(&rule->message, lang));
    set_message(&object, "fullDescription", hgw_bilingual_in(&rule->why, lang));
    set_message(&object, "help", hgw_bilingual_in(&rule->help, lang));
    set(&object, "defaultConfiguration", json_pack("{s:s}", "level", hgw_level_name(rule->level)));
    if (rule->principle != HGW_PRINCIPLE_UNKNOWN)
        set(&object, "properties", json_pack("{s:i}", "principle", rule->principle));
    return object;
}

/* toolComponent (3.19) */
static json_t *driver_json(const struct hgw_output *output) {
    json_t *rules = json_array();
    for (size_t i = 0; rules && i < hgw_checker_rule_count(output->checker); i++)
        if (json_array_append_new(rules, rule_json(hgw_checker_rule(output->checker, i), output->lang)) !=
            0) {
            json_decref(rules);
            rules = NULL;
        }
    return json_pack("{s:s, s:s, s:s, s:o}", "name", "hgw-check", "version", hgw_version(), "language",
                     hgw_lang_code(output->lang), "rules", rules);
}

void hgw_sarif_begin(struct hgw_output *output) {
    hgw_buf_printf(output->out, "{\"$schema\":\"%s\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":", SCHEMA);
    hgw_json_add(output->out, json_pack("{s:o}", "driver", driver_json(output)));
    hgw_buf_add_string(output->out, ",\"columnKind\":\"unicodeCodePoints\",\"results\":[");
}

/* A path as a URI reference (RFC 3986): what is not unreserved is written as %XX. */
static json_t *uri_json(const char *path) {
    static const char kept[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    struct hgw_buf uri = HGW_BUF_EMPTY;
    if (*path == '/')
        hgw_buf_add_string(&uri, "file://");
    for (; *path; path++)
        if (strchr(kept, *path))
            hgw_buf_add_char(&uri, *path);
        else
            hgw_buf_printf(&uri, "%%%02X", (unsigned char)*path);
    json_t *string = uri.failed ? NULL : json_string(uri.data ? uri.data : "");
    hgw_buf_free(&uri);
    return string;
}

/* location (3.28) */
static json_t *location_json(const struct hgw_checked *checked, const struct hgw_finding *finding) {
    json_t *object = json_pack("{s:{s:{s:o}, s:{s:I, s:I}}}", "physicalLocation", "artifactLocation", "uri",
                               uri_json(checked->c.name), "region", "startLine", (json_int_t)finding->line,
                               "startColumn", (json_int_t)finding->column);
    if (finding->element)
        set(&object, "logicalLocations",
            json_pack("[{s:o, s:s}]", "name", hgw_json_text(finding->element), "kind", "element"));
    return object;
}

/* The rule's place in the driver's rules; -1 when it is not there (no rule file describes it). */
static json_int_t rule_index(const struct hgw_checker *checker, const char *code) {
    for (size_t i = 0; i < hgw_checker_rule_count(checker); i++)
        if (strcmp(hgw_checker_rule(checker, i)->code, code) == 0)
            return (json_int_t)i;
    return -1;
}

/* result (3.27). A verantwoording is a suppression (3.35) that stands in the file itself. */
static json_t *result_json(const struct hgw_output *output, const struct hgw_checked *checked,
                           const struct hgw_finding *finding) {
    json_t *object =
        json_pack("{s:s, s:I, s:s}", "ruleId", finding->code, "ruleIndex",
                  rule_index(output->checker, finding->code), "level", hgw_level_name(finding->level));
    set_message(&object, "message", finding->message ? finding->message : finding->code);
    set(&object, "locations", json_pack("[o]", location_json(checked, finding)));
    if (finding->waived)
        set(&object, "suppressions",
            json_pack("[{s:s, s:s, s:o}]", "kind", "inSource", "status", "accepted", "justification",
                      hgw_json_text(finding->waived)));
    if (finding->help)
        set(&object, "properties", json_pack("{s:o}", "help", hgw_json_text(finding->help)));
    return object;
}

void hgw_sarif_file(struct hgw_output *output, const struct hgw_checked *checked) {
    for (size_t i = 0; i < checked->findings.count; i++) {
        if (!hgw_output_shows(output, &checked->findings.items[i]))
            continue;
        hgw_buf_add_string(output->out, output->items++ > 0 ? ",\n" : "\n");
        hgw_json_add(output->out, result_json(output, checked, &checked->findings.items[i]));
    }
}

void hgw_sarif_end(struct hgw_output *output) {
    hgw_buf_add_string(output->out, "\n]}]}\n");
}
