/* encoding: the bytes of an XML file to UTF-8, whatever encoding they declare (XML 1.0, appendix F). */
#ifndef HGW_XML_ENCODING_H
#define HGW_XML_ENCODING_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* What became of the bytes. */
enum decoded {
    HGW_DECODED,     /* `out` holds it all as UTF-8, without BOM */
    DECODE_UNKNOWN,  /* the declared encoding is not known; `name` holds it */
    DECODE_OTHER,    /* the declaration itself is not in the encoding that it names; `name` holds it */
    DECODE_BAD_BYTE, /* some byte does not belong to the encoding; `out` holds what came before it */
};

/* Adds the text to `out`. `name` gets the encoding's name as declared or detected ("" never). */
enum decoded decode_xml(const char *bytes, size_t length, struct buf *out, char name[32]);

#endif
