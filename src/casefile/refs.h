/* refs: does every reference in a case point to something, and to the right kind of thing (HGW003)?
 *
 * XSD in libxml2 2.9 checks neither. */
#ifndef HGW_CASEFILE_REFS_H
#define HGW_CASEFILE_REFS_H

#include "base/error.h"
#include "casefile/case.h"
#include "casefile/finding.h"
#include "casefile/model.h"

#include <stdbool.h>
#include <stddef.h>

/* The most kinds of element that one attribute may point to. */
enum { HGW_REF_KINDS = 6 };

/* What a reference attribute must point to: a row of the table of the vocabulary. */
struct hgw_ref_target {
    const char *attribute;            /* its name */
    const char *kinds[HGW_REF_KINDS]; /* names of elements, up to a NULL; none: any element will do */
};

/* The row for an attribute, or NULL. An attribute of this name is a reference where the model says so:
 * aanpak/@van is a date. */
const struct hgw_ref_target *hgw_ref_target(const char *attribute);

/* The most ids and references, counted together, that a case may have: far more than anyone types. libxml2
 * keeps them in tables that do not grow with their number, so time grows with its square beyond this. */
enum { HGW_REFS_MOST = 100000 };

/* True when a case has more than that. The grammar then refuses it (HGW002), and nobody looks up its ids. */
bool hgw_refs_too_many(const struct hgw_model *model, const struct hgw_case *c);

/* Adds an HGW003 for each wrong reference, on the element that holds it. Works on a case that is not valid
 * too: what the grammar has said (an id that cannot be one, an unknown element) is not said again. */
void hgw_refs_check(const struct hgw_model *model, const struct hgw_case *c, struct hgw_findings *findings);

#endif
