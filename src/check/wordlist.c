#include "check/wordlist.h"

#include "base/buf.h"
#include "base/fileio.h"
#include "base/grow.h"
#include "base/lang.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* How phrases can start: three bytes. A phrase is only tried where a word of the text starts like one; most
 * words start like none, and a look in a small set is far cheaper than a pattern. */
enum { START = 3, LETTER_BITS = 5, SET_BITS = 1 << START * LETTER_BITS };

struct hgw_wordlist {
    pcre2_code *code;               /* all phrases in one pattern, tried at one place; NULL: no phrases */
    pcre2_match_data *match;        /* room for one match; its content means nothing between two calls */
    uint64_t starts[SET_BITS / 64]; /* the set of starts: bit start_of() */
    unsigned char folded[256]; /* every byte as it is compared: small letters, one sign for white space */
    bool in_word[256];         /* the bytes that are letters, digits and underscores of ASCII */
};

/* One phrase while a list is read. */
struct phrase {
    size_t line;
    size_t words;                   /* separated by white space */
    size_t letters;                 /* code points, white space not counted */
    bool cancels;                   /* it started with `!` */
    char start[START];              /* its first signs */
    size_t start_count;             /* how many of them are known; what follows may be anything */
    bool starts_wide;               /* one of the first three bytes of whatever it matches is beyond ASCII */
    size_t pattern, pattern_length; /* its part of the patterns of all */
};

/* A list while it is read. */
struct reading {
    const char *name;
    size_t line;
    struct phrase *phrases;
    size_t count, capacity;
    struct hgw_buf patterns; /* the patterns of the phrases, one after the other */
    struct hgw_error *error;
};

/* What a letter with an accent is made of, from U+00E0 on (Unicode, canonical decomposition); 0: nothing. */
static const struct {
    char base;
    uint16_t accent;
} parts[32] = {
    {'a', 0x300}, {'a', 0x301}, {'a', 0x302}, {'a', 0x303}, {'a', 0x308}, {'a', 0x30A}, {0, 0},
    {'c', 0x327}, {'e', 0x300}, {'e', 0x301}, {'e', 0x302}, {'e', 0x308}, {'i', 0x300}, {'i', 0x301},
    {'i', 0x302}, {'i', 0x308}, {0, 0},       {'n', 0x303}, {'o', 0x300}, {'o', 0x301}, {'o', 0x302},
    {'o', 0x303}, {'o', 0x308}, {0, 0},       {0, 0},       {'u', 0x300}, {'u', 0x301}, {'u', 0x302},
    {'u', 0x308}, {'y', 0x301}, {0, 0},       {'y', 0x308},
};

enum { FIRST_ACCENTED = 0xE0, LAST_ACCENTED = 0xFF, CAPITALS_BELOW = 0x20 };

/* Before and after a phrase: what would make it part of a longer word. An accent belongs to the letter it
 * follows. */
#define WORD_SIGN "[\\p{L}\\p{N}_]"
#define WORD_REST "[\\p{L}\\p{N}\\p{M}_]"
#define PATTERN_START "(?<!" WORD_SIGN "|" WORD_SIGN "\\p{M})(?|"
#define PATTERN_END ")(?!" WORD_REST ")"

static void fill_tables(struct hgw_wordlist *list) {
    for (unsigned byte = 0; byte < 256; byte++) {
        bool capital = byte >= 'A' && byte <= 'Z', small = byte >= 'a' && byte <= 'z';
        list->in_word[byte] = capital || small || (byte >= '0' && byte <= '9') || byte == '_';
        list->folded[byte] = (unsigned char)(capital                        ? byte + ('a' - 'A')
                                             : byte >= '\t' && byte <= '\r' ? ' '
                                                                            : byte);
    }
}

/* The bit of a start, of folded bytes below 0x80. Letters and white space all differ in their last bits;
 * other signs may share those of a letter, which costs a look and nothing else. */
static size_t start_of(unsigned char first, unsigned char second, unsigned char third) {
    static const size_t last_bits = (1 << LETTER_BITS) - 1;
    return (first & last_bits) << 2 * LETTER_BITS | (second & last_bits) << LETTER_BITS | (third & last_bits);
}

static void add_start(struct hgw_wordlist *list, const struct phrase *phrase) {
    const unsigned char *start = (const unsigned char *)phrase->start;
    if (phrase->starts_wide)
        return; /* every start with such a byte is tried */
    if (phrase->start_count < START - 1) {
        memset(list->starts, 0xFF, sizeof list->starts); /* one letter: no telling what follows */
        return;
    }
    for (unsigned third = 0; third < 0x80; third++)
        if (phrase->start_count < START || third == start[START - 1]) {
            size_t bit = start_of(list->folded[start[0]], list->folded[start[1]], list->folded[third]);
            list->starts[bit / 64] |= (uint64_t)1 << bit % 64;
        }
}

