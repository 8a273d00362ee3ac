#include "base/base.h"
#include "document/odt.h"

#include "base/file.h"
#include "base/memory.h"
#include "xml/dom.h"
#include "xml/reader.h"

#include <errno.h>
#include <libxml/hash.h>
#include <zip.h>

/* ---- the package of a reference document */

/* Limits: a house style is a few files of a few hundred kilobytes. Beyond these it is refused. */
enum {
    MIB = 1024 * 1024,
    REFERENCE_MAX = 64 * MIB, /* bytes of the file, and of all that is read from it, unpacked */
    ENTRY_MAX = 32 * MIB,     /* of one entry, unpacked */
};

struct reference {
    const char *path;    /* as the user gave it, for messages */
    struct buf bytes;    /* the whole file */
    zip_t *archive;      /* reads from `bytes` */
    size_t unpacked;     /* bytes read so far */
    struct error *error; /* where what is wrong is said */
    struct pictures *pictures;
    bool lost; /* a picture that was shown could not be taken */
};

/* `sentence` may say which file of the package. */
static bool refuse(const struct reference *reference, const char *sentence, const char *name) {
    return error_at(reference->error, ERROR_DATA, reference->path, 0, 0, sentence, name);
}

static bool has_file(const struct reference *reference, const char *name) {
    return zip_name_locate(reference->archive, name, 0) >= 0;
}

/* Adds the content of a file to `out`. Names may point anywhere: nothing is unpacked to disk, and of two with one name
 * the first is read. */
static bool read_file(struct reference *reference, const char *name, struct buf *out) {
    zip_stat_t status;
    errno = 0;
    zip_file_t *file =
        zip_stat(reference->archive, name, 0, &status) == 0 ? zip_fopen(reference->archive, name, 0) : NULL;
    if (!file) {
        mem_check();
        return refuse(reference, _("het referentiedocument bevat geen leesbaar bestand \"%s\""), name);
    }
    if (status.size > ENTRY_MAX || (reference->unpacked += status.size) > REFERENCE_MAX) {
        zip_fclose(file);
        return refuse(reference, _("het referentiedocument is uitgepakt te groot voor een huisstijl"), NULL);
    }
    /* More than the entry says it holds is not read: libzip compares the checksum at its end. */
    buf_reserve(out, (size_t)status.size + 1);
    char *to = out->data + out->length;
    bool ok = zip_fread(file, to, status.size) == (zip_int64_t)status.size && zip_fread(file, to + status.size, 1) == 0;
    if (!ok)
        mem_check();
    zip_fclose(file);
    out->length += ok ? (size_t)status.size : 0;
    out->data[out->length] = '\0';
    return ok || refuse(reference, _("in het referentiedocument is \"%s\" beschadigd"), name);
}

/* True when a file of the package has this text somewhere. */
static bool contains(struct reference *reference, const char *name, const char *text) {
    AUTO(buf_free) struct buf bytes = BUF_EMPTY;
    return has_file(reference, name) && read_file(reference, name, &bytes) && bytes.data &&
           memmem(bytes.data, bytes.length, text, strlen(text));
}

static bool open_archive(struct reference *reference) {
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    const struct buf *bytes = &reference->bytes;
    errno = 0;
    zip_source_t *source = zip_source_buffer_create(bytes->data, bytes->length, 0, NULL);
    reference->archive = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (!reference->archive) {
        mem_check(); /* not always ZIP_ER_MEMORY: that of zlib is ZIP_ER_ZLIB, or no error at all */
        zip_source_free(source);
    }
    /* a house style that Word saved: a document of its own (OLE), or the newer zip of XML (docx, dotx) */
    if ((bytes->length >= sizeof ole - 1 && memcmp(bytes->data, ole, sizeof ole - 1) == 0) ||
        (reference->archive && has_file(reference, "[Content_Types].xml")))
        return refuse(reference,
                      _("het referentiedocument is er een van Word: open het in LibreOffice of Word en bewaar het als "
                        "ODF-tekstdocument (.odt), of geef de opdracht: soffice --headless --convert-to odt \"%s\""),
                      reference->path);
    if (!reference->archive)
        return refuse(reference, _("het referentiedocument is geen ODT, of het is beschadigd"), NULL);
    if (!contains(reference, "mimetype", "application/vnd.oasis.opendocument.text"))
        return refuse(reference, _("het referentiedocument is geen tekstdocument (.odt of .ott)"), NULL);
    return !contains(reference, "META-INF/manifest.xml", "encryption-data") ||
           refuse(reference, _("het referentiedocument is met een wachtwoord beveiligd"), NULL);
}

