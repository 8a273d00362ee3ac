#include "rules/words.h"

#include "base/file.h"
#include "base/memory.h"
#include "xml/dom.h"

#include <ctype.h>
#include <math.h>
#include <utf8proc.h>

/* A pattern with room for its match; what that holds means nothing between two calls. One that is used often is
 * compiled to machine code: two thirds of a further case; of a list that few texts are searched for it would be a tenth
 * of the only case. */
struct pattern {
    pcre2_code *code;
    pcre2_match_data *match;
    unsigned uses;
};
enum { USED_OFTEN = 200 };

/* How the phrases of a list begin: a bit for each start_of. */
enum { STARTS = 16384 };

struct phrase {
    char *pattern; /* owned */
    size_t rank;   /* what matches most of a text comes first: more letters, then those with `!` */
};

struct wordlist {
    struct phrase *read; /* until they make one pattern. Owned, with their patterns. */
    size_t count, capacity;
    struct pattern phrases;           /* all of them, where one begins; group 1 takes part in those with `!` */
    char *alternatives;               /* their patterns, separated by `|`. Owned. */
    char *name;                       /* of a list that was asked for: its name, owned, */
    struct wordlist *next;            /* and the one read before it */
    unsigned char starts[STARTS / 8]; /* where no phrase begins the pattern is not tried: a third of a check */
};

struct words {
    const struct datadir *datadir; /* not owned */
    struct wordlist *lists;        /* owned */
    struct pattern word, syllable, space, stop;
    bool spaced; /* an abbreviation holds white space */
};

/* What stands inside a word, and what an accent belongs to. */
#define LETTER "[\\p{L}\\p{N}]"
#define IN_WORD "[\\p{L}\\p{N}\\p{M}]"
/* A hyphen or an apostrophe: inside a word it is part of it. The soft hyphen comes along with pasted text. */
#define JOINING "['\\-\\x{AD}\\x{2010}\\x{2011}\\x{2018}\\x{2019}]"
/* a e i o u y with any accent (Vietnamese ones, and ligatures), and those with a trema. */
#define VOWEL "[AEIOUYaeiouyÀ-ÆÈ-ÏÒ-ÖØ-Ýà-æè-ïò-öø-ýÿĀ-ąĒ-ěĨ-ĳŌ-œŨ-ųŶ-ŸǍ-ǜẠ-ỹ]"
#define TREMA "[ÄËÏÖÜäëïöü]"
/* Quotes open in one country and close in another: most do both. */
#define BOTH_WAYS "\"'«»\\x{2018}\\x{2019}\\x{201C}\\x{201D}\\x{2039}\\x{203A}"
#define CLOSING "[)\\]}" BOTH_WAYS "]"
#define OPENING "[(\\[{\\x{201A}\\x{201E}" BOTH_WAYS "]"
/* A single letter or a number, which is not the end of a longer word. */
#define SHORT "(?:\\p{N}[\\p{N}\\p{M}]*+|" LETTER "\\p{M}*+)"
#define NOT_IN_WORD "(?<!" IN_WORD "|" IN_WORD JOINING ")"
/* Before and after a phrase: what would make it part of a longer word. */
#define PHRASE_START "(?<![_\\p{L}\\p{N}]|[_\\p{L}\\p{N}]\\p{M})"
#define PHRASE_REST "[_\\p{L}\\p{N}\\p{M}]"

/* False when the pattern is too large; none of ours is. */
static bool pattern_open(struct pattern *pattern, const char *text, uint32_t options) {
    int problem;
    PCRE2_SIZE where;
    pattern->code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_UCP | options, &problem,
                                  &where, mem_pcre2());
    if (!pattern->code)
        return false;
    pattern->uses = options & PCRE2_ANCHORED ? 0 : USED_OFTEN;
    pattern->match = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    return true;
}

static void pattern_close(struct pattern *pattern) {
    pcre2_match_data_free(pattern->match);
    pcre2_code_free(pattern->code);
}

