#include "case/grammar.h"
#include "lsp/server.h"
#include "xml/dom.h"

enum { ITEMS_MOST = 1000 };

/* Kinds of items, as the protocol numbers them: an editor shows each with a sign of its own. */
enum { KIND_FIELD = 5, KIND_CLASS = 7, KIND_UNIT = 11, KIND_ENUM = 13, KIND_REFERENCE = 18 };

/* A completion that is being made. */
struct completing {
    const struct request *request;
    const struct caret *caret; /* its */
    size_t to;                 /* what stands up to there from caret->from an item takes the place of */
    json_t *items;             /* by their labels */
};

/* Adds an item that puts in a text with places (NULL: its label), unless there is one with this label. The order of the
 * items is that of the list, by `rank` first. `detail` NULL: the first sentence of `about`. */
static void add_item(struct completing *c, int kind, unsigned rank, const char *label, const char *detail,
                     const char *about, const char *text) {
    const char *stop = strstr(about, ". ");
    size_t line = strcspn(about, "\n"), sentence = stop && stop < about + line ? (size_t)(stop - about) + 1 : line;
    size_t count = json_object_size(c->items);
    bool snippet = text && strchr(text, '\1') && c->request->server->snippets;
    AUTO(buf_free) struct buf plain = BUF_EMPTY;
    if (count >= ITEMS_MOST || json_object_get(c->items, label))
        return;
    /* the sign before a name has been typed, and to some clients no word begins with it */
    buf_add_string(&plain, (text ? text : label) + (c->caret->where == WHERE_NAME));
    fresh_finish(&plain, snippet);
    json_object_set_new(c->items, label,
                        json_pack("{s:o, s:i, s:s%, s:o, s:o, s:i, s:o, s:o*}", "label", json_text(label), "kind", kind,
                                  "detail", detail ? detail : about, detail ? strlen(detail) : sentence, "sortText",
                                  json_sprintf("%02u%04zu", rank, count), "filterText", json_text(label),
                                  "insertTextFormat", snippet ? 2 : 1, "textEdit",
                                  document_text_edit(c->request->document, c->caret->from, c->to, plain.data),
                                  "documentation", *about ? json_text(about) : NULL));
}

/* --- elements --- */

/* The text of an element. To a client without tab stops the rest comes as it types. */
static void add_element(struct completing *c, unsigned rank, const struct grammar_element *parent,
                        const struct grammar_element *element, const char *about) {
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    const struct typed_tag *typed = c->caret->where == WHERE_NAME ? c->caret->tag : NULL;
    if (!c->request->server->snippets || (typed && typed->whole))
        buf_printf(&text, "<%s", element->name);
    else
        fresh_element(c->request, parent ? parent->name : NULL, element, &text);
    add_item(c, KIND_CLASS, rank, element->name, NULL, about, text.data);
}

/* The end tag of the element around the caret. */
static void add_end(struct completing *c, unsigned rank) {
    bool begun = c->caret->where == WHERE_CLOSE, ended = c->request->tags.text[c->caret->to] == '>';
    AUTO(mem_free) char *label = text_format("%s%s", begun ? "" : "/", c->caret->element->name);
    AUTO(mem_free) char *text = text_format("%s%s%s", begun ? "" : "<", label, ended ? "" : ">");
    add_item(c, KIND_CLASS, rank, label, _("sluit dit stuk"), "", text);
}

