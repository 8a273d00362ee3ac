/* gcc: `file:line:column: error|warning|note: sentence [CODE]`, for editors. The words for the level are English in
 * every language: editors look for them. Columns are in bytes (GNU standards, "Formatting Error Messages"; vim,
 * 'errorformat'). */
#include "output/output.h"

static void add(struct output *output, const struct checked *checked, const struct finding *finding, enum level level,
                const char *text) {
    printable_printf(&output->out, "%s:%zu:%zu: %s: %s", checked->c.name, finding->line, finding->byte_column,
                     level_name(level), text);
}

void gcc_file(struct output *output, const struct checked *checked) {
    const struct finding *last = NULL;
    for (const struct finding *at = NULL; (at = finding_next(checked, at)); last = at) {
        /* What is waived asks nothing any more: a note, whatever it was. */
        add(output, checked, at, at->waived ? LEVEL_NOTE : at->level, at->message);
        if (at->waived)
            printable_printf(&output->out, " (%s: %s)", _("verantwoord"), at->waived);
        buf_printf(&output->out, " [%s]\n", at->code);
    }
    if (last && output->more > 0) {
        AUTO(mem_free) char *more = output_more(output);
        add(output, checked, last, LEVEL_NOTE, more);
        buf_add_char(&output->out, '\n');
    }
}

void print_refusal(struct checked *checked) {
    struct output output = {.format = "gcc", .filter = {LEVEL_ERROR, "HGW0", NULL}};
    output_case(&output, checked);
    process_print(&output.out);
    buf_free(&output.out);
}
