#include "document/graft.h"

#include <cmark.h>
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum tag { VALUE, PROSE, PROSE_IN_LINE };

/* The Markdown of a report: that of a template with one tag between `before` and `after`. */
static char *report(const char *before, enum tag tag, const char *text, const char *after) {
    struct buf output = BUF_EMPTY, out = BUF_EMPTY;
    struct markdown tree = {0};
    struct graft graft = {0};
    buf_add_string(&output, before);
    if (tag == VALUE)
        graft_value(&graft, &output, text);
    else
        graft_prose(&graft, &output, text, tag == PROSE);
    buf_add_string(&output, after);
    graft_read(&graft, &output, &tree);
    markdown_write(&out, tree.root);
    graft_free(&graft);
    markdown_free(&tree);
    buf_free(&output);
    if (out.length > 0 && out.data[out.length - 1] == '\n')
        out.data[--out.length] = '\0';
    return buf_steal(&out);
}

static void expect_tag(const char *before, enum tag tag, const char *text, const char *after, const char *wanted) {
    char *got = report(before, tag, text, after);
    cr_expect_str_eq(got, wanted);
    free(got);
}

static void expect(const char *before, const char *text, const char *after) {
    expect_tag(before, PROSE, text, "", after);
}

Test(graft, plain_words_stay) {
    expect("", "Noor begint vlot.", "Noor begint vlot.");
    expect("", "  Twee\n     regels  ", "Twee\nregels");
    expect("", " \n ", "");
    expect("- ", "Ja! 3 > 2 & meer", "- Ja! 3 > 2 & meer");
}

Test(graft, indentation_of_the_xml_is_taken_off) {
    expect("", "\n      Een.\n\n      - a\n        - b\n\n      Twee.\n    ", "Een.\n\n- a\n  - b\n\nTwee.");
    expect("", "Een.\n\n        Dieper ingesprongen.", "Een.\n\nDieper ingesprongen.");
    expect("", "Een.\n\n  Twee.\n\n        Drie.", "Een.\n\nTwee.\n\nDrie.");
    expect("", "\tEen\n\t\ttwee\n\t\tdrie", "Een\ntwee\ndrie");
}

Test(graft, containers_go_around_each_line) {
    expect("- ", "Een.\n\nTwee\ndrie.", "- Een.\n\n  Twee\n  drie.");
    expect("> ", "Een.\n\nTwee.", "> Een.\n>\n> Twee.");
    expect("x\n\n  12. ", "Een\ntwee", "x\n\n12. Een\n    twee");
    expect("> - ", "a\n\n- b\n- c", "> - a\n>\n>   - b\n>   - c");
}

Test(graft, elsewhere_it_is_one_line) {
    expect("**Doel**: ", "Een\ntwee.\n\nDrie\n\n- a\n- b.\n- c", "**Doel**: Een twee. Drie; a; b. c");
    expect_tag("| h | i |\n| --- | --- |\n| a | ", PROSE, "Een | twee\n\n`x|y`", " |\n",
               "| h | i |\n| --- | --- |\n| a | Een \\| twee; `x\\|y` |");
    expect("# ", "# Kop", "# **Kop**");
    expect_tag("- ", PROSE_IN_LINE, "Een\ntwee", "", "- Een twee");
    expect_tag("**", PROSE, "a **b** c\n\nd", "**: e", "**a b c; d**: e");
}

Test(graft, markup_that_may_stay) {
    expect("", "*a* _b_ __c__ `d` [e](https://f.be)", "*a* *b* **c** `d` [e](<https://f.be>)");
    expect("", "1. a\n2. b\n\n* c\n* d", "1. a\n2. b\n\n- c\n- d");
    expect("", "- a\n\n* b", "- a\n\n* b");
    expect("", "> a\n> b", "> a\n> b");
    expect("", "a  \nb\\\nc", "a\\\nb\\\nc");
    expect("", "```\na *b*\n```", "```\na *b*\n```");
    expect("", "![tekening](noor.png)", "![tekening](<noor.png>)");
    expect("", "| a | b |\n|---|--:|\n| 1 | *2* |\n| | 3 |", "| a | b |\n|---|--:|\n| 1 | *2* |\n|  | 3 |");
}

