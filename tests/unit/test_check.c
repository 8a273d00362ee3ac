/* The whole check of a case: order of its parts, waivers, summary. Needs the data directory (HGW_DATADIR). */
#include "case/case.h"
#include "rules/check.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct datadir datadir;
static struct checker *checker;

static void open_checker(void) {
    struct error error = ERROR_EMPTY;
    datadir_open(&datadir, NULL);
    struct checker_options options = {.datadir = &datadir, .date = "2026-11-24", .lang = LANG_NL};
    checker = checker_open(&options, &error);
    cr_assert_not_null(checker, "%s", error_text(&error));
}

static void close_checker(void) {
    checker_close(checker);
    datadir_close(&datadir);
}

TestSuite(check, .init = open_checker, .fini = close_checker);

#define PEOPLE                                                                                                         \
    "<betrokkenen><leerling id='l' geboortedatum='2016-04-12'><naam>Lena</naam></leerling>"                            \
    "<betrokkene id='m' rol='ouder'><naam>Mia</naam></betrokkene></betrokkenen>"

/* A case in the phase integratie with one short-term goal, and these verantwoordingen. */
#define GOAL                                                                                                           \
    "<uitzicht><doel id='d' termijn='kort'><tekst>Lena leest een boek per maand.</tekst></doel>"                       \
    "<doel id='e' termijn='kort'><tekst>Lena leest elke dag.</tekst></doel></uitzicht>"
#define CASE(phase, content) "<casus versie='1' fase='" phase "' start='2026-09-07'>" PEOPLE content "</casus>"
#define WAIVERS(content) GOAL "<verantwoordingen>" content "</verantwoordingen>"

static struct checked check_in(const char *text, const char *phase) {
    struct checked checked = {0};
    struct error error = ERROR_EMPTY;
    case_load(&checked.c, "proef", text, strlen(text), &checked.findings);
    cr_assert(check_case(checker, phase, &checked, &error), "%s", error_text(&error));
    return checked;
}

static struct checked check(const char *text) {
    return check_in(text, NULL);
}

/* How many findings have this code, and how many of those are waived. */
static void expect(const struct checked *checked, const char *code, size_t count, size_t waived) {
    size_t found = 0, found_waived = 0, kept = 0, kept_waived = 0;
    for (size_t i = 0; i < checked->findings.count_count; i++)
        if (strcmp(checked->findings.counts[i].code, code) == 0) {
            found += checked->findings.counts[i].all;
            found_waived += checked->findings.counts[i].waived;
        }
    for (size_t i = 0; i < checked->findings.count; i++)
        if (strcmp(checked->findings.items[i].code, code) == 0) {
            kept++;
            kept_waived += checked->findings.items[i].waived != NULL;
        }
    cr_expect_eq(kept, found < FINDINGS_MOST ? found : FINDINGS_MOST, "%s: %zu kept", code, kept);
    cr_expect(kept < found ? kept_waived <= found_waived : kept_waived == found_waived);
    cr_expect_eq(found, count, "%s: %zu found, %zu expected", code, found, count);
    cr_expect_eq(found_waived, waived, "%s: %zu waived, %zu expected", code, found_waived, waived);
}

static void expect_of(const char *text, const char *code, size_t count, size_t waived) {
    struct checked checked = check(text);
    expect(&checked, code, count, waived);
    checked_free(&checked);
}

Test(check, findings_come_in_order_of_place_and_code) {
    struct checked checked =
        check("<casus versie='1' fase='integratie' start='2026-09-07'>\n" PEOPLE "\n" GOAL "\n</casus>");
    cr_assert_gt(checked.findings.count, 10);
    for (size_t i = 1; i < checked.findings.count; i++) {
        const struct finding *a = &checked.findings.items[i - 1], *b = &checked.findings.items[i];
        cr_expect(a->line < b->line || (a->line == b->line && a->column < b->column) ||
                  (a->line == b->line && a->column == b->column && strcmp(a->code, b->code) <= 0));
    }
    checked_free(&checked);
    /* also when they were not found in that order, as those of a team's own rules */
    struct findings list = {0};
    struct case_file c = {0};
    static const char *const codes[] = {"HGW105", "TEAM1", "HGW100"};
    for (size_t i = 0; i < 3; i++)
        findings_add(&list, codes[i], LEVEL_NOTE, 1, NULL);
    findings_finish(&list, &c);
    cr_assert_eq(list.count, 3);
    cr_expect_str_eq(list.items[0].code, "HGW100");
    cr_expect_str_eq(list.items[1].code, "HGW105");
    findings_free(&list);
}

