#include "template/template.h"
#include "template_output.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

static const char data[] = "<casus fase='intake'><doel id='d1' termijn='kort'><tekst>A</tekst></doel>"
                           "<doel id='d2' termijn='lang'><tekst>B</tekst></doel>"
                           "<doel id='d3' termijn='kort'><tekst>C</tekst></doel></casus>";

/* hgw:dubbel('x') is xx. */
static char *twice(const struct xpath_call *call) {
    return text_format("%s%s", xpath_text(call, 0), xpath_text(call, 0));
}

static const struct xpath_function table[] = {{"dubbel", 1, 1, "t", .text = twice}, {.name = NULL}};
static const struct xpath_library functions = {"urn:proef", table, NULL};

static bool knows(void *nothing, enum xpath_named what, const char *name, const char **suggestion) {
    (void)nothing;
    if (what == XPATH_VARIABLE)
        return false;
    static const char *const names[] = {"casus", "doel", "tekst", "fase", "id", "termijn"};
    for (size_t i = 0; i < 6; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    *suggestion = what == XPATH_ATTRIBUTE ? "termijn" : "doel";
    return false;
}

static bool partial(const void *unused, const char *name, struct buf *text, char **path, struct error *error) {
    (void)unused, (void)error;
    static const char *const partials[][2] = {
        {"regel", "- {{tekst}}\n  staart\n"},           {"kort", "{{tekst}}!"},
        {"zelf", "{{#true()}}x{{>zelf}}{{/}}"},         {"fout", "\n {{#doel}}"},
        {"rond", "x\n{{#doel}}{{>rond}}{{/}} {{>om}}"}, {"om", "{{>regel}}{{>rond}}"},
    };
    for (size_t i = 0; i < sizeof partials / sizeof partials[0]; i++)
        if (strcmp(partials[i][0], name) == 0) {
            buf_add_string(text, partials[i][1]);
            *path = strdup(name);
            return true;
        }
    return false;
}

static const struct template_dialect dialect = {&functions, knows, partial, NULL};

struct rendered {
    char *text; /* NULL: it failed */
    struct error problems;
    struct error error;
};

static struct rendered render_bytes(const char *template, size_t length) {
    struct rendered r = {.error = ERROR_EMPTY};
    AUTO(buf_free) struct buf source = BUF_EMPTY;
    buf_add(&source, template, length);
    struct template *compiled = template_compile("t", &source, &dialect, &r.problems, &r.error);
    if (!compiled)
        return r;
    xmlDocPtr doc = xmlReadMemory(data, sizeof data - 1, NULL, NULL, 0);
    struct buf out = BUF_EMPTY;
    if (template_render(compiled, xmlDocGetRootElement(doc), NULL, &template_xml, &out, &r.error))
        r.text = buf_steal(&out);
    buf_free(&out);
    xmlFreeDoc(doc);
    template_free(compiled);
    return r;
}

static void done(struct rendered *r) {
    free(r->text);
    error_clear(&r->problems);
    error_clear(&r->error);
}

static void expect(const char *template, const char *expected) {
    struct rendered r = render_bytes(template, strlen(template));
    cr_assert_not_null(r.text, "%s: %s%s", template, r.problems.text ? r.problems.text : "", error_text(&r.error));
    cr_expect_str_eq(r.text, expected);
    done(&r);
}

static size_t count_of(const struct error *problem) {
    size_t count = 0;
    for (; problem && problem->kind != ERROR_NONE; problem = problem->next)
        count++;
    return count;
}

static void expect_problem(const char *template, size_t count, size_t line, size_t column, const char *part) {
    struct rendered r = render_bytes(template, strlen(template));
    cr_assert_eq(count_of(&r.problems), count, "%s: %zu", template, count_of(&r.problems));
    cr_expect_eq(r.problems.line, line, "%s: line %zu", template, r.problems.line);
    cr_expect_eq(r.problems.column, column, "%s: column %zu", template, r.problems.column);
    cr_expect_not_null(strstr(r.problems.text, part), "%s", r.problems.text);
    done(&r);
}

Test(template, names_are_xpath) {
    expect("{{doel[@termijn='lang']/tekst}} {{@fase}} {{count(doel)}} {{concat('<', doel[3]/tekst)}}",
           "B intake 3 &lt;C");
    expect("{{{concat('<', doel/tekst)}}}", "<A");
    expect("{{#doel}}{{tekst}}{{../@fase}}{{(/casus)/@fase}} {{/doel}}", "Aintakeintake Bintakeintake Cintakeintake ");
}

Test(template, sections_take_sets_booleans_numbers_and_strings) {
    expect("{{#doel[9]}}x{{/}}{{^doel[9]}}geen{{/}}", "geen");
    expect("{{#count(doel)=3}}{{@fase}}{{/}}{{^count(doel)=3}}x{{/}}", "intake");
    expect("{{#count(doel[9])}}x{{/}}{{#string(doel[9])}}x{{/}}{{#'ja'}}ja{{/}}", "ja");
}

Test(template, position_and_last_count_in_a_section) {
    expect("{{#doel}}{{position()}}{{tekst}}{{^position()=last()}}, {{/}}{{/doel}}.", "1A, 2B, 3C.");
    expect("{{#doel}}{{#../doel[. = current()]}}{{tekst}}{{/}}{{/doel}}.", "ABC.");
    expect("{{#doel/tekst}}{{count(../../doel[tekst = current()])}}{{name(current())}} {{/}}", "1tekst 1tekst 1tekst ");
    expect("{{#doel}}{{#tekst}}{{last()}}{{/}}{{last()}} {{/}}{{last()}}", "13 13 13 1");
}

Test(template, a_section_over_an_absolute_path_is_closed_by_name) {
    expect("{{#/casus/doel}}{{tekst}}{{//casus/doel}}", "ABC");
}

Test(template, functions) {
    expect("{{hgw:dubbel(doel/tekst)}}", "AA");
}

Test(template, nothing_that_is_inserted_is_a_tag) {
    expect("{{concat('{', '{@fase}', '}')}}", "{{@fase}}");
}

Test(template, partials_indent_their_lines_and_not_what_they_insert) {
    expect("{{#doel[1]}}\n  {{>regel}}\n{{/}}\n", "  - A\n    staart\n");
    expect("{{#doel[1]}}{{>regel}}{{/}}", "- A\n  staart\n");
}

Test(template, a_section_that_takes_a_whole_line_repeats_it) {
    expect("{{#doel}}- {{tekst}}{{/}}\nx", "- A\n- B\n- C\nx");
    expect("{{#doel[9]}}- {{tekst}}{{/}}\n{{^doel[9]}}geen{{/}} \ny", "geen \ny");
    expect("  {{#doel}}- {{tekst}}{{/}}\n", "  - A\n  - B\n  - C\n");
    expect("{{#doel}}{{tekst}}{{/}} \n{{#doel}}a{{/}}b\n", "A \nB \nC \naaab\n");
    expect("{{#doel}}{{tekst}}{{/}}", "ABC");
    expect("{{#doel[1]}}{{#tekst}}- {{.}}{{/}}{{/}}\n", "- A\n");
    expect("{{#doel}}{{>regel}}{{/}}\nx", "- A\n  staart\n- B\n  staart\n- C\n  staart\nx");
    expect("  {{#doel[1]}}{{>regel}}{{/}}\n", "  - A\n    staart\n");
    expect("{{#doel}}{{>kort}}{{/}}\n", "A!\nB!\nC!\n");
}

Test(template, mistakes_have_a_place) {
    expect_problem("a\n {{#doel}}", 1, 2, 2, "niet gesloten");
    expect_problem("{{#doel}}{{#tekst}}{{/doel}}{{/}}", 2, 1, 20, "binnenste");
    expect_problem("{{/}}", 1, 1, 1, "niet is");
    expect_problem("{{//doel}}", 1, 1, 1, "haakjes");
    expect_problem("{{#doel}}{{/casus/@fase}}{{/}}", 1, 1, 10, "haakjes");
    expect_problem("é {{doel", 1, 1, 3, "niet gesloten");
    expect_problem("{{doel[}}", 1, 1, 8, "XPath");
    expect_problem("{{  }}", 1, 1, 5, "leeg");
    expect_problem("{{cont(doel)}}", 1, 1, 3, "„count”");
    expect_problem("{{hgw:dubel(doel)}}", 1, 1, 3, "„hgw:dubbel”");
    expect_problem("{{hgw:dubbel()}}", 1, 1, 3, "1 waarde");
    expect_problem("{{substring('a')}}", 1, 1, 3, "staan er 1");
    expect_problem("{{$x}}", 1, 1, 3, "variabele");
    expect_problem("{{xx:doel}}", 1, 1, 3, "xx:doel");
    expect_problem("{{current('a')}}", 1, 1, 3, "„current”");
    expect_problem("{{doel[@termyn='kort']}}", 1, 1, 9, "„@termijn”");
    expect_problem("{{dool/tekst}}", 1, 1, 3, "„doel”");
    expect_problem("{{>niets}}", 1, 1, 1, "„niets”");
    expect_problem("{{>../niets}}", 1, 1, 1, "geen naam");
    expect_problem("{{#doel}}\n{{/doel\n{{@fase}}", 2, 1, 1, "niet gesloten");
    expect_problem("{{=x=}}", 1, 1, 1, "scheidingstekens");
    expect_problem("{{>fout}}", 1, 2, 2, "niet gesloten");
    expect_problem("\xC3(", 1, 1, 1, "UTF-8");
}

Test(template, all_mistakes_at_once_in_order) {
    struct rendered r = render_bytes("{{#doel}}\n{{>a}}\n{{dool}}", 25);
    cr_assert_eq(count_of(&r.problems), 3);
    size_t line = 1;
    for (const struct error *problem = &r.problems; problem; problem = problem->next)
        cr_expect_eq(problem->line, line++);
    done(&r);
}

Test(template, names_in_operators_and_texts_are_no_names) {
    expect("{{doel[@termijn='kort' and @id='d3' or false()]/tekst}}", "C");
    expect("{{'onbekend'}}{{6 div 3}}{{7 mod 4 * 2}}", "onbekend26");
    expect("{{child::doel/attribute::id}}{{doel/node()[1]}}", "d1A");
    expect_problem("{{attribute::doelen}}", 1, 1, 14, "@doelen");
}

/* Also when only a section of the template gets there; named where the round closes. */
Test(template, partials_without_end_are_mistakes) {
    struct rendered r = render_bytes("{{#doel}}{{>rond}}{{/}}{{>om}}", 30);
    cr_assert_eq(count_of(&r.problems), 1);
    cr_expect_str_eq(r.problems.file, "rond");
    cr_expect_eq(r.problems.line, 2);
    cr_expect_eq(r.problems.column, 25);
    cr_expect_not_null(strstr(r.problems.text, "„om”"));
    done(&r);
}

Test(template, limits) {
    struct rendered r = render_bytes("{{>zelf}}", 9);
    cr_expect_null(r.text);
    cr_expect_eq(r.error.kind, ERROR_LIMIT);
    cr_expect_str_eq(r.error.file, "zelf");
    done(&r);
    size_t length = TEMPLATE_MAX_BYTES + 1;
    char *large = malloc(length);
    memset(large, 'x', length);
    r = render_bytes(large, length);
    cr_expect_eq(count_of(&r.problems), 1);
    done(&r);
    r = render_bytes(large, length - 1);
    cr_expect_eq(strlen(r.text), length - 1);
    done(&r);
    for (size_t i = 0; i + 4 < length; i += 4)
        memcpy(large + i, "{{#a", 4);
    r = render_bytes(large, length - 1);
    cr_expect_gt(count_of(&r.problems), 0);
    done(&r);
    free(large);
}

Test(template, endless_repetition_is_stopped) {
    static const char node[] = "{{#//node()|//@*}}";
    struct buf text = BUF_EMPTY;
    for (int i = 0; i < 12; i++)
        buf_add_string(&text, node);
    buf_add_string(&text, "x");
    for (int i = 0; i < 12; i++)
        buf_add_string(&text, "{{/}}");
    struct rendered r = render_bytes(text.data, text.length);
    cr_expect_null(r.text);
    cr_expect_eq(r.error.kind, ERROR_LIMIT);
    done(&r);
    buf_free(&text);
}

Test(template, what_fails_at_run_time_has_a_place) {
    struct rendered r = render_bytes("\n{{id(doel)/@id}}{{count('a')}}", 31);
    cr_expect_null(r.text);
    cr_expect_eq(r.error.kind, ERROR_CONTENT);
    cr_expect_eq(r.error.line, 2);
    cr_expect_eq(r.error.column, 17);
    done(&r);
}
