#include "lsp/fresh.h"

#include "base/data.h"
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

void hints_open(struct lsp_settings *settings) {
    char **pieces = datadir_list(settings->datadir, false, "templates/new/stukken", ".xml");
    char *skeleton = datadir_look(settings->datadir, "templates/new/casus.xml");
    for (char **path = pieces; *path; path++) {
        const char *base = strrchr(*path, '/') + 1;
        char *name = mem_strndup(base, strcspn(base, "."));
        if (grammar_element(settings->checker->grammar, name)) /* else a special case of one: bezwaar */
            add_examples(&settings->examples, *path);
        free(name);
        free(*path);
    }
    if (skeleton)
        add_examples(&settings->examples, skeleton);
    free(skeleton);
    free(pieces);
    buf_add(&settings->examples, "", 0);
    settings->hints = tags_read(settings->examples.data, settings->examples.length, 0, NULL);
}

/* The first example of an element in that one (NULL: anywhere), or NO_TAG. */
static size_t find_example(const struct tags *hints, const char *parent, const char *element) {
    for (size_t i = 0; i < hints->count; i++)
        if (tag_is(hints, i, element) && (!parent || tag_is(hints, hints->items[i].parent, parent)))
            return i;
    return NO_TAG;
}

bool fresh_hint(const struct text_document *d, const char *parent, const char *element, struct buf *out) {
    const struct tags *hints = &d->settings->hints;
    size_t example = find_example(hints, parent, element);
    if (example == NO_TAG || example + 1 >= hints->count)
        return false;
    const struct typed_tag *inside = &hints->items[example + 1];
    bool hint = strncmp(hints->text + inside->from, "<?vul-in", 8) == 0;
    if (hint)
        buf_add(out, hints->text + inside->from, inside->to - inside->from);
    return hint;
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

/* --- ids --- */

char *reference_to(const struct tags *tags, size_t tag, const char *attribute) {
    const char *kinds = ref_kinds(attribute);
    char *id = tag_value(tags, tag, "id"), *name = tag_name(tags, tag);
    bool fits = *id && kinds && tags->items[tag].kind == '<' && (!*kinds || dom_has_word(kinds, name));
    free(name);
    if (!fits) {
        free(id);
        id = NULL;
    }
    return id;
}

/* How long the beginning of an id is that others may have too: "h-" of h-mama, "d" of d12; 0: it has none. */
static size_t stem_length(const char *id) {
    size_t dash = strcspn(id, "-"), digits = strlen(id);
    while (digits > 0 && isdigit((unsigned char)id[digits - 1]))
        digits--;
    return id[dash] ? dash + 1 : id[digits] ? digits : 0;
}

/* How ids of such an element begin: as another in the case does, else as in the example, else as its name does. Freed
 * with free(). */
static char *id_stem(const struct tags *tags, const struct tags *hints, const char *element) {
    size_t length = 0;
    char *id = NULL;
    for (size_t i = tags->count; i-- > 0 && length == 0;)
        if (tag_is(tags, i, element)) {
            free(id);
            id = tag_value(tags, i, "id");
            length = stem_length(id);
        }
    if (length == 0) {
        free(id);
        id = tag_value(hints, find_example(hints, NULL, element), "id");
        length = stem_length(id);
    }
    char *stem = length > 0 ? mem_strndup(id, length) : text_format("%.1s", element);
    free(id);
    return stem;
}

/* A new id, of which what comes after its beginning is a place to fill: the first number that none has. People are
 * called what they are called. */
static void add_id(const struct text_document *d, const struct tags *tags, const char *element, struct fresh *fresh) {
    const struct tags *hints = &d->settings->hints;
    unsigned long most = 0;
    struct typed_attribute id;
    if (dom_has_word(ref_kinds("van"), element)) {
        char *known = tag_value(hints, find_example(hints, NULL, element), "id");
        fresh_place(fresh, known);
        free(known);
        return;
    }
    char *stem = id_stem(tags, hints, element);
    for (size_t i = 0; i < tags->count; i++)
        if (tag_attribute(tags, i, "id", &id) && strncmp(tags->text + id.value, stem, strlen(stem)) == 0) {
            unsigned long number = strtoul(tags->text + id.value + strlen(stem), NULL, 10);
            most = number > most && number < 1000000 ? number : most;
        }
    char *number = text_format("%lu", most + 1);
    fresh_add(fresh, stem);
    fresh_place(fresh, number);
    free(number);
    free(stem);
}

static void add_reference(const struct tags *tags, const char *attribute, struct fresh *fresh) {
    char *id = NULL;
    for (size_t i = 0; !id && i < tags->count; i++)
        id = reference_to(tags, i, attribute);
    fresh_place(fresh, id ? id : "");
    free(id);
}

void fresh_value(const struct text_document *d, const struct tags *tags, const struct grammar_element *element,
                 const struct grammar_attribute *attribute, struct fresh *fresh) {
    const struct tags *hints = &d->settings->hints;
    char *given = NULL;
    switch (attribute->kind) {
    case VALUE_ID:
        add_id(d, tags, element->name, fresh);
        break;
    case VALUE_REF:
    case VALUE_REFS:
        add_reference(tags, attribute->name, fresh);
        break;
    case VALUE_DATE:
        fresh_place(fresh, d->settings->checker->date);
        break;
    case VALUE_WORD:
        add_choice(attribute, fresh);
        break;
    case VALUE_WORDS:
        given = tag_value(hints, find_example(hints, NULL, element->name), attribute->name);
        fresh_place(fresh, *given ? given : attribute->words[0].word);
        free(given);
        break;
    case VALUE_TEXT:
        fresh_place(fresh, "");
    }
}

/* --- an element --- */

static void add_line(struct fresh *fresh, int depth) {
    buf_printf(&fresh->text, "\n%*s", depth * 2, "");
}

/* How often a child stands in a new element: when it must, as often as in the example. */
static size_t times(const struct tags *hints, size_t example, const struct grammar_child *child) {
    size_t count = 0;
    for (size_t i = 0; child->required && child->repeats && i < hints->count; i++)
        count += hints->items[i].parent == example && tag_is(hints, i, child->element->name);
    return child->required && count == 0 ? 1 : count;
}

static bool wants_attribute(const struct tags *hints, size_t example, const struct grammar_attribute *attribute,
                            bool section) {
    struct typed_attribute id;
    return attribute->required || (section && strcmp(attribute->name, "zichtbaar") == 0) ||
           (attribute->kind == VALUE_ID && tag_attribute(hints, example, "id", &id));
}

static void add_element(const struct text_document *d, const struct tags *tags, const char *parent,
                        const struct grammar_element *element, int depth, struct fresh *fresh) {
    const struct tags *hints = &d->settings->hints;
    size_t example = find_example(hints, parent, element->name), pieces = 0;
    bool section = parent && strcmp(parent, d->settings->checker->grammar->root->name) == 0, lines = !element->text;
    buf_printf(&fresh->text, "<%s", element->name);
    for (size_t i = 0; i < element->attribute_count; i++)
        if (wants_attribute(hints, example, &element->attributes[i], section)) {
            buf_printf(&fresh->text, " %s=\"", element->attributes[i].name);
            fresh_value(d, tags, element, &element->attributes[i], fresh);
            buf_add_char(&fresh->text, '"');
        }
    if (element->text && example != NO_TAG && hints->items[example].empty) {
        buf_add_string(&fresh->text, "/>");
        return;
    }
    buf_add_char(&fresh->text, '>');
    for (size_t i = 0; i < element->child_count; i++) {
        pieces += times(hints, example, &element->children[i]);
        if (pieces == 1 && element->children[i].required)
            lines = !element->children[i].element->text;
    }
    lines = lines || pieces > 1; /* one text stays on the line */
    for (size_t i = 0; i < element->child_count; i++)
        for (size_t left = times(hints, example, &element->children[i]); left > 0; left--) {
            if (lines)
                add_line(fresh, depth + 1);
            add_element(d, tags, element->name, element->children[i].element, depth + 1, fresh);
        }
    if (pieces == 0) {
        struct buf hint = BUF_EMPTY;
        if (lines)
            add_line(fresh, depth + 1);
        fresh_hint(d, parent, element->name, &hint);
        fresh_place(fresh, hint.data && element->text ? hint.data : "");
        buf_free(&hint);
    }
    if (lines)
        add_line(fresh, depth);
    buf_printf(&fresh->text, "</%s>", element->name);
}

void fresh_element(const struct text_document *d, const struct tags *tags, const struct grammar_element *parent,
                   const struct grammar_element *element, struct fresh *fresh) {
    add_element(d, tags, parent ? parent->name : NULL, element, 0, fresh);
}
