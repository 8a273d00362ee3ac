/* grammar: is a case valid against schemas/hgw-casus.xsd, and if not, what is wrong (HGW002).
 *
 * We judge with tables that are read from the XSD: libxml2's validator stops looking at the siblings after a
 * misfit, cuts its list of expected names and blames the element after the one that is out of place. That it
 * and we agree on what is valid is proved by tests/grammar. Made once, used for many files. */
#ifndef HGW_CASEFILE_GRAMMAR_H
#define HGW_CASEFILE_GRAMMAR_H

#include "base/error.h"
#include "casefile/case.h"
#include "casefile/finding.h"
#include "casefile/model.h"

#include <libxml/tree.h>
#include <stdbool.h>

struct hgw_grammar {
    struct hgw_model model; /* the XSD as tables: what was expected, which attributes refer, explanations */
};

/* Reads the XSD at `path`. False: it cannot be read (HGW_ERROR_IO), is no XSD that we know
 * (HGW_ERROR_DATA). The grammar is to be closed either way. */
bool hgw_grammar_open(struct hgw_grammar *grammar, const char *path, struct hgw_error *error);

/* Frees what the grammar holds and leaves an empty one: `struct hgw_grammar g = {0};` */
void hgw_grammar_close(struct hgw_grammar *grammar);

/* Adds an HGW002 for everything that is wrong. In a valid case XPath's id() works afterwards: the ids
 * are registered. In one with findings it does not. `c->doc` must be there. */
void hgw_grammar_check(const struct hgw_grammar *grammar, const struct hgw_case *c,
                       struct hgw_findings *findings);

#endif
