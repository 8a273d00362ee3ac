/* template_program: what a template compiles to. Only template_*.c know it. */
#ifndef HGW_RENDER_TEMPLATE_PROGRAM_H
#define HGW_RENDER_TEMPLATE_PROGRAM_H

#include "render/template.h"
#include <stdint.h>

/* What one instruction does. */
enum hgw_step_kind {
    HGW_STEP_TEXT,     /* writes a piece of the template, never more than one line */
    HGW_STEP_INDENT,   /* writes the indentation of the partials around: a template line begins here */
    HGW_STEP_VALUE,    /* {{x}} */
    HGW_STEP_PROSE,    /* {{{x}}} */
    HGW_STEP_SECTION,  /* {{#x}}: the steps up to `end` are its content */
    HGW_STEP_INVERTED, /* {{^x}}: the same */
    HGW_STEP_PARTIAL,  /* {{>x}} */
};

struct hgw_step {
    enum hgw_step_kind kind;
    const char *text;               /* TEXT: the bytes; PARTIAL: its indentation. Point into the source. */
    size_t length;                  /* of `text`, in bytes */
    xmlXPathCompExprPtr expression; /* VALUE, PROSE, SECTION, INVERTED. Owned. */
    size_t end;                     /* SECTION, INVERTED: index of the first step behind the section */
    size_t unit;                    /* PARTIAL: which unit */
    bool ends_line;                 /* PROSE: nothing but blanks follows on the template's line */
    size_t offset;                  /* of the tag in the source, for messages at run time */
};

/* One file: the template itself, or a partial. */
struct hgw_unit {
    char *name;             /* what {{> }} calls it; "" for the template itself. Owned. */
    char *path;             /* its file in messages. Owned. */
    struct hgw_buf source;  /* its text. Owned. */
    struct hgw_step *steps; /* owned, with their expressions */
    size_t count, capacity;
};

struct hgw_template {
    struct hgw_unit **units; /* the first one is the template; owned */
    size_t count, capacity;
    const struct hgw_template_dialect *dialect;
};

/* The place of a byte of a unit's source: line and column (code points), both from 1. */
void hgw_unit_place(const struct hgw_unit *unit, size_t offset, size_t *line, size_t *column);

/* Adds a problem, placed at byte `offset` of `unit`. */
void hgw_template_complain(struct hgw_template_problems *problems, const struct hgw_unit *unit, size_t offset,
                           const char *format, ...) __attribute__((format(printf, 4, 5)));

/* How many bytes of a piece of template a sentence quotes: its first line, at most some 40 of them. */
int hgw_template_quote(const char *text, size_t length);

/* The index of the unit with this name, adding an empty one that is not compiled yet when there is none. */
size_t hgw_template_unit(struct hgw_template *compiled, const char *name, size_t length);

/* Turns the unit's source into steps; what is wrong goes to `problems`. False: a partial cannot be read,
 * which is in `error`. */
bool hgw_template_parse(struct hgw_template *compiled, size_t unit, struct hgw_template_problems *problems,
                        struct hgw_error *error);

/* Checks the expression at `offset` of the unit's source, `length` bytes, and compiles it. NULL: it is wrong,
 * and `problems` says why. */
xmlXPathCompExprPtr hgw_template_expression(const struct hgw_template *compiled, const struct hgw_unit *unit,
                                            size_t offset, size_t length,
                                            struct hgw_template_problems *problems);

#endif
