#include "case/refs.h"

#include "base/suggest.h"
#include "case/quote.h"
#include "xml/reader.h"

#include <libxml/hash.h>
#include <strings.h>

/* In a case with more ids or bytes than this nobody mistyped one, and comparing with all of them takes too long. */
enum { MOST_CANDIDATES = 10000, MOST_SEARCHED = 4 * 1024 * 1024 };

/* Vocabulary, "What a reference must point to". */
const struct ref_target ref_targets[] = {
    {"aanvaard-door betreft deelnemers door naar niet-voor uitvoerder van voor wie", "leerling betrokkene"},
    {"aanbeveling", "aanbeveling"},
    {"alternatief-voor hypothesen", "hypothese"},
    {"auteur ontvanger", "betrokkene"},
    {"behoefte", "onderwijsbehoefte opvoedingsbehoefte"},
    {"behoeften", "onderwijsbehoefte opvoedingsbehoefte ondersteuningsbehoefte"},
    {"benut", "positief uitzondering aanpak"},
    {"boven doelen", "doel"},
    {"gevolg", "afspraak aanbeveling ondersteuningsbehoefte overleg akkoord"},
    {"hulpvraag hulpvragen", "hulpvraag"},
    {"object", ""},
    {"pakt-aan", "wisselwerking belemmerend"},
    {"steunt-op", "positief belemmerend uitzondering aanpak wisselwerking"},
    {"terugkoppeling", "overleg notitie"},
    {"vragen", "onderzoeksvraag"},
    {NULL, NULL},
};

const char *ref_kinds(const char *attribute) {
    const struct ref_target *target = ref_targets;
    while (target->attributes && !dom_has_word(target->attributes, attribute))
        target++;
    return target->kinds;
}

const char *const ref_groups[REF_GROUP_COUNT] = {"ouders", "school", "extern"};

bool ref_is_group(const char *attribute, const char *word, size_t length) {
    bool group = false;
    for (size_t i = 0; strcmp(attribute, "ontvanger") == 0 && i < REF_GROUP_COUNT; i++)
        group = group || (strlen(ref_groups[i]) == length && strncmp(ref_groups[i], word, length) == 0);
    return group;
}

bool refs_attribute(const struct grammar *grammar, const xmlAttr *attribute) {
    const char *name = (const char *)attribute->name;
    const struct grammar_element *element = grammar_element(grammar, (const char *)attribute->parent->name);
    const struct grammar_attribute *rule = element ? grammar_attribute(element, name) : NULL;
    return rule ? rule->kind == VALUE_REF || rule->kind == VALUE_REFS : ref_kinds(name) != NULL;
}

bool refs_too_many(const struct grammar *grammar, const struct case_file *c) {
    size_t count = 0;
    if (c->source.length / 2 <= REFS_MOST) /* each takes a letter and a space at least */
        return false;
    for (const xmlNode *node = xmlDocGetRootElement(c->doc); node && count <= REFS_MOST; node = dom_walk(node, NULL))
        for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
            if (strcmp((const char *)attribute->name, "id") == 0 || refs_attribute(grammar, attribute)) {
                const char *at = dom_value(attribute);
                for (size_t length; (length = dom_word(&at)) > 0; at += length)
                    count++;
            }
    return count > REFS_MOST;
}

/* --- who is meant by a name --- */

const char *person_called(xmlDoc *doc, const char *name) {
    const xmlNode *found = NULL;
    const xmlNode *people = dom_child(xmlDocGetRootElement(doc), "betrokkenen");
    for (const xmlNode *person = dom_child(people, NULL); person && *name; person = dom_next(person, NULL)) {
        bool called = strcasecmp(dom_get(person, "rol"), name) == 0;
        for (const xmlNode *part = dom_child(person, "naam"); part && !called; part = dom_next(part, "naam")) {
            char *text = dom_one_line(part);
            called = strcasecmp(text, name) == 0 || dom_has_word_in_any_case(text, name);
            free(text);
        }
        if (called && found)
            return NULL; /* two of them */
        found = called ? person : found;
    }
    const xmlAttr *id = dom_attribute(found, "id");
    return id ? dom_value(id) : NULL;
}

/* --- what is wrong --- */

static bool right_kind(const char *kinds, const xmlNode *node) {
    return !*kinds || dom_has_word(kinds, (const char *)node->name);
}

