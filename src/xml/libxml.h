/* libxml: what differs between the versions of libxml2 that we build with (2.9 to 2.15), in one place. */
#ifndef HGW_XML_LIBXML_H
#define HGW_XML_LIBXML_H

#include <libxml/parser.h>
#include <stddef.h>

/* What libxml2's callbacks say of a problem: theirs to keep, and since 2.12 theirs to change. */
#if LIBXML_VERSION >= 21200
typedef const xmlError xml_error;
#else
typedef xmlError xml_error;
#endif

/* How many bytes of its input the parser has read. The input must be UTF-8 in memory. */
static inline size_t xml_bytes_read(const xmlParserCtxt *parser) {
    const xmlParserInput *input = parser->input;
    return input ? (size_t)input->consumed + (size_t)(input->cur - input->base) : 0;
}

#endif
