/* markdown: Markdown to a cmark tree that also knows pipe tables.
 *
 * The tree is cmark's own (CommonMark 0.30). A table is a CUSTOM_BLOCK node that holds rows, which are CUSTOM_BLOCK
 * too; a row holds cells, which are HEADING nodes: markdown_type tells what is what. Tables follow the GitHub Flavored
 * Markdown specification, section "Tables (extension)". */
#pragma once

#include "base/base.h"

#include <cmark.h>

enum {
    MARKDOWN_DEPTH_MAX = 10,    /* lists and quotes in each other, as many as word processors have */
    TABLE_COLUMNS_MAX = 100,    /* a table with more stays a paragraph */
    TABLE_PADDING_MAX = 500000, /* cells that ragged rows lack, in a whole document */
};

struct markdown {
    cmark_node *root;   /* CMARK_NODE_DOCUMENT. Owned. */
    char *source;       /* what it was parsed from, printable (base/base.h) and with its tables apart. Owned. */
    size_t lines_added; /* how many lines stand before the first of the Markdown in it */
    size_t html_line;   /* line of the first raw HTML, which is left out; 0: there was none */
};

/* Parses `length` bytes: at most some 256 MiB, as files and templates are limited to, for cmark counts in an int. The
 * tree is tidy. */
void markdown_parse(struct markdown *markdown, const char *bytes, size_t length);

/* Frees the tree and leaves it empty. */
void markdown_free(struct markdown *markdown);

/* Makes a tree that was changed tidy again: no heading level is skipped, the first is 1; a link whose text is its own
 * address has no "https://" in the text; no raw HTML, no marks in marks of the same kind, no links in links; no lists
 * and quotes deeper than MARKDOWN_DEPTH_MAX; no breaks in a row or at an end; no empty paragraphs or marks. */
void markdown_tidy(struct markdown *markdown);

/* Takes breaks at the ends out of a node, and the node when nothing is left. */
void markdown_trim(cmark_node *node);

/* Adds the blocks in `root` as Markdown (markdown_write.c), with a line end after the last. Read again it gives the
 * same tree, but for emphasis that Markdown cannot express where it stands: next to a letter, say. */
void markdown_write(struct buf *out, cmark_node *root);

/* --- the title --- */

/* The heading that is the title of the document: its first block, when that is a heading of level 1 and there
 * is no other of that level, in a quote or list neither. NULL when there is none. */
cmark_node *markdown_title(const struct markdown *markdown);

/* What the document is called: the text of its title heading, else "Verslag"; without characters that XML forbids. The
 * caller frees it with free(). */
char *markdown_document_title(const struct markdown *markdown);

/* --- nodes --- */

/* The line of the Markdown where a node stands, from 1: that of its nearest block or table; 0: unknown. */
size_t markdown_line(const struct markdown *markdown, cmark_node *node);

/* Adds the text of a node without its markup; breaks become spaces. For alternative texts and titles. */
void markdown_plain_text(cmark_node *node, struct buf *out);

/* True for a link target that may be passed on: one with the scheme http, https or mailto. */
bool markdown_link_allowed(const char *url);

bool markdown_is_break(cmark_node *node);

/* True when nothing of the same line of a block comes before the inline (`neighbour`: cmark_node_previous) or behind it
 * (cmark_node_next). */
bool markdown_at_edge(cmark_node *node, cmark_node *(*neighbour)(cmark_node *));

/* The node behind `node` and all that is in it, in the order of the text; NULL: there is none. */
cmark_node *markdown_next_outside(cmark_node *node);

/* The node behind `node` in the order of the text: the first in it, if there is one. */
cmark_node *markdown_next(cmark_node *node);

/* A text node. */
cmark_node *markdown_text(const char *text);

/* Puts what is in `node` in its place, and frees it. Returns the node to go on with, in the order of the text. */
cmark_node *markdown_unwrap(cmark_node *node);

/* --- tables (markdown_table.c) --- */

/* How a column is aligned: by the colons in the delimiter row. */
enum markdown_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER, ALIGNS };

enum {
    COLUMN_WIDTH_MAX = 40000, /* hundredths of an em: a wider cell is as good as this wide, some ten lines of a page */
    COLUMN_DASHES_MAX = 12,   /* more dashes below the name of a column say no more */
};

/* How much text stands in a column, on paper and without markup, in hundredths of an em (more or less: the
 * typeface is not known): enough to choose its width by. */
struct markdown_column {
    enum markdown_align align;
    unsigned dashes; /* in the delimiter row: how much room a column to fill in by hand asks for */
    unsigned widest; /* the longest cell */
    unsigned word;   /* the longest word */
    unsigned body;   /* the longest cell below the header row; 0: a column to fill in by hand */
    bool dates;      /* a cell below the header row begins with a digit, as a date does */
    bool whole;      /* its cells below the header row are so short that each stays on one line */
};

/* A table, as it is now. */
struct markdown_table {
    size_t column_count; /* at least 1 */
    unsigned dashes;     /* of all columns */
    bool form;           /* a column is to be filled in by hand: it has no text, and others have */
    struct markdown_column column[TABLE_COLUMNS_MAX];
};

/* The types of nodes that cmark does not have. The first row of a table is its header; its delimiter row is kept as
 * what is written "on enter". */
enum { MARKDOWN_TABLE = CMARK_NODE_LAST_INLINE + 1, MARKDOWN_ROW, MARKDOWN_CELL, MARKDOWN_TYPES };

/* The type of a node: cmark's, or one of these. */
size_t markdown_type(cmark_node *node);

/* Looks what stands in the columns of a node of type MARKDOWN_TABLE. */
void markdown_measure(struct markdown_table *table, cmark_node *node);

/* Takes the tables of the source that was parsed apart, and parses it again. For markdown_parse. */
void markdown_make_tables(struct markdown *markdown);
