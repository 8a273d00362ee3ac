#include "base/base.h"
#include "rules/schematron_internal.h"

#include "base/file.h"
#include "base/suggest.h"
#include "xml/dom.h"
#include "xml/reader.h"

#include <strings.h>

#define SCHEMATRON_URI "http://purl.oclc.org/dsdl/schematron"

enum {
    MOST_SOURCES = 100,  /* files that one rule file may include, with what those include */
    MOST_PROBLEMS = 100, /* more are not said */
};

/* What may stand where: words of lists. Everything may have an id, see, icon and fpi. */
static const struct element_row {
    const char *name, *required, *optional, *hgw, *children;
    bool text; /* it may hold text */
} rows[] = {
    {"schema", "", "queryBinding schemaVersion defaultPhase", "uitgangspunt",
     "title ns p phase pattern let diagnostics", false},
    {"title", "", "", "", "emph dir span", true},
    {"p", "", "class", "", "emph dir span", true},
    {"ns", "prefix uri", "", "", "", false},
    {"phase", "id", "", "", "active p", false},
    {"active", "pattern", "", "", "", false},
    {"pattern", "", "abstract is-a", "vanaf tot", "title p param let rule", false},
    {"param", "name value", "", "", "", false},
    {"rule", "", "context abstract role flag", "", "let assert report extends p", false},
    {"extends", "rule", "", "", "", false},
    {"let", "name value", "", "", "", false},
    {"assert", "test id", "role flag diagnostics", "", "value-of name emph dir span", true},
    {"report", "test id", "role flag diagnostics", "", "value-of name emph dir span", true},
    {"value-of", "select", "", "", "", false},
    {"name", "", "path", "", "", false},
    {"emph", "", "", "", "value-of name", true},
    {"dir", "", "value", "", "value-of name", true},
    {"span", "", "class", "", "value-of name", true},
    {"diagnostics", "", "", "", "diagnostic", false},
    {"diagnostic", "id", "role", "", "value-of name emph dir span", true},
};

static const struct element_row *row_of(const char *name) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

/* --- places --- */

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

/* The start tag of an element in the text of its source. */
static const char *tag_of(const struct schematron *s, const xmlNode *element, const struct source **source) {
    size_t i = s->source_count - 1;
    while (i > 0 && s->sources[i].first > (uintptr_t)element->_private)
        i--;
    *source = &s->sources[i];
    return (*source)->text.data + ((uintptr_t)element->_private - (*source)->first);
}

static void line_and_column(const struct source *source, const char *at, size_t *line, size_t *column) {
    *line = *column = 1;
    for (const char *i = source->text.data; i < at; i++) {
        *column = *i == '\n' ? 1 : *column + (((unsigned char)*i & 0xC0) != 0x80);
        *line += *i == '\n';
    }
}

struct rule_place sch_place(const struct schematron *s, const xmlNode *element) {
    const struct source *source;
    const char *tag = tag_of(s, element, &source);
    struct rule_place place = {.file = source->path};
    line_and_column(source, tag, &place.line, &place.column);
    return place;
}

/* --- problems --- */

static int by_place(const struct error *a, const struct error *b) {
    int files = strcmp(a->file, b->file);
    return files                ? files
           : a->line != b->line ? (a->line > b->line) - (a->line < b->line)
                                : (a->column > b->column) - (a->column < b->column);
}

void sch_take(struct schematron *s, struct error *problem) {
    struct error **at = &s->problems;
    struct error *more = mem_alloc(sizeof *more);
    bool known = s->problem_count == MOST_PROBLEMS;
    for (; *at && by_place(*at, problem) <= 0; at = &(*at)->next) /* what is extended is looked at more than once */
        known = known || (by_place(*at, problem) == 0 && strcmp((*at)->text, problem->text) == 0);
    *more = *problem;
    *problem = (struct error)ERROR_EMPTY;
    if (known) {
        error_clear(more);
        free(more);
        return;
    }
    more->next = *at;
    *at = more;
    s->problem_count++;
}

