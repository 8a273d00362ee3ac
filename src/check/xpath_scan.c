#include "check/xpath_scan.h"

#include "base/grow.h"

#include <stdlib.h>
#include <string.h>

#define SPACES " \t\r\n"

/* Longest first, so that `!=` is not taken for something else. */
static const struct {
    const char *text;
    enum hgw_xpath_token_type type;
} symbols[] = {
    {"::", HGW_XPATH_COLONS},       {"..", HGW_XPATH_DOTS},     {"//", HGW_XPATH_OPERATOR},
    {"!=", HGW_XPATH_OPERATOR},     {"<=", HGW_XPATH_OPERATOR}, {">=", HGW_XPATH_OPERATOR},
    {"(", HGW_XPATH_OPEN},          {")", HGW_XPATH_CLOSE},     {"[", HGW_XPATH_OPEN_BRACKET},
    {"]", HGW_XPATH_CLOSE_BRACKET}, {"@", HGW_XPATH_AT},        {",", HGW_XPATH_COMMA},
    {"/", HGW_XPATH_OPERATOR},      {"|", HGW_XPATH_OPERATOR},  {"+", HGW_XPATH_OPERATOR},
    {"-", HGW_XPATH_OPERATOR},      {"=", HGW_XPATH_OPERATOR},  {"<", HGW_XPATH_OPERATOR},
    {">", HGW_XPATH_OPERATOR},      {"*", HGW_XPATH_OPERATOR},  {".", HGW_XPATH_DOT},
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Bytes beyond ASCII are taken for letters: libxml2 judges names. */
static bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static size_t name_length(const char *text, size_t length) {
    size_t i = 0;
    if (length == 0 || !is_name_start(text[0]))
        return 0;
    while (i < length && (is_name_start(text[i]) || is_digit(text[i]) || text[i] == '-' || text[i] == '.'))
        i++;
    return i;
}

/* A name, with `:name` or `:*` behind it when it has a prefix. */
static size_t qname_length(const char *text, size_t length) {
    size_t first = name_length(text, length);
    if (first == 0 || first + 1 >= length || text[first] != ':')
        return first;
    if (text[first + 1] == '*')
        return first + 2;
    size_t second = name_length(text + first + 1, length - first - 1);
    return second > 0 ? first + 1 + second : first;
}

static size_t number_length(const char *text, size_t length) {
    size_t i = 0;
    while (i < length && is_digit(text[i]))
        i++;
    if (i < length && text[i] == '.' && (i > 0 || (i + 1 < length && is_digit(text[i + 1]))))
        for (i++; i < length && is_digit(text[i]);)
            i++;
    return i;
}

/* "If there is a preceding token and it is none of @, ::, (, [, , or an operator, then a * is the
 * multiplication and a name is an operator." */
static bool after_operand(const struct hgw_xpath_tokens *tokens) {
    if (tokens->count == 0)
        return false;
    switch (tokens->items[tokens->count - 1].type) {
    case HGW_XPATH_AT:
    case HGW_XPATH_COLONS:
    case HGW_XPATH_OPEN:
    case HGW_XPATH_OPEN_BRACKET:
    case HGW_XPATH_COMMA:
    case HGW_XPATH_OPERATOR:
        return false;
    default:
        return true;
    }
}

static bool is_word(const char *text, size_t length, const char *const words[]) {
    for (size_t i = 0; words[i]; i++)
        if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0)
            return true;
    return false;
}

/* What a name is: that depends on what stands before and behind it. */
static void name_token(const struct hgw_xpath_tokens *tokens, const char *text, size_t length,
                       struct hgw_xpath_token *token) {
    static const char *const operators[] = {"and", "or", "mod", "div", NULL};
    static const char *const node_types[] = {"comment", "text", "processing-instruction", "node", NULL};
    size_t plain = name_length(text, length);
    if (after_operand(tokens)) {
        token->type = is_word(text, plain, operators) ? HGW_XPATH_OPERATOR : HGW_XPATH_WRONG;
        token->length = plain;
        return;
    }
    token->length = qname_length(text, length);
    size_t next = token->length;
    while (next < length && strchr(SPACES, text[next]))
        next++;
    if (next < length && text[next] == '(')
        token->type = is_word(text, token->length, node_types) ? HGW_XPATH_NODE_TYPE : HGW_XPATH_FUNCTION;
    else if (next + 1 < length && text[next] == ':' && text[next + 1] == ':')
        token->type = HGW_XPATH_AXIS;
    else
        token->type = HGW_XPATH_NAME_TEST;
}

static void symbol_token(const struct hgw_xpath_tokens *tokens, const char *text, size_t length,
                         struct hgw_xpath_token *token) {
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
        size_t size = strlen(symbols[i].text);
        if (size > length || memcmp(text, symbols[i].text, size) != 0)
            continue;
        token->type = symbols[i].type;
        token->length = size;
        if (*text == '*' && !after_operand(tokens))
            token->type = HGW_XPATH_NAME_TEST;
        return;
    }
}

static struct hgw_xpath_token next_token(const struct hgw_xpath_tokens *tokens, const char *text,
                                         size_t length) {
    struct hgw_xpath_token token = {HGW_XPATH_WRONG, text, 1};
    size_t size;
    if (*text == '"' || *text == '\'') {
        const char *end = length > 1 ? memchr(text + 1, *text, length - 1) : NULL;
        if (end) {
            token.type = HGW_XPATH_LITERAL;
            token.length = (size_t)(end - text) + 1;
        }
    } else if (*text == '$') {
        size = qname_length(text + 1, length - 1);
        if (size > 0) {
            token.type = HGW_XPATH_VARIABLE;
            token.length = size + 1;
        }
    } else if ((size = number_length(text, length)) > 0) {
        token.type = HGW_XPATH_NUMBER;
        token.length = size;
    } else if (is_name_start(*text))
        name_token(tokens, text, length, &token);
    else
        symbol_token(tokens, text, length, &token);
    return token;
}

bool hgw_xpath_scan(const char *text, size_t length, struct hgw_xpath_tokens *tokens) {
    size_t at = 0;
    *tokens = (struct hgw_xpath_tokens){0};
    for (;;) {
        while (at < length && strchr(SPACES, text[at]))
            at++;
        if (at >= length)
            return true;
        struct hgw_xpath_token *items =
            hgw_grow(tokens->items, &tokens->capacity, tokens->count, sizeof *items);
        if (!items)
            return false;
        tokens->items = items;
        struct hgw_xpath_token token = next_token(tokens, text + at, length - at);
        tokens->items[tokens->count++] = token;
        if (token.type == HGW_XPATH_WRONG)
            return true;
        at += token.length;
    }
}

void hgw_xpath_tokens_free(struct hgw_xpath_tokens *tokens) {
    free(tokens->items);
    *tokens = (struct hgw_xpath_tokens){0};
}

bool hgw_xpath_is(const struct hgw_xpath_token *token, const char *text) {
    return strlen(text) == token->length && memcmp(text, token->start, token->length) == 0;
}

size_t hgw_xpath_closing(const struct hgw_xpath_token *items, size_t count, size_t open) {
    size_t depth = 0;
    for (size_t i = open; i < count; i++) {
        if (items[i].type == HGW_XPATH_OPEN || items[i].type == HGW_XPATH_OPEN_BRACKET)
            depth++;
        else if (items[i].type == HGW_XPATH_CLOSE || items[i].type == HGW_XPATH_CLOSE_BRACKET)
            if (--depth == 0)
                return i;
    }
    return count;
}
