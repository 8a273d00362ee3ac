/* reference and picture: a reference document, or a picture, that becomes part of an ODT (or a page). */
#include "fuzz.h"

#include "render/html.h"
#include "render/odt_package.h"
#include "render/odt_package_zip.h"
#include "render/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MANIFEST                                                                                             \
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"              \
    "<manifest:file-entry manifest:full-path=\"Pictures/logo.png\" manifest:media-type=\"image/png\"/>"      \
    "</manifest:manifest>"

/* An ODT with these bytes as one of its files. libFuzzer would never guess their checksum. */
static struct hgw_buf package(const char *name, struct hgw_fuzz_input input) {
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
    struct hgw_zip zip;
    struct hgw_buf out = HGW_BUF_EMPTY, styles = hgw_fuzz_file("templates/odt/styles.xml"),
                   content = hgw_fuzz_file("templates/odt/content.xml");
    hgw_zip_open(&zip, "2026-11-24");
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        const char *entry = entries[i].name, *bytes = entries[i].bytes;
        if (strcmp(entry, "styles.xml") == 0)
            bytes = styles.data;
        else if (strcmp(entry, "content.xml") == 0)
            bytes = content.data;
        if (strcmp(entry, name) == 0)
            hgw_zip_add(&zip, entry, input.bytes, input.length, HGW_ZIP_STORED);
        else if (bytes)
            hgw_zip_add(&zip, entry, bytes, strlen(bytes), HGW_ZIP_STORED);
    }
    hgw_zip_close(&zip, &out);
    hgw_buf_free(&styles);
    hgw_buf_free(&content);
    return out;
}

static const char text[] = "# Titel\n\ntekst *a* **b** `c` [d](https://e.be)\n\n> citaat\n\n- a\n  1. b\n\n"
                           "| a | b |\n|--:|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n---\n\n## Twee\n";

void hgw_fuzz_reference(struct hgw_fuzz_input input) {
    static const char *const names[] = {NULL, "styles.xml", "content.xml", "META-INF/manifest.xml"};
    const char *name = names[hgw_fuzz_choose(&input, sizeof names / sizeof *names)];
    struct hgw_buf made = HGW_BUF_EMPTY, out = HGW_BUF_EMPTY;
    if (name)
        made = package(name, input);
    struct hgw_fuzz_memory file =
        name ? hgw_fuzz_memory(made.data, made.length) : hgw_fuzz_memory(input.bytes, input.length);
    struct hgw_document document = {.date = "2026-11-24",
                                    .footer = "vertrouwelijk",
                                    .reference = file.path,
                                    .datadir = hgw_fuzz_datadir()};
    struct hgw_warnings warnings = HGW_WARNINGS_EMPTY;
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_markdown tree;
    bool done = hgw_markdown_parse(&tree, text, sizeof text - 1, NULL, &error) &&
                hgw_odt_write(&tree, &document, &out, &warnings, &error);
    hgw_markdown_free(&tree);
    hgw_fuzz_expect_error(done, &error);
    if (done)
        hgw_fuzz_check_odt(&out);
    close(file.fd);
    hgw_warnings_free(&warnings);
    hgw_buf_free(&made);
    hgw_buf_free(&out);
}

/* What was read once has nothing more to lose. */
static void expect_clean(struct hgw_fuzz_input input) {
    struct hgw_picture once = {0}, twice = {0};
    hgw_buf_add(&once.bytes, input.bytes, input.length);
    if (hgw_picture_read(&once) == HGW_PICTURE_GOOD) {
        hgw_buf_add(&twice.bytes, once.bytes.data, once.bytes.length);
        hgw_fuzz_expect(hgw_picture_read(&twice) == HGW_PICTURE_GOOD, "a clean picture is good");
        hgw_fuzz_expect(twice.bytes.length == once.bytes.length && twice.turned == once.turned &&
                            memcmp(twice.bytes.data, once.bytes.data, once.bytes.length) == 0,
                        "a clean picture is clean");
    }
    hgw_buf_free(&once.bytes);
    hgw_buf_free(&twice.bytes);
}

void hgw_fuzz_picture(struct hgw_fuzz_input input) {
    bool html = hgw_fuzz_choose(&input, 2) == 1;
    expect_clean(input);
    char directory[] = "/tmp/hgw-fuzz-XXXXXX";
    hgw_fuzz_expect(mkdtemp(directory) != NULL, "a directory");
    char *path = hgw_format("%s/p", directory);
    FILE *file = fopen(path, "wb");
    hgw_fuzz_expect(file && fwrite(input.bytes, 1, input.length, file) == input.length && fclose(file) == 0,
                    "a file");
    const char *const resources[] = {directory};
    struct hgw_document document = {
        .date = "2026-11-24", .resources = resources, .resource_count = 1, .datadir = hgw_fuzz_datadir()};
    static const char markdown[] = "# T\n\na ![tekst](p) b\n";
    struct hgw_buf out = HGW_BUF_EMPTY;
    struct hgw_warnings warnings = HGW_WARNINGS_EMPTY;
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_markdown tree;
    bool done = hgw_markdown_parse(&tree, markdown, sizeof markdown - 1, NULL, &error) &&
                (html ? hgw_html_write : hgw_odt_write)(&tree, &document, &out, &warnings, &error);
    hgw_fuzz_expect(done, hgw_error_text(&error));
    (html ? hgw_fuzz_check_html : hgw_fuzz_check_odt)(&out);
    unlink(path);
    rmdir(directory);
    free(path);
    hgw_warnings_free(&warnings);
    hgw_buf_free(&out);
}
