#include "base/base.h"

#include <criterion/criterion.h>

static void expect_print(const struct error *error, const char *expected) {
    struct buf out = BUF_EMPTY;
    error_print(error, &out);
    cr_expect_str_eq(out.data, expected);
    buf_free(&out);
}

Test(error, prints_the_place_as_far_as_it_is_known) {
    static const struct {
        const char *file;
        size_t line, column;
        const char *expected;
    } rows[] = {
        {"a.xml", 3, 7, "a.xml:3:7: mis"},
        {"a.xml", 3, 0, "a.xml:3: mis"},
        {"a.xml", 0, 7, "a.xml: mis"},
        {NULL, 3, 7, "mis"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct error error = ERROR_EMPTY;
        cr_expect_not(error_at(&error, ERROR_DATA, rows[i].file, rows[i].line, rows[i].column, "%s", "mis"));
        expect_print(&error, rows[i].expected);
        error_clear(&error);
        cr_expect_eq(error.kind, ERROR_NONE);
    }
}

Test(error, the_first_one_stays) {
    struct error error = ERROR_EMPTY;
    error_set(&error, ERROR_CONTENT, "eerst");
    error_set(&error, ERROR_IO, "dan");
    cr_expect_str_eq(error_text(&error), "eerst");
    cr_expect_eq(error_status(&error), 1);
    error_clear(&error);
}

Test(error, every_kind_has_its_exit_status) {
    static const struct {
        enum error_kind kind;
        int status;
    } rows[] = {{ERROR_NONE, 0}, {ERROR_CONTENT, 1}, {ERROR_LIMIT, 1}, {ERROR_USAGE, 2},
                {ERROR_IO, 2},   {ERROR_DATA, 2},    {ERROR_PIPE, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct error error = ERROR_EMPTY;
        error.kind = rows[i].kind;
        cr_expect_eq(error_status(&error), rows[i].status);
    }
}

Test(error, inserted_in_order_of_place_and_said_once) {
    static const struct {
        const char *file;
        size_t line, column;
        const char *text;
    } rows[] = {{"a", 2, 5, "twee"}, {"b", 1, 1, "elders"}, {"a", 1, 9, "een"},  {"a", 2, 4, "voor twee"},
                {"a", 2, 5, "twee"}, {"a", 2, 5, "ook"},    {"a", 9, 1, "tien"}, {"b", 1, 1, "elders"}};
    static const char *const expected[] = {"een", "voor twee", "twee", "elders", "ook", "tien"};
    struct error all = ERROR_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct error one = ERROR_EMPTY;
        error_at(&one, ERROR_DATA, rows[i].file, rows[i].line, rows[i].column, "%s", rows[i].text);
        error_insert(&all, &one);
        cr_expect_eq(one.kind, ERROR_NONE, "taken over");
    }
    size_t count = 0;
    for (const struct error *one = &all; one; one = one->next, count++)
        cr_expect_str_eq(error_text(one), count < 6 ? expected[count] : "");
    cr_expect_eq(count, 6);
    error_clear(&all);
}
