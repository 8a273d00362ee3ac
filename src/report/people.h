/* people: the meeting that a report prepares, who its people are, and whether they may have it. */
#pragma once

#include "base/base.h"
#include "case/consent.h"
#include "report/render.h"

/* Start with `struct people p = {0};`. */
struct people {
    const xmlNode *meeting;   /* the overleg; NULL: there is none */
    struct audience audience; /* of the filter: its people, and its readers without a pupil who is `away` */
    char *ids;                /* of the people, with blanks between. Owned. */
    struct buf unasked;       /* to whom it goes without a valid consent (--without-consent), as in ontvanger: an
                                 audience, or the ids of some of it */
    unsigned left_out;        /* those of whom somebody was left out for want of consent */
    bool away;                /* the pupil is of the audience, and not at the table */
};

/* What is asked. */
struct people_of {
    const struct render_options *options;
    const struct case_file *c;
    const struct consents *consents;
    unsigned readers;   /* the audience of the report */
    const char *reader; /* --reader, as the case has that id by now; NULL: not given */
};

/* Finds them. False: --reader does not fit (ERROR_USAGE), or consent forbids the report (ERROR_CONTENT). Adds what the
 * user should know: who was left out, what was said with a consent, who sits at the table besides, what niet-voor takes
 * away, and which words of one parent another will read. Before the filter. */
bool people_find(struct people *people, const struct people_of *asked, struct warnings *warnings, struct error *error);

void people_free(struct people *people);
