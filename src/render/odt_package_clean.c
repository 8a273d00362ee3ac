#include "render/odt_package_clean.h"

#include "render/markdown_tree.h"
#include "render/safe_xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Elements that go with all they hold, whatever their namespace. OpenDocument 1.3 part 3: 3.10 and 10.3.19
 * events and scripts, 13 forms, 10.4.6 objects, 14.6 DDE, 7.6 database fields, 14.1 annotations, 5.5.1
 * changes. */
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
};

static bool is_unwanted(xmlNodePtr node) {
    if (node->type == XML_PI_NODE || node->type == XML_ENTITY_REF_NODE || node->type == XML_COMMENT_NODE)
        return true;
    for (size_t i = 0; node->type == XML_ELEMENT_NODE && i < sizeof unwanted / sizeof *unwanted; i++)
        if (strcasecmp((const char *)node->name, unwanted[i]) == 0)
            return true;
    return false;
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

static void drop_commands(xmlNodePtr node) {
    for (xmlAttrPtr attribute = node->properties, next; attribute; attribute = next) {
        next = attribute->next;
        xmlChar *value = xmlNodeGetContent((xmlNodePtr)attribute);
        if (strcmp((const char *)attribute->name, "href") != 0 &&
            (!value || names_a_command((const char *)value)))
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

/* Removes an element, and the source of a font with it when nothing is left there. */
static xmlNodePtr drop(xmlNodePtr node) {
    xmlNodePtr parent = node->parent;
    xmlNodePtr next = hgw_xml_next_over(node, NULL);
    remove_node(node);
    if (parent && parent->type == XML_ELEMENT_NODE &&
        strcmp((const char *)parent->name, "font-face-src") == 0 && !xmlFirstElementChild(parent)) {
        next = hgw_xml_next_over(parent, NULL);
        remove_node(parent);
    }
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
            drop_commands(node);
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
