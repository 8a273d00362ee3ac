#include "case/grammar.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/suggest.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

/* --- Looking things up --- */

static int compare_name(const void *name, const void *element) {
    return strcmp(name, ((const struct grammar_element *)element)->name);
}

const struct grammar_element *grammar_element(const struct grammar *grammar, const char *name) {
    if (grammar->element_count == 0)
        return NULL;
    return bsearch(name, grammar->elements, grammar->element_count, sizeof grammar->elements[0], compare_name);
}

bool grammar_knows(const struct grammar *grammar, bool attribute, const char *name, const char **suggestion) {
    size_t count = attribute ? grammar->attribute_count : grammar->element_count;
    struct suggest_one suggest;
    suggest_start(&suggest, name);
    for (size_t i = 0; i < count; i++)
        if (strcmp(attribute ? grammar->attributes[i].name : grammar->elements[i].name, name) == 0)
            return true;
    for (size_t i = 0; i < count; i++)
        suggest_try(&suggest, attribute ? grammar->attributes[i].name : grammar->elements[i].name);
    *suggestion = suggest.best;
    return false;
}

const struct grammar_attribute *grammar_attribute(const struct grammar *grammar, const struct grammar_element *element,
                                                  const char *name) {
    for (size_t i = 0; i < element->attribute_count; i++)
        if (strcmp(grammar->attributes[element->first_attribute + i].name, name) == 0)
            return &grammar->attributes[element->first_attribute + i];
    return NULL;
}

const struct grammar_child *grammar_child(const struct grammar *grammar, const struct grammar_element *parent,
                                          const struct grammar_element *child) {
    size_t element = (size_t)(child - grammar->elements);
    for (size_t i = 0; i < parent->child_count; i++)
        if (grammar->children[parent->first_child + i].element == element)
            return &grammar->children[parent->first_child + i];
    return NULL;
}

/* --- Reading the XSD --- */

static const char xsd_namespace[] = "http://www.w3.org/2001/XMLSchema";

/* How deep simple types may refer to each other; ours go two deep. */
enum { TYPE_DEPTH = 8 };

/* What the reading works on. */
struct reader {
    struct grammar *grammar;
    const xmlNode *schema; /* the root of the XSD */
    const char *path;
    struct error *error;
};

static bool is(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && node->ns && strcmp((const char *)node->ns->href, xsd_namespace) == 0 &&
           strcmp((const char *)node->name, name) == 0;
}

/* The first element from `node` on that is not an annotation. */
static const xmlNode *part(const xmlNode *node) {
    while (node && (node->type != XML_ELEMENT_NODE || is(node, "annotation")))
        node = node->next;
    return node;
}

static bool unknown(struct reader *reader, const xmlNode *node) {
    return error_at(reader->error, ERROR_DATA, reader->path, (size_t)xmlGetLineNo(node), 0,
                    _("De grammatica bevat iets wat hier niet gekend is: <%s>."), (const char *)node->name);
}

/* The value of an attribute of the XSD, or NULL when it is not there. `value` is freed with xmlFree(). */
static xmlChar *get(const xmlNode *node, const char *name) {
    return xmlGetNoNsProp(node, (const xmlChar *)name);
}

static bool has_value(const xmlNode *node, const char *name, const char *value) {
    xmlChar *got = get(node, name);
    bool same = got && strcmp((const char *)got, value) == 0;
    xmlFree(got);
    return same;
}

/* A required attribute of the XSD, as a string of the grammar. */
static const char *kept_value(struct reader *reader, const xmlNode *node, const char *name) {
    xmlChar *value = get(node, name);
    if (!value) {
        unknown(reader, node);
        return NULL;
    }
    const xmlChar *kept = xmlDictLookup(reader->grammar->strings, value, -1);
    xmlFree(value);
    return (const char *)kept;
}

/* The text of annotation/documentation of a node, or NULL. */
static const char *read_help(const struct reader *reader, const xmlNode *node) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (!is(child, "annotation"))
            continue;
        for (const xmlNode *text = child->children; text; text = text->next) {
            if (!is(text, "documentation"))
                continue;
            xmlChar *content = xmlNodeGetContent(text);
            const xmlChar *help = xmlDictLookup(reader->grammar->strings, content, -1);
            xmlFree(content);
            return (const char *)help;
        }
    }
    return NULL;
}

