#include "case/case.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char *const phase_names[PHASE_COUNT] = {"vraagverheldering", "intake", "strategie", "onderzoek",
                                              "integratie",        "advies", "evaluatie"};

int phase_index(const char *word) {
    size_t length = strcspn(word, " \t\r\n");
    for (int i = 0; i < PHASE_COUNT; i++)
        if (strlen(phase_names[i]) == length && strncmp(phase_names[i], word, length) == 0)
            return i;
    return -1;
}

void case_advance(const struct case_file *c, struct cursor *cursor, size_t offset) {
    const char *text = c->source.data;
    if (offset > c->source.length)
        offset = c->source.length;
    for (; cursor->offset < offset; cursor->offset++) {
        char byte = text[cursor->offset];
        bool line_end = byte == '\n' || (byte == '\r' && text[cursor->offset + 1] != '\n');
        if (line_end) {
            cursor->line++;
            cursor->column = 1;
            cursor->line_start = cursor->offset + 1;
        } else if (((unsigned char)byte & 0xC0) != 0x80) /* not a continuation byte: a new code point */
            cursor->column++;
    }
}

/* The offset is kept plus one, so that a node without one (NULL) is told apart. */
void case_set_offset(xmlNode *node, size_t offset) {
    node->_private = (void *)(uintptr_t)(offset + 1);
}

size_t case_offset(const xmlNode *node) {
    while (node && (node->type != XML_ELEMENT_NODE || !node->_private))
        node = node->parent;
    return node ? (size_t)(uintptr_t)node->_private - 1 : 0;
}

xmlChar *case_phase(const struct case_file *c) {
    xmlNodePtr root = c->doc ? xmlDocGetRootElement(c->doc) : NULL;
    return root ? xmlGetNoNsProp(root, (const xmlChar *)"fase") : NULL;
}

xmlNodePtr next_node(xmlNodePtr node) {
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node && !node->next) {
        node = node->parent;
        if (!node || node->type != XML_ELEMENT_NODE)
            return NULL;
    }
    return node ? node->next : NULL;
}

void case_free(struct case_file *c) {
    free(c->name);
    if (c->doc)
        xmlFreeDoc(c->doc);
    buf_free(&c->source);
    *c = (struct case_file){0};
}