static bool refuse(struct reading *reading, const char *sentence) {
    return hgw_error_at(reading->error, HGW_ERROR_DATA, reading->name, reading->line, 0, "%s", sentence);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* The one code point that `base` and the accent after it stand for, or 0. */
static uint32_t compose(uint32_t base, uint32_t accent) {
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].base && accent == parts[i].accent && (base | CAPITALS_BELOW) == (uint32_t)parts[i].base)
            return FIRST_ACCENTED + (uint32_t)i;
    return 0;
}

/* Adds the pattern of one code point, whatever way people may have typed it. */
static void add_sign(struct hgw_buf *pattern, uint32_t sign) {
    uint32_t small =
        sign >= FIRST_ACCENTED - CAPITALS_BELOW && sign < FIRST_ACCENTED ? sign + CAPITALS_BELOW : sign;
    if (sign == '-' || sign == 0x2010 || sign == 0x2011)
        hgw_buf_add_string(pattern, "[-\\x{2010}\\x{2011}]");
    else if (sign == '\'' || sign == 0x2018 || sign == 0x2019)
        hgw_buf_add_string(pattern, "['\\x{2018}\\x{2019}]");
    else if ((sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9'))
        hgw_buf_add_char(pattern, (char)sign);
    else if (small >= FIRST_ACCENTED && small <= LAST_ACCENTED && parts[small - FIRST_ACCENTED].base)
        hgw_buf_printf(pattern, "(?:\\x{%x}|%c\\x{%x})", (unsigned)sign, parts[small - FIRST_ACCENTED].base,
                       (unsigned)parts[small - FIRST_ACCENTED].accent);
    else
        hgw_buf_printf(pattern, "\\x{%x}", (unsigned)sign);
}

/* Reads the sign at *at and moves on. False when the bytes are no text. */
static bool next_sign(const char *text, size_t length, size_t *at, uint32_t *sign) {
    size_t step = hgw_utf8_decode(text + *at, length - *at, sign);
    if (step == 0 || *sign < ' ' || *sign == 0x7F)
        return false;
    *at += step;
    uint32_t accent;
    size_t more = hgw_utf8_decode(text + *at, length - *at, &accent);
    uint32_t composed = more > 0 ? compose(*sign, accent) : 0;
    if (composed) {
        *sign = composed;
        *at += more;
    }
    return true;
}

/* Keeps what is known of a phrase's start, sign by sign. */
static void note_start(struct phrase *phrase, uint32_t sign, bool *known) {
    uint32_t plain = sign == 0x2010 || sign == 0x2011   ? '-'
                     : sign == 0x2018 || sign == 0x2019 ? '\''
                     : sign == 0x212A                   ? 'k' /* the sign for kelvin */
                     : sign == 0x17F                    ? 's' /* a long s */
                                                        : sign;
    if (!*known || phrase->start_count == START)
        return;
    if (plain < 0x80)
        phrase->start[phrase->start_count++] = (char)plain;
    else
        phrase->starts_wide =
            phrase->start_count < START - 1; /* as a third sign it may be a letter and an accent */
    *known = plain < 0x80 && plain != ' ';   /* after a space there may be more of them */
}

/* Makes the pattern of a phrase that starts and ends with a sign that is not blank. */
static bool read_words(struct reading *reading, struct phrase *phrase, const char *text, size_t length) {
    size_t at = 0;
    bool known = true;
    phrase->words = 1;
    while (at < length) {
        uint32_t sign = 0;
        if (is_blank(text[at])) {
            while (is_blank(text[at])) /* a sign follows for sure */
                at++;
            hgw_buf_add_string(&reading->patterns, "\\s++");
            note_start(phrase, ' ', &known);
            phrase->words++;
        } else if (text[at] == '*') {
            if (at + 1 < length || at == 0 || is_blank(text[at - 1]))
                return refuse(reading,
                              _("Een * staat alleen aan het einde van een woord dat de regel sluit."));
            hgw_buf_add_string(&reading->patterns, WORD_REST "*+");
            at++;
        } else {
            if (!next_sign(text, length, &at, &sign))
                return refuse(reading, _("Deze regel is geen tekst in UTF-8."));
            add_sign(&reading->patterns, sign);
            note_start(phrase, sign, &known);
            phrase->letters++;
        }
    }
    return true;
}

static bool make_room(struct reading *reading) {
    struct phrase *phrases = hgw_grow(reading->phrases, &reading->capacity, reading->count, sizeof *phrases);
    if (!phrases) {
        hgw_error_memory(reading->error);
        return false;
    }
    reading->phrases = phrases;
    return true;
}

/* Takes off the comment and the blanks around what is left. */
static void trim(const char **text, size_t *length) {
    for (size_t i = 0; i < *length; i++)
        if ((*text)[i] == '#' && (i == 0 || is_blank((*text)[i - 1])))
            *length = i;
    while (*length > 0 && is_blank((*text)[*length - 1]))
        --*length;
    while (*length > 0 && is_blank(**text)) {
        ++*text;
        --*length;
    }
}

static bool read_line(struct reading *reading, const char *text, size_t length) {
    trim(&text, &length);
    if (length == 0)
        return true;
    struct phrase phrase = {
        .line = reading->line, .cancels = *text == '!', .pattern = reading->patterns.length};
    if (phrase.cancels) {
        text++;
        length--;
        trim(&text, &length);
        if (length == 0)
            return refuse(reading, _("Na ! volgt geen woord."));
    }
    if (length > HGW_WORDLIST_MAX_PHRASE)
        return refuse(reading, _("Deze regel is te lang voor een woord of een uitdrukking."));
    if (!read_words(reading, &phrase, text, length))
        return false;
    if (phrase.cancels) /* an empty group tells the two kinds apart: see match_at */
        hgw_buf_add_string(&reading->patterns, "()");
    phrase.pattern_length = reading->patterns.length - phrase.pattern;
    if (!make_room(reading))
        return false;
    reading->phrases[reading->count++] = phrase;
    return true;
}

static bool read_lines(struct reading *reading, const char *bytes, size_t length) {
    static const char mark[] = "\xEF\xBB\xBF"; /* some editors begin a file with it */
    size_t at = length >= sizeof mark - 1 && memcmp(bytes, mark, sizeof mark - 1) == 0 ? sizeof mark - 1 : 0;
    while (at < length) {
        const char *end = memchr(bytes + at, '\n', length - at);
        size_t size = end ? (size_t)(end - bytes) - at : length - at;
        reading->line++;
        if (!read_line(reading, bytes + at, size))
            return false;
        at += size + 1;
    }
    return true;
}

/* The phrase that matches most of a text comes first: more words, then more letters. A final `*` changes
 * nothing about that: what it matches ends where the word ends. */
static int compare(const void *one, const void *other) {
    const struct phrase *a = one, *b = other;
    if (a->words != b->words)
        return a->words > b->words ? -1 : 1;
    if (a->letters != b->letters)
        return a->letters > b->letters ? -1 : 1;
    return (int)b->cancels - (int)a->cancels;
}

static bool compile(struct reading *reading, struct hgw_wordlist *list) {
    if (reading->count == 0)
        return true;
    qsort(reading->phrases, reading->count, sizeof *reading->phrases, compare);
    struct hgw_buf pattern = HGW_BUF_EMPTY;
    hgw_buf_add_string(&pattern, PATTERN_START);
    for (size_t i = 0; i < reading->count; i++) {
        if (i > 0)
            hgw_buf_add_char(&pattern, '|');
        hgw_buf_add(&pattern, reading->patterns.data + reading->phrases[i].pattern,
                    reading->phrases[i].pattern_length);
        add_start(list, &reading->phrases[i]);
    }
    hgw_buf_add_string(&pattern, PATTERN_END);
    if (pattern.failed || reading->patterns.failed) {
        hgw_buf_free(&pattern);
        return hgw_error_memory(reading->error);
    }
    int problem;
    PCRE2_SIZE where;
    list->code =
        pcre2_compile((PCRE2_SPTR)pattern.data, pattern.length,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_ANCHORED, &problem, &where, mem_pcre2());
    hgw_buf_free(&pattern);
    if (!list->code) {
        return refuse(reading, _("Deze woordenlijst is te groot.")); /* no phrase can be wrong by itself */
    }
    pcre2_jit_compile(list->code, PCRE2_JIT_COMPLETE); /* only for speed: matching works without */
    list->match = pcre2_match_data_create_from_pattern(list->code, NULL);
    return true;
}

struct hgw_wordlist *hgw_wordlist_parse(const char *name, const char *bytes, size_t length,
                                        struct hgw_error *error) {
    struct reading reading = {.name = name, .patterns = HGW_BUF_EMPTY, .error = error};
    struct hgw_wordlist *list = calloc(1, sizeof *list);
    bool done = false;
    if (!list)
        hgw_error_memory(error);
    else if (length > HGW_WORDLIST_MAX_BYTES)
        refuse(&reading, _("Deze woordenlijst is te groot."));
    else {
        fill_tables(list);
        done = read_lines(&reading, bytes, length) && compile(&reading, list);
    }
    free(reading.phrases);
    hgw_buf_free(&reading.patterns);
    if (done)
        return list;
    hgw_wordlist_free(list);
    return NULL;
}

struct hgw_wordlist *hgw_wordlist_load(const char *path, struct hgw_error *error) {
    struct hgw_buf bytes = HGW_BUF_EMPTY;
    struct hgw_error problem = HGW_ERROR_EMPTY;
    struct hgw_wordlist *list = NULL;
    if (hgw_file_read(path, HGW_WORDLIST_MAX_BYTES, &bytes, &problem))
        list = hgw_wordlist_parse(path, bytes.data ? bytes.data : "", bytes.length, error);
    else if (problem.kind == HGW_ERROR_LIMIT)
        hgw_error_at(error, HGW_ERROR_DATA, path, 1, 0, "%s", _("Deze woordenlijst is te groot."));
    else
        hgw_error_at(error, problem.kind == HGW_ERROR_IO ? HGW_ERROR_DATA : problem.kind, problem.file,
                     problem.line, problem.column, "%s", hgw_error_text(&problem));
    hgw_error_clear(&problem);
    hgw_buf_free(&bytes);
    return list;
}

void hgw_wordlist_free(struct hgw_wordlist *list) {
    if (!list)
        return;
    pcre2_match_data_free(list->match);
    pcre2_code_free(list->code);
    free(list);
}

/* True when a phrase may start at `at`, which is not inside a word. When a byte is beyond ASCII, the pattern
 * has to look. */
static bool may_start(const struct hgw_wordlist *list, const unsigned char *text, size_t length, size_t at) {
    unsigned char first = text[at], second = at + 1 < length ? text[at + 1] : 0,
                  third = at + 2 < length ? text[at + 2] : 0;
    if ((first | second | third) & 0x80)
        return (first & 0xC0) != 0x80; /* not in the middle of a sign */
    size_t bit = start_of(list->folded[first], list->folded[second], list->folded[third]);
    return list->starts[bit / 64] >> bit % 64 & 1;
}

/* The next place from `at` on where a phrase may start, or `length`. */
static size_t next_start(const struct hgw_wordlist *list, const unsigned char *text, size_t length,
                         size_t at) {
    bool inside = at > 0 && list->in_word[text[at - 1]];
    while (at < length && (inside || !may_start(list, text, length, at))) {
        while (at < length && list->in_word[text[at]])
            at++;
        at++; /* what stands after a word starts nothing, whatever it is */
        inside = false;
    }
    return at < length ? at : length;
}

/* The longest phrase at the first place where one starts, from the offset on, which moves past its first
 * byte. `cancels`: it is one with `!`. */
static bool match_next(const struct hgw_wordlist *list, struct hgw_search *search, size_t *start, size_t *end,
                       bool *cancels) {
    const unsigned char *text = (const unsigned char *)search->text;
    int groups = PCRE2_ERROR_NOMATCH;
    if (search->offset >= search->length)
        return false;
    while (list->code && groups == PCRE2_ERROR_NOMATCH) {
        *start = next_start(list, text, search->length, search->offset);
        search->offset = *start + 1;
        if (*start == search->length)
            return false;
        groups = pcre2_match(list->code, text, search->length, *start, PCRE2_NO_UTF_CHECK, list->match, NULL);
    }
    if (groups < 0) { /* no phrases at all, or no memory */
        search->failed = search->failed || list->code;
        search->offset = search->length;
        return false;
    }
    *end = pcre2_get_ovector_pointer(list->match)[1];
    *cancels = groups > 1;
    return true;
}

bool hgw_wordlist_next(const struct hgw_wordlist *list, struct hgw_search *search) {
    size_t taken = search->found + search->found_length; /* the phrase found before ends here */
    size_t start, end;
    bool cancels;
    /* What covers a phrase starts no later, so it has been seen by then. And since the longest phrase of a
     * place is what we get, nothing else that starts there can stick out when that one does not. */
    while (match_next(list, search, &start, &end, &cancels)) {
        if (cancels) {
            search->covered = end > search->covered ? end : search->covered;
        } else if (end > search->covered && start >= taken) {
            search->found = start;
            search->found_length = end - start;
            return true;
        }
    }
    return false;
}

bool hgw_wordlist_next_any(const struct hgw_wordlist *list, struct hgw_search *search) {
    size_t start, end;
    bool cancels;
    if (!match_next(list, search, &start, &end, &cancels))
        return false;
    search->found = start;
    search->found_length = end - start;
    return true;
}
