#include "render/odt_package_styles.h"

#include "base/memory.h"
#include "render/functions.h"
#include "render/odt_package_house.h"
#include "render/safe_xml.h"
#include "render/xml_text.h"

#include <stdlib.h>
#include <string.h>

#define NS(name) "urn:oasis:names:tc:opendocument:xmlns:" name ":1.0"
static const char OFFICE[] = NS("office");
static const char STYLE[] = NS("style");
static const char TEXT[] = NS("text");
static const char TABLE[] = NS("table");
static const char FO[] = NS("xsl-fo-compatible");

static bool is_element(xmlNodePtr node, const char *namespace, const char *name) {
    return node->type == XML_ELEMENT_NODE && node->ns && strcmp((const char *)node->name, name) == 0 &&
           strcmp((const char *)node->ns->href, namespace) == 0;
}

static xmlNodePtr child(xmlNodePtr parent, const char *namespace, const char *name) {
    xmlNodePtr node = parent ? parent->children : NULL;
    while (node && !is_element(node, namespace, name))
        node = node->next;
    return node;
}

/* The value of an attribute, "" when it is not there; it lives as long as the tree does not change. */
static const char *value(xmlNodePtr node, const char *namespace, const char *name) {
    xmlAttrPtr attribute = xmlHasNsProp(node, (const xmlChar *)name, (const xmlChar *)namespace);
    xmlNodePtr text = attribute ? attribute->children : NULL;
    return text && text->content ? (const char *)text->content : "";
}

/* True when two children of office:styles are the same style: the same element, family and name. Default
 * styles have no name, only a family; there is one outline style, and before OpenDocument 1.2 it had no name.
 */
static bool same_style(xmlNodePtr a, xmlNodePtr b) {
    return a->type == XML_ELEMENT_NODE && b->type == XML_ELEMENT_NODE && a->ns && b->ns &&
           xmlStrEqual(a->name, b->name) && xmlStrEqual(a->ns->href, b->ns->href) &&
           strcmp(value(a, STYLE, "family"), value(b, STYLE, "family")) == 0 &&
           (strcmp(value(a, STYLE, "name"), value(b, STYLE, "name")) == 0 ||
            is_element(a, TEXT, "outline-style"));
}

static xmlNodePtr find_style(xmlNodePtr parent, xmlNodePtr like) {
    xmlNodePtr node = parent ? parent->children : NULL;
    while (node && !same_style(node, like))
        node = node->next;
    return node;
}

/* Copies `node` to the end of `parent`. */
static bool add_copy(xmlNodePtr parent, xmlNodePtr node) {
    xmlNodePtr copy = xmlDocCopyNode(node, parent->doc, 1);
    if (!copy)
        return false;
    xmlAddChild(parent, copy);
    /* the copy declares its namespaces itself: use those of the document where it has them */
    return xmlDOMWrapReconcileNamespaces(NULL, copy, 1) == 0;
}

/* The part of styles.xml or content.xml with this name; NULL when it is not there. */
static xmlNodePtr part(xmlDocPtr styles, const char *name) {
    return child(xmlDocGetRootElement(styles), OFFICE, name);
}

bool hgw_odt_styles_replace(xmlDocPtr styles, xmlDocPtr other) {
    xmlNodePtr into = part(styles, "styles"), from = part(other, "styles");
    for (xmlNodePtr node = into && from ? from->children : NULL; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        xmlNodePtr old = find_style(into, node);
        if (old) {
            xmlUnlinkNode(old);
            xmlFreeNode(old);
        }
        if (!add_copy(into, node))
            return false;
    }
    return true;
}

static bool set(xmlNodePtr node, const char *namespace, const char *name, const char *text, size_t length) {
    xmlNsPtr ns = xmlSearchNsByHref(node->doc, node, (const xmlChar *)namespace);
    xmlChar *copy = ns ? xmlStrndup((const xmlChar *)text, (int)length) : NULL;
    bool ok = copy && xmlSetNsProp(node, ns, (const xmlChar *)name, copy);
    xmlFree(copy);
    return ok;
}

