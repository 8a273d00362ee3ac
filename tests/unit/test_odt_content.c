#include "base/file.h"
#include "document/odt.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct made {
    struct buf text, styles;
    struct warnings warnings;
    struct pictures pictures;
};

static struct made make_with(const char *text, size_t length, const struct document *document, char *master_page) {
    struct made made = {BUF_EMPTY, BUF_EMPTY, {0}, {0}};
    struct markdown markdown;
    struct odt_page page = {160, 247, 4, master_page};
    struct document warned = *document;
    warned.warnings = &made.warnings;
    buf_add_string(&made.text, "");
    buf_add_string(&made.styles, "");
    markdown_parse(&markdown, text, length);
    odt_content_write(&markdown, &warned, &page, &made.text, &made.styles, &made.pictures);
    markdown_free(&markdown);
    return made;
}

static void unmake(struct made *made) {
    buf_free(&made->text);
    buf_free(&made->styles);
    warnings_free(&made->warnings);
    pictures_free(&made->pictures);
}

static void expect_document(const char *text, const struct document *document, const char *wanted, size_t warnings) {
    struct made made = make_with(text, strlen(text), document, NULL);
    const char *got = made.text.data;
    cr_expect_str_eq(got, wanted, "%s\n  gives  %s\n  wanted %s", text, got, wanted);
    cr_expect_eq(made.warnings.count, warnings, "%zu warnings", made.warnings.count);
    unmake(&made);
}

static void expect(const char *text, const char *wanted) {
    struct document document = {0};
    expect_document(text, &document, wanted, 0);
}

static void expect_warned(const char *text, const char *wanted) {
    struct document document = {0};
    expect_document(text, &document, wanted, 1);
}

#define P(style, text) "<text:p text:style-name=\"" style "\">" text "</text:p>"
#define BODY(text) P("Text_20_body", text)
#define ITEM(text) "<text:list-item>" text "</text:list-item>"
#define FIRST(number, text) "<text:list-item text:start-value=\"" number "\">" text "</text:list-item>"
#define BULLETS(items) "<text:list text:style-name=\"List_20_1\">" items "</text:list>"
#define NUMBERS(items) "<text:list text:style-name=\"Numbering_20_1\">" items "</text:list>"
#define SPAN(style, text) "<text:span text:style-name=\"" style "\">" text "</text:span>"

Test(odt_content, paragraphs_and_breaks) {
    expect("een\ntwee", BODY("een twee"));
    expect("een\\\ntwee", BODY("een<text:line-break/>twee"));
    expect("een  \ntwee\n\ndrie", BODY("een<text:line-break/>twee") BODY("drie"));
    expect("", "");
}

Test(odt_content, headings_have_their_level_and_the_first_is_the_title) {
    expect("# a\n\n## b\n\n#### c", "<text:p text:style-name=\"Title\">a</text:p>"
                                    "<text:h text:style-name=\"Heading_20_1\" text:outline-level=\"1\">b</text:h>"
                                    "<text:h text:style-name=\"Heading_20_2\" text:outline-level=\"2\">c</text:h>");
    expect("# a\n\n# b", "<text:h text:style-name=\"Heading_20_1\" text:outline-level=\"1\">a</text:h>"
                         "<text:h text:style-name=\"Heading_20_1\" text:outline-level=\"1\">b</text:h>");
}

Test(odt_content, text_is_escaped) {
    expect("a < b & c > \"d\"", BODY("a &lt; b &amp; c &gt; &quot;d&quot;"));
    expect("`<text:p>`", BODY(SPAN("Source_20_Text", "&lt;text:p&gt;")));
    expect("    </text:p>", P("Preformatted_20_Text", "&lt;/text:p&gt;"));
    expect("[a&b](http://x?a=1&b=\"2\" \"t<t>\")",
           BODY("<text:a xlink:type=\"simple\" xlink:href=\"http://x?a=1&amp;b=%222%22\" "
                "office:title=\"t&lt;t&gt;\" "
                "text:style-name=\"Internet_20_link\">a&amp;b</text:a>"));
}

