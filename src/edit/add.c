/* What comes into a case: what the skeleton has and it has not, or one piece. */
#include "case/grammar.h"
#include "case/validate.h"
#include "edit/edit.h"
#include "xml/dom.h"

#include <ctype.h>
#include <libxml/hash.h>
#include <stdio.h>

#define PIECES "templates/new/stukken"

/* What is added to what. */
struct adding {
    const struct earlier *earlier;
    struct splice *splice;
    bool piece;          /* only required attributes stay, and what they name is found somewhere */
    xmlHashTablePtr ids; /* what ids of the template are called in the case */
    const char *missing; /* a required reference that found nothing, or NULL; of the grammar */
    bool again;          /* an id that what was added before could refer to is known now, or gone */
};

/* --- ids and references of what is added --- */

/* True when something has the id: also in a line of the case that stands ready in a comment. */
static bool id_taken(const struct adding *adding, const char *id) {
    const struct case_file *c = &adding->earlier->c;
    AUTO(mem_free) char *plain = text_format("id=\"%s\"", id), *other = text_format("id='%s'", id);
    return dom_by_id(c->doc, id) || strstr(c->source.data, plain) || strstr(c->source.data, other) ||
           xmlHashLookup2(adding->ids, (const xmlChar *)id, (const xmlChar *)"new");
}

/* Says what an id of the template is called in the case. */
static void call(struct adding *adding, const char *id, const char *new) {
    AUTO(mem_free) char *copy = mem_strdup(new);
    if (xmlHashAddEntry(adding->ids, (const xmlChar *)id, copy) == 0) {
        copy = NULL;
        adding->again = true;
    }
}

/* What an id of the template is called in the case: itself, or with the first number that is free. */
static const char *fresh_id(struct adding *adding, const char *id) {
    const char *known = xmlHashLookup(adding->ids, (const xmlChar *)id);
    if (known)
        return known;
    AUTO(mem_free) char *new = mem_strdup(id);
    size_t stem = strlen(id);
    while (stem > 1 && isdigit((unsigned char)id[stem - 1]))
        stem--;
    for (unsigned number = 2; id_taken(adding, new); number++) {
        free(new);
        new = text_format("%.*s%u", (int)stem, id, number);
    }
    xmlHashAddEntry2(adding->ids, (const xmlChar *)new, (const xmlChar *)"new", mem_strdup(new));
    call(adding, id, new);
    return xmlHashLookup(adding->ids, (const xmlChar *)id);
}

/* True when a person has the role that an id of a template says: leerling, ouder1, leerkracht. */
static bool has_role(const char *element, const char *role, const char *id) {
    const char *const names[] = {element, strcmp(role, "opvoedingsverantwoordelijke") == 0 ? "ouder" : role};
    return dom_place(names, 2, id, strcspn(id, "0123456789")) >= 0;
}

bool may_name(const char *attribute, const struct typed_tag *tag) {
    const char *kinds = ref_kinds(attribute);
    return *tag->id && kinds && (!*kinds || dom_has_word(kinds, tag->name));
}

/* The first element that an attribute may name, or NULL; with `id` the first person with the role that it says. */
static const char *find_first(const struct tags *tags, const char *attribute, const char *id) {
    for (const struct typed_tag *tag = tags->items; tag < tags->items + tags->count; tag++)
        if (may_name(attribute, tag) &&
            (!id || (tag_is(tag->parent, "betrokkenen") && has_role(tag->name, tag_value(tag, "rol"), id))))
            return tag->id;
    return NULL;
}

/* What a word of a reference becomes, or NULL. */
static const char *resolve(const struct tags *tags, xmlHashTablePtr renamed, const char *attribute, const char *word) {
    const char *new = xmlHashLookup(renamed, (const xmlChar *)word);
    const struct typed_tag *tag = tags_find_id(tags, word);
    if (new || ref_is_group(attribute, word, strlen(word)))
        return new ? new : word;
    return tag && may_name(attribute, tag) ? tag->id : find_first(tags, attribute, word);
}

void refer(const struct tags *tags, xmlHashTablePtr renamed, const char *attribute, const char *value, bool other,
           struct buf *out) {
    for (char *word; (word = dom_next_word(&value)); free(word)) {
        const char *id = resolve(tags, renamed, attribute, word);
        if (id && !(out->data && dom_has_word(out->data, id)))
            buf_printf(out, "%s%s", out->length > 0 ? " " : "", id);
    }
    if (out->length == 0 && other)
        buf_add_string(out, find_first(tags, attribute, NULL));
}

