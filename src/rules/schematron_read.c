#include "rules/schematron.h"

#include "base/file.h"
#include "xml/dom.h"

#include <strings.h>

#define SCHEMATRON_URI "http://purl.oclc.org/dsdl/schematron"

enum {
    MOST_PROBLEMS = 1000, /* more are not said */
    MOST_SOURCES = 100,   /* files that one rule file may include, with what those include */
};

/* What may stand where: words of lists. Everything may have an id, see, icon and fpi. */
static const struct element_row {
    const char *name, *attributes, *required, *hgw, *children;
    bool text; /* it may hold text */
} rows[] = {
    {"schema", "queryBinding schemaVersion defaultPhase", "", "uitgangspunt",
     "title ns p phase pattern let diagnostics", false},
    {"title", "", "", "", "emph dir span", true},
    {"p", "class", "", "", "emph dir span", true},
    {"ns", "prefix uri", "prefix uri", "", "", false},
    {"phase", "id", "id", "", "active p", false},
    {"active", "pattern", "pattern", "", "", false},
    {"pattern", "abstract is-a", "", "vanaf tot", "title p param let rule", false},
    {"param", "name value", "name value", "", "", false},
    {"rule", "context abstract role flag", "", "", "let assert report extends p", false},
    {"extends", "rule", "rule", "", "", false},
    {"let", "name value", "name value", "", "", false},
    {"assert", "test id role flag diagnostics", "test id", "", "value-of name emph dir span", true},
    {"report", "test id role flag diagnostics", "test id", "", "value-of name emph dir span", true},
    {"value-of", "select", "select", "", "", false},
    {"name", "path", "", "", "", false},
    {"emph", "", "", "", "value-of name", true},
    {"dir", "value", "", "", "value-of name", true},
    {"span", "class", "", "", "value-of name", true},
    {"diagnostics", "", "", "", "diagnostic", false},
    {"diagnostic", "id role", "id", "", "value-of name emph dir span", true},
};

static const struct element_row *row_of(const char *name) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

/* --- places and problems --- */

/* Byte `offset` of the value of an attribute in this tag; the tag itself when the attribute is not there. A reference
 * such as &lt; counts as one byte. */
static const char *find_in_value(const char *tag, const char *attribute, size_t offset) {
    size_t length = strlen(attribute);
    for (const char *at = tag + strcspn(tag, DOM_SPACE "/>"); *at != '>' && *at != '/';) {
        at += strspn(at, DOM_SPACE);
        const char *name = at, *value = at + strcspn(at, "\"'>");
        if (*value == '>')
            return tag;
        if (strncmp(name, attribute, length) == 0 && strchr(DOM_SPACE "=", name[length])) {
            for (at = value + 1; offset > 0 && *at != *value; offset--)
                at += *at == '&' ? strcspn(at, ";") + 1 : 1;
            return at;
        }
        at = strchr(value + 1, *value) + 1;
    }
    return tag;
}

static struct rule_place place_of(const struct schematron *s, size_t offset) {
    const struct source *source = &s->sources[s->source_count - 1];
    struct cursor start = CURSOR_START;
    while (source > s->sources && source->first > offset)
        source--;
    case_advance(&s->file, &start, source->first);
    struct cursor at = start;
    case_advance(&s->file, &at, offset);
    return (struct rule_place){source->path, at.line - start.line + 1, at.column};
}

struct rule_place rule_place(const struct rule_info *rule) {
    return place_of(rule->schematron, xml_offset(rule->element));
}

bool sch_wrong(struct schematron *s, const xmlNode *element, const char *attribute, size_t offset, const char *format,
               ...) {
    if (s->problem_count++ >= MOST_PROBLEMS)
        return false;
    const char *text = s->file.source.data, *at = text + xml_offset(element);
    struct rule_place place = place_of(s, (size_t)((attribute ? find_in_value(at, attribute, offset) : at) - text));
    struct error problem = {ERROR_DATA, NULL, mem_strdup(place.file), place.line, place.column, NULL};
    va_list arguments;
    va_start(arguments, format);
    problem.text = text_vformat(format, arguments);
    va_end(arguments);
    error_insert(&s->problems, &problem);
    return false;
}

