/* sarif: Static Analysis Results Interchange Format 2.1.0 (OASIS), for tools that collect results. One run;
 * results are written as they come, so that memory does not grow with the number of files. */
#include "base/process.h"
#include "output/json_value.h"
#include "output/listing.h"
#include "output/output.h"

#include <stdlib.h>
#include <string.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

/* {"text": …} (3.11, 3.12), left out when there is no text. Braces are doubled: a single one is a
 * placeholder.
 */
static void set_message(json_t *object, const char *key, const char *text) {
    struct buf out = BUF_EMPTY;
    if (!text)
        return;
    for (; *text; text++) {
        if (*text == '{' || *text == '}')
            buf_add_char(&out, *text);
        buf_add_char(&out, *text);
    }
    json_object_set_new(object, key, json_pack("{s:o}", "text", json_text(out.data ? out.data : "")));
    buf_free(&out);
}

/* reportingDescriptor (3.49) */
static json_t *rule_json(const struct checker *checker, const struct rule_info *rule, enum lang lang) {
    struct page page;
    struct error error = ERROR_EMPTY;
    page_read(checker, rule->code, lang, &page, &error); /* one that cannot be read is none */
    char *why = page_why(&page);
    json_t *object = json_pack("{s:s}", "id", rule->code);
    struct rule_texts texts = rule_texts(rule);
    set_message(object, "shortDescription", bilingual_in(&texts.message, lang));
    set_message(object, "fullDescription", why);
    set_message(object, "help", bilingual_in(&texts.help, lang));
    rule_texts_free(&texts);
    page_free(&page);
    error_clear(&error);
    free(why);
    json_object_set_new(object, "defaultConfiguration", json_pack("{s:s}", "level", level_name(rule->level)));
    if (rule->principle != PRINCIPLE_UNKNOWN)
        json_object_set_new(object, "properties", json_pack("{s:i}", "principle", rule->principle));
    return object;
}

/* toolComponent (3.19) */
static json_t *driver_json(const struct output *output) {
    json_t *rules = json_array();
    for (size_t i = 0; i < checker_rule_count(output->checker); i++)
        json_array_append_new(rules, rule_json(output->checker, checker_rule(output->checker, i), output->lang));
    return json_pack("{s:s, s:s, s:s, s:o}", "name", "hgw-check", "version", program_version(), "language",
                     lang_code(output->lang), "rules", rules);
}

void sarif_begin(struct output *output) {
    buf_printf(output->out, "{\"$schema\":\"%s\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":", SCHEMA);
    json_add(output->out, json_pack("{s:o}", "driver", driver_json(output)));
    buf_add_string(output->out, ",\"columnKind\":\"unicodeCodePoints\",\"results\":[");
}

/* A path as a URI reference (RFC 3986): what is not unreserved is written as %XX. */
static json_t *uri_json(const char *path) {
    static const char kept[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    struct buf uri = BUF_EMPTY;
    if (*path == '/')
        buf_add_string(&uri, "file://");
    for (; *path; path++)
        if (strchr(kept, *path))
            buf_add_char(&uri, *path);
        else
            buf_printf(&uri, "%%%02X", (unsigned char)*path);
    json_t *string = json_string(uri.data ? uri.data : "");
    buf_free(&uri);
    return string;
}

/* location (3.28) */
static json_t *location_json(const struct checked *checked, const struct finding *finding) {
    json_t *object = json_pack("{s:{s:{s:o}, s:{s:I, s:I}}}", "physicalLocation", "artifactLocation", "uri",
                               uri_json(checked->c.name), "region", "startLine", (json_int_t)finding->line,
                               "startColumn", (json_int_t)finding->column);
    if (finding->element)
        json_object_set_new(object, "logicalLocations",
                            json_pack("[{s:o, s:s}]", "name", json_text(finding->element), "kind", "element"));
    return object;
}

/* The rule's place in the driver's rules; -1 when it is not there (no rule file describes it). */
static json_int_t rule_index(const struct checker *checker, const char *code) {
    for (size_t i = 0; i < checker_rule_count(checker); i++)
        if (strcmp(checker_rule(checker, i)->code, code) == 0)
            return (json_int_t)i;
    return -1;
}

/* result (3.27). A verantwoording is a suppression (3.35) that stands in the file itself. */
static json_t *result_json(const struct output *output, const struct checked *checked, const struct finding *finding) {
    json_t *object = json_pack("{s:s, s:I, s:s}", "ruleId", finding->code, "ruleIndex",
                               rule_index(output->checker, finding->code), "level", level_name(finding->level));
    set_message(object, "message", finding->message ? finding->message : finding->code);
    json_object_set_new(object, "locations", json_pack("[o]", location_json(checked, finding)));
    if (finding->waived)
        json_object_set_new(object, "suppressions",
                            json_pack("[{s:s, s:s, s:o}]", "kind", "inSource", "status", "accepted", "justification",
                                      json_text(finding->waived)));
    if (finding->help)
        json_object_set_new(object, "properties", json_pack("{s:o}", "help", json_text(finding->help)));
    return object;
}

/* notification (3.58): what is to be known of the run itself. */
static void add_notice(struct output *output, const struct checked *checked) {
    struct buf text = BUF_EMPTY;
    output_more(output, &text);
    json_t *notice = json_pack("{s:s, s:[{s:{s:{s:o}}}]}", "level", "note", "locations", "physicalLocation",
                               "artifactLocation", "uri", uri_json(checked->c.name));
    set_message(notice, "message", text.data);
    buf_add_string(&output->notices, output->notices.length > 0 ? "," : "");
    json_add(&output->notices, notice);
    buf_free(&text);
}

void sarif_file(struct output *output, const struct checked *checked) {
    for (size_t i = 0; i < checked->findings.count; i++) {
        if (!checked->findings.items[i].shown)
            continue;
        buf_add_string(output->out, output->items++ > 0 ? ",\n" : "\n");
        json_add(output->out, result_json(output, checked, &checked->findings.items[i]));
    }
    if (output->more > 0)
        add_notice(output, checked);
}

/* invocation (3.20) */
void sarif_end(struct output *output) {
    buf_printf(output->out,
               "\n],\"invocations\":[{\"executionSuccessful\":%s,\"toolExecutionNotifications\":[%s]}]}]}\n",
               output->failed ? "false" : "true", output->notices.data ? output->notices.data : "");
}
