#include "render/pseudonym_words.h"

#include "base/utf8.h"

#include <string.h>

/* Letters and digits; of what lies beyond ASCII: everything that is not known as a space, quote or dash. */
static bool in_word(uint32_t c) {
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (c < 0xC0)
        return c == 0xAA || c == 0xB5 || c == 0xBA;
    return c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x303F) &&
           c != 0xFEFF && c != 0x20AC;
}

static size_t read_letter(const char *text, uint32_t *c) {
    return hgw_utf8_decode(text, strnlen(text, 4), c);
}

struct hgw_word hgw_word_next(const char *text) {
    uint32_t c = 0;
    for (size_t bytes; *text != '\0' && (bytes = read_letter(text, &c)) > 0 && !in_word(c);)
        text += bytes;
    struct hgw_word word = {text, 0};
    for (size_t bytes;
         text[word.length] != '\0' && (bytes = read_letter(text + word.length, &c)) > 0 && in_word(c);)
        word.length += bytes;
    return word;
}

int hgw_word_compare(struct hgw_word left, struct hgw_word right) {
    int order = memcmp(left.start, right.start, left.length < right.length ? left.length : right.length);
    return order != 0 ? order : (left.length > right.length) - (left.length < right.length);
}

bool hgw_word_same(struct hgw_word left, struct hgw_word right) {
    return left.length == right.length && memcmp(left.start, right.start, left.length) == 0;
}

/* `first_free`: the first letter may be a capital or not (ASCII). */
static bool is_listed(struct hgw_word word, const char *const list[], size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(list[i]);
        if (word.length == length && (word.start[0] | 0x20) == list[i][0] &&
            memcmp(word.start + 1, list[i] + 1, length - 1) == 0)
            return true;
    }
    return false;
}

bool hgw_word_is_title(struct hgw_word word) {
    static const char *const titles[] = {
        "juf",    "juffrouw", "meester", "meneer",  "mijnheer",  "mevrouw",   "mevr", "mevrouwtje",
        "mw",     "dhr",      "heer",    "dr",      "dokter",    "drs",       "prof", "professor",
        "ing",    "ir",       "mama",    "papa",    "mam",       "oma",       "opa",  "tante",
        "nonkel", "oom",      "zuster",  "broeder", "directeur", "directrice"};
    return is_listed(word, titles, sizeof titles / sizeof titles[0]);
}

bool hgw_word_is_particle(struct hgw_word word) {
    static const char *const particles[] = {
        "van", "de",  "der", "den", "het", "ten", "ter", "te",  "in", "op", "aan", "bij", "uit", "tot", "la",
        "le",  "les", "du",  "des", "da",  "di",  "del", "dos", "el", "al", "ben", "bin", "ibn", "von", "zu"};
    return is_listed(word, particles, sizeof particles / sizeof particles[0]);
}

/* Capitals of ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic; letters without case count as capitals: a
 * name in such a script is a name. */
static bool is_capital(uint32_t c) {
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    if (c < 0xDF)
        return c >= 0xC0 && c != 0xD7;
    if (c < 0x100)
        return false;
    if (c < 0x180) /* pairs; the odd one is small, but from 0139 to 0148 and from 0179 to 017E the even one */
        return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) ? (c & 1) != 0 : (c & 1) == 0;
    if (c >= 0x370 && c < 0x530)
        return (c >= 0x386 && c <= 0x3AB) || (c >= 0x400 && c <= 0x42F);
    return c >= 0x530;
}

bool hgw_word_is_name(struct hgw_word word) {
    uint32_t c = 0;
    size_t first = word.length > 0 ? hgw_utf8_decode(word.start, word.length, &c) : 0;
    return first > 0 && first < word.length && is_capital(c) && !hgw_word_is_title(word) &&
           !hgw_word_is_particle(word);
}
