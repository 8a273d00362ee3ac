#include "case/validate.h"

#include "base/lang.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "case/load.h"
#include "case/refs.h"
#include "case/validate_private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- Names that were mistyped --- */

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
static void start_strict(struct suggest_one *suggest, const char *name) {
    enum { MOST_EDITS = 2 };
    suggest_start(suggest, name);
    if (suggest->distance > MOST_EDITS + 1)
        suggest->distance = MOST_EDITS + 1;
}

static const struct grammar_element *child_at(const struct validation *x, const struct grammar_element *parent,
                                              size_t i) {
    return &x->grammar->elements[x->grammar->children[parent->first_child + i].element];
}

/* What may stand in the parent and is known by another word as well; the word may be mistyped. */
static const struct grammar_element *by_synonym(const struct validation *x, const char *name,
                                                const struct grammar_element *parent) {
    const struct grammar_element *found = NULL;
    struct suggest_one suggest;
    start_strict(&suggest, name);
    for (size_t i = 0; i < sizeof synonyms / sizeof synonyms[0]; i++) {
        const struct grammar_element *meant = grammar_element(x->grammar, synonyms[i].meant);
        const char *best = suggest.best;
        if (!meant || !grammar_child(x->grammar, parent, meant))
            continue;
        suggest_try(&suggest, synonyms[i].word);
        if (suggest.best != best)
            found = meant;
    }
    return found;
}

/* The only one that may stand in the parent and has a part of this name, or begins it: integratief-beeld for
 * beeld, doel for doelstelling. */
static const struct grammar_element *by_part(const struct validation *x, const char *name,
                                             const struct grammar_element *parent) {
    enum { SHORTEST = 4 };
    const struct grammar_element *found = NULL;
    for (size_t i = 0; i < parent->child_count && strlen(name) >= SHORTEST; i++) {
        const struct grammar_element *child = child_at(x, parent, i);
        size_t length = strlen(child->name);
        if (!strcasestr(child->name, name) && (length < SHORTEST || strncasecmp(name, child->name, length) != 0))
            continue;
        if (found)
            return NULL;
        found = child;
    }
    return found;
}

static const struct grammar_element *closest_child(const struct validation *x, const char *name,
                                                   const struct grammar_element *parent) {
    struct suggest_one suggest;
    suggest_start(&suggest, name);
    for (size_t i = 0; i < parent->child_count; i++)
        suggest_try(&suggest, child_at(x, parent, i)->name);
    return suggest.best ? grammar_element(x->grammar, suggest.best) : NULL;
}

static const struct grammar_element *closest_elsewhere(const struct validation *x, const char *name) {
    struct suggest_one suggest;
    start_strict(&suggest, name);
    for (size_t i = 0; i < x->grammar->element_count; i++)
        suggest_try(&suggest, x->grammar->elements[i].name);
    return suggest.best ? grammar_element(x->grammar, suggest.best) : NULL;
}

/* What a mistyped name of an element in `parent` was probably meant to be: rather what may stand there than
 * what may not; NULL when there is no telling. */
static const struct grammar_element *guess(const struct validation *x, const char *name,
                                           const struct grammar_element *parent) {
    const struct grammar_element *meant = closest_child(x, name, parent);
    if (!meant)
        meant = by_synonym(x, name, parent);
    if (!meant)
        meant = by_part(x, name, parent);
    return meant ? meant : closest_elsewhere(x, name);
}

/* --- The root --- */

/* Documents that are known by their root, whatever comes after it. */
static const struct {
    const char *root; /* name of the root element */
    const char *hint; /* Dutch msgid */
} strangers[] = {
    {"html", N_("Dit is een webpagina. Maak een casus met hgw-new.")},
    {"document", N_("Dit lijkt een Word-document. Maak een casus met hgw-new.")},
    {"wordDocument", N_("Dit is een Word-document. Maak een casus met hgw-new.")},
    {"package", N_("Dit lijkt een Word-document. Maak een casus met hgw-new.")},
    {"document-content", N_("Dit is een OpenDocument-bestand. Maak een casus met hgw-new.")},
    {"schema", N_("Dit is een schema of een regelbestand, geen casus.")},
    {"grammar", N_("Dit is een grammatica, geen casus.")},
};

static const char *root_hint(const struct validation *x, const char *name) {
    if (grammar_element(x->grammar, name))
        return _("Dit is een stuk van een casus. Zet het op zijn plaats in een casusbestand.");
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        if (strcmp(strangers[i].root, name) == 0)
            return _(strangers[i].hint);
    return _("Is dit het juiste bestand? Een nieuwe casus maak je met hgw-new.");
}

