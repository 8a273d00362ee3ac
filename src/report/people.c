/* The meeting that a report prepares, its people, and what the user should know of them. */
#include "report/report.h"

#include "xml/dom.h"
#include "xml/reader.h"

/* Somebody whom the report is for, or an audience of whom nobody is in the file. */
struct member {
    struct purpose about; /* sharing it with them */
    bool allowed;
};

struct people_search {
    const struct people_of *asked;
    xmlDocPtr doc;
    struct people *people;
    struct warnings *warnings;
    struct member *members;
    size_t count, capacity;
};

/* The first element in a section of the case. */
static const xmlNode *first_in(xmlDocPtr doc, const char *section) {
    return dom_child(dom_child(xmlDocGetRootElement(doc), section), NULL);
}

static bool is_seated(const struct people *people, const xmlNode *person) {
    return dom_has_word(dom_get(people->meeting, "deelnemers"), dom_get(person, "id"));
}

/* The first that is not before today, else the first of the latest day: they stand in the order of their days. */
static const xmlNode *find_meeting(const struct people_of *asked) {
    const xmlNode *best = NULL;
    for (const xmlNode *one = first_in(asked->c->doc, "overleggen"); one; one = dom_next(one, "overleg")) {
        const char *date = dom_get(best, "datum");
        bool better = !best || (strcmp(date, asked->options->date) < 0 && strcmp(date, dom_get(one, "datum")) < 0);
        if (better && audience_visible(one, asked->readers))
            best = one;
    }
    return best;
}

/* --- sentences --- */

/* Says one that begins with the name of the case. */
#define TELL(f, format, ...) warnings_add((f)->warnings, 0, format, (f)->asked->c->name, __VA_ARGS__)

static void add_name(struct buf *lines, const xmlNode *person) {
    AUTO(mem_free) char *name = dom_one_line(dom_child(person, "naam"));
    buf_printf(lines, "%s\n", *name ? name : dom_get(person, "id"));
}

static char *name_of(const xmlNode *person) {
    struct buf name = BUF_EMPTY;
    add_name(&name, person);
    return as_list(&name, "");
}

static void add_line(struct buf *lines, const xmlNode *element) {
    buf_printf(lines, "%zu\n", xml_line(element));
}

/* "regel 12", "regels 12 en 15". */
static char *line_list(struct buf *lines) {
    bool many = strchr(lines->data, '\n')[1];
    AUTO(mem_free) char *list = as_list(lines, _(" en "));
    return text_format(many ? _("regels %s") : _("regel %s"), list);
}

/* What the pupil and the parents said last, and when: "Noor zei nee op 8 oktober 2026." */
static char *said(const struct people_of *asked, const struct purpose *purpose) {
    struct buf out = BUF_EMPTY;
    for (const xmlNode *one = first_in(asked->c->doc, "betrokkenen"); one; one = dom_next(one, NULL)) {
        unsigned reader = reader_of_person(one);
        const xmlNode *word = consents_word(asked->consents, one, purpose);
        bool decides = reader == READER_LEERLING && strcmp(consents_capable(asked->consents), "ja") == 0;
        if (!(reader & (READER_LEERLING | READER_OUDERS)) || (!word && !decides))
            continue;
        AUTO(mem_free) char *name = name_of(one);
        AUTO(buf_free) struct buf date = BUF_EMPTY;
        date_in_words(&date, dom_get(word, "datum"), asked->options->lang == LANG_EN);
        buf_add_string(&out, out.length > 0 ? " " : "");
        if (!word)
            buf_printf(&out, _("%s beslist zelf, en zei er nog niets over."), name);
        else
            buf_printf(&out,
                       dom_has(word, "status", "ingetrokken") ? _("%s trok de toestemming in op %s.")
                       : consent_refused(word)                ? _("%s zei nee op %s.")
                       : dom_has(word, "status", "gegeven")   ? _("%s zei ja op %s.")
                                                              : _("Bij %s staat: niet vereist (%s)."),
                       name, date.data);
    }
    if (out.length == 0)
        buf_add_string(&out, _("Daarover is nog niets gezegd."));
    return buf_steal(&out);
}

/* --- who may have it --- */

