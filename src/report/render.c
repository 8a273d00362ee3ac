#include "report/render.h"

#include "case/audience.h"
#include "case/grammar.h"
#include "document/document.h"
#include "document/graft.h"
#include "report/report.h"
#include "xml/dom.h"
#include "xml/reader.h"

#include <libgen.h>
#include <libxml/xpathInternals.h>

enum { MAX_MARKDOWN = 64 * 1024 * 1024 };

struct renderer {
    const struct render_options *options;
    struct report report;
    unsigned readers; /* doelgroep and --for together */
    struct template_dialect dialect;
    struct template *template;
    xmlHashTablePtr labels;
    struct checker *checker;
};

/* --- the template --- */

/* A name in a template must be one of the grammar's, or one that prepare_tree adds. */
static bool knows_name(void *nothing, enum xpath_named what, const char *name, const char **suggestion) {
    static const char elements[] = "rapport bevindingen uitgangspunt bevinding";
    static const char attributes[] =
        "naam titel doelgroep beperkt lezer weggelaten zonder-toestemming niet-mee "
        "pseudoniem bekwaam leeftijd vaststelling fouten code "
        "niveau uitgangspunt nummer stand plaats verantwoord voor-anderen voorstel terugblik verplicht";
    bool attribute = what == XPATH_ATTRIBUTE;
    (void)nothing;
    return what != XPATH_VARIABLE &&
           (dom_has_word(attribute ? attributes : elements, name) || grammar_knows(attribute, name, suggestion));
}

/* The audience: what the report declares, narrowed by --for. */
static bool choose_readers(struct renderer *r, struct error *problems, struct error *error) {
    const struct render_options *options = r->options;
    const char *wrong;
    AUTO(mem_free) char *words = mem_strdup(options->readers ? options->readers : "");
    for (char *comma; (comma = strchr(words, ','));)
        *comma = ' ';
    unsigned asked = readers_parse(words, &wrong);
    if (options->readers && asked == 0)
        return error_set(error, ERROR_USAGE,
                         _("--for: „%.*s” is geen doelgroep. Kies uit intern, ouders, leerling, school en extern."),
                         (int)strcspn(wrong, DOM_SPACE), wrong);
    r->readers = r->report.readers | asked;
    if (problems->kind == ERROR_NONE && r->readers == 0)
        error_at(problems, ERROR_CONTENT, r->report.path, 1, 1,
                 _("Het sjabloon zegt niet voor wie het is. Zet op de eerste regel {{! doelgroep: ouders "
                   "}}, of kies met --for."));
    if (r->readers & READER_OUTSIDE)
        r->readers &= (unsigned)READER_OUTSIDE; /* CLB staff see all: they narrow nothing */
    if (options->person && r->readers == READER_INTERN)
        return error_set(error, ERROR_USAGE,
                         _("--reader heeft geen zin bij een verslag voor het CLB zelf: daar valt niets weg."));
    return true;
}

struct renderer *renderer_open(const struct render_options *options, struct error *problems, struct error *error) {
    struct renderer *r = mem_calloc(1, sizeof *r);
    const char *name = options->report ? options->report : "verslag";
    /* What a report quotes of the check is Dutch, like the report. */
    struct checker_options checker = {.datadir = options->datadir, .date = options->date, .lang = LANG_NL};
    r->options = options;
    r->dialect = (struct template_dialect){&report_functions, knows_name, report_partial, options->datadir};
    if (report_read(&r->report, options->datadir, name, options->template_path, problems, error) &&
        choose_readers(r, problems, error))
        r->template = template_compile(r->report.path, &r->report.text, &r->dialect, problems, error);
    bool ok = r->template && problems->kind == ERROR_NONE;
    if (ok && options->check_template)
        template_advise(r->template, problems);
    else if (!ok || !labels_read(&r->labels, options->datadir, error) || !(r->checker = checker_open(&checker, error)))
        renderer_close(&r);
    return r;
}

void renderer_close(struct renderer **renderer) {
    struct renderer *r = *renderer;
    if (!r)
        return;
    checker_close(r->checker);
    xmlHashFree(r->labels, xmlHashDefaultDeallocator);
    template_free(r->template);
    report_free(&r->report);
    free(r);
    *renderer = NULL;
}

const char *renderer_name(const struct renderer *renderer) {
    return renderer ? renderer->report.name : NULL;
}

/* --- documents --- */

