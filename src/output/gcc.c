/* gcc: `file:line:column: error|warning|note: sentence [CODE]`, for editors. The words for the level are
 * English in every language: editors look for them. Columns are in bytes (GNU standards, "Formatting Error
 * Messages"; vim, 'errorformat'). */
#include "base/printable.h"
#include "output/output.h"

static void place(struct output *output, const struct checked *checked, const struct finding *finding,
                  enum level level) {
    printable_add_string(output->out, checked->c.name);
    buf_printf(output->out, ":%zu:%zu: %s: ", finding->line, finding->byte_column, level_name(level));
}

void gcc_file(struct output *output, const struct checked *checked) {
    const struct finding *last = NULL;
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct finding *finding = &checked->findings.items[i];
        if (!finding->shown)
            continue;
        /* What is waived asks nothing any more: a note, whatever it was. */
        place(output, checked, finding, finding->waived ? LEVEL_NOTE : finding->level);
        printable_add_string(output->out, finding->message);
        if (finding->waived) {
            buf_printf(output->out, " (%s: ", _("verantwoord"));
            printable_add_string(output->out, finding->waived);
            buf_add_char(output->out, ')');
        }
        buf_printf(output->out, " [%s]\n", finding->code);
        last = finding;
    }
    if (last && output->more > 0) {
        place(output, checked, last, LEVEL_NOTE);
        output_more(output, output->out);
        buf_add_char(output->out, '\n');
    }
}
