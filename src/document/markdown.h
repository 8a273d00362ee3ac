/* markdown: Markdown to a cmark tree that also knows pipe tables.
 *
 * The tree is cmark's own (CommonMark 0.30), walked with cmark_iter. A table is a CUSTOM_BLOCK node that
 * holds rows, a row holds cells, a cell holds inlines; each of the three carries a markdown_part as user
 * data. Tables follow the GitHub Flavored Markdown specification, section "Tables (extension)". */
#ifndef HGW_DOCUMENT_MARKDOWN_H
#define HGW_DOCUMENT_MARKDOWN_H

#include "base/buf.h"
#include "base/error.h"
#include "document/document.h"

#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>

/* More Markdown than this is refused: cmark counts lines and columns in an int. */
#define MARKDOWN_MAX ((size_t)256 * 1024 * 1024)

/* What a CUSTOM_BLOCK node is. */
enum markdown_kind {
    MARKDOWN_TABLE, /* its first row is the header */
    MARKDOWN_ROW,
    MARKDOWN_CELL,
    MARKDOWN_KINDS, /* how many kinds there are */
};

/* How a column is aligned: by the colons in the delimiter row. */
enum markdown_align {
    ALIGN_NONE,   /* --- */
    ALIGN_LEFT,   /* :-- */
    ALIGN_CENTER, /* :-: */
    ALIGN_RIGHT,  /* --: */
    ALIGNS,       /* how many there are */
};

/* What the user data of a CUSTOM_BLOCK node points to. Belongs to the markdown, or to nobody. */
struct markdown_part {
    enum markdown_kind kind;
    enum markdown_align align; /* of a cell */
    bool header;               /* of a row or a cell: it belongs to the header row */
};

/* A cell that is wider, in hundredths of an em, is as good as this wide: some ten lines of a page. */
enum { COLUMN_WIDTH_MAX = 40000 };

/* More dashes below the name of a column say no more. */
enum { COLUMN_DASHES_MAX = 12 };

/* How much text stands in a column, on paper and without markup, in hundredths of an em (more or less: the
 * typeface is not known): enough to choose its width by. */
struct markdown_column {
    enum markdown_align align;
    unsigned widest; /* the longest cell */
    unsigned word;   /* the longest word */
    unsigned body;   /* the longest cell below the header row; 0: a column to fill in by hand */
    unsigned dashes; /* in the delimiter row: how much room a column to fill in by hand asks for */
    bool dates;      /* a cell below the header row begins with a digit, as a date does */
};

/* A table: the user data of a CUSTOM_BLOCK of kind MARKDOWN_TABLE points to its `part`, which is first.
 */
struct markdown_table {
    struct markdown_part part;
    size_t number;                  /* place among the tables of the document, from 1 */
    size_t line;                    /* line of the header row in the Markdown, from 1 */
    size_t column_count;            /* at least 1 */
    struct markdown_column *column; /* column_count of them. Owned. */
    struct markdown_table *next;    /* the table before it in the document, or NULL. Owned. */
};

struct markdown {
    cmark_node *root;              /* CMARK_NODE_DOCUMENT. Owned. */
    struct markdown_table *tables; /* the last table; the others follow by `next`. Owned. */
    char *clean;                   /* the source made good UTF-8, when it was not; else NULL. Owned. */
};

/* Parses `length` bytes. What is not UTF-8, and NUL, becomes U+FFFD. `source` names the Markdown in an error,
 * or is NULL. Heading levels are closed up, so that none is skipped: the first is 1. A link whose text is its
 * own address loses "https://" in the text, and the slash of an empty path, so that it reads as a name. On
 * failure (ERROR_LIMIT) `markdown` is empty. */
bool markdown_parse(struct markdown *markdown, const char *bytes, size_t length, const char *source,
                    struct error *error);

/* Frees the tree and leaves it empty. */
void markdown_free(struct markdown *markdown);

/* The heading that is the title of the document: its first block, when that is a heading of level 1 and there
 * is no other of that level. NULL when there is none. */
cmark_node *markdown_title(const struct markdown *markdown);

/* What the document is called: `given`, else the text of its title heading, else "Verslag"; without
 * characters that XML forbids. The caller frees it with free(). */
char *markdown_document_title(const struct markdown *markdown, const char *given);

/* The part that a CUSTOM_BLOCK node is; NULL for any other node. */
const struct markdown_part *markdown_part(cmark_node *node);

/* The table that a CUSTOM_BLOCK node of kind MARKDOWN_TABLE is. */
const struct markdown_table *markdown_table(cmark_node *node);

/* True for a table with a column to fill in by hand: one without text, in a table that has rows. */
bool markdown_is_form(const struct markdown_table *table);

/* True for a column whose cells below the header row are so short that each stays on one line. */
bool markdown_stays_whole(const struct markdown_column *column);

/* The line of the Markdown where a node stands, from 1: that of its nearest block or table; 0: unknown. */
size_t markdown_line(cmark_node *node);

/* Adds the text of a node without its markup; breaks become spaces. For alternative texts and titles. */
void markdown_plain_text(cmark_node *node, struct buf *out);

/* True for a link target that may be passed on: one with the scheme http, https or mailto. */
bool markdown_link_allowed(const char *url);

/* The same for a LINK node; a target that may not be passed on is said in `warnings`. */
bool markdown_check_link(cmark_node *link, struct warnings *warnings);

/* --- tables (markdown_table.c) --- */

/* Limits of one document, so that a few bytes of Markdown cannot ask for millions of cells. What lies beyond
 * stays a paragraph. */
enum {
    TABLE_COLUMNS_MAX = 100,    /* columns of a table */
    TABLE_PADDING_MAX = 500000, /* cells that ragged rows lack, in the whole document */
};

/* Replaces the paragraphs that hold a table, at the top level and in list items. `bytes` is the source that
 * the tree was parsed from: after cmark's inline parse an escaped pipe can no longer be told from a pipe. */
void markdown_make_tables(struct markdown *markdown, const char *bytes, size_t length);

/* Numbers the tables that are in the tree, forgets the others, and measures what stands in their columns. To
 * be called when cells have changed. */
void markdown_count_tables(struct markdown *markdown);

/* Moves the tables of a tree, whose nodes go to another, to that one, too. */
void markdown_take_tables(struct markdown *to, struct markdown *from);

/* Frees a table and those that follow it by `next`. */
void markdown_free_tables(struct markdown_table *table);

#endif
