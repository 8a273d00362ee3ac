#include "base/error.h"

#include <criterion/criterion.h>

static void expect_print(const struct hgw_error *error, const char *expected) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    hgw_error_print(error, &out);
    cr_expect_str_eq(out.data, expected);
    hgw_buf_free(&out);
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
        struct hgw_error error = HGW_ERROR_EMPTY;
        cr_expect_not(
            hgw_error_at(&error, HGW_ERROR_DATA, rows[i].file, rows[i].line, rows[i].column, "%s", "mis"));
        expect_print(&error, rows[i].expected);
        hgw_error_clear(&error);
        cr_expect_eq(error.kind, HGW_ERROR_NONE);
    }
}

Test(error, the_first_one_stays) {
    struct hgw_error error = HGW_ERROR_EMPTY;
    hgw_error_set(&error, HGW_ERROR_CONTENT, "eerst");
    hgw_error_set(&error, HGW_ERROR_IO, "dan");
    cr_expect_str_eq(hgw_error_text(&error), "eerst");
    cr_expect_eq(hgw_error_status(&error), 1);
    hgw_error_clear(&error);
}

Test(error, every_kind_has_its_exit_status) {
    static const struct {
        enum hgw_error_kind kind;
        int status;
    } rows[] = {{HGW_ERROR_NONE, 0}, {HGW_ERROR_CONTENT, 1}, {HGW_ERROR_LIMIT, 1}, {HGW_ERROR_USAGE, 2},
                {HGW_ERROR_IO, 2},   {HGW_ERROR_DATA, 2},    {HGW_ERROR_PIPE, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct hgw_error error = HGW_ERROR_EMPTY;
        error.kind = rows[i].kind;
        cr_expect_eq(hgw_error_status(&error), rows[i].status);
    }
}
