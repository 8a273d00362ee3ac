#include "case/validate.h"

#include "base/base.h"
#include "base/suggest.h"
#include "case/case.h"
#include "case/quote.h"
#include "case/refs.h"
#include "xml/reader.h"

#include <stdio.h>
#include <strings.h>

/* --- names that were mistyped --- */

/* What a mistyped name of an element in `parent` was probably meant to be: rather what may stand there than what may
 * not; NULL when there is no telling. */
static const struct grammar_element *guess(const struct grammar *grammar, const char *name,
                                           const struct grammar_element *parent) {
    enum { MOST_EDITS = 2 }; /* among many names there is always one that is three letters off */
    struct suggest_one suggest;
    suggest_start(&suggest, name);
    for (size_t i = 0; i < parent->child_count; i++)
        suggest_try(&suggest, parent->children[i].element->name);
    for (size_t i = 0; !suggest.best && i < parent->child_count; i++)
        if (grammar_also(parent->children[i].element->also, name))
            return parent->children[i].element;
    if (!suggest.best && suggest.distance > MOST_EDITS + 1)
        suggest.distance = MOST_EDITS + 1;
    size_t others = suggest.best ? 0 : grammar->element_count;
    for (size_t i = 0; i < others; i++)
        suggest_try(&suggest, grammar->elements[i].name);
    return suggest.best ? grammar_element(grammar, suggest.best) : NULL;
}

/* --- the root --- */

static struct finding *add(const struct validation *x, const xmlNode *node) {
    return findings_error(x->findings, "HGW002", node);
}

/* False: it is something else than a case. */
static bool check_root(const struct validation *x, const xmlNode *root) {
    char name[QUOTE_SIZE];
    const char *wanted = x->grammar->root->name;
    struct suggest_one suggest;
    suggest_start(&suggest, (const char *)root->name);
    suggest_try(&suggest, wanted);
    quote_name(root, name);
    bool same = dom_is(root, wanted), close = same || suggest.best;
    if (!close) {
        struct finding *finding = add(x, root);
        finding_say(finding, _("Het buitenste element is <%s>, niet <%s>."), name, wanted);
        finding_help(finding, "%s",
                     grammar_element(x->grammar, (const char *)root->name)
                         ? _("Dit is een stuk van een casus. Zet het op zijn plaats in een casusbestand.")
                         : _("Is dit het juiste bestand? Een nieuwe casus maak je met hgw-new."));
    } else if (!same)
        finding_say(add(x, root),
                    _("Het buitenste element is <%s>: bedoel je <%s>?\n"
                      "Verbeter de naam in de eerste en in de laatste tag."),
                    name, wanted);
    if (close && root->ns && root->ns->href)
        finding_say(add(x, root),
                    _("<%s> staat in een naamruimte („%s”); een casus heeft er geen.\n"
                      "Verwijder xmlns=\"…\", en het voorvoegsel voor de namen als dat er staat."),
                    wanted, quote((const char *)root->ns->href, name));
    return close;
}

/* --- what stands in an element --- */

/* An element inside another one. */
struct kid {
    const xmlNode *node;
    const struct grammar_element *element; /* what it is, or was probably meant to be; NULL: no idea */
    const struct grammar_child *rule;      /* its place in its parent, NULL when it has none there */
    bool sure;                             /* rightly named, and may stand there: order and number count */
    bool kept;                             /* stands in the right order */
    size_t run;                            /* the longest run in the right order that ends here, */
    struct kid *previous;                  /* and the one before it there */
};

/* Those of one element, which is `node`, by the grammar `parent` (NULL: unknown). */
struct kids {
    const struct validation *x;
    const xmlNode *node;
    const struct grammar_element *parent;
    struct kid *items; /* owned */
    size_t count;
};

static bool foreign(const struct validation *x, const xmlNode *node) {
    const xmlChar *href = node->ns ? node->ns->href : NULL;
    return href && !xmlStrEqual(href, x->ns);
}

