/* xpath_functions: the functions that an expression in a rule file may call.
 *
 * libxml2 notices an unknown function only when it is called; this table lets us say so when the rule file is
 * read. */
#ifndef HGW_CHECK_XPATH_FUNCTIONS_H
#define HGW_CHECK_XPATH_FUNCTIONS_H

#include <libxml/xpath.h>
#include <stdbool.h>
#include <stddef.h>

/* The namespace of our text functions (functions.h), bound to a prefix with <ns> in a rule file. */
#define HGW_FUNCTIONS_URI "urn:hgw:functies"

/* What a function returns. */
enum hgw_xpath_type { HGW_XPATH_BOOLEAN, HGW_XPATH_NUMERIC, HGW_XPATH_STRING, HGW_XPATH_NODES };

struct hgw_xpath_function {
    const char *name; /* local name */
    int least;        /* arguments at least */
    int most;         /* arguments at most; -1: any number */
    enum hgw_xpath_type type;
};

/* The functions of XPath 1.0, and current() of XSLT 1.0. NULL when there is none with this name. */
const struct hgw_xpath_function *hgw_xpath_core_function(const char *name, size_t length);

/* The function with this index, from 0; NULL behind the last. For suggestions. */
const struct hgw_xpath_function *hgw_xpath_core_at(size_t index);

/* id() of XPath 1.0, 4.1, in document order and without libxml2's search through all results for each new one
 * (which makes id() of a large set quadratic). For a look-up function
 * (xmlXPathRegisterFuncLookup), which libxml2 asks first; not since 2.14, which asks nobody. */
void hgw_xpath_id(xmlXPathParserContextPtr ctxt, int nargs);

#endif
