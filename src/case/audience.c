#include "case/audience.h"

#include "case/grammar.h"
#include "xml/dom.h"

/* In the order of their bits. */
enum { READER_COUNT = 5 };
static const char *const names_of_readers[READER_COUNT] = {"ouders", "leerling", "school", "extern", "intern"};

unsigned readers_parse(const char *words, const char **wrong) {
    const char *at = words;
    unsigned readers = 0;
    int reader = 0;
    for (size_t length; (length = dom_word(&at)) > 0; at += length)
        if ((reader = dom_place(names_of_readers, READER_COUNT, at, length)) >= 0)
            readers |= 1U << reader;
        else
            break;
    if (wrong)
        *wrong = at;
    return reader >= 0 ? readers : 0;
}

bool readers_read(const char *words, unsigned *readers, struct error *error) {
    const char *wrong;
    *readers = readers_parse(words, &wrong);
    return *readers != 0 ||
           error_set(error, ERROR_DATA, _("„%.*s” is geen lezer: kies uit %s."), (int)strcspn(wrong, DOM_SPACE), wrong,
                     "ouders, leerling, school, extern, intern");
}

const char *reader_name(unsigned reader) {
    for (size_t i = 0; i < READER_COUNT; i++)
        if (reader == 1U << i)
            return names_of_readers[i];
    return NULL;
}

char *readers_names(unsigned readers, const char *between) {
    struct buf names = BUF_EMPTY;
    for (unsigned reader = 1; reader <= READER_INTERN; reader *= 2)
        if (readers & reader)
            buf_printf(&names, "%s%s", names.length > 0 ? between : "", reader_name(reader));
    return buf_steal(&names);
}

unsigned reader_of_person(const xmlNode *person) {
    const char *role = dom_get(person, "rol");
    if (!dom_is(person, "betrokkene"))
        return dom_is(person, "leerling") ? READER_LEERLING : 0;
    return dom_has_word("ouder opvoedingsverantwoordelijke", role) ? READER_OUDERS
           : dom_has_word("leerkracht zorgcoordinator leerlingenbegeleider leerondersteuner directie", role)
               ? READER_SCHOOL
           : strcmp(role, "extern") == 0 ? READER_EXTERN
           : strcmp(role, "clb") == 0    ? READER_INTERN
                                         : 0;
}

/* --- what is closed --- */

/* True when `van` names the pupil, or who is not known to be someone else: rather too much closed than too little. */
static bool says_pupil(const xmlNode *element) {
    const char *ids = dom_get(element, "van");
    for (xmlNodePtr person; dom_next_id(element->doc, &ids, &person);)
        if (!dom_is(person, "betrokkene"))
            return true;
    return false;
}

/* True when the attribute names parents, and nobody else. */
static bool is_of_parents(const xmlNode *element, const char *attribute) {
    const char *ids = dom_get(element, attribute);
    bool found = false;
    for (xmlNodePtr person; dom_next_id(element->doc, &ids, &person); found = true)
        if (reader_of_person(person) != READER_OUDERS)
            return false;
    return found;
}

/* Vocabulary, "Who may see what": for whom an element is closed that does not say itself who may see it. */
static unsigned closed_for(const xmlNode *element) {
    const xmlNode *around = element->parent;
    const char *name = (const char *)element->name, *status = dom_get(element, "status");
    if (dom_has_word("score notitie bekwaamheid zorg verklaring verslag voorgeschiedenis", name) ||
        (dom_is(element, "reden") && dom_is(around, "betrokkene")) ||
        (dom_has_word("positief belemmerend", name) && dom_has(element, "bouwsteen", "thuis-leefcontext")) ||
        (dom_is(element, "hypothese") && dom_has(element, "soort", "onderkennend") &&
         (!*status || dom_has_word("open aangehouden", status))) ||
        (dom_is(element, "akkoord") && dom_has(element, "oordeel", "nee")) ||
        (dom_is(around, "vraagverheldering") && says_pupil(element)))
        return READER_OUTSIDE;
    if (dom_has_word("belemmerend onderzoeksvraag resultaat integratief-beeld", name) ||
        (dom_is(element, "antwoord") && !(dom_is(around, "hulpvraag") && says_pupil(around))))
        return READER_LEERLING;
    if (dom_is(element, "aanpak") ? is_of_parents(element, "door")
                                  : dom_is(element, "ondersteuningsbehoefte") && is_of_parents(element, "van"))
        return READER_SCHOOL | READER_EXTERN | READER_LEERLING;
    return 0;
}

/* --- who sees what --- */

/* A verantwoording may hang on one that hangs on it: after so many steps nobody sees it. */
enum { MOST_STEPS = 16 };

static bool sees(const struct audience *audience, const xmlNode *element, int steps);

/* True when an element depends on others, and none of them is seen. */
static bool hangs_loose(const struct audience *audience, const xmlNode *element, int steps) {
    const char *ids = dom_is(element, "evaluatie")        ? dom_get(element, "doelen")
                      : dom_is(element, "afspraak")       ? dom_get(element, "aanbeveling")
                      : dom_is(element, "verantwoording") ? dom_get(element, "object")
                                                          : "";
    bool depends = *ids;
    for (xmlNodePtr object; dom_next_id(element->doc, &ids, &object);)
        if (object && steps < MOST_STEPS && sees(audience, object, steps + 1))
            return false;
    return depends;
}

