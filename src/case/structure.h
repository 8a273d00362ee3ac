/* structure: the places in a case that are still to be filled (HGW004) or are empty (HGW005). */
#ifndef HGW_CASE_STRUCTURE_H
#define HGW_CASE_STRUCTURE_H

#include "case/case.h"
#include "case/finding.h"

/* Old name of dom_filled. */
#define is_filled dom_filled

/* Adds an HGW004 for each element that holds a <?vul-in?>, and an HGW005 for each required text that is empty
 * and holds none. Works on a case that is not valid too. */
void structure_check(const struct case_file *c, struct findings *findings);

#endif
