#include "render/markdown_prose.h"
#include "render/tidy.h"

#include <cmark.h>
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *prose(const char *before, const char *text, bool ends_line) {
    struct hgw_buf out = HGW_BUF_EMPTY;
    struct hgw_error error = HGW_ERROR_EMPTY;
    hgw_buf_add_string(&out, before);
    cr_assert(hgw_markdown_prose(&out, text, ends_line, &error), "%s", hgw_error_text(&error));
    return hgw_buf_steal(&out);
}

static void expect(const char *before, const char *text, const char *after) {
    char *got = prose(before, text, true);
    cr_expect_str_eq(got, after);
    free(got);
}

Test(markdown_prose, plain_words_stay) {
    expect("", "Noor begint vlot.", "Noor begint vlot.");
    expect("", "  Twee\n     regels  ", "Twee\nregels");
    expect("", " \n ", "");
    expect("- ", "Ja! 3 > 2 & meer", "- Ja! 3 > 2 & meer");
}

Test(markdown_prose, indentation_of_the_xml_is_taken_off) {
    expect("", "\n      Een.\n\n      - a\n        - b\n\n      Twee.\n    ", "Een.\n\n- a\n  - b\n\nTwee.");
    expect("", "Een.\n\n        Dieper ingesprongen.", "Een.\n\nDieper ingesprongen.");
    expect("", "Een.\n\n  Twee.\n\n        Drie.", "Een.\n\nTwee.\n\nDrie.");
    expect("", "\tEen\n\t\ttwee\n\t\tdrie", "Een\ntwee\ndrie");
}

Test(markdown_prose, containers_go_around_each_line) {
    expect("- ", "Een.\n\nTwee\ndrie.", "- Een.\n\n  Twee\n  drie.");
    expect("> ", "Een.\n\nTwee.", "> Een.\n>\n> Twee.");
    expect("x\n  12. ", "Een\ntwee", "x\n  12. Een\n      twee");
    expect("> - ", "a\n\n- b\n- c", "> - a\n>\n>   - b\n>   - c");
}

Test(markdown_prose, elsewhere_it_is_one_line) {
    expect("**Doel**: ", "Een\ntwee.\n\nDrie\n\n- a\n- b.\n- c", "**Doel**: Een twee. Drie; a; b. c");
    expect("| a | ", "Een | twee\n\n`x|y`", "| a | Een \\| twee; `x\\|y`");
    expect("## ", "# Kop", "## **Kop**");
    char *got = prose("- ", "Een\ntwee", false);
    cr_expect_str_eq(got, "- Een twee");
    free(got);
}

Test(markdown_prose, markup_that_may_stay) {
    expect("", "*a* _b_ __c__ `d` [e](https://f.be)", "*a* *b* **c** `d` [e](<https://f.be>)");
    expect("", "1. a\n2. b\n\n* c\n* d", "1. a\n2. b\n\n- c\n- d");
    expect("", "- a\n\n* b", "- a\n\n* b");
    expect("", "> a\n> b", "> a\n> b");
    expect("", "a  \nb\\\nc", "a\\\nb\\\nc");
    expect("", "```\na *b*\n```", "```\na *b*\n```");
    expect("", "![tekening](noor.png)", "![tekening](<noor.png>)");
    expect("", "| a | b |\n|---|--:|\n| 1 | *2* |", "| a | b |\n| --- | --: |\n| 1 | *2* |");
}

