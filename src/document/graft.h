/* graft: a report, made of a template's output and the texts of a case.
 *
 * A tag of the template writes a marker in place of its text. The output is read as Markdown once; then the
 * texts are put into the tree as nodes, where their markers stand. So a text of a case is never read as a
 * part of the report's Markdown: it cannot become markup, and nothing has to be escaped.
 *
 * A marker is a private-use character, a number and another such character; in a template these are refused
 * (in a case they are text like any other). In the target or title of a link, and in code, a text becomes its
 * words; in raw HTML, which no document shows, it is lost.
 *
 * What is empty vanishes. A line of a paragraph, a list item or a cell goes when all its tags came out empty, or all
 * its prose when it has any; a row of a table when all its tags did. So do a table without rows and a heading with
 * nothing under it, but not the title, nor a heading that holds prose. Words without tags count only where a section on
 * the line wrote them. */
#pragma once

#include "base/base.h"
#include "document/markdown.h"

/* The texts that wait. Start with `struct graft g = {0};`, free with graft_free. */
struct graft {
    struct graft_text *texts; /* owned */
    size_t count, capacity;
    size_t last;   /* how long the output was at the last tag */
    size_t first;  /* the first text of its line */
    unsigned said; /* what sections wrote on that line */
};

/* {{x}}: keeps `text`, which is shown as it is, on one line, and adds its marker to `out`.
 * `graft` is a struct graft: these three are the functions of a template_output. */
void graft_value(void *graft, struct buf *out, const char *text);

/* {{{x}}}: keeps `text`, which may hold Markdown (prose, below). Its blocks come in the place of the paragraph
 * when it stands alone on its line there, and `ends_line` says that it does so in the template too; elsewhere
 * (in a sentence, a heading, a row of a table) it is on one line. */
void graft_prose(void *graft, struct buf *out, const char *text, bool ends_line);

/* A section in a line writes words of the template: they count for the tags of that line. `instead`: it is {{^x}},
 * whose words stand in the place of what is empty. */
void graft_said(void *data, struct buf *out, bool instead);

/* Reads the output of the template into `report`, with all texts in their place. */
void graft_read(struct graft *graft, const struct buf *output, struct markdown *report);

void graft_free(struct graft *graft);

/* --- prose ---
 *
 * A text of a case may use emphasis, lists, quotes, code, tables and links to http, https and mailto. What would change
 * the report around it goes or is made harmless: a heading becomes a bold paragraph; HTML, rules and other link targets
 * are dropped; a picture stays only when it is a file in the case's own directory; the indentation of the XML is taken
 * off, and what is indented further is no code block. */

/* Reads `text` (UTF-8) into `prose`: a document without blocks when nothing of it stays. Characters that
 * could steer a reader's screen go (base/base.h). Freed with markdown_free. */
void prose_read(struct markdown *prose, const char *text);

/* Changes a text that was parsed, of which nothing was taken out yet; true when it did. */
typedef bool prose_change(void *data, cmark_node *root);

/* Adds `text` to `out` as `change` makes it, with what may not stay taken out and written as Markdown again;
 * as it is when that changes nothing. */
void prose_rewrite(struct buf *out, const char *text, prose_change *change, void *data);
