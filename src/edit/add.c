#include "edit/add.h"

#include "case/refs.h"
#include "case/validate.h"
#include "xml/dom.h"

#include <ctype.h>
#include <libxml/hash.h>
#include <stdio.h>

#define PIECES "templates/new/stukken"

/* What is added to what. */
struct adding {
    const struct earlier *earlier;
    struct splice *splice;
    struct case_file from, now; /* the template; for a phase also what the present one has already */
    const char *piece;   /* the element that it is: optional attributes go, and what is required is found somewhere */
    xmlHashTablePtr ids; /* what ids of the template are called from now on */
    const char *missing; /* a required reference that found nothing, or NULL; of the grammar */
    bool again;          /* a new id, which what was added before could refer to */
};

/* --- ids and references of what is added --- */

/* True when something has the id: also in a line of the case that stands ready in a comment. */
static bool id_taken(const struct adding *adding, const char *id) {
    const struct case_file *c = &adding->earlier->c;
    char *plain = text_format("id=\"%s\"", id), *other = text_format("id='%s'", id);
    bool taken = dom_by_id(c->doc, id) || strstr(c->source.data, plain) || strstr(c->source.data, other) ||
                 xmlHashLookup2(adding->ids, (const xmlChar *)id, (const xmlChar *)"new");
    free(plain);
    free(other);
    return taken;
}

/* What an id of the template is called in the case: itself, or with the first number that is free. */
static const char *fresh_id(struct adding *adding, const char *id) {
    const char *known = xmlHashLookup(adding->ids, (const xmlChar *)id);
    if (known)
        return known;
    size_t stem = strlen(id);
    while (stem > 1 && isdigit((unsigned char)id[stem - 1]))
        stem--;
    char *new = mem_strdup(id);
    for (unsigned number = 2; id_taken(adding, new); number++) {
        free(new);
        new = text_format("%.*s%u", (int)stem, id, number);
    }
    xmlHashAddEntry(adding->ids, (const xmlChar *)id, new);
    xmlHashAddEntry2(adding->ids, (const xmlChar *)new, (const xmlChar *)"new", mem_strdup(new));
    adding->again = true;
    return new;
}

/* True when a person has the role that an id of a template says: leerling, ouder1, leerkracht. */
static bool has_role(const xmlNode *person, const char *id) {
    char *role = mem_strndup(id, strcspn(id, "0123456789"));
    bool has = dom_is(person, role) || dom_has(person, "rol", role) ||
               (strcmp(role, "ouder") == 0 && dom_has(person, "rol", "opvoedingsverantwoordelijke"));
    free(role);
    return has;
}

/* The first element of the case of these kinds that has an id, or NULL; with `role` the first person with that role. */
static const char *find_first(const struct adding *adding, const char *kinds, const char *role) {
    const xmlNode *node = xmlDocGetRootElement(adding->earlier->c.doc);
    while (node && !(*dom_get(node, "id") && dom_has_word(kinds, (const char *)node->name) &&
                     (!role || (dom_is(node->parent, "betrokkenen") && has_role(node, role)))))
        node = dom_walk(node, NULL);
    return node ? dom_get(node, "id") : NULL;
}

/* What a word of a reference becomes, or NULL. */
static const char *resolve(const struct adding *adding, const char *attribute, const char *word) {
    const char *kinds = ref_kinds(attribute), *new = xmlHashLookup(adding->ids, (const xmlChar *)word);
    const xmlNode *node = dom_by_id(adding->earlier->c.doc, word);
    if (new || ref_is_group(attribute, word, strlen(word)))
        return new ? new : word;
    if (node && (!*kinds || dom_has_word(kinds, (const char *)node->name)))
        return word;
    return find_first(adding, kinds, word);
}