/* Adds a sentence, taken over, on what is wrong at a place in the text of a source; NULL: with the file as a whole. */
static void add_problem(struct schematron *s, const struct source *source, const char *at, char *sentence) {
    struct error problem = {.kind = ERROR_DATA, .file = mem_strdup(source->path)};
    problem.text = sentence;
    if (at)
        line_and_column(source, at, &problem.line, &problem.column);
    sch_take(s, &problem);
}

bool sch_wrong(struct schematron *s, const xmlNode *element, const char *attribute, size_t offset, const char *format,
               ...) {
    const struct source *source;
    const char *tag = tag_of(s, element, &source);
    va_list arguments;
    va_start(arguments, format);
    add_problem(s, source, attribute ? find_in_value(tag, attribute, offset) : tag, text_vformat(format, arguments));
    va_end(arguments);
    return false;
}

bool sch_settle(struct schematron *s, struct error *error) {
    if (s->problem_count == 0)
        return true;
    error_add(error, s->problems); /* with those behind it */
    free(s->problems);
    s->problems = NULL;
    s->problem_count = 0;
    return false;
}

/* --- parsing --- */

static bool speaks_of_a_case(const char *text) {
    return strstr(text, "casus") || strstr(text, "case");
}

/* What is not well-formed is said as it is of a case, but for what is only so of a case. Moves *at to the place. */
static char *say_mistake(const struct source *source, const struct xml_problem *problem, const char **at) {
    struct finding said = {.offset = problem->offset};
    say_syntax(&said, &problem->error, source->text.data);
    *at = source->text.data + said.offset;
    const char *help = !said.help || speaks_of_a_case(said.help) ? "" : said.help;
    char *sentence = problem->error.code == XML_ERR_DOCUMENT_END
                         ? mem_strdup(_("Na </schema> staat nog iets. Haal het weg."))
                     : speaks_of_a_case(said.message) ? mem_strdup(_("Dit is geen goede XML."))
                                                      : text_format("%s%s%s", said.message, *help ? " " : "", help);
    free(said.message);
    free(said.help);
    return sentence;
}

static void say_problem(struct schematron *s, const struct source *source, const struct xml_problem *problem) {
    enum xml_mistake mistake = problem->mistake;
    const char *at = source->text.data ? source->text.data + problem->offset : NULL;
    char *sentence = NULL;
    if (mistake == MISTAKE_EMPTY || mistake == MISTAKE_BYTES)
        at = NULL;
    if (mistake == MISTAKE_EMPTY)
        sentence = mem_strdup(_("Het bestand is leeg."));
    else if (mistake == MISTAKE_BYTES)
        sentence = text_format(_("Het regelbestand is groter dan %d MiB en wordt niet gelezen."),
                               SCHEMATRON_MAX_BYTES / (1024 * 1024));
    else if (mistake == MISTAKE_DOCTYPE)
        sentence = mem_strdup(_("Een regelbestand mag geen DOCTYPE hebben."));
    else if (mistake == MISTAKE_ENCODING)
        sentence = text_format(_("De tekencodering „%s” is onbekend."), problem->encoding);
    else if (mistake == MISTAKE_BYTE)
        sentence = text_format(_("Hier staat een byte die in de tekencodering %s niet bestaat."), problem->encoding);
    else if (mistake == MISTAKE_SYNTAX)
        sentence = say_mistake(source, problem, &at);
    add_problem(s, source, at, sentence ? sentence : mem_strdup(_("Dit is geen goede XML.")));
}

