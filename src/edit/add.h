/* add: what a case gets while the trajectory goes on: one piece, or what its next phase asks for.
 *
 * A piece is a file, templates/new/stukken/NAME.xml: a section of a case with in it an element, or one that stands
 * ready in a comment; before the section a comment says what the piece is. The next phase is the skeleton
 * (edit/skeleton.h) of that phase: the sections that the case has not, and of the others what the skeleton of the
 * present phase has not yet.
 *
 * Ids in them give way to those of the case. Of the attributes of an element in a piece only the required ones and its
 * id stay: the others are for editors. A reference stays when the case has what it names; a person is also found by the
 * role that the id says: ouder1, leerkracht. */
#pragma once

#include "base/base.h"
#include "base/data.h"
#include "case/grammar.h"
#include "edit/follow_up.h"
#include "edit/skeleton.h"
#include "edit/splice.h"

/* Adds the bytes of the case with one piece more; the empty splice gets what changes, in the source, and is freed by
 * the caller. False: there is no such piece (ERROR_USAGE), it does not go into this case (ERROR_CONTENT), or it is
 * unusable (ERROR_DATA). */
bool add_piece(const struct earlier *earlier, const struct datadir *datadir, const char *piece, struct splice *splice,
               struct buf *out, struct error *error);

/* The same for a phase; of `options` count datadir, today, bare and phase (NULL: the one after that of the case). False
 * too when that is before the phase of the case (ERROR_USAGE), or there is no next one (ERROR_CONTENT). */
bool add_phase(const struct earlier *earlier, const struct skeleton_options *options, struct splice *splice,
               struct buf *out, struct error *error);

/* Adds a line for each piece: its name, and what it is; broken where it is wider than `width` columns (0: no limit). */
bool pieces_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error);

/* Behind which child of `parent` an element of this name goes, by the order of the grammar: the last of the name, or of
 * what comes no later; NULL: it is the first. */
const xmlNode *place_for(const struct grammar *grammar, const xmlNode *parent, const char *name);
