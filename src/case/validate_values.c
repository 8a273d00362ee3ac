#include "case/validate.h"

#include "xml/reader.h"

#include <libxml/hash.h>
#include <stdio.h>
#include <strings.h>

/* One attribute whose value is looked at. */
struct subject {
    const struct validation *x;
    const xmlNode *node;                  /* the element that holds it */
    const struct grammar_attribute *rule; /* what it is, or was meant to be */
    const xmlAttr *attribute;
    const char *value;
    char name[QUOTE_SIZE];  /* as it stands in the file; like the quote, made when something is said */
    char quote[QUOTE_SIZE]; /* the value, cut */
};

static struct finding *add(struct subject *s) {
    quote_name((const xmlNode *)s->attribute, s->name);
    quote(s->value, s->quote);
    return findings_error(s->x->findings, "HGW002", s->node);
}

/* --- one word of a fixed list --- */

/* What was probably meant: another word for it, or a mistyped one; else NULL. */
static const char *meant_word(const struct grammar_attribute *rule, const char *word) {
    for (size_t i = 0; i < rule->word_count; i++)
        if (dom_has_word_like(rule->words[i].also, word))
            return rule->words[i].word;
    struct suggest_one suggest = suggest_start(word);
    for (size_t i = 0; i < rule->word_count; i++)
        suggest_try(&suggest, rule->words[i].word);
    return suggest.best;
}

/* True when a word holds a sign that nobody sees: then the right one looks just the same. */
static bool has_unseen(const char *word) {
    while (*word && quote_fixed_space(word) == 0)
        word++;
    return *word != '\0';
}

/* A word that cannot be: what was probably meant, or else all that can be. */
static void say_word(struct subject *s, const char *word) {
    struct finding *finding = add(s);
    if (!finding)
        return;
    char quoted[QUOTE_SIZE];
    const char *all = s->rule->word_list, *meant = meant_word(s->rule, word);
    quote(word, quoted);
    if (s->rule->word_count == 1)
        finding_say(finding, _("%s=\"%s\" kan niet: de enige waarde is %s.\nSchrijf %s=\"%s\"."), s->name, quoted, all,
                    s->name, all);
    else if (!*word)
        finding_say(finding, _("%s=\"\" is leeg; kies uit: %s.\nVul een van deze woorden in."), s->name, all);
    else if (!meant)
        finding_say(finding, _("%s=\"%s\" kan niet; kies uit: %s.\nVervang het door een van deze woorden."), s->name,
                    quoted, all);
    else {
        finding_say(finding, _("%s=\"%s\" kan niet: bedoel je %s?"), s->name, quoted, meant);
        finding_mean(finding, (const char *)s->attribute->name, word, meant);
        if (has_unseen(word))
            finding_help(finding, _("Typ het woord opnieuw: er zit een vaste of onzichtbare spatie in."));
        else
            finding_help(finding, _("Kies uit: %s."), all);
    }
}

static void check_word(struct subject *s, const char *word) {
    const struct grammar_word *known = s->rule->words, *end = known + s->rule->word_count;
    while (known < end && strcmp(known->word, word) != 0)
        known++;
    if (known == end)
        say_word(s, word);
    else if (known->alone && strchr(s->value, ' '))
        finding_say(add(s),
                    _("In %s=\"%s\" kan %s niet samengaan met andere woorden.\nSchrijf %s=\"%s\", of laat %s weg."),
                    s->name, s->quote, word, s->name, word, word);
}

/* --- dates --- */

/* The date that was probably meant: the same with other separators, day first, or with a time behind it. */
static bool guess_date(const char *value, char date[DATE_SIZE]) {
    int a, b, c, end = 0;
    snprintf(date, DATE_SIZE, "%s", value); /* cuts a time or a time zone off */
    if (value[0] && strlen(value) > DATE_SIZE - 1 && strchr("T+-Z ", value[DATE_SIZE - 1]) && date_valid(date))
        return true;
    if (strlen(value) > DATE_SIZE - 1 || sscanf(value, "%4d%*1[-/. ]%4d%*1[-/. ]%4d%n", &a, &b, &c, &end) != 3 ||
        value[end] != '\0')
        return false;
    int year = a > 31 ? a : c, day = a > 31 ? c : a;
    if (year < 1000 || day < 1 || b < 1 || b > 12 || day > 31)
        return false;
    snprintf(date, DATE_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)b % 100u, (unsigned)day % 100u);
    return date_valid(date);
}

