/* gcc: `file:line:column: error|warning|note: sentence [CODE]`, for editors. The words for the level are
 * English in every language: editors look for them. Columns are in bytes (GNU standards, "Formatting Error
 * Messages"; vim, 'errorformat'). */
#include "base/printable.h"
#include "check/output.h"

static void place(struct hgw_output *output, const struct hgw_checked *checked,
                  const struct hgw_finding *finding, enum hgw_level level) {
    hgw_printable_add_string(output->out, checked->c.name);
    hgw_buf_printf(output->out, ":%zu:%zu: %s: ", finding->line, finding->byte_column, hgw_level_name(level));
}

void hgw_gcc_file(struct hgw_output *output, const struct hgw_checked *checked) {
    const struct hgw_finding *last = NULL;
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct hgw_finding *finding = &checked->findings.items[i];
        if (!finding->shown)
            continue;
        /* What is waived asks nothing any more: a note, whatever it was. */
        place(output, checked, finding, finding->waived ? HGW_LEVEL_NOTE : finding->level);
        hgw_printable_add_string(output->out, finding->message);
        if (finding->waived) {
            hgw_buf_printf(output->out, " (%s: ", _("verantwoord"));
            hgw_printable_add_string(output->out, finding->waived);
            hgw_buf_add_char(output->out, ')');
        }
        hgw_buf_printf(output->out, " [%s]\n", finding->code);
        last = finding;
    }
    if (last && output->more > 0) {
        place(output, checked, last, HGW_LEVEL_NOTE);
        hgw_output_more(output, output->out);
        hgw_buf_add_char(output->out, '\n');
    }
}
