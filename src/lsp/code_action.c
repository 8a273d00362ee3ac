#include "case/audience.h"
#include "lsp/server.h"
#include "xml/reader.h"

enum { ACTIONS_MOST = 100 };

struct acting {
    const struct request *request;
    const char *kind;              /* of what is offered now */
    const struct finding *finding; /* what it mends, if that was found */
    json_t *actions;
};

/* Adds an action, and takes over its title and TextEdits (NULL: there is none). */
static void offer(struct acting *a, char *title, json_t *edits) {
    if (edits)
        json_array_append_new(a->actions, json_pack("{s:o, s:s, s:o}", "title", json_text(title), "kind", a->kind,
                                                    "edit", document_workspace_edit(a->request->document, edits)));
    free(title);
}

/* The same for one piece of text that comes in the place of another. */
static void offer_text(struct acting *a, char *title, size_t from, size_t to, const char *text) {
    offer(a, title, json_pack("[o]", document_text_edit(a->request->document, from, to, text)));
}

/* The same for the value of an attribute, which comes behind the others when it is not there. */
static void offer_attribute(struct acting *a, char *title, const struct typed_tag *tag, const char *name,
                            const char *value) {
    const struct attribute *there = tag_attribute(tag, name);
    size_t place = tag->name_to;
    if (there) {
        offer_text(a, title, there->value_from, there->value_to, value);
        return;
    }
    for (const struct attribute *one = tag->attributes; one; one = one->next)
        place = one->value_to + (one->quote != '\0');
    AUTO(mem_free) char *text = text_format(" %s=\"%s\"", name, value);
    offer_text(a, title, place, place, text);
}

/* --- what was found --- */

/* Offers what was meant by a name in a tag, also in its end tag, or by what stands in the value of an attribute. */
static void correct(struct acting *a, const struct typed_tag *tag, const char *name, const char *wrong,
                    const char *meant) {
    struct text_document *d = a->request->document;
    const struct attribute *attribute = tag_attribute(tag, name ? name : wrong);
    size_t from = attribute ? attribute->from : 0, count = json_array_size(a->actions);
    if (!name && tag_is(tag, wrong))
        from = tag->name_from;
    else if (!attribute || (name && !word_next(attribute, wrong, &from)))
        return;
    json_t *edits = json_pack("[o]", document_text_edit(d, from, from + strlen(wrong), meant));
    if (from == tag->name_from && tag->close && tag->close != tag)
        json_array_append_new(edits, document_text_edit(d, tag->close->name_from, tag->close->name_to, meant));
    offer(a, text_format(_("Maak van „%s” „%s”"), wrong, meant), edits);
    json_object_set_new(json_array_get(a->actions, count), "isPreferred", json_true());
}

/* Puts lines in an element, where one of this name belongs. */
static json_t *insert(const struct acting *a, const xmlNode *parent, const char *name, const char *lines) {
    struct text_document *d = a->request->document;
    AUTO(splice_free) struct splice splice = {.c = &d->read.c};
    splice_insert(&splice, parent, place_for(parent, name), lines);
    return edit_spliced(d, &splice);
}

/* Why a finding does not count here: a verantwoording with a place for the reason. */
static void explain(struct acting *a) {
    const xmlNode *root = xmlDocGetRootElement(a->request->document->read.c.doc), *object = a->finding->node;
    const xmlNode *section = dom_child(root, "verantwoordingen");
    AUTO(buf_free) struct buf line = BUF_EMPTY, example = BUF_EMPTY;
    fresh_element(a->request, "verantwoordingen", grammar_element("verantwoording"), &example);
    fresh_finish(&example, false);
    while (object && !*dom_get(object, "id"))
        object = object->parent;
    buf_printf(&line, "%s<verantwoording regel=\"%s\"", section ? "" : "<verantwoordingen zichtbaar=\"intern\">\n  ",
               a->finding->code);
    if (object)
        buf_printf(&line, " object=\"%s\"", dom_get(object, "id"));
    buf_printf(&line, "%s%s", strchr(example.data, '>'), section ? "" : "\n</verantwoordingen>");
    offer(a, text_format(_("Verantwoord %s: schrijf waarom het hier anders is"), a->finding->code),
          insert(a, section ? section : root, section ? "verantwoording" : "verantwoordingen", line.data));
}