/* Writes the tree in the format asked, and leaves it empty. */
static bool write_document(const struct render_options *options, struct document *document, const char *path,
                           struct markdown *tree, struct rendered *rendered, struct error *error) {
    if (options->format == RENDER_MD) {
        markdown_write(&rendered->bytes, tree->root);
        printable_make(&rendered->bytes, PRINTABLE_DOCUMENT); /* what character references stood for */
        return true;
    }
    AUTO(mem_free) const char **directories = mem_calloc(options->resources.count + 1, sizeof *directories);
    AUTO(mem_free) char *own = mem_strdup(path);
    directories[0] = dirname(own);
    for (size_t i = 0; i < options->resources.count; i++)
        directories[i + 1] = options->resources.names[i];
    document->resources = directories;
    document->resource_count = options->resources.count + 1;
    document->datadir = options->datadir;
    document->date = options->date;
    document->reference = options->reference;
    document->warnings = &rendered->warnings;
    return (options->format == RENDER_ODT ? odt_write : html_write)(tree, document, &rendered->bytes, error);
}

/* The report of a tree that is ready. */
static bool write_report(struct renderer *r, const char *path, struct rendered *rendered, struct error *error) {
    xmlNodePtr root = xmlDocGetRootElement(rendered->checked.c.doc);
    struct report_facts facts = {.functions = {.today = r->options->date}, .labels = r->labels};
    AUTO(graft_free) struct graft graft = {0};
    struct template_output output = {graft_value, graft_prose, graft_said, &graft};
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    AUTO(markdown_free) struct markdown report = {0};
    bool ok = template_render(r->template, root, &facts, &output, &text, error);
    functions_forget(&facts.functions);
    if (!ok)
        return false;
    graft_read(&graft, &text, &report);
    const xmlNode *author = dom_child(dom_child(root, "betrokkenen"), "betrokkene");
    while (author && !dom_has(author, MARK, "schrijver")) /* nobody when the reader may not see the name */
        author = dom_next(author, "betrokkene");
    AUTO(mem_free) char *name = dom_one_line(dom_child(author, "naam"));
    struct document document = {
        .subject = r->report.title, .creator = *name ? name : NULL, .large = r->readers == READER_LEERLING};
    return write_document(r->options, &document, path, &report, rendered, error);
}

/* --- a case made ready for a template: hgw-template(5) tells what is added --- */

/* Sets an attribute to a text, which is freed; "" is none. */
static void set(xmlNodePtr element, const char *name, char *text) {
    dom_set(element, name, *text ? text : NULL);
    free(text);
}

/* "2 fouten, 1 waarschuwing, 1 verantwoord", or in words that there are none. */
static char *stand_of(const struct checker *checker, const struct checked *checked, int number) {
    static const char *const words[LEVEL_COUNT][2] = {
        {"fout", "fouten"}, {"waarschuwing", "waarschuwingen"}, {"opmerking", "opmerkingen"}};
    const struct tally *tally = &checked->principles[number];
    const char *none = checked_stand(checker, checked, number);
    struct buf lines = BUF_EMPTY;
    for (size_t i = 0; i < LEVEL_COUNT; i++)
        if (tally->levels[i] > 0)
            buf_printf(&lines, "%zu %s\n", tally->levels[i], words[i][tally->levels[i] > 1]);
    if (tally->waived > 0)
        buf_printf(&lines, "%zu verantwoord\n", tally->waived);
    return none ? mem_strdup(none) : as_list(&lines, ", ");
}

static void add_finding(xmlNodePtr parent, const struct finding *finding, int number) {
    xmlNodePtr element = xmlNewTextChild(parent, NULL, BAD_CAST "bevinding", BAD_CAST finding->message);
    dom_set(element, "code", finding->code);
    dom_set(element, "niveau", level_name(finding->level));
    set(element, "uitgangspunt", text_format("%d", number));
    set(element, "plaats", text_format("regel %zu", finding->line));
    dom_set(element, "verantwoord", finding->waived);
}

/* A reader of a motivation wants to know of what: the code of a rule says that to nobody. What the check says and the
 * verantwoording of finding `first` answers: the first few sentences. */
static void add_statement(const struct checked *checked, size_t first) {
    enum { MOST = 3 };
    xmlNodePtr waiver = (xmlNodePtr)(uintptr_t)checked->findings.items[first].waiver;
    AUTO(buf_free) struct buf out = BUF_EMPTY;
    size_t count = 0;
    if (!waiver || dom_attribute(waiver, "vaststelling"))
        return;
    for (size_t i = first; i < checked->findings.count; i++) {
        const struct finding *finding = &checked->findings.items[i];
        if (finding->waiver == waiver && ++count <= MOST)
            buf_printf(&out, "%s%s", count > 1 ? " " : "", finding->message ? finding->message : "");
    }
    if (count > MOST)
        buf_printf(&out, " (En nog %zu keer.)", count - MOST);
    dom_set(waiver, "vaststelling", out.data);
}

