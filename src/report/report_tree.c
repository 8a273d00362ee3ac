#include "report/report_tree.h"

#include "case/audience.h"
#include "xml/dom.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool report_tree_adds(const char *name, bool attribute) {
    return dom_has_word(attribute
                            ? "naam titel doelgroep beperkt lezer zonder-toestemming pseudoniem vaststelling fouten "
                              "code niveau uitgangspunt plaats verantwoord voor-anderen"
                            : "rapport bevindingen bevinding",
                        name);
}

static void set_number(xmlNodePtr element, const char *name, size_t number) {
    char *text = text_format("%zu", number);
    dom_set(element, name, text);
    free(text);
}

/* --- findings --- */

/* Where a finding is: "regel 12: doel „Noor begint …”", with the first words of the element, or of the child that holds
 * the heart of it. Sections and the root have no words of their own. */
static char *place_of(const struct finding *finding) {
    enum { LONGEST = 60 };
    const xmlNode *element = finding->node, *child = dom_child(element, NULL);
    struct buf out = BUF_EMPTY, words = BUF_EMPTY;
    buf_printf(&out, "regel %zu", finding->line);
    if (finding->element && strcmp(finding->element, "casus") != 0)
        buf_printf(&out, ": %s", finding->element);
    if (!element || !element->parent || !element->parent->parent || element->parent->parent->type != XML_ELEMENT_NODE)
        return buf_steal(&out);
    while (child && dom_next(child, NULL) && !child->children)
        child = dom_next(child, NULL);
    char *text = dom_text(child ? child : element);
    const char *word = text;
    for (size_t length; (length = dom_word(&word)) > 0; word += length) {
        const char *space = words.length > 0 ? " " : "";
        if (words.length + length > LONGEST) {
            buf_printf(&words, "%s…", space);
            break;
        }
        buf_printf(&words, "%s%.*s", space, (int)length, word);
    }
    if (words.length > 0)
        buf_printf(&out, " „%s”", words.data);
    buf_free(&words);
    free(text);
    return buf_steal(&out);
}

static void add_finding(xmlNodePtr list, const struct finding *finding) {
    const char *text = finding->message ? finding->message : "";
    char *place = place_of(finding);
    xmlNodePtr element = xmlNewTextChild(list, NULL, (const xmlChar *)"bevinding", (const xmlChar *)text);
    dom_set(element, "code", finding->code);
    dom_set(element, "niveau", level_name(finding->level));
    set_number(element, "uitgangspunt", (size_t)(finding->principle < 0 ? 0 : finding->principle));
    dom_set(element, "plaats", place);
    dom_set(element, "verantwoord", finding->waived);
    free(place);
}

/* A reader of a motivation wants to know of what: the code of a rule says that to nobody. What the check says and the
 * verantwoording of finding `first` answers: the first few sentences. */
static void add_statement(const struct checked *checked, size_t first) {
    enum { MOST = 3 };
    xmlNodePtr waiver = (xmlNodePtr)(uintptr_t)checked->findings.items[first].waiver;
    struct buf out = BUF_EMPTY;
    size_t count = 0;
    if (!waiver || dom_attribute(waiver, "vaststelling"))
        return;
    for (size_t i = first; i < checked->findings.count; i++) {
        const struct finding *finding = &checked->findings.items[i];
        if (finding->waiver == waiver && ++count <= MOST)
            buf_printf(&out, "%s%s", count > 1 ? " " : "", finding->message ? finding->message : "");
    }
    if (count > MOST)
        buf_printf(&out, " (En nog %zu keer.)", count - MOST);
    dom_set(waiver, "vaststelling", out.data);
    buf_free(&out);
}

static size_t count_errors(const struct checked *checked) {
    size_t count = 0;
    for (size_t i = 0; i < checked->findings.count_count; i++)
        if (checked->findings.counts[i].level == LEVEL_ERROR)
            count += checked->findings.counts[i].all - checked->findings.counts[i].waived;
    return count;
}

xmlNodePtr report_findings(const struct checked *checked, bool all) {
    xmlNodePtr list = xmlNewDocNode(checked->c.doc, NULL, (const xmlChar *)"bevindingen", NULL);
    set_number(list, "fouten", count_errors(checked));
    for (size_t i = 0; all && i < checked->findings.count; i++)
        add_finding(list, &checked->findings.items[i]);
    for (size_t i = 0; all && i < checked->findings.count; i++)
        add_statement(checked, i);
    return list;
}

/* --- what says nothing --- */

static bool says_something(const xmlNode *element) {
    static const char silent[] = "id zichtbaar niet-voor";
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        if (!dom_has_word(silent, (const char *)attribute->name))
            return true;
    for (const xmlNode *child = element->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE ||
            (child->type == XML_TEXT_NODE && !dom_blank((const char *)child->content)))
            return true;
    return false;
}

/* From the inside out; the loader limits the depth. */
static void prune_inside(xmlNodePtr element) {
    for (xmlNodePtr child = dom_child(element, NULL), next; child; child = next) {
        next = dom_next(child, NULL);
        prune_inside(child);
        if (!says_something(child))
            dom_drop(child);
    }
}

void report_prune(xmlDocPtr doc) {
    prune_inside(xmlDocGetRootElement(doc));
}

/* --- whose goals they are --- */

void report_mark_goals(xmlDocPtr doc) {
    const xmlNode *root = xmlDocGetRootElement(doc);
    const char *pupil = dom_get(dom_child(dom_child(root, "betrokkenen"), "leerling"), "id");
    for (xmlNodePtr goal = dom_child(dom_child(root, "uitzicht"), "doel"); goal; goal = dom_next(goal, "doel"))
        if (dom_attribute(goal, "voor") && !dom_has_word(dom_get(goal, "voor"), pupil))
            dom_set(goal, "voor-anderen", "ja");
}

/* --- about the report --- */

static void set_readers(xmlNodePtr element, const char *name, unsigned readers) {
    char *names = readers_names(readers, " ");
    dom_set(element, name, *names ? names : NULL);
    free(names);
}

void report_annotate(xmlDocPtr doc, const struct report_about *about, xmlNodePtr findings) {
    xmlNodePtr root = xmlDocGetRootElement(doc);
    xmlNodePtr element = xmlNewChild(root, NULL, (const xmlChar *)"rapport", NULL);
    xmlAddChild(root, findings);
    dom_set(element, "naam", about->name);
    dom_set(element, "titel", about->title);
    set_readers(element, "doelgroep", about->readers);
    dom_set(element, "lezer", about->person);
    set_readers(element, "zonder-toestemming", about->without_consent);
    set_readers(element, "beperkt", about->narrowed ? about->readers : 0);
    dom_set(element, "pseudoniem", about->pseudonyms ? "ja" : NULL);
}
