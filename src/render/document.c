#include "render/document.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>

void hgw_warnings_add(struct hgw_warnings *warnings, size_t line, const char *format, ...) {
    if (warnings->count == HGW_WARNINGS_MAX) {
        warnings->more++;
        return;
    }
    if (!warnings->items)
        warnings->items = mem_calloc(HGW_WARNINGS_MAX, sizeof *warnings->items);
    va_list arguments;
    va_start(arguments, format);
    warnings->items[warnings->count++] = (struct hgw_warning){hgw_vformat(format, arguments), line};
    va_end(arguments);
}

void hgw_warnings_free(struct hgw_warnings *warnings) {
    for (size_t i = 0; i < warnings->count; i++)
        free(warnings->items[i].text);
    free(warnings->items);
    *warnings = (struct hgw_warnings)HGW_WARNINGS_EMPTY;
}
