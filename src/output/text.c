/* text: for people. Each place with its line of the file and a caret under the start tag, what is found there and what
 * to do, then how the seven principles stand, and one closing line. */
#include "output/output.h"

#include <stdio.h>

enum {
    LINE_WIDTH = 96,       /* most columns of a source line that are shown */
    NEAR = LINE_WIDTH * 8, /* bytes of it on each side of the tag that are looked at: it may be megabytes long */
    GUTTER = 9,            /* columns before a source line, and before a finding */
    MOST_NAMED = 4,        /* errors in the closing line */
};

static const char *const level_inks[LEVEL_COUNT] = {"1;31", "1;33", "1;36"};
#define GOOD "1;32"
#define FAINT "2"
#define BOLD "1"

void ink(struct output *output, const char *parameters) {
    if (output->color)
        buf_printf(&output->out, "\x1b[%sm", parameters);
}

/* Writes a text, made printable, in an ink. */
static void put(struct output *output, const char *parameters, const char *text) {
    ink(output, parameters);
    printable_add_string(&output->out, text);
    ink(output, "0");
}

static void put_spaces(struct output *output, size_t count) {
    buf_printf(&output->out, "%*s", (int)count, "");
}

static size_t columns_of(const char *text) {
    return text_width(text, strlen(text));
}

/* --- the source line --- */

/* The line of the start tag that a finding is placed on, as far as there is room for it, and a caret under the tag.
 * What stands before the tag gets a third of the room. */
static void source_line(struct output *output, const struct buf *source, const struct finding *finding) {
    const char *text = source->data;
    size_t place = finding->offset < source->length ? finding->offset : source->length;
    size_t start = place - (finding->byte_column <= NEAR ? finding->byte_column - 1 : NEAR), tag = place, end = place;
    while (end < source->length && end - place < NEAR && text[end] != '\n' && text[end] != '\r')
        end++;
    while (tag < end && !strchr(" \t/>", text[tag]))
        tag++;
    AUTO(buf_free) struct buf line = BUF_EMPTY;
    printable_add(&line, text + start, place - start, PRINTABLE_LINE);
    size_t mark = line.length;
    printable_add(&line, text + place, tag - place, PRINTABLE_LINE);
    size_t mark_end = line.length;
    printable_add(&line, text + tag, end - tag, PRINTABLE_LINE);
    if (line.length == 0)
        return;

    size_t width = output->width, room = width - GUTTER - 2, columns; /* two for the dots */
    if (width == 0 || room > LINE_WIDTH)
        room = LINE_WIDTH;
    size_t before = text_width(line.data, mark), all = text_width(line.data, line.length);
    size_t first = 0, last = mark;
    for (; first < mark && before > room / 3 && all > room; before -= columns, all -= columns)
        first += text_place(line.data + first, mark - first, &columns);
    for (size_t used = before, size; last < line.length; last += size, used += columns) {
        size = text_place(line.data + last, line.length - last, &columns);
        if (used + columns > room)
            break;
    }
    bool dots = first > 0 || finding->byte_column > NEAR + 1, more = last < line.length || end - place == NEAR;
    mark_end = mark_end < last ? mark_end : last;

    ink(output, FAINT);
    buf_printf(&output->out, "%6zu | ", finding->line);
    ink(output, "0");
    buf_add_string(&output->out, dots ? "…" : "");
    buf_add(&output->out, line.data + first, last - first);
    buf_add_string(&output->out, more ? "…\n" : "\n");
    put(output, FAINT, "       | ");
    put_spaces(output, dots + before);
    ink(output, BOLD);
    buf_add_char(&output->out, '^');
    for (columns = text_width(line.data + mark, mark_end - mark); columns > 1; columns--)
        buf_add_char(&output->out, '~');
    ink(output, "0");
    buf_add_char(&output->out, '\n');
}

/* --- findings --- */

