/* hover: what there is to know about what the pointer is on. */
#pragma once

#include "lsp/text_document.h"

/* Answers textDocument/hover: the explanation of an element, attribute or value, who or what an id is, the page of what
 * was found there; null for nothing. */
json_t *hover(struct text_document *document, size_t offset);
