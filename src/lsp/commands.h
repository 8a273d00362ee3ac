/* commands: what the user can ask of the server by name. Each takes one object, with "uri" the case:
 *
 *   hgw.nextPhase {"uri", "phase"?}: what the case needs for its next phase, or for that one
 *   hgw.add       {"uri", "piece"}: one piece more
 *   hgw.report    {"uri", "report", "to"?, "for"?, "reader"?, "directory"?}: a report of it, in a file: the answer is
 *                 {"uri": that of the file}
 *   hgw.reports, hgw.pieces: which there are: a list of lists of texts, the name first
 *
 * The first two have the client change the text (workspace/applyEdit); one that cannot gets the WorkspaceEdit. */
#pragma once

#include "edit/edit.h"
#include "lsp/server.h"

/* The names: a list of texts. */
json_t *command_names(void);

/* Answers workspace/executeCommand. */
json_t *execute_command(struct server *server, const json_t *params);

/* The TextEdits that a splice of the tree of now makes; and what adds a piece, or (NULL) what the next phase needs, or
 * that phase. NULL: error says why not. */
json_t *edit_spliced(struct text_document *document, const struct splice *splice);
json_t *edit_adding(struct text_document *document, const char *piece, const char *phase, struct error *error);
