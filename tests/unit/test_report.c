#include "base/fileio.h"
#include "casefile/audience.h"
#include "render/deliver.h"
#include "render/report.h"

#include <cmark.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[64];

/* Reads a template with this text; returns whether that went well. */
static bool read_text(struct hgw_report *report, const char *text, struct hgw_error *error) {
    struct hgw_datadir datadir = {0};
    snprintf(path, sizeof path, "/tmp/hgw-report-%d.md", (int)getpid());
    cr_assert(hgw_file_write(path, text, strlen(text), HGW_REPLACE, error));
    bool ok = hgw_report_read(report, &datadir, NULL, path, error);
    unlink(path);
    return ok;
}

Test(report, head) {
    static const struct {
        const char *text, *name, *title;
        unsigned readers;
    } rows[] = {
        {"{{! rapport: a | doelgroep: ouders school | titel: B c }}\n", "a", "B c",
         HGW_READER_OUDERS | HGW_READER_SCHOOL},
        {"{{!doelgroep:intern}}", NULL, NULL, HGW_READER_INTERN},
        {"{{! titel: x }}tekst", NULL, "x", 0},
        {"tekst {{! doelgroep: ouders }}", NULL, NULL, 0},
        {"{{! doelgroep:\nouders }}", NULL, NULL, 0},
        {"", NULL, NULL, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct hgw_report report = {0};
        struct hgw_error error = HGW_ERROR_EMPTY;
        cr_assert(read_text(&report, rows[i].text, &error), "%s: %s", rows[i].text, hgw_error_text(&error));
        cr_expect_eq(report.readers, rows[i].readers, "%s", rows[i].text);
        if (rows[i].name)
            cr_expect_str_eq(report.name, rows[i].name);
        if (rows[i].title)
            cr_expect_str_eq(report.title, rows[i].title);
        else
            cr_expect_null(report.title);
        hgw_report_free(&report);
    }
}

Test(report, wrong_audience) {
    static const struct {
        const char *text;
        size_t column;
    } rows[] = {{"{{! doelgroep: ouder }}", 16},
                {"{{! titel: é | doelgroep: school  ouder }}", 35},
                {"{{! doelgroep: }}", 16},
                {"{{! doelgroep: intern ouders }}", 16}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct hgw_report report = {0};
        struct hgw_error error = HGW_ERROR_EMPTY;
        cr_expect(read_text(&report, rows[i].text, &error), "%s", rows[i].text);
        cr_expect_eq(report.wrong.kind, HGW_ERROR_CONTENT);
        cr_expect_eq(report.wrong.line, 1);
        cr_expect_eq(report.wrong.column, rows[i].column, "%s: %zu", rows[i].text, report.wrong.column);
        hgw_report_free(&report);
    }
}

Test(report, unknown_name_gets_a_suggestion_and_stays_in_its_folder) {
    static const char *const names[] = {"oders", "../reports/ouders", "", "ouders.md"};
    struct hgw_datadir datadir;
    struct hgw_error error = HGW_ERROR_EMPTY;
    hgw_datadir_open(&datadir, NULL);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct hgw_report report = {0};
        cr_expect_not(hgw_report_read(&report, &datadir, names[i], NULL, &error), "%s", names[i]);
        cr_expect_eq(error.kind, HGW_ERROR_USAGE);
        cr_expect(i > 0 || strstr(hgw_error_text(&error), "„ouders”"), "%s", hgw_error_text(&error));
        hgw_error_clear(&error);
        hgw_report_free(&report);
    }
    hgw_datadir_close(&datadir);
}

Test(report, list) {
    struct hgw_datadir datadir;
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_buf out = HGW_BUF_EMPTY;
    hgw_datadir_open(&datadir, NULL);
    cr_assert(hgw_report_list(&datadir, &out, &error), "%s", hgw_error_text(&error));
    cr_expect_not_null(strstr(out.data, "ouders\touders\t"));
    cr_expect_not_null(strstr(out.data, "overleg\touders leerling school\t"));
    cr_expect_not_null(strstr(out.data, "verslag\tintern\t"));
    cr_expect_lt(strstr(out.data, "leerling\t"), strstr(out.data, "verslag\t"), "sorted by name");
    hgw_buf_free(&out);
    hgw_datadir_close(&datadir);
}

static void expect_path(const struct hgw_delivery *delivery, const char *source, const char *expected) {
    char *got = hgw_delivery_path(delivery, source, 3);
    cr_expect_str_eq(got, expected);
    free(got);
}