/* The elements that may stand there: first what must still come, then what comes next in the grammar. */
static void add_children(struct completing *c, const struct grammar_element *parent) {
    const struct tags *tags = &c->request->tags;
    AUTO(mem_free) bool *here = mem_calloc(parent->child_count + 1, sizeof *here); /* by place in the grammar */
    const struct grammar_child *before = NULL, *after = NULL;                      /* the nearest; NULL: none */
    for (const struct typed_tag *tag = tags->items; tag < tags->items + tags->count; tag++) {
        bool typed = tag == c->caret->tag && c->caret->where != WHERE_TEXT;
        bool beside = tag->kind == '<' && tag->parent == c->caret->element && tag->element && !typed;
        const struct grammar_child *child = beside ? grammar_child(parent, tag->element) : NULL;
        if (!child)
            continue;
        here[child - parent->children] = true;
        if (c->caret->tag && tag <= c->caret->tag)
            before = child;
        else if (!after)
            after = child;
    }
    size_t last = before ? (size_t)(before - parent->children) : 0;
    for (size_t i = 0; i < parent->child_count; i++) {
        const struct grammar_child *child = &parent->children[i];
        size_t later = 1 + (i + parent->child_count - last) % parent->child_count;
        if ((here[i] && !child->repeats) || (before && before->slot > child->slot) ||
            (after && after->slot < child->slot))
            continue;
        add_element(c, child->required ? here[i] : (unsigned)later, parent, child->element, child->about);
    }
}

static void complete_elements(struct completing *c) {
    const struct typed_tag *around = c->caret->element;
    const struct grammar_element *parent = around ? around->element : NULL;
    const struct tags *tags = &c->request->tags;
    bool named = c->caret->where == WHERE_NAME, text = parent && parent->text, first = !around;
    for (size_t i = 0; first && i < tags->count; i++)
        first = tags->items[i].kind != '<' || (&tags->items[i] == c->caret->tag && named);
    if (first)
        add_element(c, 0, NULL, grammar_root, grammar_root->about);
    if (parent)
        add_children(c, parent);
    if (around && (named || !around->close))
        add_end(c, text && !around->close ? 0 : 90);
    if (text && named)
        add_item(c, KIND_CLASS, 91, "?vul-in", _("hier moet nog iets komen"), "",
                 c->request->server->snippets ? "<?vul-in \1…\2?>" : "<?vul-in ?>");
}

/* --- attributes --- */

static void complete_attributes(struct completing *c) {
    const struct grammar_element *element = c->caret->tag->element;
    const char *text = c->request->tags.text;
    bool begins = c->caret->from < c->caret->at; /* else what follows the caret is another attribute */
    bool named = begins && text[c->to] == '=';
    c->to = begins ? c->to : c->caret->at;
    for (size_t i = 0; element && i < element->attribute_count; i++) {
        const struct grammar_attribute *attribute = &element->attributes[i];
        const struct attribute *there = tag_attribute(c->caret->tag, attribute->name);
        if (there && !(named && there->from == c->caret->from))
            continue;
        AUTO(buf_free) struct buf fresh = BUF_EMPTY;
        buf_printf(&fresh, "%s%s", attribute->name, named ? "" : "=\"");
        if (!named && c->request->server->snippets) { /* else the value can be completed in its turn */
            fresh_value(c->request, element, attribute, NULL, &fresh);
            buf_add_char(&fresh, '"');
        }
        if (!begins && !strchr(ENDS_NAME, text[c->to]))
            buf_add_char(&fresh, ' ');
        unsigned rank = attribute->required ? 0 : dom_has_word("id zichtbaar niet-voor", attribute->name) ? 2 : 1;
        add_item(c, KIND_FIELD, rank, attribute->name, NULL, attribute->about, fresh.data);
    }
}

/* --- values --- */

/* True when the value has the word already, the one around the caret aside. */
static bool is_given(const struct completing *c, const char *word) {
    const struct attribute *attribute = c->caret->attribute;
    size_t before = c->caret->from - attribute->value_from, after = c->caret->to - attribute->value_from;
    AUTO(mem_free) char *others = mem_strdup(attribute->value);
    for (size_t i = before; i < after && others[i]; i++)
        others[i] = ' ';
    return dom_has_word(others, word);
}

