#include "case/case.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Loads text and keeps what came of it; every test frees it with done(). */
struct loaded {
    struct case_file c;
    struct findings findings;
    struct error error;
};

static struct loaded load_bytes(const char *bytes, size_t length) {
    struct loaded l = {0};
    case_load(&l.c, "proef", bytes, length, &l.findings);
    findings_finish(&l.findings, &l.c);
    return l;
}

static struct loaded load(const char *text) {
    return load_bytes(text, strlen(text));
}

static void done(struct loaded *l) {
    findings_free(&l->findings);
    case_free(&l->c);
    error_clear(&l->error);
}

static void expect(struct loaded *l, const char *code, size_t line, size_t column) {
    cr_assert_null(l->c.doc);
    cr_assert_eq(l->findings.count, 1);
    cr_expect_str_eq(l->findings.items[0].code, code);
    cr_expect_eq(l->findings.items[0].line, line, "line %zu", l->findings.items[0].line);
    cr_expect_eq(l->findings.items[0].column, column, "column %zu", l->findings.items[0].column);
    cr_expect_not_null(l->findings.items[0].message);
    cr_expect_not_null(l->findings.items[0].help);
}

static void expect_place(struct loaded *l, const xmlNode *node, size_t line, size_t column) {
    struct cursor cursor = CURSOR_START;
    case_advance(&l->c, &cursor, xml_offset(node));
    cr_expect_eq(cursor.line, line, "line %zu", cursor.line);
    cr_expect_eq(cursor.column, column, "column %zu", cursor.column);
}

Test(load, place_is_that_of_the_angle_bracket) {
    struct loaded l = load("<?xml version=\"1.0\"?>\n<casus>é<a\n b='>'\n c='2'/>\n</casus>\n");
    cr_assert_not_null(l.c.doc);
    xmlNodePtr root = xmlDocGetRootElement(l.c.doc);
    expect_place(&l, root, 2, 1);
    expect_place(&l, xmlFirstElementChild(root), 2, 9);
    done(&l);
}

Test(load, place_counts_crlf_once_and_no_bom) {
    struct loaded l = load("\xEF\xBB\xBF<casus>\r\n  <a/>\r\n <b/></casus>");
    xmlNodePtr root = xmlDocGetRootElement(l.c.doc);
    expect_place(&l, root, 1, 1);
    expect_place(&l, xmlFirstElementChild(root), 2, 3);
    expect_place(&l, xmlLastElementChild(root), 3, 2);
    done(&l);
}

Test(load, place_is_exact_beyond_line_65535) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, "<casus>");
    for (int i = 0; i < 70000; i++)
        buf_add_string(&text, "\n<a>x</a>");
    buf_add_string(&text, "<b/></casus>");
    struct loaded l = load_bytes(text.data, text.length);
    expect_place(&l, xmlLastElementChild(xmlDocGetRootElement(l.c.doc)), 70001, 9);
    done(&l);
    buf_free(&text);
}

Test(load, utf16_and_latin1_become_utf8) {
    static const char utf16[] = "\xFF\xFE<\0c\0>\0\xE9\0<\0/\0c\0>\0";
    struct loaded l = load_bytes(utf16, sizeof utf16 - 1);
    cr_assert_not_null(l.c.doc);
    cr_expect_str_eq(l.c.source.data, "<c>é</c>");
    done(&l);
    l = load("<?xml version='1.0' encoding='ISO-8859-1'?><c>\xE9</c>");
    cr_assert_not_null(l.c.doc);
    cr_expect_not_null(strstr(l.c.source.data, "é"));
    done(&l);
    l = load("<?xml version='1.0' encoding='windows-1252'?><c>\x80<b/></c>");
    cr_assert_not_null(l.c.doc);
    expect_place(&l, xmlFirstElementChild(xmlDocGetRootElement(l.c.doc)), 1, 50);
    done(&l);
}

