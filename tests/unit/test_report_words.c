/* What a report says in words: values, dates, names. */
#include "base/file.h"
#include "case/audience.h"
#include "case/grammar.h"
#include "report/report.h"
#include "template_output.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

static xmlHashTablePtr read_labels(void) {
    struct datadir datadir;
    struct error error = ERROR_EMPTY;
    datadir_open(&datadir, NULL);
    xmlHashTablePtr labels;
    cr_assert(labels_read(&labels, &datadir, &error), "%s", error_text(&error));
    datadir_close(&datadir);
    return labels;
}

Test(labels, element_and_attribute_go_before_attribute) {
    xmlHashTablePtr labels = read_labels();
    cr_expect_str_eq(labels_find(labels, "doel", "termijn", "middellang"), "middellange termijn");
    cr_expect_str_eq(labels_find(labels, "akkoord", "oordeel", "nee"), "niet akkoord");
    cr_expect_null(labels_find(labels, "doel", "termijn", "lan"));
    xmlHashFree(labels, xmlHashDefaultDeallocator);
}

/* Every word that the grammar allows has its words in the list, so that no report prints a bare value. */
Test(labels, every_value_of_the_grammar_has_words) {
    xmlHashTablePtr labels = read_labels();
    size_t seen = 0;
    for (size_t i = 0; i < grammar_element_count; i++)
        for (size_t j = 0; j < grammar_elements[i].attribute_count; j++) {
            const struct grammar_attribute *a = &grammar_elements[i].attributes[j];
            for (size_t k = 0; k < a->word_count && strcmp(a->name, "versie") != 0; k++, seen++) {
                const char *word = a->words[k].word;
                cr_expect_not_null(labels_find(labels, grammar_elements[i].name, a->name, word), "%s/@%s=%s",
                                   grammar_elements[i].name, a->name, word);
            }
        }
    cr_expect_gt(seen, 80);
    xmlHashFree(labels, xmlHashDefaultDeallocator);
}

/* What an expression gives on a small case. */
static char *evaluate(const char *expression) {
    static const char source[] =
        "<casus><betrokkenen><leerling id='n'><naam> Noor </naam></leerling>"
        "<betrokkene id='m'><naam>Hanne</naam></betrokkene><betrokkene id='p'><naam>Karim</naam></betrokkene>"
        "<betrokkene id='x'><naam/></betrokkene></betrokkenen>"
        "<afspraak wie='m' van='2026-11-26'/><afspraak wie='m p n'/><afspraak wie='x q'/>"
        "<akkoord punten='doelen behoeften evaluatie' oordeel='ja' wie='m x p'/><doel id='d' "
        "voor='d'/></casus>";
    xmlHashTablePtr labels = read_labels();
    struct report_facts facts = {.functions = {.today = "2026-11-24"}, .labels = labels};
    struct template_dialect dialect = {&report_functions, NULL, NULL, NULL};
    struct error problems = ERROR_EMPTY;
    struct error error = ERROR_EMPTY;
    struct buf out = BUF_EMPTY;
    xmlDocPtr doc = xmlReadMemory(source, sizeof source - 1, NULL, NULL, 0);
    ids_rebuild(doc);
    struct buf text = BUF_EMPTY;
    buf_printf(&text, "{{{%s}}}", expression);
    struct template *template = template_compile("t", &text, &dialect, &problems, &error);
    cr_assert(template, "%s", problems.text ? problems.text : "");
    cr_assert(template_render(template, xmlDocGetRootElement(doc), &facts, &template_xml, &out, &error));
    template_free(template);
    functions_forget(&facts.functions);
    xmlHashFree(labels, xmlHashDefaultDeallocator);
    xmlFreeDoc(doc);
    buf_free(&text);
    return buf_steal(&out);
}

Test(report_functions, words) {
    static const char *const rows[][2] = {
        {"hgw:datum(afspraak/@van)", "26 november 2026"},
        {"hgw:datum('2026-02-30')", "2026-02-30"},
        {"hgw:datum('binnenkort')", "binnenkort"},
        {"hgw:datum(niets)", ""},
        {"hgw:vandaag()", "2026-11-24"},
        {"hgw:naam(afspraak[1]/@wie)", "Hanne"},
        {"hgw:naam(afspraak[2]/@wie)", "Hanne, Karim en Noor"},
        {"hgw:naam(afspraak[3]/@wie)", ""},
        {"hgw:naam(akkoord/@wie)", "Hanne en Karim"},
        {"hgw:naam(betrokkenen/betrokkene/@id)", "Hanne en Karim"},
        {"hgw:naam(doel/@voor)", ""},
        {"hgw:naam(niets)", ""},
        {"hgw:label(akkoord/@punten)", "doelen, behoeften en evaluatie"},
        {"hgw:label(akkoord/@oordeel)", "akkoord"},
        {"hgw:label(niets)", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *got = evaluate(rows[i][0]);
        cr_expect_str_eq(got, rows[i][1], "%s gives %s", rows[i][0], got);
        free(got);
    }
}
