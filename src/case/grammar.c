#include "case/grammar.h"

#include "xml/reader.h"

#include <strings.h>

/* --- looking things up --- */

static int compare_names(const void *left, const void *right) {
    const struct grammar_element *a = left, *b = right;
    return strcmp(a->name, b->name);
}

const struct grammar_element *grammar_element(const struct grammar *grammar, const char *name) {
    const struct grammar_element wanted = {.name = name};
    return grammar->element_count == 0
               ? NULL
               : bsearch(&wanted, grammar->elements, grammar->element_count, sizeof wanted, compare_names);
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

bool grammar_also(const char *also, const char *word) {
    static const char between[] = ", ";
    size_t length = strlen(word), here;
    for (const char *at = also; *at && *at != '\n'; at += here + strspn(at + here, between)) {
        here = strcspn(at, ", \n");
        if (here == length && strncasecmp(at, word, length) == 0)
            return true;
    }
    return false;
}

bool grammar_knows(const struct grammar *grammar, bool attribute, const char *name, const char **suggestion) {
    const struct grammar_element *end = grammar->elements + grammar->element_count;
    struct suggest_one suggest;
    if (!attribute && grammar_element(grammar, name))
        return true;
    for (const struct grammar_element *element = grammar->elements; attribute && element < end; element++)
        if (grammar_attribute(element, name))
            return true;
    suggest_start(&suggest, name);
    for (const struct grammar_element *element = grammar->elements; element < end; element++) {
        for (size_t i = 0; attribute && i < element->attribute_count; i++)
            suggest_try(&suggest, element->attributes[i].name);
        if (!attribute)
            suggest_try(&suggest, element->name);
    }
    *suggestion = suggest.best;
    return false;
}

/* --- reading the XSD --- */

struct reader {
    struct grammar *grammar;
    const xmlNode *schema; /* the root of the XSD */
    const char *path;
    struct error *error;
};

/* The first one is the error; reading goes on, and comes to nothing. */
static void unknown(const struct reader *reader, const xmlNode *node) {
    error_at(reader->error, ERROR_DATA, reader->path, xml_line(node), 0,
             _("De grammatica bevat iets wat hier niet gekend is: <%s>."), (const char *)node->name);
}

static const char *read_about(const xmlNode *node) {
    const xmlNode *text = dom_child(dom_child(node, "annotation"), "documentation");
    return text && text->children ? (const char *)text->children->content : "";
}

/* The other words that the explanation of a node gives for it, to the end of that line. */
static const char *read_also(const xmlNode *node) {
    static const char mark[] = "Andere woorden: ";
    const char *found = strstr(read_about(node), mark);
    return found ? found + sizeof mark - 1 : "";
}

/* Room for one more item in an array that doubles at each power of two, and then moves. */
static void *grow(void *items, size_t count, size_t size) {
    return count > 0 && (count & (count - 1)) != 0 ? items : mem_realloc(items, (count > 0 ? count * 2 : 1) * size);
}

static void list_name(struct buf *list, const char *name) {
    buf_add_string(list, list->length > 0 ? ", " : "");
    buf_add_string(list, name);
}

/* The global definition of this kind (simpleType, attributeGroup) with that name, or NULL. */
static const xmlNode *definition(const struct reader *reader, const char *kind, const char *name) {
    const xmlNode *node = dom_child(reader->schema, kind);
    while (node && !dom_has(node, "name", name))
        node = dom_next(node, kind);
    return node;
}

/* Any node of a type, in a list or not, sets the attribute's kind and adds its words: by the type that it names, then
 * by what is in it. The facets of our grammar are part of what the kinds mean: the form of a date, a list that is not
 * empty. */
static void read_type(const struct reader *reader, const xmlNode *node, bool list,
                      struct grammar_attribute *attribute) {
    static const char *const uses[] = {"type", "base", "itemType"};
    static const struct {
        const char *name;
        enum value_kind kind;
    } built_in[] = {
        {"xs:string", VALUE_TEXT}, {"xs:token", VALUE_TEXT},  {"xs:date", VALUE_DATE},  {"xs:ID", VALUE_ID},
        {"xs:IDREF", VALUE_REF},   {"xs:IDREFS", VALUE_REFS}, {"xs:NCName", VALUE_REF},
    };
    list = list || dom_is(node, "list");
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++) {
        const char *name = dom_get(node, uses[i]);
        const xmlNode *named = *name ? definition(reader, "simpleType", name) : NULL;
        bool known = !*name || named;
        for (size_t j = 0; j < sizeof built_in / sizeof built_in[0]; j++)
            if (strcmp(built_in[j].name, name) == 0) {
                known = true;
                if (attribute->word_count == 0)
                    attribute->kind = list && built_in[j].kind == VALUE_REF ? VALUE_REFS : built_in[j].kind;
            }
        if (named)
            read_type(reader, named, list, attribute);
        if (!known)
            unknown(reader, node);
    }
    for (const xmlNode *part = dom_child(node, NULL); part; part = dom_next(part, NULL))
        if (dom_is(part, "enumeration")) {
            attribute->kind = list || attribute->kind == VALUE_WORDS ? VALUE_WORDS : VALUE_WORD;
            attribute->words = grow(attribute->words, attribute->word_count, sizeof attribute->words[0]);
            attribute->words[attribute->word_count++] =
                (struct grammar_word){dom_get(part, "value"), read_about(part), read_also(part), !list};
            list_name(&attribute->word_list, dom_get(part, "value"));
        } else if (dom_has_word("simpleType restriction list union", (const char *)part->name))
            read_type(reader, part, list, attribute);
        else if (!dom_has_word("annotation pattern minLength", (const char *)part->name))
            unknown(reader, part);
}

