#include "base/lang.h"
#include "rules/schematron_internal.h"
#include "xml/encoding.h"
#include "xml/libxml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SCHEMATRON_URI "http://purl.oclc.org/dsdl/schematron"

/* What may stand where. Lists end with NULL. */
static const struct element_row {
    const char *name;
    const char *required[3]; /* attributes */
    const char *optional[9]; /* attributes */
    const char *children[8]; /* elements */
    bool text;               /* it may hold text */
} rows[] = {
    {"schema",
     {NULL},
     {"id", "queryBinding", "schemaVersion", "defaultPhase", "see", "icon", "fpi"},
     {"title", "ns", "p", "phase", "pattern", "let", "diagnostics"},
     false},
    {"title", {NULL}, {NULL}, {"emph"}, true},
    {"p", {NULL}, {"id", "class", "icon"}, {"emph"}, true},
    {"ns", {"prefix", "uri"}, {NULL}, {NULL}, false},
    {"phase", {"id"}, {"see", "icon", "fpi"}, {"active"}, false},
    {"active", {"pattern"}, {NULL}, {NULL}, false},
    {"pattern", {NULL}, {"id", "see", "icon", "fpi"}, {"title", "p", "let", "rule"}, false},
    {"rule",
     {NULL},
     {"id", "context", "abstract", "role", "flag", "see", "icon", "fpi"},
     {"let", "assert", "report", "extends"},
     false},
    {"extends", {"rule"}, {NULL}, {NULL}, false},
    {"let", {"name", "value"}, {NULL}, {NULL}, false},
    {"assert",
     {"test", "id"},
     {"role", "flag", "diagnostics", "see", "icon", "fpi"},
     {"value-of", "name", "emph"},
     true},
    {"report",
     {"test", "id"},
     {"role", "flag", "diagnostics", "see", "icon", "fpi"},
     {"value-of", "name", "emph"},
     true},
    {"value-of", {"select"}, {NULL}, {NULL}, false},
    {"name", {NULL}, {"path"}, {NULL}, false},
    {"emph", {NULL}, {NULL}, {"value-of", "name"}, true},
    {"diagnostics", {NULL}, {NULL}, {"diagnostic"}, false},
    {"diagnostic", {"id"}, {"see", "icon", "fpi", "role"}, {"value-of", "name", "emph"}, true},
};

static const struct element_row *row_of(const char *name) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

static bool lists(const char *const list[], const char *word) {
    while (*list && strcmp(*list, word) != 0)
        list++;
    return *list != NULL;
}

/* --- parsing --- */

/* What the parser's callbacks work on; the parser keeps it in its _private field. */
struct reader {
    const char *file;
    struct error *error;
    startElementNsSAX2Func start_element; /* libxml2's own tree builder */
};

/* libxml2 keeps the line where a start tag ends, up to 65535: count back to its `<`. */
static size_t tag_line(xmlParserCtxtPtr parser) {
    const xmlChar *at = parser->input->cur;
    size_t line = (size_t)parser->input->line;
    while (at > parser->input->base && *at != '<') {
        at--;
        line -= *at == '\n';
    }
    return line;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count, int default_count,
                          const xmlChar **attributes) {
    xmlParserCtxtPtr parser = context;
    struct reader *reader = parser->_private;
    reader->start_element(context, name, prefix, uri, namespace_count, namespaces, attribute_count, default_count,
                          attributes);
    if (parser->node)
        parser->node->_private = (void *)(uintptr_t)tag_line(parser);
}

static void doctype(void *context, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id) {
    (void)name, (void)external_id, (void)system_id;
    xmlParserCtxtPtr parser = context;
    struct reader *reader = parser->_private;
    error_at(reader->error, ERROR_DATA, reader->file, tag_line(parser), 0,
             _("Een regelbestand mag geen DOCTYPE hebben."));
    xmlStopParser(parser);
}

