#include "casefile/explain.h"

#include "base/lang.h"
#include "base/memory.h"
#include "casefile/load.h"

#include <stdlib.h>
#include <string.h>

/* An element inside another one. */
struct kid {
    const xmlNode *node;
    const struct hgw_model_element *element; /* what it is, or was probably meant to be; NULL: no idea */
    const struct hgw_model_child *rule;      /* its place in its parent, NULL when it has none there */
    bool sure;                               /* rightly named, and may stand there: order and number count */
    bool kept;                               /* stands in the right order */
    size_t previous;                         /* while ordering: the kid kept before it, or `count` */
};

struct kids {
    struct kid *items;
    size_t count;
};

static bool foreign(const struct hgw_explain *x, const xmlNode *node) {
    const xmlChar *href = node->ns ? node->ns->href : NULL;
    return href && !xmlStrEqual(href, x->ns);
}

static struct hgw_finding *add(struct hgw_explain *x, const xmlNode *node) {
    return hgw_report_add(x->report, "HGW002", node);
}

/* The elements that may stand in `parent`: "a, b, c". */
static void list_children(const struct hgw_explain *x, const struct hgw_model_element *parent,
                          struct hgw_buf *out) {
    for (size_t i = 0; i < parent->child_count; i++) {
        const struct hgw_model_child *child = &x->model->children[parent->first_child + i];
        hgw_buf_printf(out, "%s%s", i > 0 ? ", " : "", x->model->elements[child->element].name);
    }
}

/* The elements in which `child` may stand: "<a>, <b> of <c>". */
static void list_parents(const struct hgw_explain *x, const struct hgw_model_element *child,
                         struct hgw_buf *out) {
    const char *names[8];
    size_t count = 0;
    for (size_t i = 0; i < x->model->element_count && count < sizeof names / sizeof names[0]; i++)
        if (hgw_model_child(x->model, &x->model->elements[i], child))
            names[count++] = x->model->elements[i].name;
    hgw_report_elements(out, names, count);
}

/* The contents of a buf for a sentence. */
static const char *text_of(const struct hgw_buf *buf) {
    return buf->data ? buf->data : "";
}

/* A name that we know, but in a namespace without a prefix that would show it. */
static void say_namespace(const struct kid *kid, struct hgw_finding *finding) {
    char quote[HGW_QUOTE_SIZE];
    hgw_finding_say(finding, _("<%s> staat in een naamruimte („%s”); een casus heeft er geen."),
                    (const char *)kid->node->name,
                    hgw_report_quote((const char *)kid->node->ns->href, quote));
    hgw_finding_help(finding, "%s", _("Verwijder xmlns=\"…\"."));
}

static void say_unknown(struct hgw_explain *x, struct kid *kid, const struct hgw_model_element *parent) {
    struct hgw_finding *finding = add(x, kid->node);
    if (!finding)
        return;
    const struct hgw_model_element *meant = hgw_explain_guess(x, (const char *)kid->node->name, parent);
    if (meant && foreign(x, kid->node) && !kid->node->ns->prefix) {
        say_namespace(kid, finding);
        return;
    }
    char name[HGW_QUOTE_SIZE];
    struct hgw_buf expected = HGW_BUF_EMPTY, owners = HGW_BUF_EMPTY;
    const struct hgw_model_child *rule = meant ? hgw_model_child(x->model, parent, meant) : NULL;
    hgw_report_name(kid->node, name);
    list_children(x, parent, &expected);
    if (meant)
        hgw_finding_say(finding, _("Het element <%s> bestaat niet: bedoel je <%s>?"), name, meant->name);
    else
        hgw_finding_say(finding, _("Het element <%s> bestaat niet; in <%s> kunnen staan: %s."), name,
                        parent->name, text_of(&expected));
    if (meant && !rule)
        list_parents(x, meant, &owners);
    if (rule)
        hgw_finding_help(finding, _("In <%s> kunnen staan: %s."), parent->name, text_of(&expected));
    else if (owners.length > 0)
        hgw_finding_help(finding, _("<%s> hoort in %s."), meant->name, text_of(&owners));
    else
        hgw_finding_help(finding, "%s", _("Verbeter de naam, of verwijder het element."));
    hgw_buf_free(&expected);
    hgw_buf_free(&owners);
    if (!foreign(x, kid->node)) {
        kid->element = meant;
        kid->rule = rule;
    }
}

