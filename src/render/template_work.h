/* template_work: how much work the expressions of a template may be. Only template_*.c know it.
 *
 * libxml2 counts the nodes that an expression visits (opCount), but not the text that its functions copy:
 * concat() of a thousand whole cases is a handful of nodes. So the functions that read text are counted too,
 * in the same unit, before they run. */
#ifndef HGW_RENDER_TEMPLATE_WORK_H
#define HGW_RENDER_TEMPLATE_WORK_H

#include <libxml/xpath.h>

/* Puts counting versions of XPath's own functions on text into the context. */
void hgw_template_work_register(xmlXPathContextPtr xpath);

#endif
