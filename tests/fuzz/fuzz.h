/* fuzz: what the fuzz targets share.
 *
 * A target is a function that is given any bytes at all. The first bytes choose options, the rest is a file
 * that someone may send: a case, a rule file, a template, Markdown, a reference document, a picture. It must
 * not crash, leak, hang, or do what its header forbids: that is what hgw_fuzz_expect is for.
 *
 * The same objects make two programs: with libFuzzer one that looks for such bytes (VARIANT=fuzz), with
 * replay.c one that tries given files, for `make check`. Both need HGW_DATADIR. */
#ifndef HGW_TESTS_FUZZ_H
#define HGW_TESTS_FUZZ_H

#include "base/buf.h"
#include "base/datadir.h"
#include "base/error.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is left of the bytes. */
struct hgw_fuzz_input {
    const char *bytes;
    size_t length;
};

struct hgw_fuzz_target {
    const char *name;
    void (*run)(struct hgw_fuzz_input input);
};

/* The target with this name; when there is none, says so and ends. */
const struct hgw_fuzz_target *hgw_fuzz_find(const char *name);

/* Takes the first byte and makes a number from 0 to `choices` - 1 of it; 0 when there is none. */
unsigned hgw_fuzz_choose(struct hgw_fuzz_input *input, unsigned choices);

/* Ends the program, as a crash, when something does not hold. */
void hgw_fuzz_expect(bool holds, const char *what);

/* Where schemas/ and templates/ are. */
const struct hgw_datadir *hgw_fuzz_datadir(void);

/* The whole file of the source tree, such as "examples/mila.hgw.xml"; the caller frees it. */
struct hgw_buf hgw_fuzz_file(const char *name);

/* A file that only lives in memory, as a path. The caller closes it. */
struct hgw_fuzz_memory {
    int fd;
    char path[64];
};

struct hgw_fuzz_memory hgw_fuzz_memory(const char *bytes, size_t length);

/* A job that is done must leave no error, and one that is not must say why. Clears the record. */
void hgw_fuzz_expect_error(bool done, struct hgw_error *error);

/* The bytes as XML that must be well-formed; freed by the caller. */
xmlDocPtr hgw_fuzz_xml(const char *what, const char *bytes, size_t length);

/* Looks at a finished ODT: `mimetype` first; every file is in the manifest and the other way round; all XML
 * is well-formed; every style that the text uses is there. */
void hgw_fuzz_check_odt(const struct hgw_buf *odt);

/* Looks at a finished HTML page: one document, nothing that runs or is loaded from elsewhere. */
void hgw_fuzz_check_html(const struct hgw_buf *html);

/* The targets. */
void hgw_fuzz_case(struct hgw_fuzz_input input);
void hgw_fuzz_rules(struct hgw_fuzz_input input);
void hgw_fuzz_template(struct hgw_fuzz_input input);
void hgw_fuzz_markdown(struct hgw_fuzz_input input);
void hgw_fuzz_escape(struct hgw_fuzz_input input);
void hgw_fuzz_prose(struct hgw_fuzz_input input);
void hgw_fuzz_reference(struct hgw_fuzz_input input);
void hgw_fuzz_picture(struct hgw_fuzz_input input);
void hgw_fuzz_text(struct hgw_fuzz_input input);
void hgw_fuzz_gcc(struct hgw_fuzz_input input);
void hgw_fuzz_json(struct hgw_fuzz_input input);
void hgw_fuzz_sarif(struct hgw_fuzz_input input);
void hgw_fuzz_md(struct hgw_fuzz_input input);
void hgw_fuzz_render_md(struct hgw_fuzz_input input);
void hgw_fuzz_render_html(struct hgw_fuzz_input input);
void hgw_fuzz_render_odt(struct hgw_fuzz_input input);
void hgw_fuzz_new(struct hgw_fuzz_input input);
void hgw_fuzz_language(struct hgw_fuzz_input input);

#endif
