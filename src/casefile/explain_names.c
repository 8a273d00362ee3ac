#include "base/suggest.h"
#include "casefile/explain.h"

#include <string.h>
#include <strings.h>

/* Words that people use for what has another name here. A word may stand for one thing here and for another
 * there: what may stand in the parent counts. */
static const struct {
    const char *word, *meant;
} synonyms[] = {
    {"ouder", "betrokkene"},
    {"vader", "betrokkene"},
    {"moeder", "betrokkene"},
    {"papa", "betrokkene"},
    {"mama", "betrokkene"},
    {"leerkracht", "betrokkene"},
    {"persoon", "betrokkene"},
    {"kind", "leerling"},
    {"handtekening", "toestemming"},
    {"gesprek", "overleg"},
    {"vergadering", "overleg"},
    {"bespreking", "overleg"},
    {"vragen", "hulpvraag"},
    {"bekommernis", "zorg"},
    {"bezorgdheid", "zorg"},
    {"klacht", "zorg"},
    {"wens", "verwachting"},
    {"oorzaak", "verklaring"},
    {"sterkte", "positief"},
    {"kracht", "positief"},
    {"talent", "positief"},
    {"beschermend", "positief"},
    {"zwakte", "belemmerend"},
    {"negatief", "belemmerend"},
    {"probleem", "belemmerend"},
    {"moeilijkheid", "belemmerend"},
    {"risico", "belemmerend"},
    {"maatregel", "aanpak"},
    {"interventie", "aanpak"},
    {"interactie", "wisselwerking"},
    {"vragen", "onderzoeksvraag"},
    {"beslissing", "besluit"},
    {"test", "onderzoek"},
    {"observatie", "onderzoek"},
    {"conclusie", "integratief-beeld"},
    {"taak", "afspraak"},
    {"actie", "afspraak"},
    {"woord", "begrip"},
    {"term", "begrip"},
};

/* A search for a likeness that is no chance: among many names there is always one that is three letters off.
 */
static void start_strict(struct hgw_suggest *suggest, const char *name) {
    enum { MOST_EDITS = 2 };
    hgw_suggest_start(suggest, name);
    if (suggest->distance > MOST_EDITS + 1)
        suggest->distance = MOST_EDITS + 1;
}

static const struct hgw_model_element *child_at(const struct hgw_explain *x,
                                                const struct hgw_model_element *parent, size_t i) {
    return &x->model->elements[x->model->children[parent->first_child + i].element];
}

/* What may stand in the parent and is known by another word as well; the word may be mistyped. */
static const struct hgw_model_element *by_synonym(const struct hgw_explain *x, const char *name,
                                                  const struct hgw_model_element *parent) {
    const struct hgw_model_element *found = NULL;
    struct hgw_suggest suggest;
    start_strict(&suggest, name);
    for (size_t i = 0; i < sizeof synonyms / sizeof synonyms[0]; i++) {
        const struct hgw_model_element *meant = hgw_model_element(x->model, synonyms[i].meant);
        const char *best = suggest.best;
        if (!meant || !hgw_model_child(x->model, parent, meant))
            continue;
        hgw_suggest_try(&suggest, synonyms[i].word);
        if (suggest.best != best)
            found = meant;
    }
    return found;
}

/* The only one that may stand in the parent and has a part of this name, or begins it: integratief-beeld for
 * beeld, doel for doelstelling. */
static const struct hgw_model_element *by_part(const struct hgw_explain *x, const char *name,
                                               const struct hgw_model_element *parent) {
    enum { SHORTEST = 4 };
    const struct hgw_model_element *found = NULL;
    for (size_t i = 0; i < parent->child_count && strlen(name) >= SHORTEST; i++) {
        const struct hgw_model_element *child = child_at(x, parent, i);
        size_t length = strlen(child->name);
        if (!strcasestr(child->name, name) &&
            (length < SHORTEST || strncasecmp(name, child->name, length) != 0))
            continue;
        if (found)
            return NULL;
        found = child;
    }
    return found;
}

static const struct hgw_model_element *closest_child(const struct hgw_explain *x, const char *name,
                                                     const struct hgw_model_element *parent) {
    struct hgw_suggest suggest;
    hgw_suggest_start(&suggest, name);
    for (size_t i = 0; i < parent->child_count; i++)
        hgw_suggest_try(&suggest, child_at(x, parent, i)->name);
    return suggest.best ? hgw_model_element(x->model, suggest.best) : NULL;
}

static const struct hgw_model_element *closest_elsewhere(const struct hgw_explain *x, const char *name) {
    struct hgw_suggest suggest;
    start_strict(&suggest, name);
    for (size_t i = 0; i < x->model->element_count; i++)
        hgw_suggest_try(&suggest, x->model->elements[i].name);
    return suggest.best ? hgw_model_element(x->model, suggest.best) : NULL;
}

const struct hgw_model_element *hgw_explain_guess(const struct hgw_explain *x, const char *name,
                                                  const struct hgw_model_element *parent) {
    const struct hgw_model_element *meant = closest_child(x, name, parent);
    if (!meant)
        meant = by_synonym(x, name, parent);
    if (!meant)
        meant = by_part(x, name, parent);
    return meant ? meant : closest_elsewhere(x, name);
}