/* The picture with this path, for the new package; NULL: there is none that is good. */
static const struct picture *reference_picture(struct reference *reference, const char *path) {
    path += strncmp(path, "./", 2) == 0 ? 2 : 0;
    const struct picture *picture = pictures_find(reference->pictures, path);
    AUTO(buf_free) struct buf bytes = BUF_EMPTY;
    if (!picture && reference->error->kind == ERROR_NONE && *path != '/' && has_file(reference, path) &&
        read_file(reference, path, &bytes))
        picture = pictures_add(reference->pictures, path, &bytes, false);
    return picture && !picture->problem ? picture : NULL;
}

/* ---- trees of OpenDocument */

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

/* Gives an element or attribute a name with its usual prefix, "style:style", whatever the document calls it; one of a
 * namespace that we do not know begins with a colon. */
static void qualify(xmlNodePtr node, const xmlNs *ns) {
    size_t i = 0;
    while (ns && i < COUNT && strcmp((const char *)ns->href, vocabularies[i].uri) != 0)
        i++;
    AUTO(mem_free) char *name = text_format("%s:%s", ns && i < COUNT ? vocabularies[i].prefix : "", node->name);
    xmlNodeSetName(node, BAD_CAST name);
}

/* Reads a tree of OpenDocument, with names as dom.h asks: without a namespace. */
static xmlDocPtr read_tree(const struct buf *bytes, enum xml_mistake *mistake) {
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

/* True for an element with one of these names, between spaces. */
static bool is_any(const xmlNode *node, const char *names) {
    return node && node->type == XML_ELEMENT_NODE && dom_has_word(names, (const char *)node->name);
}

/* The first of these elements in `parent` whose style:name this is. */
static xmlNodePtr named(const xmlNode *parent, const char *element, const char *name) {
    xmlNodePtr node = dom_child(parent, element);
    while (node && !dom_has(node, "style:name", name))
        node = dom_next(node, element);
    return node;
}

static xmlDocPtr read_xml(struct reference *reference, const char *name) {
    AUTO(buf_free) struct buf bytes = BUF_EMPTY;
    xmlDocPtr doc = NULL;
    enum xml_mistake mistake;
    if (read_file(reference, name, &bytes) && !(doc = read_tree(&bytes, &mistake)))
        refuse(reference,
               mistake == MISTAKE_DOCTYPE ? _("in het referentiedocument heeft \"%s\" een DOCTYPE, dat wordt niet "
                                              "gelezen: bewaar het opnieuw met LibreOffice")
                                          : _("in het referentiedocument is \"%s\" geen goede XML"),
               name);
    return doc;
}

/* The part of styles.xml or content.xml with this name; NULL when it is not there. */
static xmlNodePtr part(xmlDocPtr doc, const char *name) {
    return dom_child(xmlDocGetRootElement(doc), name);
}

static bool is_paragraph_style(const xmlNode *node) {
    return dom_is(node, "style:style") && dom_has(node, "style:family", "paragraph");
}

static const struct vocabulary *vocabulary_of(const xmlChar *name) {
    size_t length = strcspn((const char *)name, ":");
    for (size_t i = 0; i < COUNT; i++)
        if (strlen(vocabularies[i].prefix) == length && memcmp(vocabularies[i].prefix, name, length) == 0)
            return &vocabularies[i];
    return NULL;
}

/* ---- what of its styles may stay

   Everything is built anew: what no list above names is not in the new tree, nor is a comment, a processing
   instruction, an identifier or the declaration of a namespace. Lists follow OpenDocument 1.3 part 3. In the namespaces
   whose attributes all may stay, none is an address or shows a text; where looks are defined nothing but the signs of a
   number is text, and so an element that looks like nothing there does no harm. A font that is in the document stays
   there: whoever has it not sees another. */

struct house_filter {
    xmlDocPtr doc;
    bool page;              /* at work in the master pages, with their heads and feet */
    xmlHashTablePtr styles; /* by name */
    struct reference *reference;
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
    bool hidden = false;
    for (int i = 0; i < GENERATIONS && !hidden; i++) {
        const xmlNode *style = xmlHashLookup(filter->styles, BAD_CAST name);
        hidden = hides_text(style);
        name = dom_get(style, "style:parent-style-name");
    }
    return hidden;
}

/* Hidden text: nobody has seen it since, and everybody could. */
static bool is_hidden(const struct house_filter *filter, const xmlNode *node) {
    if (is_any(node, "text:p text:h text:span text:a") && hides(filter, dom_get(node, "text:style-name")))
        return true;
    for (const xmlNode *below = is_any(node, "text:p text:h") ? node : NULL; below; below = dom_walk(below, node))
        if (dom_is(below, "text:hidden-paragraph"))
            return true;
    return says_not(node, "style:display", "true") || says_not(node, "text:display", "true") ||
           says_not(node, "text:is-hidden", "false") || says_not(node, "table:visibility", "visible") ||
           says_not(node, "draw:display", "always");
}

static const char with_picture[] = "draw:image draw:fill-image style:background-image text:list-level-style-image";

/* The picture that an element shows; NULL: there is none that may go along. */
static const struct picture *picture_of(const struct house_filter *filter, const xmlNode *node) {
    return reference_picture(filter->reference, dom_get(node, "xlink:href"));
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
    if (filter->page && is_any(node, "text:section text:numbered-paragraph text:ruby text:ruby-base text:meta draw:a"))
        return CONTENT_STAYS;
    if (filter->page && (is_any(node, fields) || is_sender(node)))
        return STAYS;
    if (!(filter->page ? is_any(node, page_elements) : vocabulary && vocabulary->looks))
        return GOES;
    if (dom_is(node, "text:a"))
        return markdown_link_allowed(dom_get(node, "xlink:href")) ? STAYS : CONTENT_STAYS;
    bool stays = true;
    if (dom_is(node, "draw:frame"))
        stays = is_filled(filter, node);
    else if (is_any(node, with_picture) &&
             !picture_of(filter, node)) /* a background without a picture takes one away */
        stays = dom_is(node, "style:background-image") && !dom_attribute(node, "xlink:href");
    /* LibreOffice writes a PNG beside what it could not show elsewhere: a picture in a frame may go */
    if (!stays && !dom_is(node, "draw:image"))
        filter->reference->lost = true;
    return stays ? STAYS : GOES;
}

static bool attribute_stays(const struct house_filter *filter, const xmlAttr *attribute) {
    const char *name = strchr((const char *)attribute->name, ':') + 1, *text = dom_value(attribute);
    const struct vocabulary *vocabulary = vocabulary_of(attribute->name);
    if (!vocabulary || strstr(text, "://") || strstr(text, "\\\\"))
        return false;
    if (xmlStrEqual(attribute->name, BAD_CAST "draw:name")) /* of a picture: often its file's */
        return !filter->page || is_any(attribute->parent, "draw:equation");
    return vocabulary->attributes ? dom_has_word(vocabulary->attributes, name) : !dom_has_word(vocabulary->never, name);
}

/* Adds the element to `into` with its attributes, without its content. */
static xmlNodePtr add_element(const struct house_filter *filter, const xmlNode *node, xmlNodePtr into) {
    xmlNodePtr made = xmlNewDocNode(filter->doc, NULL, node->name, NULL);
    xmlAddChild(into, made);
    for (const xmlAttr *from = node->properties; from; from = from->next)
        if (attribute_stays(filter, from))
            dom_set(made, (const char *)from->name, dom_value(from));
    const struct picture *picture = is_any(node, with_picture) ? picture_of(filter, node) : NULL;
    if (picture || dom_is(node, "text:a")) {
        dom_set(made, "xlink:type", "simple");
        dom_set(made, "xlink:href", picture ? picture->path : dom_get(node, "xlink:href"));
    }
    return made;
}

/* True where text may stand: a field is filled later, unless it is of a sender whom the house has fixed. */
static bool holds_text(const struct house_filter *filter, const xmlNode *node) {
    if (!filter->page)
        return is_any(node, "number:currency-symbol number:text number:embedded-text");
    if (is_sender(node))
        return !dom_has(node, "text:fixed", "false");
    return is_any(node, "text:p text:h text:span text:a svg:title svg:desc");
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
            if (marked == 0 || !(is_any(node, fields) || is_sender(node)))
                fate = judge(filter, node);
            node->_private = fate == STAYS ? add_element(filter, node, parent) : parent;
        } else if (marked == 0 && node->type == XML_TEXT_NODE && holds_text(filter, parent))
            xmlAddChild(parent, xmlNewDocText(filter->doc, node->content));
        next = fate == GOES ? dom_walk_over(node, part) : dom_walk_nodes(node, part);
    }
}