/* Adds what the words of a reference become: nothing when they name nothing in this case. */
static void add_reference(const struct adding *adding, const struct grammar_attribute *attribute, const char *value,
                          struct buf *out) {
    const char *kinds = ref_kinds(attribute->name);
    for (size_t length; (length = dom_word(&value)) > 0; value += length) {
        char *word = mem_strndup(value, length);
        const char *id = resolve(adding, attribute->name, word);
        if (id && !(out->data && dom_has_word(out->data, id)))
            buf_printf(out, "%s%s", out->length > 0 ? " " : "", id);
        free(word);
    }
    bool others = adding->piece || !dom_has_word(kinds, "betrokkene"); /* nobody is put in the place of somebody else */
    const char *first = out->length == 0 && attribute->required && others ? find_first(adding, kinds, NULL) : NULL;
    if (first)
        buf_add_string(out, first);
}

/* Adds an attribute of an element, or of one in a comment: what its value is there has not to be true yet. */
static void add_attribute(struct adding *adding, const struct grammar_attribute *attribute, const char *value,
                          bool comment, struct buf *out) {
    struct buf ids = BUF_EMPTY;
    bool needed = attribute->required || comment || !adding->piece || strcmp(attribute->name, "zichtbaar") == 0;
    if (attribute->kind == VALUE_ID)
        value = fresh_id(adding, value);
    else if (!needed)
        value = NULL;
    else if (attribute->kind == VALUE_REF || attribute->kind == VALUE_REFS) {
        add_reference(adding, attribute, value, &ids);
        if (ids.length == 0 && attribute->required && !comment)
            adding->missing = attribute->name;
        if (ids.length > 0 || !(attribute->required && comment))
            value = ids.data;
    }
    if (value)
        buf_printf(out, " %s=\"%s\"", attribute->name, value);
    buf_free(&ids);
}

/* Adds text of a template with the ids of the case. False: a required reference finds nothing. */
static bool fill(struct adding *adding, const char *text, struct buf *out) {
    bool comment = strncmp(text, "<!--", 4) == 0;
    adding->missing = NULL;
    while (*text) {
        size_t length = text[0] == '<' && isalpha((unsigned char)text[1]) ? 1 + strcspn(text + 1, DOM_SPACE "/>") : 1;
        char *name = mem_strndup(text + 1, length - 1);
        const struct grammar_element *element = length > 1 ? grammar_element(&adding->earlier->grammar, name) : NULL;
        buf_add(out, text, length);
        text += length;
        free(name);
        for (size_t space; element && isalpha((unsigned char)text[space = strspn(text, DOM_SPACE)]);) {
            const char *quote = text + strcspn(text, "\"'"), *end = strchr(quote + 1, *quote);
            char *key = mem_strndup(text + space, strcspn(text + space, DOM_SPACE "="));
            char *value = mem_strndup(quote + 1, (size_t)(end - quote - 1));
            const struct grammar_attribute *attribute = grammar_attribute(element, key);
            if (attribute)
                add_attribute(adding, attribute, value, comment, out);
            text = end + 1;
            free(key);
            free(value);
        }
    }
    return !adding->missing;
}

/* Adds an element or comment of the template, filled, as lines that begin `level` deep, after a line end and the empty
 * line that it stands behind. False: it refers to what the case has not, and nothing is added. */
static bool add_node(struct adding *adding, const xmlNode *node, int level, struct buf *out) {
    const char *before = node->prev && node->prev->type == XML_TEXT_NODE ? (const char *)node->prev->content : "";
    const char *first = strchr(before, '\n'), *line = strrchr(before, '\n');
    size_t indent = line ? strlen(line + 1) : 0;
    struct buf filled = BUF_EMPTY;
    char *text;
    if (node->type == XML_COMMENT_NODE)
        text = text_format("<!--%s-->", (const char *)node->content);
    else {
        struct extent extent = extent_of(&adding->from, node);
        text = mem_strndup(adding->from.source.data + extent.start, extent.end - extent.start);
    }
    bool ok = fill(adding, text, &filled);
    if (ok)
        buf_add_string(out, first != line ? "\n\n" : "\n");
    for (char *at = filled.data, *end; ok && at; at = end) {
        end = strchr(at, '\n');
        size_t length = end ? (size_t)(end++ - at) : strlen(at);
        buf_printf(out, "%*s%.*s%s", length > 0 ? level * 2 : 0, "", (int)length, at, end ? "\n" : "");
        for (size_t i = 0; end && i < indent && *end == ' '; i++)
            end++;
    }
    buf_free(&filled);
    free(text);
    return ok;
}

