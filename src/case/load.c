#include "case/load.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/memory.h"
#include "case/parse_error.h"
#include "xml/encoding.h"
#include "xml/libxml.h"
#include "xml/prescan.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

/* What the parser's callbacks work on; the parser keeps it in its _private field. */
struct loader {
    struct case_file *c;
    struct findings *findings;
    startElementNsSAX2Func start_element; /* libxml2's own tree builder, which we call first */
    int depth;                            /* elements open */
    int elements;                         /* elements seen */
    bool refused;                         /* a finding was made: nothing more is said */
};

static struct finding *refuse(struct loader *loader, const char *code, size_t offset) {
    if (loader->refused)
        return NULL;
    loader->refused = true;
    struct finding *finding = findings_add(loader->findings, code, LEVEL_ERROR, PRINCIPLE_NONE, NULL);
    finding->offset = offset;
    return finding;
}

/* Scans back to the `<` that opens what the parser is reading: inside a tag no other one is allowed. */
static size_t tag_offset(struct loader *loader, xmlParserCtxtPtr parser) {
    size_t offset = xml_bytes_read(parser);
    if (offset > loader->c->source.length)
        offset = loader->c->source.length;
    const char *open = memrchr(loader->c->source.data, '<', offset);
    return open ? (size_t)(open - loader->c->source.data) : 0;
}

/* Our limits on the tree. They are far beyond any case, so a file that reaches them is something else. */
static bool too_many(struct loader *loader, xmlParserCtxtPtr parser) {
    struct finding *finding;
    if (++loader->depth > CASE_MAX_DEPTH) {
        finding = refuse(loader, "HGW001", tag_offset(loader, parser));
        finding_say(finding, _("De elementen zitten hier meer dan %d diep in elkaar."), CASE_MAX_DEPTH);
        finding_help(finding, _("Een casus is hooguit vier elementen diep. Is dit wel het juiste bestand?"));
        return true;
    }
    if (++loader->elements > CASE_MAX_ELEMENTS) {
        finding = refuse(loader, "HGW001", tag_offset(loader, parser));
        finding_say(finding, _("Het bestand heeft meer dan %d elementen."), CASE_MAX_ELEMENTS);
        finding_help(finding, _("Is dit wel het juiste bestand?"));
        return true;
    }
    return false;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count, int default_count,
                          const xmlChar **attributes) {
    xmlParserCtxtPtr parser = context;
    struct loader *loader = parser->_private;
    if (too_many(loader, parser)) {
        xmlStopParser(parser);
        return;
    }
    loader->start_element(context, name, prefix, uri, namespace_count, namespaces, attribute_count, default_count,
                          attributes);
    if (parser->node)
        case_set_offset(parser->node, tag_offset(loader, parser));
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    xmlParserCtxtPtr parser = context;
    struct loader *loader = parser->_private;
    loader->depth--;
    xmlSAX2EndElementNs(context, name, prefix, uri);
}

/* Called for `<!DOCTYPE name`, before anything inside it is read: here it stops. */
static void doctype(void *context, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id) {
    (void)name, (void)external_id, (void)system_id;
    xmlParserCtxtPtr parser = context;
    struct loader *loader = parser->_private;
    struct finding *finding = refuse(loader, "HGW007", tag_offset(loader, parser));
    finding_say(finding, _("Het bestand heeft een DOCTYPE en wordt daarom niet gelezen."));
    finding_help(finding, _("Verwijder het deel van <!DOCTYPE tot en met de > die het afsluit."));
    xmlStopParser(parser);
}

/* Warnings aside, the first problem refuses the file. */
static void problem_found(void *context, xml_error *problem) {
    xmlParserCtxtPtr parser = context;
    struct loader *loader = parser->_private;
    if (problem->level < XML_ERR_ERROR || problem->code == XML_ERR_USER_STOP || loader->refused)
        return;
    struct finding *finding = refuse(loader, "HGW001", xml_bytes_read(parser));
    parse_error_say(finding, problem, &loader->c->source);
    xmlStopParser(parser);
}

