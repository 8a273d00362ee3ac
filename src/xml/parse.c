#include "xml/parse.h"

#include "xml/encoding.h"
#include "xml/prescan.h"

#include <libxml/parser.h>
#include <limits.h>
#include <stdbool.h>

/* Called for an internal subset as soon as it begins, before any entity in it is read. */
static void stop_at_dtd(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
    (void)name;
    (void)external;
    (void)system;
    xmlParserCtxtPtr parser = context;
    *(bool *)parser->_private = true;
    xmlStopParser(parser);
}

/* libxml2 says of an id that stands twice, which does no harm here, whatever XML_PARSE_NOERROR says; with the
 * text around it, which may be anybody's. */
static void say_nothing(void *context, const char *format, ...) {
    (void)context;
    (void)format;
}

/* Parses UTF-8. */
static enum xml_problem parse(const char *bytes, size_t length, xmlDocPtr *doc) {
    bool dtd = false;
    xmlParserCtxtPtr parser = length > 0 && length < INT_MAX ? xmlNewParserCtxt() : NULL;
    if (!parser)
        return HGW_XML_MALFORMED;
    parser->_private = &dtd;
    parser->sax->internalSubset = stop_at_dtd;
    parser->vctxt.error = parser->vctxt.warning = say_nothing;
    xmlDocPtr parsed = xmlCtxtReadMemory(parser, bytes, (int)length, NULL, NULL,
                                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA |
                                             XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC);
    bool good = parsed && parser->wellFormed && !dtd && xmlDocGetRootElement(parsed);
    xmlFreeParserCtxt(parser);
    if (good)
        *doc = parsed;
    else
        xmlFreeDoc(parsed);
    return good ? HGW_XML_GOOD : dtd ? HGW_XML_DTD : HGW_XML_MALFORMED;
}

enum xml_problem xml_parse(const char *bytes, size_t length, xmlDocPtr *doc) {
    struct buf text = BUF_EMPTY;
    char encoding[32];
    *doc = NULL;
    size_t offset;
    bool good = decode_xml(bytes, length, &text, encoding) == HGW_DECODED && text.length > 0 &&
                !prescan_attributes(text.data, text.length, HGW_XML_ATTRIBUTES_MAX, &offset);
    enum xml_problem problem = good ? parse(text.data, text.length, doc) : HGW_XML_MALFORMED;
    buf_free(&text);
    return problem;
}