/* The elements in which `child` may stand: "<a>, <b> of <c>"; "" for none. Freed with free(). */
static char *list_parents(const struct grammar *grammar, const struct grammar_element *child) {
    enum { MOST = 8 };
    struct buf names = BUF_EMPTY, out = BUF_EMPTY;
    size_t count = 0;
    for (size_t i = 0; child && i < grammar->element_count && count < MOST; i++)
        if (grammar_child(&grammar->elements[i], child)) {
            buf_printf(&names, "%s ", grammar->elements[i].name);
            count++;
        }
    quote_elements(&out, names.data ? names.data : "");
    buf_free(&names);
    return buf_steal(&out);
}

static void say_unknown(struct kids *kids, struct kid *kid) {
    struct finding *finding = add(kids->x, kid->node);
    if (!finding)
        return;
    char name[QUOTE_SIZE];
    const struct grammar_element *parent = kids->parent;
    const struct grammar_element *meant = guess(kids->x->grammar, (const char *)kid->node->name, parent);
    const struct grammar_child *rule = meant ? grammar_child(parent, meant) : NULL;
    bool elsewhere = foreign(kids->x, kid->node);
    if (meant && elsewhere && !kid->node->ns->prefix) { /* the name that we know, without a prefix that would show it */
        finding_say(finding, _("<%s> staat in een naamruimte („%s”); een casus heeft er geen.\nVerwijder xmlns=\"…\"."),
                    (const char *)kid->node->name, quote((const char *)kid->node->ns->href, name));
        return;
    }
    const char *expected = parent->child_list.data;
    char *owners = list_parents(kids->x->grammar, rule ? NULL : meant);
    quote_name(kid->node, name);
    if (meant)
        finding_say(finding, _("Het element <%s> bestaat niet: bedoel je <%s>?"), name, meant->name);
    else
        finding_say(finding, _("Het element <%s> bestaat niet; in <%s> kunnen staan: %s."), name, parent->name,
                    expected);
    if (rule)
        finding_help(finding, _("In <%s> kunnen staan: %s."), parent->name, expected);
    else if (meant && *owners)
        finding_help(finding, _("<%s> hoort in %s."), meant->name, owners);
    else
        finding_help(finding, "%s", _("Verbeter de naam, of verwijder het element."));
    free(owners);
    if (!elsewhere) {
        kid->element = meant;
        kid->rule = rule;
    }
}

static void say_misplaced(const struct kids *kids, const struct kid *kid) {
    char *owners = list_parents(kids->x->grammar, kid->element);
    if (*owners)
        finding_say(add(kids->x, kid->node), _("<%s> hoort niet in <%s>, wel in %s.\nVerplaats het naar %s."),
                    kid->element->name, kids->parent->name, owners, owners);
    else
        finding_say(add(kids->x, kid->node),
                    _("<%s> hoort niet in <%s>: het is altijd het buitenste element.\n"
                      "Zet elke casus in een eigen bestand."),
                    kid->element->name, kids->parent->name);
    free(owners);
}

static void say_in_text(const struct kids *kids, const struct kid *kid) {
    char name[QUOTE_SIZE], *owners = list_parents(kids->x->grammar, kid->element);
    struct finding *finding = add(kids->x, kid->node);
    finding_say(finding, _("In <%s> kan alleen tekst staan, geen <%s>."), kids->parent->name,
                quote_name(kid->node, name));
    if (kid->element && *owners)
        finding_help(finding, _("Haal de tags weg en laat de tekst staan. <%s> hoort in %s."), kid->element->name,
                     owners);
    else
        finding_help(finding, "%s",
                     _("Haal de tags weg. Vet schrijf je als **vet**, schuin als *schuin*, een lijst met - ervoor."));
    free(owners);
}

/* True when it is said that what stands here as an element is an attribute of its parent. */
static bool say_attribute(const struct kids *kids, const struct kid *kid) {
    const char *name = (const char *)kid->node->name, *parent = kids->parent->name;
    if (kid->rule || foreign(kids->x, kid->node) || !grammar_attribute(kids->parent, name))
        return false;
    finding_say(
        add(kids->x, kid->node),
        _("%s is bij <%s> een attribuut en geen element.\nSchrijf het in de tag, zonder eigen tags: <%s %s=\"…\">."),
        name, parent, parent, name);
    return true;
}

