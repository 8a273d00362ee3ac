/* Nothing that a reader may not see is anywhere in what that reader gets.
 *
 * Cases are generated: every text and every id carries a token of its own, visibility and niet-voor are
 * random. What may be seen is worked out here once more, straight from the vocabulary; then every report is
 * made for every audience in every format, and its bytes (those in an ODT package unpacked) are searched for
 * tokens. */
#include "base/file.h"
#include "case/audience.h"
#include "report/render.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <libxml/parser.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#define TODAY "2026-11-24"

/* --- a random case --- */

enum { MAX_TOKENS = 3000, MAX_IDS = 40 };

/* What ids may be asked for. */
enum kind { PERSON, HULPVRAAG, HYPOTHESE, GROND, OVERLEG, ONDERZOEKSVRAAG, DOEL, BEHOEFTE, STEUN, SCHAT, LAST, KINDS };

struct maker {
    struct buf out;
    uint32_t state;
    int tokens;
    int ids[KINDS][MAX_IDS]; /* the tokens of the ids made so far */
    int id_count[KINDS];
};

static uint32_t roll(struct maker *m, uint32_t sides) {
    m->state ^= m->state << 13;
    m->state ^= m->state >> 17;
    m->state ^= m->state << 5;
    return m->state % sides;
}

static void add(struct maker *m, const char *text) {
    buf_add_string(&m->out, text);
}

static int token(struct maker *m) {
    buf_printf(&m->out, "Zq%dx", ++m->tokens);
    return m->tokens;
}

/* zichtbaar and niet-voor; `persons`: whether there are people to name. */
static void visibility(struct maker *m) {
    static const char *const words[] = {"ouders", "leerling", "school", "extern"};
    uint32_t dice = roll(m, 10);
    if (dice < 4) {
        bool first = true;
        add(m, " zichtbaar='");
        for (int i = 0; i < 4; i++)
            if (roll(m, 4) != 0 || (first && i == 3)) {
                buf_printf(&m->out, "%s%s", first ? "" : " ", words[i]);
                first = false;
            }
        add(m, "'");
    } else if (dice == 4)
        add(m, " zichtbaar='intern'");
    if (roll(m, 12) == 0 && m->id_count[PERSON] > 0)
        buf_printf(&m->out, " niet-voor='Zq%dx'", m->ids[PERSON][roll(m, (uint32_t)m->id_count[PERSON])]);
}

static void section_start(struct maker *m, const char *name) {
    buf_printf(&m->out, "<%s", name);
    if (roll(m, 3) != 0)
        add(m, " zichtbaar='ouders leerling school extern'");
    else
        visibility(m);
    add(m, ">");
}

static void id(struct maker *m, enum kind kind) {
    add(m, " id='");
    m->ids[kind][m->id_count[kind]++] = token(m);
    add(m, "'");
}

static void refs(struct maker *m, const char *name, enum kind kind, bool many) {
    if (m->id_count[kind] == 0)
        return;
    buf_printf(&m->out, " %s='Zq%dx", name, m->ids[kind][roll(m, (uint32_t)m->id_count[kind])]);
    for (int i = 0; many && i < 2; i++)
        buf_printf(&m->out, " Zq%dx", m->ids[kind][roll(m, (uint32_t)m->id_count[kind])]);
    add(m, "'");
}

static void choice(struct maker *m, const char *name, const char *const words[]) {
    uint32_t count = 0;
    while (words[count])
        count++;
    buf_printf(&m->out, " %s='%s'", name, words[roll(m, count)]);
}
#define WORDS(...)                                                                                                     \
    (const char *const[]) {                                                                                            \
        __VA_ARGS__, NULL                                                                                              \
    }

/* Text with a token, sometimes dressed up: whatever the markup, the words stay. */
static void text(struct maker *m) {
    static const char *const dresses[][2] = {
        {"", ""},
        {"", "."},
        {"**", "**"},
        {"\n\n   - ", "\n   - b\n"},
        {"# ", "\n\nen meer"},
        {"&lt;b&gt;", "&lt;/b&gt;"},
        {"[", "](javascript:x)"},
        {"a | ", " | b"},
        {"{{", "}}"},
        {"> ", ""},
        {"```\n", ""},
        {"&lt;i&gt; ", " "},
        {"<!-- Zq0x -->", ""},
        {"<?vul-in Zq0x?>", ""},
    };
    const char *const *dress = dresses[roll(m, 3) ? 0 : roll(m, sizeof dresses / sizeof dresses[0])];
    add(m, dress[0]);
    token(m);
    add(m, dress[1]);
}

