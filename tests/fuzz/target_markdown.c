/* markdown: Markdown becomes an ODT or an HTML page, and that is looked at. */
#include "fuzz.h"

#include "document/document.h"

#include <string.h>

void fuzz_markdown(struct fuzz_input input) {
    bool html = fuzz_choose(&input, 2) == 1;
    unsigned more = fuzz_choose(&input, 4);
    struct warnings warnings = {0};
    struct document document = {.date = "2026-11-24",
                                .large = more & 1,
                                .subject = more & 2 ? "<Titel> & \"meer\"" : NULL,
                                .datadir = fuzz_datadir(),
                                .warnings = &warnings};
    struct buf out = BUF_EMPTY;
    struct error error = ERROR_EMPTY;
    struct markdown tree;
    markdown_parse(&tree, input.bytes, input.length);
    bool done = (html ? html_write : odt_write)(&tree, &document, &out, &error);
    fuzz_expect(done, error_text(&error));
    (html ? fuzz_check_html : fuzz_check_odt)(&out);
    markdown_free(&tree);
    warnings_free(&warnings);
    buf_free(&out);
}