/* The schema refuses an address with a backslash. */
Test(odt_content, addresses_hold_only_what_they_may) {
    expect("[a](<http://x.be:80/b%20c?d=é&e#f>)",
           BODY("<text:a xlink:type=\"simple\" xlink:href=\"http://x.be:80/b%20c?d=%C3%A9&amp;e#f\" "
                "text:style-name=\"Internet_20_link\">a</text:a>"));
    expect("[a](<http://x/\\\\ `{|}^é%41%4>)",
           BODY("<text:a xlink:type=\"simple\" xlink:href=\"http://x/%5C%20%60%7B%7C%7D%5E%C3%A9%41%254\" "
                "text:style-name=\"Internet_20_link\">a</text:a>"));
}

Test(odt_content, white_space_is_kept) {
    expect("`a  b`", BODY(SPAN("Source_20_Text", "a <text:s/>b")));
    expect("`a    b`", BODY(SPAN("Source_20_Text", "a <text:s/><text:s/><text:s/>b")));
    expect("&#32;a&#32;", BODY("<text:s/>a "));
    expect("a&#9;b&#10;c&#13;d", BODY("a<text:tab/>b c d"));
    expect("a&#9; b", BODY("a<text:tab/><text:s/>b"));
    expect("**a** *b* c", BODY(SPAN("Strong_20_Emphasis", "a") " " SPAN("Emphasis", "b") " c"));
    expect("`a` \\\nb", BODY(SPAN("Source_20_Text", "a") " <text:line-break/>b"));
    expect("a\xC2\xA0"
           "b",
           BODY("a\xC2\xA0"
                "b"));
}

Test(odt_content, emphasis_nests_only_once) {
    expect("*a **b** c*", BODY(SPAN("Emphasis", "a " SPAN("Strong_20_Emphasis", "b") " c")));
    expect("*a _b_ c*", BODY(SPAN("Emphasis", "a b c")));
    expect("**a **b****", BODY(SPAN("Strong_20_Emphasis", "a b")));
}

Test(odt_content, code_keeps_its_lines) {
    expect("```c\na\n\n  b\tc\n```\n", P("Preformatted_20_Text", "a<text:line-break/><text:line-break/>"
                                                                 "<text:s/><text:s/>b<text:tab/>c"));
    expect("```\n```\n", P("Preformatted_20_Text", ""));
}

Test(odt_content, quotes_are_a_style) {
    expect("> a\n>\n> > b\n", P("Quotations", "a") P("Quotations", "b"));
    expect("> - a\n", BULLETS(ITEM(P("Quotations", "a"))));
}

Test(odt_content, rule_is_a_style) {
    expect("a\n\n---\n", BODY("a") "<text:p text:style-name=\"Horizontal_20_Line\"/>");
}

Test(odt_content, tight_lists_end_with_room) {
    expect("- a\n- b\n", BULLETS(ITEM(P("List_20_1", "a")) ITEM(P("List_20_1_20_End", "b"))));
    expect("- a\n\n- b\n", BULLETS(ITEM(BODY("a")) ITEM(BODY("b"))));
    expect("- a\n  - b\n", BULLETS(ITEM(P("List_20_1_20_Start", "a") BULLETS(ITEM(P("List_20_1_20_End", "b"))))));
    expect("- a\n  - b\n- c\n", BULLETS(ITEM(P("List_20_1_20_Start", "a") BULLETS(ITEM(P("List_20_1", "b"))))
                                            ITEM(P("List_20_1_20_End", "c"))));
}

Test(odt_content, numbers_start_where_they_say) {
    expect("3. a\n4. b\n", NUMBERS(FIRST("3", P("Numbering_20_1", "a")) ITEM(P("Numbering_20_1_20_End", "b"))));
    expect("0) a\n", NUMBERS(FIRST("0", P("Numbering_20_1_20_End", "a"))));
}

Test(odt_content, mixed_lists_keep_their_own_kind) {
    expect("- a\n  1. b\n     - c\n",
           BULLETS(ITEM(P("List_20_1_20_Start", "a") NUMBERS(
               FIRST("1", P("Numbering_20_1_20_Start", "b") BULLETS(ITEM(P("List_20_1_20_End", "c"))))))));
}

