#include "edit/follow_up.h"

#include "base/file.h"
#include "base/memory.h"
#include "case/audience.h"
#include "case/case.h"
#include "case/refs.h"
#include "case/validate.h"
#include "edit/skeleton.h"
#include "xml/dom.h"

#include <libxml/valid.h>

bool earlier_open(struct earlier *earlier, const struct datadir *datadir, const char *path, const char *refusal,
                  struct error *error) {
    char *xsd = datadir_find(datadir, "schemas/hgw-casus.xsd", error);
    bool ok = xsd && grammar_open(&earlier->grammar, xsd, error);
    free(xsd);
    if (!ok || (!file_read(path, CASE_MAX_BYTES, &earlier->bytes, error) && error->kind != ERROR_LIMIT))
        return false;
    error_clear(error); /* too large is what the loader says */
    case_load(&earlier->c, path, earlier->bytes.data, earlier->bytes.length, &earlier->findings);
    if (earlier->c.doc) /* else it is not well-formed: the loader has said so */
        validate(&earlier->grammar, &earlier->c, &earlier->findings);
    findings_finish(&earlier->findings, &earlier->c);
    if (earlier->findings.count > 0)
        return error_at(error, ERROR_CONTENT, path, 0, 0, "%s", refusal);
    return true;
}

void earlier_close(struct earlier *earlier) {
    findings_free(&earlier->findings);
    case_free(&earlier->c);
    buf_free(&earlier->bytes);
    grammar_close(&earlier->grammar);
}

/* --- what is handed over --- */

/* True when no evaluatie calls the goal reached, or stops it. */
static bool goes_on(const xmlNode *goal) {
    const xmlNode *advice = dom_child(xmlDocGetRootElement(goal->doc), "advies");
    for (const xmlNode *part = dom_child(advice, "evaluatie"); part; part = dom_next(part, "evaluatie"))
        if (dom_has_word(dom_get(part, "doelen"), dom_get(goal, "id")) &&
            dom_has_word("bereikt stoppen", dom_get(part, "besluit")))
            return false;
    return dom_filled(goal);
}

static bool is_handed_over(const xmlNode *node) {
    if (dom_is(node->parent, "betrokkenen"))
        return dom_is(node, "leerling") || dom_is(node, "betrokkene");
    if (dom_is(node->parent, "overzicht"))
        return dom_filled(node) && (dom_has_word("voorgeschiedenis positief uitzondering", (const char *)node->name) ||
                                    (dom_is(node, "aanpak") && dom_has(node, "effect", "werkt")));
    return dom_is(node->parent, "uitzicht") && dom_is(node, "doel") && goes_on(node);
}

/* A case that holds nothing but what `old` hands over. */
static xmlDocPtr take(const struct case_file *old, const struct grammar *grammar, const char *today) {
    xmlDocPtr taken = xmlCopyDoc(old->doc, 1);
    for (xmlNodePtr section = xmlDocGetRootElement(taken)->children, after; section; section = after) {
        after = section->next; /* uitzicht comes before advies, which it is judged by */
        for (xmlNodePtr node = section->children, next; node; node = next) {
            next = node->next;
            if (!is_handed_over(node))
                dom_drop(node);
            else if (dom_is(node, "doel")) {
                dom_set(node, "aanvaard-door", NULL);
                if (strcmp(dom_get(node, "streefdatum"), today) < 0)
                    dom_set(node, "streefdatum", NULL);
            }
        }
        if (!dom_child(section, NULL))
            dom_drop(section);
    }
    ids_drop_dead(taken, grammar);
    return taken;
}

/* A goal for the long run does not stand in the place of one for the short run. */
static bool same_kind(const xmlNode *one, const xmlNode *other) {
    static const char *const parts[] = {"rol", "bouwsteen", "termijn"};
    bool same = strcmp((const char *)one->name, (const char *)other->name) == 0;
    for (size_t i = 0; same && i < sizeof parts / sizeof parts[0]; i++) {
        const char *left = dom_get(one, parts[i]), *right = dom_get(other, parts[i]);
        left = strcmp(left, "opvoedingsverantwoordelijke") == 0 ? "ouder" : left; /* vocabulary, "Roles" */
        right = strcmp(right, "opvoedingsverantwoordelijke") == 0 ? "ouder" : right;
        same = strcmp(left, right) == 0;
    }
    return same;
}

