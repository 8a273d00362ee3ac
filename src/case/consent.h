/* consent: who has given leave for what, who may have a report, and who takes part (vocabulary, "Consent", "Parents"),
 * for rules, for reports, and for whether a report may be made.
 *
 * Consents stand in the order in which they were given. What is dated after today does not count. */
#pragma once

#include "base/base.h"
#include "case/audience.h"

#include <libxml/tree.h>

/* What is said in one case. */
struct consents;

/* Reads a case once. Today is YYYY-MM-DD. Ids must be known (ids_rebuild), and the case must outlive it. Freed with
 * consents_free. */
struct consents *consents_read(xmlDocPtr doc, const char *today);

void consents_free(struct consents **consents);

/* --- the pupil --- */

/* Whether the pupil decides: "ja" or "nee" by the oordeel of bekwaamheid, else by the twelfth birthday reached today,
 * else "onbekend". */
const char *consents_capable(const struct consents *consents);

/* "onder-12", "vanaf-12" or "vanaf-18"; NULL without a date of birth. */
const char *consents_age(const struct consents *consents);

/* The day on which the pupil becomes so old: born on 29 February, 1 March in other years. False: it is not known, or
 * beyond the year 9999. */
bool consents_birthday(const struct consents *consents, int years, char date[DATE_SIZE]);

/* --- parents --- */

/* True when this parent takes part. */
bool consents_takes_part(const struct consents *consents, const xmlNode *parent);

/* --- consent --- */

/* What a consent is about. Delen is about a person, or about a group as such (a word in ontvanger). */
struct purpose {
    const char *what;      /* voor: opstart, opvragen, delen */
    const xmlNode *person; /* of delen, else NULL */
    unsigned group;        /* READER_OUDERS, READER_SCHOOL or READER_EXTERN, of delen without person; else 0 */
};

/* The last word of somebody, or NULL. */
const xmlNode *consents_word(const struct consents *consents, const xmlNode *speaker, const struct purpose *purpose);

/* True when that is a no: geweigerd or ingetrokken. Of NULL false. */
bool consent_refused(const xmlNode *toestemming);

/* True when the consent of those who decide is valid. Of delen with a group: when someone of it may have a report, or
 * with nobody of it in the file the word about it is valid. */
bool consents_valid(const struct consents *consents, const struct purpose *purpose);

/* True when a consent of the parents is older than the birthday on which the pupil became the one who decides. Of a
 * group: about someone of it, or with nobody of it in the file about the group. */
bool consents_outgrown(const struct consents *consents, const struct purpose *purpose);

/* True when this toestemming is one of those that make the consent valid, about somebody who needs it; of a group: that
 * about the group itself. */
bool consents_rests_on(const struct consents *consents, const struct purpose *purpose, const xmlNode *toestemming);

/* True when this person may have a report. */
bool consents_may_have(const struct consents *consents, const xmlNode *person);

/* True when the last word of its speaker on what this toestemming is about, for delen about one of its ontvangers, is
 * this one; and with `against` that of another parent on the same is gegeven. */
bool consents_last_word(const struct consents *consents, const xmlNode *toestemming, bool against);
