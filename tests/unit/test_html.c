#include "base/file.h"
#include "base/memory.h"
#include "document/document.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct made {
    struct buf page;
    struct warnings warnings;
};

static struct made make(const char *text, size_t length, struct document document) {
    struct made made = {BUF_EMPTY, {0}};
    struct error error = ERROR_EMPTY;
    struct datadir datadir;
    datadir_open(&datadir, NULL);
    document.datadir = &datadir;
    document.date = "2026-11-26";
    document.warnings = &made.warnings;
    struct markdown tree;
    markdown_parse(&tree, text, length);
    cr_assert(html_write(&tree, &document, &made.page, &error), "%s", error_text(&error));
    markdown_free(&tree);
    datadir_close(&datadir);
    return made;
}

/* The page of a text, nothing else asked for. */
static struct made page_of(const char *text) {
    return make(text, strlen(text), (struct document){0});
}

static void unmake(struct made *made) {
    buf_free(&made->page);
    warnings_free(&made->warnings);
}

/* What stands in <main>, cut off there. */
static const char *body(struct made *made) {
    char *start = strstr(made->page.data, "<main>\n");
    cr_assert_not_null(start);
    char *end = strstr(start, "</main>");
    cr_assert_not_null(end);
    *end = '\0';
    return start + strlen("<main>\n");
}

static void expect_warned(const char *text, const char *wanted, size_t warnings) {
    struct made made = make(text, strlen(text), (struct document){0});
    const char *got = body(&made);
    cr_expect_str_eq(got, wanted, "%s\n  gives  %s\n  wanted %s", text, got, wanted);
    cr_expect_eq(made.warnings.count, warnings);
    unmake(&made);
}

static void expect(const char *text, const char *wanted) {
    expect_warned(text, wanted, 0);
}

