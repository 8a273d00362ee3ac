/* Everything is built anew: an element, an attribute, a text that no list here names is not in the new tree,
 * nor is a comment, a processing instruction, an identifier or the declaration of a namespace. Lists follow
 * OpenDocument 1.3 part 3. In the namespaces whose attributes all may stay, none is an address or shows a
 * text. */
#include "document/odt_package_carry.h"

#include "document/markdown.h"
#include "document/odt_package_styles.h"
#include "xml/parse.h"

#include <libxml/hash.h>
#include <string.h>

#define NS(name) "urn:oasis:names:tc:opendocument:xmlns:" name ":1.0"

/* Lists of names begin and end with a space. */
static const struct vocabulary {
    const char *prefix, *uri;
    const char *styles;     /* elements that define how something looks */
    const char *page;       /* elements in the head and foot of pages, and those around them */
    const char *texts;      /* those of both that hold text */
    const char *attributes; /* NULL: all but those in `never` */
    const char *never;
} vocabularies[] = {
    {"office", NS("office"), " font-face-decls styles automatic-styles master-styles ", "", "", " version title ", ""},
    {"style", NS("style"),
     " font-face style default-style map text-properties paragraph-properties section-properties "
     "ruby-properties"
     " list-level-properties list-level-label-alignment table-properties table-column-properties"
     " table-row-properties table-cell-properties graphic-properties drawing-page-properties page-layout "
     "default-page-layout"
     " page-layout-properties header-style footer-style header-footer-properties footnote-sep columns column"
     " column-sep background-image drop-cap tab-stops tab-stop ",
     " master-page header footer header-left footer-left header-first footer-first ", "", NULL,
     " filter-name display hidden "},
    {"text", NS("text"),
     " list-style list-level-style-bullet list-level-style-number list-level-style-image outline-style"
     " outline-level-style notes-configuration linenumbering-configuration ",
     " p h span a s tab line-break list list-item list-header ", " p h span a ",
     " style-name visited-style-name citation-style-name citation-body-style-name default-style-name"
     " master-page-name level outline-level display-levels start-value bullet-char bullet-relative-size"
     " consecutive-numbering continue-numbering space-before min-label-width min-label-distance"
     " list-level-position-and-space-mode label-followed-by list-tab-stop-position is-list-header note-class"
     " footnotes-position start-numbering-at number-lines line-number number-position offset increment"
     " count-empty-lines count-in-text-boxes restart-on-page dont-balance-text-columns anchor-type"
     " anchor-page-number c name fixed display select-page page-adjust date-value ",
     ""},
    {"table", NS("table"), "",
     " table table-column table-columns table-header-columns table-row table-rows table-header-rows "
     "table-cell"
     " covered-table-cell ",
     "",
     " style-name default-cell-style-name align border-model number-columns-repeated number-rows-repeated"
     " number-columns-spanned number-rows-spanned ",
     ""},
    {"draw", NS("drawing"), " gradient hatch fill-image opacity marker stroke-dash ",
     " frame text-box image g rect line polyline polygon regular-polygon path circle ellipse connector "
     "caption"
     " custom-shape enhanced-geometry equation handle contour-polygon contour-path ",
     "", NULL, " id layer filter-name mime-type chain-next-name copy-of class-id caption-id "},
    {"fo", NS("xsl-fo-compatible"), "", "", "", NULL, ""},
    {"svg", NS("svg-compatible"),
     " linearGradient radialGradient stop font-face-src font-face-uri font-face-format font-face-name ", " title desc ",
     " title desc ", NULL, ""},
    {"number", NS("datastyle"),
     " number-style currency-style percentage-style date-style time-style boolean-style text-style number"
     " scientific-number fraction currency-symbol day month year era day-of-week week-of-year quarter hours "
     "minutes"
     " seconds am-pm boolean text text-content embedded-text ",
     "", " currency-symbol text embedded-text ", NULL, ""},
    /* LibreOffice's own: what OpenDocument took over since, and how the look is told in more detail */
    {"loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", " graphic-properties ",
     " header-first footer-first ", "",
     " contextual-spacing opacity margin-gutter hyphenation-no-caps hyphenation-no-last-word"
     " hyphenation-word-char-count hyphenation-zone num-list-format allow-overlap ",
     ""},
};

