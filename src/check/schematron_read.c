#include "base/lang.h"
#include "casefile/encoding.h"
#include "check/schematron_internal.h"
#include "xml/libxml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMATRON_URI "http://purl.oclc.org/dsdl/schematron"

/* What may stand where. Lists are separated by spaces, with one at both ends. */
static const struct element_row {
    const char *name;
    const char *required; /* attributes */
    const char *optional; /* attributes */
    const char *children; /* elements */
    bool text;            /* it may hold text */
} rows[] = {
    {"schema", " ", " id queryBinding schemaVersion defaultPhase see icon fpi ",
     " title ns phase pattern let diagnostics ", false},
    {"title", " ", " ", " emph ", true},
    {"ns", " prefix uri ", " ", " ", false},
    {"phase", " id ", " see icon fpi ", " active ", false},
    {"active", " pattern ", " ", " ", false},
    {"pattern", " ", " id see icon fpi ", " title let rule ", false},
    {"rule", " ", " id context abstract role flag see icon fpi ", " let assert report extends ", false},
    {"extends", " rule ", " ", " ", false},
    {"let", " name value ", " ", " ", false},
    {"assert", " test id ", " role flag diagnostics see icon fpi ", " value-of name emph ", true},
    {"report", " test id ", " role flag diagnostics see icon fpi ", " value-of name emph ", true},
    {"value-of", " select ", " ", " ", false},
    {"name", " ", " path ", " ", false},
    {"emph", " ", " ", " value-of name ", true},
    {"diagnostics", " ", " ", " diagnostic ", false},
    {"diagnostic", " id ", " see icon fpi role ", " value-of name emph ", true},
};

static const struct element_row *row_of(const char *name) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

/* True when the list holds the word. */
static bool lists(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at += length)
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

/* --- parsing --- */

/* What the parser's callbacks work on; the parser keeps it in its _private field. */
struct reader {
    const char *file;
    struct hgw_error *error;
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
                          int namespace_count, const xmlChar **namespaces, int attribute_count,
                          int default_count, const xmlChar **attributes) {
    xmlParserCtxtPtr parser = context;
    struct reader *reader = parser->_private;
    reader->start_element(context, name, prefix, uri, namespace_count, namespaces, attribute_count,
                          default_count, attributes);
    if (parser->node)
        parser->node->_private = (void *)(uintptr_t)tag_line(parser);
}

static void doctype(void *context, const xmlChar *name, const xmlChar *external_id,
                    const xmlChar *system_id) {
    (void)name, (void)external_id, (void)system_id;
    xmlParserCtxtPtr parser = context;
    struct reader *reader = parser->_private;
    hgw_error_at(reader->error, HGW_ERROR_DATA, reader->file, tag_line(parser), 0,
                 _("Een regelbestand mag geen DOCTYPE hebben."));
    xmlStopParser(parser);
}

static void problem_found(void *context, hgw_xml_error *problem) {
    xmlParserCtxtPtr parser = context;
    struct reader *reader = parser->_private;
    if (problem->level < XML_ERR_ERROR || problem->code == XML_ERR_USER_STOP)
        return;
    if (problem->code == XML_ERR_NO_MEMORY) {
        hgw_error_memory(reader->error);
        return;
    }
    const char *text = problem->message ? problem->message : "";
    size_t line = problem->line > 0 ? (size_t)problem->line : 1;
    hgw_error_at(reader->error, HGW_ERROR_DATA, reader->file, line, 0, _("Dit is geen goede XML: %.*s."),
                 (int)strcspn(text, "\n"), text);
    xmlStopParser(parser);
}

/* Parses UTF-8. */
static xmlDocPtr parse(struct reader *reader, const char *bytes, size_t length) {
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(bytes, (int)length);
    if (!parser) {
        hgw_error_memory(reader->error);
        return NULL;
    }
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
    bool good = status == 0 && parser->wellFormed && reader->error->kind == HGW_ERROR_NONE;
    xmlFreeParserCtxt(parser);
    if (good)
        return doc;
    if (doc)
        xmlFreeDoc(doc);
    hgw_error_at(reader->error, HGW_ERROR_DATA, reader->file, 0, 0, _("Dit is geen goede XML."));
    return NULL;
}

