/* The expressions in the tags. */
#include "template/template_program.h"

#include "base/lang.h"
#include "base/memory.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>

/* Where an expression stands. */
struct origin {
    const struct template_dialect *dialect;
    const struct unit *unit;
    size_t offset;
    struct template_problems *problems;
};

static void complain(void *data, size_t offset, const char *sentence) {
    struct origin *origin = data;
    template_complain(origin->problems, origin->unit, origin->offset + offset, "%s", sentence);
}

static bool knows(void *data, enum xpath_named what, const char *name, const char **suggestion) {
    const struct template_dialect *dialect = ((struct origin *)data)->dialect;
    return what != XPATH_VARIABLE &&
           (!dialect->knows || dialect->knows(dialect->data, name, what == XPATH_ATTRIBUTE, suggestion));
}

xmlXPathCompExprPtr template_expression(const struct template *compiled, const struct unit *unit, size_t offset,
                                        size_t length, struct template_problems *problems) {
    if (length == 0) {
        template_complain(problems, unit, offset, _("Deze tag is leeg."));
        return NULL;
    }
    struct origin origin = {compiled->dialect, unit, offset, problems};
    struct xpath_dialect dialect = {.uri = HGW_NAMESPACE,
                                    .functions = compiled->dialect->functions,
                                    .knows = knows,
                                    .complain = complain,
                                    .data = &origin};
    char *text = mem_strndup(unit->source.data + offset, length);
    xmlXPathContextPtr context = xmlXPathNewContext(NULL);
    xmlXPathRegisterNs(context, (const xmlChar *)"hgw", (const xmlChar *)HGW_NAMESPACE);
    xmlXPathCompExprPtr expression = xpath_compile(context, text, &dialect);
    xmlXPathFreeContext(context);
    free(text);
    return expression;
}
