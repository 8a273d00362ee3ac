/* language: a word list, and a text in which it is searched and whose words and sentences are counted. The
 * list ends at the first line that is "==". */
#include "fuzz.h"

#include "base/utf8.h"
#include "check/language.h"
#include "check/wordlist.h"

#include <stdlib.h>
#include <string.h>

typedef bool next_function(const struct hgw_wordlist *list, struct hgw_search *search);

static const struct hgw_language *language(void) {
    static struct hgw_language *made;
    struct hgw_error error = HGW_ERROR_EMPTY;
    if (!made)
        made = hgw_language_open(hgw_fuzz_datadir(), &error);
    hgw_fuzz_expect(made != NULL, "the language");
    return made;
}

static void search(const struct hgw_wordlist *list, next_function *next, struct hgw_fuzz_input text,
                   bool overlap) {
    struct hgw_search found = {.text = text.bytes, .length = text.length};
    size_t start = 0, end = 0, count = 0;
    while (next(list, &found)) {
        hgw_fuzz_expect(found.found_length > 0 && found.found + found.found_length <= text.length,
                        "a phrase is found inside the text");
        hgw_fuzz_expect(count == 0 || (overlap ? found.found > start : found.found >= end),
                        "phrases come one after the other");
        hgw_fuzz_expect(hgw_utf8_valid_length(text.bytes + found.found, found.found_length) ==
                            found.found_length,
                        "whole characters");
        start = found.found;
        end = start + found.found_length;
        count++;
    }
    hgw_fuzz_expect(!found.failed, "the search is whole");
}

static void measure(struct hgw_fuzz_input text) {
    struct hgw_sentences walk;
    struct hgw_sentence sentence;
    struct hgw_text_size size = {0};
    size_t words = 0, syllables = 0, end = 0;
    hgw_sentences_start(&walk, language(), text.bytes, text.length);
    while (hgw_sentences_next(&walk, &sentence)) {
        hgw_fuzz_expect(sentence.start >= end && sentence.words > 0 && sentence.syllables >= sentence.words,
                        "sentences come one after the other and hold words");
        end = sentence.start + sentence.length;
        hgw_fuzz_expect(end <= text.length, "inside the text");
        words += sentence.words;
        syllables += sentence.syllables;
    }
    hgw_fuzz_expect(hgw_text_measure(language(), text.bytes, text.length, &size), "measured");
    hgw_fuzz_expect(size.words == words && size.syllables == syllables, "counted twice, the same");
    hgw_text_readability(&size);
    char *lower = hgw_language_lower(language(), text.bytes, text.length);
    hgw_fuzz_expect(lower != NULL, "in lower case");
    free(lower);
}

void hgw_fuzz_language(struct hgw_fuzz_input input) {
    const char *middle = memmem(input.bytes, input.length, "\n==\n", 4);
    struct hgw_fuzz_input list = {input.bytes, middle ? (size_t)(middle - input.bytes) : 0};
    struct hgw_fuzz_input text = {middle ? middle + 4 : input.bytes,
                                  middle ? input.length - list.length - 4 : input.length};
    struct hgw_error error = HGW_ERROR_EMPTY;
    text.length = hgw_utf8_valid_length(text.bytes, text.length);
    struct hgw_wordlist *words = hgw_wordlist_parse("fuzz", list.bytes, list.length, &error);
    hgw_fuzz_expect_error(words != NULL, &error);
    if (words) {
        search(words, hgw_wordlist_next, text, false);
        search(words, hgw_wordlist_next_any, text, true);
    }
    hgw_wordlist_free(words);
    measure(text);
}