static bool check_root(struct validation *x, const xmlNode *root) {
    char name[QUOTE_SIZE];
    const char *wanted = x->grammar->elements[x->grammar->root].name;
    bool same = strcmp((const char *)root->name, wanted) == 0;
    bool close = same || suggest_one((const char *)root->name, &wanted, 1);
    if (!same) {
        struct finding *finding = report_add(x->report, "HGW002", root);
        report_name(root, name);
        if (close) {
            finding_say(finding, _("Het buitenste element is <%s>: bedoel je <%s>?"), name, wanted);
            finding_help(finding, "%s", _("Verbeter de naam in de eerste en in de laatste tag."));
        } else {
            finding_say(finding, _("Het buitenste element is <%s>, niet <%s>."), name, wanted);
            finding_help(finding, "%s", root_hint(x, (const char *)root->name));
        }
    }
    if (close && root->ns && root->ns->href) {
        struct finding *finding = report_add(x->report, "HGW002", root);
        finding_say(finding, _("<%s> staat in een naamruimte („%s”); een casus heeft er geen."), wanted,
                    report_quote((const char *)root->ns->href, name));
        finding_help(finding, "%s", _("Verwijder xmlns=\"…\", en het voorvoegsel voor de namen als dat er staat."));
    }
    return close;
}

/* --- What stands in an element --- */

/* An element inside another one. */
struct kid {
    const xmlNode *node;
    const struct grammar_element *element; /* what it is, or was probably meant to be; NULL: no idea */
    const struct grammar_child *rule;      /* its place in its parent, NULL when it has none there */
    bool sure;                             /* rightly named, and may stand there: order and number count */
    bool kept;                             /* stands in the right order */
    size_t previous;                       /* while ordering: the kid kept before it, or `count` */
};

struct kids {
    struct kid *items;
    size_t count;
};

static bool foreign(const struct validation *x, const xmlNode *node) {
    const xmlChar *href = node->ns ? node->ns->href : NULL;
    return href && !xmlStrEqual(href, x->ns);
}

static struct finding *add(struct validation *x, const xmlNode *node) {
    return report_add(x->report, "HGW002", node);
}

/* The elements that may stand in `parent`: "a, b, c". */
static void list_children(const struct validation *x, const struct grammar_element *parent, struct buf *out) {
    for (size_t i = 0; i < parent->child_count; i++) {
        const struct grammar_child *child = &x->grammar->children[parent->first_child + i];
        buf_printf(out, "%s%s", i > 0 ? ", " : "", x->grammar->elements[child->element].name);
    }
}

/* The elements in which `child` may stand: "<a>, <b> of <c>". */
static void list_parents(const struct validation *x, const struct grammar_element *child, struct buf *out) {
    const char *names[8];
    size_t count = 0;
    for (size_t i = 0; i < x->grammar->element_count && count < sizeof names / sizeof names[0]; i++)
        if (grammar_child(x->grammar, &x->grammar->elements[i], child))
            names[count++] = x->grammar->elements[i].name;
    report_elements(out, names, count);
}

/* The contents of a buf for a sentence. */
static const char *text_of(const struct buf *buf) {
    return buf->data ? buf->data : "";
}

/* A name that we know, but in a namespace without a prefix that would show it. */
static void say_namespace(const struct kid *kid, struct finding *finding) {
    char quote[QUOTE_SIZE];
    finding_say(finding, _("<%s> staat in een naamruimte („%s”); een casus heeft er geen."),
                (const char *)kid->node->name, report_quote((const char *)kid->node->ns->href, quote));
    finding_help(finding, "%s", _("Verwijder xmlns=\"…\"."));
}

static void say_unknown(struct validation *x, struct kid *kid, const struct grammar_element *parent) {
    struct finding *finding = add(x, kid->node);
    if (!finding)
        return;
    const struct grammar_element *meant = guess(x, (const char *)kid->node->name, parent);
    if (meant && foreign(x, kid->node) && !kid->node->ns->prefix) {
        say_namespace(kid, finding);
        return;
    }
    char name[QUOTE_SIZE];
    struct buf expected = BUF_EMPTY, owners = BUF_EMPTY;
    const struct grammar_child *rule = meant ? grammar_child(x->grammar, parent, meant) : NULL;
    report_name(kid->node, name);
    list_children(x, parent, &expected);
    if (meant)
        finding_say(finding, _("Het element <%s> bestaat niet: bedoel je <%s>?"), name, meant->name);
    else
        finding_say(finding, _("Het element <%s> bestaat niet; in <%s> kunnen staan: %s."), name, parent->name,
                    text_of(&expected));
    if (meant && !rule)
        list_parents(x, meant, &owners);
    if (rule)
        finding_help(finding, _("In <%s> kunnen staan: %s."), parent->name, text_of(&expected));
    else if (owners.length > 0)
        finding_help(finding, _("<%s> hoort in %s."), meant->name, text_of(&owners));
    else
        finding_help(finding, "%s", _("Verbeter de naam, of verwijder het element."));
    buf_free(&expected);
    buf_free(&owners);
    if (!foreign(x, kid->node)) {
        kid->element = meant;
        kid->rule = rule;
    }
}