/* Room for one more item in a growing array, which moves. */
static void *grow(void *items, size_t count, size_t size) {
    if (count > 0 && (count & (count - 1)) != 0) /* room doubles at each power of two */
        return items;
    return mem_realloc(items, (count > 0 ? count * 2 : 1) * size);
}

/* The global definition `kind` (element, simpleType, attributeGroup) with that name, or NULL. */
static const xmlNode *definition(const struct reader *reader, const char *kind, const xmlChar *name) {
    for (const xmlNode *node = reader->schema->children; node; node = node->next)
        if (is(node, kind) && has_value(node, "name", (const char *)name))
            return node;
    return NULL;
}

/* The types of XML Schema that our grammar builds on. */
static const struct {
    const char *name;
    enum value_kind kind;
} built_in[] = {
    {"xs:string", VALUE_TEXT}, {"xs:token", VALUE_TEXT}, {"xs:date", VALUE_DATE},
    {"xs:ID", VALUE_ID},       {"xs:IDREF", VALUE_REF},  {"xs:IDREFS", VALUE_REFS},
};

static bool add_word(struct reader *reader, const xmlNode *enumeration, struct grammar_attribute *attribute) {
    struct grammar *grammar = reader->grammar;
    grammar->words = grow(grammar->words, grammar->word_count, sizeof *grammar->words);
    struct grammar_word *word = &grammar->words[grammar->word_count];
    *word =
        (struct grammar_word){.word = kept_value(reader, enumeration, "value"), .help = read_help(reader, enumeration)};
    if (!word->word)
        return false;
    grammar->word_count++;
    attribute->word_count++;
    return true;
}

static bool read_type(struct reader *reader, const xmlNode *type, struct grammar_attribute *attribute, int depth);

/* A type by its name: one of XML Schema's own, or a global simple type. */
static bool read_named_type(struct reader *reader, const xmlNode *user, const char *use,
                            struct grammar_attribute *attribute, int depth) {
    xmlChar *name = get(user, use);
    if (!name)
        return unknown(reader, user);
    bool known = false;
    for (size_t i = 0; i < sizeof built_in / sizeof built_in[0]; i++)
        if (strcmp((const char *)name, built_in[i].name) == 0) {
            attribute->kind = built_in[i].kind;
            known = true;
        }
    if (!known) {
        const xmlNode *type = definition(reader, "simpleType", name);
        known = type ? read_type(reader, type, attribute, depth + 1) : unknown(reader, user);
    }
    xmlFree(name);
    return known;
}

/* The other facets of our grammar are part of what the kinds mean: the form of a date, a list that is not
 * empty. */
static bool is_known_facet(const xmlNode *facet, enum value_kind kind) {
    if (is(facet, "pattern"))
        return kind == VALUE_DATE   ? has_value(facet, "value", "[0-9]{4}-[0-9]{2}-[0-9]{2}")
               : kind == VALUE_REFS ? has_value(facet, "value", ".+")
                                    : false;
    return is(facet, "minLength") && kind == VALUE_WORDS && has_value(facet, "value", "1");
}

/* A restriction: of a named type, perhaps to words, or of a list inside it. */
static bool read_restriction(struct reader *reader, const xmlNode *restriction, struct grammar_attribute *attribute,
                             int depth) {
    const xmlNode *node = part(restriction->children);
    if (node && is(node, "simpleType")) {
        if (!read_type(reader, node, attribute, depth + 1))
            return false;
        node = part(node->next);
    } else if (!read_named_type(reader, restriction, "base", attribute, depth))
        return false;
    for (; node; node = part(node->next)) {
        if (is(node, "enumeration")) {
            attribute->kind = VALUE_WORD;
            if (!add_word(reader, node, attribute))
                return false;
        } else if (!is_known_facet(node, attribute->kind))
            return unknown(reader, node);
    }
    return true;
}

/* A union of single words and a list of words: the former stand alone. */
static bool read_union(struct reader *reader, const xmlNode *members, struct grammar_attribute *attribute, int depth) {
    for (const xmlNode *member = part(members->children); member; member = part(member->next)) {
        size_t first = reader->grammar->word_count;
        if (!is(member, "simpleType"))
            return unknown(reader, member);
        if (!read_type(reader, member, attribute, depth + 1))
            return false;
        if (attribute->kind != VALUE_WORD && attribute->kind != VALUE_WORDS)
            return unknown(reader, member);
        for (size_t i = first; i < reader->grammar->word_count; i++)
            reader->grammar->words[i].alone = attribute->kind == VALUE_WORD;
    }
    attribute->kind = VALUE_WORDS;
    return true;
}

