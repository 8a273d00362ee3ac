#include "edit/carry.h"

#include "base/buf.h"
#include "case/refs.h"
#include "edit/idmap.h"
#include "edit/prune.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const xmlChar *x(const char *text) {
    return (const xmlChar *)text;
}

/* What the insertion works with. */
struct inserting {
    const struct carry *carry;
    const struct grammar *grammar;
    xmlNode *root;         /* of the skeleton */
    const char *phase;     /* of the new case */
    const char *today;     /* YYYY-MM-DD */
    xmlHashTablePtr ids;   /* ids of what is handed over → its node. Owned. */
    xmlHashTablePtr taken; /* those, and all that the skeleton has or is given. Owned. */
    xmlHashTablePtr kinds; /* kind_of() → the first node of that kind that is handed over. Owned. */
    struct idmap map;      /* other names for ids of the skeleton. Owned. */
};

static xmlNode *child(const xmlNode *parent, const char *name) {
    xmlNode *node = parent ? parent->children : NULL;
    while (node && !(node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, x(name))))
        node = node->next;
    return node;
}

static xmlChar *attribute(const xmlNode *node, const char *name) {
    return xmlGetNoNsProp(node, x(name));
}

/* What kind of element this is, as a key: its name and the attributes that tell one kind from another. A goal
 * for the long run does not stand in the place of one for the short run. Freed with free(). */
static char *kind_of(const xmlNode *node) {
    static const char *const parts[] = {"rol", "bouwsteen", "termijn"};
    struct buf kind = BUF_EMPTY;
    buf_add_string(&kind, (const char *)node->name);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        xmlChar *value = attribute(node, parts[i]);
        bool parent = xmlStrEqual(value, x("opvoedingsverantwoordelijke")); /* vocabulary, "Roles" */
        buf_printf(&kind, "/%s", parent ? "ouder" : value ? (const char *)value : "");
        xmlFree(value);
    }
    return buf_steal(&kind);
}

/* The first element handed over that takes the place of this one of the skeleton, or NULL. */
static const xmlNode *successor(const struct inserting *in, const xmlNode *node) {
    char *kind = kind_of(node);
    const xmlNode *found = xmlHashLookup(in->kinds, x(kind));
    free(kind);
    return found;
}

static void take(struct inserting *in, const xmlChar *id, const xmlNode *element) {
    (void)element;
    xmlHashUpdateEntry(in->taken, id, in->root, NULL);
}

/* Fills the tables of ids and kinds. */
static void index_carried(struct inserting *in) {
    for (size_t i = 0; i < in->carry->count; i++) {
        xmlNode *node = (xmlNode *)(uintptr_t)in->carry->items[i].node; /* libxml2's tables hold void * */
        xmlChar *id = attribute(node, "id");
        char *kind = kind_of(node);
        if (id) {
            xmlHashUpdateEntry(in->ids, id, node, NULL);
            take(in, id, node);
        }
        xmlHashAddEntry(in->kinds, x(kind), node); /* refuses when there is one: the first stays */
        xmlFree(id);
        free(kind);
    }
}

/* Calls `use` for each id of the skeleton, with its element; with NULL for one in a line that stands ready in
 * a comment. Recursion goes as deep as the tree: CASE_MAX_DEPTH at most. */
static void for_each_id(struct inserting *in, const xmlNode *first,
                        void (*use)(struct inserting *in, const xmlChar *id, const xmlNode *element)) {
    static const char mark[] = " id=\"";
    for (const xmlNode *node = first; node; node = node->next) {
        const char *text = node->type == XML_COMMENT_NODE ? (const char *)node->content : NULL;
        for (const char *at = text ? strstr(text, mark) : NULL; at; at = strstr(at, mark)) {
            at += sizeof mark - 1;
            xmlChar *id = xmlStrndup(x(at), (int)strcspn(at, "\""));
            use(in, id, NULL);
            xmlFree(id);
        }
        if (node->type != XML_ELEMENT_NODE)
            continue;
        xmlChar *id = attribute(node, "id");
        if (id)
            use(in, id, node);
        xmlFree(id);
        for_each_id(in, node->children, use);
    }
}

/* Decides the other name of one id of the skeleton, if it needs one. An element that has a successor leaves
 * its references to that one; when that one has no id, it gets this one. What stays beside a namesake gets
 * its name with a number that nothing has. */
static void name_id(struct inserting *in, const xmlChar *id, const xmlNode *element) {
    const xmlNode *next = element ? successor(in, element) : NULL;
    xmlChar *name = next ? attribute(next, "id") : NULL;
    if (name)
        idmap_set(&in->map, id, name);
    else if (xmlHashLookup(in->ids, id)) {
        struct buf fresh = BUF_EMPTY;
        unsigned number = 2;
        do {
            buf_clear(&fresh);
            buf_printf(&fresh, "%s-%u", (const char *)id, number++);
        } while (xmlHashLookup(in->taken, x(fresh.data)));
        take(in, x(fresh.data), NULL);
        idmap_set(&in->map, id, x(fresh.data));
        buf_free(&fresh);
    }
    xmlFree(name);
}

