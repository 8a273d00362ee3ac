#include "document/house_style.h"

#include "base/date.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/memory.h"
#include "document/odt.h"
#include "xml/dom.h"
#include "xml/reader.h"

#include <stdlib.h>
#include <string.h>

/* The part of styles.xml or content.xml with this name; NULL when it is not there. */
static xmlNodePtr part(xmlDocPtr doc, const char *name) {
    return odf_child(xmlDocGetRootElement(doc), name, NULL);
}

static bool is_paragraph_style(const xmlNode *node) {
    return odf_is(node, "style:style") && strcmp(odf_get(node, "style:family"), "paragraph") == 0;
}

/* ---- styles of ours in those of the house */

/* The child of `parent` that is the same style as `like`: the same element, family and name. Default styles have no
 * name, only a family; there is one outline style, and before OpenDocument 1.2 it had no name. */
static xmlNodePtr find_style(const xmlNode *parent, const xmlNode *like) {
    xmlNodePtr node = dom_child(parent, NULL);
    while (node && !(xmlStrEqual(node->name, like->name) && xmlStrEqual(node->ns->href, like->ns->href) &&
                     strcmp(odf_get(node, "style:family"), odf_get(like, "style:family")) == 0 &&
                     (strcmp(odf_get(node, "style:name"), odf_get(like, "style:name")) == 0 ||
                      odf_is(like, "text:outline-style"))))
        node = dom_next(node, NULL);
    return node;
}

static void add_copy(xmlNodePtr parent, xmlNodePtr node) {
    xmlNodePtr copy = xmlAddChild(parent, xmlDocCopyNode(node, parent->doc, 1));
    /* the copy declares its namespaces itself: use those of the document where it has them */
    xmlDOMWrapReconcileNamespaces(NULL, copy, 1);
}

/* Adds the styles of `other` that `styles` lacks, and the fonts that they name; with `replace` those that it has too,
 * in their place. */
static void add_styles(xmlDocPtr styles, xmlDocPtr other, bool replace) {
    xmlNodePtr into = part(styles, "office:styles"), fonts = part(styles, "office:font-face-decls");
    for (xmlNodePtr node = dom_child(part(other, "office:styles"), NULL); node; node = dom_next(node, NULL)) {
        xmlNodePtr old = find_style(into, node);
        if (old && !replace)
            continue;
        if (old)
            dom_drop(old);
        add_copy(into, node);
        const char *name = odf_get(odf_child(node, "style:text-properties", NULL), "style:font-name");
        xmlNodePtr font = odf_child(part(other, "office:font-face-decls"), "style:font-face", name);
        if (*name && font && !find_style(fonts, font))
            add_copy(fonts, font);
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

enum { KNOWN = sizeof known_styles / sizeof *known_styles };

/* True when a style is shown by one of the names, whatever its spaces and capitals. */
static bool is_called(const xmlNode *style, const char *names) {
    const char *shown = odf_get(style, "style:display-name");
    char name[32];
    size_t length = 0;
    for (shown = *shown ? shown : odf_get(style, "style:name"); *shown && length + 1 < sizeof name; shown++)
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
        if (strcmp(odf_get(node, "style:name"), known->name) == 0)
            return NULL;
        if (!called && is_called(node, known->called))
            called = node;
        if (!levelled && known->level && strcmp(odf_get(node, "style:default-outline-level"), known->level) == 0)
            levelled = node;
    }
    return called ? called : levelled;
}

/* Gives the styles of a house style that Word saved (Kop 1, Titel, Standaard) the names that we use, when it does not
 * have those itself: by what they are called, else headings by their level. True when it has any heading then. */
static bool rename_styles(xmlDocPtr styles) {
    static const struct {
        const char *elements, *attribute;
    } references[] = {{"style:style", "style:parent-style-name"},
                      {"style:style", "style:next-style-name"},
                      {"style:map", "style:apply-style-name"},
                      {"text:p text:h", "text:style-name"}};
    xmlNodePtr parent = part(styles, "office:styles");
    char *old[KNOWN] = {NULL};
    for (size_t i = 0; i < KNOWN; i++) {
        xmlNodePtr style = find_known(parent, &known_styles[i]);
        if (!style)
            continue;
        old[i] = mem_strdup(odf_get(style, "style:name"));
        odf_set(style, "style:name", known_styles[i].name);
        odf_set(style, "style:display-name", known_styles[i].display);
    }
    for (xmlNodePtr node = xmlDocGetRootElement(styles); node; node = dom_walk(node, NULL))
        for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
            if (!odf_is(node, references[i].elements) || (odf_is(node, "style:style") && !is_paragraph_style(node)))
                continue;
            const char *now = odf_get(node, references[i].attribute);
            size_t known = 0;
            while (known < KNOWN && !(old[known] && strcmp(now, old[known]) == 0))
                known++;
            if (known < KNOWN)
                odf_set(node, references[i].attribute, known_styles[known].name);
        }
    for (size_t i = 0; i < KNOWN; i++)
        free(old[i]);
    bool headings = false;
    for (xmlNodePtr node = dom_child(parent, NULL); node; node = dom_next(node, NULL)) {
        if (!is_paragraph_style(node))
            continue;
        headings = headings || strncmp(odf_get(node, "style:name"), "Heading_20_", 11) == 0;
        if (strcmp(odf_get(node, "style:name"), "Title") == 0) /* it is no chapter */
            odf_set(node, "style:default-outline-level", NULL);
    }
    return headings;
}

