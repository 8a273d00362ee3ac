#include "case/refs.h"

#include "xml/dom.h"

#include <strings.h>

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
