/* Rule contexts: the match patterns of XSLT 1.0 (5.2), for elements.
 *
 * A pattern is read from right to left. Its last name decides which elements it is tried on at all; most
 * steps need no XPath then, and a predicate is decided on the node alone unless it counts positions. */
#include "check/schematron_internal.h"

#include "base/grow.h"
#include "base/lang.h"
#include "base/memory.h"

#include <libxml/xpathInternals.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One pattern under way. */
struct reading {
    struct hgw_schematron *s;
    const struct hgw_scope *scope;
    const char *text; /* the whole context */
    size_t line;
    struct hgw_error *error;
};

static bool unsupported(struct reading *reading) {
    return hgw_error_at(reading->error, HGW_ERROR_DATA, reading->s->file, reading->line, 0,
                        _("De context „%s” is geen patroon dat elementen kiest (XSLT 1.0, 5.2)."),
                        reading->text);
}

static bool is_operator(const struct hgw_xpath_token *token, const char *text) {
    return token->type == HGW_XPATH_OPERATOR && hgw_xpath_is(token, text);
}

static size_t span(const struct hgw_xpath_token *first, const struct hgw_xpath_token *last) {
    return (size_t)(last->start + last->length - first->start);
}

/* --- predicates --- */

/* Finds or adds the predicate; the same text is decided once a node, whoever asks. */
static bool share_predicate(struct reading *reading, const char *text, size_t *index) {
    struct hgw_schematron *s = reading->s;
    struct hgw_predicate *predicates =
        hgw_grow(s->predicates, &s->predicate_capacity, s->predicate_count, sizeof *predicates);
    if (!predicates)
        return hgw_error_memory(reading->error);
    s->predicates = predicates;
    struct hgw_predicate *added = &predicates[s->predicate_count];
    *added = (struct hgw_predicate){0};
    s->predicate_count++; /* from here on it is freed with the rest */
    if (!hgw_expression_compile(&added->expression, reading->scope, "rule/@context", text, strlen(text),
                                reading->line, reading->error))
        return false;
    const xmlChar *running = (const xmlChar *)added->expression.running;
    uintptr_t known = (uintptr_t)xmlHashLookup(s->predicate_index, running);
    if (known > 0) {
        hgw_expression_free(&added->expression);
        s->predicate_count--;
        *index = known - 1;
        return true;
    }
    *index = s->predicate_count - 1;
    return xmlHashAddEntry(s->predicate_index, running, (void *)(uintptr_t)(*index + 1)) == 0 ||
           hgw_error_memory(reading->error);
}

/* All predicates of a step as one condition. */
static char *joined_predicates(const struct hgw_xpath_token *items, size_t count, size_t first) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    for (size_t open = first; open < count;) {
        size_t close = hgw_xpath_closing(items, count, open);
        bool alone = open == first && close + 1 == count;
        hgw_buf_printf(&out, "%s%s", open > first ? " and " : "", alone ? "" : "(");
        hgw_buf_add(&out, items[open].start + 1, (size_t)(items[close].start - items[open].start - 1));
        hgw_buf_add_string(&out, alone ? "" : ")");
        open = close + 1;
    }
    return hgw_buf_steal(&out);
}

/* The step as a path from one of its siblings, for predicates that count. */
static bool compile_siblings(struct reading *reading, const struct hgw_xpath_token *items, size_t count,
                             struct hgw_step *step) {
    char *path =
        hgw_format("parent::node()/child::%.*s", (int)span(&items[0], &items[count - 1]), items[0].start);
    if (!path)
        return hgw_error_memory(reading->error);
    step->by_position = true;
    bool ok = hgw_expression_compile(&step->siblings, reading->scope, "rule/@context", path, strlen(path),
                                     reading->line, reading->error);
    free(path);
    return ok;
}

