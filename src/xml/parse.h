/* safe_xml: parses XML that somebody else made, and that may be hostile. */
#ifndef HGW_XML_PARSE_H
#define HGW_XML_PARSE_H

#include "xml/dom.h"

#include <libxml/tree.h>
#include <stddef.h>

enum xml_problem {
    HGW_XML_GOOD,
    HGW_XML_MALFORMED, /* not well-formed, nested too deeply, too many attributes */
    HGW_XML_DTD,       /* it has a document type declaration: entities could be defined there */
};

/* An element with more attributes is refused: the parser compares each with all the others. */
enum { HGW_XML_ATTRIBUTES_MAX = 500 };

/* Parses `length` bytes without network, without DTD, without entities, with libxml2's limits on depth and
 * size. On HGW_XML_GOOD *doc is the tree, with a root element; the caller frees it with xmlFreeDoc().
 * Otherwise NULL. */
enum xml_problem xml_parse(const char *bytes, size_t length, xmlDocPtr *doc);

/* Old names of dom_walk_nodes and dom_walk_over. */
#define xml_next dom_walk_nodes
#define xml_next_over dom_walk_over

#endif