Test(check, an_invalid_case_gets_structure_findings_only) {
    struct checked checked = check(CASE("integratie", "<uitzicht><doel termijn='korte'><tekst/></doel></uitzicht>"));
    cr_expect(checked.refused);
    expect(&checked, "HGW002", 1, 0);
    expect(&checked, "HGW005", 1, 0);
    for (size_t i = 0; i < checked.findings.count; i++)
        cr_expect_eq(checked.findings.items[i].principle, PRINCIPLE_NONE);
    cr_expect_str_eq(checked.phase, "integratie");
    checked_free(&checked);
    static const char *const references[] = {"niemand", "m"}; /* to nothing, to the wrong kind */
    for (size_t i = 0; i < 2; i++) {
        char text[1000];
        snprintf(text, sizeof text,
                 CASE("integratie", "<uitzicht><doel id='d' termijn='kort' boven='%s'><tekst/></doel></uitzicht>"),
                 references[i]);
        checked = check(text);
        cr_expect(checked.refused);
        expect(&checked, "HGW003", 1, 0);
        expect(&checked, "HGW005", 1, 0);
        expect(&checked, "HGW105", 0, 0);
        cr_expect_eq(checked.findings.count, 2);
        checked_free(&checked);
    }
    checked = check("<casus");
    cr_expect(checked.refused);
    cr_expect_eq(checked.findings.count, 1);
    cr_expect_null(checked.phase);
    checked_free(&checked);
    checked = check(CASE("slapen", ""));
    cr_expect(checked.refused);
    cr_expect_null(checked.phase);
    checked_free(&checked);
}

Test(check, another_phase_asks_other_things) {
    struct checked checked = check_in(CASE("vraagverheldering", ""), "integratie");
    cr_expect_str_eq(checked.phase, "integratie");
    expect(&checked, "HGW101", 1, 0);
    expect(&checked, "HGW100", 0, 0);
    checked_free(&checked);
    expect_of(CASE("strategie", ""), "HGW100", 1, 0);
    expect_of(CASE("strategie", ""), "HGW101", 0, 0);
}

Test(check, a_waiver_takes_all_findings_of_its_rule) {
    struct checked checked =
        check(CASE("integratie", WAIVERS("<verantwoording regel='HGW105'>  Na het\n overleg. </verantwoording>")));
    expect(&checked, "HGW105", 2, 2);
    expect(&checked, "HGW107", 2, 0);
    expect(&checked, "HGW008", 0, 0);
    cr_expect_eq(checked.principles[1].waived, 2);
    for (size_t i = 0; i < checked.findings.count; i++)
        if (checked.findings.items[i].waived)
            cr_expect_str_eq(checked.findings.items[i].waived, "Na het overleg.");
    checked_free(&checked);
}

Test(check, a_waiver_with_object_takes_those_on_and_inside_it) {
    expect_of(CASE("integratie", WAIVERS("<verantwoording regel='HGW105' object='d'>Na het overleg.</verantwoording>")),
              "HGW105", 2, 1);
    /* HGW801 stands on tekst, inside the goal */
    expect_of(CASE("integratie",
                   "<uitzicht><doel id='d' termijn='kort'><tekst>Lena huilt niet meer.</tekst></doel></uitzicht>"
                   "<verantwoordingen><verantwoording regel='HGW801' object='d'>Haar "
                   "woorden.</verantwoording></verantwoordingen>"),
              "HGW801", 1, 1);
    expect_of(CASE("integratie",
                   "<uitzicht><doel id='d' termijn='kort'><tekst>Lena huilt niet meer.</tekst></doel></uitzicht>"
                   "<verantwoordingen><verantwoording regel='HGW801' object='m'>Haar "
                   "woorden.</verantwoording></verantwoordingen>"),
              "HGW801", 1, 0);
}

