/* pseudonym: names of people become roles, for training and peer review.
 *
 * Every text of the case is rewritten: each word of a name, and its genitive (Elke, Elkes, Noors), becomes
 * "de leerling", "ouder 1", "leerkracht 1"; a whole name, with a title before it (juf Elke), becomes one
 * role. Only capitalised words of a name count, as they are written there; titles and particles (juf, van) do
 * not. School, contact and date of birth go, ids become others, comments go. What a text tells about someone
 * stays: this is not anonymity. */
#ifndef HGW_RENDER_PSEUDONYM_H
#define HGW_RENDER_PSEUDONYM_H

#include "base/buf.h"
#include "base/error.h"
#include "render/labels.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* Who is called what, and which id became which. */
struct hgw_pseudonyms;

/* Learns the names and ids of a case. The words for roles come from `labels` (attribute "pseudoniem"). NULL
 * when memory is out. Freed with hgw_pseudonyms_free. */
struct hgw_pseudonyms *hgw_pseudonyms_new(xmlDocPtr doc, const struct hgw_labels *labels,
                                          struct hgw_error *error);

void hgw_pseudonyms_free(struct hgw_pseudonyms *pseudonyms);

/* Rewrites the case they were learnt from. No element is freed (findings point to them): school and contact
 * become empty. False: no memory; the tree may then still hold names. */
bool hgw_pseudonyms_apply(const struct hgw_pseudonyms *pseudonyms, xmlDocPtr doc, struct hgw_error *error);

/* Adds `text` with its names replaced. `message`: it is one of the check's, which quotes ids („noor”) and
 * cuts texts off („Voldoet No…”): those are replaced too. */
void hgw_pseudonyms_text(const struct hgw_pseudonyms *pseudonyms, const char *text, bool message,
                         struct hgw_buf *out);

/* What an id became, or NULL. */
const char *hgw_pseudonyms_id(const struct hgw_pseudonyms *pseudonyms, const char *id);

#endif
