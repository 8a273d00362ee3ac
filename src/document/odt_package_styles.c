#include "document/odt_package_styles.h"

#include "base/date.h"
#include "base/memory.h"
#include "document/odt_package_house.h"
#include "xml/parse.h"
#include "xml/xml_text.h"

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
    xmlAttrPtr attribute = xmlHasNsProp(node, BAD_CAST name, BAD_CAST namespace);
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
           (strcmp(value(a, STYLE, "name"), value(b, STYLE, "name")) == 0 || is_element(a, TEXT, "outline-style"));
}

static xmlNodePtr find_style(xmlNodePtr parent, xmlNodePtr like) {
    xmlNodePtr node = parent ? parent->children : NULL;
    while (node && !same_style(node, like))
        node = node->next;
    return node;
}

/* Copies `node` to the end of `parent`. */
static void add_copy(xmlNodePtr parent, xmlNodePtr node) {
    xmlNodePtr copy = xmlAddChild(parent, xmlDocCopyNode(node, parent->doc, 1));
    /* the copy declares its namespaces itself: use those of the document where it has them */
    xmlDOMWrapReconcileNamespaces(NULL, copy, 1);
}

/* The part of styles.xml or content.xml with this name; NULL when it is not there. */
static xmlNodePtr part(xmlDocPtr styles, const char *name) {
    return child(xmlDocGetRootElement(styles), OFFICE, name);
}

void odt_styles_replace(xmlDocPtr styles, xmlDocPtr other) {
    xmlNodePtr into = part(styles, "styles"), from = part(other, "styles");
    for (xmlNodePtr node = into && from ? from->children : NULL; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        xmlNodePtr old = find_style(into, node);
        if (old) {
            xmlUnlinkNode(old);
            xmlFreeNode(old);
        }
        add_copy(into, node);
    }
}

static void set(xmlNodePtr node, const char *namespace, const char *name, const char *text) {
    xmlSetNsProp(node, xmlSearchNsByHref(node->doc, node, BAD_CAST namespace), BAD_CAST name, BAD_CAST text);
}

static void unset(xmlNodePtr node, const char *namespace, const char *name) {
    xmlAttrPtr attribute = xmlHasNsProp(node, BAD_CAST name, BAD_CAST namespace);
    if (attribute)
        xmlRemoveProp(attribute);
}

/* fo:language and fo:country of one style: BCP 47's language, and its last part when that is a country. What
 * the reference document says about its own language beside these goes: a whole tag counts for more. */
static void set_language(xmlNodePtr style, const char *lang) {
    xmlNodePtr properties = child(style, STYLE, "text-properties");
    if (!properties && !is_element(style, STYLE, "default-style"))
        return; /* what is not said here follows from the default */
    if (!properties)
        properties = xmlNewChild(style, style->ns, BAD_CAST "text-properties", NULL);
    unset(properties, STYLE, "rfc-language-tag");
    unset(properties, FO, "script");
    char *language = text_format("%.*s", (int)strcspn(lang, "-"), lang);
    const char *last = strrchr(lang, '-');
    set(properties, FO, "language", language);
    set(properties, FO, "country", last && strlen(last + 1) == 2 ? last + 1 : "none");
    free(language);
}

static void set_languages(xmlDocPtr styles, const char *lang) {
    xmlNodePtr parent = part(styles, "styles");
    for (xmlNodePtr node = parent ? parent->children : NULL; node; node = node->next) {
        bool paragraph = node->type == XML_ELEMENT_NODE && strcmp(value(node, STYLE, "family"), "paragraph") == 0;
        if (paragraph &&
            (is_element(node, STYLE, "default-style") || strcmp(value(node, STYLE, "name"), "Standard") == 0))
            set_language(node, lang);
    }
}

static void set_text(xmlNodePtr node, const char *text) {
    for (xmlNodePtr old; (old = node->children);) {
        xmlUnlinkNode(old);
        xmlFreeNode(old);
    }
    struct buf clean = BUF_EMPTY;
    xml_add_clean(&clean, text);
    xmlAddChild(node, xmlNewDocText(node->doc, BAD_CAST(clean.data ? clean.data : "")));
    buf_free(&clean);
}

/* What the fields in the head or foot of a page show. LibreOffice computes most of them again, but not every
 * reader does, and until then they show the reference document's. */
