#include "base/utf8.h"
#include "render/markdown_escape.h"

#include <cmark.h>
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static char *escape(const char *text) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    hgw_markdown_escape(&out, text, strlen(text), HGW_EDGE_START | HGW_EDGE_END);
    return hgw_buf_steal(&out);
}

Test(markdown_escape, plain_words_stay_as_they_are) {
    static const char *const texts[] = {"Noor begint vlot.", "Ja! (soms) - 3 > 2; 50 % & meer, a.b",
                                        "é 😀 \"x\" 'y'", "Jan & Piet", "1 tot 2 minuten"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *escaped = escape(texts[i]);
        cr_expect_str_eq(escaped, texts[i]);
        free(escaped);
    }
}

Test(markdown_escape, what_means_something_is_escaped) {
    static const char *const rows[][2] = {
        {"# kop", "\\# kop"},
        {"- punt", "\\- punt"},
        {"12. punt", "12\\. punt"},
        {"1) punt", "1\\) punt"},
        {"> citaat", "\\> citaat"},
        {"*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"},
        {"a | b", "a \\| b"},
        {"<b>", "\\<b>"},
        {"[a](b)", "\\[a\\](b)"},
        {"&amp;", "\\&amp;"},
        {"a\\b", "a\\\\b"},
        {"=", "\\="},
        {":-", "\\:-"},
        {"C#", "C\\#"},
        {"  a \n\t b  ", "a b"},
        {"\xC2\xA0"
         "a",
         "a"},
        {"", ""},
        {" ", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *escaped = escape(rows[i][0]);
        cr_expect_str_eq(escaped, rows[i][1]);
        free(escaped);
    }
}

Test(markdown_escape, a_literal_behind_it_is_minded) {
    static const struct {
        const char *before;
        char next;
        const char *after;
    } rows[] = {
        {"Ja!", '[', "Ja\\!"}, {"Ja!", ' ', "Ja!"}, {"a&", 'b', "a\\&"}, {"a&", '#', "a\\&"}, {"", '[', ""}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct hgw_buf out = HGW_BUF_EMPTY;
        hgw_buf_add_string(&out, rows[i].before);
        hgw_markdown_join(&out, rows[i].next);
        cr_expect_str_eq(out.data ? out.data : "", rows[i].after);
        hgw_buf_free(&out);
    }
}

/* --- whatever the text, Markdown reads it as that text --- */

/* A small generator, so that a failure can be repeated (xorshift; any seed but 0). */
static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void random_text(struct hgw_buf *out, uint32_t *state) {
    static const char *const pieces[] = {
        "*",     "_",        "`",   "**",  "~",   "#",    "##",    "-",
        "+",     "=",        ">",   "<",   "<b>", "</b>", "<!--",  "[",
        "]",     "(",        ")",   "!",   "|",   "\\",   "&",     "amp;",
        "&#65;", "\n",       "  ",  "\t",  "1.",  "2)",   "{{x}}", "http://a.b",
        ".",     ":",        "'",   "\"",  "a",   "b",    "é",     "٣",
        "😀",     "\xC2\xA0", "---", "===", "***", "```",  "~~~",   "\xE2\x80\x8F",
    };
    size_t count = next_random(state) % 12;
    for (size_t i = 0; i < count; i++) {
        if (next_random(state) % 4 != 0) {
            hgw_buf_add_string(out, pieces[next_random(state) % (sizeof pieces / sizeof pieces[0])]);
            continue;
        }
        char bytes[4];
        uint32_t c = next_random(state) % 0x11000;
        size_t length = c < 0x20 || c == 0xFFFE || c == 0xFFFF ? 0 : hgw_utf8_encode(c, bytes);
        hgw_buf_add(out, bytes, length);
    }
}

static bool is_space(uint32_t c) {
    return c == 0x20 || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

/* Single spaces, and no white space of Unicode at the ends. */
static char *normalised(const char *text) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    size_t end = 0, length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t c;
        size_t bytes = hgw_utf8_decode(text + at, length - at, &c);
        bool ascii = c < 0x80 && is_space(c);
        if (!is_space(c) || out.length > 0) {
            if (!ascii)
                hgw_buf_add(&out, text + at, bytes);
            else if (out.length > 0 && out.data[out.length - 1] != ' ')
                hgw_buf_add_char(&out, ' ');
        }
        if (!is_space(c))
            end = out.length;
        at += bytes;
    }
    hgw_buf_add_char(&out, '\0');
    out.data[end] = '\0';
    return hgw_buf_steal(&out);
}

/* The text of the one node of this type in the tree, where nothing else may hold any. */
static char *text_in(cmark_node *root) {
    struct hgw_buf text = HGW_BUF_EMPTY;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_TEXT)
            hgw_buf_add_string(&text, cmark_node_get_literal(node));
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK)
            hgw_buf_add_char(&text, '\n');
    }
    cmark_iter_free(iter);
    return hgw_buf_steal(&text);
}

/* The types of the nodes, as letters. */
static char *shape_of(cmark_node *root) {
    struct hgw_buf shape = HGW_BUF_EMPTY;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
        if (event == CMARK_EVENT_ENTER && type != CMARK_NODE_TEXT)
            hgw_buf_add_char(&shape, (char)('A' + (int)type));
    }
    cmark_iter_free(iter);
    return hgw_buf_steal(&shape);
}

/* A place in Markdown, and the text that stands there before and behind. */
struct spot {
    const char *before, *after, *text_before, *text_after;
};

static void check_place(const struct spot *spot, const char *text, const char *escaped) {
    char *source = hgw_format("%s%s%s", spot->before, escaped, spot->after);
    char *empty = hgw_format("%sx%s", spot->before, spot->after);
    char *inner = normalised(text),
         *expected = hgw_format("%s%s%s", spot->text_before, inner, spot->text_after);
    cmark_node *root = cmark_parse_document(source, strlen(source), CMARK_OPT_DEFAULT);
    cmark_node *plain = cmark_parse_document(empty, strlen(empty), CMARK_OPT_DEFAULT);
    char *shape = shape_of(root), *expected_shape = shape_of(plain), *got = text_in(root);
    cr_assert_str_eq(shape, expected_shape, "%s", source);
    cr_assert_str_eq(got, expected, "%s", source);
    free(shape);
    free(expected_shape);
    free(got);
    free(inner);
    free(expected);
    free(source);
    free(empty);
    cmark_node_free(root);
    cmark_node_free(plain);
}

Test(markdown_escape, any_text_reads_as_itself_in_any_place) {
    static const struct spot spots[] = {
        {"", "\n", "", ""},         {"## ", "\n", "", ""},
        {"- ", "\n", "", ""},       {"> ", "\n", "", ""},
        {"**", "**\n", "", ""},     {"a ", " b\n", "a ", " b"},
        {"1. ", "\n", "", ""},      {"[", "](http://x)\n", "", ""},
        {"*", "*: a\n", "", ": a"}, {"x\n", "\ny\n", "x\n", "\ny"},
    };
    uint32_t state = 20261124;
    for (size_t i = 0; i < 20000; i++) {
        struct hgw_buf text = HGW_BUF_EMPTY;
        random_text(&text, &state);
        char *escaped = escape(text.data ? text.data : "");
        if (escaped[0] != '\0')
            check_place(&spots[i % (sizeof spots / sizeof spots[0])], text.data, escaped);
        free(escaped);
        hgw_buf_free(&text);
    }
}