/* A BOM says more than the declaration. */
Test(load, first_bytes_tell_the_encoding) {
    static const char utf16[] = "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-16'?><c>é</c>";
    static const char latin1[] = "\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?><c>é</c>";
    static const struct {
        const char *bytes;
        size_t length;
    } rows[] = {{utf16, sizeof utf16 - 1}, {latin1, sizeof latin1 - 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct loaded l = load_bytes(rows[i].bytes, rows[i].length);
        cr_assert_not_null(l.c.doc, "%zu", i);
        xmlChar *text = xmlNodeGetContent(xmlDocGetRootElement(l.c.doc));
        cr_expect_str_eq((const char *)text, "é", "%zu: %s", i, text);
        xmlFree(text);
        done(&l);
    }
}

/* What is left over at the end is no character, and no reason to read the rest as if it were whole. */
Test(load, half_a_character_at_the_end_is_refused) {
    static const char utf16[] = "\xFF\xFE<\0c\0/\0>\0\n";
    struct loaded l = load_bytes(utf16, sizeof utf16 - 1);
    expect(&l, "HGW001", 1, 5);
    done(&l);
    l = load_bytes("<c/>\xC3", 5);
    expect(&l, "HGW001", 1, 5);
    cr_expect_not_null(strstr(l.findings.items[0].message, "UTF-8"), "%s", l.findings.items[0].message);
    done(&l);
}

/* The limit is on what is read, not on what it was written in. */
Test(load, a_file_that_grows_beyond_the_limit_is_refused) {
    static const char start[] = "<?xml version='1.0' encoding='ISO-8859-1'?><c>";
    size_t length = CASE_MAX_BYTES / 2 + 1000;
    char *bytes = malloc(length);
    cr_assert_not_null(bytes);
    memset(bytes, '\xE9', length);
    memcpy(bytes, start, sizeof start - 1);
    memcpy(bytes + length - 4, "</c>", 4);
    struct loaded l = load_bytes(bytes, length);
    expect(&l, "HGW001", 1, 1);
    cr_expect_not_null(strstr(l.findings.items[0].message, "64 MiB"), "%s", l.findings.items[0].message);
    done(&l);
    free(bytes);
}

Test(load, attribute_values_are_collapsed) {
    struct loaded l = load("<casus a='  x \n y ' b='x y' c='' d='   ' e='&amp; '/>");
    xmlNodePtr root = xmlDocGetRootElement(l.c.doc);
    static const char *const expected[][2] = {{"a", "x y"}, {"b", "x y"}, {"c", ""}, {"d", ""}, {"e", "&"}};
    for (size_t i = 0; i < 5; i++) {
        xmlChar *value = xmlGetNoNsProp(root, (const xmlChar *)expected[i][0]);
        cr_expect_str_eq((const char *)value, expected[i][1]);
        xmlFree(value);
    }
    done(&l);
}

Test(load, hostile_or_wrong_files_are_refused) {
    static const struct {
        const char *text;
        const char *code;
        size_t line, column;
    } rows[] = {
        {"", "HGW001", 1, 1},
        {"hallo", "HGW001", 1, 1},
        {"PK\x03\x04rest", "HGW001", 1, 1},
        {"<casus>\n <a>\n</casus>", "HGW001", 3, 1},
        {"<casus>\n <a>", "HGW001", 2, 5},
        {"<casus>\n\xE9</casus>", "HGW001", 2, 1},
        {"<casus>\n\xF7\xBF\xBF\xBF</casus>", "HGW001", 2, 1},
        {"<?xml version='1.0' encoding='klingon'?><casus/>", "HGW001", 1, 1},
        {"<?xml version='1.0' encoding='ISO-8859-1//IGNORE'?><casus/>", "HGW001", 1, 1},
        {"<?xml version='1.0'?>\n<!DOCTYPE casus [<!ENTITY a 'b'>]><casus>&a;</casus>", "HGW007", 2, 1},
        {"<casus a='1' a='2'/>", "HGW001", 1, 19},
        {"<casus>&a;</casus>", "HGW001", 1, 8},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct loaded l = load(rows[i].text);
        expect(&l, rows[i].code, rows[i].line, rows[i].column);
        done(&l);
    }
    struct loaded l = load_bytes("<c>\0</c>", 8);
    expect(&l, "HGW001", 1, 4);
    done(&l);
    l = load_bytes("<c/>\0", 5);
    expect(&l, "HGW001", 1, 5);
    cr_expect_not_null(strstr(l.findings.items[0].message, "NUL"), "%s", l.findings.items[0].message);
    done(&l);
}

/* What someone types by mistake: said in words for that mistake, and placed on it. */
Test(load, slips_are_named_and_placed) {
    static const struct {
        const char *text;
        size_t line, column;
        const char *part; /* of the sentence */
    } rows[] = {
        {"<casus>\n <doel><tekst>a<tekst></doel>\n</casus>", 2, 23, "</doel>, maar <tekst> van regel 2 is"},
        {"<casus>\n <doel><tekst>a</doel>\n</casus>", 2, 16, "</doel>, maar <tekst> van regel 2 is"},
        {"<casus>\n <doel>", 2, 8, "stopt, maar <doel> van regel 2 is"},
        {"<casus>\n R&D en B</casus>", 2, 3, "Een & staat los"},
        {"<casus>\n R & D</casus>", 2, 4, "Een & staat los"},
        {"<casus>R&D;</casus>", 1, 9, "afkorting"},
        {"<casus>é < b</casus>", 1, 10, "Een < staat los"},
        {"<casus>é <3</casus>", 1, 10, "Een < staat los"},
        {"<casus a=“b”/>", 1, 10, "gekrulde"},
        {"<casus a=\"b” c=\"d\"/>", 1, 17, "gekrulde"},
        {"<casus a=\"b”>c</casus>", 1, 15, "gekrulde"},
        {"<casus a=‘b’/>", 1, 10, "gekrulde"},
        {"<casus a=\"“b”\"c=\"d\"/>", 1, 15, "ontbreekt een spatie"},
        {"<casus a=b/>", 1, 10, "niet tussen aanhalingstekens"},
        {"<casus a=\"b c=\"d\"/>", 1, 16, "aanhalingsteken wordt niet gesloten"},
        {"<casus a=\"b\"c=\"d\"/>", 1, 13, "ontbreekt een spatie"},
        {"<casus><!-- a --><!-- b\n <c/> <!-- d --></casus>", 2, 9, "twee streepjes"},
        {"<casus><!-- a --><!-- b\n</casus>", 1, 18, "commentaar <!-- wordt niet gesloten."},
        {"<casus><!-- a -- b --></casus>", 1, 15, "twee streepjes"},
        {"<casus><?vul-in a?><b>\n<?vul-in c</b></casus>", 2, 1, "<? wordt niet gesloten"},
        {"<casus><? vul-in a?></casus>", 1, 10, "Na <? staat niet meteen een naam"},
        {"<casus><doel\n\xC2\xA0termijn=\"kort\"/></casus>", 2, 1, "vaste of onzichtbare spatie"},
        {"<casus><doel id=\"a\"\xC2\xA0termijn=\"kort\"/></casus>", 1, 20, "vaste of onzichtbare spatie"},
        {"<casus><doel id=\xE2\x80\x8B\"a\"/></casus>", 1, 17, "vaste of onzichtbare spatie"},
        {"<casus><naamWim</naam></casus>", 1, 16, "ontbreekt het teken >"},
        {"<casus><naam>Wim</naam</casus>", 1, 23, "ontbreekt het teken >"},
        {"<casus>mail <wim@clb.be></casus>", 1, 17, "een teken dat daar niet hoort"},
        {"<casus>zie <http://clb.be></casus>", 1, 18, "een teken dat daar niet hoort"},
        {"<casus>a &#xZZ; b</casus>", 1, 10, "voor geen enkel teken"},
        {"<casus>a &#1a; b</casus>", 1, 10, "voor geen enkel teken"},
        {"<casus>a <b/>é ]]> b</casus>", 1, 16, "tekens ]]>"},
        {"<casus><![CDATA[a]]><b><![CDATA[</b></casus>", 1, 24, "<![CDATA[ wordt niet gesloten"},
        {"<casus></></casus>", 1, 8, "Hier staat </>, maar <casus> van regel 1 is"},
        {"<?xml version=\"1.0\" encoding=UTF-8?>\n<casus/>", 1, 30, "eerste regel <?xml …?> is niet goed"},
        {"<?xml version=”1.0”?>\n<casus/>", 1, 15, "eerste regel <?xml …?> is niet goed"},
        {"<?xml version=\"1.0\">\n<casus/>", 1, 20, "eerste regel <?xml …?> is niet goed"},
        {"<xml version=\"1.0\"?>\n<casus/>", 1, 19, "eerste regel <?xml …?> is niet goed"},
        {"<?xml-model href=\"a\"?>\n<casus><</casus>", 2, 8, "Een < staat los"},
        {"\n<?xml version=\"1.0\"?>\n<casus/>", 2, 6, "niet helemaal vooraan"},
        {"<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<casus/>", 1, 1, "UTF-16, maar het bestand"},
        {"<?xml version=\"1.0\" encoding=\"ucs-4\"?>\n<casus/>", 1, 1, "ucs-4, maar het bestand"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct loaded l = load(rows[i].text);
        expect(&l, "HGW001", rows[i].line, rows[i].column);
        cr_expect_not_null(strstr(l.findings.items[0].message, rows[i].part), "%s: %s", rows[i].text,
                           l.findings.items[0].message);
        done(&l);
    }
}

/* Wherever a file stops: in a tag that is what is said of it, not what the parser still expected there. */
Test(load, a_file_cut_short_is_called_so) {
    static const char whole[] = "<casus a=\"1\" b='2'><doel c=\"3\" >x</doel></casus>";
    for (size_t length = 1; length < sizeof whole - 1; length++) {
        char text[sizeof whole + 1];
        snprintf(text, sizeof text, "%.*s\n", (int)length, whole);
        struct loaded l = load(text);
        cr_assert_eq(l.findings.count, 1, "%s", text);
        const char *message = l.findings.items[0].message;
        const char *open = strrchr(text, '<'), *close = strrchr(text, '>');
        const char *part = !close || open > close ? "stopt midden in een tag" : "stopt, maar <";
        cr_expect_not_null(strstr(message, part), "%s: %s", text, message);
        done(&l);
    }
}

/* A quotation mark that stays open turns all that follows inside out: that is no tag with many attributes. */
Test(load, attributes_are_not_counted_beyond_their_tag) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, "<casus>\n<a b=\"c\xE2\x80\x9D>");
    for (int i = 0; i < 100; i++)
        buf_add_string(&text, "<d e=\"f\"/>");
    buf_add_string(&text, "</a></casus>");
    struct loaded l = load_bytes(text.data, text.length);
    expect(&l, "HGW001", 2, 10);
    cr_expect_not_null(strstr(l.findings.items[0].message, "gekrulde"), "%s", l.findings.items[0].message);
    done(&l);
    buf_free(&text);
}

