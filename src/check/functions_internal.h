/* functions_internal: what the hgw: functions are made with. For the files functions*.c only:
 *
 *   functions.c          the table of functions, and what stands in functions.h
 *   functions_values.c   their arguments and results
 *   functions_phrases.c  those about word lists
 *   functions_texts.c    those about visibility, words, sentences and readability
 */
#ifndef HGW_CHECK_FUNCTIONS_INTERNAL_H
#define HGW_CHECK_FUNCTIONS_INTERNAL_H

#include "check/functions.h"
#include "check/texts.h"

struct hgw_functions {
    struct words *words;    /* not owned */
    struct hgw_texts texts; /* of the case at hand */
    struct hgw_error error; /* why the last evaluation failed */
};

/* The functions behind the context of an evaluation. */
struct hgw_functions *hgw_functions_of(xmlXPathParserContextPtr ctxt);

/* --- functions_values.c: arguments lie on a stack, the last one on top --- */

/* Ends the evaluation; the reason stands in functions->error. */
void hgw_functions_stop(xmlXPathParserContextPtr ctxt);

/* Ends it because memory is out. */
void hgw_functions_stop_memory(xmlXPathParserContextPtr ctxt);

/* A text argument: that of a single node without a copy, where it stands in one piece. */
struct hgw_text_argument {
    xmlXPathObjectPtr object; /* what it came in. Owned. */
    struct hgw_node_text text;
};

/* These take an argument; after a failure (false, NULL, 0) the evaluation has ended. */
bool hgw_pop_text(xmlXPathParserContextPtr ctxt, struct hgw_text_argument *argument);
void hgw_text_argument_free(struct hgw_text_argument *argument);

/* A node-set, freed with xmlXPathFreeObject. */
xmlXPathObjectPtr hgw_pop_nodes(xmlXPathParserContextPtr ctxt);
size_t hgw_nodes_count(const xmlXPathObject *nodes);

/* A word list by its name; not owned. */
const struct wordlist *hgw_pop_list(xmlXPathParserContextPtr ctxt);

/* Readers as bits (casefile/audience.h). */
unsigned hgw_pop_readers(xmlXPathParserContextPtr ctxt);

/* White space collapsed: a string that is freed with xmlFree. NULL when memory is out. */
xmlChar *hgw_on_one_line(const char *text, size_t length);

/* The same for a phrase that was found. One longer than HGW_PHRASE_SHOWN bytes (a word without end) is cut.
 */
enum { HGW_PHRASE_SHOWN = 200 };
xmlChar *hgw_found_phrase(const struct phrase_search *search);

/* These give the result; NULL means that memory is out. */
void hgw_push(xmlXPathParserContextPtr ctxt, xmlXPathObjectPtr object);
void hgw_push_text(xmlXPathParserContextPtr ctxt, const char *text, size_t length); /* on one line */

/* --- functions_phrases.c and functions_texts.c: as libxml2 calls them --- */

void hgw_function_bevat(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_met(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_onverklaard(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_met_onverklaard(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_teksten(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_zichtbaar(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_woorden(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_zinnen(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_langste_zin(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_lange_zin(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_lettergrepen(xmlXPathParserContextPtr ctxt, int nargs);
void hgw_function_leesbaarheid(xmlXPathParserContextPtr ctxt, int nargs);

#endif
