#include "case/grammar.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "xml/reader.h"

#include <stdlib.h>
#include <string.h>

/* --- looking things up --- */

static int compare_name(const void *name, const void *element) {
    return strcmp(name, ((const struct grammar_element *)element)->name);
}

const struct grammar_element *grammar_element(const struct grammar *grammar, const char *name) {
    return grammar->element_count == 0
               ? NULL
               : bsearch(name, grammar->elements, grammar->element_count, sizeof grammar->elements[0], compare_name);
}

const struct grammar_attribute *grammar_attribute(const struct grammar_element *element, const char *name) {
    for (size_t i = 0; i < element->attribute_count; i++)
        if (strcmp(element->attributes[i].name, name) == 0)
            return &element->attributes[i];
    return NULL;
}

const struct grammar_child *grammar_child(const struct grammar_element *parent, const struct grammar_element *child) {
    for (size_t i = 0; i < parent->child_count; i++)
        if (parent->children[i].element == child)
            return &parent->children[i];
    return NULL;
}

bool grammar_knows(const struct grammar *grammar, bool attribute, const char *name, const char **suggestion) {
    struct suggest_one suggest;
    suggest_start(&suggest, name);
    for (int round = 0; round < 2; round++) /* the second: what is close to a name that is not known */
        for (size_t i = 0; i < grammar->element_count; i++) {
            const struct grammar_element *element = &grammar->elements[i];
            size_t count = attribute ? element->attribute_count : 1;
            for (size_t j = 0; j < count; j++) {
                const char *known = attribute ? element->attributes[j].name : element->name;
                if (round > 0)
                    suggest_try(&suggest, known);
                else if (strcmp(known, name) == 0)
                    return true;
            }
        }
    *suggestion = suggest.best;
    return false;
}

/* --- reading the XSD --- */

/* How deep types and groups may refer to each other; ours go two deep. */
enum { MOST_DEPTH = 8 };

struct reader {
    struct grammar *grammar;
    const xmlNode *schema; /* the root of the XSD */
    const char *path;
    struct error *error;
};

static bool unknown(const struct reader *reader, const xmlNode *node) {
    return error_at(reader->error, ERROR_DATA, reader->path, xml_line(node), 0,
                    _("De grammatica bevat iets wat hier niet gekend is: <%s>."), (const char *)node->name);
}

/* The first element in `parent`, or behind `node`, that is not an annotation. */
static const xmlNode *next_part(const xmlNode *node) {
    while (dom_is(node = dom_next(node, NULL), "annotation"))
        ;
    return node;
}

static const xmlNode *first_part(const xmlNode *parent) {
    const xmlNode *node = dom_child(parent, NULL);
    return dom_is(node, "annotation") ? next_part(node) : node;
}

/* The text of annotation/documentation of a node, or NULL. */
static const char *read_help(const xmlNode *node) {
    const xmlNode *text = dom_child(dom_child(node, "annotation"), "documentation");
    return text && text->children ? (const char *)text->children->content : NULL;
}

/* Room for one more item in an array that doubles at each power of two, and then moves. */
static void *grow(void *items, size_t count, size_t size) {
    return count > 0 && (count & (count - 1)) != 0 ? items : mem_realloc(items, (count > 0 ? count * 2 : 1) * size);
}

/* The global definition of this kind (simpleType, attributeGroup) with that name, or NULL. */
static const xmlNode *definition(const struct reader *reader, const char *kind, const char *name) {
    const xmlNode *node = dom_child(reader->schema, kind);
    while (node && !dom_has(node, "name", name))
        node = dom_next(node, kind);
    return node;
}

static bool read_type(const struct reader *reader, const xmlNode *type, struct grammar_attribute *attribute, int depth);

/* A type by its name: one of XML Schema's own, or a global simple type. */
static bool read_named_type(const struct reader *reader, const xmlNode *user, const char *use,
                            struct grammar_attribute *attribute, int depth) {
    static const struct {
        const char *name;
        enum value_kind kind;
    } built_in[] = {
        {"xs:string", VALUE_TEXT}, {"xs:token", VALUE_TEXT}, {"xs:date", VALUE_DATE},
        {"xs:ID", VALUE_ID},       {"xs:IDREF", VALUE_REF},  {"xs:IDREFS", VALUE_REFS},
    };
    const char *name = dom_get(user, use);
    for (size_t i = 0; i < sizeof built_in / sizeof built_in[0]; i++)
        if (strcmp(name, built_in[i].name) == 0) {
            attribute->kind = built_in[i].kind;
            return true;
        }
    const xmlNode *type = definition(reader, "simpleType", name);
    return type ? read_type(reader, type, attribute, depth + 1) : unknown(reader, user);
}