Test(deliver, paths) {
    struct hgw_delivery d = {.directory = "uit", .format = HGW_RENDER_ODT, .report = "ouders"};
    expect_path(&d, "in/noor.hgw.xml", "uit/noor-ouders.odt");
    expect_path(&d, "noor.xml", "uit/noor-ouders.odt");
    expect_path(&d, ".xml", "uit/.xml-ouders.odt");
    expect_path(&d, "-", "uit/casus-ouders.odt");
    expect_path(&d,
                "n\033[31m\u202eo\xC2\x9B"
                "r\n.xml",
                "uit/n\uFFFD[31m\uFFFDo\uFFFDr -ouders.odt");
    d.anonymous = true;
    expect_path(&d, "in/noor.hgw.xml", "uit/casus-3-ouders.odt");
    d = (struct hgw_delivery){.directory = "uit", .format = HGW_RENDER_HTML};
    expect_path(&d, "noor-ouders.md", "uit/noor-ouders.html");
    d = (struct hgw_delivery){.output = "x.odt"};
    expect_path(&d, "noor.hgw.xml", "x.odt");
    d = (struct hgw_delivery){0};
    expect_path(&d, "noor.hgw.xml", "-");
}

Test(deliver, formats) {
    static const struct {
        const char *to, *output;
        int format; /* -1: refused */
    } rows_of_formats[] = {
        {NULL, NULL, HGW_RENDER_MD},
        {NULL, "-", HGW_RENDER_MD},
        {NULL, "x.odt", HGW_RENDER_ODT},
        {NULL, "uit.md/x.HTML", HGW_RENDER_HTML},
        {NULL, "x.txt", HGW_RENDER_MD},
        {"html", NULL, HGW_RENDER_HTML},
        {"html", "x.odt", HGW_RENDER_HTML},
        {"odt", "x.pdf", HGW_RENDER_ODT},
        {NULL, "x.pdf", -1},
        {NULL, "x.DOCX", -1},
    };
    for (size_t i = 0; i < sizeof rows_of_formats / sizeof rows_of_formats[0]; i++) {
        struct hgw_error error = HGW_ERROR_EMPTY;
        enum hgw_render_format format = HGW_RENDER_ODT;
        bool ok = hgw_delivery_format(rows_of_formats[i].to, rows_of_formats[i].output, &format, &error);
        cr_expect_eq(ok, rows_of_formats[i].format >= 0, "row %zu", i);
        if (ok)
            cr_expect_eq((int)format, rows_of_formats[i].format, "row %zu", i);
        else
            cr_expect_eq(error.kind, HGW_ERROR_USAGE, "row %zu", i);
        hgw_error_clear(&error);
    }
}

Test(deliver, what_cannot_be_delivered) {
    static const char *const two[] = {"a/noor.hgw.xml", "b/noor.hgw.xml"}, *const others[] = {"a.xml",
                                                                                              "b.xml"};
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_delivery d = {.directory = "uit", .report = "ouders"};
    cr_expect_not(hgw_delivery_check(&d, two, 2, &error));
    cr_expect_eq(error.kind, HGW_ERROR_USAGE);
    hgw_error_clear(&error);
    cr_expect(hgw_delivery_check(&d, others, 2, &error));
    d.anonymous = true;
    cr_expect(hgw_delivery_check(&d, two, 2, &error));
    d = (struct hgw_delivery){.output = "x"};
    cr_expect(hgw_delivery_check(&d, two, 1, &error));
    cr_expect_not(hgw_delivery_check(&d, two, 2, &error));
    hgw_error_clear(&error);
    d.directory = "uit";
    cr_expect_not(hgw_delivery_check(&d, two, 1, &error));
    hgw_error_clear(&error);
    d = (struct hgw_delivery){.format = HGW_RENDER_ODT, .terminal = true};
    cr_expect_not(hgw_delivery_check(&d, two, 1, &error), "an ODT does not go to a terminal");
    hgw_error_clear(&error);
    d.format = HGW_RENDER_MD;
    cr_expect(hgw_delivery_check(&d, two, 1, &error));
}

/* Whatever its name is: /dev/tty, or /dev/stdout before a screen. */
Test(deliver, a_terminal_by_its_path) {
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    struct hgw_error error = HGW_ERROR_EMPTY;
    struct hgw_delivery d = {.format = HGW_RENDER_ODT, .output = ptsname(terminal)};
    cr_expect_not(hgw_delivery_check(&d, (const char *const[]){"a.xml"}, 1, &error));
    cr_expect_eq(error.kind, HGW_ERROR_USAGE);
    hgw_error_clear(&error);
    d.format = HGW_RENDER_HTML;
    cr_expect(hgw_delivery_check(&d, (const char *const[]){"a.xml"}, 1, &error));
    d = (struct hgw_delivery){.format = HGW_RENDER_ODT, .output = "/dev/null"};
    cr_expect(hgw_delivery_check(&d, (const char *const[]){"a.xml"}, 1, &error));
    close(terminal);
}
