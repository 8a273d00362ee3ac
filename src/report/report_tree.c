#include "report/report_tree.h"

#include "xml/dom.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool report_tree_adds(const char *name, bool attribute) {
    static const char elements[] = "rapport bevindingen uitgangspunt bevinding";
    static const char attributes[] =
        "naam titel doelgroep beperkt lezer zonder-toestemming pseudoniem vaststelling fouten "
        "code niveau nummer stand plaats verantwoord voor-anderen";
    return dom_has_word(attribute ? attributes : elements, name);
}

static void set_number(xmlNodePtr element, const char *name, size_t number) {
    char *text = text_format("%zu", number);
    dom_set(element, name, text);
    free(text);
}

/* --- findings --- */

/* "2 fouten, 1 waarschuwing, 1 verantwoord", or "in orde". */
static char *stand_of(const struct tally *tally) {
    static const struct {
        enum level level;
        const char *one, *more;
    } words[] = {{LEVEL_ERROR, "fout", "fouten"},
                 {LEVEL_WARNING, "waarschuwing", "waarschuwingen"},
                 {LEVEL_NOTE, "opmerking", "opmerkingen"}};
    struct buf out = BUF_EMPTY;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t count = tally->levels[words[i].level];
        if (count > 0)
            buf_printf(&out, "%s%zu %s", out.length > 0 ? ", " : "", count, count == 1 ? words[i].one : words[i].more);
    }
    if (out.length == 0)
        buf_add_string(&out, "in orde");
    if (tally->waived > 0)
        buf_printf(&out, ", %zu verantwoord", tally->waived);
    return buf_steal(&out);
}

static void add_finding(xmlNodePtr parent, const struct finding *finding) {
    xmlNodePtr element = xmlNewTextChild(parent, NULL, (const xmlChar *)"bevinding",
                                         (const xmlChar *)(finding->message ? finding->message : ""));
    char *place = text_format("regel %zu", finding->line);
    dom_set(element, "code", finding->code);
    dom_set(element, "niveau", level_name(finding->level));
    dom_set(element, "plaats", place);
    dom_set(element, "verantwoord", finding->waived);
    free(place);
}

/* A principle with the findings that are still open; 0: the file itself. */
static void add_principle(xmlNodePtr list, const struct checker *checker, const struct checked *checked, int number) {
    xmlNodePtr element = xmlNewChild(list, NULL, (const xmlChar *)"uitgangspunt", NULL);
    char *stand = stand_of(&checked->principles[number]);
    set_number(element, "nummer", (size_t)number);
    dom_set(element, "naam",
            number == 0 ? "Het bestand zelf" : bilingual_in(&checker->principles[number].name, LANG_NL));
    dom_set(element, "stand", stand);
    free(stand);
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct finding *finding = &checked->findings.items[i];
        if (!finding->waived && (finding->principle < 0 ? 0 : finding->principle) == number)
            add_finding(element, finding);
    }
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

xmlNodePtr report_findings(const struct checker *checker, const struct checked *checked, bool all) {
    xmlNodePtr list = xmlNewDocNode(checked->c.doc, NULL, (const xmlChar *)"bevindingen", NULL);
    set_number(list, "fouten", count_errors(checked));
    for (int number = 0; all && number <= PRINCIPLE_COUNT; number++)
        add_principle(list, checker, checked, number);
    for (size_t i = 0; all && i < checked->findings.count; i++)
        if (checked->findings.items[i].waived)
            add_finding(list, &checked->findings.items[i]);
    for (size_t i = 0; all && i < checked->findings.count; i++)
        add_statement(checked, i);
    return list;
}

/* --- what says nothing --- */

static bool says_something(const xmlNode *element) {
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        if (!dom_has_word("id zichtbaar niet-voor", (const char *)attribute->name))
            return true;
    return dom_child(element, NULL) || dom_filled(element);
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
