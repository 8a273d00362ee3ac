#include "fuzz.h"

#include "base/fileio.h"

#include <libxml/parser.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct hgw_fuzz_target targets[] = {
    {"case", hgw_fuzz_case},
    {"rules", hgw_fuzz_rules},
    {"template", hgw_fuzz_template},
    {"markdown", hgw_fuzz_markdown},
    {"escape", hgw_fuzz_escape},
    {"prose", hgw_fuzz_prose},
    {"reference", hgw_fuzz_reference},
    {"picture", hgw_fuzz_picture},
    {"language", hgw_fuzz_language},
    {"new", hgw_fuzz_new},
    {"text", hgw_fuzz_text},
    {"gcc", hgw_fuzz_gcc},
    {"json", hgw_fuzz_json},
    {"sarif", hgw_fuzz_sarif},
    {"md", hgw_fuzz_md},
    {"render-md", hgw_fuzz_render_md},
    {"render-html", hgw_fuzz_render_html},
    {"render-odt", hgw_fuzz_render_odt},
};

const struct hgw_fuzz_target *hgw_fuzz_find(const char *name) {
    setlocale(LC_CTYPE, "C.UTF-8"); /* as hgw_process_start does */
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        if (strcmp(targets[i].name, name) == 0)
            return &targets[i];
    fprintf(stderr, "there is no fuzz target '%s'\n", name);
    exit(2);
}

unsigned hgw_fuzz_choose(struct hgw_fuzz_input *input, unsigned choices) {
    if (input->length == 0)
        return 0;
    input->length--;
    return (unsigned char)*input->bytes++ % choices;
}

void hgw_fuzz_expect(bool holds, const char *what) {
    if (holds)
        return;
    fprintf(stderr, "fuzz: this does not hold: %s\n", what);
    abort();
}

const struct hgw_datadir *hgw_fuzz_datadir(void) {
    static struct hgw_datadir datadir;
    if (datadir.count == 0)
        hgw_datadir_open(&datadir, NULL);
    return &datadir;
}

struct hgw_buf hgw_fuzz_file(const char *name) {
    struct hgw_buf bytes = HGW_BUF_EMPTY;
    struct hgw_error error = HGW_ERROR_EMPTY;
    char *path = hgw_datadir_find(hgw_fuzz_datadir(), name, &error);
    hgw_fuzz_expect(path && hgw_file_read(path, 1 << 24, &bytes, &error), name);
    free(path);
    return bytes;
}

struct hgw_fuzz_memory hgw_fuzz_memory(const char *bytes, size_t length) {
    struct hgw_fuzz_memory file = {memfd_create("fuzz", 0), ""};
    hgw_fuzz_expect(file.fd >= 0 && write(file.fd, bytes, length) == (ssize_t)length &&
                        lseek(file.fd, 0, SEEK_SET) == 0,
                    "a file in memory");
    snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd);
    return file;
}

void hgw_fuzz_expect_error(bool done, struct hgw_error *error) {
    hgw_fuzz_expect(done == (error->kind == HGW_ERROR_NONE),
                    "an error where something failed, and only there");
    hgw_error_clear(error);
}

xmlDocPtr hgw_fuzz_xml(const char *what, const char *bytes, size_t length) {
    xmlDocPtr doc = xmlReadMemory(bytes, (int)length, what, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    hgw_fuzz_expect(doc != NULL, what);
    return doc;
}
