#include "base/base.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

Test(buf, grows_and_stays_a_string) {
    struct buf buf = BUF_EMPTY;
    for (int i = 0; i < 1000; i++)
        buf_printf(&buf, "%d,", i % 10);
    cr_expect_eq(buf.length, 2000);
    cr_expect_eq(strlen(buf.data), 2000);
    buf_clear(&buf);
    cr_expect_eq(buf.length, 0);
    cr_expect_str_eq(buf.data, "");
    buf_free(&buf);
    cr_expect_null(buf.data);
}

Test(buf, keeps_nul_bytes) {
    struct buf buf = BUF_EMPTY;
    buf_add(&buf, "a\0b", 3);
    buf_add_string(&buf, NULL);
    cr_expect_eq(buf.length, 3);
    cr_expect_eq(memcmp(buf.data, "a\0b", 4), 0);
    buf_free(&buf);
}

Test(buf, out_of_memory_ends_the_program, .exit_code = 2) {
    struct buf buf = BUF_EMPTY;
    buf_add_string(&buf, "goed");
    buf_reserve(&buf, SIZE_MAX / 2);
}

Test(buf, steal_hands_over) {
    struct buf buf = BUF_EMPTY;
    char *empty = buf_steal(&buf);
    cr_expect_str_eq(empty, "");
    free(empty);
    buf_add_char(&buf, 'x');
    char *text = buf_steal(&buf);
    cr_expect_str_eq(text, "x");
    cr_expect_null(buf.data);
    free(text);
}
