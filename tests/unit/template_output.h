/* template_output.h: an output that writes & < > " as XML wants them, and {{{x}}} as it is. */
#pragma once

#include "template/template.h"

static void write_escaped(void *data, struct buf *out, const char *text) {
    (void)data;
    for (; *text != '\0'; text++)
        if (*text == '&')
            buf_add_string(out, "&amp;");
        else if (*text == '<')
            buf_add_string(out, "&lt;");
        else if (*text == '>')
            buf_add_string(out, "&gt;");
        else if (*text == '"')
            buf_add_string(out, "&quot;");
        else
            buf_add_char(out, *text);
}

static const struct template_output template_xml = {.value = write_escaped};