static void unset(xmlNodePtr node, const char *namespace, const char *name) {
    xmlAttrPtr attribute = xmlHasNsProp(node, (const xmlChar *)name, (const xmlChar *)namespace);
    if (attribute)
        xmlRemoveProp(attribute);
}

/* fo:language and fo:country of one style: BCP 47's language, and its last part when that is a country. What
 * the reference document says about its own language beside these goes: a whole tag counts for more. */
static bool set_language(xmlNodePtr style, const char *lang) {
    xmlNodePtr properties = child(style, STYLE, "text-properties");
    if (!properties && !is_element(style, STYLE, "default-style"))
        return true; /* what is not said here follows from the default */
    if (!properties)
        properties = xmlNewChild(style, style->ns, (const xmlChar *)"text-properties", NULL);
    if (!properties)
        return false;
    unset(properties, STYLE, "rfc-language-tag");
    unset(properties, FO, "script");
    size_t language = strcspn(lang, "-");
    const char *last = strrchr(lang, '-');
    bool country = last && strlen(last + 1) == 2;
    return set(properties, FO, "language", lang, language) &&
           set(properties, FO, "country", country ? last + 1 : "none", country ? 2 : 4);
}

static bool set_languages(xmlDocPtr styles, const char *lang) {
    xmlNodePtr parent = part(styles, "styles");
    for (xmlNodePtr node = parent ? parent->children : NULL; node; node = node->next) {
        bool paragraph =
            node->type == XML_ELEMENT_NODE && strcmp(value(node, STYLE, "family"), "paragraph") == 0;
        bool general = paragraph && (is_element(node, STYLE, "default-style") ||
                                     strcmp(value(node, STYLE, "name"), "Standard") == 0);
        if (general && !set_language(node, lang))
            return false;
    }
    return true;
}

static bool set_text(xmlNodePtr node, const char *text) {
    for (xmlNodePtr old; (old = node->children);) {
        xmlUnlinkNode(old);
        xmlFreeNode(old);
    }
    struct hgw_buf clean = HGW_BUF_EMPTY;
    hgw_xml_add_clean(&clean, text);
    xmlNodePtr content =
        clean.failed ? NULL : xmlNewDocText(node->doc, (const xmlChar *)(clean.data ? clean.data : ""));
    hgw_buf_free(&clean);
    return content && xmlAddChild(node, content);
}

/* What the fields in the head or foot of a page show. LibreOffice computes most of them again, but not every
 * reader does, and until then they show the reference document's. */
struct field_values {
    const struct hgw_document *document;
    const char *title;
    const char *day; /* the document's date in words */
};

/* What one field shows; NULL: it is not about the document. */
static const char *field_value(xmlNodePtr node, const struct field_values *values) {
    const struct hgw_document *document = values->document;
    const struct {
        const char *field, *value;
    } fields[] = {{"title", values->title},
                  {"subject", document->subject},
                  {"creator", document->creator},
                  {"initial-creator", document->creator},
                  {"author-name", document->creator},
                  {"author-initials", NULL},
                  {"keywords", document->keywords},
                  {"description", NULL},
                  {"file-name", NULL},
                  {"printed-by", NULL},
                  {"chapter", NULL},
                  {"date", values->day},
                  {"creation-date", values->day},
                  {"modification-date", values->day},
                  {"print-date", NULL},
                  {"time", NULL},
                  {"creation-time", NULL},
                  {"modification-time", NULL},
                  {"print-time", NULL},
                  {"editing-cycles", NULL},
                  {"editing-duration", NULL}};
    if (is_element(node, TEXT, "user-defined")) {
        bool ours = strcmp(value(node, TEXT, "name"), HGW_ODT_FOOTER_FIELD) == 0;
        return ours && document->footer ? document->footer : "";
    }
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (is_element(node, TEXT, fields[i].field))
            return fields[i].value ? fields[i].value : "";
    /* sender-lastname and the like: of whoever works with the document, unless the house has fixed it */
    bool sender = node->type == XML_ELEMENT_NODE && strncmp((const char *)node->name, "sender-", 7) == 0;
    return sender && strcmp(value(node, TEXT, "fixed"), "false") == 0 ? "" : NULL;
}

