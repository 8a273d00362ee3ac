#include "render/render.h"

#include "base/fileio.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/printable.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "casefile/audience.h"
#include "casefile/consent.h"
#include "casefile/grammar.h"
#include "casefile/load.h"
#include "render/functions.h"
#include "render/graft.h"
#include "render/html.h"
#include "render/labels.h"
#include "render/markdown_write.h"
#include "render/odt_package.h"
#include "render/redact.h"
#include "render/report.h"
#include "render/report_tree.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MAX_MARKDOWN = 64 * 1024 * 1024 };

struct hgw_renderer {
    const struct hgw_render_options *options;
    struct hgw_report report;
    unsigned readers; /* doelgroep and --for together */
    struct hgw_grammar grammar;
    struct hgw_template_dialect dialect;
    struct hgw_template *template;
    struct hgw_labels labels;
    struct hgw_checker *checker;
};

static const char *const format_names[] = {"md", "odt", "html"};

const char *hgw_render_format_name(enum hgw_render_format format) {
    return format_names[format];
}

bool hgw_render_format_find(const char *name, enum hgw_render_format *format) {
    for (size_t i = 0; i < sizeof format_names / sizeof format_names[0]; i++)
        if (strcasecmp(format_names[i], name) == 0) {
            *format = (enum hgw_render_format)i;
            return true;
        }
    return false;
}

/* --- the template --- */

/* A name in a template must be one of the grammar's, or one that the report adds. */
static bool knows_name(void *data, const char *name, bool attribute, const char **suggestion) {
    const struct hgw_grammar *grammar = &((const struct hgw_renderer *)data)->grammar;
    size_t count = attribute ? grammar->attribute_count : grammar->element_count;
    if (hgw_report_tree_adds(name, attribute))
        return true;
    for (size_t i = 0; i < count; i++)
        if (strcmp(attribute ? grammar->attributes[i].name : grammar->elements[i].name, name) == 0)
            return true;
    struct hgw_suggest suggest;
    hgw_suggest_start(&suggest, name);
    for (size_t i = 0; i < count; i++)
        hgw_suggest_try(&suggest, attribute ? grammar->attributes[i].name : grammar->elements[i].name);
    *suggestion = suggest.best;
    return false;
}

static bool find_partial(void *data, const char *name, struct hgw_buf *text, char **path,
                         struct hgw_error *error) {
    const struct hgw_renderer *renderer = data;
    return hgw_report_partial(renderer->options->datadir, name, text, path, error);
}

/* The readers that --for names; 0 with an error: it names none. */
static unsigned read_asked(const char *option, struct hgw_error *error) {
    char *words = mem_strdup(option);
    for (char *comma; (comma = strchr(words, ','));)
        *comma = ' ';
    const char *wrong = NULL;
    size_t length = 0;
    unsigned asked = hgw_readers_parse(words, &wrong, &length);
    if (asked == 0)
        hgw_error_set(
            error, HGW_ERROR_USAGE,
            _("--for: „%.*s” is geen doelgroep. Kies uit intern, ouders, leerling, school en extern."),
            (int)length, wrong);
    free(words);
    return asked;
}

/* The audience: what the report declares, narrowed by --for. What is wrong with the declaration stands among
 * the template's problems, which it should not hide. */
static bool choose_readers(struct hgw_renderer *r, struct hgw_template_problems *problems,
                           struct hgw_error *error) {
    const struct hgw_render_options *options = r->options;
    unsigned asked = options->readers ? read_asked(options->readers, error) : 0;
    if (options->readers && asked == 0)
        return false;
    r->readers = r->report.readers | asked;
    if (r->report.wrong.kind == HGW_ERROR_NONE && r->readers == 0)
        hgw_error_at(&r->report.wrong, HGW_ERROR_CONTENT, r->report.path, 1, 1,
                     _("Het sjabloon zegt niet voor wie het is. Zet op de eerste regel {{! doelgroep: ouders "
                       "}}, of kies met --for."));
    if (r->report.wrong.kind != HGW_ERROR_NONE) {
        hgw_template_problems_add_first(problems, &r->report.wrong);
        return false;
    }
    if (r->readers & HGW_READER_OUTSIDE)
        r->readers &= (unsigned)HGW_READER_OUTSIDE; /* CLB staff see all: they narrow nothing */
    if (options->person && r->readers == HGW_READER_INTERN)
        return hgw_error_set(
            error, HGW_ERROR_USAGE,
            _("--reader heeft geen zin bij een verslag voor het CLB zelf: daar valt niets weg."));
    return true;
}