/* --- what goes where --- */

const xmlNode *place_for(const struct grammar *grammar, const xmlNode *parent, const char *name) {
    const struct grammar_element *element = grammar_element(grammar, (const char *)parent->name);
    const struct grammar_child *wanted = grammar_child(element, grammar_element(grammar, name));
    const xmlNode *same = NULL, *last = NULL;
    for (const xmlNode *node = dom_child(parent, NULL); node; node = dom_next(node, NULL)) {
        const struct grammar_child *here = grammar_child(element, grammar_element(grammar, (const char *)node->name));
        if (dom_is(node, name))
            same = node;
        if (here && wanted && here->slot <= wanted->slot)
            last = node;
    }
    return same ? same : last;
}

/* The same comment, or the element that is the same one, among the children of `parent` (NULL: none has it). White
 * space in a comment does not count: the case may be indented otherwise. */
static xmlNodePtr find_same(const xmlNode *parent, const xmlNode *wanted) {
    char *text = wanted->type == XML_COMMENT_NODE ? dom_one_line(wanted) : NULL;
    xmlNodePtr node = parent ? parent->children : NULL;
    for (bool same = false; node; node = node->next) {
        if (text && node->type == XML_COMMENT_NODE) {
            char *other = dom_one_line(node);
            same = strcmp(text, other) == 0;
            free(other);
        } else if (!text)
            same = dom_is(node, (const char *)wanted->name) &&
                   strcmp(dom_get(node, "id"), dom_get(wanted, "id")) == 0 &&
                   strcmp(dom_get(node, "van"), dom_get(wanted, "van")) == 0;
        if (same)
            break;
    }
    free(text);
    return node;
}

/* The element of the template that is most like one of the case: with its id, of the same person, or of the name. */
static xmlNodePtr find_like(const xmlNode *from, const xmlNode *element) {
    const char *name = (const char *)element->name;
    const xmlNode *speaker = dom_by_id(element->doc, dom_get(element, "van"));
    xmlNodePtr best = find_same(from, element);
    for (xmlNodePtr node = best ? NULL : dom_child(from, name); node; node = dom_next(node, name))
        if (!best || (speaker && has_role(speaker, dom_get(node, "van")) && !has_role(speaker, dom_get(best, "van"))))
            best = node;
    return best;
}

/* Adds a node of the template. What the case cannot have, since nobody is there for it, goes from the template. */
static void add_or_drop(struct adding *adding, xmlNodePtr node, int level, struct buf *out) {
    if (add_node(adding, node, level, out) || adding->piece)
        return;
    dom_drop(node);
    xmlHashFree(adding->ids, xmlHashDefaultDeallocator);
    adding->ids = xmlHashCreate(0);
    adding->again = true;
}

static void insert(struct adding *adding, const xmlNode *parent, const xmlNode *after, struct buf *lines) {
    if (lines->length > 0)
        splice_insert(adding->splice, parent, after, lines->data + strspn(lines->data, "\n"));
    buf_clear(lines);
}

/* Puts into `target` what `from` has and it lacks: of a phase what is new since `now`, the same in the present one;
 * when that has it not, and the case was ahead, what the case has none of. A comment goes with the element behind it;
 * when that is there already, behind the one before it. */