/* `items` is the node test with its predicates, which begin at `first`. */
static bool read_predicates(struct reading *reading, const struct hgw_xpath_token *items, size_t count,
                            size_t first, struct hgw_step *step) {
    bool plain = true;
    for (size_t open = first; open < count;) {
        size_t close = hgw_xpath_closing(items, count, open);
        if (items[open].type != HGW_XPATH_OPEN_BRACKET || close >= count)
            return unsupported(reading);
        plain = plain && hgw_predicate_is_plain(reading->scope, items + open + 1, close - open - 1);
        open = close + 1;
    }
    if (first == count)
        return true;
    if (!plain)
        return compile_siblings(reading, items, count, step);
    char *text = joined_predicates(items, count, first);
    bool ok = text ? share_predicate(reading, text, &step->predicate) : hgw_error_memory(reading->error);
    free(text);
    return ok;
}

/* --- steps --- */

static bool read_name(struct reading *reading, const struct hgw_xpath_token *token, struct hgw_step *step) {
    const char *name = token->start;
    size_t length = token->length;
    const char *colon = memchr(name, ':', length);
    if (hgw_xpath_is(token, "*")) {
        step->test = HGW_STEP_ANY;
        return true;
    }
    if (colon) {
        char *prefix = mem_strndup(name, (size_t)(colon - name));
        const xmlChar *uri = prefix ? xmlXPathNsLookup(reading->scope->xpath, (const xmlChar *)prefix) : NULL;
        free(prefix);
        if (!uri)
            return hgw_error_at(
                reading->error, HGW_ERROR_DATA, reading->s->file, reading->line, 0,
                _("Het voorvoegsel van %.*s is niet gekend: zet er een <ns> voor (in %s: „%s”)."),
                (int)length, name, "rule/@context", reading->text);
        step->uri = mem_strdup((const char *)uri);
        if (!step->uri)
            return hgw_error_memory(reading->error);
        length -= (size_t)(colon + 1 - name);
        name = colon + 1;
    }
    step->test = colon && *name == '*' ? HGW_STEP_NAMESPACE : HGW_STEP_NAME;
    step->name = mem_strndup(name, length);
    return step->name || hgw_error_memory(reading->error);
}

/* `items` is one step: an axis or none, a node test, predicates. */
static bool read_step(struct reading *reading, const struct hgw_xpath_token *items, size_t count,
                      struct hgw_step *step) {
    *step = (struct hgw_step){.predicate = HGW_NO_PREDICATE};
    if (count >= 2 && items[0].type == HGW_XPATH_AXIS) {
        if (!hgw_xpath_is(&items[0], "child"))
            return unsupported(reading);
        items += 2;
        count -= 2;
    }
    size_t first = 1; /* of the predicates */
    if (count >= 3 && items[0].type == HGW_XPATH_NODE_TYPE && hgw_xpath_is(&items[0], "node") &&
        items[2].type == HGW_XPATH_CLOSE) {
        step->test = HGW_STEP_ANY;
        first = 3;
    } else if (count == 0 || items[0].type != HGW_XPATH_NAME_TEST)
        return unsupported(reading);
    else if (!read_name(reading, &items[0], step))
        return false;
    return read_predicates(reading, items, count, first, step);
}

static struct hgw_step *add_step(struct reading *reading, struct hgw_context *context) {
    struct hgw_step *steps = hgw_grow(context->steps, &context->capacity, context->count, sizeof *steps);
    if (!steps) {
        hgw_error_memory(reading->error);
        return NULL;
    }
    context->steps = steps;
    return &steps[context->count++];
}

/* What stands at the left end: `/`, `//`, `id('x')` with `/` or `//` behind it, or nothing. Returns how many
 * tokens that took; `failed` is set when it is wrong. */
