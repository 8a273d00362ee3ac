/* pseudonym_people: what is known of the people of a case. Only for pseudonym*.c. */
#ifndef HGW_RENDER_PSEUDONYM_PEOPLE_H
#define HGW_RENDER_PSEUDONYM_PEOPLE_H

#include "render/pseudonym.h"
#include "render/pseudonym_words.h"

#include <libxml/hash.h>

/* One person: the words of the name, and the role that takes its place. */
struct hgw_person {
    char *name; /* owned; the words point into it */
    char *role; /* owned: "ouder 1" */
    bool pupil; /* the leerling */
};

/* So many particles before a word of a name are kept (van de Der). */
enum { HGW_MAX_PARTICLES = 3 };

/* A word that tells who someone is. */
struct hgw_name_word {
    struct hgw_word word;
    struct hgw_word
        particles[HGW_MAX_PARTICLES]; /* those before it in the name, nearest first; length 0: none */
    size_t person;                    /* index in the people */
    size_t order;                     /* its place among all words as the case has them */
};

struct hgw_pseudonyms {
    char *school;              /* what the pupil's school is called, without what stands behind a comma or a
                                  parenthesis; "" when nothing in it is a name. Owned. */
    struct hgw_person *people; /* as the case has them. Owned. */
    size_t person_count, person_capacity;
    struct hgw_name_word *words; /* sorted by hgw_word_compare, equal ones by order. Owned. */
    size_t word_count, word_capacity;
    xmlHashTablePtr ids; /* old id to new id (malloc). Owned. */
};

#endif