static void say_misplaced(struct validation *x, const struct kid *kid, const struct grammar_element *parent) {
    struct finding *finding = add(x, kid->node);
    if (!finding)
        return;
    struct buf owners = BUF_EMPTY;
    list_parents(x, kid->element, &owners);
    if (owners.length > 0) {
        finding_say(finding, _("<%s> hoort niet in <%s>, wel in %s."), kid->element->name, parent->name,
                    text_of(&owners));
        finding_help(finding, _("Verplaats het naar %s."), text_of(&owners));
    } else {
        finding_say(finding, _("<%s> hoort niet in <%s>: het is altijd het buitenste element."), kid->element->name,
                    parent->name);
        finding_help(finding, "%s", _("Zet elke casus in een eigen bestand."));
    }
    buf_free(&owners);
}

static void say_in_text(struct validation *x, const struct kid *kid, const struct grammar_element *parent) {
    struct finding *finding = add(x, kid->node);
    if (!finding)
        return;
    char name[QUOTE_SIZE];
    finding_say(finding, _("In <%s> kan alleen tekst staan, geen <%s>."), parent->name, report_name(kid->node, name));
    struct buf owners = BUF_EMPTY;
    if (kid->element)
        list_parents(x, kid->element, &owners);
    if (owners.length > 0)
        finding_help(finding, _("Haal de tags weg en laat de tekst staan. <%s> hoort in %s."), kid->element->name,
                     text_of(&owners));
    else
        finding_help(finding, "%s",
                     _("Haal de tags weg. Vet schrijf je als **vet**, schuin als *schuin*, een lijst met - ervoor."));
    buf_free(&owners);
}

/* What each kid is, and whether it may stand here. `parent` is NULL when that is itself unknown. */
static void classify(struct validation *x, struct kids *kids, const struct grammar_element *parent) {
    for (size_t i = 0; i < kids->count; i++) {
        struct kid *kid = &kids->items[i];
        if (!foreign(x, kid->node))
            kid->element = grammar_element(x->grammar, (const char *)kid->node->name);
        if (!parent)
            continue; /* part of what is reported already */
        if (parent->text) {
            say_in_text(x, kid, parent);
            continue;
        }
        kid->rule = kid->element ? grammar_child(x->grammar, parent, kid->element) : NULL;
        kid->sure = kid->rule != NULL;
        if (!kid->element)
            say_unknown(x, kid, parent);
        else if (!kid->rule)
            say_misplaced(x, kid, parent);
    }
}