Test(check, the_innermost_waiver_gives_the_motivation) {
    struct checked checked =
        check(CASE("integratie", WAIVERS("<verantwoording regel='HGW105'>algemeen</verantwoording>"
                                         "<verantwoording regel='HGW105' object='e'>voor e</verantwoording>")));
    expect(&checked, "HGW105", 2, 2);
    expect(&checked, "HGW008", 0, 0);
    size_t own = 0;
    for (size_t i = 0; i < checked.findings.count; i++)
        own += checked.findings.items[i].waived && strcmp(checked.findings.items[i].waived, "voor e") == 0;
    cr_expect_eq(own, 1);
    checked_free(&checked);
}

/* Of one finding: the motivation is the object's own, and that of the whole case is not called needless. */
Test(check, all_waivers_that_fit_are_used) {
    struct checked checked = check(
        CASE("integratie", "<uitzicht><doel id='d' termijn='kort'><tekst>Lena leest elke dag.</tekst></doel></uitzicht>"
                           "<verantwoordingen><verantwoording regel='HGW105'>algemeen</verantwoording>"
                           "<verantwoording regel='HGW105' object='d'>voor d</verantwoording></verantwoordingen>"));
    expect(&checked, "HGW105", 1, 1);
    expect(&checked, "HGW008", 0, 0);
    checked_free(&checked);
}

Test(check, a_waiver_that_cannot_be_is_an_error) {
    static const char *const bad[] = {
        "<verantwoording regel='HGW105'/>",
        "<verantwoording regel='HGW105'> \n </verantwoording>",
        "<verantwoording regel='HGW999'>Daarom.</verantwoording>",
        "<verantwoording regel='hgw105'>Daarom.</verantwoording>",
        "<verantwoording regel='HGW004'>Daarom.</verantwoording>",
        "<verantwoording regel='HGW714'>Daarom.</verantwoording>",
        "<verantwoording regel='HGW715'>Daarom.</verantwoording>",
        "<verantwoording regel='HGW716'>Daarom.</verantwoording>",
        "<verantwoording regel='HGW717'>Daarom.</verantwoording>",
        "<verantwoording regel='HGW720'>Daarom.</verantwoording>",
        "<verantwoording regel='HGW724'>Daarom.</verantwoording>",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct buf text = BUF_EMPTY;
        buf_printf(&text, CASE("integratie", WAIVERS("%s")), bad[i]);
        struct checked checked = check(text.data);
        expect(&checked, "HGW006", 1, 0);
        expect(&checked, "HGW008", 0, 0);
        expect(&checked, "HGW105", 2, 0);
        expect(&checked, "HGW714", 1, 0);
        checked_free(&checked);
        buf_free(&text);
    }
    expect_of(CASE("integratie", WAIVERS("<verantwoording regel='HGW713'>Daarom.</verantwoording>")), "HGW006", 0, 0);
    expect_of(CASE("integratie", WAIVERS("<verantwoording regel='HGW721'>Daarom.</verantwoording>")), "HGW006", 0, 0);
}

Test(check, an_unused_waiver_is_a_note_in_phases_where_its_rule_holds) {
    static const char unused[] = CASE("integratie", WAIVERS("<verantwoording regel='HGW506'>Daarom.</verantwoording>"));
    expect_of(unused, "HGW008", 1, 0);
    struct checked checked = check_in(unused, "intake");
    expect(&checked, "HGW008", 0, 0);
    checked_free(&checked);
    expect_of(CASE("integratie", WAIVERS("<verantwoording regel='HGW105' object='m'>Daarom.</verantwoording>")),
              "HGW008", 1, 0);
}

Test(check, the_summary_and_the_threshold_leave_out_what_is_waived) {
    struct checked checked =
        check(CASE("integratie", WAIVERS("<verantwoording regel='HGW105'>Later.</verantwoording>")));
    struct tally sum = {0};
    for (size_t i = 0; i < checked.findings.count; i++)
        if (checked.findings.items[i].principle == 1 && !checked.findings.items[i].waived)
            sum.levels[checked.findings.items[i].level]++;
    for (size_t level = 0; level < LEVEL_COUNT; level++)
        cr_expect_eq(checked.principles[1].levels[level], sum.levels[level]);
    cr_expect_eq(checked.principles[1].waived, 2);
    checked_free(&checked);
    struct checked one = {.total = {.waived = 1}};
    cr_expect_not(checked_reaches(&one, LEVEL_NOTE));
    one.total.levels[LEVEL_NOTE] = 1;
    cr_expect(checked_reaches(&one, LEVEL_NOTE));
    cr_expect_not(checked_reaches(&one, LEVEL_WARNING));
    one.total.levels[LEVEL_ERROR] = 1;
    cr_expect(checked_reaches(&one, LEVEL_ERROR));
    cr_expect(checked_reaches(&one, LEVEL_NOTE));
}