/* Whatever the encoding, the parser gets UTF-8: libxml2 would print what is wrong with the bytes. */
static xmlDocPtr decode_and_parse(struct reader *reader, const char *bytes, size_t length) {
    struct hgw_buf text = HGW_BUF_EMPTY;
    char encoding[32];
    xmlDocPtr doc = NULL;
    enum hgw_decoded result = hgw_decode_xml(bytes, length, &text, encoding);
    if (result == HGW_DECODE_UNKNOWN)
        hgw_error_at(reader->error, HGW_ERROR_DATA, reader->file, 1, 0,
                     _("De tekencodering „%s” is onbekend."), encoding);
    else if (result == HGW_DECODE_BAD_BYTE) {
        size_t line = 1;
        for (size_t i = 0; i < text.length; i++)
            line += text.data[i] == '\n';
        hgw_error_at(reader->error, HGW_ERROR_DATA, reader->file, line, 0,
                     _("Hier staat een byte die in de tekencodering %s niet bestaat."), encoding);
    } else if (text.length == 0)
        hgw_error_at(reader->error, HGW_ERROR_DATA, reader->file, 0, 0, _("Het bestand is leeg."));
    else
        doc = parse(reader, text.data, text.length);
    hgw_buf_free(&text);
    return doc;
}

/* --- access --- */

size_t hgw_schematron_line(const xmlNode *node) {
    return (size_t)(uintptr_t)node->_private;
}

const char *hgw_schematron_attribute(const xmlNode *node, const char *name) {
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (!attribute->ns && strcmp((const char *)attribute->name, name) == 0)
            return attribute->children ? (const char *)attribute->children->content : "";
    return NULL;
}

bool hgw_schematron_is(const xmlNode *node, const char *name) {
    return strcmp((const char *)node->name, name) == 0;
}

const xmlNode *hgw_schematron_element(const xmlNode *node) {
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

/* --- checking --- */

static bool wrong(const struct hgw_schematron *s, const xmlNode *node, struct hgw_error *error,
                  const char *format, const char *name) __attribute__((format(printf, 4, 0)));

/* An error on an element; the format has a place for a name and one for the element. */
static bool wrong(const struct hgw_schematron *s, const xmlNode *node, struct hgw_error *error,
                  const char *format, const char *name) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return hgw_error_at(error, HGW_ERROR_DATA, s->file, hgw_schematron_line(node), 0, format, name,
                        (const char *)node->name);
#pragma GCC diagnostic pop
}

static bool check_attributes(const struct hgw_schematron *s, const xmlNode *node,
                             const struct element_row *row, struct hgw_error *error) {
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        bool xml =
            attribute->ns && strcmp((const char *)attribute->ns->href, (const char *)XML_XML_NAMESPACE) == 0;
        bool known = xml ? lists(" lang space base ", name)
                         : !attribute->ns && (lists(row->required, name) || lists(row->optional, name));
        if (!known)
            return wrong(s, node, error,
                         _("Het attribuut %s van <%s> hoort niet bij de Schematron die hgw ondersteunt."),
                         name);
    }
    char word[32];
    for (const char *at = row->required + 1; *at; at += strcspn(at, " ") + 1) {
        snprintf(word, sizeof word, "%.*s", (int)strcspn(at, " "), at);
        if (!hgw_schematron_attribute(node, word))
            return wrong(s, node, error, _("Het attribuut %s van <%s> ontbreekt."), word);
    }
    return true;
}

static bool add_id(struct hgw_schematron *s, const xmlNode *node, struct hgw_error *error) {
    const char *id = hgw_schematron_attribute(node, "id");
    if (!id)
        return true;
    if (xmlHashLookup(s->ids, (const xmlChar *)id))
        return wrong(s, node, error, _("De id „%s” (hier van <%s>) komt twee keer voor."), id);
    return xmlHashAddEntry(s->ids, (const xmlChar *)id, (void *)(uintptr_t)node) == 0 ||
           hgw_error_memory(error);
}