/* A second one of what may stand there once; the first is the good one. */
static void check_number(struct validation *x, struct kids *kids, const struct grammar_element *parent,
                         const struct grammar_child *rule) {
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
        struct finding *finding = add(x, kid->node);
        if (!finding)
            continue;
        finding_say(finding, _("In <%s> kan maar één <%s> staan; de eerste staat op regel %zu."), parent->name,
                    kid->element->name, report_line(x->report, first->node));
        finding_help(finding, "%s", _("Voeg ze samen, of verwijder er een."));
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

static void say_order(struct validation *x, const struct kids *kids, const struct kid *kid,
                      const struct grammar_element *parent) {
    struct finding *finding = add(x, kid->node);
    if (!finding)
        return;
    const struct kid *after = NULL, *before = NULL; /* the last it should follow, the first it should precede */
    for (const struct kid *other = kids->items; other < kids->items + kids->count; other++) {
        if (other->kept && other > kid && other->rule->slot < kid->rule->slot)
            after = other;
        if (other->kept && other < kid && other->rule->slot > kid->rule->slot && !before)
            before = other;
    }
    if (after)
        finding_say(finding, _("<%s> staat te vroeg: het hoort na <%s> (regel %zu)."), kid->element->name,
                    after->element->name, report_line(x->report, after->node));
    else if (before)
        finding_say(finding, _("<%s> staat te laat: het hoort vóór <%s> (regel %zu)."), kid->element->name,
                    before->element->name, report_line(x->report, before->node));
    struct buf order = BUF_EMPTY;
    list_children(x, parent, &order);
    finding_help(finding, _("De volgorde in <%s> is: %s."), parent->name, text_of(&order));
    buf_free(&order);
}

static void check_order(struct validation *x, struct kids *kids, const struct grammar_element *parent) {
    size_t slots = x->grammar->children[parent->first_child + parent->child_count - 1].slot + 1;
    if (slots == 1)
        return; /* any order will do */
    size_t *room = mem_alloc(2 * slots * sizeof *room);
    keep_order(kids, slots, room, room + slots);
    free(room);
    for (size_t i = 0; i < kids->count; i++)
        if (kids->items[i].sure && !kids->items[i].kept)
            say_order(x, kids, &kids->items[i], parent);
}

static bool there(const struct kids *kids, const struct grammar_child *rule) {
    for (size_t i = 0; i < kids->count; i++)
        if (kids->items[i].rule == rule)
            return true;
    return false;
}

static void say_missing(struct validation *x, const struct kids *kids, const xmlNode *node,
                        const struct grammar_element *parent, const struct grammar_child *rule) {
    struct finding *finding = add(x, node);
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
    const char *name = x->grammar->elements[rule->element].name;
    finding_say(finding, _("In <%s> ontbreekt <%s>."), parent->name, name);
    if (before)
        finding_help(finding, _("Zet <%s> vóór <%s> (regel %zu)."), name, before->element->name,
                     report_line(x->report, before->node));
    else if (after)
        finding_help(finding, _("Zet <%s> na <%s> (regel %zu)."), name, after->element->name,
                     report_line(x->report, after->node));
    else
        finding_help(finding, _("Zet <%s> tussen <%s> en </%s>."), name, parent->name, parent->name);
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
static void say_text(struct validation *x, const xmlNode *node, const struct grammar_element *element, const char *text,
                     const struct grammar_element *missing) {
    struct finding *finding = add(x, node);
    if (!finding)
        return;
    char quote[QUOTE_SIZE];
    struct buf expected = BUF_EMPTY;
    list_children(x, element, &expected);
    report_quote(text, quote);
    if (report_unseen(text)) {
        finding_say(finding, _("In <%s> staan vaste of onzichtbare spaties die in geen element zitten."),
                    element->name);
        finding_help(finding, "%s",
                     _("Typ gewone spaties. Vaste komen vaak mee bij het plakken uit een tekstverwerker."));
    } else if (missing) {
        finding_say(finding, _("In <%s> staat tekst die in <%s> hoort: „%s”."), element->name, missing->name, quote);
        finding_help(finding, _("Zet <%s> voor de tekst en </%s> erachter."), missing->name, missing->name);
    } else {
        finding_say(finding, _("In <%s> staat tekst die in geen element zit: „%s”."), element->name, quote);
        finding_help(finding, _("Zet de tekst in een van deze elementen: %s."), text_of(&expected));
    }
    buf_free(&expected);
}

/* What is missing and what is loose: loose text where a required text is missing is one mistake, not two. */
static void check_missing(struct validation *x, const struct kids *kids, const xmlNode *node,
                          const struct grammar_element *parent) {
    const char *text = loose_text(node);
    for (size_t i = 0; i < parent->child_count; i++) {
        const struct grammar_child *rule = &x->grammar->children[parent->first_child + i];
        const struct grammar_element *element = &x->grammar->elements[rule->element];
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

static void check_content(struct validation *x, const xmlNode *node, const struct grammar_element *element,
                          struct kids *kids) {
    classify(x, kids, element);
    if (!element || element->text || element->child_count == 0)
        return;
    const struct grammar_child *rules = &x->grammar->children[element->first_child];
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
static void check_element(struct validation *x, const xmlNode *node, const struct grammar_element *element, int depth) {
    struct kids kids;
    if (depth > CASE_MAX_DEPTH)
        return;
    collect(node, &kids);
    if (element)
        validate_attributes(x, node, element);
    check_content(x, node, element, &kids);
    for (size_t i = 0; i < kids.count; i++)
        check_element(x, kids.items[i].node, kids.items[i].element, depth + 1);
    free(kids.items);
}

void validate(const struct grammar *grammar, const struct case_file *c, struct findings *findings) {
    const xmlNode *root = xmlDocGetRootElement(c->doc);
    struct report report;
    struct validation x = {.grammar = grammar, .report = &report, .ns = root->ns ? root->ns->href : NULL};
    report_start(&report, c, findings);
    if (refs_too_many(grammar, c)) {
        struct finding *finding = report_add(&report, "HGW002", root);
        finding_say(finding, _("Het bestand telt meer dan %d id's en verwijzingen."), REFS_MOST);
        finding_help(finding, "%s", _("Zo groot is geen casus. Is dit wel het juiste bestand?"));
    } else if (check_root(&x, root)) {
        x.ids = xmlHashCreate(64);
        check_element(&x, root, &grammar->elements[grammar->root], 1);
        xmlHashFree(x.ids, NULL);
    }
    report_end(&report);
}