static bool is_withheld(const struct audience *audience, const xmlNode *element) {
    return audience->people && dom_share_word(dom_get(element, "niet-voor"), audience->people);
}

/* The first element from `around`, which is the element or stands around it, that takes the element away; NULL: none
 * does. A case has no namespaces: the XSD lets such elements through, and they could hold anything. */
static const xmlNode *taker(const struct audience *audience, const xmlNode *element, const xmlNode *around, int steps) {
    const bool closing = !dom_is(element, "voor-leerling");
    for (; around != xmlDocGetRootElement(element->doc); around = around->parent) {
        const xmlAttr *own = dom_attribute(around, "zichtbaar"); /* a word that nobody knows closes it */
        unsigned kept_from = own ? ~readers_parse(dom_value(own), NULL) : closing ? closed_for(around) : 0U;
        if ((kept_from & audience->readers & READER_OUTSIDE) || around->ns || is_withheld(audience, around) ||
            hangs_loose(audience, around, steps))
            return around;
    }
    return NULL;
}

static bool sees(const struct audience *audience, const xmlNode *element, int steps) {
    const xmlNode *root = xmlDocGetRootElement(element->doc), *said = element;
    unsigned readers = audience->readers & READER_OUTSIDE;
    if (readers == 0)
        return audience->readers != 0;
    while (said != root && !dom_attribute(said, "zichtbaar"))
        said = said->parent;
    return (said != root || element == root) && (readers == READER_LEERLING || !dom_is(element, "voor-leerling")) &&
           !taker(audience, element, element, steps);
}

bool audience_sees(const struct audience *audience, const xmlNode *element) {
    if (element && element->type != XML_ELEMENT_NODE)
        element = element->parent;
    return element && element->type == XML_ELEMENT_NODE && sees(audience, element, 0);
}

bool audience_visible(const xmlNode *element, unsigned readers) {
    return audience_sees(&(struct audience){.readers = readers}, element);
}

const xmlNode *audience_excluder(const xmlNode *element, unsigned reader) {
    const struct audience audience = {.readers = reader};
    const xmlNode *around = taker(&audience, element, element->parent, 0);
    return around || !hangs_loose(&audience, element, 0) ? around : element;
}

bool audience_loses(const struct audience *audience, const xmlNode *element) {
    const struct audience all = {.readers = audience->readers};
    const xmlNode *inside = element;
    if (!is_withheld(audience, element) && !(hangs_loose(audience, element, 0) && !hangs_loose(&all, element, 0)))
        return false;
    while (inside && !sees(&all, inside, 0)) /* what nobody saw is not lost */
        inside = dom_walk(inside, element);
    return inside;
}

/* --- the filter --- */

/* Strips an element, and what is in it, of all that is not seen (psvi says what is). What is seen keeps its text and
 * attributes, but those that would tell who else may not see it, and what has a namespace, which could carry anything;
 * what holds something seen becomes a bare name; the rest goes. */
static void strip(xmlNodePtr element) {
    bool seen = element->psvi, root = element->parent->type != XML_ELEMENT_NODE;
    for (xmlNodePtr child = element->children, next; child; child = next) {
        next = child->next;
        if (child->type == XML_ELEMENT_NODE)
            strip(child);
        else if (!seen || root || child->type != XML_TEXT_NODE)
            dom_drop(child);
    }
    if (!seen && !root && !element->children) {
        dom_drop(element);
        return;
    }
    for (xmlAttrPtr attribute = element->properties, next; attribute; attribute = next) {
        next = attribute->next;
        if (!seen || attribute->ns || dom_has_word("zichtbaar niet-voor", (const char *)attribute->name))
            xmlRemoveProp(attribute);
    }
    if (element->nsDef && !element->ns) {
        xmlFreeNsList(element->nsDef);
        element->nsDef = NULL;
    }
}

void audience_filter(xmlDocPtr doc, const struct audience *audience) {
    xmlNodePtr root = xmlDocGetRootElement(doc);
    if (audience->readers == READER_INTERN || !root)
        return;
    for (xmlNodePtr node = root; node; node = dom_walk(node, NULL)) /* before anything goes: it may depend on that */
        node->psvi = sees(audience, node, 0) ? doc : NULL;
    strip(root);
    for (xmlNodePtr node = doc->children, next; node; node = next) {
        next = node->next; /* comments and instructions around the root */
        if (node != root)
            dom_drop(node);
    }
}

void ids_drop_dead(xmlDocPtr doc) {
    ids_rebuild(doc);
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = dom_walk(node, NULL))
        for (xmlAttrPtr attribute = node->properties, next; attribute; attribute = next) {
            const char *name = (const char *)attribute->name;
            next = attribute->next;
            if (!refs_attribute(attribute))
                continue;
            struct buf alive = BUF_EMPTY;
            const char *at = dom_value(attribute);
            for (char *id; (id = dom_next_word(&at)); free(id))
                if (dom_by_id(doc, id) || ref_is_group(name, id, strlen(id)))
                    buf_printf(&alive, "%s%s", alive.length > 0 ? " " : "", id);
            if (alive.length == 0)
                xmlRemoveProp(attribute);
            else if (strcmp(alive.data, dom_value(attribute)) != 0)
                dom_set(node, name, alive.data);
            buf_free(&alive);
        }
}
