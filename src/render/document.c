#include "render/document.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void hgw_warnings_add(struct hgw_warnings *warnings, size_t line, const char *format, ...) {
    if (warnings->count == HGW_WARNINGS_MAX) {
        warnings->more++;
        return;
    }
    if (!warnings->items)
        warnings->items = calloc(HGW_WARNINGS_MAX, sizeof *warnings->items);
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = warnings->items ? vasprintf(&text, format, arguments) : -1;
    va_end(arguments);
    if (length < 0)
        warnings->more++;
    else
        warnings->items[warnings->count++] = (struct hgw_warning){text, line};
}

void hgw_warnings_free(struct hgw_warnings *warnings) {
    for (size_t i = 0; i < warnings->count; i++)
        free(warnings->items[i].text);
    free(warnings->items);
    *warnings = (struct hgw_warnings)HGW_WARNINGS_EMPTY;
}
