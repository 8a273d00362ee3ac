/* language: words, sentences, syllables and readability of Dutch prose (vocabulary, "Words and sentences").
 *
 * One object holds the word lists, each read once, and what is needed to tell letters from other signs. It is
 * the same for all cases. Texts are good UTF-8, as all text of a parsed tree is; every function is linear in
 * their length. */
#ifndef HGW_CHECK_LANGUAGE_H
#define HGW_CHECK_LANGUAGE_H

#include "base/datadir.h"
#include "base/error.h"
#include "check/wordlist.h"

#include <stdbool.h>
#include <stddef.h>

/* Made by hgw_language_open. Used by one thread at a time. */
struct hgw_language;

/* Opens the language. The abbreviations (schemas/wordlists/afkortingen.txt) are read at once, the other lists
 * when they are asked for. `datadir` must outlive it. NULL: HGW_ERROR_DATA (a list is missing, or unusable:
 * file and line) or HGW_ERROR_MEMORY. */
struct hgw_language *hgw_language_open(const struct hgw_datadir *datadir, struct hgw_error *error);

void hgw_language_close(struct hgw_language *language);

/* The list schemas/wordlists/NAME.txt, read when it is first asked for; a team's own directory may hold lists
 * of its own. NAME is letters, digits, `-` and `_` (ASCII). NULL: HGW_ERROR_DATA, naming the list, or memory
 * is out. It lives as long as the language. */
const struct hgw_wordlist *hgw_language_list(struct hgw_language *language, const char *name,
                                             struct hgw_error *error);

/* One sentence of a text. */
struct hgw_sentence {
    size_t start;  /* its first byte in the text, white space before it not counted */
    size_t length; /* in bytes, up to and with its closing sign, quotes and brackets */
    size_t words;  /* a word is a run of letters and digits, hyphens and apostrophes inside it included */
    size_t syllables; /* runs of vowels (a e i o u y, accented too); ä ë ï ö ü starts a new one; at least one
                         a word */
};

/* A walk over the sentences of a text. Start it with hgw_sentences_start. */
struct hgw_sentences {
    const struct hgw_language *language; /* not owned */
    const char *text;                    /* not owned */
    size_t length;                       /* in bytes, white space at the end not counted */
    size_t offset;                       /* where the next sentence begins */
    struct hgw_search abbreviations;     /* the search for them, which runs along */
    bool abbreviation_known;             /* the search stands at one */
};

void hgw_sentences_start(struct hgw_sentences *walk, const struct hgw_language *language, const char *text,
                         size_t length);

/* The next sentence that holds a word. It ends at `.`, `!` or `?`, closing quotes and brackets after it
 * included, before white space or the end of the text; a `.` ends none when it closes an abbreviation, a
 * single letter or a number. False when there is no more, or memory ran out (walk->abbreviations.failed). */
bool hgw_sentences_next(struct hgw_sentences *walk, struct hgw_sentence *sentence);

/* The size of one text, or of several added up. Start with `struct hgw_text_size size = {0};`. */
struct hgw_text_size {
    size_t words;
    size_t sentences; /* those that hold a word, at least one a text */
    size_t syllables;
    size_t longest; /* words of the longest sentence */
};

/* Adds one text to `size`. False when memory ran out. */
bool hgw_text_measure(const struct hgw_language *language, const char *text, size_t length,
                      struct hgw_text_size *size);

/* Fewer words than this say nothing about readability. */
enum { HGW_READABILITY_MIN_WORDS = 100 };

/* The reading ease of Flesch as Douma fitted it to Dutch (W.H. Douma, De leesbaarheid van landbouwbladen,
 * 1960): 206.84 - 0.93 * words a sentence - 77 * syllables a word. The higher, the easier. NaN below
 * HGW_READABILITY_MIN_WORDS words. */
double hgw_text_readability(const struct hgw_text_size *size);

/* The text in lower case (Unicode), in a string that the caller frees with free(). NULL when memory is out.
 */
char *hgw_language_lower(const struct hgw_language *language, const char *text, size_t length);

#endif
