/* code_action: what can be changed where the caret is, at one stroke. It changes the open document alone. */
#pragma once

#include "lsp/text_document.h"

/* Answers textDocument/codeAction for what stands from `from` up to the end of the range in the params. */
json_t *code_actions(struct text_document *document, size_t from, const json_t *params);
