#include "base/base.h"
#include "rules/words.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char directory[] = "/tmp/hgw-list-XXXXXX", *file;
static struct datadir datadir;
static struct words *words;

static void open_directory(void) {
    cr_assert(mkdtemp(directory));
    datadir_open(&datadir, NULL);
    char *folder = text_format("%s/schemas/woordenlijsten", directory), *schemas = text_format("%s/schemas", directory);
    cr_assert(mkdir(schemas, 0700) == 0 && mkdir(folder, 0700) == 0);
    file = text_format("%s/lijst.txt", folder);
    free(schemas);
    free(folder);
}

static void close_directory(void) {
    words_close(words);
    datadir_close(&datadir);
    unlink(file);
    for (char *end; (end = strrchr(file, '/')) && strcmp(file, "/tmp") != 0; rmdir(file))
        *end = '\0';
    free(file);
}

TestSuite(wordlist, .init = open_directory, .fini = close_directory);

/* A list with these bytes in a directory of its own, till the next one. */
static struct wordlist *read_list(const char *bytes, size_t length, struct error *error) {
    FILE *out = fopen(file, "w");
    cr_assert(out && fwrite(bytes, 1, length, out) == length && fclose(out) == 0);
    struct datadir both = {.directories = {(char *[]){directory, datadir.directories.names[0]}, 2, 2}};
    words_close(words);
    words = words_open(&both, error);
    cr_assert(words, "%s", error_text(error));
    return words_list(words, "lijst", error);
}

static struct wordlist *parse(const char *bytes) {
    struct error error = ERROR_EMPTY;
    struct wordlist *list = read_list(bytes, strlen(bytes), &error);
    cr_assert(list, "%s: %s", bytes, error_text(&error));
    return list;
}

/* All phrases found, each behind a `|`. The caller frees it. */
static char *found_in(const char *phrases, const char *text) {
    struct wordlist *list = parse(phrases);
    struct phrase_search search = {.text = text, .length = strlen(text)};
    struct buf out = BUF_EMPTY;
    while (wordlist_next(list, &search)) {
        buf_add_char(&out, '|');
        buf_add(&out, text + search.found, search.found_length);
    }
    return buf_steal(&out);
}

static void expect_rows(const char *const rows[][3], size_t count) {
    for (size_t i = 0; i < count; i++) {
        char *found = found_in(rows[i][0], rows[i][1]);
        cr_expect_str_eq(found, rows[i][2], "%s in \"%s\": %s, not %s", rows[i][0], rows[i][1], found, rows[i][2]);
        free(found);
    }
}

#define EXPECT(rows) expect_rows(rows, sizeof(rows) / sizeof((rows)[0]))

Test(wordlist, whole_words) {
    static const char *const rows[][3] = {
        {"lui", "Hij is lui.", "|lui"},
        {"lui", "lui", "|lui"},
        {"lui", "Hij luistert en sluit af, geluid.", ""}, /* a letter before or after */
        {"lui", "lui2 2lui lui_ _lui", ""},               /* a digit, an underscore */
        {"lui", "élui luië ñlui", ""},                    /* a letter that is not ASCII */
        {"lui", "(lui) \"lui\" lui, lui-zijn", "|lui|lui|lui|lui"},
        {"iq", "Een IQ-test, het TIQ, zijn IQ's", "|IQ|IQ"},
        {"z.s.m.", "Dat komt z.s.m., of Z.S.M.", "|z.s.m.|Z.S.M."},
        {"z.s.m.", "z.s.m.a z-s-m-", ""}, /* a full stop is a full stop */
        {"add",
         "add\xCC\x81 e\xCC\x81"
         "add",
         ""}, /* an accent belongs to its letter */
        {"lui", "😀lui😀", "|lui"},
        {"son-r", "De SON-R en de SON\xE2\x80\x91R", "|SON-R|SON\xE2\x80\x91R"}, /* a hyphen that does not break */
        {"zo'n", "zo'n zo’n", "|zo'n|zo’n"},
    };
    EXPECT(rows);
}

Test(wordlist, letter_case_is_unicode) {
    static const char *const rows[][3] = {
        {"remediëring", "REMEDIËRING Remediëring remediering", "|REMEDIËRING|Remediëring"},
        {"remediëring", "remedie\xCC\x88ring", "|remedie\xCC\x88ring"}, /* the letter in two code points */
        {"remedie\xCC\x88ring", "remediëring", "|remediëring"},
        {"ÉÉN", "één keer", "|één"},
    };
    EXPECT(rows);
}