static void problem_found(void *context, xml_error *problem) {
    xmlParserCtxtPtr parser = context;
    struct reader *reader = parser->_private;
    if (problem->level < XML_ERR_ERROR || problem->code == XML_ERR_USER_STOP)
        return;
    const char *text = problem->message ? problem->message : "";
    size_t line = problem->line > 0 ? (size_t)problem->line : 1;
    error_at(reader->error, ERROR_DATA, reader->file, line, 0, _("Dit is geen goede XML: %.*s."),
             (int)strcspn(text, "\n"), text);
    xmlStopParser(parser);
}

/* Parses UTF-8. */
static xmlDocPtr parse(struct reader *reader, const char *bytes, size_t length) {
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(bytes, (int)length);
    /* NOENT: without a DOCTYPE the only entities are the five of XML itself; they become plain text. */
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES |
                                  XML_PARSE_IGNORE_ENC);
    parser->_private = reader;
    reader->start_element = parser->sax->startElementNs;
    parser->sax->startElementNs = start_element;
    parser->sax->internalSubset = doctype;
    parser->sax->serror = problem_found;
    int status = xmlParseDocument(parser);
    xmlDocPtr doc = parser->myDoc;
    bool good = status == 0 && parser->wellFormed && reader->error->kind == ERROR_NONE;
    xmlFreeParserCtxt(parser);
    if (good)
        return doc;
    if (doc)
        xmlFreeDoc(doc);
    error_at(reader->error, ERROR_DATA, reader->file, 0, 0, _("Dit is geen goede XML."));
    return NULL;
}

/* Whatever the encoding, the parser gets UTF-8: libxml2 would print what is wrong with the bytes. */
static xmlDocPtr decode_and_parse(struct reader *reader, const char *bytes, size_t length) {
    struct buf text = BUF_EMPTY;
    char encoding[32];
    xmlDocPtr doc = NULL;
    enum decoded result = decode_xml(bytes, length, &text, encoding);
    if (result == DECODE_UNKNOWN)
        error_at(reader->error, ERROR_DATA, reader->file, 1, 0, _("De tekencodering „%s” is onbekend."), encoding);
    else if (result == DECODE_BAD_BYTE) {
        size_t line = 1;
        for (size_t i = 0; i < text.length; i++)
            line += text.data[i] == '\n';
        error_at(reader->error, ERROR_DATA, reader->file, line, 0,
                 _("Hier staat een byte die in de tekencodering %s niet bestaat."), encoding);
    } else if (text.length == 0)
        error_at(reader->error, ERROR_DATA, reader->file, 0, 0, _("Het bestand is leeg."));
    else
        doc = parse(reader, text.data, text.length);
    buf_free(&text);
    return doc;
}

/* --- access --- */

size_t sch_line(const xmlNode *node) {
    return (size_t)(uintptr_t)node->_private;
}

const char *sch_attribute(const xmlNode *node, const char *name) {
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (!attribute->ns && strcmp((const char *)attribute->name, name) == 0)
            return attribute->children ? (const char *)attribute->children->content : "";
    return NULL;
}

const char *sch_hgw(const xmlNode *node, const char *name) {
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (attribute->ns && strcmp((const char *)attribute->ns->href, FUNCTIONS_URI) == 0 &&
            strcmp((const char *)attribute->name, name) == 0)
            return attribute->children ? (const char *)attribute->children->content : "";
    return NULL;
}

bool sch_is(const xmlNode *node, const char *name) {
    return strcmp((const char *)node->name, name) == 0;
}

/* `node` itself, or the first of its next siblings that fits. */
static xmlNodePtr element_from(xmlNodePtr node, const char *name) {
    while (node && (node->type != XML_ELEMENT_NODE || (name && !sch_is(node, name))))
        node = node->next;
    return node;
}

xmlNodePtr sch_child(const xmlNode *parent, const char *name) {
    return element_from(parent->children, name);
}

xmlNodePtr sch_next(const xmlNode *node, const char *name) {
    return element_from(node->next, name);
}

/* --- checking --- */

