#include "base/date.h"
#include "base/lang.h"
#include "base/suggest.h"
#include "case/person.h"
#include "case/validate_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char xsi_namespace[] = "http://www.w3.org/2001/XMLSchema-instance";

/* One attribute whose value is looked at. */
struct subject {
    const xmlNode *node; /* the element that holds it */
    xmlAttrPtr attribute;
    const struct grammar_attribute *rule; /* what it is, or was meant to be */
    const char *value;
    char name[QUOTE_SIZE];  /* as it stands in the file */
    char quote[QUOTE_SIZE]; /* the value, cut */
};

static struct finding *add(struct validation *x, const struct subject *s) {
    return report_add(x->report, "HGW002", s->node);
}

static void list_words(const struct validation *x, const struct grammar_attribute *rule, struct buf *out) {
    for (size_t i = 0; i < rule->word_count; i++)
        buf_printf(out, "%s%s", i > 0 ? ", " : "", x->grammar->words[rule->first_word + i].word);
}

static const struct grammar_word *find_word(const struct validation *x, const struct grammar_attribute *rule,
                                            const char *word) {
    for (size_t i = 0; i < rule->word_count; i++)
        if (strcmp(x->grammar->words[rule->first_word + i].word, word) == 0)
            return &x->grammar->words[rule->first_word + i];
    return NULL;
}

/* Words that people use for what has another name here. */
static const struct {
    const char *attribute, *word, *meant;
} synonyms[] = {
    {"rol", "vader", "ouder"},
    {"rol", "moeder", "ouder"},
    {"rol", "papa", "ouder"},
    {"rol", "mama", "ouder"},
    {"rol", "ouders", "ouder"},
    {"rol", "pleegouder", "opvoedingsverantwoordelijke"},
    {"rol", "plusouder", "opvoedingsverantwoordelijke"},
    {"rol", "voogd", "opvoedingsverantwoordelijke"},
    {"rol", "juf", "leerkracht"},
    {"rol", "meester", "leerkracht"},
    {"rol", "leraar", "leerkracht"},
    {"rol", "titularis", "leerkracht"},
    {"rol", "zoco", "zorgcoordinator"},
    {"rol", "directeur", "directie"},
    {"rol", "psycholoog", "clb"},
    {"rol", "klasgenoot", "medeleerling"},
    {"rol", "klas", "groep"},
    {"rol", "logopedist", "extern"},
    {"aanbod", "ja", "reeds"},
    {"aanbod", "nee", "nog-niet"},
    {"effect", "ja", "werkt"},
    {"effect", "goed", "werkt"},
    {"effect", "nee", "niet"},
    {"effect", "geen", "niet"},
};

/* The word of the attribute that holds what was typed, when there is one such: thuis for thuis-leefcontext.
 */
static const char *longer_word(const struct validation *x, const struct grammar_attribute *rule, const char *word) {
    enum { SHORTEST = 4 };
    const char *found = NULL;
    for (size_t i = 0; i < rule->word_count && strlen(word) >= SHORTEST; i++) {
        const char *longer = x->grammar->words[rule->first_word + i].word;
        if (strcasestr(longer, word)) {
            if (found)
                return NULL;
            found = longer;
        }
    }
    return found;
}

static const char *closest_word(const struct validation *x, const struct grammar_attribute *rule, const char *word) {
    for (size_t i = 0; i < sizeof synonyms / sizeof synonyms[0]; i++)
        if (strcmp(synonyms[i].attribute, rule->name) == 0 && strcasecmp(synonyms[i].word, word) == 0)
            return synonyms[i].meant;
    struct suggest_one suggest;
    suggest_start(&suggest, word);
    for (size_t i = 0; i < rule->word_count; i++)
        suggest_try(&suggest, x->grammar->words[rule->first_word + i].word);
    return suggest.best ? suggest.best : longer_word(x, rule, word);
}

/* True when a word holds a sign that nobody sees: then the right one looks just the same. */
static bool has_unseen(const char *word) {
    for (size_t length = strlen(word); length > 0; word++, length--)
        if (report_fixed_space(word, length) > 0)
            return true;
    return false;
}

