/* edit: a case to start from, and what comes into one that is there: what its next phase asks, or one piece.
 *
 * The skeleton, templates/new/casus.xml, is itself a valid case with everything in it. `<?vanaf FASE?>` before an
 * element or comment says that it is for that phase and later ones, `<?bij-vervolg?>` that it is only for a case that
 * follows an earlier one. A piece is a file, templates/new/stukken/NAME.xml: a section of a case with in it an element,
 * or one that stands ready in a comment; before the section a comment says what the piece is.
 *
 * Ids in them give way to those of the case. Of the attributes of an element in a piece only the required ones and its
 * id stay: the others are for editors. A reference stays when the case has what it names; a person is also found by the
 * role that the id says: ouder1, leerkracht. */
#pragma once

#include "base/base.h"
#include "base/file.h"
#include "case/case.h"
#include "case/finding.h"
#include "case/tags.h"

#include <libxml/hash.h>

/* --- changes --- */

/* One change: `removed` bytes at `at` of the source give way to `text`. */
struct change {
    size_t at, removed;
    char *text; /* owned */
};

/* Changes to the source of a case that leave every other byte as it is. Start with `struct splice s = {.c = …};`. */
struct splice {
    const struct case_file *c; /* what is changed; its tree and source stay as they are. Not owned. */
    struct tags tags;          /* of its source, once they are asked for. Owned. */
    struct change *items;      /* in the order of their places */
    size_t count, capacity;
};

/* Puts lines, without a last line end and indented by two spaces a level, into `parent`: behind its child `after`, or
 * (NULL) before its other elements, and after its comments when it has no elements. How to indent and end them comes
 * from the lines around; they become one line in a file whose first section does not begin its own. */
void splice_insert(struct splice *splice, const xmlNode *parent, const xmlNode *after, const char *lines);

/* Sets an attribute that is there to a value without special characters. */
void splice_set(struct splice *splice, const xmlNode *element, const char *attribute, const char *value);

/* Adds the changed source to `out`. */
void splice_make(const struct splice *splice, struct buf *out);

void splice_free(struct splice *splice);

/* The tags of the source, without what the grammar says of them. */
const struct tags *splice_tags(struct splice *splice);

/* Behind which child of `parent` an element of this name goes, by the order of the grammar: the last of the name, or of
 * what comes no later; NULL: it is the first. */
const xmlNode *place_for(const xmlNode *parent, const char *name);

/* --- references of a template --- */

/* True when that attribute may name this element by its id. */
bool may_name(const char *attribute, const struct typed_tag *tag);

/* Adds, to what is empty, what the ids in a reference of a template are called in a case: as `renamed` says (NULL:
 * nothing is), the same, or the first person with the role that an id says: leerling, ouder1, leerkracht. When it has
 * none of them: nothing, or with `other` the first that it may name. */
void refer(const struct tags *tags, xmlHashTablePtr renamed, const char *attribute, const char *value, bool other,
           struct buf *out);

/* --- a case that is there --- */

/* The case that something is made from, read and judged. Start with `struct earlier earlier = {0};`. */
struct earlier {
    struct buf bytes;         /* The file as it is. Owned. */
    struct case_file c;       /* Owned. */
    struct findings findings; /* why it is refused: not well-formed, not valid, wrong references. Owned. */
};

/* Reads the case at `path` ("-": standard input). False: it cannot be read; or the case is not valid: then it is
 * ERROR_CONTENT, with the sentence `refusal`, and `findings` says why. Call earlier_close either way. */
bool earlier_open(struct earlier *earlier, const char *path, const char *refusal, struct error *error);

void earlier_close(struct earlier *earlier);

/* --- what is made --- */

struct skeleton_options {
    const struct datadir *datadir; /* where templates/ and schemas/ are */
    const char *phase;             /* one of PHASES; NULL: the first, or of add_phase the next */
    const char *today;             /* the start of the trajectory, YYYY-MM-DD, valid */
    const char *name;              /* first name of the pupil, UTF-8; NULL: a place to fill */
    const char *author;            /* the name of who writes it, UTF-8; NULL: a place to fill */
    const char *born;              /* date of birth, YYYY-MM-DD; NULL: left out */
    const struct case_file *from;  /* an earlier case, valid, to follow up; NULL: none. Not changed. */
    bool bare;                     /* leave the comments out */
    bool schema_link;              /* add the xml-model line that points editors to the grammar */
};

/* Adds a new case file to `out`, in UTF-8. One that follows an earlier case holds what that hands over
 * (follow_up.c), and what the skeleton has besides. False: no such phase, a name with characters that XML cannot hold,
 * or a date of birth that does not exist or lies after today (ERROR_USAGE); a missing or unusable template
 * (ERROR_DATA). */
bool skeleton_make(const struct skeleton_options *options, struct buf *out, struct error *error);

/* Adds the bytes of the case with one piece more; the empty splice gets what changes, in the source, and is freed by
 * the caller. False: there is no such piece (ERROR_USAGE), it does not go into this case (ERROR_CONTENT), or it is
 * unusable (ERROR_DATA). */
bool add_piece(const struct earlier *earlier, const struct datadir *datadir, const char *piece, struct splice *splice,
               struct buf *out, struct error *error);

/* The same for a phase: what its skeleton has, that of the present phase has not, and the case has not either. Of
 * `options` count datadir, bare and phase. False too when there is no such phase, or it is before that of the case
 * (ERROR_USAGE), or there is no next one (ERROR_CONTENT). */
bool add_phase(const struct earlier *earlier, const struct skeleton_options *options, struct splice *splice,
               struct buf *out, struct error *error);

/* The URI of a file with this path, which begins with a slash. Freed with free(). */
char *uri_of(const char *path);

/* Adds a line for each phase: its name, and the sections that a case gets which starts there; and for each piece: its
 * name, and what it is. They are broken where they are wider than `width` columns (0: no limit). */
bool skeleton_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error);
bool pieces_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error);

/* --- For the files of this room --- */

/* Reads a template. False with an error: it cannot be read, or is no XML. */
bool template_read(struct case_file *template, const char *path, struct error *error);

/* Reads the skeleton as a case in `phase` needs it; what one in `known` has of it already is marked. */
bool skeleton_read(struct case_file *skeleton, const struct datadir *datadir, int phase, int known, bool bare,
                   struct error *error);

/* True when an element or comment is marked. */
bool skeleton_known(const xmlNode *node);

/* True for a comment that is only for a case that follows an earlier one. */
bool skeleton_announces(const xmlNode *node);

/* Takes a node out of its tree, with the white space before it, and frees it. */
void drop_line(xmlNodePtr node);

/* The earlier case with nothing in it but what it hands over, below the comments of the whole skeleton that say so. A
 * section hides what it hid. */
xmlDocPtr follow_up(const struct skeleton_options *options, xmlDocPtr skeleton);

/* Adds `text`, a case, with what the skeleton has and it has not. What has no place in it goes from the skeleton. */
bool add_skeleton(const struct buf *text, xmlDocPtr skeleton, struct buf *out, struct error *error);
