/* Everything is built anew: what no list here names is not in the new tree, nor is a comment, a processing instruction,
 * an identifier or the declaration of a namespace. Lists follow OpenDocument 1.3 part 3. In the namespaces whose
 * attributes all may stay, none is an address or shows a text; where looks are defined nothing but the signs of a
 * number is text, and so an element that looks like nothing there does no harm. A font that is in the document stays
 * there: whoever has it not sees another. */
#include "base/base.h"
#include "document/odt.h"

#include "xml/dom.h"

#include <libxml/hash.h>

#define NS(name) "urn:oasis:names:tc:opendocument:xmlns:" name ":1.0"

static const struct vocabulary {
    const char *prefix, *uri;
    bool looks;             /* its elements are what defines how something looks */
    const char *attributes; /* NULL: all but those in `never` */
    const char *never;
} vocabularies[] = {
    {"office", NS("office"), false, "version title", ""},
    {"style", NS("style"), true, NULL, "filter-name display hidden rfc-language-tag"},
    {"text", NS("text"), true,
     "style-name visited-style-name citation-style-name citation-body-style-name default-style-name master-page-name "
     "level outline-level display-levels start-value bullet-char bullet-relative-size consecutive-numbering "
     "continue-numbering space-before min-label-width min-label-distance list-level-position-and-space-mode "
     "label-followed-by list-tab-stop-position is-list-header note-class footnotes-position start-numbering-at "
     "number-lines line-number number-position offset increment count-empty-lines count-in-text-boxes restart-on-page "
     "dont-balance-text-columns anchor-type anchor-page-number c name fixed display select-page page-adjust date-value",
     ""},
    {"table", NS("table"), false,
     "style-name default-cell-style-name align border-model number-columns-repeated number-rows-repeated "
     "number-columns-spanned number-rows-spanned",
     ""},
    {"draw", NS("drawing"), true, NULL, "id layer filter-name mime-type chain-next-name copy-of class-id caption-id"},
    {"fo", NS("xsl-fo-compatible"), false, NULL, "language country script"},
    {"svg", NS("svg-compatible"), false, NULL, ""},
    {"number", NS("datastyle"), true, NULL, ""},
    /* LibreOffice's own: what OpenDocument took over since, and how the look is told in more detail */
    {"loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", true,
     "contextual-spacing opacity margin-gutter hyphenation-no-caps hyphenation-no-last-word "
     "hyphenation-word-char-count hyphenation-zone num-list-format allow-overlap",
     ""},
    {"xlink", "http://www.w3.org/1999/xlink", false, "", ""},
    /* what LibreOffice makes of the fields of Word */
    {"field", "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0", false, "", ""},
};

enum { COUNT = sizeof vocabularies / sizeof *vocabularies };

/* What may stand in the head and foot of pages, and around them. */
static const char page_elements[] =
    "style:master-page style:header style:footer style:header-left style:footer-left style:header-first "
    "style:footer-first loext:header-first loext:footer-first text:p text:h text:span text:a text:s text:tab "
    "text:line-break text:list text:list-item text:list-header table:table table:table-column table:table-columns "
    "table:table-header-columns table:table-row table:table-rows table:table-header-rows table:table-cell "
    "table:covered-table-cell draw:frame draw:text-box draw:image draw:g draw:rect draw:line draw:polyline "
    "draw:polygon draw:regular-polygon draw:path draw:circle draw:ellipse draw:connector draw:caption "
    "draw:custom-shape draw:enhanced-geometry draw:equation draw:handle draw:contour-polygon draw:contour-path "
    "svg:title svg:desc";

/* Fields, whose text is put in anew. text:sender-lastname and the like are others: of whoever works with the document,
 * unless the house has fixed it. */
static const char fields[] =
    "text:page-number text:page-count text:page-variable-get text:page-variable-set text:page-continuation text:title "
    "text:subject text:creator text:initial-creator text:author-name text:author-initials text:keywords "
    "text:description text:user-defined text:file-name text:printed-by text:chapter text:date text:creation-date "
    "text:modification-date text:print-date text:time text:creation-time text:modification-time text:print-time "
    "text:editing-cycles text:editing-duration";

/* ---- trees of OpenDocument */

static void qualify(xmlNodePtr node, const xmlNs *ns) {
    size_t i = 0;
    while (ns && i < COUNT && strcmp((const char *)ns->href, vocabularies[i].uri) != 0)
        i++;
    AUTO(mem_free) char *name = text_format("%s:%s", ns && i < COUNT ? vocabularies[i].prefix : "", node->name);
    xmlNodeSetName(node, BAD_CAST name);
}

xmlDocPtr odf_read(const struct buf *bytes, enum xml_mistake *mistake) {
    xmlDocPtr doc = xml_read_lax(bytes->data, bytes->length, mistake);
    for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = dom_walk(node, NULL)) {
        qualify(node, node->ns);
        node->ns = NULL;
        for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next) {
            qualify((xmlNodePtr)attribute, attribute->ns);
            attribute->ns = NULL;
        }
    }
    return doc;
}