/* A new styles.xml with what may stay of one: nothing that could run, load something, or tell what stood in the fields
 * of an older letter. No link but to http, https and mailto, no address elsewhere, no hidden text, no language of the
 * text. It has all four parts. */
static xmlDocPtr filter_styles(xmlDocPtr styles, struct reference *reference) {
    static const char *const parts[] = {"office:font-face-decls", "office:styles", "office:automatic-styles",
                                        "office:master-styles"};
    struct house_filter filter = {.doc = xmlNewDoc(BAD_CAST "1.0"), .reference = reference, .styles = xmlHashCreate(0)};
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
    return filter.doc;
}
/* ---- styles of ours in those of the house */

/* The child of `parent` that is the same style as `like`: the same element, family and name. Default styles have no
 * name, only a family; there is one outline style, and before OpenDocument 1.2 it had no name. */
static xmlNodePtr find_style(const xmlNode *parent, const xmlNode *like) {
    xmlNodePtr node = dom_child(parent, NULL);
    while (node && !(xmlStrEqual(node->name, like->name) &&
                     strcmp(dom_get(node, "style:family"), dom_get(like, "style:family")) == 0 &&
                     (strcmp(dom_get(node, "style:name"), dom_get(like, "style:name")) == 0 ||
                      dom_is(like, "text:outline-style"))))
        node = dom_next(node, NULL);
    return node;
}

