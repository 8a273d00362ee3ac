/* pseudonym: names of people become roles, for training and peer review.
 *
 * Every text of the case is rewritten: each word of a name, and its genitive (Elke, Elkes, Noors), becomes
 * "de leerling", "ouder 1", "leerkracht 1"; a whole name, with a title before it (juf Elke), becomes one
 * role, also where it is wrapped over two lines. Of two people with a word in common it is the one whose name
 * goes on. Only capitalised words of a name count, as they are written there; titles and particles (juf, van)
 * do not. The whole name of the school becomes "de school". Links and pictures keep only their words. What
 * school and contact hold and the date of birth go, ids become others, comments go. What a text
 * tells about someone stays: this is not anonymity. */
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

/* What a text is, and so what in it tells who someone is. */
enum hgw_told {
    HGW_TOLD_TEXT, /* a text of the case: names */
    HGW_TOLD_MESSAGE, /* what the check says: it quotes ids („noor”) and cuts texts off („Voldoet No…”) */
    HGW_TOLD_REFUSAL, /* the same of a case that is not valid: it may quote a mistyped name or id too */
};

/* Adds `text` with its names and ids replaced. In a refusal an id that is none, and what an attribute that
 * names someone holds, becomes "…". */
void hgw_pseudonyms_text(const struct hgw_pseudonyms *pseudonyms, const char *text, enum hgw_told told,
                         struct hgw_buf *out);

/* Adds a text that is read as Markdown, with its names replaced; also those that markup, an entity or a
 * comment splits (**El**ke), at the cost of the markup in that paragraph. Pictures become their alternative
 * texts and links their texts: a name can stand in a target, and a role in its place would break it. False
 * with HGW_ERROR_LIMIT or HGW_ERROR_MEMORY. */
bool hgw_pseudonyms_markdown(const struct hgw_pseudonyms *pseudonyms, const char *text, struct hgw_buf *out,
                             struct hgw_error *error);

/* What an id became, or NULL. */
const char *hgw_pseudonyms_id(const struct hgw_pseudonyms *pseudonyms, const char *id);

#endif