Test(odt_content, item_without_text_keeps_its_label) {
    expect("-\n- a\n", BULLETS(ITEM("<text:p text:style-name=\"List_20_1\"/>") ITEM(P("List_20_1_20_End", "a"))));
    expect(
        "1. - a\n",
        NUMBERS(FIRST("1", "<text:p text:style-name=\"Numbering_20_1\"/>" BULLETS(ITEM(P("List_20_1_20_End", "a"))))));
}

#define TABLE_START(number)                                                                                            \
    "<table:table table:name=\"Tabel " number "\" table:style-name=\"Tabel\"><table:table-column "                     \
    "table:style-name=\"Tabel" number ".1\"/><table:table-header-rows>"
#define ROW(cells) "<table:table-row table:style-name=\"Tabel.rij.heel\">" cells "</table:table-row>"
#define CELL(kind, style, text)                                                                                        \
    "<table:table-cell table:style-name=\"Tabel." kind                                                                 \
    "\" office:value-type=\"string\">" P(style, text) "</table:table-cell>"
#define ONE_CELL(number, text)                                                                                         \
    TABLE_START(number)                                                                                                \
    ROW(CELL("kop", "Table_20_Heading", text))                                                                         \
    "</table:table-header-rows></"                                                                                     \
    "table:table>"

Test(odt_content, table_marks_its_header_and_alignment) {
    expect("| a |\n|--:|\n| b |\n",
           TABLE_START("1") ROW(CELL("kop", "Kop.rechts", "a")) "</table:table-header-rows>" ROW(
               CELL("cel", "Cel.rechts", "b")) "</table:table>");
    expect("| a |\n|-|\n\nx\n\n| b |\n|-|\n", ONE_CELL("1", "a") BODY("x") ONE_CELL("2", "b"));
}

Test(odt_content, table_in_a_list_closes_it_and_counting_goes_on) {
    expect("1. a\n\n   | t |\n   |---|\n\n   b\n2. c\n",
           NUMBERS(FIRST("1", BODY("a"))) ONE_CELL("1", "t")
               NUMBERS("<text:list-header>" BODY("b") "</text:list-header>" FIRST("2", BODY("c"))));
    expect("- a\n  - b\n\n    | t |\n    |---|\n- c\n",
           BULLETS(ITEM(P("List_20_1_20_Start", "a") BULLETS(ITEM(BODY("b"))))) ONE_CELL("1", "t")
               BULLETS(ITEM(P("List_20_1_20_End", "c"))));
}

Test(odt_content, item_that_is_a_table_keeps_its_label) {
    expect("1. | t |\n   |---|\n2. a\n", NUMBERS(FIRST("1", "<text:p text:style-name=\"Numbering_20_1\"/>"))
                                             ONE_CELL("1", "t") NUMBERS(FIRST("2", P("Numbering_20_1_20_End", "a"))));
}

Test(odt_content, rows_to_fill_in_are_high) {
    struct document document = {0};
    struct made made = make_with("| a | b |\n|---|---|\n| c | |\n", 28, &document, NULL);
    cr_expect_not_null(strstr(made.text.data, "<table:table-row table:style-name=\"Tabel.vul.heel\">"));
    unmake(&made);
    made = make_with("| a | b |\n|---|---|\n| c | |\n| | d |\n", 36, &document, NULL);
    cr_expect_null(strstr(made.text.data, "Tabel.vul.heel"));
    unmake(&made);
}

Test(odt_content, columns_share_the_width) {
    static const char text[] = "| a | b |\n|---|---|\n| kort | een heel stuk langer dan de eerste kolom |\n";
    struct document document = {0};
    struct made made = make_with(text, sizeof text - 1, &document, NULL);
    const char *first = strstr(made.styles.data, "\"Tabel1.1\""), *second = strstr(made.styles.data, "\"Tabel1.2\"");
    cr_assert(first && second);
    long narrow = strtol(strstr(first, "rel-column-width=\"") + 18, NULL, 10);
    long wide = strtol(strstr(second, "rel-column-width=\"") + 18, NULL, 10);
    cr_expect(narrow >= 1000 && wide > 3 * narrow, "%ld %ld", narrow, wide);
    cr_expect(narrow + wide >= 9999 && narrow + wide <= 10001);
    unmake(&made);
}

