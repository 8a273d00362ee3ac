/* audience: who may see what (vocabulary, "Who may see what").
 *
 * Readers are bits, so that several audiences are one set. What a reader may not see leaves the tree before
 * any template runs: there is no later point at which it could leak. */
#pragma once

#include "base/base.h"
#include "case/case.h"
#include "case/grammar.h"

#include <libxml/tree.h>

/* The readers, as bits. */
enum {
    READER_OUDERS = 1,   /* the parents */
    READER_LEERLING = 2, /* the pupil */
    READER_SCHOOL = 4,   /* school staff */
    READER_EXTERN = 8,   /* people outside the school, the family and CLB */
    READER_INTERN = 16,  /* CLB staff, who see all */
    READER_OUTSIDE = 15, /* all that are not CLB staff */
};

/* The set that `words` names ("ouders leerling"), or 0 when a word is unknown or there is none. The unknown
 * word is then at *wrong, *wrong_length bytes long (0: there was no word at all); `wrong` may be NULL. */
unsigned readers_parse(const char *words, const char **wrong, size_t *wrong_length);

/* The same for a function of ours; false with ERROR_DATA when there is none. */
bool readers_read(const char *words, unsigned *readers, struct error *error);

/* The name of one reader, as in zichtbaar: "ouders". NULL when `reader` is not exactly one bit. */
const char *reader_name(unsigned reader);

/* The names of a set of readers with `between` between them; "" for none. Freed with free(). */
char *readers_names(unsigned readers, const char *between);

/* The reader that a leerling or betrokkene is, by element and rol; 0 for one who belongs to no audience (a
 * classmate, a group) and for any other element, READER_INTERN for rol clb. */
unsigned reader_of_person(const xmlNode *person);

/* What the elements from the root down to some place say about who may see it. */
struct visibility {
    bool said;        /* something was said */
    unsigned readers; /* readers that nothing said excludes; meaningless without `said` */
};

/* The visibility at the root: nothing said yet. */
#define VISIBILITY_ROOT                                                                                                \
    { false, READER_OUTSIDE }

/* The visibility of `element`, given that of its parent: for one walk over a tree. Ids must be known (ids_rebuild):
 * whose word a vraagverheldering holds is looked up, and a `van` that names nobody counts as closed. */
struct visibility visibility_enter(struct visibility parent, const xmlNode *element);

/* True when all of `readers` may see what has this visibility. CLB staff see all. */
bool visibility_holds(struct visibility visibility, unsigned readers);

/* True when all of `readers` may see `element` (for another node: the element it is in). The root is visible to
 * everyone. niet-voor is not looked at: it is about one person, not about an audience. */
bool audience_visible(const xmlNode *element, unsigned readers);

/* For whom a tree is made. */
struct audience {
    unsigned readers;   /* the audiences: what is visible to all of them stays */
    const char *person; /* id of the one person who will read it, or NULL: then what is niet-voor anyone goes */
};

/* Takes out of `doc`, and frees, all that the audience may not see: elements, attributes, text, comments and
 * processing instructions. An element that is not visible but holds a visible one stays as a bare name; the
 * root stays as it is. Ids of what went vanish from the attributes that refer (the grammar says which), and
 * an attribute that becomes empty goes. So do zichtbaar and niet-voor themselves: they would tell who else
 * may not see it. For CLB staff alone nothing goes. Ids are rebuilt, so that id() finds what is left and
 * nothing else. Without any reader nothing is visible. Returns how many elements below the root the audience sees. */
size_t audience_filter(xmlDocPtr doc, const struct grammar *grammar, const struct audience *audience);

/* Takes ids that nothing has out of the attributes that refer, and those attributes in which none is left. */
void ids_drop_dead(xmlDocPtr doc, const struct grammar *grammar);