static void one_finding(struct output *output, const struct finding *finding) {
    enum { INDENT = GUTTER + 2 };
    const char *parameters = finding->waived ? FAINT : level_inks[finding->level];
    const char *word = finding->waived ? _("verantwoord") : level_word(finding->level);
    const char *more = finding->waived ? finding->waived : finding->help;
    put_spaces(output, GUTTER);
    put(output, parameters, word);
    buf_add_char(&output->out, ' ');
    put(output, parameters, finding->code);
    buf_add_string(&output->out, ": ");
    text_wrap(&output->out, finding->message, GUTTER + columns_of(word) + strlen(finding->code) + 3, INDENT,
              output->width);
    if (more) {
        word = finding->waived ? _("want:") : _("doe:");
        size_t column = INDENT + columns_of(word) + 1;
        buf_printf(&output->out, "\n%*s%s ", INDENT, "", word);
        text_wrap(&output->out, more, column, column, output->width);
    }
    buf_add_char(&output->out, '\n');
}

/* Returns how many were shown. */
static size_t all_findings(struct output *output, const struct checked *checked) {
    const struct finding *before = NULL;
    size_t shown = 0;
    for (const struct finding *at = NULL; (at = finding_next(checked, at)); before = at, shown++) {
        if (!before || before->line != at->line || before->column != at->column) {
            buf_add_string(&output->out, before ? "\n" : "");
            ink(output, BOLD);
            printable_printf(&output->out, "%s:%zu:%zu", checked->c.name, at->line, at->column);
            ink(output, "0");
            buf_add_char(&output->out, '\n');
            if (checked->c.source.length > 0)
                source_line(output, &checked->c.source, at);
        }
        one_finding(output, at);
    }
    buf_add_string(&output->out, shown > 0 ? "\n" : "");
    if (output->more > 0) {
        AUTO(mem_free) char *more = output_more(output);
        text_wrap(&output->out, more, 0, 0, output->width);
        buf_add_string(&output->out, "\n\n");
    }
    return shown;
}

/* --- how each of the seven principles stands --- */

/* The heads of the table; the second for where the first do not fit in. */
static const char *const heads[2][LEVEL_COUNT + 1] = {
    {N_("fouten"), N_("waarschuwingen"), N_("opmerkingen"), N_("verantwoord")},
    {N_("fout"), N_("waarsch."), N_("opm."), N_("verantw.")},
};

/* Writes a cell of the table under its head. */
static void put_cell(struct output *output, const char *parameters, const char *text, const char *head) {
    size_t width = columns_of(head) + 2, columns = columns_of(text);
    put_spaces(output, columns < width ? width - columns : 0);
    put(output, parameters, text);
}

/* The counts, or in words that there are none. */
static void table_row(struct output *output, const struct checked *checked, int principle, size_t name_width,
                      bool narrow) {
    const struct tally *tally = &checked->principles[principle];
    const char *name = output->checker->principles[principle].name;
    const char *stand = checked_stand(output->checker, checked, principle);
    buf_printf(&output->out, "  %d ", principle);
    printable_add_string(&output->out, name);
    put_spaces(output, name_width - columns_of(name));
    if (stand) {
        put_spaces(output, 2);
        put(output, checked->filled[principle] ? GOOD : FAINT, _(stand));
    }
    for (size_t i = 0; !stand && i <= LEVEL_COUNT; i++) {
        size_t count = i < LEVEL_COUNT ? tally->levels[i] : tally->waived;
        const char *parameters = count == 0 ? FAINT : i < LEVEL_COUNT ? level_inks[i] : "0";
        char number[32];
        snprintf(number, sizeof number, "%zu", count);
        put_cell(output, parameters, count > 0 ? number : "·", _(heads[narrow][i]));
    }
    buf_add_char(&output->out, '\n');
}

static void summary(struct output *output, const struct checked *checked) {
    const char *title = _("Uitgangspunt");
    size_t name_width = columns_of(title), all = 4; /* the number and the spaces around it */
    for (int i = 1; i <= PRINCIPLE_COUNT; i++) {
        size_t name = columns_of(output->checker->principles[i].name);
        name_width = name > name_width ? name : name_width;
    }
    for (size_t i = 0; i <= LEVEL_COUNT; i++)
        all += columns_of(_(heads[0][i])) + 2;
    bool narrow = output->width > 0 && all + name_width > output->width;
    buf_add_string(&output->out, "  ");
    put(output, BOLD, title);
    put_spaces(output, name_width + 2 - columns_of(title));
    for (size_t i = 0; i <= LEVEL_COUNT; i++)
        put_cell(output, BOLD, _(heads[narrow][i]), _(heads[narrow][i]));
    buf_add_char(&output->out, '\n');
    for (int i = 1; i <= PRINCIPLE_COUNT; i++)
        table_row(output, checked, i, name_width, narrow);
    buf_add_char(&output->out, '\n');
}

