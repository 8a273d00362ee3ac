#include "case/case.h"

#include <libxml/valid.h>

const char *const phase_names[PHASE_COUNT] = {"vraagverheldering", "intake", "strategie", "onderzoek",
                                              "integratie",        "advies", "evaluatie"};

int phase_index(const char *word) {
    return dom_place(phase_names, PHASE_COUNT, word, strcspn(word, DOM_SPACE));
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

void ids_rebuild(xmlDocPtr doc) {
    size_t count = 0;
    if (doc->ids)
        xmlFreeIDTable(doc->ids);
    doc->ids = NULL;
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = dom_walk(node, NULL)) {
        xmlAttrPtr id = dom_attribute(node, "id");
        if (!id)
            continue;
        id->atype = (xmlAttributeType)0; /* else freeing it would look for it in a table that is gone */
        const char *value = dom_value(id);
        if (*value && ++count <= IDS_MOST && !xmlGetID(doc, (const xmlChar *)value))
            xmlAddID(NULL, doc, (const xmlChar *)value, id);
    }
}

void case_free(struct case_file *c) {
    free(c->name);
    if (c->doc)
        xmlFreeDoc(c->doc);
    buf_free(&c->source);
    *c = (struct case_file){0};
}
