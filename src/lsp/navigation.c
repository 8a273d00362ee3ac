#include "lsp/navigation.h"

#include "case/quote.h"
#include "case/refs.h"
#include "lsp/caret.h"
#include "output/output.h"

static json_t *location(struct text_document *d, size_t from, size_t to) {
    return json_pack("{s:s, s:o}", "uri", d->uri, "range", document_range(d, from, to));
}

/* --- ids --- */

/* A place in the text where an id stands. */
struct use {
    size_t from, to;
    bool declares; /* it is the id of that element; else it names another */
};

/* Start with `struct uses uses = {0};`. */
struct uses {
    struct use *items; /* in the order of the text. Owned. */
    size_t count, capacity;
};

/* Adds the ids in the value of an attribute, if it may hold them; as refs_attribute has it. */
static void add_ids(const struct tags *tags, const struct typed_attribute *attribute,
                    const struct grammar_attribute *rule, struct uses *uses) {
    char *name = tags_text(tags, attribute->name, attribute->name_end);
    bool declares = strcmp(name, "id") == 0, holds = rule ? rule->kind >= VALUE_ID : declares || ref_kinds(name);
    for (size_t at = attribute->value, end; holds && at < attribute->value_end; at = end) {
        at += strspn(tags->text + at, ENDS_NAME);
        end = at + strcspn(tags->text + at, ENDS_NAME);
        if (end > attribute->value_end || end == at || ref_is_group(name, tags->text + at, end - at))
            continue;
        uses->items = list_grow(uses->items, &uses->capacity, uses->count, sizeof *uses->items);
        uses->items[uses->count++] = (struct use){at, end, declares};
    }
    free(name);
}

static struct uses all_uses(const struct text_document *d) {
    struct tags tags = document_tags(d, NO_TAG);
    struct uses uses = {0};
    for (size_t i = 0; i < tags.count; i++)
        for (struct typed_attribute one = {0}; tag_next_attribute(&tags, i, &one);)
            add_ids(&tags, &one, tag_rule(&tags, i, &one), &uses);
    free(tags.items);
    return uses;
}

/* The use that the place is in or right behind, or NULL. */
static const struct use *use_at(const struct uses *uses, size_t offset) {
    for (size_t i = 0; i < uses->count; i++)
        if (uses->items[i].from <= offset && offset <= uses->items[i].to)
            return &uses->items[i];
    return NULL;
}

static bool same_id(const struct text_document *d, const struct use *one, const struct use *other) {
    size_t length = one->to - one->from;
    return other->to - other->from == length &&
           memcmp(d->text.data + one->from, d->text.data + other->from, length) == 0;
}

static bool is_there(const struct text_document *d, const char *id) {
    struct tags tags = document_tags(d, NO_TAG);
    bool there = tags_find_id(&tags, id) != NO_TAG;
    free(tags.items);
    return there;
}

/* Where the id at the place stands: where it is declared, where it is used, or both. */
static json_t *locations(struct text_document *d, size_t offset, bool declared, bool used) {
    struct uses uses = all_uses(d);
    const struct use *here = use_at(&uses, offset);
    json_t *list = here ? json_array() : json_null();
    for (size_t i = 0; here && i < uses.count; i++)
        if (same_id(d, here, &uses.items[i]) && (uses.items[i].declares ? declared : used))
            json_array_append_new(list, location(d, uses.items[i].from, uses.items[i].to));
    free(uses.items);
    return list;
}

json_t *definition(struct text_document *d, size_t offset) {
    return locations(d, offset, true, false);
}

json_t *references(struct text_document *d, size_t offset, const json_t *params) {
    const json_t *declared = json_object_get(json_object_get(params, "context"), "includeDeclaration");
    return locations(d, offset, json_is_true(declared), true);
}

json_t *prepare_rename(struct text_document *d, size_t offset) {
    struct uses uses = all_uses(d);
    const struct use *here = d->well_formed ? use_at(&uses, offset) : NULL;
    json_t *range = here ? document_range(d, here->from, here->to) : json_null();
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
    else if (is_there(d, name))
        error_set(error, ERROR_USAGE, _("De id „%s” is er al."), name);
    else
        edits = json_array();
    for (size_t i = 0; edits && i < uses.count; i++)
        if (same_id(d, here, &uses.items[i]))
            json_array_append_new(edits, document_text_edit(d, uses.items[i].from, uses.items[i].to, name));
    free(uses.items);
    return edits ? document_workspace_edit(d, edits) : NULL;
}

/* --- the outline --- */

enum { KIND_MODULE = 2, KIND_FIELD = 8 }; /* symbol kinds: a section, a piece of it */

/* Behind the end of an element: of its start tag when it is not closed. */
static size_t end_of(const struct tags *tags, size_t tag) {
    size_t close = tags->items[tag].close;
    return tags->items[close == NO_TAG ? tag : close].to;
}

