#include "rules/waiver.h"

#include "base/lang.h"
#include "base/memory.h"
#include "base/wrap.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

/* Rules that nobody may deviate from, besides HGW0xx: consent is the law's, not the method's. */
static const char *const fixed[] = {"HGW714", "HGW715", "HGW716", "HGW717", "HGW720", "HGW724"};

static bool can_be_waived(const char *code) {
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        if (strcmp(code, fixed[i]) == 0)
            return false;
    return strncmp(code, "HGW0", 4) != 0;
}

/* One verantwoording. */
struct waiver {
    xmlNodePtr node;
    xmlChar *code;   /* NULL when the attribute is missing: the grammar says so */
    xmlChar *object; /* NULL: the whole case */
    char *text;      /* white space normalised */
    const struct rule_info *rule;
    bool good;                    /* no HGW006 */
    bool used;                    /* some finding is waived by it */
    struct finding_waiver answer; /* what such a finding is told */
};

static void free_waiver(struct waiver *waiver) {
    xmlFree(waiver->code);
    xmlFree(waiver->object);
    free(waiver->text);
}

static bool is_named(const xmlNode *node, const char *name) {
    return strcmp((const char *)node->name, name) == 0;
}

/* The first of an element and its next siblings that is called so, or NULL. */
static xmlNodePtr named_from(xmlNodePtr element, const char *name) {
    while (element && !is_named(element, name))
        element = xmlNextElementSibling(element);
    return element;
}

/* The verantwoording after `node` in the case; with NULL the first. NULL when there is no more. A case that
 * is not valid may have more than one section of them. */
static xmlNodePtr next_waiver(const struct case_file *c, xmlNodePtr node) {
    xmlNodePtr section = node ? node->parent : xmlFirstElementChild(xmlDocGetRootElement(c->doc));
    xmlNodePtr next = node ? named_from(xmlNextElementSibling(node), "verantwoording") : NULL;
    if (node)
        section = xmlNextElementSibling(section);
    while (!next && (section = named_from(section, "verantwoordingen"))) {
        next = named_from(xmlFirstElementChild(section), "verantwoording");
        section = xmlNextElementSibling(section);
    }
    return next;
}

static struct waiver read_waiver(const struct checker *checker, xmlNodePtr node) {
    struct waiver waiver = {.node = node,
                            .code = xmlGetNoNsProp(node, (const xmlChar *)"regel"),
                            .object = xmlGetNoNsProp(node, (const xmlChar *)"object")};
    xmlChar *content = xmlNodeGetContent(node);
    waiver.text = mem_strdup((const char *)content);
    xmlFree(content);
    text_normalise(waiver.text);
    waiver.answer = (struct finding_waiver){node, waiver.text};
    waiver.rule = waiver.code ? checker_find(checker, (const char *)waiver.code) : NULL;
    waiver.good = waiver.rule && can_be_waived(waiver.rule->code) && *waiver.text;
    return waiver;
}

/* The first reason why it cannot be accepted. */
static void report_bad(const struct waiver *waiver, struct findings *findings) {
    const char *code = (const char *)waiver->code;
    struct finding *finding = findings_add(findings, "HGW006", LEVEL_ERROR, PRINCIPLE_NONE, waiver->node);
    if (!waiver->rule) {
        finding_say(finding, _("Een verantwoording noemt „%s”, maar die regel bestaat niet."), code);
        finding_help(finding, _("Kijk de code na met hgw-check --list-rules, bijvoorbeeld HGW402."));
    } else if (!can_be_waived(code)) {
        finding_say(finding, _("Van regel %s kan niemand afwijken, ook niet met een verantwoording."), code);
        finding_help(finding, _("Haal de verantwoording weg en breng in orde wat %s vraagt (hgw-check --explain %s)."),
                     code, code);
    } else {
        finding_say(finding, _("De verantwoording voor %s zegt niet waarom je afwijkt."), code);
        finding_help(finding, _("Schrijf in één of twee zinnen waarom de regel hier niet past."));
    }
}

void waivers_check(const struct checker *checker, const struct case_file *c, struct findings *findings) {
    for (xmlNodePtr node = next_waiver(c, NULL); node; node = next_waiver(c, node)) {
        struct waiver waiver = read_waiver(checker, node);
        if (waiver.code && !waiver.good)
            report_bad(&waiver, findings);
        free_waiver(&waiver);
    }
}

/* The waiver for a finding: of the innermost object that holds it, else of the case. All that fit are used.
 */
static const struct finding_waiver *waiver_for(void *table, const char *text, const xmlNode *node) {
    const xmlChar *code = (const xmlChar *)text;
    struct waiver *found = NULL, *whole = xmlHashLookup2(table, code, NULL);
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
        xmlChar *id = xmlGetNoNsProp((xmlNodePtr)node, (const xmlChar *)"id");
        struct waiver *here = id ? xmlHashLookup2(table, code, id) : NULL;
        xmlFree(id);
        if (here)
            here->used = true;
        found = found ? found : here;
    }
    if (whole)
        whole->used = true;
    found = found ? found : whole;
    return found ? &found->answer : NULL;
}

void waivers_open(const struct checker *checker, const struct case_file *c, struct findings *findings) {
    xmlHashTablePtr table = NULL; /* by code and object; the first of each */
    for (xmlNodePtr node = next_waiver(c, NULL); node; node = next_waiver(c, node)) {
        struct waiver waiver = read_waiver(checker, node), *kept;
        table = table ? table : xmlHashCreate(0);
        if (!waiver.good || xmlHashLookup2(table, waiver.code, waiver.object)) {
            free_waiver(&waiver);
            continue;
        }
        kept = mem_alloc(sizeof *kept);
        *kept = waiver;
        xmlHashAddEntry2(table, waiver.code, waiver.object, kept);
    }
    findings->waive = table ? waiver_for : NULL;
    findings->waive_data = table;
}

static void report_unused(const struct waiver *waiver, struct findings *findings) {
    const char *code = (const char *)waiver->code;
    struct finding *finding = findings_add(findings, "HGW008", LEVEL_NOTE, PRINCIPLE_NONE, waiver->node);
    if (waiver->object)
        finding_say(finding, _("Bij „%s” is niets gevonden voor %s: de verantwoording is niet nodig."),
                    (const char *)waiver->object, code);
    else
        finding_say(finding, _("Er is niets gevonden voor %s: de verantwoording is niet nodig."), code);
    finding_help(finding, _("Haal de verantwoording weg als het punt in orde is; kijk anders de code en het object "
                            "na."));
}

static void free_kept(void *payload, const xmlChar *name) {
    (void)name;
    free_waiver(payload);
    free(payload);
}

void waivers_close(const struct checker *checker, const struct case_file *c, const char *phase,
                   struct findings *findings) {
    xmlHashTablePtr table = findings->waive_data;
    findings->waive = NULL;
    findings->waive_data = NULL;
    /* In the order of the case, so that reports come in the same order each time. A second one for the same
     * code and object shares the fate of the first. */
    for (xmlNodePtr node = table ? next_waiver(c, NULL) : NULL; node; node = next_waiver(c, node)) {
        struct waiver waiver = read_waiver(checker, node);
        const struct waiver *kept = waiver.good ? xmlHashLookup2(table, waiver.code, waiver.object) : NULL;
        if (kept && !kept->used && rule_holds(waiver.rule, phase))
            report_unused(&waiver, findings);
        free_waiver(&waiver);
    }
    xmlHashFree(table, free_kept);
}
