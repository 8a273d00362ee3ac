#include "case/validate.h"

#include "xml/reader.h"

static struct finding *add(const struct validation *x, const xmlNode *node) {
    return findings_error(x->findings, "HGW002", node);
}

/* --- the root --- */

/* False: it is something else than a case. */
static bool check_root(const struct validation *x, const xmlNode *root) {
    char name[QUOTE_SIZE];
    const char *wanted = grammar_root->name;
    struct suggest_one suggest = suggest_start((const char *)root->name);
    suggest_try(&suggest, wanted);
    quote_name(root, name);
    if (!suggest.best) {
        struct finding *finding = add(x, root);
        finding_say(finding, _("Het buitenste element is <%s>, niet <%s>."), name, wanted);
        finding_help(finding, "%s",
                     grammar_element((const char *)root->name)
                         ? _("Dit is een stuk van een casus. Zet het op zijn plaats in een casusbestand.")
                         : _("Is dit het juiste bestand? Een nieuwe casus maak je met hgw-new."));
        return false;
    }
    if (!dom_is(root, wanted)) {
        struct finding *finding = add(x, root);
        finding_say(finding,
                    _("Het buitenste element is <%s>: bedoel je <%s>?\n"
                      "Verbeter de naam in de eerste en in de laatste tag."),
                    name, wanted);
        finding_mean(finding, NULL, (const char *)root->name, wanted);
    }
    if (root->ns && root->ns->href)
        finding_say(add(x, root),
                    _("<%s> staat in een naamruimte („%s”); een casus heeft er geen.\n"
                      "Verwijder xmlns=\"…\", en het voorvoegsel voor de namen als dat er staat."),
                    wanted, quote((const char *)root->ns->href, name));
    return true;
}

/* --- what stands in an element --- */

/* An element that may stand where it does, rightly named. */
struct kid {
    const xmlNode *node;
    const struct grammar_child *rule;
    size_t run;           /* the longest run in the right order that ends here, */
    struct kid *previous; /* and the one before it there */
    bool kept;            /* stands in the right order */
};

/* What stands in one element, which is `node`, by the grammar `parent`. */
struct kids {
    const struct validation *x;
    const xmlNode *node;
    const struct grammar_element *parent;
    struct kid *items;
    size_t count;
    const xmlNode **taken; /* for each child of `parent` the first that is one, else one with its name mistyped */
};

/* What a mistyped name of an element in `parent` was probably meant to be: rather what may stand there than what may
 * not; NULL when there is no telling. */
static const struct grammar_element *guess(const char *name, const struct grammar_element *parent) {
    enum { MOST_EDITS = 2 }; /* among many names there is always one that is three letters off */
    struct suggest_one suggest = suggest_start(name);
    for (size_t i = 0; i < parent->child_count; i++) {
        if (dom_has_word_like(parent->children[i].also, name))
            return parent->children[i].element;
        suggest_try(&suggest, parent->children[i].element->name);
    }
    if (!suggest.best && suggest.distance > MOST_EDITS + 1)
        suggest.distance = MOST_EDITS + 1;
    size_t others = suggest.best ? 0 : grammar_element_count;
    for (size_t i = 0; i < others; i++)
        suggest_try(&suggest, grammar_elements[i].name);
    return suggest.best ? grammar_element(suggest.best) : NULL;
}

static bool foreign(const struct validation *x, const xmlNode *node) {
    const xmlChar *href = node->ns ? node->ns->href : NULL;
    return href && !xmlStrEqual(href, x->ns);
}

