#include "lsp/code_action.h"

#include "case/audience.h"
#include "case/refs.h"
#include "edit/edit.h"
#include "lsp/commands.h"
#include "lsp/fresh.h"
#include "output/output.h"

enum { ACTIONS_MOST = 100 };

struct acting {
    struct text_document *document;
    struct tags tags;
    size_t from, to;
    const json_t *context;         /* of the request */
    const struct finding *finding; /* what an action that is offered now mends; NULL: nothing that was found */
    size_t place;                  /* where that is */
    json_t *actions;
};

/* True when the client asks for this kind, or for all: "refactor" is "refactor.rewrite" too. */
static bool is_asked(const struct acting *a, const char *kind) {
    const json_t *only = json_object_get(a->context, "only");
    for (size_t i = 0; i < json_array_size(only); i++) {
        const char *one = json_string_value(json_array_get(only, i));
        size_t length = one ? strlen(one) : 0;
        if (one && strncmp(kind, one, length) == 0 && (length == 0 || kind[length] == '.' || kind[length] == '\0'))
            return true;
    }
    return !json_is_array(only);
}

/* The finding at hand, as the client shows it. */
static json_t *shown_of(const struct acting *a) {
    const json_t *all = json_object_get(a->context, "diagnostics");
    json_t *list = json_array();
    for (size_t i = 0; a->finding && i < json_array_size(all); i++) {
        json_t *one = json_array_get(all, i);
        const char *code = json_string_value(json_object_get(one, "code"));
        size_t place = document_offset(a->document, json_object_get(json_object_get(one, "range"), "start"));
        if (code && strcmp(code, a->finding->code) == 0 && place == a->place)
            json_array_append(list, one);
    }
    return list;
}

/* Adds an action, and takes over its title and TextEdits (NULL: there is none). */
static void offer(struct acting *a, const char *kind, char *title, json_t *edits) {
    if (edits && is_asked(a, kind) && json_array_size(a->actions) < ACTIONS_MOST) {
        json_t *diagnostics = shown_of(a);
        json_t *action = json_pack("{s:o, s:s, s:o}", "title", json_text(title), "kind", kind, "edit",
                                   document_workspace_edit(a->document, edits));
        if (json_array_size(diagnostics) > 0)
            json_object_set(action, "diagnostics", diagnostics);
        json_decref(diagnostics);
        json_array_append_new(a->actions, action);
    } else
        json_decref(edits);
    free(title);
}

/* The same for one piece of text that comes in the place of another. */
static void offer_text(struct acting *a, const char *kind, char *title, size_t from, size_t to, const char *text) {
    offer(a, kind, title, json_pack("[o]", document_text_edit(a->document, from, to, text)));
}

/* The same for the value of an attribute, which comes behind the others when it is not there. */
static void offer_attribute(struct acting *a, const char *kind, char *title, size_t tag, const char *name,
                            const char *value) {
    struct typed_attribute one;
    if (tag_attribute(&a->tags, tag, name, &one)) {
        offer_text(a, kind, title, one.value, one.value_end, value);
        return;
    }
    size_t place = a->tags.items[tag].name_end;
    for (one = (struct typed_attribute){0}; tag_next_attribute(&a->tags, tag, &one);)
        place = one.value_end + (one.quote != '\0');
    char *text = text_format(" %s=\"%s\"", name, value);
    offer_text(a, kind, title, place, place, text);
    free(text);
}

/* --- what was probably meant --- */

/* Offers what was meant by what stands there, and by the end tag (NULL: none). */
static void offer_meant(struct acting *a, size_t from, size_t to, const struct typed_tag *end, const char *meant) {
    char *typed = tags_text(&a->tags, from, to);
    json_t *edits = json_pack("[o]", document_text_edit(a->document, from, to, meant));
    size_t count = json_array_size(a->actions);
    if (end)
        json_array_append_new(edits, document_text_edit(a->document, end->name, end->name_end, meant));
    offer(a, "quickfix", text_format(_("Maak van „%s” „%s”"), typed, meant), edits);
    json_object_set_new(json_array_get(a->actions, count), "isPreferred", json_true()); /* when it was asked for */
    free(typed);
}

static void correct_name(struct acting *a, size_t index) {
    const struct typed_tag *tag = &a->tags.items[index];
    const struct grammar_element *parent = tag_element(&a->tags, tag->parent);
    char *name = tag_name(&a->tags, index);
    const char *meant = NULL;
    struct suggest_one suggest;
    suggest_start(&suggest, name);
    for (size_t i = 0; parent && i < parent->child_count; i++) {
        suggest_try(&suggest, parent->children[i].element->name);
        if (grammar_also(parent->children[i].element->also, name))
            meant = parent->children[i].element->name;
    }
    if (!meant)
        meant = suggest.best;
    if (!meant)
        grammar_knows(a->tags.grammar, false, name, &meant);
    if (meant)
        offer_meant(a, tag->name, tag->name_end,
                    tag->close != NO_TAG && tag->close != index ? &a->tags.items[tag->close] : NULL, meant);
    free(name);
}

