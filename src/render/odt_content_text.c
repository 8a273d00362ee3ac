/* White space: OpenDocument 1.3 part 3, section 6.1.2, collapses it as XML readers do. The first of a run of
 * spaces is a space, the others and those at either end of the paragraph are text:s. */
#include "render/odt_content_writer.h"
#include "render/xml_text.h"

#include <string.h>

void hgw_odt_put(struct hgw_odt_writer *writer, const char *before, const char *value, const char *after) {
    hgw_buf_add_string(writer->out, before);
    hgw_buf_add_string(writer->out, value);
    hgw_buf_add_string(writer->out, after);
}

void hgw_odt_text_start(struct hgw_odt_writer *writer) {
    writer->spaces = 0;
    writer->after_space = true;
}

static void add_spaces(struct hgw_odt_writer *writer, size_t count) {
    if (count == 1)
        hgw_buf_add_string(writer->out, "<text:s/>");
    else if (count > 1)
        hgw_buf_printf(writer->out, "<text:s text:c=\"%zu\"/>", count);
}

void hgw_odt_text_flush(struct hgw_odt_writer *writer) {
    if (writer->spaces == 0)
        return;
    if (!writer->after_space) {
        hgw_buf_add_char(writer->out, ' ');
        writer->spaces--;
    }
    add_spaces(writer, writer->spaces);
    writer->spaces = 0;
    writer->after_space = true;
}

void hgw_odt_text_end(struct hgw_odt_writer *writer) {
    add_spaces(writer, writer->spaces);
    writer->spaces = 0;
}

void hgw_odt_text_break(struct hgw_odt_writer *writer) {
    hgw_odt_text_end(writer);
    hgw_buf_add_string(writer->out, "<text:line-break/>");
    writer->after_space = true;
}

/* How many bytes of a text that is not special to XML can stay as they are: words with one space between
 * them. */
static size_t words_length(const char *bytes, size_t length) {
    if (length == 0 || bytes[0] == ' ')
        return 0;
    const char *run = memmem(bytes, length, "  ", 2);
    size_t words = run ? (size_t)(run - bytes) : length;
    return words - (bytes[words - 1] == ' ');
}

static size_t add_special(struct hgw_odt_writer *writer, const char *bytes, size_t length, bool lines) {
    switch (bytes[0]) {
    case ' ':
    case '\r':
        writer->spaces++;
        return 1;
    case '\n':
        if (lines)
            hgw_odt_text_break(writer);
        else
            writer->spaces++;
        return 1;
    case '\t':
        hgw_odt_text_end(writer);
        hgw_buf_add_string(writer->out, "<text:tab/>");
        writer->after_space = true;
        return 1;
    default:
        hgw_odt_text_flush(writer);
        writer->after_space = false;
        return hgw_xml_add_special(writer->out, bytes, length);
    }
}

static void add(struct hgw_odt_writer *writer, const char *bytes, size_t length, bool lines) {
    writer->letters += length;
    size_t done = 0, plain = 0; /* up to there nothing is special to XML; no byte is looked at twice */
    while (done < length) {
        if (done >= plain)
            plain = done + hgw_xml_plain_length(bytes + done, length - done);
        size_t words = words_length(bytes + done, plain - done);
        if (words > 0) {
            hgw_odt_text_flush(writer);
            hgw_buf_add(writer->out, bytes + done, words);
            writer->after_space = false;
            done += words;
        } else
            done += add_special(writer, bytes + done, length - done, lines);
    }
}

void hgw_odt_text_add(struct hgw_odt_writer *writer, const char *bytes, size_t length) {
    add(writer, bytes, length, false);
}

void hgw_odt_text_add_lines(struct hgw_odt_writer *writer, const char *bytes, size_t length) {
    add(writer, bytes, length, true);
}