/* A word that cannot be: what was probably meant, or else all that can be. */
static void say_word(struct validation *x, const struct subject *s, const char *word) {
    struct finding *finding = add(x, s);
    if (!finding)
        return;
    char quote[QUOTE_SIZE];
    struct buf words = BUF_EMPTY;
    const char *meant = closest_word(x, s->rule, word);
    list_words(x, s->rule, &words);
    const char *all = words.data ? words.data : "";
    report_quote(word, quote);
    if (s->rule->word_count == 1) {
        finding_say(finding, _("%s=\"%s\" kan niet: de enige waarde is %s."), s->name, quote, all);
        finding_help(finding, _("Schrijf %s=\"%s\"."), s->name, all);
    } else if (!*word) {
        finding_say(finding, _("%s=\"\" is leeg; kies uit: %s."), s->name, all);
        finding_help(finding, "%s", _("Vul een van deze woorden in."));
    } else if (meant) {
        finding_say(finding, _("%s=\"%s\" kan niet: bedoel je %s?"), s->name, quote, meant);
        if (has_unseen(word))
            finding_help(finding, "%s", _("Typ het woord opnieuw: er zit een vaste of onzichtbare spatie in."));
        else
            finding_help(finding, _("Kies uit: %s."), all);
    } else {
        finding_say(finding, _("%s=\"%s\" kan niet; kies uit: %s."), s->name, quote, all);
        finding_help(finding, "%s", _("Vervang het door een van deze woorden."));
    }
    buf_free(&words);
}

static void check_word(struct validation *x, const struct subject *s) {
    if (!find_word(x, s->rule, s->value))
        say_word(x, s, s->value);
}

/* A comma between words, where a space should stand. True when that was it. */
static bool check_comma(struct validation *x, const struct subject *s) {
    if (!strpbrk(s->value, ",;"))
        return false;
    struct finding *finding = add(x, s);
    finding_say(finding, _("In %s=\"%s\" staat een komma: zet er alleen een spatie tussen."), s->name, s->quote);
    finding_help(finding, _("Schrijf bijvoorbeeld %s=\"%s\"."), s->name,
                 s->rule->kind == VALUE_WORDS ? "ouders leerling" : "mama papa");
    return true;
}

/* Goes over the words of a list. `rest` starts as the value and moves on; false when there are no more. The
 * word is in `word`, to be freed by the caller after the last one. */
static bool next_word(const char **rest, struct buf *word) {
    buf_clear(word);
    *rest += strspn(*rest, " ");
    size_t length = strcspn(*rest, " ");
    if (length == 0)
        return false;
    buf_add(word, *rest, length);
    *rest += length;
    return true;
}

static void check_words(struct validation *x, const struct subject *s) {
    if (!*s->value) {
        say_word(x, s, "");
        return;
    }
    if (check_comma(x, s))
        return;
    struct buf word = BUF_EMPTY;
    const char *rest = s->value;
    while (next_word(&rest, &word)) {
        const struct grammar_word *known = find_word(x, s->rule, word.data);
        if (!known)
            say_word(x, s, word.data);
        else if (known->alone && strchr(s->value, ' ')) {
            struct finding *finding = add(x, s);
            finding_say(finding, _("In %s=\"%s\" kan %s niet samengaan met andere woorden."), s->name, s->quote,
                        known->word);
            finding_help(finding, _("Schrijf %s=\"%s\", of laat %s weg."), s->name, known->word, known->word);
        }
    }
    buf_free(&word);
}

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

static void check_date(struct validation *x, const struct subject *s) {
    static const char form[] = "dddd-dd-dd";
    if (date_valid(s->value))
        return;
    struct finding *finding = add(x, s);
    char date[DATE_SIZE];
    size_t same = 0;
    while (form[same] && s->value[same] &&
           (form[same] == 'd' ? s->value[same] >= '0' && s->value[same] <= '9' : s->value[same] == '-'))
        same++;
    if (same == sizeof form - 1 && !s->value[same])
        finding_say(finding, _("%s=\"%s\" kan niet: die dag bestaat niet."), s->name, s->quote);
    else if (!*s->value)
        finding_say(finding, _("%s=\"\" is leeg: er hoort een datum in."), s->name);
    else if (guess_date(s->value, date))
        finding_say(finding, _("%s=\"%s\" is geen datum als JJJJ-MM-DD: bedoel je %s?"), s->name, s->quote, date);
    else
        finding_say(finding, _("%s=\"%s\" is geen datum als JJJJ-MM-DD."), s->name, s->quote);
    finding_help(finding, "%s", _("Schrijf jaar, maand en dag, met nullen en zonder uur: 2026-09-07."));
}

