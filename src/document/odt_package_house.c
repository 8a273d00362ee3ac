#include "document/odt_package_house.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/memory.h"
#include "document/odt_package_carry.h"
#include "document/odt_package_reference.h"
#include "document/odt_package_styles.h"
#include "document/picture.h"
#include "xml/parse.h"

#include <stdlib.h>
#include <string.h>

enum { STYLES_MAX = 4 * 1024 * 1024 };

/* Reads one of our own style sheets. */
static xmlDocPtr read_own(const struct document *document, const char *name, struct error *error) {
    xmlDocPtr doc = NULL;
    struct buf bytes = BUF_EMPTY;
    char *path = datadir_find(document->datadir, name, error);
    if (path && file_read(path, STYLES_MAX, &bytes, error) && xml_parse(bytes.data, bytes.length, &doc) != HGW_XML_GOOD)
        error_at(error, ERROR_DATA, path, 0, 0, _("dit is geen goede XML"));
    buf_free(&bytes);
    free(path);
    return doc;
}

/* ---- a reference document */

struct collector {
    struct odt_house *house;
    const struct reference *reference;
    struct error *error; /* set when a file is damaged */
};

static void free_file(struct odt_file *file) {
    free(file->source);
    free(file->path);
    buf_free(&file->bytes);
}

/* PNG and JPEG, with nothing but what they are drawn from. */
static const char *look_at_picture(struct odt_file *file) {
    struct picture picture = {.bytes = file->bytes};
    enum picture_problem problem = picture_read(&picture, false);
    file->bytes = picture.bytes;
    file->media_type = picture.media_type;
    return problem == PICTURE_GOOD ? picture.extension : NULL;
}

/* TrueType and OpenType by the first bytes of the file (OpenType 1.9, "Organization of an OpenType Font"). */
static const char *look_at_font(struct odt_file *file) {
    static const struct {
        const char *start, *extension, *media_type;
    } kinds[] = {{"\0\1\0\0", "ttf", "application/x-font-ttf"},
                 {"true", "ttf", "application/x-font-ttf"},
                 {"ttcf", "ttc", "application/x-font-ttf"},
                 {"OTTO", "otf", "application/x-font-otf"}};
    for (size_t i = 0; file->bytes.length > 4 && i < sizeof kinds / sizeof *kinds; i++)
        if (memcmp(file->bytes.data, kinds[i].start, 4) == 0) {
            file->media_type = kinds[i].media_type;
            return kinds[i].extension;
        }
    return NULL;
}

/* Takes a file that the styles refer to into the house style; what it may not be is remembered too. */
static const char *take(void *data, const char *source, enum odt_file_kind kind) {
    struct collector *collector = data;
    struct odt_house *house = collector->house;
    for (size_t i = 0; i < house->file_count; i++)
        if (strcmp(house->files[i].source, source) == 0)
            return house->files[i].path;
    if (collector->error->kind != ERROR_NONE)
        return NULL;
    if (!reference_has(collector->reference, source))
        return NULL;
    house->files = mem_realloc(house->files, (house->file_count + 1) * sizeof *house->files);
    struct odt_file *file = &house->files[house->file_count++];
    *file = (struct odt_file){.source = mem_strdup(source)};
    const char *extension = NULL;
    if (reference_read(collector->reference, source, &file->bytes, collector->error))
        extension = (kind == ODT_FONT ? look_at_font : look_at_picture)(file);
    if (extension)
        file->path =
            text_format("%s/huis-%zu.%s", kind == ODT_FONT ? "Fonts" : "Pictures", house->file_count, extension);
    return file->path;
}

/* The text of a letterhead often starts on a page of its own: its first paragraph says which. */
static bool read_first_page(struct odt_house *house, const struct reference *reference, struct error *error) {
    if (!reference_has(reference, "content.xml"))
        return true;
    xmlDocPtr content = reference_read_xml(reference, "content.xml", error);
    if (!content)
        return false;
    house->master_page = odt_styles_first_page(house->styles, content);
    xmlFreeDoc(content);
    return true;
}

static bool read_styles(struct odt_house *house, const struct reference *reference, xmlDocPtr own,
                        struct warnings *warnings, struct error *error) {
    xmlDocPtr styles = reference_read_xml(reference, "styles.xml", error);
    if (!styles)
        return false;
    bool lost = false;
    struct collector collector = {house, reference, error};
    if (odt_is(styles, "document-styles"))
        house->styles = odt_carry(styles, take, &collector, &lost);
    else
        error_at(error, ERROR_DATA, reference->path, 0, 0,
                 _("in het referentiedocument is \"styles.xml\" geen stijlenbestand"));
    xmlFreeDoc(styles);
    if (error->kind != ERROR_NONE)
        return false;
    if (lost)
        warnings_add(warnings, 0,
                     _("een afbeelding van het referentiedocument gaat niet mee: alleen een PNG of JPEG die "
                       "in het document zelf zit. Vervang ze daar, als ze nodig is"));
    if (!odt_styles_rename(house->styles))
        warnings_add(warnings, 0,
                     _("het referentiedocument heeft geen stijlen voor koppen (Kop 1, Kop 2): die krijgen "
                       "onze eigen opmaak. Welke stijlen je kunt opmaken, toont hgw-render "
                       "--print-reference-doc"));
    odt_styles_add_missing(house->styles, own);
    return true;
}

static bool open_reference(struct odt_house *house, const struct document *document, xmlDocPtr own,
                           struct warnings *warnings, struct error *error) {
    struct reference reference;
    bool ok = reference_open(&reference, document->reference, error) &&
              read_styles(house, &reference, own, warnings, error) && read_first_page(house, &reference, error);
    reference_close(&reference);
    return ok;
}

/* ---- our own */

static bool enlarge(xmlDocPtr styles, const struct document *document, struct error *error) {
    xmlDocPtr large = read_own(document, "templates/odt/styles-groot.xml", error);
    if (large)
        odt_styles_replace(styles, large);
    xmlFreeDoc(large);
    return large != NULL;
}

static bool open_styles(struct odt_house *house, const struct document *document, struct warnings *warnings,
                        struct error *error) {
    xmlDocPtr own = read_own(document, "templates/odt/styles.xml", error);
    if (!own || !document->reference) {
        house->styles = own;
        return own && (!document->large || enlarge(own, document, error));
    }
    bool ok = open_reference(house, document, own, warnings, error);
    xmlFreeDoc(own);
    return ok;
}

bool odt_house_open(struct odt_house *house, const struct document *document, const char *title,
                    struct warnings *warnings, struct error *error) {
    *house = (struct odt_house){0};
    if (!open_styles(house, document, warnings, error))
        return false;
    odt_styles_room(house->styles, house->master_page, &house->page.width, &house->page.height);
    house->page.master_page = house->master_page;
    /* 11 pt or 14.5 pt and a little; another house may have a wider typeface. */
    house->page.em = document->reference ? 4.5 : document->large ? 5.3 : 4.05;
    odt_styles_fill(house->styles, document, title);
    return true;
}

void odt_house_free(struct odt_house *house) {
    xmlFreeDoc(house->styles);
    for (size_t i = 0; i < house->file_count; i++)
        free_file(&house->files[i]);
    free(house->files);
    free(house->master_page);
    *house = (struct odt_house){0};
}