/* What an attribute element says, kept with it: it may be that of many elements, and to read it for each would be a
 * twentieth of the only check. */
static const struct grammar_attribute *read_attribute(const struct reader *reader, xmlNode *node) {
    if (!node->psvi) {
        struct grammar_attribute *attribute = node->psvi = mem_calloc(1, sizeof *attribute);
        attribute->name = dom_get(node, "name");
        attribute->about = read_about(node);
        attribute->required = dom_has(node, "use", "required");
        read_type(reader, node, false, attribute);
    }
    return node->psvi;
}

/* A sequence of elements, or all of them in any order, or a choice of elements that repeats. */
static void read_content(const struct reader *reader, const xmlNode *content, struct grammar_element *parent) {
    bool choice = dom_is(content, "choice"), ordered = dom_is(content, "sequence");
    size_t slot = 0;
    for (const xmlNode *node = dom_child(content, NULL); node; node = dom_next(node, NULL), slot += ordered) {
        const char *name = dom_get(node, dom_attribute(node, "name") ? "name" : "ref");
        struct grammar_element *element = (struct grammar_element *)grammar_element(reader->grammar, name);
        if (!element || grammar_child(parent, element)) {
            unknown(reader, node); /* not an element that we have, or a second place for the same name */
            continue;
        }
        element->nested = true;
        parent->children = grow(parent->children, parent->child_count, sizeof parent->children[0]);
        parent->children[parent->child_count++] =
            (struct grammar_child){.element = element,
                                   .about = dom_attribute(node, "name") ? read_about(node) : element->about,
                                   .slot = slot,
                                   .required = !choice && !dom_has(node, "minOccurs", "0"),
                                   .repeats = choice || dom_has(node, "maxOccurs", "unbounded")};
        list_name(&parent->child_list, element->name);
    }
}

/* What is in the definition of an element, or in one that it refers to. */
static void read_parts(const struct reader *reader, const xmlNode *around, struct grammar_element *element) {
    for (xmlNode *node = dom_child(around, NULL); node; node = dom_next(node, NULL))
        if (dom_is(node, "complexType")) {
            element->text = dom_has(node, "mixed", "true");
            read_parts(reader, node, element);
        } else if (dom_has_word("sequence all choice", (const char *)node->name))
            read_content(reader, node, element);
        else if (dom_is(node, "attribute")) {
            element->attributes = grow(element->attributes, element->attribute_count, sizeof element->attributes[0]);
            element->attributes[element->attribute_count++] = *read_attribute(reader, node);
            list_name(&element->attribute_list, dom_get(node, "name"));
        } else if (dom_is(node, "attributeGroup"))
            read_parts(reader, definition(reader, "attributeGroup", dom_get(node, "ref")), element);
        else if (!dom_is(node, "annotation"))
            unknown(reader, node);
}

