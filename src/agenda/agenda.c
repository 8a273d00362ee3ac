#include "agenda/agenda.h"

#include "base/file.h"
#include "case/case.h"
#include "case/grammar.h"

#include <libxml/xpathInternals.h>

/* The columns of agenda.tsv. */
enum column { ELEMENT, DATE, WHO, ABOUT, PASSING, WORDS_NL, WORDS_EN, COLUMNS };

/* A kind of date: a line of agenda.tsv. */
struct kind {
    xmlXPathCompExprPtr expressions[ABOUT + 1]; /* NULL: the column is empty */
    const char *words;                          /* in the language of messages. Not owned. */
    uint64_t hash;                              /* of what makes it this kind, for uid */
    const char *file;                           /* where it stands. Not owned. */
    size_t line;
    bool stays; /* it is late when its day has passed */
};

/* FNV-1a, so that a calendar knows a date again and cannot tell whose it is. */
static uint64_t hash_on(uint64_t hash, const char *text) {
    for (const char *at = text; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001B3;
    return (hash ^ '\n') * 0x100000001B3;
}

/* Keeps a text as long as the agenda, and takes it over. */
static const char *keep(struct agenda *agenda, char *text) {
    const xmlChar *kept = xmlDictLookup(agenda->texts, (const xmlChar *)text, -1);
    free(text);
    return (const char *)kept;
}

/* --- agenda.tsv --- */

/* A line that is read, and where it stands. */
struct tsv_line {
    const char *file, *start;
    const char *field; /* the one at hand */
    size_t number;
    struct error *error;
};

static void complain(void *data, size_t offset, const char *sentence) {
    const struct tsv_line *line = data;
    size_t column = utf8_count(line->start, (size_t)(line->field - line->start) + offset) + 1;
    error_at(error_next(line->error), ERROR_DATA, line->file, line->number, column, "%s", sentence);
}

static bool knows(void *data, enum xpath_named what, const char *name, const char **suggestion) {
    (void)data;
    return what != XPATH_VARIABLE && grammar_knows(what == XPATH_ATTRIBUTE, name, suggestion);
}

/* Adds the kind of a line, in which it writes. */
static void add_kind(struct agenda *agenda, struct tsv_line *line, char *text) {
    char *fields[COLUMNS];
    size_t count = 0;
    for (char *field; (field = strsep(&text, "\t")); count++)
        if (count < COLUMNS)
            fields[count] = field;
    if (count != COLUMNS) {
        complain(line, 0, _("Op een regel staan zeven kolommen, met telkens één tab ertussen."));
        return;
    }
    struct xpath_dialect dialect = {.knows = knows, .complain = complain, .data = line};
    struct kind kind = {.words = keep(agenda, mem_strdup(fields[agenda->lang == LANG_EN ? WORDS_EN : WORDS_NL])),
                        .hash = hash_on(hash_on(0xCBF29CE484222325, fields[ELEMENT]), fields[DATE]),
                        .file = line->file,
                        .line = line->number,
                        .stays = strcmp(fields[PASSING], "blijft") == 0};
    for (size_t i = ELEMENT; i < COLUMNS; i++) {
        line->field = fields[i];
        if (i <= ABOUT && *fields[i])
            kind.expressions[i] = xpath_compile(agenda->xpath, fields[i], &dialect);
        else if (i <= DATE)
            complain(line, 0, _("Hier hoort een XPath te staan: wat een datum heeft, of waar die staat."));
        else if (i == PASSING && !kind.stays && strcmp(fields[i], "vervalt") != 0)
            complain(line, 0,
                     _("Schrijf in de vijfde kolom „blijft” (het is te laat tot het gebeurd is) of „vervalt”."));
        else if (i > PASSING && dom_blank(fields[i]))
            complain(line, 0, _("Schrijf hier in een paar woorden wat het is."));
    }
    agenda->kinds = list_grow(agenda->kinds, &agenda->kind_capacity, agenda->kind_count, sizeof kind);
    agenda->kinds[agenda->kind_count++] = kind;
}

static void read_kinds(struct agenda *agenda, const char *path, struct error *error) {
    AUTO(buf_free) struct buf bytes = BUF_EMPTY;
    struct error unread = ERROR_EMPTY;
    struct tsv_line line = {.file = keep(agenda, mem_strdup(path)), .error = error};
    char *rest = file_read(path, 64 * 1024, &bytes, &unread) ? bytes.data : NULL;
    error_add(error, &unread);
    if (rest && strncmp(rest, "\xEF\xBB\xBF", 3) == 0) /* a spreadsheet may have saved it */
        rest += 3;
    for (char *text; (text = strsep(&rest, "\n"));) {
        line.number++;
        line.start = line.field = text;
        text[strcspn(text, "\r")] = '\0';
        if (utf8_valid_length(text, strlen(text)) != strlen(text))
            complain(&line, 0, _("Deze regel is geen UTF-8. Bewaar het bestand als UTF-8."));
        else if (*text != '#' && !dom_blank(text))
            add_kind(agenda, &line, text);
    }
}

bool agenda_open(struct agenda *agenda, struct error *error) {
    const struct datadir *datadir = agenda->datadir;
    agenda->words = words_open(datadir, error);
    if (!agenda->words)
        return false;
    agenda->texts = xmlDictCreate();
    agenda->functions = functions_new(agenda->words, agenda->today);
    agenda->xpath = xpath_open(NULL, &agenda->functions->binding);
    for (int own = 0; own < 2; own++) {
        AUTO(mem_free) char *path = datadir_look_in(datadir, own, "schemas/agenda.tsv");
        if (path)
            read_kinds(agenda, path, error);
        else if (!own)
            free(datadir_find(datadir, "schemas/agenda.tsv", error)); /* which says where was looked */
    }
    if (error->kind == ERROR_NONE)
        return true;
    error->kind = ERROR_DATA;
    return false;
}

void agenda_close(struct agenda *agenda) {
    for (size_t i = 0; i < agenda->kind_count; i++)
        for (size_t j = ELEMENT; j <= ABOUT; j++)
            xmlXPathFreeCompExpr(agenda->kinds[i].expressions[j]);
    free(agenda->kinds);
    free(agenda->entries);
    xmlDictFree(agenda->texts);
    xmlXPathFreeContext(agenda->xpath);
    functions_free(agenda->functions);
    words_close(agenda->words);
}

/* --- a case --- */

/* True when the agenda is for somebody else. */
static bool is_person(const xmlNode *person, const char *whose) {
    return strcmp(dom_get(person, "id"), whose) == 0 || strcmp(dom_get(person, "rol"), whose) == 0 ||
           (dom_is(person, "leerling") && strcmp(whose, "leerling") == 0);
}

/* For AUTO. */
static void free_object(xmlXPathObjectPtr *object) {
    xmlXPathFreeObject(*object);
}

/* What an expression gives, seen from an element; no nodes when there is none, or when it fails, which agenda->failure
 * says. */
static xmlXPathObjectPtr evaluate(struct agenda *agenda, const struct kind *kind, enum column column,
                                  xmlNodePtr element) {
    struct error *reason = &agenda->functions->binding.error;
    if (!kind->expressions[column])
        return xmlXPathNewNodeSet(NULL);
    agenda->xpath->doc = element->doc;
    agenda->xpath->node = element;
    xmlXPathObjectPtr value = xmlXPathCompiledEval(kind->expressions[column], agenda->xpath);
    if (value && (value->type == XPATH_NODESET || (column != ELEMENT && column != WHO))) {
        xmlXPathNodeSetSort(value->nodesetval);
        return value;
    }
    if (value)
        error_at(&agenda->failure, ERROR_DATA, kind->file, kind->line, 0,
                 _("De eerste en de derde kolom voor „%s” moeten elementen kiezen."), kind->words);
    else
        error_at(&agenda->failure, ERROR_DATA, kind->file, kind->line, 0, _("De XPath voor „%s” mislukt. %s"),
                 kind->words, error_text(reason));
    error_clear(reason);
    xmlXPathFreeObject(value);
    return xmlXPathNewNodeSet(NULL);
}

/* The names of the people. `wanted` becomes true when whose agenda it is, is one of them. */
static char *read_who(struct agenda *agenda, const struct kind *kind, xmlNodePtr element, bool *wanted) {
    struct buf names = BUF_EMPTY;
    const char *whose = agenda->whose;
    AUTO(free_object) xmlXPathObjectPtr people = evaluate(agenda, kind, WHO, element);
    *wanted = !whose;
    for (int i = 0; people->nodesetval && i < people->nodesetval->nodeNr; i++) {
        const xmlNode *person = people->nodesetval->nodeTab[i];
        AUTO(mem_free) char *name = dom_one_line(dom_child(person, "naam") ? dom_child(person, "naam") : person);
        buf_printf(&names, "%s%s", names.length > 0 && *name ? ", " : "", name);
        *wanted = *wanted || is_person(person, whose);
    }
    return buf_steal(&names);
}

/* The text of an expression, on one line. */
static char *read_text(struct agenda *agenda, const struct kind *kind, enum column column, xmlNodePtr element) {
    AUTO(free_object) xmlXPathObjectPtr value = evaluate(agenda, kind, column, element);
    char *text = (char *)xmlXPathCastToString(value);
    text_normalise(text);
    return text;
}

/* Adds the date of one element to those of a case, of which the first is at `first`; `entry` says what they share. */
static void add_entry(struct agenda *agenda, const struct kind *kind, xmlNodePtr element, struct agenda_entry entry,
                      size_t first, struct error *error) {
    AUTO(mem_free) char *date = read_text(agenda, kind, DATE, element);
    const char *id = dom_get(element, "id");
    bool wanted;
    entry.what = kind->words;
    entry.line = xml_line(element);
    if (*date && !date_valid(date))
        error_at(error_next(error), ERROR_CONTENT, entry.file, entry.line, 0,
                 _("%s: „%.*s” is geen datum. Schrijf ze als JJJJ-MM-DD, bijvoorbeeld 2026-11-24."), kind->words,
                 text_quote(date, strlen(date)), date);
    if (!date_valid(date))
        return;
    memcpy(entry.date, date, sizeof entry.date);
    entry.late = kind->stays && strcmp(date, agenda->today) < 0;
    entry.uid = hash_on(hash_on(entry.uid, id), *id ? "" : date) ^ kind->hash;
    const char *from = agenda->from ? agenda->from : entry.late ? "" : agenda->today;
    if (strcmp(date, from) < 0 || (agenda->until && strcmp(date, agenda->until) > 0))
        return;
    entry.who = keep(agenda, read_who(agenda, kind, element, &wanted));
    if (!wanted)
        return;
    entry.about = keep(agenda, read_text(agenda, kind, ABOUT, element));
    for (size_t i = first; i < agenda->count; i++) /* two without an id, on one day */
        entry.uid += agenda->entries[i].uid == entry.uid;
    entry.order = agenda->count;
    agenda->entries = list_grow(agenda->entries, &agenda->capacity, agenda->count, sizeof *agenda->entries);
    agenda->entries[agenda->count++] = entry;
}

bool agenda_add(struct agenda *agenda, const char *path, struct error *error) {
    AUTO(case_free) struct case_file c;
    AUTO(findings_free) struct findings findings = {0};
    bool read = case_read(&c, path, NULL, &findings, error);
    xmlNodePtr root = c.doc ? xmlDocGetRootElement(c.doc) : NULL;
    findings_finish(&findings, &c);
    if (root && dom_is(root, "casus")) {
        const char *whose = agenda->whose;
        const xmlNode *people = dom_child(root, "betrokkenen"), *pupil = dom_child(people, "leerling");
        struct agenda_entry entry = {.file = keep(agenda, mem_strdup(path)),
                                     .pupil = keep(agenda, dom_one_line(dom_child(pupil, "naam")))};
        entry.uid = hash_on(hash_on(hash_on(0xCBF29CE484222325, entry.pupil), dom_get(pupil, "geboortedatum")),
                            dom_get(root, "start"));
        for (const xmlNode *one = dom_child(people, NULL); one && whose; one = dom_next(one, NULL))
            agenda->whose_known = agenda->whose_known || is_person(one, whose);
        size_t first = agenda->count;
        for (const struct kind *kind = agenda->kinds; kind < agenda->kinds + agenda->kind_count; kind++) {
            AUTO(free_object) xmlXPathObjectPtr elements = evaluate(agenda, kind, ELEMENT, root);
            for (int i = 0; elements->nodesetval && i < elements->nodesetval->nodeNr; i++)
                if (elements->nodesetval->nodeTab[i]->type == XML_ELEMENT_NODE)
                    add_entry(agenda, kind, elements->nodesetval->nodeTab[i], entry, first, error);
        }
        functions_forget(agenda->functions);
    } else if (read && findings.count > 0)
        error_at(error, ERROR_IO, path, findings.items[0].line, findings.items[0].column, "%s",
                 findings.items[0].message);
    else if (read)
        error_at(error, ERROR_IO, path, 1, 1, _("Dit is geen casus: het eerste element is niet <casus>."));
    if (agenda->failure.kind == ERROR_NONE)
        return true;
    error_clear(error);
    error_add(error, &agenda->failure);
    return false;
}