/* Adds the fonts and styles of `other` that `styles` lacks. */
static void add_styles(xmlDocPtr styles, xmlDocPtr other) {
    static const char *const parts[] = {"office:font-face-decls", "office:styles"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        xmlNodePtr into = part(styles, parts[i]);
        for (xmlNodePtr node = dom_child(part(other, parts[i]), NULL); node; node = dom_next(node, NULL))
            if (!find_style(into, node))
                xmlAddChild(into, xmlDocCopyNode(node, styles, 1));
    }
}

/* ---- the styles of a house style that Word saved */

/* The paragraph styles that we use and what word processors call them in Dutch, English, German and French, without
 * spaces and capitals. LibreOffice has one name for each, whatever its language. */
static const struct known_style {
    const char *name, *display; /* in LibreOffice: in the file, on the screen */
    const char *called;         /* elsewhere */
    const char *level;          /* the level of a heading */
} known_styles[] = {
    {"Standard", "Standard", "standard standaard normal", NULL},
    {"Text_20_body", "Text body", "textbody bodytext plattetekst tekstblok textkörper corpsdetexte", NULL},
    {"Quotations", "Quotations", "quotations quote citaat zitat citation", NULL},
    {"Title", "Title", "title titel titre", NULL},
    {"Heading_20_1", "Heading 1", "heading1 kop1 Überschrift1 überschrift1 titre1", "1"},
    {"Heading_20_2", "Heading 2", "heading2 kop2 Überschrift2 überschrift2 titre2", "2"},
    {"Heading_20_3", "Heading 3", "heading3 kop3 Überschrift3 überschrift3 titre3", "3"},
    {"Heading_20_4", "Heading 4", "heading4 kop4 Überschrift4 überschrift4 titre4", "4"},
    {"Heading_20_5", "Heading 5", "heading5 kop5 Überschrift5 überschrift5 titre5", "5"},
    {"Heading_20_6", "Heading 6", "heading6 kop6 Überschrift6 überschrift6 titre6", "6"},
};

