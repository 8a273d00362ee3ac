/* The meeting that a report prepares, its people, and what the user should know of them. */
#include "report/report.h"

#include "xml/dom.h"
#include "xml/reader.h"

/* Somebody whom the report is for, or an audience of whom nobody is in the file. */
struct member {
    struct purpose about; /* sharing it with them */
    bool allowed;
};

/* The first element in a section of the case. */
static const xmlNode *first_in(const struct people *p, const char *section) {
    return dom_child(dom_child(xmlDocGetRootElement(p->c->doc), section), NULL);
}

static bool is_seated(const struct people *p, const xmlNode *person) {
    return dom_has_word(dom_get(p->meeting, "deelnemers"), dom_get(person, "id"));
}

/* The earliest that is not before today, else the latest; of several on that day the first. */
static const xmlNode *find_meeting(const struct people *p) {
    const xmlNode *best = NULL;
    for (const xmlNode *one = first_in(p, "overleggen"); one; one = dom_next(one, NULL)) {
        const char *date = dom_get(one, "datum"), *found = dom_get(best, "datum"), *today = p->options->date;
        bool past = strcmp(found, today) < 0, comes = strcmp(date, today) >= 0;
        bool better = !best || (past ? strcmp(date, found) > 0 : comes && strcmp(date, found) < 0);
        if (better && dom_is(one, "overleg") && audience_visible(one, p->readers))
            best = one;
    }
    return best;
}

/* --- sentences --- */

/* Says one that begins with the name of the case. */
#define TELL(p, format, ...) warnings_add((p)->warnings, 0, format, (p)->c->name, __VA_ARGS__)

static void add_name(struct buf *lines, const xmlNode *person) {
    AUTO(mem_free) char *name = dom_one_line(dom_child(person, "naam"));
    buf_printf(lines, "%s\n", *name ? name : dom_get(person, "id"));
}

static char *name_of(const xmlNode *person) {
    struct buf name = BUF_EMPTY;
    add_name(&name, person);
    return as_list(&name, "");
}

/* "regel 12", "regels 12 en 15", of numbers with a line end behind each. */
static char *line_list(struct buf *lines) {
    bool many = strchr(lines->data, '\n')[1];
    AUTO(mem_free) char *list = as_list(lines, _(" en "));
    return text_format(many ? _("regels %s") : _("regel %s"), list);
}

