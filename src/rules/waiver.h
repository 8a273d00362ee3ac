/* waiver: the verantwoordingen of a case: findings that are explained away, and HGW006 and HGW008 about
 * verantwoordingen that cannot do that (vocabulary, "Waivers"). */
#ifndef HGW_RULES_WAIVER_H
#define HGW_RULES_WAIVER_H

#include "case/case.h"
#include "case/finding.h"
#include "rules/check.h"

/* Adds an HGW006 for every verantwoording without text, with an unknown code, or with one that cannot be
 * waived. Works on a case that is not valid too. */
void waivers_check(const struct checker *checker, const struct case_file *c, struct findings *findings);

/* From now on each finding that is added gets the motivation of the good verantwoording that is about it. */
void waivers_open(const struct checker *checker, const struct case_file *c, struct findings *findings);

/* Ends that, and adds an HGW008 for every good verantwoording that was about no finding while its rule holds
 * in `phase`. */
void waivers_close(const struct checker *checker, const struct case_file *c, const char *phase,
                   struct findings *findings);

#endif
