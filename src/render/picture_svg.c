/* SVG can carry scripts, load other files and expand entities. A picture in a report does none of that: one
 * that could is refused, not mended. */
#include "render/picture_size.h"
#include "render/picture_strip.h"
#include "render/safe_xml.h"

#include <libxml/parser.h>
#include <string.h>
#include <strings.h>

/* A number and its unit at the start of `text`: pixels, or 0 when it is none (a percentage, nothing). Not
 * strtod, which follows the locale. */
static double length_in_pixels(const char *text, const char **end) {
    static const struct {
        const char *name;
        double pixels;
    } units[] = {{"px", 1}, {"pt", 96 / 72.0}, {"pc", 16}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96}};
    double value = 0, part = 1;
    while (*text == ' ' || *text == ',' || *text == '+')
        text++;
    for (; *text >= '0' && *text <= '9' && value < 1e9; text++)
        value = value * 10 + (*text - '0');
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9'; text++)
            value += (*text - '0') * (part /= 10);
    if (end)
        *end = text;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strncmp(text, units[i].name, 2) == 0)
            return value * units[i].pixels;
    return *text == '%' ? 0 : value;
}

static double attribute_in_pixels(xmlNodePtr root, const char *name) {
    xmlChar *text = xmlGetNoNsProp(root, (const xmlChar *)name);
    double pixels = text ? length_in_pixels((const char *)text, NULL) : 0;
    xmlFree(text);
    return pixels;
}

/* The third and fourth number of viewBox. */
static void view_box(xmlNodePtr root, double *width, double *height) {
    xmlChar *text = xmlGetNoNsProp(root, (const xmlChar *)"viewBox");
    const char *at = text ? (const char *)text : "";
    double values[4] = {0};
    for (size_t i = 0; i < 4; i++) {
        at += strspn(at, " ,\t\r\n-"); /* where it starts does not matter, so neither does a sign */
        values[i] = length_in_pixels(at, &at);
    }
    *width = values[2];
    *height = values[3];
    xmlFree(text);
}

/* True when some function of CSS in `value` names anything but a part of the picture. */
static bool calls_outside(const char *value) {
    static const char *const functions[] = {"url(", "src(", "image(", "image-set("};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        for (const char *at = value; (at = strcasestr(at, functions[i])); at++) {
            const char *target = at + strlen(functions[i]);
            if (target[strspn(target, " \t\r\n'\"")] != '#')
                return true;
        }
    return false;
}

/* True when a value refers to something outside the picture, or may: what is animated could become anything,
 * and with another base even a part of the picture is elsewhere. */
static bool refers_outside(const char *name, const char *value) {
    while (*value == ' ' || *value == '\t' || *value == '\n' || *value == '\r')
        value++;
    if (strcmp(name, "href") == 0 || strcmp(name, "src") == 0)
        return *value != '#' && strncmp(value, "data:image/png", 14) != 0 &&
               strncmp(value, "data:image/jpeg", 15) != 0;
    if (strcmp(name, "base") == 0 || strcmp(name, "srcset") == 0)
        return true;
    if (strcmp(name, "attributeName") == 0 && strcasestr(value, "href"))
        return true;
    /* a backslash can spell url() */
    return calls_outside(value) || strcasestr(value, "@import") || strchr(value, '\\');
}

static bool attribute_is_active(xmlAttrPtr attribute) {
    const char *name = (const char *)attribute->name;
    xmlChar *value = xmlNodeGetContent((xmlNodePtr)attribute);
    bool active = !value || strncasecmp(name, "on", 2) == 0 || refers_outside(name, (const char *)value);
    xmlFree(value);
    return active;
}