Test(graft, markup_that_goes) {
    expect("", "# Kop\n\ntekst", "**Kop**\n\ntekst");
    expect("", "Kop\n===\n\n## **B** c", "**Kop**\n\n**B c**");
    expect("", "a\n\n---\n\nb", "a\n\nb");
    expect("", "<div>\nx\n</div>\n\na <b>c</b> <!-- d -->", "a c");
    expect("", "[a](javascript:alert) ![b](http://c/d.png) ![e](../f.png)", "a b e");
    expect("", "![a](/etc/b.png) ![c](%2e%2e/d.png) ![e](map/f.png)", "a c ![e](<map/f.png>)");
    expect("", "- a\n-\n- \n\n- b", "- a\n\n- b");
    expect("", "**a *b **c** d* e**", "**a *b c d* e**");
    expect("", "![a ![b](c.png) [d ![e](f.png)](http://g)](h.png)", "![a b [d e](<http://g>)](<h.png>)");
}

Test(graft, open_constructs_are_closed) {
    expect("", "**a\n\n[b](c", "\\*\\*a\n\n\\[b\\](c");
    expect("", "```\na", "```\na\n```");
    expect("", "<!-- a", "");
    expect("- ", "> a\nb", "- > a\n  > b");
}

Test(graft, any_line_end_will_do) {
    expect("", "a\r\nb\rc\r\r    d\r\r```\re\r```", "a\nb\nc\n\nd\n\n```\ne\n```");
}

Test(graft, tags_of_templates_are_text) {
    expect("", "{{naam}} {{{x}}}", "{{naam}} {{{x}}}");
}

Test(graft, nesting_is_capped) {
    struct buf deep = BUF_EMPTY;
    for (int i = 0; i < 100000; i++)
        buf_add_string(&deep, "> ");
    buf_add_string(&deep, "a");
    expect("", deep.data, "> > > > > > > > > > a");
    buf_clear(&deep);
    for (int i = 0; i < 100000; i++)
        buf_add_string(&deep, "- ");
    buf_add_string(&deep, "a");
    expect("", deep.data, "- - - - - - - - - - a");
    buf_clear(&deep);
    for (int i = 0; i < 20000; i++)
        buf_add_string(&deep, "*a **b ");
    for (int i = 0; i < 20000; i++)
        buf_add_string(&deep, "c** d* ");
    char *got = report("", PROSE, deep.data, "");
    cr_expect_gt(strlen(got), 100000);
    free(got);
    buf_clear(&deep);
    for (int i = 0; i < 200000; i++)
        buf_add_string(&deep, "![");
    buf_add_string(&deep, "*a* *b*");
    for (int i = 0; i < 200000; i++)
        buf_add_string(&deep, "](c.png)");
    expect("", deep.data, "![*a* *b*](<c.png>)");
    buf_free(&deep);
}

/* --- whatever the text, it stays inside its place --- */

static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void random_prose(struct buf *out, uint32_t *state) {
    static const char *const pieces[] = {
        "*",         "_",       "`",    "**",   "__",    "# ",         "\n# ",    "\n- ",        "\n  - ", "\n1. ",
        "\n> ",      "<b>",     "</b>", "<!--", "-->",   "[",          "](x)",    "](http://x)", "!",      "|",
        "\n|-|-|\n", "\\",      "&",    "amp;", "&#65;", "\n",         "\n\n",    "  ",          "\t",     "    ",
        "---",       "===",     "```",  "~~~",  "a",     "b c",        "é",       ".",           ":",      "\n---\n",
        "\n===\n",   "<div>\n", "(",    ")",    "\"x\"", "\n[a]: b\n", "\n```\n", "- - -",
    };
    size_t count = 1 + next_random(state) % 14;
    for (size_t i = 0; i < count; i++)
        buf_add_string(out, pieces[next_random(state) % (sizeof pieces / sizeof pieces[0])]);
}