Test(wordlist, star_is_any_ending) {
    static const char *const rows[][3] = {
        {"percentiel*", "percentiel, percentielen en Percentielscore", "|percentiel|percentielen|Percentielscore"},
        {"percentiel*", "percentiël opercentiel", ""},
        {"wisc*", "de WISC-V", "|WISC"}, /* a hyphen ends the word */
        {"brief-*", "de BRIEF-P of BRIEF", "|BRIEF-P"},
    };
    EXPECT(rows);
}

Test(wordlist, any_white_space_between_words) {
    static const char *const rows[][3] = {
        {"type 3", "type 3 type  3 type\n\t3", "|type 3|type  3|type\n\t3"},
        {"type 3",
         "type\xC2\xA0"
         "3",
         "|type\xC2\xA0"
         "3"}, /* no-break space */
        {"type \t 3", "type 3", "|type 3"},
        {"type 3", "type3 type-3 type 30", ""},
    };
    EXPECT(rows);
}

Test(wordlist, cancels_what_it_covers) {
    static const char *const rows[][3] = {
        {"minder\n!minder dan", "minder dan tien", ""},
        {"minder\n!minder dan", "minder\ndan tien, maar minder druk", "|minder"},
        {"minder\n!minder dan", "minder dan minder", "|minder"},
        {"niet meer\n!niet meer dan", "Niet meer dan twee. Niet meer.", "|Niet meer"},
        {"minder\n!niet minder dan", "niet minder dan drie", ""}, /* covers it from further left */
        {"minder\n!niet minder", "niet minder, minder", "|minder"},
        {"minder dan\n!minder", "minder dan", "|minder dan"}, /* covers only a part */
        {"maar\n!maar ook", "maar, ook. maar ook", "|maar"},
        {"!maar ook\nmaar", "maar ook", ""}, /* whatever the order of the list */
        {"a b\n!b c\nc", "a b c", "|a b"},   /* covers the c, even after a b was found */
        {"! minder dan\nminder", "minder dan", ""},
        {"!minder dan", "minder dan", ""},
    };
    EXPECT(rows);
}

Test(wordlist, leftmost_then_longest) {
    static const char *const rows[][3] = {
        {"streeft\nstreeft naar", "streeft naar", "|streeft naar"},
        {"streeft naar\nstreeft", "streeft er naar", "|streeft"},
        {"t*\nt-score", "t-score", "|t-score"},
        {"een twee\ntwee drie", "een twee drie", "|een twee"}, /* found phrases do not overlap */
    };
    EXPECT(rows);
}

/* A look at three bytes decides whether the pattern is tried: signs that those bytes can be written with. */
Test(wordlist, starts) {
    static const char *const rows[][3] = {
        {"gc", "GC, gc", "|GC|gc"},
        {"gc", "(gc", "|gc"},
        {"a", "een A", "|A"},
        {"g*", "een gat", "|gat"},
        {"ge*", "een ge gat Gedoe", "|ge|Gedoe"},
        {"a b",
         "a b a  b a\n\tb a\xC2\xA0"
         "b",
         "|a b|a  b|a\n\tb|a\xC2\xA0"
         "b"},
        {"ab c", "AB\v\fc", "|AB\v\fc"},
        {"één", "ÉÉN e\u0301e\u0301n", "|ÉÉN|e\u0301e\u0301n"},
        {"naïef",
         "NAÏEF nai\xCC\x88"
         "ef",
         "|NAÏEF|nai\xCC\x88"
         "ef"},
        {"zëlf", "Ze\xCC\x88lf", "|Ze\xCC\x88lf"},
        {"t-score", "T\xE2\x80\x91score t-score", "|T\xE2\x80\x91score|t-score"},
        {"t\xE2\x80\x91score", "T-score", "|T-score"},
        {"zo’n", "zo'n", "|zo'n"},
        {"kans",
         "\xE2\x84\xAA"
         "ans kan\xC5\xBF",
         "|\xE2\x84\xAA"
         "ans|kan\xC5\xBF"}, /* kelvin, a long s */
        {"\xE2\x84\xAA"
         "a\xC5\xBF",
         "kas", "|kas"},
        {"3 uur", "om 3 uur, 13 uur", "|3 uur"},
        {"-x", "a -x b", "|-x"},
        {"lui", "\xC2\xA0lui—lui", "|lui|lui"}, /* a sign beyond ASCII before it */
    };
    EXPECT(rows);
}