/* The first match from `offset` on; *start and *end are its bytes. Returns the number of groups, the whole
 * match included, that are set; 0 when there is none. */
static int pattern_find(struct pattern *pattern, const char *text, size_t length, size_t offset, size_t *start,
                        size_t *end) {
    if (pattern->uses++ == USED_OFTEN && !HGW_FREES) /* valgrind takes the wide reads of that for mistakes */
        pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
    int groups = pcre2_match(pattern->code, (PCRE2_SPTR)text, length, offset, PCRE2_NO_UTF_CHECK, pattern->match, NULL);
    if (groups <= 0)
        return 0;
    *start = pcre2_get_ovector_pointer(pattern->match)[0];
    *end = pcre2_get_ovector_pointer(pattern->match)[1];
    return groups;
}

static char *normal_form(const char *text, int options) {
    utf8proc_uint8_t *result = NULL;
    char *plain = mem_strdup(text), *at = plain;
    for (; *at && (unsigned char)*at < 0x80; at++)
        *at = (char)(options & UTF8PROC_CASEFOLD ? tolower(*at) : *at);
    if (!*at) /* of nearly all phrases; to ask utf8proc would be a thirteenth of a check */
        return plain;
    free(plain);
    options |= UTF8PROC_NULLTERM | UTF8PROC_STABLE;
    if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &result, (utf8proc_option_t)options) < 0)
        mem_out(); /* nothing else can go wrong */
    return (char *)result;
}

char *words_compose(const char *text, bool fold) {
    return normal_form(text, UTF8PROC_COMPOSE | (fold ? UTF8PROC_CASEFOLD : 0));
}

/* --- word lists --- */

/* An ASCII letter or digit: the programs stay in the locale "C". */
static bool is_plain(char c) {
    return isalnum((unsigned char)c);
}

/* A number for the letters and digits that a text begins with, of which there are *count: the first four. 0: something
 * else than ASCII comes before the fifth, and that may be written in several ways. */
static unsigned start_of(const char *text, size_t length, size_t *count) {
    unsigned start = 1;
    size_t i = 0;
    for (; i < length && is_plain(text[i]); i++)
        start = i < 4 ? start * 31 + ((unsigned)text[i] | 0x20) : start;
    *count = i;
    return i < 4 && i < length && (unsigned char)text[i] >= 0x80 ? 0 : start % STARTS;
}

/* Adds the pattern of one code point, whatever way people may have typed it. */
static void add_character(struct buf *pattern, uint32_t character) {
    if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')) {
        buf_add_char(pattern, (char)character);
        return;
    }
    utf8proc_int32_t parts[8];
    int class = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)character, parts, 8, UTF8PROC_DECOMPOSE, &class);
    if (character == '-' || character == 0x2010 || character == 0x2011) {
        buf_add_string(pattern, "[-\\x{2010}\\x{2011}]");
    } else if (character == '\'' || character == 0x2018 || character == 0x2019) {
        buf_add_string(pattern, "['\\x{2018}\\x{2019}]");
    } else if (count > 1 && count <= 8) { /* a letter with its accents: one code point, or several */
        buf_printf(pattern, "(?:\\x{%x}|", (unsigned)character);
        for (utf8proc_ssize_t i = 0; i < count; i++)
            buf_printf(pattern, "\\x{%x}", (unsigned)parts[i]);
        buf_add_char(pattern, ')');
    } else {
        buf_printf(pattern, "\\x{%x}", (unsigned)character);
    }
}