/* The types of the nodes that are not inside the node with this index among those of the top level. */
static size_t count_blocks(cmark_node *root) {
    size_t count = 0;
    for (cmark_node *node = cmark_node_first_child(root); node; node = cmark_node_next(node))
        count++;
    return count;
}

static bool holds(cmark_node *node, cmark_node_type type) {
    bool found = false;
    cmark_iter *iter = cmark_iter_new(node);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        found = found || cmark_node_get_type(cmark_iter_get_node(iter)) == type;
    cmark_iter_free(iter);
    return found;
}

static cmark_node *parse_around(const char *before, const char *text, const char *after, enum tag tag) {
    char *all = report(before, tag, text, after);
    cmark_node *root = cmark_parse_document(all, strlen(all), CMARK_OPT_DEFAULT);
    cr_expect_not(holds(root, CMARK_NODE_HTML_BLOCK), "%s", all);
    cr_expect_not(holds(root, CMARK_NODE_HTML_INLINE), "%s", all);
    free(all);
    return root;
}

Test(graft, whatever_it_is_it_stays_in_its_place) {
    uint32_t state = 4711;
    for (int i = 0; i < 6000; i++) {
        struct buf text = BUF_EMPTY;
        random_prose(&text, &state);
        char *alone = report("", PROSE, text.data, "");
        size_t blocks = *alone == '\0' ? 1 : 2; /* an item with nothing in it vanishes */
        free(alone);
        cmark_node *root = parse_around("- ", text.data, "\n\nslot\n", PROSE);
        cr_assert_eq(count_blocks(root), blocks, "%s", text.data);
        cr_assert_eq(cmark_node_get_type(cmark_node_first_child(root)),
                     blocks == 1 ? CMARK_NODE_PARAGRAPH : CMARK_NODE_LIST, "%s", text.data);
        cmark_node_free(root);
        if (blocks == 1) {
            buf_free(&text);
            continue;
        }
        root = parse_around("## a ", text.data, "\n\nslot\n", PROSE);
        cr_assert_eq(count_blocks(root), 2, "%s", text.data);
        cr_assert_eq(cmark_node_get_type(cmark_node_first_child(root)), CMARK_NODE_HEADING, "%s", text.data);
        cmark_node_free(root);
        root = parse_around("a\n\n> ", text.data, "\n\nslot\n", PROSE);
        cr_assert_eq(count_blocks(root), 3, "%s", text.data);
        cr_assert_eq(cmark_node_get_type(cmark_node_next(cmark_node_first_child(root))), CMARK_NODE_BLOCK_QUOTE, "%s",
                     text.data);
        cmark_node_free(root);
        root = parse_around("a ", text.data, " b\n", PROSE_IN_LINE);
        cr_assert_eq(count_blocks(root), 1, "%s", text.data);
        cmark_node_free(root);
        buf_free(&text);
    }
}

/* --- what may stay, stays what it is --- */

static const char *pick(uint32_t *state, const char *const *choices, size_t count) {
    return choices[next_random(state) % count];
}

