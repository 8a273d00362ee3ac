/* validate: what is wrong with a case by the grammar, in our own sentences (HGW002).
 *
 * One walk over the tree with the tables of the XSD says each thing once, and registers the ids. libxml2's
 * validator stops looking at the siblings after a misfit, cuts its list of expected names and blames the
 * element after the one that is out of place; that it and we agree on what is valid is proved by
 * tests/grammar. */
#ifndef HGW_CASE_VALIDATE_H
#define HGW_CASE_VALIDATE_H

#include "case/case.h"
#include "case/finding.h"
#include "case/grammar.h"

/* Adds an HGW002 for everything that is wrong. In a valid case XPath's id() works afterwards; in one with
 * findings it does not. `c->doc` must be there. */
void validate(const struct grammar *grammar, const struct case_file *c, struct findings *findings);

#endif
