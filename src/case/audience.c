#include "case/audience.h"

#include "case/refs.h"
#include "xml/dom.h"

/* In the order of their bits. */
static const char *const names_of_readers[] = {"ouders", "leerling", "school", "extern", "intern"};

/* The roles of the vocabulary, by the audience they belong to. */
static const struct {
    const char *roles;
    unsigned reader;
} readers_by_role[] = {
    {"ouder opvoedingsverantwoordelijke", READER_OUDERS},
    {"leerkracht zorgcoordinator leerlingenbegeleider leerondersteuner directie", READER_SCHOOL},
    {"extern", READER_EXTERN},
    {"clb", READER_INTERN},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static unsigned reader_from_name(const char *name, size_t length) {
    for (size_t i = 0; i < COUNT(names_of_readers); i++)
        if (strlen(names_of_readers[i]) == length && memcmp(names_of_readers[i], name, length) == 0)
            return 1U << i;
    return 0;
}

unsigned readers_parse(const char *words, const char **wrong) {
    const char *at = words;
    unsigned readers = 0, reader = 1;
    size_t length;
    for (; (length = dom_word(&at)) > 0 && (reader = reader_from_name(at, length)); at += length)
        readers |= reader;
    if (wrong)
        *wrong = at;
    return reader ? readers : 0;
}

bool readers_read(const char *words, unsigned *readers, struct error *error) {
    const char *wrong;
    *readers = readers_parse(words, &wrong);
    return *readers != 0 ||
           error_set(error, ERROR_DATA, _("„%.*s” is geen lezer: kies uit %s."), (int)strcspn(wrong, DOM_SPACE), wrong,
                     "ouders, leerling, school, extern, intern");
}

const char *reader_name(unsigned reader) {
    for (size_t i = 0; i < COUNT(names_of_readers); i++)
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
    if (dom_is(person, "leerling"))
        return READER_LEERLING;
    const char *role = dom_is(person, "betrokkene") ? dom_get(person, "rol") : "";
    for (size_t i = 0; i < COUNT(readers_by_role); i++)
        if (dom_has_word(readers_by_role[i].roles, role))
            return readers_by_role[i].reader;
    return 0;
}

/* Words that nobody knows hold nobody: a mistyped reader opens nothing. */
static unsigned readers_in(const char *words) {
    unsigned readers = 0;
    for (size_t length; (length = dom_word(&words)) > 0; words += length)
        readers |= reader_from_name(words, length);
    return readers & READER_OUTSIDE;
}

/* --- who is who --- */

/* Who is not known to be someone else counts as the pupil: rather too much closed than too little. */
static bool is_pupil(const xmlNode *person) {
    return !dom_is(person, "betrokkene");
}

static bool is_parent(const xmlNode *person) {
    return reader_of_person(person) == READER_OUDERS;
}

/* True when the attribute names somebody, and all (else one at least) of those it names are such people. */
static bool names(const xmlNode *element, const char *attribute, bool (*such)(const xmlNode *person), bool all) {
    const char *ids = dom_get(element, attribute);
    bool found = false;
    for (xmlNodePtr person; dom_next_id(element->doc, &ids, &person);) {
        if (such(person) != all)
            return !all;
        found = true;
    }
    return all && found;
}

/* --- what is closed --- */

static bool at_home(const xmlNode *element) {
    return dom_has(element, "bouwsteen", "thuis-leefcontext");
}

static bool of_person(const xmlNode *element) {
    return dom_is(element->parent, "betrokkene");
}

static bool is_unproven(const xmlNode *element) {
    const xmlAttr *status = dom_attribute(element, "status");
    return dom_has(element, "soort", "onderkennend") &&
           (!status || dom_has_word("open aangehouden", dom_value(status)));
}

static bool is_objection(const xmlNode *element) {
    return dom_has(element, "oordeel", "nee");
}

static bool says_pupil(const xmlNode *element) {
    return dom_attribute(element, "van") && dom_is(element->parent, "vraagverheldering") &&
           names(element, "van", is_pupil, false);
}

static bool answers_others(const xmlNode *element) {
    return !dom_is(element->parent, "hulpvraag") || !says_pupil(element->parent);
}

static bool is_of_parents(const xmlNode *element) {
    return names(element, dom_is(element, "aanpak") ? "door" : "van", is_parent, true);
}

/* Vocabulary, "Who may see what": for whom an element is closed that does not say itself who may see it. */
static const struct {
    const char *elements; /* NULL: any */
    bool (*when)(const xmlNode *element);
    unsigned readers;
} closed[] = {
    {"score notitie bekwaamheid zorg verklaring verslag voorgeschiedenis", NULL, READER_OUTSIDE},
    {"reden", of_person, READER_OUTSIDE},
    {"positief belemmerend", at_home, READER_OUTSIDE},
    {"hypothese", is_unproven, READER_OUTSIDE},
    {"akkoord", is_objection, READER_OUTSIDE},
    {NULL, says_pupil, READER_OUTSIDE},
    {"belemmerend onderzoeksvraag resultaat integratief-beeld", NULL, READER_LEERLING},
    {"antwoord", answers_others, READER_LEERLING},
    {"ondersteuningsbehoefte aanpak", is_of_parents, READER_SCHOOL | READER_EXTERN | READER_LEERLING},
};

static unsigned closed_for(const xmlNode *element) {
    unsigned readers = 0;
    for (size_t i = 0; i < COUNT(closed); i++)
        if ((!closed[i].elements || dom_has_word(closed[i].elements, (const char *)element->name)) &&
            (!closed[i].when || closed[i].when(element)))
            readers |= closed[i].readers;
    return readers;
}

/* --- what hangs on something else --- */

static const struct {
    const char *element, *attribute;
} dependent[] = {{"evaluatie", "doelen"}, {"afspraak", "aanbeveling"}, {"verantwoording", "object"}};

/* A verantwoording may hang on one that hangs on it: after so many steps nobody sees it. */
enum { MOST_STEPS = 16 };

static bool sees(const struct audience *audience, const xmlNode *element, int steps);

/* True when nothing that it hangs on is seen. */
static bool hangs_loose(const struct audience *audience, const xmlNode *element, int steps) {
    size_t i = 0;
    while (i < COUNT(dependent) && !dom_is(element, dependent[i].element))
        i++;
    const char *ids = i < COUNT(dependent) ? dom_get(element, dependent[i].attribute) : "";
    if (*ids == '\0')
        return false;
    for (xmlNodePtr object; dom_next_id(element->doc, &ids, &object);)
        if (object && steps < MOST_STEPS && sees(audience, object, steps + 1))
            return false;
    return true;
}

static bool is_withheld(const struct audience *audience, const xmlNode *element) {
    return audience->people && dom_share_word(dom_get(element, "niet-voor"), audience->people);
}

/* --- who sees what --- */

/* True when `around`, which is the element or stands around it, takes it away. A case has no namespaces: the XSD lets
 * such elements through, and they could hold anything. */
static bool takes_away(const struct audience *audience, const xmlNode *element, const xmlNode *around, int steps) {
    const xmlAttr *own = dom_attribute(around, "zichtbaar");
    bool closing = !own && !dom_is(element, "voor-leerling");
    unsigned kept_from = own ? ~readers_in(dom_value(own)) : closing ? closed_for(around) : 0U;
    return (kept_from & audience->readers & READER_OUTSIDE) != 0 || around->ns || is_withheld(audience, around) ||
           hangs_loose(audience, around, steps);
}

static bool sees(const struct audience *audience, const xmlNode *element, int steps) {
    const xmlNode *root = xmlDocGetRootElement(element->doc);
    unsigned readers = audience->readers & READER_OUTSIDE;
    bool said = element == root;
    if (readers == 0)
        return audience->readers != 0;
    for (const xmlNode *around = element; around && around != root; around = around->parent) {
        if (takes_away(audience, element, around, steps))
            return false;
        said = said || dom_attribute(around, "zichtbaar");
    }
    return said && (readers == READER_LEERLING || !dom_is(element, "voor-leerling"));
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
    const xmlNode *around = element->parent, *root = xmlDocGetRootElement(element->doc);
    while (around && around != root && !takes_away(&audience, element, around, 0))
        around = around->parent;
    if (around && around != root)
        return around;
    return hangs_loose(&audience, element, 0) ? element : NULL;
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

/* What is seen keeps its text and attributes, but those that would tell who else may not see it, and what has a
 * namespace, which could carry anything; the rest becomes a bare name. */
static void strip(xmlNodePtr element, bool seen, bool root) {
    for (xmlNodePtr child = element->children, next; child; child = next) {
        bool text = child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE;
        next = child->next;
        if (child->type != XML_ELEMENT_NODE && !(seen && text && !root))
            dom_drop(child);
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
    struct {
        xmlNodePtr element;
        bool seen;
    } *items = NULL;
    size_t count = 0, capacity = 0;
    xmlNodePtr root = xmlDocGetRootElement(doc);
    if (audience->readers == READER_INTERN)
        return;
    for (xmlNodePtr node = root; node; node = dom_walk(node, NULL)) {
        items = list_grow(items, &capacity, count, sizeof *items);
        items[count].element = node;
        items[count++].seen = sees(audience, node, 0);
    }
    for (size_t i = count; i-- > 0;) /* from the inside out */
        if (items[i].seen || items[i].element == root || dom_child(items[i].element, NULL))
            strip(items[i].element, items[i].seen, items[i].element == root);
        else
            dom_drop(items[i].element);
    free(items);
    for (xmlNodePtr node = doc->children, next; node; node = next) {
        next = node->next; /* comments and instructions around the root */
        if (node != root && node->type != XML_DTD_NODE)
            dom_drop(node);
    }
}

void ids_drop_dead(xmlDocPtr doc, const struct grammar *grammar) {
    ids_rebuild(doc);
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = dom_walk(node, NULL))
        for (xmlAttrPtr attribute = node->properties, next; attribute; attribute = next) {
            next = attribute->next;
            if (!refs_attribute(grammar, attribute))
                continue;
            struct buf alive = BUF_EMPTY;
            const char *value = dom_value(attribute), *at = value;
            for (size_t length; (length = dom_word(&at)) > 0; at += length) {
                size_t before = alive.length;
                buf_printf(&alive, "%s%.*s", before > 0 ? " " : "", (int)length, at);
                if (!dom_by_id(doc, alive.data + before + (before > 0)) &&
                    !ref_is_group((const char *)attribute->name, at, length))
                    alive.data[alive.length = before] = '\0';
            }
            if (alive.length == 0)
                xmlRemoveProp(attribute);
            else if (strcmp(alive.data, value) != 0)
                dom_set(node, (const char *)attribute->name, alive.data);
            buf_free(&alive);
        }
}
