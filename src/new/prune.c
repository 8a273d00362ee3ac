#include "new/prune.h"

#include "base/lang.h"
#include "new/skeleton.h"

#include <string.h>

/* The place of `word` in HGW_SKELETON_PHASES, from 0; -1 when it is not there. */
static int phase_index(const char *word) {
    size_t length = strcspn(word, " \t\r\n");
    int index = 0;
    for (const char *phase = HGW_SKELETON_PHASES; *phase; index++) {
        size_t here = strcspn(phase, "|");
        if (here == length && strncmp(phase, word, length) == 0)
            return index;
        phase += here + (phase[here] == '|');
    }
    return -1;
}

static void take_out(xmlNode *node) {
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

static bool is_space(const xmlNode *node) {
    return node && node->type == XML_TEXT_NODE && xmlIsBlankNode(node);
}

void hgw_prune_node(xmlNode *node) {
    if (is_space(node->prev))
        take_out(node->prev);
    take_out(node);
}

/* What the walk knows. */
struct pruning {
    const char *file; /* the template's name, for errors */
    int phase;        /* index of the phase asked for */
    bool bare;        /* take the comments out */
    struct hgw_error *error;
};

static bool is_from(const xmlNode *node) {
    return node->type == XML_PI_NODE && xmlStrEqual(node->name, (const xmlChar *)"vanaf");
}

/* Recursion goes as deep as the tree: HGW_CASE_MAX_DEPTH at most. */
static bool prune_children(const struct pruning *pruning, xmlNode *first) {
    int from = 0; /* the phase of the <?vanaf?> that waits for its node */
    for (xmlNode *node = first, *next = NULL; node; node = next) {
        next = node->next;
        if (is_from(node)) {
            from = phase_index(node->content ? (const char *)node->content : "");
            if (from < 0)
                return hgw_error_at(pruning->error, HGW_ERROR_DATA, pruning->file, (size_t)xmlGetLineNo(node),
                                    0, _("Dit sjabloon is niet bruikbaar: „%s” in <?vanaf?> is geen fase."),
                                    node->content ? (const char *)node->content : "");
            if (is_space(next)) { /* the white space before it stays, for what it announces */
                xmlNode *space = next;
                next = next->next;
                take_out(space);
            }
            take_out(node);
        } else if (node->type == XML_ELEMENT_NODE || node->type == XML_COMMENT_NODE) {
            bool out = from > pruning->phase || (pruning->bare && node->type == XML_COMMENT_NODE);
            from = 0;
            if (out)
                hgw_prune_node(node);
            else if (!prune_children(pruning, node->children))
                return false;
        }
    }
    return true;
}

bool hgw_prune(struct hgw_case *template, const char *phase, bool bare, struct hgw_error *error) {
    struct pruning pruning = {template->name, phase_index(phase), bare, error};
    if (pruning.phase < 0)
        return hgw_error_set(error, HGW_ERROR_USAGE, _("„%s” is geen fase."), phase);
    return prune_children(&pruning, template->doc->children);
}