/* First who would stand there in a new element: a zorg is rather a parent's than the pupil's. */
static void complete_references(struct completing *c, const struct grammar_attribute *rule) {
    const struct tags *tags = &c->request->tags;
    const char *attribute = rule->name;
    AUTO(buf_free) struct buf proposed = BUF_EMPTY;
    fresh_value(c->request, c->caret->tag->element, rule, NULL, &proposed);
    fresh_finish(&proposed, false);
    for (size_t i = 0; i < REF_GROUP_COUNT; i++)
        if (ref_is_group(attribute, ref_groups[i], strlen(ref_groups[i])) && !is_given(c, ref_groups[i]))
            add_item(c, KIND_ENUM, 0, ref_groups[i], _("een groep"), "", NULL);
    for (const struct typed_tag *tag = tags->items; tag < tags->items + tags->count; tag++)
        /* nobody refers to the element itself */
        if (may_name(attribute, tag) && tag != c->caret->tag && !is_given(c, tag->id) &&
            json_object_size(c->items) < ITEMS_MOST) {
            AUTO(mem_free) char *who = tag_who(tags, tag);
            add_item(c, KIND_REFERENCE, !dom_has_word(proposed.data, tag->id), tag->id, who, "", NULL);
        }
}

/* Today, and the last days that the case has. */
static void complete_dates(struct completing *c) {
    enum { DAYS_MOST = 10 };
    const struct tags *tags = &c->request->tags;
    add_item(c, KIND_UNIT, 0, c->request->server->checker->date, _("vandaag"), "", NULL);
    for (size_t i = tags->count; i-- > 0 && json_object_size(c->items) <= DAYS_MOST;)
        for (const struct attribute *one = tags->items[i].attributes; one; one = one->next)
            if (one != c->caret->attribute && date_valid(one->value))
                add_item(c, KIND_UNIT, 1, one->value, tags->items[i].name, "", NULL);
}

/* Which finding a verantwoording is about. */
static void complete_codes(struct completing *c) {
    const struct findings *findings = &c->request->document->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (rule_waivable(finding->code) && !finding->waived)
            add_item(c, KIND_REFERENCE, 0, finding->code, finding->message, finding->help ? finding->help : "", NULL);
    }
}

static void complete_value(struct completing *c) {
    const struct grammar_attribute *attribute = c->caret->attribute->rule;
    if (!attribute)
        return;
    for (size_t i = 0; i < attribute->word_count; i++)
        if (!is_given(c, attribute->words[i].word))
            add_item(c, KIND_ENUM, 0, attribute->words[i].word, NULL, attribute->words[i].about, NULL);
    if (attribute->kind == VALUE_DATE)
        complete_dates(c);
    else if (attribute->kind >= VALUE_REF)
        complete_references(c, attribute);
    else if (attribute->kind == VALUE_ID) {
        AUTO(buf_free) struct buf id = BUF_EMPTY;
        fresh_value(c->request, c->caret->tag->element, attribute, NULL, &id);
        fresh_finish(&id, false);
        add_item(c, KIND_REFERENCE, 0, id.data, _("nog vrij"), "", NULL);
    } else if (strcmp(attribute->name, "regel") == 0)
        complete_codes(c);
}

/* --- all --- */

json_t *completion(struct request *r) {
    /* what was typed when the client asks because of that */
    const char *sign = json_text_at(r->params, "context/triggerCharacter");
    const struct caret *caret = &r->before;
    const struct grammar_element *around = caret->element ? caret->element->element : NULL;
    struct completing c = {.request = r, .caret = caret, .to = caret->to, .items = json_object()};
    json_t *list = json_array(), *item;
    const char *label;
    if (caret->where == WHERE_NAME)
        complete_elements(&c);
    else if (caret->where == WHERE_TEXT && !(sign && strchr(" \">/", *sign)) && !(around && around->text))
        complete_elements(&c); /* who writes a sentence is left alone */
    else if (caret->where == WHERE_CLOSE && caret->element)
        add_end(&c, 0);
    else if (caret->where == WHERE_ATTRIBUTE && strchr(DOM_SPACE, r->tags.text[caret->from - 1]))
        complete_attributes(&c);
    else if (caret->where == WHERE_VALUE)
        complete_value(&c);
    json_object_foreach(c.items, label, item) {
        json_array_append(list, item);
    }
    json_decref(c.items);
    return json_pack("{s:b, s:o}", "isIncomplete", json_array_size(list) >= ITEMS_MOST, "items", list);
}
