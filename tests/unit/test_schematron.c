/* The rule engine, on small rule files of its own. */
#include "rules/schematron.h"

#include "case/case.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "<schema xmlns='http://purl.oclc.org/dsdl/schematron' xml:lang='nl'>"
#define TAIL "</schema>"

/* A rule file, a case, and what came of them. */
struct trial {
    struct schematron *s;
    struct case_file c;
    struct findings findings;
    struct error error;
};

static struct schematron *compile(const char *rules, struct error *error) {
    struct buf file = BUF_EMPTY;
    buf_printf(&file, "%s\n%s\n%s", strstr(rules, "<schema") ? "" : HEAD, rules, strstr(rules, "<schema") ? "" : TAIL);
    struct schematron_use use = {.whole = true};
    struct schematron *s = schematron_load("proef.sch", file.data, file.length, &use, error);
    buf_free(&file);
    return s;
}

/* Every attribute called id is an ID here, as it is after validation. */
static void add_ids(xmlNodePtr node) {
    for (; node; node = node->next) {
        xmlAttrPtr id = node->type == XML_ELEMENT_NODE ? xmlHasProp(node, (const xmlChar *)"id") : NULL;
        if (id)
            xmlAddID(NULL, node->doc, id->children->content, id);
        if (node->type == XML_ELEMENT_NODE)
            add_ids(node->children);
    }
}

static struct trial try_with(const char *rules, const char *text, const char *phase, enum lang lang) {
    struct trial t = {0};
    t.s = compile(rules, &t.error);
    cr_assert_not_null(t.s, "%s", error_text(&t.error));
    case_load(&t.c, "proef", text, strlen(text), &t.findings);
    cr_assert_not_null(t.c.doc);
    add_ids(t.c.doc->children);
    cr_assert(schematron_run(t.s, t.c.doc, phase, lang, &t.findings, &t.error), "%s", error_text(&t.error));
    findings_finish(&t.findings, &t.c);
    return t;
}

static struct trial try(const char *rules, const char *text) {
    return try_with(rules, text, NULL, LANG_NL);
}

static void done(struct trial *t) {
    schematron_close(t->s);
    findings_free(&t->findings);
    case_free(&t->c);
    error_clear(&t->error);
}

/* The findings as one string: "A1 message;A2 message;", in the order of their places. */
static void expect(struct trial *t, const char *expected) {
    struct buf found = BUF_EMPTY;
    buf_add_string(&found, "");
    for (size_t i = 0; i < t->findings.count; i++)
        buf_printf(&found, "%s %s;", t->findings.items[i].code, t->findings.items[i].message);
    cr_expect_str_eq(found.data ? found.data : "", expected);
    buf_free(&found);
}

static void expect_of(const char *rules, const char *text, const char *expected) {
    struct trial t = try(rules, text);
    expect(&t, expected);
    done(&t);
}

/* Compiling fails on this line with a sentence that holds `part`. */
static void refuse(const char *rules, size_t line, const char *part) {
    struct error error = ERROR_EMPTY;
    struct schematron *s = compile(rules, &error);
    cr_expect_null(s, "accepted: %s", rules);
    cr_expect_eq(error.kind, ERROR_DATA);
    cr_expect(error.file && strcmp(error.file, "proef.sch") == 0);
    cr_expect_eq(error.line, line, "line %zu of: %s", error.line, rules);
    cr_expect_not_null(strstr(error_text(&error), part), "%s: %s", part, error_text(&error));
    error_clear(&error);
    schematron_close(s);
}

/* --- what rules can do --- */

#define ONE(context, test, message)                                                                                    \
    "<pattern><rule context=\"" context "\"><report id='A1' test=\"" test "\">" message "</report></rule></pattern>"

Test(schematron, assert_and_report) {
    expect_of("<pattern><rule context='a'><assert id='A1' test='@x'>geen x</assert>"
              "<report id='A2' test='@y'>wel y</report></rule></pattern>",
              "<c><a/><a x='1'/><a x='1' y='2'/></c>", "A1 geen x;A2 wel y;");
}

Test(schematron, the_place_is_the_context) {
    struct trial t = try(ONE("b", "true()", "hier"), "<c>\n <a><b/></a>\n</c>");
    cr_assert_eq(t.findings.count, 1);
    cr_expect_eq(t.findings.items[0].line, 2);
    cr_expect_eq(t.findings.items[0].column, 5);
    cr_expect_str_eq(t.findings.items[0].element, "b");
    done(&t);
}

