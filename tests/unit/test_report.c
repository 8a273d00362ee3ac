#include "base/file.h"
#include "case/audience.h"
#include "report/render.h"
#include "report/report.h"

#include <cmark.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[64];

/* Reads a template with this text; returns whether that went well. */
static bool read_text(struct report *report, const char *text, struct error *problems, struct error *error) {
    struct datadir datadir = {0};
    snprintf(path, sizeof path, "/tmp/hgw-report-%d.md", (int)getpid());
    cr_assert(file_write(path, text, strlen(text), HGW_REPLACE, error));
    bool ok = report_read(report, &datadir, NULL, path, problems, error);
    unlink(path);
    return ok;
}

Test(report, head) {
    static const struct {
        const char *text, *name, *title;
        unsigned readers;
    } rows[] = {
        {"{{! rapport: a | doelgroep: ouders school | titel: B c }}\n", "a", "B c", READER_OUDERS | READER_SCHOOL},
        {"{{!doelgroep:intern}}", NULL, NULL, READER_INTERN},
        {"{{! titel: x }}tekst", NULL, "x", 0},
        {"tekst {{! doelgroep: ouders }}", NULL, NULL, 0},
        {"{{! doelgroep:\nouders }}", NULL, NULL, 0},
        {"", NULL, NULL, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct report report = {0};
        struct error problems = ERROR_EMPTY, error = ERROR_EMPTY;
        cr_assert(read_text(&report, rows[i].text, &problems, &error), "%s: %s", rows[i].text, error_text(&error));
        cr_expect_eq(report.readers, rows[i].readers, "%s", rows[i].text);
        if (rows[i].name)
            cr_expect_str_eq(report.name, rows[i].name);
        if (rows[i].title)
            cr_expect_str_eq(report.title, rows[i].title);
        else
            cr_expect_null(report.title);
        report_free(&report);
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
        struct report report = {0};
        struct error problems = ERROR_EMPTY, error = ERROR_EMPTY;
        cr_expect(read_text(&report, rows[i].text, &problems, &error), "%s", rows[i].text);
        cr_expect_eq(problems.kind, ERROR_CONTENT);
        cr_expect_eq(problems.line, 1);
        cr_expect_eq(problems.column, rows[i].column, "%s: %zu", rows[i].text, problems.column);
        error_clear(&problems);
        report_free(&report);
    }
}

Test(report, unknown_name_gets_a_suggestion_and_stays_in_its_folder) {
    static const char *const names[] = {"oders", "../reports/ouders", "", "ouders.md"};
    struct datadir datadir;
    struct error error = ERROR_EMPTY;
    datadir_open(&datadir, NULL);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct report report = {0};
        cr_expect_not(report_read(&report, &datadir, names[i], NULL, &error, &error), "%s", names[i]);
        cr_expect_eq(error.kind, ERROR_USAGE);
        cr_expect(i > 0 || strstr(error_text(&error), "„ouders”"), "%s", error_text(&error));
        error_clear(&error);
        report_free(&report);
    }
    datadir_close(&datadir);
}

Test(report, list) {
    struct datadir datadir;
    struct error error = ERROR_EMPTY;
    struct buf out = BUF_EMPTY;
    datadir_open(&datadir, NULL);
    cr_assert(report_list(&datadir, 0, &out, &error), "%s", error_text(&error));
    cr_expect_not_null(strstr(out.data, "ouders\touders\t"));
    cr_expect_not_null(strstr(out.data, "overleg\touders leerling school\t"));
    cr_expect_not_null(strstr(out.data, "verslag\tintern\t"));
    cr_expect_lt(strstr(out.data, "leerling\t"), strstr(out.data, "verslag\t"), "sorted by name");
    buf_free(&out);
    datadir_close(&datadir);
}

Test(deliver, formats) {
    static const struct {
        const char *to, *output;
        int format; /* -1: refused */
    } rows_of_formats[] = {
        {NULL, NULL, RENDER_MD},
        {NULL, "-", RENDER_MD},
        {NULL, "x.odt", RENDER_ODT},
        {NULL, "uit.md/x.HTML", RENDER_HTML},
        {NULL, "x.txt", RENDER_MD},
        {"html", NULL, RENDER_HTML},
        {"html", "x.odt", RENDER_HTML},
        {"odt", "x.pdf", RENDER_ODT},
        {NULL, "x.pdf", -1},
        {NULL, "x.DOCX", -1},
    };
    for (size_t i = 0; i < sizeof rows_of_formats / sizeof rows_of_formats[0]; i++) {
        struct error error = ERROR_EMPTY;
        enum render_format format = RENDER_ODT;
        bool ok = delivery_format(rows_of_formats[i].to, rows_of_formats[i].output, &format, &error);
        cr_expect_eq(ok, rows_of_formats[i].format >= 0, "row %zu", i);
        if (ok)
            cr_expect_eq((int)format, rows_of_formats[i].format, "row %zu", i);
        else
            cr_expect_eq(error.kind, ERROR_USAGE, "row %zu", i);
        error_clear(&error);
    }
}

Test(deliver, what_cannot_be_delivered) {
    static const char *const two[] = {"a/noor.hgw.xml", "b/noor.hgw.xml"}, *const others[] = {"a.xml", "b.xml"};
    struct error error = ERROR_EMPTY;
    struct render_options d = {.directory = "uit"};
    cr_expect_not(delivery_check(&d, "ouders", two, 2, &error));
    cr_expect_eq(error.kind, ERROR_USAGE);
    error_clear(&error);
    cr_expect(delivery_check(&d, "ouders", others, 2, &error));
    d.pseudonymise = true;
    cr_expect(delivery_check(&d, "ouders", two, 2, &error));
    d = (struct render_options){.output = "x"};
    cr_expect(delivery_check(&d, "ouders", two, 1, &error));
    cr_expect_not(delivery_check(&d, "ouders", two, 2, &error));
    error_clear(&error);
    d.directory = "uit";
    cr_expect_not(delivery_check(&d, "ouders", two, 1, &error));
    error_clear(&error);
}

/* Whatever its name is: /dev/tty, or /dev/stdout before a screen. */
Test(deliver, a_terminal_by_its_path) {
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    struct error error = ERROR_EMPTY;
    struct render_options d = {.format = RENDER_ODT, .output = ptsname(terminal)};
    cr_expect_not(delivery_check(&d, "ouders", (const char *const[]){"a.xml"}, 1, &error));
    cr_expect_eq(error.kind, ERROR_USAGE);
    error_clear(&error);
    d.format = RENDER_HTML;
    cr_expect(delivery_check(&d, "ouders", (const char *const[]){"a.xml"}, 1, &error));
    d = (struct render_options){.format = RENDER_ODT, .output = "/dev/null"};
    cr_expect(delivery_check(&d, "ouders", (const char *const[]){"a.xml"}, 1, &error));
    close(terminal);
}