enum shows { NOTHING, ONE, TITLE, SUBJECT, CREATOR, KEYWORDS, DAY, VALUES };

static const struct field {
    const char *name;
    enum shows shows;
} fields[] = {
    {"page-number", ONE},           {"page-count", ONE},
    {"page-variable-get", ONE},     {"page-variable-set", NOTHING},
    {"page-continuation", NOTHING}, {"title", TITLE},
    {"subject", SUBJECT},           {"creator", CREATOR},
    {"initial-creator", CREATOR},   {"author-name", CREATOR},
    {"author-initials", NOTHING},   {"keywords", KEYWORDS},
    {"description", NOTHING},       {"user-defined", NOTHING},
    {"file-name", NOTHING},         {"printed-by", NOTHING},
    {"chapter", NOTHING},           {"date", DAY},
    {"creation-date", DAY},         {"modification-date", DAY},
    {"print-date", NOTHING},        {"time", NOTHING},
    {"creation-time", NOTHING},     {"modification-time", NOTHING},
    {"print-time", NOTHING},        {"editing-cycles", NOTHING},
    {"editing-duration", NOTHING},
};

/* sender-lastname and the like: of whoever works with the document, unless the house has fixed it. */
static bool is_sender(xmlNodePtr node) {
    return strncmp((const char *)node->name, "sender-", 7) == 0 && is_element(node, TEXT, (const char *)node->name);
}

static const struct field *field_of(xmlNodePtr node) {
    static const struct field sender = {"sender-", NOTHING};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (is_element(node, TEXT, fields[i].name))
            return &fields[i];
    return node->type == XML_ELEMENT_NODE && is_sender(node) ? &sender : NULL;
}

bool odt_styles_is_field(xmlNodePtr node) {
    return field_of(node) != NULL;
}

/* Sets what a field shows, and the date that it remembers beside that. */
static void fill_field(xmlNodePtr node, const char *text, const char *date) {
    bool dated = *text && date && *value(node, TEXT, "date-value");
    unset(node, TEXT, "date-value");
    set_text(node, text);
    if (dated)
        set(node, TEXT, "date-value", date);
}

static void fill_fields(xmlNodePtr top, const struct document *document, const char *values[VALUES]) {
    for (xmlNodePtr node = top; node; node = xml_next(node, top)) {
        const struct field *field = field_of(node);
        if (!field || (is_sender(node) && strcmp(value(node, TEXT, "fixed"), "false") != 0))
            continue;
        const char *text = values[field->shows];
        if (is_element(node, TEXT, "user-defined") && strcmp(value(node, TEXT, "name"), ODT_FOOTER_FIELD) == 0)
            text = document->footer;
        fill_field(node, text ? text : "", document->date);
    }
}

void odt_styles_fill(xmlDocPtr styles, const struct document *document, const char *title) {
    struct buf day = BUF_EMPTY;
    if (document->date)
        date_in_words(&day, document->date);
    const char *values[VALUES] = {[ONE] = "1",
                                  [TITLE] = title,
                                  [SUBJECT] = document->subject,
                                  [CREATOR] = document->creator,
                                  [KEYWORDS] = document->keywords,
                                  [DAY] = day.data};
    set_languages(styles, document->lang ? document->lang : "nl-BE");
    fill_fields(part(styles, "master-styles"), document, values);
    buf_free(&day);
}

/* ---- the styles of a house style that Word saved */

/* The paragraph styles that we use and what word processors call them in Dutch, English, German and French,
 * without spaces. LibreOffice has one name for each, whatever its language. */
static const struct known_style {
    const char *name;     /* in LibreOffice, in the file */
    const char *display;  /* and on the screen */
    const char *names[6]; /* elsewhere */
    const char *level;    /* the level of a heading */
} known_styles[] = {
    {"Standard", "Standard", {"standard", "standaard", "normal"}, NULL},
    {"Text_20_body",
     "Text body",
     {"textbody", "bodytext", "plattetekst", "tekstblok", "textkörper", "corpsdetexte"},
     NULL},
    {"Quotations", "Quotations", {"quotations", "quote", "citaat", "zitat", "citation"}, NULL},
    {"Title", "Title", {"title", "titel", "titre"}, NULL},
    {"Heading_20_1", "Heading 1", {"heading1", "kop1", "Überschrift1", "überschrift1", "titre1"}, "1"},
    {"Heading_20_2", "Heading 2", {"heading2", "kop2", "Überschrift2", "überschrift2", "titre2"}, "2"},
    {"Heading_20_3", "Heading 3", {"heading3", "kop3", "Überschrift3", "überschrift3", "titre3"}, "3"},
    {"Heading_20_4", "Heading 4", {"heading4", "kop4", "Überschrift4", "überschrift4", "titre4"}, "4"},
    {"Heading_20_5", "Heading 5", {"heading5", "kop5", "Überschrift5", "überschrift5", "titre5"}, "5"},
    {"Heading_20_6", "Heading 6", {"heading6", "kop6", "Überschrift6", "überschrift6", "titre6"}, "6"},
};

