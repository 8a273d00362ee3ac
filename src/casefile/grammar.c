#include "casefile/grammar.h"

#include "base/fileio.h"
#include "base/lang.h"
#include "casefile/explain.h"
#include "casefile/refs.h"
#include "xml/libxml.h"

#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

/* Ours is 70 KB. */
enum { MOST_BYTES = 16 * 1024 * 1024 };

/* The first thing that libxml2 says about an XSD becomes the error. */
static void schema_problem(void *data, hgw_xml_error *problem) {
    struct hgw_error *error = data;
    const char *text = problem->message ? problem->message : "";
    hgw_error_at(error, HGW_ERROR_DATA, problem->file, problem->line > 0 ? (size_t)problem->line : 0, 0,
                 _("De grammatica is onbruikbaar: %.*s"), (int)strcspn(text, "\n"), text);
}

static bool compile(struct hgw_grammar *grammar, const char *path, struct hgw_error *error) {
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewDocParserCtxt(grammar->xsd);
    xmlSchemaSetParserStructuredErrors(parser, schema_problem, error);
    grammar->schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    return grammar->schema || /* unless it has said why */
           hgw_error_at(error, HGW_ERROR_DATA, path, 0, 0, _("De grammatica is onbruikbaar: %.*s"), 1, "?");
}

bool hgw_grammar_open(struct hgw_grammar *grammar, const char *path, struct hgw_error *error) {
    struct hgw_buf bytes = HGW_BUF_EMPTY;
    bool ok = false;
    *grammar = (struct hgw_grammar){0};
    if (!hgw_file_read(path, MOST_BYTES, &bytes, error))
        goto out;
    grammar->xsd = xmlReadMemory(bytes.data ? bytes.data : "", (int)bytes.length, path, NULL,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!grammar->xsd) {
        hgw_error_at(error, HGW_ERROR_DATA, path, 0, 0, _("De grammatica is geen goede XML."));
        goto out;
    }
    ok = hgw_model_read(&grammar->model, grammar->xsd, path, error) && compile(grammar, path, error);
out:
    hgw_buf_free(&bytes);
    return ok;
}

void hgw_grammar_close(struct hgw_grammar *grammar) {
    hgw_model_free(&grammar->model);
    if (grammar->schema)
        xmlSchemaFree(grammar->schema);
    if (grammar->xsd)
        xmlFreeDoc(grammar->xsd);
    *grammar = (struct hgw_grammar){0};
}

/* What libxml2 says first about a case: only used when we find nothing ourselves. */
struct verdict {
    const xmlNode *node; /* the element it is about */
    char text[256];
};

static void case_problem(void *data, hgw_xml_error *problem) {
    struct verdict *verdict = data;
    if (verdict->text[0])
        return;
    const char *text = problem->message ? problem->message : "?";
    size_t length = strcspn(text, "\n");
    if (length > sizeof verdict->text - 1)
        length = sizeof verdict->text - 1;
    memcpy(verdict->text, text, length);
    verdict->node = problem->node;
}

/* Never silent: what our own reading of the grammar does not see still gets a finding. */
static void say_verdict(struct hgw_report *report, const struct verdict *verdict, const xmlNode *root) {
    const xmlNode *node = verdict->node ? verdict->node : root;
    while (node->type != XML_ELEMENT_NODE && node->parent)
        node = node->parent;
    struct hgw_finding *finding = hgw_report_add(report, "HGW002", node);
    hgw_finding_say(finding, _("<%s> past niet in de grammatica van een casus: %s"), (const char *)node->name,
                    verdict->text);
    hgw_finding_help(finding, "%s", _("Vergelijk met de voorbeelden in hgw-casus(5)."));
}

static void say_too_many(const struct hgw_case *c, struct hgw_findings *findings) {
    struct hgw_report report;
    hgw_report_start(&report, c, findings);
    struct hgw_finding *finding = hgw_report_add(&report, "HGW002", xmlDocGetRootElement(c->doc));
    hgw_finding_say(finding, _("Het bestand telt meer dan %d id's en verwijzingen."), HGW_REFS_MOST);
    hgw_finding_help(finding, "%s", _("Zo groot is geen casus. Is dit wel het juiste bestand?"));
    hgw_report_end(&report);
}

void hgw_grammar_check(const struct hgw_grammar *grammar, const struct hgw_case *c,
                       struct hgw_findings *findings) {
    const xmlNode *root = xmlDocGetRootElement(c->doc);
    struct verdict verdict = {0};
    int result = 1;
    if (hgw_refs_too_many(&grammar->model, c)) {
        say_too_many(c, findings);
        return;
    }
    if (hgw_explain_root_fits(&grammar->model, root)) {
        xmlSchemaValidCtxtPtr validator = xmlSchemaNewValidCtxt(grammar->schema);
        xmlSchemaSetValidStructuredErrors(validator, case_problem, &verdict);
        result = xmlSchemaValidateDoc(validator, c->doc);
        xmlSchemaFreeValidCtxt(validator);
    }
    if (result == 0)
        return;
    struct hgw_report report;
    size_t before = findings->count;
    hgw_report_start(&report, c, findings);
    hgw_explain(&grammar->model, &report, root);
    if (findings->count == before)
        say_verdict(&report, &verdict, root);
    hgw_report_end(&report);
}
