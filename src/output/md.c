/* md: a page for the table at the meeting: the seven principles, what is still open, and what is deviated from and why.
 CommonMark; no text of the case can change its structure. */
#include "output/output.h"

/* Adds text in which nothing means anything to Markdown (CommonMark 0.30, 2.4). */
static void add_text(struct buf *out, const char *text) {
    struct buf plain = BUF_EMPTY;
    printable_add_string(&plain, text);
    for (size_t i = 0; i < plain.length; i++) {
        if (strchr("\\`*_[]<>#|~&$", plain.data[i]))
            buf_add_char(out, '\\');
        buf_add_char(out, plain.data[i]);
    }
    buf_free(&plain);
}

static void add_finding(struct buf *out, const struct finding *finding) {
    const char *more = finding->waived ? finding->waived : finding->help;
    buf_printf(out, "- [%c] **%s**: ", finding->waived ? 'x' : ' ',
               finding->waived ? _("verantwoord") : level_word(finding->level));
    add_text(out, finding->message ? finding->message : "");
    buf_printf(out, _(" (regel %zu, %s)"), finding->line, finding->code);
    if (more) { /* behind a hard line break, inside the item (CommonMark 0.30, 6.7) */
        buf_printf(out, "  \n      *%s* ", finding->waived ? _("Waarom:") : _("Te doen:"));
        add_text(out, more);
    }
    buf_add_char(out, '\n');
}

/* The findings of one principle: what is open first. Returns how many there are. */
static size_t add_findings(struct output *output, const struct checked *checked, int principle) {
    size_t count = 0;
    for (int waived = 0; waived <= 1; waived++)
        for (const struct finding *at = NULL; (at = finding_next(checked, at));)
            if (at->principle == principle && (at->waived != NULL) == waived) {
                add_finding(&output->out, at);
                count++;
            }
    return count;
}

/* What is said of a principle when no finding of it is shown. */
static const char *nothing(const struct output *output, const struct checked *checked, int principle) {
    const char *stand = checked_stand(output->checker, checked, principle);
    return stand ? _(stand) : _("er zijn bevindingen, maar ze zijn hier niet getoond");
}

static void add_principle(struct output *output, const struct checked *checked, int number) {
    const struct principle *principle = &output->checker->principles[number];
    buf_printf(&output->out, "\n## %d ", number);
    add_text(&output->out, principle->name);
    buf_add_string(&output->out, "\n\n");
    add_text(&output->out, principle->idea);
    buf_add_string(&output->out, "\n\n");
    if (add_findings(output, checked, number) == 0)
        buf_printf(&output->out, "*%s*\n", nothing(output, checked, number));
}

/* A section that is only there when something is found. */
static void add_section(struct output *output, const struct checked *checked, int principle, const char *title) {
    size_t start = output->out.length;
    buf_printf(&output->out, "\n## %s\n\n", title);
    if (add_findings(output, checked, principle) == 0)
        output->out.data[output->out.length = start] = '\0';
}

void md_file(struct output *output, const struct checked *checked) {
    struct buf *out = &output->out;
    const struct tally *total = &checked->total;
    const char *slash = strrchr(checked->c.name, '/'); /* the directories are nobody's business at the meeting */
    buf_printf(out, "%s# %s ", output->files > 0 ? "\n" : "", _("Nagekeken:"));
    add_text(out, slash && slash[1] != '\0' ? slash + 1 : checked->c.name);
    buf_add_string(out, "\n\n");
    if (checked->phase) {
        struct buf day = BUF_EMPTY;
        date_in_words(&day, output->checker->date, output->checker->lang == LANG_EN);
        buf_printf(out, _("Fase %s, op %s: "), checked->phase, day.data);
        buf_free(&day);
    }
    if (tally_open(total) > 0)
        tally_words(out, total);
    else
        buf_add_string(out, _("niets gevonden"));
    if (total->waived > 0)
        buf_printf(out, _(", %zu verantwoord"), total->waived);
    buf_add_string(out, ".\n");
    if (output->more > 0) {
        buf_add_char(out, '\n');
        output_more(output, out);
        buf_add_char(out, '\n');
    }
    add_section(output, checked, PRINCIPLE_NONE, _("Het bestand zelf"));
    if (checked->refused) {
        buf_printf(out, "\n%s\n", _("De uitgangspunten worden nagekeken zodra dit bestand klopt."));
        return;
    }
    for (int i = 1; i <= PRINCIPLE_COUNT; i++)
        add_principle(output, checked, i);
    add_section(output, checked, PRINCIPLE_UNKNOWN, _("Eigen regels"));
}
