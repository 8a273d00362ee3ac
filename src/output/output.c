#include "output/output.h"

#include <string.h>
#include <strings.h>

bool codes_match(const char *list, const char *code) {
    for (const char *at = list; *at; at += strcspn(at, ", ")) {
        at += strspn(at, ", ");
        size_t length = strcspn(at, ", ");
        if (length > 0 && strncasecmp(at, code, length) == 0)
            return true;
    }
    return false;
}

bool filter_shows(const struct filter *filter, const char *code, enum level level) {
    if (strncmp(code, "HGW0", 4) == 0)
        return true;
    return level <= filter->level && (!filter->include || codes_match(filter->include, code)) &&
           !(filter->exclude && codes_match(filter->exclude, code));
}

void output_write(struct output *output, const struct output_format *format, struct checked *checked) {
    const struct findings *findings = &checked->findings;
    size_t shown = 0;
    output->more = 0;
    for (size_t i = 0; i < findings->count_count; i++)
        if (filter_shows(&output->filter, findings->counts[i].code, findings->counts[i].level))
            output->more += findings->counts[i].all;
    for (size_t i = 0; i < findings->count; i++)
        findings->items[i].shown = false;
    for (size_t level = 0; level < LEVEL_COUNT; level++) /* the heaviest first */
        for (size_t i = 0; i < findings->count && shown < FINDINGS_MOST; i++) {
            struct finding *finding = &findings->items[i];
            if (finding->level == level && filter_shows(&output->filter, finding->code, finding->level)) {
                finding->shown = true;
                shown++;
            }
        }
    output->more -= shown;
    format->file(output, checked);
    output->files++;
}

void output_more(const struct output *output, struct buf *out) {
    buf_printf(out,
               P_("Er is nog %zu bevinding die hier niet staat. Verbeter eerst wat er wel staat.",
                  "Er zijn nog %zu bevindingen die hier niet staan. Verbeter eerst wat er wel staat.", output->more),
               output->more);
}

const char *level_word(enum level level) {
    static const char *const words[LEVEL_COUNT] = {N_("fout"), N_("waarschuwing"), N_("opmerking")};
    return _(words[level]);
}

void tally_words(struct buf *out, const struct tally *tally) {
    unsigned long errors = tally->levels[LEVEL_ERROR], warnings = tally->levels[LEVEL_WARNING],
                  notes = tally->levels[LEVEL_NOTE];
    if (errors > 0)
        buf_printf(out, P_("%lu fout", "%lu fouten", errors), errors);
    if (errors > 0 && warnings + notes > 0)
        buf_add_string(out, ", ");
    if (warnings > 0)
        buf_printf(out, P_("%lu waarschuwing", "%lu waarschuwingen", warnings), warnings);
    if (warnings > 0 && notes > 0)
        buf_add_string(out, ", ");
    if (notes > 0)
        buf_printf(out, P_("%lu opmerking", "%lu opmerkingen", notes), notes);
}

struct tally tally_total(const struct checked *checked) {
    struct tally total = checked->unknown;
    for (size_t i = 0; i <= PRINCIPLE_COUNT; i++) {
        for (size_t level = 0; level < LEVEL_COUNT; level++)
            total.levels[level] += checked->principles[i].levels[level];
        total.waived += checked->principles[i].waived;
    }
    return total;
}

size_t tally_open(const struct tally *tally) {
    size_t open = 0;
    for (size_t level = 0; level < LEVEL_COUNT; level++)
        open += tally->levels[level];
    return open;
}

void quiet_file(struct output *output, const struct checked *checked) {
    (void)output, (void)checked; /* the exit status says it all */
}

static const struct output_format formats[] = {
    {"text", NULL, text_file, NULL}, {"gcc", NULL, gcc_file, NULL},
    {"json", NULL, json_file, NULL}, {"sarif", sarif_begin, sarif_file, sarif_end},
    {"md", NULL, md_file, NULL},     {"quiet", NULL, quiet_file, NULL},
};

const struct output_format *output_format_find(const char *name) {
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (!name || strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}