/* The other facets of our grammar are part of what the kinds mean: the form of a date, a list that is not empty. */
static bool is_known_facet(const xmlNode *facet, enum value_kind kind) {
    return dom_is(facet, "pattern") ? (kind == VALUE_DATE && dom_has(facet, "value", "[0-9]{4}-[0-9]{2}-[0-9]{2}")) ||
                                          (kind == VALUE_REFS && dom_has(facet, "value", ".+"))
                                    : dom_is(facet, "minLength") && kind == VALUE_WORDS && dom_has(facet, "value", "1");
}

/* A restriction: of a named type, perhaps to words, or of a list inside it. */
static bool read_restriction(const struct reader *reader, const xmlNode *restriction,
                             struct grammar_attribute *attribute, int depth) {
    const xmlNode *node = first_part(restriction);
    bool inside = dom_is(node, "simpleType");
    if (inside ? !read_type(reader, node, attribute, depth + 1)
               : !read_named_type(reader, restriction, "base", attribute, depth))
        return false;
    for (node = inside ? next_part(node) : node; node; node = next_part(node)) {
        if (!dom_is(node, "enumeration") ? !is_known_facet(node, attribute->kind) : !dom_attribute(node, "value"))
            return unknown(reader, node);
        if (!dom_is(node, "enumeration"))
            continue;
        attribute->kind = VALUE_WORD;
        attribute->words = grow(attribute->words, attribute->word_count, sizeof attribute->words[0]);
        attribute->words[attribute->word_count++] =
            (struct grammar_word){.word = dom_get(node, "value"), .help = read_help(node)};
    }
    return true;
}

/* A union of single words and a list of words: the former stand alone. */
static bool read_union(const struct reader *reader, const xmlNode *members, struct grammar_attribute *attribute,
                       int depth) {
    for (const xmlNode *member = first_part(members); member; member = next_part(member)) {
        size_t first = attribute->word_count;
        if (!dom_is(member, "simpleType"))
            return unknown(reader, member);
        if (!read_type(reader, member, attribute, depth + 1))
            return false;
        if (attribute->kind != VALUE_WORD && attribute->kind != VALUE_WORDS)
            return unknown(reader, member);
        for (size_t i = first; i < attribute->word_count; i++)
            attribute->words[i].alone = attribute->kind == VALUE_WORD;
    }
    attribute->kind = VALUE_WORDS;
    return true;
}

/* A simpleType: sets the attribute's kind and adds its words. */
static bool read_type(const struct reader *reader, const xmlNode *type, struct grammar_attribute *attribute,
                      int depth) {
    const xmlNode *node = first_part(type);
    if (!node || depth > MOST_DEPTH)
        return unknown(reader, type);
    if (dom_is(node, "restriction"))
        return read_restriction(reader, node, attribute, depth);
    if (dom_is(node, "union"))
        return read_union(reader, node, attribute, depth);
    if (!dom_is(node, "list"))
        return unknown(reader, node);
    if (!read_named_type(reader, node, "itemType", attribute, depth))
        return false;
    bool words = attribute->kind == VALUE_WORD;
    attribute->kind = VALUE_WORDS;
    return words || unknown(reader, node);
}

static bool add_attribute(const struct reader *reader, const xmlNode *node, struct grammar_element *element) {
    element->attributes = grow(element->attributes, element->attribute_count, sizeof element->attributes[0]);
    struct grammar_attribute *attribute = &element->attributes[element->attribute_count++];
    *attribute = (struct grammar_attribute){.name = dom_get(node, "name"),
                                            .help = read_help(node),
                                            .required = dom_has(node, "use", "required"),
                                            .kind = VALUE_TEXT};
    const xmlNode *type = first_part(node);
    if (!*attribute->name || (type && !dom_is(type, "simpleType")))
        return unknown(reader, type ? type : node);
    if (type)
        return read_type(reader, type, attribute, 0);
    /* without a type: any text */
    return !dom_attribute(node, "type") || read_named_type(reader, node, "type", attribute, 0);
}

/* attribute and attributeGroup elements from `node` on. */
static bool read_attributes(const struct reader *reader, const xmlNode *node, struct grammar_element *element,
                            int depth) {
    for (; node; node = next_part(node)) {
        const xmlNode *group = dom_is(node, "attributeGroup") && depth < MOST_DEPTH
                                   ? definition(reader, "attributeGroup", dom_get(node, "ref"))
                                   : NULL;
        bool attribute = dom_is(node, "attribute");
        if (!attribute && !group)
            return unknown(reader, node);
        if (attribute ? !add_attribute(reader, node, element)
                      : !read_attributes(reader, first_part(group), element, depth + 1))
            return false;
    }
    return true;
}

