#include "case_files.h"

/* A case with one thing in its overview, on line 4 column 2. */
#define OVERVIEW(inside) PEOPLE "<overzicht>\n " inside "</overzicht></casus>"

static void expect(const struct checked *k, const char *code, size_t line, size_t column, const char *message) {
    cr_assert_eq(k->findings.count, 1, "%zu findings for %s", k->findings.count, message);
    const struct finding *f = &k->findings.items[0];
    cr_expect_str_eq(f->code, code);
    cr_expect_str_eq(f->message, message);
    cr_expect_eq(f->line, line, "%s: line %zu", message, f->line);
    cr_expect_eq(f->column, column, "%s: column %zu", message, f->column);
    cr_expect_eq(f->principle, PRINCIPLE_NONE);
    cr_expect_eq(f->level, strcmp(code, "HGW004") == 0 ? LEVEL_WARNING : LEVEL_ERROR);
    cr_expect_not_null(f->help);
}

Test(structure, places_to_fill) {
    static const struct {
        const char *text;
        const char *message;
    } rows[] = {
        {OVERVIEW("<aanpak><?vul-in?></aanpak>"), "In <aanpak> is nog iets in te vullen."},
        {OVERVIEW("<aanpak><?vul-in   ?></aanpak>"), "In <aanpak> is nog iets in te vullen."},
        {OVERVIEW("<aanpak>al iets <?vul-in en nog\n  wat?\?></aanpak>"),
         "In <aanpak> is nog iets in te vullen: en nog wat?"},
        {OVERVIEW("<aanpak><?vul-in a?><?vul-in b?></aanpak>"), "In <aanpak> is nog iets in te vullen: a"},
        {OVERVIEW("<positief bouwsteen='leerling'><?vul-in?></positief>"), "In <positief> is nog iets in te vullen."},
        {OVERVIEW("<aanpak id='a1'><?vul-in?></aanpak>"), "In <aanpak> „a1” is nog iets in te vullen."},
        {OVERVIEW("<aanpak id='a&#10;1'><?vul-in?></aanpak>"), "In <aanpak> „a 1” is nog iets in te vullen."},
        {OVERVIEW("<aanpak id=''><?vul-in?></aanpak>"), "In <aanpak> is nog iets in te vullen."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct checked k = check_text(rows[i].text, CHECK_STRUCTURE);
        expect(&k, "HGW004", 4, 2, rows[i].message);
        checked_free(&k);
    }
}

Test(structure, each_element_that_holds_one) {
    struct checked k = check_text("<?vul-in voor?>" PEOPLE "<overzicht><?vul-in x?>\n<aanpak><?vul-in y?></aanpak>"
                                  "<!-- <?vul-in z?> --><aanpak><?anders?></aanpak></overzicht></casus><?vul-in na?>",
                                  CHECK_STRUCTURE);
    cr_assert_eq(k.findings.count, 2);
    cr_expect_str_eq(k.findings.items[0].element, "overzicht");
    cr_expect_str_eq(k.findings.items[1].element, "aanpak");
    checked_free(&k);
}

/* Every required text: empty, white space alone, or nothing but a comment is a finding; text is none. */
Test(structure, required_texts) {
    static const char *const names[] = {"vraag",  "tekst",    "situatie",           "middel",
                                        "naam",   "positief", "belemmerend",        "onderwijsbehoefte",
                                        "begrip", "afspraak", "opvoedingsbehoefte", "ondersteuningsbehoefte"};
    static const char *const empty[] = {"", " \n\t&#13;", "<!-- later -->", "<?anders x?>", "<![CDATA[ ]]>"};
    static const char *const fine[] = {"A", "<!-- -->A", "<![CDATA[A]]>", "&#160;"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        for (size_t j = 0; j < sizeof empty / sizeof empty[0]; j++) {
            char *text = text_format("<casus>\n <%s>%s</%s></casus>", names[i], empty[j], names[i]);
            char *message = text_format("<%s> is leeg: hier hoort tekst.", names[i]);
            struct checked k = check_text(text, CHECK_STRUCTURE);
            expect(&k, "HGW005", 2, 2, message);
            checked_free(&k);
            free(text);
            free(message);
        }
        for (size_t j = 0; j < sizeof fine / sizeof fine[0]; j++) {
            char *text = text_format("<casus><%s>%s</%s></casus>", names[i], fine[j], names[i]);
            struct checked k = check_text(text, CHECK_STRUCTURE);
            cr_expect_eq(k.findings.count, 0, "%s", text);
            checked_free(&k);
            free(text);
        }
    }
}

/* als and dan have their own rules; these may be empty. */
Test(structure, other_texts_may_be_empty) {
    static const char *const names[] = {"als", "dan", "aanpak", "zorg", "antwoord", "school", "besluit", "score"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *text = text_format("<casus><%s/></casus>", names[i]);
        struct checked k = check_text(text, CHECK_STRUCTURE);
        cr_expect_eq(k.findings.count, 0, "%s", text);
        checked_free(&k);
        free(text);
    }
}

Test(structure, in_english) {
    speak_english();
    struct checked k = check_text(OVERVIEW("<aanpak><?vul-in wie?></aanpak>"), CHECK_STRUCTURE);
    expect(&k, "HGW004", 4, 2, "<aanpak> still has something to fill in: wie");
    checked_free(&k);
    k = check_text(OVERVIEW("<positief bouwsteen='leerling'/>"), CHECK_STRUCTURE);
    expect(&k, "HGW005", 4, 2, "<positief> is empty: text belongs here.");
    checked_free(&k);
}

Test(structure, filled_looks_at_all_of_the_text) {
    static const struct {
        const char *text;
        bool filled;
    } rows[] = {
        {"<a/>", false},           {"<a> \n\t</a>", false},          {"<a><b><c/></b> </a>", false},
        {"<a>x</a>", true},        {"<a><b><c>x</c></b></a>", true}, {"<a><b/><b/> x</a>", true},
        {"<a><?x y?></a>", false}, {"<a><b/><!-- x --></a>", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct checked k = check_text(rows[i].text, 0);
        cr_expect_eq(dom_filled(xmlDocGetRootElement(k.c.doc)), rows[i].filled, "%s", rows[i].text);
        checked_free(&k);
    }
}