/* Opens what an element must have more, or else the piece of hgw-new --add, when there is one of that name and it goes
 * into this case; false when it is not that. */
static bool open_element(struct acting *a, const struct grammar_element *element) {
    struct text_document *d = a->request->document;
    const xmlNode *node = a->finding->node;
    const struct grammar_element *parent = grammar_element((const char *)node->name);
    const struct grammar_child *child = parent ? grammar_child(parent, element) : NULL;
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    AUTO(error_clear) struct error error = ERROR_EMPTY;
    json_t *edits;
    if (!child || (node->parent && dom_is(node->parent, grammar_root->name))) /* it stands in a section */
        edits = edit_adding(d, element->name, NULL, &error);
    else if (dom_child(node, element->name) && !child->repeats)
        return false;
    else {
        fresh_element(a->request, parent->name, element, &text);
        fresh_finish(&text, false);
        edits = insert(a, node, element->name, text.data);
    }
    offer(a, text_format(_("Voeg toe: %s"), element->name), edits);
    return true;
}

static bool open_attribute(struct acting *a, const struct typed_tag *tag, const char *name) {
    const struct grammar_attribute *attribute = grammar_attribute(tag->element, name);
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    if (!attribute || tag_attribute(tag, name))
        return false;
    fresh_value(a->request, tag->element, attribute, NULL, &text);
    fresh_finish(&text, false);
    offer_attribute(a, text_format(_("Voeg toe: %s"), name), tag, name, text.data);
    return true;
}

/* How many start tags have this name, with an attribute when one is asked for. */
static size_t count_tags(const struct tags *tags, const char *name, const char *attribute) {
    size_t count = 0;
    for (size_t i = 0; i < tags->count; i++)
        count += tag_is(&tags->items[i], name) && (!attribute || tag_attribute(&tags->items[i], attribute));
    return count;
}

/* Opens what the good example of the finding's page has more than the wrong one. */
static void open_missing(struct acting *a, const struct typed_tag *tag) {
    const struct checker *checker = a->request->server->checker;
    AUTO(page_free) struct page page = {0};
    AUTO(error_clear) struct error error = ERROR_EMPTY;
    if (!page_read(checker, a->finding->code, checker->lang, &page, &error) || !page.wrong || !page.right)
        return;
    AUTO(tags_free) struct tags wrong = tags_read(page.wrong, strlen(page.wrong), 0);
    AUTO(tags_free) struct tags right = tags_read(page.right, strlen(page.right), 0);
    for (const struct typed_tag *one = right.items; one->kind; one++) {
        if (one->kind != '<' || !one->element)
            continue;
        if (count_tags(&right, one->name, NULL) > count_tags(&wrong, one->name, NULL) && open_element(a, one->element))
            return;
        const struct attribute *more = tag_is(tag, one->name) ? one->attributes : NULL;
        for (; more; more = more->next)
            if (count_tags(&right, one->name, more->name) > count_tags(&wrong, one->name, more->name) &&
                open_attribute(a, tag, more->name))
                return;
    }
}

/* What was found on the lines that were asked about. */
static void act_on_findings(struct acting *a) {
    struct text_document *d = a->request->document;
    size_t first = document_line(d, a->request->from), last = document_line(d, a->request->to);
    for (size_t i = 0; i < d->findings.count && json_array_size(a->actions) < ACTIONS_MOST; i++) {
        const struct finding *finding = a->finding = &d->findings.items[i];
        size_t line = document_line(d, finding->offset);
        if (line < first || line > last || finding->waived)
            continue;
        const struct typed_tag *tag = tags_before(&a->request->tags, finding->offset + 1);
        if (!tag || tag->from != finding->offset)
            continue;
        if (finding->meant)
            correct(a, tag, finding->attribute, finding->wrong, finding->meant);
        if (finding->node && !d->read.refused) {
            open_missing(a, tag);
            if (rule_waivable(finding->code))
                explain(a);
        }
    }
}