Test(html, blocks) {
    expect("# a\n\nb\nc\\\nd\n", "<h1>a</h1>\n<p>b\nc<br />\nd</p>\n");
    expect("### a\n\n# b\n", "<h1>a</h1>\n<h1>b</h1>\n");
    expect("> a\n\n---\n", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr />\n");
    expect("```x\na  b\n\n\tc\n```\n", "<pre><code class=\"language-x\">a  b\n\n\tc\n</code></pre>\n");
}

Test(html, lists) {
    expect("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    expect("- a\n\n- b\n", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n");
    expect("3. a\n   - b\n", "<ol start=\"3\">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n");
    expect_warned("- a\n  <!-- -->\n  b\n", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n", 1);
    expect("1. a\n", "<ol>\n<li>a</li>\n</ol>\n");
}

Test(html, tables_say_what_their_headers_are) {
    expect("| a | b |\n|:-:|--:|\n| *c* | d |\n",
           "<table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"midden kort\">a</th>\n<th scope=\"col\" "
           "class=\"rechts kort\">b</th>\n</tr>\n"
           "</thead>\n<tbody>\n<tr>\n<td class=\"midden kort\" data-kop=\"a\"><em>c</em></td>\n<td "
           "class=\"rechts kort\" data-kop=\"b\">d</td>\n</tr>\n</tbody>\n</table>\n");
    expect("| a |\n|:--|\n", "<table>\n<thead>\n<tr>\n<th scope=\"col\" "
                             "class=\"links\">a</th>\n</tr>\n</thead>\n</table>\n");
}

/* For a phone, where the header row is gone. */
Test(html, every_cell_says_the_name_of_its_column) {
    struct made made = page_of("| *a* \"&\" | |\n|---|---|\n| c | d |\n| e |\n");
    const char *got = body(&made);
    cr_expect(strstr(got, "<tr>\n<td class=\"kort\" data-kop=\"a &quot;&amp;&quot;\">c</td>\n"
                          "<td class=\"kort\">d</td>\n</tr>\n"),
              "%s", got);
    cr_expect(strstr(got, "<td class=\"kort\" data-kop=\"a &quot;&amp;&quot;\">e</td>\n"), "%s", got);
    unmake(&made);
}

Test(html, a_long_name_of_a_column_is_not_repeated) {
    struct made made = page_of("| a | aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb ccccccccccccccccccc | b "
                               "|\n|-|-|-|\n| c | d | e |\n");
    const char *got = body(&made);
    cr_expect(strstr(got, "data-kop=\"a\">c</td>\n<td class=\"kort\">d</td>\n<td class=\"kort\" data-kop=\"b\">e"),
              "%s", got);
    unmake(&made);
}

Test(html, a_column_to_fill_in_is_as_wide_as_its_dashes_ask) {
    struct made made = page_of("| a | b | c |\n|-|---|-|\n| d | | |\n");
    const char *got = body(&made);
    cr_expect(strstr(got, "<table class=\"invullen\">"), "%s", got);
    cr_expect(strstr(got, "kort\">a</th>\n<th scope=\"col\" style=\"width: 60%\">b</th>\n"
                          "<th scope=\"col\" style=\"width: 20%\">c</th>"),
              "%s", got);
    unmake(&made);
}

Test(html, only_short_cells_stay_on_one_line) {
    struct made made = page_of("| a | b |\n|---|---|\n| zoveel woorden dat ze niet blijven | 23 november 2026 |\n");
    const char *got = body(&made);
    cr_expect(strstr(got, "<td data-kop=\"a\">zoveel"), "%s", got);
    cr_expect(strstr(got, "<td class=\"kort\" data-kop=\"b\">23 november 2026"), "%s", got);
    unmake(&made);
}

Test(html, the_foot_of_a_page_on_paper_cannot_leave_its_string) {
    static const char foot[] = "# a\"; } \\</style> é\\\\\n";
    struct made made = make(foot, strlen(foot), (struct document){0});
    const char *style = strstr(made.page.data, "@bottom-left { content: ");
    cr_assert_not_null(style);
    static const char wanted[] = "@bottom-left { content: \"a\\22 \\3B  \\7D  \\3C \\2F style\\3E  é\\5C \"; }\n"
                                 "  @bottom-center { content: \"vertrouwelijk\"; }\n}\n</style>\n";
    cr_expect_eq(strncmp(style, wanted, strlen(wanted)), 0, "%.200s", style);
    unmake(&made);
}

Test(html, text_is_escaped) {
    expect("a & b \\< c \" &#1;", "<p>a &amp; b &lt; c &quot; \xEF\xBF\xBD</p>\n");
    expect("`<script>`", "<p><code>&lt;script&gt;</code></p>\n");
    expect("[a](http://x?\"><script> \"t\\\">\")", "<p><a href=\"http://x?%22%3E%3Cscript%3E\" "
                                                   "title=\"t&quot;&gt;\">a</a></p>\n");
}

Test(html, links) {
    expect("[a](http://x?b&c \"t\\\"u\")", "<p><a href=\"http://x?b&amp;c\" title=\"t&quot;u\">a</a></p>\n");
    expect("<http://x/\\[é%7C%zz>", "<p><a href=\"http://x/%5C%5B%C3%A9%7C%zz\">x/\\[é%7C%zz</a></p>\n");
    expect_warned("[a](javascript:b) [c](d.html)", "<p>a c</p>\n", 2);
    expect("*a **b** _c_*", "<p><em>a <strong>b</strong> c</em></p>\n");
}

Test(html, raw_html_is_left_out) {
    expect_warned("<script>alert(1)</script>\n\na <img src=x onerror=y> b\n", "<p>a  b</p>\n", 1);
    expect_warned("![alt <b>](weg.png)\n", "<p>alt </p>\n", 2);
}

Test(html, page_is_complete_and_closed_to_the_outside) {
    struct made made = make("# K <i>x</i>\n", 13, (struct document){.creator = "Sofie \"&\"", .large = true});
    static const char *const wanted[] = {
        "<!DOCTYPE html>\n<html lang=\"nl-BE\">",
        "<meta charset=\"utf-8\">",
        "<meta name=\"referrer\" content=\"no-referrer\">",
        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"",
        "<title>K x</title>",
        "<meta name=\"author\" content=\"Sofie &quot;&amp;&quot;\">",
        "<meta name=\"dcterms.date\" content=\"2026-11-26\">",
        "<body class=\"groot\">",
        "@media print",
        "<footer>\n<p>K x<br>\n<strong>vertrouwelijk</strong></p>\n</footer>\n</body>\n</html>\n",
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        cr_expect(strstr(made.page.data, wanted[i]), "%s", wanted[i]);
    static const char *const absent[] = {"<script", "http://", "https://", "<link", "description", "keywords"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        cr_expect_null(strstr(made.page.data, absent[i]), "%s", absent[i]);
    unmake(&made);
}

Test(html, deep_nesting_is_bounded, .timeout = 600) {
    static const char *const pieces[] = {"> ", "- ", "1. ", "> - ", "*a **b ", "["};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buf text = BUF_EMPTY;
        for (size_t j = 0; j < 100000; j++)
            buf_add_string(&text, pieces[i]);
        buf_add_char(&text, 'a');
        struct made made = make(text.data, text.length, (struct document){0});
        size_t depth = 0, most = 0;
        for (const char *at = body(&made); (at = strchr(at, '<')); at++) {
            depth += at[1] == '/' ? (size_t)-1 : 1;
            most = depth > most ? depth : most;
        }
        cr_expect_eq(depth, 0, "%s: elements do not match", pieces[i]);
        cr_expect_leq(most, 35, "%s: %zu deep", pieces[i], most);
        unmake(&made);
        buf_free(&text);
    }
}

/* cmark aborts where it would be more than a gibibyte. */
Test(html, too_large_a_page_ends_the_program, .exit_code = 2) {
    enum { GIBIBYTE = 1 << 30 };
    cmark_node *node = mem_cmark_node(CMARK_NODE_CUSTOM_BLOCK);
    char *words = mem_calloc(GIBIBYTE + 1, 1);
    cmark_node_set_on_enter(node, memset(words, 'x', GIBIBYTE));
    mem_cmark_html(node);
}