Test(markdown_prose, markup_that_goes) {
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

Test(markdown_prose, open_constructs_are_closed) {
    expect("", "**a\n\n[b](c", "\\*\\*a\n\n\\[b\\](c");
    expect("", "```\na", "```\na\n```");
    expect("", "<!-- a", "");
    expect("- ", "> a\nb", "- > a\n  > b");
}

Test(markdown_prose, any_line_end_will_do) {
    expect("", "a\r\nb\rc\r\r    d\r\r```\re\r```", "a\nb\nc\n\nd\n\n```\ne\n```");
}

Test(markdown_prose, tags_of_templates_are_text) {
    expect("", "{{naam}} {{{x}}}", "{{naam}} {{{x}}}");
}

Test(markdown_prose, nesting_is_capped) {
    struct hgw_buf deep = HGW_BUF_EMPTY;
    for (int i = 0; i < 100000; i++)
        hgw_buf_add_string(&deep, "> ");
    hgw_buf_add_string(&deep, "a");
    expect("", deep.data, "> > > > > > a");
    hgw_buf_clear(&deep);
    for (int i = 0; i < 100000; i++)
        hgw_buf_add_string(&deep, "- ");
    hgw_buf_add_string(&deep, "a");
    expect("", deep.data, "- - - - - - a");
    hgw_buf_clear(&deep);
    for (int i = 0; i < 20000; i++)
        hgw_buf_add_string(&deep, "*a **b ");
    for (int i = 0; i < 20000; i++)
        hgw_buf_add_string(&deep, "c** d* ");
    char *got = prose("", deep.data, true);
    cr_expect_gt(strlen(got), 100000);
    free(got);
    hgw_buf_clear(&deep);
    for (int i = 0; i < 200000; i++)
        hgw_buf_add_string(&deep, "![");
    hgw_buf_add_string(&deep, "*a* *b*");
    for (int i = 0; i < 200000; i++)
        hgw_buf_add_string(&deep, "](c.png)");
    expect("", deep.data, "![*a* *b*](<c.png>)");
    hgw_buf_free(&deep);
}

/* --- whatever the text, it stays inside its place --- */

static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void random_prose(struct hgw_buf *out, uint32_t *state) {
    static const char *const pieces[] = {
        "*",       "_",           "`",    "**",  "__",        "# ",         "\n# ",    "\n- ",
        "\n  - ",  "\n1. ",       "\n> ", "<b>", "</b>",      "<!--",       "-->",     "[",
        "](x)",    "](http://x)", "!",    "|",   "\n|-|-|\n", "\\",         "&",       "amp;",
        "&#65;",   "\n",          "\n\n", "  ",  "\t",        "    ",       "---",     "===",
        "```",     "~~~",         "a",    "b c", "é",         ".",          ":",       "\n---\n",
        "\n===\n", "<div>\n",     "(",    ")",   "\"x\"",     "\n[a]: b\n", "\n```\n", "- - -",
    };
    size_t count = 1 + next_random(state) % 14;
    for (size_t i = 0; i < count; i++)
        hgw_buf_add_string(out, pieces[next_random(state) % (sizeof pieces / sizeof pieces[0])]);
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

static cmark_node *parse_around(const char *before, const char *text, const char *after, bool ends_line) {
    char *got = prose(before, text, ends_line), *all = hgw_format("%s%s", got, after);
    cmark_node *root = cmark_parse_document(all, strlen(all), CMARK_OPT_DEFAULT);
    cr_expect_not(holds(root, CMARK_NODE_HTML_BLOCK), "%s", all);
    cr_expect_not(holds(root, CMARK_NODE_HTML_INLINE), "%s", all);
    free(got);
    free(all);
    return root;
}

Test(markdown_prose, whatever_it_is_it_stays_in_its_place) {
    uint32_t state = 4711;
    for (int i = 0; i < 6000; i++) {
        struct hgw_buf text = HGW_BUF_EMPTY;
        random_prose(&text, &state);
        cmark_node *root = parse_around("- ", text.data, "\n\nslot\n", true);
        cr_assert_eq(count_blocks(root), 2, "%s", text.data);
        cr_assert_eq(cmark_node_get_type(cmark_node_first_child(root)), CMARK_NODE_LIST, "%s", text.data);
        cmark_node_free(root);
        root = parse_around("## a ", text.data, "\n\nslot\n", true);
        cr_assert_eq(count_blocks(root), 2, "%s", text.data);
        cr_assert_eq(cmark_node_get_type(cmark_node_first_child(root)), CMARK_NODE_HEADING, "%s", text.data);
        cmark_node_free(root);
        root = parse_around("a\n\n> ", text.data, "\n\nslot\n", true);
        cr_assert_eq(count_blocks(root), 3, "%s", text.data);
        cr_assert_eq(cmark_node_get_type(cmark_node_next(cmark_node_first_child(root))),
                     CMARK_NODE_BLOCK_QUOTE, "%s", text.data);
        cmark_node_free(root);
        root = parse_around("a ", text.data, " b\n", false);
        cr_assert_eq(count_blocks(root), 1, "%s", text.data);
        cmark_node_free(root);
        hgw_buf_free(&text);
    }
}

/* --- what may stay, stays what it is --- */

static const char *pick(uint32_t *state, const char *const *choices, size_t count) {
    return choices[next_random(state) % count];
}

#define PICK(state, ...)                                                                                     \
    pick(state, (const char *const[]){__VA_ARGS__},                                                          \
         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void add_random_line(struct hgw_buf *out, uint32_t *state) {
    hgw_buf_add_string(out, PICK(state, "Noor ", "**vet** ", "*schuin* "));
    for (uint32_t count = next_random(state) % 4; count > 0; count--)
        hgw_buf_add_string(out, PICK(state, "a ", "*b* ", "**c *d* e** ", "`f` ", "`` g`h `` ",
                                     "``` ``i`` ``` ", "[j](<https://k.be/l (m)>) ", "\\* \\` \\[n\\] ",
                                     "o_p ", "&lt;q> ", "5. ", "\\~\\~\\~ ", "1 + 1 - 2 # ", "![t](u.png) "));
    hgw_buf_add_string(out, "z.");
}

/* Blocks of which all may stay; `prefix` begins each line. */
static void add_random_blocks(struct hgw_buf *out, uint32_t *state, const char *prefix, int depth) {
    char deeper[64], item[16];
    for (uint32_t count = 1 + next_random(state) % 3; count > 0; count--) {
        uint32_t kind = next_random(state) % (depth > 0 ? 5 : 2);
        if (kind == 0) {
            hgw_buf_add_string(out, prefix);
            add_random_line(out, state);
            for (uint32_t more = next_random(state) % 3; more > 0; more--) {
                hgw_buf_printf(out, "%s\n%s", PICK(state, "", "  ", "\\"), prefix);
                add_random_line(out, state);
            }
            hgw_buf_add_char(out, '\n');
        } else if (kind == 1) {
            const char *fence = PICK(state, "`````", "~~~~~");
            hgw_buf_printf(out, "%s%s\n", prefix, fence);
            for (uint32_t lines = next_random(state) % 6; lines > 0; lines--)
                hgw_buf_printf(out, "%s%s\n", prefix,
                               PICK(state, "", "", "```", "````", "~~~", "  a  b  ", "- c", "*d*", "<e>",
                                    "    f", "# g", "\\"));
            hgw_buf_printf(out, "%s%s\n", prefix, fence);
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
                    hgw_buf_printf(out, "%s\n", prefix);
            }
        }
        hgw_buf_printf(out, "%s\n", prefix);
        if (count > 1) { /* lists and quotes in a row would be one */
            hgw_buf_add_string(out, prefix);
            add_random_line(out, state);
            hgw_buf_printf(out, "\n%s\n", prefix);
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

Test(markdown_prose, what_may_stay_means_the_same) {
    uint32_t state = 20261124;
    for (int i = 0; i < 5000; i++) {
        struct hgw_buf text = HGW_BUF_EMPTY, tidy = HGW_BUF_EMPTY;
        hgw_buf_add_char(&text, '\n');
        add_random_blocks(&text, &state, "", 3);
        char *got = prose("", text.data, true), *before = tree_of(text.data);
        hgw_markdown_tidy(&tidy, got, strlen(got));
        char *after = tree_of(tidy.data);
        cr_assert_str_eq(after, before, "%s\nbecame\n%s", text.data, tidy.data);
        free(after);
        free(before);
        free(got);
        hgw_buf_free(&tidy);
        hgw_buf_free(&text);
    }
}
