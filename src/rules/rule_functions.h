/* rule_functions: what rules can ask of a case: XPath functions in the namespace urn:hgw:functies, each with an example
 * in hgw-regels(5). Texts, words, sentences, visibility and consent are those of the vocabulary; node-sets come in
 * document order; what a function knows of a case is read once. */
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

/* The functions, with what they know of the case at hand. They may serve several XPath contexts, one evaluation at a
 * time. */
struct functions;

/* `words` must outlive it. Freed with functions_free. */
struct functions *functions_new(struct words *words);

/* From now on this is today, YYYY-MM-DD: without it nothing has been said about consent. Must outlive the
 * evaluations. */
void functions_today(struct functions *functions, const char *today);

void functions_free(struct functions *functions);

/* What an expression may call. */
extern const struct xpath_library rule_library;

/* Makes `xpath` know them, under whatever prefix the rule file binds to the namespace. They must outlive the
 * context, and take its function lookup (xmlXPathRegisterFuncLookup); its userData stays the caller's. The
 * ids of a document must be known when they run. */
void functions_bind(struct functions *functions, xmlXPathContextPtr xpath);

/* After an evaluation that failed: why, if it was one of these functions: ERROR_DATA (a word list, a reader or a
 * consent that does not exist, an unusable list with its file and line, a text where elements must stand). Moves the
 * record to `error` and returns true; false when none of them failed. */
bool functions_failed(struct functions *functions, struct error *error);

/* Forgets the case that was at hand. Call it before its tree changes or is freed. */
void functions_forget(struct functions *functions);

#endif