static size_t read_anchor(struct reading *reading, const struct hgw_xpath_token *items, size_t count,
                          struct hgw_context *context, bool *failed) {
    *failed = false;
    if (is_operator(&items[0], "/")) {
        context->anchor = HGW_ANCHOR_ROOT;
        return 1;
    }
    if (is_operator(&items[0], "//"))
        return 1; /* every element has the document above it */
    if (items[0].type != HGW_XPATH_FUNCTION)
        return 0;
    *failed = true;
    bool is_id = count >= 4 && hgw_xpath_is(&items[0], "id") && items[2].type == HGW_XPATH_LITERAL &&
                 items[3].type == HGW_XPATH_CLOSE;
    bool behind = count == 4 || (count > 5 && (is_operator(&items[4], "/") || is_operator(&items[4], "//")));
    if (!is_id || !behind) {
        unsupported(reading);
        return 0;
    }
    context->anchor = HGW_ANCHOR_ID;
    context->anchor_ancestor = count > 4 && is_operator(&items[4], "//");
    *failed = !hgw_expression_compile(&context->anchor_set, reading->scope, "rule/@context", items[0].start,
                                      span(&items[0], &items[3]), reading->line, reading->error);
    return count == 4 ? 4 : 5;
}

/* `items` is one alternative. Its steps are added from left to right and turned round at the end. */
static bool read_alternative(struct reading *reading, const struct hgw_xpath_token *items, size_t count,
                             struct hgw_context *context) {
    if (count == 0)
        return unsupported(reading);
    bool failed;
    size_t at = read_anchor(reading, items, count, context, &failed);
    if (failed)
        return false;
    bool alone = at == count && context->anchor != HGW_ANCHOR_NONE; /* `/` or `id('x')` */
    bool ancestor = false;
    while (!alone) {
        size_t end = at;
        while (end < count && !is_operator(&items[end], "/") && !is_operator(&items[end], "//"))
            end = items[end].type == HGW_XPATH_OPEN || items[end].type == HGW_XPATH_OPEN_BRACKET
                      ? hgw_xpath_closing(items, count, end) + 1
                      : end + 1;
        struct hgw_step *step = add_step(reading, context);
        if (!step || !read_step(reading, items + at, (end < count ? end : count) - at, step))
            return false;
        step->ancestor = ancestor;
        if (end >= count)
            break;
        ancestor = is_operator(&items[end], "//");
        at = end + 1;
    }
    for (size_t i = 0; i < context->count / 2; i++) {
        struct hgw_step swapped = context->steps[i];
        context->steps[i] = context->steps[context->count - 1 - i];
        context->steps[context->count - 1 - i] = swapped;
    }
    return true;
}

static bool read_pattern(struct reading *reading, const struct hgw_xpath_tokens *tokens, size_t rule) {
    struct hgw_schematron *s = reading->s;
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].type == HGW_XPATH_WRONG)
            return unsupported(reading);
        else if (tokens->items[i].type == HGW_XPATH_FUNCTION && hgw_xpath_is(&tokens->items[i], "current"))
            return hgw_error_at(
                reading->error, HGW_ERROR_DATA, s->file, reading->line, 0,
                _("In de context „%s” kan current() niet staan: daar is nog geen element "
                  "gekozen. Schrijf een punt (.), of zet het in een test of <let> van de regel."),
                reading->text);
    for (size_t first = 0, at = 0; first <= tokens->count; first = ++at) {
        while (at < tokens->count && !is_operator(&tokens->items[at], "|")) {
            bool opens =
                tokens->items[at].type == HGW_XPATH_OPEN || tokens->items[at].type == HGW_XPATH_OPEN_BRACKET;
            at = opens ? hgw_xpath_closing(tokens->items, tokens->count, at) : at;
            at += at < tokens->count;
        }
        struct hgw_context *contexts =
            hgw_grow(s->contexts, &s->context_capacity, s->context_count, sizeof *contexts);
        if (!contexts)
            return hgw_error_memory(reading->error);
        s->contexts = contexts;
        contexts[s->context_count] = (struct hgw_context){.rule = rule};
        if (!read_alternative(reading, tokens->items + first, at - first, &contexts[s->context_count++]))
            return false;
    }
    return true;
}