/* The width of a column of the first table, in tenths of a millimetre. */
static long column_width(const struct made *made, const char *column) {
    const char *style = strstr(made->styles.data, column);
    const char *width = style ? strstr(style, "column-width=\"") : NULL;
    cr_assert(width, "%s", column);
    return (long)(10 * strtod(width + strlen("column-width=\""), NULL) + 0.5);
}

Test(odt_content, dates_stay_whole_and_prose_gets_what_is_left) {
    static const char text[] =
        "| Wat | Wie | Vanaf | Tot |\n|---|---|---|---|\n"
        "| Elke leerkracht legt de bladen van maandag in het mapje. Mevrouw Aerts kijkt dinsdag na of alles "
        "erin zit en geeft het mapje in de speeltijd aan Jitse. | meneer De Smet en mevrouw Aerts | "
        "23 november 2026 | 1 mei 2027 |\n| Kort. | Aerts | 29 september 2026 | 22 juli 2027 |\n";
    struct document document = {0};
    struct made made = make_with(text, sizeof text - 1, &document, NULL);
    long what = column_width(&made, "\"Tabel1.1\""), who = column_width(&made, "\"Tabel1.2\"");
    long from = column_width(&made, "\"Tabel1.3\""), until = column_width(&made, "\"Tabel1.4\"");
    /* 29 september 2026 is 30.7 mm in Carlito of 11 pt, 22 juli 2027 is 18.3 mm; cells have 4 mm of padding.
     */
    cr_expect(from >= 347 && from < 380, "%ld", from);
    cr_expect(until >= 223 && until < 260, "%ld", until);
    cr_expect(what > 2 * who && who >= 200, "%ld %ld", what, who);
    cr_expect(what + who + from + until >= 1598 && what + who + from + until <= 1602);
    unmake(&made);
}

/* A header is bold, and none of its words is broken; what begins with no digit may break between words. */
Test(odt_content, headers_fit_and_short_texts_may_break) {
    static const char text[] =
        "| Antwoord | Aanbod | Doel |\n|---|---|---|\n| ja | is er al voor een deel | Een doel dat over heel "
        "veel dingen gaat en daarom heel veel plaats vraagt, meer dan er op een regel of twee is. Dan mag "
        "wat "
        "ernaast staat best over twee regels lopen, want er komen toch nog meer regels naast te staan. |\n";
    struct document document = {0};
    struct made made = make_with(text, sizeof text - 1, &document, NULL);
    long answer = column_width(&made, "\"Tabel1.1\""), supply = column_width(&made, "\"Tabel1.2\"");
    cr_expect(answer >= 205, "%ld", answer); /* 16.4 mm and the padding */
    cr_expect(supply < 300, "%ld", supply);
    unmake(&made);
}

/* A word in a narrow column stays whole in a wider typeface too, when ours is not there: DejaVu Sans bold
 * takes two thirds of an em for a letter, and there are 3.88 mm in an em of 11 points. */
Test(odt_content, words_stay_whole_in_another_typeface) {
    static const char text[] =
        "| Onderzoeksvraag | Wat | Dan |\n|---|---|---|\n"
        "| a | Een lange tekst die graag de hele breedte van de bladzijde zou krijgen, en nog meer dan dat | "
        "Nog een lange tekst die graag de hele breedte van de bladzijde zou krijgen, en nog meer dan dat |\n";
    struct document document = {0};
    struct made made = make_with(text, sizeof text - 1, &document, NULL);
    long width = column_width(&made, "\"Tabel1.1\"");
    cr_expect(width >= 430, "%ld", width); /* 39 mm and the padding */
    unmake(&made);
}

