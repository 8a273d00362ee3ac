#include "xml/reader.h"

#include "base/memory.h"
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
static enum xml_mistake convert(const char *bytes, size_t length, const char *source, const char *target,
                                struct buf *out) {
    errno = 0;
    /* a name may not ask iconv for anything: //IGNORE */
    bool plain = !strchr(source, '/') && !strchr(target, '/');
    iconv_t converter = plain ? iconv_open(target, source) : (iconv_t)-1;
    if (plain && converter == (iconv_t)-1)
        converter =
            iconv_open(target, source); /* glibc also says EINVAL when it had no memory to load the conversion */
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

static const char utf8_bom[] = "\xEF\xBB\xBF";

/* Names the encoding of a file; what begins with a BOM is that, whatever the declaration says. True: it is declared. */
static bool find_encoding(const char *bytes, size_t length, char name[32]) {
    bool utf8 = length >= 3 && memcmp(bytes, utf8_bom, 3) == 0;
    bool utf16 = length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
    strcpy(name, utf16 ? "UTF-16" : "UTF-8");
    return !utf8 && !utf16 && declared_name(bytes, length, name);
}

static enum xml_mistake decode(const char *bytes, size_t length, struct buf *out, char name[32]) {
    bool declared = find_encoding(bytes, length, name);
    enum xml_mistake mistake = MISTAKE_NONE;
    if (strcasecmp(name, "UTF-8") == 0) /* iconv would take a tenth of a check */
        buf_add(out, bytes, length);
    else
        mistake = convert(bytes, length, name, "UTF-8", out);
    size_t good = utf8_valid_length(out->data, out->length);
    if (good < out->length) { /* glibc lets through what is beyond Unicode */
        out->data[out->length = good] = '\0';
        mistake = MISTAKE_BYTE;
    }
    if (declared && mistake != MISTAKE_ENCODING && strncmp(out->data, "<?xml", 5) != 0) {
        out->length = 0;
        return MISTAKE_OTHER;
    }
    if (out->length >= 3 && memcmp(out->data, utf8_bom, 3) == 0) {
        out->length -= 3;
        memmove(out->data, out->data + 3, out->length + 1);
    }
    return mistake;
}

bool xml_encode(const char *bytes, size_t length, const char *text, size_t text_length, struct buf *out) {
    char name[32];
    find_encoding(bytes, length, name);
    size_t bom = length >= 3 && memcmp(bytes, utf8_bom, 3) == 0 ? 3 : 0;
    if (strcmp(name, "UTF-16") == 0 && length >= 2) { /* iconv's own choice of BOM may be the other one */
        bom = 2;
        strcpy(name, *bytes == '\xFF' ? "UTF-16LE" : "UTF-16BE");
    }
    buf_add(out, bytes, bom);
    if (strcasecmp(name, "UTF-8") != 0)
        return convert(text, text_length, "UTF-8", name, out) == MISTAKE_NONE;
    buf_add(out, text, text_length);
    return true;
}

/* --- one look before the parser --- */

/* Goes over the tags, up to what no parser should meet: a DOCTYPE, where entities could be defined, or too much of
 * anything. Up to 2.11 libxml2 compares every attribute with every other one before it hands the tag over: 100,000 of
 * them keep it busy for many seconds. `places` gets where each start tag begins, and the problem where it stopped. What
 * is not well-formed is left to the parser. */
static enum xml_mistake look(const char *text, const struct xml_limits *limits, struct buf *places, size_t *offset) {
    int depth = 0, elements = 0;
    for (const char *at = strchr(text, '<'); at; at = at ? strchr(at, '<') : NULL) {
        size_t attributes = 0;
        *offset = (size_t)(at - text);
        if (strncmp(at, "<!DOCTYPE", 9) == 0)
            return MISTAKE_DOCTYPE;
        if (at[1] == '!' || at[1] == '?' || at[1] == '/') {
            depth -= at[1] == '/';
            at = strncmp(at, "<!--", 4) == 0        ? strstr(at + 4, "-->")
                 : strncmp(at, "<![CDATA[", 9) == 0 ? strstr(at, "]]>")
                 : at[1] == '?'                     ? strstr(at, "?>")
                                                    : at + 1;
            continue;
        }
        for (at += 1 + strcspn(at + 1, "<>\"'"); *at == '"' || *at == '\''; attributes++) {
            const char ends[] = {*at, '<', '\0'};
            at += 1 + strcspn(at + 1, ends);
            if (*at == ends[0])
                at += 1 + strcspn(at + 1, "<>\"'");
        }
        if (attributes > limits->attributes)
            return MISTAKE_ATTRIBUTES;
        if (++depth > limits->depth)
            return MISTAKE_DEPTH;
        if (++elements > limits->elements)
            return MISTAKE_ELEMENTS;
        depth -= at[-1] == '/';
        buf_add(places, offset, sizeof *offset);
    }
    return MISTAKE_NONE;
}

/* --- parsing --- */

/* The first problem stays. */
static void problem_found(void *context, xml_error *error) {
    xmlParserCtxtPtr parser = context;
    struct xml_problem *problem = parser->_private;
    const xmlParserInput *input = parser->input;
    size_t offset = input ? (size_t)input->consumed + (size_t)(input->cur - input->base) : 0;
    if (error->level < XML_ERR_FATAL || problem->mistake != MISTAKE_NONE)
        return;
    xmlCopyError(error, &problem->error);
    problem->mistake = MISTAKE_SYNTAX;
    problem->offset = offset < problem->offset ? offset : problem->offset;
    xmlStopParser(parser);
}

/* Tells each element where its tag stands, which xml_offset and xml_line know. */
static void place_elements(xmlDocPtr doc, const char *text, const struct buf *places) {
    const char *places_at = places->data, *end = text + strcspn(text, "\r\n"); /* of a line */
    size_t line = 1, offset;
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = dom_walk(node, NULL)) {
        memcpy(&offset, places_at, sizeof offset);
        places_at += sizeof offset;
        for (; end < text + offset; end += 1 + strcspn(end + 1, "\r\n"))
            line += *end == '\n' || end[1] != '\n';
        node->_private = (void *)(uintptr_t)(offset + 1); /* so that a node without one (NULL) is told apart */
        node->line = (unsigned short)(line & 0xFFFF);
        node->extra = (unsigned short)(line >> 16);
    }
}