static bool read_list(struct reader *reader, const xmlNode *list, struct grammar_attribute *attribute, int depth) {
    if (!read_named_type(reader, list, "itemType", attribute, depth))
        return false;
    if (attribute->kind != VALUE_WORD)
        return unknown(reader, list);
    attribute->kind = VALUE_WORDS;
    return true;
}

/* A simpleType: sets the attribute's kind and adds its words. */
static bool read_type(struct reader *reader, const xmlNode *type, struct grammar_attribute *attribute, int depth) {
    const xmlNode *node = part(type->children);
    if (!node || depth > TYPE_DEPTH)
        return unknown(reader, type);
    if (is(node, "restriction"))
        return read_restriction(reader, node, attribute, depth);
    if (is(node, "union"))
        return read_union(reader, node, attribute, depth);
    if (is(node, "list"))
        return read_list(reader, node, attribute, depth);
    return unknown(reader, node);
}

static bool add_attribute(struct reader *reader, const xmlNode *node, struct grammar_element *element) {
    struct grammar *grammar = reader->grammar;
    grammar->attributes = grow(grammar->attributes, grammar->attribute_count, sizeof *grammar->attributes);
    struct grammar_attribute *attribute = &grammar->attributes[grammar->attribute_count];
    *attribute = (struct grammar_attribute){.name = kept_value(reader, node, "name"),
                                            .help = read_help(reader, node),
                                            .required = has_value(node, "use", "required"),
                                            .kind = VALUE_TEXT,
                                            .first_word = grammar->word_count};
    if (!attribute->name)
        return false;
    const xmlNode *type = part(node->children);
    bool read = true; /* without a type: any text */
    if (type)
        read = is(type, "simpleType") ? read_type(reader, type, attribute, 0) : unknown(reader, type);
    else if (xmlHasProp((xmlNode *)node, (const xmlChar *)"type"))
        read = read_named_type(reader, node, "type", attribute, 0);
    if (!read)
        return false;
    grammar->attribute_count++;
    element->attribute_count++;
    return true;
}

/* attribute and attributeGroup elements from `node` on. */
static bool read_attributes(struct reader *reader, const xmlNode *node, struct grammar_element *element, int depth) {
    for (; node; node = part(node->next)) {
        if (is(node, "attribute")) {
            if (!add_attribute(reader, node, element))
                return false;
            continue;
        }
        xmlChar *name = is(node, "attributeGroup") && depth < TYPE_DEPTH ? get(node, "ref") : NULL;
        const xmlNode *group = name ? definition(reader, "attributeGroup", name) : NULL;
        xmlFree(name);
        if (!group)
            return unknown(reader, node);
        if (!read_attributes(reader, part(group->children), element, depth + 1))
            return false;
    }
    return true;
}

static size_t index_of(const struct grammar *grammar, const char *name) {
    const struct grammar_element *element = grammar_element(grammar, name);
    return element ? (size_t)(element - grammar->elements) : grammar->element_count;
}

/* One `<xs:element ref="…"/>` in the content of an element. */
static bool add_child(struct reader *reader, const xmlNode *node, struct grammar_element *parent,
                      struct grammar_child child) {
    struct grammar *grammar = reader->grammar;
    grammar->children = grow(grammar->children, grammar->child_count, sizeof *grammar->children);
    xmlChar *name = is(node, "element") ? get(node, "ref") : NULL;
    child.element = name ? index_of(grammar, (const char *)name) : grammar->element_count;
    xmlFree(name);
    if (child.element == grammar->element_count || grammar_child(grammar, parent, &grammar->elements[child.element]))
        return unknown(reader, node); /* not an element that we have, or a second place for the same name */
    grammar->elements[child.element].nested = true;
    grammar->children[grammar->child_count++] = child;
    parent->child_count++;
    return true;
}

/* A sequence of elements, or a choice of elements that repeats. */
static bool read_content(struct reader *reader, const xmlNode *content, struct grammar_element *element) {
    bool choice = is(content, "choice");
    if (choice && !(has_value(content, "minOccurs", "0") && has_value(content, "maxOccurs", "unbounded")))
        return unknown(reader, content);
    struct grammar_child child = {.slot = 0};
    for (const xmlNode *node = part(content->children); node; node = part(node->next)) {
        child.required = !choice && !has_value(node, "minOccurs", "0");
        child.repeats = choice || has_value(node, "maxOccurs", "unbounded");
        if (!add_child(reader, node, element, child))
            return false;
        child.slot += choice ? 0 : 1;
    }
    return true;
}

