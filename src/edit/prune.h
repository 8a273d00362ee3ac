/* prune: leaves out of the template of a case what a case does not need yet. */
#ifndef HGW_EDIT_PRUNE_H
#define HGW_EDIT_PRUNE_H

#include "base/error.h"
#include "case/case.h"

#include <stdbool.h>

/* The instructions of a template. Each is about the element or comment right after it. */
#define PRUNE_FROM "vanaf"            /* <?vanaf FASE?>: for that phase and later ones */
#define PRUNE_FOLLOW_UP "bij-vervolg" /* <?bij-vervolg?>: only for a case that follows an earlier one */

/* Takes a node out of its tree, with the white space before it. The caller frees it. */
void prune_unlink(xmlNode *node);

/* Takes an instruction out of its tree, with the white space after it, and frees it. */
void prune_instruction(xmlNode *node);

struct pruning {
    const char *phase; /* the phase of the case */
    bool bare;         /* leave out all comments */
    bool follow_up;    /* the case follows an earlier one */
};

/* Takes every instruction out of the template, with what comes after it when this case does not need that.
 * False: there is no such phase (ERROR_USAGE, or with its place in the template ERROR_DATA). */
bool prune(struct case_file *template, const struct pruning *pruning, struct error *error);

#endif