Test(load, depth_is_limited) {
    struct buf text = BUF_EMPTY;
    for (int i = 0; i < CASE_MAX_DEPTH; i++)
        buf_add_string(&text, "<a>");
    size_t opened = text.length;
    for (int i = 0; i < CASE_MAX_DEPTH; i++)
        buf_add_string(&text, "</a>");
    struct loaded l = load_bytes(text.data, text.length);
    cr_expect_not_null(l.c.doc, "as deep as is allowed");
    done(&l);
    text.length = opened;
    for (int i = 0; i < 100000; i++)
        buf_add_string(&text, "<a>");
    l = load_bytes(text.data, text.length);
    expect(&l, "HGW001", 1, opened + 1);
    done(&l);
    buf_free(&text);
}

Test(load, ten_megabytes_of_text_are_read) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, "<c>");
    for (int i = 0; i < 11 * 1024 * 1024; i++)
        buf_add_char(&text, i % 100 == 99 ? '\n' : 'x');
    buf_add_string(&text, "<b/></c>");
    struct loaded l = load_bytes(text.data, text.length);
    cr_assert_not_null(l.c.doc);
    cr_expect_eq(xml_offset(xmlLastElementChild(xmlDocGetRootElement(l.c.doc))), text.length - 8);
    done(&l);
    buf_free(&text);
}

