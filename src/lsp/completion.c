#include "lsp/completion.h"

#include "case/quote.h"
#include "case/refs.h"
#include "lsp/fresh.h"
#include "output/output.h"
#include "xml/dom.h"

enum { ITEMS_MOST = 1000 };

/* Kinds of items, as the protocol numbers them: an editor shows each with a sign of its own. */
enum { KIND_FIELD = 5, KIND_CLASS = 7, KIND_UNIT = 11, KIND_ENUM = 13, KIND_REFERENCE = 18, KIND_WORD = 20 };

/* A completion that is being made. */
struct completing {
    struct text_document *document;
    struct tags tags;
    struct caret caret;
    json_t *items;
};

/* The first sentence of an explanation. Freed with free(). */
static char *first_sentence(const char *about) {
    size_t length = strcspn(about, "\n");
    const char *stop = strstr(about, ". ");
    return mem_strndup(about, stop && (size_t)(stop - about) < length ? (size_t)(stop - about) + 1 : length);
}

/* Takes over `fresh`, which comes in the place of what stands from `from` up to `to`. The order of the items is that
 * of the list, by `rank` first. `detail` NULL: the first sentence of `about`. */
static void add_item(struct completing *c, int kind, unsigned rank, const char *label, const char *detail,
                     const char *about, size_t from, size_t to, struct fresh *fresh) {
    struct text_document *d = c->document;
    size_t count = json_array_size(c->items);
    if (count < ITEMS_MOST) {
        const char *text = fresh->text.data ? fresh->text.data : "";
        /* the sign before a name has been typed, and to some clients no word begins with it */
        json_t *edit = document_text_edit(d, from, to, text + (c->caret.where == WHERE_NAME));
        char *order = text_format("%02u%04zu", rank, count), *sentence = first_sentence(about);
        json_t *item = json_pack("{s:o, s:i, s:o, s:s, s:o, s:i, s:o}", "label", json_text(label), "kind", kind,
                                 "detail", json_text(detail ? detail : sentence), "sortText", order, "filterText",
                                 json_text(label), "insertTextFormat", fresh->stops ? 2 : 1, "textEdit", edit);
        if (*about)
            json_object_set_new(item, "documentation", json_text(about));
        json_array_append_new(c->items, item);
        free(sentence);
        free(order);
    }
    buf_free(&fresh->text);
}

/* An item that is its label, in the place of the word around the caret. */
static void add_word(struct completing *c, int kind, unsigned rank, const char *label, const char *detail,
                     const char *about) {
    struct fresh fresh = {0};
    fresh_add(&fresh, label);
    add_item(c, kind, rank, label, detail, about, c->caret.from, c->caret.to, &fresh);
}

/* True when there is an item with this label. */
static bool is_offered(const struct completing *c, const char *label) {
    size_t i = 0, count = json_array_size(c->items);
    while (i < count && strcmp(json_string_value(json_object_get(json_array_get(c->items, i), "label")), label) != 0)
        i++;
    return i < count;
}

/* --- elements --- */

/* What stands beside the caret in the same element. */
struct beside {
    const struct grammar_child *before; /* the last one before it; NULL: none that is known */
    const struct grammar_child *after;  /* the first one behind it */
};

/* Looks at what stands around the caret; `here` (by place in parent->children) becomes what is there already. */
static struct beside look_beside(const struct completing *c, const struct grammar_element *parent, bool *here) {
    struct beside beside = {0};
    for (size_t i = 0; i < c->tags.count; i++) {
        const struct grammar_element *element = NULL;
        if (c->tags.items[i].kind == '<' && c->tags.items[i].parent == c->caret.element &&
            !(i == c->caret.tag && c->caret.where != WHERE_TEXT))
            element = tag_element(&c->tags, i);
        const struct grammar_child *child = element ? grammar_child(parent, element) : NULL;
        if (!child)
            continue;
        here[child - parent->children] = true;
        if (c->caret.tag != NO_TAG && i <= c->caret.tag)
            beside.before = child;
        else if (!beside.after)
            beside.after = child;
    }
    return beside;
}

/* The text of an element. To a client without tab stops the rest comes as it types. */
static void add_element(struct completing *c, unsigned rank, const struct grammar_element *parent,
                        const struct grammar_element *element, const char *about, size_t from) {
    struct fresh fresh = {.stops = c->document->settings->snippets};
    bool there = c->caret.where == WHERE_NAME && c->tags.items[c->caret.tag].whole;
    if (!fresh.stops || there) {
        fresh.stops = false;
        buf_printf(&fresh.text, "<%s", element->name);
    } else
        fresh_element(c->document, &c->tags, parent, element, &fresh);
    add_item(c, KIND_CLASS, rank, element->name, NULL, about, from, c->caret.to, &fresh);
}

