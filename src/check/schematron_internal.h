/* schematron_internal: what a compiled rule file is made of. For the files schematron_*.c only:
 *
 *   schematron_read.c     bytes to a tree in which only what we support stands, with exact lines
 *   schematron_parse.c    that tree to compiled rules
 *   schematron_texts.c    messages and explanations
 *   schematron_context.c  rule contexts: XSLT match patterns
 *   schematron_run.c      the rules over a case
 */
#ifndef HGW_CHECK_SCHEMATRON_INTERNAL_H
#define HGW_CHECK_SCHEMATRON_INTERNAL_H

#include "check/expression.h"
#include "check/nodetable.h"
#include "check/schematron.h"

#include <libxml/hash.h>

/* A piece of a message: text, or an expression whose string value stands there. */
struct hgw_piece {
    char *text;                       /* NULL for an expression. Owned. */
    struct hgw_expression expression; /* empty for text */
};

struct hgw_wording {
    struct hgw_piece *pieces; /* owned */
    size_t count;             /* 0: the file has no such text */
    size_t capacity;
};

/* A variable. */
struct hgw_let {
    const char *name; /* in the rule file's tree */
    struct hgw_expression expression;
    bool in_rule; /* evaluated on the rule's node, else on the document; and forgotten after it */
    /* Working memory. */
    xmlXPathObjectPtr value;  /* NULL: not evaluated yet. Owned. */
    struct hgw_nodetable set; /* the nodes of the value, once set-has() asked for them */
    bool set_made;
    bool busy; /* being evaluated: a second request means that it refers to itself */
};

/* An assert or report. */
struct hgw_assertion {
    bool report; /* finds when the test holds, else when it does not */
    struct hgw_expression test;
    struct hgw_wording message[HGW_LANG_COUNT];
    struct hgw_wording help[HGW_LANG_COUNT];
    size_t info; /* its place in schematron.infos */
};

/* A rule that is not abstract, with what it extends filled in. */
struct hgw_compiled_rule {
    size_t pattern;                   /* its pattern's index */
    size_t first_let, end_let;        /* its own variables in schematron.lets */
    struct hgw_assertion *assertions; /* owned */
    size_t count;
    size_t capacity;
};

/* A predicate of a context, shared by all contexts that have the same. */
struct hgw_predicate {
    struct hgw_expression expression;
    const xmlNode *node; /* working memory: the node it was last decided on */
    bool holds;          /* and what came of it */
};

/* What a step of a context asks of an element's name. */
enum hgw_step_test {
    HGW_STEP_NAME,      /* that very name */
    HGW_STEP_NAMESPACE, /* prefix:* */
    HGW_STEP_ANY,       /* * or node() */
};

/* A step without predicates. */
#define HGW_NO_PREDICATE ((size_t)-1)

/* One step of a context, read from right to left. */
struct hgw_step {
    enum hgw_step_test test;
    char *name;       /* local name for HGW_STEP_NAME. Owned. */
    char *uri;        /* its namespace, NULL for none. Owned. */
    size_t predicate; /* in schematron.predicates: all predicates in one; or HGW_NO_PREDICATE */
    bool ancestor;    /* what stands left of it is some ancestor (`//`), else the parent (`/`) */
    bool by_position; /* a predicate counts positions: `siblings` decides, not `predicate` */
    struct hgw_expression siblings; /* the parent's children that fit */
    const xmlNode *parent;          /* working memory: the parent for which `fitting` was made */
    struct hgw_nodetable fitting;
};

/* What stands left of the leftmost step. */
enum hgw_anchor {
    HGW_ANCHOR_NONE, /* anything: `a/b`, `//a/b` */
    HGW_ANCHOR_ROOT, /* the document: `/a/b`, and `/` itself, which has no steps */
    HGW_ANCHOR_ID,   /* an element of id('x') */
};

/* One alternative of a rule's context. */
struct hgw_context {
    size_t rule;            /* its rule's index; rules stand in the order of the file */
    struct hgw_step *steps; /* from right to left. Owned. */
    size_t count;
    size_t capacity;
    enum hgw_anchor anchor;
    bool anchor_ancestor;             /* the anchor is some ancestor of the leftmost step, else its parent */
    struct hgw_expression anchor_set; /* id('x') */
};

/* Contexts that an element with some name may fit, in order. */
struct hgw_candidates {
    const struct hgw_context **items; /* owned */
    size_t count;
    size_t capacity;
};

struct hgw_pattern {
    const char *id; /* in the tree, may be NULL */
    bool active;    /* working memory: in this run */
};

struct hgw_phase {
    const char *id;   /* in the tree */
    size_t *patterns; /* indices of active patterns. Owned. */
    size_t count;
    size_t capacity;
};

