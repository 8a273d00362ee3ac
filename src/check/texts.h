/* texts: what the language functions know of one case: its leaf texts, who may see them, and its begrippen.
 */
#ifndef HGW_CHECK_TEXTS_H
#define HGW_CHECK_TEXTS_H

#include "casefile/audience.h"
#include "check/words.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* The text of a node, without a copy where it stands in one piece. */
struct hgw_node_text {
    const char *text; /* good UTF-8 */
    size_t length;    /* in bytes */
    xmlChar *copy;    /* what it points into when it had to be put together, else NULL. Owned. */
};

/* Fills `text` with the string value of `node` (XPath 1.0, 5). False when memory is out. Freed with
 * hgw_node_text_free. */
bool hgw_node_text_get(const xmlNode *node, struct hgw_node_text *text);

void hgw_node_text_free(struct hgw_node_text *text);

/* True for a leaf text (vocabulary, "Filled"): a filled element without child elements, naam, school and
 * contact excepted. */
bool hgw_is_leaf_text(const xmlNode *element);

/* A leaf text or a begrip. */
struct hgw_seen {
    xmlNode *element;
    struct hgw_visibility visibility; /* of the element */
    char *term;                       /* of a begrip, in lower case, once it was asked for. Owned. */
};

/* In document order. */
struct hgw_seen_list {
    struct hgw_seen *items;
    size_t count, capacity;
};

/* What was collected. Start with `struct hgw_texts t = {0};`. */
struct hgw_texts {
    xmlDocPtr doc;               /* the case, NULL: nothing collected. Not owned. */
    struct hgw_seen_list leaves; /* the leaf texts */
    struct hgw_seen_list terms;  /* the begrippen */
};

/* Collects from `doc`, in one walk; nothing when that was done. False when memory is out. */
bool hgw_texts_collect(struct hgw_texts *texts, xmlDocPtr doc);

void hgw_texts_free(struct hgw_texts *texts);

/* Those who can read an explanation of `phrase` (one space between its words): who see a begrip whose term
 * contains the phrase or is contained in it, letter case aside (HGW861 in rules.tsv). */
unsigned hgw_texts_explain(struct hgw_texts *texts, const struct words *words, const char *phrase);

#endif
