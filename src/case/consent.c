#include "case/consent.h"

#include "xml/dom.h"

#include <libxml/hash.h>
#include <stdio.h>

struct consents {
    xmlDocPtr doc;
    const char *today, *capable;
    bool pupil_decides, parents_decide; /* neither is known: both */
    const xmlNode *people, *pupil;      /* the section, and one of them */
    xmlHashTablePtr last;               /* speaker, voor and word of ontvanger to the last toestemming that counts */
    xmlHashTablePtr refused;            /* the same to the latest dated refusal */
};

/* --- the pupil --- */

static bool is_born(const struct consents *c) {
    return date_valid(dom_get(c->pupil, "geboortedatum"));
}

/* True when the pupil was so old on this day. */
static bool was(const struct consents *c, int years, const char *day) {
    return is_born(c) && date_number(dom_get(c->pupil, "geboortedatum")) + years * 10000 <= date_number(day);
}

const char *consents_capable(const struct consents *c) {
    return c->capable;
}

const char *consents_age(const struct consents *c) {
    return !is_born(c) ? NULL : was(c, 18, c->today) ? "vanaf-18" : was(c, 12, c->today) ? "vanaf-12" : "onder-12";
}

bool consents_birthday(const struct consents *c, int years, char date[DATE_SIZE]) {
    const char *born = dom_get(c->pupil, "geboortedatum");
    int year = is_born(c) ? date_number(born) / 10000 + years : 10000;
    if (year > 9999)
        return false;
    snprintf(date, DATE_SIZE, "%04u%.6s", (unsigned)year % 10000u, born + 4);
    if (!date_valid(date))
        memcpy(date + 5, "03-01", 5);
    return true;
}

/* --- people --- */

static bool is_parent(const xmlNode *person) {
    return reader_of_person(person) == READER_OUDERS;
}

/* The group that someone belongs to: a leerondersteuner works for another organisation than the school. */
static unsigned group_of(const xmlNode *person) {
    bool apart =
        dom_has(person, "rol", "leerondersteuner") || (is_parent(person) && dom_has(person, "betrokken", "nee"));
    return apart ? 0 : reader_of_person(person) & (READER_OUDERS | READER_SCHOOL | READER_EXTERN);
}

/* --- words --- */

static const xmlNode *look(xmlHashTablePtr table, const char *who, const char *what, const char *whom) {
    return xmlHashLookup3(table, (const xmlChar *)who, (const xmlChar *)what, (const xmlChar *)whom);
}

static void put(xmlHashTablePtr table, const char *who, const char *what, const char *whom, const xmlNode *consent) {
    xmlHashUpdateEntry3(table, (const xmlChar *)who, (const xmlChar *)what, (const xmlChar *)whom, (void *)consent,
                        NULL);
}

static bool gives(const xmlNode *toestemming) {
    return dom_has(toestemming, "status", "gegeven");
}

bool consent_refused(const xmlNode *toestemming) {
    return dom_has(toestemming, "status", "geweigerd") || dom_has(toestemming, "status", "ingetrokken");
}

/* Those whom a toestemming lets something be told, in words; of another than delen there is one, whom nobody names. */
#define NOBODY "*"
static const char *receivers(const xmlNode *toestemming) {
    return dom_has(toestemming, "voor", "delen") ? dom_get(toestemming, "ontvanger") : NOBODY;
}

struct consents *consents_read(xmlDocPtr doc, const char *today) {
    const xmlNode *root = xmlDocGetRootElement(doc), *people = dom_child(root, "betrokkenen");
    const xmlNode *pupil = dom_child(people, "leerling"), *judged = dom_child(pupil, "bekwaamheid");
    struct consents *c = mem_alloc(sizeof *c);
    *c = (struct consents){.doc = doc, .today = today, .people = people, .pupil = pupil};
    c->last = xmlHashCreate(16); /* few hold more, and it grows: the 256 of libxml2 are all gone over to be freed */
    c->refused = xmlHashCreate(16);
    bool known = judged || *dom_get(pupil, "geboortedatum");
    bool capable = judged ? dom_has(judged, "oordeel", "ja") : was(c, 12, today);
    c->capable = capable ? "ja" : known ? "nee" : "onbekend";
    c->pupil_decides = capable || !known;
    c->parents_decide = !capable;
    const xmlNode *one = dom_child(dom_child(root, "toestemmingen"), "toestemming");
    for (; one; one = dom_next(one, "toestemming")) {
        const char *who = dom_get(one, "van"), *what = dom_get(one, "voor"), *date = dom_get(one, "datum");
        const char *at = strcmp(date, today) <= 0 ? receivers(one) : "";
        for (char *whom; (whom = dom_next_word(&at)); free(whom)) {
            put(c->last, who, what, whom, one);
            if (consent_refused(one) && strcmp(dom_get(look(c->refused, who, what, whom), "datum"), date) <= 0)
                put(c->refused, who, what, whom, one);
        }
    }
    return c;
}

void consents_free(struct consents **consents) {
    struct consents *c = *consents;
    if (!c)
        return;
    xmlHashFree(c->last, NULL);
    xmlHashFree(c->refused, NULL);
    free(c);
    *consents = NULL;
}

