/* A case file to start from. The places to fill (`<?vul-in hint?>`), the explanations and the lines that stand ready in
 * comments are the template's: here is left out what the phase does not need, and filled in what is known. */
#include "base/file.h"
#include "base/memory.h"
#include "edit/edit.h"
#include "xml/dom.h"

#include <ctype.h>
#include <errno.h>
#include <libxml/uri.h>

static const xmlChar *x(const char *text) {
    return (const xmlChar *)text;
}

bool template_read(struct case_file *template, const char *path, struct error *error) {
    AUTO(findings_free) struct findings findings = {0};
    if (!case_read(template, path, NULL, &findings, error) || template->doc)
        return template->doc;
    findings_finish(&findings, template); /* the first one says where and why */
    return error_at(error, ERROR_DATA, path, findings.items[0].line, findings.items[0].column,
                    _("Dit sjabloon is niet bruikbaar: %s"), findings.items[0].message);
}

/* --- the phases --- */

static bool is_space(const xmlNode *node) {
    return node && node->type == XML_TEXT_NODE && dom_blank((const char *)node->content);
}

void drop_line(xmlNodePtr node) {
    if (is_space(node->prev))
        dom_drop(node->prev);
    dom_drop(node);
}

static bool is_instruction(const xmlNode *node, const char *name) {
    return node && node->type == XML_PI_NODE && strcmp((const char *)node->name, name) == 0;
}

bool skeleton_announces(const xmlNode *comment) {
    const xmlNode *before = is_space(comment->prev) ? comment->prev->prev : comment->prev;
    return comment->type == XML_COMMENT_NODE && is_instruction(before, "bij-vervolg");
}

bool skeleton_known(const xmlNode *node) {
    return node->psvi;
}

/* What a case in this phase needs of a template; what one in `known` has of it already is marked. */
struct pruning {
    const char *file; /* the template's name, for errors */
    int phase, known;
    bool bare, follow_up;
};

/* Takes every instruction out, with what comes after it when the case does not need that. */
static bool prune(const struct pruning *pruning, xmlDocPtr doc, struct error *error) {
    int since = 0; /* what instructions say of the next element or comment */
    for (xmlNodePtr node = doc->children, next; node; node = next) {
        bool from = is_instruction(node, "vanaf");
        next = dom_walk_nodes(node, NULL);
        if (from || is_instruction(node, "bij-vervolg")) {
            const char *word = node->content ? (const char *)node->content : "";
            int phase = from ? phase_index(word) : pruning->follow_up ? 0 : PHASE_COUNT;
            if (phase < 0)
                return error_at(error, ERROR_DATA, pruning->file, (size_t)xmlGetLineNo(node), 0,
                                _("Dit sjabloon is niet bruikbaar: „%s” in <?vanaf?> is geen fase."), word);
            since = phase > since ? phase : since;
            if (is_space(node->next))
                dom_drop(node->next);
            next = dom_walk_nodes(node, NULL);
            dom_drop(node);
        } else if (node->type == XML_ELEMENT_NODE || node->type == XML_COMMENT_NODE) {
            bool inside = node->parent != (xmlNodePtr)doc, known = since <= pruning->known;
            node->psvi = known && (!inside || skeleton_known(node->parent)) ? node : NULL;
            if (since > pruning->phase || (pruning->bare && node->type == XML_COMMENT_NODE)) {
                next = dom_walk_over(node, NULL);
                drop_line(node);
            }
            since = 0;
        }
    }
    return true;
}

/* The template of the skeleton as it is. */
static bool read_all(struct case_file *skeleton, const struct datadir *datadir, struct error *error) {
    AUTO(mem_free) char *path = datadir_find(datadir, "templates/new/casus.xml", error);
    return path && template_read(skeleton, path, error);
}

bool skeleton_read(struct case_file *skeleton, const struct datadir *datadir, int phase, int known, bool bare,
                   struct error *error) {
    bool ok = read_all(skeleton, datadir, error);
    struct pruning pruning = {skeleton->name, phase, known, bare, false};
    return ok && prune(&pruning, skeleton->doc, error);
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
    bool name = !options->name || name_is_text(options->name);
    if (!name || (options->author && !name_is_text(options->author)))
        return error_set(error, ERROR_USAGE, _("De naam bij %s is leeg of bevat tekens die niet in een naam horen."),
                         name ? "--author" : "--name");
    if (options->born && !date_valid(options->born))
        return error_set(error, ERROR_USAGE,
                         _("„%s” bij --born is geen datum. Schrijf jaar, maand en dag: 2017-03-14."), options->born);
    if (options->born && strcmp(options->born, options->today) > 0)
        return error_set(error, ERROR_USAGE, _("De geboortedatum %s bij --born ligt na vandaag (%s)."), options->born,
                         options->today);
    return true;
}

