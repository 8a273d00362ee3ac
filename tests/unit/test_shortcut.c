/* Shortcuts answer as libxml2 does, or are not made. */
#include "check/shortcut.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <string.h>

static const char document[] = "<c><e/><e a=''/><e a='x'/><e a='y' b='x'/><e b='y'/><e a='x' b='z'/>"
                               "<e p:a='x' xmlns:p='u'/></c>";

static enum hgw_shortcut_answer no_member(void *data, size_t index, const xmlNode *node) {
    (void)data, (void)node;
    return index == 7 ? HGW_SHORTCUT_YES : index == 8 ? HGW_SHORTCUT_NO : HGW_SHORTCUT_FAILED;
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
    };
    xmlDocPtr doc = xmlReadMemory(document, (int)strlen(document), NULL, NULL, 0);
    xmlXPathContextPtr xpath = xmlXPathNewContext(doc);
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        struct hgw_shortcut shortcut;
        cr_assert(hgw_shortcut_make(conditions[i], &shortcut));
        cr_assert_gt(shortcut.count, 0, "%s", conditions[i]);
        for (xmlNodePtr e = xmlFirstElementChild(xmlDocGetRootElement(doc)); e;
             e = xmlNextElementSibling(e)) {
            xpath->node = e;
            xmlXPathObjectPtr value = xmlXPathEvalExpression((const xmlChar *)conditions[i], xpath);
            bool expected = xmlXPathCastToBoolean(value);
            cr_expect_eq(hgw_shortcut_holds(&shortcut, e, no_member, NULL) == HGW_SHORTCUT_YES, expected,
                         "%s", conditions[i]);
            xmlXPathFreeObject(value);
        }
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
        "a",
        "@a = @b",
        "@a = 1",
        "'x' = @a",
        "not(@a = 'x')",
        "@a = 'x' = true()",
        "@a/b",
        "(@a) or (@b)",
        "@a | @b",
        "@a < 'x'",
        "@a or",
        "",
        "not(not(@a))",
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

Test(shortcut, membership_is_asked_for) {
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
    };
    xmlDocPtr doc = xmlReadMemory("<c/>", 4, NULL, NULL, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct hgw_shortcut shortcut;
        cr_assert(hgw_shortcut_make(rows[i].condition, &shortcut));
        cr_expect_eq(hgw_shortcut_holds(&shortcut, xmlDocGetRootElement(doc), no_member, NULL),
                     rows[i].answer, "%s", rows[i].condition);
        hgw_shortcut_free(&shortcut);
    }
    xmlFreeDoc(doc);
}