/* ---- a reference document */

/* Sets what the file is, and returns how its name ends; NULL when it is no font, or no picture. TrueType and OpenType
 * by the first bytes of the file (OpenType 1.9, "Organization of an OpenType Font"); PNG and JPEG, as LibreOffice
 * showed them, with nothing but what they are drawn from. */
static const char *recognise(struct house_file *file, bool font) {
    static const struct {
        const char *start, *extension, *media_type;
    } kinds[] = {{"\0\1\0\0", "ttf", "application/x-font-ttf"},
                 {"true", "ttf", "application/x-font-ttf"},
                 {"ttcf", "ttc", "application/x-font-ttf"},
                 {"OTTO", "otf", "application/x-font-otf"}};
    for (size_t i = 0; font && file->bytes.length > 4 && i < sizeof kinds / sizeof *kinds; i++)
        if (memcmp(file->bytes.data, kinds[i].start, 4) == 0) {
            file->media_type = kinds[i].media_type;
            return kinds[i].extension;
        }
    if (font)
        return NULL;
    struct picture picture = {.bytes = file->bytes};
    enum picture_problem problem = picture_read(&picture, false);
    file->bytes = picture.bytes;
    file->media_type = picture.media_type;
    return problem == PICTURE_GOOD ? picture.extension : NULL;
}

const char *house_take(struct house_style *house, const struct reference *reference, const char *source, bool font) {
    for (size_t i = 0; i < house->file_count; i++)
        if (strcmp(house->files[i].source, source) == 0)
            return house->files[i].path;
    if (reference->error->kind != ERROR_NONE || !reference_has(reference, source))
        return NULL;
    house->files = mem_realloc(house->files, (house->file_count + 1) * sizeof *house->files);
    struct house_file *file = &house->files[house->file_count++];
    *file = (struct house_file){.source = mem_strdup(source)};
    const char *extension = reference_read(reference, source, &file->bytes) ? recognise(file, font) : NULL;
    if (extension)
        file->path = text_format("%s/huis-%zu.%s", font ? "Fonts" : "Pictures", house->file_count, extension);
    return file->path;
}

/* The name of the page on which the text of a content.xml starts, when its first paragraph says so and the house has
 * it: a letterhead often has a page of its own. */
static char *first_page(xmlDocPtr styles, xmlDocPtr content) {
    const xmlNode *text = odf_child(part(content, "office:body"), "office:text", NULL), *block = text;
    while (block && !odf_is(block, "text:p text:h table:table"))
        block = dom_walk(block, text);
    const char *style = odf_get(block, odf_is(block, "table:table") ? "table:style-name" : "text:style-name");
    const char *page =
        odf_get(odf_child(part(content, "office:automatic-styles"), "style:style", style), "style:master-page-name");
    bool known = *page && odf_child(part(styles, "office:master-styles"), "style:master-page", page);
    return known ? mem_strdup(page) : NULL;
}