bool hgw_schematron_add_contexts(struct hgw_schematron *s, const struct hgw_scope *scope, const char *text,
                                 size_t line, size_t rule, struct hgw_error *error) {
    struct reading reading = {.s = s, .scope = scope, .text = text, .line = line, .error = error};
    struct hgw_xpath_tokens tokens;
    bool ok = hgw_xpath_scan(text, strlen(text), &tokens) ? read_pattern(&reading, &tokens, rule)
                                                          : hgw_error_memory(error);
    hgw_xpath_tokens_free(&tokens);
    return ok;
}

void hgw_schematron_free_context(struct hgw_context *context) {
    for (size_t i = 0; i < context->count; i++) {
        free(context->steps[i].name);
        free(context->steps[i].uri);
        hgw_expression_free(&context->steps[i].siblings);
        hgw_nodetable_free(&context->steps[i].fitting);
    }
    free(context->steps);
    hgw_expression_free(&context->anchor_set);
    *context = (struct hgw_context){0};
}

/* --- tables by name --- */

static bool add_candidate(struct hgw_candidates *candidates, const struct hgw_context *context) {
    const struct hgw_context **items =
        hgw_grow(candidates->items, &candidates->capacity, candidates->count, sizeof(*items));
    if (!items)
        return false;
    candidates->items = items;
    items[candidates->count++] = context;
    return true;
}

/* True when the context can fit an element with this name (NULL: one that no context mentions). */
static bool concerns(const struct hgw_context *context, const char *name) {
    if (context->count == 0)
        return context->anchor == HGW_ANCHOR_ID;
    const struct hgw_step *last = &context->steps[0];
    return last->test != HGW_STEP_NAME || (name && strcmp(last->name, name) == 0);
}

static bool fill(const struct hgw_schematron *s, const char *name, struct hgw_candidates *candidates) {
    for (size_t i = 0; i < s->context_count; i++)
        if (concerns(&s->contexts[i], name) && !add_candidate(candidates, &s->contexts[i]))
            return false;
    return true;
}

static bool dispatch_name(struct hgw_schematron *s, const char *name) {
    if (xmlHashLookup(s->by_name, (const xmlChar *)name))
        return true;
    struct hgw_candidates *candidates = mem_calloc(1, sizeof *candidates);
    if (!candidates)
        return false;
    if (xmlHashAddEntry(s->by_name, (const xmlChar *)name, candidates) != 0) {
        free(candidates);
        return false;
    }
    return fill(s, name, candidates);
}

bool hgw_schematron_dispatch(struct hgw_schematron *s, struct hgw_error *error) {
    bool ok = fill(s, NULL, &s->by_other_name);
    for (size_t i = 0; ok && i < s->context_count; i++) {
        const struct hgw_context *context = &s->contexts[i];
        if (context->count == 0 && context->anchor == HGW_ANCHOR_ROOT)
            ok = add_candidate(&s->by_root, context);
        else if (context->count > 0 && context->steps[0].test == HGW_STEP_NAME)
            ok = dispatch_name(s, context->steps[0].name);
    }
    return ok || hgw_error_memory(error);
}

const struct hgw_candidates *hgw_schematron_candidates(const struct hgw_schematron *s, const xmlNode *node) {
    if (node->type != XML_ELEMENT_NODE)
        return &s->by_root;
    const struct hgw_candidates *found = xmlHashLookup(s->by_name, node->name);
    return found ? found : &s->by_other_name;
}

/* --- matching --- */

