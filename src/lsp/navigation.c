#include "lsp/navigation.h"

#include "case/quote.h"
#include "case/refs.h"
#include "edit/splice.h"
#include "output/output.h"
#include "xml/dom.h"
#include "xml/reader.h"

static const xmlNode *root_of(const struct text_document *d) {
    return d->tree ? xmlDocGetRootElement(d->tree->c.doc) : NULL;
}

/* --- ids --- */

/* A place in the text where an id stands. */
struct use {
    const xmlAttr *attribute;
    size_t place, length;
};

/* Start with `struct uses uses = {0};`. */
struct uses {
    struct use *items; /* in the order of the case. Owned. */
    size_t count, capacity;
};

static bool declares(const struct use *use) {
    return strcmp((const char *)use->attribute->name, "id") == 0;
}

/* Adds the ids in the value of an attribute, as far as they still stand in the text. */
static void add_ids(const struct text_document *d, const xmlAttr *attribute, const char *value, const char *end,
                    struct uses *uses) {
    for (size_t length; (length = dom_word(&value)) > 0 && value < end; value += length) {
        if (value + length > end)
            length = (size_t)(end - value);
        size_t place = document_place(d, (size_t)(value - d->tree->c.source.data));
        if (place == PLACE_GONE || place + length > d->text.length ||
            strncmp(d->text.data + place, value, length) != 0 ||
            ref_is_group((const char *)attribute->name, value, length))
            continue;
        uses->items = list_grow(uses->items, &uses->capacity, uses->count, sizeof *uses->items);
        uses->items[uses->count++] = (struct use){attribute, place, length};
    }
}

/* The attribute of this name as it stands in the file; NULL: it is of a namespace. */
static const xmlAttr *attribute_of(const xmlNode *element, const char *name, size_t length) {
    const xmlAttr *attribute = element->properties;
    while (attribute && (attribute->ns || strncmp((const char *)attribute->name, name, length) != 0 ||
                         attribute->name[length] != '\0'))
        attribute = attribute->next;
    return attribute;
}

static struct uses all_uses(const struct text_document *d) {
    struct uses uses = {0};
    for (const xmlNode *element = root_of(d); element; element = dom_walk(element, NULL)) {
        const char *at = d->tree->c.source.data + xml_offset(element);
        at += strcspn(at, DOM_SPACE "/>");
        for (at += strspn(at, DOM_SPACE); *at != '/' && *at != '>'; at += strspn(at, DOM_SPACE)) {
            const xmlAttr *attribute = attribute_of(element, at, strcspn(at, DOM_SPACE "="));
            at += strcspn(at, "\"'");
            const char *end = strchr(at + 1, *at);
            if (attribute && (strcmp((const char *)attribute->name, "id") == 0 ||
                              refs_attribute(d->settings->checker->grammar, attribute)))
                add_ids(d, attribute, at + 1, end, &uses);
            at = end + 1;
        }
    }
    return uses;
}

/* The use that the place is in or right behind, or NULL. */
static const struct use *use_at(const struct uses *uses, size_t offset) {
    for (size_t i = 0; i < uses->count; i++)
        if (uses->items[i].place <= offset && offset <= uses->items[i].place + uses->items[i].length)
            return &uses->items[i];
    return NULL;
}

static bool same_id(const struct text_document *d, const struct use *one, const struct use *other) {
    return one->length == other->length &&
           strncmp(d->text.data + one->place, d->text.data + other->place, one->length) == 0;
}

static json_t *location(struct text_document *d, const struct use *use) {
    return json_pack("{s:s, s:o}", "uri", d->uri, "range", document_range(d, use->place, use->place + use->length));
}

/* Where the id at the place stands: where it is declared, where it is used, or both. */
static json_t *locations(struct text_document *d, size_t offset, bool declared, bool used) {
    struct uses uses = all_uses(d);
    const struct use *here = use_at(&uses, offset);
    json_t *list = here ? json_array() : json_null();
    for (size_t i = 0; here && i < uses.count; i++)
        if (same_id(d, here, &uses.items[i]) && (declares(&uses.items[i]) ? declared : used))
            json_array_append_new(list, location(d, &uses.items[i]));
    free(uses.items);
    return list;
}

