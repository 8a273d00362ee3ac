#include "check/output.h"

#include <string.h>
#include <strings.h>

bool hgw_codes_match(const char *list, const char *code) {
    for (const char *at = list; *at; at += strcspn(at, ", ")) {
        at += strspn(at, ", ");
        size_t length = strcspn(at, ", ");
        if (length > 0 && strncasecmp(at, code, length) == 0)
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

void hgw_output_write(struct hgw_output *output, const struct hgw_output_format *format,
                      struct hgw_checked *checked) {
    const struct hgw_findings *findings = &checked->findings;
    size_t shown = 0;
    output->more = 0;
    for (size_t i = 0; i < findings->count_count; i++)
        if (hgw_filter_shows(&output->filter, findings->counts[i].code, findings->counts[i].level))
            output->more += findings->counts[i].all;
    for (size_t i = 0; i < findings->count; i++)
        findings->items[i].shown = false;
    for (size_t level = 0; level < HGW_LEVEL_COUNT; level++) /* the heaviest first */
        for (size_t i = 0; i < findings->count && shown < HGW_FINDINGS_MOST; i++) {
            struct hgw_finding *finding = &findings->items[i];
            if (finding->level == level && hgw_filter_shows(&output->filter, finding->code, finding->level)) {
                finding->shown = true;
                shown++;
            }
        }
    output->more -= shown;
    format->file(output, checked);
    output->files++;
}

void hgw_output_more(const struct hgw_output *output, struct hgw_buf *out) {
    hgw_buf_printf(out,
                   P_("Er is nog %zu bevinding die hier niet staat. Verbeter eerst wat er wel staat.",
                      "Er zijn nog %zu bevindingen die hier niet staan. Verbeter eerst wat er wel staat.",
                      output->more),
                   output->more);
}

const char *hgw_level_word(enum hgw_level level) {
    static const char *const words[HGW_LEVEL_COUNT] = {N_("fout"), N_("waarschuwing"), N_("opmerking")};
    return _(words[level]);
}

void hgw_tally_words(struct hgw_buf *out, const struct hgw_tally *tally) {
    unsigned long errors = tally->levels[HGW_LEVEL_ERROR], warnings = tally->levels[HGW_LEVEL_WARNING],
                  notes = tally->levels[HGW_LEVEL_NOTE];
    if (errors > 0)
        hgw_buf_printf(out, P_("%lu fout", "%lu fouten", errors), errors);
    if (errors > 0 && warnings + notes > 0)
        hgw_buf_add_string(out, ", ");
    if (warnings > 0)
        hgw_buf_printf(out, P_("%lu waarschuwing", "%lu waarschuwingen", warnings), warnings);
    if (warnings > 0 && notes > 0)
        hgw_buf_add_string(out, ", ");
    if (notes > 0)
        hgw_buf_printf(out, P_("%lu opmerking", "%lu opmerkingen", notes), notes);
}

struct hgw_tally hgw_tally_total(const struct hgw_checked *checked) {
    struct hgw_tally total = checked->unknown;
    for (size_t i = 0; i <= HGW_PRINCIPLE_COUNT; i++) {
        for (size_t level = 0; level < HGW_LEVEL_COUNT; level++)
            total.levels[level] += checked->principles[i].levels[level];
        total.waived += checked->principles[i].waived;
    }
    return total;
}

size_t hgw_tally_open(const struct hgw_tally *tally) {
    size_t open = 0;
    for (size_t level = 0; level < HGW_LEVEL_COUNT; level++)
        open += tally->levels[level];
    return open;
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
