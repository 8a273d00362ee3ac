#include "xml/xml_text.h"

static const char *const references[256] = {['<'] = "&lt;",  ['>'] = "&gt;",   ['&'] = "&amp;", ['"'] = "&quot;",
                                            ['\t'] = "&#9;", ['\n'] = "&#10;", ['\r'] = "&#13;"};

void xml_add(struct buf *out, const char *text, size_t length) {
    size_t done = 0;
    for (size_t at = 0; at < length; at++) {
        const char *reference = references[(unsigned char)text[at]];
        if (!reference)
            continue;
        buf_add(out, text + done, at - done);
        buf_add_string(out, reference);
        done = at + 1;
    }
    buf_add(out, text + done, length - done);
}

void xml_add_string(struct buf *out, const char *string) {
    xml_add(out, string, string ? strlen(string) : 0);
}
