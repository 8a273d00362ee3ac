#include "base/base.h"
#include "base/file.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(datadir, the_order_is_option_environment_user_installed) {
    struct datadir datadir;
    setenv("HGW_DATADIR", "/omgeving", 1);
    setenv("XDG_DATA_HOME", "/eigen", 1);
    datadir_open(&datadir, "/keuze");
    cr_assert_eq(datadir.directories.count, 4);
    cr_expect_str_eq(datadir.directories.names[0], "/keuze");
    cr_expect_str_eq(datadir.directories.names[1], "/omgeving");
    cr_expect_str_eq(datadir.directories.names[2], "/eigen/hgw");
    datadir_close(&datadir);

    unsetenv("HGW_DATADIR");
    setenv("XDG_DATA_HOME", "niet/volledig", 1); /* a relative one counts as not set */
    setenv("HOME", "/thuis", 1);
    datadir_open(&datadir, NULL);
    cr_assert_eq(datadir.directories.count, 2);
    cr_expect_str_eq(datadir.directories.names[0], "/thuis/.local/share/hgw");
    datadir_close(&datadir);
}

Test(datadir, what_is_not_found_is_an_error_that_says_where_it_looked) {
    struct datadir datadir;
    struct error error = ERROR_EMPTY;
    datadir_open(&datadir, "/bestaat-niet");
    cr_expect_null(datadir_find(&datadir, "schemas/nergens.xsd", &error));
    cr_expect_eq(error.kind, ERROR_DATA);
    cr_expect_not_null(strstr(error_text(&error), "schemas/nergens.xsd"));
    cr_expect_not_null(strstr(error_text(&error), "/bestaat-niet"));
    error_clear(&error);
    datadir_close(&datadir);
}

Test(lang, the_language_comes_from_the_option_then_the_locale) {
    static const struct {
        const char *option, *all, *messages, *lang, *language;
        enum lang expected;
    } rows[] = {
        {NULL, NULL, NULL, NULL, NULL, LANG_NL},
        {NULL, NULL, NULL, "en_GB.UTF-8", NULL, LANG_EN},
        {NULL, NULL, NULL, "C", NULL, LANG_NL},
        {NULL, NULL, "nl_BE.UTF-8", "en_US", NULL, LANG_NL},
        {NULL, "en", "nl_BE.UTF-8", NULL, NULL, LANG_EN},
        {"nl", "en_US", NULL, NULL, NULL, LANG_NL},
        {"en", NULL, NULL, "nl_BE", NULL, LANG_EN},
        {NULL, NULL, NULL, "fr_BE", NULL, LANG_NL},
        {NULL, NULL, NULL, "enm", NULL, LANG_NL},
        /* LANGUAGE only has a say where the locale is neither Dutch, nor English, nor that of POSIX. */
        {NULL, NULL, NULL, "C.UTF-8", "en", LANG_EN},
        {NULL, NULL, NULL, "fr_BE.UTF-8", "fr:de:en_GB:nl", LANG_EN},
        {NULL, NULL, NULL, "fr_BE.UTF-8", "fr::nl_BE:en", LANG_NL},
        {NULL, NULL, NULL, "fr_BE.UTF-8", "fr:enm:", LANG_NL},
        {NULL, NULL, NULL, "nl_BE.UTF-8", "en", LANG_NL},
        {NULL, NULL, NULL, "en_GB", "nl", LANG_EN},
        {NULL, "C", NULL, "fr_BE", "en", LANG_NL},
        {NULL, NULL, NULL, NULL, "en", LANG_NL},
        {"nl", NULL, NULL, "C.UTF-8", "en", LANG_NL},
    };
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *const values[] = {rows[i].all, rows[i].messages, rows[i].lang, rows[i].language};
        for (size_t j = 0; j < sizeof names / sizeof names[0]; j++) {
            unsetenv(names[j]);
            if (values[j])
                setenv(names[j], values[j], 1);
        }
        cr_expect_eq(lang_start(rows[i].option), rows[i].expected, "row %zu", i);
    }
}

Test(lang, messages_are_in_the_language_that_was_chosen) {
    cr_expect_str_eq(_("geen toegang"), "geen toegang");
    cr_expect_str_eq(P_("%zu fout", "%zu fouten", 1), "%zu fout");
    cr_expect_str_eq(P_("%zu fout", "%zu fouten", 0), "%zu fouten");
    lang_start("en");
    cr_expect_str_eq(_("geen toegang"), "permission denied");
    cr_expect_str_eq(P_("%zu fout", "%zu fouten", 1), "%zu error");
    cr_expect_str_eq(P_("%zu fout", "%zu fouten", 0), "%zu errors");
    cr_expect_str_eq(P_("%zu fout", "%zu fouten", 2), "%zu errors");
    cr_expect_str_eq(_("dit staat nergens"), "dit staat nergens");
    cr_expect_str_eq(_(""), "");
    lang_start("nl");
}
