/* md2odt: Markdown to ODT or HTML, for the tests of the writers alone.
 * usage: md2odt [-l] [-w] [-r REFERENCE] [-p DIR]... IN OUT.odt|OUT.html */
#include "base/fileio.h"
#include "base/lang.h"
#include "render/html.h"
#include "render/markdown_tree.h"
#include "render/odt_package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int usage(void) {
    fputs("usage: md2odt [-l] [-r REFERENCE] [-p DIR]... IN OUT.odt|OUT.html\n", stderr);
    return 2;
}

static bool convert(const char *in, const char *out, struct hgw_document *document, struct hgw_error *error) {
    struct hgw_buf source = HGW_BUF_EMPTY, result = HGW_BUF_EMPTY;
    struct hgw_warnings warnings = HGW_WARNINGS_EMPTY;
    size_t length = strlen(out);
    bool html = length > 5 && strcmp(out + length - 5, ".html") == 0;
    bool ok = hgw_file_read(in, HGW_MARKDOWN_MAX, &source, error) &&
              (html ? hgw_html_write : hgw_odt_write)(source.data, source.length, document, &result,
                                                      &warnings, error) &&
              hgw_file_write(out, result.data, result.length, HGW_REPLACE, error);
    for (size_t i = 0; i < warnings.count; i++)
        fprintf(stderr, "%s:%zu: %s\n", in, warnings.items[i].line, warnings.items[i].text);
    hgw_warnings_free(&warnings);
    hgw_buf_free(&source);
    hgw_buf_free(&result);
    return ok;
}

int main(int argc, char **argv) {
    const char *directories[16];
    struct hgw_document document = {.lang = "nl-BE",
                                    .date = "2026-11-26",
                                    .footer = "vertrouwelijk",
                                    .creator = "Sofie",
                                    .subject = "Handelingsgericht traject",
                                    .keywords = "handelingsgericht werken, verslag",
                                    .resources = directories};
    for (int option; (option = getopt(argc, argv, "lr:p:t:")) != -1;)
        if (option == 'l')
            document.large = true;
        else if (option == 'r')
            document.reference = optarg;
        else if (option == 't')
            document.title = optarg;
        else if (option == 'p' && document.resource_count < 16)
            directories[document.resource_count++] = optarg;
        else
            return usage();
    if (argc - optind != 2)
        return usage();
    document.source = argv[optind];
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_datadir datadir = {0};
    bool ok = hgw_datadir_open(&datadir, NULL, &error);
    document.datadir = &datadir;
    ok = ok && convert(argv[optind], argv[optind + 1], &document, &error);
    struct hgw_buf line = HGW_BUF_EMPTY;
    hgw_error_print(&error, &line);
    if (!ok)
        fprintf(stderr, "%s\n", line.data ? line.data : "");
    hgw_buf_free(&line);
    int status = hgw_error_status(&error);
    hgw_error_clear(&error);
    hgw_datadir_close(&datadir);
    return status;
}