#define PICK(state, ...)                                                                                               \
    pick(state, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void add_random_line(struct buf *out, uint32_t *state) {
    buf_add_string(out, PICK(state, "Noor ", "**vet** ", "*schuin* "));
    for (uint32_t count = next_random(state) % 4; count > 0; count--)
        buf_add_string(out, PICK(state, "a ", "*b* ", "**c *d* e** ", "`f` ", "`` g`h `` ", "``` ``i`` ``` ",
                                 "[j](<https://k.be/l (m)>) ", "\\* \\` \\[n\\] ", "o_p ", "&lt;q> ", "5. ",
                                 "\\~\\~\\~ ", "1 + 1 - 2 # ", "![t](u.png) "));
    buf_add_string(out, "z.");
}

/* Blocks of which all may stay; `prefix` begins each line. */
static void add_random_blocks(struct buf *out, uint32_t *state, const char *prefix, int depth) {
    char deeper[64], item[16];
    for (uint32_t count = 1 + next_random(state) % 3; count > 0; count--) {
        uint32_t kind = next_random(state) % (depth > 0 ? 5 : 2);
        if (kind == 0) {
            buf_add_string(out, prefix);
            add_random_line(out, state);
            for (uint32_t more = next_random(state) % 3; more > 0; more--) {
                buf_printf(out, "%s\n%s", PICK(state, "", "  ", "\\"), prefix);
                add_random_line(out, state);
            }
            buf_add_char(out, '\n');
        } else if (kind == 1) {
            const char *fence = PICK(state, "`````", "~~~~~");
            buf_printf(out, "%s%s\n", prefix, fence);
            for (uint32_t lines = next_random(state) % 6; lines > 0; lines--)
                buf_printf(
                    out, "%s%s\n", prefix,
                    PICK(state, "", "", "```", "````", "~~~", "  a  b  ", "- c", "*d*", "<e>", "    f", "# g", "\\"));
            buf_printf(out, "%s%s\n", prefix, fence);
        } else if (kind == 2) {
            snprintf(deeper, sizeof deeper, "%s> ", prefix);
            add_random_blocks(out, state, deeper, depth - 1);
        } else {
            const char *between = PICK(state, "", "\n");
            uint32_t number = next_random(state) % 12, items = 1 + next_random(state) % 3;
            for (uint32_t i = 0; i < items; i++) {
                snprintf(item, sizeof item, kind == 3 ? "- " : "%u. ", number + i);
                snprintf(deeper, sizeof deeper, "%s%*s", prefix, (int)strlen(item), "");
                size_t start = out->length;
                add_random_blocks(out, state, deeper, depth - 1);
                memcpy(out->data + start + strlen(prefix), item, strlen(item));
                if (*between && i + 1 < items)
                    buf_printf(out, "%s\n", prefix);
            }
        }
        buf_printf(out, "%s\n", prefix);
        if (count > 1) { /* lists and quotes in a row would be one */
            buf_add_string(out, prefix);
            add_random_line(out, state);
            buf_printf(out, "\n%s\n", prefix);
        }
    }
}

static char *tree_of(const char *text) {
    cmark_node *root = cmark_parse_document(text, strlen(text), CMARK_OPT_DEFAULT);
    cmark_consolidate_text_nodes(root);
    char *xml = cmark_render_xml(root, CMARK_OPT_DEFAULT);
    cmark_node_free(root);
    return xml;
}

Test(graft, what_may_stay_means_the_same) {
    uint32_t state = 20261124;
    for (int i = 0; i < 5000; i++) {
        struct buf text = BUF_EMPTY;
        buf_add_char(&text, '\n');
        add_random_blocks(&text, &state, "", 3);
        char *got = report("", PROSE, text.data, ""), *before = tree_of(text.data), *after = tree_of(got);
        cr_assert_str_eq(after, before, "%s\nbecame\n%s", text.data, got);
        free(after);
        free(before);
        free(got);
        buf_free(&text);
    }
}

/* --- values --- */

Test(graft, plain_values_stay_as_they_are) {
    static const char *const texts[] = {"Noor begint vlot.", "Ja! (soms) - 3 > 2; 50 % & meer, a.b", "é 😀 \"x\" 'y'",
                                        "Jan & Piet", "1 tot 2 minuten"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        expect_tag("", VALUE, texts[i], "", texts[i]);
}

Test(graft, what_means_something_is_escaped) {
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
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_tag("", VALUE, rows[i][0], "", rows[i][1]);
}

Test(graft, what_stands_around_a_value_is_minded) {
    expect_tag("", VALUE, "Ja!", "[x](http://y)", "Ja\\![x](<http://y>)");
    expect_tag("", VALUE, "Ja!", " a", "Ja! a");
    expect_tag("", VALUE, "a&", "b; c", "a\\&b; c");
    expect_tag("a&#", VALUE, "65", "; b", "a\\&#65; b");
    expect_tag("**", VALUE, "a", "**b", "**a**b");
    expect_tag("", VALUE, "1", ". a", "1\\. a");
}

Test(graft, where_no_nodes_stand_a_text_is_its_words) {
    expect_tag("`", VALUE, "a`b", "`", "``a`b``");
    expect_tag("```\n", VALUE, "*a*", "\n```", "```\n*a*\n```");
    expect_tag("[a](http://b/", VALUE, "c", ")", "[a](<http://b/c>)");
    expect_tag("[a](", VALUE, "javascript:b", ")", "a");
    expect_tag("[a](", VALUE, "mailto:b@c.be", ")", "[a](<mailto:b@c.be>)");
    expect_tag("![a](", VALUE, "/etc/passwd", ")", "a");
    expect_tag("![a](", VALUE, "a.png", ")", "![a](<a.png>)");
    expect_tag("[a](http://b \"", PROSE, "c *d* \"e\"", "\")", "[a](<http://b> \"c d \\\"e\\\"\")");
    expect_tag("a <b title=\"", VALUE, "c\"><i>", "\"> d", "a  d");
    expect_tag("<div ", VALUE, "onclick=x", ">\n\na", "a");
}

Test(graft, private_characters_in_a_case_are_text) {
    expect_tag("a ", VALUE,
               "\xEE\x80\x80"
               "0\xEE\x80\x81",
               " b",
               "a \xEE\x80\x80"
               "0\xEE\x80\x81 b");
    expect_tag("a ", PROSE,
               "\xEE\x80\x80"
               "0\xEE\x80\x81",
               "",
               "a \xEE\x80\x80"
               "0\xEE\x80\x81");
    /* character references of a template come to the same place, and find no text */
    expect_tag("&#xE000;7&#xE001; ", VALUE, "a", "",
               "\xEE\x80\x80"
               "7\xEE\x80\x81 a");
    expect_tag("&#xE000;0&#xE001; ", PROSE, "a\n\nb", "", "a; b");
}

static size_t encode(uint32_t c, char bytes[4]) {
    bool valid = utf8proc_codepoint_valid((utf8proc_int32_t)c);
    return valid ? (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)bytes) : 0;
}

Test(graft, blocks_part_the_lines_of_a_paragraph) {
    expect_tag("a\n", PROSE, "b\n\n- c", "\nd", "a\n\nb\n\n- c\n\nd");
    expect_tag("a\n", PROSE, "b\nc", "\nd", "a\nb\nc\nd");
    expect_tag("- a\n- ", PROSE, "b\n\nc", "\n- d", "- a\n\n- b\n\n  c\n\n- d");
    expect_tag("> ", PROSE, "| a |\n|---|\n| b |", "\n", "> | a |\n> |---|\n> | b |");
}

/* --- whatever the text, Markdown reads it as that text --- */

static void random_text(struct buf *out, uint32_t *state) {
    static const char *const pieces[] = {
        "*",     "_",    "`",    "**", "~",  "#",        "##",    "-",          "+",   "=",   ">",   "<",
        "<b>",   "</b>", "<!--", "[",  "]",  "(",        ")",     "!",          "|",   "\\",  "&",   "amp;",
        "&#65;", "\n",   "  ",   "\t", "1.", "2)",       "{{x}}", "http://a.b", ".",   ":",   "'",   "\"",
        "a",     "b",    "é",    "٣",  "😀",  "\xC2\xA0", "---",   "===",        "***", "```", "~~~", "\xE2\x80\x8F",
    };
    size_t count = next_random(state) % 12;
    for (size_t i = 0; i < count; i++) {
        if (next_random(state) % 4 != 0) {
            buf_add_string(out, pieces[next_random(state) % (sizeof pieces / sizeof pieces[0])]);
            continue;
        }
        char bytes[4];
        uint32_t c = next_random(state) % 0x11000;
        size_t length = c < 0x20 || c == 0xFFFE || c == 0xFFFF ? 0 : encode(c, bytes);
        buf_add(out, bytes, length);
    }
}

static bool is_space(uint32_t c) {
    return c == 0x20 || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Single spaces, and no white space of Unicode at the ends. */
static char *normalised(const char *given) {
    struct buf out = BUF_EMPTY, shown = BUF_EMPTY;
    printable_add(&shown, given, strlen(given), PRINTABLE_DOCUMENT);
    const char *text = shown.data ? shown.data : "";
    size_t end = 0, length = shown.length;
    for (size_t at = 0; at < length;) {
        uint32_t c;
        size_t bytes = utf8_decode(text + at, length - at, &c);
        bool ascii = c < 0x80 && is_space(c);
        if (!is_space(c) || out.length > 0) {
            if (!ascii)
                buf_add(&out, text + at, bytes);
            else if (out.length > 0 && out.data[out.length - 1] != ' ')
                buf_add_char(&out, ' ');
        }
        if (!is_space(c))
            end = out.length;
        at += bytes;
    }
    buf_add_char(&out, '\0');
    out.data[end] = '\0';
    buf_free(&shown);
    return buf_steal(&out);
}

/* The text of the one node of this type in the tree, where nothing else may hold any. */
static char *text_in(cmark_node *root) {
    struct buf text = BUF_EMPTY;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_TEXT)
            buf_add_string(&text, cmark_node_get_literal(node));
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK)
            buf_add_char(&text, '\n');
    }
    cmark_iter_free(iter);
    return buf_steal(&text);
}

