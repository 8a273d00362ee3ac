/* functions: what rules can ask of the language of a case: XPath functions in the namespace urn:hgw:functies.
 *
 *   hgw:bevat(list, text)            string   the first phrase of a word list in the text, as written there;
 * '' when none hgw:met(list, nodes)             node-set those of the nodes that contain a phrase of the list
 *   hgw:teksten()                    node-set the leaf texts of the case
 *   hgw:teksten(readers)             node-set the leaf texts that all these readers may see
 *   hgw:zichtbaar(nodes, readers)    boolean  there are nodes, and all these readers may see each of them
 *   hgw:onverklaard(list, nodes, readers)
 *                                    string   the first phrase of the list in the nodes that some of these
 * readers may see and that no begrip visible to that reader explains; '' when none hgw:met-onverklaard(list,
 * nodes, readers) node-set those of the nodes that have such a phrase hgw:woorden(text)                number
 * of words hgw:zinnen(text)                 number   of sentences that hold a word hgw:langste-zin(text)
 * number   words of the longest sentence hgw:lange-zin(text, count)       string   the first sentence of more
 * than count words; '' when none hgw:lettergrepen(text)           number   of syllables
 *   hgw:leesbaarheid(nodes)          number   Flesch-Douma of their texts together; NaN below 100 words
 *
 * A list is named by a string such as 'vaag' (schemas/wordlists/vaag.txt); readers are words of zichtbaar,
 * such as 'ouders leerling'. A text may be a node-set: then it is that of its first node. Leaf texts, words,
 * sentences and visibility are those of the vocabulary. Node-sets come in document order. Every function is
 * linear in the size of what it is given; hgw:teksten is computed once a case. */
#ifndef HGW_CHECK_FUNCTIONS_H
#define HGW_CHECK_FUNCTIONS_H

#include "base/error.h"
#include "check/language.h"

#include <libxml/xpath.h>
#include <stdbool.h>

#define HGW_FUNCTIONS_NAMESPACE "urn:hgw:functies"

/* The functions, with what they know of the case at hand (leaf texts, begrippen). */
struct hgw_functions;

/* `language` must outlive it. NULL when memory is out. Freed with hgw_functions_free. */
struct hgw_functions *hgw_functions_new(struct hgw_language *language);

void hgw_functions_free(struct hgw_functions *functions);

/* Forgets the case that was at hand and the error. Call it before each next case, and before a case's tree
 * changes or is freed. */
void hgw_functions_forget(struct hgw_functions *functions);

/* Makes `context` know the functions, under the prefix `hgw` and any other that the rule file binds to the
 * namespace. `functions` must outlive the context. It takes the function lookup of the context
 * (xmlXPathRegisterFuncLookup); its userData stays the caller's. ID attributes of the document must be known.
 */
void hgw_functions_register(xmlXPathContextPtr context, struct hgw_functions *functions);

/* Reads the word lists that an expression of a rule file names, so that a missing or unusable one shows
 * before any case is checked, whatever the case holds. Call it for every test, let, context and value-of.
 * False, with the list named in the error: HGW_ERROR_DATA; its file and line are empty when the list does not
 * exist: fill in those of the rule. */
bool hgw_functions_prepare(struct hgw_functions *functions, const char *expression, struct hgw_error *error);

/* After an evaluation that gave NULL: why, if it was one of these functions. Moves the record to `error` and
 * returns true; false when none of them failed. */
bool hgw_functions_failed(struct hgw_functions *functions, struct hgw_error *error);

#endif
