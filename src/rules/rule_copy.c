/* rule_copy: a rule as a file of its own, for a team to change. */
#include "rules/schematron.h"
#include "xml/dom.h"

/* Whether a copy of the rule `code` needs this node of its file. */
static bool is_needed(xmlNodePtr node, const char *code) {
    size_t length = strlen(code);
    if (node->type == XML_TEXT_NODE)
        return !dom_blank((const char *)node->content) || dom_is(node->parent, "assert") ||
               dom_is(node->parent, "report") || dom_is(node->parent, "diagnostic");
    if (node->type == XML_COMMENT_NODE) /* what is said of its pattern */
        return is_needed(xmlNextElementSibling(node) ? xmlNextElementSibling(node) : node->parent, code);
    if (dom_is(node, "assert") || dom_is(node, "report"))
        return dom_has(node, "id", code);
    if (dom_is(node, "diagnostic"))
        return strncmp(dom_get(node, "id"), code, length) == 0 && dom_get(node, "id")[length] == '.';
    for (xmlNodePtr part = dom_is(node, "pattern") ? dom_walk(node, node) : NULL; part; part = dom_walk(part, node))
        if (dom_has(part, "id", code))
            return true;
    return !dom_is(node, "pattern") && !(dom_is(node, "p") && dom_is(node->parent, "schema"));
}

/* Whether a variable is used in what stands behind it. */
static bool is_used(const xmlNode *let) {
    AUTO(mem_free) char *name = text_format("$%s", dom_get(let, "name"));
    for (const xmlNode *node = dom_next(let, NULL); node; node = dom_walk(node, NULL))
        for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
            if (strstr(dom_value(attribute), name))
                return true;
    return false;
}

void rule_copy(const struct rule_info *rule, struct buf *out) {
    sch_read_texts(rule->schematron);
    xmlDocPtr copy = xmlCopyDoc(rule->element->doc, 1);
    xmlNodePtr root = xmlDocGetRootElement(copy), next;
    for (xmlNodePtr node = dom_walk_nodes(root, root); node; node = next) {
        bool needed = is_needed(node, rule->code);
        next = needed ? dom_walk_nodes(node, root) : dom_walk_over(node, root);
        if (!needed)
            dom_drop(node);
    }
    for (xmlNodePtr let = xmlGetLastChild(root), before; let; let = before) { /* the last first: they use each other */
        before = let->prev;
        if (!dom_is(let, "let") || is_used(let))
            continue;
        dom_drop(let);
        if (before && before->type == XML_COMMENT_NODE) {
            let = before;
            before = let->prev;
            dom_drop(let);
        }
    }
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpFormatMemoryEnc(copy, &text, &length, "UTF-8", 1);
    for (const char *at = (const char *)text, *end; *at; at = *end ? end + strlen("&gt;") : end) {
        end = strstr(at, "&gt;");
        end = end ? end : at + strlen(at);
        buf_printf(out, "%.*s%s", (int)(end - at), at, *end ? ">" : "");
    }
    xmlFree(text);
    xmlFreeDoc(copy);
}