/* Reads a file, as the next source. NULL: what is wrong is among the problems. */
static xmlDocPtr read_source(struct schematron *s, const char *path, size_t includer, const char *bytes,
                             size_t length) {
    static const struct xml_limits limits = {SCHEMATRON_MAX_BYTES, 64, 64, 1000 * 1000};
    struct xml_problem problem;
    s->sources = list_grow(s->sources, &s->source_capacity, s->source_count, sizeof *s->sources);
    struct source *source = &s->sources[s->source_count++];
    *source = (struct source){.path = mem_strdup(path), .first = s->placed, .includer = includer};
    xmlDocPtr doc = xml_read(bytes, length, &limits, &source->text, &problem);
    if (!doc)
        say_problem(s, source, &problem);
    xml_problem_free(&problem);
    for (xmlNodePtr node = doc ? xmlDocGetRootElement(doc) : NULL; node; node = dom_walk(node, NULL))
        node->_private = (void *)(uintptr_t)(source->first + xml_offset(node));
    s->placed += source->text.length + 1;
    return doc;
}

/* --- include --- */

/* A copy for the tree, of elements that keep their places. */
static xmlNodePtr copy(const struct schematron *s, xmlNodePtr from) {
    xmlNodePtr to = xmlDocCopyNode(from, s->tree, 1), at = to;
    for (xmlNodePtr node = from; node; node = dom_walk(node, from), at = dom_walk(at, to))
        at->_private = node->_private;
    return to;
}

/* True for a file in the directory of the rule file, or deeper. */
static bool stays_inside(const char *href) {
    return *href != '/' && !strchr(href, ':') && !strstr(href, "..") && strcspn(href, "#") > 0;
}

/* What an <include> brings. NULL: it cannot; why is among the problems. */
static xmlNodePtr included(struct schematron *s, xmlNodePtr include) {
    const char *href = dom_get(include, "href"), *id = strchr(href, '#');
    const struct source *from;
    tag_of(s, include, &from);
    const char *slash = strrchr(from->path, '/');
    char *path =
        text_format("%.*s%.*s", slash ? (int)(slash + 1 - from->path) : 0, from->path, (int)strcspn(href, "#"), href);
    bool round = s->source_count > MOST_SOURCES;
    for (const struct source *at = from; !round; at = &s->sources[at->includer]) {
        round = strcmp(at->path, path) == 0;
        if (at == s->sources)
            break;
    }
    struct buf bytes = BUF_EMPTY;
    struct error error = ERROR_EMPTY;
    xmlDocPtr doc = NULL;
    if (!stays_inside(href))
        sch_wrong(s, include, "href", 0,
                  _("Een <include> haalt een bestand uit de map van het regelbestand, en „%s” is dat niet. Zet het in "
                    "die map, en "
                    "noem het zonder een / of .. vooraan."),
                  href);
    else if (round)
        sch_wrong(s, include, "href", 0,
                  _("Met „%s” gaat <include> rond, of het zijn er te veel. Haal deze <include> weg."), href);
    else if (!file_read(path, SCHEMATRON_MAX_BYTES, &bytes, &error))
        sch_wrong(s, include, "href", 0, "%s", error_text(&error));
    else
        doc = read_source(s, path, (size_t)(from - s->sources), bytes.data, bytes.length);
    xmlNodePtr found = doc ? xmlDocGetRootElement(doc) : NULL, part = NULL;
    while (found && id && strcmp(dom_get(found, "id"), id + 1) != 0)
        found = dom_walk(found, NULL);
    if (dom_is(found, "schema"))
        sch_wrong(s, include, "href", 0,
                  _("In het bestand van „%s” staat een heel <schema>. Neem er een stuk van, met bestand#id, of "
                    "geef het zelf met --rules."),
                  href);
    else if (found)
        part = copy(s, found);
    else if (doc)
        sch_wrong(s, include, "href", 0, _("In het bestand van „%s” staat niets met die id."), href);
    xmlFreeDoc(doc);
    error_clear(&error);
    buf_free(&bytes);
    free(path);
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

const char *sch_attribute(const xmlNode *element, const char *name) {
    const xmlAttr *attribute = dom_attribute(element, name);
    return attribute ? dom_value(attribute) : NULL;
}

const char *sch_hgw(const xmlNode *element, const char *name) {
    const xmlAttr *attribute = xmlHasNsProp(element, (const xmlChar *)name, (const xmlChar *)FUNCTIONS_URI);
    return attribute ? dom_value(attribute) : NULL;
}

bool sch_abstract(const xmlNode *element) {
    return dom_has(element, "abstract", "true");
}

xmlNodePtr sch_by_id(const struct schematron *s, const char *id, const char *name) {
    xmlNodePtr found = xmlHashLookup(s->ids, (const xmlChar *)id);
    return dom_is(found, name) ? found : NULL;
}

/* The end of a sentence about a name: what was probably meant, of two lists of words. */
static char *meant(const char *name, const char *list, const char *other) {
    struct suggest_one suggest;
    char *words = text_format("%s %s", list, other), *rest = NULL;
    suggest_start(&suggest, name);
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        suggest_try(&suggest, word);
    char *sentence = suggest.best ? text_format(_(" Bedoel je „%s”?"), suggest.best) : mem_strdup("");
    free(words);
    return sentence;
}

static void check_attributes(struct schematron *s, const xmlNode *node, const struct element_row *row) {
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        const char *name = (const char *)attribute->name, *uri = attribute->ns ? (const char *)attribute->ns->href : "";
        const char *list = !*uri                                               ? row->required
                           : strcmp(uri, FUNCTIONS_URI) == 0                   ? row->hgw
                           : strcmp(uri, (const char *)XML_XML_NAMESPACE) == 0 ? "lang space base"
                                                                               : "";
        const char *other = *uri ? "" : row->optional;
        if (dom_has_word(list, name) || dom_has_word(other, name) || (!*uri && dom_has_word("id see icon fpi", name)))
            continue;
        char *end = !*uri && strncmp(name, "hgw:", 4) == 0 /* not declared */
                        ? text_format(_(" Zet xmlns:hgw=\"%s\" in <schema>."), FUNCTIONS_URI)
                        : meant(name, list, other);
        sch_wrong(s, node, NULL, 0, _("Het attribuut %s van <%s> hoort niet bij de Schematron die hgw ondersteunt.%s"),
                  name, row->name, end);
        free(end);
    }
    size_t length;
    for (const char *at = row->required; (length = dom_word(&at)) > 0; at += length) {
        char name[16] = "";
        memcpy(name, at, length);
        if (!sch_attribute(node, name))
            sch_wrong(s, node, NULL, 0, _("Het attribuut %s van <%s> ontbreekt."), name, row->name);
    }
}

