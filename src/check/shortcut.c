#include "check/shortcut.h"

#include "base/grow.h"
#include "check/xpath_scan.h"

#include <stdlib.h>
#include <string.h>

/* The shapes of a term, longest first: a is @, n a name without prefix, f not, s set-has, t a text, = and !
 * the comparisons, 9 a number. */
static const struct {
    const char *shape;
    enum hgw_shortcut_kind kind;
} shapes[] = {
    {"f(an)", HGW_SHORTCUT_LACKS},  {"s(9)", HGW_SHORTCUT_MEMBER}, {"an=t", HGW_SHORTCUT_EQUAL},
    {"an!t", HGW_SHORTCUT_DIFFERS}, {"an", HGW_SHORTCUT_HAS},
};

static bool is_plain_name(const struct hgw_xpath_token *token) {
    return token->type == HGW_XPATH_NAME_TEST && !memchr(token->start, ':', token->length) &&
           *token->start != '*';
}

static bool token_is(const struct hgw_xpath_token *token, char shape) {
    switch (shape) {
    case 'a':
        return token->type == HGW_XPATH_AT;
    case 'n':
        return is_plain_name(token);
    case 'f':
        return token->type == HGW_XPATH_FUNCTION && hgw_xpath_is(token, "not");
    case 's':
        return token->type == HGW_XPATH_FUNCTION && hgw_xpath_is(token, "set-has");
    case 't':
        return token->type == HGW_XPATH_LITERAL;
    case '9':
        return token->type == HGW_XPATH_NUMBER;
    case '!':
        return hgw_xpath_is(token, "!=");
    default:
        return token->length == 1 && *token->start == shape;
    }
}

static bool shape_fits(const struct hgw_xpath_token *items, size_t count, const char *shape) {
    size_t length = strlen(shape);
    for (size_t i = 0; length <= count && i < length; i++)
        if (!token_is(&items[i], shape[i]))
            return false;
    return length <= count;
}

static bool fill(struct hgw_shortcut_term *term, const struct hgw_xpath_token *items, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (items[i].type == HGW_XPATH_NAME_TEST && !(term->name = strndup(items[i].start, items[i].length)))
            return false;
        else if (items[i].type == HGW_XPATH_LITERAL &&
                 !(term->text = strndup(items[i].start + 1, items[i].length - 2)))
            return false;
        else if (items[i].type == HGW_XPATH_NUMBER)
            term->index = strtoul(items[i].start, NULL, 10);
    return true;
}

/* Reads the term that begins here. Returns how many tokens it took, 0 for another shape. */
static size_t read_term(struct hgw_shortcut *shortcut, const struct hgw_xpath_token *items, size_t count,
                        bool *no_memory) {
    size_t row = 0;
    while (row < sizeof shapes / sizeof shapes[0] && !shape_fits(items, count, shapes[row].shape))
        row++;
    if (row == sizeof shapes / sizeof shapes[0])
        return 0;
    struct hgw_shortcut_term *terms =
        hgw_grow(shortcut->terms, &shortcut->capacity, shortcut->count, sizeof *terms);
    *no_memory = !terms;
    if (!terms)
        return 0;
    shortcut->terms = terms;
    terms[shortcut->count] = (struct hgw_shortcut_term){.kind = shapes[row].kind};
    *no_memory = !fill(&terms[shortcut->count++], items, strlen(shapes[row].shape));
    return *no_memory ? 0 : strlen(shapes[row].shape);
}

/* Terms with the same word between all of them. */
static bool read_terms(struct hgw_shortcut *shortcut, const struct hgw_xpath_token *items, size_t count,
                       bool *no_memory) {
    const char *word = NULL;
    for (size_t at = 0;;) {
        size_t taken = read_term(shortcut, items + at, count - at, no_memory);
        at += taken;
        if (taken == 0 || at == count)
            return taken > 0;
        const char *between = hgw_xpath_is(&items[at], "or")    ? "or"
                              : hgw_xpath_is(&items[at], "and") ? "and"
                                                                : NULL;
        if (!between || (word && strcmp(word, between) != 0))
            return false;
        word = between;
        shortcut->all = strcmp(word, "and") == 0;
        at++;
    }
}

bool hgw_shortcut_make(const char *running, struct hgw_shortcut *shortcut) {
    struct hgw_xpath_tokens tokens;
    bool no_memory = false;
    *shortcut = (struct hgw_shortcut){0};
    if (!hgw_xpath_scan(running, strlen(running), &tokens))
        no_memory = true;
    const struct hgw_xpath_token *items = tokens.items;
    size_t count = tokens.count;
    while (count > 2 && items[0].type == HGW_XPATH_OPEN && hgw_xpath_closing(items, count, 0) == count - 1) {
        items++; /* parentheses around the whole */
        count -= 2;
    }
    if (no_memory || !read_terms(shortcut, items, count, &no_memory))
        hgw_shortcut_free(shortcut);
    hgw_xpath_tokens_free(&tokens);
    return !no_memory;
}

/* The attribute's text, and whether it is there at all. */
static const char *attribute_text(const xmlNode *element, const char *name, bool *there) {
    const xmlAttr *attribute = element->type == XML_ELEMENT_NODE ? element->properties : NULL;
    while (attribute && (attribute->ns || strcmp((const char *)attribute->name, name) != 0))
        attribute = attribute->next;
    *there = attribute != NULL;
    /* Without entities, which the loader refuses, a value is one text node, or none when it is empty. */
    const xmlNode *text = attribute ? attribute->children : NULL;
    return text && text->content ? (const char *)text->content : "";
}

static enum hgw_shortcut_answer term_holds(const struct hgw_shortcut_term *term, const xmlNode *element) {
    bool there;
    const char *text = attribute_text(element, term->name, &there);
    switch (term->kind) {
    case HGW_SHORTCUT_HAS:
        return there ? HGW_SHORTCUT_YES : HGW_SHORTCUT_NO;
    case HGW_SHORTCUT_LACKS:
        return there ? HGW_SHORTCUT_NO : HGW_SHORTCUT_YES;
    default:
        break;
    }
    bool equal = there && strcmp(text, term->text) == 0;
    return there && equal == (term->kind == HGW_SHORTCUT_EQUAL) ? HGW_SHORTCUT_YES : HGW_SHORTCUT_NO;
}

enum hgw_shortcut_answer hgw_shortcut_holds(const struct hgw_shortcut *shortcut, const xmlNode *element,
                                            enum hgw_shortcut_answer (*member)(void *data, size_t index,
                                                                               const xmlNode *node),
                                            void *data) {
    enum hgw_shortcut_answer decides = shortcut->all ? HGW_SHORTCUT_NO : HGW_SHORTCUT_YES;
    for (size_t i = 0; i < shortcut->count; i++) {
        const struct hgw_shortcut_term *term = &shortcut->terms[i];
        enum hgw_shortcut_answer answer = term->kind == HGW_SHORTCUT_MEMBER
                                              ? member(data, term->index, element)
                                              : term_holds(term, element);
        if (answer == HGW_SHORTCUT_FAILED || answer == decides)
            return answer;
    }
    return shortcut->all ? HGW_SHORTCUT_YES : HGW_SHORTCUT_NO;
}

void hgw_shortcut_free(struct hgw_shortcut *shortcut) {
    for (size_t i = 0; i < shortcut->count; i++) {
        free(shortcut->terms[i].name);
        free(shortcut->terms[i].text);
    }
    free(shortcut->terms);
    *shortcut = (struct hgw_shortcut){0};
}
