#include "base/base.h"
#include "case/validate.h"

#include "case/quote.h"

#include <stdio.h>

/* A hint longer than this is cut. */
enum { HINT_LETTERS = 200 };

/* Room for the id that tells where an element stands, with what stands around it in a sentence. */
enum { WHOSE_SIZE = QUOTE_SIZE + 32 };

/* The texts that a case cannot do without: vocabulary, HGW005. */
static const char required_texts[] = "vraag tekst situatie middel naam positief belemmerend afspraak begrip "
                                     "onderwijsbehoefte opvoedingsbehoefte ondersteuningsbehoefte";

/* The first <?vul-in?> directly in an element, or NULL. */
static const xmlNode *open_place(const xmlNode *element) {
    const xmlNode *child = element->children;
    while (child && !(child->type == XML_PI_NODE && strcmp((const char *)child->name, "vul-in") == 0))
        child = child->next;
    return child;
}

/* By what id to find an element: its own, or that of the nearest element around it; nothing when none has one. */
static const char *whose(const xmlNode *element, char out[WHOSE_SIZE]) {
    const xmlNode *holder = element;
    while (holder && !dom_attribute(holder, "id"))
        holder = holder->parent;
    char id[QUOTE_SIZE];
    quote(dom_get(holder, "id"), id);
    snprintf(out, WHOSE_SIZE, !*id ? "%s" : holder == element ? _(" „%s”") : _(" bij „%s”"), id);
    return out;
}

void structure_check(const struct case_file *c, struct findings *findings) {
    for (const xmlNode *node = xmlDocGetRootElement(c->doc); node; node = dom_walk(node, NULL)) {
        char hint[CUT_SIZE(HINT_LETTERS)], id[WHOSE_SIZE];
        const char *name = (const char *)node->name;
        const xmlNode *place = open_place(node);
        if (place) {
            struct finding *finding = findings_add(findings, "HGW004", LEVEL_WARNING, PRINCIPLE_NONE, node);
            if (dom_blank((const char *)place->content))
                finding_say(finding, _("In <%s>%s is nog iets in te vullen."), name, whose(node, id));
            else
                finding_say(finding, _("In <%s>%s is nog iets in te vullen: %s"), name, whose(node, id),
                            quote_cut((const char *)place->content, HINT_LETTERS, hint));
            finding_help(finding, "%s", _("Vul het in en haal <?vul-in …?> weg."));
        } else if (dom_has_word(required_texts, name) && !dom_filled(node))
            finding_say(findings_error(findings, "HGW005", node),
                        _("<%s>%s is leeg: hier hoort tekst.\n"
                          "Schrijf de tekst, of zet er <?vul-in?> in als dat later komt."),
                        name, whose(node, id));
    }
}
