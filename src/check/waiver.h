/* waiver: the verantwoordingen of a case: findings that are explained away, and HGW006 and HGW008 about
 * verantwoordingen that cannot do that (vocabulary, "Waivers"). */
#ifndef HGW_CHECK_WAIVER_H
#define HGW_CHECK_WAIVER_H

#include "base/error.h"
#include "casefile/case.h"
#include "casefile/finding.h"
#include "check/check.h"

/* Adds an HGW006 for every verantwoording without text, with an unknown code, or with one that cannot be
 * waived. Works on a case that is not valid too. */
void hgw_waivers_check(const struct hgw_checker *checker, const struct hgw_case *c,
                       struct hgw_findings *findings);

/* Gives each finding that a good verantwoording is about its motivation, and adds an HGW008 for every good
 * one that is about no finding while its rule holds in `phase`. All findings of the rules must be there.
 */
void hgw_waivers_apply(const struct hgw_checker *checker, const struct hgw_case *c, const char *phase,
                       struct hgw_findings *findings);

#endif
