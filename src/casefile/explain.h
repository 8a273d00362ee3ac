/* explain: what is wrong with a case, in our own sentences (HGW002): one walk over the tree with the tables
 * of the XSD, which says each thing once and registers the ids. */
#ifndef HGW_CASEFILE_EXPLAIN_H
#define HGW_CASEFILE_EXPLAIN_H

#include "casefile/model.h"
#include "casefile/report.h"

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <stdbool.h>

/* What the explaining works on. */
struct hgw_explain {
    const struct hgw_model *model;
    struct hgw_report *report;
    const xmlChar *ns;   /* namespace of the root: a case has none, but one that does is reported once */
    xmlHashTablePtr ids; /* the ids met so far, each with its element */
};

/* Reports what is wrong in the whole tree. */
void hgw_explain(const struct hgw_model *model, struct hgw_report *report, const xmlNode *root);

/* Reports what is wrong with the root: its name and its namespace (in explain_root.c). False: it is something
 * else altogether, and nothing more can be said. */
bool hgw_explain_root(struct hgw_explain *explain, const xmlNode *root);

/* What a mistyped element name in `parent` was probably meant to be: rather what may stand there than what
 * may not; NULL when there is no telling (in explain_names.c). */
const struct hgw_model_element *hgw_explain_guess(const struct hgw_explain *x, const char *name,
                                                  const struct hgw_model_element *parent);

/* Reports what is wrong with the attributes of one element (in explain_values.c). */
void hgw_explain_attributes(struct hgw_explain *x, const xmlNode *node,
                            const struct hgw_model_element *element);

#endif