/* What the attributes of a pattern or rule must say together. */
static void check_abstract(struct schematron *s, const xmlNode *node) {
    const char *value = sch_attribute(node, "abstract"), *context = sch_attribute(node, "context");
    bool abstract = sch_abstract(node), rule = dom_is(node, "rule");
    if (value && !abstract && strcmp(value, "false") != 0)
        sch_wrong(s, node, "abstract", 0, _("abstract=\"%s\" is niet true of false."), value);
    else if (abstract && (context || sch_attribute(node, "is-a")))
        sch_wrong(s, node, NULL, 0, _("Wat abstract is, heeft geen context en geen is-a („%s”)."),
                  context ? context : sch_attribute(node, "is-a"));
    else if (abstract ? !sch_attribute(node, "id") : rule && !context)
        sch_wrong(s, node, NULL, 0, _("Het attribuut %s van <%s> ontbreekt."), abstract ? "id" : "context",
                  (const char *)node->name);
}

/* Takes out what cannot be there. Nesting is bounded: what may stand inside what has no cycle. */
static void check_element(struct schematron *s, xmlNodePtr node, const struct element_row *row) {
    const char *id = sch_attribute(node, "id");
    check_attributes(s, node, row);
    if (strstr(row->optional, "abstract"))
        check_abstract(s, node);
    if (id && xmlHashAddEntry(s->ids, (const xmlChar *)id, node) != 0)
        sch_wrong(s, node, "id", 0, _("De id „%s” (hier van <%s>) komt twee keer voor."), id, row->name);
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
        char *end = meant(name, row->children, "");
        if (known)
            sch_wrong(s, child, NULL, 0, _("Het element <%s> mag niet in <%s> staan."), name, row->name);
        else
            sch_wrong(s, child, NULL, 0, _("Het element <%s> hoort niet bij de Schematron die hgw ondersteunt.%s"),
                      name, end);
        free(end);
        dom_drop(child);
    }
}

