#include "edit/splice.h"

#include "xml/dom.h"

/* The end of the tag, comment or other markup that begins at `at`. */
static const char *markup_end(const char *at) {
    if (strncmp(at, "<!--", 4) == 0)
        return strstr(at + 4, "-->") + 3;
    if (strncmp(at, "<![CDATA[", 9) == 0)
        return strstr(at, "]]>") + 3;
    if (at[1] == '?')
        return strstr(at, "?>") + 2;
    for (at += strcspn(at, ">\"'"); *at != '>'; at += strcspn(at, ">\"'"))
        at = strchr(at + 1, *at) + 1;
    return at + 1;
}

struct extent extent_of(const struct case_file *c, const xmlNode *element) {
    const char *text = c->source.data, *at = text + xml_offset(element), *end = markup_end(at);
    struct extent extent = {.start = (size_t)(at - text), .inside = (size_t)(end - text), .empty = end[-2] == '/'};
    int depth = extent.empty ? 0 : 1;
    if (extent.empty)
        extent.inside = extent.close = (size_t)(end - 2 - text);
    while (depth > 0) {
        at = strchr(end, '<');
        end = markup_end(at);
        if (at[1] == '/')
            depth--;
        else if (at[1] != '!' && at[1] != '?' && end[-2] != '/')
            depth++;
        extent.close = (size_t)(at - text);
    }
    extent.end = (size_t)(end - text);
    return extent;
}

/* --- the lines around --- */

/* The white space before a place on its line, to free; NULL: something else stands there. */
static char *indent_at(const struct case_file *c, size_t place) {
    size_t start = place;
    while (start > 0 && (c->source.data[start - 1] == ' ' || c->source.data[start - 1] == '\t'))
        start--;
    bool begins = start == 0 || c->source.data[start - 1] == '\n' || c->source.data[start - 1] == '\r';
    return begins ? mem_strndup(c->source.data + start, place - start) : NULL;
}

/* How the first line of the file ends. */
static const char *line_end(const struct case_file *c) {
    const char *at = c->source.data + strcspn(c->source.data, "\r\n");
    return *at != '\r' ? "\n" : at[1] == '\n' ? "\r\n" : "\r";
}

/* What a level is indented by: as the first section is, to free. NULL: that does not begin its own line. */
static char *indent_unit(const struct case_file *c) {
    const xmlNode *root = xmlDocGetRootElement(c->doc), *section = dom_child(root, NULL);
    char *outer = indent_at(c, xml_offset(root)), *inner = section ? indent_at(c, xml_offset(section)) : NULL;
    char *unit = section ? NULL : mem_strdup("  ");
    if (inner)
        unit = mem_strdup(outer && strlen(inner) > strlen(outer) ? inner + strlen(outer) : "");
    free(outer);
    free(inner);
    return unit;
}

/* True when an empty line stands before the place's own. */
static bool after_empty_line(const struct case_file *c, size_t place) {
    unsigned ends = 0;
    for (; place > 0 && strchr(DOM_SPACE, c->source.data[place - 1]); place--)
        ends +=
            c->source.data[place - 1] == '\n' || (c->source.data[place - 1] == '\r' && c->source.data[place] != '\n');
    return ends > 1;
}

/* The end of the line for a place behind which it has only comments that end there; else the place. */
static size_t after_remarks(const struct case_file *c, size_t place) {
    const char *at = c->source.data + place, *end = at;
    while (strncmp(at += strspn(at, " \t"), "<!--", 4) == 0)
        end = at = markup_end(at);
    return *at == '\n' || *at == '\r' ? (size_t)(end - c->source.data) : place;
}

/* Adds lines, each after a line end of the file and in its indentation; without a unit for that, on one line. A line
 * that goes on with a comment keeps its distance from where that began. */
static void add_lines(const struct case_file *c, const char *lines, const char *indent, const char *unit,
                      struct buf *out) {
    size_t level = 0;
    for (const char *next; *lines; lines = *next ? next + 1 : next) {
        size_t spaces = strspn(lines, " ");
        next = lines + strcspn(lines, "\n");
        lines += spaces;
        if (*lines == '<')
            level = spaces / 2;
        if (unit)
            buf_add_string(out, line_end(c));
        if (unit && lines < next) {
            buf_add_string(out, indent);
            for (size_t i = 0; i < level; i++)
                buf_add_string(out, unit);
            for (size_t i = level * 2; i < spaces; i++)
                buf_add_char(out, ' ');
        } else if (!unit && lines < next && *lines != '<')
            buf_add_char(out, ' ');
        buf_add(out, lines, (size_t)(next - lines));
    }
}

/* --- changes --- */

static void add_change(struct splice *splice, struct change change) {
    splice->items = list_grow(splice->items, &splice->capacity, splice->count, sizeof *splice->items);
    size_t place = splice->count++;
    for (; place > 0 && splice->items[place - 1].at > change.at; place--)
        splice->items[place] = splice->items[place - 1];
    splice->items[place] = change;
}

void splice_insert(struct splice *splice, const xmlNode *parent, const xmlNode *after, const char *lines) {
    const struct case_file *c = splice->c;
    const char *source = c->source.data;
    struct extent around = extent_of(c, parent), before = after ? extent_of(c, after) : around;
    char *unit = indent_unit(c), *outer = indent_at(c, around.start),
         *inner = after ? indent_at(c, before.start) : NULL;
    struct buf text = BUF_EMPTY;
    size_t at = after ? after_remarks(c, before.end) : around.inside;
    if (!inner)
        inner = text_format("%s%s", outer ? outer : "", unit ? unit : "");
    else if (unit && after_empty_line(c, before.start))
        buf_add_string(&text, line_end(c));
    if (!dom_child(parent, NULL))
        for (at = around.close; at > around.inside && strchr(DOM_SPACE, source[at - 1]);)
            at--;
    if (around.empty)
        buf_add_char(&text, '>');
    add_lines(c, lines, inner, unit, &text);
    if (unit && !strchr("\r\n", source[at])) { /* what comes next on this line begins its own */
        buf_add_string(&text, line_end(c));
        buf_add_string(&text, at == around.close ? (outer ? outer : "") : inner);
    }
    if (around.empty)
        buf_add_char(&text, '<');
    add_change(splice, (struct change){at, 0, buf_steal(&text)});
    if (around.empty) /* <a/> becomes <a>…</a>: the slash stays where it is */
        add_change(splice, (struct change){at + 1, 0, mem_strdup((const char *)parent->name)});
    free(unit);
    free(outer);
    free(inner);
}

void splice_set(struct splice *splice, const xmlNode *element, const char *attribute, const char *value) {
    const char *text = splice->c->source.data, *at = text + xml_offset(element);
    for (size_t length = strlen(attribute);;) {
        const char *name = at + strcspn(at, DOM_SPACE), *quote = name + strcspn(name, "\"'");
        name += strspn(name, DOM_SPACE);
        at = strchr(quote + 1, *quote);
        if (strncmp(name, attribute, length) == 0 && strchr(DOM_SPACE "=", name[length])) {
            add_change(splice,
                       (struct change){(size_t)(quote + 1 - text), (size_t)(at - quote - 1), mem_strdup(value)});
            return;
        }
        at++;
    }
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
}
