/* signs: what kind of sign a code point is: letter, digit, vowel, white space, quote, bracket. */
#ifndef HGW_CHECK_SIGNS_H
#define HGW_CHECK_SIGNS_H

#include <stddef.h>
#include <stdint.h>

/* Kinds, as bits. */
enum {
    HGW_SIGN_LETTER = 1, /* Unicode category L */
    HGW_SIGN_DIGIT = 2,  /* N */
    HGW_SIGN_ACCENT = 4, /* M: belongs to the letter before it */
    HGW_SIGN_VOWEL = 8,  /* a e i o u y, with any accent, small or capital, ligatures of them included */
    HGW_SIGN_TREMA = 16, /* ä ë ï ö ü: a vowel that starts a syllable; and U+0308, which makes it one */
    HGW_SIGN_SPACE = 32, /* white space (Unicode) */
    HGW_SIGN_OPENING = 64,  /* a quote or bracket that may open; a straight quote is both */
    HGW_SIGN_CLOSING = 128, /* one that may close */
    HGW_SIGN_JOINING = 256, /* a hyphen or an apostrophe: inside a word it is part of it */
    HGW_SIGN_STOP = 512,    /* . ! ? */
    HGW_SIGN_WORD = HGW_SIGN_LETTER | HGW_SIGN_DIGIT,
};

/* Nearly all Dutch text lies below this; beyond it every sign is looked up anew. */
enum { HGW_SIGNS_KNOWN = 0x180 };

/* Knows the kinds. What Unicode says comes from PCRE2. */
struct hgw_signs {
    struct hgw_signs_lookup *lookup; /* for any sign. Owned. */
    uint16_t table[HGW_SIGNS_KNOWN]; /* the kinds of the first ones */
};

/* Freed with hgw_signs_free. */
struct hgw_signs *hgw_signs_new(void);

void hgw_signs_free(struct hgw_signs *signs);

/* hgw_sign_at for a sign beyond ASCII. */
unsigned hgw_sign_decode(const struct hgw_signs *signs, const char *text, size_t length, size_t at,
                         size_t *next);

/* The kinds of the sign at `at` in good UTF-8 of `length` bytes; *next is set behind it. At the end: 0, and
 * *next is `at`. In the header because every byte of every text comes by. */
static inline unsigned hgw_sign_at(const struct hgw_signs *signs, const char *text, size_t length, size_t at,
                                   size_t *next) {
    *next = at;
    if (at >= length)
        return 0;
    unsigned char byte = (unsigned char)text[at];
    if (byte >= 0x80)
        return hgw_sign_decode(signs, text, length, at, next);
    *next = at + 1;
    return signs->table[byte];
}

/* The kinds of the sign that ends before `at`, and *start where it begins. At the start of the text: 0. */
unsigned hgw_sign_before(const struct hgw_signs *signs, const char *text, size_t at, size_t *start);

#endif
