/* schematron_internal: what a rule file is made of in memory. For the files schematron*.c only:
 *
 *   schematron_read.c   bytes to a tree in which only what we support stands, with exact lines
 *   schematron.c        what stands in that tree: rules, variables, phases, texts; are its expressions good
 *   schematron_run.c    the rules over a case
 *
 * An expression is an attribute of an element of that tree; its compiled form is kept with the element, in
 * its psvi field, from the first time that it is evaluated. */
#ifndef HGW_RULES_SCHEMATRON_INTERNAL_H
#define HGW_RULES_SCHEMATRON_INTERNAL_H

#include "rules/schematron.h"

#include <libxml/hash.h>
#include <libxml/xpath.h>

/* A variable. */
struct let {
    xmlNodePtr element;      /* <let> */
    xmlXPathObjectPtr value; /* working memory, NULL: not evaluated yet. Owned. */
    bool busy;               /* being evaluated: a second request means that it refers to itself */
};

/* The variables of the schema, of a pattern, or of a rule. */
struct scope {
    struct let *lets; /* owned */
    size_t count, capacity;
    xmlHashTablePtr names; /* name to index + 1; NULL when there are none */
};

/* A rule, with what it extends filled in. */
struct rule {
    xmlNodePtr element;     /* <rule>; an abstract one never fires */
    struct scope scope;     /* its own variables: each sees those above it */
    xmlNodePtr *assertions; /* <assert> and <report>. Owned. */
    size_t count, capacity;
};

struct pattern {
    xmlNodePtr element; /* <pattern> */
    struct scope scope;
    struct rule *rules; /* owned */
    size_t count, capacity;
    unsigned phases; /* in which it holds, as in a rule_info */
};

/* What an expression is evaluated for. */
struct frame {
    xmlNodePtr current;      /* current() */
    struct pattern *pattern; /* whose variables it sees; NULL: only the schema's */
    struct rule *rule;       /* the same; NULL: none of a rule */
    size_t visible;          /* the first so many of the rule's */
};

struct schematron {
    char *file;                  /* path, as shown in errors. Owned. */
    xmlDocPtr tree;              /* the rule file; names and ids point into it. Owned. */
    xmlHashTablePtr ids;         /* every id in it to its element */
    xmlXPathContextPtr xpath;    /* compiles and evaluates. Owned. */
    struct functions *functions; /* NULL: none. Not owned. */
    struct scope scope;          /* the schema's variables */
    struct pattern *patterns;
    size_t pattern_count, pattern_capacity;
    int principle; /* of its rules that name none */
    struct rule_info *infos;
    size_t info_count, info_capacity;
    xmlHashTablePtr codes; /* code to its index in infos + 1 */

    /* Working memory of a run, and of a check of the expressions. */
    struct frame frame;
    int depth;            /* variables being evaluated inside each other */
    int reason;           /* xmlXPathError of the last failure */
    struct error *error;  /* where failures go; set when it is read, too */
    struct error failure; /* of a run */
};

/* Says what is wrong at an element of the rule file. Always false. */
#define WRONG(s, element, ...) error_at((s)->error, ERROR_DATA, (s)->file, sch_line(element), 0, __VA_ARGS__)

/* --- schematron_read.c --- */

/* Parses and checks elements, attributes and ids; fills tree and ids. */
bool sch_read(struct schematron *s, const char *bytes, size_t length);

/* The line of an element's start tag. */
size_t sch_line(const xmlNode *node);

/* The value of an attribute, NULL when it is absent. It lives as long as the tree. */
const char *sch_attribute(const xmlNode *node, const char *name);

/* The same for one in our namespace, hgw:name. */
const char *sch_hgw(const xmlNode *node, const char *name);

/* True when the element has this local name. */
bool sch_is(const xmlNode *node, const char *name);

/* The first child, or the next sibling, that is an element with this name (NULL: any); NULL when there is
 * none. */
xmlNodePtr sch_child(const xmlNode *parent, const char *name);
xmlNodePtr sch_next(const xmlNode *node, const char *name);

/* --- schematron.c --- */

/* The variable that a name stands for in s->frame, what is nearest first; NULL when there is none. `frame`
 * becomes what it is evaluated for. */
struct let *sch_find_let(struct schematron *s, const char *name, struct frame *frame);

/* The name of the attribute of this element that is an expression, NULL when it has none. */
const char *sch_expression(const xmlNode *element);

/* True when a pattern that holds in `phases` runs in this phase (NULL: unknown, then all do). */
bool phases_hold(unsigned phases, const char *phase);

/* That expression as libxml2 is to get it. The caller frees it. */
char *sch_xpath(const xmlNode *element);

/* Compiles the element's expression, and looks whether it is good as seen from s->frame. False: s->error says
 * why not. */
bool sch_check_expression(struct schematron *s, xmlNodePtr element);

/* The element with the message of an assert or report, and the one with its help line, by language; NULL
 * where there is none. */
void sch_message(const struct schematron *s, const xmlNode *assertion, xmlNodePtr message[LANG_COUNT]);
void sch_help(const struct schematron *s, const xmlNode *assertion, xmlNodePtr help[LANG_COUNT]);

/* --- schematron_run.c --- */

/* Registers id(), current(), variables and functions. */
void sch_bind(struct schematron *s);

#endif
