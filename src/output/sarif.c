/* sarif: Static Analysis Results Interchange Format 2.1.0 (OASIS), for tools that collect results. One document with
 * one run, written when all files have been checked. */
#include "output/output.h"

#include <libxml/uri.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

/* {"text": …} (3.11, 3.12); NULL when there is no text. Braces are doubled: a single one is a placeholder. */
static json_t *message(const char *text) {
    AUTO(buf_free) struct buf out = BUF_EMPTY;
    if (!text)
        return NULL;
    for (; *text; text++) {
        if (*text == '{' || *text == '}')
            buf_add_char(&out, *text);
        buf_add_char(&out, *text);
    }
    return json_pack("{s:o}", "text", json_text(out.data ? out.data : ""));
}

/* reportingDescriptor (3.49) */
static json_t *rule_json(const struct rule_info *rule, enum lang lang, const char *why) {
    AUTO(mem_free) char *text = rule_words(rule, RULE_MESSAGE, lang), *help = rule_words(rule, RULE_HELP, lang);
    json_t *principle = rule->principle == PRINCIPLE_UNKNOWN ? NULL : json_pack("{s:i}", "principle", rule->principle);
    return json_pack("{s:s, s:o*, s:o*, s:o*, s:{s:s}, s:o*}", "id", rule->code, "shortDescription", message(text),
                     "fullDescription", message(why), "help", message(help), "defaultConfiguration", "level",
                     level_name(rule->level), "properties", principle);
}

/* A path as a URI reference (RFC 3986). */
static json_t *uri_json(const char *path) {
    xmlChar *uri = xmlURIEscapeStr((const xmlChar *)path, (const xmlChar *)"/");
    json_t *string = json_sprintf("%s%s", *path == '/' ? "file://" : "", (const char *)uri);
    xmlFree(uri);
    return string;
}

/* The rule's place in the driver's rules; -1 when it is not there (no rule file describes it). */
static json_int_t rule_index(const struct checker *checker, const char *code) {
    for (size_t i = 0; i < checker->rule_count; i++)
        if (strcmp(checker->rules[i]->code, code) == 0)
            return (json_int_t)i;
    return -1;
}

/* location (3.28) */
static json_t *location_json(const struct checked *checked, const struct finding *finding) {
    json_t *element =
        !finding->element ? NULL : json_pack("[{s:o, s:s}]", "name", json_text(finding->element), "kind", "element");
    return json_pack("{s:{s:{s:o}, s:{s:I, s:I}}, s:o*}", "physicalLocation", "artifactLocation", "uri",
                     uri_json(checked->c.name), "region", "startLine", (json_int_t)finding->line, "startColumn",
                     (json_int_t)finding->column, "logicalLocations", element);
}

/* result (3.27). A verantwoording is a suppression (3.35) that stands in the file itself. */
static json_t *result_json(const struct output *output, const struct checked *checked, const struct finding *finding) {
    json_t *waived = !finding->waived ? NULL
                                      : json_pack("[{s:s, s:s, s:o}]", "kind", "inSource", "status", "accepted",
                                                  "justification", json_text(finding->waived));
    json_t *help = finding->help ? json_pack("{s:o}", "help", json_text(finding->help)) : NULL;
    return json_pack("{s:s, s:I, s:s, s:o, s:[o], s:o*, s:o*}", "ruleId", finding->code, "ruleIndex",
                     rule_index(output->checker, finding->code), "level", level_name(finding->level), "message",
                     message(finding->message), "locations", location_json(checked, finding), "suppressions", waived,
                     "properties", help);
}

/* A list of the document, made when it is first asked for. */
static json_t *list(json_t **made) {
    return *made ? *made : (*made = json_array());
}

void sarif_file(struct output *output, const struct checked *checked) {
    for (const struct finding *at = NULL; (at = finding_next(checked, at));)
        json_array_append_new(list(&output->results), result_json(output, checked, at));
    if (output->more == 0)
        return;
    AUTO(mem_free) char *more = output_more(output); /* notification (3.58): what is to be known of the run itself */
    json_array_append_new(list(&output->notices),
                          json_pack("{s:s, s:[{s:{s:{s:o}}}], s:o}", "level", "note", "locations", "physicalLocation",
                                    "artifactLocation", "uri", uri_json(checked->c.name), "message", message(more)));
}

bool sarif_end(struct output *output, struct error *error) {
    enum lang lang = output->checker->lang;
    json_t *rules = json_array();
    bool failed = error->kind != ERROR_NONE || output->batch.wrong.kind != ERROR_NONE, ok = true;
    for (size_t i = 0; ok && i < output->checker->rule_count; i++) {
        const struct rule_info *rule = output->checker->rules[i];
        AUTO(page_free) struct page page = {0};
        ok = page_read(output->checker, rule->code, lang, &page, error);
        json_array_append_new(rules, rule_json(rule, lang, page.why));
    }
    /* toolComponent (3.19) and invocation (3.20) */
    json_t *run = json_pack("{s:{s:{s:s, s:s, s:s, s:o}}, s:s, s:o, s:[{s:b, s:o}]}", "tool", "driver", "name",
                            "hgw-check", "version", HGW_VERSION, "language", lang_code(lang), "rules", rules,
                            "columnKind", "unicodeCodePoints", "results", list(&output->results), "invocations",
                            "executionSuccessful", !failed, "toolExecutionNotifications", list(&output->notices));
    json_add(&output->out, json_pack("{s:s, s:s, s:[o]}", "$schema", SCHEMA, "version", "2.1.0", "runs", run));
    buf_add_char(&output->out, '\n');
    return ok;
}
