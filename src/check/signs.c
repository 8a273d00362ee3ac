#include "check/signs.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* Asks PCRE2 for the category of a sign. */
struct hgw_signs_lookup {
    pcre2_code *categories;  /* L, N or M: the number of the group that matched */
    pcre2_match_data *match; /* room for its groups */
};

/* Kinds that do not follow from the category. */
static const struct {
    uint32_t first, last;
    unsigned kinds;
} ranges[] = {
    {'\t', '\r', HGW_SIGN_SPACE},
    {' ', ' ', HGW_SIGN_SPACE},
    {0x85, 0x85, HGW_SIGN_SPACE},
    {0xA0, 0xA0, HGW_SIGN_SPACE},
    {0x1680, 0x1680, HGW_SIGN_SPACE},
    {0x2000, 0x200A, HGW_SIGN_SPACE},
    {0x2028, 0x2029, HGW_SIGN_SPACE},
    {0x202F, 0x202F, HGW_SIGN_SPACE},
    {0x205F, 0x205F, HGW_SIGN_SPACE},
    {0x3000, 0x3000, HGW_SIGN_SPACE},
    {'!', '!', HGW_SIGN_STOP},
    {'.', '.', HGW_SIGN_STOP},
    {'?', '?', HGW_SIGN_STOP},
    {'"', '"', HGW_SIGN_OPENING | HGW_SIGN_CLOSING},
    {'\'', '\'', HGW_SIGN_OPENING | HGW_SIGN_CLOSING | HGW_SIGN_JOINING},
    {'-', '-', HGW_SIGN_JOINING},
    {0xAD, 0xAD, HGW_SIGN_JOINING}, /* the soft hyphen, which comes along with pasted text */
    {0x2010, 0x2011, HGW_SIGN_JOINING},
    {'(', '(', HGW_SIGN_OPENING},
    {'[', '[', HGW_SIGN_OPENING},
    {'{', '{', HGW_SIGN_OPENING},
    {')', ')', HGW_SIGN_CLOSING},
    {']', ']', HGW_SIGN_CLOSING},
    {'}', '}', HGW_SIGN_CLOSING},
    /* Quotes open in one country and close in another: « », ‘ ’, “ ”, ‹ › do both. The low ones only open. */
    {0xAB, 0xAB, HGW_SIGN_OPENING | HGW_SIGN_CLOSING},
    {0xBB, 0xBB, HGW_SIGN_OPENING | HGW_SIGN_CLOSING},
    {0x2018, 0x2019, HGW_SIGN_OPENING | HGW_SIGN_CLOSING | HGW_SIGN_JOINING},
    {0x201A, 0x201A, HGW_SIGN_OPENING},
    {0x201C, 0x201D, HGW_SIGN_OPENING | HGW_SIGN_CLOSING},
    {0x201E, 0x201E, HGW_SIGN_OPENING},
    {0x2039, 0x203A, HGW_SIGN_OPENING | HGW_SIGN_CLOSING},
    {'A', 'A', HGW_SIGN_VOWEL},
    {'E', 'E', HGW_SIGN_VOWEL},
    {'I', 'I', HGW_SIGN_VOWEL},
    {'O', 'O', HGW_SIGN_VOWEL},
    {'U', 'U', HGW_SIGN_VOWEL},
    {'Y', 'Y', HGW_SIGN_VOWEL},
    {'a', 'a', HGW_SIGN_VOWEL},
    {'e', 'e', HGW_SIGN_VOWEL},
    {'i', 'i', HGW_SIGN_VOWEL},
    {'o', 'o', HGW_SIGN_VOWEL},
    {'u', 'u', HGW_SIGN_VOWEL},
    {'y', 'y', HGW_SIGN_VOWEL},
    {0xC0, 0xC6, HGW_SIGN_VOWEL}, /* À to Æ */
    {0xC8, 0xCF, HGW_SIGN_VOWEL}, /* È to Ï */
    {0xD2, 0xD6, HGW_SIGN_VOWEL}, /* Ò to Ö */
    {0xD8, 0xDD, HGW_SIGN_VOWEL}, /* Ø, Ù to Ý */
    {0xE0, 0xE6, HGW_SIGN_VOWEL},
    {0xE8, 0xEF, HGW_SIGN_VOWEL},
    {0xF2, 0xF6, HGW_SIGN_VOWEL},
    {0xF8, 0xFD, HGW_SIGN_VOWEL},
    {0xFF, 0xFF, HGW_SIGN_VOWEL},     /* ÿ */
    {0x100, 0x105, HGW_SIGN_VOWEL},   /* Ā to ą */
    {0x112, 0x11B, HGW_SIGN_VOWEL},   /* Ē to ě */
    {0x128, 0x133, HGW_SIGN_VOWEL},   /* Ĩ to ı, and the ligature of ij */
    {0x14C, 0x153, HGW_SIGN_VOWEL},   /* Ō to œ */
    {0x168, 0x173, HGW_SIGN_VOWEL},   /* Ũ to ų */
    {0x176, 0x178, HGW_SIGN_VOWEL},   /* Ŷ ŷ Ÿ */
    {0x1CD, 0x1DC, HGW_SIGN_VOWEL},   /* Ǎ to ǜ */
    {0x1EA0, 0x1EF9, HGW_SIGN_VOWEL}, /* the Vietnamese ones */
    {0xC4, 0xC4, HGW_SIGN_TREMA},
    {0xCB, 0xCB, HGW_SIGN_TREMA},
    {0xCF, 0xCF, HGW_SIGN_TREMA},
    {0xD6, 0xD6, HGW_SIGN_TREMA},
    {0xDC, 0xDC, HGW_SIGN_TREMA},
    {0xE4, 0xE4, HGW_SIGN_TREMA},
    {0xEB, 0xEB, HGW_SIGN_TREMA},
    {0xEF, 0xEF, HGW_SIGN_TREMA},
    {0xF6, 0xF6, HGW_SIGN_TREMA},
    {0xFC, 0xFC, HGW_SIGN_TREMA},
    {0x308, 0x308, HGW_SIGN_TREMA},
};

