#include "report/people.h"

#include "report/report.h"
#include "xml/dom.h"
#include "xml/reader.h"

/* --- the meeting --- */

/* The earliest that is not before today, else the latest; of several on that day the first. */
static const xmlNode *find_meeting(const struct people_of *asked) {
    const xmlNode *section = dom_child(xmlDocGetRootElement(asked->c->doc), "overleggen"), *best = NULL;
    for (const xmlNode *one = dom_child(section, "overleg"); one; one = dom_next(one, "overleg")) {
        if (!audience_visible(one, asked->readers))
            continue;
        int order = best ? strcmp(dom_get(one, "datum"), dom_get(best, "datum")) : 0;
        bool comes = strcmp(dom_get(one, "datum"), asked->today) >= 0;
        bool best_comes = best && strcmp(dom_get(best, "datum"), asked->today) >= 0;
        if (!best || (comes ? !best_comes || order < 0 : !best_comes && order > 0))
            best = one;
    }
    return best;
}

static const xmlNode *first_person(const struct people_of *asked) {
    return dom_child(dom_child(xmlDocGetRootElement(asked->c->doc), "betrokkenen"), NULL);
}

static bool is_seated(const struct people *people, const xmlNode *person) {
    return dom_has_word(dom_get(people->meeting, "deelnemers"), dom_get(person, "id"));
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
        date_in_words(&date, dom_get(word, "datum"), asked->english);
        buf_add_string(&out, out.length > 0 ? " " : "");
        if (!word)
            buf_printf(&out, _("%s beslist zelf, en zei er nog niets over."), name);
        else if (dom_has(word, "status", "ingetrokken"))
            buf_printf(&out, _("%s trok de toestemming in op %s."), name, date.data);
        else
            buf_printf(&out,
                       consent_refused(word)                ? _("%s zei nee op %s.")
                       : dom_has(word, "status", "gegeven") ? _("%s zei ja op %s.")
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

static struct purpose sharing(const xmlNode *person) {
    return (struct purpose){.what = "delen", .person = person};
}

/* Says that none of these may have it; with nobody, that it is about an audience of whom nobody is in the file. */
static bool refuse(const struct people_of *asked, const xmlNode *const *members, size_t count, unsigned reader,
                   struct error *error) {
    struct buf names = BUF_EMPTY, words = BUF_EMPTY;
    for (size_t i = 0; i < count || (i == 0 && count == 0); i++) {
        struct purpose about = count > 0 ? sharing(members[i]) : (struct purpose){.what = "delen", .group = reader};
        char *one = said(asked, &about);
        if (count > 0)
            add_name(&names, members[i]);
        else
            buf_printf(&names, "%s\n", _("wie nog niet in de casus staat"));
        if (!words.data || !strstr(words.data, one))
            buf_printf(&words, " %s", one);
        free(one);
    }
    char *who = as_list(&names, _(" en "));
    error_at(error, ERROR_CONTENT, asked->c->name, 0, 0,
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

static void add_word(struct buf *words, const char *word) {
    buf_printf(words, "%s%s", words->length > 0 ? " " : "", word);
}

/* Those of one audience: with `only` that person, with `seated` those at the table. */
static bool find_members(struct people *people, const struct people_of *asked, unsigned reader, const xmlNode *only,
                         bool seated, struct buf *ids, struct warnings *warnings, struct error *error) {
    const xmlNode **out = NULL; /* who may not have it */
    size_t count = 0, capacity = 0, known = 0, may = 0;
    for (const xmlNode *one = first_person(asked); one; one = dom_next(one, NULL)) {
        bool member = only ? one == only : belongs(one, reader);
        known += member;
        if (!member || (seated && !is_seated(people, one)))
            continue;
        bool allowed = consents_may_have(asked->consents, one);
        if (allowed || asked->without_consent)
            add_word(ids, dom_get(one, "id"));
        may += allowed;
        out = list_grow(out, &capacity, count, sizeof *out);
        out[count] = one;
        count += !allowed;
    }
    bool none = known == 0 && !consents_valid(asked->consents, &(struct purpose){.what = "delen", .group = reader});
    bool lacking = none || count > 0, some = only || may > 0, ok = true;
    people->empty |= known == 0 ? reader : 0;
    for (size_t i = 0; asked->without_consent && i < (some ? count : lacking); i++) {
        bool named = some && audience_visible(dom_child(out[i], "naam"), asked->readers);
        add_word(&people->unasked, named ? dom_get(out[i], "id") : reader_name(reader));
    }
    if (lacking && may == 0 && !asked->without_consent)
        ok = refuse(asked, out, count, reader, error);
    else if (lacking && !asked->without_consent)
        people->left_out |= reader;
    for (size_t i = 0; ok && i < count && !asked->without_consent; i++) {
        struct purpose about = sharing(out[i]);
        char *name = name_of(out[i]), *words = said(asked, &about);
        warnings_add(warnings, 0, _("%s: niet voor %s, want daarvoor is geen geldige toestemming. %s"), asked->c->name,
                     name, words);
        free(name);
        free(words);
    }
    free(out);
    return ok;
}

/* --- what the user should know --- */

/* The limits of a consent stand in its text. */
static void tell_limits(const struct people *people, const struct people_of *asked, struct warnings *warnings) {
    const xmlNode *root = xmlDocGetRootElement(asked->c->doc), *section = dom_child(root, "toestemmingen");
    for (const xmlNode *one = dom_child(section, NULL); one; one = dom_next(one, NULL)) {
        const char *ids = people->ids;
        bool rests = false;
        for (xmlNodePtr person; dom_has(one, "voor", "delen") && dom_next_id(asked->c->doc, &ids, &person);) {
            struct purpose about = sharing(person);
            rests = rests || consents_rests_on(asked->consents, &about, one);
        }
        for (unsigned reader = 1; reader < READER_INTERN; reader <<= 1)
            if (people->empty & reader)
                rests = rests ||
                        consents_rests_on(asked->consents, &(struct purpose){.what = "delen", .group = reader}, one);
        if (!rests || !dom_filled(one))
            continue;
        char *text = dom_one_line(one), *name = name_of(dom_by_id(asked->c->doc, dom_get(one, "van")));
        warnings_add(warnings, 0, _("%s: bij de toestemming van %s staat: %s"), asked->c->name, name, text);
        free(name);
        free(text);
    }
}

static void tell_others_at_table(const struct people *people, const struct people_of *asked,
                                 struct warnings *warnings) {
    const char *ids = dom_get(people->meeting, "deelnemers");
    struct buf names = BUF_EMPTY;
    for (xmlNodePtr person; dom_next_id(asked->c->doc, &ids, &person);)
        if (!belongs(person, reader_of_person(person) & asked->readers) && !dom_has(person, "rol", "clb") &&
            !dom_has(person, "rol", "tolk"))
            add_name(&names, person);
    char *list = as_list(&names, _(" en "));
    if (*list)
        warnings_add(warnings, 0, _("%s: aan tafel zit ook wie geen lezer van dit verslag is: %s."), asked->c->name,
                     list);
    free(list);
}

static void tell_losses(const struct people *people, const struct people_of *asked, struct warnings *warnings) {
    const xmlNode *root = xmlDocGetRootElement(asked->c->doc);
    struct buf lines = BUF_EMPTY, names = BUF_EMPTY, named = BUF_EMPTY;
    size_t count = 0;
    for (const xmlNode *node = dom_walk(root, NULL), *next; node; node = next) {
        bool lost = audience_loses(&people->audience, node);
        next = lost ? dom_walk_over(node, NULL) : dom_walk(node, NULL);
        while (next && next->type != XML_ELEMENT_NODE)
            next = dom_walk_over(next, NULL);
        if (!lost)
            continue;
        count++;
        add_line(&lines, node);
        buf_printf(&named, "%s ", dom_get(node, "niet-voor"));
    }
    const char *ids = people->ids;
    for (xmlNodePtr person; count > 0 && dom_next_id(asked->c->doc, &ids, &person);)
        if (dom_has_word(named.data, dom_get(person, "id")))
            add_name(&names, person);
    if (count > 0) {
        char *who = as_list(&names, _(" en ")), *where = line_list(&lines);
        warnings_add(warnings, 0,
                     P_("%s: niet-voor nam %zu element weg voor %s (%s).",
                        "%s: niet-voor nam %zu elementen weg voor %s (%s).", count),
                     asked->c->name, count, who, where);
        free(who);
        free(where);
    }
    buf_free(&named);
}

/* What one parent said and another will read. */
static void tell_parents(const struct people *people, const struct people_of *asked, struct warnings *warnings) {
    const xmlNode *section = dom_child(xmlDocGetRootElement(asked->c->doc), "vraagverheldering");
    struct buf lines = BUF_EMPTY;
    for (const xmlNode *one = dom_child(section, NULL); one; one = dom_next(one, NULL)) {
        const char *ids = dom_get(one, "van");
        bool parent = false, other = false;
        for (xmlNodePtr person; dom_next_id(asked->c->doc, &ids, &person);)
            parent = parent || reader_of_person(person) == READER_OUDERS;
        ids = people->ids;
        for (xmlNodePtr person; dom_next_id(asked->c->doc, &ids, &person);)
            other = other || !dom_has_word(dom_get(one, "van"), dom_get(person, "id"));
        if (parent && other && audience_sees(&people->audience, one) && dom_filled(one))
            add_line(&lines, one);
    }
    if (lines.length > 0) {
        char *where = line_list(&lines);
        warnings_add(warnings, 0, _("%s: wat de ene ouder zei, leest ook een andere ouder (%s)."), asked->c->name,
                     where);
        free(where);
    }
}

bool people_find(struct people *people, const struct people_of *asked, struct warnings *warnings, struct error *error) {
    unsigned outside = asked->readers & READER_OUTSIDE, wanted = outside;
    bool several = (outside & (outside - 1)) != 0, seated = false, ok = true;
    const xmlNode *only = asked->reader ? dom_by_id(asked->c->doc, asked->reader) : NULL;
    struct buf ids = BUF_EMPTY;
    people->meeting = find_meeting(asked);
    people->audience.readers = asked->readers;
    if (asked->reader && !(only && dom_is(only->parent, "betrokkenen")))
        return error_at(error, ERROR_USAGE, asked->c->name, 0, 0,
                        _("--reader: „%s” is geen leerling of betrokkene in deze casus. Neem een id uit betrokkenen."),
                        asked->shown);
    if (only && (wanted = reader_of_person(only) & asked->readers) == 0)
        return error_at(error, ERROR_USAGE, asked->c->name, 0, 0,
                        _("--reader: „%s” hoort niet bij de lezers van dit verslag. Kies een ander verslag."),
                        asked->shown);
    for (const xmlNode *one = first_person(asked); several && !only && one; one = dom_next(one, NULL)) {
        bool here = is_seated(people, one) && belongs(one, reader_of_person(one) & outside);
        seated = seated || here;
        people->away = people->away || (wanted & reader_of_person(one) & READER_LEERLING && !is_seated(people, one));
    }
    people->away = people->away && seated;
    if (people->away)
        people->audience.readers &= ~(unsigned)READER_LEERLING;
    for (unsigned reader = 1; ok && reader < READER_INTERN; reader <<= 1)
        if (wanted & reader)
            ok = find_members(people, asked, reader, only, seated, &ids, warnings, error);
    people->ids = buf_steal(&ids);
    people->audience.people = people->ids;
    if (!ok || outside == 0)
        return ok;
    tell_limits(people, asked, warnings);
    if (several)
        tell_others_at_table(people, asked, warnings);
    tell_losses(people, asked, warnings);
    if (outside == READER_OUDERS)
        tell_parents(people, asked, warnings);
    return true;
}

void people_free(struct people *people) {
    free(people->ids);
    buf_free(&people->unasked);
    *people = (struct people){0};
}
