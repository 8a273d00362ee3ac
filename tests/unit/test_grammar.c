#include "case_files.h"

#include <glob.h>
#include <libxml/xpath.h>
#include <stdio.h>
#include <unistd.h>

/* tests/grammar/expected: a row for each finding in tests/grammar/bad, sorted as the files and the findings
 * are. Tabs between file, code, line, column, the Dutch sentence and the English one; # starts a comment. */
enum { COLUMNS = 6, DUTCH = 4, ENGLISH = 5 };

struct row {
    char *line;
    char *columns[COLUMNS];
};

static bool read_row(FILE *file, struct row *row) {
    size_t room = 0;
    row->line = NULL;
    while (getline(&row->line, &room, file) > 0) {
        if (row->line[0] == '#')
            continue;
        row->line[strcspn(row->line, "\n")] = '\0';
        char *rest = row->line;
        for (size_t i = 0; i < COLUMNS; i++)
            row->columns[i] = strsep(&rest, "\t");
        cr_assert_not_null(row->columns[COLUMNS - 1], "expected: too few columns: %s", row->line);
        return true;
    }
    free(row->line);
    row->line = NULL;
    return false;
}

/* Compares one file's findings with the rows that bear its name; `row` is the first and moves on. */
static void compare_file(FILE *expected, struct row *row, const char *name, const struct checked *k, int language) {
    for (size_t i = 0; i < k->findings.count; i++) {
        const struct finding *f = &k->findings.items[i];
        char *got = text_format("%s\t%s\t%zu\t%zu\t%s", name, f->code, f->line, f->column, f->message);
        char *wanted = !row->line ? NULL
                                  : text_format("%s\t%s\t%s\t%s\t%s", row->columns[0], row->columns[1], row->columns[2],
                                                row->columns[3], row->columns[language]);
        cr_expect_str_eq(got, wanted ? wanted : "(no more rows)", "got      %s\nexpected %s", got, wanted);
        cr_expect(f->level == LEVEL_ERROR && f->principle == PRINCIPLE_NONE && f->help && f->element, "%s: %s", name,
                  f->message);
        free(got);
        free(wanted);
        free(row->line);
        read_row(expected, row);
    }
    cr_expect(k->findings.count > 0, "%s: nothing found", name);
}

static void compare_corpus(int language) {
    char *path = source_path("tests/grammar/expected"), *pattern = source_path("tests/grammar/bad/*.hgw.xml");
    FILE *expected = fopen(path, "r");
    cr_assert_not_null(expected, "%s", path);
    struct row row;
    glob_t files;
    read_row(expected, &row);
    cr_assert_eq(glob(pattern, 0, NULL, &files), 0, "%s", pattern);
    cr_expect_gt(files.gl_pathc, 100);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct checked k = check_file(files.gl_pathv[i], CHECK_GRAMMAR);
        compare_file(expected, &row, strrchr(files.gl_pathv[i], '/') + 1, &k, language);
        checked_free(&k);
    }
    cr_expect_null(row.line, "expected, but not found: %s", row.line);
    free(row.line);
    globfree(&files);
    fclose(expected);
    free(path);
    free(pattern);
}

Test(grammar, bad_files_in_dutch) {
    compare_corpus(DUTCH);
}

Test(grammar, bad_files_in_english) {
    speak_english();
    compare_corpus(ENGLISH);
}

Test(grammar, good_files_have_no_findings) {
    char *pattern = source_path("tests/grammar/good/*.hgw.xml");
    glob_t files;
    cr_assert_eq(glob(pattern, 0, NULL, &files), 0, "%s", pattern);
    cr_expect_gt(files.gl_pathc, 14);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct checked k = check_file(files.gl_pathv[i], CHECK_GRAMMAR);
        cr_expect_eq(k.findings.count, 0, "%s: %s", files.gl_pathv[i],
                     k.findings.count > 0 ? k.findings.items[0].message : "");
        checked_free(&k);
    }
    globfree(&files);
    free(pattern);
}

