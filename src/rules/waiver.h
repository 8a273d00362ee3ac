/* waiver: the verantwoordingen of a case: findings that are explained away, and HGW006 and HGW008 about
 * verantwoordingen that cannot do that (vocabulary, "Waivers"). */
#ifndef HGW_RULES_WAIVER_H
#define HGW_RULES_WAIVER_H

#include "case/case.h"
#include "case/finding.h"
#include "rules/check.h"

struct waivers;

/* Reads them, also of a case that is not valid or has no tree. Adds an HGW006 for every one without text, with an
 * unknown code, or with one that cannot be waived. To be ended with waivers_finish. */
struct waivers *waivers_read(const struct checker *checker, const struct case_file *c, struct findings *findings);

/* From now on each finding that is added gets the motivation of the good one that is about it. */
void waivers_apply(struct waivers *waivers, struct findings *findings);

/* Ends that, and frees them. When they were applied: an HGW008 for every good one that was about no finding while its
 * rule holds in `phase`. */
void waivers_finish(struct waivers *waivers, const char *phase, struct findings *findings);

#endif