/* The first of the same kind in a section, or NULL. Who is not involved comes last: nothing is asked of that parent. */
static xmlNodePtr find_kind(const xmlNode *section, const xmlNode *wanted) {
    xmlNodePtr last = NULL;
    for (xmlNodePtr node = dom_child(section, NULL); node; node = dom_next(node, NULL))
        if (same_kind(node, wanted)) {
            if (!dom_has(node, "betrokken", "nee"))
                return node;
            last = last ? last : node;
        }
    return last;
}

/* What takes the place of an element of the template, or NULL: of CLB staff, who wrote the old case. */
static xmlNodePtr successor(xmlDocPtr taken, const xmlNode *own) {
    const char *author = dom_get(xmlDocGetRootElement(taken), "auteur");
    if (*author && dom_has(own, "rol", "clb"))
        return dom_by_id(taken, author);
    return find_kind(dom_child(xmlDocGetRootElement(taken), (const char *)own->parent->name), own);
}

/* --- ids of the template --- */

/* True when an element, or one in a line that stands ready in a comment, has this id. */
static bool has_id(const struct case_file *template, const char *id) {
    char *mark = text_format(" id=\"%s\"", id);
    bool has = dom_by_id(template->doc, id) || strstr(template->source.data, mark);
    free(mark);
    return has;
}

/* What the template's `id` is called from now on: an element that gives way leaves its references to what comes in its
 * place; what stays beside a namesake gets a number that nothing has. Freed with free(). */
static char *new_name(const struct case_file *template, xmlDocPtr taken, const char *id) {
    const xmlNode *own = dom_by_id(template->doc, id), *next = own ? successor(taken, own) : NULL;
    char *name = mem_strdup(dom_attribute(next, "id") ? dom_get(next, "id") : id);
    if (!dom_attribute(next, "id") && has_id(template, id))
        for (unsigned number = 2; dom_by_id(taken, name) || (number > 2 && has_id(template, name)); number++) {
            free(name);
            name = text_format("%s-%u", id, number);
        }
    return name;
}

/* Reads the template again with other names for its ids, in elements and in the lines that stand ready in comments. */
static void rename_ids(struct case_file *template, xmlDocPtr taken) {
    static const char attribute[] = "(?<![\\w-])([a-z-]+)=[\"']([^\"'<>]*)";
    int problem;
    size_t place;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)attribute, sizeof attribute - 1, 0, &problem, &place, mem_pcre2());
    pcre2_match_data *match = pcre2_match_data_create_from_pattern(code, NULL);
    const size_t *group = pcre2_get_ovector_pointer(match);
    const char *text = template->source.data, *end = text + template->source.length;
    const char *behind = strncmp(text, "<?xml", 5) == 0 ? strstr(text, "?>") : NULL;
    struct buf out = BUF_EMPTY;
    if (behind)
        text = behind + 2; /* what it says of the encoding is not true of UTF-8 in memory */
    for (; pcre2_match(code, (PCRE2_SPTR)text, (size_t)(end - text), 0, 0, match, NULL) > 0; text += group[1]) {
        char *name = mem_strndup(text + group[2], group[3] - group[2]);
        char *value = mem_strndup(text + group[4], group[5] - group[4]);
        bool ids = strcmp(name, "id") == 0 || ref_kinds(name);
        const char *at = value;
        buf_add(&out, text, group[4]);
        for (size_t length; ids && (length = dom_word(&at)) > 0; at += length) {
            char *id = mem_strndup(at, length), *now = new_name(template, taken, id);
            buf_printf(&out, "%s%s", now, at[length] ? " " : "");
            free(id);
            free(now);
        }
        buf_add_string(&out, at);
        free(name);
        free(value);
    }
    buf_add(&out, text, (size_t)(end - text));
    char *file = mem_strdup(template->name);
    struct findings none = {0};
    case_free(template);
    case_load(template, file, out.data, out.length, &none);
    findings_free(&none);
    free(file);
    buf_free(&out);
    pcre2_match_data_free(match);
    pcre2_code_free(code);
}

/* --- into the template --- */

/* The section of the template, made in its place in the order when it has none. */
static xmlNodePtr find_section(xmlNodePtr root, const struct grammar *grammar, const char *name) {
    const struct grammar_element *casus = grammar_element(grammar, "casus");
    const struct grammar_child *wanted = grammar_child(casus, grammar_element(grammar, name));
    xmlNodePtr section = dom_child(root, name), before = dom_child(root, NULL);
    if (section)
        return section;
    for (; before; before = dom_next(before, NULL)) {
        const struct grammar_element *element = grammar_element(grammar, (const char *)before->name);
        const struct grammar_child *here = element ? grammar_child(casus, element) : NULL;
        if (here && here->slot > wanted->slot)
            break;
    }
    section = xmlNewDocNode(root->doc, NULL, (const xmlChar *)name, (const xmlChar *)"\n  ");
    xmlNodePtr space = xmlNewDocText(root->doc, (const xmlChar *)"\n\n  ");
    if (before) {
        xmlAddPrevSibling(before, section);
        xmlAddNextSibling(section, space);
    } else {
        xmlAddChild(root, space);
        xmlAddChild(root, section);
    }
    return section;
}

