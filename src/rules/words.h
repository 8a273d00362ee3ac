/* words: word lists, and the words, sentences and readability of Dutch prose (vocabulary, "Words and sentences").
 *
 * Texts are good UTF-8; lengths and places are in bytes; every function is linear in the length of its text. Nobody
 * else knows what a word is. */
#pragma once

#include "base/base.h"
#include "base/file.h"

/* The word lists read so far, and the patterns. Made by words_open; used by one thread at a time. */
struct words;

/* Reads the abbreviations (schemas/woordenlijsten/afkortingen.txt); other lists are read when they are asked for.
 * `datadir` must outlive it. NULL with ERROR_DATA: the list is missing, or unusable (file and line). */
struct words *words_open(const struct datadir *datadir, struct error *error);

void words_close(struct words *words);

/* A text with a letter and its accent as one code point, and (`fold`) without capitals: to compare. Freed with free().
 */
char *words_compose(const char *text, bool fold);

/* --- Word lists ---
 *
 * A list is a text file as hgw-regels(5) tells: one phrase a line. Only whole words are found: no letter, digit or
 * underscore stands directly before or after. Letter case, how much white space, the shape of a hyphen or an
 * apostrophe, and whether an accent is a code point of its own make no difference. */

/* A larger file is refused. */
enum { WORDLIST_MAX_BYTES = 64 * 1024 };

struct wordlist;

/* The list schemas/woordenlijsten/NAME.txt, read when it is first asked for, with what a team's own list of that name
 * adds. NULL with ERROR_DATA: no such list, or it cannot be used (file and line). It lives as long as the words. */
struct wordlist *words_list(struct words *words, const char *name, struct error *error);

/* A search through one text. Start with `struct phrase_search s = {.text = text, .length = length};`. */
struct phrase_search {
    const char *text; /* not owned */
    size_t length;
    size_t offset;              /* where to look on */
    size_t covered;             /* up to here a phrase with `!` covers the text */
    size_t found, found_length; /* the phrase found, as it stands in text */
};

/* The next phrase that no `!` covers: the leftmost, and of those that start there the longest. Phrases that were found
 * do not overlap. False when there is no more. */
bool wordlist_next(struct wordlist *list, struct phrase_search *search);

/* --- Sentences --- */

struct sentence {
    size_t start;     /* its first byte in the text, white space before it not counted */
    size_t length;    /* up to and with its closing sign, quotes and brackets */
    size_t words;     /* a word is a run of letters and digits, hyphens and apostrophes inside it included */
    size_t syllables; /* runs of vowels; ä ë ï ö ü starts a new one; at least one a word */
    size_t numbers;   /* words that start with a digit */
};

/* The next sentence that holds a word, from *offset on, which moves behind it. It ends at `.`, `!` or `?` before white
 * space or the end of the text; a `.` ends none when it closes an abbreviation, a single letter or a number. False when
 * there is no more. */
bool sentences_next(struct words *words, const char *text, size_t length, size_t *offset, struct sentence *sentence);

/* The size of one text, or of several added up. Start with `struct text_size size = {0};`. */
struct text_size {
    size_t words;
    size_t sentences; /* those that hold a word, at least one a text */
    size_t syllables;
};

/* Adds one text to `size`. */
void words_measure(struct words *words, const char *text, size_t length, struct text_size *size);

/* Fewer words than this say nothing about readability. */
enum { READABILITY_MIN_WORDS = 100 };

/* The reading ease of Flesch as Douma fitted it to Dutch (De leesbaarheid van landbouwbladen, 1960): 206.84 - 0.93 *
 * words a sentence - 77 * syllables a word. The higher, the easier. NaN below READABILITY_MIN_WORDS. */
double text_size_readability(const struct text_size *size);