static bool read_element(struct reader *reader, const xmlNode *node, struct grammar_element *element) {
    const xmlNode *type = part(node->children);
    if (!type || !is(type, "complexType"))
        return unknown(reader, node);
    element->help = read_help(reader, node);
    element->first_child = reader->grammar->child_count;
    element->first_attribute = reader->grammar->attribute_count;
    element->text = has_value(type, "mixed", "true");
    const xmlNode *content = part(type->children);
    if (content && (is(content, "sequence") || is(content, "choice"))) {
        if (element->text)
            return unknown(reader, content);
        if (!read_content(reader, content, element))
            return false;
        content = part(content->next);
    }
    return read_attributes(reader, content, element, 0);
}

static int compare_elements(const void *left, const void *right) {
    const struct grammar_element *a = left, *b = right;
    return strcmp(a->name, b->name);
}

/* First the names alone, so that content can refer to elements that come later. */
static bool read_names(struct reader *reader) {
    struct grammar *grammar = reader->grammar;
    for (const xmlNode *node = part(reader->schema->children); node; node = part(node->next)) {
        if (is(node, "simpleType") || is(node, "attributeGroup"))
            continue;
        if (!is(node, "element"))
            return unknown(reader, node);
        grammar->elements = grow(grammar->elements, grammar->element_count, sizeof *grammar->elements);
        const char *name = kept_value(reader, node, "name");
        if (!name)
            return false;
        grammar->elements[grammar->element_count] = (struct grammar_element){.name = name};
        grammar->element_count++;
    }
    if (grammar->element_count == 0)
        return unknown(reader, reader->schema);
    qsort(grammar->elements, grammar->element_count, sizeof grammar->elements[0], compare_elements);
    return true;
}

/* The root is the one element that stands in no other. */
static bool find_root(struct reader *reader) {
    struct grammar *grammar = reader->grammar;
    size_t found = 0;
    for (size_t i = 0; i < grammar->element_count; i++)
        if (!grammar->elements[i].nested) {
            grammar->root = i;
            found++;
        }
    return found == 1 ? true : unknown(reader, reader->schema);
}

static bool read_schema(struct reader *reader) {
    struct grammar *grammar = reader->grammar;
    if (!is(reader->schema, "schema"))
        return error_at(reader->error, ERROR_DATA, reader->path, 0, 0, _("Dit is geen XML-schema."));
    if (!read_names(reader))
        return false;
    for (const xmlNode *node = part(reader->schema->children); node; node = part(node->next)) {
        if (!is(node, "element"))
            continue;
        const char *name = kept_value(reader, node, "name");
        if (!name || !read_element(reader, node, &grammar->elements[index_of(grammar, name)]))
            return false;
    }
    return find_root(reader);
}

bool grammar_open(struct grammar *grammar, const char *path, struct error *error) {
    enum { MOST_BYTES = 16 * 1024 * 1024 }; /* ours is 70 KB */
    struct buf bytes = BUF_EMPTY;
    bool ok = false;
    *grammar = (struct grammar){.strings = xmlDictCreate()};
    if (!grammar->strings)
        mem_out(); /* a lock that libxml2 makes without xmlMalloc */
    if (file_read(path, MOST_BYTES, &bytes, error)) {
        xmlDocPtr xsd = xmlReadMemory(bytes.data ? bytes.data : "", (int)bytes.length, path, NULL,
                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        struct reader reader = {grammar, xsd ? xmlDocGetRootElement(xsd) : NULL, path, error};
        ok = reader.schema ? read_schema(&reader)
                           : error_at(error, ERROR_DATA, path, 0, 0, _("De grammatica is geen goede XML."));
        xmlFreeDoc(xsd);
    }
    buf_free(&bytes);
    return ok;
}

void grammar_close(struct grammar *grammar) {
    free(grammar->elements);
    free(grammar->attributes);
    free(grammar->children);
    free(grammar->words);
    if (grammar->strings)
        xmlDictFree(grammar->strings);
    *grammar = (struct grammar){0};
}