/* The comment in a section that says what was handed over, or NULL. */
static xmlNodePtr find_comment(const xmlNode *section) {
    for (xmlNodePtr node = section->children; node; node = node->next)
        if (node->type == XML_COMMENT_NODE && skeleton_instruction(node, SKELETON_FOLLOW_UP))
            return node;
    return NULL;
}

/* Gives `next` the id of the template's own element, since the rest of the template refers to it. */
static void adopt(xmlNodePtr next, const xmlNode *own) {
    const char *id = dom_get(own, "id");
    if (*id && !dom_attribute(next, "id") && !dom_by_id(next->doc, id)) {
        dom_set(next, "id", id);
        xmlAddID(NULL, next->doc, (const xmlChar *)id, dom_attribute(next, "id"));
    }
}

/* How things stood when a goal was set gives way to the template's place to fill in how they stand now. */
static void begin_anew(xmlNodePtr goal, xmlNodePtr section) {
    xmlNodePtr then = dom_child(goal, "startsituatie"), now = section;
    while (now && !dom_is(now, "startsituatie"))
        now = dom_walk(now, section);
    if (then && now)
        xmlAddPrevSibling(then, xmlDocCopyNode(now, goal->doc, 1));
    if (then)
        dom_drop(then);
}

/* `early`: a case in this phase does not have the section yet. */
static void put(xmlNodePtr section, const xmlNode *from, bool early) {
    xmlNodePtr after = find_comment(section);
    const xmlNode *announced = after ? skeleton_instruction(after, SKELETON_FOLLOW_UP) : NULL;
    for (xmlNodePtr node = dom_child(from, NULL); node; node = dom_next(node, NULL)) {
        const xmlNode *own = find_kind(section, node);
        if (own)
            adopt(node, own);
        begin_anew(node, section);
    }
    for (xmlNodePtr node = section->children, next; node; node = next) {
        next = node->next;
        if (node->type == XML_TEXT_NODE || node == after || node == announced)
            continue;
        if (early || (node->type == XML_ELEMENT_NODE && find_kind(from, node)))
            skeleton_drop(node);
    }
    dom_set(section, "zichtbaar", dom_attribute(from, "zichtbaar") ? dom_get(from, "zichtbaar") : "intern");
    if (dom_attribute(from, "niet-voor"))
        dom_set(section, "niet-voor", dom_get(from, "niet-voor"));
    for (xmlNodePtr node = dom_child(from, NULL); node; node = dom_next(node, NULL)) {
        xmlNodePtr copy = xmlDocCopyNode(node, section->doc, 1);
        if (after)
            xmlAddNextSibling(after, copy);
        else if (section->children)
            xmlAddPrevSibling(section->children, copy);
        else
            xmlAddChild(section, copy);
        xmlAddPrevSibling(copy, xmlNewDocText(section->doc, (const xmlChar *)"\n    "));
        after = copy;
    }
}

void follow_up(struct case_file *template, const struct case_file *old, const struct grammar *grammar,
               const char *phase, const char *today) {
    xmlDocPtr taken = take(old, grammar, today);
    ids_rebuild(template->doc);
    rename_ids(template, taken);
    if (dom_attribute(xmlDocGetRootElement(taken), "auteur"))
        dom_set(xmlDocGetRootElement(template->doc), "auteur", dom_get(xmlDocGetRootElement(taken), "auteur"));
    for (const xmlNode *from = dom_child(xmlDocGetRootElement(taken), NULL); from; from = dom_next(from, NULL)) {
        xmlNodePtr section = find_section(xmlDocGetRootElement(template->doc), grammar, (const char *)from->name);
        xmlNodePtr since = skeleton_instruction(section, SKELETON_FROM);
        bool early = since && phase_index((const char *)since->content) > phase_index(phase);
        if (early) {
            if (since->next != section)
                dom_drop(since->next); /* white space */
            dom_drop(since);
        }
        put(section, from, early);
    }
    xmlFreeDoc(taken);
}
