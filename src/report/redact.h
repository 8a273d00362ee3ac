/* redact: names of people become roles in a case that was just loaded, so that nothing after this (findings,
 * reports, messages) ever knew them. For training and peer review.
 *
 * Each word of a name and its genitive (Elke, Elkes, ELKE), the initials (J.P.) and a whole name with a title
 * before it (juf Elke) become "de leerling", "ouder 1", "leerkracht 1"; of people with a word in common it is
 * the one whose name goes on. Only capitalised words of a name count; titles and particles (juf, van) do not.
 * Accents, signs that show nothing and the markup of Markdown do not hide a name. The whole name of the
 * pupil's school becomes "de school". E-mail and web addresses go, and names of files that hold a name; links
 * and pictures keep only their words. School and contact are emptied, comments go, ids become others. What a
 * text tells about someone stays: this is not anonymity. */
#pragma once

#include "base/base.h"
#include "case/case.h"
#include "document/document.h"
#include "report/report.h"

/* Who is called what, and which id became which. */
struct redaction;

/* The most people that a case may have, each of whom is looked for in every text. */
enum { REDACT_MOST = 200 };

/* Rewrites the tree of a case, valid or not. The words for roles come from `labels` (attribute "pseudoniem").
 * The date of birth stays, when it is one: consent goes by age. Elements and their places stay as they were.
 * NULL: there are more people than that (ERROR_LIMIT). */
struct redaction *redact(xmlDocPtr doc, const struct labels *labels, struct error *error);

/* What an id became, or NULL. */
const char *redaction_id(const struct redaction *r, const char *id);

/* To be called when the audience filter is done: takes the date of birth away, and warns of each line of the
 * case where a word stays that begins with a name (Noorklas, Noortje). */
void redaction_finish(struct redaction *r, const struct case_file *c, struct warnings *warnings);

/* NULL is accepted. */
void redaction_free(struct redaction *r);