/* The person, or the id, that was meant by a word of a reference, to free; NULL: it is good, or nobody knows. */
static char *meant_id(const struct acting *a, const char *attribute, const char *word) {
    xmlDocPtr doc = a->document->tree ? a->document->tree->c.doc : NULL;
    struct suggest_one suggest;
    struct typed_attribute typed;
    if (tags_find_id(&a->tags, word) != NO_TAG || ref_is_group(attribute, word, strlen(word)))
        return NULL;
    const char *person = doc && dom_has_word(ref_kinds(attribute), "betrokkene") ? person_called(doc, word) : NULL;
    if (person)
        return mem_strdup(person);
    suggest_start(&suggest, word);
    for (size_t i = 0; i < a->tags.count; i++) {
        char *id = reference_to(&a->tags, i, attribute);
        if (id && tag_attribute(&a->tags, i, "id", &typed))
            suggest_try_word(&suggest, a->tags.text + typed.value, typed.value_end - typed.value);
        free(id);
    }
    return suggest.best ? mem_strndup(suggest.best, suggest.best_length) : NULL;
}

/* The same for a word of the grammar. */
static char *meant_word(const struct grammar_attribute *attribute, const char *word) {
    struct suggest_one suggest;
    suggest_start(&suggest, word);
    for (size_t i = 0; i < attribute->word_count; i++) {
        if (strcmp(attribute->words[i].word, word) == 0)
            return NULL;
        suggest_try(&suggest, attribute->words[i].word);
        if (grammar_also(attribute->words[i].also, word))
            return mem_strdup(attribute->words[i].word);
    }
    return suggest.best ? mem_strdup(suggest.best) : NULL;
}

static void correct_value(struct acting *a, const struct grammar_attribute *attribute,
                          const struct typed_attribute *typed) {
    char *value = tags_text(&a->tags, typed->value, typed->value_end);
    const char *at = value;
    for (size_t length; attribute->kind != VALUE_TEXT && (length = dom_word(&at)) > 0; at += length) {
        bool reference = attribute->kind == VALUE_REF || attribute->kind == VALUE_REFS;
        char *word = mem_strndup(at, length);
        char *meant = reference ? meant_id(a, attribute->name, word) : meant_word(attribute, word);
        size_t place = typed->value + (size_t)(at - value);
        if (meant)
            offer_meant(a, place, place + length, NULL, meant);
        free(meant);
        free(word);
    }
    free(value);
}

static void correct(struct acting *a, size_t tag) {
    const struct grammar_element *element = tag_element(&a->tags, tag);
    if (!element) {
        correct_name(a, tag);
        return;
    }
    for (struct typed_attribute typed = {0}; tag_next_attribute(&a->tags, tag, &typed);) {
        char *name = tags_text(&a->tags, typed.name, typed.name_end);
        const struct grammar_attribute *attribute = grammar_attribute(element, name);
        struct suggest_one suggest;
        suggest_start(&suggest, name);
        for (size_t i = 0; !attribute && i < element->attribute_count; i++)
            suggest_try(&suggest, element->attributes[i].name);
        if (attribute)
            correct_value(a, attribute, &typed);
        else if (suggest.best)
            offer_meant(a, typed.name, typed.name_end, NULL, suggest.best);
        free(name);
    }
}

/* --- a change of the tree --- */

/* Puts lines in an element, where one of this name belongs. */
static json_t *insert(const struct acting *a, const xmlNode *parent, const char *name, const char *lines) {
    struct splice splice = {.c = &a->document->tree->c};
    splice_insert(&splice, parent, place_for(a->tags.grammar, parent, name), lines);
    json_t *edit = edit_spliced(a->document, &splice);
    splice_free(&splice);
    return edit;
}

/* Why a finding does not count here: a verantwoording with a place for the reason. */
static void explain(struct acting *a, const struct finding *finding) {
    const xmlNode *root = xmlDocGetRootElement(a->document->tree->c.doc), *object = finding->node;
    const xmlNode *section = dom_child(root, "verantwoordingen");
    struct buf line = BUF_EMPTY;
    while (object && object->type == XML_ELEMENT_NODE && !*dom_get(object, "id"))
        object = object->parent;
    const char *id = object && object->type == XML_ELEMENT_NODE ? dom_get(object, "id") : "";
    if (!section)
        buf_add_string(&line, "<verantwoordingen zichtbaar=\"intern\">\n  ");
    buf_printf(&line, "<verantwoording regel=\"%s\"", finding->code);
    if (*id)
        buf_printf(&line, " object=\"%s\"", id);
    buf_add_char(&line, '>');
    if (!fresh_hint(a->document, "verantwoordingen", "verantwoording", &line))
        buf_add_string(&line, "<?vul-in?>");
    buf_add_string(&line, "</verantwoording>");
    if (!section)
        buf_add_string(&line, "\n</verantwoordingen>");
    offer(a, "quickfix", text_format(_("Verantwoord %s: schrijf waarom het hier anders is"), finding->code),
          insert(a, section ? section : root, section ? "verantwoording" : "verantwoordingen", line.data));
    buf_free(&line);
}