/* An id that cannot be one. True when it can. */
static bool check_name(struct validation *x, const struct subject *s, const char *id) {
    if (xmlValidateNCName((const xmlChar *)id, 0) == 0)
        return true;
    char quote[QUOTE_SIZE];
    struct finding *finding = add(x, s);
    finding_say(finding, _("„%s” in %s kan geen id zijn: een id begint met een letter, zonder spaties of leestekens."),
                report_quote(id, quote), s->name);
    finding_help(finding, "%s",
                 _("Na de letter mogen letters, cijfers, -, _ en een punt. Voorbeelden: mama, d-lang, h1."));
    return false;
}

static void say_empty(struct validation *x, const struct subject *s, const char *message, const char *help) {
    struct finding *finding = add(x, s);
    finding_say(finding, _("%s=\"\" is leeg: %s."), s->name, message);
    finding_help(finding, "%s", s->rule->required ? help : _("Vul het in, of laat het attribuut weg."));
}

static void check_id(struct validation *x, const struct subject *s) {
    if (!*s->value) {
        say_empty(x, s, _("er hoort een id in"), _("Verzin een korte naam, zoals mama of d-lang."));
        return;
    }
    if (!check_name(x, s, s->value))
        return;
    const xmlNode *first = xmlHashLookup(x->ids, (const xmlChar *)s->value);
    if (!first) {
        xmlHashAddEntry(x->ids, (const xmlChar *)s->value, (void *)s->node);
        xmlAddID(NULL, s->node->doc, (const xmlChar *)s->value, s->attribute);
        return;
    }
    struct finding *finding = report_add(x->report, "HGW002", s->node);
    if (!finding)
        return;
    finding_say(finding, _("De id „%s” staat al bij <%s> op regel %zu."), s->quote, (const char *)first->name,
                report_line(x->report, first));
    finding_help(finding, "%s", _("Geef een van de twee een andere id, en kijk welke verwijzingen daarbij horen."));
}

static void check_ref(struct validation *x, const struct subject *s) {
    if (!*s->value)
        say_empty(x, s, _("er hoort een id in"), _("Vul de id in van het element dat je bedoelt."));
    else if (strchr(s->value, ' ')) {
        struct finding *finding = add(x, s);
        xmlChar *id = NULL;
        if (person_called(s->node->doc, s->value, &id)) {
            finding_say(finding, _("%s=\"%s\" is een naam en geen id: bedoel je „%s”?"), s->name, s->quote,
                        (const char *)id);
            finding_help(finding, "%s", _("Noem mensen met wat er in hun id staat."));
        } else {
            finding_say(finding, _("In %s=\"%s\" kan maar één id staan."), s->name, s->quote);
            finding_help(finding, "%s", _("Maak er een element van voor elk, of kies er een."));
        }
        xmlFree(id);
    } else
        check_name(x, s, s->value);
}

static void check_refs(struct validation *x, const struct subject *s) {
    if (!*s->value)
        say_empty(x, s, _("er hoort minstens één id in"), _("Vul een of meer id's in, met een spatie ertussen."));
    else if (!check_comma(x, s)) {
        struct buf word = BUF_EMPTY;
        const char *rest = s->value;
        while (next_word(&rest, &word))
            check_name(x, s, word.data);
        buf_free(&word);
    }
}

static void check_any(struct validation *x, const struct subject *s) {
    (void)x, (void)s;
}

/* A row for each kind of value: how it is looked at, and what to write when it is not there. */
static const struct {
    void (*check)(struct validation *x, const struct subject *s);
    const char *missing; /* Dutch msgid; NULL: its words are listed */
} kinds[] = {
    [VALUE_TEXT] = {check_any, N_("Vul het attribuut aan.")},
    [VALUE_WORD] = {check_word, NULL},
    [VALUE_WORDS] = {check_words, NULL},
    [VALUE_DATE] = {check_date, N_("Schrijf een datum, zoals 2026-09-07.")},
    [VALUE_ID] = {check_id, N_("Verzin een korte naam, zoals mama of d-lang.")},
    [VALUE_REF] = {check_ref, N_("Vul de id in van het element dat je bedoelt.")},
    [VALUE_REFS] = {check_refs, N_("Vul een of meer id's in, met een spatie ertussen.")},
};

static void check_value(struct validation *x, const xmlNode *node, xmlAttr *attribute,
                        const struct grammar_attribute *rule) {
    struct subject s = {.node = node, .attribute = attribute, .rule = rule};
    xmlChar *value = xmlNodeListGetString(node->doc, attribute->children, 1);
    s.value = value ? (const char *)value : "";
    report_name((const xmlNode *)attribute, s.name);
    report_quote(s.value, s.quote);
    kinds[rule->kind].check(x, &s);
    xmlFree(value);
}