/* The end tag of the element around the caret. */
static void add_end(struct completing *c, unsigned rank, size_t from) {
    struct fresh fresh = {0};
    char *name = tag_name(&c->tags, c->caret.element);
    char *label = text_format("/%s", name);
    bool ended = c->document->text.data[c->caret.to] == '>';
    buf_printf(&fresh.text, "%s%s%s", c->caret.where == WHERE_CLOSE ? "" : "</", name, ended ? "" : ">");
    add_item(c, KIND_CLASS, rank, c->caret.where == WHERE_CLOSE ? name : label, _("sluit dit stuk"), "", from,
             c->caret.to, &fresh);
    free(label);
    free(name);
}

/* How late a child comes in the list: first what must still come, then what comes next in the grammar. */
static unsigned rank_of(const struct grammar_element *parent, const struct grammar_child *child,
                        const struct beside *beside) {
    size_t index = (size_t)(child - parent->children), count = parent->child_count;
    size_t last = beside->before ? (size_t)(beside->before - parent->children) : 0;
    return child->required ? 0 : 1 + (unsigned)((index + count - last) % count);
}

static void complete_elements(struct completing *c, size_t from) {
    const struct grammar_element *parent = tag_element(&c->tags, c->caret.element);
    if (c->caret.element == NO_TAG) {
        size_t there = 0;
        for (size_t i = 0; i < c->tags.count; i++)
            there += c->tags.items[i].kind == '<' && !(i == c->caret.tag && c->caret.where == WHERE_NAME);
        if (there == 0)
            add_element(c, 0, NULL, c->tags.grammar->root, c->tags.grammar->root->about, from);
        return;
    }
    bool *here = mem_calloc(parent ? parent->child_count + 1 : 1, sizeof *here);
    struct beside beside = parent ? look_beside(c, parent, here) : (struct beside){0};
    for (size_t i = 0; parent && i < parent->child_count; i++) {
        const struct grammar_child *child = &parent->children[i];
        if ((!here[i] || child->repeats) && (!beside.before || beside.before->slot <= child->slot) &&
            (!beside.after || beside.after->slot >= child->slot))
            add_element(c, here[i] && child->required ? 1 : rank_of(parent, child, &beside), parent, child->element,
                        child->about, from);
    }
    free(here);
    bool open = c->tags.items[c->caret.element].close == NO_TAG;
    if (c->caret.where == WHERE_NAME || open)
        add_end(c, parent && parent->text && open ? 0 : 90, from);
}

/* A place to fill, in an element with text. */
static void add_hint(struct completing *c, size_t from) {
    const struct grammar_element *around = tag_element(&c->tags, c->caret.element);
    struct fresh fresh = {.stops = c->document->settings->snippets};
    if (!around || !around->text)
        return;
    buf_add_string(&fresh.text, "<?vul-in ");
    fresh_place(&fresh, fresh.stops ? "…" : "");
    buf_add_string(&fresh.text, "?>");
    add_item(c, KIND_CLASS, 91, "?vul-in", _("hier moet nog iets komen"), "", from, c->caret.to, &fresh);
}

/* --- attributes --- */

static void complete_attributes(struct completing *c) {
    const struct grammar_element *element = tag_element(&c->tags, c->caret.tag);
    const char *text = c->document->text.data;
    struct typed_attribute there;
    bool begins = c->caret.from < c->caret.at; /* else what follows the caret is another attribute */
    size_t to = begins ? c->caret.to : c->caret.at;
    bool named = begins && text[to] == '=';
    for (size_t i = 0; element && i < element->attribute_count; i++) {
        const struct grammar_attribute *attribute = &element->attributes[i];
        if (tag_attribute(&c->tags, c->caret.tag, attribute->name, &there) && !(named && there.name == c->caret.from))
            continue;
        struct fresh fresh = {.stops = c->document->settings->snippets};
        fresh_add(&fresh, attribute->name);
        if (named)
            fresh.stops = false;
        else if (fresh.stops) {
            buf_add_string(&fresh.text, "=\"");
            fresh_value(c->document, &c->tags, element, attribute, &fresh);
            buf_add_char(&fresh.text, '"');
        } else
            buf_add_string(&fresh.text, "=\""); /* the value can be completed in its turn */
        if (!begins && !strchr(ENDS_NAME, text[to]))
            buf_add_char(&fresh.text, ' ');
        unsigned rank = attribute->required ? 0 : dom_has_word("id zichtbaar niet-voor", attribute->name) ? 2 : 1;
        add_item(c, KIND_FIELD, rank, attribute->name, NULL, attribute->about, c->caret.from, to, &fresh);
    }
}

/* --- values --- */

/* True when the value has the word already, the one around the caret aside. */
static bool is_given(const struct completing *c, const char *word) {
    const struct typed_attribute *attribute = &c->caret.attribute;
    char *before = tags_text(&c->tags, attribute->value, c->caret.from);
    char *after =
        tags_text(&c->tags, c->caret.to, attribute->value_end > c->caret.to ? attribute->value_end : c->caret.to);
    bool given = dom_has_word(before, word) || dom_has_word(after, word);
    free(before);
    free(after);
    return given;
}