/* Says that none of these members, who are those of an audience, may have it. */
static bool refuse(const struct people_search *f, size_t first, unsigned reader, struct error *error) {
    struct buf names = BUF_EMPTY;
    AUTO(buf_free) struct buf words = BUF_EMPTY;
    for (const struct member *one = f->members + first; one < f->members + f->count; one++) {
        AUTO(mem_free) char *text = said(f->asked, &one->about);
        if (one->about.person)
            add_name(&names, one->about.person);
        else
            buf_printf(&names, "%s\n", _("wie nog niet in de casus staat"));
        if (!words.data || !strstr(words.data, text))
            buf_printf(&words, " %s", text);
    }
    AUTO(mem_free) char *who = as_list(&names, _(" en "));
    return error_at(error, ERROR_CONTENT, f->asked->c->name, 0, 0,
                    _("Er is geen geldige toestemming om dit te delen met %s (%s).%s Bespreek het, en noteer het "
                      "antwoord in toestemmingen; --without-consent maakt het verslag toch, en zegt dat erin."),
                    who, reader_name(reader), words.data);
}

/* The people in the file of one audience. */
static bool belongs(const xmlNode *person, unsigned reader) {
    return reader != 0 && reader_of_person(person) == reader &&
           !(reader == READER_OUDERS && dom_has(person, "betrokken", "nee"));
}

static void add_member(struct people_search *f, unsigned reader, const xmlNode *person) {
    const struct consents *consents = f->asked->consents;
    struct purpose about = {.what = "delen", .person = person, .group = person ? 0 : reader};
    f->members = list_grow(f->members, &f->capacity, f->count, sizeof *f->members);
    f->members[f->count++] =
        (struct member){about, person ? consents_may_have(consents, person) : consents_valid(consents, &about)};
}

static void add_word(struct buf *words, const char *word) {
    buf_printf(words, "%s%s", words->length > 0 ? " " : "", word);
}

/* Those of one audience who get it: with `only` that person, with `seated` those at the table. False: nobody may have
 * it. */
static bool find_members(struct people_search *f, unsigned reader, const xmlNode *only, bool seated, struct buf *ids,
                         struct error *error) {
    size_t before = f->count, may = 0;
    bool known = false;
    for (const xmlNode *one = first_in(f->doc, "betrokkenen"); one; one = dom_next(one, NULL)) {
        bool member = only ? one == only : belongs(one, reader);
        known = known || member;
        if (member && (!seated || is_seated(f->people, one)))
            add_member(f, reader, one);
    }
    if (!known)
        add_member(f, reader, NULL);
    for (size_t i = before; i < f->count; i++)
        may += f->members[i].allowed;
    bool lacking = before + may < f->count, anyway = f->asked->options->without_consent, some = only || may > 0;
    if (lacking && !anyway && may == 0)
        return refuse(f, before, reader, error);
    if (lacking && !anyway)
        f->people->left_out |= reader;
    for (const struct member *one = f->members + before; one < f->members + f->count; one++) {
        const xmlNode *person = one->about.person;
        bool named = some && audience_visible(dom_child(person, "naam"), f->asked->readers);
        if (person && (one->allowed || anyway))
            add_word(ids, dom_get(person, "id"));
        else if (person) {
            AUTO(mem_free) char *name = name_of(person), *words = said(f->asked, &one->about);
            TELL(f, _("%s: niet voor %s, want daarvoor is geen geldige toestemming. %s"), name, words);
        }
        if (anyway && !one->allowed && (some || one == f->members + before))
            add_word(&f->people->unasked, named ? dom_get(person, "id") : reader_name(reader));
    }
    return true;
}

/* --- what the user should know --- */

/* The limits of a consent stand in its text. */
static void tell_limits(const struct people_search *f) {
    for (const xmlNode *one = first_in(f->doc, "toestemmingen"); one; one = dom_next(one, NULL)) {
        bool rests = false;
        for (size_t i = 0; i < f->count && dom_has(one, "voor", "delen"); i++)
            rests = rests || consents_rests_on(f->asked->consents, &f->members[i].about, one);
        if (!rests || !dom_filled(one))
            continue;
        AUTO(mem_free) char *text = dom_one_line(one), *name = name_of(dom_by_id(f->doc, dom_get(one, "van")));
        TELL(f, _("%s: bij de toestemming van %s staat: %s"), name, text);
    }
}

static void tell_others_at_table(const struct people_search *f) {
    const char *ids = dom_get(f->people->meeting, "deelnemers");
    struct buf names = BUF_EMPTY;
    for (xmlNodePtr person; dom_next_id(f->doc, &ids, &person);)
        if (!belongs(person, reader_of_person(person) & f->asked->readers) &&
            !dom_has_word("clb tolk", dom_get(person, "rol")))
            add_name(&names, person);
    AUTO(mem_free) char *who = as_list(&names, _(" en "));
    if (*who)
        TELL(f, _("%s: aan tafel zit ook wie geen lezer van dit verslag is: %s."), who);
}

