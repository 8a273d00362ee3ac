#include "render/odt_package_clean.h"

#include "render/markdown_tree.h"
#include "render/safe_xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Elements that go with all they hold, whatever their namespace. OpenDocument 1.3 part 3: 3.10 and 10.3.19
 * events and scripts, 13 forms, 10.4.6 objects, 15 animations, 14.6 DDE, 7.6 database fields, 14.1
 * annotations, 5.5.1 changes. Also fields that show what stood in the text of the reference document, of
 * which nothing is left but what the field remembers (7.4 and 7.7), and hidden text (7.7.4). */
static const char *const unwanted[] = {
    "event-listeners",
    "event-listener",
    "scripts",
    "script",
    "forms",
    "form",
    "control",
    "object",
    "object-ole",
    "plugin",
    "applet",
    "floating-frame",
    "dde-source",
    "dde-connection",
    "dde-connection-decl",
    "dde-connection-decls",
    "execute-macro",
    "section-source",
    "database-display",
    "database-next",
    "database-row-select",
    "database-row-number",
    "database-name",
    "annotation",
    "annotation-end",
    "tracked-changes",
    "change-info",
    "change",
    "change-start",
    "change-end",
    "command",
    "binary-data",
    "user-field-decls",
    "user-field-get",
    "user-field-input",
    "variable-get",
    "variable-input",
    "bookmark-ref",
    "reference-ref",
    "sequence-ref",
    "note-ref",
    "template-name",
    "hidden-text",
};

/* Settings that name a printer, a database, a file or a password of whoever made the document: how they begin
 * and how they end. */
static const struct {
    const char *start, *end;
} unwanted_settings[] = {
    {"Printer", ""}, {"CurrentDatabase", ""}, {"EmbeddedDatabase", ""}, {"Rsid", ""},
    {"", "URL"},     {"", "ProtectionKey"},   {"", "PasswordInfo"},     {"", "LoadReadonly"},
};

static bool is_unwanted_setting(xmlNodePtr node) {
    xmlAttrPtr attribute = node->properties;
    while (attribute && strcmp((const char *)attribute->name, "name") != 0)
        attribute = attribute->next;
    xmlChar *name = attribute ? xmlNodeGetContent((xmlNodePtr)attribute) : NULL;
    size_t length = name ? strlen((const char *)name) : 0;
    bool found = !name;
    for (size_t i = 0; !found && i < sizeof unwanted_settings / sizeof *unwanted_settings; i++) {
        const char *start = unwanted_settings[i].start, *end = unwanted_settings[i].end;
        found = length >= strlen(end) && strncmp((const char *)name, start, strlen(start)) == 0 &&
                strcmp((const char *)name + length - strlen(end), end) == 0;
    }
    xmlFree(name);
    return found;
}

static bool is_unwanted(xmlNodePtr node) {
    if (node->type == XML_PI_NODE || node->type == XML_ENTITY_REF_NODE || node->type == XML_COMMENT_NODE)
        return true;
    for (size_t i = 0; node->type == XML_ELEMENT_NODE && i < sizeof unwanted / sizeof *unwanted; i++)
        if (strcasecmp((const char *)node->name, unwanted[i]) == 0)
            return true;
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "config-item") == 0 &&
           is_unwanted_setting(node);
}