/* --- what stands there --- */

/* A hint goes when something stands beside it. */
static void remove_hint(struct acting *a, const struct typed_tag *hint) {
    const struct tags *tags = &a->request->tags;
    if (hint[-1].to + strspn(tags->text + hint[-1].to, DOM_SPACE) < hint->from ||
        hint->to + strspn(tags->text + hint->to, DOM_SPACE) < hint[1].from)
        offer_text(a, mem_strdup(_("Haal de aanwijzing weg: dit is ingevuld")), hint->from, hint->to, "");
}

static void act_on_tags(struct acting *a) {
    const struct request *r = a->request;
    for (const struct typed_tag *tag = r->tags.items; tag < r->tags.items + r->tags.count; tag++) {
        const char *meant = NULL;
        if (tag->from > r->to || tag->to < r->from)
            continue;
        if (tag->parent && strncmp(r->tags.text + tag->from, "<?vul-in", 8) == 0)
            remove_hint(a, tag);
        if (!r->document->read.c.doc && tag->kind == '<' && !tag->element)
            grammar_knows(false, tag->name, &meant);
        if (meant) /* while its end tag has another name nobody judges it */
            correct(a, tag, NULL, tag->name, meant);
    }
}

static void offer_today(struct acting *a) {
    const struct attribute *typed = a->request->caret.attribute;
    const char *today = a->request->server->checker->date;
    if (a->request->caret.where == WHERE_VALUE && typed->rule && typed->rule->kind == VALUE_DATE &&
        strcmp(typed->value, today) != 0)
        offer_text(a, text_format(_("Zet hier de datum van vandaag: %s"), today), typed->value_from, typed->value_to,
                   today);
}

/* Offers to open the element around the place for each reader who cannot see it, and then can. What would open more
 * than that, because something around it is closed, is not offered. */
static void open_for_readers(struct acting *a) {
    static const char *const whom[] = {N_("de ouders"), N_("de leerling"), N_("de school"),
                                       N_("hulpverleners van buiten de school")};
    const struct caret *caret = &a->request->caret;
    const struct text_document *d = a->request->document;
    bool between = caret->where == WHERE_TEXT || !caret->tag || caret->tag->kind != '<';
    const struct typed_tag *tag = between ? caret->element : caret->tag;
    xmlNodePtr node = tag && d->read.c.doc ? dom_child(xmlDocGetRootElement(d->read.c.doc), NULL) : NULL;
    while (node && BOM_SIZE + xml_offset(node) != tag->from)
        node = dom_walk(node, NULL);
    for (unsigned i = 0; node && i < sizeof whom / sizeof whom[0]; i++) {
        unsigned reader = 1u << i;
        bool had = dom_attribute(node, "zichtbaar"), before = audience_visible(node, reader);
        AUTO(mem_free) char *old = mem_strdup(dom_get(node, "zichtbaar"));
        bool closed = dom_blank(old) || dom_has_word(old, "intern");
        AUTO(mem_free) char *words = text_format("%s%s%s", closed ? "" : old, closed ? "" : " ", reader_name(reader));
        dom_set(node, "zichtbaar", words);
        if (!before && audience_visible(node, reader))
            offer_attribute(a, text_format(_("Laat %s dit lezen"), _(whom[i])), tag, "zichtbaar", words);
        dom_set(node, "zichtbaar", had ? old : NULL);
    }
}

json_t *code_actions(struct request *r) {
    struct acting a = {.request = r, .kind = "quickfix", .actions = json_array()};
    act_on_findings(&a);
    act_on_tags(&a);
    a.kind = "refactor.rewrite";
    offer_today(&a);
    open_for_readers(&a);
    return a.actions;
}
