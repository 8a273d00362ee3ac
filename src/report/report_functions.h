/* report_functions: the XPath functions of report templates, each told in hgw-template(5). hgw:verborgen and hgw:ziet
 * are for CLB's own reports: a filtered tree no longer says who may see what. */
#pragma once

#include "report/report.h"
#include "template/template.h"

/* What the functions know: the `user` of template_render. */
struct report_facts {
    const struct labels *labels;
    const char *today; /* YYYY-MM-DD */
};

/* For struct template_dialect. */
extern const struct xpath_library report_functions;
