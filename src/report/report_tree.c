#include "report/report_tree.h"

#include "case/audience.h"

#include <libxml/xpath.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

bool report_tree_adds(const char *name, bool attribute) {
    static const char *const elements[] = {"rapport", "bevindingen", "bevinding", NULL};
    static const char *const attributes[] = {
        "naam",   "titel", "doelgroep", "beperkt",      "lezer",  "zonder-toestemming", "pseudoniem",   "vaststelling",
        "fouten", "code",  "niveau",    "uitgangspunt", "plaats", "verantwoord",        "voor-anderen", NULL};
    for (const char *const *known = attribute ? attributes : elements; *known; known++)
        if (strcmp(*known, name) == 0)
            return true;
    return false;
}

static void set(xmlNodePtr element, const char *name, const char *value) {
    if (value)
        xmlNewProp(element, (const xmlChar *)name, (const xmlChar *)value);
}

static void set_number(xmlNodePtr element, const char *name, size_t number) {
    char *text = text_format("%zu", number);
    set(element, name, text);
    free(text);
}

/* --- findings --- */

/* The first words of an element's own text, or of the child that holds the heart of it. */
static void add_first_words(struct buf *out, xmlNodePtr element) {
    enum { LONGEST = 60 };
    xmlNodePtr child = xmlFirstElementChild(element);
    while (child && xmlNextElementSibling(child) && !child->children)
        child = xmlNextElementSibling(child);
    xmlChar *text = xmlNodeGetContent(child ? child : element);
    const char *word = (const char *)text;
    size_t start = out->length;
    for (word += strspn(word, blanks); *word != '\0'; word += strspn(word, blanks)) {
        size_t length = strcspn(word, blanks);
        if (out->length - start + length > LONGEST) {
            buf_add_string(out, out->length > start ? " …" : "…");
            break;
        }
        buf_printf(out, "%s%.*s", out->length > start ? " " : "", (int)length, word);
        word += length;
    }
    xmlFree(text);
}

/* Where a finding is: "regel 12: doel „Noor begint …”". Sections and the root have no words of their own. */
static char *place_of(const struct finding *finding) {
    struct buf out = BUF_EMPTY;
    buf_printf(&out, "regel %zu", finding->line);
    if (finding->element && strcmp(finding->element, "casus") != 0)
        buf_printf(&out, ": %s", finding->element);
    xmlNodePtr element = (xmlNodePtr)(uintptr_t)finding->node;
    if (element && element->parent && element->parent->parent && element->parent->parent->type == XML_ELEMENT_NODE) {
        struct buf words = BUF_EMPTY;
        add_first_words(&words, element);
        if (words.length > 0)
            buf_printf(&out, " „%s”", words.data);
        buf_free(&words);
    }
    return buf_steal(&out);
}

static void add_finding(xmlNodePtr list, const struct finding *finding) {
    const char *text = finding->message ? finding->message : "";
    char *place = place_of(finding);
    xmlNodePtr element = xmlNewTextChild(list, NULL, (const xmlChar *)"bevinding", (const xmlChar *)text);
    set(element, "code", finding->code);
    set(element, "niveau", level_name(finding->level));
    set_number(element, "uitgangspunt", (size_t)(finding->principle < 0 ? 0 : finding->principle));
    set(element, "plaats", place);
    set(element, "verantwoord", finding->waived);
    free(place);
}

/* What the check says and the verantwoording of finding `first` answers: the first few sentences. */
static void add_statement(const struct checked *checked, size_t first) {
    enum { MOST = 3 };
    xmlNodePtr waiver = (xmlNodePtr)(uintptr_t)checked->findings.items[first].waiver;
    struct buf out = BUF_EMPTY;
    size_t count = 0;
    for (size_t i = first; i < checked->findings.count; i++) {
        const struct finding *finding = &checked->findings.items[i];
        if (finding->waiver != waiver || ++count > MOST)
            continue;
        buf_printf(&out, "%s%s", count > 1 ? " " : "", finding->message ? finding->message : "");
    }
    if (count > MOST)
        buf_printf(&out, " (En nog %zu keer.)", count - MOST);
    set(waiver, "vaststelling", out.data);
    buf_free(&out);
}

/* A reader of a motivation wants to know of what: the code of a rule says that to nobody. */
static void add_statements(const struct checked *checked) {
    for (size_t i = 0; i < checked->findings.count; i++) {
        xmlNodePtr waiver = (xmlNodePtr)(uintptr_t)checked->findings.items[i].waiver;
        if (waiver && !xmlHasProp(waiver, (const xmlChar *)"vaststelling"))
            add_statement(checked, i);
    }
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
    if (all)
        add_statements(checked);
    return list;
}

/* --- what says nothing --- */

static bool is_blank_text(const xmlNode *node) {
    const char *text = node->content ? (const char *)node->content : "";
    return text[strspn(text, blanks)] == '\0';
}

static bool says_something(const xmlNode *element) {
    static const char *const silent[] = {"id", "zichtbaar", "niet-voor"};
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
        bool counts = true;
        for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++)
            counts = counts && strcmp((const char *)attribute->name, silent[i]) != 0;
        if (counts)
            return true;
    }
    for (const xmlNode *child = element->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE || (child->type == XML_TEXT_NODE && !is_blank_text(child)))
            return true;
    return false;
}

/* From the inside out; the loader limits the depth. */
static void prune_inside(xmlNodePtr element) {
    for (xmlNodePtr child = element->children, next; child; child = next) {
        next = child->next;
        if (child->type != XML_ELEMENT_NODE)
            continue;
        prune_inside(child);
        if (!says_something(child)) {
            xmlUnlinkNode(child);
            xmlFreeNode(child);
        }
    }
}

void report_prune(xmlDocPtr doc) {
    prune_inside(xmlDocGetRootElement(doc));
}

/* --- whose goals they are --- */

void report_mark_goals(xmlDocPtr doc) {
    static const char of_others[] = "/casus/uitzicht/doel[@voor][not(contains(concat(' ', normalize-space(@voor), "
                                    "' '), concat(' ', /casus/betrokkenen/leerling/@id, ' ')))]";
    xmlXPathContextPtr xpath = xmlXPathNewContext(doc);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)of_others, xpath);
    for (int i = 0; found->nodesetval && i < found->nodesetval->nodeNr; i++)
        set(found->nodesetval->nodeTab[i], "voor-anderen", "ja");
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(xpath);
}

/* --- about the report --- */

static void set_readers(xmlNodePtr element, const char *name, unsigned readers) {
    struct buf words = BUF_EMPTY;
    for (unsigned reader = 1; reader <= READER_INTERN; reader *= 2)
        if (readers & reader)
            buf_printf(&words, "%s%s", words.length > 0 ? " " : "", reader_name(reader));
    set(element, name, words.data);
    buf_free(&words);
}

void report_annotate(xmlDocPtr doc, const struct report_about *about, xmlNodePtr findings) {
    xmlNodePtr root = xmlDocGetRootElement(doc);
    xmlNodePtr element = xmlNewChild(root, NULL, (const xmlChar *)"rapport", NULL);
    xmlAddChild(root, findings);
    set(element, "naam", about->name);
    set(element, "titel", about->title);
    set_readers(element, "doelgroep", about->readers);
    set(element, "lezer", about->person);
    set_readers(element, "zonder-toestemming", about->without_consent);
    set_readers(element, "beperkt", about->narrowed ? about->readers : 0);
    set(element, "pseudoniem", about->pseudonyms ? "ja" : NULL);
}
