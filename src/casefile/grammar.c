#include "casefile/grammar.h"

#include "base/fileio.h"
#include "base/lang.h"
#include "casefile/explain.h"

#include <libxml/parser.h>

/* Ours is 70 KB. */
enum { MOST_BYTES = 16 * 1024 * 1024 };

bool hgw_grammar_open(struct hgw_grammar *grammar, const char *path, struct hgw_error *error) {
    struct hgw_buf bytes = HGW_BUF_EMPTY;
    xmlDocPtr xsd = NULL;
    bool ok = false;
    *grammar = (struct hgw_grammar){0};
    if (!hgw_file_read(path, MOST_BYTES, &bytes, error))
        goto out;
    xsd = xmlReadMemory(bytes.data ? bytes.data : "", (int)bytes.length, path, NULL,
                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!xsd) {
        hgw_error_at(error, HGW_ERROR_DATA, path, 0, 0, _("De grammatica is geen goede XML."));
        goto out;
    }
    ok = hgw_model_read(&grammar->model, xsd, path, error);
out:
    xmlFreeDoc(xsd);
    hgw_buf_free(&bytes);
    return ok;
}

void hgw_grammar_close(struct hgw_grammar *grammar) {
    hgw_model_free(&grammar->model);
}

void hgw_grammar_check(const struct hgw_grammar *grammar, const struct hgw_case *c,
                       struct hgw_findings *findings) {
    struct hgw_report report;
    hgw_report_start(&report, c, findings);
    hgw_explain(&grammar->model, &report, xmlDocGetRootElement(c->doc));
    hgw_report_end(&report);
}
