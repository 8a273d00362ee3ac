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
#include "case/grammar.h"
#include "rules/rule_functions.h"

#include <libxml/tree.h>

/* A rule file. It keeps working memory too: one run at a time. */
struct schematron;

/* What it is read with. */
struct schematron_use {
    struct functions *functions;   /* that its expressions may call, NULL: none. Must outlive it. */
    const struct grammar *grammar; /* whose names its expressions may hold; NULL: any. Must outlive it. */
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
};

/* Where a rule stands. The file lives as long as its rule file. */
struct rule_place {
    const char *file;
    size_t line, column; /* from 1; columns in code points */
};

/* Reads the rule file at `path`. NULL: ERROR_IO when it cannot be read, ERROR_DATA with file, line and column for all
 * that is wrong in it. Freed with schematron_close. */
struct schematron *schematron_open(const char *path, const struct schematron_use *use, struct error *error);

/* The same for bytes in memory, with `name` in errors; what it includes is looked for beside that. */
struct schematron *schematron_load(const char *name, const char *bytes, size_t length, const struct schematron_use *use,
                                   struct error *error);

void schematron_close(struct schematron *schematron);

/* How to run it. */
struct schematron_options {
    const char *phase; /* only patterns that hold in it run; NULL: all of them */
    const char *date;  /* today, for the functions */
    enum lang lang;    /* language of messages and help lines, where the file has it */
};

/* Adds a finding for every failed assert and successful report. Only on a tree that was validated does id() find
 * anything. The document is indexed (xmlXPathOrderDocElems) and the psvi fields of its nodes are used, otherwise it is
 * unchanged. False: an expression cannot be evaluated (ERROR_DATA, with its place). */
bool schematron_run(struct schematron *schematron, xmlDocPtr doc, const struct schematron_options *options,
                    struct findings *findings, struct error *error);

/* True when the schema's variable "ingevuld" was true in the last run: the case holds something of what the file is
 * about. */
bool schematron_filled(const struct schematron *schematron);

/* True when that variable looks in this section of a case. */
bool schematron_about(const struct schematron *schematron, const char *section);

/* Its rules, in the order of the file. */
size_t schematron_rule_count(const struct schematron *schematron);
struct rule_info *schematron_rule(const struct schematron *schematron, size_t index);

/* True when the rule holds in this phase; in NULL, when it always holds. */
bool rule_holds(const struct rule_info *rule, const char *phase);

struct rule_place rule_place(const struct rule_info *rule);

/* What is wrong, or what to do, as a listing shows it: values that depend on a case stand as "…". NULL: there is none
 * in this language; of rule_words: in none. Freed with free(). */
enum rule_text { RULE_MESSAGE, RULE_HELP };
char *rule_text(const struct rule_info *rule, enum rule_text which, enum lang lang);
char *rule_words(const struct rule_info *rule, enum rule_text which, enum lang lang);

/* Adds a rule file that holds this rule alone, with the variables and texts that it needs (rule_copy.c). */
void rule_copy(const struct rule_info *rule, struct buf *out);

/* The principle that the file is about, PRINCIPLE_UNKNOWN when it says none. */
int schematron_principle(const struct schematron *schematron);

/* What the file says of that in a <p> of this class, its name ("titel") or its idea ("idee"), in `lang`, else in the
 * other language, else "". Freed with free(). */
char *schematron_words(struct schematron *schematron, const char *class, enum lang lang);
