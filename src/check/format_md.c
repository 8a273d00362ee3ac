#include "check/output.h"
void hgw_md_file(struct hgw_output *output, const struct hgw_checked *checked) {
    hgw_text_file(output, checked);
}