static void tell_losses(const struct people_search *f) {
    struct buf lines = BUF_EMPTY, names = BUF_EMPTY;
    AUTO(buf_free) struct buf named = BUF_EMPTY;
    size_t count = 0;
    for (const xmlNode *node = dom_walk(xmlDocGetRootElement(f->doc), NULL), *next; node; node = next) {
        bool lost = audience_loses(&f->people->audience, node);
        next = lost ? dom_walk_over(node, NULL) : dom_walk_nodes(node, NULL);
        if (lost) {
            count++;
            add_line(&lines, node);
            buf_printf(&named, "%s ", dom_get(node, "niet-voor"));
        }
    }
    if (count == 0)
        return;
    const char *ids = f->people->ids;
    for (xmlNodePtr person; dom_next_id(f->doc, &ids, &person);)
        if (dom_has_word(named.data, dom_get(person, "id")))
            add_name(&names, person);
    AUTO(mem_free) char *who = as_list(&names, _(" en ")), *where = line_list(&lines);
    TELL(f,
         P_("%s: niet-voor nam %zu element weg voor %s (%s).", "%s: niet-voor nam %zu elementen weg voor %s (%s).",
            count),
         count, who, where);
}

/* What one parent said and another will read. */
static void tell_parents(const struct people_search *f) {
    struct buf lines = BUF_EMPTY;
    for (const xmlNode *one = first_in(f->doc, "vraagverheldering"); one; one = dom_next(one, NULL)) {
        const char *van = dom_get(one, "van"), *speakers = van, *ids = f->people->ids;
        bool parent = false, other = false;
        for (xmlNodePtr person; dom_next_id(f->doc, &speakers, &person);)
            parent = parent || reader_of_person(person) == READER_OUDERS;
        for (xmlNodePtr person; dom_next_id(f->doc, &ids, &person);)
            other = other || !dom_has_word(van, dom_get(person, "id"));
        if (parent && other && audience_sees(&f->people->audience, one) && dom_filled(one))
            add_line(&lines, one);
    }
    if (lines.length == 0)
        return;
    AUTO(mem_free) char *where = line_list(&lines);
    TELL(f, _("%s: wat de ene ouder zei, leest ook een andere ouder (%s)."), where);
}

bool people_find(struct people *people, const struct people_of *asked, struct warnings *warnings, struct error *error) {
    struct people_search f = {.asked = asked, .doc = asked->c->doc, .people = people, .warnings = warnings};
    unsigned outside = asked->readers & READER_OUTSIDE, wanted = outside;
    bool several = (outside & (outside - 1)) != 0, seated = false, ok = true;
    const xmlNode *only = asked->reader ? dom_by_id(f.doc, asked->reader) : NULL;
    struct buf ids = BUF_EMPTY;
    people->meeting = find_meeting(asked);
    people->audience.readers = asked->readers;
    if (asked->reader && !(only && dom_is(only->parent, "betrokkenen")))
        return error_at(error, ERROR_USAGE, asked->c->name, 0, 0,
                        _("--reader: „%s” is geen leerling of betrokkene in deze casus. Neem een id uit betrokkenen."),
                        asked->options->person);
    if (only && (wanted = reader_of_person(only) & asked->readers) == 0)
        return error_at(error, ERROR_USAGE, asked->c->name, 0, 0,
                        _("--reader: „%s” hoort niet bij de lezers van dit verslag. Kies een ander verslag."),
                        asked->options->person);
    for (const xmlNode *one = first_in(f.doc, "betrokkenen"); several && !only && one; one = dom_next(one, NULL)) {
        unsigned reader = reader_of_person(one) & outside;
        bool here = is_seated(people, one);
        seated = seated || (here && belongs(one, reader));
        people->away = people->away || (reader == READER_LEERLING && !here);
    }
    people->away = people->away && seated;
    if (people->away)
        people->audience.readers &= ~(unsigned)READER_LEERLING;
    for (unsigned reader = 1; ok && reader < READER_INTERN; reader <<= 1)
        ok = !(wanted & reader) || find_members(&f, reader, only, seated, &ids, error);
    people->ids = buf_steal(&ids);
    people->audience.people = people->ids;
    if (ok && outside != 0) {
        tell_limits(&f);
        if (several)
            tell_others_at_table(&f);
        tell_losses(&f);
        if (outside == READER_OUDERS)
            tell_parents(&f);
    }
    free(f.members);
    return ok;
}

void people_free(struct people *people) {
    free(people->ids);
    buf_free(&people->unasked);
    *people = (struct people){0};
}
