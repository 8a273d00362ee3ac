/* template: Mustache over XML. The names in the tags are XPath 1.0 expressions on the current node.
 *
 * The whole core of Mustache 1.4 (comments, set delimiters, interpolation, sections, inverted sections,
 * partials with their indentation, standalone lines), with these meanings:
 *   {{x}}     the string value of x (of a node set: of its first node in document order), escaped by the
 *             output
 *   {{{x}}}   the same as prose, which the output cleans; {{&x}} too
 *   {{#x}}    of a node set: once for each node, which is then the current node, and position() and last()
 *             count; of anything else: once when it is true (XPath's boolean()), the current node stays
 *   {{^x}}    once when x is false or an empty node set
 *   {{/x}}    closes section x; {{/}} closes the innermost one
 *
 * Two deviations, on purpose. A name that is not found in the current element is not looked up in those around it: in a
 * case file that would put one person's words under another's name. And a section that takes up a whole line repeats
 * the line, its end included; when it says nothing the line is not there.
 *
 * Tags in the data are text: what a tag inserts is never read as a template. */
#pragma once

#include "base/base.h"
#include "xml/xpath.h"

#include <libxml/xpath.h>

/* Limits: a template beyond the first three is wrong, a rendering beyond the others is ERROR_LIMIT. */
enum {
    TEMPLATE_MAX_BYTES = 1024 * 1024,        /* of a template and of each partial */
    TEMPLATE_MAX_SECTIONS = 64,              /* sections inside each other, in one file */
    TEMPLATE_MAX_PROBLEMS = 200,             /* then reading stops: each costs a look over the whole file */
    TEMPLATE_MAX_DEPTH = 32,                 /* partials inside each other at run time */
    TEMPLATE_MAX_OUTPUT = 256 * 1024 * 1024, /* bytes */
    /* A step is a tag or a piece of text, a node that an expression visits (opCount of the context; functions of ours
     * add to it what takes time), or two bytes that are written. A report that ships takes some thirty thousand; four
     * million when the case is 64 times as large. Twenty million take a second or two. */
    TEMPLATE_MAX_STEPS = 20 * 1000 * 1000,
    TEMPLATE_STEPS_PER_PROSE = 200,    /* of each {{{x}}}, and eight for each byte of it */
    TEMPLATE_STEPS_PER_ELEMENT = 1000, /* so many more for each element of the data */
};

/* What may stand in a template, and where its partials come from. All of it outlives the template. */
struct template_dialect {
    const struct xpath_library *functions; /* that templates may call, as hgw:NAME; NULL: only XPath's own */
    /* Which names the data may have, as xpath_dialect asks it; its data is nothing. NULL: any name is good. */
    bool (*knows)(void *nothing, enum xpath_named what, const char *name, const char **suggestion);
    /* Adds the text of a partial to `text` and sets *path to its name in messages (malloc). False: there is
     * no such partial, or it cannot be read (`error` is then set). NULL: there are no partials. */
    bool (*partial)(const void *data, const char *name, struct buf *text, char **path, struct error *error);
    const void *data; /* handed to it */
};

/* A compiled template with all partials it uses. Rendering does not change it. */
struct template;

/* Compiles UTF-8; `name` is its file in messages. NULL when something is wrong: all that is
 * wrong is added to `problems`, partials included, each with file, line and column; or a partial cannot be read
 * (`error` is set). Freed with template_free. */
struct template *template_compile(const char *name, const struct buf *source, const struct template_dialect *dialect,
                                  struct error *problems, struct error *error);

void template_free(struct template *compiled);

/* Adds a sentence for each section that is there only to take away what vanishes by itself (document/graft.h). */
void template_advise(struct template *t, struct error *advice);

/* How values are written. The functions add to `out`, which holds what came before, back to the first byte. */
struct template_output {
    /* {{x}}: writes `text` so that it stays text. */
    void (*value)(void *data, struct buf *out, const char *text);
    /* {{{x}}}: writes `text` as prose. `ends_line`: in the template nothing but blanks follows the tag on its line. */
    void (*prose)(void *data, struct buf *out, const char *text, bool ends_line);
    /* A section in a line, {{#x}} without tags in it or {{^x}} (`instead`), is about to write words. */
    void (*said)(void *data, struct buf *out, bool instead);
    void *data; /* handed to all */
};

/* Renders on `node` (an element, or the document). `user` is what the functions find as their data. Adds to
 * `out`. False with ERROR_CONTENT and a place when an expression fails at run time, ERROR_LIMIT
 * beyond the limits. */
bool template_render(const struct template *compiled, xmlNodePtr node, void *user, const struct template_output *output,
                     struct buf *out, struct error *error);