/* The findings as an element that is not in the tree yet, made before the tree loses what they are placed on: those
 * that are open in their principles, those that are waived behind them; not `all`, then how many errors there are. */
static xmlNodePtr make_findings(const struct checker *checker, const struct checked *checked, bool all) {
    xmlNodePtr list = xmlNewDocNode(checked->c.doc, NULL, (const xmlChar *)"bevindingen", NULL);
    xmlNodePtr principles[PRINCIPLE_COUNT + 1];
    size_t errors = checked->total.levels[LEVEL_ERROR]; /* which make the report a draft */
    for (int number = 0; all && number <= PRINCIPLE_COUNT; number++) {
        xmlNodePtr one = principles[number] = xmlNewChild(list, NULL, (const xmlChar *)"uitgangspunt", NULL);
        set(one, "nummer", text_format("%d", number));
        dom_set(one, "naam", number == 0 ? "Het bestand zelf" : checker->principles[number].name);
        set(one, "stand", stand_of(checker, checked, number));
    }
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct finding *finding = &checked->findings.items[i];
        int number = finding->principle < 0 ? 0 : finding->principle; /* of no principle: the file itself */
        if (!finding->waived && dom_has_word("HGW716 HGW717 HGW720", finding->code))
            errors--; /* consent has its own gate */
        if (all) {
            add_finding(finding->waived ? list : principles[number], finding, number);
            add_statement(checked, i);
        }
    }
    set(list, "fouten", text_format("%zu", errors));
    return list;
}

static void drop_empty(xmlNodePtr element) {
    for (xmlNodePtr child = dom_child(element, NULL), next; child; child = next) {
        next = dom_next(child, NULL);
        drop_empty(child);
        if (dom_has(child, MARK, "leeg") || (!child->properties && !child->children))
            dom_drop(child);
    }
}

/* What the filter takes away and a template must know. A doel without voor is the pupil's: one that loses voor, which
 * names whom the reader may not see, must not become that. What says nothing goes when the filter is done: something
 * may hang on it, and what the filter leaves without its text did say something. Before the advice meeting, also one
 * that this reader may not see, what a reader outside CLB gets is a proposal. An evaluation looks back at each goal; an
 * advice meeting that is still to come looks forward. Who must be seen by CLB gives no consent, and withdraws none. */
#define QUESTIONS(which) "//onderzoeksvraag" which " | //onderzoeksvraag" which "/voor-leerling"
#define NUMBER_OF_DAY "translate(@datum, '-', '')"
#define MEETING "//overleg[@" MARK " = 'overleg']"
static const struct {
    const char *where, *attribute, *value;
} marks[] = {
    {"//*[not(normalize-space())]"
     "[not(descendant-or-self::*/@*[name() != 'id' and name() != 'zichtbaar' and name() != 'niet-voor'])]",
     MARK, "leeg"},
    {"id($lezers)", MARK, "lezers"},
    {"/casus/betrokkenen/*[@rol = 'clb'][not(/casus/@auteur) or @id = /casus/@auteur][1]", MARK, "schrijver"},
    {"/casus/uitzicht/doel[@voor][not(id(@voor)/self::leerling)]", "voor-anderen", "ja"},
    {QUESTIONS(""), "stand", "anders"},
    {QUESTIONS("[not(@keuze) or @keuze = 'onderzoeken']"), "stand", "te-onderzoeken"},
    {QUESTIONS("[normalize-space(antwoord)]"), "stand", "beantwoord"},
    {"/casus[not(overleggen/overleg[@soort = 'adviesgesprek'][" NUMBER_OF_DAY " <= $vandaag])]"
     "/rapport[@doelgroep != 'intern']",
     "voorstel", "ja"},
    {"/casus[not(" MEETING "[@soort = 'adviesgesprek'][" NUMBER_OF_DAY " >= $vandaag])]"
     "[@fase = 'evaluatie' or " MEETING "[@soort = 'evaluatie']]/rapport",
     "terugblik", "ja"},
    {"/casus[toestemmingen/toestemming[@voor = 'opstart'][@status = 'niet-vereist'][" NUMBER_OF_DAY " <= $vandaag]]"
     "/rapport",
     "verplicht", "ja"},
};

