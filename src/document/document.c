#include "document/document.h"

#include "base/file.h"
#include "xml/xml_text.h"

void warnings_add(struct warnings *warnings, size_t line, const char *format, ...) {
    if (warnings->count == WARNINGS_MAX) {
        warnings->more++;
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    warnings->items[warnings->count++] = (struct warning){text_vformat(format, arguments), line};
    va_end(arguments);
}

void warnings_free(struct warnings *warnings) {
    for (size_t i = 0; i < warnings->count; i++)
        free(warnings->items[i].text);
    *warnings = (struct warnings){0};
}

void document_resolve(struct markdown *markdown, const struct document *document, struct pictures *pictures) {
    free(markdown->source); /* makes room for what is written */
    markdown->source = NULL;
    if (markdown->html_line > 0)
        warnings_add(document->warnings, markdown->html_line, _("HTML in de tekst wordt weggelaten"));
    for (cmark_node *node = markdown->root, *next; node; node = next) {
        cmark_node_type type = cmark_node_get_type(node);
        const char *url = cmark_node_get_url(node);
        next = markdown_next(node);
        if (type == CMARK_NODE_LINK && !markdown_link_allowed(url)) {
            warnings_add(document->warnings, markdown_line(markdown, node),
                         _("de link naar \"%s\" wordt weggelaten: alleen http, https en mailto mogen"), url);
            next = markdown_unwrap(node);
        } else if (type == CMARK_NODE_IMAGE) {
            const struct picture *picture = pictures_use(pictures, document, url, markdown_line(markdown, node));
            cmark_node_set_user_data(node, (void *)(uintptr_t)picture);
            next = picture ? markdown_next_outside(node) : markdown_unwrap(node);
        }
    }
}

bool document_fill(struct buf *out, const struct document *document, const char *page, const char *title,
                   const char *style, struct buf *text, struct error *error) {
    const char *const fields[][2] = {
        {"titel", title},          {"onderwerp", document->subject}, {"auteur", document->creator},
        {"datum", document->date}, {"versie", HGW_VERSION},          {"groot", document->large ? "groot" : NULL},
        {"stijl", style}};
    AUTO(mem_free) char *path = datadir_find(document->datadir, page, error);
    AUTO(buf_free) struct buf form = BUF_EMPTY;
    bool shown = true;
    if (!path || !file_read(path, 1024 * 1024, &form, error))
        return false;
    buf_add_string(&form, "");
    const char *rest = form.data;
    for (const char *tag; (tag = strstr(rest, "{{"));) {
        const char *name = tag + 2 + (strchr("#^/{", tag[2]) != NULL), *value = NULL;
        size_t length = strcspn(name, "}");
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            if (strncmp(name, fields[i][0], length) == 0)
                value = fields[i][1];
        buf_add(out, rest, shown ? (size_t)(tag - rest) : 0);
        if (tag[2] == '#' || tag[2] == '^')
            shown = (value && *value) == (tag[2] == '#');
        else if (tag[2] == '/')
            shown = true;
        else if (strncmp(name, "tekst", length) == 0) { /* a copy of it would be most of our memory */
            buf_reserve(text, out->length);
            memmove(text->data + out->length, text->data, text->length);
            memcpy(text->data, out->data, out->length);
            text->length += out->length;
            buf_free(out);
            *out = *text;
            *text = (struct buf)BUF_EMPTY;
        } else if (shown)
            (tag[2] == '{' ? buf_add_string : xml_add_string)(out, value);
        rest = name + length + strspn(name + length, "}");
    }
    buf_add_string(out, rest);
    return true;
}