Test(schematron, level_and_principle) {
    struct trial t = try("<pattern><rule context='c' role='note' flag='uitgangspunt-3'>"
                         "<report id='A1' test='1'>a</report>"
                         "<report id='A2' role='warning' flag='uitgangspunt-7' test='1'>b</report></rule></pattern>"
                         "<pattern><rule context='c'><report id='A3' test='1'>c</report>"
                         "<report id='A4' flag='uitgangspunt-8' test='1'>d</report></rule></pattern>",
                         "<c/>");
    cr_assert_eq(t.findings.count, 4);
    cr_expect_eq(t.findings.items[0].level, LEVEL_NOTE);
    cr_expect_eq(t.findings.items[0].principle, 3);
    cr_expect_eq(t.findings.items[1].level, LEVEL_WARNING);
    cr_expect_eq(t.findings.items[1].principle, 7);
    cr_expect_eq(t.findings.items[2].level, LEVEL_ERROR);
    cr_expect_eq(t.findings.items[2].principle, PRINCIPLE_UNKNOWN);
    cr_expect_eq(t.findings.items[3].principle, PRINCIPLE_UNKNOWN);
    done(&t);
}

Test(schematron, only_the_first_rule_of_a_pattern_fires) {
    expect_of("<pattern><rule context='a[@x]'><report id='A1' test='true()'>x</report></rule>"
              "<rule context='a'><report id='A2' test='true()'>rest</report></rule></pattern>"
              "<pattern><rule context='a'><report id='A3' test='true()'>ander</report></rule></pattern>",
              "<c><a x='1'/><a/></c>", "A1 x;A3 ander;A2 rest;A3 ander;");
}

Test(schematron, messages_hold_values_names_and_emphasis) {
    expect_of(ONE("a", "1",
                  "  <name/> in <name path='..'/>:\n <value-of select='@x'/>, <emph>let <value-of "
                  "select='count(b)'/>  op</emph> "),
              "<c><a x=' 1\n 2 '><b/></a></c>", "A1 a in c: 1 2, let 1 op;");
}

Test(schematron, a_message_takes_no_markup_from_the_case) {
    expect_of(ONE("a", "1", "<value-of select='.'/>"), "<c><a>&lt;b> %s &amp;</a></c>", "A1 <b> %s &;");
}

Test(schematron, variables_of_schema_pattern_and_rule) {
    expect_of("<let name='n' value='count(//a)'/><let name='twee' value='$n * 2'/>"
              "<pattern><let name='p' value='concat($twee, &quot;p&quot;)'/>"
              "<rule context='a'><let name='x' value='@x'/><let name='xx' value='concat($x, $x)'/>"
              "<report id='A1' test='$x'><value-of select='$xx'/> <value-of "
              "select='$p'/></report></rule></pattern>",
              "<c><a x='1'/><a/><a x='3'/></c>", "A1 11 6p;A1 33 6p;");
}

Test(schematron, variables_may_refer_forward) {
    expect_of("<let name='a' value='$b + 1'/><let name='b' value='2'/>" ONE("c", "1", "<value-of select='$a'/>"),
              "<c/>", "A1 3;");
    expect_of("<pattern><rule context='c'><let name='a' value='$b + 1'/><let name='b' value='2'/>"
              "<report id='A1' test='1'><value-of select='$a'/></report></rule></pattern>",
              "<c/>", "A1 3;");
}

Test(schematron, the_nearest_variable_wins) {
    expect_of("<let name='x' value='1'/><pattern><let name='x' value='2'/>"
              "<rule context='a'><let name='x' value='3'/><report id='A1' test='1'><value-of "
              "select='$x'/></report></rule><rule context='b'><report id='A2' test='1'><value-of "
              "select='$x'/></report></rule></pattern><pattern><rule context='b'><report id='A3' "
              "test='1'><value-of select='$x'/></report></rule></pattern>",
              "<c><a/><b/></c>", "A1 3;A2 2;A3 1;");
}

Test(schematron, abstract_rules_are_filled_in) {
    expect_of("<pattern><rule abstract='true' id='basis'><let name='l' value='string-length(.)'/>"
              "<assert id='A1' test='$l > $min'>te kort</assert></rule>"
              "<rule abstract='true' id='meer'><extends rule='basis'/><report id='A2' test='@z'>z</report></rule>"
              "<rule context='a'><let name='min' value='2'/><extends rule='meer'/></rule></pattern>"
              "<let name='min' value='0'/>",
              "<c><a>ab</a><a z='1'>abc</a></c>", "A1 te kort;A2 z;");
}