static xmlParserCtxtPtr new_parser(struct loader *loader) {
    const struct buf *source = &loader->c->source;
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(source->data, (int)source->length);
    /* HUGE lifts libxml2's limits, ours stand; IGNORE_ENC: the text is UTF-8 by now, whatever it declares;
     * COMPACT keeps short texts in their node, in its `properties`: those of an element only may be read. */
    xmlCtxtUseOptions(parser,
                      XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
    parser->_private = loader;
    loader->start_element = parser->sax->startElementNs;
    parser->sax->startElementNs = start_element;
    parser->sax->endElementNs = end_element;
    parser->sax->internalSubset = doctype;
    parser->sax->serror = problem_found;
    return parser;
}

static const char blanks[] = " \t\r\n";

/* True when the value is as collapsing would leave it: what nearly all are. */
static bool is_collapsed(const char *value) {
    for (const char *at = value; (at = strpbrk(at, blanks)); at++)
        if (*at != ' ' || at == value || strchr(blanks, at[1])) /* that finds the value's end, too */
            return false;
    return true;
}

/* "White space around values is collapsed when the file is loaded" (the vocabulary): all attributes, since
 * none needs its white space. */
static void collapse_attributes(xmlNodePtr element) {
    for (xmlAttrPtr attribute = element->properties; attribute; attribute = attribute->next) {
        const xmlNode *text = attribute->children;
        if (!text || (!text->next && text->content && is_collapsed((const char *)text->content)))
            continue;
        xmlChar *value = xmlNodeListGetString(element->doc, attribute->children, 1);
        if (!value)
            continue;
        char *from = (char *)value, *to = (char *)value;
        bool changed = false;
        while (*from) {
            size_t space = strspn(from, blanks);
            bool kept = space > 0 && to != (char *)value && from[space] != '\0';
            changed = changed || (space > 0 && (space > 1 || *from != ' ' || !kept));
            if (kept)
                *to++ = ' ';
            from += space;
            size_t word = strcspn(from, blanks);
            memmove(to, from, word);
            to += word;
            from += word;
        }
        *to = '\0';
        if (changed)
            xmlSetNsProp(element, attribute->ns, attribute->name, value);
        xmlFree(value);
    }
}

/* The next element in document order, without recursion. */
static xmlNodePtr next_element(xmlNodePtr node) {
    xmlNodePtr next = node->children ? node->children : node->next;
    for (;;) {
        while (!next) {
            node = node->parent;
            if (!node || node->type != XML_ELEMENT_NODE)
                return NULL;
            next = node->next;
        }
        if (next->type == XML_ELEMENT_NODE)
            return next;
        node = next;
        next = next->next;
    }
}

static void parse(struct loader *loader) {
    xmlParserCtxtPtr parser = new_parser(loader);
    int status = xmlParseDocument(parser);
    xmlDocPtr doc = parser->myDoc;
    parser->myDoc = NULL;
    bool good = status == 0 && parser->wellFormed && !loader->refused;
    if (!good && !loader->refused) { /* never silent */
        struct finding *finding = refuse(loader, "HGW001", xml_bytes_read(parser));
        finding_say(finding, _("Dit is geen goede XML."));
    }
    xmlFreeParserCtxt(parser);
    if (!good) {
        if (doc)
            xmlFreeDoc(doc);
        return;
    }
    loader->c->doc = doc;
    for (xmlNodePtr element = xmlDocGetRootElement(doc); element; element = next_element(element))
        collapse_attributes(element);
}

/* Files that are something else altogether, known by their first bytes. */
static const struct {
    const char *start;
    size_t length;
    const char *message; /* Dutch msgid */
} strangers[] = {
    {"PK\x03\x04", 4, N_("Dit is een Word- of OpenDocument-bestand (of een zip), geen casus in XML.")},
    {"\xD0\xCF\x11\xE0", 4, N_("Dit is een oud Word- of Office-bestand, geen casus in XML.")},
    {"%PDF", 4, N_("Dit is een PDF, geen casus in XML.")},
    {"{\\rtf", 5, N_("Dit is een RTF-document, geen casus in XML.")},
    {"\x1F\x8B", 2, N_("Dit is een ingepakt bestand (gzip), geen casus in XML.")},
};

static bool refuse_stranger(struct loader *loader, const char *bytes, size_t length) {
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        if (length >= strangers[i].length && memcmp(bytes, strangers[i].start, strangers[i].length) == 0) {
            struct finding *finding = refuse(loader, "HGW001", 0);
            finding_say(finding, "%s", _(strangers[i].message));
            finding_help(finding, _("Geef een casus die met hgw-new begon, of sla het bestand op als gewone tekst."));
            return true;
        }
    return false;
}

static void refuse_too_large(struct loader *loader) {
    struct finding *finding = refuse(loader, "HGW001", 0);
    finding_say(finding, _("Het bestand is groter dan %d MiB en wordt niet gelezen."), CASE_MAX_BYTES / (1024 * 1024));
    finding_help(finding, _("Een casus is gewone tekst, zelden meer dan 1 MB. Is dit wel het juiste bestand?"));
}

static void refuse_empty(struct loader *loader) {
    struct finding *finding = refuse(loader, "HGW001", 0);
    finding_say(finding, _("Het bestand is leeg."));
    finding_help(finding, _("Maak een casus met hgw-new en vul ze aan."));
}

static void refuse_encoding(struct loader *loader, enum decoded result, const char *name) {
    struct finding *finding = refuse(loader, "HGW001", loader->c->source.length);
    if (result == DECODE_UNKNOWN)
        finding_say(finding, _("De tekencodering „%s” is onbekend."), name);
    else if (result == DECODE_OTHER)
        finding_say(finding, _("De eerste regel noemt de tekencodering %s, maar het bestand staat er niet in."), name);
    else
        finding_say(finding, _("Hier staat een byte die in de tekencodering %s niet bestaat."), name);
    finding_help(finding, _("Sla het bestand op als UTF-8, of zet de echte tekencodering in encoding=\"…\" op de "
                            "eerste regel."));
}

static void refuse_nul(struct loader *loader, size_t offset) {
    struct finding *finding = refuse(loader, "HGW001", offset);
    finding_say(finding, _("Hier staat een NUL-teken: dit is geen tekstbestand."));
    finding_help(finding, _("Is dit wel het juiste bestand?"));
}

static void refuse_attributes(struct loader *loader, size_t offset) {
    struct finding *finding = refuse(loader, "HGW001", offset);
    finding_say(finding, _("Deze tag heeft meer dan %d attributen."), CASE_MAX_ATTRIBUTES);
    finding_help(finding, _("Een casus heeft er hooguit twaalf in een tag. Is dit wel het juiste bestand?"));
}

/* Makes the source text; says why when that cannot be. */
static void decode(struct loader *loader, const char *bytes, size_t length) {
    struct buf *source = &loader->c->source;
    char name[32];
    enum decoded result = decode_xml(bytes, length, source, name);
    buf_reserve(source, 0);
    if (result != HGW_DECODED)
        refuse_encoding(loader, result, name);
    else if (source->length > CASE_MAX_BYTES)
        refuse_too_large(loader);
    else {
        const char *nul = source->length > 0 ? memchr(source->data, '\0', source->length) : NULL;
        if (nul)
            refuse_nul(loader, (size_t)(nul - source->data));
        else if (source->length == 0)
            refuse_empty(loader);
    }
    size_t offset;
    if (!loader->refused && prescan_attributes(source->data, source->length, CASE_MAX_ATTRIBUTES, &offset))
        refuse_attributes(loader, offset);
}

void case_load(struct case_file *c, const char *name, const char *bytes, size_t length, struct findings *findings) {
    struct loader loader = {.c = c, .findings = findings};
    *c = (struct case_file){.name = mem_strdup(name)};
    if (length > CASE_MAX_BYTES)
        refuse_too_large(&loader);
    else if (length == 0)
        refuse_empty(&loader);
    else if (!refuse_stranger(&loader, bytes, length)) {
        decode(&loader, bytes, length);
        if (!loader.refused)
            parse(&loader);
    }
}

bool case_read(struct case_file *c, const char *path, const char *name, struct findings *findings,
               struct error *error) {
    struct buf bytes = BUF_EMPTY;
    struct error reading = ERROR_EMPTY;
    bool ok = file_read(path, CASE_MAX_BYTES, &bytes, &reading);
    *c = (struct case_file){0};
    if (!ok && reading.kind != ERROR_LIMIT) {
        *error = reading; /* the record moves to the caller */
        buf_free(&bytes);
        return false;
    }
    error_clear(&reading);
    case_load(c, name ? name : path, bytes.data, bytes.length, findings);
    buf_free(&bytes);
    return true;
}