static void child(struct maker *m, const char *name) {
    buf_printf(&m->out, "<%s", name);
    visibility(m);
    add(m, ">");
    text(m);
    buf_printf(&m->out, "</%s>", name);
}

static void end(struct maker *m, const char *name) {
    buf_printf(&m->out, "</%s>", name);
}

static void open_tag(struct maker *m, const char *name) {
    buf_printf(&m->out, "<%s", name);
    visibility(m);
}

static void leaf(struct maker *m, const char *name) {
    add(m, ">");
    text(m);
    end(m, name);
}

static void people(struct maker *m) {
    section_start(m, "betrokkenen");
    open_tag(m, "leerling");
    id(m, PERSON);
    if (roll(m, 2))
        add(m, " geboortedatum='2010-01-01'");
    add(m, " klas='");
    token(m);
    add(m, "'>");
    child(m, "naam");
    child(m, "school");
    open_tag(m, "bekwaamheid");
    choice(m, "oordeel", WORDS("ja", "nee"));
    leaf(m, "bekwaamheid");
    end(m, "leerling");
    for (int i = 0; i < 6; i++) {
        open_tag(m, "betrokkene");
        id(m, PERSON);
        choice(m, "rol", WORDS("ouder", "leerkracht", "zorgcoordinator", "clb", "extern", "medeleerling"));
        add(m, ">");
        child(m, "naam");
        child(m, "contact");
        child(m, "reden");
        end(m, "betrokkene");
    }
    end(m, "betrokkenen");
}

static void consents_and_meetings(struct maker *m) {
    section_start(m, "toestemmingen");
    for (int i = 0; i < 3; i++) {
        open_tag(m, "toestemming");
        refs(m, "van", PERSON, false);
        choice(m, "voor", WORDS("opstart", "opvragen", "delen"));
        choice(m, "ontvanger", WORDS("ouders", "school", "extern"));
        choice(m, "status", WORDS("gegeven", "geweigerd"));
        add(m, " datum='2026-10-01'");
        leaf(m, "toestemming");
    }
    end(m, "toestemmingen");
    section_start(m, "overleggen");
    open_tag(m, "notitie");
    add(m, " datum='2026-10-09'");
    leaf(m, "notitie");
    for (int i = 0; i < 3; i++) {
        open_tag(m, "overleg");
        id(m, OVERLEG);
        choice(m, "soort", WORDS("intake", "adviesgesprek", "evaluatie"));
        choice(m, "datum", WORDS("2026-10-10", "2026-12-24"));
        refs(m, "deelnemers", PERSON, true);
        add(m, ">");
        child(m, "bedoeling");
        open_tag(m, "afwezig");
        refs(m, "wie", PERSON, false);
        leaf(m, "afwezig");
        child(m, "verslag");
        end(m, "overleg");
    }
    end(m, "overleggen");
}

static void questions(struct maker *m) {
    section_start(m, "vraagverheldering");
    for (int i = 0; i < 4; i++) {
        open_tag(m, "hulpvraag");
        id(m, HULPVRAAG);
        refs(m, "van", PERSON, true);
        add(m, ">");
        child(m, "vraag");
        child(m, "antwoord");
        child(m, "voor-leerling");
        end(m, "hulpvraag");
        const char *name = (const char *const[]){"zorg", "verwachting", "verklaring", "oplossing"}[i];
        open_tag(m, name);
        refs(m, "van", PERSON, false);
        leaf(m, name);
    }
    end(m, "vraagverheldering");
}

static void overview(struct maker *m) {
    section_start(m, "overzicht");
    open_tag(m, "voorgeschiedenis");
    leaf(m, "voorgeschiedenis");
    for (int i = 0; i < 4; i++) {
        open_tag(m, "aanpak");
        id(m, SCHAT);
        refs(m, "door", PERSON, true);
        choice(m, "effect", WORDS("werkt", "deels", "niet", "onbekend"));
        leaf(m, "aanpak");
        const char *name = i % 2 ? "positief" : "belemmerend";
        open_tag(m, name);
        id(m, GROND);
        choice(m, "bouwsteen", WORDS("leerling", "schoolcontext", "thuis-leefcontext"));
        refs(m, "betreft", PERSON, true);
        add(m, " bron='");
        token(m);
        add(m, "' icf='");
        token(m);
        add(m, "'");
        leaf(m, name);
    }
    open_tag(m, "uitzondering");
    id(m, SCHAT);
    add(m, ">");
    child(m, "situatie");
    child(m, "wie-doet-wat");
    child(m, "uitbreiden");
    end(m, "uitzondering");
    end(m, "overzicht");
}

