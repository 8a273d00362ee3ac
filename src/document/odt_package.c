#include "document/odt_package.h"

#include "base/date.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/printable.h"
#include "document/markdown.h"
#include "document/odt_content.h"
#include "document/odt_package_house.h"
#include "document/odt_package_styles.h"
#include "document/odt_package_zip.h"
#include "xml/xml_text.h"

#include <stdlib.h>
#include <string.h>

static const char media_type[] = "application/vnd.oasis.opendocument.text";

static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/* ---- meta.xml (OpenDocument 1.3 part 3, section 4.3) */

static void add_meta(struct buf *out, const char *element, const char *text) {
    if (!text || !*text)
        return;
    buf_printf(out, "<%s>", element);
    xml_add_string(out, text);
    buf_printf(out, "</%s>", element);
}

static void add_keywords(struct buf *out, const char *keywords) {
    for (const char *at = keywords ? keywords : ""; *at;) {
        at += strspn(at, ", ");
        size_t length = strcspn(at, ",");
        size_t next = length;
        while (length > 0 && at[length - 1] == ' ')
            length--;
        if (length > 0) {
            buf_add_string(out, "<meta:keyword>");
            xml_add(out, at, length);
            buf_add_string(out, "</meta:keyword>");
        }
        at += next;
    }
}

static void make_meta(struct buf *out, const struct document *document, const char *title) {
    buf_add_string(out, xml_head);
    buf_add_string(out, "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                        "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "
                        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"><office:meta>"
                        "<meta:generator>hgw/" HGW_VERSION "</meta:generator>");
    add_meta(out, "dc:title", title);
    add_meta(out, "dc:subject", document->subject);
    add_keywords(out, document->keywords);
    add_meta(out, "meta:initial-creator", document->creator);
    add_meta(out, "dc:creator", document->creator);
    buf_printf(out, "<meta:creation-date>%sT00:00:00</meta:creation-date><dc:date>%sT00:00:00</dc:date>",
               document->date, document->date);
    add_meta(out, "dc:language", document->lang ? document->lang : "nl-BE");
    if (document->footer && *document->footer) {
        buf_add_string(out, "<meta:user-defined meta:name=\"" ODT_FOOTER_FIELD "\">");
        xml_add_string(out, document->footer);
        buf_add_string(out, "</meta:user-defined>");
    }
    buf_add_string(out, "</office:meta></office:document-meta>\n");
}

/* ---- META-INF/manifest.xml (OpenDocument 1.3 part 2, section 4) */

static void add_entry(struct buf *out, const char *path, const char *type) {
    buf_add_string(out, "<manifest:file-entry manifest:full-path=\"");
    xml_add_string(out, path);
    buf_add_string(out, "\" manifest:media-type=\"");
    xml_add_string(out, type);
    buf_add_string(out, "\"/>");
}

static void make_manifest(struct buf *out, const struct odt_house *house, const struct pictures *pictures) {
    buf_add_string(out, xml_head);
    buf_printf(out,
               "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
               "manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" "
               "manifest:version=\"1.3\" manifest:media-type=\"%s\"/>",
               media_type);
    add_entry(out, "content.xml", "text/xml");
    add_entry(out, "styles.xml", "text/xml");
    add_entry(out, "meta.xml", "text/xml");
    for (size_t i = 0; i < house->file_count; i++)
        if (house->files[i].path)
            add_entry(out, house->files[i].path, house->files[i].media_type);
    for (size_t i = 0; i < pictures->count; i++) {
        struct buf path = BUF_EMPTY;
        odt_picture_path(pictures, i, &path);
        add_entry(out, path.data, pictures->items[i].media_type);
        buf_free(&path);
    }
    buf_add_string(out, "</manifest:manifest>\n");
}

/* ---- the package */

/* The parts that are made here; `bytes` are freed with the job. */
struct job {
    struct odt_house house;
    struct pictures pictures;
    char *title;
    struct buf skeleton, content, styles, meta, manifest;
};

static bool read_skeleton(struct job *job, const struct document *document, struct error *error) {
    char *path = datadir_find(document->datadir, "templates/odt/content.xml", error);
    bool ok = path && file_read(path, 1024 * 1024, &job->skeleton, error);
    free(path);
    return ok;
}

static bool make_parts(struct job *job, struct markdown *markdown, const struct document *document,
                       struct warnings *warnings, struct error *error) {
    job->title = markdown_document_title(markdown, document->title);
    if (!odt_house_open(&job->house, document, job->title, warnings, error) || !read_skeleton(job, document, error) ||
        !odt_content_write(markdown, document, &job->house.page, &job->skeleton, &job->pictures, &job->content,
                           warnings, error))
        return false;
    markdown_free(markdown); /* the largest part by far: make room for the package */
    odt_dump(job->house.styles, &job->styles);
    make_meta(&job->meta, document, job->title);
    make_manifest(&job->manifest, &job->house, &job->pictures);
    return true;
}

static void add_parts(struct job *job, struct odt_zip *zip) {
    printable_make(&job->content, PRINTABLE_DOCUMENT);
    printable_make(&job->styles, PRINTABLE_DOCUMENT);
    printable_make(&job->meta, PRINTABLE_DOCUMENT);
    odt_zip_add(zip, "mimetype", media_type, sizeof media_type - 1, HGW_ZIP_STORED);
    odt_zip_add(zip, "content.xml", job->content.data, job->content.length, HGW_ZIP_DEFLATED);
    odt_zip_add(zip, "styles.xml", job->styles.data, job->styles.length, HGW_ZIP_DEFLATED);
    odt_zip_add(zip, "meta.xml", job->meta.data, job->meta.length, HGW_ZIP_DEFLATED);
    for (size_t i = 0; i < job->house.file_count; i++) {
        const struct odt_file *file = &job->house.files[i];
        if (file->path)
            odt_zip_add(zip, file->path, file->bytes.data, file->bytes.length, HGW_ZIP_DEFLATED);
    }
    for (size_t i = 0; i < job->pictures.count; i++) {
        struct buf path = BUF_EMPTY;
        const struct buf *bytes = &job->pictures.items[i].bytes;
        odt_picture_path(&job->pictures, i, &path);
        odt_zip_add(zip, path.data, bytes->data, bytes->length, HGW_ZIP_STORED);
        buf_free(&path);
    }
    odt_zip_add(zip, "META-INF/manifest.xml", job->manifest.data, job->manifest.length, HGW_ZIP_DEFLATED);
}

bool odt_write(struct markdown *markdown, const struct document *document, struct buf *out, struct warnings *warnings,
               struct error *error) {
    struct job job = {.pictures = PICTURES_EMPTY};
    struct odt_zip zip = {0};
    bool ok = make_parts(&job, markdown, document, warnings, error);
    if (ok) {
        odt_zip_open(&zip, document->date);
        add_parts(&job, &zip);
        odt_zip_close(&zip, out);
    }
    markdown_free(markdown);
    odt_house_free(&job.house);
    pictures_free(&job.pictures);
    free(job.title);
    struct buf *bufs[] = {&job.skeleton, &job.content, &job.styles, &job.meta, &job.manifest};
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        buf_free(bufs[i]);
    return ok;
}