/* A value that names something to run in LibreOffice, in whichever attribute it stands. */
static bool names_a_command(const char *value) {
    static const char *const schemes[] = {
        "vnd.sun.star.", "macro:", "javascript:", "service:", "slot:", ".uno:", "script:", "private:"};
    value += strspn(value, " \t\r\n");
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strncasecmp(value, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

/* Attributes that go, whatever they say: xml:base, with which every reference could be one to elsewhere;
 * GRDDL's transformation, which names a program; and what to calculate, where the result stands in the text.
 * The equations of a drawing are the drawing. */
static bool is_unwanted_attribute(xmlNodePtr node, const char *name) {
    return strcmp(name, "base") == 0 || strcmp(name, "transformation") == 0 ||
           (strcmp(name, "formula") == 0 && strcmp((const char *)node->name, "equation") != 0);
}

static void drop_attributes(xmlNodePtr node) {
    for (xmlAttrPtr attribute = node->properties, next; attribute; attribute = next) {
        next = attribute->next;
        const char *name = (const char *)attribute->name;
        xmlChar *value = xmlNodeGetContent((xmlNodePtr)attribute);
        if (strcmp(name, "href") != 0 &&
            (!value || is_unwanted_attribute(node, name) || names_a_command((const char *)value)))
            xmlRemoveProp(attribute);
        xmlFree(value);
    }
}

/* What becomes of an element by its reference. */
enum fate {
    KEEP,
    UNWRAP, /* a hyperlink whose target is not allowed: its content stays */
    REMOVE,
};

static enum fate judge(xmlNodePtr node, hgw_odt_keep *keep, void *data) {
    xmlAttrPtr attribute = node->properties;
    while (attribute && strcmp((const char *)attribute->name, "href") != 0)
        attribute = attribute->next;
    if (!attribute)
        return KEEP;
    xmlChar *content = xmlNodeGetContent((xmlNodePtr)attribute);
    const char *target = content ? (const char *)content : "";
    enum fate fate = REMOVE;
    if (strcmp((const char *)node->name, "a") == 0)
        fate = hgw_markdown_link_allowed(target) || *target == '#' ? KEEP : UNWRAP;
    else if (*target == '#' || keep(data, strncmp(target, "./", 2) == 0 ? target + 2 : target))
        fate = KEEP;
    xmlFree(content);
    return fate;
}

static void remove_node(xmlNodePtr node) {
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

/* Puts the children of an element in its place. Returns the node to go on with. */
static xmlNodePtr unwrap(xmlNodePtr node) {
    xmlNodePtr next = node->children ? node->children : hgw_xml_next_over(node, NULL);
    for (xmlNodePtr child; (child = node->children);)
        xmlAddPrevSibling(node, child);
    remove_node(node);
    return next;
}

/* True for an element that is nothing without what was in it. A frame's title, description and outline show
 * nothing by themselves. */
static bool is_husk(xmlNodePtr node) {
    static const char *const names[] = {"font-face-src", "image", "frame", "a"};
    static const char *const nothing[] = {"title",           "desc",         "image-map",
                                          "contour-polygon", "contour-path", "glue-point"};
    bool may = false, root = !node->parent || node->parent->type != XML_ELEMENT_NODE;
    for (size_t i = 0; !root && i < sizeof names / sizeof *names; i++)
        may = may || strcmp((const char *)node->name, names[i]) == 0;
    for (xmlNodePtr child = node->children; may && child; child = child->next) {
        bool shows = child->type != XML_TEXT_NODE || !xmlIsBlankNode(child);
        for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
            shows = shows && !(child->name && strcmp((const char *)child->name, nothing[i]) == 0);
        may = !shows;
    }
    return may;
}

/* Removes an element, and those around it that are nothing without it. */
static xmlNodePtr drop(xmlNodePtr node) {
    while (node->parent && node->parent->parent) {
        xmlNodePtr parent = node->parent, next = hgw_xml_next_over(node, parent);
        remove_node(node);
        if (!is_husk(parent))
            return next ? next : hgw_xml_next_over(parent, NULL);
        node = parent;
    }
    xmlNodePtr next = hgw_xml_next_over(node, NULL);
    remove_node(node);
    return next;
}

void hgw_odt_clean(xmlDocPtr doc, hgw_odt_keep *keep, void *data) {
    xmlNodePtr root = xmlDocGetRootElement(doc);
    for (xmlNodePtr node = doc->children; node;) {
        if (node != root && is_unwanted(node)) {
            node = drop(node);
            continue;
        }
        enum fate fate = KEEP;
        if (node->type == XML_ELEMENT_NODE) {
            drop_attributes(node);
            fate = judge(node, keep, data);
        }
        if (fate == UNWRAP && node != root)
            node = unwrap(node);
        else if (fate == REMOVE && node != root)
            node = drop(node);
        else
            node = hgw_xml_next(node, NULL);
    }
}
