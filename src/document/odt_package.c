#include "document/odt.h"

#include <zip.h>

static const char media_type[] = "application/vnd.oasis.opendocument.text";

static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/* ---- the ZIP file: the same bytes for the same content */

/* Adds a file, in this place; the bytes are read when the package closes. What is small is stored, there is little to
 * win, and so are pictures, which are compressed already. `manifest` (OpenDocument 1.3 part 2, section 4) names it with
 * its type; NULL: it does not name this one. */
static void add_file(zip_t *zip, const char *path, const struct buf *bytes, const char *type, struct buf *manifest) {
    enum { SMALL = 2048, EFFORT = 3 /* of 9, libzip's own choice: a sixth less work for an eighth more bytes */ };
    enum { DAY = 1 << 5 | 1 /* 1 January 1980, the first of a ZIP file: it says nothing, as in a document of Word */ };
    bool stored = bytes->length < SMALL || (type && strncmp(type, "image/", 6) == 0);
    zip_source_t *source = zip_source_buffer(zip, bytes->length ? bytes->data : "", bytes->length, 0);
    zip_int64_t index = source ? zip_file_add(zip, path, source, ZIP_FL_ENC_GUESS) : -1;
    zip_uint64_t number = (zip_uint64_t)index;
    if (index < 0 || zip_set_file_compression(zip, number, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, EFFORT) != 0 ||
        zip_file_set_dostime(zip, number, 0, DAY, 0) != 0)
        mem_out();
    if (type)
        buf_printf(manifest, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"%s\"/>", path, type);
}

/* Adds the package with these files and the pictures to `out`. */
static void pack(const struct buf *content, const struct buf *styles, const struct buf *meta,
                 const struct pictures *pictures, struct buf *out) {
    AUTO(buf_free) struct buf type = BUF_EMPTY, manifest = BUF_EMPTY;
    zip_stat_t status;
    zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = memory ? zip_open_from_source(memory, ZIP_TRUNCATE, NULL) : NULL;
    if (!zip)
        mem_out();
    zip_source_keep(memory);
    buf_add_string(&type, media_type);
    add_file(zip, "mimetype", &type, NULL, NULL);
    buf_add_string(&manifest, xml_head);
    buf_printf(&manifest,
               "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
               "manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" "
               "manifest:version=\"1.3\" manifest:media-type=\"%s\"/>",
               media_type);
    add_file(zip, "content.xml", content, "text/xml", &manifest);
    add_file(zip, "styles.xml", styles, "text/xml", &manifest);
    add_file(zip, "meta.xml", meta, "text/xml", &manifest);
    for (const struct picture *picture = pictures->first; picture; picture = picture->next)
        if (!picture->problem)
            add_file(zip, picture->path, &picture->bytes, picture->media_type, &manifest);
    buf_add_string(&manifest, "</manifest:manifest>\n");
    add_file(zip, "META-INF/manifest.xml", &manifest, NULL, NULL);
    if (zip_close(zip) != 0 || zip_source_stat(memory, &status) != 0 || zip_source_open(memory) != 0)
        mem_out();
    buf_reserve(out, status.size);
    if (zip_source_read(memory, out->data + out->length, status.size) != (zip_int64_t)status.size)
        mem_out();
    zip_source_close(memory);
    zip_source_free(memory);
    out->length += status.size;
    out->data[out->length] = '\0';
}

/* ---- the whole */

static void page_free(struct odt_page *page) {
    free(page->master_page);
}

bool odt_write(struct markdown *markdown, const struct document *document, struct buf *out, struct error *error) {
    AUTO(page_free) struct odt_page page = {0};
    AUTO(pictures_free) struct pictures pictures = {0};
    AUTO(buf_free)
    struct buf text = BUF_EMPTY, widths = BUF_EMPTY, content = BUF_EMPTY, styles = BUF_EMPTY, meta = BUF_EMPTY;
    AUTO(mem_free) char *title = markdown_document_title(markdown);
    if (!house_styles(document, title, &page, &pictures, &styles, error) ||
        !document_fill(&meta, document, "templates/odt/meta.xml", title, NULL, NULL, error))
        return false;
    odt_content_write(markdown, document, &page, &text, &widths, &pictures);
    markdown_free(markdown); /* the largest part by far: make room for the package */
    if (!document_fill(&content, document, "templates/odt/content.xml", title, widths.data, &text, error))
        return false;
    printable_make(&content, PRINTABLE_DOCUMENT);
    printable_make(&styles, PRINTABLE_DOCUMENT);
    printable_make(&meta, PRINTABLE_DOCUMENT);
    pack(&content, &styles, &meta, &pictures, out);
    return true;
}