static bool open_template(struct hgw_renderer *r, struct hgw_template_problems *problems,
                          struct hgw_error *error) {
    const struct hgw_render_options *options = r->options;
    const char *name = options->report ? options->report : "verslag";
    char *xsd = hgw_datadir_find(options->datadir, "schemas/hgw-casus.xsd", error);
    bool ok = xsd && hgw_grammar_open(&r->grammar, xsd, error) &&
              hgw_report_read(&r->report, options->datadir, name, options->template_path, error);
    free(xsd);
    if (!ok)
        return false;
    r->dialect = (struct hgw_template_dialect){hgw_report_functions, knows_name, find_partial, r};
    r->template = hgw_template_compile(r->report.path, r->report.text.data ? r->report.text.data : "",
                                       r->report.text.length, &r->dialect, problems, error);
    if (!r->template && error->kind != HGW_ERROR_NONE)
        return false;
    return choose_readers(r, problems, error) && r->template;
}

struct hgw_renderer *hgw_renderer_open(const struct hgw_render_options *options,
                                       struct hgw_template_problems *problems, struct hgw_error *error) {
    struct hgw_renderer *r = mem_calloc(1, sizeof *r);
    r->options = options;
    /* What a report quotes of the check is Dutch, like the report. */
    struct hgw_checker_options checker = {
        .datadir = options->datadir, .date = options->date, .lang = HGW_LANG_NL};
    if (open_template(r, problems, error) && hgw_labels_read(&r->labels, options->datadir, error) &&
        (r->checker = hgw_checker_open(&checker, error)))
        return r;
    hgw_renderer_close(r);
    return NULL;
}

void hgw_renderer_close(struct hgw_renderer *r) {
    if (!r)
        return;
    hgw_checker_close(r->checker);
    hgw_labels_free(&r->labels);
    hgw_template_free(r->template);
    hgw_report_free(&r->report);
    hgw_grammar_close(&r->grammar);
    free(r);
}

const char *hgw_renderer_name(const struct hgw_renderer *renderer) {
    return renderer->report.name;
}

bool hgw_render_check_template(const struct hgw_render_options *options,
                               struct hgw_template_problems *problems, struct hgw_error *error) {
    struct hgw_renderer r = {.options = options};
    bool ok = open_template(&r, problems, error);
    hgw_template_free(r.template);
    hgw_report_free(&r.report);
    hgw_grammar_close(&r.grammar);
    return ok || error->kind == HGW_ERROR_NONE;
}

/* --- documents --- */

/* The report of a tree that is ready. */
static bool make_report(struct hgw_renderer *r, xmlDocPtr doc, struct hgw_markdown *report,
                        struct hgw_error *error) {
    struct hgw_report_facts facts = {.labels = &r->labels, .today = r->options->date};
    struct graft graft = {0};
    struct hgw_template_output output = {graft_value, graft_prose, &graft};
    struct hgw_buf markdown = HGW_BUF_EMPTY;
    bool ok =
        hgw_template_render(r->template, xmlDocGetRootElement(doc), &facts, &output, &markdown, error) &&
        graft_read(&graft, &markdown, report, error);
    hgw_buf_free(&markdown);
    graft_free(&graft);
    return ok;
}

/* The directory that a path is in; freed by the caller. */
static char *directory_of(const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash)
        return mem_strdup(".");
    return mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* Writes the tree in the format asked, and leaves it empty. */
static bool write_document(const struct hgw_render_options *options, struct hgw_document *document,
                           const char *path, struct hgw_markdown *tree, struct hgw_rendered *rendered,
                           struct hgw_error *error) {
    if (options->format == HGW_RENDER_MD) {
        markdown_write(&rendered->bytes, tree->root);
        hgw_printable_make(&rendered->bytes,
                           HGW_PRINTABLE_DOCUMENT); /* what character references stood for */
        return true;
    }
    const char **directories = mem_calloc(options->resource_count + 1, sizeof *directories);
    char *own = directory_of(path);
    directories[0] = own;
    for (size_t i = 0; i < options->resource_count; i++)
        directories[i + 1] = options->resources[i];
    document->resources = directories;
    document->resource_count = options->resource_count + 1;
    document->datadir = options->datadir;
    document->date = options->date;
    document->reference = options->reference;
    document->footer = "vertrouwelijk";
    bool ok = (options->format == HGW_RENDER_ODT ? hgw_odt_write : hgw_html_write)(
        tree, document, &rendered->bytes, &rendered->warnings, error);
    free(directories);
    free(own);
    return ok;
}

/* The name of the CLB member, where it is still in the tree. "" when it is not; freed by the caller. */
static char *find_author(xmlDocPtr doc) {
    xmlXPathContextPtr xpath = xmlXPathNewContext(doc);
    xmlXPathObjectPtr found = xmlXPathEvalExpression(
        (const xmlChar *)"normalize-space(/casus/betrokkenen/betrokkene[@rol='clb']/naam)", xpath);
    char *name = mem_strdup((const char *)found->stringval);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(xpath);
    return name;
}

