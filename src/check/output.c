#include "check/output.h"

#include <string.h>

bool hgw_codes_match(const char *list, const char *code) {
    for (const char *at = list; *at; at += strcspn(at, ",")) {
        at += strspn(at, ", ");
        size_t length = strcspn(at, ", ");
        if (length > 0 && strncmp(at, code, length) == 0)
            return true;
    }
    return false;
}

bool hgw_filter_shows(const struct hgw_filter *filter, const char *code, enum hgw_level level) {
    if (strncmp(code, "HGW0", 4) == 0)
        return true;
    return level <= filter->level && (!filter->include || hgw_codes_match(filter->include, code)) &&
           !(filter->exclude && hgw_codes_match(filter->exclude, code));
}

bool hgw_output_shows(const struct hgw_output *output, const struct hgw_finding *finding) {
    return hgw_filter_shows(&output->filter, finding->code, finding->level);
}

void hgw_quiet_file(struct hgw_output *output, const struct hgw_checked *checked) {
    (void)output, (void)checked; /* the exit status says it all */
}

static const struct hgw_output_format formats[] = {
    {"text", NULL, hgw_text_file, NULL}, {"gcc", NULL, hgw_gcc_file, NULL},
    {"json", NULL, hgw_json_file, NULL}, {"sarif", hgw_sarif_begin, hgw_sarif_file, hgw_sarif_end},
    {"md", NULL, hgw_md_file, NULL},     {"quiet", NULL, hgw_quiet_file, NULL},
};

const struct hgw_output_format *hgw_output_format_find(const char *name) {
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (!name || strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}
