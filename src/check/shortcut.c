#include "check/shortcut.h"

#include "base/grow.h"
#include "base/memory.h"
#include "check/xpath_scan.h"

#include <stdlib.h>
#include <string.h>

/* The shapes of a term, longer ones before those with which they begin: a is @, n a name without prefix, o
 * normalize-space, i the axis self, s set-has, e set-empty, v a variable, t a text, = and ! the comparisons,
 * 9 a number. */
static const struct {
    const char *shape;
    enum hgw_shortcut_kind kind;
} shapes[] = {
    {"s(9)", HGW_SHORTCUT_MEMBER},      {"e(9)", HGW_SHORTCUT_FALSE},   {"v", HGW_SHORTCUT_TRUE},
    {"an=t", HGW_SHORTCUT_EQUAL},       {"an!t", HGW_SHORTCUT_DIFFERS}, {"an", HGW_SHORTCUT_HAS},
    {"n[o()]", HGW_SHORTCUT_SOME_TEXT}, {"n", HGW_SHORTCUT_CHILD},      {"o(n)", HGW_SHORTCUT_FIRST_TEXT},
    {"o()", HGW_SHORTCUT_OWN_TEXT},     {"i:n", HGW_SHORTCUT_SELF},
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
    case 'o':
        return token->type == HGW_XPATH_FUNCTION && hgw_xpath_is(token, "normalize-space");
    case 's':
        return token->type == HGW_XPATH_FUNCTION && hgw_xpath_is(token, "set-has");
    case 'e':
        return token->type == HGW_XPATH_FUNCTION && hgw_xpath_is(token, "set-empty");
    case 'v':
        return token->type == HGW_XPATH_VARIABLE;
    case 'i':
        return token->type == HGW_XPATH_AXIS && hgw_xpath_is(token, "self");
    case ':':
        return token->type == HGW_XPATH_COLONS;
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
        if (items[i].type == HGW_XPATH_NAME_TEST &&
            !(term->name = mem_strndup(items[i].start, items[i].length)))
            return false;
        else if (items[i].type == HGW_XPATH_LITERAL &&
                 !(term->text = mem_strndup(items[i].start + 1, items[i].length - 2)))
            return false;
        else if (items[i].type == HGW_XPATH_NUMBER)
            term->index = strtoul(items[i].start, NULL, 10);
        else if (items[i].type == HGW_XPATH_VARIABLE) /* $v and its index */
            term->index = strtoul(items[i].start + 2, NULL, 10);
    return true;
}

/* Does not() begin here? Then what stands in it goes up to the token at *close. */
static bool is_negation(const struct hgw_xpath_token *items, size_t count, size_t *close) {
    if (!shape_fits(items, count, "f("))
        return false;
    *close = hgw_xpath_closing(items, count, 1);
    return *close < count;
}

/* Reads the term that begins here. Returns how many tokens it took, 0 for another shape. */
static size_t read_term(struct hgw_shortcut *shortcut, const struct hgw_xpath_token *items, size_t count,
                        bool *no_memory) {
    size_t close = 0, row = 0;
    bool negated = is_negation(items, count, &close);
    const struct hgw_xpath_token *inner = negated ? items + 2 : items;
    size_t inner_count = negated ? close - 2 : count;
    while (row < sizeof shapes / sizeof shapes[0] && !shape_fits(inner, inner_count, shapes[row].shape))
        row++;
    if (row == sizeof shapes / sizeof shapes[0])
        return 0;
    size_t taken = strlen(shapes[row].shape);
    if (negated && taken != inner_count)
        return 0;
    struct hgw_shortcut_term *terms =
        hgw_grow(shortcut->terms, &shortcut->capacity, shortcut->count, sizeof *terms);
    *no_memory = !terms;
    if (!terms)
        return 0;
    shortcut->terms = terms;
    terms[shortcut->count] = (struct hgw_shortcut_term){.kind = shapes[row].kind, .negated = negated};
    *no_memory = !fill(&terms[shortcut->count++], inner, taken);
    return *no_memory ? 0 : negated ? close + 1 : taken;
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
    size_t close = 0;
    for (;;) {
        if (count > 2 && items[0].type == HGW_XPATH_OPEN && hgw_xpath_closing(items, count, 0) == count - 1)
            close = 1; /* parentheses around the whole */
        else if (is_negation(items, count, &close) && close == count - 1) {
            shortcut->negated = !shortcut->negated;
            close = 2;
        } else
            break;
        items += close;
        count -= close + 1;
    }
    if (no_memory || !read_terms(shortcut, items, count, &no_memory))
        hgw_shortcut_free(shortcut);
    hgw_xpath_tokens_free(&tokens);
    return !no_memory;
}