static bool take_styles(struct house_style *house, const struct reference *reference, xmlDocPtr own,
                        struct warnings *warnings) {
    xmlDocPtr styles = reference_read_xml(reference, "styles.xml");
    bool lost = false;
    if (styles && !odf_is(xmlDocGetRootElement(styles), "office:document-styles"))
        error_at(reference->error, ERROR_DATA, reference->path, 0, 0,
                 _("in het referentiedocument is \"styles.xml\" geen stijlenbestand"));
    else if (styles)
        house->styles = house_filter(styles, house, reference, &lost);
    xmlFreeDoc(styles);
    if (reference->error->kind != ERROR_NONE)
        return false;
    if (lost)
        warnings_add(warnings, 0,
                     _("een afbeelding van het referentiedocument gaat niet mee: alleen een PNG of JPEG die "
                       "in het document zelf zit. Vervang ze daar, als ze nodig is"));
    if (!rename_styles(house->styles))
        warnings_add(warnings, 0,
                     _("het referentiedocument heeft geen stijlen voor koppen (Kop 1, Kop 2): die krijgen "
                       "onze eigen opmaak. Welke stijlen je kunt opmaken, toont hgw-render "
                       "--print-reference-doc"));
    add_styles(house->styles, own, false);
    xmlNodePtr outline = odf_child(part(house->styles, "office:styles"), "text:outline-style", NULL);
    if (outline && !*odf_get(outline, "style:name"))
        odf_set(outline, "style:name", "Outline");
    if (!reference_has(reference, "content.xml"))
        return true;
    xmlDocPtr content = reference_read_xml(reference, "content.xml");
    if (content)
        house->master_page = first_page(house->styles, content);
    xmlFreeDoc(content);
    return content != NULL;
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
    const char *all = odf_get(page, "fo:margin"), *first = odf_get(page, before), *last = odf_get(page, after);
    double left =
        millimetres(odf_get(page, side)) - millimetres(*first ? first : all) - millimetres(*last ? last : all);
    return left > 20 && left < 2000 ? left : usual;
}

/* The text area of the page with which the document starts: else the one called Standard, or the first. Where the
 * styles do not say, that of A4 with margins of 25 mm. */
static void measure_page(struct house_style *house) {
    const xmlNode *masters = part(house->styles, "office:master-styles");
    const char *wanted = house->master_page ? house->master_page : "Standard";
    const xmlNode *master = odf_child(masters, "style:master-page", wanted);
    master = master ? master : odf_child(masters, "style:master-page", NULL);
    const xmlNode *layout = odf_child(part(house->styles, "office:automatic-styles"), "style:page-layout",
                                      odf_get(master, "style:page-layout-name"));
    const xmlNode *page = odf_child(layout, "style:page-layout-properties", NULL);
    house->page.width = room(page, "fo:page-width", "fo:margin-left", "fo:margin-right", 160);
    house->page.height = room(page, "fo:page-height", "fo:margin-top", "fo:margin-bottom", 247);
    house->page.master_page = house->master_page;
}

/* Sets fo:language and fo:country of the default paragraph: BCP 47's language, and its last part when that is a
 * country. What the reference document says about its own language beside these goes: a whole tag counts for more. */
static void set_language(xmlDocPtr styles, const char *lang) {
    const char *last = strrchr(lang, '-');
    char *language = mem_strndup(lang, strcspn(lang, "-"));
    for (xmlNodePtr style = dom_child(part(styles, "office:styles"), NULL); style; style = dom_next(style, NULL)) {
        bool base = odf_is(style, "style:default-style");
        if (strcmp(odf_get(style, "style:family"), "paragraph") != 0 ||
            !(base || strcmp(odf_get(style, "style:name"), "Standard") == 0))
            continue;
        xmlNodePtr properties = odf_child(style, "style:text-properties", NULL);
        if (!properties && base)
            properties = xmlNewChild(style, style->ns, BAD_CAST "text-properties", NULL);
        if (!properties)
            continue; /* what is not said here follows from the default */
        odf_set(properties, "style:rfc-language-tag", NULL);
        odf_set(properties, "fo:script", NULL);
        odf_set(properties, "fo:language", language);
        odf_set(properties, "fo:country", last && strlen(last + 1) == 2 ? last + 1 : "none");
    }
    free(language);
}

