#include "xml/reader.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "xml/dom.h"

#include <errno.h>
#include <iconv.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdio.h>
#include <strings.h>

/* --- encodings --- */

/* The value of encoding="…" in the XML declaration. False: there is none. */
static bool declared_name(const char *bytes, size_t length, char name[32]) {
    char declaration[257] = "";
    memcpy(declaration, bytes, length < sizeof declaration - 1 ? length : sizeof declaration - 1);
    char *end = strstr(declaration, "?>");
    if (end)
        *end = '\0';
    const char *found = strncmp(declaration, "<?xml", 5) == 0 ? strstr(declaration, "encoding") : NULL;
    return found && sscanf(found, "encoding%*[= \t\r\n]%*1[\"']%31[^\"']", name) == 1;
}

/* Converts as much as it can. */
static enum xml_mistake convert(const char *bytes, size_t length, const char *name, struct buf *out) {
    if (strcasecmp(name, "UTF-8") == 0) { /* iconv would take an eighth of a check */
        buf_add(out, bytes, utf8_valid_length(bytes, length));
        return out->length < length ? MISTAKE_BYTE : MISTAKE_NONE;
    }
    errno = 0;
    /* a name may not ask iconv for anything: //IGNORE */
    bool plain = !strchr(name, '/');
    iconv_t converter = plain ? iconv_open("UTF-8", name) : (iconv_t)-1;
    if (plain && converter == (iconv_t)-1)
        converter = iconv_open("UTF-8", name); /* glibc also says EINVAL when it had no memory to load the conversion */
    if (converter == (iconv_t)-1) {
        mem_check();
        return MISTAKE_ENCODING;
    }
    char *from = (char *)bytes;
    bool good = true;
    while (good && length > 0) {
        buf_reserve(out, length * 2 + 16);
        char *to = out->data + out->length;
        size_t room = out->capacity - out->length - 1;
        good = iconv(converter, &from, &length, &to, &room) != (size_t)-1 || errno == E2BIG;
        out->length = (size_t)(to - out->data);
    }
    iconv_close(converter);
    buf_add(out, "", 0); /* ends it with a NUL */
    return good ? MISTAKE_NONE : MISTAKE_BYTE;
}

/* What begins with a BOM is that, whatever the declaration says. */
static enum xml_mistake decode(const char *bytes, size_t length, struct buf *out, char name[32]) {
    static const char bom[] = "\xEF\xBB\xBF";
    bool utf8 = length >= 3 && memcmp(bytes, bom, 3) == 0;
    bool utf16 = length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
    strcpy(name, utf16 ? "UTF-16" : "UTF-8");
    bool declared = !utf8 && !utf16 && declared_name(bytes, length, name);
    enum xml_mistake mistake = convert(bytes, length, name, out);
    size_t good = utf8_valid_length(out->data, out->length);
    if (good < out->length) { /* glibc lets through what is beyond Unicode */
        out->data[out->length = good] = '\0';
        mistake = MISTAKE_BYTE;
    }
    if (declared && mistake != MISTAKE_ENCODING && strncmp(out->data, "<?xml", 5) != 0) {
        out->length = 0;
        return MISTAKE_OTHER;
    }
    if (out->length >= 3 && memcmp(out->data, bom, 3) == 0) {
        out->length -= 3;
        memmove(out->data, out->data + 3, out->length + 1);
    }
    return mistake;
}

/* --- one look before the parser --- */

/* The `<` of the first tag with more attributes than that, or NULL. Up to 2.11 libxml2 compares every attribute with
 * every other one before it hands the tag over: 100,000 of them keep it busy for many seconds. What is not well-formed
 * is left to the parser. */
static const char *crowded_tag(const char *text, size_t limit) {
    for (const char *at = strchr(text, '<'), *next; at; at = next) {
        const char *open = at++;
        size_t count = 0;
        next = strchr(at, '<');
        /* An attribute takes five bytes, as a="": seldom is there a reason to count them. */
        if (*at == '!' || *at == '?' || (next && (size_t)(next - at) / 5 <= limit))
            continue;
        at += strcspn(at, "<>\"'");
        while (*at == '"' || *at == '\'') {
            const char ends[] = {*at, '<', '\0'};
            count++;
            at += 1 + strcspn(at + 1, ends);
            if (*at == ends[0])
                at += 1 + strcspn(at + 1, "<>\"'");
        }
        if (count > limit)
            return open;
    }
    return NULL;
}

/* --- parsing --- */

/* What the parser's callbacks work on; the parser keeps it in its _private field. */
struct reading {
    const struct xml_limits *limits;
    const struct buf *text;
    struct xml_problem *problem;
    startElementNsSAX2Func start_element; /* libxml2's own tree builder */
    int elements;                         /* seen so far */
    size_t at, line;                      /* the last tag, and its line */
};

static size_t bytes_read(const struct reading *reading, const xmlParserCtxt *parser) {
    const xmlParserInput *input = parser->input;
    size_t offset = input ? (size_t)input->consumed + (size_t)(input->cur - input->base) : 0;
    return offset < reading->text->length ? offset : reading->text->length;
}

/* The `<` that opens what the parser is reading: inside a tag no other one is allowed. */
static size_t tag_offset(const struct reading *reading, const xmlParserCtxt *parser) {
    const char *open = memrchr(reading->text->data, '<', bytes_read(reading, parser));
    return open ? (size_t)(open - reading->text->data) : 0;
}

