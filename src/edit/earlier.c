#include "edit/earlier.h"

#include "base/lang.h"
#include "case/load.h"
#include "case/refs.h"
#include "case/validate.h"

#include <stdlib.h>

bool earlier_open(struct earlier *earlier, const struct datadir *datadir, const char *path, struct error *error) {
    char *xsd = datadir_find(datadir, "schemas/hgw-casus.xsd", error);
    bool ok = xsd && grammar_open(&earlier->grammar, xsd, error) &&
              case_read(&earlier->c, path, NULL, &earlier->findings, error);
    free(xsd);
    if (!ok)
        return false;
    if (earlier->c.doc) { /* else it is not well-formed: the loader has said so */
        validate(&earlier->grammar, &earlier->c, &earlier->findings);
        refs_check(&earlier->grammar, &earlier->c, &earlier->findings);
    }
    findings_finish(&earlier->findings, &earlier->c);
    if (earlier->findings.count > 0)
        return error_at(error, ERROR_CONTENT, path, 0, 0,
                        _("Op deze casus kan geen nieuwe volgen zolang hij niet geldig is. Verbeter eerst "
                          "wat hierboven staat."));
    return true;
}

void earlier_close(struct earlier *earlier) {
    findings_free(&earlier->findings);
    case_free(&earlier->c);
    grammar_close(&earlier->grammar);
}