static void insight(struct maker *m) {
    section_start(m, "inzicht");
    for (int i = 0; i < 2; i++) {
        open_tag(m, "wisselwerking");
        id(m, GROND);
        choice(m, "afstemming", WORDS("match", "mismatch"));
        add(m, ">");
        for (int j = 0; j < 2; j++) {
            open_tag(m, "invloed");
            refs(m, "van", PERSON, false);
            refs(m, "naar", PERSON, false);
            leaf(m, "invloed");
        }
        end(m, "wisselwerking");
        open_tag(m, "hypothese");
        refs(m, "alternatief-voor", HYPOTHESE, false);
        id(m, HYPOTHESE);
        choice(m, "soort", WORDS("onderkennend", "verklarend"));
        choice(m, "status", WORDS("open", "aanvaard", "verworpen", "aangehouden"));
        refs(m, "steunt-op", GROND, true);
        add(m, ">");
        child(m, "tekst");
        child(m, "onderbouwing");
        end(m, "hypothese");
    }
    end(m, "inzicht");
}

static void strategy(struct maker *m) {
    section_start(m, "strategie");
    for (int i = 0; i < 3; i++) {
        open_tag(m, "onderzoeksvraag");
        id(m, ONDERZOEKSVRAAG);
        choice(m, "keuze", WORDS("onderzoeken", "al-beantwoord", "niet-weerhouden"));
        refs(m, "hulpvraag", HULPVRAAG, false);
        refs(m, "hypothesen", HYPOTHESE, true);
        add(m, ">");
        child(m, "vraag");
        open_tag(m, "als-dan");
        add(m, ">");
        child(m, "als");
        child(m, "dan");
        end(m, "als-dan");
        if (roll(m, 2))
            child(m, "antwoord");
        child(m, "voor-leerling");
        end(m, "onderzoeksvraag");
    }
    open_tag(m, "besluit");
    choice(m, "informatie", WORDS("voldoende", "onvoldoende"));
    refs(m, "terugkoppeling", OVERLEG, false);
    leaf(m, "besluit");
    end(m, "strategie");
    section_start(m, "onderzoeken");
    for (int i = 0; i < 2; i++) {
        open_tag(m, "onderzoek");
        refs(m, "vragen", ONDERZOEKSVRAAG, true);
        refs(m, "uitvoerder", PERSON, false);
        add(m, " datum='2026-10-20'>");
        child(m, "middel");
        child(m, "waarom");
        child(m, "resultaat");
        child(m, "score");
        child(m, "score");
        end(m, "onderzoek");
    }
    end(m, "onderzoeken");
}

static void goals(struct maker *m) {
    static const char *const parts[] = {"tekst",     "eigen-woorden", "startsituatie", "criterium",
                                        "meetwijze", "haalbaarheid",  "inspiratie"};
    for (int i = 0; i < 4; i++) {
        open_tag(m, "doel");
        refs(m, "boven", DOEL, false);
        id(m, DOEL);
        choice(m, "termijn", WORDS("lang", "middellang", "kort"));
        refs(m, "hulpvragen", HULPVRAAG, true);
        refs(m, "voor", PERSON, true);
        refs(m, "aanvaard-door", PERSON, true);
        add(m, " streefdatum='2027-01-29'>");
        for (size_t j = 0; j < sizeof parts / sizeof parts[0]; j++)
            child(m, parts[j]);
        end(m, "doel");
    }
}

static void outlook(struct maker *m) {
    section_start(m, "uitzicht");
    child(m, "integratief-beeld");
    goals(m);
    for (int i = 0; i < 4; i++) {
        const char *name = i % 2 ? "onderwijsbehoefte" : "opvoedingsbehoefte";
        open_tag(m, name);
        id(m, BEHOEFTE);
        refs(m, "doelen", DOEL, true);
        choice(m, "aanbod", WORDS("reeds", "deels", "nog-niet"));
        leaf(m, name);
        open_tag(m, "ondersteuningsbehoefte");
        id(m, STEUN);
        refs(m, "van", PERSON, false);
        refs(m, "behoefte", BEHOEFTE, false);
        leaf(m, "ondersteuningsbehoefte");
        open_tag(m, "aanbeveling");
        refs(m, "behoeften", i % 2 ? BEHOEFTE : STEUN, true);
        refs(m, "benut", SCHAT, true);
        refs(m, "voor", PERSON, true);
        choice(m, "status", WORDS("voorgesteld", "gekozen", "niet-gekozen"));
        id(m, LAST);
        add(m, ">");
        child(m, "tekst");
        child(m, "reden");
        child(m, "voor-leerling");
        end(m, "aanbeveling");
    }
    end(m, "uitzicht");
}