/* True when a style is shown by one of the names, whatever its spaces and capitals. */
static bool is_called(const xmlNode *style, const char *names) {
    const char *shown = dom_get(style, "style:display-name");
    char name[32];
    size_t length = 0;
    for (shown = *shown ? shown : dom_get(style, "style:name"); *shown && length + 1 < sizeof name; shown++)
        if (*shown != ' ')
            name[length++] = *shown >= 'A' && *shown <= 'Z' ? (char)(*shown + 32) : *shown;
    name[length] = '\0';
    return !*shown && dom_has_word(names, name);
}

/* The style of the house that is this one under another name, else the first of its level; NULL when the house has the
 * style itself, or none like it. */
static xmlNodePtr find_known(const xmlNode *parent, const struct known_style *known) {
    xmlNodePtr called = NULL, levelled = NULL;
    for (xmlNodePtr node = dom_child(parent, NULL); node; node = dom_next(node, NULL)) {
        if (!is_paragraph_style(node))
            continue;
        if (dom_has(node, "style:name", known->name))
            return NULL;
        if (!called && is_called(node, known->called))
            called = node;
        if (!levelled && known->level && dom_has(node, "style:default-outline-level", known->level))
            levelled = node;
    }
    return called ? called : levelled;
}

/* Gives the styles of a house style that Word saved (Kop 1, Titel, Standaard) the names that we use, wherever they are
 * named, when it does not have those itself: by what they are called, else headings by their level. */
static void rename_styles(xmlDocPtr styles) {
    static const char *const references[] = {"style:name", "style:parent-style-name", "style:next-style-name",
                                             "style:apply-style-name", "text:style-name"};
    for (size_t i = 0; i < sizeof known_styles / sizeof *known_styles; i++) {
        const struct known_style *known = &known_styles[i];
        xmlNodePtr style = find_known(part(styles, "office:styles"), known);
        if (!style)
            continue;
        AUTO(mem_free) char *old = mem_strdup(dom_get(style, "style:name"));
        for (xmlNodePtr node = xmlDocGetRootElement(styles); node; node = dom_walk(node, NULL))
            if (is_paragraph_style(node) || is_any(node, "style:map text:p text:h"))
                for (size_t j = 0; j < sizeof references / sizeof *references; j++)
                    if (dom_has(node, references[j], old))
                        dom_set(node, references[j], known->name);
        dom_set(style, "style:display-name", known->display);
    }
}

/* ---- a reference document */

/* The name of the page on which the text of a content.xml starts, when its first paragraph says so and the house has
 * it: a letterhead often has a page of its own. */
