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

/* By level; the last is for what is waived. */
static const char *const level_inks[LEVEL_COUNT + 1] = {"\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m", PLAIN};
#define GOOD "\x1b[1;32m"
#define FAINT "\x1b[2m"

void ink_finish(struct output *output, size_t start) {
    char *to = output->out.data + start;
    for (const char *from = to, *next; !output->color && *from; from = next) {
        size_t plain = strcspn(from, "\x1b");
        memmove(to, from, plain);
        to += plain;
        next = from + plain + strcspn(from + plain, "m");
        next += *next == 'm';
        output->out.length = (size_t)(to - output->out.data);
    }
    output->out.data[output->out.length] = '\0';
}

static size_t columns_of(const char *text) {
    return text_width(text, strlen(text));
}

/* --- the source line --- */

/* The line of the start tag that a finding is placed on, as far as there is room for it, and a caret under the tag.
 * What stands before the tag gets a third of the room. */
static void source_line(struct output *output, const struct buf *source, const struct finding *finding) {
    size_t place = finding->offset < source->length ? finding->offset : source->length, end = place;
    size_t back = finding->byte_column <= NEAR ? finding->byte_column - 1 : NEAR;
    while (end < source->length && end - place < NEAR && source->data[end] != '\n' && source->data[end] != '\r')
        end++;
    AUTO(buf_free) struct buf line = BUF_EMPTY;
    printable_add(&line, source->data + place - back, back, PRINTABLE_LINE);
    size_t mark = line.length;
    printable_add(&line, source->data + place, end - place, PRINTABLE_LINE);
    if (line.length == 0)
        return;

    size_t width = output->width, room = width - GUTTER - 2, columns; /* two for the dots */
    if (width == 0 || room > LINE_WIDTH)
        room = LINE_WIDTH;
    size_t before = text_width(line.data, mark), all = text_width(line.data, line.length), first = 0;
    for (; first < mark && before > room / 3 && all > room; before -= columns, all -= columns)
        first += text_place(line.data + first, mark - first, &columns);
    bool dots = first > 0 || finding->byte_column > NEAR + 1, more = end - place == NEAR;
    for (size_t at = mark, used = before, size; at < line.length; at += size, used += columns) {
        size = text_place(line.data + at, line.length - at, &columns);
        if (used + columns > room) {
            line.data[line.length = at] = '\0'; /* ends the loop */
            more = true;
        }
    }

    buf_printf(&output->out, FAINT "%6zu | " PLAIN "%s%s%s\n", finding->line, dots ? "…" : "", line.data + first,
               more ? "…" : "");
    buf_printf(&output->out, FAINT "       | " PLAIN "%*s" BOLD "^", (int)(dots + before), "");
    for (columns = text_width(line.data + mark, strcspn(line.data + mark, " />")); columns > 1; columns--)
        buf_add_char(&output->out, '~');
    buf_add_string(&output->out, PLAIN "\n");
}

/* --- findings --- */

