/* report_functions: the XPath functions of report templates, each told in hgw-template(5). hgw:verborgen, hgw:ziet,
 * hgw:mag-lezen, hgw:gezegd and hgw:laatste-woord are for CLB's own reports: a filtered tree no longer says who may
 * see what, nor all that was said. */
#pragma once

#include "case/consent.h"
#include "report/report.h"
#include "template/template.h"

/* What the functions know: the `user` of template_render. */
struct report_facts {
    const struct labels *labels;
    const char *today;               /* YYYY-MM-DD */
    const struct consents *consents; /* NULL: nothing was said */
};

/* The attribute that tells the meeting ("overleg"), the people ("lezers") and the author ("schrijver") of the report.
 * No template can name it. */
#define MARK "van-dit-rapport"

/* For struct template_dialect. */
extern const struct xpath_library report_functions;