static void check_date(struct subject *s, const char *value) {
    if (date_valid(value))
        return;
    struct finding *finding = add(s);
    char date[DATE_SIZE];
    if (strlen(value) == 10 && strspn(value, "0123456789-") == 10 && value[4] == '-' && value[7] == '-')
        finding_say(finding, _("%s=\"%s\" kan niet: die dag bestaat niet."), s->name, s->quote);
    else if (!*value)
        finding_say(finding, _("%s=\"\" is leeg: er hoort een datum in."), s->name);
    else if (guess_date(value, date)) {
        finding_say(finding, _("%s=\"%s\" is geen datum als JJJJ-MM-DD: bedoel je %s?"), s->name, s->quote, date);
        finding_mean(finding, (const char *)s->attribute->name, value, date);
    } else
        finding_say(finding, _("%s=\"%s\" is geen datum als JJJJ-MM-DD."), s->name, s->quote);
    finding_help(finding, _("Schrijf jaar, maand en dag, met nullen en zonder uur: 2026-09-07."));
}

/* --- ids and references --- */

static bool is_id(const char *word) {
    return xmlValidateNCName((const xmlChar *)word, 0) == 0;
}

static void say_no_id(struct subject *s, const char *word) {
    char quoted[QUOTE_SIZE];
    finding_say(add(s),
                _("„%s” in %s kan geen id zijn: een id begint met een letter, zonder spaties of leestekens.\n"
                  "Na de letter mogen letters, cijfers, -, _ en een punt. Voorbeelden: mama, d-lang, h1."),
                quote(word, quoted), s->name);
}

static void check_id(struct subject *s, const char *id) {
    const xmlNode *first = is_id(id) ? dom_by_id(s->node->doc, id) : NULL;
    if (!is_id(id))
        say_no_id(s, id);
    else if (first && first != s->node)
        finding_say(add(s),
                    _("De id „%s” staat al bij <%s> op regel %zu.\n"
                      "Geef een van de twee een andere id, en kijk welke verwijzingen daarbij horen."),
                    s->quote, (const char *)first->name, xml_line(first));
    if (dom_is(s->node->parent, "betrokkenen") && ref_is_group("ontvanger", id, strlen(id)))
        finding_say(findings_error(s->x->findings, "HGW003", s->node),
                    _("De id „%s” kan niet voor een persoon: in ontvanger is dat woord een groep.\n"
                      "Geef deze persoon een andere id, ook waar iets ernaar verwijst."),
                    id);
}

/* The id of the leerling or betrokkene whose naam or rol is `name`, or has `name` for one of its words (letter case
 * ignored for ASCII): what someone typed where an id belongs. NULL when nobody is called so, or more than one. */
static const char *person_called(xmlDoc *doc, const char *name) {
    const xmlNode *found = NULL;
    const xmlNode *people = dom_child(xmlDocGetRootElement(doc), "betrokkenen");
    for (const xmlNode *person = dom_child(people, NULL); person && *name; person = dom_next(person, NULL)) {
        bool called = strcasecmp(dom_get(person, "rol"), name) == 0;
        for (const xmlNode *part = dom_child(person, "naam"); part && !called; part = dom_next(part, "naam")) {
            AUTO(mem_free) char *text = dom_one_line(part);
            called = strcasecmp(text, name) == 0 || dom_has_word_like(text, name);
        }
        if (called && found)
            return NULL; /* two of them */
        found = called ? person : found;
    }
    const xmlAttr *id = dom_attribute(found, "id");
    return id ? dom_value(id) : NULL;
}

static bool right_kind(const char *kinds, const xmlNode *node) {
    return !*kinds || dom_has_word(kinds, (const char *)node->name);
}

/* The id that was probably meant, or NULL. */
static const char *meant_id(struct subject *s, const char *kinds, const char *id) {
    /* in a case with more ids or bytes nobody mistyped one, and comparing with all of them takes too long */
    enum { MOST_CANDIDATES = 10000, MOST_SEARCHED = 4 * 1024 * 1024 };
    const struct case_file *c = s->x->c;
    const char *person = dom_has_word(kinds, "betrokkene") ? person_called(c->doc, id) : NULL;
    if (person || xmlHashSize(c->doc->ids) > MOST_CANDIDATES || c->source.length > MOST_SEARCHED)
        return person;
    struct suggest_one suggest = suggest_start(id);
    for (size_t i = 0; i < REF_GROUP_COUNT; i++)
        if (ref_is_group(s->rule->name, ref_groups[i], strlen(ref_groups[i])))
            suggest_try(&suggest, ref_groups[i]);
    for (const xmlNode *node = xmlDocGetRootElement(c->doc); node; node = dom_walk(node, NULL)) {
        const char *known = dom_get(node, "id");
        if (*known && right_kind(kinds, node) && is_id(known))
            suggest_try(&suggest, known);
    }
    return suggest.best;
}

