#include "base/process.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct settings {
    struct common_options common;
    bool force;
    const char *format;
    struct files rules;
};

static const struct cli_option rows[] = {
    {'f', "format", {offsetof(struct settings, format), false}, "text|json", "vorm"},
    {0, "rules", {offsetof(struct settings, rules), true}, "BESTAND", "regels"},
    {0, "force", {offsetof(struct settings, force), false}, NULL, "toch"},
    COMMON_OPTIONS,
};

static const struct program program = {"hgw-proef", "[BESTAND …]", "Een proef.", rows, NULL};

/* Parses a line of words; returns the index of the first operand, or -1 when it is a usage error. */
static int parse(const char *line, struct settings *settings, struct error *error) {
    static char copy[256]; /* settings point into it until the next call */
    static char *argv[20];
    int argc = 0;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    int first = 0;
    bool ok = options_parse(&program, settings, argc, argv, &first, error);
    cr_expect_eq(ok, error->kind == ERROR_NONE);
    return ok ? first : -1;
}

Test(options, values_reach_their_fields) {
    struct settings settings = {0};
    struct error error = ERROR_EMPTY;
    int first = parse("p -f json --rules=a --rules b --force --lang=en -d 2026-11-24 -- -x y", &settings, &error);
    cr_assert_eq(first, 11, "%d: %s", first, error_text(&error));
    cr_expect_str_eq(settings.format, "json");
    cr_expect(settings.force);
    cr_assert_eq(settings.rules.count, 2);
    cr_expect_str_eq(settings.rules.names[1], "b");
    cr_expect_str_eq(settings.common.lang, "en");
    cr_expect_str_eq(settings.common.date, "2026-11-24");
    options_free(&program, &settings);
}

Test(options, what_is_wrong_is_named) {
    static const struct {
        const char *line, *named;
    } wrong[] = {
        {"p --frmat=json", "--format?"},
        {"p -q", "-q"},
        {"p a --nope b", "--nope"},
        {"p --format", "--format"},
        {"p -f", "-f"},
        {"p --format=xml", "xml"},
        {"p --format=", "text|json"},
        {"p --force=ja", "--force "},
        {"p --format=json|", "json|"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct settings settings = {0};
        struct error error = ERROR_EMPTY;
        cr_expect_eq(parse(wrong[i].line, &settings, &error), -1, "%s", wrong[i].line);
        cr_expect_eq(error.kind, ERROR_USAGE);
        cr_expect_not_null(strstr(error_text(&error), wrong[i].named), "%s: %s", wrong[i].line, error_text(&error));
        error_clear(&error);
    }
}

Test(options, help_shows_every_option) {
    struct buf out = BUF_EMPTY;
    options_help(&program, 80, &out);
    static const char *const shown[] = {"hgw-proef",   "-f, --format=text|json", "--rules=BESTAND", "--force",
                                        "-d, --date=", "--lang=nl|en",           "-h, --help",      "-V, --version"};
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        cr_expect_not_null(strstr(out.data, shown[i]), "%s", shown[i]);
    buf_free(&out);
}