/* --- filling in --- */

/* Puts what an abstract rule holds in the place of each <extends>. */
static void extend(struct schematron *s, xmlNodePtr rule) {
    rule->psvi = rule; /* busy */
    for (xmlNodePtr next, part = dom_child(rule, "extends"); part; part = next) {
        const char *id = dom_get(part, "rule");
        xmlNodePtr abstract = sch_by_id(s, id, "rule");
        next = dom_next(part, "extends");
        if (!abstract || !sch_abstract(abstract))
            sch_wrong(s, part, "rule", 0, _("Er is geen abstracte regel „%s” om uit te breiden."), id);
        else if (abstract->psvi)
            sch_wrong(s, part, "rule", 0, _("De regel „%s” breidt zichzelf uit, zonder einde."), id);
        else {
            extend(s, abstract);
            for (xmlNodePtr child = dom_child(abstract, NULL); child; child = dom_next(child, NULL))
                xmlAddPrevSibling(part, copy(s, child));
        }
        dom_drop(part);
    }
    rule->psvi = NULL;
}

/* The value of an attribute with the params of a pattern filled in. */
static void fill_in(const xmlNode *pattern, xmlAttrPtr attribute) {
    struct buf out = BUF_EMPTY;
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
    buf_free(&out);
}

/* Gives a pattern what an abstract one holds. */
static void make_pattern(struct schematron *s, xmlNodePtr pattern) {
    const char *id = sch_abstract(pattern) ? NULL : sch_attribute(pattern, "is-a");
    xmlNodePtr abstract = id ? sch_by_id(s, id, "pattern") : NULL;
    if (id && (!abstract || !sch_abstract(abstract)))
        sch_wrong(s, pattern, "is-a", 0, _("Er is geen abstract pattern „%s”."), id);
    else if (id)
        for (xmlNodePtr child = dom_child(abstract, NULL); child; child = dom_next(child, NULL)) {
            xmlNodePtr made = copy(s, child);
            xmlAddChild(pattern, made);
            for (xmlNodePtr node = made; node; node = dom_walk(node, made))
                for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next)
                    if (!attribute->ns && strchr(dom_value(attribute), '$'))
                        fill_in(pattern, attribute);
        }
}

bool sch_read(struct schematron *s, const char *name, const char *bytes, size_t length) {
    s->ids = xmlHashCreate(0);
    s->tree = read_source(s, name, 0, bytes, length);
    xmlNodePtr root = s->tree ? xmlDocGetRootElement(s->tree) : NULL;
    bool ours = root && root->ns && strcmp((const char *)root->ns->href, SCHEMATRON_URI) == 0;
    if (root && (!ours || !dom_is(root, "schema")))
        return sch_wrong(s, root, NULL, 0, _("Dit is geen ISO Schematron: het begint niet met <schema xmlns=\"%s\">."),
                         SCHEMATRON_URI);
    const char *binding = root ? sch_attribute(root, "queryBinding") : NULL;
    if (binding && strcasecmp(binding, "xslt") != 0)
        return sch_wrong(s, root, "queryBinding", 0,
                         _("De query binding „%s” van <%s> wordt niet ondersteund: het moet xslt zijn."), binding,
                         "schema");
    if (!root)
        return false;
    include_all(s, root);
    check_element(s, root, &rows[0]);
    for (xmlNodePtr pattern = dom_child(root, "pattern"); pattern; pattern = dom_next(pattern, "pattern"))
        for (xmlNodePtr rule = dom_child(pattern, "rule"); rule; rule = dom_next(rule, "rule"))
            extend(s, rule);
    for (xmlNodePtr pattern = dom_child(root, "pattern"); pattern; pattern = dom_next(pattern, "pattern"))
        make_pattern(s, pattern);
    return true;
}
