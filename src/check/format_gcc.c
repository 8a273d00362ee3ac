/* gcc: `file:line:column: error|warning|note: sentence [CODE]`, for editors. The words for the level are
 * English in every language: editors look for them. */
#include "base/printable.h"
#include "check/output.h"

void hgw_gcc_file(struct hgw_output *output, const struct hgw_checked *checked) {
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct hgw_finding *finding = &checked->findings.items[i];
        if (!hgw_output_shows(output, finding))
            continue;
        /* What is waived asks nothing any more: a note, whatever it was. */
        enum hgw_level level = finding->waived ? HGW_LEVEL_NOTE : finding->level;
        hgw_printable_add_string(output->out, checked->c.name);
        hgw_buf_printf(output->out, ":%zu:%zu: %s: ", finding->line, finding->column, hgw_level_name(level));
        hgw_printable_add_string(output->out, finding->message);
        if (finding->waived) {
            hgw_buf_printf(output->out, " (%s: ", _("verantwoord"));
            hgw_printable_add_string(output->out, finding->waived);
            hgw_buf_add_char(output->out, ')');
        }
        hgw_buf_printf(output->out, " [%s]\n", finding->code);
    }
}
