#include "edit/add.h"

#include "case/refs.h"
#include "case/validate.h"
#include "xml/dom.h"

#include <ctype.h>
#include <stdio.h>

/* --- ids and references of what is added --- */

struct filling {
    const struct earlier *earlier;
    bool piece;      /* it is a piece: optional attributes go, and what is required is found somewhere */
    struct buf ids;  /* what ids are called from now on: old, NUL, new, NUL, … */
    char *attribute; /* the required reference that found nothing, or NULL. Owned. */
};

static const char *renamed(const struct filling *filling, const char *id) {
    for (const char *at = filling->ids.data; at && at < filling->ids.data + filling->ids.length;) {
        const char *new = at + strlen(at) + 1;
        if (strcmp(at, id) == 0)
            return new;
        at = new + strlen(new) + 1;
    }
    return NULL;
}

/* True when something has the id: also in a line of the case that stands ready in a comment. */
static bool id_taken(const struct filling *filling, const char *id) {
    const struct case_file *c = &filling->earlier->c;
    char *plain = text_format("id=\"%s\"", id), *other = text_format("id='%s'", id);
    bool taken = dom_by_id(c->doc, id) || strstr(c->source.data, plain) || strstr(c->source.data, other);
    for (const char *at = filling->ids.data; !taken && at && at < filling->ids.data + filling->ids.length;) {
        at += strlen(at) + 1;
        taken = strcmp(at, id) == 0;
        at += strlen(at) + 1;
    }
    free(plain);
    free(other);
    return taken;
}

/* What an id of the template is called in the case: itself, or with the first number that is free. */
static const char *fresh_id(struct filling *filling, const char *id) {
    if (!renamed(filling, id)) {
        size_t stem = strlen(id);
        while (stem > 1 && isdigit((unsigned char)id[stem - 1]))
            stem--;
        char *new = mem_strdup(id);
        for (unsigned number = 2; id_taken(filling, new); number++) {
            free(new);
            new = text_format("%.*s%u", (int)stem, id, number);
        }
        buf_add(&filling->ids, id, strlen(id) + 1);
        buf_add(&filling->ids, new, strlen(new) + 1);
        free(new);
    }
    return renamed(filling, id);
}

/* True when a person has the role that an id of a template says: leerling, ouder1, leerkracht. */
static bool has_role(const xmlNode *person, const char *id) {
    char *role = mem_strndup(id, strcspn(id, "0123456789"));
    bool has = dom_is(person, role) || dom_has(person, "rol", role) ||
               (strcmp(role, "ouder") == 0 && dom_has(person, "rol", "opvoedingsverantwoordelijke"));
    free(role);
    return has;
}

/* The first element of the case of these kinds that has an id; with `role` the first person with that role. */
static const char *find_first(const struct filling *filling, const char *kinds, const char *role) {
    const xmlNode *node = xmlDocGetRootElement(filling->earlier->c.doc);
    while (node && !(*dom_get(node, "id") && dom_has_word(kinds, (const char *)node->name) &&
                     (!role || (dom_is(node->parent, "betrokkenen") && has_role(node, role)))))
        node = dom_walk(node, NULL);
    return node ? dom_get(node, "id") : NULL;
}

/* What a word of a reference becomes, or NULL. */
static const char *resolve(const struct filling *filling, const char *attribute, const char *word) {
    const char *kinds = ref_kinds(attribute), *new = renamed(filling, word);
    const xmlNode *node = dom_by_id(filling->earlier->c.doc, word);
    if (new || ref_is_group(attribute, word, strlen(word)))
        return new ? new : word;
    if (node && (!*kinds || dom_has_word(kinds, (const char *)node->name)))
        return word;
    return find_first(filling, kinds, word);
}

/* Adds a reference with what it becomes. False: nothing is left of it. */
static bool add_reference(const struct filling *filling, const struct grammar_attribute *attribute, const char *value,
                          struct buf *out) {
    struct buf words = BUF_EMPTY;
    for (size_t length; (length = dom_word(&value)) > 0; value += length) {
        char *word = mem_strndup(value, length);
        const char *id = resolve(filling, attribute->name, word);
        if (id && !(words.data && dom_has_word(words.data, id)))
            buf_printf(&words, "%s%s", words.length > 0 ? " " : "", id);
        free(word);
    }
    const char *kinds = ref_kinds(attribute->name), *first = NULL;
    if (words.length == 0 && attribute->required && (filling->piece || !dom_has_word(kinds, "betrokkene")))
        first = find_first(filling, kinds, NULL); /* nobody is put in the place of somebody else */
    bool any = words.length > 0 || first;
    if (any)
        buf_printf(out, " %s=\"%s\"", attribute->name, first ? first : words.data);
    buf_free(&words);
    return any;
}