static void merge(struct adding *adding, const xmlNode *from, const xmlNode *now, const xmlNode *target) {
    const xmlNode *end = NULL, *last = NULL, *place = NULL;
    struct buf lines = BUF_EMPTY, comments = BUF_EMPTY;
    for (const xmlNode *node = dom_child(target, NULL); node; node = dom_next(node, NULL)) {
        const xmlNode *like = adding->piece ? NULL : find_like(from, node);
        const xmlNode *before = like ? find_same(now, like) : NULL;
        if (before)
            merge(adding, like, before, node);
        end = node;
    }
    for (xmlNodePtr node = from->children, next; node; node = next) {
        const char *name = (const char *)node->name;
        bool there = !adding->piece && (find_same(now, node) || find_same(target, node) ||
                                        (!now && node->type == XML_ELEMENT_NODE && dom_child(target, name)));
        next = node->next;
        if (node->type == XML_COMMENT_NODE && !there)
            add_or_drop(adding, node, 0, &comments);
        if (node->type != XML_ELEMENT_NODE)
            continue;
        const xmlNode *behind = there ? last : place_for(&adding->earlier->grammar, target, name);
        if (lines.length > 0 && behind != place)
            insert(adding, target, place, &lines);
        place = behind;
        if (!there)
            add_or_drop(adding, node, 0, &comments);
        buf_add(&lines, comments.data, comments.length);
        buf_clear(&comments);
        for (const xmlNode *old = there ? dom_child(target, name) : NULL; old; old = dom_next(old, name))
            last = old;
    }
    if (lines.length == 0)
        place = adding->piece ? place_for(&adding->earlier->grammar, target, adding->piece) : last ? last : end;
    buf_add(&lines, comments.data, comments.length);
    insert(adding, target, place, &lines);
    buf_free(&lines);
    buf_free(&comments);
}

/* Puts what a section of the template has into that of the case, or the whole section. */
static void put_section(struct adding *adding, const xmlNode *from, const xmlNode *now) {
    const char *name = (const char *)from->name;
    const xmlNode *root = xmlDocGetRootElement(adding->earlier->c.doc), *section = dom_child(root, name);
    struct extent extent = extent_of(&adding->from, from);
    struct buf lines = BUF_EMPTY;
    if (section) {
        merge(adding, from, now, section);
        return;
    }
    buf_add(&lines, adding->from.source.data + extent.start, extent.inside - extent.start);
    if (extent.empty)
        buf_add_char(&lines, '>');
    for (xmlNodePtr node = from->children, next; node; node = next) {
        next = node->next;
        if (node->type == XML_ELEMENT_NODE || node->type == XML_COMMENT_NODE)
            add_or_drop(adding, node, 1, &lines);
    }
    buf_printf(&lines, "\n</%s>", name);
    insert(adding, root, place_for(&adding->earlier->grammar, root, name), &lines);
    buf_free(&lines);
}

/* Adds the bytes of the changed case. What a template adds to a valid case must leave it valid. */
static bool finish(const struct adding *adding, struct buf *out, struct error *error) {
    const struct earlier *earlier = adding->earlier;
    const struct buf *bytes = &earlier->bytes, *source = &earlier->c.source;
    struct buf text = BUF_EMPTY, same = BUF_EMPTY;
    struct case_file made = {0};
    struct findings findings = {0};
    splice_make(adding->splice, &text);
    bool ok = xml_encode(bytes->data, bytes->length, source->data, source->length, &same) &&
              same.length == bytes->length && memcmp(same.data, bytes->data, same.length) == 0 &&
              xml_encode(bytes->data, bytes->length, text.data, text.length, out);
    if (!ok)
        error_at(
            error, ERROR_CONTENT, earlier->c.name, 0, 0,
            _("De tekens die erbij komen, passen niet in de codering van dit bestand. Bewaar het eerst als UTF-8."));
    else {
        case_load(&made, earlier->c.name, out->data, out->length, &findings);
        if (made.doc)
            validate(&earlier->grammar, &made, &findings);
        findings_finish(&findings, &made);
        ok = findings.count == 0 || error_at(error, ERROR_DATA, "templates/new", 0, 0,
                                             _("Dit sjabloon is niet bruikbaar: %s"), findings.items[0].message);
    }
    case_free(&made);
    findings_free(&findings);
    buf_free(&text);
    buf_free(&same);
    return ok;
}