/* The id that was probably meant, or NULL. */
static const char *meant_id(const struct case_file *c, const char *attribute, const char *kinds, const char *id) {
    const char *person = dom_has_word(kinds, "betrokkene") ? person_called(c->doc, id) : NULL;
    if (person || xmlHashSize(c->doc->ids) > MOST_CANDIDATES || c->source.length > MOST_SEARCHED)
        return person;
    struct suggest_one suggest;
    suggest_start(&suggest, id);
    for (size_t i = 0; i < REF_GROUP_COUNT; i++)
        if (ref_is_group(attribute, ref_groups[i], strlen(ref_groups[i])))
            suggest_try(&suggest, ref_groups[i]);
    for (const xmlNode *node = xmlDocGetRootElement(c->doc); node; node = dom_walk(node, NULL)) {
        const char *known = dom_get(node, "id");
        if (*known && right_kind(kinds, node) && xmlValidateNCName((const xmlChar *)known, 0) == 0)
            suggest_try(&suggest, known);
    }
    return suggest.best;
}

/* One reference to an element of these kinds. */
static void check_one(const struct grammar *grammar, const struct case_file *c, struct findings *findings,
                      const xmlNode *node, const char *attribute, const char *kinds, const char *id) {
    const xmlNode *found = dom_by_id(c->doc, id);
    bool known = found && grammar_element(grammar, (const char *)found->name), good = found && right_kind(kinds, found);
    bool author = strcmp(attribute, "auteur") == 0, other = good && author && !dom_has(found, "rol", "clb");
    if (xmlValidateNCName((const xmlChar *)id, 0) != 0 || (found && !known) || (good && !other) ||
        ref_is_group(attribute, id, strlen(id)))
        return; /* good, or the grammar has said what is wrong */
    struct finding *finding = findings_error(findings, "HGW003", node);
    if (!finding)
        return;
    char quoted[QUOTE_SIZE];
    struct buf wanted = BUF_EMPTY;
    quote_elements(&wanted, kinds);
    const char *meant = found ? NULL : meant_id(c, attribute, kinds, id);
    quote(id, quoted);
    if (other)
        finding_say(finding, _("%s verwijst naar „%s”, maar die persoon (regel %zu) heeft geen rol=\"clb\"."),
                    attribute, quoted, xml_line(found));
    else if (found)
        finding_say(finding, _("%s verwijst naar „%s”, maar dat is <%s> op regel %zu en geen %s."), attribute, quoted,
                    (const char *)found->name, xml_line(found), wanted.data);
    else if (meant)
        finding_say(finding, _("%s verwijst naar „%s”, maar die id bestaat niet: bedoel je „%s”?"), attribute, quoted,
                    meant);
    else
        finding_say(finding, _("%s verwijst naar „%s”, maar die id bestaat niet."), attribute, quoted);
    if (author)
        finding_help(finding, _("Hier hoort de id van een %s met rol=\"clb\"."), wanted.data);
    else if (strcmp(attribute, "ontvanger") == 0)
        finding_help(finding, _("Hier hoort ouders, school of extern, of de id van een %s."), wanted.data);
    else if (*kinds)
        finding_help(finding, _("Hier hoort de id van %s."), wanted.data);
    else
        finding_help(finding, "%s", _("Hier hoort de id van een ander element in dit bestand."));
    buf_free(&wanted);
}

void refs_check(const struct grammar *grammar, const struct case_file *c, struct findings *findings) {
    const xmlNode *root = xmlDocGetRootElement(c->doc);
    if (!dom_is(root, grammar->root->name) || refs_too_many(grammar, c))
        return; /* the grammar has said so */
    for (const xmlNode *node = root; node; node = dom_walk(node, NULL)) {
        const struct grammar_element *element = grammar_element(grammar, (const char *)node->name);
        const char *name = dom_get(node, "id");
        if (dom_is(node->parent, "betrokkenen") && ref_is_group("ontvanger", name, strlen(name)))
            finding_say(findings_error(findings, "HGW003", node),
                        _("De id „%s” kan niet voor een persoon: in ontvanger is dat woord een groep.\n"
                          "Geef deze persoon een andere id, ook waar iets ernaar verwijst."),
                        name);
        for (const xmlAttr *attribute = element ? node->properties : NULL; attribute; attribute = attribute->next) {
            const struct grammar_attribute *rule =
                attribute->ns ? NULL : grammar_attribute(element, (const char *)attribute->name);
            const char *kinds = rule && rule->kind >= VALUE_REF ? ref_kinds(rule->name) : NULL;
            const char *value = dom_value(attribute);
            if (!kinds || (rule->kind == VALUE_REF && strchr(value, ' ')))
                continue;
            char *list = mem_strdup(value), *rest = NULL;
            for (char *id = strtok_r(list, " ", &rest); id; id = strtok_r(NULL, " ", &rest))
                check_one(grammar, c, findings, node, rule->name, kinds, id);
            free(list);
        }
    }
}
