#include "document/markdown.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Writes a tree down in short: P paragraph, H1 heading, Q quote, L list, I item, C code block, T table, R
 * row, h and c cells, B break; inlines as their text, with * _ ` and <link> around. */
static void describe(cmark_node *root, struct buf *out) {
    static const char *const names[] = {[CMARK_NODE_BLOCK_QUOTE] = "Q",
                                        [CMARK_NODE_LIST] = "L",
                                        [CMARK_NODE_ITEM] = "I",
                                        [CMARK_NODE_PARAGRAPH] = "P",
                                        [CMARK_NODE_THEMATIC_BREAK] = "B",
                                        [CMARK_NODE_CODE_BLOCK] = "C",
                                        [CMARK_NODE_HEADING] = "H",
                                        [CMARK_NODE_CODE] = "`",
                                        [CMARK_NODE_EMPH] = "_",
                                        [CMARK_NODE_STRONG] = "*",
                                        [CMARK_NODE_LINK] = "<",
                                        [CMARK_NODE_IMAGE] = "!",
                                        [MARKDOWN_TABLE] = "T",
                                        [MARKDOWN_ROW] = "R",
                                        [MARKDOWN_CELL] = "c"};
    static const char *const aligns[ALIGNS] = {"", "<:", ">:", "=:"};
    struct markdown_table table = {0};
    size_t column = 0;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        size_t type = markdown_type(node);
        const char *name = names[type];
        if (type == MARKDOWN_TABLE)
            markdown_measure(&table, node);
        if (type == MARKDOWN_CELL && !cmark_node_previous(cmark_node_parent(node)))
            name = "h";
        if (event == CMARK_EVENT_EXIT) {
            buf_add_string(out, name ? ")" : "");
            continue;
        }
        if (name)
            buf_printf(out, "%s(", name);
        if (type == CMARK_NODE_HEADING)
            buf_printf(out, "%d:", cmark_node_get_heading_level(node));
        if (type == MARKDOWN_CELL) {
            column = cmark_node_previous(node) ? column + 1 : 0;
            buf_add_string(out, aligns[table.column[column].align]);
        }
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
            buf_add_string(out, cmark_node_get_literal(node));
        if (type == CMARK_NODE_SOFTBREAK)
            buf_add_char(out, '/');
        if (type == CMARK_NODE_LINK)
            buf_printf(out, "%s ", cmark_node_get_url(node));
        if (name && (type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_THEMATIC_BREAK))
            buf_add_char(out, ')');
    }
    cmark_iter_free(iter);
}

static struct markdown parse_bytes(const char *bytes, size_t length) {
    struct markdown markdown;
    markdown_parse(&markdown, bytes, length);
    return markdown;
}

static void expect_bytes(const char *bytes, size_t length, const char *wanted) {
    struct markdown markdown = parse_bytes(bytes, length);
    struct buf got = BUF_EMPTY;
    describe(markdown.root, &got);
    cr_expect_str_eq(got.data ? got.data : "", wanted, "%s\n  gives  %s\n  wanted %s", bytes, got.data, wanted);
    buf_free(&got);
    markdown_free(&markdown);
}

static void expect(const char *text, const char *wanted) {
    expect_bytes(text, strlen(text), wanted);
}

Test(markdown, table_has_header_rows_and_alignment) {
    expect("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n",
           "T(R(h(a)h(<:b)h(=:c)h(>:d))R(c(1)c(<:2)c(=:3)c(>:4)))");
}

Test(markdown, table_needs_no_pipes_at_the_ends) {
    expect("wie | wat\n--- | ---\nmama | leest voor\n", "T(R(h(wie)h(wat))R(c(mama)c(leest voor)))");
    expect("a|b\n:-|-:\n1|2", "T(R(h(<:a)h(>:b))R(c(<:1)c(>:2)))");
}

Test(markdown, table_of_one_column) {
    expect("| x |\n| - |\n| y |\n", "T(R(h(x))R(c(y)))");
    expect("x\n:-:\ny\n", "T(R(h(=:x))R(c(=:y)))");
    expect("x\n-\n", "H(1:x)"); /* a row of dashes alone is a setext heading first */
}

Test(markdown, table_without_rows) {
    expect("| a | b |\n|---|---|\n", "T(R(h(a)h(b)))");
}

Test(markdown, ragged_rows_are_cut_or_filled) {
    expect("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n||\n", "T(R(h(a)h(b))R(c(1)c())R(c(1)c(2))R(c()c()))");
}

