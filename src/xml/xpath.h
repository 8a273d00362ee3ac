/* xpath: what rules and templates need of XPath 1.0 beside libxml2, which compiles and evaluates: an unknown name,
 * function or variable is an error before anything runs. libxml2 notices it only where it is evaluated. */
#pragma once

#include "base/base.h"

#include <libxml/hash.h>
#include <libxml/xpath.h>

/* A call of a function of ours; its arguments are what its row says. */
struct xpath_call {
    struct xpath_binding *binding;
    xmlXPathContextPtr context;
    xmlXPathObjectPtr *values;
    int count;
    /* what `convert` made of an argument: */
    unsigned readers;
    void *list;
};

/* A function that an expression may call. One of the last eight answers. */
struct xpath_function {
    const char *name;      /* local name; NULL ends a table */
    int least, most;       /* arguments, of ours at most XPATH_ARGUMENTS */
    const char *arguments; /* what they are made: b true or false, c a number, n nodes, t a text, v any
                              value, others as `convert` has it; the last goes for all that follow */
    bool (*truth)(const struct xpath_call *call);
    double (*number)(const struct xpath_call *call);
    char *(*text)(const struct xpath_call *call);                /* owned; NULL: none */
    bool (*any)(const struct xpath_call *call, xmlNodePtr node); /* whether it is true for one of its nodes */
    bool (*keep)(const struct xpath_call *call,
                 xmlNodePtr node);                              /* those of its nodes, without any those of the case */
    void (*find)(struct xpath_call *call, xmlNodeSetPtr found); /* adds nodes, in any order and more than once */
    xmlXPathObjectPtr (*value)(struct xpath_call *call);
    const char *expression; /* on the current node; its arguments are $a and $b, '' when left out */
};

enum { XPATH_ARGUMENTS = 12 };

/* An argument: a text ("" when it was left out), how many nodes, one of them, the first in the document (or NULL). */
const char *xpath_text(const struct xpath_call *call, int i);
int xpath_count(const struct xpath_call *call, int i);
xmlNodePtr xpath_node(const struct xpath_call *call, int i, int index);
xmlNodePtr xpath_first(const struct xpath_call *call, int i);

/* hgw:als and hgw:gevuld, which rules and templates both have. */
xmlXPathObjectPtr xpath_als(struct xpath_call *call);
bool xpath_gevuld(const struct xpath_call *call, xmlNodePtr node);

/* Functions that belong together. */
struct xpath_library {
    const char *uri; /* their namespace */
    const struct xpath_function *functions;
    /* Makes something of an argument of another kind, given as a text. False: it is wrong, and the binding's error
     * says why. */
    bool (*convert)(struct xpath_call *call, char kind, const char *text);
};

/* A library at work: what its functions know, and why the last evaluation failed. */
struct xpath_binding {
    const struct xpath_library *library; /* functions of ours; NULL: none */
    void *data;
    xmlHashTablePtr compiled; /* expressions of its functions, by name; who has such functions makes and frees it */
    xmlNodePtr current;       /* what current() is */
    struct error error;       /* of one of the functions, for who reads it */
    int reason;               /* else the last xmlXPathError, */
    int position;             /* and where an expression went wrong that was compiled */
};

/* A context in which the functions of the library (as hgw:NAME), current() and our id() are known; it says nothing on
 * standard error. The binding must outlive it. Freed with xmlXPathFreeContext. */
xmlXPathContextPtr xpath_open(xmlDocPtr doc, struct xpath_binding *binding);

enum xpath_named { XPATH_ELEMENT, XPATH_ATTRIBUTE, XPATH_VARIABLE };

/* What an expression may use, besides XPath's own functions. */
struct xpath_dialect {
    bool current; /* current() too */
    bool pattern; /* it is one (XSLT 1.0, 5.2): what begins with a step may stand anywhere */
    bool trusted; /* only the syntax is looked at, the rest fails when it is evaluated; a pattern is a path already */
    /* True when there is an element, attribute or variable of this name (NULL: there is); else *suggestion may become
     * what was probably meant (not owned). */
    bool (*knows)(void *data, enum xpath_named what, const char *name, const char **suggestion);
    /* Takes a sentence on what is wrong at byte `offset` of the expression. It lives till the return. */
    void (*complain)(void *data, size_t offset, const char *sentence);
    void *data; /* handed to both */
};

/* Compiles an expression; the prefixes in it are those registered with `context`, of xpath_open, which outlives it.
 * NULL when something is wrong: all that is was complained of. Freed with xmlXPathFreeCompExpr. */
xmlXPathCompExprPtr xpath_compile(xmlXPathContextPtr context, const char *text, const struct xpath_dialect *dialect);