struct hgw_schematron {
    char *file;                     /* path, as shown in errors. Owned. */
    xmlDocPtr tree;                 /* the rule file; names and ids point into it. Owned. */
    xmlHashTablePtr ids;            /* every id in it to its element */
    xmlXPathContextPtr xpath;       /* compiles and evaluates. Owned. */
    struct hgw_extension extension; /* empty when there is none */

    struct hgw_let *lets;
    size_t let_count, let_capacity;
    size_t schema_lets; /* the first so many are the schema's */
    struct hgw_pattern *patterns;
    size_t pattern_count, pattern_capacity;
    struct hgw_compiled_rule *rules;
    size_t rule_count, rule_capacity;
    struct hgw_context *contexts;
    size_t context_count, context_capacity;
    struct hgw_predicate *predicates;
    size_t predicate_count, predicate_capacity;
    xmlHashTablePtr predicate_index; /* running text to index + 1 */
    struct hgw_shortcuts shortcuts;  /* of predicates inside expressions */
    struct hgw_phase *phases;
    size_t phase_count, phase_capacity;
    const char **phase_names; /* NULL-terminated. Owned. */
    struct hgw_rule *infos;
    const xmlNode **info_nodes; /* the assert or report of each */
    size_t info_count, info_capacity, info_node_capacity;
    size_t assertion_total; /* of all rules, against endless growth through extends */

    xmlHashTablePtr by_name;             /* element name to struct hgw_candidates */
    struct hgw_candidates by_other_name; /* for names that no context mentions */
    struct hgw_candidates by_root;       /* for the document node */

    /* Working memory of a run. */
    xmlNodePtr current;      /* the rule's node: current() */
    int depth;               /* variables being evaluated inside each other */
    int reason;              /* xmlXPathError of the last failure */
    struct hgw_error *error; /* where failures go */
};

/* --- schematron_read.c --- */

/* Parses and checks elements, attributes and ids; fills file, tree and ids. */
bool hgw_schematron_read(struct hgw_schematron *s, const char *bytes, size_t length, struct hgw_error *error);

/* The line of an element's start tag. */
size_t hgw_schematron_line(const xmlNode *node);

/* The value of an attribute, NULL when it is absent. It lives as long as the tree. */
const char *hgw_schematron_attribute(const xmlNode *node, const char *name);

/* True when the element has this local name. */
bool hgw_schematron_is(const xmlNode *node, const char *name);

/* The next element from `node` on (itself included), NULL at the end. */
const xmlNode *hgw_schematron_element(const xmlNode *node);

/* --- schematron_texts.c --- */

/* Compiles the content of an element with text, value-of, name and emph. */
bool hgw_wording_compile(struct hgw_wording *template, const struct hgw_scope *scope, const xmlNode *node,
                         struct hgw_error *error);

/* Compiles the message and the help line of an assertion, in both languages. */
bool hgw_schematron_compile_texts(struct hgw_schematron *s, const struct hgw_scope *scope,
                                  const xmlNode *node, struct hgw_assertion *assertion,
                                  struct hgw_error *error);

/* Fills what a listing shows of the assert or report `node`: all but the phases. */
bool hgw_schematron_describe(struct hgw_schematron *s, const xmlNode *node, struct hgw_rule *info,
                             struct hgw_error *error);

void hgw_wording_free(struct hgw_wording *template);
void hgw_rule_free(struct hgw_rule *rule);

/* --- schematron_context.c --- */

/* Adds a context for each alternative of the pattern `text` to rule `rule`. */
bool hgw_schematron_add_contexts(struct hgw_schematron *s, const struct hgw_scope *scope, const char *text,
                                 size_t line, size_t rule, struct hgw_error *error);

/* Builds the tables by name, once all contexts are there. */
bool hgw_schematron_dispatch(struct hgw_schematron *s, struct hgw_error *error);

/* The contexts that this element, or the document node, may fit. */
const struct hgw_candidates *hgw_schematron_candidates(const struct hgw_schematron *s, const xmlNode *node);

/* True when the node fits the context. A failure is noted in s->error. */
bool hgw_schematron_fits(struct hgw_schematron *s, const struct hgw_context *context, xmlNodePtr node);

void hgw_schematron_free_context(struct hgw_context *context);

/* --- schematron_run.c --- */

/* Registers id(), current() and the functions behind the idioms. */
bool hgw_schematron_bind(struct hgw_schematron *s);

/* Evaluates on a node. NULL: failed, noted in s->error. */
xmlXPathObjectPtr hgw_schematron_evaluate(struct hgw_schematron *s, const struct hgw_expression *expression,
                                          xmlNodePtr node);

/* The same to a boolean; false on failure, too. */
bool hgw_schematron_holds(struct hgw_schematron *s, const struct hgw_expression *expression, xmlNodePtr node);

/* Evaluates everything once on a document that holds nothing, so that a wrong type is found before any case
 * is. */
bool hgw_schematron_rehearse(struct hgw_schematron *s, struct hgw_error *error);

#endif
