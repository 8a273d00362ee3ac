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

static void write_prose(void *data, struct buf *out, const char *text, bool ends_line) {
    (void)data, (void)ends_line;
    buf_add_string(out, text);
}

static void write_nothing(void *data, struct buf *out, bool instead) {
    (void)data, (void)out, (void)instead;
}

static const struct template_output template_xml = {write_escaped, write_prose, write_nothing, NULL};
