/* dom: the few things that every room does with a tree of libxml2, without its casts.
 *
 * NULL is no node: it has no name, children or attributes. Attributes are those without a namespace. xml_read lets no
 * entities through, so the value of an attribute is one text node, or none when it is empty. */
#pragma once

#include "base/base.h"

#include <libxml/tree.h>
#include <libxml/xmlerror.h>

/* What libxml2's callbacks say of a problem: theirs to keep, and since 2.12 theirs to change. */
#if LIBXML_VERSION >= 21200
typedef const xmlError xml_error;
#else
typedef xmlError xml_error;
#endif

/* White space in XML. */
#define DOM_SPACE " \t\r\n"

/* True for an element with this local name. */
bool dom_is(const xmlNode *node, const char *name);

/* The first element in `parent`, the first element behind `node`: with this local name, or NULL: any. */
xmlNodePtr dom_child(const xmlNode *parent, const char *name);
xmlNodePtr dom_next(const xmlNode *node, const char *name);

/* The next element in document order, below `top` (NULL: anywhere): a walk without recursion. NULL after the last. */
xmlNodePtr dom_walk(const xmlNode *node, const xmlNode *top);

/* The same for nodes of any kind; and without going into `node`. */
xmlNodePtr dom_walk_nodes(const xmlNode *node, const xmlNode *top);
xmlNodePtr dom_walk_over(const xmlNode *node, const xmlNode *top);

/* An attribute, or NULL; its value, "" without one. They live as long as the attribute is not changed. */
xmlAttrPtr dom_attribute(const xmlNode *element, const char *name);
const char *dom_value(const xmlAttr *attribute);
const char *dom_get(const xmlNode *element, const char *name);

/* True when the attribute is there and has this value. */
bool dom_has(const xmlNode *element, const char *name, const char *value);

/* Sets an attribute; NULL takes it away. Of no element it does nothing: libxml2 would make one that nobody frees. */
void dom_set(xmlNodePtr element, const char *name, const char *value);

/* The element with this id, when ids are known (case/case.h: ids_rebuild); else NULL. */
xmlNodePtr dom_by_id(xmlDocPtr doc, const char *id);

/* Moves on to the next id of a list, and finds its element (NULL: nothing has it); false: it was the last.
 *     for (xmlNodePtr one; dom_next_id(doc, &ids, &one);) */
bool dom_next_id(xmlDocPtr doc, const char **ids, xmlNodePtr *element);

/* All text in a node; and on one line. Freed with free(). */
char *dom_text(const xmlNode *node);
char *dom_one_line(const xmlNode *node);

/* True when a text (NULL: none) is white space alone. */
bool dom_blank(const char *text);

/* True when the text in an element, and in those in it, is more than white space. Vocabulary, "Filled". */
bool dom_filled(const xmlNode *element);

/* The words of a list: moves *at to the next word and returns its length, 0 at the end.
 *     for (size_t length; (length = dom_word(&at)) > 0; at += length) */
size_t dom_word(const char **at);

/* The same one by one, each freed by who asks; NULL at the end.
 *     for (char *word; (word = dom_next_word(&at)); free(word)) */
char *dom_next_word(const char **at);

/* True when a list has this word; the same, letter case aside for ASCII. */
bool dom_has_word(const char *list, const char *word);
bool dom_has_word_like(const char *list, const char *word);

/* The place of a word, `length` bytes of it, among names, from 0; -1: it is none of them. */
int dom_place(const char *const names[], int count, const char *word, size_t length);

/* True when two lists have a word in common. */
bool dom_share_word(const char *list, const char *other);

/* Takes a node out of its tree and frees it. */
void dom_drop(xmlNodePtr node);
