#include "case/grammar.h"
#include "lsp/server.h"

#include <libxml/tree.h>

static json_t *location(struct text_document *d, size_t from, size_t to) {
    return json_pack("{s:s, s:o}", "uri", d->uri, "range", document_range(d, from, to));
}

/* --- ids --- */

/* True when an attribute holds ids; as refs_attribute has it. */
static bool holds_ids(const struct attribute *attribute) {
    return attribute->rule ? attribute->rule->kind >= VALUE_ID
                           : strcmp(attribute->name, "id") == 0 || ref_kinds(attribute->name);
}

/* The id that the place is in or right behind. Freed with free(). NULL: none. */
static char *id_at(const struct request *r) {
    const struct caret *caret = &r->caret;
    const char *word = r->tags.text + caret->from;
    size_t length = caret->to - caret->from;
    bool holds = caret->where == WHERE_VALUE && length > 0 && holds_ids(caret->attribute);
    return holds && !ref_is_group(caret->attribute->name, word, length) ? mem_strndup(word, length) : NULL;
}

/* Where an id is given, used, or both: Locations, or (with a name) the TextEdits that put it there. */
static json_t *places_of(struct request *r, const char *id, bool given, bool used, const char *name) {
    struct text_document *d = r->document;
    json_t *list = json_array();
    size_t length = strlen(id);
    for (size_t i = 0; i < r->tags.count; i++)
        for (const struct attribute *one = r->tags.items[i].attributes; one; one = one->next) {
            bool wanted = strcmp(one->name, "id") == 0 ? given : used;
            if (!wanted || !holds_ids(one) || ref_is_group(one->name, id, length))
                continue;
            for (size_t at = one->value_from; word_next(one, id, &at); at += length)
                json_array_append_new(list, name ? document_text_edit(d, at, at + length, name)
                                                 : location(d, at, at + length));
        }
    return list;
}

static json_t *locations(struct request *r, bool given, bool used) {
    AUTO(mem_free) char *id = id_at(r);
    return id ? places_of(r, id, given, used, NULL) : json_null();
}

json_t *definition(struct request *r) {
    return locations(r, true, false);
}

json_t *references(struct request *r) {
    return locations(r, json_is_true(json_at(r->params, "context/includeDeclaration")), true);
}

json_t *prepare_rename(struct request *r) {
    AUTO(mem_free) char *id = r->document->read.c.doc ? id_at(r) : NULL;
    return id ? document_range(r->document, r->caret.from, r->caret.to) : json_null();
}

json_t *rename_id(struct request *r) {
    const char *given = json_text_at(r->params, "newName"), *name = given ? given : "";
    AUTO(mem_free) char *id = id_at(r);
    if (!r->document->read.c.doc)
        return server_fail(r->server, LSP_FAILED, "%s",
                           _("Een id krijgt pas een andere naam als de tekst weer goede XML is."));
    if (!id)
        return server_fail(r->server, LSP_FAILED, "%s", _("Hier staat geen id."));
    if (xmlValidateNCName((const xmlChar *)name, 0) != 0)
        return server_fail(
            r->server, LSP_FAILED,
            _("„%s” kan geen id zijn: een id begint met een letter en heeft geen spaties of dubbele punten."), name);
    if (ref_is_group("ontvanger", name, strlen(name)))
        return server_fail(r->server, LSP_FAILED, _("„%s” kan geen id zijn: in ontvanger is dat woord een groep."),
                           name);
    if (tags_find_id(&r->tags, name))
        return server_fail(r->server, LSP_FAILED, _("De id „%s” is er al."), name);
    return document_workspace_edit(r->document, places_of(r, id, true, true, name));
}

/* --- the outline --- */

enum { KIND_MODULE = 2, KIND_FIELD = 8 }; /* symbol kinds: a section, a piece of it */

json_t *document_symbols(struct request *r) {
    const struct tags *tags = &r->tags;
    struct text_document *d = r->document;
    json_t *outline = json_array();
    AUTO(mem_free) json_t **lists = mem_calloc(tags->count + 1, sizeof(*lists)); /* where the children of a tag go */
    for (size_t i = 0; i < tags->count; i++) {
        const struct typed_tag *tag = &tags->items[i];
        json_t *list = tag->parent ? lists[tag->parent - tags->items] : outline;
        if (tag->kind != '<' || !*tag->name || !list || (tag->depth > 2 && !*tag->id) || tag->depth >= CASE_MAX_DEPTH)
            continue;
        lists[i] = tag->depth == 0 ? outline : json_array();
        if (tag->depth == 0)
            continue;
        AUTO(mem_free) char *name = tag->depth == 1 ? mem_strdup(tag->name) : tag_who(tags, tag);
        json_array_append_new(list,
                              json_pack("{s:o, s:i, s:o, s:o, s:o, s:o}", "name", json_text(name), "kind",
                                        tag->depth == 1 ? KIND_MODULE : KIND_FIELD, "range",
                                        document_range(d, tag->from, tag_end(tag)), "selectionRange",
                                        document_range(d, tag->from, tag->name_to), "detail",
                                        json_text(*tag->id ? tag->id : tag_value(tag, "datum")), "children", lists[i]));
    }
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
    for (const struct typed_tag *tag = r->tags.items; tag < r->tags.items + r->tags.count; tag++) {
        if (tag->kind != '<' || tag->depth != 1)
            continue;
        AUTO(mem_free) char *title = lens_title(r->document, tag);
        json_array_append_new(list, json_pack("{s:o, s:{s:o, s:s}}", "range",
                                              document_range(r->document, tag->from, tag->from), "command", "title",
                                              json_text(title), "command", ""));
    }
    return list;
}