const xmlNode *consents_word(const struct consents *c, const xmlNode *speaker, const struct purpose *purpose) {
    const char *who = dom_get(speaker, "id"), *what = purpose->what;
    unsigned group = purpose->person ? group_of(purpose->person) : purpose->group;
    if (!purpose->person && !group)
        return look(c->last, who, what, NOBODY);
    const xmlNode *own = purpose->person ? look(c->last, who, what, dom_get(purpose->person, "id")) : NULL;
    const char *name = group ? reader_name(group) : "";
    const xmlNode *refusal = own ? look(c->refused, who, what, name) : NULL;
    bool later = refusal && strcmp(dom_get(refusal, "datum"), dom_get(own, "datum")) > 0;
    return own && !later ? own : look(c->last, who, what, name);
}

/* --- who decides --- */

/* True when a parent gives it, before the pupil was twelve if that is asked, and no parent refuses. */
static bool parents_agree(const struct consents *c, const struct purpose *purpose, bool before_twelve) {
    bool given = false;
    for (const xmlNode *person = dom_child(c->people, NULL); person; person = dom_next(person, NULL)) {
        const xmlNode *word = is_parent(person) ? consents_word(c, person, purpose) : NULL;
        if (consent_refused(word))
            return false;
        given = given || (gives(word) && (!before_twelve || !was(c, 12, dom_get(word, "datum"))));
    }
    return given;
}

static bool decided(const struct consents *c, const struct purpose *purpose) {
    return (c->pupil_decides && gives(consents_word(c, c->pupil, purpose))) ||
           (c->parents_decide && parents_agree(c, purpose, false));
}

/* True when the pupil decides by age alone, and has not done so. */
static bool decided_once(const struct consents *c, const struct purpose *purpose) {
    return !c->parents_decide && !dom_child(c->pupil, "bekwaamheid") && !consents_word(c, c->pupil, purpose) &&
           parents_agree(c, purpose, true);
}

/* Who may have a report without being asked. */
static bool needs_none(const struct consents *c, const xmlNode *person) {
    return person == c->pupil || (is_parent(person) && c->parents_decide);
}

bool consents_may_have(const struct consents *c, const xmlNode *person) {
    return needs_none(c, person) || decided(c, &(struct purpose){.what = "delen", .person = person});
}

/* Whether it holds: of a group with people in it, for one of them. */
static bool holds(const struct consents *c, const struct purpose *purpose, bool outgrown) {
    bool none = true;
    const xmlNode *person = purpose->group ? dom_child(c->people, NULL) : NULL;
    for (; person; person = dom_next(person, NULL)) {
        if (group_of(person) != purpose->group)
            continue;
        none = false;
        if (outgrown ? decided_once(c, &(struct purpose){.what = "delen", .person = person})
                     : consents_may_have(c, person))
            return true;
    }
    return none && (outgrown ? decided_once(c, purpose) : decided(c, purpose));
}

bool consents_valid(const struct consents *c, const struct purpose *purpose) {
    return holds(c, purpose, false);
}

bool consents_outgrown(const struct consents *c, const struct purpose *purpose) {
    return holds(c, purpose, true);
}

bool consents_rests_on(const struct consents *c, const struct purpose *purpose, const xmlNode *toestemming) {
    const xmlNode *speaker = dom_by_id(c->doc, dom_get(toestemming, "van"));
    bool decides = speaker == c->pupil ? c->pupil_decides
                                       : is_parent(speaker) && c->parents_decide && parents_agree(c, purpose, false);
    return decides && !(purpose->person && needs_none(c, purpose->person)) && gives(toestemming) &&
           consents_word(c, speaker, purpose) == toestemming;
}

/* --- parents --- */

bool consents_takes_part(const struct consents *c, const xmlNode *parent) {
    return is_parent(parent) && !dom_has(parent, "betrokken", "nee") &&
           (c->parents_decide ||
            !consent_refused(consents_word(c, c->pupil, &(struct purpose){.what = "delen", .person = parent})));
}

/* --- one word against another --- */

static bool parent_gives(const struct consents *c, const struct purpose *purpose) {
    bool given = false;
    for (const xmlNode *person = dom_child(c->people, NULL); person && !given; person = dom_next(person, NULL))
        given = is_parent(person) && gives(consents_word(c, person, purpose));
    return given;
}

bool consents_last_word(const struct consents *c, const xmlNode *toestemming, bool against) {
    const xmlNode *speaker = dom_by_id(c->doc, dom_get(toestemming, "van"));
    const char *at = dom_is(toestemming, "toestemming") ? receivers(toestemming) : "";
    bool last = false;
    for (char *whom; !last && (whom = dom_next_word(&at)); free(whom)) {
        struct purpose purpose = {dom_get(toestemming, "voor"), dom_by_id(c->doc, whom), 0};
        if (!purpose.person)
            purpose.group = readers_parse(whom, NULL);
        last = consents_word(c, speaker, &purpose) == toestemming && (!against || parent_gives(c, &purpose));
    }
    return last;
}
