#include "case/refs.h"

#include "base/lang.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "case/person.h"
#include "case/problems.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

/* With more ids than this nobody mistyped one, and comparing with all of them takes too long. */
enum { MOST_CANDIDATES = 10000 };

#define PERSON                                                                                                         \
    { "leerling", "betrokkene" }

/* Vocabulary, "What a reference must point to". */
const struct ref_target ref_targets[] = {
    {"aanbeveling", {"aanbeveling"}},
    {"aanvaard-door", PERSON},
    {"alternatief-voor", {"hypothese"}},
    {"behoefte", {"onderwijsbehoefte", "opvoedingsbehoefte"}},
    {"behoeften", {"onderwijsbehoefte", "opvoedingsbehoefte", "ondersteuningsbehoefte"}},
    {"benut", {"positief", "uitzondering", "aanpak"}},
    {"betreft", PERSON},
    {"boven", {"doel"}},
    {"deelnemers", PERSON},
    {"doelen", {"doel"}},
    {"door", PERSON},
    {"hulpvraag", {"hulpvraag"}},
    {"hulpvragen", {"hulpvraag"}},
    {"hypothesen", {"hypothese"}},
    {"naar", PERSON},
    {"niet-voor", PERSON},
    {"object", {NULL}},
    {"pakt-aan", {"wisselwerking", "belemmerend"}},
    {"steunt-op", {"positief", "belemmerend", "uitzondering", "aanpak", "wisselwerking"}},
    {"terugkoppeling", {"overleg"}},
    {"uitvoerder", PERSON},
    {"van", PERSON},
    {"voor", PERSON},
    {"vragen", {"onderzoeksvraag"}},
    {"wie", PERSON},
    {NULL, {NULL}},
};

const struct ref_target *ref_target(const char *attribute) {
    const struct ref_target *target = ref_targets;
    while (target->attribute && strcmp(target->attribute, attribute) != 0)
        target++;
    return target->attribute ? target : NULL;
}

static bool is_reference(const struct grammar_attribute *rule) {
    return rule->kind == VALUE_REF || rule->kind == VALUE_REFS;
}

bool refs_attribute(const struct grammar *grammar, const xmlAttr *attribute) {
    const char *name = (const char *)attribute->name;
    const struct grammar_element *element = grammar_element(grammar, (const char *)attribute->parent->name);
    const struct grammar_attribute *rule = element ? grammar_attribute(grammar, element, name) : NULL;
    return rule ? is_reference(rule) : ref_target(name) != NULL;
}

static size_t kind_count(const struct ref_target *target) {
    size_t count = 0;
    while (count < REF_KINDS && target->kinds[count])
        count++;
    return count;
}

static bool right_kind(const struct ref_target *target, const xmlNode *node) {
    size_t count = kind_count(target);
    for (size_t i = 0; i < count; i++)
        if (strcmp(target->kinds[i], (const char *)node->name) == 0)
            return true;
    return count == 0;
}

/* What the checking works on. */
struct refs {
    const struct grammar *grammar;
    const xmlNode *root;
    struct report report;
    xmlHashTablePtr ids; /* every id, with the first element that has it */
};

static const struct grammar_element *element_of(const struct refs *refs, const xmlNode *node) {
    return grammar_element(refs->grammar, (const char *)node->name);
}

/* What the model says of an attribute; `element` is what it says of its element, or NULL. */
static const struct grammar_attribute *rule_of(const struct refs *refs, const struct grammar_element *element,
                                               const xmlAttr *attribute) {
    return element && !attribute->ns ? grammar_attribute(refs->grammar, element, (const char *)attribute->name) : NULL;
}

/* The value. Without entities, which the loader refuses, it is one text node, or none when it is empty. */
static const char *value_of(const xmlAttr *attribute) {
    const xmlNode *text = attribute->children;
    return text && text->content ? (const char *)text->content : "";
}

static void collect_ids(struct refs *refs) {
    for (const xmlNode *node = refs->root; node; node = report_next(node)) {
        const xmlAttr *attribute = xmlHasNsProp((xmlNode *)node, (const xmlChar *)"id", NULL);
        const xmlChar *id = attribute ? (const xmlChar *)value_of(attribute) : NULL;
        if (id && *id)
            xmlHashAddEntry(refs->ids, id, (void *)node); /* copies the id; a second one is refused */
    }
}

/* What the search for a similar id works on. */
struct search {
    const struct ref_target *target;
    struct suggest_one suggest;
    size_t offset; /* place of the best so far: the table has no order of its own */
};

static void try_id(void *payload, void *data, const xmlChar *id) {
    const xmlNode *node = payload;
    struct search *search = data;
    if (!right_kind(search->target, node) || xmlValidateNCName(id, 0) != 0)
        return;
    struct suggest_one one;
    suggest_start(&one, search->suggest.word);
    suggest_try(&one, (const char *)id);
    bool earlier = one.distance == search->suggest.distance && case_offset(node) < search->offset;
    if (one.best && (one.distance < search->suggest.distance || earlier)) {
        search->suggest = one;
        search->offset = case_offset(node);
    }
}

/* The kinds as "<a>, <b> of <c>"; NULL when any will do. */
static const char *list_kinds(const struct ref_target *target, struct buf *out) {
    report_elements(out, target->kinds, kind_count(target));
    return out->data;
}