/* The kinds of one sign, without the table. */
static unsigned look_up(const struct hgw_signs_lookup *lookup, uint32_t sign) {
    static const unsigned by_group[] = {0, HGW_SIGN_LETTER, HGW_SIGN_DIGIT, HGW_SIGN_ACCENT};
    char bytes[4];
    size_t length = hgw_utf8_encode(sign, bytes);
    int group = pcre2_match(lookup->categories, (PCRE2_SPTR)bytes, length, 0, PCRE2_NO_UTF_CHECK,
                            lookup->match, NULL);
    unsigned kinds = group > 1 ? by_group[group - 1] : 0; /* the result is one more than the highest group */
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (sign >= ranges[i].first && sign <= ranges[i].last)
            kinds |= ranges[i].kinds;
    return kinds;
}

static pcre2_code *compile_categories(void) {
    static const char pattern[] = "(\\p{L})|(\\p{N})|(\\p{M})";
    int problem;
    PCRE2_SIZE where;
    return pcre2_compile((PCRE2_SPTR)pattern, sizeof pattern - 1, PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED,
                         &problem, &where, mem_pcre2());
}

static void open_lookup(struct hgw_signs_lookup *lookup) {
    lookup->categories = compile_categories();
    lookup->match = pcre2_match_data_create_from_pattern(lookup->categories, NULL);
    pcre2_jit_compile(lookup->categories, PCRE2_JIT_COMPLETE); /* only for speed */
}

struct hgw_signs *hgw_signs_new(void) {
    struct hgw_signs *signs = mem_calloc(1, sizeof *signs);
    signs->lookup = mem_calloc(1, sizeof *signs->lookup);
    open_lookup(signs->lookup);
    for (uint32_t sign = 1; sign < HGW_SIGNS_KNOWN; sign++)
        signs->table[sign] = (uint16_t)look_up(signs->lookup, sign);
    return signs;
}

void hgw_signs_free(struct hgw_signs *signs) {
    if (!signs)
        return;
    if (signs->lookup) {
        pcre2_match_data_free(signs->lookup->match);
        pcre2_code_free(signs->lookup->categories);
    }
    free(signs->lookup);
    free(signs);
}

unsigned hgw_sign_decode(const struct hgw_signs *signs, const char *text, size_t length, size_t at,
                         size_t *next) {
    uint32_t sign;
    size_t step = hgw_utf8_decode(text + at, length - at, &sign);
    *next = at + (step > 0 ? step : 1);
    if (step == 0)
        return 0;
    return sign < HGW_SIGNS_KNOWN ? signs->table[sign] : look_up(signs->lookup, sign);
}

unsigned hgw_sign_before(const struct hgw_signs *signs, const char *text, size_t at, size_t *start) {
    size_t next;
    *start = at;
    if (at == 0)
        return 0;
    do
        --*start;
    while (*start > 0 && ((unsigned char)text[*start] & 0xC0) == 0x80);
    return hgw_sign_at(signs, text, at, *start, &next);
}
