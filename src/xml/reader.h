/* reader: the one door for XML: bytes to a tree, safely, with exact places.
 *
 * Names with an unknown prefix and bad values of xml:id do no harm: who reads the tree knows no such names.
 * No DOCTYPE, so no entities and no billion laughs; no network, no XInclude; our own limits on size and depth. Any
 * encoding that iconv knows, UTF-16 with a BOM among them, so that the text in which places count is UTF-8. */
#pragma once

#include "base/base.h"
#include "xml/dom.h"

#include <libxml/xmlerror.h>

struct xml_limits {
    size_t bytes, attributes; /* most bytes in the file, attributes in one tag */
    int depth, elements;      /* most elements inside each other, in all */
};

enum xml_mistake {
    MISTAKE_NONE,
    MISTAKE_SYNTAX,     /* not well-formed: `error` says how, in libxml2's words */
    MISTAKE_DOCTYPE,    /* there is one: entities could be defined there */
    MISTAKE_EMPTY,      /* not one byte */
    MISTAKE_NUL,        /* a NUL byte: no text */
    MISTAKE_ENCODING,   /* the declared encoding is not known */
    MISTAKE_OTHER,      /* the declaration itself is not in the encoding that it names */
    MISTAKE_BYTE,       /* a byte that does not belong to the encoding */
    MISTAKE_BYTES,      /* beyond a limit: this one */
    MISTAKE_ATTRIBUTES, /* that one */
    MISTAKE_DEPTH,
    MISTAKE_ELEMENTS,
};

struct xml_problem {
    enum xml_mistake mistake;
    size_t offset;     /* place in the text: the tag that is too much, or where the parser stopped */
    size_t last;       /* where the last tag, comment or the like begins: what is never closed hides what follows */
    char encoding[32]; /* as declared or detected */
    xmlError error;    /* owned */
};

/* Reads `length` bytes. The text, as UTF-8 without BOM and with its own line ends, is added to the empty `text`, as far
 * as it goes. NULL: something is wrong, and `problem` is to be freed. */
xmlDocPtr xml_read(const char *bytes, size_t length, const struct xml_limits *limits, struct buf *text,
                   struct xml_problem *problem);

/* The way back: adds `text`, UTF-8, to `out` as a file that begins as these bytes do would have it, with their BOM and
 * in their encoding. False: that lacks one of its characters. */
bool xml_encode(const char *bytes, size_t length, const char *text, size_t text_length, struct buf *out);

/* xml_read for what is our own: only limits that no good file reaches. */
xmlDocPtr xml_read_lax(const char *bytes, size_t length, enum xml_mistake *mistake);

void xml_problem_free(struct xml_problem *problem);

/* Byte offset in the text of the `<` of an element's start tag; for another node that of its parent element. */
size_t xml_offset(const xmlNode *node);

/* The line of that `<`, from 1; lines end at LF, CR LF or CR (XML 1.0, 2.11). */
size_t xml_line(const xmlNode *element);
