/* expression: one XPath expression of a rule file, checked, made faster, and compiled.
 *
 * What libxml2 would only notice while it runs (an unknown variable, function or prefix) is an error here. */
#ifndef HGW_CHECK_EXPRESSION_H
#define HGW_CHECK_EXPRESSION_H

#include "base/error.h"
#include "check/shortcut.h"
#include "check/xpath_functions.h"
#include "check/xpath_scan.h"

#include <libxml/xpath.h>
#include <stdbool.h>
#include <stddef.h>

struct hgw_expression {
    char *text;                   /* as it stands in the rule file. Owned. */
    char *running;                /* as it is run: variables by number, idioms replaced. Owned. */
    size_t line;                  /* line in the rule file */
    xmlXPathCompExprPtr compiled; /* owned */
    struct hgw_shortcut shortcut; /* decides it as a condition, when it has one. Owned. */
};

/* What an expression may refer to. */
struct hgw_scope {
    const char *file;         /* the rule file, for errors */
    xmlXPathContextPtr xpath; /* its prefixes are bound here */
    /* Finds the variable that a name stands for: false when it is not known here. */
    bool (*variable)(const void *data, const char *name, size_t length, size_t *index);
    const void *data; /* handed to `variable` */
    /* Finds a function of a namespace other than none; NULL when there is none. */
    const struct hgw_xpath_function *(*function)(const char *uri, const char *name, size_t length);
    struct hgw_shortcuts *shortcuts; /* those of predicates are added here. Not owned. */
};

/* Compiles `text` (any form of expression). `what` names where it stands, such as "test". Variables run under
 * the name "v" with their index behind it; these idioms become the functions below, which take that index:
 *
 *   count(. | $x) = count($x)   set-has(index)     the context node is in $x: answered from a hash table
 *   count($x)                   set-count(index)   without the copy of $x that a variable costs
 *   not($x)                     set-empty(index)
 *   boolean($x)                 not(set-empty(index))
 *
 * In what libxml2 gets, a predicate that has a shortcut is shortcut(index), which takes its place in the
 * scope's list.
 *
 * False: HGW_ERROR_DATA with file and line, or no memory. */
bool hgw_expression_compile(struct hgw_expression *expression, const struct hgw_scope *scope,
                            const char *what, const char *text, size_t length, size_t line,
                            struct hgw_error *error);

/* True when a predicate with these tokens can be decided on the node alone: it calls no position() or last()
 * and cannot be a number. When in doubt: false. */
bool hgw_predicate_is_plain(const struct hgw_scope *scope, const struct hgw_xpath_token *tokens,
                            size_t count);

void hgw_expression_free(struct hgw_expression *expression);

#endif
