#include "base/error.h"

#include "base/lang.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fill(struct hgw_error *error, enum hgw_error_kind kind, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

static void fill(struct hgw_error *error, enum hgw_error_kind kind, const char *format, va_list arguments) {
    char *text = NULL;
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length >= 0)
        text = malloc((size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    error->kind = text ? kind : HGW_ERROR_MEMORY;
    error->text = text;
}

bool hgw_error_set(struct hgw_error *error, enum hgw_error_kind kind, const char *format, ...) {
    if (error->kind != HGW_ERROR_NONE)
        return false;
    va_list arguments;
    va_start(arguments, format);
    fill(error, kind, format, arguments);
    va_end(arguments);
    return false;
}

bool hgw_error_at(struct hgw_error *error, enum hgw_error_kind kind, const char *file, size_t line,
                  size_t column, const char *format, ...) {
    if (error->kind != HGW_ERROR_NONE)
        return false;
    va_list arguments;
    va_start(arguments, format);
    fill(error, kind, format, arguments);
    va_end(arguments);
    error->file = file ? strdup(file) : NULL;
    error->line = line;
    error->column = column;
    return false;
}

bool hgw_error_memory(struct hgw_error *error) {
    if (error->kind == HGW_ERROR_NONE)
        error->kind = HGW_ERROR_MEMORY;
    return false;
}

void hgw_error_clear(struct hgw_error *error) {
    free(error->text);
    free(error->file);
    *error = (struct hgw_error)HGW_ERROR_EMPTY;
}

const char *hgw_error_text(const struct hgw_error *error) {
    if (error->text)
        return error->text;
    return error->kind == HGW_ERROR_NONE ? "" : _("Er is niet genoeg geheugen.");
}

void hgw_error_print(const struct hgw_error *error, struct hgw_buf *out) {
    if (error->file)
        hgw_buf_printf(out, "%s:", error->file);
    if (error->file && error->line > 0)
        hgw_buf_printf(out, "%zu:", error->line);
    if (error->file && error->line > 0 && error->column > 0)
        hgw_buf_printf(out, "%zu:", error->column);
    if (error->file)
        hgw_buf_add_char(out, ' ');
    hgw_buf_add_string(out, hgw_error_text(error));
}

int hgw_error_status(const struct hgw_error *error) {
    switch (error->kind) {
    case HGW_ERROR_NONE:
        return 0;
    case HGW_ERROR_CONTENT:
    case HGW_ERROR_LIMIT:
        return 1;
    default:
        return 2;
    }
}
