/* fuzz: what the fuzz targets share.
 *
 * A target is a function that is given any bytes at all. The first bytes choose options, the rest is a file
 * that someone may send: a case, a rule file, a template, Markdown, a reference document, a picture. It must
 * not crash, leak, hang, or do what its header forbids: that is what fuzz_expect is for.
 *
 * The same objects make two programs: with libFuzzer one that looks for such bytes (VARIANT=fuzz), with
 * replay.c one that tries given files, for `make check`. Both need HGW_DATADIR. */
#pragma once

#include "base/base.h"
#include "base/file.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is left of the bytes. */
struct fuzz_input {
    const char *bytes;
    size_t length;
};

struct fuzz_target {
    const char *name;
    void (*run)(struct fuzz_input input);
};

/* The target with this name; when there is none, says so and ends. */
const struct fuzz_target *fuzz_find(const char *name);

/* Takes the first byte and makes a number from 0 to `choices` - 1 of it; 0 when there is none. */
unsigned fuzz_choose(struct fuzz_input *input, unsigned choices);

/* Ends the program, as a crash, when something does not hold. */
void fuzz_expect(bool holds, const char *what);

/* Where schemas/ and templates/ are. */
const struct datadir *fuzz_datadir(void);

/* The whole file of the source tree, such as "examples/mila.hgw.xml"; the caller frees it. */
struct buf fuzz_file(const char *name);

/* A file that only lives in memory, as a path. The caller closes it. */
struct fuzz_memory {
    int fd;
    char path[64];
};

struct fuzz_memory fuzz_memory(const char *bytes, size_t length);

/* A job that is done must leave no error, and one that is not must say why. Clears the record. */
void fuzz_expect_error(bool done, struct error *error);

/* The bytes as XML that must be well-formed; freed by the caller. */
xmlDocPtr fuzz_xml(const char *what, const char *bytes, size_t length);

/* Looks at a finished ODT: `mimetype` first; every file is in the manifest and the other way round; all XML
 * is well-formed; every style that the text uses is there. */
void fuzz_check_odt(const struct buf *odt);

/* Looks at a finished HTML page: one document, nothing that runs or is loaded from elsewhere. */
void fuzz_check_html(const struct buf *html);

/* The targets. */
void fuzz_case(struct fuzz_input input);
void fuzz_rules(struct fuzz_input input);
void fuzz_template(struct fuzz_input input);
void fuzz_markdown(struct fuzz_input input);
void fuzz_escape(struct fuzz_input input);
void fuzz_prose(struct fuzz_input input);
void fuzz_reference(struct fuzz_input input);
void fuzz_picture(struct fuzz_input input);
void fuzz_text(struct fuzz_input input);
void fuzz_gcc(struct fuzz_input input);
void fuzz_json(struct fuzz_input input);
void fuzz_sarif(struct fuzz_input input);
void fuzz_md(struct fuzz_input input);
void fuzz_render_md(struct fuzz_input input);
void fuzz_render_html(struct fuzz_input input);
void fuzz_render_odt(struct fuzz_input input);
void fuzz_new(struct fuzz_input input);
void fuzz_messages(struct fuzz_input input);
void fuzz_lsp(struct fuzz_input input);
void fuzz_language(struct fuzz_input input);