static void end_adding(struct adding *adding) {
    xmlHashFree(adding->ids, xmlHashDefaultDeallocator);
    case_free(&adding->from);
    case_free(&adding->now);
}

/* --- one piece --- */

/* Reads a piece. False with an error: it is no XML. */
static bool load_piece(struct case_file *piece, const char *path, struct error *error) {
    struct findings findings = {0};
    bool ok = case_read(piece, path, NULL, &findings, error);
    if (ok) {
        findings_finish(&findings, piece);
        ok = piece->doc || error_at(error, ERROR_DATA, path, findings.items[0].line, findings.items[0].column,
                                    _("Dit sjabloon is niet bruikbaar: %s"), findings.items[0].message);
    }
    findings_free(&findings);
    return ok;
}

/* What the grammar says of the element that the piece is, as its tag says, perhaps in a comment, in its section. NULL:
 * it is none. */
static const struct grammar_child *piece_child(const struct grammar *grammar, const xmlNode *section) {
    const struct grammar_element *outer = grammar_element(grammar, (const char *)section->name), *inner = NULL;
    for (const xmlNode *node = section->children; node && !inner; node = node->next) {
        char name[32];
        if (node->type == XML_ELEMENT_NODE)
            inner = grammar_element(grammar, (const char *)node->name);
        else if (node->type == XML_COMMENT_NODE && sscanf((const char *)node->content, " <%31[a-z-]", name) == 1)
            inner = grammar_element(grammar, name);
    }
    return outer && inner && grammar_child(grammar->root, outer) ? grammar_child(outer, inner) : NULL;
}

/* Adds the piece that was read. */
static bool insert_piece(struct adding *adding, struct error *error) {
    const struct case_file *c = &adding->earlier->c;
    const xmlNode *from = xmlDocGetRootElement(adding->from.doc), *root = xmlDocGetRootElement(c->doc);
    const struct grammar_child *child = piece_child(&adding->earlier->grammar, from);
    if (!child)
        return error_at(
            error, ERROR_DATA, adding->from.name, 0, 0,
            _("Dit sjabloon is niet bruikbaar: hier hoort een onderdeel van een casus met één element erin."));
    const xmlNode *there = dom_child(dom_child(root, (const char *)from->name), child->element->name);
    if (there && !child->repeats)
        return error_at(error, ERROR_CONTENT, c->name, xml_line(there), 0,
                        _("Van <%s> kan er maar één staan, en die staat hier al."), child->element->name);
    adding->piece = child->element->name;
    put_section(adding, from, NULL);
    return !adding->missing ||
           error_at(error, ERROR_CONTENT, c->name, 0, 0,
                    _("<%s> verwijst met %s naar een ander element (%s), en dat heeft deze casus nog niet, of het "
                      "heeft geen id. Voeg dat eerst toe."),
                    child->element->name, adding->missing, ref_kinds(adding->missing));
}

/* Says that there is no such piece, and which ones have the word in their name, or else which one was meant. */
static bool say_unknown(const struct datadir *datadir, const char *word, struct error *error) {
    char **paths = datadir_list(datadir, false, PIECES, ".xml");
    struct buf names = BUF_EMPTY;
    struct suggest_one suggest;
    suggest_start(&suggest, word);
    for (char **path = paths; *path; path++) {
        char *name = strrchr(*path, '/') + 1;
        name[strlen(name) - strlen(".xml")] = '\0';
        suggest_try(&suggest, name);
        if (*word && (strstr(name, word) || strstr(word, name)))
            buf_printf(&names, "%s%s", names.length > 0 ? ", " : "", name);
    }
    const char *meant = names.length > 0 ? names.data : suggest.best;
    if (meant)
        error_set(error, ERROR_USAGE, _("„%s” is geen stuk. Bedoel je %s? hgw-new --list toont ze alle."), word, meant);
    else
        error_set(error, ERROR_USAGE, _("„%s” is geen stuk. hgw-new --list toont ze."), word);
    for (char **path = paths; *path; path++)
        free(*path);
    free(paths);
    buf_free(&names);
    return false;
}