/* --- parsing --- */

/* What cannot be read is said as it is of a case, but for what to do when that is only so of a case. */
static void say_unread(struct schematron *s, struct xml_problem *problem, const char *text, size_t first) {
    AUTO(mem_free) char *said = mistake_text(problem, text);
    char *help = strchr(said, '\n');
    *help = strstr(help, "casus") || strstr(help, "case") ? '\0' : ' ';
    struct error wrong = ERROR_EMPTY;
    struct rule_place place = place_of(s, first + problem->offset);
    error_at(&wrong, ERROR_DATA, place.file, place.line, place.column, "%s", said);
    error_insert(&s->problems, &wrong);
}

/* Reads a file, as the next source. NULL: what is wrong is among the problems. */
static xmlDocPtr read_source(struct schematron *s, const char *path, const char *bytes, size_t length) {
    static const struct xml_limits limits = {CASE_MAX_BYTES, CASE_MAX_ATTRIBUTES, CASE_MAX_DEPTH, CASE_MAX_ELEMENTS};
    AUTO(xml_problem_free) struct xml_problem problem = {0};
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    size_t first = s->file.source.length;
    s->sources = list_grow(s->sources, &s->source_capacity, s->source_count, sizeof *s->sources);
    s->sources[s->source_count++] = (struct source){mem_strdup(path), first};
    xmlDocPtr doc = xml_read(bytes, length, &limits, &text, &problem);
    buf_add(&s->file.source, text.data, text.length);
    buf_add_char(&s->file.source, '\n');
    if (!doc)
        say_unread(s, &problem, text.data, first);
    return doc;
}

/* --- include --- */

/* A copy for the tree, of elements whose places move by `first` bytes. */
static xmlNodePtr copy(const struct schematron *s, xmlNodePtr from, size_t first) {
    xmlNodePtr to = xmlDocCopyNode(from, s->file.doc, 1), at = to;
    for (xmlNodePtr node = from; node; node = dom_walk(node, from), at = dom_walk(at, to))
        at->_private = (void *)((uintptr_t)node->_private + first);
    return to;
}

/* True for a file in the directory of the rule file, or deeper. */
static bool stays_inside(const char *href) {
    return *href != '/' && !strchr(href, ':') && !strstr(href, "..") && strcspn(href, "#") > 0;
}

/* What an <include> brings. NULL: it cannot; why is among the problems. */
static xmlNodePtr included(struct schematron *s, xmlNodePtr include) {
    const char *href = dom_get(include, "href"), *id = strchr(href, '#'), *from = place_of(s, xml_offset(include)).file;
    const char *slash = strrchr(from, '/');
    AUTO(mem_free)
    char *path = text_format("%.*s%.*s", slash ? (int)(slash + 1 - from) : 0, from, (int)strcspn(href, "#"), href);
    AUTO(buf_free) struct buf bytes = BUF_EMPTY;
    AUTO(error_clear) struct error error = ERROR_EMPTY;
    size_t first = s->file.source.length;
    xmlDocPtr doc = NULL;
    bool round = s->source_count > MOST_SOURCES;
    for (const xmlNode *around = include; around && !round; around = around->parent)
        round = strcmp(place_of(s, xml_offset(around)).file, path) == 0;
    if (!stays_inside(href))
        sch_wrong(s, include, "href", 0,
                  _("Een <include> haalt een bestand uit de map van het regelbestand, en „%s” is dat niet. Zet het in "
                    "die map, en noem het zonder een / of .. vooraan."),
                  href);
    else if (round)
        sch_wrong(s, include, "href", 0,
                  _("Met „%s” gaat <include> rond, of het zijn er te veel. Haal deze <include> weg."), href);
    else if (!file_read(path, CASE_MAX_BYTES, &bytes, &error))
        sch_wrong(s, include, "href", 0, "%s", error_text(&error));
    else
        doc = read_source(s, path, bytes.data, bytes.length);
    xmlNodePtr found = doc ? xmlDocGetRootElement(doc) : NULL, part = NULL;
    while (found && id && !dom_has(found, "id", id + 1))
        found = dom_walk(found, NULL);
    if (dom_is(found, "schema"))
        sch_wrong(s, include, "href", 0,
                  _("In het bestand van „%s” staat een heel <schema>. Neem er een stuk van, met bestand#id, of "
                    "geef het zelf met --rules."),
                  href);
    else if (found)
        part = copy(s, found, first);
    else if (doc)
        sch_wrong(s, include, "href", 0, _("In het bestand van „%s” staat niets met die id."), href);
    xmlFreeDoc(doc);
    return part;
}

