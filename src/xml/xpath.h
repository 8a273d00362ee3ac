/* xpath: what rules and templates need of XPath 1.0 beside libxml2, which compiles and evaluates: an unknown name,
 * function or variable is an error before anything runs. libxml2 notices it only where it is evaluated. */
#ifndef HGW_XML_XPATH_H
#define HGW_XML_XPATH_H

#include <libxml/xpath.h>
#include <stdbool.h>
#include <stddef.h>

/* A function that an expression may call. */
struct xpath_function {
    const char *name;      /* local name; NULL ends a table */
    int least;             /* arguments at least */
    int most;              /* arguments at most; -1: any number */
    xmlXPathFunction call; /* as libxml2 calls it; NULL: its own, or registered elsewhere */
};

enum xpath_named { XPATH_ELEMENT, XPATH_ATTRIBUTE, XPATH_VARIABLE };

/* What an expression may use, besides XPath's own functions. */
struct xpath_dialect {
    const char *uri;                        /* the namespace of the functions of ours */
    const struct xpath_function *functions; /* these; NULL: none */
    bool current;                           /* current() too */
    bool trusted;                           /* only the syntax is looked at; the rest fails when it is evaluated */
    /* True when there is an element, attribute or variable of this name; else *suggestion may become what was probably
     * meant (not owned). NULL: every name is good, and there are no variables. */
    bool (*knows)(void *data, enum xpath_named what, const char *name, const char **suggestion);
    /* Takes a sentence on what is wrong at byte `offset` of the expression. It lives till the return. */
    void (*complain)(void *data, size_t offset, const char *sentence);
    void *data; /* handed to both */
};

/* Compiles an expression; the prefixes in it are those registered with `context`, which outlives the result. NULL when
 * something is wrong: all that is was complained of. Freed with xmlXPathFreeCompExpr. */
xmlXPathCompExprPtr xpath_compile(xmlXPathContextPtr context, const char *text, const struct xpath_dialect *dialect);

/* id() of XPath 1.0 (4.1), in document order and without libxml2's search through all results for each new
 * one (which makes id() of a large set quadratic). To be registered over libxml2's own. */
void xpath_id(xmlXPathParserContextPtr ctxt, int nargs);

/* A pattern (XSLT 1.0, 5.2) as XPath from the document: `//` before each alternative that begins with a step. NULL: it
 * is none. Freed with free(). */
char *xpath_pattern(const char *text);

#endif
