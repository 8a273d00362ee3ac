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

bool grammar_also(const char *about, const char *word) {
    static const char mark[] = "Andere woorden: ", between[] = ", ";
    const char *at = strstr(about, mark);
    size_t length = strlen(word), here;
    for (at += at ? sizeof mark - 1 : 0; at && *at && *at != '\n'; at += here + strspn(at + here, between)) {
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

static const char *read_about(const xmlNode *node) {
    const xmlNode *text = dom_child(dom_child(node, "annotation"), "documentation");
    return text && text->children ? (const char *)text->children->content : "";
}

/* The name of an element that stands somewhere: defined there, or elsewhere. */
static const char *read_name(const xmlNode *node) {
    return dom_get(node, dom_attribute(node, "name") ? "name" : "ref");
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
static const xmlNode *definition(const struct grammar *grammar, const char *kind, const char *name) {
    const xmlNode *node = dom_child(xmlDocGetRootElement(grammar->xsd), kind);
    while (node && !dom_has(node, "name", name))
        node = dom_next(node, kind);
    return node;
}

/* Any node of a type, in a list or not, sets the attribute's kind and adds its words: by the type that it names, then
 * by what is in it. The facets of our grammar are part of what the kinds mean: the form of a date, a list that is not
 * empty. */
static void read_type(const struct grammar *grammar, const xmlNode *node, bool list,
                      struct grammar_attribute *attribute) {
    static const char *const uses[] = {"type", "base", "itemType"};
    static const struct {
        const char *name;
        enum value_kind kind;
    } built_in[] = {{"xs:date", VALUE_DATE},
                    {"xs:ID", VALUE_ID},
                    {"xs:IDREF", VALUE_REF},
                    {"xs:IDREFS", VALUE_REFS},
                    {"xs:NCName", VALUE_REFS}}; /* the last one in a list, where groups of people may stand too */
    list = list || dom_is(node, "list");
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++) {
        const char *name = dom_get(node, uses[i]);
        for (size_t j = 0; *name && j < sizeof built_in / sizeof built_in[0]; j++)
            if (strcmp(built_in[j].name, name) == 0)
                attribute->kind = built_in[j].kind;
        if (*name)
            read_type(grammar, definition(grammar, "simpleType", name), list, attribute);
    }
    if (dom_is(node, "enumeration")) {
        attribute->kind = list || attribute->kind == VALUE_WORDS ? VALUE_WORDS : VALUE_WORD;
        attribute->words = grow(attribute->words, attribute->word_count, sizeof attribute->words[0]);
        attribute->words[attribute->word_count++] =
            (struct grammar_word){dom_get(node, "value"), read_about(node), !list};
        list_name(&attribute->word_list, dom_get(node, "value"));
    } else
        for (const xmlNode *part = dom_child(node, NULL); part; part = dom_next(part, NULL))
            read_type(grammar, part, list, attribute);
}

/* What an attribute element says, kept with it: it may be that of many elements, and to read it for each would be a
 * twentieth of the only check. */
static const struct grammar_attribute *read_attribute(const struct grammar *grammar, xmlNode *node) {
    if (!node->psvi) {
        struct grammar_attribute *attribute = node->psvi = mem_calloc(1, sizeof *attribute);
        attribute->name = dom_get(node, "name");
        attribute->about = read_about(node);
        attribute->required = dom_has(node, "use", "required");
        read_type(grammar, node, false, attribute);
    }
    return node->psvi;
}

/* What is in the definition of an element, or in a part of it: the elements of a sequence, of all in any order or of a
 * choice that repeats, and attributes. */
static void read_parts(const struct grammar *grammar, const xmlNode *around, struct grammar_element *parent) {
    bool choice = dom_is(around, "choice"), ordered = dom_is(around, "sequence");
    size_t slot = 0;
    for (xmlNode *node = dom_child(around, NULL); node; node = dom_next(node, NULL), slot += ordered) {
        const struct grammar_element *element =
            dom_is(node, "element") ? grammar_element(grammar, read_name(node)) : NULL;
        if (element) {
            parent->children = grow(parent->children, parent->child_count, sizeof parent->children[0]);
            parent->children[parent->child_count++] =
                (struct grammar_child){.element = element,
                                       .about = dom_attribute(node, "name") ? read_about(node) : element->about,
                                       .slot = slot,
                                       .required = !choice && !dom_has(node, "minOccurs", "0"),
                                       .repeats = choice || dom_has(node, "maxOccurs", "unbounded")};
            list_name(&parent->child_list, element->name);
        } else if (dom_is(node, "attribute")) {
            parent->attributes = grow(parent->attributes, parent->attribute_count, sizeof parent->attributes[0]);
            parent->attributes[parent->attribute_count++] = *read_attribute(grammar, node);
            list_name(&parent->attribute_list, dom_get(node, "name"));
        } else if (dom_is(node, "attributeGroup"))
            read_parts(grammar, definition(grammar, "attributeGroup", dom_get(node, "ref")), parent);
        else if (!dom_is(node, "annotation")) {
            parent->text = parent->text || dom_has(node, "mixed", "true");
            read_parts(grammar, node, parent);
        }
    }
}

/* Returns what is not known here, or NULL. */
static const xmlNode *read_schema(struct grammar *grammar) {
    static const char all[] = "documentation annotation enumeration element attribute attributeGroup complexType "
                              "simpleType restriction list union pattern minLength sequence all choice schema";
    const xmlNode *schema = xmlDocGetRootElement(grammar->xsd);
    /* First the names alone, so that content can refer to elements that come later. */
    for (const xmlNode *node = schema; node; node = dom_walk(node, NULL))
        if (!dom_has_word(all, (const char *)node->name))
            return node;
        else if (dom_is(node, "element") && dom_attribute(node, "name")) {
            grammar->elements = grow(grammar->elements, grammar->element_count, sizeof grammar->elements[0]);
            grammar->elements[grammar->element_count++] =
                (struct grammar_element){.name = dom_get(node, "name"), .about = read_about(node)};
        }
    size_t names = 0;
    if (grammar->element_count > 0)
        qsort(grammar->elements, grammar->element_count, sizeof grammar->elements[0], compare_names);
    for (size_t i = 0; i < grammar->element_count; i++)
        if (names == 0 || strcmp(grammar->elements[names - 1].name, grammar->elements[i].name) != 0)
            grammar->elements[names++] = grammar->elements[i];
    grammar->element_count = names;
    for (const xmlNode *node = schema; node; node = dom_walk(node, NULL)) {
        bool is_element = dom_is(node, "element");
        struct grammar_element *element =
            is_element ? (struct grammar_element *)grammar_element(grammar, read_name(node)) : NULL;
        if (is_element && !element)
            return node;
        if (element && element->attribute_count == 0) /* else it is the same, in another element */
            read_parts(grammar, node, element);
    }
    grammar->root = grammar_element(grammar, "casus");
    return grammar->root ? NULL : schema;
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
    const xmlNode *unknown = schema && dom_is(schema, "schema") ? read_schema(grammar) : NULL;
    if (unknown)
        error_at(error, ERROR_DATA, path, xml_line(unknown), 0,
                 _("De grammatica bevat iets wat hier niet gekend is: <%s>."), (const char *)unknown->name);
    else if (!grammar->root)
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

/* --- references --- */

/* Vocabulary, "What a reference must point to". */
const struct ref_target ref_targets[] = {
    {"aanvaard-door betreft deelnemers door naar niet-voor uitvoerder van voor wie", "leerling betrokkene"},
    {"aanbeveling", "aanbeveling"},
    {"alternatief-voor hypothesen", "hypothese"},
    {"auteur ontvanger", "betrokkene"},
    {"behoefte", "onderwijsbehoefte opvoedingsbehoefte"},
    {"behoeften", "onderwijsbehoefte opvoedingsbehoefte ondersteuningsbehoefte"},
    {"benut", "positief uitzondering aanpak"},
    {"boven doelen", "doel"},
    {"gevolg", "afspraak aanbeveling ondersteuningsbehoefte overleg akkoord"},
    {"hulpvraag hulpvragen", "hulpvraag"},
    {"object", ""},
    {"pakt-aan", "wisselwerking belemmerend"},
    {"steunt-op", "positief belemmerend uitzondering aanpak wisselwerking"},
    {"terugkoppeling", "overleg notitie"},
    {"vragen", "onderzoeksvraag"},
    {NULL, NULL},
};

const char *ref_kinds(const char *attribute) {
    const struct ref_target *target = ref_targets;
    while (target->attributes && !dom_has_word(target->attributes, attribute))
        target++;
    return target->kinds;
}

const char *const ref_groups[REF_GROUP_COUNT] = {"ouders", "school", "extern"};

bool ref_is_group(const char *attribute, const char *word, size_t length) {
    return strcmp(attribute, "ontvanger") == 0 && dom_place(ref_groups, REF_GROUP_COUNT, word, length) >= 0;
}

bool refs_attribute(const struct grammar *grammar, const xmlAttr *attribute) {
    const char *name = (const char *)attribute->name;
    const struct grammar_element *element = grammar_element(grammar, (const char *)attribute->parent->name);
    const struct grammar_attribute *rule = element ? grammar_attribute(element, name) : NULL;
    return rule ? rule->kind == VALUE_REF || rule->kind == VALUE_REFS : ref_kinds(name) != NULL;
}
