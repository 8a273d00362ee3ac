/* glossary: which readers find an explanation of a term in the begrippen of a case (vocabulary, HGW861 in
 * rules.tsv).
 *
 * A begrip explains a phrase when its term contains the phrase, or is contained in it, letter case aside. */
#ifndef HGW_CHECK_GLOSSARY_H
#define HGW_CHECK_GLOSSARY_H

#include "check/language.h"

#include <libxml/hash.h>
#include <stdbool.h>
#include <stddef.h>

/* What is longer, in bytes, is no term: only so much of it is looked at. */
enum { HGW_TERM_LONGEST = 200 };

/* A term, or the end of one. */
struct hgw_glossary_entry {
    char *text;       /* in small letters; an end points into its term */
    unsigned readers; /* who see a begrip with that term */
};

/* Start with `struct hgw_glossary g = {0};`. */
struct hgw_glossary {
    struct hgw_glossary_entry *terms; /* sorted; owned, and their texts too */
    size_t term_count, term_capacity;
    struct hgw_glossary_entry *ends; /* every end of every term, sorted: what contains a phrase starts with it
                                        in one of them. Owned. */
    size_t end_count;
    xmlHashTablePtr answers; /* phrase to the readers who find it explained; NULL: not finished */
};

/* Adds a term that `readers` can see. False when memory is out. */
bool hgw_glossary_add(struct hgw_glossary *glossary, const struct hgw_language *language, const char *term,
                      unsigned readers);

/* To be called when all terms are there. False when memory is out. */
bool hgw_glossary_finish(struct hgw_glossary *glossary);

/* Sets *readers to those who find `phrase` explained (one space between its words). It costs the length of
 * the phrase times the logarithm of the number of terms, once for each different phrase. False when memory is
 * out. */
bool hgw_glossary_explain(struct hgw_glossary *glossary, const struct hgw_language *language,
                          const char *phrase, unsigned *readers);

void hgw_glossary_free(struct hgw_glossary *glossary);

#endif
