/* completion: what may stand where the caret is, also in a text that is no good XML at that moment. */
#pragma once

#include "lsp/text_document.h"

/* Answers textDocument/completion: a CompletionList, the likeliest first. */
json_t *completion(struct text_document *document, size_t offset, const json_t *params);