/* Takes one line, and changes it. Returns what is wrong with it; NULL: nothing. */
static const char *read_line(struct wordlist *list, char *line) {
    const char *problem =
        utf8_valid_length(line, strlen(line)) < strlen(line) ? _("Deze regel is geen tekst in UTF-8.") : NULL;
    text_normalise(line);
    char *comment = *line == '#' ? line : strstr(line, " #");
    if (comment)
        *comment = '\0';
    bool cancels = *line == '!';
    line += cancels;
    line += strspn(line, " ");
    if (problem || !*line)
        return problem ? problem : cancels ? _("Na ! volgt geen woord.") : NULL;
    AUTO(mem_free) char *composed = words_compose(line, false);
    struct buf pattern = BUF_EMPTY;
    size_t rank = cancels;
    bool any = false;
    utf8proc_int32_t character;
    for (const char *at = composed, *next; *at; at = next, rank += 2) {
        next = at + utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &character);
        if (character == '*' && (*next || at == composed || at[-1] == ' '))
            problem = _("Een * staat alleen aan het einde van een woord dat de regel sluit.");
        else if (character < ' ' || character == 0x7F)
            problem = _("Deze regel is geen tekst in UTF-8.");
        if (character == '*') {
            buf_add_string(&pattern, PHRASE_REST "*+"); /* it ends where the word ends */
            rank -= 2;
            any = at < composed + 4; /* what comes behind it is one of the first four */
        } else if (character == ' ')
            buf_add_string(&pattern, "\\s++");
        else
            add_character(&pattern, (uint32_t)character);
    }
    AUTO(mem_free) char *decomposed = normal_form(line, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD);
    size_t count = 0;
    while (isalnum((unsigned char)decomposed[count]))
        count++;
    unsigned start = start_of(decomposed, count, &count);
    list->starts[start / 8] |= (unsigned char)(1 << start % 8);
    if (any)
        memset(list->starts, 0xFF, sizeof list->starts);
    buf_add_string(&pattern, cancels ? "()" : "");
    list->read = list_grow(list->read, &list->capacity, list->count, sizeof *list->read);
    list->read[list->count++] = (struct phrase){buf_steal(&pattern), rank};
    return problem;
}

/* Takes the lines of one file; NULL: there is none. */
static bool read_file(struct wordlist *list, const char *path, struct error *error) {
    AUTO(buf_free) struct buf text = BUF_EMPTY;
    if (!path || !file_read(path, WORDLIST_MAX_BYTES, &text, error))
        return !path;
    buf_add(&text, "", 0);
    char *rest = text.data;
    size_t line = 0;
    bool whole = strlen(rest) == text.length; /* no NUL stands in it */
    const char *problem = NULL;
    if (strncmp(rest, "\xEF\xBB\xBF", 3) == 0) /* some editors begin a file with it */
        rest += 3;
    for (char *at; !problem && (at = strsep(&rest, "\n"));) {
        line++;
        problem = read_line(list, at);
    }
    if (!problem && !whole)
        problem = _("Deze regel is geen tekst in UTF-8.");
    return !problem || error_at(error, ERROR_DATA, path, line, 0, "%s", problem);
}

static int by_rank(const void *one, const void *other) {
    const struct phrase *a = one, *b = other;
    return a->rank == b->rank ? 0 : a->rank > b->rank ? -1 : 1;
}

/* Makes the list of what was read, when that is `ok`; false: it is not, or too much. */
static bool finish(struct wordlist *list, const char *name, bool ok, struct error *error) {
    struct buf alternatives = BUF_EMPTY;
    if (list->count > 0)
        qsort(list->read, list->count, sizeof *list->read, by_rank);
    for (size_t i = 0; i < list->count; i++) {
        buf_printf(&alternatives, "%s%s", i > 0 ? "|" : "", list->read[i].pattern);
        free(list->read[i].pattern);
    }
    free(list->read);
    list->alternatives = list->count > 0 ? buf_steal(&alternatives) : mem_strdup("(?!)");
    AUTO(mem_free) char *pattern = text_format(PHRASE_START "(?|%s)(?!" PHRASE_REST ")", list->alternatives);
    if (ok &&
        !pattern_open(&list->phrases, pattern, PCRE2_CASELESS | PCRE2_ANCHORED)) /* no phrase can be wrong by itself */
        ok = error_at(error, ERROR_DATA, name, 0, 0, "%s", _("Deze woordenlijst is te groot."));
    return ok;
}

