#include "edit/carry.h"
#include "edit/idmap.h"
#include "edit/prune.h"

#include "case/grammar.h"
#include "case/load.h"

#include <criterion/criterion.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

static struct case_file load(const char *text) {
    struct case_file c = {0};
    struct findings findings = {0};
    case_load(&c, "proef", text, strlen(text), &findings);
    cr_assert_not_null(c.doc, "%s", text);
    findings_free(&findings);
    return c;
}

/* The root element as text. Freed with xmlFree(). */
static char *text_of(const struct case_file *c) {
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlNodeDump(buffer, c->doc, xmlDocGetRootElement(c->doc), 0, 0);
    char *text = (char *)xmlBufferDetach(buffer);
    xmlBufferFree(buffer);
    return text;
}

Test(new, phases_have_an_order) {
    cr_expect_eq(phase_index("vraagverheldering"), 0);
    cr_expect_eq(phase_index("intake \n"), 1);
    cr_expect_eq(phase_index("evaluatie"), 6);
    static const char *const none[] = {"", "intak", "intake|strategie", "evaluatie2", "|"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        cr_expect_eq(phase_index(none[i]), -1, "%s", none[i]);
}

static void expect_pruned(const char *template, struct pruning pruning, const char *expected) {
    struct case_file c = load(template);
    struct error error = ERROR_EMPTY;
    cr_assert(prune(&c, &pruning, &error), "%s", error_text(&error));
    char *text = text_of(&c);
    cr_expect_str_eq(text, expected);
    xmlFree(text);
    case_free(&c);
}

Test(new, an_instruction_is_about_what_comes_right_after_it) {
    static const char template[] = "<a>\n <?vanaf advies?>\n <b/>\n <c/>\n <?bij-vervolg?>\n <!-- d -->\n <e/>\n</a>";
    expect_pruned(template, (struct pruning){"intake", false, false}, "<a>\n <c/>\n <e/>\n</a>");
    expect_pruned(template, (struct pruning){"advies", false, true}, "<a>\n <b/>\n <c/>\n <!-- d -->\n <e/>\n</a>");
    expect_pruned(template, (struct pruning){"evaluatie", true, true}, "<a>\n <b/>\n <c/>\n <e/>\n</a>");
}

Test(new, both_instructions_must_agree) {
    static const char template[] = "<a><?vanaf advies?><?bij-vervolg?><b/></a>";
    expect_pruned(template, (struct pruning){"advies", false, true}, "<a><b/></a>");
    expect_pruned(template, (struct pruning){"advies", false, false}, "<a/>");
    expect_pruned(template, (struct pruning){"intake", false, true}, "<a/>");
}

Test(new, other_instructions_stay) {
    expect_pruned("<a><?vul-in wat?></a>", (struct pruning){"advies", true, false}, "<a><?vul-in wat?></a>");
}

struct with_grammar {
    struct grammar grammar;
    struct error error;
};

static struct with_grammar open_grammar(void) {
    struct with_grammar g = {0};
    cr_assert(grammar_open(&g.grammar, "schemas/hgw-casus.xsd", &g.error), "%s", error_text(&g.error));
    return g;
}

#define START "<casus versie='1' fase='evaluatie' start='2026-01-12'><betrokkenen>"
#define PEOPLE                                                                                                         \
    "<leerling id='a'><naam>A</naam></leerling>"                                                                       \
    "<betrokkene id='b' rol='ouder'><naam>B</naam></betrokkene></betrokkenen>"

Test(new, other_names_reach_ids_references_and_lines_that_stand_ready) {
    struct with_grammar g = open_grammar();
    struct case_file c = load(START PEOPLE "<vraagverheldering><zorg van='b'>b</zorg>"
                                           "<!-- <zorg van=\"b\">b \"b\"</zorg> naar=\"a b\" rol=\"b\" -->"
                                           "</vraagverheldering></casus>");
    struct idmap map = {0};
    idmap_open(&map);
    idmap_set(&map, (const xmlChar *)"b", (const xmlChar *)"mama");
    idmap_apply(&map, &g.grammar, xmlDocGetRootElement(c.doc));
    char *text = text_of(&c);
    cr_expect_not_null(strstr(text, "<betrokkene id=\"mama\" rol=\"ouder\"><naam>B</naam>"), "%s", text);
    cr_expect_not_null(strstr(text, "<zorg van=\"mama\">b</zorg>"), "%s", text);
    cr_expect_not_null(strstr(text, "<!-- <zorg van=\"mama\">b \"b\"</zorg> naar=\"a mama\" rol=\"b\" -->"), "%s",
                       text);
    xmlFree(text);
    idmap_close(&map);
    case_free(&c);
    grammar_close(&g.grammar);
}

/* The ids of the goals that a case with these evaluations hands over, with spaces between them. */
static void expect_goals(const char *evaluations, const char *expected) {
    struct buf text = BUF_EMPTY, ids = BUF_EMPTY;
    buf_printf(&text,
               START PEOPLE "<uitzicht><doel id='d' termijn='kort'><tekst>D</tekst></doel>"
                            "<doel id='e' termijn='kort'><tekst>E</tekst></doel></uitzicht>"
                            "<advies>%s</advies></casus>",
               evaluations);
    struct case_file c = load(text.data);
    struct carry carry = {0};
    carry_pick(&carry, &c, "2026-11-24");
    for (size_t i = 0; i < carry.count; i++) {
        xmlChar *id = xmlGetNoNsProp(carry.items[i].node, (const xmlChar *)"id");
        if (strcmp(carry.items[i].section, "uitzicht") == 0)
            buf_printf(&ids, "%s ", (const char *)id);
        xmlFree(id);
    }
    cr_expect_str_eq(ids.data ? ids.data : "", expected, "%s", evaluations);
    carry_free(&carry);
    case_free(&c);
    buf_free(&text);
    buf_free(&ids);
}

Test(new, a_goal_is_reached_when_its_last_evaluation_says_nothing_of_what_follows) {
    expect_goals("", "d e ");
    expect_goals("<evaluatie doelen='d' gepland='2026-10-01'/>", "d e ");
    expect_goals("<evaluatie doelen='d' uitgevoerd='2026-10-01'/>", "e ");
    expect_goals("<evaluatie doelen='d e' uitgevoerd='2026-11-24'><vervolg> </vervolg></evaluatie>", "");
    expect_goals("<evaluatie doelen='d' uitgevoerd='2026-11-25'/>", "d e ");
    expect_goals("<evaluatie doelen='d' uitgevoerd='2026-10-01'><vervolg>Nog even.</vervolg></evaluatie>", "d e ");
    expect_goals("<evaluatie doelen='d' uitgevoerd='2026-10-02'/>"
                 "<evaluatie doelen='d' uitgevoerd='2026-10-01'><vervolg>Nog even.</vervolg></evaluatie>",
                 "e ");
    expect_goals("<evaluatie doelen='d' uitgevoerd='2026-10-01'/>"
                 "<evaluatie doelen='d' uitgevoerd='2026-10-01'><vervolg>Nog even.</vervolg></evaluatie>",
                 "d e ");
}