static void say_misplaced(struct hgw_explain *x, const struct kid *kid,
                          const struct hgw_model_element *parent) {
    struct hgw_finding *finding = add(x, kid->node);
    if (!finding)
        return;
    struct hgw_buf owners = HGW_BUF_EMPTY;
    list_parents(x, kid->element, &owners);
    if (owners.length > 0) {
        hgw_finding_say(finding, _("<%s> hoort niet in <%s>, wel in %s."), kid->element->name, parent->name,
                        text_of(&owners));
        hgw_finding_help(finding, _("Verplaats het naar %s."), text_of(&owners));
    } else {
        hgw_finding_say(finding, _("<%s> hoort niet in <%s>: het is altijd het buitenste element."),
                        kid->element->name, parent->name);
        hgw_finding_help(finding, "%s", _("Zet elke casus in een eigen bestand."));
    }
    hgw_buf_free(&owners);
}

static void say_in_text(struct hgw_explain *x, const struct kid *kid,
                        const struct hgw_model_element *parent) {
    struct hgw_finding *finding = add(x, kid->node);
    if (!finding)
        return;
    char name[HGW_QUOTE_SIZE];
    hgw_finding_say(finding, _("In <%s> kan alleen tekst staan, geen <%s>."), parent->name,
                    hgw_report_name(kid->node, name));
    struct hgw_buf owners = HGW_BUF_EMPTY;
    if (kid->element)
        list_parents(x, kid->element, &owners);
    if (owners.length > 0)
        hgw_finding_help(finding, _("Haal de tags weg en laat de tekst staan. <%s> hoort in %s."),
                         kid->element->name, text_of(&owners));
    else
        hgw_finding_help(
            finding, "%s",
            _("Haal de tags weg. Vet schrijf je als **vet**, schuin als *schuin*, een lijst met - ervoor."));
    hgw_buf_free(&owners);
}

/* What each kid is, and whether it may stand here. `parent` is NULL when that is itself unknown. */
static void classify(struct hgw_explain *x, struct kids *kids, const struct hgw_model_element *parent) {
    for (size_t i = 0; i < kids->count; i++) {
        struct kid *kid = &kids->items[i];
        if (!foreign(x, kid->node))
            kid->element = hgw_model_element(x->model, (const char *)kid->node->name);
        if (!parent)
            continue; /* part of what is reported already */
        if (parent->text) {
            say_in_text(x, kid, parent);
            continue;
        }
        kid->rule = kid->element ? hgw_model_child(x->model, parent, kid->element) : NULL;
        kid->sure = kid->rule != NULL;
        if (!kid->element)
            say_unknown(x, kid, parent);
        else if (!kid->rule)
            say_misplaced(x, kid, parent);
    }
}

/* A second one of what may stand there once; the first is the good one. */
static void check_number(struct hgw_explain *x, struct kids *kids, const struct hgw_model_element *parent,
                         const struct hgw_model_child *rule) {
    const struct kid *first = NULL;
    for (size_t i = 0; i < kids->count; i++) {
        struct kid *kid = &kids->items[i];
        if (!kid->sure || kid->rule != rule)
            continue;
        if (!first) {
            first = kid;
            continue;
        }
        kid->sure = false;
        struct hgw_finding *finding = add(x, kid->node);
        if (!finding)
            continue;
        hgw_finding_say(finding, _("In <%s> kan maar één <%s> staan; de eerste staat op regel %zu."),
                        parent->name, kid->element->name, hgw_report_line(x->report, first->node));
        hgw_finding_help(finding, "%s", _("Voeg ze samen, of verwijder er een."));
    }
}

/* Keeps as many kids as possible that stand in the right order: the longest run of slots that never goes
 * back. What is left is what stands wrong. `ends` and `lengths` have room for one item a slot. */
