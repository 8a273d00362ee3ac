/* Changes to the source of a case. Places come from its tree, how to indent and end a line from the lines around. */
#include "edit/edit.h"
#include "xml/dom.h"

const struct tags *splice_tags(struct splice *splice) {
    const struct buf *source = &splice->c->source;
    if (!splice->tags.items)
        splice->tags = tags_read(source->data, source->length, 0);
    return &splice->tags;
}

/* The start tag of an element in the source. */
static const struct typed_tag *tag_of(struct splice *splice, const xmlNode *element) {
    return tags_before(splice_tags(splice), xml_offset(element) + 1);
}

/* --- the lines around --- */

/* White space that the line of a place begins with; NULL: something else stands before it. Freed with free(). */
static char *indent_of(const struct case_file *c, const char *place) {
    const char *start = place;
    while (start > c->source.data && strchr(" \t", start[-1]))
        start--;
    bool begins = start == c->source.data || strchr("\r\n", start[-1]);
    return begins ? mem_strndup(start, (size_t)(place - start)) : NULL;
}

/* What a level is indented by, as the first section is; NULL: that does not begin its line. Freed with free(). */
static char *indent_unit(const struct case_file *c) {
    const xmlNode *root = xmlDocGetRootElement(c->doc), *section = dom_child(root, NULL);
    if (!section)
        return mem_strdup("  ");
    AUTO(mem_free) char *outer = indent_of(c, c->source.data + xml_offset(root));
    AUTO(mem_free) char *inner = indent_of(c, c->source.data + xml_offset(section));
    size_t less = outer ? strlen(outer) : 0;
    return inner ? mem_strdup(less < strlen(inner) ? inner + less : "") : NULL;
}

/* How the first line of the file ends. */
static const char *line_end(const struct case_file *c) {
    const char *at = c->source.data + strcspn(c->source.data, "\r\n");
    return *at != '\r' ? "\n" : at[1] == '\n' ? "\r\n" : "\r";
}

/* True when an empty line stands before the place's own. */
static bool after_empty_line(const struct case_file *c, const char *place) {
    unsigned ends = 0;
    for (; place > c->source.data && strchr(DOM_SPACE, place[-1]); place--)
        ends += place[-1] == '\n' || (place[-1] == '\r' && *place != '\n');
    return ends > 1;
}

/* The end of the line for a place behind which it has only comments that end there; else the place. */
static const char *after_remarks(const char *place) {
    const char *at = place, *end = place;
    while (strncmp(at += strspn(at, " \t"), "<!--", 4) == 0)
        end = at = strstr(at + 4, "-->") + 3;
    return strchr("\r\n", *at) ? end : place;
}

/* Adds lines of a template as lines that begin so, with `unit` for each level (NULL: as one line), and with the empty
 * lines between elements. A line that goes on with a comment keeps its distance from where that began. */
static void add_lines(const struct case_file *c, const char *lines, const char *begin, const char *unit, bool spaced,
                      struct buf *out) {
    size_t first = strspn(lines, " "), level = 0;
    for (const char *next; *lines; lines = next) {
        size_t length = strcspn(lines, "\n"), spaces = strspn(lines, " ");
        size_t deeper = spaces > first ? spaces - first : 0;
        next = lines + length + (lines[length] == '\n');
        lines += spaces;
        length -= spaces;
        if (*lines == '<')
            level = deeper / 2;
        if (length == 0 && unit && (spaced || strspn(next, " ") > first))
            buf_add_string(out, line_end(c));
        else if (length > 0 && unit) {
            buf_add_string(out, begin);
            for (size_t i = 0; i < level; i++)
                buf_add_string(out, unit);
            buf_printf(out, "%*s", deeper > level * 2 ? (int)(deeper - level * 2) : 0, "");
        } else if (length > 0 && *lines != '<')
            buf_add_char(out, ' ');
        buf_add(out, lines, length);
    }
}

/* --- changes --- */

static void add_change(struct splice *splice, const char *at, size_t removed, char *text) {
    struct change change = {.at = (size_t)(at - splice->c->source.data), .removed = removed};
    change.text = text;
    splice->items = list_grow(splice->items, &splice->capacity, splice->count, sizeof *splice->items);
    size_t place = splice->count++;
    for (; place > 0 && splice->items[place - 1].at > change.at; place--)
        splice->items[place] = splice->items[place - 1];
    splice->items[place] = change;
}

void splice_insert(struct splice *splice, const xmlNode *parent, const xmlNode *after, const char *lines) {
    const struct case_file *c = splice->c;
    const struct typed_tag *around = tag_of(splice, parent), *before = after ? tag_of(splice, after) : around;
    const char *source = c->source.data, *inside = source + around->to - (around->empty ? 2 : 0); /* before its slash */
    const char *close = around->empty ? inside : source + around->close->from;
    const char *at = after ? after_remarks(source + before->close->to) : inside;
    bool spaced = !after || after_empty_line(c, source + before->from);
    AUTO(mem_free) char *unit = indent_unit(c), *outer = indent_of(c, source + around->from);
    AUTO(mem_free) char *beside = after ? indent_of(c, source + before->from) : NULL;
    AUTO(buf_free) struct buf begin = BUF_EMPTY; /* what each line begins with */
    buf_add_string(&begin, line_end(c));
    buf_add_string(&begin, beside ? beside : outer);
    buf_add_string(&begin, beside ? NULL : unit);
    struct buf text = BUF_EMPTY;
    if (beside && unit && spaced)
        buf_add_string(&text, line_end(c));
    if (!dom_child(parent, NULL))
        for (at = close; at > inside && strchr(DOM_SPACE, at[-1]);)
            at--;
    if (around->empty)
        buf_add_char(&text, '>');
    add_lines(c, lines, begin.data, unit, spaced, &text);
    if (unit && !strchr("\r\n", *at)) /* what comes next on this line begins its own */
        buf_printf(&text, "%s%s", at == close ? line_end(c) : begin.data, at == close && outer ? outer : "");
    if (around->empty) /* <a/> becomes <a>…</a> */
        buf_printf(&text, "</%s>", (const char *)parent->name);
    add_change(splice, at, around->empty ? 2 : 0, buf_steal(&text));
}

void splice_set(struct splice *splice, const xmlNode *element, const char *attribute, const char *value) {
    const struct attribute *there = tag_attribute(tag_of(splice, element), attribute);
    add_change(splice, splice->c->source.data + there->value_from, there->value_to - there->value_from,
               mem_strdup(value));
}

void splice_make(const struct splice *splice, struct buf *out) {
    const struct buf *source = &splice->c->source;
    size_t done = 0;
    for (size_t i = 0; i < splice->count; i++) {
        buf_add(out, source->data + done, splice->items[i].at - done);
        buf_add_string(out, splice->items[i].text);
        done = splice->items[i].at + splice->items[i].removed;
    }
    buf_add(out, source->data + done, source->length - done);
}

void splice_free(struct splice *splice) {
    for (size_t i = 0; i < splice->count; i++)
        free(splice->items[i].text);
    free(splice->items);
    tags_free(&splice->tags);
}