static void wordlist_free(struct wordlist *list) {
    pattern_close(&list->phrases);
    free(list->alternatives);
    free(list->name);
    free(list);
}

bool wordlist_next(struct wordlist *list, struct phrase_search *search) {
    size_t taken = search->found + search->found_length; /* the phrase found before ends here */
    /* What covers a phrase starts no later, so it has been seen by then. And since the longest phrase of a
     * place is what we get, nothing else that starts there can stick out when that one does not. */
    const char *text = search->text;
    while (search->offset < search->length) {
        size_t at = search->offset, count, start, end;
        unsigned begins = start_of(text + at, search->length - at, &count);
        search->offset += count + 1; /* none starts inside a word, directly behind it, or inside a character */
        while (search->offset < search->length && (text[search->offset] & 0xC0) == 0x80)
            search->offset++;
        if (begins > 0 && !(list->starts[begins / 8] & 1 << begins % 8))
            continue;
        int groups = pattern_find(&list->phrases, text, search->length, at, &start, &end);
        if (groups > 1) {
            search->covered = end > search->covered ? end : search->covered;
        } else if (groups > 0 && end > search->covered && start >= taken) {
            search->found = start;
            search->found_length = end - start;
            return true;
        }
    }
    return false;
}

/* --- sentences --- */

static bool is_vowel(char c) {
    return c > '9' && (1 << (c & 0x1F) & (1 << 1 | 1 << 5 | 1 << 9 | 1 << 15 | 1 << 21 | 1 << 25));
}

/* Adds the words from `at` to `end`, and their syllables: at least one a word. Of words of plain letters, which most
 * are, no pattern is needed: that would be a quarter of a further case. */
static void count_words(struct words *words, const char *text, size_t at, size_t end, struct sentence *sentence) {
    while (at < end) {
        size_t start = at, syllables = 0, found;
        for (; start < end && (unsigned char)text[start] < 0x80 && !is_plain(text[start]);)
            start++;
        for (at = start; at < end && is_plain(text[at]); at++)
            syllables += is_vowel(text[at]) && (at == start || !is_vowel(text[at - 1]));
        if (start == at || (at < end && (text[at] == '\'' || text[at] == '-' || (unsigned char)text[at] >= 0x80))) {
            if (start == end || !pattern_find(&words->word, text, end, start, &start, &at))
                break;
            for (syllables = 0, found = start; pattern_find(&words->syllable, text, at, found, &found, &found);)
                syllables++;
        }
        sentence->numbers += text[start] >= '0' && text[start] <= '9';
        sentence->syllables += syllables > 0 ? syllables : 1;
        sentence->words++;
    }
}

bool sentences_next(struct words *words, const char *text, size_t length, size_t *offset, struct sentence *sentence) {
    size_t start, end;
    *sentence = (struct sentence){0};
    while (sentence->words == 0 && *offset < length) {
        bool space = !is_plain(text[*offset]) && pattern_find(&words->space, text, length, *offset, &start, &end);
        sentence->start = space ? end : *offset;
        size_t from = sentence->start; /* before the word at the first sign nothing can end it */
        while (from < length && text[from] != '.' && text[from] != '!' && text[from] != '?')
            from++;
        while (from > sentence->start && (words->spaced || !strchr(DOM_SPACE, text[from - 1])))
            from--;
        *offset = pattern_find(&words->stop, text, length, from, &start, &end) ? end : length;
        count_words(words, text, sentence->start, *offset, sentence);
    }
    sentence->length = *offset - sentence->start;
    return sentence->words > 0;
}

void words_measure(struct words *words, const char *text, size_t length, struct text_size *size) {
    struct sentence sentence;
    size_t offset = 0, sentences = 0;
    for (; sentences_next(words, text, length, &offset, &sentence); sentences++) {
        size->words += sentence.words;
        size->syllables += sentence.syllables;
    }
    size->sentences += sentences > 0 ? sentences : 1;
}