static void add_marks(xmlDocPtr doc, const struct people *people, const char *today) {
    xmlXPathContextPtr xpath = xmlXPathNewContext(doc);
    xmlXPathRegisterVariable(xpath, (const xmlChar *)"lezers", xmlXPathNewCString(people->ids.data));
    xmlXPathRegisterVariable(xpath, (const xmlChar *)"vandaag", xmlXPathNewFloat(date_number(today)));
    dom_set((xmlNodePtr)(uintptr_t)people->meeting, MARK, "overleg");
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        xmlXPathObjectPtr found = xmlXPathEval((const xmlChar *)marks[i].where, xpath);
        const xmlNodeSet *nodes = found ? found->nodesetval : NULL;
        for (int j = 0; nodes && j < nodes->nodeNr; j++)
            dom_set(nodes->nodeTab[j], marks[i].attribute, marks[i].value);
        xmlXPathFreeObject(found);
    }
    xmlXPathFreeContext(xpath);
}

/* When it was, or will be; what has no day of its own comes first, an evaluatie that has none yet last. */
static const char *day_of(const xmlNode *element) {
    const xmlAttr *done = dom_attribute(element, "uitgevoerd"), *planned = dom_attribute(element, "gepland");
    return !dom_is(element, "evaluatie") ? dom_get(element, "datum")
           : done || planned             ? dom_value(done ? done : planned)
                                         : "9";
}

static int compare_days(const void *a, const void *b) {
    const xmlNode *one = *(const xmlNode *const *)a, *other = *(const xmlNode *const *)b;
    int order = strcmp(day_of(one), day_of(other));
    return order != 0 ? order : (xml_offset(one) > xml_offset(other)) - (xml_offset(one) < xml_offset(other));
}

/* Puts what a section holds in the order of its days; of one day, of the file. */
static void sort_by_day(xmlNodePtr section) {
    size_t count = xmlChildElementCount(section), i = 0;
    AUTO(mem_free) xmlNodePtr *all = mem_calloc(count + 1, sizeof(xmlNodePtr));
    for (xmlNodePtr child = dom_child(section, NULL); child; child = dom_next(child, NULL))
        all[i++] = child;
    qsort(all, count, sizeof(xmlNodePtr), compare_days);
    for (i = 0; i < count; i++) {
        xmlUnlinkNode(all[i]);
        xmlAddChild(section, all[i]);
    }
}

/* A goal says what the last evaluatie with a besluit decided, of those that are still there in the order of their days.
 */
static void mark_decisions(xmlDocPtr doc) {
    const xmlNode *one = dom_child(dom_child(xmlDocGetRootElement(doc), "advies"), "evaluatie");
    for (; one; one = dom_next(one, "evaluatie")) {
        const char *goals = dom_get(one, "doelen");
        bool decided = dom_attribute(one, "uitgevoerd") && dom_attribute(one, "besluit");
        for (xmlNodePtr goal; decided && dom_next_id(doc, &goals, &goal);)
            dom_set(goal, "besluit", dom_get(one, "besluit"));
    }
}

/* Takes from the tree what this audience may not see, and adds what the template is to know. */
static void prepare_tree(struct renderer *r, struct rendered *rendered, struct redaction *redaction,
                         const struct people *people) {
    xmlDocPtr doc = rendered->checked.c.doc;
    xmlNodePtr root = xmlDocGetRootElement(doc);
    for (size_t i = 0; redaction && i < rendered->checked.findings.count; i++) {
        char *first = rendered->checked.findings.items[i].message; /* it may begin with a role */
        if (first && *first >= 'a' && *first <= 'z')
            *first = (char)(*first - 'a' + 'A');
    }
    xmlNodePtr findings = make_findings(r->checker, &rendered->checked, r->readers == READER_INTERN);
    xmlNodePtr about = xmlNewChild(root, NULL, (const xmlChar *)"rapport", NULL);
    dom_set(about, "naam", r->report.name);
    dom_set(about, "titel", r->report.title);
    set(about, "doelgroep", readers_names(r->readers, " "));
    set(about, "beperkt", readers_names(r->readers != r->report.readers ? r->readers : 0, " "));
    set(about, "weggelaten", readers_names(people->left_out, " "));
    dom_set(about, "zonder-toestemming", people->unasked.data);
    dom_set(about, "niet-mee", people->away ? "ja" : NULL);
    dom_set(about, "bekwaam", consents_capable(people->consents));
    dom_set(about, "leeftijd", consents_age(people->consents));
    dom_set(about, "pseudoniem", redaction ? "ja" : NULL);
    add_marks(doc, people, r->options->date);
    xmlUnlinkNode(about); /* it is nothing to filter */
    audience_filter(doc, &people->audience);
    drop_empty(root);
    if (!dom_child(root, NULL))
        warnings_add(&rendered->warnings, 0,
                     _("Voor deze lezers is niets van de casus zichtbaar: zet zichtbaar=\"…\" op wat zij "
                       "mogen lezen."));
    ids_drop_dead(doc);
    xmlNodePtr person = dom_child(dom_child(root, "betrokkenen"), NULL);
    for (; person; person = dom_next(person, NULL))
        dom_set(person, READER, reader_name(reader_of_person(person)));
    sort_by_day(dom_child(root, "overleggen"));
    sort_by_day(dom_child(root, "advies"));
    mark_decisions(doc);
    if (redaction)
        redaction_finish(redaction, &rendered->checked.c, &rendered->warnings);
    /* a name that is still there */
    dom_set(about, "lezer", r->options->person && dom_by_id(doc, people->ids.data) ? people->ids.data : NULL);
    xmlAddChild(root, about);
    xmlAddChild(root, findings);
}