Test(markdown, header_and_delimiters_must_agree) {
    expect("| a | b |\n|---|\n| 1 | 2 |\n", "P(| a | b |/|---|/| 1 | 2 |)");
    expect("| a |\n|---|---|\n", "P(| a |/|---|---|)");
    expect("| a | b |\n|---|-x-|\n", "P(| a | b |/|---|-x-|)");
    expect("| a | b |\n|---| |\n", "P(| a | b |/|---| |)");
    expect("|---|---|\n", "P(|---|---|)");
}

Test(markdown, escaped_pipe_is_text_also_in_code) {
    expect("| a\\|b | `c\\|d` |\n|---|---|\n| \\\\| x | \\* |\n", "T(R(h(a|b)h(`(c|d)))R(c(| x)c(*)))");
    expect("| a |\n|---|\n| b `|` c |\n", "T(R(h(a))R(c(b `)))");
}

Test(markdown, cells_hold_inlines) {
    expect("| *a* | **b `c`** |\n|---|---|\n| [d](http://e) | ![f](g) |\n",
           "T(R(h(_(a))h(*(b `(c))))R(c(<(http://e d))c(!(f))))");
}

Test(markdown, cells_hold_no_blocks) {
    expect("| # a | - b |\n|---|---|\n| > c | 1. d |\n| # | ## x # |\n|     e | --- |\n",
           "T(R(h(# a)h(- b))R(c(> c)c(1. d))R(c(#)c(## x #))R(c(e)c(---)))");
}

Test(markdown, cells_know_the_links_of_the_document) {
    expect("| [a] | [b][A] |\n|---|---|\n| [c] | d |\n\n[a]: http://x\n",
           "T(R(h(<(http://x a))h(<(http://x b)))R(c([c])c(d)))");
    /* a definition in an unclosed fence defines nothing, one in a quote does */
    expect("| [a] | [q] |\n|---|---|\n\n> [q]: http://q\n\n```\n[a]: http://x\n",
           "T(R(h([a])h(<(http://q q))))Q()C([a]: http://x\n)");
}

Test(markdown, table_may_follow_text) {
    expect("een\n*twee*\n| a |\n|---|\n| 1 |\n", "P(een/_(twee))T(R(h(a))R(c(1)))");
    expect("een\n    # geen kop\n| a |\n|---|\n", "P(een/# geen kop)T(R(h(a)))");
}

Test(markdown, table_ends_where_another_block_begins) {
    expect("| a |\n|---|\n| 1 |\n\n| 2 |\n", "T(R(h(a))R(c(1)))P(| 2 |)");
    expect("| a |\n|---|\n| 1 |\n> q\n", "T(R(h(a))R(c(1)))Q(P(q))");
    expect("| a |\n|---|\n| 1 |\n# k\n", "T(R(h(a))R(c(1)))H(1:k)");
    expect("| a |\n|---|\n| 1 |\n    code\n", "T(R(h(a))R(c(1)))C(code\n)");
    expect("| a |\n|---|\n| 1 |\n2. x\n", "T(R(h(a))R(c(1)))L(I(P(x)))");
    expect("| a |\n|---|\n| 1 |\n|\nx\n", "T(R(h(a))R(c(1)))P(|/x)");
    expect("| a |\n|---|\nx\n", "T(R(h(a))R(c(x)))");
}

Test(markdown, line_below_a_table_makes_no_heading_of_it) {
    expect("| a |\n|---|\n| 1 |\n---\n", "T(R(h(a))R(c(1)))B()");
    expect("| a |\n|---|\n| 1 |\n===\nx\n", "T(R(h(a))R(c(1))R(c(===)))P(x)");
    expect("a | b\n--- | ---\n1 | 2\n---\ntekst\n", "T(R(h(a)h(b))R(c(1)c(2)))B()P(tekst)");
    expect("een\ntwee\n---\n", "H(1:een/twee)");
}

Test(markdown, table_in_list_but_not_in_quote) {
    expect("- x\n\n  | a |\n  |---|\n  | 1 |\n- y\n", "L(I(P(x)T(R(h(a))R(c(1))))I(P(y)))");
    expect("1. - | a |\n     |---|\n     | 1 |\n\n   | b |\n\t|---|\n", "L(I(L(I(T(R(h(a))R(c(1)))))T(R(h(b)))))");
    expect("> | a |\n> |---|\n> | 1 |\n", "Q(P(| a |/|---|/| 1 |))");
    expect("1. > | a |\n   > |---|\n   >| 1 |\n", "L(I(Q(P(| a |/|---|/| 1 |))))");
}