static bool write_report(struct hgw_renderer *r, const char *path, struct hgw_rendered *rendered,
                         struct hgw_error *error) {
    struct hgw_markdown report = {0};
    if (!make_report(r, rendered->checked.c.doc, &report, error))
        return false;
    char *author = find_author(rendered->checked.c.doc);
    struct hgw_document document = {.subject = r->report.title,
                                    .creator = author[0] != '\0' ? author : NULL,
                                    .keywords = "handelingsgericht werken, CLB",
                                    .large = r->readers == HGW_READER_LEERLING};
    bool ok = write_document(r->options, &document, path, &report, rendered, error);
    free(author);
    hgw_markdown_free(&report);
    return ok;
}

/* --- a case --- */

/* Readers in words: "de school en hulpverleners buiten de school" would be the report's; a message names the
 * values. */
static void add_readers(struct hgw_buf *out, unsigned readers) {
    for (unsigned reader = 1; reader <= HGW_READER_INTERN; reader *= 2)
        if (readers & reader)
            hgw_buf_printf(out, "%s%s", out->length > 0 ? ", " : "", hgw_reader_name(reader));
}

static bool ask_consent(struct hgw_renderer *r, struct hgw_checked *checked, unsigned *forbidden,
                        struct hgw_error *error) {
    struct consents *consents = consents_read(checked->c.doc, r->options->date);
    *forbidden = consents_forbid(consents, r->readers);
    consents_free(consents);
    if (*forbidden == 0 || r->options->without_consent)
        return true;
    struct hgw_buf words = HGW_BUF_EMPTY;
    add_readers(&words, *forbidden);
    if (*forbidden & ~(unsigned)HGW_READER_OUDERS)
        hgw_error_at(
            error, HGW_ERROR_CONTENT, checked->c.name, 0, 0,
            _("Er is geen geldige toestemming om dit te delen met: %s. Vraag ze eerst, en noteer ze in "
              "toestemmingen; --without-consent maakt het verslag toch, en zegt dat erin."),
            words.data ? words.data : "");
    else
        hgw_error_at(
            error, HGW_ERROR_CONTENT, checked->c.name, 0, 0,
            _("De leerling beslist zelf en wil niet dat dit gedeeld wordt met de ouders. Bespreek het met de "
              "leerling; --without-consent maakt het verslag toch, en zegt dat erin."));
    hgw_buf_free(&words);
    return false;
}

/* Whether --reader names someone in the case who belongs to the audience. */
static bool check_person(const struct hgw_renderer *r, const struct hgw_checked *checked,
                         const struct redaction *redaction, struct hgw_error *error) {
    const char *person = r->options->person;
    if (!person)
        return true;
    const char *now = redaction ? redaction_id(redaction, person) : person;
    const xmlAttr *id = now ? xmlGetID(checked->c.doc, (const xmlChar *)now) : NULL;
    if (!id || strcmp((const char *)id->parent->parent->name, "betrokkenen") != 0)
        return hgw_error_at(error, HGW_ERROR_USAGE, checked->c.name, 0, 0,
                            _("--reader: „%s” is geen leerling of betrokkene in deze casus."), person);
    if ((hgw_reader_of_person(id->parent) & r->readers) == 0)
        return hgw_error_at(error, HGW_ERROR_USAGE, checked->c.name, 0, 0,
                            _("--reader: „%s” hoort niet bij de lezers van dit verslag."), person);
    return true;
}

/* Takes from the tree what this audience may not see, and adds what the template is to know. */
static bool prepare_tree(struct hgw_renderer *r, struct hgw_rendered *rendered, struct redaction *redaction,
                         unsigned forbidden, struct hgw_error *error) {
    xmlDocPtr doc = rendered->checked.c.doc;
    const struct hgw_render_options *options = r->options;
    const char *person = options->person;
    size_t left = 0;
    if (redaction && person)
        person = redaction_id(redaction, person);
    struct hgw_audience audience = {.readers = r->readers, .person = person};
    for (size_t i = 0; redaction && i < rendered->checked.findings.count; i++) {
        char *first = rendered->checked.findings.items[i].message; /* it may begin with a role */
        if (first && *first >= 'a' && *first <= 'z')
            *first = (char)(*first - 'a' + 'A');
    }
    xmlNodePtr findings = hgw_report_findings(&rendered->checked, r->readers == HGW_READER_INTERN);
    hgw_report_prune(doc);
    hgw_report_mark_goals(doc);
    if (!hgw_audience_filter(doc, &r->grammar, &audience, &left, error)) {
        xmlFreeNode(findings);
        return false;
    }
    if (left == 0)
        hgw_warnings_add(&rendered->warnings, 0,
                         _("Voor deze lezers is niets van de casus zichtbaar: zet zichtbaar=\"…\" op wat zij "
                           "mogen lezen."));
    if (redaction)
        redaction_finish(redaction, &rendered->checked.c, &rendered->warnings);
    bool known = person && xmlGetID(doc, (const xmlChar *)person); /* a name that is still there */
    struct hgw_report_about about = {.name = r->report.name,
                                     .title = r->report.title,
                                     .readers = r->readers,
                                     .narrowed = options->readers != NULL,
                                     .person = known ? person : NULL,
                                     .without_consent = forbidden,
                                     .pseudonyms = options->pseudonymise};
    hgw_report_annotate(doc, &about, findings);
    return true;
}

