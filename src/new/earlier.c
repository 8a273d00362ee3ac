#include "new/earlier.h"

#include "base/lang.h"
#include "casefile/load.h"
#include "casefile/refs.h"

#include <stdlib.h>

/* Adds what makes the case unusable to the findings. */
static bool judge(struct hgw_earlier *earlier, struct hgw_error *error) {
    return !earlier->c.doc || /* not well-formed: the loader has said so */
           (hgw_grammar_check(&earlier->grammar, &earlier->c, &earlier->findings, error) &&
            hgw_refs_check(&earlier->grammar.model, &earlier->c, &earlier->findings, error));
}

bool hgw_earlier_open(struct hgw_earlier *earlier, const struct hgw_datadir *datadir, const char *path,
                      struct hgw_error *error) {
    char *xsd = hgw_datadir_find(datadir, "schemas/hgw-casus.xsd", error);
    bool ok = xsd && hgw_grammar_open(&earlier->grammar, xsd, error) &&
              hgw_case_read(&earlier->c, path, NULL, &earlier->findings, error) && judge(earlier, error);
    free(xsd);
    if (!ok)
        return false;
    hgw_findings_finish(&earlier->findings, &earlier->c);
    if (earlier->findings.failed)
        return hgw_error_memory(error);
    if (earlier->findings.count > 0)
        return hgw_error_at(
            error, HGW_ERROR_CONTENT, path, 0, 0,
            _("Op deze casus kan geen nieuwe volgen zolang hij niet geldig is. Verbeter eerst "
              "wat hierboven staat."));
    return true;
}

void hgw_earlier_close(struct hgw_earlier *earlier) {
    hgw_findings_free(&earlier->findings);
    hgw_case_free(&earlier->c);
    hgw_grammar_close(&earlier->grammar);
}
