/* rule_functions: what rules can ask of a case: XPath functions in the namespace urn:hgw:functies, each with an example
 * in hgw-regels(5). Texts, words, sentences, visibility and consent are those of the vocabulary; node-sets come in
 * document order; what a function knows of a case is read once. */
#pragma once

#include "base/base.h"
#include "rules/words.h"
#include "xml/xpath.h"

#include <libxml/hash.h>
#include <libxml/tree.h>

/* The namespace of the functions, bound to a prefix with <ns> in a rule file. */
#define FUNCTIONS_URI "urn:hgw:functies"

/* The functions, with what they know of the case at hand. They may serve several XPath contexts, one evaluation at a
 * time; the ids of a document must be known when they run. */
struct functions {
    struct xpath_binding binding; /* for xpath_open. Its error: ERROR_DATA (a word list, a reader or a consent that does
                                   * not exist, an unusable list with its file and line, a text where elements must
                                   * stand). */
    struct words *words;          /* not owned */
    const char *today;            /* YYYY-MM-DD. Not owned. */
    const char *phase;            /* the one that is checked, NULL: none. Not owned. */
    struct consents *consents;    /* what is said in the case at hand, once that was asked for. Owned. */
    xmlHashTablePtr referrers;    /* an id and an attribute's name to the elements that have it there, likewise */
    xmlHashTablePtr values;       /* an expression to where its value is kept till then, for all who ask it. Owned. */
};

/* Words and today must outlive it. Freed with functions_free. */
struct functions *functions_new(struct words *words, const char *today);

void functions_free(struct functions *functions);

/* Functions that templates have too: the data of their binding begins with a struct functions. */
char *functions_datum(const struct xpath_call *call);
char *functions_vandaag(const struct xpath_call *call);
void functions_verwijzers(struct xpath_call *call, xmlNodeSetPtr found);
void functions_over_delen(struct xpath_call *call, xmlNodeSetPtr found);
const struct consents *functions_consents(const struct xpath_call *call);

/* Forgets the case that was at hand. Call it before its tree changes or is freed. */
void functions_forget(struct functions *functions);