enum { KNOWN = sizeof known_styles / sizeof *known_styles };

static bool is_paragraph_style(xmlNodePtr node) {
    return is_element(node, STYLE, "style") && strcmp(value(node, STYLE, "family"), "paragraph") == 0;
}

/* True when `shown` is one of the names, whatever its spaces and capitals. */
static bool is_called(const char *shown, const char *const names[6]) {
    char name[32];
    size_t length = 0;
    for (; *shown && length + 1 < sizeof name; shown++)
        if (*shown != ' ')
            name[length++] = *shown >= 'A' && *shown <= 'Z' ? (char)(*shown + 32) : *shown;
    name[length] = '\0';
    for (size_t i = 0; i < 6 && names[i]; i++)
        if (!*shown && strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* The style of the house that is this one under another name, else the first of its level; NULL when the
 * house has the style itself, or none like it. */
static xmlNodePtr find_known(xmlNodePtr parent, const struct known_style *known) {
    xmlNodePtr called = NULL, levelled = NULL;
    for (xmlNodePtr node = parent->children; node; node = node->next) {
        if (!is_paragraph_style(node))
            continue;
        const char *name = value(node, STYLE, "name"), *display = value(node, STYLE, "display-name");
        if (strcmp(name, known->name) == 0)
            return NULL;
        if (!called && (is_called(*display ? display : name, known->names)))
            called = node;
        if (!levelled && known->level && strcmp(value(node, STYLE, "default-outline-level"), known->level) == 0)
            levelled = node;
    }
    return called ? called : levelled;
}

/* Puts the new name of a style in the place of the old where `name` refers to one. */
static void refer(xmlNodePtr node, const char *namespace, const char *name, char *const old[KNOWN]) {
    const char *now = value(node, namespace, name);
    for (size_t i = 0; i < KNOWN; i++)
        if (old[i] && strcmp(now, old[i]) == 0) {
            set(node, namespace, name, known_styles[i].name);
            return;
        }
}

bool odt_styles_rename(xmlDocPtr styles) {
    xmlNodePtr parent = part(styles, "styles");
    char *old[KNOWN] = {NULL};
    for (size_t i = 0; parent && i < KNOWN; i++) {
        const struct known_style *known = &known_styles[i];
        xmlNodePtr style = find_known(parent, known);
        if (!style)
            continue;
        old[i] = mem_strdup(value(style, STYLE, "name"));
        set(style, STYLE, "name", known->name);
        set(style, STYLE, "display-name", known->display);
    }
    for (xmlNodePtr node = xmlDocGetRootElement(styles); node; node = xml_next(node, NULL)) {
        if (is_paragraph_style(node)) {
            refer(node, STYLE, "parent-style-name", old);
            refer(node, STYLE, "next-style-name", old);
        } else if (is_element(node, STYLE, "map"))
            refer(node, STYLE, "apply-style-name", old);
        else if (is_element(node, TEXT, "p") || is_element(node, TEXT, "h"))
            refer(node, TEXT, "style-name", old);
    }
    for (size_t i = 0; i < KNOWN; i++)
        free(old[i]);
    bool headings = false;
    for (xmlNodePtr node = parent ? parent->children : NULL; node; node = node->next) {
        if (!is_paragraph_style(node))
            continue;
        const char *name = value(node, STYLE, "name");
        headings = headings || strncmp(name, "Heading_20_", 11) == 0;
        if (strcmp(name, "Title") == 0) /* it is no chapter */
            unset(node, STYLE, "default-outline-level");
    }
    return headings;
}

/* ---- what a reference document lacks */

bool odt_is(xmlDocPtr doc, const char *name) {
    return is_element(xmlDocGetRootElement(doc), OFFICE, name);
}

/* The part of styles.xml with this name, made where the order of parts wants it when it is not there. */
static xmlNodePtr make_part(xmlDocPtr styles, const char *name) {
    xmlNodePtr found = part(styles, name), root = xmlDocGetRootElement(styles);
    if (found)
        return found;
    xmlNodePtr fonts = part(styles, "font-face-decls");
    xmlNodePtr made = xmlNewDocNode(styles, root->ns, BAD_CAST name, NULL);
    if (made && fonts)
        xmlAddNextSibling(fonts, made);
    else if (made && root->children)
        xmlAddPrevSibling(root->children, made);
    else if (made)
        xmlAddChild(root, made);
    return made;
}

/* Adds the fonts that a style names. */
static void add_fonts(xmlDocPtr styles, xmlDocPtr other, xmlNodePtr style) {
    xmlNodePtr properties = child(style, STYLE, "text-properties");
    const char *name = properties ? value(properties, STYLE, "font-name") : "";
    xmlNodePtr from = part(other, "font-face-decls");
    for (xmlNodePtr font = from && *name ? from->children : NULL; font; font = font->next) {
        if (font->type != XML_ELEMENT_NODE || strcmp(value(font, STYLE, "name"), name) != 0)
            continue;
        xmlNodePtr into = make_part(styles, "font-face-decls");
        if (!find_style(into, font))
            add_copy(into, font);
        return;
    }
}

void odt_styles_add_missing(xmlDocPtr styles, xmlDocPtr other) {
    xmlNodePtr into = make_part(styles, "styles"), from = part(other, "styles");
    for (xmlNodePtr node = from ? from->children : NULL; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && !find_style(into, node)) {
            add_copy(into, node);
            add_fonts(styles, other, node);
        }
    xmlNodePtr outline = child(into, TEXT, "outline-style");
    if (outline && !*value(outline, STYLE, "name"))
        set(outline, STYLE, "name", "Outline");
}

/* ---- the first page */

/* The element with which the text of a content.xml starts. */
static xmlNodePtr first_block(xmlDocPtr content) {
    xmlNodePtr body = child(xmlDocGetRootElement(content), OFFICE, "body");
    xmlNodePtr text = child(body, OFFICE, "text");
    for (xmlNodePtr node = text; node; node = xml_next(node, text))
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

char *odt_styles_first_page(xmlDocPtr styles, xmlDocPtr content) {
    xmlNodePtr block = first_block(content);
    if (!block)
        return NULL;
    const char *style = value(block, is_element(block, TABLE, "table") ? TABLE : TEXT, "style-name");
    xmlNodePtr definition = named(part(content, "automatic-styles"), style);
    const char *page = definition ? value(definition, STYLE, "master-page-name") : "";
    return *page && named(part(styles, "master-styles"), page) ? mem_strdup(page) : NULL;
}

void odt_dump(xmlDocPtr doc, struct buf *out) {
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(doc, &text, &length, "UTF-8");
    buf_add(out, text, (size_t)length);
    xmlFree(text);
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
        if (is_element(node, STYLE, "master-page") && (!found || strcmp(value(node, STYLE, "name"), wanted) == 0))
            found = node;
    parent = part(styles, "automatic-styles");
    for (xmlNodePtr node = found && parent ? parent->children : NULL; node; node = node->next)
        if (is_element(node, STYLE, "page-layout") &&
            strcmp(value(node, STYLE, "name"), value(found, STYLE, "page-layout-name")) == 0)
            return child(node, STYLE, "page-layout-properties");
    return NULL;
}

void odt_styles_room(xmlDocPtr styles, const char *master_page, double *width, double *height) {
    xmlNodePtr page = page_properties(styles, master_page);
    *width = *height = 0;
    if (page) {
        *width =
            millimetres(value(page, FO, "page-width")) - margin(page, "margin-left") - margin(page, "margin-right");
        *height =
            millimetres(value(page, FO, "page-height")) - margin(page, "margin-top") - margin(page, "margin-bottom");
    }
    if (!(*width > 20 && *width < 2000))
        *width = 160;
    if (!(*height > 20 && *height < 2000))
        *height = 247;
}
