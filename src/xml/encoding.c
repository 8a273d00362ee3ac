#include "xml/encoding.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "xml/libxml.h"

#include <errno.h>
#include <libxml/encoding.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool starts_with(const char *bytes, size_t length, const char *start, size_t start_length) {
    return length >= start_length && memcmp(bytes, start, start_length) == 0;
}

/* The value of encoding="…" in the XML declaration, for encodings in which that can be read as ASCII. */
static bool declared_name(const char *bytes, size_t length, char name[32]) {
    char declaration[257];
    if (length > sizeof declaration - 1)
        length = sizeof declaration - 1;
    memcpy(declaration, bytes, length);
    declaration[length] = '\0';
    if (strncmp(declaration, "<?xml", 5) != 0)
        return false;
    char *end = strstr(declaration, "?>");
    if (end)
        *end = '\0';
    const char *found = strstr(declaration, "encoding");
    if (!found)
        return false;
    found += strlen("encoding");
    found += strspn(found, " \t\r\n=");
    if (*found != '"' && *found != '\'')
        return false;
    size_t size = strcspn(found + 1, "\"'");
    if (size == 0 || size > 31)
        return false;
    memcpy(name, found + 1, size);
    name[size] = '\0';
    return true;
}

/* Detection by the first bytes: what cannot be read as ASCII, by the name under which libxml2 converts it. */
static const char *detected_name(const char *bytes, size_t length) {
    switch (xmlDetectCharEncoding((const unsigned char *)bytes, length > 4 ? 4 : (int)length)) {
    case XML_CHAR_ENCODING_UTF16LE:
        return "UTF-16LE";
    case XML_CHAR_ENCODING_UTF16BE:
        return "UTF-16BE";
    case XML_CHAR_ENCODING_UCS4LE:
        return "UCS-4LE";
    case XML_CHAR_ENCODING_UCS4BE:
        return "UCS-4BE";
    case XML_CHAR_ENCODING_EBCDIC:
        return "EBCDIC-US";
    default:
        return NULL;
    }
}

/* Encodings of which an ASCII letter takes more than one byte: nothing that we read as ASCII is in one. */
static bool has_wide_letters(const char *name) {
    static const char *const starts[] = {"UTF-16", "UTF16", "UTF-32", "UTF32", "UCS", "ISO-10646-UCS"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (strncasecmp(name, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

static enum decoded add_utf8(const char *bytes, size_t length, struct buf *out) {
    size_t good = utf8_valid_length(bytes, length);
    buf_add(out, bytes, good);
    return good == length ? HGW_DECODED : DECODE_BAD_BYTE;
}

static void ignore(void *data, xml_error *problem) {
    (void)data, (void)problem;
}

/* Converts as much as it can. libxml2 prints what is wrong with the bytes, unless someone listens. */
static int convert_quietly(xmlCharEncodingHandlerPtr handler, xmlBufferPtr to, xmlBufferPtr from) {
    xmlStructuredErrorFunc listener = xmlStructuredError;
    void *listener_data = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(NULL, ignore);
    int step = 1;
    while (step > 0 && xmlBufferLength(from) > 0)
        step = xmlCharEncInFunc(handler, to, from);
    xmlSetStructuredErrorFunc(listener_data, listener);
    return step;
}

static enum decoded convert(xmlCharEncodingHandlerPtr handler, const char *bytes, size_t length, struct buf *out) {
    xmlBufferPtr from = xmlBufferCreateSize(length + 1);
    xmlBufferPtr to = xmlBufferCreateSize(length * 2 + 16);
    xmlBufferAdd(from, (const xmlChar *)bytes, (int)length);
    int step = convert_quietly(handler, to, from);
    enum decoded result = step < 0 || xmlBufferLength(from) > 0 ? DECODE_BAD_BYTE : HGW_DECODED;
    buf_add(out, xmlBufferContent(to), (size_t)xmlBufferLength(to));
    xmlBufferFree(from);
    xmlBufferFree(to);
    return result;
}

static void drop_bom(struct buf *out) {
    static const char bom[] = "\xEF\xBB\xBF";
    if (out->length < sizeof bom - 1 || memcmp(out->data, bom, sizeof bom - 1) != 0)
        return;
    out->length -= sizeof bom - 1;
    memmove(out->data, out->data + sizeof bom - 1, out->length + 1);
}

enum decoded decode_xml(const char *bytes, size_t length, struct buf *out, char name[32]) {
    static const char bom[] = "\xEF\xBB\xBF";
    const char *detected = detected_name(bytes, length);
    bool marked = starts_with(bytes, length, bom, sizeof bom - 1);
    strcpy(name, "UTF-8");
    if (detected)
        snprintf(name, 32, "%s", detected);
    else if (!marked && declared_name(bytes, length, name) && has_wide_letters(name))
        return DECODE_OTHER; /* with a BOM it is UTF-8, whatever the declaration says */

    enum decoded result;
    if (strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0)
        result = add_utf8(bytes, length, out);
    else {
        errno = 0;
        xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(name);
        if (!handler) {
            mem_check(); /* neither iconv nor ICU says so otherwise */
            return DECODE_UNKNOWN;
        }
        result = convert(handler, bytes, length, out);
        xmlCharEncCloseFunc(handler);
    }
    drop_bom(out);
    return result;
}
