/* carry: what a finished case hands over to the one that follows it.
 *
 * People, positive aspects, exceptions, what worked, and goals not yet reached. Nothing else: consents,
 * meetings and decisions belong to the old trajectory. */
#ifndef HGW_EDIT_CARRY_H
#define HGW_EDIT_CARRY_H

#include "case/case.h"
#include "case/grammar.h"

#include <libxml/tree.h>
#include <stddef.h>

/* One element that is handed over. */
struct carried {
    const xmlNode *node; /* in the old case. Not owned. */
    const char *section; /* name of the section it is in: a string constant */
};

/* All of them, in document order. Start with `struct carry carry = {0};`. */
struct carry {
    struct carried *items;
    size_t count;
    size_t capacity;
};

/* Picks them from a valid case. `today` (YYYY-MM-DD) decides which evaluations have been carried out. A goal
 * counts as reached when the last evaluation carried out that names it says nothing of how it goes on
 * (vervolg). */
void carry_pick(struct carry *carry, const struct case_file *old, const char *today);

void carry_free(struct carry *carry);

/* Puts copies into the skeleton, in the place of the first element of the same kind there (which goes), right
 * after the comment that `<?bij-vervolg?>` announces. Ids stay as they were in the old case; those of the
 * skeleton give way. References to what was not handed over go, and so does what is over: who accepted a
 * goal, a target date before `today`, how things stood then. A section hides what it hid in the old case.
 * `phase` is that of the new case: a section that it does not have yet comes with what is handed over alone.
 */
void carry_insert(const struct carry *carry, const struct grammar *grammar, struct case_file *skeleton,
                  const char *phase, const char *today);

#endif
