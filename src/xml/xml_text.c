#include "xml/xml_text.h"

static const struct {
    char c;
    const char *reference;
} references[] = {{'<', "&lt;"},  {'>', "&gt;"},   {'&', "&amp;"}, {'"', "&quot;"},
                  {'\t', "&#9;"}, {'\n', "&#10;"}, {'\r', "&#13;"}};

void xml_add(struct buf *out, const char *text, size_t length) {
    const size_t count = sizeof references / sizeof *references;
    size_t done = 0;
    for (size_t at = 0; at < length; at++) {
        if ((unsigned char)text[at] > '>' || text[at] == ' ')
            continue; /* nearly all of it */
        size_t i = 0;
        while (i < count && references[i].c != text[at])
            i++;
        if (i == count)
            continue;
        buf_add(out, text + done, at - done);
        buf_add_string(out, references[i].reference);
        done = at + 1;
    }
    if (done < length)
        buf_add(out, text + done, length - done);
}

void xml_add_string(struct buf *out, const char *string) {
    xml_add(out, string, string ? strlen(string) : 0);
}