/* Is the node among its parent's children that fit the step? Those are looked up once a parent. */
static bool fits_by_position(struct hgw_schematron *s, struct hgw_step *step, xmlNodePtr node) {
    if (step->parent != node->parent) {
        hgw_nodetable_free(&step->fitting);
        step->parent = NULL;
        xmlXPathObjectPtr found = hgw_schematron_evaluate(s, &step->siblings, node);
        xmlNodeSetPtr nodes = found ? found->nodesetval : NULL;
        bool ok = found != NULL;
        for (int i = 0; ok && nodes && i < nodes->nodeNr; i++)
            ok = hgw_nodetable_add(&step->fitting, nodes->nodeTab[i], NULL) || hgw_error_memory(s->error);
        xmlXPathFreeObject(found);
        if (!ok)
            return false;
        step->parent = node->parent;
    }
    return hgw_nodetable_has(&step->fitting, node);
}

static bool fits_step(struct hgw_schematron *s, struct hgw_step *step, xmlNodePtr node) {
    const char *uri = node->ns ? (const char *)node->ns->href : NULL;
    if (step->test == HGW_STEP_NAME && strcmp(step->name, (const char *)node->name) != 0)
        return false;
    bool same = step->uri && uri ? strcmp(step->uri, uri) == 0 : !step->uri && !uri;
    if (step->test != HGW_STEP_ANY && !same)
        return false;
    if (step->by_position)
        return fits_by_position(s, step, node);
    if (step->predicate == HGW_NO_PREDICATE)
        return true;
    struct hgw_predicate *predicate = &s->predicates[step->predicate];
    if (predicate->node != node) {
        predicate->holds = hgw_schematron_holds(s, &predicate->expression, node);
        predicate->node = node;
    }
    return predicate->holds;
}

static bool in_anchor_set(struct hgw_schematron *s, const struct hgw_context *context, xmlNodePtr node) {
    xmlXPathObjectPtr found = hgw_schematron_evaluate(s, &context->anchor_set, node);
    bool in = false;
    for (int i = 0; found && found->nodesetval && i < found->nodesetval->nodeNr; i++)
        in = in || found->nodesetval->nodeTab[i] == node;
    xmlXPathFreeObject(found);
    return in;
}

/* `node` is what stands above the leftmost step, or the node itself when there are no steps. */
static bool fits_anchor(struct hgw_schematron *s, const struct hgw_context *context, xmlNodePtr node) {
    switch (context->anchor) {
    case HGW_ANCHOR_NONE:
        return true;
    case HGW_ANCHOR_ROOT:
        return node && node->type == XML_DOCUMENT_NODE;
    case HGW_ANCHOR_ID:
        for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
            if (in_anchor_set(s, context, node))
                return true;
            else if (!context->anchor_ancestor)
                return false;
        return false;
    }
    return false;
}

/* Fits the steps from `first` up to the next `//`, the first on `node`, the next on its parent, and so on.
 * `above` becomes the parent of the last. With the leftmost step comes the anchor. */
static bool fits_run(struct hgw_schematron *s, const struct hgw_context *context, size_t first, size_t end,
                     xmlNodePtr node, xmlNodePtr *above) {
    for (size_t i = first; i < end; i++, node = node->parent)
        if (!node || node->type != XML_ELEMENT_NODE || !fits_step(s, &context->steps[i], node))
            return false;
    *above = node;
    return end < context->count || fits_anchor(s, context, node);
}

bool hgw_schematron_fits(struct hgw_schematron *s, const struct hgw_context *context, xmlNodePtr node) {
    xmlNodePtr above = node;
    if (context->count == 0)
        return fits_anchor(s, context, node);
    for (size_t first = 0; first < context->count;) {
        size_t end = first + 1;
        while (end < context->count && !context->steps[end - 1].ancestor)
            end++;
        /* The nearest ancestor that fits is the best one: it leaves the most above it. */
        bool fits = false;
        for (xmlNodePtr at = above; !fits && at && at->type == XML_ELEMENT_NODE; at = at->parent) {
            fits = fits_run(s, context, first, end, at, &above);
            if (first == 0)
                break;
        }
        if (!fits)
            return false;
        first = end;
    }
    return true;
}
