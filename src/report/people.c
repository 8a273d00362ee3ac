/* The meeting that a report prepares, its people, and what the user should know of them. */
#include "report/people.h"

#include "report/report.h"
#include "xml/dom.h"
#include "xml/reader.h"

/* Somebody whom the report is for, or an audience of whom nobody is in the file. */
struct member {
    unsigned reader;
    struct purpose about; /* sharing it with them */
    bool allowed;
};

struct people_search {
    const struct people_of *asked;
    struct people *people;
    struct warnings *warnings;
    struct member *members;
    size_t count, capacity;
};

static const xmlNode *first_person(const struct people_of *asked) {
    return dom_child(dom_child(xmlDocGetRootElement(asked->c->doc), "betrokkenen"), NULL);
}

static bool is_seated(const struct people *people, const xmlNode *person) {
    return dom_has_word(dom_get(people->meeting, "deelnemers"), dom_get(person, "id"));
}

/* The earliest that is not before today, else the latest; of several on that day the first. */
static const xmlNode *find_meeting(const struct people_of *asked) {
    const xmlNode *section = dom_child(xmlDocGetRootElement(asked->c->doc), "overleggen"), *best = NULL;
    for (const xmlNode *one = dom_child(section, "overleg"); one; one = dom_next(one, "overleg")) {
        if (!audience_visible(one, asked->readers))
            continue;
        const char *date = dom_get(one, "datum"), *found = dom_get(best, "datum");
        int order = strcmp(date, found);
        bool comes = strcmp(date, asked->options->date) >= 0, best_comes = strcmp(found, asked->options->date) >= 0;
        if (!best || (comes ? !best_comes || order < 0 : !best_comes && order > 0))
            best = one;
    }
    return best;
}

/* --- sentences --- */

static void add_name(struct buf *lines, const xmlNode *person) {
    char *name = dom_one_line(dom_child(person, "naam"));
    buf_printf(lines, "%s\n", *name ? name : dom_get(person, "id"));
    free(name);
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
    bool many = lines->data && strchr(lines->data, '\n')[1];
    char *list = as_list(lines, _(" en ")), *text = text_format(many ? _("regels %s") : _("regel %s"), list);
    free(list);
    return text;
}

/* Says a sentence about the case and this list, which it frees. */
static void tell(const struct people_search *f, const char *sentence, char *list) {
    warnings_add(f->warnings, 0, sentence, f->asked->c->name, list);
    free(list);
}

/* What the pupil and the parents said last, and when: "Noor zei nee op 8 oktober 2026." */
static char *said(const struct people_of *asked, const struct purpose *purpose) {
    struct buf out = BUF_EMPTY;
    for (const xmlNode *one = first_person(asked); one; one = dom_next(one, NULL)) {
        unsigned reader = reader_of_person(one);
        const xmlNode *word = consents_word(asked->consents, one, purpose);
        bool decides = reader == READER_LEERLING && strcmp(consents_capable(asked->consents), "ja") == 0;
        if (!(reader & (READER_LEERLING | READER_OUDERS)) || (!word && !decides))
            continue;
        char *name = name_of(one);
        struct buf date = BUF_EMPTY;
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
        buf_free(&date);
        free(name);
    }
    if (out.length == 0)
        buf_add_string(&out, _("Daarover is nog niets gezegd."));
    return buf_steal(&out);
}

/* --- who may have it --- */

/* Says that none of those of an audience may have it. */
static bool refuse(const struct people_search *f, unsigned reader, struct error *error) {
    struct buf names = BUF_EMPTY, words = BUF_EMPTY;
    for (const struct member *one = f->members; one < f->members + f->count; one++) {
        if (one->reader != reader)
            continue;
        char *text = said(f->asked, &one->about);
        if (one->about.person)
            add_name(&names, one->about.person);
        else
            buf_printf(&names, "%s\n", _("wie nog niet in de casus staat"));
        if (!words.data || !strstr(words.data, text))
            buf_printf(&words, " %s", text);
        free(text);
    }
    char *who = as_list(&names, _(" en "));
    error_at(error, ERROR_CONTENT, f->asked->c->name, 0, 0,
             _("Er is geen geldige toestemming om dit te delen met %s (%s).%s Bespreek het, en noteer het antwoord in "
               "toestemmingen; --without-consent maakt het verslag toch, en zegt dat erin."),
             who, reader_name(reader), words.data);
    free(who);
    buf_free(&words);
    return false;
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
        (struct member){reader, about, person ? consents_may_have(consents, person) : consents_valid(consents, &about)};
}

static void add_word(struct buf *words, const char *word) {
    buf_printf(words, "%s%s", words->length > 0 ? " " : "", word);
}

/* Those of one audience who get it: with `only` that person, with `seated` those at the table. False: nobody may have
 * it. */
static bool find_members(struct people_search *f, unsigned reader, const xmlNode *only, bool seated, struct buf *ids,
                         struct error *error) {
    const struct people_of *asked = f->asked;
    size_t before = f->count, may = 0;
    bool known = false;
    for (const xmlNode *one = first_person(asked); one; one = dom_next(one, NULL)) {
        bool member = only ? one == only : belongs(one, reader);
        known = known || member;
        if (member && (!seated || is_seated(f->people, one)))
            add_member(f, reader, one);
    }
    if (!known)
        add_member(f, reader, NULL);
    for (size_t i = before; i < f->count; i++)
        may += f->members[i].allowed;
    bool lacking = before + may < f->count, anyway = asked->options->without_consent, some = only || may > 0;
    if (lacking && !anyway && may == 0)
        return refuse(f, reader, error);
    if (lacking && !anyway)
        f->people->left_out |= reader;
    for (size_t i = before; i < f->count; i++) {
        const struct member *one = &f->members[i];
        const xmlNode *person = one->about.person;
        if (person && (one->allowed || anyway))
            add_word(ids, dom_get(person, "id"));
        else if (person) {
            char *name = name_of(person), *words = said(asked, &one->about);
            warnings_add(f->warnings, 0, _("%s: niet voor %s, want daarvoor is geen geldige toestemming. %s"),
                         asked->c->name, name, words);
            free(name);
            free(words);
        }
        bool named = some && audience_visible(dom_child(person, "naam"), asked->readers);
        if (anyway && !one->allowed && (some || i == before))
            add_word(&f->people->unasked, named ? dom_get(person, "id") : reader_name(reader));
    }
    return true;
}

