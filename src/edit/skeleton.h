/* skeleton: a case file to start from, made from templates/new/casus.xml.
 *
 * That template is itself a valid case file with everything in it. The places to fill (`<?vul-in hint?>`), the
 * explanations and the lines that stand ready in comments are the template's; what is done here is to leave out, to
 * fill in what is known, and to bring along what an earlier case hands over (edit/follow_up.h). */
#pragma once

#include "base/base.h"
#include "base/data.h"
#include "case/case.h"
#include "case/grammar.h"

struct skeleton_options {
    const struct datadir *datadir; /* where templates/ and schemas/ are */
    const char *phase;             /* one of PHASES; NULL: the first */
    const char *today;             /* the start of the trajectory, YYYY-MM-DD, valid */
    const char *name;              /* first name of the pupil, UTF-8; NULL: a place to fill */
    const char *author;            /* the name of who writes it, UTF-8; NULL: a place to fill */
    const char *born;              /* date of birth, YYYY-MM-DD; NULL: left out */
    const struct case_file *from;  /* an earlier case, valid, to follow up; NULL: none. Not changed. */
    const struct grammar *grammar; /* the grammar as tables; needed with `from` */
    bool bare;                     /* leave the comments out */
    bool schema_link;              /* add the xml-model line that points editors to the grammar */
};

/* Adds the case file to `out`, in UTF-8. False: no such phase, a name with characters that XML cannot hold, or a date
 * of birth that does not exist or lies after today (ERROR_USAGE); a missing or unusable template (ERROR_DATA). */
bool skeleton_make(const struct skeleton_options *options, struct buf *out, struct error *error);

/* Adds a line for each phase: its name, and the sections that a case gets which starts there; broken where it is wider
 * than `width` columns (0: no limit). */
bool skeleton_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error);

/* The instructions of the template. Each is about the element or comment right after it. */
#define SKELETON_FROM "vanaf"            /* <?vanaf FASE?>: for that phase and later ones */
#define SKELETON_FOLLOW_UP "bij-vervolg" /* <?bij-vervolg?>: only for a case that follows an earlier one */

/* The instruction with this name right before a node, or NULL. */
xmlNodePtr skeleton_instruction(const xmlNode *node, const char *name);

/* Takes a node out of its tree, with the white space before it, and frees it. */
void skeleton_drop(xmlNodePtr node);
