/* xpath_scan: the tokens of an XPath 1.0 expression (XPath 1.0, 3.7).
 *
 * libxml2 parses and evaluates; we only need to see the parts: which variables and functions are used, where
 * a predicate ends, which idioms can be answered faster. */
#ifndef HGW_CHECK_XPATH_SCAN_H
#define HGW_CHECK_XPATH_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum hgw_xpath_token_type {
    HGW_XPATH_OPEN,          /* ( */
    HGW_XPATH_CLOSE,         /* ) */
    HGW_XPATH_OPEN_BRACKET,  /* [ */
    HGW_XPATH_CLOSE_BRACKET, /* ] */
    HGW_XPATH_DOT,           /* . */
    HGW_XPATH_DOTS,          /* .. */
    HGW_XPATH_AT,            /* @ */
    HGW_XPATH_COMMA,         /* , */
    HGW_XPATH_COLONS,        /* :: */
    HGW_XPATH_OPERATOR,      /* and or mod div * / // | + - = != < <= > >= */
    HGW_XPATH_NAME_TEST,     /* name, prefix:name, prefix:*, * */
    HGW_XPATH_NODE_TYPE,     /* comment, text, processing-instruction, node (the parenthesis follows) */
    HGW_XPATH_FUNCTION,      /* the name of a function */
    HGW_XPATH_AXIS,          /* the name of an axis */
    HGW_XPATH_LITERAL,       /* with its quotes */
    HGW_XPATH_NUMBER,
    HGW_XPATH_VARIABLE, /* with its $ */
    HGW_XPATH_WRONG,    /* no XPath token: always the last */
};

struct hgw_xpath_token {
    enum hgw_xpath_token_type type;
    const char *start; /* in the expression that was scanned */
    size_t length;     /* bytes */
};

struct hgw_xpath_tokens {
    struct hgw_xpath_token *items; /* owned */
    size_t count;
    size_t capacity;
};

/* Scans `length` bytes of an expression, which must outlive the tokens. False when memory is out. */
bool hgw_xpath_scan(const char *text, size_t length, struct hgw_xpath_tokens *tokens);

void hgw_xpath_tokens_free(struct hgw_xpath_tokens *tokens);

/* True when the token is written as `text`. */
bool hgw_xpath_is(const struct hgw_xpath_token *token, const char *text);

/* The index of the bracket or parenthesis that closes the one at `open`; `count` when there is none. */
size_t hgw_xpath_closing(const struct hgw_xpath_token *items, size_t count, size_t open);

#endif
