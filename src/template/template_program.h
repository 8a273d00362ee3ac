/* template_program: what a template compiles to. Only template_*.c know it. */
#ifndef HGW_TEMPLATE_TEMPLATE_PROGRAM_H
#define HGW_TEMPLATE_TEMPLATE_PROGRAM_H

#include "template/template.h"
#include <stdint.h>

/* What one instruction does. */
enum step_kind {
    STEP_TEXT,     /* writes a piece of the template, never more than one line */
    STEP_INDENT,   /* writes the indentation of the partials around: a template line begins here */
    STEP_VALUE,    /* {{x}} */
    STEP_PROSE,    /* {{{x}}} */
    STEP_SECTION,  /* {{#x}}: the steps up to `end` are its content */
    STEP_INVERTED, /* {{^x}}: the same */
    STEP_PARTIAL,  /* {{>x}} */
};

struct step {
    enum step_kind kind;
    const char *text;               /* TEXT: the bytes; PARTIAL: its indentation. Point into the source. */
    size_t length;                  /* of `text`, in bytes */
    xmlXPathCompExprPtr expression; /* VALUE, PROSE, SECTION, INVERTED. Owned. */
    size_t end;                     /* SECTION, INVERTED: index of the first step behind the section */
    size_t unit;                    /* PARTIAL: which unit */
    bool ends_line;                 /* PROSE: nothing but blanks follows on the template's line */
    bool alone;                     /* SECTION, INVERTED: its opening tag is alone on its line */
    bool says;                      /* SECTION, INVERTED: its content is words in a line */
    size_t offset;                  /* of the tag in the source, for messages at run time */
};

/* One file: the template itself, or a partial. */
struct unit {
    char *name;         /* what {{> }} calls it; "" for the template itself. Owned. */
    char *path;         /* its file in messages. Owned. */
    struct buf source;  /* its text. Owned. */
    struct step *steps; /* owned, with their expressions */
    size_t count, capacity;
};

struct template {
    struct unit **units; /* the first one is the template; owned */
    size_t count, capacity;
    const struct template_dialect *dialect;
};

/* The place of a byte of a unit's source: line and column (code points), both from 1. */
void unit_place(const struct unit *unit, size_t offset, size_t *line, size_t *column);

/* Adds a problem, placed at byte `offset` of `unit`. */
void template_complain(struct template_problems *problems, const struct unit *unit, size_t offset, const char *format,
                       ...) __attribute__((format(printf, 4, 5)));

/* How many bytes of a piece of template a sentence quotes: its first line, at most some 40 of them. */
int template_quote(const char *text, size_t length);

/* The index of the unit with this name, adding an empty one that is not compiled yet when there is none. */
size_t template_unit(struct template *compiled, const char *name, size_t length);

/* Turns the unit's source into steps; what is wrong goes to `problems`. False: a partial cannot be read,
 * which is in `error`. */
bool template_parse(struct template *compiled, size_t unit, struct template_problems *problems, struct error *error);

/* Checks the expression at `offset` of the unit's source, `length` bytes, and compiles it. NULL: it is wrong,
 * and `problems` says why. */
xmlXPathCompExprPtr template_expression(const struct template *compiled, const struct unit *unit, size_t offset,
                                        size_t length, struct template_problems *problems);

#endif
