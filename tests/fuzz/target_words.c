/* language: a text in which the phrases of a list are searched and whose words and sentences are counted. */
#include "fuzz.h"

#include "rules/words.h"

#include <stdlib.h>
#include <string.h>

static struct words *lists(void) {
    static struct words *made;
    struct error error = ERROR_EMPTY;
    if (!made)
        made = words_open(fuzz_datadir(), &error);
    fuzz_expect(made != NULL, "the word lists");
    return made;
}

static void search(struct wordlist *list, struct fuzz_input text) {
    struct phrase_search found = {.text = text.bytes, .length = text.length};
    size_t end = 0, count = 0;
    while (wordlist_next(list, &found)) {
        fuzz_expect(found.found_length > 0 && found.found + found.found_length <= text.length,
                    "a phrase is found inside the text");
        fuzz_expect(count == 0 || found.found >= end, "phrases come one after the other");
        fuzz_expect(utf8_valid_length(text.bytes + found.found, found.found_length) == found.found_length,
                    "whole characters");
        end = found.found + found.found_length;
        count++;
    }
}

static void measure(struct fuzz_input text) {
    struct sentence sentence;
    struct text_size size = {0};
    size_t words = 0, syllables = 0, end = 0, offset = 0;
    while (sentences_next(lists(), text.bytes, text.length, &offset, &sentence)) {
        fuzz_expect(sentence.start >= end && sentence.words > 0 && sentence.syllables >= sentence.words,
                    "sentences come one after the other and hold words");
        end = sentence.start + sentence.length;
        fuzz_expect(end <= text.length, "inside the text");
        words += sentence.words;
        syllables += sentence.syllables;
    }
    words_measure(lists(), text.bytes, text.length, &size);
    fuzz_expect(size.words == words && size.syllables == syllables, "counted twice, the same");
    text_size_readability(&size);
}

void fuzz_language(struct fuzz_input text) {
    struct error error = ERROR_EMPTY;
    text.length = utf8_valid_length(text.bytes, text.length);
    struct wordlist *list = words_list(lists(), "vaag", &error);
    fuzz_expect(list != NULL, "a list of ours");
    search(list, text);
    measure(text);
}