static void one_finding(struct output *output, const struct finding *finding) {
    enum { INDENT = GUTTER + 2 };
    const char *ink = finding->waived ? FAINT : level_inks[finding->level];
    const char *word = finding->waived ? _("verantwoord") : level_word(finding->level);
    const char *more = finding->waived ? finding->waived : finding->help;
    buf_printf(&output->out, "%*s%s%s" PLAIN " %s%s" PLAIN ": ", GUTTER, "", ink, word, ink, finding->code);
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

static void all_findings(struct output *output, const struct checked *checked) {
    const struct finding *before = NULL;
    for (const struct finding *at = NULL; (at = finding_next(checked, at)); before = at) {
        if (!before || before->line != at->line || before->column != at->column) {
            buf_add_string(&output->out, before ? "\n" BOLD : BOLD);
            printable_printf(&output->out, "%s:%zu:%zu", checked->c.name, at->line, at->column);
            buf_add_string(&output->out, PLAIN "\n");
            if (checked->c.source.length > 0)
                source_line(output, &checked->c.source, at);
        }
        one_finding(output, at);
    }
    buf_add_string(&output->out, before ? "\n" : "");
    if (output->more > 0) {
        AUTO(mem_free) char *more = output_more(output);
        text_wrap(&output->out, more, 0, 0, output->width);
        buf_add_string(&output->out, "\n\n");
    }
}

/* --- how each of the seven principles stands --- */

/* The heads of the table; the second for where the first do not fit in. */
static const char *const heads[2][LEVEL_COUNT + 1] = {
    {N_("fouten"), N_("waarschuwingen"), N_("opmerkingen"), N_("verantwoord")},
    {N_("fout"), N_("waarsch."), N_("opm."), N_("verantw.")},
};

/* The table: row 0 holds the heads, each other one the counts of a principle, or in words that there are none. */
static void summary(struct output *output, const struct checked *checked) {
    const char *names[PRINCIPLE_COUNT + 1] = {_("Uitgangspunt")};
    size_t name_width = columns_of(names[0]), all = 4; /* the number and the spaces around it */
    for (int i = 1; i <= PRINCIPLE_COUNT; i++) {
        names[i] = output->checker->principles[i].name;
        size_t columns = columns_of(names[i]);
        name_width = columns > name_width ? columns : name_width;
    }
    for (size_t i = 0; i <= LEVEL_COUNT; i++)
        all += columns_of(_(heads[0][i])) + 2;
    bool narrow = output->width > 0 && all + name_width > output->width;
    for (int row = 0; row <= PRINCIPLE_COUNT; row++) {
        const struct tally *tally = &checked->principles[row];
        const char *stand = row > 0 ? checked_stand(output->checker, checked, row) : NULL;
        if (row == 0)
            buf_printf(&output->out, "  " BOLD "%s" PLAIN "  ", names[row]);
        else
            buf_printf(&output->out, "  %d %s", row, names[row]);
        buf_printf(&output->out, "%*s", (int)(name_width - columns_of(names[row])), "");
        if (stand)
            buf_printf(&output->out, "  %s%s" PLAIN, checked->filled[row] ? GOOD : FAINT, _(stand));
        for (size_t i = 0; !stand && i <= LEVEL_COUNT; i++) {
            size_t count = i < LEVEL_COUNT ? tally->levels[i] : tally->waived;
            const char *head = _(heads[narrow][i]);
            AUTO(mem_free) char *number = text_format("%zu", count);
            const char *text = row == 0 ? head : count > 0 ? number : "·";
            size_t width = columns_of(head) + 2, used = columns_of(text);
            buf_printf(&output->out, "%*s%s%s" PLAIN, used < width ? (int)(width - used) : 0, "",
                       row == 0    ? BOLD
                       : count > 0 ? level_inks[i]
                                   : FAINT,
                       text);
        }
        buf_add_char(&output->out, '\n');
    }
    buf_add_char(&output->out, '\n');
}

/* --- the closing line --- */

/* What must be done before the meeting: the errors, the first ones by name. */
static void add_to_do(const struct checked *checked, size_t errors, struct buf *out) {
    size_t named = 0;
    buf_printf(out, " %s ", _("vóór het overleg nog te doen:"));
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

static void closing_line(struct output *output, const struct checked *checked) {
    enum { INDENT = 2 };
    const struct tally *total = &checked->total;
    AUTO(buf_free) struct buf counts = BUF_EMPTY, rest = BUF_EMPTY;
    size_t worst = 0;
    while (worst < LEVEL_COUNT && total->levels[worst] == 0)
        worst++;
    tally_words(&counts, total);
    buf_add_string(&counts, worst < LEVEL_COUNT ? ";" : "");
    if (worst == LEVEL_COUNT)
        buf_printf(&counts, _("niets gevonden voor de fase %s. Hiermee kun je naar het overleg."),
                   checked->phase ? checked->phase : "?");
    else if (checked->refused)
        buf_printf(&rest, " %s", _("de uitgangspunten worden nagekeken zodra dit bestand klopt."));
    else if (worst == LEVEL_ERROR)
        add_to_do(checked, total->levels[LEVEL_ERROR], &rest);
    else
        buf_printf(&rest, " %s", _("niets daarvan moet nog vóór het overleg."));
    if (output->hidden)
        buf_printf(&rest, " %s", _("Niet alles is hier getoond."));
    size_t column = columns_of(checked->c.name) + 2;
    buf_add_string(&output->out, BOLD);
    printable_add_string(&output->out, checked->c.name);
    buf_printf(&output->out, PLAIN ": %s", worst < LEVEL_COUNT ? level_inks[worst] : GOOD);
    column = text_wrap(&output->out, counts.data, column, INDENT, output->width);
    buf_add_string(&output->out, PLAIN);
    text_wrap(&output->out, rest.data, column, INDENT, output->width);
    buf_add_char(&output->out, '\n');
}

void text_file(struct output *output, const struct checked *checked) {
    size_t start = output->out.length;
    buf_add_string(&output->out, output->files > 0 ? "\n" : "");
    all_findings(output, checked);
    if (!checked->refused)
        summary(output, checked);
    closing_line(output, checked);
    ink_finish(output, start);
}

/* Of several files: how many, what was found in all of them, which could not be read. */
bool text_end(struct output *output, struct error *error) {
    (void)error;
    AUTO(buf_free) struct buf line = BUF_EMPTY, names = BUF_EMPTY;
    size_t unread = 0;
    const struct error *wrong = &output->batch.wrong;
    for (const struct error *each = wrong->kind == ERROR_NONE ? NULL : wrong; each; each = each->next)
        if (unread++ < MOST_NAMED)
            buf_printf(&names, "%s%s", unread > 1 ? ", " : _(" Niet te lezen: "), each->file);
    if (output->files + unread < 2)
        return true;
    buf_printf(&line, P_("%zu bestand nagekeken", "%zu bestanden nagekeken", output->files), output->files);
    buf_printf(&line, _(", %zu met fouten"), output->erring);
    if (tally_open(&output->total) > 0)
        buf_add_string(&line, _("; samen "));
    tally_words(&line, &output->total);
    if (unread > MOST_NAMED)
        buf_printf(&names, _(" en nog %zu"), unread - MOST_NAMED);
    buf_printf(&line, unread > 0 ? ".%s." : ".", names.data);
    buf_add_char(&output->out, '\n');
    text_wrap(&output->out, line.data, 0, 0, output->width);
    buf_add_char(&output->out, '\n');
    return true;
}
