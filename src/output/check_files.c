#include "output/check_files.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/suggest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { STATUS_FOUND = 1, STATUS_UNREADABLE = 2 };

/* A code that is close to what was typed, or NULL. */
static const char *suggestion(const struct checker *checker, const char *code) {
    struct suggest_one suggest;
    suggest_start(&suggest, code);
    for (size_t i = 0; i < checker_rule_count(checker); i++)
        suggest_try(&suggest, checker_rule(checker, i)->code);
    return suggest.best;
}

static bool check_code(const struct checker *checker, const char *code, struct error *error) {
    for (size_t i = 0; i < checker_rule_count(checker); i++)
        if (strncasecmp(checker_rule(checker, i)->code, code, strlen(code)) == 0)
            return true;
    const char *close = suggestion(checker, code);
    if (close)
        return error_set(error, ERROR_USAGE, _("Geen enkele regel heeft een code die met „%s” begint. Bedoel je %s?"),
                         code, close);
    return error_set(error, ERROR_USAGE,
                     _("Geen enkele regel heeft een code die met „%s” begint. Kijk met --list-rules."), code);
}

/* True when each code or prefix in the list (NULL: none) fits a rule; else ERROR_USAGE names the first that does not.
 */
static bool codes_check(const struct checker *checker, const char *list, struct error *error) {
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
static bool flush(const struct batch *batch, struct buf *out, struct error *error) {
    bool ok = out->length == 0 || batch->write(out->data, out->length, error);
    buf_clear(out);
    return ok;
}

/* Checks and writes one file. One that cannot be read only counts in the status. */
static bool one_file(const struct batch *batch, const char *path, struct output *output,
                     const struct output_format *format, int *status, struct error *error) {
    struct checked checked = {0};
    struct error own = ERROR_EMPTY;
    const char *name = strcmp(path, "-") == 0 ? batch->stdin_name : NULL;
    bool ok = check_file(batch->checker, path, name, batch->phase, &checked, &own);
    if (ok) {
        output_write(output, format, &checked);
        if (checked_reaches(&checked, batch->fail_on) && *status < STATUS_FOUND)
            *status = STATUS_FOUND;
        ok = flush(batch, output->out, error);
    } else if (own.kind == ERROR_IO) {
        batch->complain(&own);
        *status = STATUS_UNREADABLE;
        error_clear(&own);
        ok = output->failed = true;
    } else {
        *error = own;
        output->failed = true;
    }
    checked_free(&checked);
    return ok;
}

bool batch_run(const struct batch *batch, int *status, struct error *error) {
    const struct output_format *format = output_format_find(batch->format);
    struct buf out = BUF_EMPTY;
    struct output output = {.out = &out,
                            .checker = batch->checker,
                            .filter = batch->filter,
                            .lang = batch->lang,
                            .color = batch->color,
                            .width = batch->width};
    *status = 0;
    if (!codes_check(batch->checker, batch->filter.include, error) ||
        !codes_check(batch->checker, batch->filter.exclude, error))
        return false;
    if (format->begin)
        format->begin(&output);
    bool ok = true;
    for (size_t i = 0; ok && i < batch->file_count; i++)
        ok = one_file(batch, batch->files[i], &output, format, status, error);
    if (format->end) /* a document that was begun is ended, whatever happened */
        format->end(&output);
    ok = flush(batch, &out, error) && ok;
    buf_free(&output.notices);
    buf_free(&out);
    return ok;
}
