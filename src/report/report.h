/* report: what a report is made of: its template, with what its first line declares, partials, words for values, and
 * the functions of templates.
 *
 *   {{! rapport: ouders | doelgroep: ouders | titel: Verslag voor de ouders }}
 *
 * Reports are templates/reports/NAME.md in the data directories, the user's own before the installed ones; so
 * are their partials, templates/partials/NAME.md. */
#pragma once

#include "base/base.h"
#include "base/file.h"
#include "case/case.h"
#include "case/consent.h"
#include "report/render.h"
#include "rules/rule_functions.h"
#include "xml/xpath.h"

#include <libxml/hash.h>

/* The lines of a text, which it frees, as "a, b en c" when `last` is " en ". */
char *as_list(struct buf *lines, const char *last);

/* The length of a text without the white space at its end. */
size_t said_length(const char *text);

/* Start with `struct report r = {0};`. */
struct report {
    char *path;       /* of its file. Owned. */
    struct buf text;  /* its source. Owned. */
    char *name;       /* rapport, or the file's name without .md: letters, digits and hyphens. Owned. */
    char *title;      /* titel, or NULL. Owned. */
    unsigned readers; /* doelgroep, as bits of case/audience.h; 0: none is declared */
};

/* Reads the report with this name, or the template at `path` when that is not NULL. A name that is not there
 * is a usage error with what was probably meant. A rapport or doelgroep that is none is no failure: the empty
 * `problems` then says so. */
bool report_read(struct report *report, const struct datadir *datadir, const char *name, const char *path,
                 struct error *problems, struct error *error);

void report_free(struct report *report);

/* Adds a line for each report: name, audience, title, with tabs between; sorted by name. With a width: for
 * people, in lines of at most so many columns. */
bool report_list(const struct datadir *datadir, size_t width, struct buf *out, struct error *error);

/* Adds the text of a partial in a struct datadir, and sets *path to its file (malloc). False: there is none, or it
 * cannot be read. For struct template_dialect. */
bool report_partial(const void *datadir, const char *name, struct buf *text, char **path, struct error *error);

/* Reads the values of a case in words from templates/waarden.tsv: on each line an attribute (or element/attribute,
 * which goes before), a value and its words, with a tab between; a line that begins with # says nothing. False: it is
 * not there, or a line is wrong (ERROR_DATA, with its line). Freed with xmlHashFree and xmlHashDefaultDeallocator. */
bool labels_read(xmlHashTablePtr *labels, const struct datadir *datadir, struct error *error);

/* The words for one value. NULL when the list has none. */
const char *labels_find(xmlHashTablePtr labels, const char *element, const char *attribute, const char *value);

/* The XPath functions of report templates, each told in hgw-template(5). hgw:verborgen, hgw:ziet, hgw:mag-lezen,
 * hgw:gezegd and hgw:laatste-woord are for CLB's own reports: a filtered tree no longer says who may see what, nor all
 * that was said. For struct template_dialect. */
extern const struct xpath_library report_functions;

/* What the functions know: the `user` of template_render. */
struct report_facts {
    struct functions functions; /* those of rules that templates have too */
    xmlHashTablePtr labels;
};

/* The attribute that tells the meeting ("overleg"), the people ("lezers") and the author ("schrijver") of the report,
 * and that of a person which names the reader whom that person is. No template can name them. */
#define MARK "van-dit-rapport"
#define READER "lezer-" MARK

/* --- people (people.c) --- */

/* The meeting that a report prepares, who its people are, and whether they may have it. */
struct people {
    /* asked, before people_find: */
    const struct render_options *options;
    const struct case_file *c;
    const struct consents *consents;
    unsigned readers;   /* the audience of the report */
    const char *reader; /* --reader, as the case has that id by now; NULL: not given */
    struct warnings *warnings;
    /* found: */
    const xmlNode *meeting;   /* the overleg; NULL: there is none */
    struct audience audience; /* of the filter: its people, and its readers without a pupil who is `away` */
    struct buf ids;           /* of the people, with blanks between. Owned. */
    struct buf unasked;       /* to whom it goes without a valid consent (--without-consent), as in ontvanger: an
                                 audience, or the ids of some of it */
    unsigned left_out;        /* those of whom somebody was left out for want of consent */
    bool away;                /* the pupil is of the audience, and not at the table */
    struct member *members;   /* those whom the report is for. Owned. */
    size_t count, capacity;
};

/* Finds them. False: --reader does not fit (ERROR_USAGE), or consent forbids the report (ERROR_CONTENT). Warns of what
 * the user should know: who was left out, what was said with a consent, who sits at the table besides, what niet-voor
 * takes away, and which words of one parent another will read. Before the filter. */
bool people_find(struct people *people, struct error *error);

void people_free(struct people *people);

/* --- pseudonyms (redact.c) --- */

/* Names of people become roles in a case that was just loaded, so that nothing after this (findings,
 * reports, messages) ever knew them. For training and peer review.
 *
 * Each word of a name and its genitive (Elke, Elkes, ELKE), the initials (J.P.) and a whole name with a title
 * before it (juf Elke) become "de leerling", "ouder 1", "leerkracht 1"; of people with a word in common it is
 * the one whose name goes on. Only capitalised words of a name count; titles and particles (juf, van) do not.
 * Accents, signs that show nothing and the markup of Markdown do not hide a name. The whole name of the
 * pupil's school becomes "de school". E-mail and web addresses go, and names of files that hold a name; links
 * and pictures keep only their words. School and contact are emptied, comments go, ids become others. What a
 * text tells about someone stays: this is not anonymity. */
struct redaction;

/* The most people that a case may have, each of whom is looked for in every text. */
enum { REDACT_MOST = 200 };

/* Rewrites the tree of a case, valid or not. The words for roles come from `labels` (attribute "pseudoniem").
 * The date of birth stays, when it is one: consent goes by age. Elements and their places stay as they were.
 * NULL: there are more people than that (ERROR_LIMIT). */
struct redaction *redact(xmlDocPtr doc, xmlHashTablePtr labels, struct error *error);

/* What an id became, or NULL. */
const char *redaction_id(const struct redaction *r, const char *id);

/* To be called when the audience filter is done: takes the date of birth away, and warns of each line of the
 * case where a word stays that begins with a name (Noorklas, Noortje). */
void redaction_finish(struct redaction *r, const struct case_file *c, struct warnings *warnings);

/* Of NULL it does nothing. */
void redaction_free(struct redaction **redaction);