bool odf_is(const xmlNode *node, const char *names) {
    return node && node->type == XML_ELEMENT_NODE && dom_has_word(names, (const char *)node->name);
}

xmlNodePtr odf_named(const xmlNode *parent, const char *element, const char *name) {
    xmlNodePtr node = dom_child(parent, element);
    while (node && !dom_has(node, "style:name", name))
        node = dom_next(node, element);
    return node;
}

static const struct vocabulary *vocabulary_of(const xmlChar *name) {
    size_t length = strcspn((const char *)name, ":");
    for (size_t i = 0; i < COUNT; i++)
        if (strlen(vocabularies[i].prefix) == length && memcmp(vocabularies[i].prefix, name, length) == 0)
            return &vocabularies[i];
    return NULL;
}

/* ---- the filter */

struct house_filter {
    xmlDocPtr doc;
    bool page;              /* at work in the master pages, with their heads and feet */
    xmlHashTablePtr styles; /* by name */
    struct pictures *pictures;
    struct reference *reference;
    bool lost; /* a picture that was shown is not any more */
};

/* True when an attribute is there and says something else than `normal`. */
static bool says_not(const xmlNode *node, const char *name, const char *normal) {
    const char *text = dom_get(node, name);
    return *text && strcmp(text, normal) != 0;
}

static bool hides_text(const xmlNode *style) {
    return says_not(dom_child(style, "style:text-properties"), "text:display", "true");
}

/* True for a style that hides text, itself or by a parent. */
static bool hides(const struct house_filter *filter, const char *name) {
    enum { GENERATIONS = 20 };
    const xmlNode *style = NULL;
    for (int i = 0; i < GENERATIONS && !hides_text(style); i++) {
        style = xmlHashLookup(filter->styles, BAD_CAST name);
        name = dom_get(style, "style:parent-style-name");
    }
    return hides_text(style);
}

/* Hidden text: nobody has seen it since, and everybody could. */
static bool is_hidden(const struct house_filter *filter, const xmlNode *node) {
    if (odf_is(node, "text:p text:h text:span text:a") && hides(filter, dom_get(node, "text:style-name")))
        return true;
    for (const xmlNode *below = odf_is(node, "text:p text:h") ? node : NULL; below; below = dom_walk(below, node))
        if (dom_is(below, "text:hidden-paragraph"))
            return true;
    return says_not(node, "style:display", "true") || says_not(node, "text:display", "true") ||
           says_not(node, "text:is-hidden", "false") || says_not(node, "table:visibility", "visible") ||
           says_not(node, "draw:display", "always");
}

static const char with_picture[] = "draw:image draw:fill-image style:background-image text:list-level-style-image";

/* The picture that an element shows; NULL: there is none that may go along. */
static const struct picture *picture_of(const struct house_filter *filter, const xmlNode *node) {
    return reference_picture(filter->reference, dom_get(node, "xlink:href"), filter->pictures);
}

/* True for a frame that has something in it. */
static bool is_filled(const struct house_filter *filter, const xmlNode *frame) {
    for (const xmlNode *child = frame->children; child; child = child->next)
        if (dom_is(child, "draw:text-box") || (dom_is(child, "draw:image") && picture_of(filter, child)))
            return true;
    return false;
}

static bool is_sender(const xmlNode *node) {
    return strncmp((const char *)node->name, "text:sender-", 12) == 0;
}

enum fate {
    GOES,
    STAYS,
    CONTENT_STAYS, /* what is in it, in its place */
};

static enum fate judge(struct house_filter *filter, const xmlNode *node) {
    const struct vocabulary *vocabulary = vocabulary_of(node->name);
    if (filter->page && is_hidden(filter, node))
        return GOES;
    if (filter->page && odf_is(node, "text:section text:numbered-paragraph text:ruby text:ruby-base text:meta draw:a"))
        return CONTENT_STAYS;
    if (filter->page && (odf_is(node, fields) || is_sender(node)))
        return STAYS;
    if (!(filter->page ? odf_is(node, page_elements) : vocabulary && vocabulary->looks))
        return GOES;
    if (dom_is(node, "text:a"))
        return markdown_link_allowed(dom_get(node, "xlink:href")) ? STAYS : CONTENT_STAYS;
    bool stays = true;
    if (dom_is(node, "draw:frame"))
        stays = is_filled(filter, node);
    else if (odf_is(node, with_picture) &&
             !picture_of(filter, node)) /* a background without a picture takes one away */
        stays = dom_is(node, "style:background-image") && !dom_attribute(node, "xlink:href");
    /* LibreOffice writes a PNG beside what it could not show elsewhere: a picture in a frame may go */
    if (!stays && !dom_is(node, "draw:image"))
        filter->lost = true;
    return stays ? STAYS : GOES;
}