/* Adds an attribute of an element, or of one in a comment: what its value is there has not to be true yet. */
static bool add_attribute(struct filling *filling, const struct grammar_attribute *attribute, const char *value,
                          bool comment, struct buf *out) {
    if (attribute->kind == VALUE_ID) {
        buf_printf(out, " id=\"%s\"", fresh_id(filling, value));
        return true;
    }
    if (filling->piece && !comment && !attribute->required && strcmp(attribute->name, "zichtbaar") != 0)
        return true;
    bool reference = attribute->kind == VALUE_REF || attribute->kind == VALUE_REFS;
    if (reference && add_reference(filling, attribute, value, out))
        return true;
    if (!reference || (comment && attribute->required))
        buf_printf(out, " %s=\"%s\"", attribute->name, value);
    else if (attribute->required) {
        free(filling->attribute);
        filling->attribute = mem_strdup(attribute->name);
        return false;
    }
    return true;
}

/* Adds text of a template with the ids of the case. False: a required reference finds nothing. */
static bool fill(struct filling *filling, const char *text, struct buf *out) {
    size_t known = filling->ids.length;
    bool ok = true, comment = false;
    for (const char *at = text; ok && *at;) {
        size_t length = at[0] == '<' && isalpha((unsigned char)at[1]) ? 1 + strcspn(at + 1, DOM_SPACE "/>") : 1;
        char *name = mem_strndup(at + 1, length - 1);
        const struct grammar_element *element = length > 1 ? grammar_element(&filling->earlier->grammar, name) : NULL;
        comment = strncmp(at, "<!--", 4) == 0 || (comment && strncmp(at, "-->", 3) != 0);
        buf_add(out, at, length);
        at += length;
        free(name);
        for (size_t space; ok && element && isalpha((unsigned char)at[space = strspn(at, DOM_SPACE)]);) {
            const char *quote = at + strcspn(at, "\"'"), *end = strchr(quote + 1, *quote);
            char *key = mem_strndup(at + space, strcspn(at + space, DOM_SPACE "="));
            char *value = mem_strndup(quote + 1, (size_t)(end - quote - 1));
            const struct grammar_attribute *attribute = grammar_attribute(element, key);
            if (attribute)
                ok = add_attribute(filling, attribute, value, comment, out);
            else
                buf_add(out, at, (size_t)(end + 1 - at));
            at = end + 1;
            free(key);
            free(value);
        }
    }
    if (!ok && filling->ids.length > 0)
        filling->ids.length = known;
    return ok;
}

/* --- text of a template --- */

/* Adds an element or comment of a template as lines that begin `level` deep. */
static void add_node(const struct case_file *template, const xmlNode *node, int level, struct buf *out) {
    const char *before = node->prev && node->prev->type == XML_TEXT_NODE ? (const char *)node->prev->content : "";
    const char *line = strrchr(before, '\n');
    size_t indent = line ? strlen(line + 1) : 0;
    char *text;
    if (node->type == XML_COMMENT_NODE)
        text = text_format("<!--%s-->", (const char *)node->content);
    else {
        struct extent extent = extent_of(template, node);
        text = mem_strndup(template->source.data + extent.start, extent.end - extent.start);
    }
    if (out->length > 0)
        buf_add_char(out, '\n');
    buf_printf(out, "%*s", level * 2, "");
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\n"), spaces = 0;
        buf_add(out, at, length);
        at += length + (at[length] == '\n');
        if (at[-1] != '\n')
            break;
        while (spaces < indent && at[spaces] == ' ')
            spaces++;
        at += spaces;
        buf_printf(out, "\n%*s", *at == '\n' ? 0 : level * 2, "");
    }
    free(text);
}

/* Behind which child of `parent` an element of this name goes, by the order of the grammar: the last of the name, or
 * of what comes no later; NULL: it is the first. */
