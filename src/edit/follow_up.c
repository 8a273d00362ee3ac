/* What a finished case hands over to the one that follows it: people, history, positive aspects, exceptions, what
 * worked, and the goals that no evaluatie calls bereikt or stoppen. Nothing else: consents, meetings and decisions
 * belong to the old trajectory. References to what is not handed over go, and so does what is over: who accepted a
 * goal, a target date before today, how things stood when the goal was set. */
#include "base/file.h"
#include "case/audience.h"
#include "case/validate.h"
#include "edit/edit.h"
#include "xml/dom.h"

bool earlier_open(struct earlier *earlier, const char *path, const char *refusal, struct error *error) {
    if (!file_read(path, CASE_MAX_BYTES, &earlier->bytes, error) && error->kind != ERROR_LIMIT)
        return false;
    error_clear(error); /* too large is what the loader says */
    case_load(&earlier->c, path, earlier->bytes.data, earlier->bytes.length, &earlier->findings);
    if (earlier->c.doc) /* else it is not well-formed: the loader has said so */
        validate(&earlier->c, &earlier->findings);
    findings_finish(&earlier->findings, &earlier->c);
    return earlier->findings.count == 0 || error_at(error, ERROR_CONTENT, path, 0, 0, "%s", refusal);
}

void earlier_close(struct earlier *earlier) {
    findings_free(&earlier->findings);
    case_free(&earlier->c);
    buf_free(&earlier->bytes);
}

/* True when no evaluatie calls the goal reached, or stops it. */
static bool goes_on(const xmlNode *goal) {
    const xmlNode *advice = dom_child(xmlDocGetRootElement(goal->doc), "advies");
    for (const xmlNode *part = dom_child(advice, "evaluatie"); part; part = dom_next(part, "evaluatie"))
        if (dom_has_word(dom_get(part, "doelen"), dom_get(goal, "id")) &&
            dom_has_word("bereikt stoppen", dom_get(part, "besluit")))
            return false;
    return dom_filled(goal);
}

static bool is_handed_over(const xmlNode *node) {
    if (dom_is(node->parent, "betrokkenen"))
        return dom_is(node, "leerling") || dom_is(node, "betrokkene");
    if (dom_is(node->parent, "overzicht"))
        return dom_filled(node) && (dom_has_word("voorgeschiedenis positief uitzondering", (const char *)node->name) ||
                                    (dom_is(node, "aanpak") && dom_has(node, "effect", "werkt")));
    return dom_is(node->parent, "uitzicht") && dom_is(node, "doel") && goes_on(node);
}

/* A goal is set anew: how things stand now is a place to fill in again. */
static void begin_anew(xmlNodePtr goal, const xmlNode *skeleton, const char *today) {
    xmlNodePtr then = dom_child(goal, "startsituatie"), now = dom_walk(skeleton, skeleton);
    while (now && !dom_is(now, "startsituatie"))
        now = dom_walk(now, skeleton);
    if (then && now)
        xmlReplaceNode(then, xmlDocCopyNode(now, goal->doc, 1));
    else if (then)
        xmlUnlinkNode(then);
    xmlFreeNode(then);
    dom_set(goal, "aanvaard-door", NULL);
    if (strcmp(dom_get(goal, "streefdatum"), today) < 0)
        dom_set(goal, "streefdatum", NULL);
}

/* Puts a copy of a comment of the skeleton first in a section, on a line like that of what comes after it. */
static void announce(xmlNodePtr section, const xmlNode *comment) {
    xmlNodePtr first = section->children;
    const char *space = first && first->type == XML_TEXT_NODE ? strrchr((const char *)first->content, '\n') : NULL;
    xmlAddPrevSibling(first, xmlDocCopyNode((xmlNodePtr)comment, section->doc, 1));
    if (space) {
        xmlAddPrevSibling(first->prev, xmlNewDocText(section->doc, (const xmlChar *)space));
        xmlNodeSetContent(first, section->children->content);
    }
}

/* Leaves in a section what it hands over. */
static void reduce(xmlNodePtr section, const xmlNode *skeleton, const struct skeleton_options *options) {
    for (xmlNodePtr node = section->children, next; node; node = next) {
        next = node->next;
        if (node->type != XML_TEXT_NODE && !is_handed_over(node))
            drop_line(node);
        else if (dom_is(node, "doel"))
            begin_anew(node, skeleton, options->today);
    }
    if (!dom_attribute(section, "zichtbaar"))
        dom_set(section, "zichtbaar", "intern");
    const xmlNode *same = dom_child(section, NULL) ? dom_child(skeleton, (const char *)section->name) : NULL;
    for (const xmlNode *node = same ? same->children : NULL; node && !options->bare; node = node->next)
        if (skeleton_announces(node))
            announce(section, node);
}

xmlDocPtr follow_up(const struct skeleton_options *options, xmlDocPtr skeleton) {
    xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
    xmlNodePtr root = xmlDocCopyNode(xmlDocGetRootElement(options->from->doc), doc, 1);
    const xmlNode *model = xmlDocGetRootElement(skeleton);
    for (xmlNodePtr node = skeleton->children; node != model; node = node->next)
        if (!options->bare && node->type == XML_COMMENT_NODE)
            xmlAddChild((xmlNodePtr)doc, xmlDocCopyNode(node, doc, 1));
    xmlDocSetRootElement(doc, root);
    for (const xmlAttr *attribute = root->properties, *next; attribute; attribute = next) {
        next = attribute->next;
        if (!dom_attribute(model, (const char *)attribute->name) &&
            strcmp((const char *)attribute->name, "auteur") != 0)
            xmlRemoveProp((xmlAttrPtr)attribute);
    }
    for (xmlNodePtr section = root->children, next; section; section = next) {
        next = section->next; /* uitzicht comes before advies, which it is judged by */
        if (section->type == XML_ELEMENT_NODE)
            reduce(section, model, options);
        if (section->type != XML_TEXT_NODE && !dom_child(section, NULL))
            drop_line(section);
    }
    ids_drop_dead(doc);
    return doc;
}