static void include_all(struct schematron *s, const xmlNode *root) {
    for (xmlNodePtr node = dom_walk(root, root); node;) {
        xmlNodePtr include = dom_is(node, "include") ? node : NULL, part = include ? included(s, include) : NULL;
        if (part)
            xmlAddNextSibling(include, part);
        node = part ? part : dom_walk(node, root); /* of what was included too */
        dom_drop(include);
    }
}

/* --- checking --- */

const char *sch_hgw(const xmlNode *element, const char *name) {
    const xmlAttr *attribute = xmlHasNsProp(element, (const xmlChar *)name, (const xmlChar *)FUNCTIONS_URI);
    return attribute ? dom_value(attribute) : NULL;
}

static bool is_abstract(const xmlNode *element) {
    return dom_has(element, "abstract", "true");
}

xmlNodePtr sch_by_id(const struct schematron *s, const char *id, const char *name) {
    xmlNodePtr found = dom_by_id(s->file.doc, id);
    return dom_is(found, name) ? found : NULL;
}

/* The end of a sentence about a name: which of these words was probably meant. Freed with free(). */
static char *meant(const char *name, const char *words) {
    struct suggest_one suggest = suggest_start(name);
    for (size_t length; (length = dom_word(&words)) > 0; words += length)
        suggest_try_word(&suggest, words, length);
    return suggest.best ? text_format(_(" Bedoel je „%.*s”?"), (int)suggest.best_length, suggest.best) : mem_strdup("");
}

static void check_attributes(struct schematron *s, const xmlNode *node, const struct element_row *row) {
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        const char *name = (const char *)attribute->name, *uri = attribute->ns ? (const char *)attribute->ns->href : "";
        const char *list = !*uri                                               ? row->attributes
                           : strcmp(uri, FUNCTIONS_URI) == 0                   ? row->hgw
                           : strcmp(uri, (const char *)XML_XML_NAMESPACE) == 0 ? "lang space base"
                                                                               : "";
        if (dom_has_word(list, name) || (!*uri && dom_has_word("id see icon fpi", name)))
            continue;
        AUTO(mem_free)
        char *end = !*uri && strncmp(name, "hgw:", 4) == 0 /* not declared */
                        ? text_format(_(" Zet xmlns:hgw=\"%s\" in <schema>."), FUNCTIONS_URI)
                        : meant(name, list);
        sch_wrong(s, node, NULL, 0, _("Het attribuut %s van <%s> hoort niet bij de Schematron die hgw ondersteunt.%s"),
                  name, row->name, end);
    }
    const char *at = row->required;
    for (char *name; (name = dom_next_word(&at)); free(name))
        if (!dom_attribute(node, name))
            sch_wrong(s, node, NULL, 0, _("Het attribuut %s van <%s> ontbreekt."), name, row->name);
}

/* What the attributes of a pattern or rule must say together. */
static void check_abstract(struct schematron *s, const xmlNode *node) {
    const xmlAttr *given = dom_attribute(node, "abstract"), *context = dom_attribute(node, "context");
    const xmlAttr *instance = context ? context : dom_attribute(node, "is-a");
    bool abstract = is_abstract(node);
    if (given && !abstract && !dom_has(node, "abstract", "false"))
        sch_wrong(s, node, "abstract", 0, _("abstract=\"%s\" is niet true of false."), dom_value(given));
    else if (abstract && instance)
        sch_wrong(s, node, NULL, 0, _("Wat abstract is, heeft geen context en geen is-a („%s”)."), dom_value(instance));
    else if (abstract ? !dom_attribute(node, "id") : dom_is(node, "rule") && !context)
        sch_wrong(s, node, NULL, 0, _("Het attribuut %s van <%s> ontbreekt."), abstract ? "id" : "context",
                  (const char *)node->name);
}