/* Adds an attribute of an element, or of one in a comment: what its value is there has not to be true yet. */
static void add_attribute(struct adding *adding, const struct grammar_attribute *attribute, const char *value,
                          bool comment, struct buf *out) {
    AUTO(buf_free) struct buf ids = BUF_EMPTY;
    bool needed = attribute->required || comment || !adding->piece || strcmp(attribute->name, "zichtbaar") == 0;
    if (attribute->kind == VALUE_ID)
        value = fresh_id(adding, value);
    else if (!needed)
        value = NULL;
    else if (attribute->kind == VALUE_REF || attribute->kind == VALUE_REFS) {
        bool others = adding->piece || !dom_has_word(ref_kinds(attribute->name), "betrokkene"); /* no other person */
        refer(splice_tags(adding->splice), adding->ids, attribute->name, value, attribute->required && others, &ids);
        if (ids.length == 0 && attribute->required && !comment)
            adding->missing = attribute->name;
        if (ids.length > 0 || !(attribute->required && comment))
            value = ids.data;
    }
    if (value)
        buf_printf(out, " %s=\"%s\"", attribute->name, value);
}

/* Adds text of a template, or of a comment in it, with the ids of the case. */
static void fill(struct adding *adding, const char *text, bool comment, struct buf *out) {
    AUTO(tags_free) struct tags tags = tags_read(text, strlen(text), 0);
    size_t done = 0;
    for (const struct typed_tag *tag = tags.items; tag->kind; tag++) {
        if (strncmp(text + tag->from, "<!--", 4) == 0) {
            AUTO(mem_free) char *inside = tags_text(&tags, tag->from + 4, tag->to);
            buf_add(out, text + done, tag->from + 4 - done);
            fill(adding, inside, true, out);
            done = tag->to;
        }
        if (tag->element && tag->attributes)
            buf_add(out, text + done, tag->name_to - done);
        for (const struct attribute *one = tag->attributes; tag->element && one; one = one->next) {
            if (one->rule)
                add_attribute(adding, one->rule, one->value, comment, out);
            done = one->value_to + 1;
        }
    }
    buf_add_string(out, text + done);
}

static void free_ids(struct adding *adding) {
    xmlHashFree(adding->ids, xmlHashDefaultDeallocator);
}

/* Takes out of the skeleton what the case cannot have, since nobody is there for it. A piece stays. */
static void drop(struct adding *adding, xmlNodePtr node) {
    if (adding->piece)
        return;
    drop_line(node);
    free_ids(adding);
    adding->ids = xmlHashCreate(0);
    adding->again = true;
}

/* Adds an element or comment of the template, filled, as lines indented as there, after a line end and the empty line
 * that it stands behind. False: it refers to what the case has not, and nothing is added. */
static bool add_node(struct adding *adding, xmlNodePtr node, struct buf *out) {
    const struct grammar_element *element = grammar_element((const char *)node->name);
    const char *before = node->prev && node->prev->type == XML_TEXT_NODE ? (const char *)node->prev->content : "";
    const char *first = strchr(before, '\n'), *line = strrchr(before, '\n');
    bool section = element && grammar_child(grammar_root, element);
    AUTO(buf_free) struct buf filled = BUF_EMPTY;
    for (xmlNodePtr part = section ? node->children : NULL, next; part; part = next) {
        next = part->next;
        if (part->type != XML_TEXT_NODE && !add_node(adding, part, &filled))
            drop(adding, part);
        buf_clear(&filled);
    }
    xmlBufferPtr text = xmlBufferCreate();
    xmlNodeDump(text, node->doc, node, 0, 0);
    adding->missing = NULL;
    fill(adding, (const char *)xmlBufferContent(text), false, &filled);
    xmlBufferFree(text);
    if (!adding->missing)
        buf_printf(out, "%s\n%s%s", first != line ? "\n" : "", line ? line + 1 : "", filled.data);
    return !adding->missing;
}

/* --- what goes where --- */

const xmlNode *place_for(const xmlNode *parent, const char *name) {
    const struct grammar_element *element = grammar_element((const char *)parent->name);
    const struct grammar_child *wanted = grammar_child(element, grammar_element(name));
    const xmlNode *same = NULL, *last = NULL;
    for (const xmlNode *node = dom_child(parent, NULL); node; node = dom_next(node, NULL)) {
        const struct grammar_child *here = grammar_child(element, grammar_element((const char *)node->name));
        if (dom_is(node, name))
            same = node;
        if (here && wanted && here->slot <= wanted->slot)
            last = node;
    }
    return same ? same : last;
}

