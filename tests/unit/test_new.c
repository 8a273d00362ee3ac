#include "new/carry.h"
#include "new/idmap.h"
#include "new/prune.h"

#include "casefile/grammar.h"
#include "casefile/load.h"

#include <criterion/criterion.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

static struct hgw_case load(const char *text) {
    struct hgw_case c = {0};
    struct hgw_findings findings = {0};
    hgw_case_load(&c, "proef", text, strlen(text), &findings);
    cr_assert_not_null(c.doc, "%s", text);
    hgw_findings_free(&findings);
    return c;
}

/* The root element as text. Freed with xmlFree(). */
static char *text_of(const struct hgw_case *c) {
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlNodeDump(buffer, c->doc, xmlDocGetRootElement(c->doc), 0, 0);
    char *text = (char *)xmlBufferDetach(buffer);
    xmlBufferFree(buffer);
    return text;
}

Test(new, phases_have_an_order) {
    cr_expect_eq(hgw_phase_index("vraagverheldering"), 0);
    cr_expect_eq(hgw_phase_index("intake \n"), 1);
    cr_expect_eq(hgw_phase_index("evaluatie"), 6);
    static const char *const none[] = {"", "intak", "intake|strategie", "evaluatie2", "|"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        cr_expect_eq(hgw_phase_index(none[i]), -1, "%s", none[i]);
}

static void expect_pruned(const char *template, struct hgw_pruning pruning, const char *expected) {
    struct hgw_case c = load(template);
    struct hgw_error error = HGW_ERROR_EMPTY;
    cr_assert(hgw_prune(&c, &pruning, &error), "%s", hgw_error_text(&error));
    char *text = text_of(&c);
    cr_expect_str_eq(text, expected);
    xmlFree(text);
    hgw_case_free(&c);
}

Test(new, an_instruction_is_about_what_comes_right_after_it) {
    static const char template[] =
        "<a>\n <?vanaf advies?>\n <b/>\n <c/>\n <?bij-vervolg?>\n <!-- d -->\n <e/>\n</a>";
    expect_pruned(template, (struct hgw_pruning){"intake", false, false}, "<a>\n <c/>\n <e/>\n</a>");
    expect_pruned(template, (struct hgw_pruning){"advies", false, true},
                  "<a>\n <b/>\n <c/>\n <!-- d -->\n <e/>\n</a>");
    expect_pruned(template, (struct hgw_pruning){"evaluatie", true, true}, "<a>\n <b/>\n <c/>\n <e/>\n</a>");
}

Test(new, both_instructions_must_agree) {
    static const char template[] = "<a><?vanaf advies?><?bij-vervolg?><b/></a>";
    expect_pruned(template, (struct hgw_pruning){"advies", false, true}, "<a><b/></a>");
    expect_pruned(template, (struct hgw_pruning){"advies", false, false}, "<a/>");
    expect_pruned(template, (struct hgw_pruning){"intake", false, true}, "<a/>");
}

Test(new, other_instructions_stay) {
    expect_pruned("<a><?vul-in wat?></a>", (struct hgw_pruning){"advies", true, false},
                  "<a><?vul-in wat?></a>");
}

struct with_grammar {
    struct hgw_grammar grammar;
    struct hgw_error error;
};

static struct with_grammar open_grammar(void) {
    struct with_grammar g = {0};
    cr_assert(hgw_grammar_open(&g.grammar, "schemas/hgw-casus.xsd", &g.error), "%s",
              hgw_error_text(&g.error));
    return g;
}

#define START "<casus versie='1' fase='evaluatie' start='2026-01-12'><betrokkenen>"
#define PEOPLE                                                                                               \
    "<leerling id='a'><naam>A</naam></leerling>"                                                             \
    "<betrokkene id='b' rol='ouder'><naam>B</naam></betrokkene></betrokkenen>"

Test(new, other_names_reach_ids_references_and_lines_that_stand_ready) {
    struct with_grammar g = open_grammar();
    struct hgw_case c = load(START PEOPLE "<vraagverheldering><zorg van='b'>b</zorg>"
                                          "<!-- <zorg van=\"b\">b \"b\"</zorg> naar=\"a b\" rol=\"b\" -->"
                                          "</vraagverheldering></casus>");
    struct hgw_idmap map = {0};
    hgw_idmap_open(&map);
    hgw_idmap_set(&map, (const xmlChar *)"b", (const xmlChar *)"mama");
    hgw_idmap_apply(&map, &g.grammar, xmlDocGetRootElement(c.doc));
    char *text = text_of(&c);
    cr_expect_not_null(strstr(text, "<betrokkene id=\"mama\" rol=\"ouder\"><naam>B</naam>"), "%s", text);
    cr_expect_not_null(strstr(text, "<zorg van=\"mama\">b</zorg>"), "%s", text);
    cr_expect_not_null(strstr(text, "<!-- <zorg van=\"mama\">b \"b\"</zorg> naar=\"a mama\" rol=\"b\" -->"),
                       "%s", text);
    xmlFree(text);
    hgw_idmap_close(&map);
    hgw_case_free(&c);
    hgw_grammar_close(&g.grammar);
}

/* The ids of the goals that a case with these evaluations hands over, with spaces between them. */
static void expect_goals(const char *evaluations, const char *expected) {
    struct hgw_buf text = HGW_BUF_EMPTY, ids = HGW_BUF_EMPTY;
    hgw_buf_printf(&text,
                   START PEOPLE "<uitzicht><doel id='d' termijn='kort'><tekst>D</tekst></doel>"
                                "<doel id='e' termijn='kort'><tekst>E</tekst></doel></uitzicht>"
                                "<advies>%s</advies></casus>",
                   evaluations);
    struct hgw_case c = load(text.data);
    struct hgw_carry carry = {0};
    hgw_carry_pick(&carry, &c, "2026-11-24");
    for (size_t i = 0; i < carry.count; i++) {
        xmlChar *id = xmlGetNoNsProp(carry.items[i].node, (const xmlChar *)"id");
        if (strcmp(carry.items[i].section, "uitzicht") == 0)
            hgw_buf_printf(&ids, "%s ", (const char *)id);
        xmlFree(id);
    }
    cr_expect_str_eq(ids.data ? ids.data : "", expected, "%s", evaluations);
    hgw_carry_free(&carry);
    hgw_case_free(&c);
    hgw_buf_free(&text);
    hgw_buf_free(&ids);
}

Test(new, a_goal_is_reached_when_its_last_evaluation_says_nothing_of_what_follows) {
    expect_goals("", "d e ");
    expect_goals("<evaluatie doelen='d' gepland='2026-10-01'/>", "d e ");
    expect_goals("<evaluatie doelen='d' uitgevoerd='2026-10-01'/>", "e ");
    expect_goals("<evaluatie doelen='d e' uitgevoerd='2026-11-24'><vervolg> </vervolg></evaluatie>", "");
    expect_goals("<evaluatie doelen='d' uitgevoerd='2026-11-25'/>", "d e ");
    expect_goals("<evaluatie doelen='d' uitgevoerd='2026-10-01'><vervolg>Nog even.</vervolg></evaluatie>",
                 "d e ");
    expect_goals("<evaluatie doelen='d' uitgevoerd='2026-10-02'/>"
                 "<evaluatie doelen='d' uitgevoerd='2026-10-01'><vervolg>Nog even.</vervolg></evaluatie>",
                 "e ");
    expect_goals("<evaluatie doelen='d' uitgevoerd='2026-10-01'/>"
                 "<evaluatie doelen='d' uitgevoerd='2026-10-01'><vervolg>Nog even.</vervolg></evaluatie>",
                 "d e ");
}
