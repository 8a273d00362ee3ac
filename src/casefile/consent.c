#include "casefile/consent.h"

#include "base/date.h"
#include "casefile/audience.h"

#include <string.h>

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

static xmlNodePtr find_pupil(xmlDocPtr doc) {
    return find_child(find_child(xmlDocGetRootElement(doc), "betrokkenen"), "leerling");
}

/* A date as a number whose order is that of the days, whatever is added to the year. */
static int day_number(const char *date, int years) {
    int year, month, day;
    hgw_date_split(date, &year, &month, &day);
    return ((year + years) * 100 + month) * 100 + day;
}

bool hgw_years_reached(const char *born, int years, const char *today) {
    /* 29 February does not exist in other years, and stands between 28 February and 1 March as a number */
    return hgw_date_valid(born) && day_number(born, years) <= day_number(today, 0);
}

enum hgw_known hgw_pupil_capable(xmlDocPtr doc, const char *today) {
    const xmlNode *pupil = find_pupil(doc), *judged = find_child(pupil, "bekwaamheid");
    if (judged)
        return has(judged, "oordeel", "ja") ? HGW_YES : HGW_NO;
    const char *born = value_of(pupil, "geboortedatum");
    if (born[0] == '\0')
        return HGW_UNKNOWN;
    return hgw_years_reached(born, 12, today) ? HGW_YES : HGW_NO;
}

/* The toestemming that is the last word of this person on this, or NULL. */
static const xmlNode *last_word(xmlDocPtr doc, const char *person, const char *purpose, const char *receiver,
                                const char *today) {
    const xmlNode *last = NULL;
    const xmlNode *section = find_child(xmlDocGetRootElement(doc), "toestemmingen");
    for (const xmlNode *consent = section ? section->children : NULL; consent; consent = consent->next)
        if (is_element(consent, "toestemming") && has(consent, "van", person) &&
            has(consent, "voor", purpose) && (!receiver || has(consent, "ontvanger", receiver)) &&
            strcmp(value_of(consent, "datum"), today) <= 0)
            last = consent;
    return last;
}

static bool gives(xmlDocPtr doc, const xmlNode *person, const char *purpose, const char *receiver,
                  const char *today) {
    const xmlNode *word = last_word(doc, value_of(person, "id"), purpose, receiver, today);
    return word && has(word, "status", "gegeven");
}

static bool some_parent_gives(xmlDocPtr doc, const char *purpose, const char *receiver, const char *today) {
    const xmlNode *people = find_child(xmlDocGetRootElement(doc), "betrokkenen");
    for (const xmlNode *person = people ? people->children : NULL; person; person = person->next)
        if (hgw_reader_of_person(person) == HGW_READER_OUDERS && gives(doc, person, purpose, receiver, today))
            return true;
    return false;
}

bool hgw_consent_valid(xmlDocPtr doc, const char *purpose, const char *receiver, const char *today) {
    enum hgw_known capable = hgw_pupil_capable(doc, today);
    if (capable != HGW_NO && gives(doc, find_pupil(doc), purpose, receiver, today))
        return true;
    return capable != HGW_YES && some_parent_gives(doc, purpose, receiver, today);
}

/* True when a capable pupil's last word is that the parents do not get it. */
static bool pupil_keeps_from_parents(xmlDocPtr doc, const char *today) {
    if (hgw_pupil_capable(doc, today) != HGW_YES)
        return false;
    const xmlNode *word = last_word(doc, value_of(find_pupil(doc), "id"), "delen", "ouders", today);
    return word && (has(word, "status", "geweigerd") || has(word, "status", "ingetrokken"));
}

unsigned hgw_consent_forbids(xmlDocPtr doc, unsigned readers, const char *today) {
    unsigned forbidden = 0;
    if ((readers & HGW_READER_SCHOOL) && !hgw_consent_valid(doc, "delen", "school", today))
        forbidden |= HGW_READER_SCHOOL;
    if ((readers & HGW_READER_EXTERN) && !hgw_consent_valid(doc, "delen", "extern", today))
        forbidden |= HGW_READER_EXTERN;
    if ((readers & HGW_READER_OUDERS) && pupil_keeps_from_parents(doc, today))
        forbidden |= HGW_READER_OUDERS;
    return forbidden;
}
