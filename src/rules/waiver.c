#include "rules/waiver.h"

#include "base/lang.h"
#include "base/list.h"
#include "base/memory.h"
#include "base/wrap.h"
#include "xml/dom.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

/* Rules that nobody may deviate from, besides HGW0xx: consent is the law's, not the method's. */
static const char *const fixed[] = {"HGW0", "HGW714", "HGW715", "HGW716", "HGW717", "HGW720", "HGW724"};

/* A good verantwoording. */
struct waiver {
    const char *code, *object; /* in the tree; object NULL: the whole case */
    const struct rule_info *rule;
    char *text; /* white space normalised. Owned. */
    bool used;  /* some finding is waived by it */
    struct finding_waiver answer;
};

struct waivers {
    struct waiver *items; /* in the order of the case; of one code and object the first. Owned. */
    size_t count, capacity;
    xmlHashTablePtr table; /* by code and object */
};

static bool can_be_waived(const char *code) {
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        if (strncmp(code, fixed[i], strlen(fixed[i])) == 0)
            return false;
    return true;
}

/* Says why it cannot be accepted. */
static void report_bad(const xmlNode *node, const char *code, bool known, struct findings *findings) {
    struct finding *finding = findings_add(findings, "HGW006", LEVEL_ERROR, PRINCIPLE_NONE, node);
    if (!known) {
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

static void add(struct waivers *waivers, const struct checker *checker, xmlNodePtr node, struct findings *findings) {
    const xmlAttr *object = dom_attribute(node, "object");
    const char *code = dom_get(node, "regel");
    struct waiver waiver = {.code = code,
                            .object = object ? dom_value(object) : NULL,
                            .rule = checker_find(checker, code),
                            .text = dom_text(node)};
    text_normalise(waiver.text);
    waiver.answer = (struct finding_waiver){node, waiver.text};
    bool good = waiver.rule && can_be_waived(code) && *waiver.text;
    if (dom_attribute(node, "regel") && !good) /* without it, the grammar says so */
        report_bad(node, code, waiver.rule, findings);
    if (!good) {
        free(waiver.text);
        return;
    }
    waivers->items = list_grow(waivers->items, &waivers->capacity, waivers->count, sizeof waiver);
    waivers->items[waivers->count++] = waiver;
}

struct waivers *waivers_read(const struct checker *checker, const struct case_file *c, struct findings *findings) {
    struct waivers *waivers = mem_calloc(1, sizeof *waivers);
    const xmlNode *root = c->doc ? xmlDocGetRootElement(c->doc) : NULL;
    /* A case that is not valid may have more than one section of them. */
    for (xmlNodePtr part = dom_child(root, "verantwoordingen"); part; part = dom_next(part, "verantwoordingen"))
        for (xmlNodePtr node = dom_child(part, "verantwoording"); node; node = dom_next(node, "verantwoording"))
            add(waivers, checker, node, findings);
    return waivers;
}

static struct waiver *find(const struct waivers *waivers, const char *code, const char *object) {
    return xmlHashLookup2(waivers->table, (const xmlChar *)code, (const xmlChar *)object);
}

/* The waiver for a finding: of the innermost object that holds it, else of the case. All that fit are used. */
static const struct finding_waiver *waiver_for(void *data, const char *code, const xmlNode *node) {
    struct waiver *found = NULL, *whole = find(data, code, NULL);
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
        const xmlAttr *id = dom_attribute(node, "id");
        struct waiver *here = id ? find(data, code, dom_value(id)) : NULL;
        if (here)
            here->used = true;
        found = found ? found : here;
    }
    if (whole)
        whole->used = true;
    found = found ? found : whole;
    return found ? &found->answer : NULL;
}

void waivers_apply(struct waivers *waivers, struct findings *findings) {
    waivers->table = xmlHashCreate(0);
    for (size_t i = 0; i < waivers->count; i++) {
        struct waiver *waiver = &waivers->items[i];
        xmlHashAddEntry2(waivers->table, (const xmlChar *)waiver->code, (const xmlChar *)waiver->object, waiver);
    }
    findings->waive = waivers->count > 0 ? waiver_for : NULL;
    findings->waive_data = waivers;
}

void waivers_finish(struct waivers *waivers, const char *phase, struct findings *findings) {
    findings->waive = NULL;
    findings->waive_data = NULL;
    for (size_t i = 0; waivers->table && i < waivers->count; i++) {
        const struct waiver *waiver = &waivers->items[i];
        /* A second one for the same code and object shares the fate of the first. */
        if (find(waivers, waiver->code, waiver->object)->used || !rule_holds(waiver->rule, phase))
            continue;
        struct finding *finding = findings_add(findings, "HGW008", LEVEL_NOTE, PRINCIPLE_NONE, waiver->answer.node);
        if (waiver->object)
            finding_say(finding, _("Bij „%s” is niets gevonden voor %s: de verantwoording is niet nodig."),
                        waiver->object, waiver->code);
        else
            finding_say(finding, _("Er is niets gevonden voor %s: de verantwoording is niet nodig."), waiver->code);
        finding_help(finding, _("Haal de verantwoording weg als het punt in orde is; kijk anders de code en het object "
                                "na."));
    }
    xmlHashFree(waivers->table, NULL);
    for (size_t i = 0; i < waivers->count; i++)
        free(waivers->items[i].text);
    free(waivers->items);
    free(waivers);
}
