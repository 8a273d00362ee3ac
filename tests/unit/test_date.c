#include "base/base.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(date, only_days_that_exist_are_valid) {
    static const char *const good[] = {"2026-11-24", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"};
    static const char *const bad[] = {"2026-02-29",  "1900-02-29", "2026-13-01", "2026-00-10",
                                      "2026-04-31",  "2026-1-1",   "0000-01-01", "26-11-24",
                                      "2026-11-24Z", "2026/11/24", "",           "2026-11-2x"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        cr_expect(date_valid(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_expect_not(date_valid(bad[i]), "%s", bad[i]);
}

static void expect_today(const char *option, const char *epoch, const char *expected) {
    char date[DATE_SIZE] = "";
    struct error error = ERROR_EMPTY;
    unsetenv("SOURCE_DATE_EPOCH");
    if (epoch)
        setenv("SOURCE_DATE_EPOCH", epoch, 1);
    bool ok = date_today(option, date, &error);
    cr_expect_eq(ok, expected != NULL);
    if (expected)
        cr_expect_str_eq(date, expected);
    else
        cr_expect_eq(error.kind, ERROR_USAGE);
    error_clear(&error);
}

Test(date, today_is_an_input) {
    setenv("TZ", "Pacific/Kiritimati", 1); /* UTC+14: the epoch must not be read in local time */
    expect_today("2026-11-24", "0", "2026-11-24");
    expect_today("24/11/2026", NULL, NULL);
    expect_today(NULL, "0", "1970-01-01");
    expect_today(NULL, "1795478399", "2026-11-23");
    expect_today(NULL, "1795478400", "2026-11-24");
    expect_today(NULL, "gisteren", NULL);
    expect_today(NULL, "999999999999999999", NULL);
}

Test(date, the_clock_is_used_when_nothing_is_said) {
    char date[DATE_SIZE] = "";
    struct error error = ERROR_EMPTY;
    unsetenv("SOURCE_DATE_EPOCH");
    cr_assert(date_today(NULL, date, &error));
    cr_expect(date_valid(date));
}
