#include "base/base.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

static size_t encode(uint32_t c, char bytes[4]) {
    bool valid = utf8proc_codepoint_valid((utf8proc_int32_t)c);
    return valid ? (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)bytes) : 0;
}

Test(utf8, every_code_point_goes_there_and_back) {
    for (uint32_t c = 0; c <= 0x110000; c++) {
        char bytes[4];
        size_t length = encode(c, bytes);
        bool allowed = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
        cr_assert_eq(length > 0, allowed, "U+%X", (unsigned)c);
        uint32_t back = 0;
        if (length > 0) {
            cr_assert_eq(utf8_decode(bytes, length, &back), length);
            cr_assert_eq(back, c);
            cr_assert_eq(utf8_decode(bytes, length - 1, &back), 0, "a cut sequence, U+%X", (unsigned)c);
        }
    }
}

Test(utf8, what_is_not_utf8_is_refused) {
    static const char *const bad[] = {
        "\x80",             /* a continuation byte alone */
        "\xC0\xAF",         /* overlong slash */
        "\xE0\x80\xAF",     /* overlong, three bytes */
        "\xF0\x80\x80\xAF", /* overlong, four bytes */
        "\xED\xA0\x80",     /* surrogate */
        "\xF4\x90\x80\x80", /* beyond U+10FFFF */
        "\xF8\x88\x80\x80\x80",
        "\xFF",
        "\xC3(",
        "\xE2\x82(",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        uint32_t ignored;
        cr_expect_eq(utf8_decode(bad[i], strlen(bad[i]), &ignored), 0, "row %zu", i);
    }
    cr_expect_eq(utf8_valid_length("caf\xC3\xA9 \xE9", 7), 6);
    cr_expect_eq(utf8_valid_length("café", 5), 5);
}

Test(utf8, count_is_in_code_points) {
    cr_expect_eq(utf8_count("e\xCC\x81\xF0\x9F\x98\x80", 7), 3);
    cr_expect_eq(utf8_count("", 0), 0);
}