/* White space in a comment does not count: the case may be indented otherwise. */
static bool has_comment(const xmlNode *parent, const xmlNode *wanted) {
    AUTO(mem_free) char *text = dom_one_line(wanted);
    for (const xmlNode *node = parent->children; node; node = node->next) {
        AUTO(mem_free) char *other = dom_one_line(node);
        if (node->type == XML_COMMENT_NODE && strcmp(text, other) == 0)
            return true;
    }
    return false;
}

/* The element of the template that is most like one of the case: of the same person, else of the name. */
static const xmlNode *find_like(const xmlNode *from, const xmlNode *element) {
    const xmlNode *speaker = dom_by_id(element->doc, dom_get(element, "van"));
    const xmlNode *first = dom_child(from, (const char *)element->name), *node = first;
    while (node && !(speaker && has_role((const char *)speaker->name, dom_get(speaker, "rol"), dom_get(node, "van"))))
        node = dom_next(node, (const char *)element->name);
    return node ? node : first;
}

/* A goal for the long run does not stand in the place of one for the short run. */
static bool same_kind(const xmlNode *one, const xmlNode *other) {
    static const char *const parts[] = {"rol", "bouwsteen", "termijn"};
    bool same = dom_is(one, (const char *)other->name);
    for (size_t i = 0; same && i < sizeof parts / sizeof parts[0]; i++) {
        const char *left = dom_get(one, parts[i]), *right = dom_get(other, parts[i]);
        left = strcmp(left, "opvoedingsverantwoordelijke") == 0 ? "ouder" : left; /* vocabulary, "Roles" */
        same = strcmp(left, right) == 0;
    }
    return same;
}

/* The element of the case that stands in the place of one of the template: the first of the kind. Who is not involved
 * comes last, since nothing is asked of that parent; who writes the case comes first. */
static const xmlNode *find_kind(const xmlNode *parent, const xmlNode *wanted) {
    const char *author = dom_get(xmlDocGetRootElement(parent->doc), "auteur");
    const xmlNode *best = NULL;
    for (const xmlNode *node = dom_child(parent, NULL); node; node = dom_next(node, NULL))
        if (same_kind(node, wanted) && (!best || (*author && dom_has(node, "id", author)) ||
                                        (dom_has(best, "betrokken", "nee") && !dom_has(node, "betrokken", "nee"))))
            best = node;
    return best;
}

/* True when the case has a node of the skeleton already, in `target`, or had it. */
static bool is_there(struct adding *adding, const xmlNode *target, const xmlNode *node) {
    bool section = dom_is(node->parent, "casus"), comment = node->type == XML_COMMENT_NODE;
    if ((node->type != XML_ELEMENT_NODE && !comment) || (skeleton_known(node) && (comment || !section)))
        return true;
    const xmlNode *there = comment ? NULL : find_kind(target, node);
    if (there && *dom_get(there, "id") && *dom_get(node, "id"))
        call(adding, dom_get(node, "id"), dom_get(there, "id"));
    return there || (comment && has_comment(target, node));
}

/* Behind which element of the case a node of the skeleton goes: a comment goes before the first of what comes after it.
 */
static const xmlNode *place_of(const xmlNode *target, const xmlNode *node) {
    const xmlNode *named = node->type == XML_COMMENT_NODE ? dom_next(node, NULL) : node;
    xmlNodePtr first = named && named != node ? dom_child(target, (const char *)named->name) : NULL;
    return !named  ? xmlLastElementChild((xmlNodePtr)target)
           : first ? xmlPreviousElementSibling(first)
                   : place_for(target, (const char *)named->name);
}

static void insert(struct adding *adding, const xmlNode *parent, const xmlNode *after, struct buf *lines) {
    if (lines->length > 0)
        splice_insert(adding->splice, parent, after, lines->data + strspn(lines->data, "\n"));
    buf_clear(lines);
}

/* Puts into `target` what `from` has and it lacks. */
static void merge(struct adding *adding, const xmlNode *from, const xmlNode *target) {
    const xmlNode *place = NULL;
    AUTO(buf_free) struct buf lines = BUF_EMPTY;
    for (const xmlNode *node = dom_child(target, NULL); node; node = dom_next(node, NULL)) {
        const xmlNode *like = find_like(from, node);
        if (like && (dom_is(from, "casus") || skeleton_known(like)))
            merge(adding, like, node);
    }
    for (xmlNodePtr node = from->children, next; node; node = next) {
        next = node->next;
        if (is_there(adding, target, node))
            continue;
        const xmlNode *behind = place_of(target, node);
        if (behind != place)
            insert(adding, target, place, &lines);
        place = behind;
        if (!add_node(adding, node, &lines))
            drop(adding, node);
    }
    insert(adding, target, place, &lines);
}