/* A check compiles what it evaluates; here all of our own expressions are compiled. */
Test(check, every_expression_of_our_own_rules_is_good) {
    struct error error = ERROR_EMPTY;
    struct words *words = words_open(&datadir, &error);
    struct functions *functions = functions_new(words, "2026-11-24");
    struct files files = datadir_list(&datadir, false, "schemas/regels", "*.sch");
    for (size_t i = 0; i < files.count; i++) {
        struct schematron_use use = {functions, true, true};
        struct schematron *rules = schematron_open(files.names[i], &use, &error);
        cr_expect(rules, "%s:%zu: %s", files.names[i], error.line, error_text(&error));
        error_clear(&error);
        schematron_close(rules);
    }
    files_free(&files);
    functions_free(functions);
    words_close(words);
}

Test(check, every_rule_has_both_languages) {
    for (size_t i = 0; i < checker->rule_count; i++) {
        const struct rule_info *rule = checker->rules[i];
        for (enum lang lang = LANG_NL; lang <= LANG_EN; lang++)
            for (int which = RULE_MESSAGE; which <= RULE_HELP; which++) {
                char *text = rule_text(rule, (enum rule_text)which, lang);
                cr_expect_not_null(text, "%s", rule->code);
                free(text);
            }
        cr_expect_eq(checker_find(checker, rule->code), rule);
    }
    cr_expect_null(checker_find(checker, "HGW999"));
    static const char *const classes[] = {"titel", "idee"};
    int seen = 0;
    for (size_t i = 0; i < checker->set_count; i++)
        for (size_t j = 0; j < 2 && checker->sets[i]->principle > 0; j++, seen++) {
            char *dutch = schematron_words(checker->sets[i], classes[j], LANG_NL);
            char *english = schematron_words(checker->sets[i], classes[j], LANG_EN);
            cr_expect(*dutch && *english && strcmp(dutch, english) != 0);
            free(dutch);
            free(english);
        }
    cr_expect_eq(seen, 2 * PRINCIPLE_COUNT);
    cr_expect_str_eq(checker->principles[1].name, "Doelgericht");
}

Test(check, ten_thousand_goals) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, "<casus versie='1' fase='integratie' start='2026-09-07'>" PEOPLE "<uitzicht>");
    for (int i = 0; i < 10000; i++)
        buf_printf(&text, "<doel id='d%d' termijn='kort'><tekst>Lena leest boek %d.</tekst></doel>", i, i);
    buf_add_string(&text, "</uitzicht></casus>");
    struct checked checked = check(text.data);
    expect(&checked, "HGW105", 10000, 0);
    checked_free(&checked);
    buf_free(&text);
}

/* Those that are not kept are waived all the same. */
Test(check, a_thousand_and_more_are_waived) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, "<casus versie='1' fase='integratie' start='2026-09-07'>" PEOPLE "<uitzicht>");
    for (int i = 0; i < 3000; i++)
        buf_printf(&text, "<doel id='d%d' termijn='kort'><tekst>Lena leest boek %d.</tekst></doel>", i, i);
    buf_add_string(&text, "</uitzicht><verantwoordingen>"
                          "<verantwoording regel='HGW105' object='d7'>Nu niet.</verantwoording>"
                          "<verantwoording regel='HGW105' object='d2999'>Later.</verantwoording>"
                          "</verantwoordingen></casus>");
    struct checked checked = check(text.data);
    expect(&checked, "HGW105", 3000, 2);
    expect(&checked, "HGW008", 0, 0);
    cr_expect_eq(checked.principles[1].waived, 2);
    checked_free(&checked);
    buf_free(&text);
}
