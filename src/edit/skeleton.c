#include "edit/skeleton.h"

#include "base/date.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/printable.h"
#include "base/utf8.h"
#include "case/load.h"
#include "edit/carry.h"
#include "edit/prune.h"

#include <errno.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char template_name[] = "templates/new/casus.xml";

static const xmlChar *x(const char *text) {
    return (const xmlChar *)text;
}

/* A template that cannot be read as a case file: the first finding says where and why. */
static bool unusable(const struct case_file *template, const struct findings *findings, struct error *error) {
    const struct finding *first = &findings->items[0];
    return error_at(error, ERROR_DATA, template->name, first->line, first->column,
                    _("Dit sjabloon is niet bruikbaar: %s"), first->message);
}

static bool load_template(const struct datadir *datadir, struct case_file *template, struct error *error) {
    char *path = datadir_find(datadir, template_name, error);
    struct findings findings = {0};
    bool ok = path && case_read(template, path, NULL, &findings, error);
    if (ok && !template->doc) {
        findings_finish(&findings, template);
        ok = unusable(template, &findings, error);
    }
    findings_free(&findings);
    free(path);
    return ok;
}

/* The first child element with this name, or NULL. */
static xmlNode *child(xmlNode *parent, const char *name) {
    xmlNode *node = parent ? xmlFirstElementChild(parent) : NULL;
    while (node && !xmlStrEqual(node->name, x(name)))
        node = xmlNextElementSibling(node);
    return node;
}

/* XML 1.0, 2.2: no control characters but tab and line ends, which have no place in a name either. */
static bool name_is_text(const char *name) {
    size_t length = strlen(name);
    for (size_t at = 0; at < length;) {
        uint32_t point = 0;
        size_t step = utf8_decode(name + at, length - at, &point);
        if (step == 0 || point < 0x20 || point == 0x7F || point == 0xFFFE || point == 0xFFFF)
            return false;
        at += step;
    }
    return name[strspn(name, " \t\r\n")] != '\0';
}

static bool check_known(const struct skeleton_options *options, struct error *error) {
    if (options->name && !name_is_text(options->name))
        return error_set(error, ERROR_USAGE,
                         _("De naam bij --name is leeg of bevat tekens die niet in een naam horen."));
    if (options->born && !date_valid(options->born))
        return error_set(error, ERROR_USAGE,
                         _("„%s” bij --born is geen datum. Schrijf jaar, maand en dag: 2017-03-14."), options->born);
    if (options->born && strcmp(options->born, options->today) > 0)
        return error_set(error, ERROR_USAGE, _("De geboortedatum %s bij --born ligt na vandaag (%s)."), options->born,
                         options->today);
    return true;
}

/* Puts `text` in the place of whatever the element holds. */
static void set_text(xmlNode *element, const char *text) {
    while (element->children) {
        xmlNode *old = element->children;
        xmlUnlinkNode(old);
        xmlFreeNode(old);
    }
    xmlAddChild(element, xmlNewDocText(element->doc, x(text)));
}

static void fill_known(const struct skeleton_options *options, const char *phase, xmlNode *root) {
    xmlNode *pupil = child(child(root, "betrokkenen"), "leerling");
    xmlNode *name = child(pupil, "naam");
    xmlSetProp(root, x("fase"), x(phase));
    xmlSetProp(root, x("start"), x(options->today));
    if (options->name && name)
        set_text(name, options->name);
    if (options->born && pupil)
        xmlSetProp(pupil, x("geboortedatum"), x(options->born));
}

/* The line that tells an editor where the grammar is (W3C, Associating Schemas with XML documents 1.0). */
static bool add_schema_link(const struct datadir *datadir, xmlDoc *doc, struct error *error) {
    char *path = datadir_find(datadir, "schemas/hgw-casus.xsd", error);
    if (!path)
        return false;
    char *absolute = realpath(path, NULL);
    if (!absolute)
        mem_check();
    if (absolute) {
        xmlChar *escaped = xmlURIEscapeStr(x(absolute), x("/"));
        char *content = text_format("href=\"file://%s\" type=\"application/xml\" "
                                    "schematypens=\"http://www.w3.org/2001/XMLSchema\"",
                                    (const char *)escaped);
        xmlAddPrevSibling(doc->children, xmlNewDocPI(doc, x("xml-model"), x(content)));
        free(content);
        xmlFree(escaped);
    } else
        error_at(error, ERROR_IO, path, 0, 0, _("kan niet gelezen worden: %s"), errno_text(errno));
    free(path);
    bool ok = absolute != NULL;
    free(absolute);
    return ok;
}

static void print(xmlDoc *doc, struct buf *out) {
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(doc, &text, &length, "UTF-8");
    buf_add(out, text, (size_t)length);
    printable_make(out, PRINTABLE_XML);
    xmlFree(text);
}

/* Brings along what the earlier case hands over. */
static void follow_up(const struct skeleton_options *options, const char *phase, struct case_file *template) {
    struct carry carry = {0};
    carry_pick(&carry, options->from, options->today);
    carry_insert(&carry, options->grammar, template, phase, options->today);
    carry_free(&carry);
}

bool skeleton_make(const struct skeleton_options *options, struct buf *out, struct error *error) {
    struct pruning pruning = {options->phase ? options->phase : "vraagverheldering", options->bare,
                              options->from != NULL};
    struct case_file template = {0};
    bool ok = check_known(options, error) && load_template(options->datadir, &template, error);
    if (ok && options->from)
        follow_up(options, pruning.phase, &template);
    ok = ok && prune(&template, &pruning, error);
    if (ok)
        fill_known(options, pruning.phase, xmlDocGetRootElement(template.doc));
    ok = ok && (!options->schema_link || add_schema_link(options->datadir, template.doc, error));
    if (ok)
        print(template.doc, out);
    case_free(&template);
    return ok;
}

static bool list_phase(const struct datadir *datadir, const char *phase, struct buf *out, struct error *error) {
    struct pruning pruning = {phase, true, false};
    struct case_file template = {0};
    bool ok = load_template(datadir, &template, error) && prune(&template, &pruning, error);
    if (ok) {
        buf_printf(out, "%-18s", phase);
        xmlNode *section = xmlFirstElementChild(xmlDocGetRootElement(template.doc));
        for (; section; section = xmlNextElementSibling(section))
            buf_printf(out, " %s", (const char *)section->name);
        buf_add_char(out, '\n');
    }
    case_free(&template);
    return ok;
}

bool skeleton_list(const struct datadir *datadir, struct buf *out, struct error *error) {
    char phases[] = PHASES;
    char *rest = NULL;
    for (char *phase = strtok_r(phases, "|", &rest); phase; phase = strtok_r(NULL, "|", &rest))
        if (!list_phase(datadir, phase, out, error))
            return false;
    return true;
}
