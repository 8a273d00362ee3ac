#include "check/functions.h"

#include "base/memory.h"
#include "check/functions_internal.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

static const struct hgw_xpath_function table[] = {
    {"bevat", 2, 2, hgw_function_bevat},
    {"met", 2, 2, hgw_function_met},
    {"onverklaard", 3, 3, hgw_function_onverklaard},
    {"met-onverklaard", 3, 3, hgw_function_met_onverklaard},
    {"teksten", 0, 1, hgw_function_teksten},
    {"zichtbaar", 2, 2, hgw_function_zichtbaar},
    {"woorden", 1, 1, hgw_function_woorden},
    {"zinnen", 1, 1, hgw_function_zinnen},
    {"langste-zin", 1, 1, hgw_function_langste_zin},
    {"lange-zin", 2, 2, hgw_function_lange_zin},
    {"lettergrepen", 1, 1, hgw_function_lettergrepen},
    {"leesbaarheid", 1, 1, hgw_function_leesbaarheid},
    {NULL, 0, 0, NULL},
};

const struct hgw_xpath_function *hgw_functions_find(const char *uri, const char *name, size_t length) {
    return uri && strcmp(uri, HGW_FUNCTIONS_URI) == 0 ? hgw_xpath_find(table, name, length) : NULL;
}

static xmlXPathFunction look_up(void *functions, const xmlChar *name, const xmlChar *uri) {
    (void)functions; /* they find it in the context: hgw_functions_of() */
    if (!uri && strcmp((const char *)name, "id") == 0)
        return hgw_xpath_id;
    const struct hgw_xpath_function *found =
        hgw_functions_find((const char *)uri, (const char *)name, strlen((const char *)name));
    return found ? found->call : NULL;
}

struct hgw_functions *hgw_functions_new(struct words *words) {
    struct hgw_functions *functions = mem_calloc(1, sizeof *functions);
    if (functions)
        functions->words = words;
    return functions;
}

void hgw_functions_free(struct hgw_functions *functions) {
    if (!functions)
        return;
    hgw_functions_forget(functions);
    hgw_error_clear(&functions->error);
    free(functions);
}

bool hgw_functions_bind(void *functions, xmlXPathContextPtr xpath) {
    xmlXPathRegisterFuncLookup(xpath, look_up, functions);
    return true;
}

struct hgw_functions *hgw_functions_of(xmlXPathParserContextPtr ctxt) {
    return ctxt->context->funcLookupData;
}

bool hgw_functions_failed(void *data, struct hgw_error *error) {
    struct hgw_functions *functions = data;
    if (functions->error.kind == HGW_ERROR_NONE)
        return false;
    if (error->kind == HGW_ERROR_NONE)
        *error = functions->error;
    else /* the first error stays */
        hgw_error_clear(&functions->error);
    functions->error = (struct hgw_error)HGW_ERROR_EMPTY;
    return true;
}

void hgw_functions_forget(void *data) {
    struct hgw_functions *functions = data;
    hgw_texts_free(&functions->texts);
}
