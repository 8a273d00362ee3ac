#include "render/odt_package.h"

#include "base/date.h"
#include "base/fileio.h"
#include "base/lang.h"
#include "base/printable.h"
#include "render/markdown.h"
#include "render/odt_content.h"
#include "render/odt_package_house.h"
#include "render/odt_package_styles.h"
#include "render/odt_package_zip.h"
#include "render/xml_text.h"

#include <stdlib.h>
#include <string.h>

static const char media_type[] = "application/vnd.oasis.opendocument.text";

static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/* ---- meta.xml (OpenDocument 1.3 part 3, section 4.3) */

static void add_meta(struct hgw_buf *out, const char *element, const char *text) {
    if (!text || !*text)
        return;
    hgw_buf_printf(out, "<%s>", element);
    hgw_xml_add_string(out, text);
    hgw_buf_printf(out, "</%s>", element);
}

static void add_keywords(struct hgw_buf *out, const char *keywords) {
    for (const char *at = keywords ? keywords : ""; *at;) {
        at += strspn(at, ", ");
        size_t length = strcspn(at, ",");
        size_t next = length;
        while (length > 0 && at[length - 1] == ' ')
            length--;
        if (length > 0) {
            hgw_buf_add_string(out, "<meta:keyword>");
            hgw_xml_add(out, at, length);
            hgw_buf_add_string(out, "</meta:keyword>");
        }
        at += next;
    }
}

static void make_meta(struct hgw_buf *out, const struct hgw_document *document, const char *title) {
    hgw_buf_add_string(out, xml_head);
    hgw_buf_add_string(
        out, "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
             "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "
             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"><office:meta>"
             "<meta:generator>hgw/" HGW_VERSION "</meta:generator>");
    add_meta(out, "dc:title", title);
    add_meta(out, "dc:subject", document->subject);
    add_keywords(out, document->keywords);
    add_meta(out, "meta:initial-creator", document->creator);
    add_meta(out, "dc:creator", document->creator);
    hgw_buf_printf(out, "<meta:creation-date>%sT00:00:00</meta:creation-date><dc:date>%sT00:00:00</dc:date>",
                   document->date, document->date);
    add_meta(out, "dc:language", document->lang ? document->lang : "nl-BE");
    if (document->footer && *document->footer) {
        hgw_buf_add_string(out, "<meta:user-defined meta:name=\"" HGW_ODT_FOOTER_FIELD "\">");
        hgw_xml_add_string(out, document->footer);
        hgw_buf_add_string(out, "</meta:user-defined>");
    }
    hgw_buf_add_string(out, "</office:meta></office:document-meta>\n");
}

/* ---- META-INF/manifest.xml (OpenDocument 1.3 part 2, section 4) */

static void add_entry(struct hgw_buf *out, const char *path, const char *type) {
    hgw_buf_add_string(out, "<manifest:file-entry manifest:full-path=\"");
    hgw_xml_add_string(out, path);
    hgw_buf_add_string(out, "\" manifest:media-type=\"");
    hgw_xml_add_string(out, type);
    hgw_buf_add_string(out, "\"/>");
}

static void make_manifest(struct hgw_buf *out, const struct hgw_odt_house *house,
                          const struct hgw_pictures *pictures) {
    hgw_buf_add_string(out, xml_head);
    hgw_buf_printf(out,
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
        struct hgw_buf path = HGW_BUF_EMPTY;
        hgw_odt_picture_path(pictures, i, &path);
        add_entry(out, path.data, pictures->items[i].media_type);
        hgw_buf_free(&path);
    }
    hgw_buf_add_string(out, "</manifest:manifest>\n");
}

/* ---- the package */

/* The parts that are made here; `bytes` are freed with the job. */
struct job {
    struct hgw_odt_house house;
    struct hgw_pictures pictures;
    char *title;
    struct hgw_buf skeleton, content, styles, meta, manifest;
};

static bool read_skeleton(struct job *job, const struct hgw_document *document, struct hgw_error *error) {
    char *path = hgw_datadir_find(document->datadir, "templates/odt/content.xml", error);
    bool ok = path && hgw_file_read(path, 1024 * 1024, &job->skeleton, error);
    free(path);
    return ok;
}

static bool make_parts(struct job *job, struct hgw_markdown *markdown, const struct hgw_document *document,
                       struct hgw_warnings *warnings, struct hgw_error *error) {
    job->title = hgw_markdown_document_title(markdown, document->title);
    if (!hgw_odt_house_open(&job->house, document, job->title, warnings, error) ||
        !read_skeleton(job, document, error) ||
        !hgw_odt_content_write(markdown, document, &job->house.page, &job->skeleton, &job->pictures,
                               &job->content, warnings, error))
        return false;
    hgw_markdown_free(markdown); /* the largest part by far: make room for the package */
    hgw_odt_dump(job->house.styles, &job->styles);
    make_meta(&job->meta, document, job->title);
    make_manifest(&job->manifest, &job->house, &job->pictures);
    return true;
}

static void add_parts(struct job *job, struct hgw_zip *zip) {
    hgw_printable_make(&job->content, HGW_PRINTABLE_DOCUMENT);
    hgw_printable_make(&job->styles, HGW_PRINTABLE_DOCUMENT);
    hgw_printable_make(&job->meta, HGW_PRINTABLE_DOCUMENT);
    hgw_zip_add(zip, "mimetype", media_type, sizeof media_type - 1, HGW_ZIP_STORED);
    hgw_zip_add(zip, "content.xml", job->content.data, job->content.length, HGW_ZIP_DEFLATED);
    hgw_zip_add(zip, "styles.xml", job->styles.data, job->styles.length, HGW_ZIP_DEFLATED);
    hgw_zip_add(zip, "meta.xml", job->meta.data, job->meta.length, HGW_ZIP_DEFLATED);
    for (size_t i = 0; i < job->house.file_count; i++) {
        const struct hgw_odt_file *file = &job->house.files[i];
        if (file->path)
            hgw_zip_add(zip, file->path, file->bytes.data, file->bytes.length, HGW_ZIP_DEFLATED);
    }
    for (size_t i = 0; i < job->pictures.count; i++) {
        struct hgw_buf path = HGW_BUF_EMPTY;
        const struct hgw_buf *bytes = &job->pictures.items[i].bytes;
        hgw_odt_picture_path(&job->pictures, i, &path);
        hgw_zip_add(zip, path.data, bytes->data, bytes->length, HGW_ZIP_STORED);
        hgw_buf_free(&path);
    }
    hgw_zip_add(zip, "META-INF/manifest.xml", job->manifest.data, job->manifest.length, HGW_ZIP_DEFLATED);
}

bool hgw_odt_write(struct hgw_markdown *markdown, const struct hgw_document *document, struct hgw_buf *out,
                   struct hgw_warnings *warnings, struct hgw_error *error) {
    struct job job = {.pictures = HGW_PICTURES_EMPTY};
    struct hgw_zip zip = {0};
    bool ok = make_parts(&job, markdown, document, warnings, error);
    if (ok) {
        hgw_zip_open(&zip, document->date);
        add_parts(&job, &zip);
        hgw_zip_close(&zip, out);
    }
    hgw_markdown_free(markdown);
    hgw_odt_house_free(&job.house);
    hgw_pictures_free(&job.pictures);
    free(job.title);
    struct hgw_buf *bufs[] = {&job.skeleton, &job.content, &job.styles, &job.meta, &job.manifest};
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        hgw_buf_free(bufs[i]);
    return ok;
}
