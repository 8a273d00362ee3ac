#include "check/output.h"
void hgw_sarif_begin(struct hgw_output *output) {
    (void)output;
}
void hgw_sarif_file(struct hgw_output *output, const struct hgw_checked *checked) {
    hgw_json_file(output, checked);
}
void hgw_sarif_end(struct hgw_output *output) {
    (void)output;
}
