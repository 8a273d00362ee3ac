#include "document/document.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>

void warnings_add(struct warnings *warnings, size_t line, const char *format, ...) {
    if (warnings->count == WARNINGS_MAX) {
        warnings->more++;
        return;
    }
    if (!warnings->items)
        warnings->items = mem_calloc(WARNINGS_MAX, sizeof *warnings->items);
    va_list arguments;
    va_start(arguments, format);
    warnings->items[warnings->count++] = (struct warning){text_vformat(format, arguments), line};
    va_end(arguments);
}

void warnings_free(struct warnings *warnings) {
    for (size_t i = 0; i < warnings->count; i++)
        free(warnings->items[i].text);
    free(warnings->items);
    *warnings = (struct warnings)WARNINGS_EMPTY;
}
