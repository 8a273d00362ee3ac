/* wordlist: a list of words and phrases, and where they occur in a text (vocabulary, "Words and sentences").
 *
 * A list is a text file: one phrase a line, `#` comments (at the start of a line or after white space). A
 * star at the end of a phrase matches any word ending; a phrase that starts with `!` cancels what it covers.
 * Only whole words are found: no letter, digit or underscore stands directly before or after. Letter case is
 * ignored (Unicode), and any white space may stand between the words of a phrase. A letter and its accent may
 * be one code point or two, and a hyphen or an apostrophe may have any of its shapes. */
#ifndef HGW_CHECK_WORDLIST_H
#define HGW_CHECK_WORDLIST_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    HGW_WORDLIST_MAX_BYTES = 64 * 1024, /* a larger file is refused */
    HGW_WORDLIST_MAX_PHRASE = 200,      /* bytes in one phrase */
};

/* A compiled list. Made by hgw_wordlist_load or _parse, freed with hgw_wordlist_free. */
struct hgw_wordlist;

/* Reads and compiles the list at `path`. NULL: HGW_ERROR_IO when it cannot be read; HGW_ERROR_DATA, with file
 * and line, when it is not UTF-8, too large, or has a line that is no phrase; HGW_ERROR_MEMORY. */
struct hgw_wordlist *hgw_wordlist_load(const char *path, struct hgw_error *error);

/* The same for bytes in memory; `name` is the file named in errors. A list without phrases finds nothing. */
struct hgw_wordlist *hgw_wordlist_parse(const char *name, const char *bytes, size_t length,
                                        struct hgw_error *error);

void hgw_wordlist_free(struct hgw_wordlist *list);

/* A search that goes through one text from phrase to phrase. Start with
 * `struct hgw_search s = {.text = text, .length = length};`. Its cost over a whole text is linear. */
struct hgw_search {
    const char *text;    /* good UTF-8, as all text of a parsed tree is; not owned */
    size_t length;       /* in bytes */
    size_t offset;       /* where to look on, in bytes */
    size_t covered;      /* up to here a phrase with `!` covers the text */
    size_t found;        /* the phrase found: its first byte in text */
    size_t found_length; /* and its length in bytes, white space between its words as it stands */
    bool failed;         /* memory ran out: the answer false means nothing */
};

/* The next phrase that no `!` covers: the leftmost, and of those that start there the longest. Phrases that
 * were found do not overlap. False when there is no more (or search->failed). */
bool hgw_wordlist_next(const struct hgw_wordlist *list, struct hgw_search *search);

/* The same for every phrase, those with `!` included and overlapping ones too: one for each place where a
 * phrase starts, the longest. */
bool hgw_wordlist_next_any(const struct hgw_wordlist *list, struct hgw_search *search);

#endif
