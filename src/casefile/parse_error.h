/* parse_error: what libxml2's parser says of a file that is not well-formed, in our own words. */
#ifndef HGW_CASEFILE_PARSE_ERROR_H
#define HGW_CASEFILE_PARSE_ERROR_H

#include "casefile/finding.h"

#include <libxml/xmlerror.h>

/* Sets the sentence and the help line of `finding` (NULL is accepted: nothing is done), and moves its offset
 * from where the parser stopped in `source` to where the mistake is. What we have no words for is said
 * to be no good XML. */
void hgw_parse_error_say(struct hgw_finding *finding, const xmlError *problem, const struct hgw_buf *source);

#endif
