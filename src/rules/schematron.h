/* schematron: a Schematron rule file (ISO/IEC 19757-3), read once and run over many cases.
 *
 * Supported: title, ns, phase, active, pattern, rule (context, abstract), extends, let (schema, pattern,
 * rule), assert, report, value-of, name, emph, diagnostics, diagnostic; query binding xslt: XPath 1.0, with
 * current(). Anything else in the file is an error that names it. A context is XPath evaluated to nodes; what
 * does not begin with `/` may stand anywhere, as in a pattern of XSLT.
 *
 * Our conventions: the id of an assert or report is its code
 * (letters, then digits), role its level, flag "uitgangspunt-N" its principle; its texts are the diagnostics
 * CODE.en, CODE.hulp and CODE.hulp.en. Each may be missing. */
#ifndef HGW_RULES_SCHEMATRON_H
#define HGW_RULES_SCHEMATRON_H

#include "base/error.h"
#include "base/lang.h"
#include "case/case.h"
#include "case/finding.h"
#include "rules/rule_functions.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* A rule file. It keeps working memory too: one run at a time. */
struct schematron;

/* A text in both languages, NULL where the rule file gives none. Values that depend on a case stand as "…".
 */
struct bilingual {
    char *text[LANG_COUNT]; /* by enum lang; owned */
};

/* An assert or report: what there is to know about it, apart from how it is tested. */
enum { PHASES_ALWAYS = 1 << PHASE_COUNT, PHASES_ALL = (1 << PHASE_COUNT) - 1 };

struct rule_info {
    const char *code; /* "HGW101": letters, then digits. Lives as long as its rule file. */
    enum level level; /* @role; error when the file gives none */
    int principle;    /* @flag uitgangspunt-N; else PRINCIPLE_UNKNOWN; 0 for HGW0xx */
    const char *file; /* path of its rule file; owned by that */
    size_t line;      /* line of the assert or report in it */
    unsigned phases;  /* in which it holds: bit i for phase_names[i]; PHASES_ALWAYS: it does not say */
    const struct schematron *schematron; /* for its texts: its rule file, */
    xmlNodePtr element;                  /* and the assert or report in it */
};

/* What a listing shows of a rule. */
struct rule_texts {
    struct bilingual message; /* what is wrong: content of the assert, and diagnostic CODE.en */
    struct bilingual help;    /* what to do: CODE.hulp, CODE.hulp.en */
};

/* Larger rule files are refused. */
enum { SCHEMATRON_MAX_BYTES = 16 * 1024 * 1024 };

/* Reads the rule file at `path`, whose expressions may call `functions` (NULL: none; else it must outlive the
 * result). An expression is compiled when it is first evaluated: see schematron_check. NULL:
 * ERROR_IO when it cannot be read, ERROR_DATA with file and line for the first thing that is wrong in
 * it. Freed with schematron_close. */
struct schematron *schematron_open(const char *path, struct functions *functions, struct error *error);

/* The same for bytes in memory, with `name` in errors. */
struct schematron *schematron_load(const char *name, const char *bytes, size_t length, struct functions *functions,
                                   struct error *error);

void schematron_close(struct schematron *schematron);

/* Looks whether all its expressions are good, whatever case comes. False: ERROR_DATA with file and line
 * for the first that is not. Values of a wrong kind only show when they are evaluated. */
bool schematron_check(struct schematron *schematron, struct error *error);

/* True when some rule of it can fire in one of our phases. Else ERROR_DATA says why none can. */
bool schematron_can_fire(const struct schematron *schematron, struct error *error);

/* How to run it. */
struct schematron_options {
    const char *phase; /* only patterns that hold in it run; NULL: all of them */
    const char *date;  /* value of the schema-level let "vandaag"; NULL: what the file says */
    enum lang lang;    /* language of messages and help lines, where the file has it */
};

/* Adds a finding for every failed assert and successful report. Only on a tree that was validated does id()
 * find anything. The document is indexed (xmlXPathOrderDocElems) and the psvi fields of its nodes are used,
 * otherwise it is unchanged. False: an expression cannot be evaluated (ERROR_DATA, with its file and
 * line). */
bool schematron_run(struct schematron *schematron, xmlDocPtr doc, const struct schematron_options *options,
                    struct findings *findings, struct error *error);

/* Its rules, in the order of the file. */
size_t schematron_rule_count(const struct schematron *schematron);
const struct rule_info *schematron_rule(const struct schematron *schematron, size_t index);

/* True when the rule holds in this phase. */
bool rule_holds(const struct rule_info *rule, const char *phase);

/* The texts of a rule. The caller frees them with rule_texts_free. */
struct rule_texts rule_texts(const struct rule_info *rule);
void rule_texts_free(struct rule_texts *texts);

/* The principle that the file is about, PRINCIPLE_UNKNOWN when it says none; its name and its idea. The caller
 * frees these with bilingual_free. */
int schematron_principle(const struct schematron *schematron, struct bilingual *name, struct bilingual *idea);
void bilingual_free(struct bilingual *text);

/* The text in `lang`, else in the other language, else NULL. */
const char *bilingual_in(const struct bilingual *text, enum lang lang);

#endif
