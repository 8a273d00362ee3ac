/* validate_private: what validate.c (elements) and validate_values.c (attributes) share. */
#ifndef HGW_CASE_VALIDATE_PRIVATE_H
#define HGW_CASE_VALIDATE_PRIVATE_H

#include "case/case.h"
#include "case/finding.h"
#include "case/grammar.h"
#include "case/quote.h"
#include "xml/reader.h"

struct validation {
    const struct grammar *grammar;
    struct findings *findings;
    const xmlChar *ns; /* namespace of the root: a case has none, but one that does is reported once */
};

/* Reports what is wrong with the attributes of one element. */
void validate_attributes(const struct validation *x, const xmlNode *node, const struct grammar_element *element);

#endif