static char *first_page(xmlDocPtr styles, xmlDocPtr content) {
    const xmlNode *text = dom_child(part(content, "office:body"), "office:text"), *block = text;
    while (block && !is_any(block, "text:p text:h table:table"))
        block = dom_walk(block, text);
    const char *style = dom_get(block, dom_is(block, "table:table") ? "table:style-name" : "text:style-name");
    const char *page =
        dom_get(named(part(content, "office:automatic-styles"), "style:style", style), "style:master-page-name");
    bool known = *page && named(part(styles, "office:master-styles"), "style:master-page", page);
    return known ? mem_strdup(page) : NULL;
}

static void reference_close(struct reference *reference) {
    if (reference->archive)
        zip_discard(reference->archive);
    buf_free(&reference->bytes);
}

static void release_doc(xmlDocPtr *doc) {
    xmlFreeDoc(*doc);
}

/* Sets the styles of a reference document, and the page on which its text starts. */
static bool take_styles(const struct document *document, xmlDocPtr *taken, struct odt_page *page,
                        struct pictures *pictures, struct error *error) {
    AUTO(reference_close)
    struct reference reference = {.path = document->reference, .error = error, .pictures = pictures};
    AUTO(release_doc) xmlDocPtr styles = NULL, content = NULL;
    if (!file_read(reference.path, REFERENCE_MAX, &reference.bytes, error) || !open_archive(&reference) ||
        !(styles = read_xml(&reference, "styles.xml")))
        return false;
    if (!dom_is(xmlDocGetRootElement(styles), "office:document-styles"))
        return refuse(&reference, _("in het referentiedocument is \"styles.xml\" geen stijlenbestand"), NULL);
    *taken = filter_styles(styles, &reference);
    if (has_file(&reference, "content.xml"))
        content = read_xml(&reference, "content.xml");
    if (error->kind != ERROR_NONE) /* a picture that is damaged too */
        return false;
    if (reference.lost)
        warnings_add(document->warnings, 0,
                     _("een afbeelding van het referentiedocument gaat niet mee: alleen een PNG of JPEG die "
                       "in het document zelf zit. Vervang ze daar, als ze nodig is"));
    rename_styles(*taken);
    const xmlNode *parent = part(*taken, "office:styles");
    if (!named(parent, "style:style", "Heading_20_1"))
        warnings_add(document->warnings, 0,
                     _("het referentiedocument heeft geen stijlen voor koppen (Kop 1, Kop 2): die krijgen "
                       "onze eigen opmaak. Welke stijlen je kunt opmaken, toont hgw-render "
                       "--print-reference-doc"));
    dom_set(named(parent, "style:style", "Title"), "style:default-outline-level", NULL); /* it is no chapter */
    dom_set(dom_child(parent, "text:outline-style"), "style:name", "Outline");
    page->master_page = first_page(*taken, content);
    return true;
}

/* ---- what belongs to one document */

/* A length in millimetres; 0 when it is none. */
static double millimetres(const char *text) {
    static const struct {
        const char *unit;
        double size;
    } units[] = {{"mm", 1}, {"cm", 10}, {"in", 25.4}, {"pt", 25.4 / 72}, {"pc", 25.4 / 6}};
    char *unit;
    double number = strtod(text, &unit);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i].unit) == 0)
            return number * units[i].size;
    return 0;
}

/* What a side of the page leaves for text, in millimetres; the margins are its own, or the one for all four. */
static double room(const xmlNode *page, const char *side, const char *before, const char *after, double usual) {
    const char *all = dom_get(page, "fo:margin"), *first = dom_get(page, before), *last = dom_get(page, after);
    double left =
        millimetres(dom_get(page, side)) - millimetres(*first ? first : all) - millimetres(*last ? last : all);
    return left > 20 && left < 2000 ? left : usual;
}

/* The text area of the page with which the document starts: else the one called Standard, or the first. Where the
 * styles do not say, that of A4 with margins of 25 mm. */
