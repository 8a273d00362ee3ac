#include "lsp/server.h"

#include "base/file.h"
#include "case/grammar.h"
#include "xml/dom.h"

#include <ctype.h>

/* --- examples --- */

/* Adds a file of examples; what stands ready in its comments is one too. */
static void add_examples(struct buf *out, const char *path) {
    enum { MOST_BYTES = 1024 * 1024 };
    AUTO(error_clear) struct error error = ERROR_EMPTY;
    size_t start = out->length;
    if (!file_read(path, MOST_BYTES, out, &error))
        return;
    for (char *at = out->data + start, *end; (at = strstr(at, "<!-- <")) && (end = strstr(at, "> -->")); at++) {
        memset(at, ' ', 5);
        memset(end + 1, ' ', 4);
    }
}

void hints_open(struct server *server) {
    AUTO(files_free)
    struct files pieces = datadir_list(server->options.datadir, false, "templates/new/stukken", "*.xml");
    AUTO(mem_free) char *skeleton = datadir_find(server->options.datadir, "templates/new/casus.xml", NULL);
    for (size_t i = 0; i < pieces.count; i++) {
        const char *base = strrchr(pieces.names[i], '/') + 1;
        AUTO(mem_free) char *name = mem_strndup(base, strcspn(base, "."));
        if (grammar_element(name)) /* else a special case of one: bezwaar */
            add_examples(&server->examples, pieces.names[i]);
    }
    if (skeleton)
        add_examples(&server->examples, skeleton);
    buf_add(&server->examples, "", 0);
    server->hints = tags_read(server->examples.data, server->examples.length, 0);
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

void fresh_finish(struct buf *text, bool stops) {
    unsigned count = 0;
    const char *end = "}";
    AUTO(buf_free) struct buf made = *text;
    *text = (struct buf)BUF_EMPTY;
    for (const char *at = made.data; at && *at; at++)
        if (*at == '\1') {
            bool choice = at[1 + strcspn(at + 1, "\2\3")] == '\3';
            end = choice ? "|}" : "}";
            if (stops)
                buf_printf(text, "${%u%c", ++count, choice ? '|' : ':');
        } else if (*at == '\2')
            buf_add_string(text, stops ? end : NULL);
        else if (*at == '\3' && !stops)
            at += strcspn(at, "\2") - 1;
        else {
            if (stops && strchr("$}\\", *at))
                buf_add_char(text, '\\');
            buf_add_char(text, *at == '\3' ? ',' : *at);
        }
    buf_add(text, "", 0);
}

/* --- values --- */

/* How long the beginning of an id is that others may have too: "h-" of h-mama, "d" of d12; 0: it has none. */
static size_t stem_length(const char *id) {
    size_t dash = strcspn(id, "-"), digits = strlen(id);
    while (digits > 0 && isdigit((unsigned char)id[digits - 1]))
        digits--;
    return id[dash] ? dash + 1 : id[digits] ? digits : 0;
}

/* A new id, of which what comes after its beginning is a place to fill: the first number behind all. It begins as
 * another of such an element in the case does, else as in the example, else as the name does. People are called what
 * they are called. */
static void add_id(const struct request *r, const char *element, const char *like, struct buf *text) {
    unsigned long most = 0;
    if (dom_has_word(ref_kinds("van"), element)) {
        buf_printf(text, FRESH_PLACE, like);
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
            most = number > most ? number : most;
        }
    AUTO(mem_free) char *number = text_format("%lu", most + 1);
    buf_add(text, like, length);
    buf_printf(text, FRESH_PLACE, number);
}

void fresh_value(const struct request *r, const struct grammar_element *element,
                 const struct grammar_attribute *attribute, const struct typed_tag *example, struct buf *text) {
    const char *like = tag_value(example ? example : find_example(r, NULL, element->name), attribute->name);
    AUTO(buf_free) struct buf proposed = BUF_EMPTY;
    if (attribute->kind >= VALUE_REF)
        refer(&r->tags, NULL, attribute->name, like, true, &proposed);
    else if (attribute->kind == VALUE_DATE && strcmp(attribute->name, "geboortedatum") != 0) /* nobody is born today */
        buf_add_string(&proposed, r->server->checker->date);
    else if (attribute->kind == VALUE_WORDS)
        buf_add_string(&proposed, *like ? like : attribute->words[0].word);
    for (size_t i = 0; attribute->kind == VALUE_WORD && i < attribute->word_count; i++)
        buf_printf(&proposed, "%s%s", i > 0 ? "\3" : "", attribute->words[i].word);
    if (attribute->kind == VALUE_ID)
        add_id(r, element->name, like, text);
    else if (attribute->kind == VALUE_WORD && attribute->word_count == 1)
        buf_add_string(text, proposed.data);
    else
        buf_printf(text, FRESH_PLACE, proposed.data ? proposed.data : "");
}

/* --- an element --- */

/* A start tag with the attributes that the element must have, and those of its example (NULL: it has none). */
static void add_start(const struct request *r, const struct grammar_element *element, const struct typed_tag *example,
                      struct buf *text) {
    buf_printf(text, "<%s", element->name);
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct grammar_attribute *attribute = &element->attributes[i];
        if (!attribute->required && !tag_attribute(example, attribute->name))
            continue;
        buf_printf(text, " %s=\"", attribute->name);
        fresh_value(r, element, attribute, example, text);
        buf_add_char(text, '"');
    }
    buf_add_string(text, example && example->empty ? "/>" : ">");
}

/* False for what the case or a section has in its example and may do without. */
static bool is_needed(const struct typed_tag *tag) {
    const struct grammar_element *root = grammar_root;
    const struct typed_tag *around = tag->parent, *outer = around->parent ? around->parent : around;
    const struct grammar_child *child = tag->element ? grammar_child(around->element, tag->element) : NULL;
    return child && (child->required || outer->element != root);
}

static void add_line(struct buf *text, size_t depth) {
    buf_printf(text, "\n%*s", (int)depth * 2, "");
}

void fresh_element(const struct request *r, const char *parent, const struct grammar_element *element,
                   struct buf *text) {
    const struct typed_tag *example = find_example(r, parent, element->name);
    const char *hints = r->server->hints.text;
    size_t filled = 0, skip = 0; /* the text up to where the last element begins; what is left out of the example */
    if (!example) {
        add_start(r, element, NULL, text);
        buf_printf(text, FRESH_PLACE "</%s>", "", element->name);
    }
    for (const struct typed_tag *tag = example; tag && tag->from < tag_end(example); tag++) {
        bool line = tag > example && memchr(tag[-1].to + hints, '\n', tag->from - tag[-1].to);
        size_t depth = tag->depth - example->depth;
        if (tag->from < skip)
            continue;
        if (tag->kind == '<' && tag > example && !is_needed(tag)) {
            skip = tag_end(tag);
            continue;
        }
        if (tag->kind == '/' && text->length == filled) {
            if (line)
                add_line(text, depth + 1);
            buf_printf(text, FRESH_PLACE, "");
        }
        if (line && tag->kind != '!')
            add_line(text, depth);
        if (tag->kind == '/')
            buf_printf(text, "</%s>", tag->name);
        else if (tag->kind == '<') {
            add_start(r, tag->element, tag, text);
            filled = text->length;
        } else if (strncmp(hints + tag->from, "<?vul-in", 8) == 0)
            buf_printf(text, "\1%.*s\2", (int)(tag->to - tag->from), hints + tag->from);
    }
}