/* What the pupil and the parents said last, and when: "Noor zei nee op 8 oktober 2026." */
static char *said(const struct people *p, const struct purpose *purpose) {
    struct buf out = BUF_EMPTY;
    for (const xmlNode *one = first_in(p, "betrokkenen"); one; one = dom_next(one, NULL)) {
        unsigned reader = reader_of_person(one);
        const xmlNode *word = consents_word(p->consents, one, purpose);
        bool decides = reader == READER_LEERLING && strcmp(consents_capable(p->consents), "ja") == 0;
        if (!(reader & (READER_LEERLING | READER_OUDERS)) || (!word && !decides))
            continue;
        AUTO(mem_free) char *name = name_of(one);
        AUTO(buf_free) struct buf date = BUF_EMPTY;
        date_in_words(&date, dom_get(word, "datum"), p->options->lang == LANG_EN);
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
static bool refuse(const struct people *p, size_t first, unsigned reader, struct error *error) {
    struct buf names = BUF_EMPTY;
    AUTO(buf_free) struct buf words = BUF_EMPTY;
    for (const struct member *one = p->members + first; one < p->members + p->count; one++) {
        AUTO(mem_free) char *text = said(p, &one->about);
        if (one->about.person)
            add_name(&names, one->about.person);
        else
            buf_printf(&names, "%s\n", _("wie nog niet in de casus staat"));
        if (!words.data || !strstr(words.data, text))
            buf_printf(&words, " %s", text);
    }
    AUTO(mem_free) char *who = as_list(&names, _(" en "));
    return error_at(error, ERROR_CONTENT, p->c->name, 0, 0,
                    _("Er is geen geldige toestemming om dit te delen met %s (%s).%s Bespreek het, en noteer het "
                      "antwoord in toestemmingen; --without-consent maakt het verslag toch, en zegt dat erin."),
                    who, reader_name(reader), words.data);
}

/* The people in the file of one audience. */
static bool belongs(const xmlNode *person, unsigned reader) {
    return reader != 0 && reader_of_person(person) == reader &&
           !(reader == READER_OUDERS && dom_has(person, "betrokken", "nee"));
}

/* Returns whether they may have it. */
static bool add_member(struct people *p, unsigned reader, const xmlNode *person) {
    struct purpose about = {.what = "delen", .person = person, .group = person ? 0 : reader};
    bool allowed = person ? consents_may_have(p->consents, person) : consents_valid(p->consents, &about);
    p->members = list_grow(p->members, &p->capacity, p->count, sizeof *p->members);
    p->members[p->count++] = (struct member){about, allowed};
    return allowed;
}

static void add_word(struct buf *words, const char *word) {
    buf_printf(words, "%s%s", words->length > 0 ? " " : "", word);
}

/* Those of one audience who get it: with `only` that person, with `seated` those at the table. False: nobody may have
 * it. */
static bool find_members(struct people *p, unsigned reader, const xmlNode *only, bool seated, struct error *error) {
    size_t before = p->count, may = 0;
    bool known = false, anyway = p->options->without_consent;
    for (const xmlNode *one = first_in(p, "betrokkenen"); one; one = dom_next(one, NULL)) {
        bool member = only ? one == only : belongs(one, reader);
        known = known || member;
        if (member && (!seated || is_seated(p, one)))
            may += add_member(p, reader, one);
    }
    if (!known)
        may += add_member(p, reader, NULL);
    bool lacking = before + may < p->count, some = only || may > 0;
    if (lacking && !anyway && may == 0)
        return refuse(p, before, reader, error);
    if (lacking && !anyway)
        p->left_out |= reader;
    for (const struct member *one = p->members + before; one < p->members + p->count; one++) {
        const xmlNode *person = one->about.person;
        bool named = some && audience_visible(dom_child(person, "naam"), p->readers);
        if (person && (one->allowed || anyway))
            add_word(&p->ids, dom_get(person, "id"));
        else if (person) {
            AUTO(mem_free) char *name = name_of(person), *words = said(p, &one->about);
            TELL(p, _("%s: niet voor %s, want daarvoor is geen geldige toestemming. %s"), name, words);
        }
        if (anyway && !one->allowed && (some || one == p->members + before))
            add_word(&p->unasked, named ? dom_get(person, "id") : reader_name(reader));
    }
    return true;
}

/* --- what the user should know --- */

/* The limits of a consent stand in its text. */
static void tell_limits(const struct people *p) {
    for (const xmlNode *one = first_in(p, "toestemmingen"); one; one = dom_next(one, NULL)) {
        bool rests = false;
        for (size_t i = 0; i < p->count && dom_has(one, "voor", "delen"); i++)
            rests = rests || consents_rests_on(p->consents, &p->members[i].about, one);
        if (!rests || !dom_filled(one))
            continue;
        AUTO(mem_free) char *text = dom_one_line(one), *name = name_of(dom_by_id(p->c->doc, dom_get(one, "van")));
        TELL(p, _("%s: bij de toestemming van %s staat: %s"), name, text);
    }
}

static void tell_others_at_table(const struct people *p) {
    const char *ids = dom_get(p->meeting, "deelnemers");
    struct buf names = BUF_EMPTY;
    for (xmlNodePtr person; dom_next_id(p->c->doc, &ids, &person);)
        if (!belongs(person, reader_of_person(person) & p->readers) &&
            !dom_has_word("clb tolk", dom_get(person, "rol")))
            add_name(&names, person);
    AUTO(mem_free) char *who = as_list(&names, _(" en "));
    if (*who)
        TELL(p, _("%s: aan tafel zit ook wie geen lezer van dit verslag is: %s."), who);
}

static void tell_losses(const struct people *p) {
    struct buf lines = BUF_EMPTY, names = BUF_EMPTY;
    AUTO(buf_free) struct buf named = BUF_EMPTY;
    size_t count = 0;
    for (const xmlNode *node = dom_walk(xmlDocGetRootElement(p->c->doc), NULL), *next; node; node = next) {
        bool lost = audience_loses(&p->audience, node);
        next = lost ? dom_walk_over(node, NULL) : dom_walk_nodes(node, NULL);
        if (lost) {
            count++;
            buf_printf(&lines, "%zu\n", xml_line(node));
            buf_printf(&named, "%s ", dom_get(node, "niet-voor"));
        }
    }
    if (count == 0)
        return;
    const char *ids = p->ids.data;
    for (xmlNodePtr person; dom_next_id(p->c->doc, &ids, &person);)
        if (dom_has_word(named.data, dom_get(person, "id")))
            add_name(&names, person);
    AUTO(mem_free) char *who = as_list(&names, _(" en ")), *where = line_list(&lines);
    TELL(p,
         P_("%s: niet-voor nam %zu element weg voor %s (%s).", "%s: niet-voor nam %zu elementen weg voor %s (%s).",
            count),
         count, who, where);
}

/* What one parent said and another will read. */
static void tell_parents(const struct people *p) {
    struct buf lines = BUF_EMPTY;
    for (const xmlNode *one = first_in(p, "vraagverheldering"); one; one = dom_next(one, NULL)) {
        const char *van = dom_get(one, "van"), *speakers = van, *ids = p->ids.data;
        bool parent = false, other = false;
        for (xmlNodePtr person; dom_next_id(p->c->doc, &speakers, &person);)
            parent = parent || reader_of_person(person) == READER_OUDERS;
        for (xmlNodePtr person; dom_next_id(p->c->doc, &ids, &person);)
            other = other || !dom_has_word(van, dom_get(person, "id"));
        if (parent && other && audience_sees(&p->audience, one) && dom_filled(one))
            buf_printf(&lines, "%zu\n", xml_line(one));
    }
    if (lines.length == 0)
        return;
    AUTO(mem_free) char *where = line_list(&lines);
    TELL(p, _("%s: wat de ene ouder zei, leest ook een andere ouder (%s)."), where);
}

bool people_find(struct people *p, struct error *error) {
    unsigned outside = p->readers & READER_OUTSIDE, wanted = outside;
    bool several = (outside & (outside - 1)) != 0, seated = false, ok = true;
    const xmlNode *only = p->reader ? dom_by_id(p->c->doc, p->reader) : NULL;
    p->meeting = find_meeting(p);
    p->audience.readers = p->readers;
    buf_add_string(&p->ids, ""); /* a string, also of nobody */
    if (p->reader && !(only && dom_is(only->parent, "betrokkenen")))
        return error_at(error, ERROR_USAGE, p->c->name, 0, 0,
                        _("--reader: „%s” is geen leerling of betrokkene in deze casus. Neem een id uit betrokkenen."),
                        p->options->person);
    if (only && (wanted = reader_of_person(only) & p->readers) == 0)
        return error_at(error, ERROR_USAGE, p->c->name, 0, 0,
                        _("--reader: „%s” hoort niet bij de lezers van dit verslag. Kies een ander verslag."),
                        p->options->person);
    for (const xmlNode *one = first_in(p, "betrokkenen"); several && !only && one; one = dom_next(one, NULL)) {
        unsigned reader = reader_of_person(one) & outside;
        bool here = is_seated(p, one);
        seated = seated || (here && belongs(one, reader));
        p->away = p->away || (reader == READER_LEERLING && !here);
    }
    p->away = p->away && seated;
    if (p->away)
        p->audience.readers &= ~(unsigned)READER_LEERLING;
    for (unsigned reader = 1; ok && reader < READER_INTERN; reader <<= 1)
        ok = !(wanted & reader) || find_members(p, reader, only, seated, error);
    p->audience.people = p->ids.data;
    if (ok && outside != 0) {
        tell_limits(p);
        if (several)
            tell_others_at_table(p);
        tell_losses(p);
        if (outside == READER_OUDERS)
            tell_parents(p);
    }
    return ok;
}

void people_free(struct people *p) {
    free(p->members);
    buf_free(&p->ids);
    buf_free(&p->unasked);
    *p = (struct people){0};
}
