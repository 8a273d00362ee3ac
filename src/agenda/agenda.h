/* agenda: the dates of many cases in one list.
 *
 * What counts as a date is data: schemas/agenda.tsv, and what a team's own agenda.tsv adds. A case is read leniently:
 * what is not valid in it is the business of the check, and only a date that is none is complained of. */
#pragma once

#include "base/base.h"
#include "base/file.h"
#include "rules/rule_functions.h"

/* The formats' names as the choices of an option. */
#define AGENDA_FORMATS "text|md|tsv|ics"

/* A date of a case. */
struct agenda_entry {
    char date[DATE_SIZE];
    bool late; /* it should have happened before today */
    /* Texts that live as long as the agenda: */
    const char *what;        /* what kind of date, in the language of messages */
    const char *about, *who; /* the words of the case on it, and names; "" when there are none */
    const char *pupil;       /* the name; "" when there is none */
    const char *file;
    size_t line;
    uint64_t uid; /* the same tomorrow, and of no other date */
    size_t order; /* in which it was found */
};

/* The dates, and what is read once. Start with `struct agenda agenda = {…};`, with which dates are wanted. */
struct agenda {
    const struct datadir *datadir;
    enum lang lang;
    const char *today;
    const char *from, *until;     /* YYYY-MM-DD, both included; NULL: from today on with all that is late, no end */
    const char *whose;            /* the id or the rol of a person whom it concerns; NULL: everybody */
    const char *format;           /* one of AGENDA_FORMATS */
    size_t width;                 /* the most columns of people's lines; 0: no limit */
    struct agenda_entry *entries; /* owned */
    size_t count, capacity;
    bool whose_known; /* somebody in the cases has that id or rol */
    /* For the files of this room: */
    struct error failure; /* of an expression: it ends all */
    struct kind *kinds;   /* of dates. Owned. */
    size_t kind_count, kind_capacity;
    struct words *words;
    struct functions *functions;
    xmlXPathContextPtr xpath;
    xmlDictPtr texts; /* which kinds and entries share */
};

/* Reads what counts as a date. False: such a file cannot be used (ERROR_DATA, with all that is wrong). The agenda is to
 * be closed either way. */
bool agenda_open(struct agenda *agenda, struct error *error);
void agenda_close(struct agenda *agenda);

/* Adds the dates of the case at `path` ("-": standard input). The error says that it cannot be read, is no XML, or that
 * a date in it is none; false: an expression fails. */
bool agenda_add(struct agenda *agenda, const char *path, struct error *error);

/* Puts the dates in order, late ones first, then by day; and adds them in the format. */
void agenda_write(struct agenda *agenda, struct buf *out);
