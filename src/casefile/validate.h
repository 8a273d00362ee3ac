/* validate: what is wrong with a case by the grammar, in our own sentences (HGW002).
 *
 * One walk over the tree with the tables of the XSD says each thing once, and registers the ids. libxml2's
 * validator stops looking at the siblings after a misfit, cuts its list of expected names and blames the
 * element after the one that is out of place; that it and we agree on what is valid is proved by
 * tests/grammar. */
#ifndef HGW_CASEFILE_VALIDATE_H
#define HGW_CASEFILE_VALIDATE_H

#include "casefile/case.h"
#include "casefile/finding.h"
#include "casefile/grammar.h"

/* Adds an HGW002 for everything that is wrong. In a valid case XPath's id() works afterwards; in one with
 * findings it does not. `c->doc` must be there. */
void hgw_validate(const struct hgw_grammar *grammar, const struct hgw_case *c, struct hgw_findings *findings);

#endif