/* --- the closing line --- */

/* What must be done before the meeting: the errors, the first ones by name. */
static void add_to_do(const struct checked *checked, size_t errors, struct buf *out) {
    size_t named = 0;
    buf_printf(out, "; %s ", _("vóór het overleg nog te doen:"));
    for (size_t i = 0; i < checked->findings.count && named < MOST_NAMED; i++) {
        const struct finding *finding = &checked->findings.items[i];
        if (finding->waived || finding->level != LEVEL_ERROR)
            continue;
        buf_add_string(out, named++ > 0 ? ", " : "");
        buf_printf(out, _("%s (regel %zu)"), finding->code, finding->line);
    }
    if (errors > named)
        buf_printf(out, _(" en nog %zu"), errors - named);
    buf_add_char(out, '.');
}

static void closing_line(struct output *output, const struct checked *checked, size_t shown) {
    enum { INDENT = 2 };
    const struct tally *total = &checked->total;
    AUTO(buf_free) struct buf counts = BUF_EMPTY, rest = BUF_EMPTY;
    const char *parameters = GOOD;
    if (tally_open(total) == 0)
        buf_printf(&counts, _("niets gevonden voor de fase %s. Hiermee kun je naar het overleg."),
                   checked->phase ? checked->phase : "?");
    else {
        tally_words(&counts, total);
        size_t worst = LEVEL_ERROR;
        while (worst < LEVEL_NOTE && total->levels[worst] == 0)
            worst++;
        parameters = level_inks[worst];
        if (checked->refused)
            buf_printf(&rest, "; %s", _("de uitgangspunten worden nagekeken zodra dit bestand klopt."));
        else if (total->levels[LEVEL_ERROR] > 0)
            add_to_do(checked, total->levels[LEVEL_ERROR], &rest);
        else
            buf_printf(&rest, "; %s", _("niets daarvan moet nog vóór het overleg."));
    }
    if (shown < tally_open(total) + total->waived)
        buf_printf(&rest, " %s", _("Niet alles is hier getoond."));
    size_t column = columns_of(checked->c.name) + 2;
    put(output, BOLD, checked->c.name);
    buf_add_string(&output->out, ": ");
    ink(output, parameters);
    text_wrap(&output->out, counts.data, column, INDENT, output->width);
    ink(output, "0");
    text_wrap(&output->out, rest.data, column + columns_of(counts.data), INDENT, output->width);
    buf_add_char(&output->out, '\n');
}

void text_file(struct output *output, const struct checked *checked) {
    buf_add_string(&output->out, output->files > 0 ? "\n" : "");
    size_t shown = all_findings(output, checked);
    if (!checked->refused)
        summary(output, checked);
    closing_line(output, checked, shown);
}

/* Of several files: how many, what was found in all of them, which could not be read. */
bool text_end(struct output *output, struct error *error) {
    (void)error;
    AUTO(buf_free) struct buf line = BUF_EMPTY, names = BUF_EMPTY;
    size_t unread = 0;
    const struct error *each = output->batch.wrong.kind == ERROR_NONE ? NULL : &output->batch.wrong;
    for (; each; each = each->next)
        if (unread++ < MOST_NAMED)
            buf_printf(&names, "%s%s", unread > 1 ? ", " : _(" Niet te lezen: "), each->file);
    if (output->files + unread < 2)
        return true;
    buf_printf(&line, P_("%zu bestand nagekeken", "%zu bestanden nagekeken", output->files), output->files);
    buf_printf(&line, _(", %zu met fouten"), output->erring);
    if (tally_open(&output->total) > 0)
        buf_add_string(&line, _("; samen "));
    tally_words(&line, &output->total);
    buf_add_char(&line, '.');
    buf_add_string(&line, names.data);
    if (unread > MOST_NAMED)
        buf_printf(&line, _(" en nog %zu"), unread - MOST_NAMED);
    if (unread > 0)
        buf_add_char(&line, '.');
    buf_add_char(&output->out, '\n');
    text_wrap(&output->out, line.data, 0, 0, output->width);
    buf_add_char(&output->out, '\n');
    return true;
}