Test(markdown, table_in_a_list_goes_on_when_a_line_is_not_indented) {
    expect("- | a |\n|---|\n", "L(I(T(R(h(a)))))");
    expect("-\t| a |\n  |---|\n| 1 |\n", "L(I(T(R(h(a))R(c(1)))))");
    expect("- x\n| a |\n  |---|\n", "L(I(P(x)T(R(h(a)))))");
}

Test(markdown, line_ends_of_all_kinds) {
    expect("| a |\r\n|---|\r\n| 1 |\r\n\r\nx\r\n", "T(R(h(a))R(c(1)))P(x)");
    expect("| a |\r|---|\r| 1 |\r", "T(R(h(a))R(c(1)))");
    expect("\xEF\xBB\xBF| a |\n|---|\n", "T(R(h(a)))");
    expect("|\ta\t|\n|---|\n", "T(R(h(a)))");
}

Test(markdown, bytes_that_are_not_utf8_are_replaced) {
    expect("| a\xE9 | b |\n|---|---|\n", "T(R(h(a\xEF\xBF\xBD)h(b)))");
    expect_bytes("a\0b | c\n---|---\n", 15,
                 "T(R(h(a\xEF\xBF\xBD"
                 "b)h(c)))");
    expect("\xC0\xAF\xED\xA0\x80", "P(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD)");
}

Test(markdown, nodes_know_their_line) {
    struct markdown markdown = parse_bytes("| a |\n|---|\n\nx\n| b |\n|---|\n| c |\n\ny\n", 36);
    cmark_node *first = cmark_node_first_child(markdown.root), *last = cmark_node_last_child(markdown.root);
    cmark_node *second = cmark_node_previous(last);
    cr_expect_eq(markdown_line(&markdown, first), 1);
    cr_expect_eq(markdown_line(&markdown, cmark_node_next(first)), 4);
    cr_expect_eq(markdown_line(&markdown, second), 5);
    cr_expect_eq(markdown_line(&markdown, cmark_node_last_child(cmark_node_first_child(second))), 5);
    cr_expect_eq(markdown_line(&markdown, last), 9);
    markdown_free(&markdown);
}

/* In hundredths of an em, with the widths of markdown_table.c. */
Test(markdown, columns_are_measured_as_on_paper) {
    const char text[] = "| \xC3\xA9\xC3\xA9n t | **b** |  |\n|---|---|---|\n| x | *lang* il | |\n| 1 m | | |\n";
    struct markdown markdown = parse_bytes(text, sizeof text - 1);
    struct markdown_table table;
    markdown_measure(&table, cmark_node_first_child(markdown.root));
    unsigned e = 52 + 3, n = 53 + 3, t = 33 + 2, space = 23 + 1; /* the header is bold */
    cr_expect_eq(table.column[0].widest, 2 * e + n + space + t);
    cr_expect_eq(table.column[0].word, 2 * e + n);
    cr_expect_eq(table.column[0].body, 51 + 23 + 80);
    cr_expect(table.column[0].dates);
    cr_expect_eq(table.column[1].widest, 23 + 48 + 53 + 47 + 23 + 23 + 23, "without its markup");
    cr_expect_not(table.column[1].dates);
    cr_expect_eq(table.column[2].body, 0);
    markdown_free(&markdown);
}

Test(markdown, headings_skip_no_level) {
    expect("### a\n# b\n### c\n###### d\n## e\n### f\n", "H(1:a)H(1:b)H(2:c)H(3:d)H(2:e)H(3:f)");
    expect("# a\n## b\n### c\n## d\n", "H(1:a)H(2:b)H(3:c)H(2:d)");
}

Test(markdown, title_is_the_only_first_heading) {
    struct markdown markdown = parse_bytes("# a *b*\n\n## c\n", 15);
    cr_expect_not_null(markdown_title(&markdown));
    char *title = markdown_document_title(&markdown);
    cr_expect_str_eq(title, "a b");
    free(title);
    markdown_free(&markdown);
    markdown = parse_bytes("# x&#1;y\n", 9);
    title = markdown_document_title(&markdown);
    cr_expect_str_eq(title, "x\xEF\xBF\xBDy");
    free(title);
    markdown_free(&markdown);
    markdown = parse_bytes("# a\n\n# c\n", 9);
    cr_expect_null(markdown_title(&markdown));
    title = markdown_document_title(&markdown);
    cr_expect_str_eq(title, "Verslag");
    free(title);
    markdown_free(&markdown);
    markdown = parse_bytes("x\n\n# a\n", 7);
    cr_expect_null(markdown_title(&markdown));
    markdown_free(&markdown);
    markdown = parse_bytes("# a\n\n> # b\n", 11);
    cr_expect_null(markdown_title(&markdown));
    markdown_free(&markdown);
}

