/* Everything is built anew: what no list here names is not in the new tree, nor is a comment, a processing instruction,
 * an identifier or the declaration of a namespace. Lists follow OpenDocument 1.3 part 3. In the namespaces whose
 * attributes all may stay, none is an address or shows a text; where looks are defined nothing but the signs of a
 * number is text, and so an element that looks like nothing there does no harm. A font that is in the document stays
 * there: whoever has it not sees another. */
#include "base/base.h"
#include "document/odt.h"

#include "xml/dom.h"

#include <libxml/hash.h>
#include <stdio.h>

#define NS(name) "urn:oasis:names:tc:opendocument:xmlns:" name ":1.0"

static const struct vocabulary {
    const char *prefix, *uri;
    bool looks;             /* its elements are what defines how something looks */
    const char *page;       /* elements in the head and foot of pages, and those around them */
    const char *attributes; /* NULL: all but those in `never` */
    const char *never;
} vocabularies[] = {
    {"office", NS("office"), false, "", "version title", ""},
    {"style", NS("style"), true, "master-page header footer header-left footer-left header-first footer-first", NULL,
     "filter-name display hidden rfc-language-tag"},
    {"text", NS("text"), true, "p h span a s tab line-break list list-item list-header",
     "style-name visited-style-name citation-style-name citation-body-style-name default-style-name master-page-name "
     "level outline-level display-levels start-value bullet-char bullet-relative-size consecutive-numbering "
     "continue-numbering space-before min-label-width min-label-distance list-level-position-and-space-mode "
     "label-followed-by list-tab-stop-position is-list-header note-class footnotes-position start-numbering-at "
     "number-lines line-number number-position offset increment count-empty-lines count-in-text-boxes restart-on-page "
     "dont-balance-text-columns anchor-type anchor-page-number c name fixed display select-page page-adjust date-value",
     ""},
    {"table", NS("table"), false,
     "table table-column table-columns table-header-columns table-row table-rows table-header-rows table-cell "
     "covered-table-cell",
     "style-name default-cell-style-name align border-model number-columns-repeated number-rows-repeated "
     "number-columns-spanned number-rows-spanned",
     ""},
    {"draw", NS("drawing"), true,
     "frame text-box image g rect line polyline polygon regular-polygon path circle ellipse connector caption "
     "custom-shape enhanced-geometry equation handle contour-polygon contour-path",
     NULL, "id layer filter-name mime-type chain-next-name copy-of class-id caption-id"},
    {"fo", NS("xsl-fo-compatible"), false, "", NULL, "language country script"},
    {"svg", NS("svg-compatible"), false, "title desc", NULL, ""},
    {"number", NS("datastyle"), true, "", NULL, ""},
    /* LibreOffice's own: what OpenDocument took over since, and how the look is told in more detail */
    {"loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", true, "header-first footer-first",
     "contextual-spacing opacity margin-gutter hyphenation-no-caps hyphenation-no-last-word "
     "hyphenation-word-char-count hyphenation-zone num-list-format allow-overlap",
     ""},
    {"xlink", "http://www.w3.org/1999/xlink", false, "", "", ""},
};

enum { COUNT = sizeof vocabularies / sizeof *vocabularies };

/* Fields, whose text is put in anew. sender-lastname and the like are others: of whoever works with the document,
 * unless the house has fixed it. */
static const char fields[] =
    "page-number page-count page-variable-get page-variable-set page-continuation title subject "
    "creator initial-creator author-name author-initials keywords description user-defined "
    "file-name printed-by chapter date creation-date modification-date print-date time "
    "creation-time modification-time print-time editing-cycles editing-duration";

/* ---- trees of OpenDocument */

static const struct vocabulary *vocabulary_of(const xmlNs *ns) {
    for (size_t i = 0; ns && i < COUNT; i++)
        if (xmlStrEqual(ns->href, BAD_CAST vocabularies[i].uri))
            return &vocabularies[i];
    return NULL;
}

/* The address of the namespace of a name, which is `length` bytes with its prefix. */
static const char *uri_of(const char *name, size_t length) {
    for (size_t i = 0; i < COUNT; i++)
        if (strncmp(vocabularies[i].prefix, name, length) == 0 && vocabularies[i].prefix[length] == '\0')
            return vocabularies[i].uri;
    return "";
}

bool odf_is(const xmlNode *node, const char *names) {
    const struct vocabulary *vocabulary = node && node->type == XML_ELEMENT_NODE ? vocabulary_of(node->ns) : NULL;
    char name[64];
    return vocabulary && snprintf(name, sizeof name, "%s:%s", vocabulary->prefix, node->name) < (int)sizeof name &&
           dom_has_word(names, name);
}

xmlNodePtr odf_child(const xmlNode *parent, const char *names, const char *name) {
    xmlNodePtr node = parent ? parent->children : NULL;
    while (node && !(odf_is(node, names) && (!name || strcmp(odf_get(node, "style:name"), name) == 0)))
        node = node->next;
    return node;
}

