/* schematron: a Schematron rule file (ISO/IEC 19757-3), read once and run over many cases. hgw-regels(5) tells what it
 * may hold: anything else is an error that names it. Query binding xslt: XPath 1.0, with current(). A context is XPath
 * evaluated to nodes; what does not begin with `/` may stand anywhere, as in a pattern of XSLT.
 *
 * Our conventions: the id of an assert or report is its code (letters, then digits), role its level, hgw:uitgangspunt
 * of the schema (or flag "uitgangspunt-N") its principle, hgw:vanaf and hgw:tot of the pattern its phases; its texts
 * are the diagnostics CODE.en, CODE.hulp and CODE.hulp.en. Each may be missing. */
#pragma once

#include "base/base.h"
#include "case/case.h"
#include "case/finding.h"
#include "rules/rule_functions.h"

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>

/* What it is read with. */
struct schematron_use {
    struct functions *functions; /* that its expressions may call, NULL: none. Must outlive it. */
    bool of_cases;               /* its expressions may hold only names of the grammar */
    bool whole; /* look whether all of it is good and asks something; else an expression is compiled, and looked at,
                 * when it is first evaluated */
};

/* In which phases a rule holds: bit i for phase_names[i]; ALWAYS: it does not say. */
enum { PHASES_ALWAYS = 1 << PHASE_COUNT, PHASES_ALL = (1 << PHASE_COUNT) - 1 };

/* An assert or report: what there is to know about it, apart from how it is tested. */
struct rule_info {
    const char *code; /* "HGW101". Lives as long as its rule file. */
    enum level level;
    int principle; /* 1 to 7, PRINCIPLE_NONE or PRINCIPLE_UNKNOWN */
    unsigned phases;
    struct schematron *schematron;    /* its rule file, */
    xmlNodePtr element;               /* and the assert or report in it */
    bool replaced;                    /* it finds nothing: another rule came in its place */
    const struct rule_info *replaces; /* the one it came in the place of, or NULL */
    struct rule_info *next;           /* of the file */
};

/* A file that was read: the rule file itself, then what it includes. */
struct source {
    char *path;   /* as shown. Owned. */
    size_t first; /* where its text begins among those of all */
};

/* A rule file. It keeps working memory too: one run at a time. In its tree, psvi is the `struct expression` of an
 * element that has one, the phases of a pattern. */
struct schematron {
    struct rule_info *rules; /* in the order of the file. Owned. */
    int principle;           /* of those that name none; PRINCIPLE_UNKNOWN: it is about none */
    bool filled;             /* "ingevuld" was true in the last run: the case holds something of what it is about */

    /* --- For schematron.c (a file that was read, run over a case), schematron_read.c (bytes to a tree of rules that
     * can be run as they stand, and where everything stood) and rule_copy.c (a rule as a file of its own) --- */
    struct schematron_use use;
    struct case_file file; /* the tree, and the texts of all sources, one behind the other: places count in these */
    char *unread;          /* a file of ours whose <diagnostics> are not in the tree yet. Owned. */
    struct source *sources;
    size_t source_count, source_capacity;
    struct error problems; /* all that is wrong, in order of place */
    size_t problem_count;
    xmlHashTablePtr lets;                /* the variables of the schema by name */
    xmlHashTablePtr codes;               /* the rules by code */
    xmlXPathContextPtr xpath;            /* compiles and evaluates. Owned. */
    struct xpath_binding *binding, none; /* that of the functions, or an own one without */

    /* Working memory of a run, and of a check of the expressions. */
    enum lang lang;
    struct findings *findings;
    const xmlNode *scope;    /* the variables in it and around it are seen; of a rule, in a <let>, those above */
    const xmlNode *compiled; /* the element whose expression is being compiled */
};

/* Reads the rule file at `path`. NULL: ERROR_IO when it cannot be read, ERROR_DATA with file, line and column for all
 * that is wrong in it. Freed with schematron_close. */
struct schematron *schematron_open(const char *path, const struct schematron_use *use, struct error *error);

/* The same for bytes in memory, with `name` in errors; what it includes is looked for beside that. */
struct schematron *schematron_load(const char *name, const char *bytes, size_t length, const struct schematron_use *use,
                                   struct error *error);

void schematron_close(struct schematron *schematron);

/* Adds a finding for every failed assert and successful report of the patterns that hold in the phase (NULL: of all),
 * with messages and help lines in that language, where the file has it. Only on a tree that was validated does id()
 * find anything. The document is indexed (xmlXPathOrderDocElems) and the psvi fields of its nodes are used, otherwise
 * it is unchanged. False: an expression cannot be evaluated (ERROR_DATA, with its place). */
bool schematron_run(struct schematron *schematron, xmlDocPtr doc, const char *phase, enum lang lang,
                    struct findings *findings, struct error *error);

/* True when the variable "ingevuld" looks in this section of a case. */
bool schematron_about(const struct schematron *schematron, const char *section);

/* What the file says of its principle in a <p> of this class, its name ("titel") or its idea ("idee"), in `lang`, else
 * in the other language, else "". Freed with free(). */
char *schematron_words(struct schematron *schematron, const char *class, enum lang lang);

/* True when the rule holds in this phase; in NULL, when it always holds. */
bool rule_holds(const struct rule_info *rule, const char *phase);

/* Where a rule stands. The file lives as long as its rule file. */
struct rule_place {
    const char *file;
    size_t line, column; /* from 1; columns in code points */
};
struct rule_place rule_place(const struct rule_info *rule);

/* What is wrong, or what to do, as a listing shows it: values that depend on a case stand as "…". NULL: there is none
 * in this language; of rule_words: in none. Freed with free(). */
enum rule_text { RULE_MESSAGE, RULE_HELP };
char *rule_text(const struct rule_info *rule, enum rule_text which, enum lang lang);
char *rule_words(const struct rule_info *rule, enum rule_text which, enum lang lang);

/* Adds a rule file that holds this rule alone, with the variables and texts that it needs. */
void rule_copy(const struct rule_info *rule, struct buf *out);

/* --- For the files of this room (schematron_read.c) --- */

/* Fills the sources and the file: what is included, extended or made from an abstract pattern stands in its place; what
 * is wrong is among the problems. False: there is nothing to look at further. */
bool sch_read(struct schematron *s, const char *name, const char *bytes, size_t length);

/* Puts the <diagnostics> of a file of ours in the tree: half of it, a sixth of the only check, and most cases ask for
 * few of them. What is wrong with them is among the problems. */
void sch_read_texts(struct schematron *s);

/* Adds a problem, placed at byte `offset` of the value of an attribute of an element, or (NULL) at its start tag.
 * Always false. */
bool sch_wrong(struct schematron *s, const xmlNode *element, const char *attribute, size_t offset, const char *format,
               ...) __attribute__((format(printf, 5, 6)));

/* The value of the attribute hgw:name, in our namespace; NULL when it is absent. */
const char *sch_hgw(const xmlNode *element, const char *name);

/* The element with this id and this name, NULL when there is none. */
xmlNodePtr sch_by_id(const struct schematron *s, const char *id, const char *name);
