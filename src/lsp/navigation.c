#include "case/refs.h"
#include "lsp/server.h"

#include <libxml/tree.h>

static json_t *location(struct text_document *d, size_t from, size_t to) {
    return json_pack("{s:s, s:o}", "uri", d->uri, "range", document_range(d, from, to));
}

/* --- ids --- */

/* An id in the text, where it is given or where it names another element. */
struct use {
    const struct typed_tag *tag;
    const struct attribute *attribute; /* of that, in whose value it stands */
    size_t from, to;
};

/* True when an attribute holds ids; as refs_attribute has it. */
static bool holds_ids(const struct attribute *attribute) {
    return attribute->rule ? attribute->rule->kind >= VALUE_ID
                           : strcmp(attribute->name, "id") == 0 || ref_kinds(attribute->name);
}

/* Moves on to the next use, the first when `use` is all zero; false: there is none. */
static bool next_use(const struct tags *tags, struct use *use) {
    for (;;) {
        const struct attribute *attribute = use->attribute;
        use->from = attribute ? use->to + strspn(tags->text + use->to, ENDS_NAME) : 0;
        if (attribute && use->from < attribute->value_to) {
            use->to = use->from + strcspn(tags->text + use->from, ENDS_NAME);
            if (!ref_is_group(attribute->name, tags->text + use->from, use->to - use->from))
                return true;
            continue;
        }
        attribute = attribute ? attribute->next : NULL;
        while (!attribute) {
            use->tag = use->tag ? use->tag + 1 : tags->items;
            if (!use->tag || use->tag == tags->items + tags->count)
                return false;
            attribute = use->tag->attributes;
        }
        use->attribute = attribute;
        use->to = holds_ids(attribute) ? attribute->value_from : attribute->value_to;
    }
}

/* The id that the place is in or right behind. Freed with free(). NULL: none. */
static char *id_at(const struct request *r, struct use *use) {
    for (*use = (struct use){0}; next_use(&r->tags, use);)
        if (use->from <= r->from && r->from <= use->to)
            return tags_text(&r->tags, use->from, use->to);
    return NULL;
}

static bool is_use(const struct request *r, const struct use *use, const char *id) {
    return strncmp(r->tags.text + use->from, id, use->to - use->from) == 0 && !id[use->to - use->from];
}

/* Where the id at the place stands: where it is given, where it is used, or both. */
static json_t *locations(struct request *r, bool given, bool used) {
    struct use use;
    char *id = id_at(r, &use);
    json_t *list = id ? json_array() : json_null();
    for (use = (struct use){0}; id && next_use(&r->tags, &use);)
        if (is_use(r, &use, id) && (strcmp(use.attribute->name, "id") == 0 ? given : used))
            json_array_append_new(list, location(r->document, use.from, use.to));
    free(id);
    return list;
}

json_t *definition(struct request *r) {
    return locations(r, true, false);
}

json_t *references(struct request *r) {
    return locations(r, json_is_true(json_at(r->params, "context/includeDeclaration")), true);
}

json_t *prepare_rename(struct request *r) {
    struct use use;
    char *id = r->document->read.c.doc ? id_at(r, &use) : NULL;
    json_t *range = id ? document_range(r->document, use.from, use.to) : json_null();
    free(id);
    return range;
}

json_t *rename_id(struct request *r) {
    struct use use;
    const char *name = json_text_at(r->params, "newName");
    char *id = id_at(r, &use);
    json_t *edits = NULL;
    name = name ? name : "";
    if (!r->document->read.c.doc)
        server_fail(r->server, LSP_FAILED, "%s",
                    _("Een id krijgt pas een andere naam als de tekst weer goede XML is."));
    else if (!id)
        server_fail(r->server, LSP_FAILED, "%s", _("Hier staat geen id."));
    else if (xmlValidateNCName((const xmlChar *)name, 0) != 0)
        server_fail(r->server, LSP_FAILED,
                    _("„%s” kan geen id zijn: een id begint met een letter en heeft geen spaties of dubbele punten."),
                    name);
    else if (ref_is_group("ontvanger", name, strlen(name)))
        server_fail(r->server, LSP_FAILED, _("„%s” kan geen id zijn: in ontvanger is dat woord een groep."), name);
    else if (tags_find_id(&r->tags, name))
        server_fail(r->server, LSP_FAILED, _("De id „%s” is er al."), name);
    else
        edits = json_array();
    for (use = (struct use){0}; edits && next_use(&r->tags, &use);)
        if (is_use(r, &use, id))
            json_array_append_new(edits, document_text_edit(r->document, use.from, use.to, name));
    free(id);
    return edits ? document_workspace_edit(r->document, edits) : NULL;
}