static void complete_words(struct completing *c, const struct grammar_attribute *attribute) {
    for (size_t i = 0; i < attribute->word_count; i++) {
        const struct grammar_word *word = &attribute->words[i];
        if (!is_given(c, word->word))
            add_word(c, KIND_ENUM, 0, word->word, NULL, word->about);
    }
}

static void complete_references(struct completing *c, const struct grammar_attribute *attribute) {
    for (size_t i = 0; i < REF_GROUP_COUNT; i++)
        if (ref_is_group(attribute->name, ref_groups[i], strlen(ref_groups[i])) && !is_given(c, ref_groups[i]))
            add_word(c, KIND_ENUM, 0, ref_groups[i], _("een groep"), "");
    for (size_t i = 0; i < c->tags.count && json_array_size(c->items) < ITEMS_MOST; i++) {
        char *id = reference_to(&c->tags, i, attribute->name);
        /* nobody refers to the element itself */
        if (id && i != c->caret.tag && !is_given(c, id)) {
            char *who = tag_who(&c->tags, i);
            add_word(c, KIND_REFERENCE, 0, id, who, "");
            free(who);
        }
        free(id);
    }
}

/* Today, and the last days that the case has. */
static void complete_dates(struct completing *c) {
    enum { DAYS_MOST = 10 };
    add_word(c, KIND_UNIT, 0, c->document->settings->checker->date, _("vandaag"), "");
    for (size_t i = c->tags.count; i-- > 0 && json_array_size(c->items) <= DAYS_MOST;)
        for (struct typed_attribute one = {0}; tag_next_attribute(&c->tags, i, &one);) {
            char *day = tags_text(&c->tags, one.value, one.value_end);
            if (one.name != c->caret.attribute.name && date_valid(day) && !is_offered(c, day)) {
                char *where = tag_name(&c->tags, i);
                add_word(c, KIND_UNIT, 1, day, where, "");
                free(where);
            }
            free(day);
        }
}

/* Which finding a verantwoording is about. */
static void complete_codes(struct completing *c) {
    const struct text_document *d = c->document;
    for (size_t i = 0; i < d->shown_count; i++) {
        const struct finding *finding = d->shown[i].finding;
        if (rule_waivable(finding->code) && !finding->waived && !is_offered(c, finding->code))
            add_word(c, KIND_REFERENCE, 0, finding->code, finding->message, finding->help ? finding->help : "");
    }
}

static void complete_value(struct completing *c) {
    const struct grammar_attribute *attribute = tag_rule(&c->tags, c->caret.tag, &c->caret.attribute);
    struct fresh fresh = {0};
    switch (attribute ? attribute->kind : VALUE_TEXT) {
    case VALUE_TEXT:
        if (attribute && strcmp(attribute->name, "regel") == 0)
            complete_codes(c);
        break;
    case VALUE_WORD:
    case VALUE_WORDS:
        complete_words(c, attribute);
        break;
    case VALUE_DATE:
        complete_dates(c);
        break;
    case VALUE_REF:
    case VALUE_REFS:
        complete_references(c, attribute);
        break;
    case VALUE_ID:
        fresh_value(c->document, &c->tags, tag_element(&c->tags, c->caret.tag), attribute, &fresh);
        add_word(c, KIND_REFERENCE, 0, fresh.text.data, _("nog vrij"), "");
        buf_free(&fresh.text);
    }
}

/* --- all --- */

static void complete(struct completing *c, bool asked) {
    const char *text = c->document->text.data;
    const struct grammar_element *around = tag_element(&c->tags, c->caret.element);
    size_t from = c->caret.from;
    switch (c->caret.where) {
    case WHERE_TEXT: /* who writes a sentence is left alone */
        if (asked && !(around && around->text))
            complete_elements(c, from);
        break;
    case WHERE_NAME:
        complete_elements(c, from);
        add_hint(c, from);
        break;
    case WHERE_CLOSE:
        if (c->caret.element != NO_TAG)
            add_end(c, 0, from);
        break;
    case WHERE_ATTRIBUTE:
        if (from > 0 && strchr(DOM_SPACE, text[from - 1]))
            complete_attributes(c);
        break;
    case WHERE_VALUE:
        complete_value(c);
        break;
    case WHERE_NOTHING:
        break;
    }
}

json_t *completion(struct text_document *d, size_t offset, const json_t *params) {
    /* what was typed when the client asks because of that */
    const char *sign = json_string_value(json_object_get(json_object_get(params, "context"), "triggerCharacter"));
    struct completing c = {.document = d, .items = json_array()};
    if (d->text.length <= DOCUMENT_MOST) {
        c.tags = document_tags(d, offset);
        c.caret = caret_at(&c.tags, offset);
        complete(&c, !sign || strchr(" \">/", *sign) == NULL);
    }
    free(c.tags.items);
    return json_pack("{s:b, s:o}", "isIncomplete", json_array_size(c.items) >= ITEMS_MOST, "items", c.items);
}
