/* suggest: "did you mean …?": the candidate that is closest to a mistyped word.
 *
 * Closeness is the number of letters to add, drop, change or swap with a neighbour (optimal string alignment,
 * the restricted Damerau-Levenshtein distance), letter case aside. */
#pragma once

#include "base/base.h"

/* Longest word, in bytes, that gets or gives a suggestion: nobody mistypes a longer one. */
enum { SUGGEST_LONGEST = 64 };

/* A search that goes over the candidates one by one. */
struct suggest_one {
    const char *word;                 /* what was typed, UTF-8. Not owned. */
    int32_t letters[SUGGEST_LONGEST]; /* its letters */
    size_t count;
    const char *best; /* the closest candidate so far, NULL: none is close enough. Not owned. */
    size_t best_length;
    size_t distance; /* its distance; before there is one: one more than what is close enough */
};

/* Begins a search. Close enough is one edit for each three letters of the word, and at least one. */
void suggest_start(struct suggest_one *suggest, const char *word);

/* Looks at one candidate. Among equals the first stays. A candidate that is the word itself is one too; one
 * that only has other digits is none: who means ouder2 does not mean ouder1. */
void suggest_try(struct suggest_one *suggest, const char *candidate);
void suggest_try_word(struct suggest_one *suggest, const char *candidate, size_t length);