static xmlDocPtr parse(const struct buf *text, const struct buf *places, struct xml_problem *problem) {
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(text->data, (int)text->length);
    /* HUGE lifts libxml2's limits, ours stand; IGNORE_ENC: the text is UTF-8 by now, whatever it declares; NOENT:
     * without a DOCTYPE the only entities are the five of XML itself; COMPACT keeps short texts in their node, in its
     * `properties`: those of an element only may be read. */
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT |
                                  XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
    parser->_private = problem;
    parser->sax->serror = problem_found;
    problem->offset = text->length;
    xmlParseDocument(parser);
    xmlDocPtr doc = parser->myDoc;
    if (problem->mistake == MISTAKE_NONE && (!parser->wellFormed || !doc || places->length == 0))
        problem->mistake = MISTAKE_SYNTAX; /* never silent */
    xmlFreeParserCtxt(parser);
    if (problem->mistake == MISTAKE_NONE) {
        place_elements(doc, text->data, places);
        return doc;
    }
    xmlFreeDoc(doc);
    return NULL;
}

xmlDocPtr xml_read(const char *bytes, size_t length, const struct xml_limits *limits, struct buf *text,
                   struct xml_problem *problem) {
    AUTO(buf_free) struct buf places = BUF_EMPTY;
    *problem = (struct xml_problem){.mistake = MISTAKE_BYTES};
    if (length <= limits->bytes)
        problem->mistake = decode(bytes, length, text, problem->encoding);
    buf_add(text, "", 0);
    problem->offset = text->length;
    if (problem->mistake != MISTAKE_NONE)
        return NULL;
    if (text->length > limits->bytes)
        *problem = (struct xml_problem){.mistake = MISTAKE_BYTES};
    else if (text->length == 0)
        problem->mistake = MISTAKE_EMPTY;
    else if (strlen(text->data) < text->length)
        *problem = (struct xml_problem){.mistake = MISTAKE_NUL, .offset = strlen(text->data)};
    else {
        problem->mistake = look(text->data, limits, &places, &problem->last);
        problem->offset = problem->last;
    }
    return problem->mistake == MISTAKE_NONE ? parse(text, &places, problem) : NULL;
}

xmlDocPtr xml_read_lax(const char *bytes, size_t length, enum xml_mistake *mistake) {
    static const struct xml_limits limits = {INT_MAX / 2, 500, 256, INT_MAX};
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    AUTO(xml_problem_free) struct xml_problem problem = {0};
    xmlDocPtr doc = xml_read(bytes, length, &limits, &text, &problem);
    *mistake = problem.mistake;
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
