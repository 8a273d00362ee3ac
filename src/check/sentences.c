/* The walk over words and sentences of language.h. */
#include "check/language.h"

#include "check/language_parts.h"
#include "check/signs.h"

/* What is known while the walk goes over a sentence. */
struct word {
    size_t start, end; /* of the last word, in bytes */
    size_t signs;      /* letters and digits in it */
    bool digits;       /* nothing but digits */
    size_t syllables;
};

void hgw_sentences_start(struct hgw_sentences *walk, const struct hgw_language *language, const char *text,
                         size_t length) {
    size_t start;
    while (length > 0 && hgw_sign_before(language->signs, text, length, &start) & HGW_SIGN_SPACE)
        length = start;
    *walk = (struct hgw_sentences){.language = language, .text = text, .length = length};
    walk->abbreviations = (struct hgw_search){.text = text, .length = length};
}

/* Reads the word that starts at `at`, which holds a letter or digit. */
static void read_word(const struct hgw_sentences *walk, size_t at, struct word *word) {
    const struct hgw_signs *signs = walk->language->signs;
    bool in_vowels = false, begun = false; /* inside a run of vowels; its last vowel began a syllable */
    size_t next, after;
    *word = (struct word){.start = at, .digits = true};
    for (;; at = next) {
        unsigned kinds = hgw_sign_at(signs, walk->text, walk->length, at, &next);
        if (kinds & HGW_SIGN_WORD) {
            word->signs++;
            word->digits = word->digits && kinds & HGW_SIGN_DIGIT;
            bool vowel = kinds & HGW_SIGN_VOWEL;
            begun = vowel && (!in_vowels || kinds & HGW_SIGN_TREMA);
            word->syllables += begun;
            in_vowels = vowel;
        } else if (kinds & HGW_SIGN_ACCENT) {
            if (kinds & HGW_SIGN_TREMA && in_vowels && !begun) {
                word->syllables++;
                begun = true;
            }
        } else if (kinds & HGW_SIGN_JOINING &&
                   hgw_sign_at(signs, walk->text, walk->length, next, &after) & HGW_SIGN_WORD) {
            in_vowels = false;
            word->digits = false; /* a date such as 2026-11-24 is no number */
        } else {
            break;
        }
    }
    word->end = at;
    if (word->syllables == 0)
        word->syllables = 1;
}

/* True when some abbreviation ends at `end`. Ends are asked for from left to right. */
static bool closes_abbreviation(struct hgw_sentences *walk, size_t end) {
    struct hgw_search *search = &walk->abbreviations;
    const struct hgw_wordlist *list = walk->language->abbreviations;
    while (!walk->abbreviation_known || search->found + search->found_length < end) {
        walk->abbreviation_known = hgw_wordlist_next_any(list, search);
        if (!walk->abbreviation_known)
            return false;
    }
    return search->found + search->found_length == end;
}

/* True when the full stop at `stop` closes a single letter or a number: the word before it, with quotes or
 * brackets on both sides aside. In "(groep 4)." the bracket closes more than the number, so that one does end
 * a sentence. */
static bool closes_letter_or_number(const struct hgw_sentences *walk, size_t stop, const struct word *word) {
    const struct hgw_signs *signs = walk->language->signs;
    if (word->signs != 1 && !word->digits)
        return false;
    size_t at = word->end, next;
    while (at < stop && hgw_sign_at(signs, walk->text, walk->length, at, &next) & HGW_SIGN_CLOSING)
        at = next;
    return at == stop &&
           (stop == word->end || hgw_sign_before(signs, walk->text, word->start, &next) & HGW_SIGN_OPENING);
}

/* True when the sign at `stop` (`next` is behind it) ends a sentence; *end is then set behind its quotes and
 * brackets. `word` is the last one before it, NULL when the sentence has none yet. */
static bool ends_sentence(struct hgw_sentences *walk, size_t stop, size_t next, const struct word *word,
                          size_t *end) {
    const struct hgw_signs *signs = walk->language->signs;
    unsigned kinds;
    do {
        *end = next;
        kinds = hgw_sign_at(signs, walk->text, walk->length, *end, &next);
    } while (kinds & HGW_SIGN_CLOSING);
    if (*end == walk->length)
        return true;
    if (!(kinds & HGW_SIGN_SPACE))
        return false;
    if (walk->text[stop] != '.' || !word)
        return true;
    return !closes_letter_or_number(walk, stop, word) && !closes_abbreviation(walk, stop + 1);
}

bool hgw_sentences_next(struct hgw_sentences *walk, struct hgw_sentence *sentence) {
    const struct hgw_signs *signs = walk->language->signs;
    struct word word = {0};
    size_t at = walk->offset, next = at, end = at;
    *sentence = (struct hgw_sentence){.start = at};
    for (; at < walk->length; at = next) {
        unsigned kinds = hgw_sign_at(signs, walk->text, walk->length, at, &next);
        if (kinds & HGW_SIGN_WORD) {
            read_word(walk, at, &word);
            sentence->words++;
            sentence->syllables += word.syllables;
            next = word.end;
        } else if (kinds & HGW_SIGN_SPACE) {
            if (sentence->start == at)
                sentence->start = next;
        } else if (kinds & HGW_SIGN_STOP &&
                   ends_sentence(walk, at, next, sentence->words > 0 ? &word : NULL, &end)) {
            next = end;
            if (sentence->words > 0)
                break;
            sentence->start = end; /* signs without a word are no sentence */
        }
    }
    walk->offset = at < walk->length ? next : walk->length;
    sentence->length = walk->offset - sentence->start;
    return sentence->words > 0 && !walk->abbreviations.failed;
}

bool hgw_text_measure(const struct hgw_language *language, const char *text, size_t length,
                      struct hgw_text_size *size) {
    struct hgw_sentences walk;
    struct hgw_sentence sentence;
    size_t sentences = 0;
    hgw_sentences_start(&walk, language, text, length);
    while (hgw_sentences_next(&walk, &sentence)) {
        sentences++;
        size->words += sentence.words;
        size->syllables += sentence.syllables;
        if (sentence.words > size->longest)
            size->longest = sentence.words;
    }
    size->sentences += sentences > 0 ? sentences : 1;
    return !walk.abbreviations.failed;
}
