/* functions: what rules can ask of a case: XPath functions in the namespace urn:hgw:functies.
 *
 *   hgw:bevat(list, text)
 *     string: the first phrase of a word list in the text, as written there; '' when none
 *
 *   hgw:met(list, nodes)
 *     node-set: those of the nodes that contain a phrase of the list
 *
 *   hgw:teksten()
 *     node-set: the leaf texts of the case
 *
 *   hgw:teksten(readers)
 *     node-set: the leaf texts that all these readers may see
 *
 *   hgw:zichtbaar(nodes, readers)
 *     boolean: there are nodes, and all these readers may see each of them
 *
 *   hgw:onverklaard(list, nodes, readers)
 *     string: the first phrase of the list in the nodes that some of these readers may see and that no begrip
 *     visible to that reader explains; '' when none
 *
 *   hgw:met-onverklaard(list, nodes, readers)
 *     node-set: those of the nodes that have such a phrase
 *
 *   hgw:woorden(text), hgw:zinnen(text), hgw:langste-zin(text), hgw:lettergrepen(text)
 *     number: of words, of sentences that hold a word, of words of the longest sentence, of syllables
 *
 *   hgw:lange-zin(text, count)
 *     string: the first sentence of more than count words; '' when none
 *
 *   hgw:leesbaarheid(nodes)
 *     number: Flesch-Douma of their texts together; NaN below 100 words
 *
 *   hgw:bekwaam()
 *     string: whether the leerling decides: 'ja', 'nee' or 'onbekend'
 *
 *   hgw:toestemming('opstart'), hgw:toestemming('opvragen'), hgw:toestemming('delen', receiver)
 *     boolean: there is a valid consent for it; receiver is 'ouders', 'school' or 'extern'
 *
 *   hgw:laatste-woord(nodes)
 *     node-set: those of the toestemmingen that are the last word of the one who said it
 *
 *   hgw:ouder-geeft(nodes)
 *     boolean: the last word of some parent on what one of these toestemmingen is about is gegeven
 *
 *   hgw:omgekeerd(nodes)
 *     boolean: beside one of these invloeden stands one with van and naar swapped
 *
 * A list is named by a string such as 'vaag' (schemas/wordlists/vaag.txt); readers are words of zichtbaar,
 * such as 'ouders leerling'. A text may be a node-set: then it is that of its first node. Leaf texts, words,
 * sentences, visibility and consent are those of the vocabulary. Node-sets come in document order. Every
 * function is linear in the size of what it is given; leaf texts and consents and invloeden are read once a
 * case. */
#ifndef HGW_RULES_RULE_FUNCTIONS_H
#define HGW_RULES_RULE_FUNCTIONS_H

#include "base/error.h"
#include "rules/words.h"
#include "xml/xpath.h"

#include <libxml/xpath.h>
#include <stdbool.h>
#include <stddef.h>

/* The namespace of the functions, bound to a prefix with <ns> in a rule file. */
#define FUNCTIONS_URI "urn:hgw:functies"

/* The functions, with what they know of the case at hand (leaf texts, begrippen, consents). They may serve
 * several XPath contexts, one evaluation at a time. */
struct functions;

/* `words` must outlive it. Freed with functions_free. */
struct functions *functions_new(struct words *words);

/* From now on this is today, YYYY-MM-DD: without it nothing has been said about consent. Must outlive the
 * evaluations. */
void functions_today(struct functions *functions, const char *today);

void functions_free(struct functions *functions);

/* What an expression may call. */
const struct xpath_function *functions_table(const struct functions *functions);

/* Makes `xpath` know them, under whatever prefix the rule file binds to the namespace. They must outlive the
 * context, and take its function lookup (xmlXPathRegisterFuncLookup); its userData stays the caller's. The
 * ids of a document must be known when they run. */
void functions_bind(struct functions *functions, xmlXPathContextPtr xpath);

/* After an evaluation that failed: why, if it was one of these functions: ERROR_DATA (a word list, a
 * reader or a consent that does not exist, an unusable list with its file and line, elements where a text
 * stands). Moves
 * the record to `error` and returns true; false when none of them failed. */
bool functions_failed(struct functions *functions, struct error *error);

/* Forgets the case that was at hand. Call it before its tree changes or is freed. */
void functions_forget(struct functions *functions);

#endif
