#include "report/render_files.h"

/* One file, from reading to writing. Returns the exit status for it. */
static int one_file(const struct render_batch *batch, const char *path, size_t number, struct error *error) {
    struct rendered rendered = {0};
    bool ok = batch->renderer ? render_case(batch->renderer, path, &rendered, error)
                              : render_markdown(batch->options, path, &rendered, error);
    if (ok && rendered.refused)
        batch->refuse(&rendered.checked);
    else if (ok) {
        ok = deliver(batch->delivery, path, number, &rendered.bytes, error);
        batch->warn(&rendered.warnings, batch->renderer ? NULL : path);
    }
    int status = !ok ? error_status(error) : rendered.refused;
    rendered_free(&rendered);
    return status;
}

int render_batch_run(const struct render_batch *batch, struct error *error) {
    int worst = 0;
    if (!delivery_check(batch->delivery, batch->files, batch->file_count, error))
        return error_status(error);
    for (size_t i = 0; i < batch->file_count; i++) {
        int status = one_file(batch, batch->files[i], i + 1, error);
        worst = status > worst ? status : worst;
        if (error->kind == ERROR_PIPE || i + 1 == batch->file_count)
            break; /* the caller says the last one */
        if (error->kind != ERROR_NONE)
            batch->complain(error);
        error_clear(error);
    }
    return worst;
}