static bool node_is_active(xmlNodePtr node) {
    static const char *const elements[] = {"script", "foreignObject", "iframe", "audio",  "video",
                                           "embed",  "object",        "set",    "handler"};
    if (node->type == XML_PI_NODE || node->type == XML_ENTITY_REF_NODE)
        return true;
    if (node->type != XML_ELEMENT_NODE)
        return false;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (strcasecmp((const char *)node->name, elements[i]) == 0)
            return true;
    for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next)
        if (attribute_is_active(attribute))
            return true;
    if (strcasecmp((const char *)node->name, "style") != 0)
        return false;
    xmlChar *text = xmlNodeGetContent(node);
    bool active = !text || refers_outside("style", (const char *)text);
    xmlFree(text);
    return active;
}

static bool is_active(xmlDocPtr doc) {
    for (xmlNodePtr node = doc->children; node; node = hgw_xml_next(node, NULL))
        if (node_is_active(node))
            return true;
    return false;
}

enum hgw_picture_look hgw_picture_look_svg(struct hgw_picture *picture) {
    xmlDocPtr doc = NULL;
    enum hgw_xml_problem problem = hgw_xml_parse(picture->bytes.data, picture->bytes.length, &doc);
    if (problem != HGW_XML_GOOD)
        return problem == HGW_XML_DTD ? HGW_PICTURE_ACTIVE : HGW_PICTURE_UNKNOWN;
    enum hgw_picture_look look = HGW_PICTURE_UNKNOWN;
    xmlNodePtr root = xmlDocGetRootElement(doc);
    if (strcmp((const char *)root->name, "svg") == 0) {
        picture->media_type = "image/svg+xml";
        picture->extension = "svg";
        double width = attribute_in_pixels(root, "width"), height = attribute_in_pixels(root, "height");
        double box_width, box_height;
        view_box(root, &box_width, &box_height);
        if (box_width > 0 && box_height > 0) { /* what is not given follows from the shape */
            if (!(width > 0))
                width = height > 0 ? height * box_width / box_height : box_width;
            if (!(height > 0))
                height = width * box_height / box_width;
        }
        look = is_active(doc)
                   ? HGW_PICTURE_ACTIVE
                   : hgw_picture_set_size(picture, width > 0 ? width : 300, height > 0 ? height : 150, 0, 0);
    }
    xmlFreeDoc(doc);
    return look;
}

/* True for what is in the namespace of SVG, XLink or XML, or in none. */
static bool is_svg(const xmlNs *ns) {
    static const char *const known[] = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink",
                                        "http://www.w3.org/XML/1998/namespace"};
    bool found = !ns || !ns->href;
    for (size_t i = 0; !found && i < sizeof known / sizeof *known; i++)
        found = strcmp((const char *)ns->href, known[i]) == 0;
    return found;
}

static bool tells(xmlNodePtr node) {
    return node->type == XML_COMMENT_NODE ||
           (node->type == XML_ELEMENT_NODE &&
            (!is_svg(node->ns) || strcmp((const char *)node->name, "metadata") == 0));
}

static void strip_attributes(xmlNodePtr node) {
    for (xmlAttrPtr attribute = node->properties, next; attribute; attribute = next) {
        next = attribute->next;
        if (!is_svg(attribute->ns))
            xmlRemoveProp(attribute);
    }
}

bool hgw_picture_strip_svg(struct hgw_picture *picture) {
    xmlDocPtr doc = NULL;
    if (hgw_xml_parse(picture->bytes.data, picture->bytes.length, &doc) != HGW_XML_GOOD)
        return false; /* it was good a moment ago */
    const xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNodePtr node = doc->children, next; node; node = next) {
        bool away = node != root && tells(node);
        next = away ? hgw_xml_next_over(node, NULL) : hgw_xml_next(node, NULL);
        if (away) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        } else if (node->type == XML_ELEMENT_NODE)
            strip_attributes(node);
    }
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(doc, &text, &length, "UTF-8");
    xmlFreeDoc(doc);
    hgw_buf_clear(&picture->bytes);
    if (text)
        hgw_buf_add(&picture->bytes, text, (size_t)length);
    xmlFree(text);
    return text && !picture->bytes.failed;
}
