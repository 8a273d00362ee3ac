#include "lsp/server.h"

#include "base/file.h"
#include "case/refs.h"
#include "xml/dom.h"

#include <ctype.h>

/* --- examples --- */

/* Adds a file of examples; what stands ready in its comments is one too. */
static void add_examples(struct buf *out, const char *path) {
    enum { MOST_BYTES = 1024 * 1024 };
    struct error error = ERROR_EMPTY;
    size_t start = out->length;
    if (file_read(path, MOST_BYTES, out, &error))
        for (char *at = out->data + start; (at = strstr(at, "<!-- <")); at++) {
            memset(at, ' ', 5);
            char *end = strstr(at, "> -->");
            if (end)
                memset(end + 1, ' ', 4);
        }
    error_clear(&error);
}

void hints_open(struct server *server) {
    struct files pieces = datadir_list(server->options.datadir, false, "templates/new/stukken", ".xml");
    char *skeleton = datadir_look(server->options.datadir, "templates/new/casus.xml");
    for (size_t i = 0; i < pieces.count; i++) {
        const char *base = strrchr(pieces.names[i], '/') + 1;
        char *name = mem_strndup(base, strcspn(base, "."));
        if (grammar_element(server->checker->grammar, name)) /* else a special case of one: bezwaar */
            add_examples(&server->examples, pieces.names[i]);
        free(name);
    }
    if (skeleton)
        add_examples(&server->examples, skeleton);
    free(skeleton);
    files_free(&pieces);
    buf_add(&server->examples, "", 0);
    server->hints = tags_read(server->examples.data, server->examples.length, 0, server->checker->grammar);
}

/* The first example of an element in that one (NULL: anywhere), or NULL. */
static const struct typed_tag *find_example(const struct request *r, const char *parent, const char *element) {
    const struct tags *hints = &r->server->hints;
    for (size_t i = 0; i < hints->count; i++)
        if (tag_is(&hints->items[i], element) && (!parent || tag_is(hints->items[i].parent, parent)))
            return &hints->items[i];
    return NULL;
}

/* --- text with places --- */

void fresh_add(struct fresh *fresh, const char *text) {
    for (; *text; text++) {
        if (fresh->stops && strchr("$}\\", *text))
            buf_add_char(&fresh->text, '\\');
        buf_add_char(&fresh->text, *text);
    }
}

void fresh_place(struct fresh *fresh, const char *proposed) {
    if (fresh->stops)
        buf_printf(&fresh->text, "${%u:", ++fresh->count);
    fresh_add(fresh, proposed);
    if (fresh->stops)
        buf_add_char(&fresh->text, '}');
}

/* --- values --- */

bool may_name(const char *attribute, const struct typed_tag *tag) {
    const char *kinds = ref_kinds(attribute);
    return *tag->id && kinds && (!*kinds || dom_has_word(kinds, tag->name));
}

/* How long the beginning of an id is that others may have too: "h-" of h-mama, "d" of d12; 0: it has none. */
static size_t stem_length(const char *id) {
    size_t dash = strcspn(id, "-"), digits = strlen(id);
    while (digits > 0 && isdigit((unsigned char)id[digits - 1]))
        digits--;
    return id[dash] ? dash + 1 : id[digits] ? digits : 0;
}

/* A new id, of which what comes after its beginning is a place to fill: the first number that none has. It begins as
 * another of such an element in the case does, else as in the example, else as the name does. People are called what
 * they are called. */
static void add_id(const struct request *r, const char *element, struct fresh *fresh) {
    const struct typed_tag *example = find_example(r, NULL, element);
    const char *like = example ? example->id : "";
    unsigned long most = 0;
    if (dom_has_word(ref_kinds("van"), element)) {
        fresh_place(fresh, like);
        return;
    }
    for (const struct typed_tag *tag = r->tags.items; tag < r->tags.items + r->tags.count; tag++)
        if (tag_is(tag, element) && stem_length(tag->id) > 0)
            like = tag->id;
    size_t length = stem_length(like);
    if (length == 0) {
        like = element;
        length = 1;
    }
    for (const struct typed_tag *tag = r->tags.items; tag < r->tags.items + r->tags.count; tag++)
        if (strncmp(tag->id, like, length) == 0) {
            unsigned long number = strtoul(tag->id + length, NULL, 10);
            most = number > most && number < 1000000 ? number : most;
        }
    char *stem = mem_strndup(like, length), *number = text_format("%lu", most + 1);
    fresh_add(fresh, stem);
    fresh_place(fresh, number);
    free(number);
    free(stem);
}

/* One of the words of the grammar. */
static void add_choice(const struct grammar_attribute *attribute, struct fresh *fresh) {
    if (!fresh->stops || attribute->word_count == 1) {
        fresh_add(fresh, attribute->words[0].word);
        return;
    }
    buf_printf(&fresh->text, "${%u|", ++fresh->count);
    for (size_t i = 0; i < attribute->word_count; i++)
        buf_printf(&fresh->text, "%s%s", i > 0 ? "," : "", attribute->words[i].word);
    buf_add_string(&fresh->text, "|}");
}

