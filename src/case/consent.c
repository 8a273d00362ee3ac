#include "case/consent.h"

#include "base/date.h"
#include "base/memory.h"
#include "case/audience.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

struct consents {
    const char *capable;
    xmlChar *pupil;       /* the id. Owned. */
    xmlHashTablePtr last; /* person, purpose and receiver to the toestemming that is the last word */
    xmlHashTablePtr give; /* reader, purpose and receiver to the last one of those that are gegeven */
};

static bool is_element(const xmlNode *node, const char *name) {
    return node && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static xmlNodePtr find_child(const xmlNode *parent, const char *name) {
    xmlNodePtr child = parent ? parent->children : NULL;
    while (child && !is_element(child, name))
        child = child->next;
    return child;
}

/* The value of an attribute, "" when it is absent. Values hold no entities, so they are one text node. */
static const char *value_of(const xmlNode *element, const char *name) {
    const xmlAttr *attribute = element ? xmlHasNsProp(element, (const xmlChar *)name, NULL) : NULL;
    const xmlNode *text = attribute ? attribute->children : NULL;
    return text && text->content ? (const char *)text->content : "";
}

static bool has(const xmlNode *element, const char *name, const char *value) {
    return strcmp(value_of(element, name), value) == 0;
}

/* A date as a number whose order is that of the days, whatever is added to the year: 29 February does not
 * exist in other years, and stands between 28 February and 1 March. */
static int day_number(const char *date, int years) {
    int year, month, day;
    date_split(date, &year, &month, &day);
    return ((year + years) * 100 + month) * 100 + day;
}

static const char *judge(const xmlNode *pupil, const char *today) {
    const xmlNode *judged = find_child(pupil, "bekwaamheid");
    const char *born = value_of(pupil, "geboortedatum");
    if (judged)
        return has(judged, "oordeel", "ja") ? "ja" : "nee";
    if (born[0] == '\0')
        return "onbekend";
    return date_valid(born) && day_number(born, 12) <= day_number(today, 0) ? "ja" : "nee";
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
    return has(consent, "voor", "delen") ? value_of(consent, "ontvanger") : NULL;
}

struct consents *consents_read(xmlDocPtr doc, const char *today) {
    const xmlNode *root = xmlDocGetRootElement(doc), *section = find_child(root, "toestemmingen");
    const xmlNode *pupil = find_child(find_child(root, "betrokkenen"), "leerling");
    struct consents *consents = mem_alloc(sizeof *consents);
    *consents = (struct consents){.capable = judge(pupil, today),
                                  .pupil = xmlStrdup((const xmlChar *)value_of(pupil, "id")),
                                  .last = xmlHashCreate(0),
                                  .give = xmlHashCreate(0)};
    const xmlNode *first = section ? section->children : NULL;
    for (const xmlNode *consent = first; consent; consent = consent->next) {
        const char *receiver = is_element(consent, "toestemming") ? receiver_of(consent) : "";
        bool about = !receiver || *receiver; /* delen with nobody counts for nobody */
        if (about && strcmp(value_of(consent, "datum"), today) <= 0)
            put(consents->last, value_of(consent, "van"), value_of(consent, "voor"), receiver, consent);
    }
    for (const xmlNode *consent = first; consent; consent = consent->next) {
        if (!consents_last_word(consents, consent) || !has(consent, "status", "gegeven"))
            continue;
        const xmlAttr *id = xmlGetID(doc, (const xmlChar *)value_of(consent, "van"));
        const char *reader = reader_name(reader_of_person(id ? id->parent : NULL));
        put(consents->give, reader ? reader : "", value_of(consent, "voor"), receiver_of(consent), consent);
    }
    return consents;
}

void consents_free(struct consents *consents) {
    if (!consents)
        return;
    xmlHashFree(consents->last, NULL);
    xmlHashFree(consents->give, NULL);
    xmlFree(consents->pupil);
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
    return is_element(toestemming, "toestemming") &&
           look(consents->last, value_of(toestemming, "van"), value_of(toestemming, "voor"),
                receiver_of(toestemming)) == toestemming;
}

bool consents_parent_gives(const struct consents *consents, const xmlNode *toestemming) {
    return is_element(toestemming, "toestemming") &&
           look(consents->give, "ouders", value_of(toestemming, "voor"), receiver_of(toestemming));
}

/* True when a capable pupil's last word is that the parents do not get it. */
static bool pupil_keeps_from_parents(const struct consents *consents) {
    const xmlNode *word = look(consents->last, (const char *)consents->pupil, "delen", "ouders");
    return strcmp(consents->capable, "ja") == 0 &&
           (has(word, "status", "geweigerd") || has(word, "status", "ingetrokken"));
}

unsigned consents_forbid(const struct consents *consents, unsigned readers) {
    unsigned forbidden = 0;
    if (!consents_valid(consents, "delen", "school"))
        forbidden |= READER_SCHOOL;
    if (!consents_valid(consents, "delen", "extern"))
        forbidden |= READER_EXTERN;
    if (pupil_keeps_from_parents(consents))
        forbidden |= READER_OUDERS;
    return forbidden & readers;
}
