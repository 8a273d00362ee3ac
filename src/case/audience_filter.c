#include "case/audience.h"

#include "base/lang.h"
#include "case/case.h"
#include "case/refs.h"

#include <libxml/valid.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

/* What the walk over the tree carries. */
struct filter {
    const struct audience *audience;
    size_t left; /* visible elements so far */
};

static bool names_person(const char *ids, const char *person) {
    size_t wanted = strlen(person);
    for (const char *word = ids + strspn(ids, blanks); *word != '\0'; word += strspn(word, blanks)) {
        size_t length = strcspn(word, blanks);
        if (length == wanted && memcmp(word, person, length) == 0)
            return true;
        word += length;
    }
    return false;
}

/* True when niet-voor takes the element away, with all that is in it. */
static bool is_withheld(const struct filter *filter, xmlNodePtr element) {
    if (!xmlHasNsProp(element, (const xmlChar *)"niet-voor", NULL))
        return false;
    if (!filter->audience->person)
        return true;
    xmlChar *ids = xmlGetNoNsProp(element, (const xmlChar *)"niet-voor");
    bool withheld = names_person((const char *)ids, filter->audience->person);
    xmlFree(ids);
    return withheld;
}

static void discard(xmlNodePtr node) {
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

static void strip_attributes(xmlNodePtr element) {
    while (element->properties)
        xmlRemoveProp(element->properties);
}

static void strip_attribute(xmlNodePtr element, const char *name) {
    xmlAttrPtr attribute = xmlHasNsProp(element, (const xmlChar *)name, NULL);
    if (attribute)
        xmlRemoveProp(attribute);
}

/* A case uses no namespaces, but XSD lets declarations and xsi: attributes through: they could carry
 * anything. No element below uses them: those with a namespace went first. */
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

/* Keeps, bares or frees one element whose inside is filtered already. Returns whether it stays. */
static bool settle(struct filter *filter, xmlNodePtr element, bool visible, bool holds_visible) {
    if (!visible && !holds_visible) {
        discard(element);
        return false;
    }
    if (visible) {
        filter->left++;
        strip_attribute(element, "zichtbaar");
        strip_attribute(element, "niet-voor");
    } else
        strip_attributes(element);
    strip_namespaces(element);
    return true;
}

/* Filters what is inside `element`; returns whether something in it stays. From last to first: whose words
 * vraagverheldering holds is looked up in betrokkenen, the first section. The loader limits the depth. */
static bool filter_inside(struct filter *filter, xmlNodePtr element, struct visibility outer, bool text_stays) {
    bool holds_visible = false;
    for (xmlNodePtr child = element->last, previous; child; child = previous) {
        previous = child->prev;
        if (child->type != XML_ELEMENT_NODE) {
            bool is_text = child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE;
            if (!is_text || !text_stays)
                discard(child);
        } else if (child->ns || is_withheld(filter, child))
            discard(child);
        else {
            struct visibility inner = visibility_enter(outer, child);
            bool visible = visibility_holds(inner, filter->audience->readers);
            bool inside = filter_inside(filter, child, inner, visible);
            holds_visible = settle(filter, child, visible, inside) || holds_visible;
        }
    }
    return holds_visible;
}

static void register_id(xmlDocPtr doc, xmlAttrPtr attribute) {
    xmlChar *value = xmlNodeListGetString(doc, attribute->children, 1);
    if (value && !xmlGetID(doc, value)) /* NULL: empty, it names nothing */
        xmlAddID(NULL, doc, value, attribute);
    xmlFree(value);
}

void ids_rebuild(xmlDocPtr doc) {
    if (doc->ids)
        xmlFreeIDTable(doc->ids);
    doc->ids = NULL;
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = next_node(node)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        xmlAttrPtr id = xmlHasNsProp(node, (const xmlChar *)"id", NULL);
        if (!id)
            continue;
        id->atype = (xmlAttributeType)0; /* else freeing it would look for it in a table that is gone */
        register_id(doc, id);
    }
}

/* Keeps the ids in `value` that exist, in place. Returns whether one was dropped. */
static bool drop_dead_ids(xmlDocPtr doc, char *value) {
    bool dropped = false;
    char *to = value;
    for (char *word = value + strspn(value, blanks); *word != '\0';) {
        size_t length = strcspn(word, blanks);
        char *next = word + length + strspn(word + length, blanks);
        word[length] = '\0'; /* the blank behind it, or the end */
        if (xmlGetID(doc, (const xmlChar *)word)) {
            if (to != value)
                *to++ = ' ';
            memmove(to, word, length);
            to += length;
        } else
            dropped = true;
        word = next;
    }
    *to = '\0';
    return dropped;
}

static void clean_references(xmlDocPtr doc, const struct grammar *grammar) {
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = next_node(node)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        for (xmlAttrPtr attribute = node->properties, next; attribute; attribute = next) {
            next = attribute->next;
            if (!refs_attribute(grammar, attribute))
                continue;
            xmlChar *value = xmlNodeListGetString(doc, attribute->children, 1);
            bool dropped = value && drop_dead_ids(doc, (char *)value);
            if (!value || value[0] == '\0')
                xmlRemoveProp(attribute);
            else if (dropped)
                xmlSetProp(node, attribute->name, value);
            xmlFree(value);
        }
    }
}

/* Comments and instructions before and after the root. */
static void discard_around_root(xmlDocPtr doc, const xmlNode *root) {
    for (xmlNodePtr node = doc->children, next; node; node = next) {
        next = node->next;
        if (node != root && node->type != XML_DTD_NODE)
            discard(node);
    }
}

static size_t count_elements(xmlNodePtr root) {
    size_t count = 0;
    for (xmlNodePtr node = next_node(root); node; node = next_node(node))
        count += node->type == XML_ELEMENT_NODE;
    return count;
}

bool audience_filter(xmlDocPtr doc, const struct grammar *grammar, const struct audience *audience, size_t *left,
                     struct error *error) {
    struct filter filter = {.audience = audience};
    xmlNodePtr root = xmlDocGetRootElement(doc);
    if (!root)
        return error_set(error, ERROR_CONTENT, _("De casus is leeg."));
    ids_rebuild(doc); /* whose words they are is looked up by id */
    if (audience->readers == READER_INTERN)
        filter.left = count_elements(root);
    else {
        filter_inside(&filter, root, (struct visibility)VISIBILITY_ROOT, false);
        strip_namespaces(root);
        discard_around_root(doc, root);
    }
    if (left)
        *left = filter.left;
    ids_rebuild(doc);
    clean_references(doc, grammar);
    return true;
}