Test(schematron, phases_choose_patterns) {
    static const char rules[] =
        "<phase id='intake'><active pattern='p1'/></phase><phase id='advies'><active pattern='p1'/><active "
        "pattern='p2'/></phase>"
        "<pattern id='p1'><rule context='c'><report id='A1' test='1'>a</report></rule></pattern>"
        "<pattern id='p2'><rule context='c'><report id='A2' test='1'>b</report></rule></pattern>";
    static const char *const rows[][2] = {
        {"intake", "A1 a;"}, {"advies", "A1 a;A2 b;"}, {"strategie", ""}, {NULL, "A1 a;A2 b;"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct trial t = try_with(rules, "<c/>", rows[i][0], LANG_NL);
        expect(&t, rows[i][1]);
        cr_expect_eq(t.s->rules->phases, 1 << 1 | 1 << 5);
        cr_expect_eq(t.s->rules->next->phases, 1 << 5);
        done(&t);
    }
}

Test(schematron, a_file_without_phases_always_runs) {
    struct trial t = try_with(ONE("c", "1", "a"), "<c/>", "intake", LANG_NL);
    expect(&t, "A1 a;");
    cr_expect_eq(t.s->rules->phases, PHASES_ALWAYS);
    done(&t);
}

Test(schematron, current_is_the_node_of_the_rule) {
    expect_of(ONE("a", "../b[@x = current()/@x]", "<value-of select='//b[@x = current()/@x]'/>"),
              "<c><a x='1'/><a x='2'/><b x='2'>twee</b></c>", "A1 twee;");
}

Test(schematron, prefixes_are_bound_with_ns) {
    expect_of("<ns prefix='p' uri='urn:p'/>" ONE("p:a | p:*[b]", "1", "<name/>"),
              "<c xmlns:q='urn:p'><a/><q:a/><q:z><b/></q:z><q:z/></c>", "A1 q:a;A1 q:z;");
}

/* --- languages and texts --- */

#define TEXTS                                                                                                          \
    "<pattern><rule context='c'><let name='x' value='@x'/><report id='A1' test='1'>nl <value-of "                      \
    "select='$x'/></report><report id='A2' test='1' diagnostics='vrij'>alleen nl</report></rule></pattern>"            \
    "<diagnostics><diagnostic id='A1.en' xml:lang='en'>en <value-of select='$x'/></diagnostic>"                        \
    "<diagnostic id='A1.hulp'>doe <value-of select='$x'/></diagnostic>"                                                \
    "<diagnostic id='A1.hulp.en'>do <value-of select='$x'/></diagnostic>"                                              \
    "<diagnostic id='vrij'>vrije hulp</diagnostic></diagnostics>"

Test(schematron, texts_in_both_languages) {
    struct trial t = try_with(TEXTS, "<c x='7'/>", NULL, LANG_EN);
    expect(&t, "A1 en 7;A2 alleen nl;");
    cr_expect_str_eq(t.findings.items[0].help, "do 7");
    cr_expect_str_eq(t.findings.items[1].help, "vrije hulp");
    done(&t);
    t = try(TEXTS, "<c x='7'/>");
    expect(&t, "A1 nl 7;A2 alleen nl;");
    cr_expect_str_eq(t.findings.items[0].help, "doe 7");
    done(&t);
}

Test(schematron, what_a_listing_shows) {
    struct error error = ERROR_EMPTY;
    struct schematron *s = compile(TEXTS, &error);
    cr_assert_not_null(s);
    const struct rule_info *first = s->rules, *second = first->next;
    cr_expect_null(second->next);
    cr_expect_str_eq(first->code, "A1");
    char *dutch = rule_text(first, RULE_MESSAGE, LANG_NL), *english = rule_text(first, RULE_MESSAGE, LANG_EN);
    char *help = rule_words(second, RULE_HELP, LANG_EN);
    cr_expect_str_eq(dutch, "nl …");
    cr_expect_str_eq(english, "en …");
    cr_expect_null(rule_text(second, RULE_HELP, LANG_EN));
    cr_expect_str_eq(help, "vrije hulp");
    free(dutch);
    free(english);
    free(help);
    schematron_close(s);
}

/* --- contexts --- */

Test(schematron, contexts_are_match_patterns) {
    static const char text[] = "<c><a n='1'><a n='2'><b n='3' id='x'/><b n='4' k='z'/></a><d n='5'><b n='6'/></d></a>"
                               "<b n='7'/><e n='8'/></c>";
    static const struct {
        const char *context, *expected;
    } rows[] = {
        {"b", "3467"},
        {"a/b", "34"},
        {"a//b", "346"},
        {"//b", "3467"},
        {"/c/b", "7"},
        {"/b", ""},
        {"/c//d/b", "6"},
        {"c/a/a/b", "34"},
        {"/a/b", ""},
        {"/c/a//b", "346"},
        {"a//a//b", "34"},
        {"d//b | e", "68"},
        {"*[@k]", "4"},
        {"a/*", "2345"},
        {"node()[@k]", "4"},
        {"b[1]", "367"},
        {"b[2]", "4"},
        {"b[last()]", "467"},
        {"b[position() = 1][@id]", "3"},
        {"b[@k][1]", "4"},
        {"b[count(preceding-sibling::b)]", ""},
        {"b[count(preceding-sibling::b) + 1]", "3467"},
        {"child::b", "3467"},
        {"a[@n = '1']/d/child::b", "6"},
        {"id('x')", "3"},
        {"id('x') | e", "38"},
        {"id('nergens')/b", ""},
        {"a [ @n = \"2\" ] / b", "34"},
        {"b[../@n = '2' and @k]", "4"},
        {"b['a|b' = 'a|b'][@k]", "4"},
        {"*[self::d or self::e]", "58"},
        {"e[//a[b]]", "8"},
        {"b[not(@k)][ancestor::a]", "36"},
        {"zz", ""},
        {"ancestor::d", "5"},
        {"d/..", "1"},
        {"$set | e", "78"},
        {"e | //a[d | e]", "18"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf rules = BUF_EMPTY, expected = BUF_EMPTY;
        buf_add_string(&rules, "<let name='set' value='/c/b'/><pattern><rule context='");
        for (const char *at = rows[i].context; *at; at++)
            if (*at == '\'')
                buf_add_string(&rules, "&apos;");
            else
                buf_add_char(&rules, *at);
        buf_add_string(&rules, "'><report id='A1' test='true()'><value-of select='@n'/></report></rule></pattern>");
        buf_add_string(&expected, "");
        for (const char *at = rows[i].expected; *at; at++)
            buf_printf(&expected, "A1 %c;", *at);
        struct trial t = try(rules.data, text);
        struct buf found = BUF_EMPTY;
        for (size_t j = 0; j < t.findings.count; j++)
            buf_printf(&found, "A1 %s;", t.findings.items[j].message);
        cr_expect_str_eq(found.data ? found.data : "", expected.data ? expected.data : "", "context %s",
                         rows[i].context);
        buf_free(&found);
        done(&t);
        buf_free(&rules);
        buf_free(&expected);
    }
}

Test(schematron, the_document_is_a_context_placed_on_the_root) {
    struct trial t = try(ONE("/", "c/a", "<value-of select='count(c/a)'/>"), "<!-- x --><c><a/><a/></c>");
    expect(&t, "A1 2;");
    cr_expect_str_eq(t.findings.items[0].element, "c");
    done(&t);
}

Test(schematron, attributes_and_texts_are_contexts_placed_on_their_element) {
    struct trial t = try(ONE("a/@x | b/text()", "string-length() = 1", "<value-of select='.'/>"),
                         "<c>\n<a x='1'/><a x='22'/><b>3</b></c>");
    expect(&t, "A1 1;A1 3;");
    cr_expect_str_eq(t.findings.items[0].element, "a");
    cr_expect_str_eq(t.findings.items[1].element, "b");
    done(&t);
    expect_of("<pattern><rule context='@x'><report id='A1' test='1'>x</report></rule><rule context='@*'>"
              "<report id='A2' test='1'><value-of select='name()'/></report></rule></pattern>",
              "<c><a x='1' y='2'/></c>", "A1 x;A2 y;");
}

Test(schematron, contexts_use_variables_of_schema_and_pattern) {
    expect_of("<let name='in' value='//a[@x]'/><let name='n' value='2'/>"
              "<pattern><let name='w' value=\"'ja'\"/>"
              "<rule context='a[count(. | $in) = count($in)][@x = $w]'><report id='A1' test='1'>in</report></rule>"
              "<rule context='a[$n]'><report id='A2' test='1'>tweede</report></rule></pattern>",
              "<c><a x='ja'/><a/><a x='nee'/></c>", "A1 in;A2 tweede;");
}

/* --- sets --- */

Test(schematron, membership_in_all_its_forms) {
    static const char *const tests[] = {
        "count(. | $in) = count($in)",
        "count($in|.)=count($in)",
        "count($in) = count(.|$in)",
        "not(count(. | $in) != count($in))",
        "@x and count(. | $in) = count($in)",
        "self::a[count(. | $in) = count($in)]",
        "count(. | $in) = count($in) = true()",
        "(count(. | $in)) = (count($in))",
        "2 - 2 + count(. | $in) = count($in)",
    };
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        struct buf rules = BUF_EMPTY;
        buf_printf(&rules,
                   "<let name='in' value='//a[@x]'/><pattern><rule context='a'><report id='A1' "
                   "test='%s'><value-of select='@n'/></report></rule></pattern>",
                   tests[i]);
        struct trial t = try(rules.data, "<c><a n='1' x='1'/><a n='2'/><a n='3' x='1'/></c>");
        if (i == 6) /* (count = count) = true(): compares a number with a boolean first */
            cr_expect_eq(t.findings.count, 2);
        else
            expect(&t, "A1 1;A1 3;");
        done(&t);
        buf_free(&rules);
    }
}

Test(schematron, size_and_emptiness_of_a_set) {
    expect_of("<let name='in' value='//a'/><let name='niets' value='//z'/><let name='tekst' value=\"''\"/>" ONE(
                  "c", "count($in) = 2 and boolean($in) and not($niets) and not($tekst)",
                  "<value-of select='count($in) + count($niets)'/>"),
              "<c><a/><a/></c>", "A1 2;");
}

Test(schematron, id_gives_elements_in_document_order_once) {
    expect_of("<let name='d' value=\"id('z x x nergens')\"/>" ONE(
                  "c", "1",
                  "<value-of select='$d[1]/@n'/> <value-of select='count(id(//@r))'/> <value-of "
                  "select='name(id(@r))'/>"),
              "<c r='y'><a id='x' n='1'/><b id='y' n='2' r='x y'/><d id='z' n='3' r=' x&#10;z '/></c>", "A1 1 3 b;");
}

/* --- what is wrong with a rule file --- */

#define PATTERN(rule) "<pattern><rule context='a'>" rule "</rule></pattern>"

Test(schematron, mistakes_are_refused_with_their_line) {
    static const struct {
        const char *rules;
        size_t line;
        const char *part;
    } rows[] = {
        {"<key>uitleg</key>", 2, "<key>"},
        {"<pattern>\n<include href='x'/></pattern>", 3, "bestaat niet"},
        {"<xsl:key xmlns:xsl='urn:x'/>", 2, "<key>"},
        {"<pattern><assert id='A1' test='1'/></pattern>", 2, "<assert>"},
        {"<pattern>tekst</pattern>", 2, "tekst"},
        {"<pattern is-a='x'/>", 2, "„x”"},
        {"<pattern><rule/></pattern>", 2, "context"},
        {"<pattern><rule abstract='true'/></pattern>", 2, "id"},
        {"<pattern><rule abstract='ja' context='a'/></pattern>", 2, "ja"},
        {"<pattern><rule abstract='true' id='b' context='a'/></pattern>", 2, "context"},
        {PATTERN("\n\n<assert\n id='A1'>x</assert>"), 4, "test"},
        {PATTERN("<assert test='1'>x</assert>"), 2, "id"},
        {PATTERN("<assert id='A' test='1'>x</assert>"), 2, "„A”"},
        {PATTERN("<assert id='1A' test='1'>x</assert>"), 2, "„1A”"},
        {PATTERN("<assert id='A1b' test='1'>x</assert>"), 2, "„A1b”"},
        {PATTERN("<assert id='A1' role='ernstig' test='1'>x</assert>"), 2, "ernstig"},
        {PATTERN("<assert id='A1' test='1'>x</assert>\n<assert id='A1' test='1'>x</assert>"), 3, "A1"},
        {"<pattern id='p'/>\n<pattern id='p'/>", 3, "„p”"},
        {"<pattern id='p'/><phase id='p'/>", 2, "„p”"},
        {PATTERN("<assert id='A1' test='count('>x</assert>"), 2, "count("},
        {PATTERN("<assert id='A1' test=''>x</assert>"), 2, "test"},
        {PATTERN("<assert id='A1' test='a b'>x</assert>"), 2, "a b"},
        {PATTERN("<assert id='A1' test='\"open'>x</assert>"), 2, "open"},
        {PATTERN("<assert id='A1' test='nergens(.)'>x</assert>"), 2, "nergens"},
        {PATTERN("<assert id='A1' test='set-has(1)'>x</assert>"), 2, "set-has"},
        {PATTERN("<assert id='A1' test='contains(.)'>x</assert>"), 2, "contains"},
        {PATTERN("<assert id='A1' test='true(1)'>x</assert>"), 2, "true"},
        {PATTERN("<assert id='A1' test='p:f()'>x</assert>"), 2, "p:f"},
        {PATTERN("<assert id='A1' test='$x'>x</assert>"), 2, "$x"},
        {PATTERN("<assert id='A1' test='1'><value-of\nselect='$x'/></assert>"), 3, "$x"},
        {PATTERN("<assert id='A1' test='1'><name path='('/></assert>"), 2, "name"},
        {PATTERN("<let name='a' value='1'/><let name='a' value='1'/>"), 2, "„a”"},
        {PATTERN("<let name='1a' value='1'/>"), 2, "„1a”"},
        {PATTERN("<let name='a'>1</let>"), 2, "value"},
        {PATTERN("<extends rule='b'/>"), 2, "„b”"},
        {"<pattern><rule id='b' context='a'/><rule context='c'><extends rule='b'/></rule></pattern>", 2, "„b”"},
        {"<pattern><rule id='b' abstract='true'><extends rule='c'/></rule>\n<rule id='c' "
         "abstract='true'><extends rule='b'/></rule><rule context='x'><extends rule='b'/></rule></pattern>",
         3, "„b”"},
        {"<pattern><rule id='b' abstract='true'><extends rule='b'/></rule></pattern>", 2, "„b”"},
        {"<phase id='f'>\n<active pattern='p'/></phase>", 3, "„p”"},
        {"<phase id='f'><let name='x' value='1'/></phase>", 2, "<let>"},
        {PATTERN("<assert id='A1' diagnostics='d e' test='1'>x</assert>") "<diagnostics><diagnostic "
                                                                          "id='d'/></diagnostics>",
         2, "„e”"},
        {"<ns prefix='p' uri='u'/>\n<ns prefix='p' uri='v'/>", 3, "„p”"},
        {"<ns prefix='1' uri='u'/>", 2, "„1”"},
        {"<pattern><rule context='.'/></pattern>", 2, "„.”"},
        {"<pattern><rule context='a |'/></pattern>", 2, "a |"},
        {"<pattern><rule context='(a | b)[1]'/></pattern>", 2, "(a | b)[1]"},
        {"<pattern><rule context='a | 3'/></pattern>", 2, "a | 3"},
        {"<pattern><rule context='a) | (b'/></pattern>", 2, "a) | (b"},
        {"<pattern><rule context='a[current()/@x]'/></pattern>", 2, "„current” kan hier niet"},
        {PATTERN("<assert id='A1' test='a) or (b'>x</assert>"), 2, "a) or (b"},
        {"<pattern><rule context='a/'/></pattern>", 2, "a/"},
        {"<pattern><rule context=''/></pattern>", 2, "context"},
        {"<pattern><rule context='a['/></pattern>", 2, "a["},
        {"<pattern><rule context='a]'/></pattern>", 2, "a]"},
        {"<pattern><rule context='a[b'/></pattern>", 2, "a[b"},
        {"<pattern><rule context='a[b)]'/></pattern>", 2, "a[b)]"},
        {"<pattern><rule context='a[$x]'/></pattern>", 2, "$x"},
        {"<pattern><rule context='a[1 = ]'/></pattern>", 2, "1 ="},
        {"<pattern><rule context='key(1, 2)'/></pattern>", 2, "key"},
        {"<pattern><rule context='a b'/></pattern>", 2, "a b"},
        {"<pattern><rule context='a'>\n</pattern>", 3, "nog niet gesloten"},
        {"<schema xmlns='http://www.ascc.net/xml/schematron'/>", 2, "ISO Schematron"},
        {"<schema/>", 2, "ISO Schematron"},
        {"<schema xmlns='http://purl.oclc.org/dsdl/schematron' queryBinding='xslt2'/>", 2, "xslt2"},
        {"<schema xmlns='http://purl.oclc.org/dsdl/schematron' defaultPhase='f'/>", 2, "„f”"},
        {"<schema xmlns='http://purl.oclc.org/dsdl/schematron' xmlns:x='u' x:a='1'/>", 2, " a "},
        {"<?xml-stylesheet?><!DOCTYPE schema SYSTEM 'x'>\n<schema/>", 2, "DOCTYPE"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        refuse(rows[i].rules, rows[i].line, rows[i].part);
}

Test(schematron, no_file_at_all) {
    struct error error = ERROR_EMPTY;
    struct schematron_use use = {.whole = true};
    cr_expect_null(schematron_load("leeg.sch", "", 0, &use, &error));
    cr_expect_eq(error.kind, ERROR_DATA);
    error_clear(&error);
    cr_expect_null(schematron_open("/bestaat/niet.sch", &use, &error));
    cr_expect_eq(error.kind, ERROR_IO);
    error_clear(&error);
}

/* What only shows when it is evaluated: a run fails on this line with a sentence that holds `part`. */
static void fail(const char *rules, size_t line, const char *part) {
    struct error error = ERROR_EMPTY;
    struct schematron *s = compile(rules, &error);
    cr_assert_not_null(s, "%s", error_text(&error));
    struct case_file c = {0};
    struct findings findings = {0};
    case_load(&c, "x", "<c><a x='1'/></c>", 17, &findings);
    cr_expect_not(schematron_run(s, c.doc, NULL, LANG_NL, &findings, &error));
    cr_expect_eq(error.kind, ERROR_DATA);
    cr_expect(error.file && strcmp(error.file, "proef.sch") == 0);
    cr_expect_eq(error.line, line, "line %zu of: %s", error.line, rules);
    cr_expect_not_null(strstr(error_text(&error), part), "%s: %s", part, error_text(&error));
    error_clear(&error);
    findings_free(&findings);
    case_free(&c);
    schematron_close(s);
}

Test(schematron, mistakes_that_show_when_they_are_evaluated) {
    static const struct {
        const char *rules;
        size_t line;
        const char *part;
    } rows[] = {
        {"<let name='a' value='$b'/>\n<let name='b' value='$a'/>" ONE("c", "$a", "x"), 2, "zichzelf"},
        {PATTERN("<let name='a' value='$a'/><report id='A1' test='$a'>x</report>"), 2, "zichzelf"},
        {PATTERN("<assert id='A1' test='count(1)'>x</assert>"), 2, "count(1)"},
        {PATTERN("<assert id='A1' test='\"a\"/b'>x</assert>"), 2, "/b"},
        {"<let name='t' value=\"'a'\"/>" PATTERN("<assert id='A1' test='count(. | $t) = count($t)'>x</assert>"), 2,
         "$t"},
        {"<let name='t' value='concat(name(/*), 1)'/>" ONE("a", "@x and\n count($t)", "x"), 2, "count($t)"},
        {PATTERN("<assert id='A1' test='false()'><value-of\nselect='sum(3)'/></assert>"), 3, "sum(3)"},
        {"<let name='t' value='3'/>\n" ONE("$t", "true()", "x"), 3, "„$t”"},
        {ONE("c", "p:a", "x"), 2, "p:a"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        fail(rows[i].rules, rows[i].line, rows[i].part);
}

/* --- runs --- */

Test(schematron, one_compilation_serves_many_cases) {
    struct trial t =
        try("<let name='n' value='count(//a)'/>" ONE("a[1]", "$n > 1", "<value-of select='$n'/>"), "<c><a/><a/></c>");
    for (int i = 0; i < 3; i++) {
        struct case_file c = {0};
        struct findings findings = {0};
        const char *text = i % 2 == 0 ? "<c><a/><a/><a/></c>" : "<c><a/></c>";
        case_load(&c, "x", text, strlen(text), &findings);
        cr_assert(schematron_run(t.s, c.doc, NULL, LANG_NL, &findings, &t.error));
        cr_expect_eq(findings.count, i % 2 == 0 ? 1 : 0);
        if (findings.count > 0)
            cr_expect_str_eq(findings.items[0].message, "3");
        findings_free(&findings);
        case_free(&c);
    }
    done(&t);
}