/* A column to write in is as wide as its dashes ask, from three on. */
Test(odt_content, dashes_widen_an_empty_column) {
    static const char text[] = "| Punt | Beslissing | Wie | Wanneer |\n| -- | ------ | --- | - |\n| Doel |  |  |  |\n";
    struct document document = {0};
    struct made made = make_with(text, sizeof text - 1, &document, NULL);
    long what = column_width(&made, "\"Tabel1.2\""), who = column_width(&made, "\"Tabel1.3\"");
    long when = column_width(&made, "\"Tabel1.4\"");
    cr_expect(what > who * 3 / 2 && what <= who * 2, "%ld and %ld", what, who);
    cr_expect(when - who <= 1 && who - when <= 1, "%ld and %ld", who, when);
    unmake(&made);
}

Test(odt_content, html_is_left_out_with_one_warning) {
    expect_warned("a <b>c</b> <!-- d -->", BODY("a c "));
    expect_warned("<div>\nweg\n</div>\n\nx <i>y</i>", BODY("x y"));
}

Test(odt_content, links_elsewhere_become_text) {
    expect_warned("[a](javascript:x)", BODY("a"));
    expect_warned("[*a*](../b)", BODY(SPAN("Emphasis", "a")));
}

Test(odt_content, missing_picture_becomes_its_alternative_text) {
    expect_warned("x ![een *boom*](boom.png) y", BODY("x een " SPAN("Emphasis", "boom") " y"));
    expect_warned("![](boom.png)", BODY(""));
    expect_warned("[![a](https://x/b.png)](http://y)", BODY("<text:a xlink:type=\"simple\" xlink:href=\"http://y\" "
                                                            "text:style-name=\"Internet_20_link\">a</text:a>"));
}

Test(odt_content, first_block_chooses_the_page) {
    struct document document = {0};
    struct made made = make_with("a\n\nb", 4, &document, "Eerste & pagina");
    cr_expect_str_eq(made.styles.data,
                     "<style:style style:name=\"Begin\" style:family=\"paragraph\" "
                     "style:parent-style-name=\"Text_20_body\" style:master-page-name=\"Eerste &amp; pagina\"/>");
    cr_expect_str_eq(made.text.data, P("Begin", "a") BODY("b"));
    unmake(&made);
}

/* How deep the elements of some XML are nested at most. */
static size_t depth_of(const char *xml) {
    size_t depth = 0, most = 0;
    for (const char *at = xml; (at = strchr(at, '<')); at++) {
        bool closing = at[1] == '/', empty = strchr(at, '>')[-1] == '/';
        depth += closing ? (size_t)-1 : empty ? 0 : 1;
        most = depth > most ? depth : most;
    }
    cr_expect_eq(depth, 0, "the elements do not match: %zu", depth);
    return most;
}

static void expect_shallow(const char *piece, size_t times) {
    struct buf text = BUF_EMPTY;
    struct document document = {0};
    for (size_t i = 0; i < times; i++)
        buf_add_string(&text, piece);
    buf_add_string(&text, "a");
    struct made made = make_with(text.data, text.length, &document, NULL);
    cr_expect_leq(depth_of(made.text.data), 26, "%s", piece);
    unmake(&made);
    buf_free(&text);
}

Test(odt_content, deep_nesting_is_bounded, .timeout = 600) {
    static const char *const pieces[] = {">", "> ", "- ", "* ", "1. ", "> - ", "*a **b ", "[", "![", "**"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        expect_shallow(pieces[i], 100000);
}

Test(odt_content, items_beyond_the_tenth_level_are_paragraphs_of_the_tenth) {
    struct buf text = BUF_EMPTY;
    struct document document = {0};
    for (int i = 0; i < 12; i++)
        buf_printf(&text, "%*s- %d\n", 2 * i, "", i + 1);
    struct made made = make_with(text.data, text.length, &document, NULL);
    cr_expect(strstr(made.text.data, ITEM(P("List_20_1", "10") P("List_20_1", "11") P("List_20_1_20_End", "12"))));
    unmake(&made);
    buf_free(&text);
}