/* The first problem stays. */
static void refuse(xmlParserCtxtPtr parser, enum xml_mistake mistake, size_t offset) {
    struct reading *reading = parser->_private;
    if (reading->problem->mistake == MISTAKE_NONE) {
        reading->problem->mistake = mistake;
        reading->problem->offset = offset;
    }
    xmlStopParser(parser);
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count, int default_count,
                          const xmlChar **attributes) {
    xmlParserCtxtPtr parser = context;
    struct reading *reading = parser->_private;
    size_t offset = tag_offset(reading, parser);
    bool deep = parser->nodeNr >= reading->limits->depth; /* as many are open */
    if (deep || ++reading->elements > reading->limits->elements) {
        refuse(parser, deep ? MISTAKE_DEPTH : MISTAKE_ELEMENTS, offset);
        return;
    }
    reading->start_element(context, name, prefix, uri, namespace_count, namespaces, attribute_count, default_count,
                           attributes);
    xmlNodePtr node = parser->node;
    if (!node)
        return;
    node->_private = (void *)(uintptr_t)(offset + 1); /* so that a node without one (NULL) is told apart */
    const char *text = reading->text->data;
    const char *end = text + offset, *at;
    for (at = text + reading->at; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        reading->line++;
    for (at = text + reading->at; (at = memchr(at, '\r', (size_t)(end - at))); at++)
        reading->line += at[1] != '\n';
    reading->at = offset;
    node->line = (unsigned short)(reading->line & 0xFFFF);
    node->extra = (unsigned short)(reading->line >> 16);
}

/* Called for `<!DOCTYPE name`, before anything inside it is read: here it stops. */
static void doctype(void *context, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id) {
    (void)name, (void)external_id, (void)system_id;
    xmlParserCtxtPtr parser = context;
    refuse(parser, MISTAKE_DOCTYPE, tag_offset(parser->_private, parser));
}

static void problem_found(void *context, xml_error *error) {
    xmlParserCtxtPtr parser = context;
    struct reading *reading = parser->_private;
    if (error->level < XML_ERR_FATAL || error->code == XML_ERR_USER_STOP)
        return;
    if (reading->problem->mistake == MISTAKE_NONE)
        xmlCopyError(error, &reading->problem->error);
    refuse(parser, MISTAKE_SYNTAX, bytes_read(reading, parser));
}

static xmlDocPtr parse(struct reading *reading) {
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(reading->text->data, (int)reading->text->length);
    /* HUGE lifts libxml2's limits, ours stand; IGNORE_ENC: the text is UTF-8 by now, whatever it declares; NOENT:
     * without a DOCTYPE the only entities are the five of XML itself; COMPACT keeps short texts in their node, in its
     * `properties`: those of an element only may be read. */
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT |
                                  XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
    parser->_private = reading;
    reading->start_element = parser->sax->startElementNs;
    parser->sax->startElementNs = start_element;
    parser->sax->internalSubset = doctype;
    parser->sax->serror = problem_found;
    xmlParseDocument(parser);
    xmlDocPtr doc = parser->myDoc;
    if (!parser->wellFormed || !doc || !xmlDocGetRootElement(doc))
        refuse(parser, MISTAKE_SYNTAX, bytes_read(reading, parser)); /* never silent */
    xmlFreeParserCtxt(parser);
    if (reading->problem->mistake == MISTAKE_NONE)
        return doc;
    xmlFreeDoc(doc);
    return NULL;
}

xmlDocPtr xml_read(const char *bytes, size_t length, const struct xml_limits *limits, struct buf *text,
                   struct xml_problem *problem) {
    *problem = (struct xml_problem){.mistake = MISTAKE_BYTES};
    if (length <= limits->bytes)
        problem->mistake = decode(bytes, length, text, problem->encoding);
    buf_add(text, "", 0);
    problem->offset = text->length;
    const char *crowded = NULL;
    if (problem->mistake != MISTAKE_NONE)
        return NULL;
    if (text->length > limits->bytes)
        *problem = (struct xml_problem){.mistake = MISTAKE_BYTES};
    else if (text->length == 0)
        problem->mistake = MISTAKE_EMPTY;
    else if (strlen(text->data) < text->length)
        *problem = (struct xml_problem){.mistake = MISTAKE_NUL, .offset = strlen(text->data)};
    else if ((crowded = crowded_tag(text->data, limits->attributes)))
        *problem = (struct xml_problem){.mistake = MISTAKE_ATTRIBUTES, .offset = (size_t)(crowded - text->data)};
    else
        return parse(&(struct reading){.limits = limits, .text = text, .problem = problem, .line = 1});
    return NULL;
}

xmlDocPtr xml_read_lax(const char *bytes, size_t length, enum xml_mistake *mistake) {
    static const struct xml_limits limits = {INT_MAX / 2, 500, 256, INT_MAX};
    struct buf text = BUF_EMPTY;
    struct xml_problem problem;
    xmlDocPtr doc = xml_read(bytes, length, &limits, &text, &problem);
    *mistake = problem.mistake;
    xml_problem_free(&problem);
    buf_free(&text);
    return doc;
}

void xml_problem_free(struct xml_problem *problem) {
    xmlResetError(&problem->error);
}

size_t xml_line(const xmlNode *element) {
    return ((size_t)element->extra << 16) | element->line;
}

size_t xml_offset(const xmlNode *node) {
    while (node && (node->type != XML_ELEMENT_NODE || !node->_private))
        node = node->parent;
    return node ? (size_t)(uintptr_t)node->_private - 1 : 0;
}
