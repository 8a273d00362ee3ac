#include "case/audience.h"

#include "case/refs.h"
#include "xml/dom.h"

static const struct {
    const char *name;
    unsigned reader;
} readers_by_name[] = {
    {"ouders", READER_OUDERS}, {"leerling", READER_LEERLING}, {"school", READER_SCHOOL},
    {"extern", READER_EXTERN}, {"intern", READER_INTERN},
};

/* The roles of the vocabulary, by the audience they belong to. */
static const struct {
    const char *role;
    unsigned reader;
} readers_by_role[] = {
    {"ouder", READER_OUDERS},
    {"opvoedingsverantwoordelijke", READER_OUDERS},
    {"leerkracht", READER_SCHOOL},
    {"zorgcoordinator", READER_SCHOOL},
    {"leerlingenbegeleider", READER_SCHOOL},
    {"leerondersteuner", READER_SCHOOL},
    {"directie", READER_SCHOOL},
    {"extern", READER_EXTERN},
    {"clb", READER_INTERN},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static unsigned reader_from_name(const char *name, size_t length) {
    for (size_t i = 0; i < COUNT(readers_by_name); i++)
        if (strlen(readers_by_name[i].name) == length && memcmp(readers_by_name[i].name, name, length) == 0)
            return readers_by_name[i].reader;
    return 0;
}

unsigned readers_parse(const char *words, const char **wrong, size_t *wrong_length) {
    const char *at = words;
    unsigned readers = 0, reader = 0;
    size_t length;
    for (; (length = dom_word(&at)) > 0 && (reader = reader_from_name(at, length)); at += length)
        readers |= reader;
    if (length == 0 && readers != 0)
        return readers;
    if (wrong) {
        *wrong = length > 0 ? at : words;
        *wrong_length = length;
    }
    return 0;
}

bool readers_read(const char *words, unsigned *readers, struct error *error) {
    const char *wrong = "";
    size_t length = 0;
    *readers = readers_parse(words, &wrong, &length);
    return *readers != 0 || error_set(error, ERROR_DATA, _("„%.*s” is geen lezer: kies uit %s."), (int)length, wrong,
                                      "ouders, leerling, school, extern, intern");
}

const char *reader_name(unsigned reader) {
    for (size_t i = 0; i < COUNT(readers_by_name); i++)
        if (readers_by_name[i].reader == reader)
            return readers_by_name[i].name;
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
    if (!dom_is(person, "betrokkene"))
        return 0;
    const char *role = dom_get(person, "rol");
    for (size_t i = 0; i < COUNT(readers_by_role); i++)
        if (strcmp(readers_by_role[i].role, role) == 0)
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

/* What nobody outside CLB sees unless zichtbaar says so. */
static bool is_closed(const xmlNode *element) {
    if (dom_is(element, "score") || dom_is(element, "bekwaamheid") || dom_is(element, "zorg") ||
        dom_is(element, "verklaring"))
        return true;
    if (dom_is(element, "positief") || dom_is(element, "belemmerend"))
        return dom_has(element, "bouwsteen", "thuis-leefcontext");
    /* "anything in vraagverheldering whose `van` is the leerling". Who is not known to be someone else counts as the
     * leerling: rather too much closed than too little. */
    const xmlNode *around = dom_attribute(element, "van") ? element->parent : NULL;
    while (around && !dom_is(around, "vraagverheldering"))
        around = around->parent;
    return around && !dom_is(dom_by_id(element->doc, dom_get(element, "van")), "betrokkene");
}

struct visibility visibility_enter(struct visibility parent, const xmlNode *element) {
    const xmlAttr *own = dom_attribute(element, "zichtbaar");
    if (!own && !is_closed(element))
        return parent;
    return (struct visibility){true, parent.readers & (own ? readers_in(dom_value(own)) : 0U)};
}

bool visibility_holds(struct visibility visibility, unsigned readers) {
    if (readers == 0)
        return false;
    unsigned outside = readers & READER_OUTSIDE;
    return outside == 0 || (visibility.said && (visibility.readers & outside) == outside);
}

bool audience_visible(const xmlNode *element, unsigned readers) {
    if (element && element->type != XML_ELEMENT_NODE)
        element = element->parent;
    if (!element || element->type != XML_ELEMENT_NODE)
        return false;
    const xmlNode *root = xmlDocGetRootElement(element->doc);
    if (element == root)
        return readers != 0;
    struct visibility visibility = VISIBILITY_ROOT;
    for (; element && element != root; element = element->parent) {
        struct visibility own = visibility_enter((struct visibility)VISIBILITY_ROOT, element);
        visibility.said = visibility.said || own.said;
        visibility.readers &= own.readers;
    }
    return visibility_holds(visibility, readers);
}

/* --- the filter --- */

/* A case uses no namespaces, but XSD lets declarations and xsi: attributes through: they could carry anything. No
 * element below uses them: those with a namespace went first. */
static void strip_namespaces(xmlNodePtr element) {
    for (xmlAttrPtr attribute = element->properties, next; attribute; attribute = next) {
        next = attribute->next;
        if (attribute->ns)
            xmlRemoveProp(attribute);
    }
    if (element->nsDef && !element->ns) {
        xmlFreeNsList(element->nsDef);
        element->nsDef = NULL;
    }
}

/* True when niet-voor takes the element away, with all that is in it. */
static bool is_withheld(const struct audience *audience, const xmlNode *element) {
    const xmlAttr *withheld = dom_attribute(element, "niet-voor");
    return withheld && (!audience->person || dom_has_word(dom_value(withheld), audience->person));
}

/* Filters what is inside `element`, adds to `left`, and returns whether something in it stays. From last to first:
 * whose words vraagverheldering holds is looked up in betrokkenen, the first section. The loader limits the depth. */
static bool filter_inside(const struct audience *audience, xmlNodePtr element, struct visibility outer, bool text_stays,
                          size_t *left) {
    bool holds_visible = false;
    for (xmlNodePtr child = element->last, previous; child; child = previous) {
        previous = child->prev;
        if (child->type != XML_ELEMENT_NODE) {
            if (!text_stays || (child->type != XML_TEXT_NODE && child->type != XML_CDATA_SECTION_NODE))
                dom_drop(child);
            continue;
        }
        struct visibility inner = visibility_enter(outer, child);
        bool visible = visibility_holds(inner, audience->readers);
        if (child->ns || is_withheld(audience, child) ||
            (!filter_inside(audience, child, inner, visible, left) && !visible)) {
            dom_drop(child);
            continue;
        }
        holds_visible = true;
        *left += visible;
        dom_set(child, "zichtbaar", NULL);
        dom_set(child, "niet-voor", NULL);
        while (!visible && child->properties)
            xmlRemoveProp(child->properties);
        strip_namespaces(child);
    }
    return holds_visible;
}

void ids_drop_dead(xmlDocPtr doc, const struct grammar *grammar) {
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

size_t audience_filter(xmlDocPtr doc, const struct grammar *grammar, const struct audience *audience) {
    xmlNodePtr root = xmlDocGetRootElement(doc);
    size_t left = 0;
    ids_rebuild(doc); /* whose words they are is looked up by id */
    if (audience->readers == READER_INTERN) {
        for (const xmlNode *node = root; (node = dom_walk(node, NULL));)
            left++;
    } else {
        filter_inside(audience, root, (struct visibility)VISIBILITY_ROOT, false, &left);
        strip_namespaces(root);
        for (xmlNodePtr node = doc->children, next; node; node = next) { /* comments and instructions around the root */
            next = node->next;
            if (node != root && node->type != XML_DTD_NODE)
                dom_drop(node);
        }
    }
    ids_rebuild(doc);
    ids_drop_dead(doc, grammar);
    return left;
}
