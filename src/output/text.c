/* text: for people. Each place with its line of the file and a caret under the start tag, what is found there
 * and what to do, then how the seven principles stand, and one closing line. */
#include "output/text.h"

#include "base/printable.h"
#include "base/wrap.h"

#include <string.h>

enum {
    LINE_WIDTH = 96,  /* most columns of a source line that are shown */
    LEAST_WIDTH = 40, /* columns: a terminal that has fewer must break lines by itself */
    GUTTER = 9,       /* columns before a source line, and before a finding */
    TAB = 4,
    MOST_NAMED = 4,
};

/* --- colours --- */

/* SGR parameters (ECMA-48, 8.3.117). */
static const char *const inks[] = {"", "1;31", "1;33", "1;36", "1;32", "2", "1"};

const enum ink level_inks[LEVEL_COUNT] = {INK_ERROR, INK_WARNING, INK_NOTE};

static void ink_on(struct output *output, enum ink ink) {
    if (output->color && ink != INK_NONE)
        buf_printf(output->out, "\x1b[%sm", inks[ink]);
}

static void ink_off(struct output *output, enum ink ink) {
    if (output->color && ink != INK_NONE)
        buf_add_string(output->out, "\x1b[0m");
}

void ink_put(struct output *output, enum ink ink, const char *text) {
    ink_on(output, ink);
    printable_add_string(output->out, text);
    ink_off(output, ink);
}

void put_spaces(struct output *output, size_t count) {
    for (size_t i = 0; i < count; i++)
        buf_add_char(output->out, ' ');
}

size_t text_columns(const struct output *output) {
    return output->width > 0 && output->width < LEAST_WIDTH ? LEAST_WIDTH : output->width;
}

/* Puts a text that begins at `column` of its line; lines that it goes on in begin at `indent`. */
static void put_wrapped(struct output *output, const char *words, size_t column, size_t indent) {
    size_t width = text_columns(output);
    struct buf plain = BUF_EMPTY;
    printable_add_string(&plain, words);
    for (const char *text = plain.data ? plain.data : ""; *text;) {
        size_t space = strspn(text, " "), length = strcspn(text + space, " ");
        size_t columns = text_width(text + space, length);
        if (width > 0 && column > indent && column + space + columns > width) {
            buf_add_char(output->out, '\n');
            column = space = 0;
        }
        size_t blank = column == 0 ? indent : space;
        put_spaces(output, blank);
        text += strspn(text, " ");
        buf_add(output->out, text, length);
        column += blank + columns;
        text += length;
    }
    buf_free(&plain);
}

/* --- the source line --- */

/* The part of a line of the file that can be shown: near the tag, tabs are spaces, nothing in it can steer
 * the terminal. */
struct shown_line {
    struct buf text;
    size_t mark;     /* byte in text where the start tag begins */
    size_t mark_end; /* and where `<name` ends */
    bool before;     /* the line goes on before it */
    bool after;      /* and after it */
};

/* Bytes on each side of the tag that are looked at: more cannot fit, and a line may be megabytes long. */
enum { NEAR = LINE_WIDTH * 8 };

static bool ends_line(char c) {
    return c == '\n' || c == '\r';
}

static bool continues(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The bytes [start, end) of the source around `offset` that are on its line and near it. */
static void near_part(const struct buf *source, size_t offset, size_t *start, size_t *end) {
    const char *text = source->data;
    *start = *end = offset < source->length ? offset : source->length;
    while (*start > 0 && offset - *start < NEAR && !ends_line(text[*start - 1]))
        --*start;
    while (*end < source->length && *end - offset < NEAR && !ends_line(text[*end]))
        ++*end;
    while (*start < offset && continues(text[*start]))
        ++*start;
    while (*end > offset && *end < source->length && continues(text[*end]))
        --*end;
}

/* Adds a piece of source, tabs widened. */
static void add_source(struct buf *out, const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        const char *tab = memchr(text + at, '\t', length - at);
        size_t end = tab ? (size_t)(tab - text) : length;
        printable_add(out, text + at, end - at);
        size_t column = out->data ? text_width(out->data, out->length) : 0;
        for (size_t i = column % TAB; tab && i < TAB; i++)
            buf_add_char(out, ' ');
        at = tab ? end + 1 : end;
    }
}

