/* The table below the findings: how each of the seven principles stands. */
#include "base/wrap.h"
#include "output/text.h"

#include <stdio.h>
#include <string.h>

static void add_right(struct output *output, enum ink ink, const char *text, size_t width) {
    size_t own = text_width(text, strlen(text));
    put_spaces(output, own < width ? width - own : 0);
    ink_put(output, ink, text);
}

static void add_count(struct output *output, enum ink ink, size_t count, size_t width) {
    char number[32];
    snprintf(number, sizeof number, "%zu", count);
    add_right(output, count > 0 ? ink : INK_FAINT, count > 0 ? number : "·", width);
}

/* The widest name, and at least `least`. */
static size_t name_width(const struct output *output, size_t least) {
    for (int i = 1; i <= PRINCIPLE_COUNT; i++) {
        const char *name = bilingual_in(&checker_principle(output->checker, i)->name, output->lang);
        size_t width = name ? text_width(name, strlen(name)) : 0;
        least = width > least ? width : least;
    }
    return least;
}

/* The words of the table, Dutch msgids. */
struct table_words {
    const char *heads[4];
    /* behind a row without open findings: */
    const char *fine, *waived, *unasked;
};

static const struct table_words full_words = {
    {N_("fouten"), N_("waarschuwingen"), N_("opmerkingen"), N_("verantwoord")},
    N_("in orde"),
    N_("in orde, met verantwoording"),
    N_("in deze fase nog geen vraag"),
};

/* For where those do not fit in. */
static const struct table_words short_words = {
    {N_("fout"), N_("waarsch."), N_("opm."), N_("verantw.")}, N_("in orde"), N_("in orde"), N_("nog niet")};

static const char *remark(const struct output *output, const struct checked *checked, int principle,
                          const struct table_words *words) {
    const struct tally *tally = &checked->principles[principle];
    if (tally_open(tally) > 0)
        return NULL;
    if (tally->waived > 0)
        return _(words->waived);
    return _(checker_asks(output->checker, principle, checked->phase) ? words->fine : words->unasked);
}

/* How the table is laid out. */
struct table {
    const struct table_words *words;
    size_t name;       /* columns of the widest name */
    size_t columns[4]; /* columns of the counts, with what parts them */
};

static void table_row(struct output *output, const struct checked *checked, int principle, const struct table *table) {
    const struct tally *tally = &checked->principles[principle];
    const char *name = bilingual_in(&checker_principle(output->checker, principle)->name, output->lang);
    const char *words = remark(output, checked, principle, table->words);
    size_t own = name ? text_width(name, strlen(name)) : 0;
    buf_printf(output->out, "  %d ", principle);
    ink_put(output, INK_NONE, name ? name : "");
    put_spaces(output, own < table->name ? table->name - own : 0);
    for (size_t level = 0; level < LEVEL_COUNT; level++)
        add_count(output, level_inks[level], tally->levels[level], table->columns[level]);
    add_count(output, INK_NONE, tally->waived, table->columns[3]);
    if (words) {
        buf_add_string(output->out, "   ");
        ink_put(output, INK_GOOD, words);
    }
    buf_add_char(output->out, '\n');
}

/* Lays the table out with these words; returns the columns that it takes at most. */
static size_t lay_out(const struct output *output, const struct table_words *words, struct table *table) {
    const char *title = _("Uitgangspunt"), *longest = _(words->unasked);
    size_t all = 4; /* the number and the spaces around it */
    table->words = words;
    table->name = name_width(output, text_width(title, strlen(title)));
    for (size_t i = 0; i < 4; i++) {
        const char *head = _(words->heads[i]);
        table->columns[i] = text_width(head, strlen(head)) + 2;
        all += table->columns[i];
    }
    return all + table->name + 3 + text_width(longest, strlen(longest));
}

void text_summary(struct output *output, const struct checked *checked) {
    const char *title = _("Uitgangspunt");
    size_t title_width = text_width(title, strlen(title)), width = text_columns(output);
    struct table table;
    if (lay_out(output, &full_words, &table) > width && width > 0)
        lay_out(output, &short_words, &table);
    buf_add_string(output->out, "  ");
    ink_put(output, INK_BOLD, title);
    put_spaces(output, table.name + 2 - title_width);
    for (size_t i = 0; i < 4; i++)
        add_right(output, INK_BOLD, _(table.words->heads[i]), table.columns[i]);
    buf_add_char(output->out, '\n');
    for (int i = 1; i <= PRINCIPLE_COUNT; i++)
        table_row(output, checked, i, &table);
}