/* Puts what the skeleton has and the case lacks into the splice. What refers to a later element finds its new id the
 * second time. */
static void add_all(const struct earlier *earlier, xmlDocPtr skeleton, struct splice *splice) {
    AUTO(free_ids) struct adding adding = {.earlier = earlier, .splice = splice, .ids = xmlHashCreate(0)};
    do {
        adding.again = false;
        splice_free(splice);
        *splice = (struct splice){.c = &earlier->c};
        merge(&adding, xmlDocGetRootElement(skeleton), xmlDocGetRootElement(earlier->c.doc));
    } while (adding.again);
}

/* Adds the bytes of the changed case. What a template adds to a valid case must leave it valid. */
static bool finish(const struct earlier *earlier, const struct splice *splice, struct buf *out, struct error *error) {
    const struct buf *bytes = &earlier->bytes, *source = &earlier->c.source;
    AUTO(buf_free) struct buf text = BUF_EMPTY, same = BUF_EMPTY;
    AUTO(case_free) struct case_file made = {0};
    AUTO(findings_free) struct findings findings = {0};
    splice_make(splice, &text);
    if (!xml_encode(bytes->data, bytes->length, source->data, source->length, &same) || same.length != bytes->length ||
        memcmp(same.data, bytes->data, same.length) != 0 ||
        !xml_encode(bytes->data, bytes->length, text.data, text.length, out))
        return error_at(
            error, ERROR_CONTENT, earlier->c.name, 0, 0,
            _("De tekens die erbij komen, passen niet in de codering van dit bestand. Bewaar het eerst als UTF-8."));
    case_load(&made, earlier->c.name, out->data, out->length, &findings);
    if (made.doc)
        validate(&made, &findings);
    findings_finish(&findings, &made);
    return findings.count == 0 || error_at(error, ERROR_DATA, "templates/new", 0, 0,
                                           _("Dit sjabloon is niet bruikbaar: %s"), findings.items[0].message);
}

bool add_skeleton(const struct buf *text, xmlDocPtr skeleton, struct buf *out, struct error *error) {
    AUTO(findings_free) struct findings findings = {0};
    AUTO(case_free) struct case_file c = {0};
    AUTO(splice_free) struct splice splice = {0};
    case_load(&c, "", text->data, text->length, &findings);
    struct earlier earlier = {.bytes = *text, .c = c}; /* all only lent */
    add_all(&earlier, skeleton, &splice);
    return finish(&earlier, &splice, out, error);
}

/* --- one piece --- */

/* What the grammar says of the element that the piece is, as its tag says, perhaps in a comment, in its section. NULL:
 * it is none. */
static const struct grammar_child *piece_child(const xmlNode *section) {
    const struct grammar_element *outer = grammar_element((const char *)section->name), *inner = NULL;
    for (const xmlNode *node = section->children; node && !inner; node = node->next) {
        char name[32];
        if (node->type == XML_ELEMENT_NODE)
            inner = grammar_element((const char *)node->name);
        else if (node->type == XML_COMMENT_NODE && sscanf((const char *)node->content, " <%31[a-z-]", name) == 1)
            inner = grammar_element(name);
    }
    return outer && inner && grammar_child(grammar_root, outer) ? grammar_child(outer, inner) : NULL;
}

/* Puts a piece into the splice. */
static bool insert_piece(const struct earlier *earlier, const struct case_file *piece, struct splice *splice,
                         struct error *error) {
    const struct case_file *c = &earlier->c;
    xmlNodePtr from = xmlDocGetRootElement(piece->doc);
    const xmlNode *root = xmlDocGetRootElement(c->doc), *section = dom_child(root, (const char *)from->name);
    const struct grammar_child *child = piece_child(from);
    if (!child)
        return error_at(
            error, ERROR_DATA, piece->name, 0, 0,
            _("Dit sjabloon is niet bruikbaar: hier hoort een onderdeel van een casus met één element erin."));
    const char *name = child->element->name;
    const xmlNode *there = dom_child(section, name), *target = section ? section : root;
    if (there && !child->repeats)
        return error_at(error, ERROR_CONTENT, c->name, xml_line(there), 0,
                        _("Van <%s> kan er maar één staan, en die staat hier al."), name);
    AUTO(free_ids) struct adding adding = {earlier, splice, .piece = true, .ids = xmlHashCreate(0)};
    AUTO(buf_free) struct buf lines = BUF_EMPTY;
    for (xmlNodePtr node = section ? from->children : from; node; node = section ? node->next : NULL)
        if (node->type != XML_TEXT_NODE && !add_node(&adding, node, &lines))
            return error_at(error, ERROR_CONTENT, c->name, 0, 0,
                            _("<%s> verwijst met %s naar een ander element (%s), en dat heeft deze casus nog niet, of "
                              "het heeft geen id. Voeg dat eerst toe."),
                            name, adding.missing, ref_kinds(adding.missing));
    insert(&adding, target, place_for(target, section ? name : (const char *)from->name), &lines);
    return true;
}

