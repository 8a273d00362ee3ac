/* pseudonym_words: the words of names, and of texts. Only for pseudonym*.c. */
#ifndef HGW_RENDER_PSEUDONYM_WORDS_H
#define HGW_RENDER_PSEUDONYM_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* A piece of a text: letters and digits next to each other. */
struct hgw_word {
    const char *start;
    size_t length; /* bytes; 0: there is no further word */
};

/* The first word at or behind `text`. */
struct hgw_word hgw_word_next(const char *text);

/* Less than, equal to or more than 0, as `left` comes before, is the same as, or comes after `right`: by
 * their letters, a word before the longer ones that it begins. Words that look the same are the same: an
 * accent may be one character with its letter or a character behind it, and what shows nothing (a soft
 * hyphen, a zero-width space) does not count. Capitals differ from small letters. */
int hgw_word_compare(struct hgw_word left, struct hgw_word right);

/* True when hgw_word_compare() finds no difference. */
bool hgw_word_same(struct hgw_word left, struct hgw_word right);

/* True when `word` begins with the letters of `beginning`, compared in the same way. */
bool hgw_word_begins(struct hgw_word word, struct hgw_word beginning);

/* True for juf, meneer, dr and such, whatever the case of the first letter. */
bool hgw_word_is_title(struct hgw_word word);

/* True for van, de, ten, El and such: too common to be replaced on their own. */
bool hgw_word_is_particle(struct hgw_word word);

/* True when it begins with a capital and has a second letter: a word that tells who someone is. */
bool hgw_word_is_name(struct hgw_word word);

#endif