/* Takes out what cannot be there. Nesting is bounded: what may stand inside what has no cycle. */
static void check_element(struct schematron *s, xmlNodePtr node, const struct element_row *row) {
    check_attributes(s, node, row);
    if (dom_has_word(row->attributes, "abstract"))
        check_abstract(s, node);
    for (xmlNodePtr next, child = node->children; child; child = next) {
        const char *name = (const char *)child->name;
        next = child->next;
        if (child->type == XML_TEXT_NODE && !row->text && !dom_blank((const char *)child->content))
            sch_wrong(s, node, NULL, 0, _("In <%s> mag geen tekst staan."), row->name);
        if (child->type != XML_ELEMENT_NODE)
            continue;
        bool iso = child->ns && strcmp((const char *)child->ns->href, SCHEMATRON_URI) == 0;
        const struct element_row *known = iso ? row_of(name) : NULL;
        if (known && dom_has_word(row->children, name)) {
            check_element(s, child, known);
            continue;
        }
        AUTO(mem_free) char *end = meant(name, row->children);
        if (known)
            sch_wrong(s, child, NULL, 0, _("Het element <%s> mag niet in <%s> staan."), name, row->name);
        else
            sch_wrong(s, child, NULL, 0, _("Het element <%s> hoort niet bij de Schematron die hgw ondersteunt.%s"),
                      name, end);
        dom_drop(child);
    }
}

/* --- filling in --- */

/* The abstract rule or pattern with this id, NULL when there is none. */
static xmlNodePtr find_abstract(const struct schematron *s, const char *name, const char *id) {
    xmlNodePtr found = sch_by_id(s, id, name);
    return found && is_abstract(found) ? found : NULL;
}

/* Puts what an abstract rule holds in the place of each <extends>. */
static void extend(struct schematron *s, xmlNodePtr rule) {
    rule->psvi = rule; /* busy */
    for (xmlNodePtr next, part = dom_child(rule, "extends"); part; part = next) {
        const char *id = dom_get(part, "rule");
        xmlNodePtr abstract = find_abstract(s, "rule", id);
        next = dom_next(part, "extends");
        if (!abstract)
            sch_wrong(s, part, "rule", 0, _("Er is geen abstracte regel „%s” om uit te breiden."), id);
        else if (abstract->psvi)
            sch_wrong(s, part, "rule", 0, _("De regel „%s” breidt zichzelf uit, zonder einde."), id);
        else {
            extend(s, abstract);
            for (xmlNodePtr child = dom_child(abstract, NULL); child; child = dom_next(child, NULL))
                xmlAddPrevSibling(part, copy(s, child, 0));
        }
        dom_drop(part);
    }
    rule->psvi = NULL;
}

/* The value of an attribute with the params of a pattern filled in. */
static void fill_in(const xmlNode *pattern, xmlAttrPtr attribute) {
    AUTO(buf_free) struct buf out = BUF_EMPTY;
    for (const char *at = dom_value(attribute); *at;) {
        size_t length = 1 + strcspn(at + 1, "$ \t\r\n()[]{}<>=!|/+*,'\"@:");
        xmlNodePtr param = *at == '$' ? dom_child(pattern, "param") : NULL;
        while (param && (strlen(dom_get(param, "name")) != length - 1 ||
                         strncmp(dom_get(param, "name"), at + 1, length - 1) != 0))
            param = dom_next(param, "param");
        if (param)
            buf_add_string(&out, dom_get(param, "value"));
        else
            buf_add(&out, at, length);
        at += length;
    }
    dom_set(attribute->parent, (const char *)attribute->name, out.data ? out.data : "");
}

/* Gives a pattern what an abstract one holds. */
static void make_pattern(struct schematron *s, xmlNodePtr pattern) {
    const char *id = dom_get(pattern, "is-a");
    xmlNodePtr abstract = find_abstract(s, "pattern", id);
    if (!abstract)
        sch_wrong(s, pattern, "is-a", 0, _("Er is geen abstract pattern „%s”."), id);
    for (xmlNodePtr child = dom_child(abstract, NULL); child; child = dom_next(child, NULL)) {
        xmlNodePtr made = xmlAddChild(pattern, copy(s, child, 0));
        for (xmlNodePtr node = made; node; node = dom_walk(node, made))
            for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next)
                if (!attribute->ns && strchr(dom_value(attribute), '$'))
                    fill_in(pattern, attribute);
    }
}

