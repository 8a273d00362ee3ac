#include "xml/dom.h"

#include "xml/reader.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char text[] =
    "<a><!-- x --><b/> t <c x='1' p:y='2' y='' xmlns:p='n'><b>een<d> twee</d></b><?pi?></c><b/></a>";

static xmlDocPtr doc;

static void parse(void) {
    enum xml_mistake mistake;
    doc = xml_read_lax(text, sizeof text - 1, &mistake);
    cr_assert_eq(mistake, MISTAKE_NONE);
}

static void drop(void) {
    xmlFreeDoc(doc);
}

TestSuite(dom, .init = parse, .fini = drop);

Test(dom, elements) {
    xmlNodePtr a = xmlDocGetRootElement(doc), c = dom_child(a, "c");
    cr_expect(dom_is(c, "c"));
    cr_expect(!dom_is(c, "b"));
    cr_expect(!dom_is(NULL, "b"));
    cr_expect_eq(dom_next(dom_child(a, NULL), NULL), c);
    cr_expect_eq(dom_next(dom_child(a, "b"), "b"), a->last);
    cr_expect_null(dom_next(a->last, NULL));
    cr_expect_null(dom_child(a->last, NULL));
    cr_expect_null(dom_child(NULL, "a"));
    cr_expect(!dom_filled(a->last));
    cr_expect(dom_filled(c));
    dom_drop(dom_child(a, "b"));
    cr_expect_eq(dom_child(a, NULL), c);
}

Test(dom, walks) {
    char seen[16] = "";
    xmlNodePtr a = xmlDocGetRootElement(doc), c = dom_child(a, "c");
    for (const xmlNode *node = a; node; node = dom_walk(node, NULL))
        strcat(seen, (const char *)node->name);
    cr_expect_str_eq(seen, "abcbdb");
    seen[0] = '\0';
    for (const xmlNode *node = c; node; node = dom_walk(node, c))
        strcat(seen, (const char *)node->name);
    cr_expect_str_eq(seen, "cbd");
    cr_expect_eq(dom_walk_over(c, a), a->last);
    cr_expect_null(dom_walk_over(a->last, a));
    cr_expect_eq(dom_walk_nodes(a, NULL)->type, XML_COMMENT_NODE);
}

Test(dom, attributes) {
    xmlNodePtr c = dom_child(xmlDocGetRootElement(doc), "c");
    cr_expect_str_eq(dom_get(c, "x"), "1");
    cr_expect_str_eq(dom_get(c, "y"), "");
    cr_expect_null(dom_attribute(c, "z"));
    cr_expect(dom_has(c, "y", ""));
    cr_expect(!dom_has(c, "z", ""));
    dom_set(c, "x", "3");
    dom_set(c, "y", NULL);
    dom_set(NULL, "x", "3"); /* a sanitizer would find what libxml2 makes of that */
    cr_expect(dom_has(c, "x", "3"));
    cr_expect_null(dom_attribute(c, "y"));
    char *all = dom_text(c);
    cr_expect_str_eq(all, "een twee");
    free(all);
}

Test(dom, words) {
    const char *at = " een\ttwee\r\n ";
    cr_expect_eq(dom_word(&at), 3);
    cr_expect_eq(strncmp(at, "een", 3), 0);
    at += 3;
    cr_expect_eq(dom_word(&at), 4);
    at += 4;
    cr_expect_eq(dom_word(&at), 0);
    cr_expect(dom_has_word("mama papa", "papa"));
    cr_expect(!dom_has_word("mama papa", "pap"));
    cr_expect(dom_blank(" \r\n\t"));
    cr_expect(!dom_blank("\xC2\xA0"));
}
