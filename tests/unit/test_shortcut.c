/* Shortcuts answer as libxml2 does, or are not made. */
#include "check/shortcut.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <string.h>

static const char document[] =
    "<c><e/><e a=''/><e a='x'/><e a='y' b='x'/><e b='y'/><e a='x' b='z'/><e p:a='x' xmlns:p='u'/>"
    "<e><k/></e><e><k> \n</k></e><e><k>t</k></e><e><k/><k>t</k></e><e><k><m>t</m></k></e><e>t<k/></e>"
    "<e><!--t--></e><e><?p t?></e><e><![CDATA[t]]></e><e><p:k xmlns:p='u'>t</p:k></e><k>t</k><k/></c>";

/* Variable 7 holds everything and is true, 8 holds nothing and is false, another one fails. */
static enum hgw_shortcut_answer by_index(size_t index) {
    return index == 7 ? HGW_SHORTCUT_YES : index == 8 ? HGW_SHORTCUT_NO : HGW_SHORTCUT_FAILED;
}

static enum hgw_shortcut_answer has(void *data, size_t index, const xmlNode *node) {
    (void)data, (void)node;
    return by_index(index);
}

static enum hgw_shortcut_answer is_true(void *data, size_t index) {
    (void)data;
    return by_index(index);
}

static const struct hgw_shortcut_variables variables = {has, is_true, NULL};

/* Of every kind that the document holds but namespaces: a context is evaluated in its document, and those
 * have none. */
static xmlXPathObjectPtr all_nodes(xmlXPathContextPtr xpath) {
    return xmlXPathEval((const xmlChar *)"/ | //node() | //@*", xpath);
}

Test(shortcut, agrees_with_libxml2) {
    static const char *const conditions[] = {
        "@a",
        "(@a)",
        "((not(@a)))",
        "@a = 'x'",
        "@a=\"x\"",
        "@a != 'x'",
        "@a = ''",
        "@a or @b",
        "@a and @b",
        "@a = 'x' or @a = 'y'",
        "@a != 'x' and @b",
        "not(@a) or @b = 'y' or @b = 'z'",
        "not(@a) and not(@b)",
        "not(@a = 'x')",
        "not(@a != 'x') and @b",
        "not(not(@a))",
        "not(@a = 'x' or @b)",
        "not(not(@a = 'x') and @b)",
        "k",
        "not(k)",
        "k[normalize-space()]",
        "not(k[normalize-space()])",
        "normalize-space(k)",
        "not(normalize-space(k))",
        "normalize-space()",
        "not(normalize-space())",
        "self::k",
        "not(self::k)",
        "@b or k or normalize-space()",
        "self::k or self::e or @a = 'x'",
    };
    xmlDocPtr doc = xmlReadMemory(document, (int)strlen(document), NULL, NULL, 0);
    xmlXPathContextPtr xpath = xmlXPathNewContext(doc);
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        struct hgw_shortcut shortcut;
        cr_assert(hgw_shortcut_make(conditions[i], &shortcut));
        cr_assert_gt(shortcut.count, 0, "%s", conditions[i]);
        xmlXPathObjectPtr nodes = all_nodes(xpath);
        cr_assert_gt(nodes->nodesetval->nodeNr, 40);
        for (int j = 0; j < nodes->nodesetval->nodeNr; j++) {
            xmlNodePtr node = nodes->nodesetval->nodeTab[j];
            xpath->node = node;
            xmlXPathObjectPtr value = xmlXPathEvalExpression((const xmlChar *)conditions[i], xpath);
            bool expected = xmlXPathCastToBoolean(value);
            cr_expect_eq(hgw_shortcut_holds(&shortcut, node, &variables) == HGW_SHORTCUT_YES, expected,
                         "%s, node %d", conditions[i], j);
            xmlXPathFreeObject(value);
        }
        xpath->node = (xmlNodePtr)doc;
        xmlXPathFreeObject(nodes);
        hgw_shortcut_free(&shortcut);
    }
    xmlXPathFreeContext(xpath);
    xmlFreeDoc(doc);
}

Test(shortcut, other_shapes_have_none) {
    static const char *const conditions[] = {
        "@a and @b or @c",
        "@p:a",
        "@*",
        "a/b",
        "p:a",
        "*",
        "a = 'x'",
        "a[1]",
        "self::*",
        "parent::a",
        "normalize-space(@a)",
        "normalize-space() = 'x'",
        "$v7 = 1",
        "not($v7 = 1)",
        "not(@a) = true()",
        "@a = @b",
        "@a = 1",
        "'x' = @a",
        "@a = 'x' = true()",
        "@a/b",
        "(@a) or (@b)",
        "@a | @b",
        "@a < 'x'",
        "@a or",
        "",
        "set-has(1) = 2",
        "../@a",
    };
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        struct hgw_shortcut shortcut;
        cr_assert(hgw_shortcut_make(conditions[i], &shortcut));
        cr_expect_eq(shortcut.count, 0, "%s", conditions[i]);
        hgw_shortcut_free(&shortcut);
    }
}

Test(shortcut, variables_are_asked_for) {
    static const struct {
        const char *condition;
        enum hgw_shortcut_answer answer;
    } rows[] = {
        {"set-has(7)", HGW_SHORTCUT_YES},
        {"(set-has(8))", HGW_SHORTCUT_NO},
        {"set-has(9)", HGW_SHORTCUT_FAILED},
        {"@a or set-has(7)", HGW_SHORTCUT_YES},
        {"set-has(8) and set-has(9)", HGW_SHORTCUT_NO},
        {"set-has(7) and set-has(9)", HGW_SHORTCUT_FAILED},
        {"not(set-has(7))", HGW_SHORTCUT_NO},
        {"not(set-has(9))", HGW_SHORTCUT_FAILED},
        {"not(set-has(9) or @a)", HGW_SHORTCUT_FAILED},
        {"$v7", HGW_SHORTCUT_YES},
        {"not($v8)", HGW_SHORTCUT_YES},
        {"$v9", HGW_SHORTCUT_FAILED},
        {"set-empty(7)", HGW_SHORTCUT_NO},
        {"set-empty(8)", HGW_SHORTCUT_YES},
        {"set-empty(9)", HGW_SHORTCUT_FAILED},
        {"not(set-empty(7)) and not(@a)", HGW_SHORTCUT_YES},
    };
    xmlDocPtr doc = xmlReadMemory("<c/>", 4, NULL, NULL, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct hgw_shortcut shortcut;
        cr_assert(hgw_shortcut_make(rows[i].condition, &shortcut));
        cr_expect_eq(hgw_shortcut_holds(&shortcut, xmlDocGetRootElement(doc), &variables), rows[i].answer,
                     "%s", rows[i].condition);
        hgw_shortcut_free(&shortcut);
    }
    xmlFreeDoc(doc);
}

Test(shortcut, a_predicate_that_may_be_a_number_has_none) {
    static const struct {
        const char *predicate;
        bool made;
    } rows[] = {
        {"$v7", false}, {"($v7)", false},   {"1", false},         {"last()", false},
        {"@a", true},   {"not($v7)", true}, {"$v7 and @a", true}, {"normalize-space()", true},
    };
    struct hgw_shortcuts list = {0};
    size_t expected = 0, index = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool made;
        cr_assert(hgw_shortcuts_add(&list, rows[i].predicate, &made, &index));
        cr_expect_eq(made, rows[i].made, "%s", rows[i].predicate);
        if (made)
            cr_expect_eq(index, expected++);
    }
    cr_expect_eq(list.count, expected);
    hgw_shortcuts_free(&list);
}