static void measure_page(struct odt_page *page, xmlDocPtr styles) {
    const xmlNode *masters = part(styles, "office:master-styles");
    const xmlNode *master = named(masters, "style:master-page", page->master_page ? page->master_page : "Standard");
    master = master ? master : dom_child(masters, "style:master-page");
    const xmlNode *layout =
        named(part(styles, "office:automatic-styles"), "style:page-layout", dom_get(master, "style:page-layout-name"));
    const xmlNode *properties = dom_child(layout, "style:page-layout-properties");
    page->width = room(properties, "fo:page-width", "fo:margin-left", "fo:margin-right", 160);
    page->height = room(properties, "fo:page-height", "fo:margin-top", "fo:margin-bottom", 247);
}

/* The text is Dutch, whatever language the house writes in. */
static void set_language(xmlDocPtr styles) {
    xmlNodePtr style = dom_child(part(styles, "office:styles"), "style:default-style");
    while (style && !dom_has(style, "style:family", "paragraph"))
        style = dom_next(style, "style:default-style");
    xmlNodePtr properties = dom_child(style, "style:text-properties");
    if (style && !properties)
        properties = xmlNewChild(style, NULL, BAD_CAST "style:text-properties", NULL);
    dom_set(properties, "fo:language", "nl");
    dom_set(properties, "fo:country", "BE");
}

/* Puts in what the fields in the head or foot of a page show. LibreOffice computes most of them again, but not every
 * reader does. */
static void fill_fields(xmlDocPtr styles, const struct document *document, const char *title) {
    AUTO(buf_free) struct buf day = BUF_EMPTY;
    date_in_words(&day, document->date, false);
    const struct {
        const char *fields, *text;
    } rows[] = {{"text:page-number text:page-count text:page-variable-get", "1"},
                {"text:title", title},
                {"text:subject", document->subject},
                {"text:creator text:initial-creator text:author-name", document->creator},
                {"text:date text:creation-date text:modification-date", day.data}};
    const xmlNode *masters = part(styles, "office:master-styles");
    for (xmlNodePtr node = dom_child(masters, NULL); node; node = dom_walk(node, masters)) {
        const char *text = dom_has(node, "text:name", "Vertrouwelijkheid") ? "vertrouwelijk" : NULL;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            text = is_any(node, rows[i].fields) ? rows[i].text : text;
        if (text) {
            xmlNodeSetContent(node, NULL);
            xmlNodeAddContent(node, BAD_CAST text);
        }
        if (dom_attribute(node, "text:date-value"))
            dom_set(node, "text:date-value", document->date);
    }
}

/* ---- the whole */

bool house_styles(const struct document *document, const char *title, struct odt_page *page, struct pictures *pictures,
                  struct buf *out, struct error *error) {
    AUTO(buf_free) struct buf bytes = BUF_EMPTY;
    AUTO(release_doc) xmlDocPtr styles = NULL, more = NULL;
    struct document ours = *document;
    bool house = document->reference;
    enum xml_mistake mistake;
    /* Our A4 as the styles have it; 11 pt or 12.5 pt and a little, another house may have a wider typeface. */
    page->width = 160;
    page->height = 265;
    page->em = house ? 4.5 : document->large ? 5.3 : 4.05;
    ours.large = document->large && !house;
    /* without a tree of them, which was an eighth of a report of 100 KB */
    if (!document_fill(house ? &bytes : out, &ours, "templates/odt/styles.xml", title, NULL, NULL, error))
        return false;
    if (!house)
        return true;
    if (!take_styles(document, &styles, page, pictures, error))
        return false;
    more = read_tree(&bytes, &mistake);
    add_styles(styles, more);
    measure_page(page, styles);
    set_language(styles);
    fill_fields(styles, document, title);
    AUTO(mem_free) xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(styles, &text, &length, "UTF-8");
    buf_add(out, text, (size_t)length);
    return true;
}
