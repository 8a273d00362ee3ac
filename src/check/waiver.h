/* waiver: the verantwoordingen of a case: findings that are explained away, and HGW006 and HGW008 about
 * verantwoordingen that cannot do that (vocabulary, "Waivers"). */
#ifndef HGW_CHECK_WAIVER_H
#define HGW_CHECK_WAIVER_H

#include "casefile/case.h"
#include "casefile/finding.h"
#include "check/check.h"

/* Adds an HGW006 for every verantwoording without text, with an unknown code, or with one that cannot be
 * waived. Works on a case that is not valid too. */
void hgw_waivers_check(const struct hgw_checker *checker, const struct hgw_case *c,
                       struct hgw_findings *findings);

/* From now on each finding that is added gets the motivation of the good verantwoording that is about it. */
void hgw_waivers_open(const struct hgw_checker *checker, const struct hgw_case *c,
                      struct hgw_findings *findings);

/* Ends that, and adds an HGW008 for every good verantwoording that was about no finding while its rule holds
 * in `phase`. */
void hgw_waivers_close(const struct hgw_checker *checker, const struct hgw_case *c, const char *phase,
                       struct hgw_findings *findings);

#endif