/* Says why an element cannot stand here. Returns what it is, or was probably meant to be; NULL: no idea. */
static const struct grammar_element *say_stranger(const struct kids *kids, const xmlNode *node,
                                                  const struct grammar_element *known) {
    const struct grammar_element *parent = kids->parent, *meant = known;
    struct finding *finding = add(kids->x, node);
    if (!finding)
        return known;
    if (!known && !parent->text)
        meant = guess((const char *)node->name, parent);
    bool fits = meant && grammar_child(parent, meant), elsewhere = foreign(kids->x, node);
    char name[QUOTE_SIZE], href[QUOTE_SIZE];
    const char *expected = parent->child_list;
    AUTO(buf_free) struct buf parents = BUF_EMPTY;
    quote_elements(&parents, meant && !fits ? meant->parents : "");
    const char *owners = parents.data;
    quote_name(node, name);
    if (!elsewhere && grammar_attribute(parent, (const char *)node->name)) {
        finding_say(finding,
                    _("%s is bij <%s> een attribuut en geen element.\n"
                      "Schrijf het in de tag, zonder eigen tags: <%s %s=\"…\">."),
                    name, parent->name, parent->name, name);
        meant = NULL;
    } else if (parent->text) {
        finding_say(finding, _("In <%s> kan alleen tekst staan, geen <%s>."), parent->name, name);
        if (known && owners)
            finding_help(finding, _("Haal de tags weg en laat de tekst staan. <%s> hoort in %s."), known->name, owners);
        else
            finding_help(
                finding,
                _("Haal de tags weg. Vet schrijf je als **vet**, schuin als *schuin*, een lijst met - ervoor."));
    } else if (known && owners)
        finding_say(finding, _("<%s> hoort niet in <%s>, wel in %s.\nVerplaats het naar %s."), known->name,
                    parent->name, owners, owners);
    else if (known)
        finding_say(finding,
                    _("<%s> hoort niet in <%s>: het is altijd het buitenste element.\n"
                      "Zet elke casus in een eigen bestand."),
                    known->name, parent->name);
    else if (meant && elsewhere && !node->ns->prefix) /* nothing in the name shows it */
        finding_say(finding, _("<%s> staat in een naamruimte („%s”); een casus heeft er geen.\nVerwijder xmlns=\"…\"."),
                    name, quote((const char *)node->ns->href, href));
    else {
        finding_mean(finding, NULL, (const char *)node->name, meant ? meant->name : NULL);
        if (meant)
            finding_say(finding, _("Het element <%s> bestaat niet: bedoel je <%s>?"), name, meant->name);
        else
            finding_say(finding, _("Het element <%s> bestaat niet; in <%s> kunnen staan: %s."), name, parent->name,
                        expected);
        if (fits)
            finding_help(finding, _("In <%s> kunnen staan: %s."), parent->name, expected);
        else if (meant && owners)
            finding_help(finding, _("<%s> hoort in %s."), meant->name, owners);
        else
            finding_help(finding, _("Verbeter de naam, of verwijder het element."));
    }
    return elsewhere ? NULL : meant;
}

/* Finds out what an element is and says so when it may not stand here. Of what may stand here once the first is the
 * good one. Returns what it is taken for, or NULL. */
static const struct grammar_element *classify(struct kids *kids, const xmlNode *node,
                                              const struct grammar_element *known) {
    const struct grammar_element *parent = kids->parent, *element = known;
    const struct grammar_child *rule = known ? grammar_child(parent, known) : NULL;
    const xmlNode **taken = rule ? &kids->taken[rule - parent->children] : NULL;
    if (!rule) {
        element = say_stranger(kids, node, known);
        rule = element ? grammar_child(parent, element) : NULL;
        if (rule && !kids->taken[rule - parent->children])
            kids->taken[rule - parent->children] = node;
    } else if (rule->repeats || !*taken || !dom_is(*taken, known->name)) {
        *taken = node;
        kids->items[kids->count++] = (struct kid){.node = node, .rule = rule};
    } else
        finding_say(add(kids->x, node),
                    _("In <%s> kan maar één <%s> staan; de eerste staat op regel %zu.\n"
                      "Voeg ze samen, of verwijder er een."),
                    parent->name, known->name, xml_line(*taken));
    return element;
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

/* As many kids as possible stand in the right order: the longest run of slots that never goes back. What is left stands
 * wrong. */
static void check_order(struct kids *kids) {
    const size_t slots = kids->parent->child_count; /* no more than that */
    const struct kid *end = kids->items + kids->count, *before, *behind;
    AUTO(mem_free) struct kid **runs = mem_calloc(slots, sizeof *runs); /* up to each slot the end of the longest */
    for (struct kid *kid = kids->items; kid < end; kid++) {
        size_t slot = kid->rule->slot;
        kid->previous = runs[slot];
        kid->run = kid->previous ? kid->previous->run + 1 : 1;
        for (; slot < slots && (!runs[slot] || runs[slot]->run < kid->run); slot++)
            runs[slot] = kid;
    }
    for (struct kid *kid = runs[slots - 1]; kid; kid = kid->previous)
        kid->kept = true;
    for (const struct kid *kid = kids->items; kid < end; kid++) {
        struct finding *finding = kid->kept ? NULL : add(kids->x, kid->node);
        if (!finding)
            continue;
        neighbours(kids, kid->rule->slot, &before, &behind);
        if (before && before > kid)
            finding_say(finding, _("<%s> staat te vroeg: het hoort na <%s> (regel %zu)."), kid->rule->element->name,
                        before->rule->element->name, xml_line(before->node));
        else if (behind)
            finding_say(finding, _("<%s> staat te laat: het hoort vóór <%s> (regel %zu)."), kid->rule->element->name,
                        behind->rule->element->name, xml_line(behind->node));
        finding_help(finding, _("De volgorde in <%s> is: %s."), kids->parent->name, kids->parent->child_list);
    }
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
        finding_help(finding, _("Zet <%s> vóór <%s> (regel %zu)."), name, behind->rule->element->name,
                     xml_line(behind->node));
    else if (before)
        finding_help(finding, _("Zet <%s> na <%s> (regel %zu)."), name, before->rule->element->name,
                     xml_line(before->node));
    else
        finding_help(finding, _("Zet <%s> tussen <%s> en </%s>."), name, parent, parent);
}

/* True when a text, white space aside, holds nothing but what looks like it, or like nothing. */
static bool unseen(const char *text) {
    for (size_t size = 1; *text && size > 0; text += size)
        size = strchr(DOM_SPACE, *text) ? 1 : quote_fixed_space(text);
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
                    kids->parent->name, quoted, kids->parent->child_list);
}