static bool check_attributes(const struct schematron *s, const xmlNode *node, const struct element_row *row) {
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        bool xml = attribute->ns && strcmp((const char *)attribute->ns->href, (const char *)XML_XML_NAMESPACE) == 0;
        static const char *const of_xml[] = {"lang", "space", "base", NULL};
        bool hgw = attribute->ns && strcmp((const char *)attribute->ns->href, FUNCTIONS_URI) == 0;
        if (hgw ? !(strcmp(name, "uitgangspunt") == 0 && sch_is(node, "schema")) &&
                      !((strcmp(name, "vanaf") == 0 || strcmp(name, "tot") == 0) && sch_is(node, "pattern"))
            : xml ? !lists(of_xml, name)
                  : attribute->ns || !(lists(row->required, name) || lists(row->optional, name)))
            return WRONG(s, node, _("Het attribuut %s van <%s> hoort niet bij de Schematron die hgw ondersteunt."),
                         name, row->name);
    }
    for (const char *const *word = row->required; *word; word++)
        if (!sch_attribute(node, *word))
            return WRONG(s, node, _("Het attribuut %s van <%s> ontbreekt."), *word, row->name);
    return true;
}

static bool add_id(const struct schematron *s, xmlNodePtr node) {
    const char *id = sch_attribute(node, "id");
    return !id || xmlHashAddEntry(s->ids, (const xmlChar *)id, node) == 0 ||
           WRONG(s, node, _("De id „%s” (hier van <%s>) komt twee keer voor."), id, (const char *)node->name);
}

/* Nesting is bounded: what may stand inside what has no cycle. */
static bool check_element(const struct schematron *s, xmlNodePtr node) {
    const struct element_row *row = row_of((const char *)node->name);
    if (!check_attributes(s, node, row) || !add_id(s, node))
        return false;
    for (xmlNodePtr child = node->children; child; child = child->next) {
        const char *name = (const char *)child->name;
        if (child->type == XML_TEXT_NODE && !row->text &&
            child->content[strspn((const char *)child->content, " \t\r\n")] != '\0')
            return WRONG(s, node, _("In <%s> mag geen tekst staan."), row->name);
        if (child->type != XML_ELEMENT_NODE)
            continue;
        bool ours = child->ns && strcmp((const char *)child->ns->href, SCHEMATRON_URI) == 0;
        if (!ours || !row_of(name))
            return WRONG(s, child, _("Het element <%s> hoort niet bij de Schematron die hgw ondersteunt."), name);
        if (!lists(row->children, name))
            return WRONG(s, child, _("Het element <%s> mag niet in <%s> staan."), name, row->name);
        if (!check_element(s, child))
            return false;
    }
    return true;
}

static bool check_schema(const struct schematron *s) {
    xmlNodePtr root = xmlDocGetRootElement(s->tree);
    bool ours = root->ns && strcmp((const char *)root->ns->href, SCHEMATRON_URI) == 0;
    if (!ours || !sch_is(root, "schema"))
        return WRONG(s, root, _("Dit is geen ISO Schematron: het begint niet met <schema xmlns=\"%s\">."),
                     SCHEMATRON_URI);
    const char *binding = sch_attribute(root, "queryBinding");
    if (binding && strcasecmp(binding, "xslt") != 0)
        return WRONG(s, root, _("De query binding „%s” van <%s> wordt niet ondersteund: het moet xslt zijn."), binding,
                     "schema");
    return check_element(s, root);
}

bool sch_read(struct schematron *s, const char *bytes, size_t length) {
    struct reader reader = {.file = s->file, .error = s->error};
    if (length == 0)
        return error_at(s->error, ERROR_DATA, s->file, 0, 0, _("Het bestand is leeg."));
    if (length > SCHEMATRON_MAX_BYTES)
        return error_at(s->error, ERROR_DATA, s->file, 0, 0,
                        _("Het regelbestand is groter dan %d MiB en wordt niet gelezen."),
                        SCHEMATRON_MAX_BYTES / (1024 * 1024));
    s->ids = xmlHashCreate(0);
    s->tree = decode_and_parse(&reader, bytes, length);
    return s->tree && check_schema(s);
}