/* Says that there is no such piece, and which ones have the word in their name, or else which one was meant. */
static bool say_unknown(const struct datadir *datadir, const char *word, struct error *error) {
    AUTO(files_free) struct files pieces = datadir_list(datadir, false, PIECES, "*.xml");
    AUTO(buf_free) struct buf names = BUF_EMPTY;
    struct suggest_one suggest = suggest_start(word);
    for (size_t i = 0; i < pieces.count; i++) {
        char *name = strrchr(pieces.names[i], '/') + 1;
        name[strlen(name) - strlen(".xml")] = '\0';
        suggest_try(&suggest, name);
        if (*word && (strstr(name, word) || strstr(word, name)))
            buf_printf(&names, "%s%s", names.length > 0 ? ", " : "", name);
    }
    const char *meant = names.length > 0 ? names.data : suggest.best;
    return meant ? error_set(error, ERROR_USAGE, _("„%s” is geen stuk. Bedoel je %s? hgw-new --list toont ze alle."),
                             word, meant)
                 : error_set(error, ERROR_USAGE, _("„%s” is geen stuk. hgw-new --list toont ze."), word);
}

bool add_piece(const struct earlier *earlier, const struct datadir *datadir, const char *piece, struct splice *splice,
               struct buf *out, struct error *error) {
    AUTO(case_free) struct case_file from = {0};
    AUTO(mem_free) char *name = text_format(PIECES "/%s.xml", piece);
    AUTO(mem_free) char *path = strchr(piece, '/') ? NULL : datadir_find(datadir, name, NULL);
    splice->c = &earlier->c;
    return (path || say_unknown(datadir, piece, error)) && template_read(&from, path, error) &&
           insert_piece(earlier, &from, splice, error) && finish(earlier, splice, out, error);
}

bool pieces_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error) {
    AUTO(files_free) struct files pieces = datadir_list(datadir, false, PIECES, "*.xml");
    for (size_t i = 0; i < pieces.count; i++) {
        AUTO(case_free) struct case_file piece = {0};
        const char *name = strrchr(pieces.names[i], '/') + 1;
        if (!template_read(&piece, pieces.names[i], error))
            return false;
        AUTO(mem_free) char *words = dom_one_line(piece.doc->children);
        buf_printf(out, "%-22.*s ", (int)strlen(name) - 4, name);
        text_wrap(out, words, 23, 23, width);
        buf_add_char(out, '\n');
    }
    return true;
}

/* --- the next phase --- */

bool add_phase(const struct earlier *earlier, const struct skeleton_options *options, struct splice *splice,
               struct buf *out, struct error *error) {
    const struct case_file *c = &earlier->c;
    const xmlNode *root = xmlDocGetRootElement(c->doc), *strategy = dom_child(root, "strategie");
    AUTO(case_free) struct case_file skeleton = {0};
    int now = phase_index(dom_get(root, "fase")), next = options->phase ? phase_index(options->phase) : now + 1;
    if (next < 0)
        return error_set(error, ERROR_USAGE, _("„%s” is geen fase."), options->phase);
    if (next == PHASE_COUNT)
        return error_at(error, ERROR_CONTENT, c->name, xml_line(root), 0,
                        _("Deze casus is al in de laatste fase. Begin met --from een nieuw traject."));
    if (next < now)
        return error_at(error, ERROR_USAGE, c->name, xml_line(root), 0,
                        _("Deze casus is al verder dan de fase %s. Kies met -p een latere fase."), phase_names[next]);
    if (!skeleton_read(&skeleton, options->datadir, next, now, options->bare, error))
        return false;
    xmlNodePtr more = dom_child(xmlDocGetRootElement(skeleton.doc), "onderzoeken");
    if (more && dom_has(dom_child(strategy, "besluit"), "informatie", "voldoende"))
        drop_line(more); /* nothing is left to find out */
    add_all(earlier, skeleton.doc, splice);
    splice_set(splice, root, "fase", phase_names[next]);
    return finish(earlier, splice, out, error);
}
