#include "fuzz.h"

#include "base/file.h"

#include <libxml/parser.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct fuzz_target targets[] = {
    {"case", fuzz_case},
    {"rules", fuzz_rules},
    {"template", fuzz_template},
    {"markdown", fuzz_markdown},
    {"escape", fuzz_escape},
    {"prose", fuzz_prose},
    {"reference", fuzz_reference},
    {"picture", fuzz_picture},
    {"language", fuzz_language},
    {"new", fuzz_new},
    {"messages", fuzz_messages},
    {"lsp", fuzz_lsp},
    {"text", fuzz_text},
    {"gcc", fuzz_gcc},
    {"json", fuzz_json},
    {"sarif", fuzz_sarif},
    {"md", fuzz_md},
    {"render-md", fuzz_render_md},
    {"render-html", fuzz_render_html},
    {"render-odt", fuzz_render_odt},
};

const struct fuzz_target *fuzz_find(const char *name) {
    setlocale(LC_CTYPE, "C.UTF-8"); /* as process_start does */
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        if (strcmp(targets[i].name, name) == 0)
            return &targets[i];
    fprintf(stderr, "there is no fuzz target '%s'\n", name);
    exit(2);
}

unsigned fuzz_choose(struct fuzz_input *input, unsigned choices) {
    if (input->length == 0)
        return 0;
    input->length--;
    return (unsigned char)*input->bytes++ % choices;
}

void fuzz_expect(bool holds, const char *what) {
    if (holds)
        return;
    fprintf(stderr, "fuzz: this does not hold: %s\n", what);
    abort();
}

const struct datadir *fuzz_datadir(void) {
    static struct datadir datadir;
    if (datadir.directories.count == 0)
        datadir_open(&datadir, NULL);
    return &datadir;
}

struct buf fuzz_file(const char *name) {
    struct buf bytes = BUF_EMPTY;
    struct error error = ERROR_EMPTY;
    char *path = datadir_find(fuzz_datadir(), name, &error);
    fuzz_expect(path && file_read(path, 1 << 24, &bytes, &error), name);
    free(path);
    return bytes;
}

struct fuzz_memory fuzz_memory(const char *bytes, size_t length) {
    struct fuzz_memory file = {memfd_create("fuzz", 0), ""};
    fuzz_expect(file.fd >= 0 && write(file.fd, bytes, length) == (ssize_t)length && lseek(file.fd, 0, SEEK_SET) == 0,
                "a file in memory");
    snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd);
    return file;
}

void fuzz_expect_error(bool done, struct error *error) {
    fuzz_expect(done == (error->kind == ERROR_NONE), "an error where something failed, and only there");
    error_clear(error);
}

xmlDocPtr fuzz_xml(const char *what, const char *bytes, size_t length) {
    xmlDocPtr doc = xmlReadMemory(bytes, (int)length, what, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    fuzz_expect(doc != NULL, what);
    return doc;
}
