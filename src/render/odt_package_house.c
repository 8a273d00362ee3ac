#include "render/odt_package_house.h"

#include "base/fileio.h"
#include "base/lang.h"
#include "base/memory.h"
#include "render/odt_package_clean.h"
#include "render/odt_package_reference.h"
#include "render/odt_package_styles.h"
#include "render/picture.h"
#include "render/safe_xml.h"

#include <stdlib.h>
#include <string.h>

enum { STYLES_MAX = 4 * 1024 * 1024 };

/* Reads one of our own style sheets. */
static xmlDocPtr read_own(const struct hgw_document *document, const char *name, struct hgw_error *error) {
    xmlDocPtr doc = NULL;
    struct hgw_buf bytes = HGW_BUF_EMPTY;
    char *path = hgw_datadir_find(document->datadir, name, error);
    if (path && hgw_file_read(path, STYLES_MAX, &bytes, error) &&
        hgw_xml_parse(bytes.data, bytes.length, &doc) != HGW_XML_GOOD)
        hgw_error_at(error, HGW_ERROR_DATA, path, 0, 0, _("dit is geen goede XML"));
    hgw_buf_free(&bytes);
    free(path);
    return doc;
}

/* ---- a reference document */

struct collector {
    struct hgw_odt_house *house;
    const struct hgw_reference *reference;
    struct hgw_error *error; /* set when memory is out, or a file is damaged */
};

static struct hgw_odt_file *find_file(const struct hgw_odt_house *house, const char *name) {
    for (size_t i = 0; i < house->file_count; i++)
        if (strcmp(house->files[i].name, name) == 0)
            return &house->files[i];
    return NULL;
}

static void free_file(struct hgw_odt_file *file) {
    free(file->name);
    free(file->media_type);
    hgw_buf_free(&file->bytes);
}

/* A picture tells nothing beside what it shows, as in the text. False for one that is XML, such as SVG. */
static bool clean(struct hgw_odt_file *file) {
    struct hgw_picture picture = {0};
    hgw_buf_add(&picture.bytes, file->bytes.data, file->bytes.length);
    if (hgw_picture_read(&picture) != HGW_PICTURE_GOOD) {
        hgw_buf_free(&picture.bytes);
        return !memchr(file->bytes.length ? file->bytes.data : "", '<',
                       file->bytes.length < 4 ? file->bytes.length : 4);
    }
    hgw_buf_free(&file->bytes);
    file->bytes = picture.bytes;
    return true;
}

/* Reads a file of the package into `file`. False when it may not be kept, or cannot: then `error` is set. */
static bool read_file(const struct hgw_reference *reference, const char *name, struct hgw_odt_file *file,
                      struct hgw_error *error) {
    file->name = mem_strdup(name);
    file->media_type = hgw_reference_media_type(reference, name);
    if (!file->name || !file->media_type)
        return hgw_error_memory(error);
    return hgw_reference_read(reference, name, &file->bytes, error) && clean(file);
}

/* True for a file in a directory that holds pictures or fonts: LibreOffice has Pictures and Fonts, Word has
 * media. Anything may be called a picture by what refers to it; where macros, menus, signatures and the parts
 * of the document itself are kept, nothing is one. */
static bool may_be_kept(const char *name) {
    static const char *const directories[] = {"Pictures/", "Fonts/", "media/"};
    for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
        if (strncmp(name, directories[i], strlen(directories[i])) == 0)
            return true;
    return false;
}

/* Takes a file that styles.xml refers to into the house style. */
static bool collect(void *data, const char *name) {
    struct collector *collector = data;
    struct hgw_odt_house *house = collector->house;
    if (find_file(house, name))
        return true;
    if (collector->error->kind != HGW_ERROR_NONE || !may_be_kept(name) ||
        !hgw_reference_has(collector->reference, name))
        return false;
    struct hgw_odt_file *files = mem_realloc(house->files, (house->file_count + 1) * sizeof *files);
    if (!files)
        return hgw_error_memory(collector->error);
    house->files = files;
    struct hgw_odt_file file = {NULL, NULL, HGW_BUF_EMPTY};
    if (!read_file(collector->reference, name, &file, collector->error)) {
        free_file(&file);
        return false;
    }
    files[house->file_count++] = file;
    return true;
}

static bool keep_none(void *data, const char *name) {
    (void)data;
    (void)name;
    return false;
}

