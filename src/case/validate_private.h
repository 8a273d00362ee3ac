/* validate_private: what validate.c (elements) and validate_values.c (attributes) share. */
#ifndef HGW_CASE_VALIDATE_PRIVATE_H
#define HGW_CASE_VALIDATE_PRIVATE_H

#include "case/grammar.h"
#include "case/problems.h"

#include <libxml/hash.h>
#include <libxml/tree.h>

struct validation {
    const struct grammar *grammar;
    struct report *report;
    const xmlChar *ns;   /* namespace of the root: a case has none, but one that does is reported once */
    xmlHashTablePtr ids; /* the ids met so far, each with its element */
};

/* Reports what is wrong with the attributes of one element. */
void validate_attributes(struct validation *x, const xmlNode *node, const struct grammar_element *element);

#endif
