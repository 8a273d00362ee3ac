#include "render/batch.h"

/* One file, from reading to writing. Returns the exit status for it. */
static int one_file(const struct hgw_render_batch *batch, const char *path, size_t number,
                    struct hgw_error *error) {
    struct hgw_rendered rendered = {0};
    bool ok = batch->renderer ? hgw_render_case(batch->renderer, path, &rendered, error)
                              : hgw_render_markdown(batch->options, path, &rendered, error);
    if (ok && rendered.refused)
        batch->refuse(&rendered.checked);
    else if (ok) {
        ok = hgw_deliver(batch->delivery, path, number, &rendered.bytes, error);
        batch->warn(&rendered.warnings, batch->renderer ? NULL : path);
    }
    int status = !ok ? hgw_error_status(error) : rendered.refused;
    hgw_rendered_free(&rendered);
    return status;
}

int hgw_render_batch_run(const struct hgw_render_batch *batch, struct hgw_error *error) {
    int worst = 0;
    if (!hgw_delivery_check(batch->delivery, batch->files, batch->file_count, error))
        return hgw_error_status(error);
    for (size_t i = 0; i < batch->file_count; i++) {
        int status = one_file(batch, batch->files[i], i + 1, error);
        worst = status > worst ? status : worst;
        if (error->kind == HGW_ERROR_PIPE || i + 1 == batch->file_count)
            break; /* the caller says the last one */
        if (error->kind != HGW_ERROR_NONE)
            batch->complain(error);
        hgw_error_clear(error);
    }
    return worst;
}
