/* functions: the XPath functions of report templates.
 *
 *   hgw:datum(d)          26 november 2026; a text that is no date stays as it is
 *   hgw:naam(refs)        the names behind ids, joined: Hanne en Karim; who has no name here is left out
 *   hgw:label(@attribute) a value, or several, in words: nog niet; doelen en behoeften
 *   hgw:vandaag()         today, YYYY-MM-DD
 *   hgw:zichtbaar(lezers) true when all of these readers ('ouders school') may see the current element
 *   hgw:verborgen(lezers) the outermost elements in which one of these readers sees nothing
 *
 * The last two are for CLB's own reports: a filtered tree no longer says who may see what. Each is linear. */
#ifndef HGW_REPORT_REPORT_FUNCTIONS_H
#define HGW_REPORT_REPORT_FUNCTIONS_H

#include "report/labels.h"
#include "template/template.h"

/* What the functions know: the `user` of template_render. */
struct report_facts {
    const struct labels *labels;
    const char *today; /* YYYY-MM-DD */
};

/* The table, for struct template_dialect. */
extern const struct xpath_function report_functions[];

#endif