static void make_line(const struct buf *source, size_t offset, struct shown_line *line) {
    size_t start, end;
    near_part(source, offset, &start, &end);
    size_t tag_end = offset;
    while (tag_end < end && !strchr(" \t/>", source->data[tag_end]))
        tag_end++;
    *line = (struct shown_line){.text = BUF_EMPTY};
    line->before = start > 0 && !ends_line(source->data[start - 1]);
    line->after = end < source->length && !ends_line(source->data[end]);
    add_source(&line->text, source->data + start, offset - start);
    line->mark = line->text.length;
    add_source(&line->text, source->data + offset, tag_end - offset);
    line->mark_end = line->text.length;
    add_source(&line->text, source->data + tag_end, end - tag_end);
}

/* Chooses the part [first, end) of a line too long to show in `room` columns: what stands before the mark
 * gets a third of them. */
static void cut(struct shown_line *line, size_t room, size_t *first, size_t *end) {
    const struct buf *text = &line->text;
    size_t before = text_width(text->data, line->mark), columns;
    size_t behind = text_width(text->data + line->mark, text->length - line->mark);
    for (*first = 0; *first < line->mark && before > room / 3 && before + behind > room; before -= columns)
        *first += text_place(text->data + *first, line->mark - *first, &columns);
    for (*end = line->mark; *end < text->length; before += columns) {
        size_t length = text_place(text->data + *end, text->length - *end, &columns);
        if (before + columns > room)
            break;
        *end += length;
    }
    line->before = line->before || *first > 0;
    line->after = line->after || *end < text->length;
    line->mark_end = line->mark_end < *end ? line->mark_end : *end;
}

/* The spaces and the caret under the start tag. */
static void caret_line(struct output *output, const struct shown_line *line, size_t first) {
    size_t marked = text_width(line->text.data + line->mark, line->mark_end - line->mark);
    ink_put(output, INK_FAINT, "       | ");
    put_spaces(output, line->before + text_width(line->text.data + first, line->mark - first));
    ink_on(output, INK_BOLD);
    buf_add_char(output->out, '^');
    for (size_t i = 1; i < marked; i++)
        buf_add_char(output->out, '~');
    ink_off(output, INK_BOLD);
    buf_add_char(output->out, '\n');
}

static void source_line(struct output *output, const struct case_file *c, const struct finding *finding) {
    struct shown_line line;
    size_t first = 0, end = 0;
    make_line(&c->source, finding->offset, &line);
    if (!line.text.data)
        return;                                                     /* an empty line */
    size_t width = text_columns(output), room = width - GUTTER - 2; /* two for the dots */
    cut(&line, width > 0 && room < LINE_WIDTH ? room : LINE_WIDTH, &first, &end);
    ink_on(output, INK_FAINT);
    buf_printf(output->out, "%6zu | ", finding->line);
    ink_off(output, INK_FAINT);
    buf_add_string(output->out, line.before ? "…" : "");
    buf_add(output->out, line.text.data + first, end - first);
    buf_add_string(output->out, line.after ? "…\n" : "\n");
    caret_line(output, &line, first);
    buf_free(&line.text);
}

/* --- findings --- */

static void one_finding(struct output *output, const struct finding *finding) {
    enum { INDENT = GUTTER + 2 };
    enum ink ink = finding->waived ? INK_FAINT : level_inks[finding->level];
    const char *word = finding->waived ? _("verantwoord") : level_word(finding->level);
    put_spaces(output, GUTTER);
    ink_put(output, ink, word);
    buf_add_char(output->out, ' ');
    ink_put(output, ink, finding->code);
    buf_add_string(output->out, ": ");
    put_wrapped(output, finding->message ? finding->message : "",
                GUTTER + text_width(word, strlen(word)) + strlen(finding->code) + 3, INDENT);
    buf_add_char(output->out, '\n');
    const char *more = finding->waived ? finding->waived : finding->help;
    if (!more)
        return;
    word = finding->waived ? _("want:") : _("doe:");
    size_t column = INDENT + text_width(word, strlen(word)) + 1;
    put_spaces(output, INDENT);
    buf_printf(output->out, "%s ", word);
    put_wrapped(output, more, column, column);
    buf_add_char(output->out, '\n');
}

