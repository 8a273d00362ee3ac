/* consent: who has given leave for what (vocabulary, "Consent"), and whether a report may be made.
 *
 * Consents stand in the order in which they were given: someone's last word on a `voor` (for delen: on a
 * `voor` and `ontvanger`) counts; what is dated after today does not. Today is YYYY-MM-DD throughout. Ids
 * must be known (the grammar check or hgw_ids_rebuild). */
#ifndef HGW_CASEFILE_CONSENT_H
#define HGW_CASEFILE_CONSENT_H

#include <libxml/tree.h>
#include <stdbool.h>

/* An answer that may be missing. */
enum hgw_known {
    HGW_UNKNOWN,
    HGW_NO,
    HGW_YES,
};

/* Whether the pupil decides: the oordeel of bekwaamheid, else the twelfth birthday reached today, else
 * unknown. */
enum hgw_known hgw_pupil_capable(xmlDocPtr doc, const char *today);

/* Whether that many years have passed since `born` on `today`; born on 29 February: on 1 March in other
 * years. */
bool hgw_years_reached(const char *born, int years, const char *today);

/* True when there is a valid consent for `purpose` (opstart, opvragen, delen). `receiver` (ouders, school,
 * extern) is for delen; NULL else. Valid: the last word of the pupil is gegeven, if capable; if not, that of
 * at least one parent; when it is not known which, either. */
bool hgw_consent_valid(xmlDocPtr doc, const char *purpose, const char *receiver, const char *today);

/* The readers, out of `readers` (bits of audience.h), for whom a report is forbidden: school and extern
 * without a valid consent for delen with them; ouders when a capable pupil's last word on delen with ouders
 * is geweigerd or ingetrokken. */
unsigned hgw_consent_forbids(xmlDocPtr doc, unsigned readers, const char *today);

#endif
