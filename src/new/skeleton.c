#include "new/skeleton.h"

#include "base/date.h"
#include "base/fileio.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/printable.h"
#include "base/utf8.h"
#include "casefile/load.h"
#include "new/carry.h"
#include "new/prune.h"

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
static bool unusable(const struct hgw_case *template, const struct hgw_findings *findings,
                     struct hgw_error *error) {
    const struct hgw_finding *first = &findings->items[0];
    return hgw_error_at(error, HGW_ERROR_DATA, template->name, first->line, first->column,
                        _("Dit sjabloon is niet bruikbaar: %s"), first->message);
}

static bool load_template(const struct hgw_datadir *datadir, struct hgw_case *template,
                          struct hgw_error *error) {
    char *path = hgw_datadir_find(datadir, template_name, error);
    struct hgw_findings findings = {0};
    bool ok = path && hgw_case_read(template, path, NULL, &findings, error);
    if (ok && !template->doc) {
        hgw_findings_finish(&findings, template);
        ok = unusable(template, &findings, error);
    }
    hgw_findings_free(&findings);
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
        size_t step = hgw_utf8_decode(name + at, length - at, &point);
        if (step == 0 || point < 0x20 || point == 0x7F || point == 0xFFFE || point == 0xFFFF)
            return false;
        at += step;
    }
    return name[strspn(name, " \t\r\n")] != '\0';
}

static bool check_known(const struct hgw_skeleton_options *options, struct hgw_error *error) {
    if (options->name && !name_is_text(options->name))
        return hgw_error_set(error, HGW_ERROR_USAGE,
                             _("De naam bij --name is leeg of bevat tekens die niet in een naam horen."));
    if (options->born && !hgw_date_valid(options->born))
        return hgw_error_set(error, HGW_ERROR_USAGE,
                             _("„%s” bij --born is geen datum. Schrijf jaar, maand en dag: 2017-03-14."),
                             options->born);
    if (options->born && strcmp(options->born, options->today) > 0)
        return hgw_error_set(error, HGW_ERROR_USAGE,
                             _("De geboortedatum %s bij --born ligt na vandaag (%s)."), options->born,
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

static void fill_known(const struct hgw_skeleton_options *options, const char *phase, xmlNode *root) {
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
static bool add_schema_link(const struct hgw_datadir *datadir, xmlDoc *doc, struct hgw_error *error) {
    char *path = hgw_datadir_find(datadir, "schemas/hgw-casus.xsd", error);
    if (!path)
        return false;
    char *absolute = realpath(path, NULL);
    if (!absolute)
        mem_check();
    if (absolute) {
        xmlChar *escaped = xmlURIEscapeStr(x(absolute), x("/"));
        char *content = hgw_format("href=\"file://%s\" type=\"application/xml\" "
                                   "schematypens=\"http://www.w3.org/2001/XMLSchema\"",
                                   (const char *)escaped);
        xmlAddPrevSibling(doc->children, xmlNewDocPI(doc, x("xml-model"), x(content)));
        free(content);
        xmlFree(escaped);
    } else
        hgw_error_at(error, HGW_ERROR_IO, path, 0, 0, _("kan niet gelezen worden: %s"),
                     hgw_errno_text(errno));
    free(path);
    bool ok = absolute != NULL;
    free(absolute);
    return ok;
}

static void print(xmlDoc *doc, struct hgw_buf *out) {
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(doc, &text, &length, "UTF-8");
    hgw_buf_add(out, text, (size_t)length);
    hgw_printable_make(out, HGW_PRINTABLE_XML);
    xmlFree(text);
}

/* Brings along what the earlier case hands over. */
static void follow_up(const struct hgw_skeleton_options *options, const char *phase,
                      struct hgw_case *template) {
    struct hgw_carry carry = {0};
    hgw_carry_pick(&carry, options->from, options->today);
    hgw_carry_insert(&carry, options->grammar, template, phase, options->today);
    hgw_carry_free(&carry);
}

bool hgw_skeleton_make(const struct hgw_skeleton_options *options, struct hgw_buf *out,
                       struct hgw_error *error) {
    struct hgw_pruning pruning = {options->phase ? options->phase : "vraagverheldering", options->bare,
                                  options->from != NULL};
    struct hgw_case template = {0};
    bool ok = check_known(options, error) && load_template(options->datadir, &template, error);
    if (ok && options->from)
        follow_up(options, pruning.phase, &template);
    ok = ok && hgw_prune(&template, &pruning, error);
    if (ok)
        fill_known(options, pruning.phase, xmlDocGetRootElement(template.doc));
    ok = ok && (!options->schema_link || add_schema_link(options->datadir, template.doc, error));
    if (ok)
        print(template.doc, out);
    hgw_case_free(&template);
    return ok;
}

static bool list_phase(const struct hgw_datadir *datadir, const char *phase, struct hgw_buf *out,
                       struct hgw_error *error) {
    struct hgw_pruning pruning = {phase, true, false};
    struct hgw_case template = {0};
    bool ok = load_template(datadir, &template, error) && hgw_prune(&template, &pruning, error);
    if (ok) {
        hgw_buf_printf(out, "%-18s", phase);
        xmlNode *section = xmlFirstElementChild(xmlDocGetRootElement(template.doc));
        for (; section; section = xmlNextElementSibling(section))
            hgw_buf_printf(out, " %s", (const char *)section->name);
        hgw_buf_add_char(out, '\n');
    }
    hgw_case_free(&template);
    return ok;
}

bool hgw_skeleton_list(const struct hgw_datadir *datadir, struct hgw_buf *out, struct hgw_error *error) {
    char phases[] = HGW_PHASES;
    char *rest = NULL;
    for (char *phase = strtok_r(phases, "|", &rest); phase; phase = strtok_r(NULL, "|", &rest))
        if (!list_phase(datadir, phase, out, error))
            return false;
    return true;
}