static void advice(struct maker *m) {
    section_start(m, "advies");
    for (int i = 0; i < 3; i++) {
        open_tag(m, "akkoord");
        choice(m, "punten", WORDS("doelen behoeften", "aanbevelingen", "uitvoering evaluatie"));
        refs(m, "wie", PERSON, true);
        choice(m, "oordeel", WORDS("ja", "nee"));
        leaf(m, "akkoord");
        open_tag(m, "afspraak");
        refs(m, "aanbeveling", LAST, false);
        refs(m, "wie", PERSON, true);
        leaf(m, "afspraak");
        open_tag(m, "evaluatie");
        refs(m, "doelen", DOEL, true);
        choice(m, "gepland", WORDS("2026-10-30", "2027-01-28"));
        add(m, ">");
        child(m, "methode");
        child(m, "resultaat");
        child(m, "vervolg");
        child(m, "voor-leerling");
        end(m, "evaluatie");
    }
    end(m, "advies");
    section_start(m, "woordenlijst");
    for (int i = 0; i < 2; i++) {
        open_tag(m, "begrip");
        add(m, " term='");
        token(m);
        add(m, "'");
        leaf(m, "begrip");
    }
    end(m, "woordenlijst");
    section_start(m, "verantwoordingen");
    open_tag(m, "verantwoording");
    add(m, " regel='HGW402'");
    refs(m, "object", DOEL, false);
    leaf(m, "verantwoording");
    end(m, "verantwoordingen");
}

static void make_case(struct maker *m, uint32_t seed) {
    *m = (struct maker){.state = seed};
    add(m, "<?xml version='1.0'?>\n<!-- Zq0x --><casus versie='1' start='2026-09-07'");
    choice(m, "fase", WORDS("advies", "evaluatie"));
    add(m, ">");
    people(m);
    consents_and_meetings(m);
    questions(m);
    overview(m);
    insight(m);
    strategy(m);
    outlook(m);
    advice(m);
    add(m, "</casus>");
    cr_assert(m->tokens < MAX_TOKENS);
}

/* --- who may see which token: the vocabulary once more --- */

struct allowed {
    bool may[MAX_TOKENS];
    bool back; /* an evaluation looks back at goals, in the place of needs */
};

static bool lists(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)); at++)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

static bool named(xmlNodePtr node, const char *name) {
    return strcmp((const char *)node->name, name) == 0;
}

static char *attribute(xmlNodePtr node, const char *name) {
    return (char *)xmlGetNoNsProp(node, (const xmlChar *)name);
}

/* What is asked of a case: by one audience or several, as these people, ids with blanks between. */
struct question {
    unsigned readers;
    const char *people; /* NULL: niet-voor is not looked at */
    xmlNodePtr root;
};

static xmlNodePtr find(xmlNodePtr root, const char *id) {
    char *own = attribute(root, "id");
    xmlNodePtr found = own && strcmp(own, id) == 0 ? root : NULL;
    xmlFree(own);
    for (xmlNodePtr child = xmlFirstElementChild(root); child && !found; child = xmlNextElementSibling(child))
        found = find(child, id);
    return found;
}

static bool is_parent(xmlNodePtr person) {
    char *role = attribute(person, "rol");
    bool parent = role && lists("ouder opvoedingsverantwoordelijke", role);
    xmlFree(role);
    return parent;
}

/* How many of the people in an attribute there are, and how many of them are the pupil, or a parent. */
static void count_people(xmlNodePtr node, const char *name, int *all, int *pupils, int *parents) {
    char *ids = attribute(node, name), *rest = NULL;
    *all = *pupils = *parents = 0;
    for (char *id = ids ? strtok_r(ids, " ", &rest) : NULL; id; id = strtok_r(NULL, " ", &rest)) {
        xmlNodePtr person = find(xmlDocGetRootElement(node->doc), id);
        ++*all;
        *pupils += named(person, "leerling");
        *parents += is_parent(person);
    }
    xmlFree(ids);
}

static bool has_value(xmlNodePtr node, const char *name, const char *words) {
    char *value = attribute(node, name);
    bool has = value && lists(words, value);
    xmlFree(value);
    return has;
}