/* Takes the words out of a reference that name nothing handed over, and the attribute when none is left. */
static void keep_known(const struct inserting *in, xmlAttr *reference) {
    xmlChar *value = xmlNodeListGetString(reference->doc, reference->children, 1);
    struct buf known = BUF_EMPTY;
    char *rest = NULL;
    for (char *id = value ? strtok_r((char *)value, " ", &rest) : NULL; id; id = strtok_r(NULL, " ", &rest))
        if (xmlHashLookup(in->ids, x(id)))
            buf_printf(&known, "%s%s", known.length > 0 ? " " : "", id);
    if (known.length == 0)
        xmlRemoveProp(reference);
    else
        xmlSetProp(reference->parent, reference->name, x(known.data));
    buf_free(&known);
    xmlFree(value);
}

static void keep_known_references(const struct inserting *in, xmlNode *element) {
    for (xmlAttr *a = element->properties, *next = NULL; a; a = next) {
        next = a->next;
        if (refs_attribute(in->grammar, a))
            keep_known(in, a);
    }
    for (xmlNode *node = xmlFirstElementChild(element); node; node = xmlNextElementSibling(node))
        keep_known_references(in, node);
}

static void drop_attribute(xmlNode *node, const char *name) {
    xmlAttr *found = xmlHasProp(node, x(name));
    if (found)
        xmlRemoveProp(found);
}

/* What is over: who accepted the goal, a target date that has passed, how things stood when it was set. In
 * the place of the last comes the place to fill of the skeleton's own goal, if it has one. */
static void refresh_goal(const struct inserting *in, xmlNode *goal, const xmlNode *own) {
    drop_attribute(goal, "aanvaard-door");
    xmlChar *target = attribute(goal, "streefdatum");
    if (target && strcmp((const char *)target, in->today) < 0)
        drop_attribute(goal, "streefdatum");
    xmlFree(target);
    xmlNode *then = child(goal, "startsituatie");
    const xmlNode *hint = child(own, "startsituatie");
    if (!then || !hint)
        return;
    xmlReplaceNode(then, xmlDocCopyNode((xmlNode *)(uintptr_t)hint, goal->doc, 1));
    xmlFreeNode(then);
}

/* The section of the skeleton, made in its place in the order when the template has none. */
static xmlNode *find_section(const struct inserting *in, const char *name) {
    xmlNode *section = child(in->root, name);
    if (section)
        return section;
    const struct grammar_element *casus = grammar_element(in->grammar, "casus");
    const struct grammar_child *wanted = grammar_child(in->grammar, casus, grammar_element(in->grammar, name));
    xmlNode *before = xmlFirstElementChild(in->root);
    for (; before; before = xmlNextElementSibling(before)) {
        const struct grammar_element *element = grammar_element(in->grammar, (const char *)before->name);
        const struct grammar_child *here = element ? grammar_child(in->grammar, casus, element) : NULL;
        if (wanted && here && here->slot > wanted->slot)
            break;
    }
    section = xmlNewDocNode(in->root->doc, NULL, x(name), x("\n  "));
    xmlNode *space = xmlNewDocText(in->root->doc, x("\n\n  "));
    if (before) {
        xmlAddPrevSibling(before, section);
        xmlAddNextSibling(section, space);
    } else {
        xmlAddChild(in->root, section);
        xmlAddPrevSibling(section, space);
    }
    return section;
}

/* True for `<?NAME …?>`. */
static bool is_instruction(const xmlNode *node, const char *name) {
    return node && node->type == XML_PI_NODE && xmlStrEqual(node->name, x(name));
}

static xmlNode *previous_but_space(const xmlNode *node) {
    xmlNode *before = node->prev;
    while (before && before->type == XML_TEXT_NODE)
        before = before->prev;
    return before;
}

/* The comment in a section that says what was handed over, or NULL. */
static xmlNode *find_comment(const xmlNode *section) {
    for (xmlNode *node = section->children; node; node = node->next)
        if (node->type == XML_COMMENT_NODE && is_instruction(previous_but_space(node), PRUNE_FOLLOW_UP))
            return node;
    return NULL;
}

/* When the skeleton only has this section from a later phase on: takes out all but that comment, so that it
 * now holds what is handed over and nothing else. */