bool hgw_shortcuts_add(struct hgw_shortcuts *list, const char *running, bool *made, size_t *index) {
    struct hgw_shortcut shortcut;
    *made = false;
    if (!hgw_shortcut_make(running, &shortcut))
        return false;
    const struct hgw_shortcut_term *only = shortcut.count == 1 ? shortcut.terms : NULL;
    bool number = only && only->kind == HGW_SHORTCUT_TRUE && !only->negated && !shortcut.negated;
    if (shortcut.count == 0 || number) {
        hgw_shortcut_free(&shortcut);
        return true;
    }
    struct hgw_shortcut *items = hgw_grow(list->items, &list->capacity, list->count, sizeof *items);
    if (!items) {
        hgw_shortcut_free(&shortcut);
        return false;
    }
    list->items = items;
    *made = true;
    *index = list->count++;
    items[*index] = shortcut;
    return true;
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

static bool is_filled(const xmlChar *text) {
    static const char blanks[] = " \t\r\n";
    return text && text[strspn((const char *)text, blanks)] != '\0';
}

/* True when the string-value (XPath 1.0, 5) is more than white space. The loader limits the depth. */
static bool has_text(const xmlNode *node) {
    if (node->type == XML_NAMESPACE_DECL)
        return is_filled(((const xmlNs *)node)->href);
    if (node->type != XML_ELEMENT_NODE && node->type != XML_ATTRIBUTE_NODE && node->type != XML_DOCUMENT_NODE)
        return is_filled(node->content);
    for (const xmlNode *child = node->children; child; child = child->next) {
        bool counts = child->type != XML_COMMENT_NODE && child->type != XML_PI_NODE;
        if (counts && has_text(child))
            return true;
    }
    return false;
}

static bool is_named(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && !node->ns && strcmp((const char *)node->name, name) == 0;
}

/* True when a child of the term's name does what the term asks. */
static bool child_fits(const struct hgw_shortcut_term *term, const xmlNode *node) {
    bool has_children = node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE;
    for (const xmlNode *child = has_children ? node->children : NULL; child; child = child->next) {
        if (!is_named(child, term->name))
            continue;
        if (term->kind == HGW_SHORTCUT_CHILD || has_text(child))
            return true;
        if (term->kind == HGW_SHORTCUT_FIRST_TEXT)
            return false;
    }
    return false;
}

static bool attribute_fits(const struct hgw_shortcut_term *term, const xmlNode *element) {
    bool there;
    const char *text = attribute_text(element, term->name, &there);
    if (!there || term->kind == HGW_SHORTCUT_HAS)
        return there;
    return (strcmp(text, term->text) == 0) == (term->kind == HGW_SHORTCUT_EQUAL);
}

static enum hgw_shortcut_answer opposite(enum hgw_shortcut_answer answer) {
    return answer == HGW_SHORTCUT_YES  ? HGW_SHORTCUT_NO
           : answer == HGW_SHORTCUT_NO ? HGW_SHORTCUT_YES
                                       : HGW_SHORTCUT_FAILED;
}

static enum hgw_shortcut_answer term_holds(const struct hgw_shortcut_term *term, const xmlNode *node,
                                           const struct hgw_shortcut_variables *variables) {
    bool holds = false;
    switch (term->kind) {
    case HGW_SHORTCUT_MEMBER:
        return variables->has(variables->data, term->index, node);
    case HGW_SHORTCUT_TRUE:
        return variables->is_true(variables->data, term->index);
    case HGW_SHORTCUT_FALSE:
        return opposite(variables->is_true(variables->data, term->index));
    case HGW_SHORTCUT_OWN_TEXT:
        holds = has_text(node);
        break;
    case HGW_SHORTCUT_SELF:
        holds = is_named(node, term->name);
        break;
    case HGW_SHORTCUT_CHILD:
    case HGW_SHORTCUT_SOME_TEXT:
    case HGW_SHORTCUT_FIRST_TEXT:
        holds = child_fits(term, node);
        break;
    case HGW_SHORTCUT_HAS:
    case HGW_SHORTCUT_EQUAL:
    case HGW_SHORTCUT_DIFFERS:
        holds = attribute_fits(term, node);
        break;
    }
    return holds ? HGW_SHORTCUT_YES : HGW_SHORTCUT_NO;
}

enum hgw_shortcut_answer hgw_shortcut_holds(const struct hgw_shortcut *shortcut, const xmlNode *node,
                                            const struct hgw_shortcut_variables *variables) {
    enum hgw_shortcut_answer decides = shortcut->all ? HGW_SHORTCUT_NO : HGW_SHORTCUT_YES;
    enum hgw_shortcut_answer answer = opposite(decides);
    for (size_t i = 0; i < shortcut->count && answer != decides; i++) {
        answer = term_holds(&shortcut->terms[i], node, variables);
        if (answer == HGW_SHORTCUT_FAILED)
            return answer;
        answer = shortcut->terms[i].negated ? opposite(answer) : answer;
    }
    return shortcut->negated ? opposite(answer) : answer;
}

void hgw_shortcut_free(struct hgw_shortcut *shortcut) {
    for (size_t i = 0; i < shortcut->count; i++) {
        free(shortcut->terms[i].name);
        free(shortcut->terms[i].text);
    }
    free(shortcut->terms);
    *shortcut = (struct hgw_shortcut){0};
}

void hgw_shortcuts_free(struct hgw_shortcuts *list) {
    for (size_t i = 0; i < list->count; i++)
        hgw_shortcut_free(&list->items[i]);
    free(list->items);
    *list = (struct hgw_shortcuts){0};
}