static xmlAttrPtr attribute(const xmlNode *node, const char *name) {
    const char *colon = strchr(name, ':'), *uri = uri_of(name, (size_t)(colon - name));
    return node ? xmlHasNsProp((xmlNodePtr)node, BAD_CAST(colon + 1), BAD_CAST uri) : NULL;
}

const char *odf_get(const xmlNode *node, const char *name) {
    return dom_value(attribute(node, name));
}

void odf_set(xmlNodePtr node, const char *name, const char *value) {
    const char *colon = strchr(name, ':'), *uri = uri_of(name, (size_t)(colon - name));
    if (node && value)
        xmlSetNsProp(node, xmlSearchNsByHref(node->doc, node, BAD_CAST uri), BAD_CAST(colon + 1), BAD_CAST value);
    else
        xmlRemoveProp(attribute(node, name));
}

/* ---- the filter */

struct house_filter {
    xmlDocPtr doc;
    xmlNsPtr ns[COUNT];
    bool page;              /* at work in the master pages, with their heads and feet */
    xmlHashTablePtr styles; /* by name */
    struct pictures *pictures;
    struct reference *reference;
    bool lost; /* a picture that was shown is not any more */
};

/* True when an attribute is there and says something else than `normal`. */
static bool says_not(const xmlNode *node, const char *name, const char *normal) {
    const char *text = odf_get(node, name);
    return *text && strcmp(text, normal) != 0;
}

static bool hides_text(const xmlNode *style) {
    return says_not(odf_child(style, "style:text-properties", NULL), "text:display", "true");
}

/* True for a style that hides text, itself or by a parent. */
static bool hides(const struct house_filter *filter, const char *name) {
    enum { GENERATIONS = 20 };
    const xmlNode *style = NULL;
    for (int i = 0; i < GENERATIONS && !hides_text(style); i++) {
        style = xmlHashLookup(filter->styles, BAD_CAST name);
        name = odf_get(style, "style:parent-style-name");
    }
    return hides_text(style);
}

/* Hidden text: nobody has seen it since, and everybody could. */
static bool is_hidden(const struct house_filter *filter, const xmlNode *node) {
    if (odf_is(node, "text:p text:h text:span text:a") && hides(filter, odf_get(node, "text:style-name")))
        return true;
    for (const xmlNode *below = odf_is(node, "text:p text:h") ? node : NULL; below; below = dom_walk(below, node))
        if (odf_is(below, "text:hidden-paragraph"))
            return true;
    return says_not(node, "style:display", "true") || says_not(node, "text:display", "true") ||
           says_not(node, "text:is-hidden", "false") || says_not(node, "table:visibility", "visible") ||
           says_not(node, "draw:display", "always");
}

static const char with_picture[] = "draw:image draw:fill-image style:background-image text:list-level-style-image";

/* The picture that an element shows; NULL: there is none that may go along. */
static const struct picture *picture_of(const struct house_filter *filter, const xmlNode *node) {
    return reference_picture(filter->reference, odf_get(node, "xlink:href"), filter->pictures);
}

/* True for a frame that has something in it. */
static bool is_filled(const struct house_filter *filter, const xmlNode *frame) {
    for (const xmlNode *child = frame->children; child; child = child->next)
        if (odf_is(child, "draw:text-box") || (odf_is(child, "draw:image") && picture_of(filter, child)))
            return true;
    return false;
}

static bool is_field(const xmlNode *node) {
    const struct vocabulary *vocabulary = vocabulary_of(node->ns);
    const char *name = (const char *)node->name;
    return vocabulary && strcmp(vocabulary->prefix, "text") == 0 &&
           (dom_has_word(fields, name) || strncmp(name, "sender-", 7) == 0);
}

enum fate {
    GOES,
    STAYS,
    CONTENT_STAYS, /* what is in it, in its place */
};

static enum fate judge(struct house_filter *filter, const xmlNode *node) {
    const struct vocabulary *vocabulary = vocabulary_of(node->ns);
    if (!vocabulary || (filter->page && is_hidden(filter, node)))
        return GOES;
    if (filter->page && odf_is(node, "text:section text:numbered-paragraph text:ruby text:ruby-base text:meta draw:a"))
        return CONTENT_STAYS;
    if (filter->page && is_field(node))
        return STAYS;
    if (!(filter->page ? dom_has_word(vocabulary->page, (const char *)node->name) : vocabulary->looks))
        return GOES;
    if (odf_is(node, "text:a"))
        return markdown_link_allowed(odf_get(node, "xlink:href")) ? STAYS : CONTENT_STAYS;
    bool stays = true;
    if (odf_is(node, "draw:frame"))
        stays = is_filled(filter, node);
    else if (odf_is(node, with_picture) &&
             !picture_of(filter, node)) /* a background without a picture takes one away */
        stays = odf_is(node, "style:background-image") && !attribute(node, "xlink:href");
    /* LibreOffice writes a PNG beside what it could not show elsewhere: a picture in a frame may go */
    if (!stays && !odf_is(node, "draw:image"))
        filter->lost = true;
    return stays ? STAYS : GOES;
}