json_t *definition(struct text_document *d, size_t offset) {
    return locations(d, offset, true, false);
}

json_t *references(struct text_document *d, size_t offset, bool declaration) {
    return locations(d, offset, declaration, true);
}

json_t *prepare_rename(struct text_document *d, size_t offset) {
    struct uses uses = all_uses(d);
    const struct use *here = d->well_formed ? use_at(&uses, offset) : NULL;
    json_t *range = here ? document_range(d, here->place, here->place + here->length) : json_null();
    free(uses.items);
    return range;
}

json_t *rename_id(struct text_document *d, size_t offset, const char *name, struct error *error) {
    struct uses uses = all_uses(d);
    const struct use *here = use_at(&uses, offset);
    json_t *edits = NULL;
    if (!d->well_formed)
        error_set(error, ERROR_USAGE, _("Een id krijgt pas een andere naam als de tekst weer goede XML is."));
    else if (!here)
        error_set(error, ERROR_USAGE, _("Hier staat geen id."));
    else if (xmlValidateNCName((const xmlChar *)name, 0) != 0)
        error_set(error, ERROR_USAGE,
                  _("„%s” kan geen id zijn: een id begint met een letter en heeft geen spaties of dubbele punten."),
                  name);
    else if (ref_is_group("ontvanger", name, strlen(name)))
        error_set(error, ERROR_USAGE, _("„%s” kan geen id zijn: in ontvanger is dat woord een groep."), name);
    else if (dom_by_id(d->tree->c.doc, name))
        error_set(error, ERROR_USAGE, _("De id „%s” is er al."), name);
    else
        edits = json_array();
    for (size_t i = 0; edits && i < uses.count; i++)
        if (same_id(d, here, &uses.items[i]))
            json_array_append_new(
                edits, document_text_edit(d, uses.items[i].place, uses.items[i].place + uses.items[i].length, name));
    free(uses.items);
    return edits ? document_workspace_edit(d, edits) : NULL;
}

/* --- the outline --- */

enum { KIND_MODULE = 2, KIND_FIELD = 8, KIND_VARIABLE = 13 }; /* symbol kinds: a section, a piece of it, a person */

/* Where an element of the last tree stands in the text of now. False: it is gone. */
static bool find_element(const struct text_document *d, const xmlNode *element, size_t *from, size_t *to) {
    struct extent extent = extent_of(&d->tree->c, element);
    *from = document_place(d, extent.start);
    *to = document_place(d, extent.end - 1);
    *to = *to == PLACE_GONE || *to < *from ? *from : *to + 1;
    return *from != PLACE_GONE;
}

static void add_symbols(struct text_document *d, const xmlNode *parent, int depth, json_t *list);

static void add_symbol(struct text_document *d, const xmlNode *element, int depth, json_t *list) {
    size_t from, to;
    if (!find_element(d, element, &from, &to))
        return;
    const char *tag = (const char *)element->name, *id = dom_get(element, "id"), *role = dom_get(element, "rol");
    bool person = dom_child(element, "naam");
    char *about = depth > 0 ? quote_about(element) : mem_strdup("");
    if (!*about) {
        free(about);
        about = mem_strdup(dom_get(element, "datum"));
    }
    char *name = person && *about ? mem_strdup(about) : text_format("%s%s%s", tag, *about ? ": " : "", about);
    size_t mark = document_mark_end(d, from);
    json_t *symbol = json_pack("{s:o, s:i}", "name", json_text(name), "kind",
                               depth == 0 ? KIND_MODULE
                               : person   ? KIND_VARIABLE
                                          : KIND_FIELD);
    json_t *range = document_range(d, from, to > mark ? to : mark);
    json_array_append_new(list, symbol);
    if (d->settings->tree) {
        list = json_array(); /* of its own children */
        json_object_set_new(symbol, "range", range);
        json_object_set_new(symbol, "selectionRange", document_range(d, from, mark));
        json_object_set_new(symbol, "detail", json_text(person && *role ? role : id));
        json_object_set_new(symbol, "children", list);
    } else
        json_object_set_new(symbol, "location", json_pack("{s:s, s:o}", "uri", d->uri, "range", range));
    add_symbols(d, element, depth + 1, list);
    free(about);
    free(name);
}

