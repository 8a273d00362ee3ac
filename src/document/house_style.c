#include "base/base.h"
#include "document/odt.h"

#include "base/file.h"
#include "base/memory.h"
#include "xml/dom.h"
#include "xml/reader.h"

#include <errno.h>
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

static xmlDocPtr read_xml(struct reference *reference, const char *name) {
    AUTO(buf_free) struct buf bytes = BUF_EMPTY;
    xmlDocPtr doc = NULL;
    enum xml_mistake mistake;
    if (read_file(reference, name, &bytes) && !(doc = odf_read(&bytes, &mistake)))
        refuse(reference,
               mistake == MISTAKE_DOCTYPE ? _("in het referentiedocument heeft \"%s\" een DOCTYPE, dat wordt niet "
                                              "gelezen: bewaar het opnieuw met LibreOffice")
                                          : _("in het referentiedocument is \"%s\" geen goede XML"),
               name);
    return doc;
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

const struct picture *reference_picture(struct reference *reference, const char *path, struct pictures *pictures) {
    path += strncmp(path, "./", 2) == 0 ? 2 : 0;
    const struct picture *picture = pictures_find(pictures, path);
    AUTO(buf_free) struct buf bytes = BUF_EMPTY;
    if (!picture && reference->error->kind == ERROR_NONE && *path != '/' && has_file(reference, path) &&
        read_file(reference, path, &bytes))
        picture = pictures_add(pictures, path, &bytes, false);
    return picture && picture->problem == PICTURE_GOOD ? picture : NULL;
}

/* ---- trees of styles */

/* The part of styles.xml or content.xml with this name; NULL when it is not there. */
static xmlNodePtr part(xmlDocPtr doc, const char *name) {
    return dom_child(xmlDocGetRootElement(doc), name);
}

static bool is_paragraph_style(const xmlNode *node) {
    return dom_is(node, "style:style") && dom_has(node, "style:family", "paragraph");
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
            if (is_paragraph_style(node) || odf_is(node, "style:map text:p text:h"))
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
    while (block && !odf_is(block, "text:p text:h table:table"))
        block = dom_walk(block, text);
    const char *style = dom_get(block, dom_is(block, "table:table") ? "table:style-name" : "text:style-name");
    const char *page =
        dom_get(odf_named(part(content, "office:automatic-styles"), "style:style", style), "style:master-page-name");
    bool known = *page && odf_named(part(styles, "office:master-styles"), "style:master-page", page);
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
static bool take_styles(const struct document *document, struct odt_page *page, struct pictures *pictures,
                        struct error *error) {
    AUTO(reference_close) struct reference reference = {.path = document->reference, .error = error};
    AUTO(release_doc) xmlDocPtr styles = NULL, content = NULL;
    bool lost = false;
    if (!file_read(reference.path, REFERENCE_MAX, &reference.bytes, error) || !open_archive(&reference) ||
        !(styles = read_xml(&reference, "styles.xml")))
        return false;
    if (!dom_is(xmlDocGetRootElement(styles), "office:document-styles"))
        return refuse(&reference, _("in het referentiedocument is \"styles.xml\" geen stijlenbestand"), NULL);
    page->styles = house_filter(styles, pictures, &reference, &lost);
    if (has_file(&reference, "content.xml"))
        content = read_xml(&reference, "content.xml");
    if (error->kind != ERROR_NONE) /* a picture that is damaged too */
        return false;
    if (lost)
        warnings_add(document->warnings, 0,
                     _("een afbeelding van het referentiedocument gaat niet mee: alleen een PNG of JPEG die "
                       "in het document zelf zit. Vervang ze daar, als ze nodig is"));
    rename_styles(page->styles);
    const xmlNode *parent = part(page->styles, "office:styles");
    if (!odf_named(parent, "style:style", "Heading_20_1"))
        warnings_add(document->warnings, 0,
                     _("het referentiedocument heeft geen stijlen voor koppen (Kop 1, Kop 2): die krijgen "
                       "onze eigen opmaak. Welke stijlen je kunt opmaken, toont hgw-render "
                       "--print-reference-doc"));
    dom_set(odf_named(parent, "style:style", "Title"), "style:default-outline-level", NULL); /* it is no chapter */
    dom_set(dom_child(parent, "text:outline-style"), "style:name", "Outline");
    page->master_page = first_page(page->styles, content);
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
static void measure_page(struct odt_page *page) {
    const xmlNode *masters = part(page->styles, "office:master-styles");
    const xmlNode *master = odf_named(masters, "style:master-page", page->master_page ? page->master_page : "Standard");
    master = master ? master : dom_child(masters, "style:master-page");
    const xmlNode *layout = odf_named(part(page->styles, "office:automatic-styles"), "style:page-layout",
                                      dom_get(master, "style:page-layout-name"));
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
            text = odf_is(node, rows[i].fields) ? rows[i].text : text;
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
    AUTO(release_doc) xmlDocPtr more = NULL;
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
    if (!take_styles(document, page, pictures, error))
        return false;
    more = odf_read(&bytes, &mistake);
    add_styles(page->styles, more);
    measure_page(page);
    set_language(page->styles);
    fill_fields(page->styles, document, title);
    AUTO(mem_free) xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(page->styles, &text, &length, "UTF-8");
    buf_add(out, text, (size_t)length);
    return true;
}
