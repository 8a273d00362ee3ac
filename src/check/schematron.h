/* schematron: a Schematron rule file (ISO/IEC 19757-3), compiled once and run over many cases.
 *
 * Supported: title, ns, phase, active, pattern, rule (context, abstract), extends, let (schema, pattern,
 * rule), assert, report, value-of, name, emph, diagnostics, diagnostic; query binding xslt: XPath 1.0, with
 * current(). Anything else in the file is an error that names it.
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
#include "check/rule.h"
#include "check/xpath_functions.h"

#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <stdbool.h>
#include <stddef.h>

/* A compiled rule file. It keeps working memory too: one run at a time. */
struct hgw_schematron;

/* Functions in a namespace of their own, for expressions in the rule file. */
struct hgw_extension {
    /* Finds one, NULL when there is none. */
    const struct hgw_xpath_function *(*find)(const char *uri, const char *name, size_t length);
    /* Registers them all on a context. False when memory is out. */
    bool (*bind)(void *data, xmlXPathContextPtr xpath);
    /* After a failed evaluation: if it was one of them, moves the reason to `error` and returns true. A
     * reason without a file gets that of the expression. NULL: they never fail. */
    bool (*failed)(void *data, struct hgw_error *error);
    /* Forgets what it knows of the document: it may change or go. NULL: they know nothing of it. */
    void (*forget)(void *data);
    void *data; /* handed to these; must outlive the compiled rule file */
};

/* Larger rule files are refused. */
enum { HGW_SCHEMATRON_MAX_BYTES = 16 * 1024 * 1024 };

/* Compiles the rule file at `path`. `extension` may be NULL. NULL: HGW_ERROR_IO when it cannot be read,
 * HGW_ERROR_DATA with file and line for the first thing that is wrong in it, or no memory. Freed with
 * hgw_schematron_close. */
struct hgw_schematron *hgw_schematron_open(const char *path, const struct hgw_extension *extension,
                                           struct hgw_error *error);

/* The same for bytes in memory, with `name` in errors. */
struct hgw_schematron *hgw_schematron_load(const char *name, const char *bytes, size_t length,
                                           const struct hgw_extension *extension, struct hgw_error *error);

void hgw_schematron_close(struct hgw_schematron *schematron);

/* How to run it. */
struct hgw_schematron_options {
    const char *phase;  /* a phase of the file: only its patterns run. NULL: all of them. A file without any
                         * phase always runs whole; in a phase that it does not declare it asks nothing. */
    const char *date;   /* value of the schema-level let "vandaag"; NULL: what the file says */
    enum hgw_lang lang; /* language of messages and help lines, where the file has it */
};

/* Adds a finding for every failed assert and successful report, in document order of their places. Only on a
 * tree that was validated does id() find anything. The document is indexed (xmlXPathOrderDocElems), otherwise
 * unchanged. False: an expression cannot be evaluated (HGW_ERROR_DATA, with its file and line), or no memory.
 */
bool hgw_schematron_run(struct hgw_schematron *schematron, xmlDocPtr doc,
                        const struct hgw_schematron_options *options, struct hgw_findings *findings,
                        struct hgw_error *error);

/* Its rules, in the order of the file. */
size_t hgw_schematron_rule_count(const struct hgw_schematron *schematron);
const struct hgw_rule *hgw_schematron_rule(const struct hgw_schematron *schematron, size_t index);

/* Its phases in the order of the file, NULL-terminated. */
const char *const *hgw_schematron_phases(const struct hgw_schematron *schematron);

/* True when some rule of it can fire in one of `phases` (NULL-terminated). Else HGW_ERROR_DATA says why none
 * can. */
bool hgw_schematron_can_fire(const struct hgw_schematron *schematron, const char *const *phases,
                             struct hgw_error *error);

/* The text of the diagnostics ID and ID.en, white space normalised. False when memory is out; what is not in
 * the file stays NULL. The caller frees the texts. */
bool hgw_schematron_text(const struct hgw_schematron *schematron, const char *id, struct hgw_bilingual *text);

#endif