/* All elements of a section; deeper, what has an id. */
static void add_symbols(struct text_document *d, const xmlNode *parent, int depth, json_t *list) {
    for (const xmlNode *element = dom_child(parent, NULL); element; element = dom_next(element, NULL))
        if (depth < 2 || dom_attribute(element, "id"))
            add_symbol(d, element, depth, list);
}

json_t *document_symbols(struct text_document *d) {
    json_t *list = json_array();
    add_symbols(d, root_of(d), 0, list);
    return list;
}

/* --- folding --- */

/* A last line that holds an end tag stays in sight. */
static void add_fold(struct text_document *d, size_t from, size_t to, bool comment, json_t *list) {
    size_t start = document_line(d, from), end = document_line(d, to - 1);
    end -= !comment && end > start;
    if (end <= start)
        return;
    json_t *fold = json_pack("{s:I, s:I}", "startLine", (json_int_t)start, "endLine", (json_int_t)end);
    if (comment)
        json_object_set_new(fold, "kind", json_string("comment"));
    json_array_append_new(list, fold);
}

json_t *folding_ranges(struct text_document *d) {
    json_t *list = json_array();
    size_t from, to;
    for (const xmlNode *element = root_of(d); element; element = dom_walk(element, NULL))
        if (dom_child(element, NULL) && find_element(d, element, &from, &to))
            add_fold(d, from, to, false, list);
    const char *text = d->text.data, *end;
    for (const char *at = text; (at = strstr(at, "<!--")) && (end = strstr(at + 4, "-->")); at = end)
        add_fold(d, (size_t)(at - text), (size_t)(end + 3 - text), true, list);
    return list;
}

/* --- above each section --- */

/* How many findings stand from `from` up to `to`. */
static struct tally count_findings(const struct text_document *d, size_t from, size_t to) {
    struct tally tally = {0};
    for (size_t i = 0; i < d->shown_count; i++) {
        size_t place = document_finding_place(d, &d->shown[i]);
        const struct finding *finding = d->shown[i].finding;
        if (place >= from && place < to)
            ++*(finding->waived ? &tally.waived : &tally.levels[finding->level]);
    }
    return tally;
}

json_t *code_lenses(struct text_document *d) {
    const struct checker *checker = d->settings->checker;
    json_t *list = json_array();
    size_t from, to;
    for (const xmlNode *section = dom_child(root_of(d), NULL); section; section = dom_next(section, NULL)) {
        struct buf title = BUF_EMPTY;
        if (!find_element(d, section, &from, &to))
            continue;
        for (size_t i = 0; i < checker->set_count; i++) {
            int principle = schematron_principle(checker->sets[i]);
            if (principle > 0 && schematron_about(checker->sets[i], (const char *)section->name))
                buf_printf(&title, "%s%d %s", title.length > 0 ? ", " : "", principle,
                           checker->principles[principle].name);
        }
        struct tally tally = count_findings(d, from, to);
        buf_add_string(&title, title.length > 0 ? ": " : "");
        tally_words(&title, &tally);
        if (tally_open(&tally) == 0)
            buf_add_string(&title, _("niets gevonden"));
        json_array_append_new(list, json_pack("{s:o, s:{s:o, s:s}}", "range", document_range(d, from, from), "command",
                                              "title", json_text(title.data), "command", ""));
        buf_free(&title);
    }
    return list;
}