static bool attribute_stays(const struct house_filter *filter, const xmlAttr *attribute) {
    const char *name = strchr((const char *)attribute->name, ':') + 1, *text = dom_value(attribute);
    const struct vocabulary *vocabulary = vocabulary_of(attribute->name);
    if (!vocabulary || strstr(text, "://") || strstr(text, "\\\\"))
        return false;
    if (xmlStrEqual(attribute->name, BAD_CAST "draw:name")) /* of a picture: often its file's */
        return !filter->page || odf_is(attribute->parent, "draw:equation");
    return vocabulary->attributes ? dom_has_word(vocabulary->attributes, name) : !dom_has_word(vocabulary->never, name);
}

/* Adds the element to `into` with its attributes, without its content. */
static xmlNodePtr add_element(const struct house_filter *filter, const xmlNode *node, xmlNodePtr into) {
    xmlNodePtr made = xmlNewDocNode(filter->doc, NULL, node->name, NULL);
    xmlAddChild(into, made);
    for (const xmlAttr *from = node->properties; from; from = from->next)
        if (attribute_stays(filter, from))
            dom_set(made, (const char *)from->name, dom_value(from));
    const struct picture *picture = odf_is(node, with_picture) ? picture_of(filter, node) : NULL;
    if (picture || dom_is(node, "text:a")) {
        dom_set(made, "xlink:type", "simple");
        dom_set(made, "xlink:href", picture ? picture->path : dom_get(node, "xlink:href"));
    }
    return made;
}

/* True where text may stand: a field is filled later, unless it is of a sender whom the house has fixed. */
static bool holds_text(const struct house_filter *filter, const xmlNode *node) {
    if (!filter->page)
        return odf_is(node, "number:currency-symbol number:text number:embedded-text");
    if (is_sender(node))
        return !dom_has(node, "text:fixed", "false");
    return odf_is(node, "text:p text:h text:span text:a svg:title svg:desc");
}

/* Carries over one part. Each element that is gone into knows, in _private, where its content goes. */
static void carry(struct house_filter *filter, xmlNodePtr part, xmlNodePtr into) {
    size_t marked = 0; /* fields of Word that are open: between LibreOffice's marks stands what they showed */
    filter->page = dom_is(part, "office:master-styles");
    part->_private = into;
    for (xmlNodePtr node = part->children, next; node; node = next) {
        xmlNodePtr parent = node->parent->_private;
        enum fate fate = GOES;
        if (node->type == XML_ELEMENT_NODE) {
            marked += dom_is(node, "field:fieldmark-start");
            marked -= marked > 0 && dom_is(node, "field:fieldmark-end");
            if (marked == 0 || !(odf_is(node, fields) || is_sender(node)))
                fate = judge(filter, node);
            node->_private = fate == STAYS ? add_element(filter, node, parent) : parent;
        } else if (marked == 0 && node->type == XML_TEXT_NODE && holds_text(filter, parent))
            xmlAddChild(parent, xmlNewDocText(filter->doc, node->content));
        next = fate == GOES ? dom_walk_over(node, part) : dom_walk_nodes(node, part);
    }
}

xmlDocPtr house_filter(xmlDocPtr styles, struct pictures *pictures, struct reference *reference, bool *lost) {
    static const char *const parts[] = {"office:font-face-decls", "office:styles", "office:automatic-styles",
                                        "office:master-styles"};
    struct house_filter filter = {
        .doc = xmlNewDoc(BAD_CAST "1.0"), .pictures = pictures, .reference = reference, .styles = xmlHashCreate(0)};
    const xmlNode *from = xmlDocGetRootElement(styles);
    xmlNodePtr root = xmlNewDocNode(filter.doc, NULL, BAD_CAST "office:document-styles", NULL);
    xmlDocSetRootElement(filter.doc, root);
    for (size_t i = 0; i < COUNT; i++) {
        AUTO(mem_free) char *declaration = text_format("xmlns:%s", vocabularies[i].prefix);
        dom_set(root, declaration, vocabularies[i].uri);
    }
    dom_set(root, "office:version", "1.3");
    for (const xmlNode *part = from->children; part; part = part->next)
        for (xmlNodePtr style = dom_child(part, "style:style"); style; style = dom_next(style, "style:style"))
            if (hides_text(style)) /* counts for more than another of this name */
                xmlHashUpdateEntry(filter.styles, BAD_CAST dom_get(style, "style:name"), style, NULL);
            else
                xmlHashAddEntry(filter.styles, BAD_CAST dom_get(style, "style:name"), style);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        xmlNodePtr into = xmlNewChild(root, NULL, BAD_CAST parts[i], NULL);
        for (xmlNodePtr part = dom_child(from, parts[i]); part; part = dom_next(part, parts[i]))
            carry(&filter, part, into);
    }
    xmlHashFree(filter.styles, NULL);
    *lost = filter.lost;
    return filter.doc;
}
