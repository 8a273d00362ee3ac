/* md: a page for the table at the meeting: the seven principles, what is still open, and what is deviated from and why.
 CommonMark; no text of the case can change its structure. */
#include "output/output.h"

static void add_finding(struct buf *out, const struct finding *finding) {
    const char *more = finding->waived ? finding->waived : finding->help;
    buf_printf(out, "- [%c] **%s**: ", finding->waived ? 'x' : ' ',
               finding->waived ? _("verantwoord") : level_word(finding->level));
    printable_escape(out, finding->message, MARKDOWN_SIGNS);
    buf_printf(out, _(" (regel %zu, %s)"), finding->line, finding->code);
    if (more) { /* behind a hard line break, inside the item (CommonMark 0.30, 6.7) */
        buf_printf(out, "  \n      *%s* ", finding->waived ? _("Waarom:") : _("Te doen:"));
        printable_escape(out, more, MARKDOWN_SIGNS);
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

static void add_principle(struct output *output, const struct checked *checked, int number) {
    const struct principle *principle = &output->checker->principles[number];
    buf_printf(&output->out, "\n## %d ", number);
    printable_escape(&output->out, principle->name, MARKDOWN_SIGNS);
    buf_add_string(&output->out, "\n\n");
    printable_escape(&output->out, principle->idea, MARKDOWN_SIGNS);
    buf_add_string(&output->out, "\n\n");
    if (add_findings(output, checked, number) == 0) {
        const char *stand = checked_stand(output->checker, checked, number);
        buf_printf(&output->out, "*%s*\n", stand ? _(stand) : _("er zijn bevindingen, maar ze zijn hier niet getoond"));
    }
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
    printable_escape(out, slash && slash[1] != '\0' ? slash + 1 : checked->c.name, MARKDOWN_SIGNS);
    buf_add_string(out, "\n\n");
    if (checked->phase) {
        AUTO(buf_free) struct buf day = BUF_EMPTY;
        date_in_words(&day, output->checker->date, output->checker->lang == LANG_EN);
        buf_printf(out, _("Fase %s, op %s: "), checked->phase, day.data);
    }
    if (tally_open(total) > 0)
        tally_words(out, total);
    else
        buf_add_string(out, _("niets gevonden"));
    if (total->waived > 0)
        buf_printf(out, _(", %zu verantwoord"), total->waived);
    buf_add_string(out, ".\n");
    if (output->more > 0) {
        AUTO(mem_free) char *more = output_more(output);
        buf_printf(out, "\n%s\n", more);
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
