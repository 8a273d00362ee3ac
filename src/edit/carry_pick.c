#include "edit/carry.h"

#include "base/list.h"
#include "case/structure.h"

#include <libxml/hash.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, (const xmlChar *)name);
}

static bool attribute_is(const xmlNode *node, const char *name, const char *wanted) {
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    bool equal = value && strcmp((const char *)value, wanted) == 0;
    xmlFree(value);
    return equal;
}

/* What the pickers know. */
struct picking {
    xmlHashTablePtr evaluations; /* id of a goal → the last evaluatie carried out that names it. Owned. */
    const char *today;
};

static bool always(const struct picking *picking, const xmlNode *node) {
    (void)picking, (void)node;
    return true;
}

static bool filled(const struct picking *picking, const xmlNode *node) {
    (void)picking;
    return is_filled(node);
}

static bool worked(const struct picking *picking, const xmlNode *node) {
    (void)picking;
    return is_filled(node) && attribute_is(node, "effect", "werkt");
}

static bool not_reached(const struct picking *picking, const xmlNode *node) {
    xmlChar *id = xmlGetNoNsProp(node, (const xmlChar *)"id");
    const xmlNode *evaluation = id ? xmlHashLookup(picking->evaluations, id) : NULL;
    bool goes_on = !evaluation;
    for (const xmlNode *part = evaluation ? evaluation->children : NULL; part; part = part->next)
        goes_on |= is(part, "vervolg") && is_filled(part);
    xmlFree(id);
    return goes_on && is_filled(node);
}

/* The day on which it was carried out, or NULL when that is not so today. Freed with xmlFree(). */
static xmlChar *carried_out(const struct picking *picking, const xmlNode *evaluation) {
    xmlChar *date = evaluation ? xmlGetNoNsProp(evaluation, (const xmlChar *)"uitgevoerd") : NULL;
    if (date && strcmp((const char *)date, picking->today) > 0) { /* dates compare as text */
        xmlFree(date);
        return NULL;
    }
    return date;
}

/* Keeps `evaluation` for each goal that it names, unless a later one is kept already. */
static void keep_evaluation(struct picking *picking, xmlNode *evaluation) {
    xmlChar *date = carried_out(picking, evaluation);
    xmlChar *goals = date ? xmlGetNoNsProp(evaluation, (const xmlChar *)"doelen") : NULL;
    char *rest = NULL;
    for (char *id = goals ? strtok_r((char *)goals, " ", &rest) : NULL; id; id = strtok_r(NULL, " ", &rest)) {
        xmlChar *kept = carried_out(picking, xmlHashLookup(picking->evaluations, (const xmlChar *)id));
        if (!kept || xmlStrcmp(date, kept) >= 0)
            xmlHashUpdateEntry(picking->evaluations, (const xmlChar *)id, evaluation, NULL);
        xmlFree(kept);
    }
    xmlFree(goals);
    xmlFree(date);
}

static void keep_evaluations(struct picking *picking, xmlNode *root) {
    picking->evaluations = xmlHashCreate(0);
    for (xmlNode *section = root->children; section; section = section->next)
        for (xmlNode *part = is(section, "advies") ? section->children : NULL; part; part = part->next)
            if (is(part, "evaluatie"))
                keep_evaluation(picking, part);
}

static const struct {
    const char *section, *element;
    bool (*wanted)(const struct picking *picking, const xmlNode *node);
} handed_over[] = {
    {"betrokkenen", "leerling", always},   {"betrokkenen", "betrokkene", always}, {"overzicht", "positief", filled},
    {"overzicht", "uitzondering", filled}, {"overzicht", "aanpak", worked},       {"uitzicht", "doel", not_reached},
};

static void pick(const struct picking *picking, struct carry *carry, const xmlNode *section, const xmlNode *node) {
    for (size_t i = 0; i < sizeof handed_over / sizeof handed_over[0]; i++)
        if (is(section, handed_over[i].section) && is(node, handed_over[i].element) &&
            handed_over[i].wanted(picking, node)) {
            carry->items = list_grow(carry->items, &carry->capacity, carry->count, sizeof *carry->items);
            carry->items[carry->count++] = (struct carried){node, handed_over[i].section};
        }
}

void carry_pick(struct carry *carry, const struct case_file *old, const char *today) {
    xmlNode *root = xmlDocGetRootElement(old->doc);
    struct picking picking = {NULL, today};
    keep_evaluations(&picking, root);
    for (const xmlNode *section = root->children; section; section = section->next)
        for (const xmlNode *node = section->children; node; node = node->next)
            pick(&picking, carry, section, node);
    xmlHashFree(picking.evaluations, NULL);
}

void carry_free(struct carry *carry) {
    free(carry->items);
    *carry = (struct carry){0};
}
