#include "case/structure.h"

#include "base/lang.h"
#include "case/problems.h"

#include <stdio.h>
#include <string.h>

/* A hint longer than this is cut. */
enum { HINT_LETTERS = 200 };

/* Room for the id that tells where an element stands, with what stands around it in a sentence. */
enum { WHOSE_SIZE = QUOTE_SIZE + 32 };

/* The texts that a case cannot do without: vocabulary, HGW005. */
static const char *const required_texts[] = {
    "vraag",    "tekst",    "situatie",           "middel",
    "naam",     "positief", "belemmerend",        "onderwijsbehoefte",
    "afspraak", "begrip",   "opvoedingsbehoefte", "ondersteuningsbehoefte",
};

static bool blank(const xmlChar *text) {
    return !text || text[strspn((const char *)text, " \t\r\n")] == '\0';
}

bool is_filled(const xmlNode *element) {
    const xmlNode *node = element->children;
    while (node) {
        if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && !blank(node->content))
            return true;
        if (node->type == XML_ELEMENT_NODE && node->children) {
            node = node->children;
            continue;
        }
        while (!node->next && node->parent != element)
            node = node->parent;
        node = node->next;
    }
    return false;
}

/* The first <?vul-in?> directly in an element, or NULL. */
static const xmlNode *open_place(const xmlNode *element) {
    for (const xmlNode *child = element->children; child; child = child->next)
        if (child->type == XML_PI_NODE && strcmp((const char *)child->name, "vul-in") == 0)
            return child;
    return NULL;
}

static bool required(const xmlNode *element) {
    for (size_t i = 0; i < sizeof required_texts / sizeof required_texts[0]; i++)
        if (strcmp(required_texts[i], (const char *)element->name) == 0)
            return true;
    return false;
}

/* By what id to find an element: its own, or that of the nearest element around it; nothing when none has
 * one. Returns `out`. */
static const char *whose(const xmlNode *element, char out[WHOSE_SIZE]) {
    const xmlNode *holder = element;
    const xmlAttr *id = xmlHasProp(element, (const xmlChar *)"id");
    while (!id && holder->parent && holder->parent->type == XML_ELEMENT_NODE) {
        holder = holder->parent;
        id = xmlHasProp(holder, (const xmlChar *)"id");
    }
    char quote[QUOTE_SIZE];
    report_quote(id && id->children ? (const char *)id->children->content : "", quote);
    out[0] = '\0';
    if (*quote == '\0')
        return out;
    if (holder == element)
        snprintf(out, WHOSE_SIZE, _(" „%s”"), quote);
    else
        snprintf(out, WHOSE_SIZE, _(" bij „%s”"), quote);
    return out;
}

static void say_open(struct findings *findings, const xmlNode *element, const xmlNode *place) {
    char hint[CUT_SIZE(HINT_LETTERS)], id[WHOSE_SIZE];
    struct finding *finding = findings_add(findings, "HGW004", LEVEL_WARNING, PRINCIPLE_NONE, element);
    const char *name = (const char *)element->name;
    if (blank(place->content))
        finding_say(finding, _("In <%s>%s is nog iets in te vullen."), name, whose(element, id));
    else
        finding_say(finding, _("In <%s>%s is nog iets in te vullen: %s"), name, whose(element, id),
                    report_cut((const char *)place->content, HINT_LETTERS, hint));
    finding_help(finding, "%s", _("Vul het in en haal <?vul-in …?> weg."));
}

static void say_empty(struct findings *findings, const xmlNode *element) {
    char id[WHOSE_SIZE];
    struct finding *finding = findings_add(findings, "HGW005", LEVEL_ERROR, PRINCIPLE_NONE, element);
    finding_say(finding, _("<%s>%s is leeg: hier hoort tekst."), (const char *)element->name, whose(element, id));
    finding_help(finding, "%s", _("Schrijf de tekst, of zet er <?vul-in?> in als dat later komt."));
}

void structure_check(const struct case_file *c, struct findings *findings) {
    const xmlNode *root = xmlDocGetRootElement(c->doc);
    for (const xmlNode *node = root; node; node = report_next(node)) {
        const xmlNode *place = open_place(node);
        if (place)
            say_open(findings, node, place);
        else if (required(node) && !is_filled(node))
            say_empty(findings, node);
    }
}
