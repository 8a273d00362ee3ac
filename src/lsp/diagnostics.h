/* diagnostics: what the check finds, as an editor shows it beside the text. */
#pragma once

#include "lsp/text_document.h"
#include "output/output.h"

/* The params of textDocument/publishDiagnostics for a document that was read: those that the filter lets through. */
json_t *diagnostics(struct text_document *document, const struct filter *filter);