/* What each kid is, and whether it may stand here. Of what may stand there once the first is the good one. */
static void classify(struct kids *kids) {
    const struct grammar_element *parent = kids->parent;
    const xmlNode **first = mem_calloc(parent ? parent->child_count + 1 : 1, sizeof(const xmlNode *));
    for (struct kid *kid = kids->items; kid < kids->items + kids->count; kid++) {
        if (!foreign(kids->x, kid->node))
            kid->element = grammar_element(kids->x->grammar, (const char *)kid->node->name);
        if (!parent)
            continue; /* part of what is reported already */
        kid->rule = kid->element ? grammar_child(parent, kid->element) : NULL;
        const xmlNode **same = kid->rule && !kid->rule->repeats ? &first[kid->rule - parent->children] : NULL;
        kid->sure = kid->rule && !(same && *same);
        if (say_attribute(kids, kid))
            kid->element = NULL;
        else if (parent->text)
            say_in_text(kids, kid);
        else if (!kid->element)
            say_unknown(kids, kid);
        else if (!kid->rule)
            say_misplaced(kids, kid);
        else if (!kid->sure)
            finding_say(add(kids->x, kid->node),
                        _("In <%s> kan maar één <%s> staan; de eerste staat op regel %zu.\n"
                          "Voeg ze samen, of verwijder er een."),
                        parent->name, kid->element->name, xml_line(*same));
        else if (same)
            *same = kid->node;
    }
    free(first);
}

/* The kid that ends the longest run, out of those that end the longest one to each slot. */
static struct kid *longest(struct kid *const ends[], size_t slots) {
    struct kid *found = NULL;
    for (size_t slot = 0; slot < slots; slot++)
        if (ends[slot] && (!found || ends[slot]->run >= found->run))
            found = ends[slot];
    return found;
}

/* Keeps as many kids as possible that stand in the right order: the longest run of slots that never goes back. What is
 * left is what stands wrong. */
static void keep_order(struct kids *kids, size_t slots) {
    struct kid **ends = mem_calloc(slots, sizeof *ends);
    for (struct kid *kid = kids->items; kid < kids->items + kids->count; kid++)
        if (kid->sure) {
            kid->previous = longest(ends, kid->rule->slot + 1);
            kid->run = kid->previous ? kid->previous->run + 1 : 1;
            ends[kid->rule->slot] = kid;
        }
    for (struct kid *kid = longest(ends, slots); kid; kid = kid->previous)
        kid->kept = true;
    free(ends);
}

/* The neighbours that what belongs in a slot should have: the last one before it and the first behind it. */
static void neighbours(const struct kids *kids, size_t slot, const struct kid **before, const struct kid **behind) {
    *before = *behind = NULL;
    for (const struct kid *kid = kids->items; kid < kids->items + kids->count; kid++)
        if (kid->kept && kid->rule->slot < slot)
            *before = kid;
        else if (kid->kept && kid->rule->slot > slot && !*behind)
            *behind = kid;
}

static void say_order(const struct kids *kids, const struct kid *kid) {
    struct finding *finding = add(kids->x, kid->node);
    const struct kid *before, *behind;
    if (!finding)
        return;
    neighbours(kids, kid->rule->slot, &before, &behind);
    if (before && before > kid)
        finding_say(finding, _("<%s> staat te vroeg: het hoort na <%s> (regel %zu)."), kid->element->name,
                    before->element->name, xml_line(before->node));
    else if (behind)
        finding_say(finding, _("<%s> staat te laat: het hoort vóór <%s> (regel %zu)."), kid->element->name,
                    behind->element->name, xml_line(behind->node));
    finding_help(finding, _("De volgorde in <%s> is: %s."), kids->parent->name, kids->parent->child_list.data);
}

static void say_missing(const struct kids *kids, const struct grammar_child *rule) {
    struct finding *finding = add(kids->x, kids->node);
    const char *name = rule->element->name, *parent = kids->parent->name;
    const struct kid *before, *behind;
    if (!finding)
        return;
    neighbours(kids, rule->slot, &before, &behind);
    finding_say(finding, _("In <%s> ontbreekt <%s>."), parent, name);
    if (behind)
        finding_help(finding, _("Zet <%s> vóór <%s> (regel %zu)."), name, behind->element->name,
                     xml_line(behind->node));
    else if (before)
        finding_help(finding, _("Zet <%s> na <%s> (regel %zu)."), name, before->element->name, xml_line(before->node));
    else
        finding_help(finding, _("Zet <%s> tussen <%s> en </%s>."), name, parent, parent);
}

