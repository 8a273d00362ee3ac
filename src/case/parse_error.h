/* parse_error: what libxml2's parser says of a file that is not well-formed, in our own words. */
#ifndef HGW_CASE_PARSE_ERROR_H
#define HGW_CASE_PARSE_ERROR_H

#include "case/finding.h"

#include <libxml/xmlerror.h>

/* Sets the sentence and the help line of `finding` (NULL is accepted: nothing is done), and moves its offset
 * from where the parser stopped in `source` to where the mistake is. What we have no words for is said
 * to be no good XML. */
void parse_error_say(struct finding *finding, const xmlError *problem, const struct buf *source);

#endif