static bool read_settings(struct hgw_odt_house *house, const struct hgw_reference *reference,
                          struct hgw_error *error) {
    if (!hgw_reference_has(reference, "settings.xml"))
        return true;
    xmlDocPtr settings = hgw_reference_read_xml(reference, "settings.xml", error);
    if (!settings)
        return false;
    hgw_odt_clean(settings, keep_none, NULL);
    bool ok = !hgw_odt_is(settings, "document-settings") || hgw_odt_dump(settings, &house->settings);
    xmlFreeDoc(settings);
    return ok || hgw_error_memory(error);
}

/* The text of a letterhead often starts on a page of its own: its first paragraph says which. */
static bool read_first_page(struct hgw_odt_house *house, const struct hgw_reference *reference,
                            struct hgw_error *error) {
    if (!hgw_reference_has(reference, "content.xml"))
        return true;
    xmlDocPtr content = hgw_reference_read_xml(reference, "content.xml", error);
    if (!content)
        return false;
    bool ok = hgw_odt_styles_first_page(house->styles, content, &house->master_page);
    xmlFreeDoc(content);
    return ok || hgw_error_memory(error);
}

static bool read_styles(struct hgw_odt_house *house, const struct hgw_reference *reference, xmlDocPtr own,
                        struct hgw_error *error) {
    house->styles = hgw_reference_read_xml(reference, "styles.xml", error);
    if (!house->styles)
        return false;
    if (!hgw_odt_is(house->styles, "document-styles"))
        return hgw_error_at(error, HGW_ERROR_DATA, reference->path, 0, 0,
                            _("in het referentiedocument is \"styles.xml\" geen stijlenbestand"));
    struct collector collector = {house, reference, error};
    hgw_odt_clean(house->styles, collect, &collector);
    return error->kind == HGW_ERROR_NONE &&
           (hgw_odt_styles_add_missing(house->styles, own) || hgw_error_memory(error));
}

static bool open_reference(struct hgw_odt_house *house, const struct hgw_document *document, xmlDocPtr own,
                           struct hgw_error *error) {
    struct hgw_reference reference;
    bool ok = hgw_reference_open(&reference, document->reference, error) &&
              read_styles(house, &reference, own, error) && read_settings(house, &reference, error) &&
              read_first_page(house, &reference, error);
    hgw_reference_close(&reference);
    return ok;
}

/* ---- our own */

static bool enlarge(xmlDocPtr styles, const struct hgw_document *document, struct hgw_error *error) {
    xmlDocPtr large = read_own(document, "templates/odt/styles-groot.xml", error);
    bool ok = large && (hgw_odt_styles_replace(styles, large) || hgw_error_memory(error));
    xmlFreeDoc(large);
    return ok;
}

static bool open_styles(struct hgw_odt_house *house, const struct hgw_document *document,
                        struct hgw_error *error) {
    xmlDocPtr own = read_own(document, "templates/odt/styles.xml", error);
    if (!own || !document->reference) {
        house->styles = own;
        return own && (!document->large || enlarge(own, document, error));
    }
    bool ok = open_reference(house, document, own, error);
    xmlFreeDoc(own);
    return ok;
}

/* A beginning for the names of our pictures that no file of the reference document has. */
static bool choose_prefix(struct hgw_odt_house *house) {
    struct hgw_buf prefix = HGW_BUF_EMPTY;
    hgw_buf_add_string(&prefix, "Pictures/hgw-");
    for (size_t i = 0; !prefix.failed && i < house->file_count; i++)
        if (strncmp(house->files[i].name, prefix.data, prefix.length) == 0) {
            hgw_buf_add_char(&prefix, '-');
            i = (size_t)-1; /* look at all of them again */
        }
    house->prefix = hgw_buf_steal(&prefix);
    house->page.pictures = house->prefix;
    return house->prefix;
}

bool hgw_odt_house_open(struct hgw_odt_house *house, const struct hgw_document *document, const char *title,
                        struct hgw_error *error) {
    *house = (struct hgw_odt_house){0};
    if (!open_styles(house, document, error))
        return false;
    hgw_odt_styles_room(house->styles, house->master_page, &house->page.width, &house->page.height);
    house->page.master_page = house->master_page;
    /* 11 pt or 14.5 pt and a little; another house may have a wider typeface. */
    house->page.em = document->reference ? 4.5 : document->large ? 5.3 : 4.05;
    return (choose_prefix(house) && hgw_odt_styles_fill(house->styles, document, title)) ||
           hgw_error_memory(error);
}

void hgw_odt_house_free(struct hgw_odt_house *house) {
    xmlFreeDoc(house->styles);
    hgw_buf_free(&house->settings);
    for (size_t i = 0; i < house->file_count; i++)
        free_file(&house->files[i]);
    free(house->files);
    free(house->master_page);
    free(house->prefix);
    *house = (struct hgw_odt_house){0};
}