/* A reference to nothing, or to what it should not point to. */
static void check_target(struct subject *s, const char *id) {
    const char *attribute = s->rule->name, *kinds = ref_kinds(attribute);
    const xmlNode *found = dom_by_id(s->node->doc, id);
    bool known = found && grammar_element((const char *)found->name);
    bool good = found && right_kind(kinds, found), author = strcmp(attribute, "auteur") == 0;
    bool other = good && author && !dom_has(found, "rol", "clb");
    if ((found && !known) || (good && !other) || ref_is_group(attribute, id, strlen(id)))
        return; /* good, or what it points to is said to be wrong */
    struct finding *finding = findings_error(s->x->findings, "HGW003", s->node);
    if (!finding)
        return;
    char quoted[QUOTE_SIZE];
    AUTO(buf_free) struct buf wanted = BUF_EMPTY;
    quote_elements(&wanted, kinds);
    const char *meant = found ? NULL : meant_id(s, kinds, id);
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
    finding_mean(finding, attribute, id, meant);
    finding_help(finding,
                 author                                ? _("Hier hoort de id van een %s met rol=\"clb\".")
                 : strcmp(attribute, "ontvanger") == 0 ? _("Hier hoort ouders, school of extern, of de id van een %s.")
                                                       : _("Hier hoort de id van %s."),
                 *kinds ? wanted.data : _("een ander element in dit bestand"));
}

/* One id of a reference; a comma in it is said of the whole list. */
static void check_reference(struct subject *s, const char *id) {
    if (is_id(id))
        check_target(s, id);
    else if (s->rule->kind == VALUE_REF || !strpbrk(s->value, ",;"))
        say_no_id(s, id);
}

static void check_ref(struct subject *s, const char *id) {
    const char *person = strchr(id, ' ') ? person_called(s->node->doc, id) : NULL;
    if (person) {
        struct finding *finding = add(s);
        finding_say(finding,
                    _("%s=\"%s\" is een naam en geen id: bedoel je „%s”?\nNoem mensen met wat er in hun id staat."),
                    s->name, s->quote, person);
        finding_mean(finding, (const char *)s->attribute->name, id, person);
    } else if (strchr(id, ' '))
        finding_say(add(s), _("In %s=\"%s\" kan maar één id staan.\nMaak er een element van voor elk, of kies er een."),
                    s->name, s->quote);
    else
        check_reference(s, id);
}

/* --- any value --- */

/* How a value is looked at, and what to say when it is not there: all Dutch msgids. */
static const struct {
    void (*check)(struct subject *s, const char *value);
    const char *example; /* of a list, each word of which is looked at; NULL: no list */
    const char *empty;   /* NULL: check sees it */
    const char *missing; /* NULL: its words are listed */
} kinds[] = {
    [VALUE_TEXT] = {NULL, NULL, NULL, N_("Vul het attribuut aan.")},
    [VALUE_WORD] = {check_word, NULL, NULL, NULL},
    [VALUE_WORDS] = {check_word, "ouders leerling", NULL, NULL},
    [VALUE_DATE] = {check_date, NULL, NULL, N_("Schrijf een datum, zoals 2026-09-07.")},
    [VALUE_ID] = {check_id, NULL, N_("er hoort een id in"), N_("Verzin een korte naam, zoals mama of d-lang.")},
    [VALUE_REF] = {check_ref, NULL, N_("er hoort een id in"), N_("Vul de id in van het element dat je bedoelt.")},
    [VALUE_REFS] = {check_reference, "mama papa", N_("er hoort minstens één id in"),
                    N_("Vul een of meer id's in, met een spatie ertussen.")},
};

static void check_value(struct subject *s) {
    enum value_kind kind = s->rule->kind;
    const char *example = kinds[kind].example;
    bool comma = example && strpbrk(s->value, ",;");
    if (comma)
        finding_say(
            add(s),
            _("In %s=\"%s\" staat een komma: zet er alleen een spatie tussen.\nSchrijf bijvoorbeeld %s=\"%s\"."),
            s->name, s->quote, s->name, example);
    if (!*s->value && kinds[kind].empty) {
        finding_say(add(s), _("%s=\"\" is leeg: %s.\n%s"), s->name, _(kinds[kind].empty),
                    s->rule->required ? _(kinds[kind].missing) : _("Vul het in, of laat het attribuut weg."));
    } else if (example && *s->value && !(comma && kind == VALUE_WORDS)) {
        const char *at = s->value;
        for (char *word; (word = dom_next_word(&at)); free(word))
            kinds[kind].check(s, word);
    } else if (kinds[kind].check && !comma)
        kinds[kind].check(s, s->value);
}