Test(markdown, bare_address_becomes_a_name) {
    expect("<https://www.clb.be/>", "P(<(https://www.clb.be/ www.clb.be))");
    expect("<https://www.clb.be/kaart/>", "P(<(https://www.clb.be/kaart/ www.clb.be/kaart/))");
    expect("<https://clb.be/?q=1/>", "P(<(https://clb.be/?q=1/ clb.be/?q=1/))");
    expect("<https://clb.be?q=/>", "P(<(https://clb.be?q=/ clb.be?q=/))");
    expect("<https://clb.be/#/>", "P(<(https://clb.be/#/ clb.be/#/))");
    expect("[http://a.be/b](http://a.be/b)", "P(<(http://a.be/b a.be/b))");
    expect("<a@b.be>", "P(<(mailto:a@b.be a@b.be))");
    expect("[x](https://a.be)", "P(<(https://a.be x))");
    expect("[https://c.be](https://a.be)", "P(<(https://a.be https://c.be))");
}

Test(markdown, only_three_schemes_are_passed_on) {
    static const char *const good[] = {"http://a", "HTTPS://a", "mailto:a@b"};
    static const char *const bad[] = {"",        "javascript:alert(1)", "file:///etc/passwd",   "//a", "a/b", "#x",
                                      "httpx:y", " http://a",           "vnd.sun.star.script:x"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_expect(markdown_link_allowed(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_not(markdown_link_allowed(bad[i]), "%s", bad[i]);
    cr_expect_not(markdown_link_allowed(NULL));
}

/* The number of nodes of some type. */
static size_t count(cmark_node *root, size_t type) {
    size_t found = 0;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        found += event == CMARK_EVENT_ENTER && markdown_type(cmark_iter_get_node(iter)) == type;
    }
    cmark_iter_free(iter);
    return found;
}

static struct buf repeated(const char *start, const char *piece, size_t times, const char *end) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, start);
    for (size_t i = 0; i < times; i++)
        buf_add_string(&text, piece);
    buf_add_string(&text, end);
    return text;
}

Test(markdown, ragged_rows_cannot_ask_for_millions_of_cells, .timeout = 600) {
    struct buf header = repeated("|", "a|", TABLE_COLUMNS_MAX, "\n");
    struct buf delimiters = repeated(header.data, "|-", TABLE_COLUMNS_MAX, "\n");
    struct buf text = repeated(delimiters.data, "x\n", 100000, "");
    struct markdown markdown = parse_bytes(text.data, text.length);
    cr_expect_leq(count(markdown.root, MARKDOWN_CELL), TABLE_PADDING_MAX + TABLE_PADDING_MAX / 10 + TABLE_COLUMNS_MAX);
    cr_expect_eq(count(markdown.root, MARKDOWN_TABLE), 1);
    markdown_free(&markdown);
    buf_free(&header);
    buf_free(&delimiters);
    buf_free(&text);
}

Test(markdown, table_of_too_many_columns_stays_text) {
    struct buf header = repeated("|", "a|", TABLE_COLUMNS_MAX + 1, "\n");
    struct buf text = repeated(header.data, "|-", TABLE_COLUMNS_MAX + 1, "\n");
    struct markdown markdown = parse_bytes(text.data, text.length);
    cr_expect_eq(count(markdown.root, MARKDOWN_TABLE), 0);
    markdown_free(&markdown);
    buf_free(&header);
    buf_free(&text);
}

Test(markdown, many_tables_take_linear_time, .timeout = 600) {
    struct buf text = repeated("[a]: http://x\n\n", "- - | [a] | b |\n    |---|---|\n    | 1 | 2 |\n\n", 50000, "");
    struct markdown markdown = parse_bytes(text.data, text.length);
    cr_expect_eq(count(markdown.root, MARKDOWN_TABLE), 50000);
    markdown_free(&markdown);
    buf_free(&text);
}