/* What is said of a file that is no XML may quote its tags, and nobody knows yet who is called what. */
static void hide_quotes(struct findings *findings) {
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].message && strpbrk(findings->items[i].message, "<:"))
            finding_say(&findings->items[i], "%s", _("Dit is geen goede XML."));
}

bool render_loaded(struct renderer *r, const char *path, struct rendered *rendered, struct error *error) {
    struct checked *checked = &rendered->checked;
    AUTO(redaction_free) struct redaction *redaction = NULL;
    if (r->options->pseudonymise && !checked->c.doc)
        hide_quotes(&checked->findings);
    else if (r->options->pseudonymise && !(redaction = redact(checked->c.doc, r->labels, error)))
        return false;
    bool ok = check_case(r->checker, NULL, checked, error);
    if (!ok || checked->refused)
        return ok;
    AUTO(consents_free) struct consents *consents = consents_read(checked->c.doc, r->options->date);
    const char *reader = r->options->person, *now = reader && redaction ? redaction_id(redaction, reader) : reader;
    AUTO(people_free)
    struct people people = {.options = r->options,
                            .c = &checked->c,
                            .consents = consents,
                            .readers = r->readers,
                            .reader = reader && !now ? "" : now,
                            .warnings = &rendered->warnings};
    if (!people_find(&people, error))
        return false;
    prepare_tree(r, rendered, redaction, &people);
    ok = write_report(r, path, rendered, error);
    if (ok && redaction)
        warnings_add(&rendered->warnings, 0,
                     _("Namen zijn vervangen, maar dit is niet anoniem: wie de leerling kent, kan die herkennen."));
    return ok;
}

bool render_case(struct renderer *r, const char *path, struct rendered *rendered, struct error *error) {
    struct checked *checked = &rendered->checked;
    /* A file's name may tell whose case it is. */
    const char *name = r->options->pseudonymise ? "casus" : NULL;
    return case_read(&checked->c, path, name, &checked->findings, error) && render_loaded(r, path, rendered, error);
}

bool render_markdown(const struct render_options *options, const char *path, struct rendered *rendered,
                     struct error *error) {
    struct document document = {0};
    if (!file_read(path, MAX_MARKDOWN, &rendered->bytes, error))
        return false;
    if (rendered->bytes.length == 0)
        return error_at(error, ERROR_CONTENT, path, 0, 0, _("dit verslag is leeg"));
    const struct buf *text = &rendered->bytes;
    size_t good = utf8_valid_length(text->data, text->length), line = 1;
    if (good < text->length) { /* an editor saved it in another encoding: nobody may have seen that accents are lost */
        for (size_t i = 0; i < good; i++)
            line += text->data[i] == '\n';
        warnings_add(&rendered->warnings, line,
                     _("dit is geen UTF-8: wat niet te lezen is, wordt een vraagteken. Bewaar de tekst als UTF-8"));
    }
    if (options->format == RENDER_MD) {
        printable_make(&rendered->bytes, PRINTABLE_DOCUMENT);
        return true;
    }
    AUTO(markdown_free) struct markdown tree = {0};
    markdown_parse(&tree, rendered->bytes.data, rendered->bytes.length);
    buf_free(&rendered->bytes);
    return write_document(options, &document, path, &tree, rendered, error);
}

void rendered_free(struct rendered *rendered) {
    buf_free(&rendered->bytes);
    checked_free(&rendered->checked);
    warnings_free(&rendered->warnings);
    *rendered = (struct rendered){0};
}
