/* consent: who has given leave for what (vocabulary, "Consent"), for rules and for whether a report may be
 * made.
 *
 * Consents stand in the order in which they were given: someone's last word on a `voor` (for delen: on a
 * `voor` and `ontvanger`) counts; what is dated after today does not. A purpose is a word of voor, a receiver
 * (ouders, school, extern) goes with delen alone and is NULL else. */
#pragma once

#include "base/base.h"

#include <libxml/tree.h>

/* What is said in one case. */
struct consents;

/* Reads a case once: every question below costs the same, however much is said. Today is YYYY-MM-DD. Ids must
 * be known (ids_rebuild), and the case must outlive it. Freed with consents_free. */
struct consents *consents_read(xmlDocPtr doc, const char *today);

void consents_free(struct consents *consents);

/* Whether the pupil decides: "ja" or "nee" by the oordeel of bekwaamheid, else by the twelfth birthday
 * reached today (born on 29 February: on 1 March in other years), else "onbekend". */
const char *consents_capable(const struct consents *consents);

/* True when the last word of the pupil is gegeven, if capable; if not, that of at least one parent; when it
 * is not known which, either. */
bool consents_valid(const struct consents *consents, const char *purpose, const char *receiver);

/* True when this toestemming is the last word of the one who said it. */
bool consents_last_word(const struct consents *consents, const xmlNode *toestemming);

/* True when the last word of a parent on what this toestemming is about is gegeven. */
bool consents_parent_gives(const struct consents *consents, const xmlNode *toestemming);

/* The readers, out of `readers` (bits of audience.h), for whom a report is forbidden: school and extern
 * without a valid consent for delen with them; ouders when a capable pupil's last word on delen with ouders
 * is geweigerd or ingetrokken. */
unsigned consents_forbid(const struct consents *consents, unsigned readers);