static void read_schema(const struct reader *reader) {
    struct grammar *grammar = reader->grammar;
    for (const xmlNode *node = dom_child(reader->schema, NULL); node; node = dom_next(node, NULL))
        if (!dom_has_word("element simpleType attributeGroup", (const char *)node->name))
            unknown(reader, node);
    /* First the names alone, so that content can refer to elements that come later. */
    for (const xmlNode *node = reader->schema; node; node = dom_walk(node, NULL))
        if (dom_is(node, "element") && dom_attribute(node, "name")) {
            grammar->elements = grow(grammar->elements, grammar->element_count, sizeof grammar->elements[0]);
            grammar->elements[grammar->element_count++] =
                (struct grammar_element){.name = dom_get(node, "name"), .about = read_about(node), .also = ""};
        }
    if (grammar->element_count > 0)
        qsort(grammar->elements, grammar->element_count, sizeof grammar->elements[0], compare_names);
    size_t names = 0;
    for (size_t i = 0; i < grammar->element_count; i++)
        if (names == 0 || strcmp(grammar->elements[names - 1].name, grammar->elements[i].name) != 0)
            grammar->elements[names++] = grammar->elements[i];
    grammar->element_count = names;
    for (const xmlNode *node = reader->schema; node; node = dom_walk(node, NULL)) {
        if (!dom_is(node, "element") || !dom_attribute(node, "name"))
            continue;
        struct grammar_element *element = (struct grammar_element *)grammar_element(grammar, dom_get(node, "name"));
        if (!*element->also)
            element->also = read_also(node);
        if (!dom_child(node, "complexType"))
            unknown(reader, node);
        if (element->attribute_count == 0) /* else it is the same, in another element */
            read_parts(reader, node, element);
    }
    size_t roots = 0; /* the root is the one element that stands in no other */
    for (size_t i = 0; i < grammar->element_count; i++)
        if (!grammar->elements[i].nested) {
            grammar->root = &grammar->elements[i];
            roots++;
        }
    if (roots != 1)
        unknown(reader, reader->schema);
}

bool grammar_open(struct grammar *grammar, const struct datadir *datadir, struct error *error) {
    enum { MOST_BYTES = 16 * 1024 * 1024 }; /* ours is 90 KB */
    struct buf bytes = BUF_EMPTY;
    enum xml_mistake mistake;
    char *path = datadir_find(datadir, "schemas/hgw-casus.xsd", error);
    *grammar = (struct grammar){0};
    if (path && file_read(path, MOST_BYTES, &bytes, error))
        grammar->xsd = xml_read_lax(bytes.data, bytes.length, &mistake);
    buf_free(&bytes);
    const xmlNode *schema = grammar->xsd ? xmlDocGetRootElement(grammar->xsd) : NULL;
    if (schema && dom_is(schema, "schema"))
        read_schema(&(struct reader){grammar, schema, path, error});
    else
        error_at(error, ERROR_DATA, path, 0, 0, _("Dit is geen XML-schema."));
    free(path);
    return error->kind == ERROR_NONE;
}

void grammar_close(struct grammar *grammar) {
    for (xmlNode *node = grammar->xsd ? xmlDocGetRootElement(grammar->xsd) : NULL; node; node = dom_walk(node, NULL))
        if (node->psvi) {
            struct grammar_attribute *attribute = node->psvi;
            free(attribute->words);
            buf_free(&attribute->word_list);
            free(attribute);
        }
    for (size_t i = 0; i < grammar->element_count; i++) {
        buf_free(&grammar->elements[i].attribute_list);
        buf_free(&grammar->elements[i].child_list);
        free(grammar->elements[i].attributes);
        free(grammar->elements[i].children);
    }
    free(grammar->elements);
    xmlFreeDoc(grammar->xsd);
    *grammar = (struct grammar){0};
}
