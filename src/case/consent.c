#include "case/consent.h"

#include "base/date.h"
#include "case/audience.h"

#include <libxml/hash.h>

struct consents {
    const char *capable;
    const char *pupil;    /* the id */
    xmlHashTablePtr last; /* person, purpose and receiver to the toestemming that is the last word */
    xmlHashTablePtr give; /* reader, purpose and receiver to the last one of those that are gegeven */
};

static const char *judge(const xmlNode *pupil, const char *today) {
    const xmlNode *judged = dom_child(pupil, "bekwaamheid");
    const char *born = dom_get(pupil, "geboortedatum");
    if (judged)
        return dom_has(judged, "oordeel", "ja") ? "ja" : "nee";
    if (born[0] == '\0')
        return "onbekend";
    return date_valid(born) && date_number(born) + 12 * 10000 <= date_number(today) ? "ja" : "nee";
}

static const xmlNode *look(xmlHashTablePtr table, const char *who, const char *purpose, const char *receiver) {
    return xmlHashLookup3(table, (const xmlChar *)who, (const xmlChar *)purpose, (const xmlChar *)receiver);
}

static void put(xmlHashTablePtr table, const char *who, const char *purpose, const char *receiver,
                const xmlNode *consent) {
    xmlHashUpdateEntry3(table, (const xmlChar *)who, (const xmlChar *)purpose, (const xmlChar *)receiver,
                        (void *)consent, NULL);
}

/* To whom a toestemming lets something be told; NULL: it is not about telling. */
static const char *receiver_of(const xmlNode *consent) {
    return dom_has(consent, "voor", "delen") ? dom_get(consent, "ontvanger") : NULL;
}

struct consents *consents_read(xmlDocPtr doc, const char *today) {
    const xmlNode *root = xmlDocGetRootElement(doc), *section = dom_child(root, "toestemmingen");
    const xmlNode *pupil = dom_child(dom_child(root, "betrokkenen"), "leerling");
    struct consents *consents = mem_alloc(sizeof *consents);
    *consents = (struct consents){.capable = judge(pupil, today),
                                  .pupil = dom_get(pupil, "id"),
                                  .last = xmlHashCreate(0),
                                  .give = xmlHashCreate(0)};
    const xmlNode *first = dom_child(section, "toestemming");
    for (const xmlNode *consent = first; consent; consent = dom_next(consent, "toestemming")) {
        const char *receiver = receiver_of(consent);
        bool about = !receiver || *receiver; /* delen with nobody counts for nobody */
        if (about && strcmp(dom_get(consent, "datum"), today) <= 0)
            put(consents->last, dom_get(consent, "van"), dom_get(consent, "voor"), receiver, consent);
    }
    for (const xmlNode *consent = first; consent; consent = dom_next(consent, "toestemming")) {
        if (!consents_last_word(consents, consent) || !dom_has(consent, "status", "gegeven"))
            continue;
        const char *reader = reader_name(reader_of_person(dom_by_id(doc, dom_get(consent, "van"))));
        put(consents->give, reader ? reader : "", dom_get(consent, "voor"), receiver_of(consent), consent);
    }
    return consents;
}

void consents_free(struct consents *consents) {
    if (!consents)
        return;
    xmlHashFree(consents->last, NULL);
    xmlHashFree(consents->give, NULL);
    free(consents);
}

const char *consents_capable(const struct consents *consents) {
    return consents->capable;
}

bool consents_valid(const struct consents *consents, const char *purpose, const char *receiver) {
    const char *capable = consents->capable;
    return (strcmp(capable, "nee") != 0 && look(consents->give, "leerling", purpose, receiver)) ||
           (strcmp(capable, "ja") != 0 && look(consents->give, "ouders", purpose, receiver));
}

bool consents_last_word(const struct consents *consents, const xmlNode *toestemming) {
    return dom_is(toestemming, "toestemming") &&
           look(consents->last, dom_get(toestemming, "van"), dom_get(toestemming, "voor"), receiver_of(toestemming)) ==
               toestemming;
}

bool consents_parent_gives(const struct consents *consents, const xmlNode *toestemming) {
    return dom_is(toestemming, "toestemming") &&
           look(consents->give, "ouders", dom_get(toestemming, "voor"), receiver_of(toestemming));
}

unsigned consents_forbid(const struct consents *consents, unsigned readers) {
    const xmlNode *word = look(consents->last, consents->pupil, "delen", "ouders");
    bool kept = dom_has(word, "status", "geweigerd") || dom_has(word, "status", "ingetrokken");
    unsigned forbidden = 0;
    if (!consents_valid(consents, "delen", "school"))
        forbidden |= READER_SCHOOL;
    if (!consents_valid(consents, "delen", "extern"))
        forbidden |= READER_EXTERN;
    if (kept && strcmp(consents->capable, "ja") == 0)
        forbidden |= READER_OUDERS;
    return forbidden & readers;
}
