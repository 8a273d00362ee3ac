/* follow_up: what a finished case hands over to the one that follows it.
 *
 * People, history, positive aspects, exceptions, what worked, and the goals that no evaluatie calls bereikt or stoppen.
 * Nothing else: consents, meetings and decisions belong to the old trajectory. References to what is not handed over
 * go, and so does what is over: who accepted a goal, a target date before today, how things stood when the goal was
 * set. */
#pragma once

#include "base/base.h"
#include "base/data.h"
#include "case/case.h"
#include "case/finding.h"
#include "case/grammar.h"

/* The case that something is made from, read and judged. Start with `struct earlier earlier = {0};`. */
struct earlier {
    struct buf bytes;         /* The file as it is. Owned. */
    struct case_file c;       /* Owned. */
    struct grammar grammar;   /* that it was judged by. Owned. */
    struct findings findings; /* why it is refused: not well-formed, not valid, wrong references. Owned. */
};

/* Reads the case at `path` ("-": standard input). False: it cannot be read, the grammar is missing or unusable; or the
 * case is not valid: then it is ERROR_CONTENT, with the sentence `refusal`, and `findings` says why. Call earlier_close
 * either way. */
bool earlier_open(struct earlier *earlier, const struct datadir *datadir, const char *path, const char *refusal,
                  struct error *error);

void earlier_close(struct earlier *earlier);

/* Puts what the valid case `old` hands over into the template of a new one, in the place of the first element of the
 * same kind there (which goes), right after the comment that `<?bij-vervolg?>` announces. Ids stay as they were in the
 * old case; those of the template give way, to a parent who is involved before one who is not. A section hides what it
 * hid in the old case, and one that a case in `phase` does not have yet comes with what is handed over alone. `today`
 * is YYYY-MM-DD. */
void follow_up(struct case_file *template, const struct case_file *old, const struct grammar *grammar,
               const char *phase, const char *today);
