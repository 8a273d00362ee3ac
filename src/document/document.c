#include "document/document.h"

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
