#include "agenda/agenda.h"

#include "base/file.h"
#include "case/case.h"
#include "case/grammar.h"
#include "case/quote.h"
#include "rules/rule_functions.h"

#include <libxml/xpathInternals.h>

/* The columns of agenda.tsv. */
enum column { ELEMENT, DATE, WHO, ABOUT, PASSING, WORDS_NL, WORDS_EN, COLUMNS };

/* A kind of date: a line of agenda.tsv. */
struct kind {
    xmlXPathCompExprPtr expressions[ABOUT + 1]; /* NULL: the column is empty */
    char *words;                                /* in the language of messages */
    uint64_t hash;                              /* of what makes it this kind, for uid */
    const char *file;                           /* where it stands. Not owned. */
    size_t line;
    bool stays; /* it is late when its day has passed */
};

struct agenda_data {
    struct grammar grammar;
    struct words *words;
    struct functions *functions;
    xmlXPathContextPtr xpath;
    struct kind *kinds;
    size_t count, capacity;
    char **texts; /* names of files and pupils, which entries share */
    size_t text_count, text_capacity;
};

/* FNV-1a, so that a calendar knows a date again and cannot tell whose it is. */
static uint64_t hash_on(uint64_t hash, const char *text) {
    for (const char *at = text; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001B3;
    return (hash ^ '\n') * 0x100000001B3;
}

/* Keeps a text as long as the agenda. */
static const char *keep(struct agenda_data *data, char *text) {
    data->texts = list_grow(data->texts, &data->text_capacity, data->text_count, sizeof *data->texts);
    return data->texts[data->text_count++] = text;
}

/* --- agenda.tsv --- */

/* A line that is read, and where it stands. */
struct tsv_line {
    const struct agenda_data *data;
    const char *file, *start;
    const char *field; /* the one at hand */
    size_t number;
    struct error *error;
};

static void complain(void *data, size_t offset, const char *sentence) {
    const struct tsv_line *line = data;
    size_t column = utf8_count(line->start, (size_t)(line->field - line->start) + offset) + 1;
    struct error problem = ERROR_EMPTY;
    error_at(&problem, ERROR_DATA, line->file, line->number, column, "%s", sentence);
    error_add(line->error, &problem);
}

static bool knows(void *data, enum xpath_named what, const char *name, const char **suggestion) {
    const struct tsv_line *line = data;
    return what != XPATH_VARIABLE && grammar_knows(&line->data->grammar, what == XPATH_ATTRIBUTE, name, suggestion);
}

/* Adds the kind of a line, whose fields are cut apart. */
static void add_kind(struct agenda_data *data, struct tsv_line *line, char *fields[COLUMNS], enum lang lang) {
    struct xpath_dialect dialect = {
        .library = data->functions->binding.library, .knows = knows, .complain = complain, .data = line};
    struct kind kind = {.words = mem_strdup(fields[lang == LANG_EN ? WORDS_EN : WORDS_NL]),
                        .hash = hash_on(hash_on(0xCBF29CE484222325, fields[ELEMENT]), fields[DATE]),
                        .file = line->file,
                        .line = line->number,
                        .stays = strcmp(fields[PASSING], "blijft") == 0};
    for (size_t i = ELEMENT; i <= ABOUT; i++) {
        line->field = fields[i];
        if (*fields[i])
            kind.expressions[i] = xpath_compile(data->xpath, fields[i], &dialect);
        else if (i <= DATE)
            complain(line, 0, _("Hier hoort een XPath te staan: wat een datum heeft, of waar die staat."));
    }
    line->field = fields[PASSING];
    if (!kind.stays && strcmp(fields[PASSING], "vervalt") != 0)
        complain(line, 0, _("Schrijf in de vijfde kolom „blijft” (het is te laat tot het gebeurd is) of „vervalt”."));
    for (size_t i = WORDS_NL; i <= WORDS_EN; i++) {
        line->field = fields[i];
        if (dom_blank(fields[i]))
            complain(line, 0, _("Schrijf hier in een paar woorden wat het is."));
    }
    data->kinds = list_grow(data->kinds, &data->capacity, data->count, sizeof *data->kinds);
    data->kinds[data->count++] = kind;
}

static bool read_kinds(struct agenda_data *data, const char *path, enum lang lang, struct error *error) {
    struct buf bytes = BUF_EMPTY;
    struct error problems = ERROR_EMPTY;
    struct tsv_line line = {.data = data, .file = keep(data, mem_strdup(path)), .error = &problems};
    file_read(path, 64 * 1024, &bytes, &problems);
    char *at = bytes.data ? bytes.data : "";
    at += strncmp(at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; /* a spreadsheet may have saved it */
    for (char *end; problems.kind != ERROR_IO && problems.kind != ERROR_LIMIT && *at; at = end) {
        size_t count = 0, length = strcspn(at, "\n");
        char *fields[COLUMNS] = {NULL}, *text = mem_strndup(at, length);
        end = at + length + (at[length] == '\n');
        line.number++;
        text[strcspn(text, "\r")] = '\0';
        line.start = line.field = text;
        if (utf8_valid_length(text, strlen(text)) != strlen(text)) {
            complain(&line, 0, _("Deze regel is geen UTF-8. Bewaar het bestand als UTF-8."));
            *text = '\0';
        }
        for (char *rest = text, *field; *text != '#' && !dom_blank(text) && (field = strsep(&rest, "\t")); count++)
            if (count < COLUMNS)
                fields[count] = field;
        if (count == COLUMNS)
            add_kind(data, &line, fields, lang);
        else if (count > 0)
            complain(&line, 0, _("Op een regel staan zeven kolommen, met telkens één tab ertussen."));
        free(text);
    }
    buf_free(&bytes);
    bool ok = problems.kind == ERROR_NONE;
    if (!ok)
        problems.kind = ERROR_DATA;
    error_add(error, &problems);
    return ok;
}

static void ignore(void *data, xml_error *problem) {
    (void)data;
    (void)problem;
}

bool agenda_open(struct agenda *agenda, struct error *error) {
    struct agenda_data *data = agenda->data = mem_calloc(1, sizeof *data);
    const struct agenda_options *options = &agenda->options;
    char *xsd = datadir_find(options->datadir, "schemas/hgw-casus.xsd", error);
    bool ok = xsd && grammar_open(&data->grammar, xsd, error) && (data->words = words_open(options->datadir, error));
    free(xsd);
    if (!ok)
        return false;
    data->functions = functions_new(data->words);
    data->functions->today = options->today;
    data->xpath = xmlXPathNewContext(NULL);
    data->xpath->error = ignore;
    xmlXPathContextSetCache(data->xpath, 1, -1, 0);
    xmlXPathRegisterNs(data->xpath, (const xmlChar *)"hgw", (const xmlChar *)FUNCTIONS_URI);
    xpath_bind(data->xpath, &data->functions->binding);
    char *ours = datadir_look_in(options->datadir, false, "schemas/agenda.tsv");
    char *own = datadir_look_in(options->datadir, true, "schemas/agenda.tsv");
    if (!ours)
        free(datadir_find(options->datadir, "schemas/agenda.tsv", error));
    ok = ours && read_kinds(data, ours, options->lang, error);
    ok = (!own || read_kinds(data, own, options->lang, error)) && ok;
    free(ours);
    free(own);
    return ok;
}

void agenda_close(struct agenda *agenda) {
    struct agenda_data *data = agenda->data;
    for (size_t i = 0; i < agenda->count; i++) {
        free(agenda->entries[i].about);
        free(agenda->entries[i].who);
    }
    free(agenda->entries);
    for (size_t i = 0; data && i < data->count; i++) {
        for (size_t j = ELEMENT; j <= ABOUT; j++)
            xmlXPathFreeCompExpr(data->kinds[i].expressions[j]);
        free(data->kinds[i].words);
    }
    for (size_t i = 0; data && i < data->text_count; i++)
        free(data->texts[i]);
    if (data) {
        free(data->kinds);
        free(data->texts);
        xmlXPathFreeContext(data->xpath);
        functions_free(data->functions);
        words_close(data->words);
        grammar_close(&data->grammar);
    }
    free(data);
    agenda->data = NULL;
}

/* --- a case --- */

/* True when the agenda is for somebody else. */
static bool is_person(const xmlNode *person, const char *whose) {
    return strcmp(dom_get(person, "id"), whose) == 0 || strcmp(dom_get(person, "rol"), whose) == 0 ||
           (dom_is(person, "leerling") && strcmp(whose, "leerling") == 0);
}

/* What an expression gives, seen from an element. NULL: it fails, and the error says so. Freed by the caller. */
static xmlXPathObjectPtr evaluate(struct agenda *agenda, const struct kind *kind, enum column column,
                                  xmlNodePtr element, struct error *error) {
    struct agenda_data *data = agenda->data;
    data->xpath->doc = element->doc;
    data->xpath->node = element;
    xmlXPathObjectPtr value = xmlXPathCompiledEval(kind->expressions[column], data->xpath);
    if (!value) {
        struct error *reason = &data->functions->binding.error;
        error_at(error, ERROR_DATA, kind->file, kind->line, 0, _("De XPath voor „%s” mislukt. %s"), kind->words,
                 reason->text ? reason->text : "");
        error_clear(reason);
    } else if ((column == ELEMENT || column == WHO) && value->type != XPATH_NODESET) {
        error_at(error, ERROR_DATA, kind->file, kind->line, 0,
                 _("De eerste en de derde kolom voor „%s” moeten elementen kiezen."), kind->words);
        xmlXPathFreeObject(value);
        value = NULL;
    } else if (value->type == XPATH_NODESET)
        xmlXPathNodeSetSort(value->nodesetval);
    return value;
}

/* The names of the people. `wanted` becomes true when whose agenda it is, is one of them. */
static bool read_who(struct agenda *agenda, const struct kind *kind, xmlNodePtr element, struct agenda_entry *entry,
                     bool *wanted, struct error *error) {
    struct buf names = BUF_EMPTY;
    const char *whose = agenda->options.whose;
    xmlXPathObjectPtr people = kind->expressions[WHO] ? evaluate(agenda, kind, WHO, element, error) : NULL;
    bool ok = people || !kind->expressions[WHO];
    *wanted = !whose;
    for (int i = 0; people && people->nodesetval && i < people->nodesetval->nodeNr; i++) {
        const xmlNode *person = people->nodesetval->nodeTab[i];
        char *name = dom_one_line(dom_child(person, "naam") ? dom_child(person, "naam") : person);
        buf_printf(&names, "%s%s", names.length > 0 && *name ? ", " : "", name);
        *wanted = *wanted || is_person(person, whose);
        free(name);
    }
    xmlXPathFreeObject(people);
    entry->who = buf_steal(&names);
    return ok;
}

/* The text of an expression, on one line. NULL: it fails. */
static char *read_text(struct agenda *agenda, const struct kind *kind, enum column column, xmlNodePtr element,
                       struct error *error) {
    xmlXPathObjectPtr value = kind->expressions[column] ? evaluate(agenda, kind, column, element, error) : NULL;
    char *text = value ? (char *)xmlXPathCastToString(value) : kind->expressions[column] ? NULL : mem_strdup("");
    xmlXPathFreeObject(value);
    if (text)
        text_normalise(text);
    return text;
}

/* True when the day is one of those that are asked for: without until, of one year. */
static bool in_time(const struct agenda_options *options, const struct agenda_entry *entry) {
    const char *first = options->from ? options->from : options->today;
    int day = date_number(entry->date), last = date_number(options->until ? options->until : first);
    return (day >= date_number(first) || (entry->late && !options->from)) && day <= last + (options->until ? 0 : 10000);
}

/* Adds the date of one element. `of_case` is a hash of whose case it is, `first` the first entry of the case. */
static bool add_entry(struct agenda *agenda, const struct kind *kind, xmlNodePtr element, struct agenda_entry *entry,
                      size_t first, struct error *wrong, struct error *error) {
    char *date = read_text(agenda, kind, DATE, element, error);
    bool wanted = date && *date;
    if (wanted && !date_valid(date)) {
        struct error problem = ERROR_EMPTY;
        error_at(&problem, ERROR_CONTENT, entry->file, xml_line(element), 0,
                 _("%s: „%.*s” is geen datum. Schrijf ze als JJJJ-MM-DD, bijvoorbeeld 2026-11-24."), kind->words,
                 text_quote(date, strlen(date)), date);
        error_add(wrong, &problem);
        wanted = false;
    }
    if (wanted) {
        memcpy(entry->date, date, sizeof entry->date);
        entry->late = kind->stays && strcmp(date, agenda->options.today) < 0;
        entry->what = kind->words;
        entry->line = xml_line(element);
        entry->uid =
            hash_on(hash_on(entry->uid, dom_get(element, "id")), *dom_get(element, "id") ? "" : date) ^ kind->hash;
        wanted = in_time(&agenda->options, entry);
    }
    free(date);
    if (!wanted)
        return date != NULL;
    bool ok = read_who(agenda, kind, element, entry, &wanted, error) &&
              (entry->about = read_text(agenda, kind, ABOUT, element, error));
    if (!ok || !wanted) {
        free(entry->who);
        free(entry->about);
        return ok;
    }
    for (size_t i = first; i < agenda->count; i++) /* two without an id, on one day */
        entry->uid += agenda->entries[i].uid == entry->uid;
    entry->order = agenda->count;
    agenda->entries = list_grow(agenda->entries, &agenda->capacity, agenda->count, sizeof *agenda->entries);
    agenda->entries[agenda->count++] = *entry;
    return true;
}

static bool add_kind_of(struct agenda *agenda, const struct kind *kind, xmlDocPtr doc, const struct agenda_entry *base,
                        size_t first, struct error *wrong, struct error *error) {
    xmlXPathObjectPtr elements = evaluate(agenda, kind, ELEMENT, xmlDocGetRootElement(doc), error);
    bool ok = elements;
    for (int i = 0; ok && elements->nodesetval && i < elements->nodesetval->nodeNr; i++) {
        struct agenda_entry entry = *base;
        if (elements->nodesetval->nodeTab[i]->type == XML_ELEMENT_NODE)
            ok = add_entry(agenda, kind, elements->nodesetval->nodeTab[i], &entry, first, wrong, error);
    }
    xmlXPathFreeObject(elements);
    return ok;
}

/* Says why a case cannot be read. */
static bool refuse(const struct case_file *c, struct findings *findings, struct error *error) {
    findings_finish(findings, c);
    const struct finding *finding = findings->count > 0 ? findings->items : NULL;
    return finding
               ? error_at(error, ERROR_IO, c->name, finding->line, finding->column, "%s", finding->message)
               : error_at(error, ERROR_IO, c->name, 1, 1, _("Dit is geen casus: het eerste element is niet <casus>."));
}

bool agenda_add(struct agenda *agenda, const char *path, struct error *wrong, struct error *error) {
    struct case_file c;
    struct findings findings = {0};
    size_t first = agenda->count;
    bool ok = case_read(&c, path, NULL, &findings, error);
    const xmlNode *root = c.doc ? xmlDocGetRootElement(c.doc) : NULL;
    if (ok)
        ok = dom_is(root, "casus") || refuse(&c, &findings, error);
    if (ok) {
        const xmlNode *people = dom_child(root, "betrokkenen"), *pupil = dom_child(people, "leerling");
        struct agenda_entry entry = {.file = keep(agenda->data, mem_strdup(path)),
                                     .pupil = keep(agenda->data, dom_one_line(dom_child(pupil, "naam")))};
        entry.uid = hash_on(hash_on(hash_on(0xCBF29CE484222325, entry.pupil), dom_get(pupil, "geboortedatum")),
                            dom_get(root, "start"));
        for (const xmlNode *one = dom_child(people, NULL); one && agenda->options.whose; one = dom_next(one, NULL))
            agenda->whose_known = agenda->whose_known || is_person(one, agenda->options.whose);
        for (size_t i = 0; ok && i < agenda->data->count; i++)
            ok = add_kind_of(agenda, &agenda->data->kinds[i], c.doc, &entry, first, wrong, error);
        functions_forget(agenda->data->functions);
    }
    findings_free(&findings);
    case_free(&c);
    return ok;
}

static int by_day(const void *left, const void *right) {
    const struct agenda_entry *a = left, *b = right;
    int days = strcmp(a->date, b->date);
    return a->late != b->late ? b->late - a->late : days != 0 ? days : (a->order > b->order) - (a->order < b->order);
}

void agenda_sort(struct agenda *agenda) {
    if (agenda->count > 0)
        qsort(agenda->entries, agenda->count, sizeof *agenda->entries, by_day);
}