/* How many elements an element stands in. */
static size_t depth_of(const struct tags *tags, size_t tag) {
    size_t depth = 0;
    while (depth < CASE_MAX_DEPTH && (tag = tags->items[tag].parent) != NO_TAG)
        depth++;
    return depth;
}

/* The symbol of an element; its children, or what comes behind it, go into the list that it returns. */
static json_t *add_symbol(struct text_document *d, const struct tags *tags, size_t tag, size_t depth, json_t *list) {
    const struct typed_tag *it = &tags->items[tag];
    char *name = depth == 1 ? tag_name(tags, tag) : tag_who(tags, tag), *id = tag_value(tags, tag, "id");
    char *date = tag_value(tags, tag, "datum");
    json_t *symbol = json_pack("{s:o, s:i}", "name", json_text(name), "kind", depth == 1 ? KIND_MODULE : KIND_FIELD);
    json_array_append_new(list, symbol);
    if (d->settings->tree) {
        list = json_array();
        json_object_set_new(symbol, "range", document_range(d, it->from, end_of(tags, tag)));
        json_object_set_new(symbol, "selectionRange", document_range(d, it->from, it->name_end));
        json_object_set_new(symbol, "detail", json_text(*id ? id : date));
        json_object_set_new(symbol, "children", list);
    } else
        json_object_set_new(symbol, "location", location(d, it->from, end_of(tags, tag)));
    free(name);
    free(date);
    free(id);
    return list;
}

json_t *document_symbols(struct text_document *d) {
    struct tags tags = document_tags(d, NO_TAG);
    struct typed_attribute id;
    json_t *outline = json_array(), **lists = mem_calloc(tags.count + 1, sizeof(*lists)); /* where children go */
    for (size_t i = 0; i < tags.count; i++) {
        const struct typed_tag *tag = &tags.items[i];
        size_t depth = depth_of(&tags, i);
        json_t *list = tag->parent == NO_TAG ? outline : lists[tag->parent];
        if (tag->kind != '<' || tag->name_end == tag->name || !list)
            continue;
        if (depth == 0)
            lists[i] = outline;
        else if (depth < 3 || tag_attribute(&tags, i, "id", &id))
            lists[i] = add_symbol(d, &tags, i, depth, list);
    }
    free(lists);
    free(tags.items);
    return outline;
}

/* --- folding --- */

json_t *folding_ranges(struct text_document *d) {
    struct tags tags = document_tags(d, NO_TAG);
    json_t *list = json_array();
    for (size_t i = 0; i < tags.count; i++) {
        const struct typed_tag *tag = &tags.items[i];
        bool comment = strncmp(tags.text + tag->from, "<!--", 4) == 0;
        size_t first = document_line(d, tag->from), last = document_line(d, end_of(&tags, i) - 1);
        if (!comment && last > first)
            last--; /* a line that holds an end tag stays in sight */
        if (tag->kind == '/' || last <= first)
            continue;
        json_t *fold = json_pack("{s:I, s:I}", "startLine", (json_int_t)first, "endLine", (json_int_t)last);
        if (comment)
            json_object_set_new(fold, "kind", json_string("comment"));
        json_array_append_new(list, fold);
    }
    free(tags.items);
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

/* "2 Transactioneel, 5 Positieve aspecten benutten: 1 fout" */
static char *lens_title(const struct text_document *d, const struct tags *tags, size_t section) {
    const struct checker *checker = d->settings->checker;
    struct tally tally = count_findings(d, tags->items[section].from, end_of(tags, section));
    char *name = tag_name(tags, section);
    struct buf title = BUF_EMPTY;
    for (size_t i = 0; i < checker->set_count; i++) {
        int principle = checker->sets[i]->principle;
        if (principle > 0 && schematron_about(checker->sets[i], name))
            buf_printf(&title, "%s%d %s", title.length > 0 ? ", " : "", principle, checker->principles[principle].name);
    }
    buf_add_string(&title, title.length > 0 ? ": " : "");
    tally_words(&title, &tally);
    if (tally_open(&tally) == 0)
        buf_add_string(&title, _("niets gevonden"));
    free(name);
    return buf_steal(&title);
}

json_t *code_lenses(struct text_document *d) {
    struct tags tags = document_tags(d, NO_TAG);
    json_t *list = json_array();
    for (size_t i = 0; i < tags.count; i++) {
        size_t from = tags.items[i].from;
        if (tags.items[i].kind != '<' || depth_of(&tags, i) != 1)
            continue;
        char *title = lens_title(d, &tags, i);
        json_array_append_new(list, json_pack("{s:o, s:{s:o, s:s}}", "range", document_range(d, from, from), "command",
                                              "title", json_text(title), "command", ""));
        free(title);
    }
    free(tags.items);
    return list;
}