/* A sequence of elements, or a choice of elements that repeats. */
static bool read_content(const struct reader *reader, const xmlNode *content, struct grammar_element *parent) {
    bool choice = dom_is(content, "choice");
    if (choice && !(dom_has(content, "minOccurs", "0") && dom_has(content, "maxOccurs", "unbounded")))
        return unknown(reader, content);
    size_t slot = 0;
    for (const xmlNode *node = first_part(content); node; node = next_part(node), slot += !choice) {
        struct grammar_element *element =
            dom_is(node, "element") ? (struct grammar_element *)grammar_element(reader->grammar, dom_get(node, "ref"))
                                    : NULL;
        if (!element || grammar_child(parent, element))
            return unknown(reader, node); /* not an element that we have, or a second place for the same name */
        element->nested = true;
        parent->children = grow(parent->children, parent->child_count, sizeof parent->children[0]);
        parent->children[parent->child_count++] =
            (struct grammar_child){.element = element,
                                   .slot = slot,
                                   .required = !choice && !dom_has(node, "minOccurs", "0"),
                                   .repeats = choice || dom_has(node, "maxOccurs", "unbounded")};
    }
    return true;
}

static bool read_element(const struct reader *reader, const xmlNode *node) {
    struct grammar_element *element = (struct grammar_element *)grammar_element(reader->grammar, dom_get(node, "name"));
    const xmlNode *type = first_part(node), *content = first_part(type);
    if (!dom_is(type, "complexType"))
        return unknown(reader, node);
    element->help = read_help(node);
    element->text = dom_has(type, "mixed", "true");
    if (dom_is(content, "sequence") || dom_is(content, "choice")) {
        if (element->text)
            return unknown(reader, content);
        if (!read_content(reader, content, element))
            return false;
        content = next_part(content);
    }
    return read_attributes(reader, content, element, 0);
}

static int compare_elements(const void *left, const void *right) {
    const struct grammar_element *a = left, *b = right;
    return strcmp(a->name, b->name);
}

static bool read_schema(const struct reader *reader) {
    struct grammar *grammar = reader->grammar;
    if (!dom_is(reader->schema, "schema") || !reader->schema->ns ||
        strcmp((const char *)reader->schema->ns->href, "http://www.w3.org/2001/XMLSchema") != 0)
        return error_at(reader->error, ERROR_DATA, reader->path, 0, 0, _("Dit is geen XML-schema."));
    /* First the names alone, so that content can refer to elements that come later. */
    for (const xmlNode *node = first_part(reader->schema); node; node = next_part(node)) {
        bool element = dom_is(node, "element") && dom_attribute(node, "name");
        if (!element && !dom_is(node, "simpleType") && !dom_is(node, "attributeGroup"))
            return unknown(reader, node);
        if (!element)
            continue;
        grammar->elements = grow(grammar->elements, grammar->element_count, sizeof grammar->elements[0]);
        grammar->elements[grammar->element_count++] = (struct grammar_element){.name = dom_get(node, "name")};
    }
    if (grammar->element_count > 0)
        qsort(grammar->elements, grammar->element_count, sizeof grammar->elements[0], compare_elements);
    for (const xmlNode *node = dom_child(reader->schema, "element"); node; node = dom_next(node, "element"))
        if (!read_element(reader, node))
            return false;
    size_t roots = 0; /* the root is the one element that stands in no other */
    for (size_t i = 0; i < grammar->element_count; i++)
        if (!grammar->elements[i].nested) {
            grammar->root = &grammar->elements[i];
            roots++;
        }
    return roots == 1 || unknown(reader, reader->schema);
}

bool grammar_open(struct grammar *grammar, const char *path, struct error *error) {
    enum { MOST_BYTES = 16 * 1024 * 1024 }; /* ours is 70 KB */
    struct buf bytes = BUF_EMPTY;
    enum xml_mistake mistake;
    *grammar = (struct grammar){0};
    bool ok = file_read(path, MOST_BYTES, &bytes, error);
    if (ok) {
        grammar->xsd = xml_read_lax(bytes.data, bytes.length, &mistake);
        ok = grammar->xsd ? read_schema(&(struct reader){grammar, xmlDocGetRootElement(grammar->xsd), path, error})
                          : error_at(error, ERROR_DATA, path, 0, 0, _("De grammatica is geen goede XML."));
    }
    buf_free(&bytes);
    return ok;
}

void grammar_close(struct grammar *grammar) {
    for (size_t i = 0; i < grammar->element_count; i++) {
        for (size_t j = 0; j < grammar->elements[i].attribute_count; j++)
            free(grammar->elements[i].attributes[j].words);
        free(grammar->elements[i].attributes);
        free(grammar->elements[i].children);
    }
    free(grammar->elements);
    xmlFreeDoc(grammar->xsd);
    *grammar = (struct grammar){0};
}