/* The types of the nodes, as letters. */
static char *shape_of(cmark_node *root) {
    struct buf shape = BUF_EMPTY;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
        if (event == CMARK_EVENT_ENTER && type != CMARK_NODE_TEXT)
            buf_add_char(&shape, (char)('A' + (int)type));
    }
    cmark_iter_free(iter);
    return buf_steal(&shape);
}

/* A place in Markdown, and the text that stands there before and behind. */
struct spot {
    const char *before, *after, *text_before, *text_after;
};

static void check_place(const struct spot *spot, const char *text) {
    char *source = report(spot->before, VALUE, text, spot->after);
    char *empty = text_format("%sx%s", spot->before, spot->after);
    char *inner = normalised(text), *expected = text_format("%s%s%s", spot->text_before, inner, spot->text_after);
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

Test(graft, any_text_reads_as_itself_in_any_place) {
    static const struct spot spots[] = {
        {"", "\n", "", ""},         {"## ", "\n", "", ""},
        {"- ", "\n", "", ""},       {"> ", "\n", "", ""},
        {"**", "**\n", "", ""},     {"a ", " b\n", "a ", " b"},
        {"1. ", "\n", "", ""},      {"[", "](http://x)\n", "", ""},
        {"*", "*: a\n", "", ": a"}, {"x\n", "\ny\n", "x\n", "\ny"},
    };
    uint32_t state = 20261124;
    for (size_t i = 0; i < 20000; i++) {
        struct buf text = BUF_EMPTY;
        random_text(&text, &state);
        char *shown = normalised(text.data ? text.data : "");
        if (*shown != '\0')
            check_place(&spots[i % (sizeof spots / sizeof spots[0])], text.data);
        free(shown);
        buf_free(&text);
    }
}