static void keep_order(struct kids *kids, size_t slots, size_t *ends, size_t *lengths) {
    for (size_t slot = 0; slot < slots; slot++)
        lengths[slot] = 0;
    for (size_t i = 0; i < kids->count; i++) {
        struct kid *kid = &kids->items[i];
        if (!kid->sure)
            continue;
        size_t before = slots;
        for (size_t slot = 0; slot <= kid->rule->slot; slot++)
            if (lengths[slot] > 0 && (before == slots || lengths[slot] >= lengths[before]))
                before = slot;
        kid->previous = before == slots ? kids->count : ends[before];
        lengths[kid->rule->slot] = before == slots ? 1 : lengths[before] + 1;
        ends[kid->rule->slot] = i;
    }
    size_t last = slots;
    for (size_t slot = 0; slot < slots; slot++)
        if (lengths[slot] > 0 && (last == slots || lengths[slot] >= lengths[last]))
            last = slot;
    for (size_t i = last == slots ? kids->count : ends[last]; i < kids->count; i = kids->items[i].previous)
        kids->items[i].kept = true;
}

static void say_order(struct hgw_explain *x, const struct kids *kids, const struct kid *kid,
                      const struct hgw_model_element *parent) {
    struct hgw_finding *finding = add(x, kid->node);
    if (!finding)
        return;
    const struct kid *after = NULL,
                     *before = NULL; /* the last it should follow, the first it should precede */
    for (const struct kid *other = kids->items; other < kids->items + kids->count; other++) {
        if (other->kept && other > kid && other->rule->slot < kid->rule->slot)
            after = other;
        if (other->kept && other < kid && other->rule->slot > kid->rule->slot && !before)
            before = other;
    }
    if (after)
        hgw_finding_say(finding, _("<%s> staat te vroeg: het hoort na <%s> (regel %zu)."), kid->element->name,
                        after->element->name, hgw_report_line(x->report, after->node));
    else if (before)
        hgw_finding_say(finding, _("<%s> staat te laat: het hoort vóór <%s> (regel %zu)."),
                        kid->element->name, before->element->name, hgw_report_line(x->report, before->node));
    struct hgw_buf order = HGW_BUF_EMPTY;
    list_children(x, parent, &order);
    hgw_finding_help(finding, _("De volgorde in <%s> is: %s."), parent->name, text_of(&order));
    hgw_buf_free(&order);
}

static void check_order(struct hgw_explain *x, struct kids *kids, const struct hgw_model_element *parent) {
    size_t slots = x->model->children[parent->first_child + parent->child_count - 1].slot + 1;
    if (slots == 1)
        return; /* any order will do */
    size_t *room = mem_alloc(2 * slots * sizeof *room);
    keep_order(kids, slots, room, room + slots);
    free(room);
    for (size_t i = 0; i < kids->count; i++)
        if (kids->items[i].sure && !kids->items[i].kept)
            say_order(x, kids, &kids->items[i], parent);
}

static bool there(const struct kids *kids, const struct hgw_model_child *rule) {
    for (size_t i = 0; i < kids->count; i++)
        if (kids->items[i].rule == rule)
            return true;
    return false;
}

static void say_missing(struct hgw_explain *x, const struct kids *kids, const xmlNode *node,
                        const struct hgw_model_element *parent, const struct hgw_model_child *rule) {
    struct hgw_finding *finding = add(x, node);
    if (!finding)
        return;
    const struct kid *after = NULL, *before = NULL; /* the neighbours that it should have */
    for (size_t i = 0; i < kids->count; i++) {
        const struct kid *kid = &kids->items[i];
        if (kid->sure && kid->rule->slot < rule->slot)
            after = kid;
        if (kid->sure && kid->rule->slot > rule->slot && !before)
            before = kid;
    }
    const char *name = x->model->elements[rule->element].name;
    hgw_finding_say(finding, _("In <%s> ontbreekt <%s>."), parent->name, name);
    if (before)
        hgw_finding_help(finding, _("Zet <%s> vóór <%s> (regel %zu)."), name, before->element->name,
                         hgw_report_line(x->report, before->node));
    else if (after)
        hgw_finding_help(finding, _("Zet <%s> na <%s> (regel %zu)."), name, after->element->name,
                         hgw_report_line(x->report, after->node));
    else
        hgw_finding_help(finding, _("Zet <%s> tussen <%s> en </%s>."), name, parent->name, parent->name);
}