/* Whom a new reference names: per id of the example who has the role that it says (ouder1, leerkracht), else the first
 * that it may name. */
static void add_references(const struct request *r, const char *element, const char *attribute, struct buf *out) {
    const char *words = tag_value(find_example(r, NULL, element), attribute), *first = "";
    for (size_t i = r->tags.count; i-- > 0;)
        first = may_name(attribute, &r->tags.items[i]) ? r->tags.items[i].id : first;
    for (char *word; (word = dom_next_word(&words)); free(word)) {
        const struct typed_tag *tag = r->tags.items, *end = tag + r->tags.count;
        word[strcspn(word, "0123456789")] = '\0';
        while (tag < end &&
               !(may_name(attribute, tag) && (tag_is(tag, word) || strcmp(tag_value(tag, "rol"), word) == 0)))
            tag++;
        if (tag < end)
            buf_printf(out, "%s%s", out->length > 0 ? " " : "", tag->id);
    }
    if (out->length == 0)
        buf_add_string(out, first);
}

void fresh_value(const struct request *r, const struct grammar_element *element,
                 const struct grammar_attribute *attribute, struct fresh *fresh) {
    const char *proposed = "";
    struct buf references = BUF_EMPTY;
    if (attribute->kind == VALUE_DATE)
        proposed = r->server->checker->date;
    if (attribute->kind == VALUE_WORDS) {
        proposed = tag_value(find_example(r, NULL, element->name), attribute->name);
        proposed = *proposed ? proposed : attribute->words[0].word;
    }
    if (attribute->kind >= VALUE_REF) {
        add_references(r, element->name, attribute->name, &references);
        proposed = references.data;
    }
    if (attribute->kind == VALUE_ID)
        add_id(r, element->name, fresh);
    else if (attribute->kind == VALUE_WORD)
        add_choice(attribute, fresh);
    else
        fresh_place(fresh, proposed);
    buf_free(&references);
}

/* --- an element --- */

static void add_line(struct fresh *fresh, int depth) {
    buf_printf(&fresh->text, "\n%*s", depth * 2, "");
}

/* How often a child stands in a new element: as in the example, and once when it must. Of the case and its sections
 * only what must stand there. */
static size_t times(const struct request *r, const struct typed_tag *example, const struct grammar_child *child) {
    const struct tags *hints = &r->server->hints;
    bool piece = example && example->parent && example->parent->element != r->server->checker->grammar->root;
    size_t count = 0;
    for (size_t i = 0; example && (piece || child->required) && i < hints->count; i++)
        count += hints->items[i].parent == example && tag_is(&hints->items[i], child->element->name);
    return child->required && count == 0 ? 1 : count;
}

void fresh_hint(const struct request *r, const char *parent, const char *element, struct fresh *fresh) {
    const struct tags *hints = &r->server->hints;
    const struct typed_tag *example = find_example(r, parent, element), *inside = example ? example + 1 : NULL;
    bool hint = inside && strncmp(hints->text + inside->from, "<?vul-in", 8) == 0;
    char *text = hint ? tags_text(hints, inside->from, inside->to) : mem_strdup("");
    fresh_place(fresh, text);
    free(text);
}

static void add_element(const struct request *r, const char *parent, const struct grammar_element *element, int depth,
                        struct fresh *fresh) {
    const struct typed_tag *example = find_example(r, parent, element->name);
    bool section = parent && strcmp(parent, r->server->checker->grammar->root->name) == 0;
    size_t pieces = 0;
    buf_printf(&fresh->text, "<%s", element->name);
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct grammar_attribute *attribute = &element->attributes[i];
        if (!attribute->required && !(section && strcmp(attribute->name, "zichtbaar") == 0) &&
            !tag_attribute(example, attribute->name))
            continue;
        buf_printf(&fresh->text, " %s=\"", attribute->name);
        fresh_value(r, element, attribute, fresh);
        buf_add_char(&fresh->text, '"');
    }
    if (element->text && example && example->empty) {
        buf_add_string(&fresh->text, "/>");
        return;
    }
    buf_add_char(&fresh->text, '>');
    bool lines = !element->text;
    for (size_t i = 0; i < element->child_count; i++) {
        pieces += times(r, example, &element->children[i]);
        if (pieces == 1 && element->children[i].required)
            lines = !element->children[i].element->text;
    }
    lines = lines || pieces > 1; /* one text stays on the line */
    for (size_t i = 0; i < element->child_count; i++)
        for (size_t left = times(r, example, &element->children[i]); left > 0; left--) {
            if (lines)
                add_line(fresh, depth + 1);
            add_element(r, element->name, element->children[i].element, depth + 1, fresh);
        }
    if (pieces == 0 && lines)
        add_line(fresh, depth + 1);
    if (pieces == 0 && element->text)
        fresh_hint(r, parent, element->name, fresh);
    else if (pieces == 0)
        fresh_place(fresh, "");
    if (lines)
        add_line(fresh, depth);
    buf_printf(&fresh->text, "</%s>", element->name);
}

void fresh_element(const struct request *r, const char *parent, const struct grammar_element *element,
                   struct fresh *fresh) {
    add_element(r, parent, element, 0, fresh);
}