/* True when a text, white space aside, holds nothing but what looks like it, or like nothing. */
static bool unseen(const char *text) {
    for (size_t size = 1; *text && size > 0; text += size)
        size = strchr(DOM_SPACE, *text) ? 1 : quote_fixed_space(text, strlen(text));
    return !*text;
}

/* Text in an element that holds elements; `missing` is the one that it was probably meant for, or NULL. */
static void say_text(const struct kids *kids, const char *text, const struct grammar_element *missing) {
    char quoted[QUOTE_SIZE];
    struct finding *finding = add(kids->x, kids->node);
    quote(text, quoted);
    if (unseen(text))
        finding_say(finding,
                    _("In <%s> staan vaste of onzichtbare spaties die in geen element zitten.\n"
                      "Typ gewone spaties. Vaste komen vaak mee bij het plakken uit een tekstverwerker."),
                    kids->parent->name);
    else if (missing)
        finding_say(finding,
                    _("In <%s> staat tekst die in <%s> hoort: „%s”.\nZet <%s> voor de tekst en </%s> erachter."),
                    kids->parent->name, missing->name, quoted, missing->name, missing->name);
    else
        finding_say(finding,
                    _("In <%s> staat tekst die in geen element zit: „%s”.\n"
                      "Zet de tekst in een van deze elementen: %s."),
                    kids->parent->name, quoted, kids->parent->child_list.data);
}

/* What is missing and what is loose: loose text where a required text is missing is one mistake, not two. */
static void check_missing(const struct kids *kids) {
    const char *text = NULL; /* the first directly in the element that is more than white space */
    for (const xmlNode *child = kids->node->children; child && !text; child = child->next)
        if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) &&
            !dom_blank((const char *)child->content))
            text = (const char *)child->content;
    for (size_t i = 0; i < kids->parent->child_count; i++) {
        const struct grammar_child *rule = &kids->parent->children[i];
        size_t kid = 0;
        while (rule->required && kid < kids->count && kids->items[kid].rule != rule)
            kid++;
        if (!rule->required || kid < kids->count)
            continue;
        if (text && rule->element->text) {
            say_text(kids, text, rule->element);
            text = NULL;
        } else
            say_missing(kids, rule);
    }
    if (text)
        say_text(kids, text, NULL);
}

static void check_content(struct kids *kids) {
    const struct grammar_element *parent = kids->parent;
    classify(kids);
    if (!parent || parent->text || parent->child_count == 0)
        return;
    keep_order(kids, parent->children[parent->child_count - 1].slot + 1);
    for (size_t i = 0; i < kids->count; i++)
        if (kids->items[i].sure && !kids->items[i].kept)
            say_order(kids, &kids->items[i]);
    check_missing(kids);
}

/* One element and all that is in it. The loader bounds the depth. */
static void check_element(const struct validation *x, const xmlNode *node, const struct grammar_element *element) {
    struct kids kids = {.x = x, .node = node, .parent = element};
    kids.items = mem_calloc(xmlChildElementCount((xmlNode *)node) + 1, sizeof kids.items[0]);
    for (const xmlNode *child = dom_child(node, NULL); child; child = dom_next(child, NULL))
        kids.items[kids.count++].node = child;
    if (element)
        validate_attributes(x, node, element);
    check_content(&kids);
    for (size_t i = 0; i < kids.count; i++)
        check_element(x, kids.items[i].node, kids.items[i].element);
    free(kids.items);
}

void validate(const struct grammar *grammar, const struct case_file *c, struct findings *findings) {
    const xmlNode *root = xmlDocGetRootElement(c->doc);
    struct validation x = {.grammar = grammar, .findings = findings, .ns = root->ns ? root->ns->href : NULL};
    if (refs_too_many(grammar, c))
        finding_say(add(&x, root),
                    _("Het bestand telt meer dan %d id's en verwijzingen.\n"
                      "Zo groot is geen casus. Is dit wel het juiste bestand?"),
                    REFS_MOST);
    else if (check_root(&x, root))
        check_element(&x, root, grammar->root);
}
