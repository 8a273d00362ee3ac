#include "document/odt.h"

#include <zlib.h>

static const char media_type[] = "application/vnd.oasis.opendocument.text";

static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/* ---- the ZIP file (APPNOTE.TXT of PKWARE, 4.3): the same bytes for the same content. With zlib alone: libzip loads
 * OpenSSL, a sixth of the time for 100 KB of Markdown. All is less than 4 GiB, as Markdown and pictures are limited. */

struct package {
    struct buf *out, directory, manifest;
    size_t count; /* of files */
};

/* Adds a number in this many bytes, the lowest first. */
static void add_number(struct buf *out, size_t number, size_t size) {
    for (; size > 0; size--, number >>= 8)
        buf_add_char(out, (char)(number & 0xFF));
}

/* Adds a file, in this place. What is small is stored, there is little to win, and so are pictures, which are
 * compressed already. The manifest (OpenDocument 1.3 part 2, section 4) names it with its type; NULL: it does not name
 * this one. */
static void add_file(struct package *package, const char *path, const struct buf *bytes, const char *type) {
    enum { SMALL = 2048, EFFORT = 3 /* of 9: a sixth less work than zlib's own choice for an eighth more bytes */ };
    enum { DAY = 1 << 5 | 1 /* 1 January 1980, the first of a ZIP file: it says nothing, as in a document of Word */ };
    enum { ZLIB_HEAD = 2, ZLIB_TAIL = 4 /* what zlib puts around what it packs: no part of a ZIP file */ };
    const bool stored = bytes->length < SMALL || (type && strncmp(type, "image/", 6) == 0);
    const Bytef *plain = (Bytef *)bytes->data;
    AUTO(buf_free) struct buf packed = BUF_EMPTY;
    struct buf *out = package->out, *line = &package->directory;
    uLongf room = compressBound(bytes->length);
    buf_reserve(&packed, stored ? 0 : room);
    if (!stored && compress2((Bytef *)packed.data, &room, plain, bytes->length, EFFORT) != Z_OK)
        mem_out();
    size_t begin = out->length, size = stored ? bytes->length : room - ZLIB_HEAD - ZLIB_TAIL;
    const size_t both[][2] = {/* the version that can read it; no flags */ {stored ? 10 : 20, 4},
                              /* the method; at midnight */ {stored ? 0 : 8, 4},
                              {DAY, 2},
                              {crc32(0, plain, (uInt)bytes->length), 4},
                              {size, 4},
                              {bytes->length, 4},
                              /* the name; nothing extra */ {strlen(path), 4}};
    add_number(out, ZIP_HEAD, 4);
    add_number(line, ZIP_ENTRY, 4);
    add_number(line, 0x033F, 2); /* made on Unix */
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        add_number(out, both[i][0], both[i][1]);
        add_number(line, both[i][0], both[i][1]);
    }
    buf_add_string(out, path);
    buf_add(out, stored ? bytes->data : packed.data + ZLIB_HEAD, size);
    add_number(line, 0, 6);          /* no comment, disk or kind */
    add_number(line, 0x81B60000, 4); /* all may read and write it */
    add_number(line, begin, 4);
    buf_add_string(line, path);
    package->count++;
    if (type)
        buf_printf(&package->manifest, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"%s\"/>",
                   path, type);
}

/* Makes the package of these files and the pictures. */
static void pack(const struct buf *content, const struct buf *styles, const struct buf *meta,
                 const struct pictures *pictures, struct buf *out) {
    struct package package = {out, BUF_EMPTY, BUF_EMPTY, 0};
    add_file(&package, "mimetype", &(struct buf){(char *)media_type, sizeof media_type - 1, 0}, NULL);
    buf_add_string(&package.manifest, xml_head);
    buf_printf(&package.manifest,
               "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
               "manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" "
               "manifest:version=\"1.3\" manifest:media-type=\"%s\"/>",
               media_type);
    add_file(&package, "content.xml", content, "text/xml");
    add_file(&package, "styles.xml", styles, "text/xml");
    add_file(&package, "meta.xml", meta, "text/xml");
    for (const struct picture *picture = pictures->first; picture; picture = picture->next)
        if (!picture->problem)
            add_file(&package, picture->path, &picture->bytes, picture->media_type);
    buf_add_string(&package.manifest, "</manifest:manifest>\n");
    add_file(&package, "META-INF/manifest.xml", &package.manifest, NULL);
    size_t directory = out->length;
    buf_add(out, package.directory.data, package.directory.length);
    add_number(out, ZIP_END, 4);
    add_number(out, 0, 4);                       /* the one disk */
    add_number(out, package.count * 0x10001, 4); /* on it, and in all */
    add_number(out, package.directory.length, 4);
    add_number(out, directory, 4);
    add_number(out, 0, 2); /* no comment */
    buf_free(&package.directory);
    buf_free(&package.manifest);
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