/* Sets what a field shows, and the date or time that it remembers beside that. */
static bool fill_field(xmlNodePtr node, const char *text, const char *date) {
    static const char *const remembered[] = {"date-value", "time-value", "duration", "string-value"};
    for (size_t i = 0; i < sizeof remembered / sizeof *remembered; i++) {
        xmlAttrPtr attribute = xmlHasNsProp(node, (const xmlChar *)remembered[i], (const xmlChar *)TEXT);
        if (attribute && i == 0 && *text && date) {
            if (!set(node, TEXT, remembered[i], date, strlen(date)))
                return false;
        } else if (attribute)
            xmlRemoveProp(attribute);
    }
    return set_text(node, text);
}

static bool fill_fields(xmlNodePtr top, const struct field_values *values) {
    for (xmlNodePtr node = top; node; node = hgw_xml_next(node, top)) {
        const char *text = field_value(node, values);
        if (text && !fill_field(node, text, values->document->date))
            return false;
    }
    return true;
}

bool hgw_odt_styles_fill(xmlDocPtr styles, const struct hgw_document *document, const char *title) {
    if (!set_languages(styles, document->lang ? document->lang : "nl-BE"))
        return false;
    struct hgw_buf day = HGW_BUF_EMPTY;
    if (document->date)
        hgw_date_in_words(&day, document->date);
    struct field_values values = {document, title, day.data};
    bool ok = !day.failed && fill_fields(part(styles, "master-styles"), &values);
    hgw_buf_free(&day);
    return ok;
}

/* ---- what a reference document lacks */

bool hgw_odt_is(xmlDocPtr doc, const char *name) {
    xmlNodePtr root = xmlDocGetRootElement(doc);
    return is_element(root, OFFICE, name) && set(root, OFFICE, "version", "1.3", 3);
}

/* The part of styles.xml with this name, made where the order of parts wants it when it is not there. */
static xmlNodePtr make_part(xmlDocPtr styles, const char *name) {
    xmlNodePtr found = part(styles, name), root = xmlDocGetRootElement(styles);
    if (found)
        return found;
    xmlNodePtr fonts = part(styles, "font-face-decls");
    xmlNodePtr made = xmlNewDocNode(styles, root->ns, (const xmlChar *)name, NULL);
    if (made && fonts)
        xmlAddNextSibling(fonts, made);
    else if (made && root->children)
        xmlAddPrevSibling(root->children, made);
    else if (made)
        xmlAddChild(root, made);
    return made;
}

/* Adds the fonts that a style names. */
static bool add_fonts(xmlDocPtr styles, xmlDocPtr other, xmlNodePtr style) {
    xmlNodePtr properties = child(style, STYLE, "text-properties");
    const char *name = properties ? value(properties, STYLE, "font-name") : "";
    xmlNodePtr from = part(other, "font-face-decls");
    for (xmlNodePtr font = from && *name ? from->children : NULL; font; font = font->next) {
        if (font->type != XML_ELEMENT_NODE || strcmp(value(font, STYLE, "name"), name) != 0)
            continue;
        xmlNodePtr into = make_part(styles, "font-face-decls");
        return into && (find_style(into, font) || add_copy(into, font));
    }
    return true;
}

bool hgw_odt_styles_add_missing(xmlDocPtr styles, xmlDocPtr other) {
    xmlNodePtr into = make_part(styles, "styles"), from = part(other, "styles");
    if (!into)
        return false;
    for (xmlNodePtr node = from ? from->children : NULL; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && !find_style(into, node) &&
            !(add_copy(into, node) && add_fonts(styles, other, node)))
            return false;
    xmlNodePtr outline = child(into, TEXT, "outline-style");
    return !outline || *value(outline, STYLE, "name") || set(outline, STYLE, "name", "Outline", 7);
}

/* ---- the first page */