static bool is_closed(xmlNodePtr node, unsigned reader) {
    const char *name = (const char *)node->name;
    int all, pupils, parents;
    count_people(node, named(node, "aanpak") ? "door" : "van", &all, &pupils, &parents);
    if (lists("score notitie bekwaamheid zorg verklaring verslag voorgeschiedenis", name) ||
        (named(node, "reden") && named(node->parent, "betrokkene")) ||
        (lists("positief belemmerend", name) && has_value(node, "bouwsteen", "thuis-leefcontext")) ||
        (named(node, "hypothese") && has_value(node, "soort", "onderkennend") &&
         !has_value(node, "status", "aanvaard verworpen")) ||
        (named(node, "akkoord") && has_value(node, "oordeel", "nee")) ||
        (named(node->parent, "vraagverheldering") && pupils > 0))
        return true;
    if (lists("ondersteuningsbehoefte aanpak", name) && all > 0 && all == parents && reader != READER_OUDERS)
        return true;
    if (reader != READER_LEERLING || !lists("belemmerend onderzoeksvraag resultaat integratief-beeld antwoord", name))
        return false;
    count_people(node->parent, "van", &all, &pupils, &parents);
    return !named(node, "antwoord") || !named(node->parent, "hulpvraag") || pupils == 0;
}

static bool may_see(xmlNodePtr node, const struct question *asked);

/* True when it hangs on something, and nothing of that is seen. */
static bool hangs_loose(xmlNodePtr node, const struct question *asked) {
    const char *name = named(node, "evaluatie")        ? "doelen"
                       : named(node, "afspraak")       ? "aanbeveling"
                       : named(node, "verantwoording") ? "object"
                                                       : "";
    char *ids = attribute(node, name), *rest = NULL;
    bool loose = ids;
    for (char *id = ids ? strtok_r(ids, " ", &rest) : NULL; id; id = strtok_r(NULL, " ", &rest))
        loose = loose && !may_see(find(asked->root, id), asked);
    xmlFree(ids);
    return loose;
}