static const struct grammar_attribute *rule_at(const struct validation *x, const struct grammar_element *element,
                                               size_t i) {
    return &x->grammar->attributes[element->first_attribute + i];
}

/* What every element that may stand in this one has: then it was meant for those. */
static bool belongs_inside(const struct validation *x, const struct grammar_element *element, const char *name) {
    for (size_t i = 0; i < element->child_count; i++) {
        const struct grammar_child *child = &x->grammar->children[element->first_child + i];
        if (!grammar_attribute(x->grammar, &x->grammar->elements[child->element], name))
            return false;
    }
    return element->child_count > 0;
}

/* An attribute that the element does not have. Returns the one that was probably meant, or NULL. */
static const struct grammar_attribute *say_unknown(struct validation *x, const xmlNode *node, const xmlAttr *attribute,
                                                   const struct grammar_element *element) {
    struct finding *finding = report_add(x->report, "HGW002", node);
    if (!finding)
        return NULL;
    char name[QUOTE_SIZE];
    struct buf all = BUF_EMPTY;
    struct suggest_one suggest;
    suggest_start(&suggest, (const char *)attribute->name);
    for (size_t i = 0; i < element->attribute_count; i++) {
        const char *known = rule_at(x, element, i)->name;
        buf_printf(&all, "%s%s", i > 0 ? ", " : "", known);
        if (!xmlHasNsProp((xmlNode *)node, (const xmlChar *)known, NULL))
            suggest_try(&suggest, known);
    }
    const char *expected = all.data ? all.data : "";
    report_name((const xmlNode *)attribute, name);
    if (suggest.best) {
        finding_say(finding, _("<%s> kent het attribuut %s niet: bedoel je %s?"), element->name, name, suggest.best);
        finding_help(finding, _("Mogelijk zijn: %s."), expected);
    } else {
        finding_say(finding, _("<%s> kent het attribuut %s niet; mogelijk zijn: %s."), element->name, name, expected);
        if (belongs_inside(x, element, (const char *)attribute->name))
            finding_help(finding, _("Zet %s op de elementen die in <%s> staan."), name, element->name);
        else
            finding_help(finding, "%s", _("Verbeter de naam, of verwijder het attribuut."));
    }
    buf_free(&all);
    return suggest.best ? grammar_attribute(x->grammar, element, suggest.best) : NULL;
}

static void say_missing(struct validation *x, const xmlNode *node, const struct grammar_element *element,
                        const struct grammar_attribute *rule) {
    struct finding *finding = report_add(x->report, "HGW002", node);
    if (!finding)
        return;
    struct buf words = BUF_EMPTY;
    list_words(x, rule, &words);
    finding_say(finding, _("Bij <%s> ontbreekt %s=\"…\"."), element->name, rule->name);
    if (rule->word_count > 0)
        finding_help(finding, rule->kind == VALUE_WORD ? _("Kies uit: %s.") : _("Kies een of meer woorden: %s."),
                     words.data);
    else
        finding_help(finding, "%s", _(kinds[rule->kind].missing));
    buf_free(&words);
}

/* The two attributes by which XML itself points at a schema: XML Schema 1.0, 2.6.3 allows them everywhere. */
static bool names_schema(const xmlAttr *attribute) {
    return attribute->ns && xmlStrEqual(attribute->ns->href, (const xmlChar *)xsi_namespace) &&
           (xmlStrEqual(attribute->name, (const xmlChar *)"schemaLocation") ||
            xmlStrEqual(attribute->name, (const xmlChar *)"noNamespaceSchemaLocation"));
}

void validate_attributes(struct validation *x, const xmlNode *node, const struct grammar_element *element) {
    const struct grammar_attribute *meant[16]; /* the first ones that a mistyped name stands for */
    size_t meant_count = 0;
    for (xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        const struct grammar_attribute *rule =
            attribute->ns ? NULL : grammar_attribute(x->grammar, element, (const char *)attribute->name);
        if (!rule && !names_schema(attribute)) {
            rule = say_unknown(x, node, attribute, element);
            if (rule && meant_count < sizeof meant / sizeof meant[0])
                meant[meant_count++] = rule;
        }
        if (rule)
            check_value(x, node, attribute, rule);
    }
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct grammar_attribute *rule = rule_at(x, element, i);
        bool there = !rule->required || xmlHasNsProp((xmlNode *)node, (const xmlChar *)rule->name, NULL);
        for (size_t j = 0; !there && j < meant_count; j++)
            there = meant[j] == rule;
        if (!there)
            say_missing(x, node, element, rule);
    }
}
