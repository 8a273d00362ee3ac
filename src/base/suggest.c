#include "base/suggest.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static uint32_t fold(uint32_t code_point) {
    return code_point >= 'A' && code_point <= 'Z' ? code_point + ('a' - 'A') : code_point;
}

/* The letters of a word of at most SUGGEST_LONGEST bytes; bytes that are not UTF-8 count as letters. */
static size_t letters(const char *word, size_t length, uint32_t out[SUGGEST_LONGEST]) {
    size_t count = 0;
    for (size_t at = 0; at < length;) {
        uint32_t letter = (unsigned char)word[at];
        size_t step = utf8_decode(word + at, length - at, &letter);
        out[count++] = fold(letter);
        at += step > 0 ? step : 1;
    }
    return count;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* The distance between two words; three rows of the usual table are enough. */
static size_t distance(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count) {
    size_t rows[3][SUGGEST_LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_count; j++)
        above[j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[b_count];
}

/* True when two words have the same letters and other digits: h1 and h2 are two things, not a slip. */
static bool differ_in_digits(const char *a, const char *b) {
    bool differ = false;
    for (; *a && *b; a++, b++) {
        bool digits = *a >= '0' && *a <= '9' && *b >= '0' && *b <= '9';
        if (!digits && fold((unsigned char)*a) != fold((unsigned char)*b))
            return false;
        differ = differ || (digits && *a != *b);
    }
    return differ && !*a && !*b;
}

void suggest_start(struct suggest_one *suggest, const char *word) {
    size_t length = strlen(word);
    size_t close = length <= SUGGEST_LONGEST ? utf8_count(word, length) / 3 : 0;
    *suggest = (struct suggest_one){.word = word, .length = length, .distance = (close > 1 ? close : 1) + 1};
}

void suggest_try(struct suggest_one *suggest, const char *candidate) {
    size_t length = strlen(candidate);
    if (suggest->length == 0 || suggest->length > SUGGEST_LONGEST || length > SUGGEST_LONGEST ||
        differ_in_digits(suggest->word, candidate))
        return;
    uint32_t word[SUGGEST_LONGEST], other[SUGGEST_LONGEST];
    size_t word_count = letters(suggest->word, suggest->length, word);
    size_t other_count = letters(candidate, length, other);
    size_t apart = word_count > other_count ? word_count - other_count : other_count - word_count;
    if (apart >= suggest->distance) /* the distance is at least the difference in length */
        return;
    size_t found = distance(word, word_count, other, other_count);
    if (found >= suggest->distance || found >= least(word_count, other_count))
        return; /* too far, or nothing in common */
    suggest->best = candidate;
    suggest->distance = found;
}

const char *suggest_one(const char *word, const char *const candidates[], size_t count) {
    struct suggest_one suggest;
    suggest_start(&suggest, word);
    for (size_t i = 0; i < count; i++)
        suggest_try(&suggest, candidates[i]);
    return suggest.best;
}
