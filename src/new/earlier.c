#include "new/earlier.h"

#include "base/lang.h"
#include "casefile/load.h"
#include "casefile/refs.h"
#include "casefile/validate.h"

#include <stdlib.h>

bool hgw_earlier_open(struct hgw_earlier *earlier, const struct hgw_datadir *datadir, const char *path,
                      struct hgw_error *error) {
    char *xsd = hgw_datadir_find(datadir, "schemas/hgw-casus.xsd", error);
    bool ok = xsd && hgw_grammar_open(&earlier->grammar, xsd, error) &&
              hgw_case_read(&earlier->c, path, NULL, &earlier->findings, error);
    free(xsd);
    if (!ok)
        return false;
    if (earlier->c.doc) { /* else it is not well-formed: the loader has said so */
        hgw_validate(&earlier->grammar, &earlier->c, &earlier->findings);
        hgw_refs_check(&earlier->grammar, &earlier->c, &earlier->findings);
    }
    hgw_findings_finish(&earlier->findings, &earlier->c);
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
