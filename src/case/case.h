/* case: one case file in memory: its source text, its tree, and the place of every element. */
#pragma once

#include "base/base.h"
#include "case/finding.h"
#include "xml/reader.h"

#include <libxml/tree.h>

/* The phases of the trajectory in their order, as the choices of an option (base/process.h), for a sentence, and one by
 * one. */
#define PHASES "vraagverheldering|intake|strategie|onderzoek|integratie|advies|evaluatie"
#define PHASE_WORDS "vraagverheldering, intake, strategie, onderzoek, integratie, advies, evaluatie"
enum { PHASE_COUNT = 7 };
extern const char *const phase_names[PHASE_COUNT];

/* The place in the trajectory of the phase that `word` names, from 0; -1 when it names none. White space
 * after it does not count. */
int phase_index(const char *word);

struct case_file {
    char *name;        /* as shown in messages: a path, or "-". Owned. */
    xmlDocPtr doc;     /* the tree; NULL when the file is not well-formed. Owned. */
    struct buf source; /* the file as UTF-8, without BOM, line ends untouched. Owned. */
};

enum {
    CASE_MAX_BYTES = 64 * 1024 * 1024, /* a larger file is HGW001 */
    CASE_MAX_DEPTH = 64,               /* elements nested deeper are HGW001 */
    CASE_MAX_ELEMENTS = 1000 * 1000,   /* more elements are HGW001: the tree takes some 200 bytes for each */
    CASE_MAX_ATTRIBUTES = 64,          /* more in one tag are HGW001 */
};

/* Makes a case of `length` bytes, read as xml/reader.h says. c->doc is then the tree, with white space in the values of
 * attributes collapsed and ids known; or it is NULL and `findings` says why (HGW001 or HGW007). The case is freed by
 * the caller either way. */
void case_load(struct case_file *c, const char *name, const char *bytes, size_t length, struct findings *findings);

/* What is wrong with XML that cannot be read, a sentence and a help line, with a line end between them; sets the offset
 * of the problem in `text` to where that is. Freed with free(). */
char *mistake_text(struct xml_problem *problem, const char *text);

/* A case from the file at `path` ("-": standard input), shown as `name` (NULL: as path). A file that cannot be read is
 * an error (false); one that is too large is a finding. */
bool case_read(struct case_file *c, const char *path, const char *name, struct findings *findings, struct error *error);

/* A place in the source that moves forward only. */
struct cursor {
    size_t offset;     /* in bytes, from 0 */
    size_t line;       /* from 1; lines end at LF, CR LF or CR (XML 1.0, 2.11) */
    size_t column;     /* in code points, from 1 */
    size_t line_start; /* offset of the line's first byte */
};

#define CURSOR_START                                                                                                   \
    { 0, 1, 1, 0 }

/* Moves `cursor` forward to `offset` (clipped to the source's end). */
void case_advance(const struct case_file *c, struct cursor *cursor, size_t offset);

/* The most ids that are known: far more than anyone types, and a case with so many is not valid. libxml2 (2.9) keeps
 * ids in tables that do not grow with their number, so time grows with its square beyond this. */
enum { IDS_MOST = 100000 };

/* Forgets all ids of `doc` and registers its id attributes anew, for XPath's id(). Of two equal ones the first counts.
 * A case is loaded with this done. */
void ids_rebuild(xmlDocPtr doc);

/* Frees all and leaves an empty case. An empty case is `struct case_file c = {0};`. */
void case_free(struct case_file *c);
