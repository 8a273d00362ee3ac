/* fresh: an element as it is when it has just been opened: with the attributes and elements that it must have, and a
 * place for each thing that is to be said. Its hints, and what its ids look like, come from templates/new. */
#pragma once

#include "lsp/server.h"

/* Text with places to fill. Start with `struct fresh fresh = {.stops = …};`, free `text`. */
struct fresh {
    struct buf text;
    bool stops;     /* the places are tab stops of a snippet (LSP 3.17); else what is proposed there stands in it */
    unsigned count; /* of the tab stops so far */
};

/* Adds text as it is; and a place to fill with what is proposed ("": nothing). */
void fresh_add(struct fresh *fresh, const char *text);
void fresh_place(struct fresh *fresh, const char *proposed);

/* Adds such a place with the hint for this element in that one (NULL: anywhere), "<?vul-in …?>". */
void fresh_hint(const struct request *request, const char *parent, const char *element, struct fresh *fresh);

/* Adds the element as it stands in `parent` (NULL: it is the root); and the value of an attribute, without quotes. */
void fresh_element(const struct request *request, const struct grammar_element *parent,
                   const struct grammar_element *element, struct fresh *fresh);
void fresh_value(const struct request *request, const struct grammar_element *element,
                 const struct grammar_attribute *attribute, struct fresh *fresh);

/* True when that attribute may name this element by its id. */
bool may_name(const char *attribute, const struct typed_tag *tag);

/* Reads templates/new; without it there are no hints. */
void hints_open(struct lsp_settings *settings);
