#include "edit/prune.h"

#include "base/lang.h"

#include <string.h>

static void take_out(xmlNode *node) {
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

static bool is_space(const xmlNode *node) {
    return node && node->type == XML_TEXT_NODE && xmlIsBlankNode(node);
}

void prune_unlink(xmlNode *node) {
    if (is_space(node->prev))
        take_out(node->prev);
    xmlUnlinkNode(node);
}

void prune_instruction(xmlNode *node) {
    if (is_space(node->next))
        take_out(node->next);
    take_out(node);
}

static bool is_instruction(const xmlNode *node, const char *name) {
    return node->type == XML_PI_NODE && xmlStrEqual(node->name, (const xmlChar *)name);
}

/* What the walk knows. */
struct walk {
    const struct pruning *pruning;
    const char *file; /* the template's name, for errors */
    int phase;        /* index of the phase of the case */
    struct error *error;
};

/* Sets *skip when the case does not need what comes after this `vanaf`. */
static bool read_from(const struct walk *walk, const xmlNode *instruction, bool *skip) {
    const char *word = instruction->content ? (const char *)instruction->content : "";
    int from = phase_index(word);
    if (from < 0)
        return error_at(walk->error, ERROR_DATA, walk->file, (size_t)xmlGetLineNo(instruction), 0,
                        _("Dit sjabloon is niet bruikbaar: „%s” in <?vanaf?> is geen fase."), word);
    *skip |= from > walk->phase;
    return true;
}

/* Recursion goes as deep as the tree: CASE_MAX_DEPTH at most. */
static bool prune_children(const struct walk *walk, xmlNode *first) {
    bool skip = false; /* what an instruction said of the next element or comment */
    for (xmlNode *node = first, *next = NULL; node; node = next) {
        bool from = is_instruction(node, PRUNE_FROM);
        if (from || is_instruction(node, PRUNE_FOLLOW_UP)) {
            if (from && !read_from(walk, node, &skip))
                return false;
            skip |= !from && !walk->pruning->follow_up;
            next = is_space(node->next) ? node->next->next : node->next;
            prune_instruction(node);
            continue;
        }
        next = node->next;
        if (node->type != XML_ELEMENT_NODE && node->type != XML_COMMENT_NODE)
            continue;
        if (skip || (walk->pruning->bare && node->type == XML_COMMENT_NODE)) {
            prune_unlink(node);
            xmlFreeNode(node);
        } else if (!prune_children(walk, node->children))
            return false;
        skip = false;
    }
    return true;
}

bool prune(struct case_file *template, const struct pruning *pruning, struct error *error) {
    struct walk walk = {pruning, template->name, phase_index(pruning->phase), error};
    if (walk.phase < 0)
        return error_set(error, ERROR_USAGE, _("„%s” is geen fase."), pruning->phase);
    return prune_children(&walk, template->doc->children);
}