static bool share(const char *words, const char *others) {
    char *list = strdup(words), *rest = NULL;
    bool shared = false;
    for (char *word = strtok_r(list, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        shared = shared || lists(others, word);
    free(list);
    return shared;
}

/* Every audience sees it when something is said, and nothing around it excludes. */
static bool may_see(xmlNodePtr node, const struct question *asked) {
    bool said = node == asked->root || asked->readers == READER_INTERN;
    bool to_pupil = named(node, "voor-leerling"), other = asked->readers & ~(unsigned)(READER_LEERLING | READER_INTERN);
    if (to_pupil && other)
        return false;
    for (; node != asked->root && asked->readers != READER_INTERN; node = node->parent) {
        char *words = attribute(node, "zichtbaar"), *persons = attribute(node, "niet-voor");
        bool excluded = (persons && asked->people && share(persons, asked->people)) || hangs_loose(node, asked);
        for (unsigned reader = 1; reader < READER_INTERN; reader *= 2)
            if (asked->readers & reader)
                excluded =
                    excluded || (words ? !lists(words, reader_name(reader)) : !to_pupil && is_closed(node, reader));
        said = said || words;
        xmlFree(words);
        xmlFree(persons);
        if (excluded)
            return false;
    }
    return said;
}

static bool belongs(xmlNodePtr person, unsigned readers) {
    return (readers & READER_LEERLING && named(person, "leerling")) || (readers & READER_OUDERS && is_parent(person)) ||
           (readers & READER_SCHOOL && has_value(person, "rol", "leerkracht zorgcoordinator")) ||
           (readers & READER_EXTERN && has_value(person, "rol", "extern"));
}

/* The meeting: the earliest to come, else the latest; of a day the first. */
static xmlNodePtr find_meeting(const struct question *asked) {
    xmlNodePtr section = xmlFirstElementChild(asked->root), best = NULL;
    char *best_date = NULL;
    while (!named(section, "overleggen"))
        section = xmlNextElementSibling(section);
    for (xmlNodePtr one = xmlFirstElementChild(section); one; one = xmlNextElementSibling(one)) {
        char *date = attribute(one, "datum");
        bool comes = strcmp(date, TODAY) >= 0, best_comes = best && strcmp(best_date, TODAY) >= 0;
        if (may_see(one, asked) &&
            (!best || (comes && !best_comes) ||
             (comes == best_comes && (comes ? strcmp(date, best_date) < 0 : strcmp(date, best_date) > 0)))) {
            best = one;
            xmlFree(best_date);
            best_date = attribute(one, "datum");
        }
        xmlFree(date);
    }
    xmlFree(best_date);
    return best;
}

/* Whoever reads it, as all have a report here (--without-consent), and whom the pupil does not narrow. */
static void work_out_people(struct question *asked, const char *person, char people[1000]) {
    struct question all = {asked->readers, NULL, asked->root};
    xmlNodePtr meeting = find_meeting(&all), section = xmlFirstElementChild(asked->root);
    char *table = meeting ? attribute(meeting, "deelnemers") : NULL;
    bool several = (asked->readers & (asked->readers - 1)) != 0, seated = false;
    snprintf(people, 1000, "%s", person ? person : "");
    for (int pass = 0; pass < 2 && !person && asked->readers != READER_INTERN; pass++)
        for (xmlNodePtr one = xmlFirstElementChild(section); one; one = xmlNextElementSibling(one)) {
            char *own = attribute(one, "id");
            bool here = belongs(one, asked->readers), at_table = table && lists(table, own);
            if (pass == 0)
                seated = seated || (several && here && at_table);
            else if (here && (!seated || at_table))
                snprintf(people + strlen(people), 1000 - strlen(people), " %s", own);
            else if (here && named(one, "leerling"))
                asked->readers &= ~(unsigned)READER_LEERLING;
            xmlFree(own);
        }
    xmlFree(table);
    asked->people = people;
}

static void allow(struct allowed *allowed, const char *bytes, bool may) {
    for (const char *at = bytes; (at = strstr(at, "Zq")); at += 2)
        if (atoi(at + 2) > 0)
            allowed->may[atoi(at + 2)] = may;
}

static void work_out_node(xmlNodePtr node, const struct question *asked, struct allowed *allowed) {
    bool may = may_see(node, asked);
    char *id = attribute(node, "id"), *term = attribute(node, "term"), *class = attribute(node, "klas");
    char *source = attribute(node, "bron"), *icf = attribute(node, "icf");
    char *texts[] = {id, term, class, source, icf};
    for (size_t i = 0; i < 5; i++) {
        if (texts[i])
            allow(allowed, texts[i], may);
        xmlFree(texts[i]);
    }
    for (xmlNodePtr inside = node->children; inside; inside = inside->next)
        if (inside->type == XML_ELEMENT_NODE)
            work_out_node(inside, asked, allowed);
        else if (inside->type == XML_TEXT_NODE)
            allow(allowed, (const char *)inside->content, may);
}

static void work_out(xmlNodePtr root, unsigned readers, const char *person, struct allowed *allowed) {
    struct question asked = {readers & READER_OUTSIDE ? readers & READER_OUTSIDE : readers, NULL, root};
    char people[1000];
    xmlNodePtr meeting = find_meeting(&asked);
    char *date = meeting ? attribute(meeting, "datum") : NULL;
    allowed->back = has_value(root, "fase", "evaluatie") || (meeting && has_value(meeting, "soort", "evaluatie"));
    if (meeting && has_value(meeting, "soort", "adviesgesprek") && strcmp(date, TODAY) >= 0)
        allowed->back = false;
    xmlFree(date);
    work_out_people(&asked, person, people);
    work_out_node(root, &asked, allowed);
}

/* --- what comes out --- */

static void search(const char *bytes, size_t length, const struct allowed *allowed, bool *found, const char *what) {
    for (size_t i = 0; i + 2 < length; i++)
        if (bytes[i] == 'Z' && bytes[i + 1] == 'q' && isdigit((unsigned char)bytes[i + 2])) {
            int number = atoi(bytes + i + 2);
            cr_assert(number < MAX_TOKENS && allowed->may[number], "Zq%dx in %s", number, what);
            found[number] = true;
        }
}

static void search_package(const struct buf *package, const struct allowed *allowed, bool *found, const char *what) {
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(package->data, package->length, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    cr_assert_not_null(zip);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        zip_stat_t stat;
        zip_stat_index(zip, (zip_uint64_t)i, 0, &stat);
        char *bytes = malloc(stat.size + 1);
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        cr_assert_eq(zip_fread(file, bytes, stat.size), (zip_int64_t)stat.size);
        bytes[stat.size] = '\0';
        search(bytes, stat.size, allowed, found, what);
        zip_fclose(file);
        free(bytes);
    }
    zip_close(zip);
}

/* A report, and where in the case the texts stand that it always shows. */
struct row {
    const char *report;
    unsigned readers;      /* what it declares */
    const char *shown[40]; /* names of leaf elements */
};

static const struct row rows[] = {
    {"verslag",
     READER_INTERN,
     {"naam",
      "contact",
      "school",
      "bekwaamheid",
      "toestemming",
      "bedoeling",
      "afwezig",
      "verslag",
      "vraag",
      "antwoord",
      "zorg",
      "verwachting",
      "verklaring",
      "aanpak",
      "positief",
      "belemmerend",
      "situatie",
      "wie-doet-wat",
      "uitbreiden",
      "invloed",
      "tekst",
      "onderbouwing",
      "als",
      "dan",
      "besluit",
      "middel",
      "waarom",
      "resultaat",
      "score",
      "integratief-beeld",
      "eigen-woorden",
      "startsituatie",
      "criterium",
      "meetwijze",
      "onderwijsbehoefte",
      "opvoedingsbehoefte",
      "afspraak",
      "akkoord",
      "methode"}},
    {"ouders",
     READER_OUDERS,
     {"antwoord", "verwachting", "positief", "belemmerend", "situatie", "wie-doet-wat", "aanpak", "integratief-beeld",
      "onderwijsbehoefte", "opvoedingsbehoefte", "ondersteuningsbehoefte", "afspraak", "begrip", "criterium", "zorg",
      "resultaat", "score", "onderbouwing"}}, /* a verklaring never stands alone */
    {"leerling", READER_LEERLING, {"positief", "belemmerend", "integratief-beeld", "afspraak", "begrip"}},
    {"school",
     READER_SCHOOL,
     {"verwachting", "zorg", "score", "positief", "situatie", "wie-doet-wat", "integratief-beeld", "onderwijsbehoefte",
      "afspraak", "begrip"}},
    {"overleg", READER_OUDERS | READER_LEERLING | READER_SCHOOL, {"positief", "situatie", "integratief-beeld"}},
    {"voorbereiding", READER_INTERN, {"zorg", "verwachting"}},
};

/* What overleg shows too, unless it looks back. */
static const char *const ahead[] = {"onderwijsbehoefte", "opvoedingsbehoefte", NULL};

static void expect_shown(xmlNodePtr node, const char *const *names, const struct allowed *allowed, const bool *found,
                         const char *what) {
    for (const char *const *name = names; *name; name++)
        if (named(node, *name) && node->children) {
            xmlChar *content = xmlNodeGetContent(node);
            const char *at = strstr((const char *)content, "Zq");
            int number = at ? atoi(at + 2) : 0;
            cr_expect(number == 0 || !allowed->may[number] || found[number], "Zq%dx (%s) is missing in %s", number,
                      *name, what);
            xmlFree(content);
        }
    for (xmlNodePtr child = xmlFirstElementChild(node); child; child = xmlNextElementSibling(child))
        expect_shown(child, names, allowed, found, what);
}

struct fixture {
    struct datadir datadir;
    struct error error;
    char path[64];
    xmlDocPtr doc;
};

static void check_report(struct fixture *f, struct renderer *renderer, const struct row *row, unsigned readers,
                         const char *person, enum render_format format) {
    static struct allowed allowed;
    static bool found[MAX_TOKENS];
    struct rendered rendered = {0};
    char what[200];
    snprintf(what, sizeof what, "%s for %u as %d of %s", row->report, readers, (int)format, f->path);
    memset(&allowed, 0, sizeof allowed);
    memset(found, 0, sizeof found);
    allowed.may[0] = readers == READER_INTERN; /* comments and hints: the check may quote them to CLB staff */
    work_out(xmlDocGetRootElement(f->doc), readers, person, &allowed);
    cr_assert(render_case(renderer, f->path, &rendered, &f->error), "%s: %s", what, error_text(&f->error));
    cr_assert(!rendered.checked.refused, "%s: %s", what, rendered.checked.findings.items[0].message);
    if (format == RENDER_ODT)
        search_package(&rendered.bytes, &allowed, found, what);
    else
        search(rendered.bytes.data, rendered.bytes.length, &allowed, found, what);
    expect_shown(xmlDocGetRootElement(f->doc), row->shown, &allowed, found, what);
    if (strcmp(row->report, "overleg") == 0 && !allowed.back)
        expect_shown(xmlDocGetRootElement(f->doc), ahead, &allowed, found, what);
    rendered_free(&rendered);
}

static void write_case(struct fixture *f, uint32_t seed) {
    struct maker m;
    make_case(&m, seed);
    cr_assert(file_write(f->path, m.out.data, m.out.length, HGW_REPLACE, &f->error));
    f->doc = xmlReadMemory(m.out.data, (int)m.out.length, NULL, NULL, 0);
    cr_assert_not_null(f->doc);
    buf_free(&m.out);
}

static void check_audience(struct fixture *f, const struct row *row, const char *narrowed, bool reader, uint32_t seed) {
    for (int format = RENDER_MD; format <= RENDER_HTML; format++) {
        struct error problems = ERROR_EMPTY;
        struct render_options options = {.datadir = &f->datadir,
                                         .date = TODAY,
                                         .report = row->report,
                                         .readers = narrowed,
                                         .format = (enum render_format)format,
                                         .without_consent = true};
        unsigned readers = row->readers | (narrowed ? readers_parse(narrowed, NULL) : 0);
        if (readers & READER_OUTSIDE)
            readers &= READER_OUTSIDE;
        if (reader)
            options.person = "Zq1x"; /* the pupil */
        struct renderer *renderer = renderer_open(&options, &problems, &f->error);
        cr_assert(renderer, "%s", problems.text ? problems.text : error_text(&f->error));
        for (uint32_t i = 1; i <= 2; i++) {
            write_case(f, (seed * 2 + i) * 7919 + (uint32_t)format);
            check_report(f, renderer, row, readers, options.person, (enum render_format)format);
            xmlFreeDoc(f->doc);
        }
        renderer_close(&renderer);
        error_clear(&problems);
    }
}

Test(privacy, no_report_holds_what_its_reader_may_not_see) {
    static const char *const narrowed[] = {NULL, "ouders", "leerling", "school", "extern", "ouders extern"};
    struct fixture f = {.error = ERROR_EMPTY};
    snprintf(f.path, sizeof f.path, "/tmp/hgw-privacy-%d.hgw.xml", (int)getpid());
    datadir_open(&f.datadir, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t j = 0; j < sizeof narrowed / sizeof narrowed[0]; j++)
            check_audience(&f, &rows[i], narrowed[j], false, (uint32_t)(i * 10 + j + 1));
    check_audience(&f, &rows[2], NULL, true, 99);
    check_audience(&f, &rows[4], NULL, true, 99);
    unlink(f.path);
    datadir_close(&f.datadir);
}

/* A template that prints every text and every attribute: exactly what may be seen comes out. */
static void check_everything(struct fixture *f, const char *template, unsigned readers, const char *words,
                             const char *person, uint32_t seed) {
    static struct allowed allowed;
    static bool found[MAX_TOKENS];
    struct error problems = ERROR_EMPTY;
    struct rendered rendered = {0};
    struct render_options options = {.datadir = &f->datadir,
                                     .date = TODAY,
                                     .template_path = template,
                                     .readers = words,
                                     .person = person,
                                     .without_consent = true};
    memset(&allowed, 0, sizeof allowed);
    memset(found, 0, sizeof found);
    write_case(f, seed);
    work_out(xmlDocGetRootElement(f->doc), readers, person, &allowed);
    struct renderer *renderer = renderer_open(&options, &problems, &f->error);
    cr_assert(renderer, "%s", problems.text ? problems.text : error_text(&f->error));
    cr_assert(render_case(renderer, f->path, &rendered, &f->error), "%s", error_text(&f->error));
    allowed.may[0] = readers == READER_INTERN;
    search(rendered.bytes.data, rendered.bytes.length, &allowed, found, words);
    for (int i = 1; i < MAX_TOKENS; i++)
        cr_expect_eq(found[i], allowed.may[i], "Zq%dx is missing for %s", i, words);
    rendered_free(&rendered);
    renderer_close(&renderer);
    xmlFreeDoc(f->doc);
}

Test(privacy, every_text_that_may_be_seen_is_there) {
    static const char source[] = "{{#//text()}}{{.}} {{/}}{{#//@*}}{{.}} {{/}}{{#//comment()}}{{.}} {{/}}"
                                 "{{#//processing-instruction()}}{{.}} {{/}}{{#//namespace::*}}{{.}} {{/}}\n";
    struct fixture f = {.error = ERROR_EMPTY};
    char template[64];
    snprintf(f.path, sizeof f.path, "/tmp/hgw-privacy-%d.hgw.xml", (int)getpid());
    snprintf(template, sizeof template, "/tmp/hgw-privacy-%d.md", (int)getpid());
    cr_assert(file_write(template, source, sizeof source - 1, HGW_REPLACE, &f.error));
    datadir_open(&f.datadir, NULL);
    for (unsigned readers = 1; readers <= READER_INTERN; readers++) {
        char words[64] = "";
        for (unsigned reader = 1; reader <= READER_INTERN; reader *= 2)
            if (readers & reader)
                snprintf(words + strlen(words), sizeof words - strlen(words), "%s ", reader_name(reader));
        check_everything(&f, template, readers, words, NULL, readers * 104729);
        if (readers & READER_LEERLING)
            check_everything(&f, template, readers, words, "Zq1x", readers * 15485863);
    }
    unlink(f.path);
    unlink(template);
    datadir_close(&f.datadir);
}
