/* navigation: from one place in a case to others: ids and what refers to them, the outline, what can be folded. Each
 * answers with what the protocol's request wants, null for nothing. */
#pragma once

#include "lsp/text_document.h"

/* Where the id at `offset` belongs, and all places where it stands, with that one when the params say so. */
json_t *definition(struct text_document *document, size_t offset);
json_t *references(struct text_document *document, size_t offset, const json_t *params);

/* The id at `offset` that can be renamed; and the change that does so everywhere. NULL: it cannot, and error says why.
 */
json_t *prepare_rename(struct text_document *document, size_t offset);
json_t *rename_id(struct text_document *document, size_t offset, const char *name, struct error *error);

/* The case as an outline: sections, and in them what has a text or an id. */
json_t *document_symbols(struct text_document *document);

/* Elements and comments of more than one line. */
json_t *folding_ranges(struct text_document *document);

/* Above each section: the principles that it serves, and how many findings it has. */
json_t *code_lenses(struct text_document *document);