double text_size_readability(const struct text_size *size) {
    if (size->words < READABILITY_MIN_WORDS)
        return NAN;
    double words = (double)size->words;
    return 206.84 - 0.93 * (words / (double)size->sentences) - 77.0 * ((double)size->syllables / words);
}

/* --- all of it --- */

struct words *words_open(const struct datadir *datadir, struct error *error) {
    struct words *words = mem_calloc(1, sizeof *words);
    words->datadir = datadir;
    char *ours = datadir_find(datadir, "schemas/woordenlijsten/afkortingen.txt", error); /* else hgw is not installed */
    struct wordlist *abbreviations = ours ? words_list(words, "afkortingen", error) : NULL;
    free(ours);
    if (!abbreviations) {
        words_close(words);
        return NULL;
    }
    /* A full stop ends no sentence when it closes an abbreviation, a single letter or a number, with quotes or brackets
     * on both sides aside. In "(groep 4)." the bracket closes more than the number, so that one does. */
    AUTO(mem_free)
    char *stop = text_format("(?:" PHRASE_START "(?:%s)|" NOT_IN_WORD "(?:" SHORT "|(?<=" OPENING ")" SHORT CLOSING
                             "++)\\.|" IN_WORD "++)(*SKIP)(*FAIL)|[.!?]" CLOSING "*+(?=\\s|\\z)",
                             abbreviations->alternatives);
    words->spaced = strstr(abbreviations->alternatives, "\\s");
    pattern_open(&words->stop, stop, PCRE2_CASELESS);
    pattern_open(&words->word, LETTER "(?:" IN_WORD "++|" JOINING "(?=" LETTER "))*+", 0);
    pattern_open(&words->syllable, TREMA "|" VOWEL "(?=\\p{M}*+(?<=\\x{308}))|(?<!" VOWEL "|" VOWEL "\\p{M})" VOWEL, 0);
    pattern_open(&words->space, "\\s++", PCRE2_ANCHORED);
    return words;
}

void words_close(struct words *words) {
    if (!words)
        return;
    for (struct wordlist *list = words->lists, *next; list; list = next) {
        next = list->next;
        wordlist_free(list);
    }
    pattern_close(&words->word);
    pattern_close(&words->syllable);
    pattern_close(&words->space);
    pattern_close(&words->stop);
    free(words);
}

struct wordlist *words_list(struct words *words, const char *name, struct error *error) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    for (struct wordlist *known = words->lists; known; known = known->next)
        if (strcmp(known->name, name) == 0)
            return known;
    if (!*name || name[strspn(name, allowed)] || strlen(name) > 64) { /* no name leads out of the directory of lists */
        error_set(error, ERROR_DATA,
                  _("„%s” kan geen woordenlijst zijn: een naam bestaat uit letters, cijfers, - en _."), name);
        return NULL;
    }
    struct wordlist *list = mem_calloc(1, sizeof *list);
    AUTO(mem_free) char *file = text_format("schemas/woordenlijsten/%s.txt", name);
    /* A team adds to ours; with `!` it takes away. */
    AUTO(mem_free) char *ours = datadir_look_in(words->datadir, false, file);
    AUTO(mem_free) char *own = datadir_look_in(words->datadir, true, file);
    bool ok = ours || own ||
              error_set(error, ERROR_DATA,
                        _("De woordenlijst „%s” is er niet. Een eigen lijst zet je in "
                          "~/.local/share/hgw/woordenlijsten/%s.txt, met op elke regel een woord of een uitdrukking."),
                        name, name);
    ok = ok && read_file(list, ours, error) && read_file(list, own, error);
    if (!finish(list, own ? own : ours, ok, error)) {
        error->kind = ERROR_DATA; /* also when a list cannot be read */
        wordlist_free(list);
        return NULL;
    }
    list->name = mem_strdup(name);
    list->next = words->lists;
    words->lists = list;
    return list;
}
