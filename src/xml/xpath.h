/* xpath: what rules and templates need of XPath 1.0 beside libxml2, which compiles and evaluates.
 *
 * The tokens of an expression (3.7), so that an unknown variable, function or prefix is an error before
 * anything runs: libxml2 notices it only where it is evaluated. */
#ifndef HGW_XML_XPATH_H
#define HGW_XML_XPATH_H

#include <libxml/xpath.h>
#include <stdbool.h>
#include <stddef.h>

enum xpath_type {
    HGW_XPATH_SYMBOL,    /* ( ) [ ] . .. @ , :: */
    HGW_XPATH_OPERATOR,  /* and or mod div * / // | + - = != < <= > >= */
    HGW_XPATH_NAME_TEST, /* name, prefix:name, prefix:*, * */
    HGW_XPATH_NODE_TYPE, /* comment, text, processing-instruction, node (the parenthesis follows) */
    HGW_XPATH_FUNCTION,  /* the name of a function (the parenthesis follows) */
    HGW_XPATH_AXIS,      /* the name of an axis */
    HGW_XPATH_LITERAL,   /* with its quotes */
    HGW_XPATH_NUMBER,
    HGW_XPATH_VARIABLE, /* with its $ */
    HGW_XPATH_WRONG,    /* no XPath token: always the last */
};

struct xpath_token {
    enum xpath_type type;
    const char *start; /* in the expression that was scanned */
    size_t length;     /* bytes */
};

struct xpath_tokens {
    struct xpath_token *items; /* owned */
    size_t count;
    size_t capacity;
};

/* Scans `length` bytes of an expression, which must outlive the tokens. */
void xpath_scan(const char *text, size_t length, struct xpath_tokens *tokens);

void xpath_tokens_free(struct xpath_tokens *tokens);

/* True when the token is written as `text`. */
bool xpath_is(const struct xpath_token *token, const char *text);

/* The index of the bracket or parenthesis that closes the one at `open`; tokens->count when none does. */
size_t xpath_closing(const struct xpath_tokens *tokens, size_t open);

/* How many arguments stand between the parenthesis at `open` and the one that closes it. */
int xpath_arguments(const struct xpath_tokens *tokens, size_t open);

/* A function that an expression may call. */
struct xpath_function {
    const char *name;      /* local name; NULL ends a table */
    int least;             /* arguments at least */
    int most;              /* arguments at most; -1: any number */
    xmlXPathFunction call; /* as libxml2 calls it; NULL: its own, or registered elsewhere */
};

/* The functions of XPath 1.0 (4), and current() of XSLT 1.0 (12.4). */
extern const struct xpath_function xpath_core[];

/* The row with this name (`length` bytes), NULL when there is none. */
const struct xpath_function *xpath_find(const struct xpath_function *functions, const char *name, size_t length);

/* id() of XPath 1.0 (4.1), in document order and without libxml2's search through all results for each new
 * one (which makes id() of a large set quadratic). To be registered over libxml2's own. */
void xpath_id(xmlXPathParserContextPtr ctxt, int nargs);

#endif
