/* prune: leaves out of the template of a case what a phase does not need yet. */
#ifndef HGW_NEW_PRUNE_H
#define HGW_NEW_PRUNE_H

#include "base/error.h"
#include "casefile/case.h"

#include <stdbool.h>

/* Takes a node out of its tree, with the white space before it, and frees it. */
void hgw_prune_node(xmlNode *node);

/* Takes every `<?vanaf FASE?>` out of the tree, with the element or comment after it when `phase` comes
 * before FASE; all comments too when `bare`. False: `phase` or a FASE is no phase (HGW_ERROR_DATA, with its
 * line). */
bool hgw_prune(struct hgw_case *template, const char *phase, bool bare, struct hgw_error *error);

#endif