static void place(struct output *output, const struct checked *checked, const struct finding *finding) {
    ink_put(output, INK_BOLD, checked->c.name);
    ink_on(output, INK_BOLD);
    buf_printf(output->out, ":%zu:%zu", finding->line, finding->column);
    ink_off(output, INK_BOLD);
    buf_add_char(output->out, '\n');
    if (checked->c.source.length > 0)
        source_line(output, &checked->c, finding);
}

/* Returns how many were shown. */
static size_t all_findings(struct output *output, const struct checked *checked) {
    const struct finding *before = NULL;
    size_t shown = 0;
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct finding *finding = &checked->findings.items[i];
        if (!finding->shown)
            continue;
        bool same = before && before->line == finding->line && before->column == finding->column;
        if (!same) {
            buf_add_string(output->out, before ? "\n" : "");
            place(output, checked, finding);
        }
        one_finding(output, finding);
        before = finding;
        shown++;
    }
    if (shown > 0)
        buf_add_char(output->out, '\n');
    if (output->more > 0) {
        struct buf text = BUF_EMPTY;
        output_more(output, &text);
        put_wrapped(output, text.data, 0, 0);
        buf_add_string(output->out, "\n\n");
        buf_free(&text);
    }
    return shown;
}

/* --- closing line --- */

/* What must be done before the meeting: the errors, the first ones by name. */
static void add_to_do(const struct checked *checked, size_t errors, struct buf *out) {
    size_t named = 0;
    buf_printf(out, "; %s ", _("vóór het overleg nog te doen:"));
    for (size_t i = 0; i < checked->findings.count && named < MOST_NAMED; i++) {
        const struct finding *finding = &checked->findings.items[i];
        if (finding->waived || finding->level != LEVEL_ERROR)
            continue;
        buf_add_string(out, named > 0 ? ", " : "");
        buf_printf(out, _("%s (regel %zu)"), finding->code, finding->line);
        named++;
    }
    if (errors > named)
        buf_printf(out, _(" en nog %zu"), errors - named);
    buf_add_char(out, '.');
}

/* What comes after the counts, when there is something to count. */
static void add_verdict(const struct checked *checked, const struct tally *total, struct buf *out) {
    if (checked->refused)
        buf_printf(out, "; %s", _("de uitgangspunten worden nagekeken zodra dit bestand klopt."));
    else if (total->levels[LEVEL_ERROR] > 0)
        add_to_do(checked, total->levels[LEVEL_ERROR], out);
    else
        buf_printf(out, "; %s", _("niets daarvan moet nog vóór het overleg."));
}

/* The part of the closing line that has a colour, and that colour. */
static enum ink add_counts(const struct checked *checked, const struct tally *total, struct buf *out) {
    if (tally_open(total) == 0) {
        buf_printf(out, _("alles in orde voor de fase %s. Hiermee kun je naar het overleg."),
                   checked->phase ? checked->phase : "?");
        return INK_GOOD;
    }
    tally_words(out, total);
    return total->levels[LEVEL_ERROR] > 0 ? INK_ERROR : total->levels[LEVEL_WARNING] > 0 ? INK_WARNING : INK_NOTE;
}

static void closing_line(struct output *output, const struct checked *checked, size_t shown) {
    enum { INDENT = 2 };
    struct tally total = tally_total(checked);
    struct buf counts = BUF_EMPTY, rest = BUF_EMPTY;
    enum ink ink = add_counts(checked, &total, &counts);
    if (tally_open(&total) > 0)
        add_verdict(checked, &total, &rest);
    if (shown < tally_open(&total) + total.waived)
        buf_printf(&rest, " %s", _("Niet alles is hier getoond."));
    size_t column = text_width(checked->c.name, strlen(checked->c.name)) + 2;
    ink_put(output, INK_BOLD, checked->c.name);
    buf_add_string(output->out, ": ");
    ink_on(output, ink);
    put_wrapped(output, counts.data, column, INDENT);
    ink_off(output, ink);
    put_wrapped(output, rest.data ? rest.data : "", column + text_width(counts.data, counts.length), INDENT);
    buf_add_char(output->out, '\n');
    buf_free(&counts);
    buf_free(&rest);
}

void text_file(struct output *output, const struct checked *checked) {
    if (output->files > 0)
        buf_add_char(output->out, '\n');
    size_t shown = all_findings(output, checked);
    if (!checked->refused && checked->findings.count > 0) {
        text_summary(output, checked);
        buf_add_char(output->out, '\n');
    }
    closing_line(output, checked, shown);
}