static void say_dangling(struct refs *refs, const xmlNode *node, const struct ref_target *target, const char *id) {
    struct finding *finding = report_add(&refs->report, "HGW003", node);
    if (!finding)
        return;
    char quote[QUOTE_SIZE];
    struct buf buf = BUF_EMPTY;
    struct search search = {.target = target};
    suggest_start(&search.suggest, id);
    if (xmlHashSize(refs->ids) <= MOST_CANDIDATES)
        xmlHashScan(refs->ids, try_id, &search);
    const char *kinds = list_kinds(target, &buf);
    xmlChar *person = NULL;
    if (target->kinds[0] && strcmp(target->kinds[0], "leerling") == 0)
        person_called(refs->root->doc, id, &person);
    const char *meant = person ? (const char *)person : search.suggest.best;
    report_quote(id, quote);
    if (meant)
        finding_say(finding, _("%s verwijst naar „%s”, maar die id bestaat niet: bedoel je „%s”?"), target->attribute,
                    quote, meant);
    else
        finding_say(finding, _("%s verwijst naar „%s”, maar die id bestaat niet."), target->attribute, quote);
    if (kinds)
        finding_help(finding, _("Hier hoort de id van %s."), kinds);
    else
        finding_help(finding, "%s", _("Hier hoort de id van een ander element in dit bestand."));
    xmlFree(person);
    buf_free(&buf);
}

static void say_kind(struct refs *refs, const xmlNode *node, const struct ref_target *target, const char *id,
                     const xmlNode *found) {
    struct finding *finding = report_add(&refs->report, "HGW003", node);
    if (!finding)
        return;
    char quote[QUOTE_SIZE];
    struct buf buf = BUF_EMPTY;
    const char *kinds = list_kinds(target, &buf);
    finding_say(finding, _("%s verwijst naar „%s”, maar dat is <%s> op regel %zu en geen %s."), target->attribute,
                report_quote(id, quote), (const char *)found->name, report_line(&refs->report, found),
                kinds ? kinds : "");
    finding_help(finding, _("Hier hoort de id van %s."), kinds ? kinds : "");
    buf_free(&buf);
}

static void check_one(struct refs *refs, const xmlNode *node, const struct ref_target *target, const char *id) {
    if (xmlValidateNCName((const xmlChar *)id, 0) != 0)
        return; /* the grammar has said so */
    const xmlNode *found = xmlHashLookup(refs->ids, (const xmlChar *)id);
    if (!found)
        say_dangling(refs, node, target, id);
    else if (!right_kind(target, found) && grammar_element(refs->grammar, (const char *)found->name))
        say_kind(refs, node, target, id, found);
}

static void check_list(struct refs *refs, const xmlNode *node, const struct ref_target *target, const char *list) {
    char *copy = mem_strdup(list), *rest = NULL;
    for (char *id = strtok_r(copy, " ", &rest); id; id = strtok_r(NULL, " ", &rest))
        check_one(refs, node, target, id);
    free(copy);
}

/* One attribute: each id in it. The loader has collapsed its white space. */
static void check_attribute(struct refs *refs, const xmlNode *node, const struct grammar_element *element,
                            const xmlAttr *attribute) {
    const struct grammar_attribute *rule = rule_of(refs, element, attribute);
    if (!rule || !is_reference(rule))
        return;
    const struct ref_target *target = ref_target(rule->name);
    const char *value = value_of(attribute);
    if (!target)
        return;
    if (!strchr(value, ' '))
        check_one(refs, node, target, value);
    else if (rule->kind == VALUE_REFS)
        check_list(refs, node, target, value);
}

static size_t count_words(const char *text) {
    size_t count = 0;
    for (; *text; text++)
        count += *text != ' ' && (text[1] == ' ' || text[1] == '\0');
    return count;
}

bool refs_too_many(const struct grammar *grammar, const struct case_file *c) {
    size_t count = 0;
    if (c->source.length / 2 <= REFS_MOST) /* each takes a letter and a space at least */
        return false;
    for (const xmlNode *node = xmlDocGetRootElement(c->doc); node && count <= REFS_MOST; node = report_next(node))
        for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
            if (strcmp((const char *)attribute->name, "id") == 0 || refs_attribute(grammar, attribute))
                count += count_words(value_of(attribute));
    return count > REFS_MOST;
}

void refs_check(const struct grammar *grammar, const struct case_file *c, struct findings *findings) {
    struct refs refs = {.grammar = grammar, .root = xmlDocGetRootElement(c->doc)};
    if (strcmp((const char *)refs.root->name, grammar->elements[grammar->root].name) != 0)
        return; /* not a case: the grammar has said so */
    if (refs_too_many(grammar, c))
        return; /* the same */
    refs.ids = xmlHashCreate(64);
    report_start(&refs.report, c, findings);
    collect_ids(&refs);
    for (const xmlNode *node = refs.root; node; node = report_next(node)) {
        const struct grammar_element *element = element_of(&refs, node);
        for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
            check_attribute(&refs, node, element, attribute);
    }
    report_end(&refs.report);
    xmlHashFree(refs.ids, NULL);
}