enum { COUNT = sizeof vocabularies / sizeof *vocabularies };

static const char XLINK[] = "http://www.w3.org/1999/xlink";

/* In the head or foot of a page, these stand around something that stays. */
static const char around[] = " section numbered-paragraph ruby ruby-base meta ";

struct carrier {
    xmlDocPtr doc;
    xmlNsPtr ns[COUNT], xlink;
    xmlHashTablePtr hidden; /* names of styles that hide text */
    size_t marked;          /* so many marked fields are open: what stands between their marks was their result */
    odt_take *take;
    void *data;
    bool lost; /* a picture that was shown is not any more */
};

static bool listed(const char *list, const char *name) {
    size_t length = strlen(name);
    for (const char *at = list; (at = strstr(at, name)); at += length)
        if (at > list && at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

static const struct vocabulary *vocabulary_of(const xmlNs *ns) {
    for (size_t i = 0; ns && ns->href && i < COUNT; i++)
        if (strcmp((const char *)ns->href, vocabularies[i].uri) == 0)
            return &vocabularies[i];
    return NULL;
}

/* True for an element whose namespace has this prefix here, whatever the document calls it. */
static bool is(const xmlNode *node, const char *prefix, const char *names) {
    const struct vocabulary *vocabulary = node->type == XML_ELEMENT_NODE ? vocabulary_of(node->ns) : NULL;
    return vocabulary && strcmp(vocabulary->prefix, prefix) == 0 && listed(names, (const char *)node->name);
}

/* True for what is part of a page's head or foot, or a master page itself. */
static bool is_on_page(const xmlNode *node) {
    while ((node = node->parent))
        if (is(node, "office", " master-styles "))
            return true;
    return false;
}

static char *value(xmlNodePtr node, const char *uri, const char *name) {
    return (char *)xmlGetNsProp(node, BAD_CAST name, BAD_CAST uri);
}

/* True when an attribute is there and says something else than `normal`. */
static bool says_not(xmlNodePtr node, const char *uri, const char *name, const char *normal) {
    char *text = value(node, uri, name);
    bool other = text && strcmp(text, normal) != 0;
    xmlFree(text);
    return other;
}

/* ---- hidden text: nobody has seen it since, and everybody could */

/* Notes a style that hides text, or whose parent does. True when it was not known. */
static bool note_hidden(struct carrier *carrier, xmlNodePtr style) {
    char *name = value(style, NS("style"), "name"), *parent = value(style, NS("style"), "parent-style-name");
    bool hides = parent && xmlHashLookup(carrier->hidden, BAD_CAST parent);
    for (xmlNodePtr child = style->children; child; child = child->next)
        hides = hides || (is(child, "style", " text-properties ") && says_not(child, NS("text"), "display", "true"));
    bool new = hides &&name &&xmlHashAddEntry(carrier->hidden, BAD_CAST name, carrier) == 0;
    xmlFree(name);
    xmlFree(parent);
    return new;
}

static void find_hidden(struct carrier *carrier, xmlNodePtr root) {
    enum { GENERATIONS = 20 }; /* a parent may come after its child */
    bool more = true;
    for (size_t i = 0; more && i < GENERATIONS; i++) {
        more = false;
        for (xmlNodePtr part = root->children; part; part = part->next)
            for (xmlNodePtr style = part->type == XML_ELEMENT_NODE ? part->children : NULL; style; style = style->next)
                if (is(style, "style", " style "))
                    more = note_hidden(carrier, style) || more;
    }
}

static bool is_hidden(const struct carrier *carrier, xmlNodePtr node) {
    if (is(node, "text", " p h span a ")) {
        char *style = value(node, NS("text"), "style-name");
        bool hidden = style && xmlHashLookup(carrier->hidden, BAD_CAST style);
        xmlFree(style);
        for (xmlNodePtr below = node; !hidden && below && is(node, "text", " p h "); below = xml_next(below, node))
            hidden = is(below, "text", " hidden-paragraph ");
        return hidden;
    }
    return says_not(node, NS("style"), "display", "true") || says_not(node, NS("text"), "display", "true") ||
           says_not(node, NS("text"), "is-hidden", "false") || says_not(node, NS("table"), "visibility", "visible") ||
           says_not(node, NS("draw"), "display", "always");
}

/* ---- elements */

/* The path in the new package of the file that an element shows; NULL: there is none that may go along. */
static const char *file_of(struct carrier *carrier, xmlNodePtr node) {
    char *path = value(node, XLINK, "href");
    const char *taken = NULL;
    if (path)
        taken = carrier->take(carrier->data, strncmp(path, "./", 2) == 0 ? path + 2 : path,
                              is(node, "svg", " font-face-uri ") ? ODT_FONT : ODT_PICTURE);
    xmlFree(path);
    return taken;
}

static bool shows_file(const xmlNode *node) {
    return is(node, "draw", " image fill-image ") || is(node, "style", " background-image ") ||
           is(node, "text", " list-level-style-image ") || is(node, "svg", " font-face-uri ");
}

/* True for a frame that has something in it, a font with a file. */
static bool is_filled(struct carrier *carrier, xmlNodePtr node) {
    for (xmlNodePtr child = node->children; child; child = child->next)
        if (is(child, "draw", " text-box ") || is(child, "svg", " font-face-name ") ||
            (shows_file(child) && file_of(carrier, child)))
            return true;
    return false;
}

enum fate {
    GOES,
    STAYS,
    CONTENT_STAYS, /* what is in it, in its place */
};

static enum fate judge_link(xmlNodePtr node) {
    char *target = value(node, XLINK, "href");
    enum fate fate = target && markdown_link_allowed(target) ? STAYS : CONTENT_STAYS;
    xmlFree(target);
    return fate;
}

static enum fate judge(struct carrier *carrier, xmlNodePtr node) {
    const struct vocabulary *vocabulary = vocabulary_of(node->ns);
    const char *name = (const char *)node->name;
    bool page = is_on_page(node);
    if (!vocabulary || (page && is_hidden(carrier, node)))
        return GOES;
    if (page && (is(node, "text", around) || is(node, "draw", " a ")))
        return CONTENT_STAYS;
    if (page && odt_styles_is_field(node))
        return carrier->marked > 0 ? GOES : STAYS;
    if (!listed(page ? vocabulary->page : vocabulary->styles, name))
        return GOES;
    if (is(node, "text", " a "))
        return judge_link(node);
    enum fate fate = STAYS;
    if (is(node, "draw", " frame ") || is(node, "svg", " font-face-src "))
        fate = is_filled(carrier, node) ? STAYS : GOES;
    else if (shows_file(node) && !file_of(carrier, node)) /* a background without a picture takes one away */
        fate = is(node, "style", " background-image ") && !xmlHasNsProp(node, BAD_CAST "href", BAD_CAST XLINK) ? STAYS
                                                                                                               : GOES;
    /* LibreOffice writes a PNG beside what it could not show elsewhere: a picture in a frame may go */
    carrier->lost = carrier->lost ||
                    (fate == GOES && !is(node, "draw", " image ") && !is(node, "svg", " font-face-src font-face-uri "));
    return fate;
}

/* ---- building */

static bool attribute_stays(const xmlAttr *attribute, const char *text) {
    const struct vocabulary *vocabulary = vocabulary_of(attribute->ns);
    const char *name = (const char *)attribute->name;
    const xmlNode *node = attribute->parent;
    if (!vocabulary || strstr(text, "://") || strstr(text, "\\\\"))
        return false;
    if (strcmp(vocabulary->prefix, "draw") == 0 && strcmp(name, "name") == 0) /* of a picture: often its file's */
        return is(node->parent, "office", " styles ") || is(node, "draw", " equation ");
    return vocabulary->attributes ? listed(vocabulary->attributes, name) : !listed(vocabulary->never, name);
}

static void set(xmlNodePtr node, xmlNsPtr ns, const char *name, const char *text) {
    xmlSetNsProp(node, ns, BAD_CAST name, BAD_CAST text);
}

static void set_link(const struct carrier *carrier, xmlNodePtr node, const char *target, bool embedded) {
    set(node, carrier->xlink, "type", "simple");
    set(node, carrier->xlink, "href", target);
    if (embedded) {
        set(node, carrier->xlink, "show", "embed");
        set(node, carrier->xlink, "actuate", "onLoad");
    }
}

/* Adds the element to `into` with its attributes, without its content. */
static xmlNodePtr add_element(struct carrier *carrier, xmlNodePtr node, xmlNodePtr into) {
    size_t which = (size_t)(vocabulary_of(node->ns) - vocabularies);
    xmlNodePtr made = xmlNewDocNode(carrier->doc, carrier->ns[which], node->name, NULL);
    xmlAddChild(into, made);
    for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next) {
        xmlChar *text = xmlNodeGetContent((xmlNodePtr)attribute);
        if (text && attribute_stays(attribute, (const char *)text))
            set(made, carrier->ns[vocabulary_of(attribute->ns) - vocabularies], (const char *)attribute->name,
                (const char *)text);
        xmlFree(text);
    }
    if (is(node, "text", " a ")) {
        char *target = value(node, XLINK, "href");
        set_link(carrier, made, target ? target : "", false);
        xmlFree(target);
    } else if (shows_file(node) && file_of(carrier, node))
        set_link(carrier, made, file_of(carrier, node), true);
    return made;
}

static void add_text(struct carrier *carrier, const xmlNode *node, xmlNodePtr into) {
    const struct vocabulary *vocabulary = vocabulary_of(into->ns);
    if (carrier->marked > 0 || !vocabulary ||
        !(listed(vocabulary->texts, (const char *)into->name) || odt_styles_is_field(into)))
        return;
    xmlAddChild(into, xmlNewDocText(carrier->doc, node->content));
}

/* The marks of LibreOffice for a field of Word: between them stands what it showed. */
static void count_marks(struct carrier *carrier, const xmlNode *node) {
    const char *uri = node->ns && node->ns->href ? (const char *)node->ns->href : "";
    if (is(node, "style", " header footer header-left footer-left header-first footer-first "))
        carrier->marked = 0;
    else if (strcmp(uri, "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0") == 0) {
        if (strcmp((const char *)node->name, "fieldmark-start") == 0)
            carrier->marked++;
        else if (strcmp((const char *)node->name, "fieldmark-end") == 0 && carrier->marked > 0)
            carrier->marked--;
    }
}

/* Each element that is gone into knows, in _private, where its content goes. */
static void carry(struct carrier *carrier, xmlNodePtr root, xmlNodePtr into) {
    root->_private = into;
    for (xmlNodePtr node = root->children, next; node; node = next) {
        xmlNodePtr parent = node->parent->_private;
        enum fate fate = GOES;
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            add_text(carrier, node, parent);
        else if (node->type == XML_ELEMENT_NODE) {
            count_marks(carrier, node);
            fate = judge(carrier, node);
            node->_private = fate == STAYS ? add_element(carrier, node, parent) : parent;
        }
        next = fate == GOES ? xml_next_over(node, root) : xml_next(node, root);
    }
}

xmlDocPtr odt_carry(xmlDocPtr styles, odt_take *take, void *data, bool *lost) {
    struct carrier carrier = {.doc = xmlNewDoc(BAD_CAST "1.0"), .take = take, .data = data, .hidden = xmlHashCreate(0)};
    xmlNodePtr root = xmlNewDocNode(carrier.doc, NULL, BAD_CAST "document-styles", NULL);
    xmlDocSetRootElement(carrier.doc, root);
    for (size_t i = 0; i < COUNT; i++)
        carrier.ns[i] = xmlNewNs(root, BAD_CAST vocabularies[i].uri, BAD_CAST vocabularies[i].prefix);
    carrier.xlink = xmlNewNs(root, BAD_CAST XLINK, BAD_CAST "xlink");
    xmlSetNs(root, carrier.ns[0]);
    set(root, carrier.ns[0], "version", "1.3");
    find_hidden(&carrier, xmlDocGetRootElement(styles));
    carry(&carrier, xmlDocGetRootElement(styles), root);
    xmlHashFree(carrier.hidden, NULL);
    *lost = carrier.lost;
    return carrier.doc;
}