bool add_piece(const struct earlier *earlier, const struct datadir *datadir, const char *piece, struct splice *splice,
               struct buf *out, struct error *error) {
    struct adding adding = {.earlier = earlier, .splice = splice, .ids = xmlHashCreate(0)};
    char *name = text_format(PIECES "/%s.xml", piece);
    char *path = strchr(piece, '/') ? NULL : datadir_look(datadir, name);
    splice->c = &earlier->c;
    bool ok = path || say_unknown(datadir, piece, error);
    ok = ok && load_piece(&adding.from, path, error) && insert_piece(&adding, error) && finish(&adding, out, error);
    end_adding(&adding);
    free(path);
    free(name);
    return ok;
}

bool pieces_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error) {
    char **paths = datadir_list(datadir, false, PIECES, ".xml");
    bool ok = true;
    for (char **path = paths; *path; path++) {
        struct case_file piece = {0};
        const char *name = strrchr(*path, '/') + 1;
        ok = ok && load_piece(&piece, *path, error);
        char *words = ok ? dom_one_line(piece.doc->children) : NULL;
        if (ok) {
            buf_printf(out, "%-22.*s ", (int)strlen(name) - 4, name);
            text_wrap(out, words, 23, 23, width);
            buf_add_char(out, '\n');
        }
        free(words);
        case_free(&piece);
        free(*path);
    }
    free(paths);
    return ok;
}

/* --- the next phase --- */

static bool load_skeleton(const struct skeleton_options *options, int phase, struct case_file *skeleton,
                          struct error *error) {
    struct skeleton_options mine = {
        .datadir = options->datadir, .phase = phase_names[phase], .today = options->today, .bare = options->bare};
    struct buf text = BUF_EMPTY;
    struct findings none = {0};
    bool ok = skeleton_make(&mine, &text, error);
    if (ok)
        case_load(skeleton, "", text.data, text.length, &none);
    findings_free(&none);
    buf_free(&text);
    return ok;
}

bool add_phase(const struct earlier *earlier, const struct skeleton_options *options, struct splice *splice,
               struct buf *out, struct error *error) {
    const struct case_file *c = &earlier->c;
    const xmlNode *root = xmlDocGetRootElement(c->doc);
    const xmlNode *strategy = dom_child(root, "strategie"),
                  *decision = strategy ? dom_child(strategy, "besluit") : NULL;
    bool enough = decision && dom_has(decision, "informatie", "voldoende"); /* nothing is left to find out */
    struct adding adding = {.earlier = earlier, .splice = splice, .again = true};
    int now = phase_index(dom_get(root, "fase")), next = options->phase ? phase_index(options->phase) : now + 1;
    if (next == PHASE_COUNT)
        return error_at(error, ERROR_CONTENT, c->name, xml_line(root), 0,
                        _("Deze casus is al in de laatste fase. Begin met --from een nieuw traject."));
    if (next < now)
        return error_at(error, ERROR_USAGE, c->name, xml_line(root), 0,
                        _("Deze casus is al verder dan de fase %s. Kies met -p een latere fase."), phase_names[next]);
    adding.ids = xmlHashCreate(0);
    bool ok = load_skeleton(options, next, &adding.from, error) && load_skeleton(options, now, &adding.now, error);
    while (ok && adding.again) { /* what refers to a later element finds its new id the second time */
        adding.again = false;
        splice_free(splice);
        *splice = (struct splice){.c = c};
        splice_set(splice, root, "fase", phase_names[next]);
        const xmlNode *from = dom_child(xmlDocGetRootElement(adding.from.doc), NULL);
        for (; from; from = dom_next(from, NULL))
            if (!enough || !dom_is(from, "onderzoeken"))
                put_section(&adding, from, dom_child(xmlDocGetRootElement(adding.now.doc), (const char *)from->name));
    }
    ok = ok && finish(&adding, out, error);
    end_adding(&adding);
    return ok;
}
