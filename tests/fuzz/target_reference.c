/* reference and picture: a reference document, or a picture, that becomes part of an ODT (or a page). */
#include "fuzz.h"

#include "document/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#define MANIFEST                                                                                                       \
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"                        \
    "<manifest:file-entry manifest:full-path=\"Pictures/logo.png\" manifest:media-type=\"image/png\"/>"                \
    "</manifest:manifest>"

/* An ODT with these bytes as one of its files. libFuzzer would never guess their checksum. */
static struct buf package(const char *name, struct fuzz_input input) {
    static const struct {
        const char *name, *bytes;
    } entries[] = {
        {"mimetype", "application/vnd.oasis.opendocument.text"},
        {"content.xml", NULL},
        {"styles.xml", NULL},
        {"meta.xml", NULL},
        {"Pictures/logo.png", "x"},
        {"META-INF/manifest.xml", MANIFEST},
    };
    struct buf out = BUF_EMPTY, styles = fuzz_file("templates/odt/styles.xml"),
               content = fuzz_file("templates/odt/content.xml");
    zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(memory, ZIP_TRUNCATE, NULL);
    zip_source_keep(memory);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        const char *entry = entries[i].name, *bytes = entries[i].bytes;
        if (strcmp(entry, "styles.xml") == 0)
            bytes = styles.data;
        else if (strcmp(entry, "content.xml") == 0)
            bytes = content.data;
        size_t length = bytes ? strlen(bytes) : 0;
        if (strcmp(entry, name) == 0) {
            bytes = input.bytes;
            length = input.length;
        }
        if (bytes)
            zip_set_file_compression(
                zip, (zip_uint64_t)zip_file_add(zip, entry, zip_source_buffer(zip, bytes, length, 0), 0), ZIP_CM_STORE,
                0);
    }
    zip_stat_t status;
    fuzz_expect(zip_close(zip) == 0 && zip_source_stat(memory, &status) == 0 && zip_source_open(memory) == 0,
                "a package");
    buf_reserve(&out, status.size);
    out.length = (size_t)zip_source_read(memory, out.data, status.size);
    zip_source_close(memory);
    zip_source_free(memory);
    buf_free(&styles);
    buf_free(&content);
    return out;
}

static const char text[] = "# Titel\n\ntekst *a* **b** `c` [d](https://e.be)\n\n> citaat\n\n- a\n  1. b\n\n"
                           "| a | b |\n|--:|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n---\n\n## Twee\n";

void fuzz_reference(struct fuzz_input input) {
    static const char *const names[] = {NULL, "styles.xml", "content.xml", "META-INF/manifest.xml"};
    const char *name = names[fuzz_choose(&input, sizeof names / sizeof *names)];
    struct buf made = BUF_EMPTY, out = BUF_EMPTY;
    if (name)
        made = package(name, input);
    struct fuzz_memory file = name ? fuzz_memory(made.data, made.length) : fuzz_memory(input.bytes, input.length);
    struct warnings warnings = {0};
    struct document document = {
        .date = "2026-11-24", .reference = file.path, .datadir = fuzz_datadir(), .warnings = &warnings};
    struct error error = ERROR_EMPTY;
    struct markdown tree;
    markdown_parse(&tree, text, sizeof text - 1);
    bool done = odt_write(&tree, &document, &out, &error);
    markdown_free(&tree);
    fuzz_expect_error(done, &error);
    if (done)
        fuzz_check_odt(&out);
    close(file.fd);
    warnings_free(&warnings);
    buf_free(&made);
    buf_free(&out);
}

/* What was read once has nothing more to lose. */
static void expect_clean(struct fuzz_input input, bool turn) {
    struct picture once = {0}, twice = {0};
    struct buf file = BUF_EMPTY;
    buf_add(&file, input.bytes, input.length);
    if (!picture_read(&once, &file, turn)) {
        fuzz_expect(!picture_read(&twice, &once.bytes, turn), "a clean picture is good");
        fuzz_expect(twice.bytes.length == once.bytes.length &&
                        memcmp(twice.bytes.data, once.bytes.data, once.bytes.length) == 0,
                    "a clean picture is clean");
    }
    buf_free(&file);
    buf_free(&once.bytes);
    buf_free(&twice.bytes);
}

void fuzz_picture(struct fuzz_input input) {
    bool html = fuzz_choose(&input, 2) == 1;
    expect_clean(input, html);
    char directory[] = "/tmp/hgw-fuzz-XXXXXX";
    fuzz_expect(mkdtemp(directory) != NULL, "a directory");
    char *path = text_format("%s/p", directory);
    FILE *file = fopen(path, "wb");
    fuzz_expect(file && fwrite(input.bytes, 1, input.length, file) == input.length && fclose(file) == 0, "a file");
    const char *const resources[] = {directory};
    struct warnings warnings = {0};
    struct document document = {.date = "2026-11-24",
                                .resources = resources,
                                .resource_count = 1,
                                .datadir = fuzz_datadir(),
                                .warnings = &warnings};
    static const char markdown[] = "# T\n\na ![tekst](p) b\n";
    struct buf out = BUF_EMPTY;
    struct error error = ERROR_EMPTY;
    struct markdown tree;
    markdown_parse(&tree, markdown, sizeof markdown - 1);
    bool done = (html ? html_write : odt_write)(&tree, &document, &out, &error);
    fuzz_expect(done, error_text(&error));
    (html ? fuzz_check_html : fuzz_check_odt)(&out);
    markdown_free(&tree);
    unlink(path);
    rmdir(directory);
    free(path);
    warnings_free(&warnings);
    buf_free(&out);
}
