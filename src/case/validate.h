/* validate: what is wrong with a case by the grammar (HGW002), with its references (HGW003), and what is still empty,
 * in our own sentences.
 *
 * One walk over the tree with the tables of the XSD says each thing once. libxml2's validator stops looking at the
 * siblings after a misfit, cuts its list of expected names and blames the element after the one that is out of place;
 * that it and we agree on what is valid is proved by tests/grammar. */
#pragma once

#include "case/case.h"
#include "case/grammar.h"

/* Adds an HGW002 or HGW003 for everything that is wrong. `c->doc` must be there. */
void validate(const struct case_file *c, struct findings *findings);

/* Adds an HGW004 for each element that holds a <?vul-in?>, and an HGW005 for each required text that is empty and holds
 * none. Works on a case that is not valid too. */
void structure_check(const struct case_file *c, struct findings *findings);

/* What validate.c (elements) and validate_values.c (attributes) share. */
struct validation {
    const struct case_file *c;
    struct findings *findings;
    const xmlChar *ns; /* namespace of the root: a case has none, but one that does is reported once */
};

/* Adds what is wrong with the attributes of one element. */
void validate_attributes(const struct validation *x, const xmlNode *node, const struct grammar_element *element);