/* Puts in what the fields in the head or foot of a page show. LibreOffice computes most of them again, but not every
 * reader does. */
static void fill_fields(xmlDocPtr styles, const struct document *document, const char *title) {
    struct buf day = BUF_EMPTY;
    date_in_words(&day, document->date);
    const struct {
        const char *fields, *text;
    } rows[] = {{"text:page-number text:page-count text:page-variable-get", "1"},
                {"text:title", title},
                {"text:subject", document->subject},
                {"text:creator text:initial-creator text:author-name", document->creator},
                {"text:keywords", document->keywords},
                {"text:date text:creation-date text:modification-date", day.data}};
    const xmlNode *masters = part(styles, "office:master-styles");
    for (xmlNodePtr node = dom_child(masters, NULL); node; node = dom_walk(node, masters)) {
        bool footer = odf_is(node, "text:user-defined") && strcmp(odf_get(node, "text:name"), ODT_FOOTER_FIELD) == 0;
        const char *text = footer ? document->footer : NULL;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            text = odf_is(node, rows[i].fields) ? rows[i].text : text;
        if (text) {
            xmlNodeSetContent(node, NULL);
            xmlNodeAddContent(node, BAD_CAST text);
        }
        if (*odf_get(node, "text:date-value"))
            odf_set(node, "text:date-value", document->date);
    }
    buf_free(&day);
}

/* ---- the whole */

/* Reads one of our own style sheets. */
static xmlDocPtr read_own(const struct document *document, const char *name, struct error *error) {
    enum { STYLES_MAX = 4 * 1024 * 1024 };
    xmlDocPtr doc = NULL;
    struct buf bytes = BUF_EMPTY;
    char *path = datadir_find(document->datadir, name, error);
    enum xml_mistake mistake;
    if (path && file_read(path, STYLES_MAX, &bytes, error) && !(doc = xml_read_lax(bytes.data, bytes.length, &mistake)))
        error_at(error, ERROR_DATA, path, 0, 0, _("dit is geen goede XML"));
    buf_free(&bytes);
    free(path);
    return doc;
}

bool house_style_open(struct house_style *house, const struct document *document, const char *title,
                      struct warnings *warnings, struct error *error) {
    *house = (struct house_style){0};
    xmlDocPtr own = read_own(document, "templates/odt/styles.xml", error);
    if (!own)
        return false;
    bool ok = true;
    if (document->reference) {
        struct reference reference;
        ok = reference_open(&reference, document->reference, error) && take_styles(house, &reference, own, warnings);
        reference_close(&reference);
        xmlFreeDoc(own);
    } else {
        house->styles = own;
        xmlDocPtr large = document->large ? read_own(document, "templates/odt/styles-groot.xml", error) : NULL;
        if (large)
            add_styles(own, large, true);
        ok = large || !document->large;
        xmlFreeDoc(large);
    }
    if (!ok)
        return false;
    measure_page(house);
    /* 11 pt or 14.5 pt and a little; another house may have a wider typeface. */
    house->page.em = document->reference ? 4.5 : document->large ? 5.3 : 4.05;
    set_language(house->styles, document->lang ? document->lang : "nl-BE");
    fill_fields(house->styles, document, title);
    return true;
}

void house_style_free(struct house_style *house) {
    xmlFreeDoc(house->styles);
    for (size_t i = 0; i < house->file_count; i++) {
        free(house->files[i].source);
        free(house->files[i].path);
        buf_free(&house->files[i].bytes);
    }
    free(house->files);
    free(house->master_page);
}