static void open_early(const struct inserting *in, xmlNode *section, const xmlNode *comment) {
    xmlNode *from = previous_but_space(section);
    if (!is_instruction(from, PRUNE_FROM) || !from->content ||
        phase_index((const char *)from->content) <= phase_index(in->phase))
        return;
    prune_instruction(from);
    const xmlNode *instruction = comment ? previous_but_space(comment) : NULL;
    for (xmlNode *node = section->children, *next = NULL; node; node = next) {
        next = node->next;
        if (node == comment || node == instruction || node->type == XML_TEXT_NODE)
            continue;
        prune_unlink(node);
        xmlFreeNode(node);
    }
}

/* Who may see the section: what the old case said, and intern where it said nothing. */
static void copy_visibility(xmlNode *section, const xmlNode *old) {
    xmlChar *readers = attribute(old, "zichtbaar");
    xmlChar *hidden = attribute(old, "niet-voor");
    xmlSetProp(section, x("zichtbaar"), readers ? readers : x("intern"));
    if (hidden)
        xmlSetProp(section, x("niet-voor"), hidden);
    xmlFree(readers);
    xmlFree(hidden);
}

/* Moves the elements that have a successor from the section to `replaced`. */
static void take_replaced(const struct inserting *in, xmlNode *section, xmlNode *replaced) {
    for (xmlNode *node = section->children, *next = NULL; node; node = next) {
        next = node->next;
        if (node->type == XML_ELEMENT_NODE && successor(in, node)) {
            prune_unlink(node);
            xmlAddChild(replaced, node);
        }
    }
}

/* The element of the skeleton in `replaced` whose place `old` takes, or NULL. */
static const xmlNode *replaced_by(const xmlNode *replaced, const xmlNode *old) {
    char *wanted = kind_of(old);
    const xmlNode *found = NULL;
    for (const xmlNode *node = replaced->children; node && !found; node = node->next) {
        char *kind = kind_of(node);
        if (strcmp(kind, wanted) == 0)
            found = node;
        free(kind);
    }
    free(wanted);
    return found;
}

/* A successor without an id takes that of the first element whose place it takes, since the rest of the
 * skeleton refers to it. */
static void take_id(struct inserting *in, const xmlNode *old, xmlNode *copy, const xmlNode *own) {
    xmlChar *id = own ? attribute(own, "id") : NULL;
    if (id && !xmlHasProp(copy, x("id")) && !xmlHashLookup(in->ids, id)) {
        xmlSetProp(copy, x("id"), id);
        xmlHashUpdateEntry(in->ids, id, (xmlNode *)(uintptr_t)old, NULL);
    }
    xmlFree(id);
}

/* Puts a copy of one element after `after` (NULL: at the start of the section). Returns it. */
static xmlNode *insert(xmlNode *section, xmlNode *after, const xmlNode *old) {
    xmlNode *copy = xmlDocCopyNode((xmlNode *)(uintptr_t)old, section->doc, 1);
    if (after)
        xmlAddNextSibling(after, copy);
    else if (section->children)
        xmlAddPrevSibling(section->children, copy);
    else
        xmlAddChild(section, copy);
    xmlAddPrevSibling(copy, xmlNewDocText(section->doc, x("\n    ")));
    return copy;
}

/* Inserts the elements of one section, from items[first] on. Returns how many. */
static size_t insert_section(struct inserting *in, size_t first) {
    const struct carried *items = in->carry->items;
    xmlNode *section = find_section(in, items[first].section);
    xmlNode *replaced = xmlNewDocNode(section->doc, NULL, x("replaced"), NULL);
    xmlNode *after = find_comment(section);
    size_t count = 0;
    take_replaced(in, section, replaced);
    open_early(in, section, after);
    copy_visibility(section, items[first].node->parent);
    for (; first + count < in->carry->count && strcmp(items[first + count].section, items[first].section) == 0;
         count++) {
        const xmlNode *old = items[first + count].node, *own = replaced_by(replaced, old);
        after = insert(section, after, old);
        keep_known_references(in, after);
        take_id(in, old, after, own);
        if (xmlStrEqual(after->name, x("doel")))
            refresh_goal(in, after, own);
    }
    xmlFreeNode(replaced);
    return count;
}

void carry_insert(const struct carry *carry, const struct grammar *grammar, struct case_file *skeleton,
                  const char *phase, const char *today) {
    struct inserting in = {.carry = carry,
                           .grammar = grammar,
                           .root = xmlDocGetRootElement(skeleton->doc),
                           .phase = phase,
                           .today = today,
                           .ids = xmlHashCreate(0),
                           .taken = xmlHashCreate(0),
                           .kinds = xmlHashCreate(0)};
    idmap_open(&in.map);
    index_carried(&in);
    for_each_id(&in, in.root, take);
    for_each_id(&in, in.root, name_id);
    idmap_apply(&in.map, grammar, in.root);
    for (size_t first = 0; first < carry->count;)
        first += insert_section(&in, first);
    idmap_close(&in.map);
    xmlHashFree(in.ids, NULL);
    xmlHashFree(in.taken, NULL);
    xmlHashFree(in.kinds, NULL);
}