Test(wordlist, lines_of_a_list) {
    static const char *const rows[][3] = {
        {"# lui\nkoppig # lui\n\n  \t\n", "lui koppig", "|koppig"},
        {"\xEF\xBB\xBFlui\r\nkoppig\r\n", "lui koppig", "|lui|koppig"},
        {"c#", "c#", "|c#"},
        {"a.b+c(d)[e]\\Q^$|{2}", "A.B+C(D)[E]\\Q^$|{2} axb", "|A.B+C(D)[E]\\Q^$|{2}"}, /* nothing is a pattern */
        {"", "lui", ""},
        {"# niets", "lui", ""},
    };
    EXPECT(rows);
}

Test(wordlist, refuses_what_is_no_phrase) {
    static const struct {
        const char *bytes;
        size_t length, line;
    } rows[] = {
        {"lui\n*", 5, 2},          /* any word at all */
        {"lui\nl*i", 7, 2},        /* a star inside */
        {"wil niet *", 10, 1},     /* a star by itself */
        {"lui**", 5, 1},           /* two */
        {"lui\n\n!", 6, 3},        /* cancels nothing */
        {"lu\0i", 4, 1},           /* a NUL */
        {"lui\nlu\x1B[0m", 10, 2}, /* a control character */
        {"lui\nlu\xFFi", 8, 2},    /* not UTF-8 */
        {"lui\nlu\xC3", 7, 2},     /* cut in a letter */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct error error = ERROR_EMPTY;
        cr_expect_null(read_list(rows[i].bytes, rows[i].length, &error), "row %zu", i);
        cr_expect_eq(error.kind, ERROR_DATA, "row %zu", i);
        cr_expect(error.file && strstr(error.file, "/lijst.txt"), "row %zu", i);
        cr_expect_eq(error.line, rows[i].line, "row %zu: line %zu", i, error.line);
        error_clear(&error);
    }
}

/* `count` lines of `line`, the caller frees it. */
static char *lines(const char *line, size_t count) {
    struct buf out = BUF_EMPTY;
    for (size_t i = 0; i < count; i++)
        buf_add_string(&out, line);
    return buf_steal(&out);
}

static void expect_refused(const char *bytes) {
    struct error error = ERROR_EMPTY;
    cr_expect_null(read_list(bytes, strlen(bytes), &error));
    cr_expect_eq(error.kind, ERROR_DATA, "%s", error_text(&error));
    cr_expect(error.file && strstr(error.file, "/lijst.txt"));
    error_clear(&error);
}

Test(wordlist, refuses_what_is_huge) {
    char *many = lines("# niets\n", WORDLIST_MAX_BYTES / 8 + 1); /* too many bytes */
    expect_refused(many);
    free(many);
    char *dense = lines("\xC3\xA9\xC3\xAB\xC3\xA9\xC3\xAB\n", WORDLIST_MAX_BYTES / 9); /* too large a pattern */
    expect_refused(dense);
    free(dense);
}

Test(wordlist, takes_what_is_large) {
    struct buf bytes = BUF_EMPTY;
    for (int i = 0; i < 1000; i++)
        buf_printf(&bytes, "woordje%d ja\n", i);
    char *text = buf_steal(&bytes);
    char *found = found_in(text, "Woordje999 ja, woordje1000 ja.");
    cr_expect_str_eq(found, "|Woordje999 ja");
    free(found);
    free(text);
}

/* Seconds of processor time to go through `text`. */
static double cost(struct wordlist *list, const char *text, size_t length, size_t *count) {
    struct phrase_search search = {.text = text, .length = length};
    clock_t start = clock();
    for (*count = 0; wordlist_next(list, &search);)
        ++*count;
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

Test(wordlist, ten_megabytes) {
    struct wordlist *list = parse("wil niet\nminder\n!minder dan\npercentiel*\nzo'n\n!minder dan ooit");
    static const struct {
        const char *piece;
        size_t found; /* in each piece */
    } rows[] = {
        {"Noor leest graag en wil niet stoppen, minder dan ooit. ", 1},
        {"percentiel", 0}, /* one word of 10 MB: found once */
        {"wil ", 0},
        {"minder dan ", 0},
        {"          ", 0},
        {"ëëëëë", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t count, size = strlen(rows[i].piece), pieces = 10 * 1024 * 1024 / size;
        char *text = lines(rows[i].piece, pieces);
        double seconds = cost(list, text, size * pieces, &count);
        size_t expected = i == 1 ? 1 : rows[i].found * pieces;
        cr_expect_eq(count, expected, "row %zu: %zu, not %zu", i, count, expected);
        cr_expect_lt(seconds, 10.0, "row %zu: %.2f s", i, seconds); /* quadratic cost takes hours */
        if (getenv("HGW_TEST_TIMES"))
            fprintf(stderr, "wordlist row %zu: %.3f s\n", i, seconds);
        free(text);
    }
}