/* What is said of a file that is no XML may quote its tags, and nobody knows yet who is called what. */
static void hide_quotes(struct hgw_findings *findings) {
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].message && strpbrk(findings->items[i].message, "<:"))
            hgw_finding_say(&findings->items[i], "%s", _("Dit is geen goede XML."));
}

static bool render_checked(struct hgw_renderer *r, const char *path, struct hgw_rendered *rendered,
                           struct redaction *redaction, struct hgw_error *error) {
    struct hgw_checked *checked = &rendered->checked;
    unsigned forbidden = 0;
    if (!check_person(r, checked, redaction, error) || !ask_consent(r, checked, &forbidden, error) ||
        !prepare_tree(r, rendered, redaction, forbidden, error) || !write_report(r, path, rendered, error))
        return false;
    if (redaction)
        hgw_warnings_add(
            &rendered->warnings, 0,
            _("Namen zijn vervangen, maar dit is niet anoniem: wie de leerling kent, kan die herkennen."));
    return true;
}

bool hgw_render_case(struct hgw_renderer *r, const char *path, struct hgw_rendered *rendered,
                     struct hgw_error *error) {
    struct hgw_checked *checked = &rendered->checked;
    struct redaction *redaction = NULL;
    /* A file's name may tell whose case it is. */
    const char *name = r->options->pseudonymise ? "casus" : NULL;
    if (!hgw_case_read(&checked->c, path, name, &checked->findings, error))
        return false;
    if (r->options->pseudonymise && !checked->c.doc)
        hide_quotes(&checked->findings);
    else if (r->options->pseudonymise)
        redaction = redact(checked->c.doc, &r->grammar, &r->labels);
    bool ok = hgw_check_case(r->checker, NULL, checked, error);
    rendered->refused = ok && checked->refused;
    if (ok && !rendered->refused)
        ok = render_checked(r, path, rendered, redaction, error);
    redaction_free(redaction);
    return ok;
}

/* An editor may have saved the report in another encoding: its accents are lost, and nobody may have seen it.
 */
static void check_encoding(struct hgw_rendered *rendered) {
    const struct hgw_buf *text = &rendered->bytes;
    size_t good = text->length ? hgw_utf8_valid_length(text->data, text->length) : 0, line = 1;
    if (good == text->length)
        return;
    for (size_t i = 0; i < good; i++)
        line += text->data[i] == '\n';
    hgw_warnings_add(
        &rendered->warnings, line,
        _("dit is geen UTF-8: wat niet te lezen is, wordt een vraagteken. Bewaar de tekst als UTF-8"));
}

bool hgw_render_markdown(const struct hgw_render_options *options, const char *path,
                         struct hgw_rendered *rendered, struct hgw_error *error) {
    struct hgw_document document = {.source = path};
    if (!hgw_file_read(path, MAX_MARKDOWN, &rendered->bytes, error))
        return false;
    if (rendered->bytes.length == 0)
        return hgw_error_at(error, HGW_ERROR_CONTENT, path, 0, 0, _("dit verslag is leeg"));
    check_encoding(rendered);
    hgw_printable_make(&rendered->bytes, HGW_PRINTABLE_DOCUMENT);
    if (options->format == HGW_RENDER_MD)
        return true;
    struct hgw_markdown tree = {0};
    if (!hgw_markdown_parse(&tree, rendered->bytes.data, rendered->bytes.length, path, error))
        return false;
    hgw_buf_free(&rendered->bytes);
    bool ok = write_document(options, &document, path, &tree, rendered, error);
    hgw_markdown_free(&tree);
    return ok;
}

void hgw_rendered_free(struct hgw_rendered *rendered) {
    hgw_buf_free(&rendered->bytes);
    hgw_checked_free(&rendered->checked);
    hgw_warnings_free(&rendered->warnings);
    *rendered = (struct hgw_rendered){0};
}