/* How many start tags have this name, with an attribute when one is asked for. */
static size_t count_tags(const struct tags *tags, const char *name, const char *attribute) {
    size_t count = 0;
    struct typed_attribute found;
    for (size_t i = 0; i < tags->count; i++)
        count += tag_is(tags, i, name) && (!attribute || tag_attribute(tags, i, attribute, &found));
    return count;
}

/* Opens what an element must have more, or else the piece of hgw-new --add, when there is one of that name and it goes
 * into this case; false when it is not that. */
static bool open_element(struct acting *a, const xmlNode *node, const char *name) {
    const struct grammar_element *element = grammar_element(a->tags.grammar, name);
    const struct grammar_element *parent = grammar_element(a->tags.grammar, (const char *)node->name);
    const struct grammar_child *child = element && parent ? grammar_child(parent, element) : NULL;
    if (!child || (node->parent && dom_is(node->parent, a->tags.grammar->root->name))) { /* it stands in a section */
        struct error error = ERROR_EMPTY;
        offer(a, "quickfix", text_format(_("Voeg toe: %s"), name), edit_adding(a->document, name, NULL, &error));
        error_clear(&error);
        return element != NULL;
    }
    if (!child->repeats && dom_child(node, name))
        return false;
    struct fresh fresh = {0};
    fresh_element(a->document, &a->tags, parent, element, &fresh);
    offer(a, "quickfix", text_format(_("Voeg toe: %s"), name), insert(a, node, name, fresh.text.data));
    buf_free(&fresh.text);
    return true;
}

static bool open_attribute(struct acting *a, const xmlNode *node, const char *name) {
    const struct grammar_element *element = grammar_element(a->tags.grammar, (const char *)node->name);
    const struct grammar_attribute *attribute = element ? grammar_attribute(element, name) : NULL;
    size_t place = document_node_place(a->document, node), tag = caret_at(&a->tags, place + 1).tag;
    if (!attribute || tag == NO_TAG || a->tags.items[tag].from != place || dom_attribute(node, name))
        return false;
    struct fresh fresh = {0};
    fresh_value(a->document, &a->tags, element, attribute, &fresh);
    offer_attribute(a, "quickfix", text_format(_("Voeg toe: %s"), name), tag, name,
                    fresh.text.data ? fresh.text.data : "");
    buf_free(&fresh.text);
    return true;
}

/* What the good example of a finding's page has more than the wrong one. */
static void open_missing(struct acting *a, const struct finding *finding) {
    const struct checker *checker = a->document->settings->checker;
    struct page page;
    struct error error = ERROR_EMPTY;
    if (page_read(checker, finding->code, checker->lang, &page, &error) && page.wrong && page.right) {
        struct tags wrong = tags_read(page.wrong, strlen(page.wrong), NO_TAG, NULL);
        struct tags right = tags_read(page.right, strlen(page.right), NO_TAG, NULL);
        bool done = false;
        for (size_t i = 0; i < right.count && !done; i++) {
            char *name = tag_name(&right, i);
            if (right.items[i].kind == '<' && count_tags(&right, name, NULL) > count_tags(&wrong, name, NULL))
                done = open_element(a, finding->node, name);
            for (struct typed_attribute one = {0};
                 !done && dom_is(finding->node, name) && tag_next_attribute(&right, i, &one);) {
                char *key = tags_text(&right, one.name, one.name_end);
                if (count_tags(&right, name, key) > count_tags(&wrong, name, key))
                    done = open_attribute(a, finding->node, key);
                free(key);
            }
            free(name);
        }
        free(wrong.items);
        free(right.items);
    }
    page_free(&page);
    error_clear(&error);
}

/* --- what stands there --- */

/* A hint goes when something stands beside it. */
static void remove_hint(struct acting *a, size_t index) {
    const struct tags *tags = &a->tags;
    const struct typed_tag *hint = &tags->items[index];
    size_t before = index > 0 ? tags->items[index - 1].to : 0;
    size_t after = index + 1 < tags->count ? tags->items[index + 1].from : tags->length;
    if (before + strspn(tags->text + before, DOM_SPACE) < hint->from ||
        hint->to + strspn(tags->text + hint->to, DOM_SPACE) < after)
        offer_text(a, "quickfix", mem_strdup(_("Haal de aanwijzing weg: dit is ingevuld")), hint->from, hint->to, "");
}