/* --- the attributes of an element --- */

/* What every element that may stand in this one has: then it was meant for those. */
static bool belongs_inside(const struct grammar_element *element, const char *name) {
    for (size_t i = 0; i < element->child_count; i++)
        if (!grammar_attribute(element->children[i].element, name))
            return false;
    return element->child_count > 0;
}

/* An attribute that the element does not have. Returns the one that was probably meant, or NULL. */
static const struct grammar_attribute *say_unknown(const struct validation *x, const xmlNode *node,
                                                   const xmlAttr *attribute, const struct grammar_element *element) {
    struct finding *finding = findings_error(x->findings, "HGW002", node);
    if (!finding)
        return NULL;
    char name[QUOTE_SIZE];
    const char *all = element->attribute_list;
    struct suggest_one suggest = suggest_start((const char *)attribute->name);
    for (size_t i = 0; i < element->attribute_count; i++)
        if (!dom_attribute(node, element->attributes[i].name))
            suggest_try(&suggest, element->attributes[i].name);
    quote_name((const xmlNode *)attribute, name);
    const struct grammar_element *child = grammar_element((const char *)attribute->name);
    if (!attribute->ns && child && grammar_child(element, child)) {
        finding_say(finding,
                    _("%s is bij <%s> een element en geen attribuut.\nSchrijf het tussen <%s> en </%s>: <%s>…</%s>."),
                    name, element->name, element->name, element->name, name, name);
        return NULL;
    }
    finding_mean(finding, NULL, (const char *)attribute->name, suggest.best);
    if (suggest.best)
        finding_say(finding, _("<%s> kent het attribuut %s niet: bedoel je %s?\nMogelijk zijn: %s."), element->name,
                    name, suggest.best, all);
    else {
        finding_say(finding, _("<%s> kent het attribuut %s niet; mogelijk zijn: %s."), element->name, name, all);
        if (!attribute->ns && belongs_inside(element, (const char *)attribute->name))
            finding_help(finding, _("Zet %s op de elementen die in <%s> staan."), name, element->name);
        else
            finding_help(finding, _("Verbeter de naam, of verwijder het attribuut."));
    }
    return suggest.best ? grammar_attribute(element, suggest.best) : NULL;
}

static void say_missing(const struct validation *x, const xmlNode *node, const struct grammar_element *element,
                        const struct grammar_attribute *rule) {
    struct finding *finding = findings_error(x->findings, "HGW002", node);
    finding_say(finding, _("Bij <%s> ontbreekt %s=\"…\"."), element->name, rule->name);
    if (rule->word_count > 0)
        finding_help(finding, rule->kind == VALUE_WORD ? _("Kies uit: %s.") : _("Kies een of meer woorden: %s."),
                     rule->word_list);
    else
        finding_help(finding, "%s", _(kinds[rule->kind].missing));
}

/* The two attributes by which XML itself points at a schema: XML Schema 1.0, 2.6.3 allows them everywhere. */
static bool names_schema(const xmlAttr *attribute) {
    return attribute->ns &&
           strcmp((const char *)attribute->ns->href, "http://www.w3.org/2001/XMLSchema-instance") == 0 &&
           dom_has_word("schemaLocation noNamespaceSchemaLocation", (const char *)attribute->name);
}

void validate_attributes(const struct validation *x, const xmlNode *node, const struct grammar_element *element) {
    AUTO(mem_free)
    bool *there = mem_calloc(element->attribute_count + 1, sizeof *there); /* perhaps under a mistyped name */
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        const struct grammar_attribute *rule =
            attribute->ns ? NULL : grammar_attribute(element, (const char *)attribute->name);
        if (!rule && !names_schema(attribute))
            rule = say_unknown(x, node, attribute, element);
        if (!rule)
            continue;
        there[rule - element->attributes] = true;
        check_value(&(struct subject){x, node, rule, attribute, dom_value(attribute), "", ""});
    }
    for (size_t i = 0; i < element->attribute_count; i++)
        if (element->attributes[i].required && !there[i])
            say_missing(x, node, element, &element->attributes[i]);
}
