#include "render/pseudonym_words.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* What stands in a word and shows nothing: the soft hyphen, zero-width spaces and joiners. */
static bool is_unseen(uint32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

/* Letters and digits; of what lies beyond ASCII: everything that is not known as a space, quote or dash. */
static bool in_word(uint32_t c) {
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (is_unseen(c))
        return true;
    if (c < 0xC0)
        return c == 0xAA || c == 0xB5 || c == 0xBA;
    return c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x303F) &&
           c != 0x20AC;
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

/* Letters with an accent, each before its letter without: what Unicode says is the same as that letter and
 * `mark` behind it (UAX #15). Latin-1 and Latin Extended-A. */
static const struct {
    uint32_t mark;
    const char *pairs;
} accents[] = {
    {0x300, "ÀAÈEÌIÒOÙUàaèeìiòoùu"},
    {0x301, "ÁAÉEÍIÓOÚUÝYáaéeíióoúuýyĆCćcĹLĺlŃNńnŔRŕrŚSśsŹZźz"},
    {0x302, "ÂAÊEÎIÔOÛUâaêeîiôoûuĈCĉcĜGĝgĤHĥhĴJĵjŜSŝsŴWŵwŶYŷy"},
    {0x303, "ÃAÑNÕOãañnõoĨIĩiŨUũu"},
    {0x304, "ĀAāaĒEēeĪIīiŌOōoŪUūu"},
    {0x306, "ĂAăaĔEĕeĞGğgĬIĭiŎOŏoŬUŭu"},
    {0x307, "ĊCċcĖEėeĠGġgİIŻZżz"},
    {0x308, "ÄAËEÏIÖOÜUäaëeïiöoüuÿyŸY"},
    {0x30A, "ÅAåaŮUůu"},
    {0x30B, "ŐOőoŰUűu"},
    {0x30C, "ČCčcĎDďdĚEěeĽLľlŇNňnŘRřrŠSšsŤTťtŽZžz"},
    {0x327, "ÇCçcĢGģgĶKķkĻLļlŅNņnŖRŗrŞSşsŢTţt"},
    {0x328, "ĄAąaĘEęeĮIįiŲUųu"},
};

/* Parts a letter from its accent: returns the accent and puts the bare letter in *c; 0: it has none. */
static uint32_t part_accent(uint32_t *c) {
    for (size_t i = 0; *c >= 0xC0 && i < sizeof accents / sizeof accents[0]; i++) {
        uint32_t accented = 0;
        for (const char *pair = accents[i].pairs; *pair != '\0';) {
            pair += read_letter(pair, &accented);
            if (accented == *c) {
                *c = (unsigned char)*pair;
                return accents[i].mark;
            }
            pair++;
        }
    }
    return 0;
}

/* A word that is read as it looks: letter, accent, letter; what shows nothing is skipped. */
struct reading {
    struct hgw_word rest;
    uint32_t accent; /* to be read next; 0: none */
};

/* The next letter or accent; 0 at the end. */
static uint32_t read_next(struct reading *r) {
    uint32_t c = r->accent;
    r->accent = 0;
    while (c == 0 && r->rest.length > 0) {
        size_t bytes = hgw_utf8_decode(r->rest.start, r->rest.length, &c);
        if (bytes == 0)
            return 0; /* not UTF-8: a case always is */
        r->rest = (struct hgw_word){r->rest.start + bytes, r->rest.length - bytes};
        if (is_unseen(c))
            c = 0;
    }
    r->accent = part_accent(&c);
    return c;
}

int hgw_word_compare(struct hgw_word left, struct hgw_word right) {
    struct reading one = {left, 0}, other = {right, 0};
    for (;;) {
        uint32_t a = read_next(&one), b = read_next(&other);
        if (a != b || a == 0)
            return (a > b) - (a < b);
    }
}

bool hgw_word_same(struct hgw_word left, struct hgw_word right) {
    return hgw_word_compare(left, right) == 0;
}

bool hgw_word_begins(struct hgw_word word, struct hgw_word beginning) {
    struct reading whole = {word, 0}, part = {beginning, 0};
    for (uint32_t c; (c = read_next(&part)) != 0;)
        if (read_next(&whole) != c)
            return false;
    return true;
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