static void fill_name(xmlNodePtr person, const char *text) {
    xmlNodePtr name = dom_child(person, "naam");
    while (name && name->children)
        dom_drop(name->children);
    if (name)
        xmlNodeAddContent(name, x(text));
}

/* Who of the CLB writes it: the one of the template gets the name; of the people of an earlier case, whoever has it. */
static void fill_author(xmlNodePtr root, const char *author, bool follow_up) {
    xmlNodePtr person = dom_child(dom_child(root, "betrokkenen"), "betrokkene");
    for (bool found = false; person && !found; person = dom_next(person, "betrokkene")) {
        AUTO(mem_free) char *name = dom_text(dom_child(person, "naam"));
        found = dom_has(person, "rol", "clb") && (!follow_up || strcmp(name, author) == 0);
        if (found && follow_up)
            dom_set(root, "auteur", dom_get(person, "id"));
        else if (found)
            fill_name(person, author);
    }
}

static void fill_known(const struct skeleton_options *options, int phase, xmlNodePtr root) {
    xmlNodePtr pupil = dom_child(dom_child(root, "betrokkenen"), "leerling");
    dom_set(root, "fase", phase_names[phase]);
    dom_set(root, "start", options->today);
    if (options->name)
        fill_name(pupil, options->name);
    if (options->author)
        fill_author(root, options->author, options->from);
    if (options->born)
        dom_set(pupil, "geboortedatum", options->born);
}

char *uri_of(const char *path) {
    xmlChar *escaped = xmlURIEscapeStr(x(path), x("/"));
    char *uri = text_format("file://%s", (const char *)escaped);
    xmlFree(escaped);
    return uri;
}

/* The line that tells an editor where the grammar is (W3C, Associating Schemas with XML documents 1.0). */
static bool add_schema_link(const struct datadir *datadir, xmlDoc *doc, struct error *error) {
    AUTO(mem_free) char *path = datadir_find(datadir, "schemas/hgw-casus.xsd", error);
    AUTO(mem_free) char *absolute = path ? realpath(path, NULL) : NULL;
    if (path && !absolute) {
        mem_check();
        error_at(error, ERROR_IO, path, 0, 0, _("kan niet gelezen worden: %s"), errno_text(errno));
    }
    if (!absolute)
        return false;
    AUTO(mem_free) char *uri = uri_of(absolute);
    AUTO(mem_free)
    char *content =
        text_format("href=\"%s\" type=\"application/xml\" schematypens=\"http://www.w3.org/2001/XMLSchema\"", uri);
    xmlAddPrevSibling(doc->children, xmlNewDocPI(doc, x("xml-model"), x(content)));
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
    int phase = options->phase ? phase_index(options->phase) : 0;
    AUTO(case_free) struct case_file skeleton = {0}, followed = {0};
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    if (!check_known(options, error) || !read_all(&skeleton, options->datadir, error))
        return false;
    if (phase < 0)
        return error_set(error, ERROR_USAGE, _("„%s” is geen fase."), options->phase);
    if (options->from)
        followed.doc = follow_up(options, skeleton.doc);
    struct pruning pruning = {skeleton.name, phase, -1, options->bare, options->from};
    if (!prune(&pruning, skeleton.doc, error))
        return false;
    xmlDocPtr doc = options->from ? followed.doc : skeleton.doc;
    fill_known(options, phase, xmlDocGetRootElement(doc));
    if (options->schema_link && !add_schema_link(options->datadir, doc, error))
        return false;
    print(doc, options->from ? &text : out);
    return !options->from || add_skeleton(&text, skeleton.doc, out, error);
}

bool skeleton_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error) {
    for (int i = 0; i < PHASE_COUNT; i++) {
        AUTO(case_free) struct case_file skeleton = {0};
        AUTO(buf_free) struct buf names = BUF_EMPTY;
        if (!skeleton_read(&skeleton, datadir, i, -1, true, error))
            return false;
        buf_printf(out, "%-18s", phase_names[i]);
        xmlNodePtr section = dom_child(xmlDocGetRootElement(skeleton.doc), NULL);
        for (; section; section = dom_next(section, NULL))
            buf_printf(&names, " %s", (const char *)section->name);
        text_wrap(out, names.data, 18, 19, width);
        buf_add_char(out, '\n');
    }
    return true;
}