/* The first text directly in an element that is more than white space, or NULL. */
static const char *loose_text(const xmlNode *node) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        bool text = child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE;
        if (text && child->content && !xmlIsBlankNode((xmlNode *)child))
            return (const char *)child->content;
    }
    return NULL;
}

/* Text in an element that holds elements; `missing` is the one that it was probably meant for, or NULL. */
static void say_text(struct hgw_explain *x, const xmlNode *node, const struct hgw_model_element *element,
                     const char *text, const struct hgw_model_element *missing) {
    struct hgw_finding *finding = add(x, node);
    if (!finding)
        return;
    char quote[HGW_QUOTE_SIZE];
    struct hgw_buf expected = HGW_BUF_EMPTY;
    list_children(x, element, &expected);
    hgw_report_quote(text, quote);
    if (hgw_report_unseen(text)) {
        hgw_finding_say(finding, _("In <%s> staan vaste of onzichtbare spaties die in geen element zitten."),
                        element->name);
        hgw_finding_help(
            finding, "%s",
            _("Typ gewone spaties. Vaste komen vaak mee bij het plakken uit een tekstverwerker."));
    } else if (missing) {
        hgw_finding_say(finding, _("In <%s> staat tekst die in <%s> hoort: „%s”."), element->name,
                        missing->name, quote);
        hgw_finding_help(finding, _("Zet <%s> voor de tekst en </%s> erachter."), missing->name,
                         missing->name);
    } else {
        hgw_finding_say(finding, _("In <%s> staat tekst die in geen element zit: „%s”."), element->name,
                        quote);
        hgw_finding_help(finding, _("Zet de tekst in een van deze elementen: %s."), text_of(&expected));
    }
    hgw_buf_free(&expected);
}

/* What is missing and what is loose: loose text where a required text is missing is one mistake, not two. */
static void check_missing(struct hgw_explain *x, const struct kids *kids, const xmlNode *node,
                          const struct hgw_model_element *parent) {
    const char *text = loose_text(node);
    for (size_t i = 0; i < parent->child_count; i++) {
        const struct hgw_model_child *rule = &x->model->children[parent->first_child + i];
        const struct hgw_model_element *element = &x->model->elements[rule->element];
        if (!rule->required || there(kids, rule))
            continue;
        if (text && element->text) {
            say_text(x, node, parent, text, element);
            text = NULL;
        } else
            say_missing(x, kids, node, parent, rule);
    }
    if (text)
        say_text(x, node, parent, text, NULL);
}

static void check_content(struct hgw_explain *x, const xmlNode *node, const struct hgw_model_element *element,
                          struct kids *kids) {
    classify(x, kids, element);
    if (!element || element->text || element->child_count == 0)
        return;
    const struct hgw_model_child *rules = &x->model->children[element->first_child];
    for (size_t i = 0; i < element->child_count; i++)
        if (!rules[i].repeats)
            check_number(x, kids, element, &rules[i]);
    check_order(x, kids, element);
    check_missing(x, kids, node, element);
}

static void collect(const xmlNode *node, struct kids *kids) {
    size_t count = xmlChildElementCount((xmlNode *)node);
    *kids = (struct kids){0};
    if (count == 0)
        return;
    kids->items = mem_calloc(count, sizeof kids->items[0]);
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            kids->items[kids->count++].node = child;
}

/* One element and all that is in it. The loader bounds the depth. */
static void explain_element(struct hgw_explain *x, const xmlNode *node,
                            const struct hgw_model_element *element, int depth) {
    struct kids kids;
    if (depth > HGW_CASE_MAX_DEPTH)
        return;
    collect(node, &kids);
    if (element)
        hgw_explain_attributes(x, node, element);
    check_content(x, node, element, &kids);
    for (size_t i = 0; i < kids.count; i++)
        explain_element(x, kids.items[i].node, kids.items[i].element, depth + 1);
    free(kids.items);
}

void hgw_explain(const struct hgw_model *model, struct hgw_report *report, const xmlNode *root) {
    struct hgw_explain x = {.model = model, .report = report, .ns = root->ns ? root->ns->href : NULL};
    if (!hgw_explain_root(&x, root))
        return;
    x.ids = xmlHashCreate(64);
    explain_element(&x, root, &model->elements[model->root], 1);
    xmlHashFree(x.ids, NULL);
}