/* --- written, a tree is read the same --- */

static char *written(const char *text) {
    struct markdown markdown = parse_bytes(text, strlen(text));
    struct buf out = BUF_EMPTY;
    markdown_write(&out, markdown.root);
    markdown_free(&markdown);
    return buf_steal(&out);
}

Test(markdown, written) {
    static const char *const rows[][2] = {
        {"\n\n a  \n\n\n\nb\t\r\n  \nc\n\n", "a\n\nb\n\nc\n"},
        {" \n \n", ""},
        {"", ""},
        {"```\na\n\n\nb\n```\n\n\nc", "```\na\n\n\nb\n```\n\nc\n"},
        {"> a\n>\n> b", "> a\n>\n> b\n"},
        {"````\na\n```\n\n\nb  \n````\n\n\nc", "````\na\n```\n\n\nb  \n````\n\nc\n"},
        {"**Klas**: 3B  \n**Juf**: Els  \n\n\nb", "**Klas**: 3B\\\n**Juf**: Els\n\nb\n"},
        {"Kop\n===\n# 1. a #\n- - -\n-\n- \n", "# Kop\n\n# 1. a\n\n___\n\n-\n-\n"},
        {"a <b>c</b>\n\n<div>\n\nd", "a c\n\nd\n"},
        {"``` C\na\n```\n", "```C\na\n```\n"},
        {"| a | b |\n| :-: | ------ |\n| `\\|` |", "| a | b |\n| :-: | ------ |\n| `\\|` |  |\n"},
        {"[a](b.odt 'c')", "[a](<b.odt> \"c\")\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *got = written(rows[i][0]);
        cr_expect_str_eq(got, rows[i][1]);
        free(got);
    }
}

static uint32_t next_random(uint32_t *state, size_t below) {
    *state = *state * 1664525 + 1013904223;
    return (uint32_t)((*state >> 8) % below);
}

/* A document of lines that fences, breaks, lists and quotes are made of, with all kinds of empty lines.
 */
static char *random_document(uint32_t *state) {
    static const char *const starts[] = {"",   "",    "",   "  ",   "    ", "      ", "- ",
                                         "* ", "1. ", "> ", "> > ", "- > ", "\t"};
    static const char *const pieces[] = {"",       "",      "",    "",    "a",    "b c", "```", "````",    "~~~",
                                         "```` x", "`",     "a`b", "---", "#",    "# h", "===", "_c_",     "1) x",
                                         "+ a",    "{{b}}", "[a]", "|",   "*a  ", "b**", "\\",  "a ``` b", "~~~~"};
    static const char *const ends[] = {"\n",   "\n",     "\n\n", " \n", "  \n",  "   \n",
                                       "\t\n", "\n\n\n", "\r\n", "\r",  "  \r\n"};
    struct buf out = BUF_EMPTY;
    for (uint32_t lines = next_random(state, 12) + 1; lines > 0; lines--) {
        const char *piece = pieces[next_random(state, sizeof pieces / sizeof *pieces)];
        if (*piece != '\0') /* cmark asks of an item without a first line how many blanks follow */
            buf_add_string(&out, starts[next_random(state, sizeof starts / sizeof *starts)]);
        buf_add_string(&out, piece);
        buf_add_string(&out, ends[next_random(state, sizeof ends / sizeof *ends)]);
    }
    return buf_steal(&out);
}

/* Without blanks, of which cmark keeps some at the start of a line, and breaks: two in a row become one. */
static char *description(const char *text) {
    struct markdown markdown = parse_bytes(text, strlen(text));
    struct buf out = BUF_EMPTY;
    buf_add_string(&out, "");
    cmark_consolidate_text_nodes(markdown.root);
    describe(markdown.root, &out);
    markdown_free(&markdown);
    size_t length = 0;
    for (size_t i = 0; i < out.length; i++)
        if (!strchr(" \t/", out.data[i]))
            out.data[length++] = out.data[i];
    out.data[length] = '\0';
    return buf_steal(&out);
}

Test(markdown, whatever_it_is_it_is_read_back) {
    uint32_t state = 20261124;
    for (int i = 0; i < 20000; i++) {
        char *text = random_document(&state), *once = written(text);
        char *before = description(text), *after = description(once);
        cr_assert_str_eq(after, before, "%s\nbecame\n%s\n%s\n%s\n", text, once, before, after);
        free(text);
        free(once);
        free(before);
        free(after);
    }
}
