#include "edit/skeleton.h"

#include "base/file.h"
#include "base/memory.h"
#include "case/case.h"
#include "edit/follow_up.h"
#include "xml/dom.h"

#include <ctype.h>
#include <errno.h>
#include <libxml/uri.h>

static const xmlChar *x(const char *text) {
    return (const xmlChar *)text;
}

static bool load_template(const struct datadir *datadir, struct case_file *template, struct error *error) {
    char *path = datadir_find(datadir, "templates/new/casus.xml", error);
    struct findings findings = {0};
    bool ok = path && case_read(template, path, NULL, &findings, error);
    if (ok && !template->doc) { /* the first finding says where and why */
        findings_finish(&findings, template);
        ok = error_at(error, ERROR_DATA, path, findings.items[0].line, findings.items[0].column,
                      _("Dit sjabloon is niet bruikbaar: %s"), findings.items[0].message);
    }
    findings_free(&findings);
    free(path);
    return ok;
}

/* --- the phases --- */

static bool is_space(const xmlNode *node) {
    return node && node->type == XML_TEXT_NODE && dom_blank((const char *)node->content);
}

void skeleton_drop(xmlNodePtr node) {
    if (is_space(node->prev))
        dom_drop(node->prev);
    dom_drop(node);
}

static bool is_instruction(const xmlNode *node, const char *name) {
    return node && node->type == XML_PI_NODE && strcmp((const char *)node->name, name) == 0;
}

xmlNodePtr skeleton_instruction(const xmlNode *node, const char *name) {
    xmlNodePtr before = is_space(node->prev) ? node->prev->prev : node->prev;
    return is_instruction(before, name) ? before : NULL;
}

/* What a case in this phase needs of a template. */
struct pruning {
    const char *file; /* the template's name, for errors */
    int phase;
    bool bare, follow_up;
};

/* Takes every instruction out, with what comes after it when the case does not need that. Recursion goes as deep as the
 * tree: CASE_MAX_DEPTH at most. */
static bool prune(const struct pruning *pruning, xmlNodePtr first, struct error *error) {
    bool skip = false; /* what an instruction said of the next element or comment */
    for (xmlNodePtr node = first, next; node; node = next) {
        bool from = is_instruction(node, SKELETON_FROM);
        next = node->next;
        if (from || is_instruction(node, SKELETON_FOLLOW_UP)) {
            const char *word = node->content ? (const char *)node->content : "";
            int phase = from ? phase_index(word) : 0;
            if (phase < 0)
                return error_at(error, ERROR_DATA, pruning->file, (size_t)xmlGetLineNo(node), 0,
                                _("Dit sjabloon is niet bruikbaar: „%s” in <?vanaf?> is geen fase."), word);
            skip |= from ? phase > pruning->phase : !pruning->follow_up;
            if (is_space(next)) {
                next = next->next;
                dom_drop(node->next);
            }
            dom_drop(node);
        } else if (node->type == XML_ELEMENT_NODE || node->type == XML_COMMENT_NODE) {
            if (skip || (pruning->bare && node->type == XML_COMMENT_NODE))
                skeleton_drop(node);
            else if (!prune(pruning, node->children, error))
                return false;
            skip = false;
        }
    }
    return true;
}

/* --- what is known --- */

/* XML 1.0, 2.2: no U+FFFE, U+FFFF or control characters; tab and line ends have no place in a name either. */
static bool name_is_text(const char *name) {
    size_t length = strlen(name), controls = 0;
    for (size_t i = 0; i < length; i++)
        controls += iscntrl((unsigned char)name[i]) != 0;
    return controls == 0 && utf8_valid_length(name, length) == length && !strstr(name, "\xEF\xBF\xBE") &&
           !strstr(name, "\xEF\xBF\xBF") && !dom_blank(name);
}

static bool check_known(const struct skeleton_options *options, struct error *error) {
    if (options->name && !name_is_text(options->name))
        return error_set(error, ERROR_USAGE,
                         _("De naam bij --name is leeg of bevat tekens die niet in een naam horen."));
    if (options->author && !name_is_text(options->author))
        return error_set(error, ERROR_USAGE,
                         _("De naam bij --author is leeg of bevat tekens die niet in een naam horen."));
    if (options->born && !date_valid(options->born))
        return error_set(error, ERROR_USAGE,
                         _("„%s” bij --born is geen datum. Schrijf jaar, maand en dag: 2017-03-14."), options->born);
    if (options->born && strcmp(options->born, options->today) > 0)
        return error_set(error, ERROR_USAGE, _("De geboortedatum %s bij --born ligt na vandaag (%s)."), options->born,
                         options->today);
    return true;
}