static bool is_blank(const xmlChar *text) {
    return !text || text[strspn((const char *)text, " \t\r\n")] == '\0';
}

static bool check_element(struct hgw_schematron *s, const xmlNode *node, struct hgw_error *error);

static bool check_child(struct hgw_schematron *s, const struct element_row *row, const xmlNode *child,
                        struct hgw_error *error) {
    if (child->type == XML_ELEMENT_NODE) {
        bool ours = child->ns && strcmp((const char *)child->ns->href, SCHEMATRON_URI) == 0;
        if (!ours || !row_of((const char *)child->name))
            return hgw_error_at(error, HGW_ERROR_DATA, s->file, hgw_schematron_line(child), 0,
                                _("Het element <%s> hoort niet bij de Schematron die hgw ondersteunt."),
                                (const char *)child->name);
        if (!lists(row->children, (const char *)child->name))
            return hgw_error_at(error, HGW_ERROR_DATA, s->file, hgw_schematron_line(child), 0,
                                _("Het element <%s> mag niet in <%s> staan."), (const char *)child->name,
                                row->name);
        return check_element(s, child, error);
    }
    if (child->type == XML_TEXT_NODE && !row->text && !is_blank(child->content))
        return hgw_error_at(error, HGW_ERROR_DATA, s->file, hgw_schematron_line(child->parent), 0,
                            _("In <%s> mag geen tekst staan."), row->name);
    return true;
}

/* Nesting is bounded: what may stand inside what has no cycle. */
static bool check_element(struct hgw_schematron *s, const xmlNode *node, struct hgw_error *error) {
    const struct element_row *row = row_of((const char *)node->name);
    if (!check_attributes(s, node, row, error) || !add_id(s, node, error))
        return false;
    for (const xmlNode *child = node->children; child; child = child->next)
        if (!check_child(s, row, child, error))
            return false;
    return true;
}

static bool check_schema(struct hgw_schematron *s, struct hgw_error *error) {
    const xmlNode *root = xmlDocGetRootElement(s->tree);
    bool ours = root && root->ns && strcmp((const char *)root->ns->href, SCHEMATRON_URI) == 0;
    if (!ours || !hgw_schematron_is(root, "schema"))
        return hgw_error_at(error, HGW_ERROR_DATA, s->file, root ? hgw_schematron_line(root) : 0, 0,
                            _("Dit is geen ISO Schematron: het begint niet met <schema xmlns=\"%s\">."),
                            SCHEMATRON_URI);
    const char *binding = hgw_schematron_attribute(root, "queryBinding");
    if (binding && xmlStrcasecmp((const xmlChar *)binding, (const xmlChar *)"xslt") != 0)
        return wrong(s, root, error,
                     _("De query binding „%s” van <%s> wordt niet ondersteund: het moet xslt zijn."),
                     binding);
    return check_element(s, root, error);
}

bool hgw_schematron_read(struct hgw_schematron *s, const char *bytes, size_t length,
                         struct hgw_error *error) {
    struct reader reader = {.file = s->file, .error = error};
    if (length == 0)
        return hgw_error_at(error, HGW_ERROR_DATA, s->file, 0, 0, _("Het bestand is leeg."));
    if (length > HGW_SCHEMATRON_MAX_BYTES)
        return hgw_error_at(error, HGW_ERROR_DATA, s->file, 0, 0,
                            _("Het regelbestand is groter dan %d MiB en wordt niet gelezen."),
                            HGW_SCHEMATRON_MAX_BYTES / (1024 * 1024));
    s->ids = xmlHashCreate(0);
    if (!s->ids)
        return hgw_error_memory(error);
    s->tree = decode_and_parse(&reader, bytes, length);
    return s->tree && check_schema(s, error);
}
