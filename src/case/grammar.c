#include "case/grammar.h"

#include "xml/dom.h"

static int compare_names(const void *name, const void *element) {
    return strcmp(name, ((const struct grammar_element *)element)->name);
}

const struct grammar_element *grammar_element(const char *name) {
    return bsearch(name, grammar_elements, grammar_element_count, sizeof *grammar_elements, compare_names);
}

const struct grammar_attribute *grammar_attribute(const struct grammar_element *element, const char *name) {
    for (size_t i = 0; i < element->attribute_count; i++)
        if (strcmp(element->attributes[i].name, name) == 0)
            return &element->attributes[i];
    return NULL;
}

const struct grammar_child *grammar_child(const struct grammar_element *parent, const struct grammar_element *child) {
    for (size_t i = 0; i < parent->child_count; i++)
        if (parent->children[i].element == child)
            return &parent->children[i];
    return NULL;
}

bool grammar_knows(bool attribute, const char *name, const char **suggestion) {
    const struct grammar_element *end = grammar_elements + grammar_element_count;
    if (!attribute && grammar_element(name))
        return true;
    for (const struct grammar_element *element = grammar_elements; attribute && element < end; element++)
        if (grammar_attribute(element, name))
            return true;
    struct suggest_one suggest = suggest_start(name);
    for (const struct grammar_element *element = grammar_elements; element < end; element++) {
        for (size_t i = 0; attribute && i < element->attribute_count; i++)
            suggest_try(&suggest, element->attributes[i].name);
        if (!attribute)
            suggest_try(&suggest, element->name);
    }
    *suggestion = suggest.best;
    return false;
}

/* --- references --- */

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
    return strcmp(attribute, "ontvanger") == 0 && dom_place(ref_groups, REF_GROUP_COUNT, word, length) >= 0;
}

bool refs_attribute(const xmlAttr *attribute) {
    const char *name = (const char *)attribute->name;
    const struct grammar_element *element = grammar_element((const char *)attribute->parent->name);
    const struct grammar_attribute *rule = element ? grammar_attribute(element, name) : NULL;
    return rule ? rule->kind == VALUE_REF || rule->kind == VALUE_REFS : ref_kinds(name) != NULL;
}