/* The value of an XPath as a number. */
static double number(const struct checked *k, const char *path) {
    xmlXPathContextPtr context = xmlXPathNewContext(k->c.doc);
    xmlXPathObjectPtr result = xmlXPathEval((const xmlChar *)path, context);
    double value = xmlXPathCastToNumber(result);
    xmlXPathFreeObject(result);
    xmlXPathFreeContext(context);
    return value;
}

Test(grammar, ids_work_in_a_valid_case) {
    struct checked k = check_text(PEOPLE "<overleggen><overleg datum='2026-09-07' soort='intake' "
                                         "deelnemers='  noor  juf '/></overleggen></casus>",
                                  CHECK_GRAMMAR);
    cr_expect_eq(k.findings.count, 0);
    cr_expect_eq(number(&k, "count(id(//overleg/@deelnemers))"), 2);
    cr_expect_eq(number(&k, "count(id('mama')/self::betrokkene)"), 1);
    checked_free(&k);
}

Test(grammar, ids_that_come_twice_crash_nothing) {
    struct checked k = check_text(PEOPLE "<overzicht><aanpak id='noor'>A</aanpak><aanpak id='noor'>B</aanpak>"
                                         "</overzicht></casus>",
                                  CHECK_GRAMMAR);
    cr_expect_eq(k.findings.count, 2);
    cr_expect_eq(number(&k, "count(id('noor'))"), 1);
    xmlNodePtr section = xmlLastElementChild(xmlDocGetRootElement(k.c.doc));
    xmlUnlinkNode(section);
    xmlFreeNode(section);
    cr_expect_eq(number(&k, "count(id('noor'))"), 1);
    checked_free(&k);
}

/* A case with `count` times the same in its overview. */
static struct checked check_many(const char *piece, int count, int parts) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, PEOPLE "<overzicht>");
    for (int i = 0; i < count; i++)
        buf_add_string(&text, piece);
    buf_add_string(&text, "</overzicht></casus>");
    struct checked k = check_text(text.data, parts);
    buf_free(&text);
    return k;
}

Test(grammar, more_of_the_same_is_counted) {
    for (int more = 0; more <= 150; more += 50) {
        struct checked k = check_many("<fout/>\n", FINDINGS_MOST + more, CHECK_GRAMMAR);
        cr_expect_eq(k.findings.count, FINDINGS_MOST);
        cr_expect_eq(k.findings.items[FINDINGS_MOST - 1].line, 2 + FINDINGS_MOST);
        cr_assert_eq(k.findings.count_count, 1);
        cr_expect_str_eq(k.findings.counts[0].code, "HGW002");
        cr_expect_eq(k.findings.counts[0].all, (size_t)(FINDINGS_MOST + more));
        checked_free(&k);
    }
}

/* Well under a second when it is linear; minutes when it is not. */
Test(grammar, a_hundred_thousand_wrong_siblings, .timeout = 600) {
    static const char *const pieces[] = {
        "<fout/>\n",
        "<doel termijn='kort'><tekst>A</tekst></doel>\n",
        "<positief>A</positief>\n",
        "<aanpak id='a'>A</aanpak>\n",
        "<aanpak door='niemand'>A</aanpak>los\n",
        "<uitzondering><uitbreiden/><uitbreiden/><situatie/></uitzondering>\n",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct checked k = check_many(pieces[i], 100000, CHECK_GRAMMAR);
        cr_expect(k.findings.count > 0 && k.findings.count <= 2 * FINDINGS_MOST, "%s: %zu", pieces[i],
                  k.findings.count);
        checked_free(&k);
    }
}

