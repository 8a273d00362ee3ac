/* audience: who may see what (vocabulary, "Who may see what"), for rules and reports.
 *
 * Readers are bits, so that several audiences are one set. What a reader may not see leaves the tree before
 * any template runs: there is no later point at which it could leak. */
#pragma once

#include "base/base.h"
#include "case/case.h"

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
 * word then begins at *wrong (the end of `words`: there was no word at all); `wrong` may be NULL. */
unsigned readers_parse(const char *words, const char **wrong);

/* The same for a function of ours; false with ERROR_DATA when there is none. */
bool readers_read(const char *words, unsigned *readers, struct error *error);

/* The name of one reader, as in zichtbaar: "ouders". NULL when `reader` is not exactly one bit. */
const char *reader_name(unsigned reader);

/* The names of a set of readers with `between` between them; "" for none. Freed with free(). */
char *readers_names(unsigned readers, const char *between);

/* The reader that a leerling or betrokkene is, by element and rol; 0 for one who belongs to no audience (a
 * classmate, a group) and for any other element, READER_INTERN for rol clb. */
unsigned reader_of_person(const xmlNode *person);

/* For whom a tree is made, or a rule asks. */
struct audience {
    unsigned readers;   /* the audiences: what is visible to all of them */
    const char *people; /* ids of those who will read it, with blanks between; what is niet-voor one of them goes. NULL:
                           that is not looked at */
};

/* True when this audience may see `element` (for another node: the element it is in). The root is visible to
 * everyone, and CLB staff see all; to no reader nothing is visible. Ids must be known (ids_rebuild). */
bool audience_sees(const struct audience *audience, const xmlNode *element);

/* The same for all of `readers`, whoever the people are: what "visible" means in a rule. */
bool audience_visible(const xmlNode *element, unsigned readers);

/* What takes an element away from one reader to whom it is not visible though its own zichtbaar names that reader
 * (HGW727): the nearest element around it that does, else itself; NULL: nothing does. */
const xmlNode *audience_excluder(const xmlNode *element, unsigned reader);

/* True when niet-voor takes `element` away from this audience, or what it hangs on, and something in it was to be
 * seen. Of what is around it nothing is asked. */
bool audience_loses(const struct audience *audience, const xmlNode *element);

/* Takes out of `doc`, and frees, all that the audience may not see: elements, attributes, text, comments and processing
 * instructions; zichtbaar and niet-voor too, which would tell who else may not see it. An element that is not visible
 * but holds a visible one stays as a bare name; the root stays as it is. For CLB staff alone nothing goes. Then comes
 * ids_drop_dead. */
void audience_filter(xmlDocPtr doc, const struct audience *audience);

/* Rebuilds the ids, so that id() finds what is left and nothing else; takes those that nothing has any more out of the
 * attributes that refer (the grammar says which), and those attributes in which none is left. */
void ids_drop_dead(xmlDocPtr doc);
