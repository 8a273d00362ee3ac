#include "case/audience.h"

#include <string.h>

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

static const char blanks[] = " \t\r\n";

static unsigned reader_from_name(const char *name, size_t length) {
    for (size_t i = 0; i < COUNT(readers_by_name); i++)
        if (strlen(readers_by_name[i].name) == length && memcmp(readers_by_name[i].name, name, length) == 0)
            return readers_by_name[i].reader;
    return 0;
}

unsigned readers_parse(const char *words, const char **wrong, size_t *wrong_length) {
    unsigned readers = 0;
    for (const char *word = words + strspn(words, blanks); *word != '\0'; word += strspn(word, blanks)) {
        size_t length = strcspn(word, blanks);
        unsigned reader = reader_from_name(word, length);
        if (reader == 0) {
            if (wrong) {
                *wrong = word;
                *wrong_length = length;
            }
            return 0;
        }
        readers |= reader;
        word += length;
    }
    if (readers == 0 && wrong) {
        *wrong = words;
        *wrong_length = 0;
    }
    return readers;
}

const char *reader_name(unsigned reader) {
    for (size_t i = 0; i < COUNT(readers_by_name); i++)
        if (readers_by_name[i].reader == reader)
            return readers_by_name[i].name;
    return NULL;
}

static bool is_element(const xmlNode *node, const char *name) {
    return node && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static const xmlAttr *find_attribute(const xmlNode *element, const char *name) {
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        if (!attribute->ns && strcmp((const char *)attribute->name, name) == 0)
            return attribute;
    return NULL;
}

/* The loader expands no entities, so a value is one text node, or none when it is empty. */
static const char *value_of(const xmlAttr *attribute) {
    const xmlNode *text = attribute ? attribute->children : NULL;
    return text && text->content ? (const char *)text->content : "";
}

unsigned reader_of_person(const xmlNode *person) {
    if (is_element(person, "leerling"))
        return READER_LEERLING;
    if (!is_element(person, "betrokkene"))
        return 0;
    const char *role = value_of(find_attribute(person, "rol"));
    for (size_t i = 0; i < COUNT(readers_by_role); i++)
        if (strcmp(readers_by_role[i].role, role) == 0)
            return readers_by_role[i].reader;
    return 0;
}

/* Words that nobody knows hold nobody: a mistyped reader opens nothing. */
static unsigned readers_in(const char *words) {
    unsigned readers = 0;
    for (const char *word = words + strspn(words, blanks); *word != '\0'; word += strspn(word, blanks)) {
        size_t length = strcspn(word, blanks);
        readers |= reader_from_name(word, length);
        word += length;
    }
    return readers & READER_OUTSIDE;
}

static bool in_vraagverheldering(const xmlNode *element) {
    for (const xmlNode *node = element->parent; node; node = node->parent)
        if (is_element(node, "vraagverheldering"))
            return true;
    return false;
}

/* "anything in vraagverheldering whose `van` is the leerling". Who is not known to be someone else counts as
 * the leerling: rather too much closed than too little. */
static bool speaks_for_pupil(const xmlNode *element) {
    const xmlAttr *van = find_attribute(element, "van");
    if (!van || !in_vraagverheldering(element))
        return false;
    const xmlAttr *id = xmlGetID(element->doc, (const xmlChar *)value_of(van));
    return !id || !is_element(id->parent, "betrokkene");
}

static bool is_closed(const xmlNode *element) {
    static const char *const always[] = {"score", "bekwaamheid", "zorg", "verklaring"};
    for (size_t i = 0; i < COUNT(always); i++)
        if (is_element(element, always[i]))
            return true;
    if (is_element(element, "positief") || is_element(element, "belemmerend"))
        return strcmp(value_of(find_attribute(element, "bouwsteen")), "thuis-leefcontext") == 0;
    return speaks_for_pupil(element);
}

struct visibility visibility_enter(struct visibility parent, const xmlNode *element) {
    const xmlAttr *own = find_attribute(element, "zichtbaar");
    if (!own && !is_closed(element))
        return parent;
    return (struct visibility){true, parent.readers & (own ? readers_in(value_of(own)) : 0U)};
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