/* --- the outline --- */

enum { KIND_MODULE = 2, KIND_FIELD = 8 }; /* symbol kinds: a section, a piece of it */

/* How many elements an element stands in. */
static size_t depth_of(const struct typed_tag *tag) {
    size_t depth = 0;
    while (depth < CASE_MAX_DEPTH && (tag = tag->parent))
        depth++;
    return depth;
}

/* The symbol of an element; its children, or what comes behind it, go into the list that it returns. */
static json_t *add_symbol(struct request *r, const struct typed_tag *tag, size_t depth, json_t *list) {
    struct text_document *d = r->document;
    char *name = depth == 1 ? mem_strdup(tag->name) : tag_who(&r->tags, tag);
    json_t *symbol = json_pack("{s:o, s:i}", "name", json_text(name), "kind", depth == 1 ? KIND_MODULE : KIND_FIELD);
    free(name);
    json_array_append_new(list, symbol);
    if (!d->server->tree) {
        json_object_set_new(symbol, "location", location(d, tag->from, tag_end(tag)));
        return list;
    }
    list = json_array();
    json_object_set_new(symbol, "range", document_range(d, tag->from, tag_end(tag)));
    json_object_set_new(symbol, "selectionRange", document_range(d, tag->from, tag->name_to));
    json_object_set_new(symbol, "detail", json_text(*tag->id ? tag->id : tag_value(tag, "datum")));
    json_object_set_new(symbol, "children", list);
    return list;
}

json_t *document_symbols(struct request *r) {
    const struct tags *tags = &r->tags;
    json_t *outline = json_array(), **lists = mem_calloc(tags->count + 1, sizeof(*lists)); /* where children go */
    for (size_t i = 0; i < tags->count; i++) {
        const struct typed_tag *tag = &tags->items[i];
        size_t depth = depth_of(tag);
        json_t *list = tag->parent ? lists[tag->parent - tags->items] : outline;
        if (tag->kind != '<' || !*tag->name || !list)
            continue;
        if (depth == 0)
            lists[i] = outline;
        else if (depth < 3 || *tag->id)
            lists[i] = add_symbol(r, tag, depth, list);
    }
    free(lists);
    return outline;
}

/* --- folding --- */

json_t *folding_ranges(struct request *r) {
    json_t *list = json_array();
    for (size_t i = 0; i < r->tags.count; i++) {
        const struct typed_tag *tag = &r->tags.items[i];
        bool comment = strncmp(r->tags.text + tag->from, "<!--", 4) == 0;
        size_t first = document_line(r->document, tag->from), last = document_line(r->document, tag_end(tag) - 1);
        if (!comment && last > first)
            last--; /* a line that holds an end tag stays in sight */
        if (tag->kind != '/' && last > first)
            json_array_append_new(list, json_pack("{s:I, s:I, s:s*}", "startLine", (json_int_t)first, "endLine",
                                                  (json_int_t)last, "kind", comment ? "comment" : NULL));
    }
    return list;
}

/* --- above each section --- */

/* "2 Transactioneel, 5 Positieve aspecten benutten: 1 fout" */
static char *lens_title(const struct text_document *d, const struct typed_tag *section) {
    const struct checker *checker = d->server->checker;
    struct tally tally = {0};
    struct buf title = BUF_EMPTY;
    for (size_t i = 0; i < checker->set_count; i++) {
        int principle = checker->sets[i]->principle;
        if (principle > 0 && schematron_about(checker->sets[i], section->name))
            buf_printf(&title, "%s%d %s", title.length > 0 ? ", " : "", principle, checker->principles[principle].name);
    }
    for (size_t i = 0; i < d->findings.count; i++) {
        const struct finding *finding = &d->findings.items[i];
        if (!finding->waived && finding->offset >= section->from && finding->offset < tag_end(section))
            tally.levels[finding->level]++;
    }
    buf_add_string(&title, title.length > 0 ? ": " : "");
    tally_words(&title, &tally);
    if (tally_open(&tally) == 0)
        buf_add_string(&title, _("niets gevonden"));
    return buf_steal(&title);
}

json_t *code_lenses(struct request *r) {
    json_t *list = json_array();
    for (size_t i = 0; i < r->tags.count; i++) {
        const struct typed_tag *tag = &r->tags.items[i];
        if (tag->kind != '<' || depth_of(tag) != 1)
            continue;
        char *title = lens_title(r->document, tag);
        json_array_append_new(list, json_pack("{s:o, s:{s:o, s:s}}", "range",
                                              document_range(r->document, tag->from, tag->from), "command", "title",
                                              json_text(title), "command", ""));
        free(title);
    }
    return list;
}
