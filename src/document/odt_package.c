#include "base/file.h"
#include "base/unicode.h"
#include "document/odt.h"
#include "xml/xml_text.h"

#include <zip.h>

static const char media_type[] = "application/vnd.oasis.opendocument.text";

static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/* A file of the package. */
struct package_part {
    const char *path, *media_type;
    const struct buf *bytes;
    bool stored; /* it is compressed already */
};

/* ---- meta.xml (OpenDocument 1.3 part 3, section 4.3) */

void odt_add_element(struct buf *out, const char *element, const char *text) {
    if (!text || !*text)
        return;
    buf_printf(out, "<%s>", element);
    xml_add_string(out, text);
    buf_printf(out, "</%.*s>", (int)strcspn(element, " "), element);
}

static void make_meta(struct buf *out, const struct document *document, const char *title) {
    buf_add_string(out, xml_head);
    buf_add_string(out, "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                        "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "
                        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"><office:meta>"
                        "<meta:generator>hgw/" HGW_VERSION "</meta:generator>");
    odt_add_element(out, "dc:title", title);
    odt_add_element(out, "dc:subject", document->subject);
    for (const char *at = document->keywords ? document->keywords : ""; *(at += strspn(at, ", "));) {
        size_t length = strcspn(at, ",");
        char *keyword = mem_strndup(at, length);
        at += length;
        while (keyword[length - 1] == ' ')
            keyword[--length] = '\0';
        odt_add_element(out, "meta:keyword", keyword);
        free(keyword);
    }
    odt_add_element(out, "meta:initial-creator", document->creator);
    odt_add_element(out, "dc:creator", document->creator);
    buf_printf(out, "<meta:creation-date>%sT00:00:00</meta:creation-date><dc:date>%sT00:00:00</dc:date>",
               document->date, document->date);
    odt_add_element(out, "dc:language", document->lang ? document->lang : "nl-BE");
    odt_add_element(out, "meta:user-defined meta:name=\"" ODT_FOOTER_FIELD "\"", document->footer);
    buf_add_string(out, "</office:meta></office:document-meta>\n");
}

/* ---- META-INF/manifest.xml (OpenDocument 1.3 part 2, section 4) */

static void make_manifest(struct buf *out, const struct package_part *parts, size_t count) {
    buf_add_string(out, xml_head);
    buf_printf(out,
               "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
               "manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" "
               "manifest:version=\"1.3\" manifest:media-type=\"%s\"/>",
               media_type);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"%s\"/>", parts[i].path,
                   parts[i].media_type);
    buf_add_string(out, "</manifest:manifest>\n");
}

/* ---- the ZIP file: the same bytes for the same content */

/* Adds a file, in this place. What is small is stored too: there is little to win. */
static void add_file(zip_t *zip, const struct package_part *part) {
    enum { SMALL = 2048, EFFORT = 3 /* of 9, libzip's own choice: a sixth less work for an eighth more bytes */ };
    enum { DAY = 1 << 5 | 1 /* 1 January 1980, the first of a ZIP file: it says nothing, as in a document of Word */ };
    bool stored = part->stored || part->bytes->length < SMALL;
    const char *bytes = part->bytes->length ? part->bytes->data : "";
    zip_source_t *source = zip_source_buffer(zip, bytes, part->bytes->length, 0);
    zip_int64_t index = source ? zip_file_add(zip, part->path, source, ZIP_FL_ENC_GUESS) : -1;
    if (index < 0 ||
        zip_set_file_compression(zip, (zip_uint64_t)index, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, EFFORT) != 0 ||
        zip_file_set_dostime(zip, (zip_uint64_t)index, 0, DAY, 0) != 0)
        mem_out();
}

/* Adds a package to `out`: the media type first, the manifest last. */
static void add_package(struct buf *out, const struct package_part *parts, size_t count) {
    struct buf type = BUF_EMPTY, manifest = BUF_EMPTY;
    buf_add_string(&type, media_type);
    make_manifest(&manifest, parts, count);
    zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = memory ? zip_open_from_source(memory, ZIP_TRUNCATE, NULL) : NULL;
    if (!zip)
        mem_out();
    zip_source_keep(memory);
    add_file(zip, &(struct package_part){.path = "mimetype", .bytes = &type});
    for (size_t i = 0; i < count; i++)
        add_file(zip, &parts[i]);
    add_file(zip, &(struct package_part){.path = "META-INF/manifest.xml", .bytes = &manifest});
    zip_stat_t status;
    if (zip_close(zip) != 0 || zip_source_stat(memory, &status) != 0 || zip_source_open(memory) != 0)
        mem_out();
    buf_reserve(out, status.size);
    zip_int64_t got = zip_source_read(memory, out->data + out->length, status.size);
    if (got < 0 || (zip_uint64_t)got != status.size)
        mem_out();
    zip_source_close(memory);
    zip_source_free(memory);
    out->length += (size_t)got;
    out->data[out->length] = '\0';
    buf_free(&type);
    buf_free(&manifest);
}

/* ---- the whole */

bool odt_write(struct markdown *markdown, const struct document *document, struct buf *out, struct warnings *warnings,
               struct error *error) {
    enum { CONTENT, STYLES, META, COUNT };
    static const char *const names[] = {"content.xml", "styles.xml", "meta.xml"};
    struct odt_page page = {0};
    struct pictures pictures = PICTURES_EMPTY;
    struct buf xml[COUNT] = {BUF_EMPTY, BUF_EMPTY, BUF_EMPTY}, skeleton = BUF_EMPTY;
    char *title = markdown_document_title(markdown, document->title);
    xmlDocPtr house = house_styles(document, title, &page, &pictures, warnings, error);
    char *path = datadir_find(document->datadir, "templates/odt/content.xml", error);
    bool ok = house && path && file_read(path, 1024 * 1024, &skeleton, error) &&
              odt_content_write(markdown, document, &page, &skeleton, &pictures, &xml[CONTENT], warnings, error);
    markdown_free(markdown); /* the largest part by far: make room for the package */
    if (ok) {
        xmlChar *text = NULL;
        int length = 0;
        xmlDocDumpMemoryEnc(house, &text, &length, "UTF-8");
        buf_add(&xml[STYLES], text, (size_t)length);
        xmlFree(text);
        make_meta(&xml[META], document, title);
        size_t count = 0;
        struct package_part *parts = mem_calloc(COUNT + pictures.count, sizeof *parts);
        for (size_t i = 0; i < COUNT; i++) {
            printable_make(&xml[i], PRINTABLE_DOCUMENT);
            parts[count++] = (struct package_part){names[i], "text/xml", &xml[i], false};
        }
        for (size_t i = 0; i < pictures.count; i++) {
            const struct picture *picture = &pictures.items[i];
            if (picture->problem == PICTURE_GOOD)
                parts[count++] = (struct package_part){picture->path, picture->media_type, &picture->bytes, true};
        }
        add_package(out, parts, count);
        free(parts);
    }
    for (size_t i = 0; i < COUNT; i++)
        buf_free(&xml[i]);
    buf_free(&skeleton);
    xmlFreeDoc(house);
    pictures_free(&pictures);
    free(page.master_page);
    free(path);
    free(title);
    return ok;
}
