/* The Mustache specification's own tests. Its JSON data becomes XML: a member is an element of that name, a
 * list repeats it (inside a list: <item>), false and null are left out. */
#include "base/file.h"
#include "template/template.h"
#include "template_output.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Tests that ask for a name of an enclosing element. That is the one thing we do not do, on purpose: in a
 * case file it would put one person's words under another's name. */
static const char *const need_lookup[] = {
    "delimiters: Sections",    "sections: Parent contexts",        "sections: Variable test",
    "sections: List Contexts", "sections: Deeply Nested Contexts", "sections: Nested (Truthy)",
};

static void add_json(xmlNodePtr parent, const char *name, json_t *value) {
    if (json_is_null(value) || json_is_false(value))
        return;
    if (json_is_array(value)) {
        size_t index;
        json_t *item;
        json_array_foreach(value, index, item) {
            if (!json_is_array(item)) {
                add_json(parent, name, item);
                continue;
            }
            add_json(xmlNewChild(parent, NULL, (const xmlChar *)name, NULL), "item", item);
        }
        return;
    }
    char number[64] = "true";
    if (json_is_integer(value))
        snprintf(number, sizeof number, "%lld", json_integer_value(value));
    if (json_is_real(value))
        snprintf(number, sizeof number, "%.15g", json_real_value(value));
    const char *text = json_is_object(value) ? NULL : json_is_string(value) ? json_string_value(value) : number;
    xmlNodePtr node = name ? xmlNewChild(parent, NULL, (const xmlChar *)name, NULL) : parent;
    if (text)
        xmlNodeAddContent(node, (const xmlChar *)text);
    const char *key;
    json_t *member;
    json_object_foreach(value, key, member) add_json(node, key, member);
}

/* Names a.b become paths a/b; a section over the current list goes through its items. */
static char *rewrite(const char *template) {
    struct buf out = BUF_EMPTY;
    bool inside = false;
    for (const char *c = template; *c != '\0'; c++) {
        if (strncmp(c, "{{#.}}", 6) == 0 || strncmp(c, "{{/.}}", 6) == 0) {
            buf_printf(&out, "{{%citem}}", c[2]);
            c += 5;
            continue;
        }
        if (strncmp(c, "{{", 2) == 0)
            inside = true;
        if (strncmp(c, "}}", 2) == 0)
            inside = false;
        bool dot = inside && *c == '.' && c[-1] >= 'a' && c[-1] <= 'z';
        buf_add_char(&out, dot ? '/' : *c);
    }
    return buf_steal(&out);
}

/* A partial that is not there is empty, as the specification wants. */
static bool find_partial(const void *data, const char *name, struct buf *text, char **path, struct error *error) {
    (void)error;
    json_t *partial = json_object_get(data, name);
    char *rewritten = rewrite(partial ? json_string_value(partial) : "");
    buf_add_string(text, rewritten);
    free(rewritten);
    *path = strdup(name);
    return true;
}

static char *render(json_t *test) {
    xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
    xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"data", NULL);
    xmlDocSetRootElement(doc, root);
    json_t *data = json_object_get(test, "data");
    add_json(root, json_is_array(data) ? "item" : NULL, data);
    struct template_dialect dialect = {.partial = find_partial, .data = json_object_get(test, "partials")};
    struct error problems = ERROR_EMPTY;
    struct error error = ERROR_EMPTY;
    struct buf out = BUF_EMPTY;
    char *text = rewrite(json_string_value(json_object_get(test, "template")));
    struct buf source = {.data = text, .length = strlen(text)};
    struct template *template = template_compile("proef", &source, &dialect, &problems, &error);
    cr_assert(template, "%s: %s", text, problems.text ? problems.text : "?");
    cr_assert(template_render(template, root, NULL, &template_xml, &out, &error), "%s", error.text);
    template_free(template);
    free(text);
    xmlFreeDoc(doc);
    return buf_steal(&out);
}

/* Returns whether the output is as expected. */
static bool passes(json_t *test, const char *name, bool quiet) {
    const char *expected = json_string_value(json_object_get(test, "expected"));
    char *got = render(test);
    bool ok = strcmp(got, expected) == 0;
    cr_expect(ok || quiet, "%s\nexpected: %s\ngot:      %s", name, expected, got);
    free(got);
    return ok;
}

static void run_file(const char *directory, const char *area, size_t *passed, size_t *deviating) {
    char path[4096], name[300];
    snprintf(path, sizeof path, "%s/mustache/%s.json", directory, area);
    json_t *file = json_load_file(path, 0, NULL);
    cr_assert(file, "%s", path);
    size_t index;
    json_t *test;
    json_array_foreach(json_object_get(file, "tests"), index, test) {
        snprintf(name, sizeof name, "%s: %s", area, json_string_value(json_object_get(test, "name")));
        bool deviates = false;
        for (size_t i = 0; i < sizeof need_lookup / sizeof need_lookup[0]; i++)
            deviates = deviates || strcmp(need_lookup[i], name) == 0;
        bool ok = passes(test, name, deviates);
        cr_expect(!(ok && deviates), "%s passes: take it off the list", name);
        *passed += ok;
        *deviating += deviates;
    }
    json_decref(file);
}

Test(mustache, specification) {
    static const char *const areas[] = {"comments", "delimiters", "interpolation", "inverted", "partials", "sections"};
    const char *directory = getenv("HGW_SUITES");
    if (!directory)
        directory = "../shared/suites";
    char probe[4096];
    snprintf(probe, sizeof probe, "%s/mustache/comments.json", directory);
    FILE *there = fopen(probe, "r");
    if (!there)
        cr_skip_test("the suite is not at %s", probe);
    fclose(there);
    size_t passed = 0, deviating = 0;
    for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++)
        run_file(directory, areas[i], &passed, &deviating);
    cr_expect_eq(deviating, sizeof need_lookup / sizeof need_lookup[0]);
    cr_expect_geq(passed, 130, "%zu passed", passed);
}