static void fill_name(xmlNodePtr name, const char *text) {
    while (name->children)
        dom_drop(name->children);
    xmlNodeAddContent(name, x(text));
}

/* Who of the CLB writes it: the one of the template gets the name; of the people of an earlier case, whoever has it. */
static void fill_author(xmlNodePtr root, const char *author, bool follow_up) {
    xmlNodePtr person = dom_child(dom_child(root, "betrokkenen"), "betrokkene");
    for (; person; person = dom_next(person, "betrokkene")) {
        xmlNodePtr name = dom_child(person, "naam");
        if (!name || !dom_has(person, "rol", "clb"))
            continue;
        if (!follow_up)
            fill_name(name, author);
        xmlChar *text = xmlNodeGetContent(name);
        bool found = xmlStrEqual(text, x(author));
        xmlFree(text);
        if (found && follow_up)
            dom_set(root, "auteur", dom_get(person, "id"));
        if (found)
            return;
    }
}

static void fill_known(const struct skeleton_options *options, const char *phase, xmlNodePtr root) {
    xmlNodePtr pupil = dom_child(dom_child(root, "betrokkenen"), "leerling"), name = dom_child(pupil, "naam");
    dom_set(root, "fase", phase);
    dom_set(root, "start", options->today);
    if (options->name && name)
        fill_name(name, options->name);
    if (options->author)
        fill_author(root, options->author, options->from);
    if (options->born && pupil)
        dom_set(pupil, "geboortedatum", options->born);
}

/* The line that tells an editor where the grammar is (W3C, Associating Schemas with XML documents 1.0). */
static bool add_schema_link(const struct datadir *datadir, xmlDoc *doc, struct error *error) {
    char *path = datadir_find(datadir, "schemas/hgw-casus.xsd", error), *absolute = path ? realpath(path, NULL) : NULL;
    if (path && !absolute) {
        mem_check();
        error_at(error, ERROR_IO, path, 0, 0, _("kan niet gelezen worden: %s"), errno_text(errno));
    }
    free(path);
    if (!absolute)
        return false;
    xmlChar *escaped = xmlURIEscapeStr(x(absolute), x("/"));
    char *content = text_format("href=\"file://%s\" type=\"application/xml\" "
                                "schematypens=\"http://www.w3.org/2001/XMLSchema\"",
                                (const char *)escaped);
    xmlAddPrevSibling(doc->children, xmlNewDocPI(doc, x("xml-model"), x(content)));
    free(content);
    xmlFree(escaped);
    free(absolute);
    return true;
}

static void print(xmlDoc *doc, struct buf *out) {
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(doc, &text, &length, "UTF-8");
    buf_add(out, text, (size_t)length);
    printable_make(out, PRINTABLE_XML);
    xmlFree(text);
}

bool skeleton_make(const struct skeleton_options *options, struct buf *out, struct error *error) {
    const char *phase = options->phase ? options->phase : "vraagverheldering";
    struct case_file template = {0};
    bool ok = check_known(options, error) && load_template(options->datadir, &template, error);
    struct pruning pruning = {template.name, phase_index(phase), options->bare, options->from != NULL};
    if (ok && pruning.phase < 0)
        ok = error_set(error, ERROR_USAGE, _("„%s” is geen fase."), phase);
    if (ok && options->from) {
        follow_up(&template, options->from, options->grammar, phase, options->today);
        pruning.file = template.name;
    }
    ok = ok && prune(&pruning, template.doc->children, error);
    if (ok)
        fill_known(options, phase, xmlDocGetRootElement(template.doc));
    ok = ok && (!options->schema_link || add_schema_link(options->datadir, template.doc, error));
    if (ok)
        print(template.doc, out);
    case_free(&template);
    return ok;
}

bool skeleton_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error) {
    bool ok = true;
    for (size_t i = 0; ok && i < PHASE_COUNT; i++) {
        struct case_file template = {0};
        struct pruning pruning = {NULL, (int)i, true, false};
        struct buf names = BUF_EMPTY;
        ok = load_template(datadir, &template, error);
        pruning.file = template.name;
        ok = ok && prune(&pruning, template.doc->children, error);
        buf_printf(out, "%-18s", phase_names[i]);
        xmlNodePtr section = ok ? dom_child(xmlDocGetRootElement(template.doc), NULL) : NULL;
        for (; section; section = dom_next(section, NULL))
            buf_printf(&names, " %s", (const char *)section->name);
        text_wrap(out, names.data ? names.data : "", 18, 19, width);
        buf_free(&names);
        buf_add_char(out, '\n');
        case_free(&template);
    }
    return ok;
}
