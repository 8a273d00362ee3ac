#include "base/base.h"

#include <utf8proc.h>
#include <wctype.h>

/* The letters of a word, small; bytes that are not UTF-8 count as letters. None when it is too long. */
static size_t letters(const char *word, size_t length, int32_t out[SUGGEST_LONGEST]) {
    size_t count = 0;
    for (size_t at = 0; at < length && length <= SUGGEST_LONGEST;) {
        uint32_t letter = (unsigned char)word[at];
        size_t size = utf8_decode(word + at, length - at, &letter);
        out[count++] = utf8proc_tolower((int32_t)letter);
        at += size > 0 ? size : 1;
    }
    return count;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static size_t distance(const int32_t *a, size_t a_count, const int32_t *b, size_t b_count) {
    size_t table[SUGGEST_LONGEST + 1][SUGGEST_LONGEST + 1];
    for (size_t j = 0; j <= b_count; j++)
        table[0][j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        table[i][0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            size_t change = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            table[i][j] = least(change, least(table[i - 1][j], table[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[a_count][b_count];
}

/* True when two words of one length have the same letters and other digits: h1 and h2 are two things, not a slip. */
static bool differ_in_digits(const int32_t *a, const int32_t *b, size_t count) {
    bool differ = false;
    for (size_t i = 0; i < count; i++) {
        if (a[i] != b[i] && !(iswdigit((wint_t)a[i]) && iswdigit((wint_t)b[i])))
            return false;
        differ = differ || a[i] != b[i];
    }
    return differ;
}

struct suggest_one suggest_start(const char *word) {
    struct suggest_one suggest = {.word = word};
    suggest.count = letters(word, strlen(word), suggest.letters);
    suggest.distance = (suggest.count >= 6 ? suggest.count / 3 : 1) + 1;
    return suggest;
}

void suggest_try(struct suggest_one *suggest, const char *candidate) {
    suggest_try_word(suggest, candidate, strlen(candidate));
}

void suggest_try_word(struct suggest_one *suggest, const char *candidate, size_t length) {
    int32_t other[SUGGEST_LONGEST];
    size_t count = letters(candidate, length, other);
    size_t apart = count > suggest->count ? count - suggest->count : suggest->count - count;
    if (apart >= suggest->distance || (apart == 0 && differ_in_digits(suggest->letters, other, count)))
        return;
    size_t found = distance(suggest->letters, suggest->count, other, count);
    if (found >= suggest->distance || found >= least(suggest->count, count))
        return; /* too far, or nothing in common */
    suggest->best = candidate;
    suggest->best_length = length;
    suggest->distance = found;
}
