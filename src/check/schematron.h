/* schematron: a Schematron rule file (ISO/IEC 19757-3), read once and run over many cases.
 *
 * Supported: title, ns, phase, active, pattern, rule (context, abstract), extends, let (schema, pattern,
 * rule), assert, report, value-of, name, emph, diagnostics, diagnostic; query binding xslt: XPath 1.0, with
 * current(). Anything else in the file is an error that names it. A context is XPath evaluated to nodes; what
 * does not begin with `/` may stand anywhere, as in a pattern of XSLT.
 *
 * Our conventions, which schemas/hgw-uitgangspunten.sch explains: the id of an assert or report is its code
 * (letters, then digits), role its level, flag "uitgangspunt-N" its principle; its texts are the diagnostics
 * CODE.en, CODE.hulp, CODE.hulp.en, CODE.waarom, CODE.waarom.en, CODE.fout and CODE.goed. Each may be
 * missing. */
#ifndef HGW_CHECK_SCHEMATRON_H
#define HGW_CHECK_SCHEMATRON_H

#include "base/error.h"
#include "base/lang.h"
#include "casefile/finding.h"
#include "check/functions.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* A rule file. It keeps working memory too: one run at a time. */
struct hgw_schematron;

/* A text in both languages, NULL where the rule file gives none. Values that depend on a case stand as "…".
 */
struct hgw_bilingual {
    char *text[HGW_LANG_COUNT]; /* by enum hgw_lang; owned */
};

/* An assert or report: what there is to know about it, apart from how it is tested. */
struct hgw_rule {
    const char *code;     /* "HGW101": letters, then digits. Lives as long as its rule file. */
    enum hgw_level level; /* @role; error when the file gives none */
    int principle;        /* @flag uitgangspunt-N; else HGW_PRINCIPLE_UNKNOWN; 0 for HGW0xx */
    const char *file;     /* path of its rule file; owned by that */
    size_t line;          /* line of the assert or report in it */
    const char **phases;  /* phases in which it holds; NULL: no phases, it always holds. Strings not owned. */
    size_t phase_count;
    const struct hgw_schematron *schematron; /* for its texts: its rule file, */
    xmlNodePtr element;                      /* and the assert or report in it */
};

/* What a listing shows of a rule. */
struct hgw_rule_texts {
    struct hgw_bilingual message; /* what is wrong: content of the assert, and diagnostic CODE.en */
    struct hgw_bilingual help;    /* what to do: CODE.hulp, CODE.hulp.en */
    struct hgw_bilingual why;     /* why the method asks it: CODE.waarom, CODE.waarom.en */
    char *wrong; /* an example from practice that triggers it, or NULL: CODE.fout, lines kept */
    char *right; /* and one that is in order, or NULL: CODE.goed */
};

/* Larger rule files are refused. */
enum { HGW_SCHEMATRON_MAX_BYTES = 16 * 1024 * 1024 };

/* Reads the rule file at `path`, whose expressions may call `functions` (NULL: none; else it must outlive the
 * result). An expression is compiled when it is first evaluated: see hgw_schematron_check. NULL:
 * HGW_ERROR_IO when it cannot be read, HGW_ERROR_DATA with file and line for the first thing that is wrong in
 * it. Freed with hgw_schematron_close. */
struct hgw_schematron *hgw_schematron_open(const char *path, struct hgw_functions *functions,
                                           struct hgw_error *error);

/* The same for bytes in memory, with `name` in errors. */
struct hgw_schematron *hgw_schematron_load(const char *name, const char *bytes, size_t length,
                                           struct hgw_functions *functions, struct hgw_error *error);

void hgw_schematron_close(struct hgw_schematron *schematron);

/* Looks whether all its expressions are good, whatever case comes. False: HGW_ERROR_DATA with file and line
 * for the first that is not. Values of a wrong kind only show when they are evaluated. */
bool hgw_schematron_check(struct hgw_schematron *schematron, struct hgw_error *error);

/* True when some rule of it can fire in one of `phases` (NULL-terminated). Else HGW_ERROR_DATA says why none
 * can. */
bool hgw_schematron_can_fire(const struct hgw_schematron *schematron, const char *const *phases,
                             struct hgw_error *error);

/* How to run it. */
struct hgw_schematron_options {
    const char *phase;  /* a phase of the file: only its patterns run. NULL: all of them. A file without any
                         * phase always runs whole; in a phase that it does not declare it asks nothing. */
    const char *date;   /* value of the schema-level let "vandaag"; NULL: what the file says */
    enum hgw_lang lang; /* language of messages and help lines, where the file has it */
};

/* Adds a finding for every failed assert and successful report. Only on a tree that was validated does id()
 * find anything. The document is indexed (xmlXPathOrderDocElems) and the psvi fields of its nodes are used,
 * otherwise it is unchanged. False: an expression cannot be evaluated (HGW_ERROR_DATA, with its file and
 * line). */
bool hgw_schematron_run(struct hgw_schematron *schematron, xmlDocPtr doc,
                        const struct hgw_schematron_options *options, struct hgw_findings *findings,
                        struct hgw_error *error);

/* Its rules, in the order of the file. */
size_t hgw_schematron_rule_count(const struct hgw_schematron *schematron);
const struct hgw_rule *hgw_schematron_rule(const struct hgw_schematron *schematron, size_t index);

/* Its phases in the order of the file, NULL-terminated. */
const char *const *hgw_schematron_phases(const struct hgw_schematron *schematron);

/* True when the rule holds in this phase. */
bool hgw_rule_holds(const struct hgw_rule *rule, const char *phase);

/* The texts of a rule. The caller frees them with hgw_rule_texts_free. */
struct hgw_rule_texts hgw_rule_texts(const struct hgw_rule *rule);
void hgw_rule_texts_free(struct hgw_rule_texts *texts);

/* The text of the diagnostics ID and ID.en, white space normalised. The caller frees it with
 * hgw_bilingual_free. */
struct hgw_bilingual hgw_schematron_text(const struct hgw_schematron *schematron, const char *id);
void hgw_bilingual_free(struct hgw_bilingual *text);

/* The text in `lang`, else in the other language, else NULL. */
const char *hgw_bilingual_in(const struct hgw_bilingual *text, enum hgw_lang lang);

#endif