/* What is missing and what is loose: loose text where a required text is missing is one mistake, not two. */
static void check_missing(const struct kids *kids) {
    const char *text = NULL; /* the first directly in the element that is more than white space */
    for (const xmlNode *child = kids->node->children; child && !text; child = child->next)
        if (child->type == XML_TEXT_NODE && !dom_blank((const char *)child->content))
            text = (const char *)child->content;
    for (size_t i = 0; i < kids->parent->child_count; i++) {
        const struct grammar_child *rule = &kids->parent->children[i];
        if (!rule->required || kids->taken[i])
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

/* One element and all that is in it; NULL: it is part of what is reported already. The loader bounds the depth. */
static void check_element(const struct validation *x, const xmlNode *node, const struct grammar_element *element) {
    AUTO(mem_free) struct kid *items = mem_calloc(xmlChildElementCount((xmlNode *)node) + 1, sizeof *items);
    AUTO(mem_free) const xmlNode **taken = mem_calloc(element ? element->child_count + 1 : 1, sizeof *taken);
    struct kids kids = {x, node, element, items, 0, taken};
    if (element)
        validate_attributes(x, node, element);
    for (xmlNodePtr child = dom_child(node, NULL); child; child = dom_next(child, NULL)) {
        const struct grammar_element *known = foreign(x, child) ? NULL : grammar_element((const char *)child->name);
        child->psvi = (void *)(element ? classify(&kids, child, known) : known); /* till the walk comes to it */
    }
    if (element && element->child_count > 0) {
        check_order(&kids);
        check_missing(&kids);
    }
    for (const xmlNode *child = dom_child(node, NULL); child; child = dom_next(child, NULL))
        check_element(x, child, child->psvi);
}

void validate(const struct case_file *c, struct findings *findings) {
    const xmlNode *root = xmlDocGetRootElement(c->doc);
    struct validation x = {c, findings, root->ns ? root->ns->href : NULL};
    if (xmlHashSize(c->doc->ids) >= IDS_MOST)
        finding_say(add(&x, root),
                    _("Het bestand telt %d id's of meer.\n"
                      "Zo groot is geen casus. Is dit wel het juiste bestand?"),
                    IDS_MOST);
    else if (check_root(&x, root))
        check_element(&x, root, grammar_root);
}

/* --- what is still empty --- */

/* A hint longer than this is cut. */
enum { HINT_LETTERS = 200 };

/* The texts that a case cannot do without: vocabulary, HGW005. */
static const char required_texts[] = "vraag tekst situatie middel naam positief belemmerend afspraak begrip "
                                     "onderwijsbehoefte opvoedingsbehoefte ondersteuningsbehoefte";

/* By what id to find an element: its own, or that of the nearest element around it; "" without. Freed with free(). */
static char *whose(const xmlNode *element) {
    const xmlNode *holder = element;
    while (holder && !dom_attribute(holder, "id"))
        holder = holder->parent;
    char id[QUOTE_SIZE];
    quote(dom_get(holder, "id"), id);
    return text_format(!*id ? "%s" : holder == element ? _(" „%s”") : _(" bij „%s”"), id);
}

void structure_check(const struct case_file *c, struct findings *findings) {
    for (const xmlNode *node = xmlDocGetRootElement(c->doc); node; node = dom_walk(node, NULL)) {
        const char *name = (const char *)node->name;
        const xmlNode *place = node->children; /* the first <?vul-in?> directly in it */
        while (place && !(place->type == XML_PI_NODE && strcmp((const char *)place->name, "vul-in") == 0))
            place = place->next;
        if (!place && (!dom_has_word(required_texts, name) || dom_filled(node)))
            continue;
        AUTO(mem_free) char *id = whose(node);
        char hint[CUT_SIZE(HINT_LETTERS)];
        if (place) {
            struct finding *finding = findings_add(findings, "HGW004", LEVEL_WARNING, PRINCIPLE_NONE, node);
            if (dom_blank((const char *)place->content))
                finding_say(finding, _("In <%s>%s is nog iets in te vullen."), name, id);
            else
                finding_say(finding, _("In <%s>%s is nog iets in te vullen: %s"), name, id,
                            quote_cut((const char *)place->content, HINT_LETTERS, hint));
            finding_help(finding, _("Vul het in en haal <?vul-in …?> weg."));
        } else
            finding_say(findings_error(findings, "HGW005", node),
                        _("<%s>%s is leeg: hier hoort tekst.\n"
                          "Schrijf de tekst, of zet er <?vul-in?> in als dat later komt."),
                        name, id);
    }
}