static bool attribute_stays(const struct house_filter *filter, const xmlAttr *attribute) {
    const struct vocabulary *vocabulary = vocabulary_of(attribute->ns);
    const char *name = (const char *)attribute->name, *text = dom_value(attribute);
    if (!vocabulary || strstr(text, "://") || strstr(text, "\\\\"))
        return false;
    if (strcmp(vocabulary->prefix, "draw") == 0 && strcmp(name, "name") == 0) /* of a picture: often its file's */
        return !filter->page || odf_is(attribute->parent, "draw:equation");
    return vocabulary->attributes ? dom_has_word(vocabulary->attributes, name) : !dom_has_word(vocabulary->never, name);
}

/* Adds the element to `into` with its attributes, without its content. */
static xmlNodePtr add_element(const struct house_filter *filter, const xmlNode *node, xmlNodePtr into) {
    xmlNodePtr made = xmlNewDocNode(filter->doc, filter->ns[vocabulary_of(node->ns) - vocabularies], node->name, NULL);
    xmlAddChild(into, made);
    for (const xmlAttr *from = node->properties; from; from = from->next)
        if (attribute_stays(filter, from))
            xmlSetNsProp(made, filter->ns[vocabulary_of(from->ns) - vocabularies], from->name,
                         BAD_CAST dom_value(from));
    const struct picture *picture = odf_is(node, with_picture) ? picture_of(filter, node) : NULL;
    if (picture || odf_is(node, "text:a")) {
        odf_set(made, "xlink:type", "simple");
        odf_set(made, "xlink:href", picture ? picture->path : odf_get(node, "xlink:href"));
    }
    return made;
}

/* True where text may stand: a field is filled later, unless it is of a sender whom the house has fixed. */
static bool holds_text(const struct house_filter *filter, const xmlNode *node) {
    if (!filter->page)
        return odf_is(node, "number:currency-symbol number:text number:embedded-text");
    if (is_field(node))
        return !dom_has_word(fields, (const char *)node->name) && strcmp(odf_get(node, "text:fixed"), "false") != 0;
    return odf_is(node, "text:p text:h text:span text:a svg:title svg:desc");
}

/* Carries over one part. Each element that is gone into knows, in _private, where its content goes. */
static void carry(struct house_filter *filter, xmlNodePtr part, xmlNodePtr into) {
    static const char field[] = "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0";
    size_t marked = 0; /* fields of Word that are open: between LibreOffice's marks stands what they showed */
    filter->page = odf_is(part, "office:master-styles");
    part->_private = into;
    for (xmlNodePtr node = part->children, next; node; node = next) {
        xmlNodePtr parent = node->parent->_private;
        enum fate fate = GOES;
        if (node->type == XML_ELEMENT_NODE) {
            if (node->ns && xmlStrEqual(node->ns->href, BAD_CAST field)) {
                marked += dom_is(node, "fieldmark-start");
                marked -= marked > 0 && dom_is(node, "fieldmark-end");
            }
            if (marked == 0 || !is_field(node))
                fate = judge(filter, node);
            node->_private = fate == STAYS ? add_element(filter, node, parent) : parent;
        } else if (marked == 0 && node->type == XML_TEXT_NODE && holds_text(filter, parent))
            xmlAddChild(parent, xmlNewDocText(filter->doc, node->content));
        next = fate == GOES ? dom_walk_over(node, part) : dom_walk_nodes(node, part);
    }
}

xmlDocPtr house_filter(xmlDocPtr styles, struct pictures *pictures, struct reference *reference, bool *lost) {
    static const char *const parts[] = {"font-face-decls", "styles", "automatic-styles", "master-styles"};
    struct house_filter filter = {
        .doc = xmlNewDoc(BAD_CAST "1.0"), .pictures = pictures, .reference = reference, .styles = xmlHashCreate(0)};
    const xmlNode *from = xmlDocGetRootElement(styles);
    xmlNodePtr root = xmlNewDocNode(filter.doc, NULL, BAD_CAST "document-styles", NULL);
    xmlDocSetRootElement(filter.doc, root);
    for (size_t i = 0; i < COUNT; i++)
        filter.ns[i] = xmlNewNs(root, BAD_CAST vocabularies[i].uri, BAD_CAST vocabularies[i].prefix);
    xmlSetNs(root, filter.ns[0]);
    odf_set(root, "office:version", "1.3");
    for (const xmlNode *part = from->children; part; part = part->next)
        for (xmlNodePtr style = odf_child(part, "style:style", NULL); style; style = style->next)
            if (hides_text(style)) /* counts for more than another of this name */
                xmlHashUpdateEntry(filter.styles, BAD_CAST odf_get(style, "style:name"), style, NULL);
            else if (odf_is(style, "style:style"))
                xmlHashAddEntry(filter.styles, BAD_CAST odf_get(style, "style:name"), style);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        xmlNodePtr into = xmlNewChild(root, filter.ns[0], BAD_CAST parts[i], NULL);
        for (xmlNodePtr part = from->children; part; part = part->next)
            if (dom_is(part, parts[i]) && vocabulary_of(part->ns) == &vocabularies[0])
                carry(&filter, part, into);
    }
    xmlHashFree(filter.styles, NULL);
    *lost = filter.lost;
    return filter.doc;
}