/* The element with which the text of a content.xml starts. */
static xmlNodePtr first_block(xmlDocPtr content) {
    xmlNodePtr body = child(xmlDocGetRootElement(content), OFFICE, "body");
    xmlNodePtr text = child(body, OFFICE, "text");
    for (xmlNodePtr node = text; node; node = hgw_xml_next(node, text))
        if (is_element(node, TEXT, "p") || is_element(node, TEXT, "h") || is_element(node, TABLE, "table"))
            return node;
    return NULL;
}

static xmlNodePtr named(xmlNodePtr parent, const char *name) {
    xmlNodePtr node = parent ? parent->children : NULL;
    while (node && !(node->type == XML_ELEMENT_NODE && strcmp(value(node, STYLE, "name"), name) == 0))
        node = node->next;
    return node;
}

bool hgw_odt_styles_first_page(xmlDocPtr styles, xmlDocPtr content, char **master_page) {
    *master_page = NULL;
    xmlNodePtr block = first_block(content);
    if (!block)
        return true;
    const char *style = value(block, is_element(block, TABLE, "table") ? TABLE : TEXT, "style-name");
    xmlNodePtr definition = named(part(content, "automatic-styles"), style);
    const char *page = definition ? value(definition, STYLE, "master-page-name") : "";
    if (!*page || !named(part(styles, "master-styles"), page))
        return true;
    *master_page = mem_strdup(page);
    return *master_page;
}

bool hgw_odt_dump(xmlDocPtr doc, struct hgw_buf *out) {
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(doc, &text, &length, "UTF-8");
    if (text)
        hgw_buf_add(out, text, (size_t)length);
    bool ok = text && !out->failed;
    xmlFree(text);
    return ok;
}

/* ---- the page */

/* A length in millimetres; 0 when it is none. */
static double millimetres(const char *text) {
    static const struct {
        const char *unit;
        double size;
    } units[] = {{"mm", 1}, {"cm", 10}, {"in", 25.4}, {"pt", 25.4 / 72}, {"pc", 25.4 / 6}};
    double number = 0, digit = 1;
    for (; *text >= '0' && *text <= '9' && number < 1e6; text++)
        number = number * 10 + (*text - '0');
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9'; text++)
            number += (*text - '0') * (digit /= 10);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(text, units[i].unit) == 0)
            return number * units[i].size;
    return 0;
}

/* One margin of a page: its own attribute, else the one for all four. */
static double margin(xmlNodePtr properties, const char *side) {
    const char *own = value(properties, FO, side);
    return millimetres(*own ? own : value(properties, FO, "margin"));
}

/* The properties of the page layout that a master page names. */
static xmlNodePtr page_properties(xmlDocPtr styles, const char *master_page) {
    const char *wanted = master_page ? master_page : "Standard";
    xmlNodePtr parent = part(styles, "master-styles"), found = NULL;
    for (xmlNodePtr node = parent ? parent->children : NULL; node; node = node->next)
        if (is_element(node, STYLE, "master-page") &&
            (!found || strcmp(value(node, STYLE, "name"), wanted) == 0))
            found = node;
    parent = part(styles, "automatic-styles");
    for (xmlNodePtr node = found && parent ? parent->children : NULL; node; node = node->next)
        if (is_element(node, STYLE, "page-layout") &&
            strcmp(value(node, STYLE, "name"), value(found, STYLE, "page-layout-name")) == 0)
            return child(node, STYLE, "page-layout-properties");
    return NULL;
}

void hgw_odt_styles_room(xmlDocPtr styles, const char *master_page, double *width, double *height) {
    xmlNodePtr page = page_properties(styles, master_page);
    *width = *height = 0;
    if (page) {
        *width = millimetres(value(page, FO, "page-width")) - margin(page, "margin-left") -
                 margin(page, "margin-right");
        *height = millimetres(value(page, FO, "page-height")) - margin(page, "margin-top") -
                  margin(page, "margin-bottom");
    }
    if (!(*width > 20 && *width < 2000))
        *width = 160;
    if (!(*height > 20 && *height < 2000))
        *height = 247;
}
