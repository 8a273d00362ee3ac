/* schematron_internal: what a rule file is in memory: its tree. For these files only:
 *
 *   schematron_read.c   bytes to a tree of rules that can be run as they stand: what is included, extended or made from
 *                       an abstract pattern stands in its place; and where everything stood
 *   schematron.c        phases, codes, texts; are the expressions good; the rules over a case
 *   rule_copy.c         a rule as a file of its own
 *
 * In the tree, psvi is the `struct expression` of an element that has one, the phases of a pattern. */
#pragma once

#include "rules/schematron.h"

#include <libxml/hash.h>
#include <libxml/xpath.h>

/* A file that was read: the rule file itself, then what it includes. */
struct source {
    char *path;   /* as shown. Owned. */
    size_t first; /* where its text begins among those of all */
};

/* What an expression is evaluated for. */
struct frame {
    xmlNodePtr current;   /* current() */
    const xmlNode *scope; /* the variables that stand in it or around it are seen; of a rule, in a <let>, those above */
};

struct schematron {
    struct schematron_use use;
    struct case_file file; /* the tree, and the texts of all sources, one behind the other: places count in these */
    char *unread;          /* a file of ours whose <diagnostics> are not in the tree yet. Owned. */
    struct source *sources;
    size_t source_count, source_capacity;
    struct findings problems; /* all that is wrong */
    struct error elsewhere;   /* what is wrong with another file: a word list */
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
    const xmlNode *compiled; /* the element whose expression is being compiled */
    int depth;               /* variables being evaluated inside each other */
    int reason;              /* xmlXPathError of the last failure */
};

/* Fills the sources and the file; what is wrong is among the problems. False: there is nothing to look at further. */
bool sch_read(struct schematron *s, const char *name, const char *bytes, size_t length);

/* Puts the <diagnostics> of a file of ours in the tree: half of it, an eighth of the only check, and most cases ask for
 * few of them. What is wrong with them is among the problems. */
void sch_read_texts(struct schematron *s);

/* Adds a problem, placed at byte `offset` of the value of an attribute of an element, or (NULL) at its start tag.
 * Always false. */
bool sch_wrong(struct schematron *s, const xmlNode *element, const char *attribute, size_t offset, const char *format,
               ...) __attribute__((format(printf, 5, 6)));

/* Moves the problems to `error`. True when there are none. */
bool sch_settle(struct schematron *s, struct error *error);

/* Where the start tag of an element stands. */
struct rule_place sch_place(const struct schematron *s, const xmlNode *element);

/* The value of the attribute hgw:name, in our namespace; NULL when it is absent. */
const char *sch_hgw(const xmlNode *element, const char *name);

/* The element with this id and this name, NULL when there is none. */
xmlNodePtr sch_by_id(const struct schematron *s, const char *id, const char *name);