static const xmlNode *place_for(const struct grammar *grammar, const xmlNode *parent, const char *name) {
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

/* Adds the bytes of the changed case. What a template adds to a valid case must leave it valid. */
static bool finish(const struct earlier *earlier, const struct splice *splice, const char *template, struct buf *out,
                   struct error *error) {
    const struct buf *bytes = &earlier->bytes, *source = &earlier->c.source;
    struct buf text = BUF_EMPTY, same = BUF_EMPTY;
    struct case_file made = {0};
    struct findings findings = {0};
    splice_make(splice, &text);
    bool ok = xml_encode(bytes->data, bytes->length, source->data, source->length, &same) &&
              same.length == bytes->length && memcmp(same.data, bytes->data, same.length) == 0 &&
              xml_encode(bytes->data, bytes->length, text.data, text.length, out);
    if (!ok)
        error_at(
            error, ERROR_CONTENT, earlier->c.name, 0, 0,
            _("De tekens die erbij komen, passen niet in de codering van dit bestand. Bewaar het eerst als UTF-8."));
    else {
        case_load(&made, earlier->c.name, out->data, out->length, &findings);
        if (made.doc) {
            validate(&earlier->grammar, &made, &findings);
            refs_check(&earlier->grammar, &made, &findings);
        }
        findings_finish(&findings, &made);
        ok = findings.count == 0 || error_at(error, ERROR_DATA, template, 0, 0, _("Dit sjabloon is niet bruikbaar: %s"),
                                             findings.items[0].message);
    }
    case_free(&made);
    findings_free(&findings);
    buf_free(&text);
    buf_free(&same);
    return ok;
}

/* --- one piece --- */

#define PIECES "templates/new/stukken"

/* Reads a piece. False with an error: it is no XML, or not a section with something in it. */
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

/* The element that the piece is, as its tag says, perhaps in a comment: to free; NULL: there is none. */
static char *piece_element(const xmlNode *section) {
    for (const xmlNode *node = section->children; node; node = node->next) {
        char name[32];
        if (node->type == XML_ELEMENT_NODE)
            return mem_strdup((const char *)node->name);
        if (node->type == XML_COMMENT_NODE && sscanf((const char *)node->content, " <%31[a-z-]", name) == 1)
            return mem_strdup(name);
    }
    return NULL;
}

static bool insert_piece(const struct earlier *earlier, const struct case_file *piece, struct splice *splice,
                         struct buf *out, struct error *error) {
    const struct grammar *grammar = &earlier->grammar;
    const xmlNode *from = xmlDocGetRootElement(piece->doc), *root = xmlDocGetRootElement(earlier->c.doc);
    const xmlNode *section = dom_child(root, (const char *)from->name), *there = NULL;
    char *name = piece_element(from);
    const struct grammar_element *outer = grammar_element(grammar, (const char *)from->name);
    const struct grammar_element *inner = name ? grammar_element(grammar, name) : NULL;
    const struct grammar_child *child = outer && inner ? grammar_child(outer, inner) : NULL;
    struct filling filling = {.earlier = earlier, .piece = true};
    struct buf lines = BUF_EMPTY, filled = BUF_EMPTY;
    bool ok = child && grammar_child(grammar->root, outer);
    if (!ok)
        error_at(error, ERROR_DATA, piece->name, 0, 0,
                 _("Dit sjabloon is niet bruikbaar: hier hoort een onderdeel van een casus met één element erin."));
    if (ok && section && !child->repeats && (there = dom_child(section, name)))
        ok = error_at(error, ERROR_CONTENT, earlier->c.name, xml_line(there), 0,
                      _("Van <%s> kan er maar één staan, en die staat hier al."), name);
    if (ok && section) {
        for (const xmlNode *node = from->children; node; node = node->next)
            if (node->type == XML_ELEMENT_NODE || node->type == XML_COMMENT_NODE)
                add_node(piece, node, 0, &lines);
    } else if (ok)
        add_node(piece, from, 0, &lines);
    if (ok && !fill(&filling, lines.data, &filled)) {
        struct buf kinds = BUF_EMPTY;
        buf_add_string(&kinds, ref_kinds(filling.attribute));
        ok = error_at(error, ERROR_CONTENT, earlier->c.name, 0, 0,
                      _("<%s> verwijst met %s naar een ander element (%s), en dat heeft deze casus nog niet, of het "
                        "heeft geen id. Voeg dat eerst toe."),
                      name, filling.attribute, kinds.data);
        buf_free(&kinds);
    }
    if (ok) {
        splice_insert(splice, section ? section : root,
                      section ? place_for(grammar, section, name) : place_for(grammar, root, outer->name), filled.data);
        ok = finish(earlier, splice, piece->name, out, error);
    }
    buf_free(&filling.ids);
    free(filling.attribute);
    buf_free(&lines);
    buf_free(&filled);
    free(name);
    return ok;
}

bool add_piece(const struct earlier *earlier, const struct datadir *datadir, const char *piece, struct splice *splice,
               struct buf *out, struct error *error) {
    char *name = text_format(PIECES "/%s.xml", piece);
    char *path = strchr(piece, '/') ? NULL : datadir_look(datadir, name);
    struct case_file template = {0};
    splice->c = &earlier->c;
    bool ok = path || error_set(error, ERROR_USAGE, _("„%s” is geen stuk. hgw-new --list toont ze."), piece);
    ok = ok && load_piece(&template, path, error) && insert_piece(earlier, &template, splice, out, error);
    case_free(&template);
    free(path);
    free(name);
    return ok;
}

bool pieces_list(const struct datadir *datadir, struct buf *out, struct error *error) {
    char **paths = datadir_list(datadir, false, PIECES, ".xml");
    bool ok = true;
    for (char **path = paths; *path; path++) {
        struct case_file piece = {0};
        ok = ok && load_piece(&piece, *path, error);
        const char *name = strrchr(*path, '/') + 1;
        const xmlNode *first = ok ? piece.doc->children : NULL;
        char *words = first && first->type == XML_COMMENT_NODE ? dom_one_line(first) : mem_strdup("");
        if (ok)
            buf_printf(out, "%-*.*s %s\n", 22, (int)strlen(name) - 4, name, words);
        free(words);
        case_free(&piece);
        free(*path);
    }
    free(paths);
    return ok;
}

/* --- the next phase --- */

/* The skeletons of the phase that comes and the one that is, for what is new between them. */
struct step {
    struct filling filling;
    struct case_file next, now;
    struct splice *splice;
};

static bool load_skeleton(const struct skeleton_options *options, const char *phase, struct case_file *skeleton,
                          struct error *error) {
    struct skeleton_options mine = {
        .datadir = options->datadir, .phase = phase, .today = options->today, .bare = options->bare};
    struct buf text = BUF_EMPTY;
    struct findings none = {0};
    bool ok = skeleton_make(&mine, &text, error);
    if (ok)
        case_load(skeleton, "", text.data, text.length, &none);
    findings_free(&none);
    buf_free(&text);
    return ok;
}

/* The same comment, or the element that is the same one, among the children of `parent` (NULL: none has it). White
 * space in a comment does not count: the case may be indented otherwise. */
static const xmlNode *find_same(const xmlNode *parent, const xmlNode *wanted) {
    char *text = wanted->type == XML_COMMENT_NODE ? dom_one_line(wanted) : NULL, id[64];
    const xmlNode *node = parent ? parent->children : NULL;
    if (parent && text && sscanf(text, " <%*[a-z-] id=\"%63[^\"]\"", id) == 1 && dom_by_id(parent->doc, id)) {
        free(text);
        return dom_by_id(parent->doc, id); /* it stood ready, and was opened */
    }
    for (bool same = false; node; node = node->next) {
        if (text && node->type == XML_COMMENT_NODE) {
            char *other = dom_one_line(node);
            same = strcmp(text, other) == 0;
            free(other);
        } else if (!text && node->type == XML_ELEMENT_NODE)
            same = dom_is(node, (const char *)wanted->name) &&
                   strcmp(dom_get(node, "id"), dom_get(wanted, "id")) == 0 &&
                   strcmp(dom_get(node, "van"), dom_get(wanted, "van")) == 0;
        if (same)
            break;
    }
    free(text);
    return node;
}

/* Adds a node of the skeleton, filled. What the case cannot have, since nobody is there for it, goes from the
 * skeleton. */
static void add_filled(struct step *step, xmlNodePtr node, int level, struct buf *out) {
    struct buf text = BUF_EMPTY, filled = BUF_EMPTY;
    add_node(&step->next, node, level, &text);
    if (fill(&step->filling, text.data, &filled))
        buf_printf(out, "%s%s", out->length > 0 ? "\n" : "", filled.data);
    else
        dom_drop(node);
    buf_free(&text);
    buf_free(&filled);
}

/* What the skeleton has in a section and the case lacks: of a section that is there what is new in the phase. */
static void add_section(struct step *step, xmlNodePtr from, const xmlNode *section) {
    const struct earlier *earlier = step->filling.earlier;
    const xmlNode *now = section ? dom_child(xmlDocGetRootElement(step->now.doc), (const char *)from->name) : NULL;
    const xmlNode *root = xmlDocGetRootElement(earlier->c.doc), *last = NULL;
    struct buf lines = BUF_EMPTY;
    if (!section) {
        struct extent extent = extent_of(&step->next, from);
        char *tag = mem_strndup(step->next.source.data + extent.start, extent.inside - extent.start);
        buf_printf(&lines, "%s%s", tag, extent.empty ? ">" : "");
        free(tag);
    }
    for (xmlNodePtr node = from->children, after; node; node = after) {
        after = node->next;
        if ((node->type == XML_ELEMENT_NODE || node->type == XML_COMMENT_NODE) &&
            !(section && (find_same(now, node) || find_same(section, node))))
            add_filled(step, node, section ? 0 : 1, &lines);
    }
    for (const xmlNode *node = section ? dom_child(section, NULL) : NULL; node; node = dom_next(node, NULL))
        last = node;
    if (!section) {
        buf_printf(&lines, "\n</%s>", (const char *)from->name);
        splice_insert(step->splice, root, place_for(&earlier->grammar, root, (const char *)from->name), lines.data);
    } else if (lines.length > 0)
        splice_insert(step->splice, section, last, lines.data);
    buf_free(&lines);
}

/* The element of the skeleton that is most like one of the case: with its id, of the same person, or of the name. */
static xmlNodePtr find_like(const xmlNode *from, const xmlNode *element) {
    const char *name = (const char *)element->name, *id = dom_get(element, "id"), *person = dom_get(element, "van");
    const xmlNode *speaker = dom_by_id(element->doc, person);
    xmlNodePtr best = NULL;
    for (xmlNodePtr node = dom_child(from, name); node; node = dom_next(node, name)) {
        if (*id && dom_has(node, "id", id))
            return node;
        if (!best || (speaker && has_role(speaker, dom_get(node, "van")) && !has_role(speaker, dom_get(best, "van"))))
            best = node;
    }
    return best;
}

/* The places to fill that the phase brings to an element which is there. */
static void add_hints(struct step *step, const xmlNode *from, const xmlNode *element) {
    const struct grammar *grammar = &step->filling.earlier->grammar;
    xmlNodePtr like = find_like(from, element);
    const xmlNode *now = dom_child(xmlDocGetRootElement(step->now.doc), (const char *)from->name);
    const xmlNode *before = like ? find_same(now, like) : NULL, *place = NULL;
    struct buf lines = BUF_EMPTY;
    for (xmlNodePtr hint = before ? dom_child(like, NULL) : NULL; hint; hint = dom_next(hint, NULL)) {
        const char *name = (const char *)hint->name;
        if (dom_child(before, name) || dom_child(element, name))
            continue;
        const xmlNode *after = place_for(grammar, element, name);
        if (lines.length > 0 && after != place) {
            splice_insert(step->splice, element, place, lines.data);
            buf_clear(&lines);
        }
        place = after;
        add_node(&step->next, hint, 0, &lines);
    }
    if (lines.length > 0)
        splice_insert(step->splice, element, place, lines.data);
    buf_free(&lines);
}

bool add_phase(const struct earlier *earlier, const struct skeleton_options *options, struct splice *splice,
               struct buf *out, struct error *error) {
    const xmlNode *root = xmlDocGetRootElement(earlier->c.doc);
    int now = phase_index(dom_get(root, "fase")), next = options->phase ? phase_index(options->phase) : now + 1;
    if (next == PHASE_COUNT)
        return error_at(error, ERROR_CONTENT, earlier->c.name, xml_line(root), 0,
                        _("Deze casus is al in de laatste fase. Begin met --from een nieuw traject."));
    if (next < now)
        return error_at(error, ERROR_USAGE, earlier->c.name, xml_line(root), 0,
                        _("Deze casus is al verder dan de fase %s. Kies met -p een latere fase."), phase_names[next]);
    struct step step = {.filling = {.earlier = earlier}, .splice = splice};
    bool ok = load_skeleton(options, phase_names[next], &step.next, error) &&
              load_skeleton(options, phase_names[now], &step.now, error);
    /* Twice: what refers to a later element finds its new id the second time. */
    for (int round = 0; ok && round < 2; round++) {
        splice_free(splice);
        *splice = (struct splice){.c = &earlier->c};
        splice_set(splice, root, "fase", phase_names[next]);
        for (xmlNodePtr from = dom_child(xmlDocGetRootElement(step.next.doc), NULL); from;
             from = dom_next(from, NULL)) {
            const xmlNode *section = dom_child(root, (const char *)from->name);
            for (const xmlNode *node = dom_child(section, NULL); node; node = dom_next(node, NULL))
                add_hints(&step, from, node);
            add_section(&step, from, section);
        }
    }
    ok = ok && finish(earlier, splice, "templates/new/casus.xml", out, error);
    buf_free(&step.filling.ids);
    free(step.filling.attribute);
    case_free(&step.next);
    case_free(&step.now);
    return ok;
}
