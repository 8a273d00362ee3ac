#include "check/batch.h"

#include "base/fileio.h"
#include "base/memory.h"
#include "base/suggest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { STATUS_FOUND = 1, STATUS_UNREADABLE = 2 };

/* A code that is close to what was typed, or NULL. */
static const char *suggestion(const struct hgw_checker *checker, const char *code) {
    struct hgw_suggest suggest;
    hgw_suggest_start(&suggest, code);
    for (size_t i = 0; i < hgw_checker_rule_count(checker); i++)
        hgw_suggest_try(&suggest, hgw_checker_rule(checker, i)->code);
    return suggest.best;
}

static bool check_code(const struct hgw_checker *checker, const char *code, struct hgw_error *error) {
    for (size_t i = 0; i < hgw_checker_rule_count(checker); i++)
        if (strncasecmp(hgw_checker_rule(checker, i)->code, code, strlen(code)) == 0)
            return true;
    const char *close = suggestion(checker, code);
    if (close)
        return hgw_error_set(error, HGW_ERROR_USAGE,
                             _("Geen enkele regel heeft een code die met „%s” begint. Bedoel je %s?"), code,
                             close);
    return hgw_error_set(error, HGW_ERROR_USAGE,
                         _("Geen enkele regel heeft een code die met „%s” begint. Kijk met --list-rules."),
                         code);
}

bool hgw_codes_check(const struct hgw_checker *checker, const char *list, struct hgw_error *error) {
    for (const char *at = list ? list : ""; *(at += strspn(at, ", ")); at += strcspn(at, ", ")) {
        char *code = mem_strndup(at, strcspn(at, ", "));
        bool ok = check_code(checker, code, error);
        free(code);
        if (!ok)
            return false;
    }
    return true;
}

/* Hands over what was written since the last time. */
static bool flush(const struct hgw_batch *batch, struct hgw_buf *out, struct hgw_error *error) {
    bool ok = out->length == 0 || batch->write(out->data, out->length, error);
    hgw_buf_clear(out);
    return ok;
}

/* Checks and writes one file. One that cannot be read only counts in the status. */
static bool one_file(const struct hgw_batch *batch, const char *path, struct hgw_output *output,
                     const struct hgw_output_format *format, int *status, struct hgw_error *error) {
    struct hgw_checked checked = {0};
    struct hgw_error own = HGW_ERROR_EMPTY;
    const char *name = strcmp(path, "-") == 0 ? batch->stdin_name : NULL;
    bool ok = hgw_check_file(batch->checker, path, name, batch->phase, &checked, &own);
    if (ok) {
        hgw_output_write(output, format, &checked);
        if (hgw_checked_reaches(&checked, batch->fail_on) && *status < STATUS_FOUND)
            *status = STATUS_FOUND;
        ok = flush(batch, output->out, error);
    } else if (own.kind == HGW_ERROR_IO) {
        batch->complain(&own);
        *status = STATUS_UNREADABLE;
        hgw_error_clear(&own);
        ok = output->failed = true;
    } else {
        *error = own;
        output->failed = true;
    }
    hgw_checked_free(&checked);
    return ok;
}

bool hgw_batch_run(const struct hgw_batch *batch, int *status, struct hgw_error *error) {
    const struct hgw_output_format *format = hgw_output_format_find(batch->format);
    struct hgw_buf out = HGW_BUF_EMPTY;
    struct hgw_output output = {.out = &out,
                                .checker = batch->checker,
                                .filter = batch->filter,
                                .lang = batch->lang,
                                .color = batch->color,
                                .width = batch->width};
    *status = 0;
    if (!hgw_codes_check(batch->checker, batch->filter.include, error) ||
        !hgw_codes_check(batch->checker, batch->filter.exclude, error))
        return false;
    if (format->begin)
        format->begin(&output);
    bool ok = true;
    for (size_t i = 0; ok && i < batch->file_count; i++)
        ok = one_file(batch, batch->files[i], &output, format, status, error);
    if (format->end) /* a document that was begun is ended, whatever happened */
        format->end(&output);
    ok = flush(batch, &out, error) && ok;
    hgw_buf_free(&output.notices);
    hgw_buf_free(&out);
    return ok;
}
