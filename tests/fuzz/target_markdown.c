/* markdown: Markdown becomes an ODT or an HTML page, and that is looked at. */
#include "fuzz.h"

#include "render/html.h"
#include "render/odt_package.h"

#include <string.h>

void hgw_fuzz_markdown(struct hgw_fuzz_input input) {
    bool html = hgw_fuzz_choose(&input, 2) == 1;
    unsigned more = hgw_fuzz_choose(&input, 4);
    struct hgw_document document = {.date = "2026-11-24",
                                    .large = more & 1,
                                    .title = more & 2 ? "<Titel> & \"meer\"" : NULL,
                                    .footer = "vertrouwelijk",
                                    .datadir = hgw_fuzz_datadir()};
    struct hgw_buf out = HGW_BUF_EMPTY;
    struct hgw_warnings warnings = HGW_WARNINGS_EMPTY;
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_markdown tree;
    bool done = hgw_markdown_parse(&tree, input.bytes, input.length, NULL, &error) &&
                (html ? hgw_html_write : hgw_odt_write)(&tree, &document, &out, &warnings, &error);
    hgw_fuzz_expect(done, hgw_error_text(&error));
    (html ? hgw_fuzz_check_html : hgw_fuzz_check_odt)(&out);
    hgw_warnings_free(&warnings);
    hgw_buf_free(&out);
}