/* Makes every rule and pattern what it stands for; after that no abstract one is needed. */
static void fill_in_all(struct schematron *s, xmlNodePtr root) {
    for (xmlNodePtr node = root; node; node = dom_walk(node, root))
        if (dom_is(node, "rule"))
            extend(s, node);
    for (xmlNodePtr pattern = dom_child(root, "pattern"); pattern; pattern = dom_next(pattern, "pattern"))
        if (dom_attribute(pattern, "is-a") && !is_abstract(pattern))
            make_pattern(s, pattern);
    for (xmlNodePtr node = dom_walk(root, root), next; node; node = next) {
        bool abstract = is_abstract(node);
        next = abstract ? dom_walk_over(node, root) : dom_walk(node, root);
        if (abstract)
            dom_drop(node);
    }
}

static void read_ids(struct schematron *s, xmlNodePtr root) {
    ids_rebuild(s->file.doc);
    for (xmlNodePtr node = root; node; node = dom_walk(node, NULL)) {
        const char *id = dom_get(node, "id");
        const xmlNode *first = dom_by_id(s->file.doc, id);
        if (first && first != node)
            sch_wrong(s, node, "id", 0, _("De id „%s” (hier van <%s>) komt twee keer voor."), id,
                      (const char *)node->name);
    }
}

void sch_read_texts(struct schematron *s) {
    size_t first = s->file.source.length;
    AUTO(mem_free) char *bytes = s->unread;
    s->unread = NULL;
    xmlDocPtr doc = bytes ? read_source(s, s->sources[0].path, bytes, strlen(bytes)) : NULL;
    xmlNodePtr root = xmlDocGetRootElement(s->file.doc);
    xmlNodePtr texts = dom_child(doc ? xmlDocGetRootElement(doc) : NULL, "diagnostics");
    if (texts && xmlDOMWrapAdoptNode(NULL, doc, texts, s->file.doc, root, 0) == 0) {
        for (xmlNodePtr node = texts; node; node = dom_walk(node, texts))
            node->_private = (void *)((uintptr_t)node->_private + first);
        xmlAddChild(root, texts);
        ids_rebuild(s->file.doc);
    }
    xmlFreeDoc(doc);
}

bool sch_read(struct schematron *s, const char *name, const char *bytes, size_t length) {
    const char *texts = s->use.whole ? NULL : memmem(bytes, length, "<diagnostics>", strlen("<diagnostics>"));
    AUTO(buf_free) struct buf head = BUF_EMPTY;
    if (texts) {
        s->unread = mem_strndup(bytes, length);
        buf_add(&head, bytes, (size_t)(texts - bytes));
        buf_add_string(&head, "</schema>");
        bytes = head.data;
        length = head.length;
    }
    s->file.doc = read_source(s, name, bytes, length);
    xmlNodePtr root = s->file.doc ? xmlDocGetRootElement(s->file.doc) : NULL;
    if (!root)
        return false;
    const char *binding = dom_get(root, "queryBinding");
    if (!dom_is(root, "schema") || !root->ns || strcmp((const char *)root->ns->href, SCHEMATRON_URI) != 0)
        return sch_wrong(s, root, NULL, 0, _("Dit is geen ISO Schematron: het begint niet met <schema xmlns=\"%s\">."),
                         SCHEMATRON_URI);
    if (*binding && strcasecmp(binding, "xslt") != 0)
        return sch_wrong(s, root, "queryBinding", 0,
                         _("De query binding „%s” van <%s> wordt niet ondersteund: het moet xslt zijn."), binding,
                         "schema");
    if (!s->use.whole) /* nor does ours include or extend anything */
        return true;
    include_all(s, root);
    check_element(s, root, &rows[0]);
    read_ids(s, root); /* before anything is copied with its id */
    fill_in_all(s, root);
    return true;
}
