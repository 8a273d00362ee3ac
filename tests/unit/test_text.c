#include "base/base.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(text, normalise) {
    static const char *const rows[][2] = {
        {"", ""},
        {" \t\r\n", ""},
        {"a", "a"},
        {"  a  b ", "a b"},
        {"a\n\n b\tc\r\n", "a b c"},
        {"\xC2\xA0 a", "\xC2\xA0 a"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text = strdup(rows[i][0]);
        text_normalise(text);
        cr_expect_str_eq(text, rows[i][1]);
        free(text);
    }
}

Test(text, nothing_can_steer_the_terminal) {
    static const struct {
        const char *text, *shown;
    } rows[] = {
        {"Noor é 👩‍🏫", "Noor é 👩‍🏫"},
        {"a\x1b[31mb", "a\xEF\xBF\xBD[31mb"},
        {"a\xC2\x9B"
         "31mb",
         "a\xEF\xBF\xBD"
         "31mb"}, /* CSI as a C1 character */
        {"a\x7F\x07", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"a\xE2\x80\xAE"
         "b",
         "a\xEF\xBF\xBD"
         "b"}, /* right-to-left override */
        {"a\nb\tc\rd", "a b c d"},
        {"a\xFF"
         "b",
         "a\xEF\xBF\xBD"
         "b"},
        {"\xC4\xA0\xC4\x8D", "\xC4\xA0\xC4\x8D"}, /* low bytes that look like white space */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf out = BUF_EMPTY;
        printable_add(&out, rows[i].text, strlen(rows[i].text), PRINTABLE_LINE);
        cr_expect_str_eq(out.data, rows[i].shown);
        buf_free(&out);
    }
}

Test(text, what_steers_has_a_form_for_each_place) {
    static const char text[] = "A\tB\n\xC2\x9B"
                               "1m\x7F\xC2\x85\xE2\x80\xAAx\xE2\x81\xA9\xE2\x80\xA8 \xE2\x80\x8F\xD7\x90 \xD8\xA7";
    static const char *const forms[] = {
        [PRINTABLE_LINE] = "A B \uFFFD1m\uFFFD\uFFFD\uFFFDx\uFFFD\uFFFD \u200F\u05D0 \u0627",
        [PRINTABLE_DOCUMENT] = "A\tB\n\uFFFD1m\uFFFD\uFFFDx\uFFFD \u200F\u05D0 \u0627",
        [PRINTABLE_JSON] = "A\tB\n\\u009b1m\\u007f\\u0085\\u202ax\\u2069\\u2028 \u200F\u05D0 \u0627",
        [PRINTABLE_XML] = "A\tB\n&#x9B;1m&#x7F;&#x85;&#x202A;x&#x2069;&#x2028; \u200F\u05D0 \u0627",
    };
    for (size_t how = 0; how < sizeof forms / sizeof forms[0]; how++) {
        struct buf out = BUF_EMPTY;
        buf_add_string(&out, text);
        printable_make(&out, (enum printable)how);
        cr_expect_str_eq(out.data, forms[how]);
        buf_free(&out);
    }
}

Test(text, width) {
    static const struct {
        const char *text;
        size_t width;
    } rows[] = {
        {"", 0},
        {"Noor", 4},
        {"é", 1},
        {"e\xCC\x81", 1}, /* a combining accent */
        {"漢字", 4},
        {"😀", 2},
        {"👩‍🏫", 2}, /* joined */
        {"👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 4},
        {"🤷‍♀️", 2},
        {"1️⃣", 2},
        {"👩‍a", 3},
        {"👍🏽", 2}, /* with a skin tone */
        {"🇧🇪", 2},       /* a flag */
        {"🇧🇪🇳🇱", 4},
        {"❤️", 2}, /* emoji style asked for */
        {"❤", 1},
        {"\xE2\x80\x8B", 0},
        {"a\xFF"
         "b",
         3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect_eq(text_width(rows[i].text, strlen(rows[i].text)), rows[i].width, "%s: %zu", rows[i].text,
                     text_width(rows[i].text, strlen(rows[i].text)));
}

Test(text, wrapped) {
    struct buf out = BUF_EMPTY;
    text_wrap(&out, "een twee\n drie vier-vijf-zes-zeven acht", 0, 2, 12);
    cr_expect_str_eq(out.data, "  een twee\n  drie\n  vier-vijf-zes-zeven\n  acht");
    buf_clear(&out);
    text_wrap(&out, " een twee drie", 4, 2, 12);
    cr_expect_str_eq(out.data, " een\n  twee drie");
    buf_clear(&out);
    text_wrap(&out, "een twee drie vier", 6, 2, 0);
    cr_expect_str_eq(out.data, "een twee drie vier");
    buf_clear(&out);
    text_wrap(&out, "een twee|drie|vier vijf", 4, 4, 14);
    cr_expect_str_eq(out.data, "een twee|\n    drie|vier\n    vijf");
    buf_clear(&out);
    text_wrap(&out, "", 2, 2, 12);
    cr_expect_eq(out.length, 0);
    buf_free(&out);
}