Test(load, attributes_in_a_tag_are_limited) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, "<casus><!-- <x a='' --><![CDATA[<y b=\"]]><?z <z c=' ?>\n <a");
    for (int i = 0; i < CASE_MAX_ATTRIBUTES; i++)
        buf_printf(&text, " a%d='>'", i);
    size_t opened = text.length;
    buf_add_string(&text, "/></casus>");
    struct loaded l = load_bytes(text.data, text.length);
    cr_expect_not_null(l.c.doc, "as many as are allowed");
    done(&l);
    text.length = opened;
    for (int i = 0; i < 100000; i++)
        buf_printf(&text, " b%d=\"'\"", i);
    buf_add_string(&text, "/></casus>");
    l = load_bytes(text.data, text.length);
    expect(&l, "HGW001", 2, 2);
    done(&l);
    buf_free(&text);
}

Test(load, elements_are_limited) {
    struct buf text = BUF_EMPTY;
    buf_add_string(&text, "<casus>\n");
    for (int i = 0; i < CASE_MAX_ELEMENTS; i++)
        buf_add_string(&text, "<a/>");
    buf_add_string(&text, "</casus>");
    struct loaded l = load_bytes(text.data, text.length);
    expect(&l, "HGW001", 2, 4 * (CASE_MAX_ELEMENTS - 1) + 1);
    done(&l);
    buf_free(&text);
}