/* Offers to open an element for each reader who cannot see it, and then can. What would open more than that, because
 * something around it is closed, is not offered. */
static void open_for_readers(struct acting *a, xmlNodePtr node, size_t tag) {
    static const char *const whom[] = {N_("de ouders"), N_("de leerling"), N_("de school"),
                                       N_("hulpverleners van buiten de school")};
    for (unsigned i = 0; i < sizeof whom / sizeof whom[0]; i++) {
        unsigned reader = 1u << i;
        bool had = dom_attribute(node, "zichtbaar");
        char *old = mem_strdup(dom_get(node, "zichtbaar"));
        bool closed = dom_blank(old) || dom_has_word(old, "intern");
        char *words = text_format("%s%s%s", closed ? "" : old, closed ? "" : " ", reader_name(reader));
        bool before = audience_visible(node, reader);
        dom_set(node, "zichtbaar", words);
        bool after = audience_visible(node, reader);
        dom_set(node, "zichtbaar", had ? old : NULL);
        if (after && !before)
            offer_attribute(a, "refactor.rewrite", text_format(_("Laat %s dit lezen"), _(whom[i])), tag, "zichtbaar",
                            words);
        free(words);
        free(old);
    }
}

static void offer_today(struct acting *a, const struct caret *caret) {
    const struct typed_attribute *typed = &caret->attribute;
    const struct grammar_attribute *attribute = tag_rule(&a->tags, caret->tag, typed);
    const char *today = a->document->settings->checker->date;
    if (attribute && attribute->kind == VALUE_DATE && !tags_hold(&a->tags, typed->value, typed->value_end, today))
        offer_text(a, "refactor.rewrite", text_format(_("Zet hier de datum van vandaag: %s"), today), typed->value,
                   typed->value_end, today);
}

/* --- all --- */

static void act_on_findings(struct acting *a) {
    struct text_document *d = a->document;
    size_t first = document_line(d, a->from), last = document_line(d, a->to);
    for (size_t i = 0; i < d->shown_count; i++) {
        const struct finding *finding = d->shown[i].finding;
        size_t place = document_finding_place(d, &d->shown[i]);
        if (place == PLACE_GONE || document_line(d, place) < first || document_line(d, place) > last ||
            finding->waived || !finding->node || json_array_size(a->actions) >= ACTIONS_MOST)
            continue;
        a->finding = finding;
        a->place = place;
        open_missing(a, finding);
        if (rule_waivable(finding->code))
            explain(a, finding);
    }
    a->finding = NULL;
}

static void act_on_text(struct acting *a) {
    for (size_t i = 0; i < a->tags.count && json_array_size(a->actions) < ACTIONS_MOST; i++) {
        const struct typed_tag *tag = &a->tags.items[i];
        bool touched = tag->from <= a->to && tag->to >= a->from;
        if (touched && tag->kind == '<' && tag->name_end > tag->name)
            correct(a, i);
        if (touched && strncmp(a->tags.text + tag->from, "<?vul-in", 8) == 0)
            remove_hint(a, i);
    }
}

static void act_on_element(struct acting *a) {
    struct text_document *d = a->document;
    struct caret caret = caret_at(&a->tags, a->from + (d->text.data[a->from] == '<'));
    size_t tag = caret.where == WHERE_TEXT || caret.tag == NO_TAG || a->tags.items[caret.tag].kind != '<'
                     ? caret.element
                     : caret.tag;
    if (caret.where == WHERE_VALUE)
        offer_today(a, &caret);
    if (!d->well_formed || tag == NO_TAG)
        return;
    for (xmlNodePtr node = dom_child(xmlDocGetRootElement(d->tree->c.doc), NULL); node; node = dom_walk(node, NULL))
        if (document_node_place(d, node) == a->tags.items[tag].from) {
            open_for_readers(a, node, tag);
            return;
        }
}

json_t *code_actions(struct text_document *d, size_t from, const json_t *params) {
    size_t to = document_offset(d, json_object_get(json_object_get(params, "range"), "end"));
    struct acting a = {.document = d,
                       .from = from,
                       .to = to > from ? to : from,
                       .context = json_object_get(params, "context"),
                       .actions = json_array()};
    if (d->text.length > DOCUMENT_MOST)
        return a.actions;
    a.tags = document_tags(d, from);
    act_on_text(&a);
    if (d->well_formed && d->rules == d->tree)
        act_on_findings(&a);
    act_on_element(&a);
    free(a.tags.items);
    return a.actions;
}
