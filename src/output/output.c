#include "output/output.h"

#include "base/file.h"
#include "base/process.h"

#include <strings.h>

static const struct format {
    const char *name;
    void (*file)(struct output *output, const struct checked *checked);
    bool (*end)(struct output *output, struct error *error);
} formats[] = {
    {"text", text_file, text_end},    {"gcc", gcc_file, NULL}, {"json", json_file, NULL},
    {"sarif", sarif_file, sarif_end}, {"md", md_file, NULL},   {"quiet", NULL, NULL}, /* the exit status says it all */
};

/* The choices of the option were checked. */
static const struct format *format_of(const struct output *output) {
    const struct format *format = formats;
    while (strcmp(format->name, output->format) != 0)
        format++;
    return format;
}

/* --- what is shown --- */

/* True when the list names the code, or a prefix of it, letter case aside (ASCII). */
static bool codes_match(const char *list, const char *code) {
    for (const char *at = list; *(at += strspn(at, ", ")); at += strcspn(at, ", "))
        if (strncasecmp(at, code, strcspn(at, ", ")) == 0)
            return true;
    return false;
}

bool filter_shows(const struct filter *filter, const char *code, enum level level) {
    return level <= filter->level && (!filter->include || codes_match(filter->include, code)) &&
           !(filter->exclude && codes_match(filter->exclude, code));
}

static bool shows(const struct filter *filter, const char *code, enum level level) {
    return strncmp(code, "HGW0", 4) == 0 || filter_shows(filter, code, level);
}

size_t filter_choose(const struct filter *filter, struct findings *findings) {
    size_t shown = 0;
    for (size_t level = 0; level < LEVEL_COUNT; level++) /* the heaviest first */
        for (size_t i = 0; i < findings->count; i++) {
            struct finding *finding = &findings->items[i];
            if (finding->level != level)
                continue;
            finding->shown = shown < FINDINGS_MOST && shows(filter, finding->code, finding->level);
            shown += finding->shown;
        }
    return shown;
}

void output_case(struct output *output, struct checked *checked) {
    const struct findings *findings = &checked->findings;
    output->more = 0;
    for (size_t i = 0; i < findings->count_count; i++)
        if (shows(&output->filter, findings->counts[i].code, findings->counts[i].level))
            output->more += findings->counts[i].all;
    size_t shown = filter_choose(&output->filter, &checked->findings);
    output->more -= shown;
    output->hidden = shown < tally_open(&checked->total) + checked->total.waived;
    if (format_of(output)->file)
        format_of(output)->file(output, checked);
    output->files++;
}

const struct finding *finding_next(const struct checked *checked, const struct finding *finding) {
    const struct findings *all = &checked->findings;
    for (size_t i = finding ? (size_t)(finding - all->items) + 1 : 0; i < all->count; i++)
        if (all->items[i].shown)
            return &all->items[i];
    return NULL;
}

/* --- words --- */

char *output_more(const struct output *output) {
    return text_format(P_("Er is nog %zu bevinding die hier niet staat. Verbeter eerst wat er wel staat.",
                          "Er zijn nog %zu bevindingen die hier niet staan. Verbeter eerst wat er wel staat.",
                          output->more),
                       output->more);
}

const char *level_word(enum level level) {
    static const char *const words[LEVEL_COUNT] = {N_("fout"), N_("waarschuwing"), N_("opmerking")};
    return _(words[level]);
}

void tally_words(struct buf *out, const struct tally *tally) {
    const size_t *count = tally->levels, start = out->length;
    const char *const words[LEVEL_COUNT] = {
        P_("%zu fout", "%zu fouten", count[LEVEL_ERROR]),
        P_("%zu waarschuwing", "%zu waarschuwingen", count[LEVEL_WARNING]),
        P_("%zu opmerking", "%zu opmerkingen", count[LEVEL_NOTE]),
    };
    for (size_t level = 0; level < LEVEL_COUNT; level++)
        if (count[level] > 0) {
            buf_add_string(out, out->length > start ? ", " : "");
            buf_printf(out, words[level], count[level]);
        }
}

/* --- many files --- */

char *rule_hint(const struct checker *checker, const char *code, const char *otherwise) {
    struct suggest_one suggest = suggest_start(code);
    for (size_t i = 0; i < checker->rule_count; i++)
        suggest_try(&suggest, checker->rules[i]->code);
    return suggest.best ? text_format(_(" Bedoel je %s?"), suggest.best) : mem_strdup(otherwise);
}

/* True when each code or prefix in the list (NULL: none) fits a rule; else ERROR_USAGE names the first that does not.
 */
static bool codes_check(const struct checker *checker, const char *list, struct error *error) {
    for (const char *at = list ? list : ""; *(at += strspn(at, ", ")); at += strcspn(at, ", ")) {
        AUTO(mem_free) char *code = mem_strndup(at, strcspn(at, ", "));
        size_t i = 0;
        while (i < checker->rule_count && !codes_match(code, checker->rules[i]->code))
            i++;
        AUTO(mem_free) char *hint = rule_hint(checker, code, _(" Kijk met --list-rules."));
        if (i == checker->rule_count)
            return error_set(error, ERROR_USAGE, _("Geen enkele regel heeft een code die met „%s” begint.%s"), code,
                             hint);
    }
    return true;
}

bool output_end(struct output *output, struct error *error) {
    return !format_of(output)->end || format_of(output)->end(output, error);
}

/* Writes what there is since the last time. */
static bool flush(struct output *output, struct error *error) {
    if (output->out.length == 0)
        return true;
    batch_clear(&output->batch);
    bool ok = stdout_write(output->out.data, output->out.length, error);
    buf_clear(&output->out);
    return ok;
}

static bool one_file(struct batch *batch, const char *path, struct error *error) {
    struct output *output = batch->data;
    AUTO(checked_free) struct checked checked = {0};
    const char *name = strcmp(path, "-") == 0 ? output->stdin_name : NULL;
    if (!check_file(output->checker, path, name, output->phase, &checked, error))
        return error->kind == ERROR_IO;
    output_case(output, &checked);
    output->erring += checked_reaches(&checked, LEVEL_ERROR);
    for (size_t level = 0; level < LEVEL_COUNT; level++)
        output->total.levels[level] += checked.total.levels[level];
    if (checked_reaches(&checked, output->fail_on) && batch->status == 0)
        batch->status = 1;
    return flush(output, error);
}

int output_files(struct output *output, const char *const *files, size_t count, struct error *error) {
    struct batch *batch = &output->batch;
    *batch = (struct batch){.program = "hgw-check", .file = one_file, .data = output, .cases = true};
    if (codes_check(output->checker, output->filter.include, error) &&
        codes_check(output->checker, output->filter.exclude, error)) {
        batch_run(batch, files, count, error);
        if (error->kind != ERROR_USAGE && output_end(output, error)) /* a document is whole, whatever happened */
            flush(output, error);
    }
    error_clear(&batch->wrong);
    return batch->status;
}