/* The line of another element in a sentence: beyond 65,535, and whatever ends a line. */
Test(grammar, a_line_in_a_sentence_is_exact) {
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct buf text = BUF_EMPTY;
        buf_add_string(&text, "<casus versie='1' fase='intake' start='2026-09-07'><betrokkenen>");
        for (int line = 1; line < 70000; line++)
            buf_add_string(&text, ends[i]);
        buf_add_string(&text, "<leerling id='a'><naam>N</naam></leerling>"
                              "<betrokkene id='a' rol='ouder'><naam>M</naam></betrokkene></betrokkenen></casus>");
        struct checked k = check_text(text.data, CHECK_GRAMMAR);
        cr_assert_eq(k.findings.count, 1);
        cr_expect_eq(k.findings.items[0].line, 70000);
        cr_expect_not_null(strstr(k.findings.items[0].message, "op regel 70000."), "%s", k.findings.items[0].message);
        checked_free(&k);
        buf_free(&text);
    }
}

Test(grammar, too_many_ids_are_refused, .timeout = 600) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, PEOPLE "<uitzicht>");
    for (int i = 0; i < IDS_MOST; i++)
        buf_printf(&text, "<doel id='d%d' termijn='kort'><tekst>A</tekst></doel>", i);
    buf_add_string(&text, "</uitzicht></casus>");
    struct checked k = check_text(text.data, CHECK_GRAMMAR);
    cr_expect_eq(k.findings.count, 1);
    cr_expect_str_eq(k.findings.items[0].code, "HGW002");
    checked_free(&k);
    buf_free(&text);
}

/* A million references to nothing: each is looked for in as long as one among few. */
Test(grammar, many_references_take_no_time, .timeout = 60) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, PEOPLE "<overzicht><aanpak door='");
    for (int i = 0; i < 1000 * 1000; i++)
        buf_printf(&text, "p%d ", i);
    buf_add_string(&text, "'>A</aanpak></overzicht></casus>");
    struct checked k = check_text(text.data, CHECK_GRAMMAR);
    cr_expect_eq(k.findings.count, FINDINGS_MOST);
    cr_expect_str_eq(k.findings.items[0].code, "HGW003");
    checked_free(&k);
    buf_free(&text);
}

Test(grammar, the_model_knows_the_vocabulary) {
    static const struct {
        const char *element, *attribute;
        enum value_kind kind;
        bool required;
        size_t words;
    } rows[] = {
        {"casus", "versie", VALUE_WORD, true, 1},     {"casus", "fase", VALUE_WORD, true, 7},
        {"casus", "zorgfase", VALUE_WORD, false, 4},  {"leerling", "id", VALUE_ID, true, 0},
        {"doel", "id", VALUE_ID, false, 0},           {"aanpak", "van", VALUE_DATE, false, 0},
        {"zorg", "van", VALUE_REFS, true, 0},         {"aanpak", "door", VALUE_REFS, false, 0},
        {"toestemming", "van", VALUE_REF, true, 0},   {"toestemming", "ontvanger", VALUE_REFS, false, 0},
        {"naam", "zichtbaar", VALUE_WORDS, false, 5}, {"akkoord", "punten", VALUE_WORDS, true, 5},
        {"begrip", "term", VALUE_TEXT, true, 0},      {"verantwoording", "regel", VALUE_TEXT, true, 0},
        {"toestemming", "voor", VALUE_WORD, true, 3}, {"bekwaamheid", "oordeel", VALUE_WORD, true, 2},
    };
    cr_expect_str_eq(grammar_root->name, "casus");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct grammar_element *element = grammar_element(rows[i].element);
        cr_assert_not_null(element);
        const struct grammar_attribute *attribute = grammar_attribute(element, rows[i].attribute);
        cr_assert_not_null(attribute);
        cr_expect(attribute->kind == rows[i].kind && attribute->required == rows[i].required &&
                      attribute->word_count == rows[i].words,
                  "%s/@%s", rows[i].element, rows[i].attribute);
    }
    cr_expect_null(grammar_element("niets"));
    cr_expect_null(grammar_attribute(grammar_element("casus"), "zichtbaar"));
}