/* --- what the user should know --- */

/* The limits of a consent stand in its text. */
static void tell_limits(const struct people_search *f) {
    const struct people_of *asked = f->asked;
    const xmlNode *section = dom_child(xmlDocGetRootElement(asked->c->doc), "toestemmingen");
    for (const xmlNode *one = dom_child(section, NULL); one; one = dom_next(one, NULL)) {
        bool rests = false;
        for (size_t i = 0; i < f->count && dom_has(one, "voor", "delen"); i++)
            rests = rests || consents_rests_on(asked->consents, &f->members[i].about, one);
        if (!rests || !dom_filled(one))
            continue;
        char *text = dom_one_line(one), *name = name_of(dom_by_id(asked->c->doc, dom_get(one, "van")));
        warnings_add(f->warnings, 0, _("%s: bij de toestemming van %s staat: %s"), asked->c->name, name, text);
        free(name);
        free(text);
    }
}

static void tell_others_at_table(const struct people_search *f) {
    const struct people_of *asked = f->asked;
    const char *ids = dom_get(f->people->meeting, "deelnemers");
    struct buf names = BUF_EMPTY;
    for (xmlNodePtr person; dom_next_id(asked->c->doc, &ids, &person);)
        if (!belongs(person, reader_of_person(person) & asked->readers) && !dom_has(person, "rol", "clb") &&
            !dom_has(person, "rol", "tolk"))
            add_name(&names, person);
    if (names.length > 0)
        tell(f, _("%s: aan tafel zit ook wie geen lezer van dit verslag is: %s."), as_list(&names, _(" en ")));
}

static void tell_losses(const struct people_search *f) {
    const struct people_of *asked = f->asked;
    const xmlNode *root = xmlDocGetRootElement(asked->c->doc);
    struct buf lines = BUF_EMPTY, names = BUF_EMPTY, named = BUF_EMPTY;
    size_t count = 0;
    for (const xmlNode *node = dom_walk(root, NULL), *next; node; node = next) {
        bool lost = node->type == XML_ELEMENT_NODE && audience_loses(&f->people->audience, node);
        next = lost ? dom_walk_over(node, NULL) : dom_walk_nodes(node, NULL);
        if (lost) {
            count++;
            add_line(&lines, node);
            buf_printf(&named, "%s ", dom_get(node, "niet-voor"));
        }
    }
    const char *ids = f->people->ids;
    for (xmlNodePtr person; count > 0 && dom_next_id(asked->c->doc, &ids, &person);)
        if (dom_has_word(named.data, dom_get(person, "id")))
            add_name(&names, person);
    if (count > 0) {
        char *who = as_list(&names, _(" en ")), *where = line_list(&lines);
        warnings_add(f->warnings, 0,
                     P_("%s: niet-voor nam %zu element weg voor %s (%s).",
                        "%s: niet-voor nam %zu elementen weg voor %s (%s).", count),
                     asked->c->name, count, who, where);
        free(who);
        free(where);
    }
    buf_free(&named);
}

/* What one parent said and another will read. */
static void tell_parents(const struct people_search *f) {
    const struct people_of *asked = f->asked;
    const xmlNode *section = dom_child(xmlDocGetRootElement(asked->c->doc), "vraagverheldering");
    struct buf lines = BUF_EMPTY;
    for (const xmlNode *one = dom_child(section, NULL); one; one = dom_next(one, NULL)) {
        const char *van = dom_get(one, "van"), *speakers = van, *ids = f->people->ids;
        bool parent = false, other = false;
        for (xmlNodePtr person; dom_next_id(asked->c->doc, &speakers, &person);)
            parent = parent || reader_of_person(person) == READER_OUDERS;
        for (xmlNodePtr person; dom_next_id(asked->c->doc, &ids, &person);)
            other = other || !dom_has_word(van, dom_get(person, "id"));
        if (parent && other && audience_sees(&f->people->audience, one) && dom_filled(one))
            add_line(&lines, one);
    }
    if (lines.length > 0)
        tell(f, _("%s: wat de ene ouder zei, leest ook een andere ouder (%s)."), line_list(&lines));
}

bool people_find(struct people *people, const struct people_of *asked, struct warnings *warnings, struct error *error) {
    struct people_search f = {.asked = asked, .people = people, .warnings = warnings};
    unsigned outside = asked->readers & READER_OUTSIDE, wanted = outside;
    bool several = (outside & (outside - 1)) != 0, seated = false, ok = true;
    const xmlNode *only = asked->reader ? dom_by_id(asked->c->doc, asked->reader) : NULL;
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
    for (const xmlNode *one = first_person(asked); several && !only && one; one = dom_next(one, NULL)) {
        bool here = is_seated(people, one);
        seated = seated || (here && belongs(one, reader_of_person(one) & outside));
        people->away = people->away || (wanted & reader_of_person(one) & READER_LEERLING && !here);
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
