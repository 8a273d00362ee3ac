/* schematron_internal: what a rule file is in memory: its tree. For the files schematron*.c only:
 *
 *   schematron_read.c   bytes to a tree of rules that can be run as they stand: what is included, extended or made from
 *                       an abstract pattern stands in its place; and where everything stood
 *   schematron.c        phases, codes, texts; are the expressions good; the rules over a case
 *
 * In the tree, _private of an element is the place of its start tag, psvi is the `struct expression` of an element
 * that has one, the phases of a pattern. */
#pragma once

#include "rules/schematron.h"

#include <libxml/hash.h>
#include <libxml/xpath.h>

/* A file that was read: the rule file itself, then what it includes. */
struct source {
    char *path;      /* as shown. Owned. */
    struct buf text; /* UTF-8. Owned. */
    size_t first;    /* place of its first byte: places go on from source to source */
    size_t includer; /* index of the source that includes it; of the first, itself */
};

/* What an expression is evaluated for. */
struct frame {
    xmlNodePtr current;  /* current() */
    xmlNodePtr pattern;  /* whose variables it sees; NULL: only the schema's */
    xmlNodePtr rule;     /* the same; NULL: none of a rule */
    const xmlNode *stop; /* of the rule's only those above this <let>; NULL: all */
};

struct schematron {
    struct schematron_use use;
    struct source *sources;
    size_t source_count, source_capacity;
    size_t placed;          /* places that are used */
    struct error *problems; /* all that is wrong, in the order of places. Owned. */
    size_t problem_count;
    xmlDocPtr tree;           /* names and ids point into it. Owned. */
    xmlHashTablePtr ids;      /* every id in it to its element */
    xmlHashTablePtr lets;     /* the variables of the schema by name */
    xmlXPathContextPtr xpath; /* compiles and evaluates. Owned. */
    struct rule_info *infos;
    size_t info_count, info_capacity;
    xmlHashTablePtr codes; /* code to its index in infos + 1 */
    int principle;         /* of its rules that name none */
    bool filled;           /* by the last run */

    /* Working memory of a run, and of a check of the expressions. */
    const struct schematron_options *options;
    struct findings *findings;
    struct frame frame;
    int depth;  /* variables being evaluated inside each other */
    int reason; /* xmlXPathError of the last failure */
};

/* Fills sources, tree and ids; what is wrong is among the problems. False: there is no tree at all. */
bool sch_read(struct schematron *s, const char *name, const char *bytes, size_t length);

/* Adds a problem, placed at byte `offset` of the value of an attribute of an element, or (NULL) at its start tag.
 * Always false. */
bool sch_wrong(struct schematron *s, const xmlNode *element, const char *attribute, size_t offset, const char *format,
               ...) __attribute__((format(printf, 5, 6)));

/* Adds one with a place of its own, which is taken over. */
void sch_take(struct schematron *s, struct error *problem);

/* Moves the problems to `error`. True when there are none. */
bool sch_settle(struct schematron *s, struct error *error);

/* Where the start tag of an element stands. */
struct rule_place sch_place(const struct schematron *s, const xmlNode *element);

/* The value of an attribute, NULL when it is absent; of hgw:name in our namespace. They live as long as the tree. */
const char *sch_attribute(const xmlNode *element, const char *name);
const char *sch_hgw(const xmlNode *element, const char *name);

/* True for a pattern or rule with abstract="true". */
bool sch_abstract(const xmlNode *element);

/* The element with this id and this name, NULL when there is none. */
xmlNodePtr sch_by_id(const struct schematron *s, const char *id, const char *name);
