/* gcc: `file:line:column: error|warning|note: sentence [CODE]`, for editors. The words for the level are
 * English in every language: editors look for them. */
#include "check/output.h"
#include "check/text.h"

#include <string.h>

static void add_printable(struct hgw_buf *out, const char *text) {
    hgw_text_add_printable(out, text, strlen(text));
}

void hgw_gcc_file(struct hgw_output *output, const struct hgw_checked *checked) {
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct hgw_finding *finding = &checked->findings.items[i];
        if (!hgw_output_shows(output, finding))
            continue;
        /* What is waived asks nothing any more: a note, whatever it was. */
        enum hgw_level level = finding->waived ? HGW_LEVEL_NOTE : finding->level;
        add_printable(output->out, checked->c.name);
        hgw_buf_printf(output->out, ":%zu:%zu: %s: ", finding->line, finding->column, hgw_level_name(level));
        add_printable(output->out, finding->message);
        if (finding->waived) {
            hgw_buf_printf(output->out, " (%s: ", _("verantwoord"));
            add_printable(output->out, finding->waived);
            hgw_buf_add_char(output->out, ')');
        }
        hgw_buf_printf(output->out, " [%s]\n", finding->code);
    }
}
