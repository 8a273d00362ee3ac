/* rule: what there is to know about one rule, apart from how it is tested. */
#ifndef HGW_CHECK_RULE_H
#define HGW_CHECK_RULE_H

#include "base/lang.h"
#include "casefile/finding.h"

#include <stdbool.h>
#include <stddef.h>

/* A text in both languages, NULL where the rule file gives none. Values that depend on a case stand as "…".
 */
struct hgw_bilingual {
    char *text[HGW_LANG_COUNT]; /* by enum hgw_lang; owned by the rule */
};

struct hgw_rule {
    char *code;                   /* "HGW101": letters, then digits */
    enum hgw_level level;         /* @role; error when the file gives none */
    int principle;                /* @flag uitgangspunt-N; else HGW_PRINCIPLE_UNKNOWN; 0 for HGW0xx */
    const char *file;             /* path of its rule file; owned by that file's compiled form */
    size_t line;                  /* line of the assert or report in it */
    struct hgw_bilingual message; /* what is wrong: content of the assert, and diagnostic CODE.en */
    struct hgw_bilingual help;    /* what to do: CODE.hulp, CODE.hulp.en */
    struct hgw_bilingual why;     /* why the method asks it: CODE.waarom, CODE.waarom.en */
    char *wrong;         /* an example from practice that triggers it, or NULL: CODE.fout, lines kept */
    char *right;         /* and one that is in order, or NULL: CODE.goed */
    const char **phases; /* phases in which it holds; NULL: no phases, it always holds. Strings not owned. */
    size_t phase_count;
};

/* The text in `lang`, else in the other language, else NULL. */
const char *hgw_bilingual_in(const struct hgw_bilingual *text, enum hgw_lang lang);

#endif
